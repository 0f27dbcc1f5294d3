"""SP01 consent before the reception, SP03 the version and days approved, SP04 signer and host of the grade."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


class TestSP01:
    # the first item of the sound plan begins on 2026-05-11 at 11:50
    @cases("time", ["2026-05-11 11:49", "2026-05-10", "2026-05-07 10:30", "5月10日", "待填"])
    def test_before_the_first_item(self, bench: Bench, time: str) -> None:
        assert bench(f"审批: {{审批人: 徐正, 时间: {time}}}\n").of("SP01") == []

    @cases("time", ["2026-05-11 11:50", "2026-05-11 11:51", "2026-05-12", "2026-05-12 08:00"])
    def test_not_before_the_first_item(self, bench: Bench, time: str) -> None:
        found = bench(f"审批: {{审批人: 徐正, 时间: ⟦{time}⟧, 意见: 同意}}\n")
        assert found.spans("SP01") == found.marks
        assert found.levels("SP01") == ["error"]

    def test_the_same_day_without_a_clock_time_says_nothing_certain(self, bench: Bench) -> None:
        assert bench("审批: {审批人: 徐正, 时间: 2026-05-11}\n").levels("SP01") == ["info"]

    def test_vague_items_give_no_first_minute(self, bench: Bench) -> None:
        programme = (
            "日程:\n  - 日期: 2026-05-11\n    安排:\n      - {编号: A1, 时间: 上午, 事项: 座谈, 责任单位: 县接待办}\n"
        )
        approval = "审批: {审批人: 徐正, 时间: 2026-05-11 07:00}\n"
        assert bench(programme + approval, only="SP01").levels("SP01") == ["info"]

    def test_missing_at_the_title(self, bench: Bench) -> None:
        found = bench("标题: ⟦来县调研⟧\n", without=["审批"])
        assert found.spans("SP01") == found.marks
        assert found.levels("SP01") == ["error"]

    @pytest.mark.parametrize("approval", ["审批: 待填\n", "审批: {审批人: 待填, 时间: 待填}\n"])
    def test_blanks_are_no_error(self, bench: Bench, approval: str) -> None:
        assert bench(approval).of("SP01") == []

    @cases(
        ("approval", "label"),
        [("{审批人: 徐正}", "时间"), ("{时间: 2026-05-07}", "审批人"), ("{意见: 同意}", "审批人、时间")],
    )
    def test_an_approval_names_who_and_when(self, bench: Bench, approval: str, label: str) -> None:
        found = bench(f"审批: ⟦{approval}⟧\n")
        assert found.spans("SP01") == found.marks
        assert found.of("SP01")[0].message == f"审批没有写{label}"

    @pytest.mark.parametrize(("opinion", "codes"), [("不同意", ["SP01"]), ("同意。请严格执行标准", [])])
    def test_a_refusal_is_no_approval(self, bench: Bench, opinion: str, codes: list[str]) -> None:
        found = bench(f"审批: {{审批人: 徐正, 时间: 2026-05-07, 意见: ⟦{opinion}⟧}}\n", only="SP01")
        assert found.codes == codes
        assert not codes or found.spans("SP01") == found.marks


@pytest.mark.parametrize(
    ("opinion", "given"),
    [
        ("原则同意，请外事办核减礼品后再报", False),
        ("同意，压缩陪同人员后报", False),
        ("同意，方案重新报我", False),
        ("同意，费用结束后再报销", True),
        ("同意，凭票报销", True),
        ("同意，如有变化再报", True),
        ("同意，人数有变动再报", True),
        ("同意，审核后报到", True),
    ],
)
def test_consent_that_asks_for_another_paper_is_none(bench: Bench, opinion: str, given: bool) -> None:
    found = bench(f"审批: {{审批人: 徐正, 时间: 2026-05-07, 意见: ⟦{opinion}⟧}}\n", only="SP01")
    assert found.spans("SP01") == (() if given else found.marks)


def approval(more: str) -> str:
    return f"审批: {{审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意, {more}}}\n"


class TestSP03:
    @cases(
        ("approved", "levels"),
        [("2026-05-11", []), ("5月11日", []), ("2026-05-12", ["error"]), ("2026-05-11 至 2026-05-12", ["error"])],
    )
    def test_the_days_approved_are_those_of_the_visit(self, bench: Bench, approved: str, levels: list[str]) -> None:
        found = bench(approval(f"核准日期: ⟦{approved}⟧"), only="SP03")
        assert found.levels("SP03") == levels
        assert found.spans("SP03") == (found.marks if levels else ())

    @cases(("approved", "version", "levels"), [(1, 1, []), (2, 3, ["warning"]), (3, 2, ["warning"])])
    def test_the_version_approved_is_the_plans(
        self, bench: Bench, approved: int, version: int, levels: list[str]
    ) -> None:
        found = bench(approval(f"审批版本: ⟦{approved}⟧") + f"版本: {version}\n", only="SP03")
        assert found.levels("SP03") == levels
        assert found.spans("SP03") == (found.marks if levels else ())

    def test_neither_given_says_nothing(self, bench: Bench) -> None:
        assert bench(approval("环节: 审定") + "版本: 7\n", only="SP03").codes == []

    def test_of_several_entries_the_last_decides(self, bench: Bench) -> None:
        entries = "审批:\n  - {审批人: 甲, 意见: 同意, 审批版本: 1}\n  - {审批人: 徐正, 审批版本: ⟦2⟧}\n"
        found = bench(entries, only="SP03")
        assert found.spans("SP03") == found.marks

    def test_the_message_says_both_and_points_at_the_plan(self, bench: Bench) -> None:
        (one,) = bench(approval("核准日期: 2026-05-18"), only="SP03").of("SP03")
        assert one.message == "批准的是 2026-05-18 来访，方案的日期是 2026-05-11"
        assert one.related


OFFICE = (
    "规格:\n"
    "  - {名称: 一类, 职级: [省部级], 签批: [县委书记, 县长], 主陪: [县委书记]}\n"
    "  - {名称: 二类, 职级: [厅局级], 签批: [徐正], 主陪: [副县长]}\n"
)


class TestSP04:
    def test_signer_and_host_by_the_rank_of_the_highest_guest(self, bench: Bench) -> None:
        assert bench(office=OFFICE, only="SP04").codes == []

    @cases(
        ("signer", "wrong"),
        [
            ("审批人: 徐正, 职务: 县委办公室主任", False),
            ("审批人: 马明, 职务: 县长", True),
            ("审批人: 马明", False),  # nobody knows his post
            ("审批人: 待填, 职务: 县长", False),
        ],
    )
    def test_another_signer(self, bench: Bench, signer: str, wrong: bool) -> None:
        found = bench(f"审批: {{{signer}, 时间: 2026-05-07 10:30, 意见: 同意}}\n", office=OFFICE, only="SP04")
        assert found.levels("SP04") == (["warning"] if wrong else [])

    def test_the_grade_that_the_plan_names_goes_before_the_rank(self, bench: Bench) -> None:
        found = bench("接待规格: 一类\n", office=OFFICE, only="SP04")
        assert [each.message for each in found.of("SP04")] == [
            "一类接待由县委书记或县长签批，审批人是徐正（县委办公室主任）",
            "一类接待由县委书记主陪，陪同里是林峰（副县长）",
        ]

    @pytest.mark.parametrize(("role", "wrong"), [("主陪", True), ("副主陪", False)])
    def test_the_chief_host_is_the_one_with_the_role(self, bench: Bench, role: str, wrong: bool) -> None:
        hosts = (
            "陪同:\n  - {姓名: 马明, 单位: 县政府, 职务: 县长, 角色: " + role + "}\n"
            "  - {姓名: 林峰, 单位: 县政府, 职务: 副县长}\n"
        )
        assert bench(hosts, office=OFFICE, only="SP04").codes == (["SP04"] if wrong else [])

    def test_a_grade_that_the_office_does_not_have(self, bench: Bench) -> None:
        found = bench("接待规格: ⟦特类⟧\n", office=OFFICE, only="SP04")
        assert found.spans("SP04") == found.marks
        assert "一类、二类" in found.of("SP04")[0].hint

    def test_an_office_without_grades_hears_nothing(self, bench: Bench) -> None:
        assert bench("接待规格: 特类\n", office="规格: []\n", only="SP04").codes == []

    @pytest.mark.parametrize(("duty", "held"), [("医疗", True), ("摄影", False)])
    def test_the_duties_of_a_grade_are_needed(self, bench: Bench, duty: str, held: bool) -> None:
        office = f"规格: [{{名称: 二类, 职级: [厅局级], 职责: [{duty}]}}]\n"
        assert ("ZR02" in bench(office=office, only="ZR02").codes) is not held
