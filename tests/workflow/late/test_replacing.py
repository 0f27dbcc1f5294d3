"""One thing put for another: everywhere it is meant, nowhere else, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.workflow.late.replacing import replaced, swap_of
from jiedai.workflow.late.subjects import Kind, Unknown
from tests.workflow.late.samples import PLAN, case_of


def lines(old: str, new: str) -> dict[str, str]:
    """The lines that differ, old to new."""
    pairs = zip(old.splitlines(), new.splitlines(), strict=True)
    return {before.strip(): after.strip() for before, after in pairs if before != after}


def put(folder: Path, old: str, new: str, plan: str = PLAN) -> tuple[str, list[str]]:
    """The text with one put for another, and what is to be looked at."""
    case = case_of(folder, plan)
    draft = replaced(case, swap_of(case, old, new))
    return draft.text, [look.message for look in draft.look_at]


def test_a_vehicle_goes_with_its_ride_and_its_name_in_words(tmp_path: Path) -> None:
    text, looks = put(tmp_path, "1", "2")
    changed = lines(PLAN, text)
    assert len(changed) == 3
    assert all("车辆: [2]" in line or "车辆: 2" in line for line in changed.values())
    assert any("乘2号车" in line for line in changed.values())
    assert not any("号车原来就有人坐" in look for look in looks)


def test_a_hotel_goes_with_its_nights_and_drives_not_with_room_numbers(tmp_path: Path) -> None:
    text, looks = put(tmp_path, "云溪宾馆", "临溪宾馆")
    assert "宾馆: 临溪宾馆" in text
    assert "从临溪宾馆去产业园" in text
    assert "0801" not in text
    assert text.count("待填") == 2
    assert "在云溪宾馆分馆看一看" in text, "a longer name is another place"
    assert "地点: 宾馆" in text, "what follows by itself is not written"
    assert "行程: 住云溪宾馆" in text, "the letter is the visitors' own"
    assert any("公函" in look or "这里还写着“云溪宾馆”" in look for look in looks)
    assert "地点: 宾馆, 责任人: 丁勇" in text, "who keeps the house comes with it, also where it is not named"
    assert any("房号" in look for look in looks)


def test_a_leader_goes_with_post_and_telephone_of_the_new_one(tmp_path: Path) -> None:
    text, _looks = put(tmp_path, "林峰", "马明")
    assert "- {姓名: 马明, 单位: 县政府, 职务: 县长, 电话: 13900000001, 角色: 主陪}" in text
    assert "林峰" not in text
    assert "陪同: 马明、沈浩" in text
    assert "责任人: 马明, 电话: 13900000001" in text


def test_what_the_office_does_not_know_becomes_a_blank(tmp_path: Path) -> None:
    text, _looks = put(tmp_path, "林峰", "周敏")
    assert "- {姓名: 周敏, 单位: 县接待办, 职务: 待填, 电话: 0570-5550101, 角色: 主陪}" in text


def test_who_is_there_already_is_not_named_twice(tmp_path: Path) -> None:
    text, _looks = put(tmp_path, "林峰", "沈浩")
    assert "陪同: [沈浩]" in text
    assert "姓名: 林峰" not in text
    assert text.count("- 沈浩\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("林锋", "马明", "林峰"),
        ("1", "9", ""),
        ("云溪宾馆", "林溪宾馆", "临溪宾馆"),
        ("林峰", "马鸣", "马明"),
        ("1", "1", ""),
    ],
)
def test_names_that_mean_nothing(tmp_path: Path, old: str, new: str, near: str) -> None:
    with pytest.raises(Unknown) as error:
        put(tmp_path, old, new)
    assert error.value.near[:1] == ((near,) if near else ())


@pytest.mark.parametrize(("kind", "old"), [(Kind.VEHICLE, "1"), (Kind.PLACE, "产业园"), (Kind.PERSON, "沈浩")])
def test_what_a_name_means(tmp_path: Path, kind: Kind, old: str) -> None:
    new = {Kind.VEHICLE: "2", Kind.PLACE: "临溪宾馆", Kind.PERSON: "马明"}[kind]
    assert swap_of(case_of(tmp_path), old, new).kind is kind


@pytest.mark.parametrize(("old", "new"), [("1", "2"), ("产业园", "临溪宾馆"), ("沈浩", "马明")])
def test_there_and_back_again_is_the_same_file(tmp_path: Path, old: str, new: str) -> None:
    """Where the other was not named before."""
    text, _looks = put(tmp_path, old, new)
    assert text != PLAN
    back, _looks = put(tmp_path, new, old, text)
    assert back == PLAN


def test_a_guest_takes_no_place_of_ours(tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="来宾"):
        put(tmp_path, "林峰", "陈远")
