"""What people call the things that can be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.visit.bookings import Resource
from jiedai.workflow.across.resources import Register
from tests.workflow.following.samples import case


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    root: Path = tmp_path_factory.mktemp("office")
    return Register(case(root).office, [(Resource.PERSON, "林峰"), (Resource.PLACE, "会客厅（东）")])


def test_words_mean_one_thing_several_or_none(register: Register) -> None:
    wanted = {
        "person:林峰": ["person:林峰"], "林峰": ["person:林峰"], "领导：林峰": ["person:林峰"],
        "PERSON: 林峰 ": ["person:林峰"],
        "郑涛": ["person:郑涛"],
        "1": ["vehicle:1"], "１号车": ["vehicle:1"], "车:1号": ["vehicle:1"], "浙H·D0001": ["vehicle:1"],
        "考斯特": ["vehicle:1"], "vehicle:3": [], "3": [],
        "云溪宾馆": ["hotel:云溪宾馆"], "place:云溪宾馆": ["place:云溪宾馆"], "宾馆:云溪宾馆": ["hotel:云溪宾馆"],
        "三号会议室": ["place:县行政中心三号会议室"], "会客厅(东)": ["place:会客厅（东）"], "室": [],
        "云溪": ["hotel:云溪宾馆", "place:云溪站", "place:云溪县人民医院"],
        "place:林峰": [], "不知道:林峰": [], "": [], "：": [],
    }  # fmt: skip
    assert {word: [str(key) for key in register.meant(word)] for word in wanted} == wanted


def test_what_a_slip_is_near_to_is_of_the_kind_that_it_says(register: Register) -> None:
    assert {key.kind for key in register.called("车:9").values()} == {Resource.VEHICLE}
    assert {key.kind for key in register.called("林锋").values()} == set(Resource)
