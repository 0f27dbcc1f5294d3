from __future__ import annotations

import pytest

from tests.check.bench import Bench


def letter(**given: str) -> str:
    fields = {
        "来函单位": "省发改委办公室",
        "文号": "浙发改〔2026〕1号",
        "日期": "2026-05-06",
        "主题": "调研",
        "行程": "5月11日到县",
        "人员": "[陈志远, 李娜]",
        **given,
    }
    return "公函: {" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value) + "}\n"


class TestGH02:
    @pytest.mark.parametrize("field", ["主题", "行程", "人员"])
    def test_each_part_is_needed(self, bench: Bench, field: str) -> None:
        found = bench(letter(**{field: ""}).replace("{", "⟦{").replace("}", "}⟧"), only="GH02")
        assert found.spans("GH02") == found.marks
        assert found.levels("GH02") == ["error"]
        assert found.of("GH02")[0].message == f"公函没有写明{field}"
        assert bench(letter(**{field: "待填"}), only="GH02").codes == []

    @pytest.mark.parametrize("field", ["来函单位", "文号", "日期"])
    def test_a_letter_still_to_come_is_not_judged(self, bench: Bench, field: str) -> None:
        assert bench(letter(主题="", **{field: "待填"}), only="GH02").codes == []

    def test_numbers_instead_of_names(self, bench: Bench) -> None:
        assert bench("人数: {总数: 22}\n" + letter(人员=""), without=["来宾"], only="GH02").codes == []

    @pytest.mark.parametrize(
        ("kind", "levels"), [("会议", ["info"]), ("招商", ["warning"]), ("外事", []), ("检查", ["error"])]
    )
    def test_how_serious_it_is_depends_on_the_kind(self, bench: Bench, kind: str, levels: list[str]) -> None:
        assert bench(f"类型: {kind}\n" + letter(行程=""), only="GH02").levels("GH02") == levels


class TestGH03:
    def test_a_guest_the_letter_does_not_name(self, bench: Bench) -> None:
        guests = "来宾:\n  - {姓名: 陈志远, 单位: 省局, 职务: 局长}\n  - {姓名: ⟦王磊⟧, 单位: 省局, 职务: 科员}\n"
        found = bench(guests + letter(人员="陈志远"), only="GH03")
        assert found.spans("GH03") == found.marks
        assert found.levels("GH03") == ["warning"]

    def test_somebody_in_the_letter_who_is_no_guest(self, bench: Bench) -> None:
        found = bench(letter(人员="[陈志远, ⟦张三⟧, 李娜]"), only="GH03")
        assert found.spans("GH03") == found.marks

    @pytest.mark.parametrize(
        "members",
        ["[陈志远 , 李娜]", "陈志远、李娜", "[副主任陈志远, 李 娜]", "[陈志远等2人]", "待填", "[陈志远, 待填]"],
    )
    def test_spellings_and_lists_that_cannot_be_compared(self, bench: Bench, members: str) -> None:
        assert bench(letter(人员=members), only="GH03").codes == []

    def test_names_with_dots_and_in_two_languages(self, bench: Bench) -> None:
        guests = (
            "来宾:\n  - {姓名: 阿依努尔·买买提, 单位: 省局, 职务: 科员}\n"
            "  - {姓名: Anna Weber, name_zh: 安娜·韦伯, 单位: 市, 职务: 市长}\n"
        )
        assert bench(guests + letter(人员="[阿依努尔•买买提, 安娜・韦伯]"), only="GH03").codes == []
        assert bench(guests + letter(人员="[阿依努尔买买提, ANNA WEBER]"), only="GH03").codes == []

    def test_the_order_does_not_matter(self, bench: Bench) -> None:
        assert bench(letter(人员="[李娜, 陈志远]"), only="GH03").codes == []

    def test_numbers_alone_are_not_compared(self, bench: Bench) -> None:
        assert bench("人数: {总数: 22}\n", without=["来宾"], only="GH03").codes == []


class TestGH04:
    @pytest.mark.parametrize(("date", "late"), [("2026-05-11", False), ("2026-05-12", True), ("5月10日", False)])
    def test_dated_up_to_the_first_day(self, bench: Bench, date: str, late: bool) -> None:
        found = bench(letter(日期=f"⟦{date}⟧"), only="GH04")
        assert found.spans("GH04") == (found.marks if late else ())
        assert not late or found.levels("GH04") == ["warning"]

    @pytest.mark.parametrize(
        ("itinerary", "outside"),
        [
            ("5月11日到县", False),
            ("5月11日至12日", True),
            ("5月11日至12日，途经清源县", False),
            ("5月10日至12日", False),
            ("5月12日到县", True),
            ("5月9日抵达，5月10日返程", True),
            ("5月9日至11日", True),
            ("5月9日至11日赴云溪县等地", False),
            ("5月9日－10日", True),
            ("上午抵达", False),
            ("2月30日", False),
            ("2025年5月11日至12日", True),
            ("5月9日抵达", True),
            ("5月9日抵达市里，5月11日到县", False),
            ("5月11日到县，5月12日返程", True),
            ("共三天", True),
            ("5月11日一天", False),
            ("当日往返", False),
            ("（1天）", False),
            ("两天一晚", True),
            ("一天半", False),
        ],
    )
    def test_within_the_days_of_the_itinerary(self, bench: Bench, itinerary: str, outside: bool) -> None:
        found = bench("日期: ⟦2026-05-11⟧\n" + letter(行程=itinerary), only="GH04")
        assert found.spans("GH04") == (found.marks if outside else ())
