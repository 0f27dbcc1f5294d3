"""Which waivers hold, and which findings they cover."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, Found, programme

TWO_LATE_MEALS = programme(
    '编号: A1, 时间: "15:00-15:30", 事项: 用餐, 类别: 用餐', '编号: A2, 时间: "16:00-16:30", 事项: 用餐, 类别: 用餐'
)
VISITS = programme(
    '编号: A1, 时间: "09:00-09:30", 事项: 参观, 类别: 考察, 地点: 智能制造产业园',
    '编号: A2, 时间: "10:30-11:00", 事项: 参观, 类别: 考察, 地点: 智能制造产业园',
)


def _waived(found: Found, code: str) -> list[bool]:
    return [one.waived is not None for one in sorted(found.of(code), key=lambda one: one.span)]


def _waiver(more: str = "", code: str = "SJ05") -> str:
    return f"豁免: [{{规则: {code}, 理由: 食堂检修, 批准人: 徐正{more}}}]\n"


def test_without_an_item_every_finding_of_the_code_is_covered(bench: Bench) -> None:
    assert _waived(bench(TWO_LATE_MEALS + _waiver(), only="SJ05"), "SJ05") == [True, True]


@cases(("code", "covers"), [("ＳＪ０５", True), ("ｓj05 ", True), ("ＳＪ０６", False)])
def test_a_code_typed_in_full_width_is_the_same_code(bench: Bench, code: str, covers: bool) -> None:
    found = bench(TWO_LATE_MEALS + _waiver(code=code), only="SJ05")
    assert _waived(found, "SJ05") == [covers, covers]
    assert bench(_waiver(code=code), only="GS08").codes == []


@cases(("item", "covered"), [("A1", [True, False]), ("A2", [False, True]), ("A9", [False, False])])
def test_an_item_narrows_a_waiver(bench: Bench, item: str, covered: list[bool]) -> None:
    found = bench(TWO_LATE_MEALS + _waiver(f", 日程: {item}"), only="SJ05")
    assert _waived(found, "SJ05") == covered
    assert all(one.counts is (one.waived is None) for one in found.of("SJ05"))


@pytest.mark.parametrize(("item", "covered"), [("A1", [True]), ("A2", [False])])
def test_an_items_meal_belongs_to_it(bench: Bench, item: str, covered: list[bool]) -> None:
    plan = "用餐: [{日程: A1, 形式: 工作餐, 接待方承担: true, 人均: 60, 陪餐: [林峰], 酒水: [白酒]}]\n"
    assert _waived(bench(plan + _waiver(f", 日程: {item}", "YC07"), only="YC07"), "YC07") == covered


def test_an_unknown_item_is_an_unknown_reference(bench: Bench) -> None:
    found = bench(_waiver(", 日程: ⟦A9⟧"), only="GS08")
    assert found.spans("GS08") == found.marks


@cases(
    ("version", "waiver", "holds"),
    [
        ("1", "", True),
        ("1", ", 版本: 1", True),
        ("2", "", False),
        ("2", ", 版本: 1", False),
        ("2", ", 版本: 2", True),
        ("1", ", 版本: 2", False),
    ],
)
def test_a_waiver_holds_for_the_version_it_names_and_is_told_when_it_does_not(
    bench: Bench, version: str, waiver: str, holds: bool
) -> None:
    found = bench(f"版本: {version}\n{TWO_LATE_MEALS}{_waiver(waiver)}", only=("SJ05", "GS15"))
    assert _waived(found, "SJ05") == [holds, holds]
    assert found.levels("GS15") == ([] if holds else ["info"])


def test_the_expired_waiver_is_pointed_at(bench: Bench) -> None:
    found = bench("版本: 3\n" + _waiver(", 版本: ⟦2⟧"), only="GS15")
    assert found.spans("GS15") == found.marks
    assert "第 2 版批准的，方案已是第 3 版" in found.of("GS15")[0].message


@cases("code", ["GS08", "gs08", "BM01"])
def test_what_nobody_may_accept(bench: Bench, code: str) -> None:
    found = bench(_waiver(code=f"⟦{code}⟧") + programme('编号: A1, 时间: "15:00", 事项: 甲, 地点: 某地'))
    assert _waived(found, "GS08") == [False]
    assert found.spans("GS15") == found.marks


def test_a_state_secret_cannot_be_waived(bench: Bench) -> None:
    found = bench(_waiver(code="BM01") + "密级: 机密\n", only="BM01")
    assert _waived(found, "BM01") == [False] * len(found.of("BM01")) != []


def test_information_about_format_may_be_accepted(bench: Bench) -> None:
    risks = "预案: [{情形: 降雨, 措施: [改到室内], 责任人: 何婧}]\n"
    assert _waived(bench(_waiver(code="GS14") + risks, only="GS14"), "GS14") == [True]


def test_codes_are_read_in_small_letters_too(bench: Bench) -> None:
    assert _waived(bench(TWO_LATE_MEALS + _waiver(code="sj05"), only="SJ05"), "SJ05") == [True, True]


@pytest.mark.parametrize("waiver", ["{规则: SJ05, 理由: 待填, 批准人: 徐正}", "{规则: SJ05, 理由: 检修, 批准人: 待填}"])
def test_without_reason_and_approver_it_is_no_waiver(bench: Bench, waiver: str) -> None:
    found = bench(f"{TWO_LATE_MEALS}豁免: [{waiver}]\n", only=("SJ05", "GS15"))
    assert _waived(found, "SJ05") == [False, False]
    assert found.levels("GS15") == ["info"]


@cases(("code", "hint"), [("SJ5", "SJ05"), ("YC29", "YC2"), ("甲乙", "jiedai list rules")])
def test_a_code_that_no_rule_has(bench: Bench, code: str, hint: str) -> None:
    found = bench(_waiver(code=f"⟦{code}⟧"), only="GS08")
    assert found.spans("GS08") == found.marks
    assert hint in found.of("GS08")[0].hint


@cases("code", ["SP02", "WD02", "GS13", "SJ05"])
def test_every_code_there_is_may_stand_in_a_waiver(bench: Bench, code: str) -> None:
    assert bench(_waiver(code=code), only="GS08").codes == []


def test_a_rule_of_the_offices_own_pack_may_stand_in_a_waiver(bench: Bench) -> None:
    found = bench(_waiver(code="SJ05") + VISITS + "", office="标准: {规则包: [fujian]}", only="GS08")
    assert found.codes == []
