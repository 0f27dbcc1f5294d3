"""SJ18: rides that start where nobody is or end where nobody is expected, and rides that are missing."""

from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

STATION, HOTEL, PARK, CANTEEN, ROOM = "云溪站", "云溪宾馆", "智能制造产业园", "县机关食堂", "县行政中心三号会议室"
FARM, CENTRE, HOSPITAL = "青山现代农业示范基地", "青山镇农创中心", "云溪县人民医院"
CODES = ("SJ02", "SJ17", "SJ18")


def at(number: str, time: str, place: str = "", more: str = "") -> str:
    return f"编号: {number}, 时间: {time}, 事项: 座谈{f', 地点: {place}' if place else ''}{more}"


def ride(number: str, time: str, origin: str, to: str, more: str = "", car: int = 1) -> str:
    ends = (f", 从: {origin}" if origin else "") + (f", 到: {to}" if to else "")
    return f"编号: {number}, 时间: {time}, 事项: 乘车, 类别: 乘车{ends}, 车辆: [{car}]{more}"


def told(bench: Bench, sections: str, **options: object) -> list[str]:
    """The messages of SJ18 where the marks are; no other code speaks of the same."""
    found = bench(sections, only=CODES, **options)  # type: ignore[arg-type]
    assert found.spans("SJ18") == found.marks
    assert found.codes == (["SJ18"] if found.marks else [])
    return [f"{one.level.value} {one.message}" for one in found.of("SJ18")]


class TestWrongEnds:
    def test_brought_to_the_old_site(self, bench: Bench) -> None:
        rows = ride("A1", "09:30-09:55", HOTEL, f"⟦{PARK}⟧"), at("A2", "10:40-11:20", ROOM)
        messages = told(bench, programme(*rows))
        assert messages == [f"error A1“乘车”把人送到{PARK}，A2 却在{ROOM}"]

    def test_fetched_where_nobody_is(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), ride("A2", "10:30-11:00", f"⟦{PARK}⟧", CANTEEN)
        messages = told(bench, programme(*rows))
        assert messages == [f"error A2“乘车”从{PARK}出发，A1 之后人在{HOTEL}"]

    def test_a_site_changed_and_neither_of_its_rides(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:30-09:55", HOTEL, f"⟦{PARK}⟧"),
            at("A2", "10:40-11:00", CANTEEN),
            ride("A3", "11:30-12:00", f"⟦{PARK}⟧", HOTEL),
        )
        assert len(told(bench, programme(*rows))) == 2

    def test_two_rides_that_do_not_meet(self, bench: Bench) -> None:
        rows = ride("A1", "09:00-09:30", STATION, HOTEL), ride("A2", "10:30-11:00", f"⟦{PARK}⟧", CANTEEN)
        (message,) = told(bench, programme(*rows))
        assert "A1 之后人在云溪宾馆" in message

    def test_the_related_place_is_the_other_item(self, bench: Bench) -> None:
        rows = ride("A1", "09:30-09:55", HOTEL, PARK), at("A2", "10:40-11:20", f"⟦{ROOM}⟧")
        found = bench(programme(*rows), only="SJ18")
        assert tuple(other.span for one in found.of("SJ18") for other in one.related) == found.marks

    def test_the_last_of_a_list_of_places(self, bench: Bench) -> None:
        rows = at("A1", "08:00-09:30", f"[{HOTEL}, {PARK}]"), ride("A2", "10:30-11:00", f"⟦{HOTEL}⟧", CANTEEN)
        told(bench, programme(*rows))
        rows = at("A1", "08:00-09:30", f"[{HOTEL}, {PARK}]"), ride("A2", "10:30-11:00", PARK, CANTEEN)
        assert told(bench, programme(*rows)) == []

    def test_rooms_of_a_place_are_that_place(self, bench: Bench) -> None:
        rows = ride("A1", "09:30-09:55", STATION, HOTEL), at("A2", "10:40-11:20", f"{HOTEL}二楼会议室")
        assert told(bench, programme(*rows)) == []


class TestNoRide:
    def test_a_change_of_place_beyond_a_walk(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("⟦A2⟧", "10:25-11:00", PARK)
        assert told(bench, programme(*rows)) == [f"warning A1 在{HOTEL}，A2 在{PARK}，路上要 20 分钟，中间没有乘车"]

    def test_where_the_time_is_too_short_that_is_what_is_told(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("⟦A2⟧", "10:24-11:00", PARK)
        found = bench(programme(*rows), only=CODES)
        assert found.codes == ["SJ02"]

    @pytest.mark.parametrize(("boarding", "codes"), [(15, ["SJ18"]), (16, ["SJ02"])])
    def test_boarding_is_the_office_s_own(self, bench: Bench, boarding: int, codes: list[str]) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("A2", "10:35-11:00", PARK)
        assert bench(programme(*rows), office=f"惯例: {{上车分钟: {boarding}}}", only=CODES).codes == codes

    def test_a_ride_that_does_not_say_where_it_goes_is_one(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), ride("A2", "10:00-10:30", "", ""), at("A3", "10:30-11:00", PARK)
        assert told(bench, programme(*rows)) == []

    def test_after_a_pickup(self, bench: Bench) -> None:
        pickup = f"编号: A1, 时间: 09:00-09:10, 事项: 接站, 类别: 接站, 地点: {STATION}"
        second = at("⟦A2⟧", "09:50-11:00", HOTEL)
        told(bench, programme(pickup, second))
        second = at("A2", "09:50-11:00", HOTEL)
        assert told(bench, programme(f"{pickup}, 车辆: [1]", second)) == []
        assert told(bench, programme(pickup.replace("接站,", "接站并送至宾馆,", 1), second)) == []
        assert told(bench, programme(f"{pickup}, 到: {HOTEL}", second)) == []


class TestAWalk:
    def road(self, minutes: int) -> str:
        return f"路程: [{{从: {HOTEL}, 到: {CANTEEN}, 分钟: {minutes}}}, {{从: {STATION}, 到: {HOTEL}, 分钟: 20}}]\n"

    @pytest.mark.parametrize(("minutes", "codes"), [(10, []), (11, ["SJ18"])])
    def test_between_two_items(self, bench: Bench, minutes: int, codes: list[str]) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("A2", "10:30-11:00", CANTEEN)
        assert bench(programme(*rows), office=self.road(minutes), only=CODES).codes == codes

    @pytest.mark.parametrize(("minutes", "codes"), [(10, []), (11, ["SJ18"])])
    def test_from_a_ride(self, bench: Bench, minutes: int, codes: list[str]) -> None:
        rows = ride("A1", "09:00-09:30", STATION, HOTEL), at("A2", "10:00-11:00", CANTEEN)
        assert bench(programme(*rows), office=self.road(minutes), only=CODES).codes == codes

    @cases(("start", "codes"), [("09:40", ["SJ02"]), ("09:39", ["SJ18"]), ("09:45", [])])
    def test_that_the_time_is_not_enough_for(self, bench: Bench, start: str, codes: list[str]) -> None:
        """From 9:40 on people can walk over; to board they need five minutes more."""
        rows = ride("A1", "09:00-09:30", STATION, HOTEL), ride("A2", f"{start}-10:30", CANTEEN, HOTEL)
        assert bench(programme(*rows), office=self.road(10), only=CODES).codes == codes

    @cases(
        "words",
        [", 备注: 步行前往", ", 备注: 全体步行10分钟", ", 目的: 徒步察看", ", 流程: [{事项: 步行到食堂}]",
         ", 备注: 自行前往", ", 备注: 各单位自驾", ", 备注: 乘调研组车辆", ", 备注: 乘坐代表团大巴",
         ", 备注: 乘高铁前往"],
    )  # fmt: skip
    @cases("which", [0, 1])
    def test_is_said_or_other_transport(self, bench: Bench, words: str, which: int) -> None:
        more = ["", ""]
        more[which] = words
        rows = at("A1", "09:00-10:00", HOTEL, more[0]), at("A2", "10:30-11:00", PARK, more[1])
        assert told(bench, programme(*rows)) == []

    def test_whoever_brought_a_car_drives_it_all_the_time(self, bench: Bench) -> None:
        first = at("A0", "08:00-08:30", HOTEL, ", 备注: 专家自带仪器和车辆")
        rows = first, at("A1", "09:00-10:00", HOTEL), at("A2", "10:30-11:00", PARK)
        assert told(bench, programme(*rows)) == []
        ours = ride("A3", "11:00-11:30", PARK, CANTEEN)
        rows = first, at("A1", "09:00-10:00", HOTEL), at("⟦A2⟧", "10:30-11:00", PARK), ours
        told(bench, programme(*rows))

    @cases("words", ["考察步行街", "自行车道建设", "乘车前往高铁站", "溪畔健康步道"])
    def test_is_not_said(self, bench: Bench, words: str) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("⟦A2⟧", "10:30-11:00", PARK, f", 备注: {words}")
        told(bench, programme(*rows))


GROUPS = (
    "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 分组: 一组}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}, "
    "{姓名: 丙丙, 单位: 乙, 职务: 丙, 分组: 二组}]\n"
)


class TestGroups:
    def rows(self, second: str) -> tuple[str, ...]:
        one, two = ", 来宾: 一组", ", 来宾: 二组"
        return (
            at("A1", "08:00-09:00", HOTEL),
            ride("A2", "09:00-09:30", HOTEL, PARK, one),
            ride("A3", "09:00-09:40", HOTEL, FARM, two, 2),
            at("A4", "09:30-11:00", PARK, one),
            at("A5", "09:40-11:00", FARM, two),
            ride("A6", "11:00-11:30", PARK, CANTEEN, one),
            ride("A7", "11:00-11:40", second, CANTEEN, two, 2),
            at("A8", "11:45-12:30", CANTEEN),
        )

    def test_each_goes_its_own_way(self, bench: Bench) -> None:
        assert told(bench, GROUPS + programme(*self.rows(FARM))) == []

    def test_one_is_fetched_where_it_is_not(self, bench: Bench) -> None:
        (message,) = told(bench, GROUPS + programme(*self.rows(f"⟦{ROOM}⟧")), office=_road(FARM, ROOM, 30))
        assert "A5 之后人在青山现代农业示范基地" in message

    def test_in_parallel_too(self, bench: Bench) -> None:
        rows = [row + (", 并行: 是" if "组" in row else "") for row in self.rows(f"⟦{ROOM}⟧")]
        assert len(told(bench, GROUPS + programme(*rows), office=_road(FARM, ROOM, 30))) == 1
        rows = [row + (", 并行: 是" if "组" in row else "") for row in self.rows(FARM)]
        assert told(bench, GROUPS + programme(*rows)) == []

    def test_what_goes_on_beside_for_nobody_in_particular_does_not_count(self, bench: Bench) -> None:
        rows = (
            at("A1", "08:00-09:00", HOTEL),
            at("A2", "08:00-08:30", PARK, ", 并行: 是"),
            ride("A3", "09:30-10:00", HOTEL, CANTEEN),
        )
        assert told(bench, programme(*rows)) == []

    def test_known_by_number_alone(self, bench: Bench) -> None:
        rows = at("A1", "08:00-09:00", HOTEL), ride("A2", "09:30-10:00", f"⟦{PARK}⟧", CANTEEN)
        told(bench, "人数: {总数: 30}\n" + programme(*rows), without=["来宾"])


def _road(one: str, other: str, minutes: int) -> str:
    from tests.check.bench import OFFICE, sections_of

    return sections_of(OFFICE)["路程"] + f"  - {{从: {one}, 到: {other}, 分钟: {minutes}}}\n"


def guest(name: str, legs: str) -> str:
    return f"{{姓名: {name}, 单位: 乙, 职务: 丙, {legs}}}"


class TestNormalPlans:
    def test_a_sending_off_brings_people_to_the_station(self, bench: Bench) -> None:
        off = f"编号: A2, 时间: 12:00-13:00, 事项: 送站, 类别: 送站, 地点: {STATION}"
        assert told(bench, programme(at("A1", "09:00-10:00", HOTEL), off)) == []
        assert told(bench, programme(ride("A1", "09:00-09:30", STATION, HOTEL), off)) == []

    def test_roads_nobody_knows(self, bench: Bench) -> None:
        rows = ride("A1", "09:30-09:55", HOTEL, PARK), at("A2", "10:40-11:20", HOSPITAL)
        assert told(bench, programme(*rows)) == []
        assert (
            told(bench, programme(ride("A1", "09:30-09:55", HOTEL, PARK), at("A2", "10:40-11:20", ROOM)), office=None)
            == []
        )

    def test_who_comes_later_is_fetched_from_the_station(self, bench: Bench) -> None:
        late = guest("乙乙", f"抵达: {{时间: 2026-05-11 13:00, 地点: {STATION}}}")
        guests = f"来宾: [{guest('甲甲', '性别: 男')}, {late}]\n"
        rows = (
            at("A1", "08:00-12:00", PARK),
            f"编号: A2, 时间: 13:00-13:10, 事项: 接站, 类别: 接站, 地点: {STATION}, 来宾: [乙乙]",
            ride("A3", "13:10-13:50", STATION, ROOM, ", 来宾: [乙乙]"),
            ride("A4", "13:20-13:50", PARK, ROOM, ", 来宾: [甲甲]", 2),
            at("A5", "14:00-15:00", ROOM),
        )
        assert told(bench, guests + programme(*rows)) == []
        without_pickup = (rows[0], *rows[2:])
        assert told(bench, guests + programme(*without_pickup)) == []

    def test_who_has_left_is_nowhere(self, bench: Bench) -> None:
        early = guest("乙乙", f"离开: {{时间: 2026-05-11 10:00, 地点: {STATION}}}")
        guests = f"来宾: [{guest('甲甲', '性别: 男')}, {early}]\n"
        rows = (
            at("A1", "08:00-09:00", HOTEL),
            f"编号: A2, 时间: 09:30-10:00, 事项: 送站, 类别: 送站, 地点: {STATION}, 来宾: [乙乙]",
            ride("A3", "09:20-09:50", HOTEL, PARK, ", 来宾: [甲甲]"),
            at("A4", "10:00-11:00", PARK),
        )
        assert told(bench, guests + programme(*rows)) == []

    @cases("kind", ["", ", 类别: 休息", ", 类别: 用餐", ", 类别: 其他"])
    def test_after_an_hour_off_people_may_be_anywhere(self, bench: Bench, kind: str) -> None:
        rows = at("A1", "08:00-09:00", PARK), at("A2", "09:00-13:00", "", kind), ride("A3", "13:30-14:00", HOTEL, ROOM)
        assert told(bench, programme(*rows)) == []

    def test_a_group_photograph_is_taken_where_people_are(self, bench: Bench) -> None:
        rows = (
            at("A1", "08:00-09:00", PARK),
            at("A2", "09:00-09:10", "", ", 类别: 合影"),
            ride("A3", "09:40-10:10", f"⟦{HOTEL}⟧", ROOM),
        )
        told(bench, programme(*rows))

    def test_the_public_comes_by_itself(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("A2", "10:30-11:00", PARK)
        assert told(bench, "安全: {公众活动: 是, 预计人数: 500}\n" + programme(*rows)) == []

    def test_a_walk_to_the_canteen_and_a_hall_in_the_hotel(self, bench: Bench) -> None:
        rows = (
            at("A1", "09:00-11:30", f"{HOTEL}二楼多功能厅"),
            at("A2", "11:40-12:30", CANTEEN, ", 类别: 用餐"),
            at("A3", "12:40-14:00", HOTEL, ", 类别: 休息"),
            at("A4", "14:00-15:00", f"{HOTEL}二楼多功能厅"),
        )
        assert told(bench, programme(*rows)) == []


class TestTheNextMorning:
    DATES = "日期: 2026-05-11 至 2026-05-12\n"
    STAY = "住宿: {宾馆: 云溪宾馆, 入住: 2026-05-11, 离店: 2026-05-12}\n"

    def days(self, evening: str, morning: str) -> str:
        return self.DATES + programme(evening, d2026_05_12=(morning,))

    def test_a_ride_starts_at_the_hotel(self, bench: Bench) -> None:
        plan = self.days(at("A1", "18:00-19:00", CANTEEN), ride("B1", "08:30-09:00", f"⟦{PARK}⟧", ROOM))
        (message,) = told(bench, plan + self.STAY)
        assert message == f"error B1“乘车”从{PARK}出发，来宾头天晚上住在{HOTEL}"

    def test_or_where_the_evening_ended(self, bench: Bench) -> None:
        plan = self.days(at("A1", "18:00-19:00", PARK), ride("B1", "08:30-09:00", PARK, ROOM))
        assert told(bench, plan + self.STAY) == []

    def test_without_a_hotel_nobody_knows(self, bench: Bench) -> None:
        plan = self.days(at("A1", "18:00-19:00", CANTEEN), ride("B1", "08:30-09:00", PARK, ROOM))
        assert told(bench, plan) == []

    def test_an_item_may_be_anywhere(self, bench: Bench) -> None:
        plan = self.days(at("A1", "18:00-19:00", CANTEEN), at("B1", "08:30-09:00", PARK))
        assert told(bench, plan + self.STAY) == []
