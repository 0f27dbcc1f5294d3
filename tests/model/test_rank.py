"""Ranks as an office writes them, their class and their place in it."""

from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from jiedai import language
from jiedai.model.base import DamagedValue, damage
from jiedai.model.choice import Rank
from jiedai.model.messages import refusals
from jiedai.model.office import Person
from jiedai.model.people import Guest, Host
from jiedai.model.rank import PRINCIPAL, UNSAID, level_of, read_rank
from tests.batch import cases
from tests.model.samples import sound


def guest(rank):
    return Guest.model_validate(sound(Guest) | {"职级": rank})


RANKS = {
    Rank.STATE: "国家级 正国级 副国级 国家级正职",
    Rank.MINISTER: "省部级 部级 正部级 副部 正省级 副省级 省部级副职 副部长级",
    Rank.BUREAU: "厅局级 司局级 地厅级 地市级 厅级 正厅级 副厅 正厅局级 副司级 副局级 正地厅级 "
    "一级巡视员 二级巡视员 巡视员 副巡视员 bureau",
    Rank.DIVISION: "县处级 县团级 正县级 副县级 正处级 副处 县处级正职 一级调研员 四级调研员 副调研员",
    Rank.SECTION: "乡科级 科级 正科 副科级 正科级 一级主任科员 四级主任科员",
    Rank.OTHER: "其他 科员 办事员 一级科员 二级科员 无 股级 正股级",
}


@cases(
    ("written", "rank"),
    [
        *((name, rank) for rank, names in RANKS.items() for name in names.split()),
        *((rank, rank) for rank in Rank),
        ("　正厅级 ", Rank.BUREAU),
    ],
)
def test_the_class_follows(written, rank):
    assert read_rank(written, None) is rank
    assert guest(written).rank is rank


@cases("order", [
    ["正国级", "副国级", "正部级", "副部级", "正厅级", "副厅级", "一级巡视员", "二级巡视员", "正县级", "副处",
     "一级调研员", "二级调研员", "三级调研员", "四级调研员", "正科", "副科级", "一级主任科员", "四级主任科员",
     "一级科员", "二级科员"],
    ["正厅级", "厅局级", "二级巡视员"],
    ["其他", "科员", "办事员"],
])  # fmt: skip
def test_within_a_class_the_principal_comes_before_the_deputy_and_both_before_grades(order):
    levels = [guest(name).level for name in order]

    assert levels == sorted(levels, key=lambda level: (level.rank.height, level.step))
    assert len({(level.rank, level.step) for level in levels}) == len(levels)


@cases(
    ("one", "other"),
    [
        ("正厅级", "正厅局级"),
        ("副厅", "副司级"),
        ("厅局级", "副厅级"),
        ("科员", "一级科员"),
        ("办事员", "二级科员"),
        ("巡视员", "一级巡视员"),
        ("主任科员", "二级主任科员"),
        ("无", "其他"),
    ],
)
def test_what_stands_at_one_place(one, other):
    assert guest(one).level[:2] == guest(other).level[:2]


@cases(
    "written",
    [
        "正",
        "正级",
        "厅",
        "县",
        "三级巡视员",
        "五级调研员",
        "三级科员",
        "一级科",
        "正厅级级",
        "正正厅级",
        "省长",
        "副县长",
    ],
)
def test_what_is_no_rank(written):
    assert level_of(written) is None
    with pytest.raises(PydanticCustomError) as caught:
        read_rank(written, None)

    assert caught.value.message() == f"“{written}”不在可选范围内"


def test_an_unknown_rank_is_answered_with_names_of_the_list_shown():
    with pytest.raises(ValidationError) as caught:
        guest("正厅极")
    (refused,) = refusals(caught.value, Guest)

    guess, _mark, offered = refused.hint.partition("可选：")
    assert refused.path == ("职级",)
    assert offered == (
        "国家级、省部级、厅局级、县处级、乡科级、其他；也可以照职务写：正厅级、副县级、正科、一级调研员、科员、无"
    )
    assert not guess or guess[len("是不是想写“") : -len("”？")] in offered.partition("；")[0].split("、")


@pytest.mark.parametrize("value", ["司局极", "地厅"])
def test_a_guess_is_a_name_that_is_offered(value):
    with pytest.raises(PydanticCustomError) as caught:
        read_rank(value, None)

    assert caught.value.context["hint"].startswith("是不是想写“厅局级”？")


@cases("model", [Guest, Host, Person])
def test_what_was_written_survives(model):
    person = model.model_validate(sound(model) | {"职级": "正厅级"})

    assert (person.rank, person.level.step, str(person.level)) == (Rank.BUREAU, PRINCIPAL, "正厅级")
    assert model.model_validate(sound(model) | {"rank": "副厅"}).level.written == "副厅"
    for other in (person.model_copy(), copy.deepcopy(person), pickle.loads(pickle.dumps(person))):
        assert other.level == person.level


def test_a_class_is_all_that_is_known_where_no_more_was_said():
    assert guest("厅局级").level == (Rank.BUREAU, UNSAID, "厅局级")
    assert guest("bureau").level == guest(Rank.BUREAU).level == (Rank.BUREAU, UNSAID, "厅局级")
    assert Guest.model_validate(sound(Guest)).level is None


def test_another_rank_forgets_what_was_written():
    assert guest("正厅级").model_copy(update={"rank": Rank.DIVISION}).level.written == "县处级"
    assert guest("正厅级").model_copy(update={"rank": None}).level is None


def test_a_damaged_rank_has_no_level_either():
    one = guest("正厅级")
    damage(one, "rank")
    with pytest.raises(DamagedValue):
        one.level  # noqa: B018


@cases(
    ("written", "english"),
    [("正厅级", "bureau, principal"), ("副县级", "division, deputy"), ("二级调研员", "division, grade 2"),
     ("厅局级", "bureau"), ("科员", "other, grade 1"), ("无", "other")],
)  # fmt: skip
def test_in_english_class_and_place_are_told(written, english):
    assert guest(written).level.label == written
    language.use("en")
    assert guest(written).level.label == guest(written).level.said("en") == english
    assert str(guest(written).level) == written
