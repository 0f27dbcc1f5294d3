from __future__ import annotations

import pytest

from tests.batch import cases
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

    @cases("letter", [LETTER, BLANK, "公函: 待填\n", "letter: {issuer: A, number: TODO, date: 待填}\n"])
    def test_a_letter_or_its_blanks_are_no_error(self, bench: Bench, letter: str) -> None:
        assert bench(letter, only="GH01").codes == []

    @cases(
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

    @cases(
        ("kind", "level"),
        [
            ("调研", "error"),
            ("检查", "error"),
            ("学习交流", "error"),
            ("其他", "error"),
            ("外事", "error"),
            ("招商", "warning"),
        ],
    )
    def test_how_serious_it_is_depends_on_the_kind(self, bench: Bench, kind: str, level: str) -> None:
        assert bench(f"类型: {kind}\n", without=["公函"], only="GH01").levels("GH01") == [level]

    @cases(
        "own",
        [
            "类型: 会议\n",
            "安全: {公众活动: 是}\n",
            "来宾: [{姓名: 赵老, 单位: 云溪县委老干部局, 职务: 干部}, {姓名: 钱老, 单位: 县政协, 职务: 干部}]\n",
        ],
    )
    def test_nobody_writes_a_letter_to_an_event_of_our_own(self, bench: Bench, own: str) -> None:
        assert bench(own, without=["公函"], only="GH01").codes == []

    @pytest.mark.parametrize(("unit", "codes"), [("沛县教育局", []), ("沛然科技有限公司", ["GH01"])])
    def test_a_place_of_two_characters_is_named_in_full(self, bench: Bench, unit: str, codes: list[str]) -> None:
        guests = f"来宾: [{{姓名: 赵老, 单位: {unit}, 职务: 干部}}]\n"
        office = "单位: {名称: 沛县接待办, 地区: 沛县}\n"
        assert bench(guests, without=["公函"], office=office, only="GH01").codes == codes

    def test_guests_invited_to_an_event_bring_the_invitation(self, bench: Bench) -> None:
        found = bench("标题: ⟦高端阀门项目开工活动⟧\n", without=["公函"], only="GH01")
        assert (found.levels("GH01"), found.spans("GH01")) == (["info"], found.marks)
        assert "邀请函" in found.of("GH01")[0].hint

    @cases(
        ("issuer", "codes"),
        [("宁波海川装备有限公司", []), ("省茶业商会", []), ("省发改委办公室", ["GH01"]), ("省农科院", ["GH01"])],
    )
    def test_a_company_writes_without_the_number_of_an_organ(self, bench: Bench, issuer: str, codes: list[str]) -> None:
        letter = LETTER.replace("文号: 浙发改〔2026〕1号, ", "").replace("省发改委办公室", issuer)
        assert bench(letter, only="GH01").codes == codes

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
