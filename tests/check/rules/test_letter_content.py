from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme


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
    @cases("field", ["主题", "行程", "人员"])
    def test_each_part_is_needed(self, bench: Bench, field: str) -> None:
        found = bench(letter(**{field: ""}).replace("{", "⟦{").replace("}", "}⟧"), only="GH02")
        assert found.spans("GH02") == found.marks
        assert found.levels("GH02") == ["error"]
        assert found.of("GH02")[0].message == f"公函没有写明{field}"
        assert bench(letter(**{field: "待填"}), only="GH02").codes == []

    @pytest.mark.parametrize("field", ["来函单位", "文号", "日期"])
    def test_a_letter_still_to_come_is_not_judged(self, bench: Bench, field: str) -> None:
        assert bench(letter(主题="", **{field: "待填"}), only="GH02").codes == []

    @cases(
        ("number", "told"),
        [
            ("浙发改〔2026〕1", "后面没有“号”"),
            ("浙发改〔2026〕118 ", "后面没有“号”"),
            ("浙发改〔2026〕第118", "后面没有“号”"),
            ("浙发改〔2026〕号", "没有写序号"),
            ("浙发改〔2026〕118号", None),
            ("浙发改2026-118", None),
        ],
    )
    def test_the_number_is_whole(self, bench: Bench, number: str, told: str | None) -> None:
        found = bench(letter(文号=f"⟦{number.strip()}⟧"), only="GH02")
        assert found.spans("GH02") == (found.marks if told else ())
        assert found.levels("GH02") == ["warning"] * bool(told)
        assert all((told or "") in one.message for one in found.of("GH02"))

    def test_numbers_instead_of_names(self, bench: Bench) -> None:
        assert bench("人数: {总数: 22}\n" + letter(人员=""), without=["来宾"], only="GH02").codes == []

    @cases(("kind", "levels"), [("会议", ["info"]), ("招商", ["warning"]), ("外事", []), ("检查", ["error"])])
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

    @cases(
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


class TestOneMisspelt:
    @cases(
        ("members", "message"),
        [
            ("[⟦陈志元⟧, 李娜]", "公函写“陈志元”，名单写“陈志远”，像是同一个人"),
            ("[⟦陈远志⟧, 李娜]", "公函写“陈远志”，名单写“陈志远”，像是同一个人"),
            ("[陈志远, ⟦李那⟧]", "公函写“李那”，名单写“李娜”，像是同一个人"),
        ],
    )
    def test_is_one_finding(self, bench: Bench, members: str, message: str) -> None:
        found = bench(letter(人员=members), only="GH03")
        assert [one.message for one in found.of("GH03")] == [message]
        assert found.spans("GH03") == found.marks

    def test_is_told_in_the_list_where_the_plan_knows_the_name_of_the_letter(self, bench: Bench) -> None:
        guests = "来宾: [{姓名: ⟦陈志远⟧, 单位: 甲, 职务: 乙}, {姓名: 李娜, 单位: 甲, 职务: 乙}]\n"
        rooms = "住宿: {宾馆: 云溪宾馆, 房间: [{房号: 1, 入住人: [陈志元]}]}\n"
        found = bench(letter(人员="[陈志元, 李娜]") + guests + rooms, only="GH03")
        assert found.spans("GH03") == found.marks

    def test_two_other_people_are_two_findings(self, bench: Bench) -> None:
        assert len(bench(letter(人员="[钱伟, 李娜]"), only="GH03").of("GH03")) == 2


class TestWhenAndWhere:
    @cases(
        ("itinerary", "found"),
        [
            ("5月11日上午到县", False),
            ("5月11日下午到县", True),
            ("上午到县", False),
            ("下午到县", True),
            ("下午返回", False),
            ("上午返回", True),
            ("中午离开", False),
            ("傍晚返回", True),
            ("早上返回", True),
            ("中午到县", False),
            ("上午到，下午返回", False),
        ],
    )
    def test_halves_of_a_day(self, bench: Bench, itinerary: str, found: bool) -> None:
        """The programme begins at 11:50 and ends at 15:30."""
        text = f"⟦{itinerary}⟧" if found else itinerary
        if itinerary.endswith("下午到县"):
            day = programme('编号: A1, 时间: "9:00-15:30", 事项: 座谈')
            done = bench(day + letter(行程=text), only="GH04")
        else:
            done = bench(letter(行程=text), only="GH04")
        assert done.spans("GH04") == done.marks
        assert done.levels("GH04") == ["warning"] * found

    @cases(
        ("itinerary", "told"),
        [
            ("5月11日上午抵达，下午返程", True),
            ("5月11日上午抵达，次日下午返程", False),
            ("5月11日上午抵达，12日下午返程", False),
            ("5月11日上午抵达，考察后返程", False),
            ("5月11日上午抵达，5月12日下午返程", False),
            ("5月11日至12日，下午返程", False),
        ],
    )
    def test_they_leave_on_the_day_on_which_they_come(self, bench: Bench, itinerary: str, told: bool) -> None:
        plan = "日期: ⟦2026-05-11 至 2026-05-12⟧\n" + letter(行程=itinerary)
        done = bench(plan, only="GH04")
        assert done.spans("GH04") == (done.marks if told else ())

    @cases(
        ("itinerary", "hours", "at"),
        [
            ("5月11日下午", "10:59-15:30", "10:59"),
            ("5月11日下午", "11:00-15:30", None),
            ("5月11日上午", "09:00-15:01", "15:01"),
            ("5月11日上午", "09:00-15:00", None),
            ("5月11日（周一）下午", "09:00-15:00", "09:00"),
            ("2026年5月11日下午", "09:00-15:00", "09:00"),
            ("下午", "09:00-15:00", "09:00"),
            ("5月11日", "09:00-15:00", None),
            ("5月11日下午座谈", "09:00-15:00", None),
            ("5月11日上午和下午", "09:00-15:00", None),
        ],
    )
    def test_the_only_half_of_the_day_that_it_speaks_of(
        self, bench: Bench, itinerary: str, hours: str, at: str | None
    ) -> None:
        day = programme(f'编号: A1, 时间: "{hours}", 事项: 座谈')
        done = bench(day + letter(行程=f"⟦{itinerary}⟧"), only="GH04")
        assert done.spans("GH04") == (done.marks if at else ())
        assert all(f"却在 {at} 就有安排" in one.message for one in done.of("GH04"))

    @cases(
        ("subject", "found"),
        [
            ("赴清源县调研", True),
            ("赴云溪县调研", False),
            ("赴云溪调研", False),
            ("赴清源县、云溪县调研", False),
            ("赴清源县等地调研", False),
            ("赴宁江市调研", False),
            ("调研县域经济", False),
        ],
    )
    def test_another_county(self, bench: Bench, subject: str, found: bool) -> None:
        done = bench(letter(主题=f"⟦{subject}⟧" if found else subject), only="GH04")
        assert done.spans("GH04") == done.marks

    @pytest.mark.parametrize(("date", "at"), [("2025-05-06", "date"), ("2026-05-06", "number")])
    def test_of_two_years_the_one_that_is_not_the_visits(self, bench: Bench, date: str, at: str) -> None:
        number = "浙发改〔2026〕1号" if at == "date" else "浙发改〔2025〕1号"
        fields = {"日期": f"⟦{date}⟧", "文号": number} if at == "date" else {"日期": date, "文号": f"⟦{number}⟧"}
        done = bench(letter(**fields), only="GH04")
        assert done.spans("GH04") == done.marks


class TestGH04:
    @cases(
        ("itinerary", "outside"),
        [
            ("5月11日上午抵达，5月11日下午返程", True),
            ("5月11日上午抵达，5月12日下午返程", False),
            ("5月11日抵达", False),
        ],
    )
    def test_the_day_on_which_guests_leave(self, bench: Bench, itinerary: str, outside: bool) -> None:
        days = "日期: ⟦2026-05-11..2026-05-12⟧\n" + programme('编号: A1, 时间: "9:00-15:30", 事项: 座谈')
        found = bench(days + letter(行程=itinerary), only="GH04")
        assert found.spans("GH04") == (found.marks if outside else ())

    @cases(("date", "late"), [("2026-05-11", False), ("2026-05-12", True), ("5月10日", False)])
    def test_dated_up_to_the_first_day(self, bench: Bench, date: str, late: bool) -> None:
        found = bench(letter(日期=f"⟦{date}⟧"), only="GH04")
        assert found.spans("GH04") == (found.marks if late else ())
        assert not late or found.levels("GH04") == ["warning"]

    @cases(
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
