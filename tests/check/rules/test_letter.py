from __future__ import annotations

import pytest

from tests.check.bench import Bench

LETTER = (
    "公函: {来函单位: 省发改委办公室, 文号: 浙发改〔2026〕1号, 日期: 2026-05-06, "
    "主题: 调研, 行程: 当日往返, 人员: [陈志远, 李娜]}\n"
)
BLANK = "公函: {来函单位: 待填, 文号: 待填, 日期: 待填, 主题: 待填, 行程: 待填, 人员: 待填}\n"


class TestGH01:
    def test_no_letter_is_an_error_at_the_title(self, bench: Bench) -> None:
        found = bench("标题: ⟦来县调研⟧\n", without=["公函"])
        assert found.spans("GH01") == found.marks
        assert found.levels("GH01") == ["error"]

    @pytest.mark.parametrize(
        "letter", [LETTER, BLANK, "公函: 待填\n", "letter: {issuer: A, number: TODO, date: 待填}\n"]
    )
    def test_a_letter_or_its_blanks_are_no_error(self, bench: Bench, letter: str) -> None:
        assert bench(letter, only="GH01").codes == []

    @pytest.mark.parametrize(
        ("field", "label"),
        [
            ("来函单位: 省发改委办公室, ", "来函单位"),
            ("文号: 浙发改〔2026〕1号, ", "文号"),
            ("日期: 2026-05-06, ", "日期"),
        ],
    )
    def test_an_incomplete_letter_is_an_error_at_the_letter(self, bench: Bench, field: str, label: str) -> None:
        found = bench(LETTER.replace(field, "").replace("{", "⟦{").replace("}", "}⟧"))
        assert found.spans("GH01") == found.marks
        assert found.of("GH01")[0].message == f"公函没有写{label}"

    def test_several_missing_fields_are_one_finding(self, bench: Bench) -> None:
        found = bench("公函: {人员: [陈志远, 李娜]}\n")
        assert [d.message for d in found.of("GH01")] == ["公函没有写来函单位、文号、日期"]

    @pytest.mark.parametrize(
        ("kind", "level"),
        [
            ("调研", "error"),
            ("检查", "error"),
            ("学习交流", "error"),
            ("其他", "error"),
            ("外事", "error"),
            ("会议", "info"),
            ("招商", "warning"),
        ],
    )
    def test_how_serious_it_is_depends_on_the_kind(self, bench: Bench, kind: str, level: str) -> None:
        assert bench(f"类型: {kind}\n", without=["公函"], only="GH01").levels("GH01") == [level]

    def test_a_public_event_rests_on_its_own_notice(self, bench: Bench) -> None:
        found = bench("安全: {公众活动: 是}\n", without=["公函"], only="GH01")
        assert found.levels("GH01") == ["info"]

    def test_an_incomplete_letter_is_as_serious_as_none(self, bench: Bench) -> None:
        letter = LETTER.replace("日期: 2026-05-06, ", "")
        assert bench("类型: 会议\n" + letter, only="GH01").levels("GH01") == ["info"]
        assert bench("标题: 冰雪嘉年华开幕式\n" + letter, only="GH01").levels("GH01") == ["info"]

    def test_a_foreign_letter_needs_no_number(self, bench: Bench) -> None:
        letter = LETTER.replace("文号: 浙发改〔2026〕1号, ", "")
        assert bench("类型: 外事\n" + letter, only="GH01").codes == []
        assert bench("类型: 外事\n" + letter.replace("日期: 2026-05-06, ", ""), only="GH01").codes == ["GH01"]

    def test_it_holds_from_the_day_of_the_provisions(self, bench: Bench) -> None:
        programme = "日期: {0}\n日程: [{{日期: {0}, 安排: []}}]\n"
        assert bench(programme.format("2013-12-07"), without=["公函"], only="GH01").codes == []
        assert bench(programme.format("2013-12-08"), without=["公函"], only="GH01").codes == ["GH01"]


class TestSP01:
    # the first item of the sound plan begins on 2026-05-11 at 11:50
    @pytest.mark.parametrize("time", ["2026-05-11 11:49", "2026-05-10", "2026-05-07 10:30", "5月10日", "待填"])
    def test_before_the_first_item(self, bench: Bench, time: str) -> None:
        assert bench(f"审批: {{审批人: 徐正, 时间: {time}}}\n").of("SP01") == []

    @pytest.mark.parametrize("time", ["2026-05-11 11:50", "2026-05-11 11:51", "2026-05-12", "2026-05-12 08:00"])
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

    @pytest.mark.parametrize(
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
