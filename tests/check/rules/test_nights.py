"""ZS11 nights that nobody has booked, ZS14 another hotel than the one that is booked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.loading import unwritten
from jiedai.model.plan import Plan
from tests.batch import cases
from tests.check.bench import Bench, programme

ROOMS = "房间: [{房型: 标准间, 入住人: [甲甲]}, {房型: 标准间, 入住人: [乙乙]}]"
OFFICE = (
    "场所:\n  - {名称: 云溪宾馆, 类别: 宾馆}\n  - {名称: 竹溪山庄, 类别: 宾馆}\n  - {名称: 县机关食堂, 类别: 食堂}\n"
)


def guests(one: str = "", other: str = "") -> str:
    return f"来宾:\n  - {{姓名: 甲甲, 单位: 乙, 职务: 丙{one}}}\n  - {{姓名: 乙乙, 单位: 乙, 职务: 丙{other}}}\n"


def stay(came: str, went: str, rooms: str = ROOMS, hotel: str = "云溪宾馆") -> str:
    dates = (f", 入住: {came}" if came else "") + (f", 离店: {went}" if went else "")
    return f"住宿: {{宾馆: {hotel}{dates}, {rooms}}}\n"


def dates(first: str = "2026-05-11", last: str = "2026-05-12") -> str:
    return f"日期: {first} 至 {last}\n"


class TestUnbooked:
    def test_of_two_stays_to_come_the_first_is_too_late(self, bench: Bench) -> None:
        later = "{宾馆: 云溪宾馆, 入住: 2026-05-13, 离店: 2026-05-14}"
        sooner = "{宾馆: 云溪宾馆, 入住: ⟦2026-05-12⟧, 离店: 2026-05-13}"
        found = bench(dates(last="2026-05-14") + guests() + f"住宿: [{later}, {sooner}]\n", only="ZS11")
        assert found.spans("ZS11")[0] == found.marks[0]

    def test_no_lodging_at_all(self, bench: Bench) -> None:
        found = bench("日期: ⟦2026-05-11 至 2026-05-12⟧\n" + guests(), only="ZS11")
        assert found.spans("ZS11") == found.marks
        assert found.levels("ZS11") == ["error"]
        assert found.of("ZS11")[0].message == "5月11日 晚没有订房，甲甲、乙乙过夜"

    @cases(
        ("came", "went", "told"),
        [
            ("2026-05-11", "2026-05-12", ""),
            ("2026-05-10", "2026-05-13", ""),
            ("", "", ""),
            ("2026-05-12", "2026-05-12", "came"),
            ("2026-05-12", "2026-05-13", "came"),
            ("2026-05-11", "2026-05-11", "went"),
            ("", "2026-05-11", "went"),
            ("2026-05-12", "", "came"),
        ],
    )
    def test_the_dates_of_the_hotel(self, bench: Bench, came: str, went: str, told: str) -> None:
        marked = stay(f"⟦{came}⟧" if told == "came" else came, f"⟦{went}⟧" if told == "went" else went)
        found = bench(dates() + guests() + marked, only="ZS11")
        assert found.spans("ZS11") == found.marks
        assert found.levels("ZS11") == (["error"] if told else [])

    def test_check_in_and_check_out_of_a_longer_stay(self, bench: Bench) -> None:
        plan = dates(last="2026-05-14") + guests() + stay("⟦2026-05-12⟧", "⟦2026-05-13⟧")
        found = bench(plan, only="ZS11")
        assert set(found.spans("ZS11")) == set(found.marks)

    def test_between_two_hotels(self, bench: Bench) -> None:
        room = "房间: [{房型: 标准间, 入住人: [甲甲, 乙乙]}]"
        hotels = (
            f"住宿:\n  - {{宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: ⟦2026-05-12⟧, {room}}}\n"
            f"  - {{宾馆: 竹溪山庄, 入住: 2026-05-13, 离店: 2026-05-14, {room}}}\n"
        )
        found = bench(dates(last="2026-05-14") + guests() + hotels, only="ZS11")
        assert found.spans("ZS11") == found.marks

    @cases(
        ("leg", "field"),
        [
            ("抵达: {时间: 2026-05-10 20:00}", "came"),
            ("离开: {时间: 2026-05-13 09:00}", "went"),
            ("离开: {时间: 2026-05-13 05:00}", ""),
            ("离开: {时间: 2026-05-11 20:00}", ""),
        ],
    )
    def test_one_guest_who_stays_longer(self, bench: Bench, leg: str, field: str) -> None:
        came, went = ("⟦2026-05-11⟧", "2026-05-12") if field == "came" else ("2026-05-11", "⟦2026-05-12⟧")
        found = bench(dates() + guests(f", {leg}") + stay(came, went), only="ZS11")
        assert found.spans("ZS11") == (found.marks if field else ())
        assert all("甲甲过夜" in one.message for one in found.diagnostics)

    def test_a_guest_who_stays_longer_than_a_hotel_without_dates(self, bench: Bench) -> None:
        found = bench(dates() + guests(", 抵达: {时间: ⟦2026-05-10 20:00⟧}") + stay("", ""), only="ZS11")
        assert found.spans("ZS11") == found.marks

    @cases(
        "sections",
        [
            "日期: 2026-05-11\n" + guests(),
            dates() + "人数: {总数: 30}\n来宾: []\n",
            dates() + guests(", 备注: 自行安排住宿", ", 备注: 住家"),
            dates() + "来宾: [{姓名: 待填, 单位: 乙, 职务: 丙}]\n",
            dates() + guests() + "住宿: 待填\n",
            dates() + guests() + "住宿: {宾馆: 待填, 入住: 待填, 离店: 待填}\n",
            dates() + guests() + "事由: 督查，当日往返\n",
            dates() + guests() + "安全: {公众活动: 是, 预计人数: 900}\n",
            "日期: 2026-05-12 至 2026-05-11\n" + guests(),
            dates() + guests() + programme("编号: A1, 时间: 16:00-16:40, 事项: 送站, 类别: 送站, 地点: 云溪站"),
            dates() + guests() + programme("编号: A1, 时间: 16:00-17:40, 事项: 乘车返程, 类别: 乘车, 到: 云溪站"),
            dates() + guests() + programme("编号: A1, 时间: 16:00-17:40, 事项: 座谈, 备注: 参会人员当晚返回"),
            dates() + guests() + "公函: {来函单位: 乙, 行程: [每日往返], 人员: [甲甲, 乙乙]}\n",
        ],
        ids=["one day", "numbers alone", "their own beds", "nobody named", "still open", "dates still open", "in words",
             "a public event", "dates the wrong way round", "brought away", "home by car", "home in a note",
             "in the letter"],
    )  # fmt: skip
    def test_nobody_needs_a_bed(self, bench: Bench, sections: str) -> None:
        assert bench(sections, only="ZS11").codes == []

    @cases(
        "row",
        [
            "编号: A1, 时间: 18:00-19:00, 事项: 送别晚餐, 类别: 用餐, 地点: 云溪宾馆",
            "编号: A1, 时间: 18:00-19:00, 事项: 乘车返回宾馆, 类别: 乘车, 到: 云溪宾馆",
            "编号: A1, 时间: 16:00-16:40, 事项: 送站, 类别: 送站, 地点: 云溪站, 来宾: [甲甲]",
        ],
    )
    def test_an_evening_at_the_hotel_is_no_way_home(self, bench: Bench, row: str) -> None:
        assert bench(dates() + guests() + programme(row), only="ZS11").codes == ["ZS11"]

    @pytest.mark.parametrize(
        ("came", "went", "code"),
        [("2026-05-12", "2026-05-11", "SJ12"), ("2026-06-11", "2026-06-12", "SJ11")],
    )
    def test_wrong_dates_are_told_once(self, bench: Bench, came: str, went: str, code: str) -> None:
        plan = dates() + guests() + stay(came, went)
        assert bench(plan, only=("ZS11", "SJ11", "SJ12")).codes == [code]


class TestWithoutRooms:
    def test_a_hotel_without_a_room(self, bench: Bench) -> None:
        found = bench(dates() + guests() + "住宿: {宾馆: ⟦云溪宾馆⟧}\n", only="ZS11")
        assert found.spans("ZS11") == found.marks
        assert found.levels("ZS11") == ["warning"]

    @cases(
        "sections",
        [
            dates() + guests() + "住宿: {宾馆: 云溪宾馆, 房间: 待填}\n",
            dates() + "人数: {总数: 30}\n来宾: []\n住宿: {宾馆: 云溪宾馆}\n",
            dates() + "来宾: [{姓名: 待填 来宾1, 单位: 乙, 职务: 丙}]\n住宿: {宾馆: 云溪宾馆}\n",
            "日期: 2026-05-11\n" + guests() + "住宿: {宾馆: 云溪宾馆}\n",
            dates() + guests() + f"住宿: [{{宾馆: 云溪宾馆, {ROOMS}}}, {{宾馆: 竹溪山庄}}]\n",
        ],
    )
    def test_where_nobody_waits_for_one(self, bench: Bench, sections: str) -> None:
        assert bench(sections, only="ZS11").codes == []


def checking_in(more: str, what: str = "办理入住", kind: str = "休息") -> str:
    return programme(f"编号: A1, 时间: 15:00-15:30, 事项: {what}, 类别: {kind}{more}")


class TestTheHotel:
    @cases(
        ("row", "told"),
        [
            (checking_in(", 地点: ⟦竹溪山庄⟧"), True),
            (checking_in(", 地点: ⟦竹溪山庄二楼⟧"), True),
            (checking_in(", 地点: ⟦某某大酒店⟧"), True),
            (checking_in(", 到: ⟦竹溪山庄⟧", "乘车前往宾馆入住", "乘车"), True),
            (checking_in("", "⟦下榻竹溪山庄⟧"), True),
            (checking_in(", 地点: 云溪宾馆"), False),
            (checking_in(", 地点: 云溪宾馆大堂"), False),
            (checking_in("", "下榻云溪宾馆"), False),
            (checking_in(""), False),
            (checking_in(", 地点: 竹溪山庄", "午餐", "用餐"), False),
            (checking_in(", 地点: 竹溪山庄", "茶歇", "休息"), False),
            (checking_in(", 地点: 竹溪山庄", "考察入住企业", "考察"), False),
            (checking_in(", 地点: 竹溪山庄", "了解宾馆入住率", "其他"), False),
            (checking_in(", 地点: 县机关食堂", "接站并安排入住", "接站"), False),
        ],
    )
    def test_an_item_that_says_so(self, bench: Bench, row: str, told: bool) -> None:
        found = bench(dates() + guests() + row + stay("2026-05-11", "2026-05-12"), office=OFFICE, only="ZS14")
        assert found.spans("ZS14") == (found.marks if told else ())
        assert found.levels("ZS14") == (["error"] if told else [])

    def test_one_of_two_hotels_of_the_night(self, bench: Bench) -> None:
        hotels = "住宿: [{宾馆: 云溪宾馆}, {宾馆: 竹溪山庄}]\n"
        plan = dates() + guests() + checking_in(", 地点: 竹溪山庄") + hotels
        assert bench(plan, office=OFFICE, only="ZS14").codes == []

    def test_the_hotel_of_another_night(self, bench: Bench) -> None:
        hotels = (
            "住宿: [{宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12}, "
            "{宾馆: 竹溪山庄, 入住: 2026-05-12, 离店: 2026-05-13}]\n"
        )
        found = bench(
            dates(last="2026-05-13") + guests() + checking_in(", 地点: ⟦竹溪山庄⟧") + hotels, office=OFFICE, only="ZS14"
        )
        assert found.spans("ZS14") == found.marks

    @pytest.mark.parametrize("hotel", ["待填", ""])
    def test_where_no_hotel_is_booked(self, bench: Bench, hotel: str) -> None:
        lodging = f"住宿: {{宾馆: {hotel}}}\n" if hotel else ""
        plan = dates() + guests() + checking_in(", 地点: 竹溪山庄") + lodging
        assert bench(plan, office=OFFICE, only="ZS14").codes == []

    @cases(
        ("evening", "morning", "told"),
        [
            ("竹溪山庄", "竹溪山庄", True),
            ("竹溪山庄", "云溪宾馆", False),
            ("云溪宾馆", "云溪宾馆", False),
            ("县机关食堂", "县机关食堂", False),
        ],
    )
    def test_an_evening_and_a_morning(self, bench: Bench, evening: str, morning: str, told: bool) -> None:
        rows = programme(
            f"编号: A1, 时间: 18:00-19:00, 事项: 晚餐, 类别: 用餐, 地点: ⟦{evening}⟧",
            d2026_05_12=(f"编号: B1, 时间: 7:00-8:00, 事项: 早餐, 类别: 用餐, 地点: {morning}",),
        )
        found = bench(dates() + guests() + rows + stay("2026-05-11", "2026-05-12"), office=OFFICE, only="ZS14")
        assert found.spans("ZS14") == (found.marks if told else ())
        assert found.levels("ZS14") == (["warning"] if told else [])


@given(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4))
def test_a_night_is_told_exactly_where_nobody_has_booked_it(came: int, lasts: int, days: int) -> None:
    plan = {
        "标题": "甲", "类型": "其他", "事由": "乙", "日期": f"2026-05-11 至 2026-05-{10 + days}",
        "来宾": [{"姓名": "甲甲", "单位": "乙", "职务": "丙"}],
        "住宿": {
            "宾馆": "某宾馆", "入住": f"2026-05-{10 + came}", "离店": f"2026-05-{10 + came + lasts}",
            "房间": [{"房型": "标准间", "入住人": ["甲甲"]}],
        },
        "日程": [{"日期": "2026-05-11", "安排": []}],
    }  # fmt: skip
    codes = [one.code for one in check(unwritten(Plan.model_validate(plan)), selection=Selection(("ZS11", "SJ11")))]
    nights = set(range(11, 10 + days))
    unbooked = nights - set(range(10 + came, 10 + came + lasts))
    if "SJ11" in codes:
        assert "ZS11" not in codes
    else:
        assert ("ZS11" in codes) is bool(unbooked)


class TestBookedForNobody:
    GONE = ", 离开: {时间: 2026-05-12 13:40}"
    CAME = ", 抵达: {时间: 2026-05-11 09:20}"
    AWAY = programme(
        "编号: A1, 时间: 09:20-09:30, 事项: 接站, 类别: 接站, 地点: 云溪站",
        d2026_05_12=("编号: B1, 时间: 13:00-13:40, 事项: 送站, 类别: 送站, 地点: 云溪站",),
    )

    @pytest.mark.parametrize(
        ("came", "went", "told"),
        [
            ("2026-05-11", "2026-05-12", ""),
            ("2026-05-11", "2026-05-13", "went"),
            ("2026-05-10", "2026-05-12", "came"),
            ("2026-05-10", "2026-05-13", "came"),
        ],
    )
    def test_nights_when_everybody_has_left_or_is_to_come(self, bench: Bench, came: str, went: str, told: str) -> None:
        marked = stay(f"⟦{came}⟧" if told == "came" else came, f"⟦{went}⟧" if told == "went" else went)
        found = bench(dates() + guests() + self.AWAY + marked, only="ZS11")
        assert found.spans("ZS11") == found.marks
        assert found.levels("ZS11") == ["warning"] * bool(told)

    def test_who_stays_longer_or_comes_before_is_expected(self, bench: Bench) -> None:
        for one in (", 离开: {时间: 2026-05-13 09:00}", ", 抵达: {时间: 2026-05-10 20:00}"):
            longer = stay(
                "2026-05-10" if "抵达" in one else "2026-05-11", "2026-05-13" if "离开" in one else "2026-05-12"
            )
            found = bench(dates() + guests(one) + self.AWAY + longer, only="ZS11")
            assert not [found for found in found.of("ZS11") if "来宾不在" in found.message]

    def test_of_guests_who_say_when_they_come(self, bench: Bench) -> None:
        booked = stay("⟦2026-05-10⟧", "2026-05-12")
        found = bench(dates() + guests(self.CAME, self.CAME) + booked, only="ZS11")
        assert found.spans("ZS11") == found.marks
        assert bench(dates() + guests() + booked, only="ZS11").codes == []  # nobody says when

    def test_where_only_a_number_is_known_the_wrong_nights_alone_are_told(self, bench: Bench) -> None:
        number = dates() + "人数: {总数: 142}\n"
        plain = {"without": ("来宾",), "only": "ZS11"}
        found = bench(number + "住宿: {宾馆: 云溪宾馆, 入住: 2026-05-12, 离店: ⟦2026-05-13⟧}\n", **plain)
        assert found.spans("ZS11") == found.marks
        for hotel in ("入住: 2026-05-11, 离店: 2026-05-12", "入住: 2026-05-11, 离店: 2026-05-13"):
            assert bench(number + f"住宿: {{宾馆: 云溪宾馆, {hotel}}}\n", **plain).codes == []
