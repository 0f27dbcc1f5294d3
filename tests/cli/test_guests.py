"""`jiedai guests`: nothing without consent, nothing after its end, nothing overwritten."""

from __future__ import annotations

import json
import os
import stat

import pytest

from tests.cli.conftest import NAME

PLAN = f"plans/{NAME}"
WHO = "{姓名: 陈志远, 单位: 省卫健委, 职务: 副主任}"
BAD_DIET = """- 姓名: 甲
  单位: 乙
  事实: [{类别: 饮食, 内容: 石头, 同意: {方式: 口头, 日期: 2026-05-12}, 有效至: 2027-05-12}]
"""
AGREED = ("--consent", "口头", "--at", "2026-05-12 14:00")


def remember(run, *facts: str, until: str = "2027-05-12") -> None:
    found = run("guests", "remember", PLAN, "陈志远", *facts, *AGREED, "--until", until)
    assert found.status == 0, found.err


def listed(run, day: str) -> list:
    return json.loads(run("guests", "list", "陈志远", "--as-of", day, "-f", "json").out)["guests"]


def suggested(run, *more: str) -> dict:
    found = run("guests", "suggest", PLAN, "--as-of", "2026-06-01", "-f", "json", *more)
    assert found.status == 0, found.err
    return json.loads(found.out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("陈志远", "note:不走楼梯"), "没有写明来宾本人同意"),
        (("陈志远", "note:不走楼梯", "--consent", "猜的"), "--consent 没有“猜的”"),
        (("陈志", "note:不走楼梯", *AGREED), "是不是想写“陈志远”？"),
        (("陈志远", "note:不走楼梯", "note:有高血压", *AGREED), "健康或宗教"),
        (("陈志远", "diet", *AGREED), "没有写陈志远的饮食"),
        (("陈志远", "note:慢", *AGREED, "--until", "2026-05-11"), "已经过去了"),
        (("陈志远", "note:慢", *AGREED, "--until", "没有"), "--until："),
        (("陈志远",), "FACT"),
    ],
)
def test_nothing_is_kept_of_what_may_not_be(run, office, words, told):
    found = run("guests", "remember", PLAN, *words)
    assert (found.status, told in found.err) == (2, True), found.err
    assert not (office / "records").exists()


def test_what_is_remembered_has_an_end(run, office):
    remember(run, "note:不走楼梯", "diet:清真")
    (guest,) = listed(run, "2027-05-12")
    assert (guest["name"], guest["unit"], len(guest["facts"])) == ("陈志远", "省卫健委", 2)
    assert guest["facts"][0] == {
        "kind": "note", "value": "不走楼梯", "source": PLAN, "until": "2027-05-12", "expired": False,
        "consent": {"way": "oral", "date": "2026-05-12", "by": None},
    }  # fmt: skip
    assert [fact["expired"] for fact in listed(run, "2027-05-13")[0]["facts"]] == [True, True]
    assert "已到期" in run("guests", "list", "--as-of", "2027-05-13").out
    if os.name == "posix":
        assert stat.S_IMODE((office / "records" / "guests.yaml").stat().st_mode) == 0o600
        assert stat.S_IMODE((office / "records").stat().st_mode) == 0o700


def test_without_a_day_it_is_kept_as_long_as_the_office_says(run, office):
    def until() -> str:
        assert run("guests", "remember", PLAN, "陈志远", "note:慢", *AGREED).status == 0
        (fact,) = listed(run, "2026-06-01")[0]["facts"]
        return fact["until"]

    assert until() == "2028-05-11"
    with (office / "plans" / "office.yaml").open("a", encoding="utf-8") as file:
        file.write("保存: {来宾记忆: 30}\n")
    assert until() == "2026-06-11"  # the same fact has the newer end


def test_a_plan_is_told_what_it_lacks(run, plan):
    remember(run, "note:不走楼梯", "diet:清真", "allergies:花生")
    found = suggested(run)
    assert [(one["kind"], one["value"]) for one in found["suggestions"]] == [
        ("note", "不走楼梯"), ("diet", "halal"), ("allergy", "peanut"),
    ]  # fmt: skip
    assert WHO in plan.read_text(encoding="utf-8")
    assert suggested(run, "--write")["written"] is True
    assert "职务: 副主任, 饮食: [清真], 过敏: [花生], 备注: 不走楼梯}" in plan.read_text(encoding="utf-8")
    assert suggested(run, "--write")["suggestions"] == []


def test_what_the_plan_says_otherwise_stays(run, plan):
    remember(run, "diet:清真", "note:不走楼梯", "allergies:花生")
    said = WHO.replace("}", ", 饮食: [素食], 过敏: [蛋类], 备注: 晚到}")
    plan.write_text(plan.read_text(encoding="utf-8").replace(WHO, said), encoding="utf-8")
    found = suggested(run, "--write")
    assert [(one["value"], one["planned"]) for one in found["conflicts"]] == [("halal", ["vegetarian"])]
    assert "饮食: [素食], 过敏: [蛋类, 花生], 备注: 晚到；不走楼梯}" in plan.read_text(encoding="utf-8")


def test_neither_what_expired_nor_another_unit_is_suggested(run, plan):
    remember(run, "note:不走楼梯", until="2026-05-31")
    assert suggested(run)["suggestions"] == []
    remember(run, "note:不走楼梯", until="2026-06-01")
    assert len(suggested(run)["suggestions"]) == 1
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("单位: 省卫健委, 职务", "单位: 省教育厅, 职务"), encoding="utf-8")
    assert suggested(run)["suggestions"] == []


@pytest.mark.parametrize(
    "text", ["- {姓名: 陈志远}\n- 3\n", "姓名: 陈志远\n", "- [\n", "- {姓名: 甲, 单位: 乙, 事实: [{}]}\n", BAD_DIET]
)
def test_a_damaged_file_is_told_and_left_alone(run, office, text):
    path = office / "records" / "guests.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    for words in (("list",), ("suggest", PLAN), ("remember", PLAN, "陈志远", "note:慢", *AGREED)):
        found = run("guests", *words)
        assert (found.status, "guests.yaml" in found.err) == (2, True), found.err
    assert path.read_text(encoding="utf-8") == text


def test_an_office_that_remembers_nobody(run, office):
    assert run("guests", "list").out == "没有记住的来宾\n"
    assert run("guests", "suggest", PLAN).out == "方案里没有要补的\n"
