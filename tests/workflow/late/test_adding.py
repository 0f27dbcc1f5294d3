"""Guests who come besides: where one like them is, wherever everybody is; counted, housed, seated; or it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.loading import load
from jiedai.model.choice import Diet, Sex
from jiedai.visit.case import Case
from jiedai.workflow.late.adding import added
from jiedai.workflow.late.draft import reread
from jiedai.workflow.late.dropping import dropped
from jiedai.workflow.late.looking import Outcome
from jiedai.workflow.late.newcomers import newcomers
from jiedai.workflow.late.subjects import Unknown
from tests.batch import cases
from tests.workflow.late.samples import PLAN, case_of, written

ROOMY = PLAN.replace('"0801", ', '"0801", 房型: 标准间, ').replace('"0802", ', '"0802", 房型: 标准间, ')
COUNTED = ROOMY + "人数: {总数: 2, 分组: [{名称: 省厅, 人数: 2}]}\n经费: [{项目: 工作餐, 金额: 150}]\n"
PAID = COUNTED.replace("接待方承担: true,", "接待方承担: true, 人均: 50,")


def came(folder: Path, who: str, plan: str = ROOMY, **more: str) -> Outcome:
    return added(case_of(folder, plan), newcomers(who), **more)


@cases(
    ("text", "names"),
    [
        ("蓝天", ["蓝天"]),
        ("蓝天、白云", ["蓝天", "白云"]),
        ("蓝天，白云；何 川", ["蓝天", "白云", "何川"]),
        ("蓝天 白云", ["蓝天", "白云"]),
        ("蓝天（男） 白云(女)", ["蓝天", "白云"]),
        ("Anna Schmidt、Max Weber", ["Anna Schmidt", "Max Weber"]),
    ],
)
def test_names_as_people_type_them(text: str, names: list[str]) -> None:
    assert [one.name for one in newcomers(text)] == names


def test_what_brackets_say() -> None:
    (one,) = newcomers("蓝天（男 回族，清真、不饮酒；综合处，副处长，副处级，139 0000 0001）")
    assert one.facts == {
        "sex": Sex.MALE,
        "ethnicity": "回族",
        "diet": [Diet.HALAL, Diet.NO_ALCOHOL],
        "post": "综合处副处长",
        "rank": "副处级",
        "phone": "139 0000 0001",
    }


@cases("text", ["", "（男）", "蓝天、蓝天", "蓝天（男", "、"])
def test_what_names_nobody(text: str) -> None:
    with pytest.raises(Unknown):
        newcomers(text)


def test_they_go_where_one_like_them_goes(tmp_path: Path) -> None:
    made = came(tmp_path, "蓝天（女，科长）", like="李芸")
    assert "- {姓名: 蓝天, 性别: 女, 单位: 省厅, 职务: 科长}" in made.text
    assert "来宾: [陈远, 李芸, 蓝天], 陪同: 林峰、沈浩}" in made.text, "the item"
    assert "陪餐: [林峰], 来宾: [陈远, 李芸, 蓝天]" in made.text, "the meal"
    assert "乘车人: [陈远, 李芸, 蓝天]" in made.text
    assert "人员: [陈远, 李芸]}" in made.text, "the letter is theirs"
    rooms = made.text[made.text.index("房间:") : made.text.index("乘车:")]
    assert rooms.count("蓝天") == 1
    assert "GH03" in [look.code for look in made.look_at]
    assert not made.reasons


def test_who_is_nowhere_by_name_goes_nowhere_by_name(tmp_path: Path) -> None:
    """A list of some others says nothing about who comes now."""
    plan = ROOMY.replace("陪餐: [林峰], 来宾: [陈远, 李芸]", "陪餐: [林峰], 来宾: [陈远]")
    assert "来宾: [陈远]}" in came(tmp_path, "蓝天", plan, like="李芸").text
    assert "来宾: [陈远, 蓝天]}" in came(tmp_path, "蓝天", plan, like="陈远").text


def test_heads_and_money(tmp_path: Path) -> None:
    text = came(tmp_path, "蓝天、白云", PAID, like="李芸").text
    assert "人数: {总数: 4, 分组: [{名称: 省厅, 人数: 4}]}" in text
    assert "金额: 250" in text, "four guests and a host at 50"


def test_heads_that_counted_otherwise_are_told(tmp_path: Path) -> None:
    plan = PAID.replace("陪餐: [林峰], 来宾: [陈远, 李芸]", "陪餐: [林峰], 来宾: 5")
    made = came(tmp_path, "蓝天", plan, like="李芸")
    assert "来宾: 5" in made.text
    assert any(look.why == "heads" and "5 人用餐" in look.message for look in made.look_at)


def test_another_unit(tmp_path: Path) -> None:
    made = came(tmp_path, "蓝天", unit="省水利厅", post="处长")
    assert "- {姓名: 蓝天, 单位: 省水利厅, 职务: 处长}" in made.text
    assert "来宾: [陈远, 李芸, 蓝天]" in made.text, "a list of everybody takes them too"


def test_without_anybody_named_it_says_whom_they_come_with(tmp_path: Path) -> None:
    looks = came(tmp_path, "蓝天").look_at
    assert any("照李芸安排" in look.message and "--like" in look.hint for look in looks)
    assert not any("照李芸安排" in look.message for look in came(tmp_path, "蓝天", like="李芸").look_at)


@pytest.mark.parametrize(("who", "like"), [("李芸", ""), ("林峰", ""), ("蓝天", "李云")])
def test_who_cannot_be_added(tmp_path: Path, who: str, like: str) -> None:
    with pytest.raises(Unknown) as error:
        came(tmp_path, who, like=like)
    assert not like or "李芸" in error.value.near


def test_who_stayed_away_comes_after_all(tmp_path: Path) -> None:
    case = case_of(tmp_path, PAID)
    gone = reread(case, dropped(case, "李芸").text)
    text = added(gone, newcomers("李芸"), like="陈远").text
    assert "不来" not in text
    assert text.count("李芸") == PAID.count("李芸"), "the room is another one, the letter named them"
    assert "人数: {总数: 2, 分组: [{名称: 省厅, 人数: 2}]}" in text
    assert "金额: 150" in text


@pytest.mark.parametrize(("seats", "enough"), [(5, True), (4, False)])
def test_a_car_that_has_no_seat_left(tmp_path: Path, seats: int, enough: bool) -> None:
    """Two guests, who leads, and two more; there is no other car."""
    path = written(tmp_path, ROOMY)
    office = path.parent / "office.yaml"
    small = office.read_text(encoding="utf-8").replace("核载: 19", f"核载: {seats}")
    office.write_text(small.replace("  - {车号: 2, 核载: 7, 驾驶员: 钱江}\n", ""), encoding="utf-8")
    made = added(Case.of(load(path)), newcomers("蓝天、白云"), like="李芸")
    assert bool(made.reasons) is not enough
