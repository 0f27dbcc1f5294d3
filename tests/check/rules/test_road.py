from __future__ import annotations

from itertools import pairwise

import pytest

from jiedai.check.rules.road import is_drawn_out
from jiedai.visit.case import Case
from tests.batch import cases
from tests.check.bench import Bench, programme

STATION, HOTEL, PARK, CANTEEN = "云溪站", "云溪宾馆", "智能制造产业园", "县机关食堂"


def at(number: str, time: str, place: str = "", more: str = "") -> str:
    where = f", 地点: {place}" if place else ""
    return f'编号: {number}, 时间: "{time}", 事项: 座谈{where}{more}'


def ride(number: str, time: str, origin: str, destination: str, more: str = ", 车辆: [1]") -> str:
    return f'编号: {number}, 时间: "{time}", 事项: 乘车, 类别: 乘车, 从: {origin}, 到: {destination}{more}'


GROUPS = (
    "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 分组: 一组}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}, "
    "{姓名: 丙丙, 单位: 乙, 职务: 丙, 分组: 二组}]\n"
)


class TestOverlap:
    @cases(
        ("first", "second", "clash"),
        [
            ("09:00-10:00", "10:00-11:00", False),
            ("09:00-10:02", "10:00-11:00", False),
            ("09:00-10:03", "10:00-11:00", True),
            ("09:00-10:30", "10:00-10:02", False),
            ("09:00-10:30", "10:00-10:03", True),
            ("09:00-11:00", "09:30", True),
            ("09:00", "09:00-10:00", False),
            ("09:00", "09:00", False),
            ("09:00-10:00", "09:00-10:00", True),
        ],
    )
    def test_the_later_item_is_named(self, bench: Bench, first: str, second: str, clash: bool) -> None:
        found = bench(programme(at("A1", first), at("⟦A2⟧", second)), only="SJ02")
        assert found.spans("SJ02") == (found.marks if clash else ())
        assert found.levels("SJ02") == (["error"] if clash else [])

    @cases(("second", "minutes"), [("10:35-11:25", 15), ("10:35-10:40", 5), ("10:35", 15)])
    def test_the_message_says_how_long(self, bench: Bench, second: str, minutes: int) -> None:
        found = bench(programme(at("A1", "10:00-10:50"), at("A2", second)), only="SJ02")
        assert f"重叠 {minutes} 分钟" in found.of("SJ02")[0].message

    @cases(
        ("places", "codes"),
        [
            (("云溪宾馆", "云溪宾馆二楼"), ["SJ06"]),
            (("云溪宾馆", ""), ["SJ06"]),
            (("", ""), ["SJ06"]),
            (("云溪宾馆", "县机关食堂"), ["SJ02"]),
            (("甲处", "乙处"), ["SJ02"]),
            (("云溪宾馆, 类别: 乘车", "云溪宾馆"), ["SJ02"]),
            (("云溪宾馆", "云溪宾馆, 类别: 乘车"), ["SJ02"]),
        ],
    )
    def test_a_line_of_the_run_sheet_written_wrongly(
        self, bench: Bench, places: tuple[str, str], codes: list[str]
    ) -> None:
        """As in a published run sheet: walking over until 18:30, a dance from 18:28."""
        rows = at("A1", "18:20-18:30", places[0]), at("A2", "18:28-18:38", places[1])
        assert bench(programme(*rows), only=("SJ02", "SJ06")).codes == codes

    def test_the_overlap_is_told_with_both_times(self, bench: Bench) -> None:
        (found,) = bench(programme(at("A1", "18:20-18:30"), at("⟦A2⟧", "18:28-18:38")), only=("SJ02", "SJ06")).of(
            "SJ06"
        )
        assert found.level.value == "warning"
        assert "18:28 开始" in found.message
        assert "18:30 才结束，重叠 2 分钟" in found.message

    def test_an_item_inside_a_long_one_does_not_hide_the_next(self, bench: Bench) -> None:
        found = bench(
            programme(at("A1", "09:00-12:00"), at("⟦A2⟧", "09:30-09:40"), at("⟦A3⟧", "11:00-11:30")), only="SJ02"
        )
        assert found.spans("SJ02") == found.marks

    def test_over_midnight(self, bench: Bench) -> None:
        found = bench(
            "日期: 2026-05-11 至 2026-05-12\n"
            + programme(at("A1", "23:00-次日1:00"), d2026_05_12=(at("⟦B1⟧", "00:30-01:30"), at("B2", "01:30-02:00"))),
            only="SJ02",
        )
        assert found.spans("SJ02") == found.marks

    @cases(
        ("one", "other", "clash"),
        [
            ("一组", "二组", False),
            ("一组", "一组", True),
            ("[甲甲]", "一组", True),
            ("[甲甲]", "二组", False),
            ("[乙乙, 丙丙]", "[丙丙]", True),
            ("全体", "一组", True),
        ],
    )
    def test_only_the_same_people_clash(self, bench: Bench, one: str, other: str, clash: bool) -> None:
        rows = at("A1", "09:00-10:00", more=f", 来宾: {one}"), at("⟦A2⟧", "09:30-10:00", more=f", 来宾: {other}")
        found = bench(GROUPS + programme(*rows), only="SJ02")
        assert found.spans("SJ02") == (found.marks if clash else ())

    def test_groups_known_by_number_alone(self, bench: Bench) -> None:
        heads = "人数: {分组: [{名称: 一组, 人数: 5}, {名称: 二组, 人数: 5}]}\n"
        rows = (
            at("A1", "09:00-10:00", more=", 来宾: 一组"),
            at("A2", "09:30-10:10", more=", 来宾: 二组"),
            at("⟦A3⟧", "09:50-11:00"),
        )
        found = bench(heads + programme(*rows), without=["来宾"], only="SJ02")
        assert found.spans("SJ02") == found.marks

    @pytest.mark.parametrize("marked", [0, 1])
    def test_parallel_items_may_overlap(self, bench: Bench, marked: int) -> None:
        rows = [at("A1", "09:00-10:00"), at("A2", "09:30-10:30")]
        rows[marked] += ", 并行: 是"
        assert bench(programme(*rows), only="SJ02").codes == []

    def test_a_vehicle_is_needed_once_at_a_time_even_in_parallel(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:00-09:40", STATION, HOTEL),
            ride("⟦A2⟧", "09:39-10:10", HOTEL, CANTEEN, ", 车辆: [1], 并行: 是"),
            ride("A3", "09:39-10:10", HOTEL, CANTEEN, ", 车辆: [2], 并行: 是"),
        )
        found = bench(programme(*rows), only="SJ02")
        assert found.spans("SJ02") == found.marks

    def test_one_drive_of_two_groups_is_no_clash(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:00-09:40", STATION, HOTEL, ", 车辆: [1], 来宾: 一组"),
            ride("A2", "09:00-09:40", STATION, HOTEL, ", 车辆: [1], 来宾: 二组"),
        )
        assert bench(GROUPS + programme(*rows), only="SJ02").codes == []

    def test_rides_give_vehicles_too(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:00-09:40", STATION, HOTEL, ", 来宾: 一组"),
            ride("⟦A2⟧", "09:10-09:40", STATION, HOTEL, ", 来宾: 二组"),
        )
        rides = "乘车: [{日程: A1, 车辆: 2}, {日程: A2, 车辆: 2}]"
        found = bench(GROUPS + programme(*rows) + rides, only="SJ02")
        assert found.spans("SJ02") == found.marks


class TestRoads:
    @cases(("end", "level"), [("09:00", "error"), ("09:19", "error"), ("09:20", None), ("09:25", None)])
    def test_a_ride_takes_its_road(self, bench: Bench, end: str, level: str | None) -> None:
        found = bench(programme(ride("⟦A1⟧", f"09:00-{end}", STATION, HOTEL)), only="SJ02")
        assert found.levels("SJ02") == ([level] if level else [])
        assert found.spans("SJ02") == (found.marks if level else ())

    @cases(
        ("start", "end", "level"),
        [
            ("09:00", "09:24", "warning"),
            ("09:00", "09:25", None),
            ("09:04", "09:24", "warning"),
            ("09:05", "09:25", None),
        ],
    )
    def test_boarding_takes_time_before_or_in_the_ride(
        self, bench: Bench, start: str, end: str, level: str | None
    ) -> None:
        rows = at("A1", "08:00-09:00", STATION), ride("⟦A2⟧", f"{start}-{end}", STATION, HOTEL)
        found = bench(programme(*rows), only="SJ02")
        assert found.levels("SJ02") == ([level] if level else [])

    @pytest.mark.parametrize(("start", "clash"), [("10:24", True), ("10:25", False)])
    def test_a_change_of_place_without_a_ride(self, bench: Bench, start: str, clash: bool) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("⟦A2⟧", f"{start}-11:00", PARK)
        found = bench(programme(*rows), only="SJ02")
        assert found.spans("SJ02") == (found.marks if clash else ())
        assert found.levels("SJ02") == (["error"] if clash else [])

    def test_boarding_and_buffer_of_the_office(self, bench: Bench) -> None:
        rows = programme(at("A1", "09:00-10:00", HOTEL), at("A2", "10:30-11:00", PARK))
        levels = {
            conventions: bench(rows, office=f"惯例: {{{conventions}}}", only="SJ02").levels("SJ02")
            for conventions in ("上车分钟: 10", "上车分钟: 11", "缓冲分钟: 5", "缓冲分钟: 6")
        }
        assert levels == {"上车分钟: 10": [], "上车分钟: 11": ["error"], "缓冲分钟: 5": [], "缓冲分钟: 6": ["warning"]}

    @cases(("here", "there"), [(HOTEL, "云溪宾馆二楼会议室"), (HOTEL, "云溪县人民医院"), (HOTEL, ""), ("", PARK)])
    def test_one_place_and_unknown_roads(self, bench: Bench, here: str, there: str) -> None:
        rows = at("A1", "09:00-10:00", here), at("A2", "10:00-11:00", there)
        assert bench(programme(*rows), only="SJ02").codes == []

    def test_an_item_without_a_place_does_not_stop_the_clock(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("A2", "10:00-10:20"), at("⟦A3⟧", "10:20-11:00", PARK)
        found = bench(programme(*rows), only="SJ02")
        assert found.spans("SJ02") == found.marks

    def test_a_ride_without_an_end_arrives_after_its_road(self, bench: Bench) -> None:
        for start, codes in (("09:19", ["SJ02"]), ("09:20", [])):
            rows = ride("A1", "09:00", STATION, HOTEL), at("A2", f"{start}-10:00", HOTEL)
            assert bench(programme(*rows), only="SJ02").codes == codes

    def test_the_hint_of_a_buffer_counts_it(self, bench: Bench) -> None:
        rows = programme(at("A1", "09:00-10:00", HOTEL), at("A2", "10:26-11:00", PARK))
        found = bench(rows, office="惯例: {缓冲分钟: 5}", only="SJ02").of("SJ02")[0]
        assert "10:30" in found.hint

    def test_a_ride_is_known_by_its_ends_or_its_kind(self, bench: Bench) -> None:
        ends = f'编号: ⟦A1⟧, 时间: "09:00-09:10", 事项: 前往, 从: {STATION}, 到: {HOTEL}'
        found = bench(programme(ends), only="SJ02")
        assert found.spans("SJ02") == found.marks
        kind = f'编号: ⟦A2⟧, 时间: "09:30-09:31", 事项: 前往, 类别: 乘车, 到: {HOTEL}'
        rows = at("A1", "09:00-09:30", STATION), kind, at("A3", "09:31-10:00", HOTEL)
        found = bench(programme(*rows), only="SJ02")
        assert found.spans("SJ02") == found.marks

    def test_an_item_that_comes_from_somewhere_is_at_its_place(self, bench: Bench) -> None:
        rows = at("A1", "09:00-09:30", STATION), at("⟦A2⟧", "09:31-10:00", PARK, f", 到: {PARK}")
        found = bench(programme(*rows), only="SJ02", office="路程: [{从: 云溪站, 到: 智能制造产业园, 分钟: 20}]")
        assert found.spans("SJ02") == found.marks

    def test_only_rides_have_boarding_and_a_short_ride_is_told_once(self, bench: Bench) -> None:
        rows = at("A1", "08:00-09:00", HOTEL), at("A2", "09:00-09:20", f"[{HOTEL}, {PARK}]")
        assert bench(programme(*rows), only="SJ02").codes == []
        rows = at("A1", "08:00-09:00", HOTEL), ride("A2", "09:00-09:10", HOTEL, PARK)
        assert bench(programme(*rows), only="SJ02").levels("SJ02") == ["error"]
        rows = at("A1", "08:00-09:00", HOTEL), ride("A2", "09:00-09:01", HOTEL, "云溪县人民医院")
        assert bench(programme(*rows), only="SJ02").codes == []

    def test_a_ride_begins_where_people_are(self, bench: Bench) -> None:
        """Where they are not is one idea, told by SJ18 however little time there is."""
        for start in ("09:10", "09:30"):
            rows = at("A1", "08:00-09:00", HOTEL), ride("A2", f"{start}-09:55", f"⟦{STATION}⟧", CANTEEN)
            found = bench(programme(*rows), only=("SJ02", "SJ18"))
            assert found.spans("SJ18") == found.marks
            assert found.codes == ["SJ18"]

    @pytest.mark.parametrize(("start", "clash"), [("09:09", True), ("09:10", False)])
    def test_a_walk_needs_no_boarding(self, bench: Bench, start: str, clash: bool) -> None:
        rows = at("A1", "08:00-09:00", HOTEL), at("⟦A2⟧", f"{start}-10:00", CANTEEN)
        found = bench(programme(*rows), only=("SJ02", "SJ18"))
        assert found.spans("SJ02") == (found.marks if clash else ())
        assert all("要 10 分钟，只留了 9 分钟" in one.message for one in found.diagnostics)

    def test_a_ride_from_a_list_of_places_begins_at_the_last(self, bench: Bench) -> None:
        rows = at("A1", "08:00-09:00", f"[{HOTEL}, {PARK}]"), ride("A2", "09:00-09:25", PARK, CANTEEN)
        assert bench(programme(*rows), only="SJ02").codes == []

    @pytest.mark.parametrize(("start", "clash"), [("09:39", True), ("09:40", False)])
    def test_a_vehicle_has_to_come_back(self, bench: Bench, start: str, clash: bool) -> None:
        rows = (
            ride("A1", "09:00-09:30", CANTEEN, HOTEL, ", 车辆: [1], 来宾: 一组"),
            ride("⟦A2⟧", f"{start}-10:05", CANTEEN, PARK, ", 车辆: [1], 来宾: 二组"),
        )
        found = bench(GROUPS + programme(*rows), only="SJ02")
        assert found.spans("SJ02") == (found.marks if clash else ())

    def test_a_vehicle_cannot_be_at_two_places_at_once(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:00-09:30", CANTEEN, HOTEL, ", 车辆: [1], 来宾: 一组"),
            ride("A2", "09:30-10:05", CANTEEN, PARK, ", 车辆: [1], 来宾: 二组"),
        )
        (found,) = bench(GROUPS + programme(*rows), only="SJ02").of("SJ02")
        assert found.message == "1号车从云溪宾馆开到县机关食堂要 10 分钟，只有 0 分钟"

    def test_without_an_office_file_roads_are_unknown(self, bench: Bench) -> None:
        rows = programme(ride("A1", "09:00-09:01", STATION, HOTEL), at("A2", "09:01-10:00", PARK))
        assert bench(rows, office=None, only=("SJ02", "SJ13")).codes == []


class TestUnknownRoads:
    def test_each_road_is_told_once(self, bench: Bench) -> None:
        rows = (
            ride("A1", "09:00-10:00", STATION, "⟦云溪县人民医院⟧"),
            ride("A2", "10:00-11:00", "云溪县人民医院", STATION),
        )
        found = bench(programme(*rows), only="SJ13")
        assert found.spans("SJ13") == found.marks
        assert found.levels("SJ13") == ["info"]

    def test_between_items_without_a_ride(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00", HOTEL), at("A2", "11:00-12:00", "⟦云溪县人民医院⟧")
        found = bench(programme(*rows), only="SJ13")
        assert found.spans("SJ13") == found.marks

    def test_many_roads_are_one_line(self, bench: Bench) -> None:
        """Three are told one by one; four are told once, at the first, with the others beside it."""
        ends = ("云溪县人民医院", "青山镇农创中心", "县机关食堂", "智能制造产业园", "云溪县人民医院")
        rows = [
            ride(f"A{number}", f"{9 + number}:00-{9 + number}:50", one, other)
            for number, (one, other) in enumerate(pairwise(ends))
        ]
        office = "路程: [{从: 云溪站, 到: 云溪宾馆, 分钟: 20}]\n"
        assert len(bench(programme(*rows[:3]), office=office, only="SJ13").of("SJ13")) == 3
        (found,) = bench(programme(*rows), office=office, only="SJ13").of("SJ13")
        assert found.message.startswith("有 4 段路不知道要走多久：云溪县人民医院到青山镇农创中心；")
        assert len(found.related) == 3

    def test_places_nobody_knows_are_another_matter(self, bench: Bench) -> None:
        assert bench(programme(ride("A1", "09:00-10:00", STATION, "某地")), only="SJ13").codes == []

    def test_an_office_without_roads_is_not_told(self, bench: Bench) -> None:
        rows = programme(ride("A1", "09:00-10:00", STATION, "云溪县人民医院"))
        assert bench(rows, office_without=["路程"], only="SJ13").codes == []


def guest(legs: str, name: str = "甲甲") -> str:
    return f"{{姓名: {name}, 单位: 乙, 职务: 丙, {legs}}}"


PICKUP = f'编号: A1, 时间: "09:20-09:30", 事项: 接站, 类别: 接站, 地点: {STATION}'
DROPOFF = f'编号: A4, 时间: "13:05-13:40", 事项: 送站, 类别: 送站, 地点: {STATION}'
DAY = (
    PICKUP,
    ride("A2", "09:30-09:55", STATION, HOTEL),
    at("A3", "10:00-11:00", HOTEL),
    ride("A5", "12:40-13:05", HOTEL, STATION),
)


class TestArrivals:
    @cases(
        ("time", "fits"),
        [
            ("5月11日9:20", True),
            ("5月11日9:30", True),
            ("5月11日9:31", False),
            ("5月11日", True),
            ("5月11日8:00", True),
        ],
    )
    def test_not_after_the_pickup(self, bench: Bench, time: str, fits: bool) -> None:
        found = bench(f"来宾: [{guest(f'抵达: {{时间: ⟦{time}⟧, 地点: {STATION}}}')}]\n" + programme(*DAY), only="SJ14")
        assert found.spans("SJ14") == (() if fits else found.marks)

    @pytest.mark.parametrize(("time", "fits"), [("9:30", True), ("9:31", False)])
    def test_not_after_the_first_item_begins(self, bench: Bench, time: str, fits: bool) -> None:
        found = bench(f"来宾: [{guest(f'抵达: {{时间: ⟦5月11日{time}⟧}}')}]\n" + programme(*DAY[1:]), only="SJ14")
        assert found.spans("SJ14") == (() if fits else found.marks)

    def test_a_guest_who_comes_later_has_a_pickup_of_their_own(self, bench: Bench) -> None:
        late = guest(f"抵达: {{时间: ⟦5月11日11:20⟧, 地点: {STATION}}}", "乙乙")
        own = PICKUP.replace("A1", "A9").replace("09:20-09:30", "11:20-11:30") + ", 并行: 否, 来宾: [乙乙]"
        plan = f"来宾: [{guest('职级: 其他')}, {late}]\n"
        assert bench(plan + programme(*DAY, own), only="SJ14").codes == []
        found = bench(plan + programme(*DAY), only="SJ14")
        assert found.spans("SJ14") == found.marks

    @cases(("time", "fits"), [("11:30", True), ("11:31", False)])
    @cases("place", [f", 地点: {STATION}", ""])
    def test_their_own_pickup_has_to_fit(self, bench: Bench, time: str, fits: bool, place: str) -> None:
        late = guest(f"抵达: {{时间: ⟦5月11日{time}⟧{place}}}", "乙乙")
        own = PICKUP.replace("A1", "A9").replace("09:20-09:30", "11:20-11:30") + ", 来宾: [乙乙]"
        found = bench(f"来宾: [{guest('职级: 其他')}, {late}]\n" + programme(*DAY, own), only="SJ14")
        assert found.spans("SJ14") == (() if fits else found.marks)

    def test_a_pickup_alone(self, bench: Bench) -> None:
        for time, codes in (("9:30", []), ("9:31", ["SJ14"])):
            plan = f"来宾: [{guest(f'抵达: {{时间: 5月11日{time}}}')}]\n"
            assert bench(plan + programme(PICKUP), only="SJ14").codes == codes

    def test_items_of_other_guests_do_not_matter(self, bench: Bench) -> None:
        plan = f"来宾: [{guest('抵达: {时间: 5月11日11:20}')}, {guest('职级: 其他', '乙乙')}]\n"
        assert bench(plan + programme(DAY[2] + ", 来宾: [乙乙]"), only="SJ14").codes == []

    def test_a_pickup_without_an_end_waits(self, bench: Bench) -> None:
        plan = f"来宾: [{guest('抵达: {时间: 5月11日9:50}')}]\n"
        assert bench(plan + programme(PICKUP.replace("-09:30", "")), only="SJ14").codes == []


class TestDepartures:
    @cases(
        ("time", "fits"),
        [("13:05", True), ("13:04", False), ("12:50", False), ("12:35", False), ("10:30", False), ("14:35", True)],
    )
    def test_not_before_the_guest_is_at_the_station(self, bench: Bench, time: str, fits: bool) -> None:
        found = bench(
            f"来宾: [{guest(f'离开: {{时间: ⟦5月11日{time}⟧, 地点: {STATION}}}')}]\n" + programme(*DAY), only="SJ14"
        )
        assert found.spans("SJ14") == (() if fits else found.marks)
        assert found.levels("SJ14") == ([] if fits else ["error"])

    @pytest.mark.parametrize(("time", "fits"), [("13:40", True), ("13:39", False)])
    def test_not_before_the_dropoff_ends(self, bench: Bench, time: str, fits: bool) -> None:
        found = bench(
            f"来宾: [{guest(f'离开: {{时间: ⟦5月11日{time}⟧, 地点: {STATION}}}')}]\n" + programme(*DAY, DROPOFF),
            only="SJ14",
        )
        assert found.spans("SJ14") == (() if fits else found.marks)

    def test_leaving_as_an_item_begins_cuts_nothing_short(self, bench: Bench) -> None:
        for time, codes in (("10:00", []), ("10:01", ["SJ14"]), ("11:00", [])):
            plan = f"来宾: [{guest(f'离开: {{时间: 5月11日{time}}}')}]\n"
            assert bench(plan + programme(*DAY), only="SJ14").codes == codes

    def test_a_guest_who_leaves_early_has_a_dropoff_of_their_own(self, bench: Bench) -> None:
        own = DROPOFF.replace("A4", "A9").replace("13:05-13:40", "10:30-10:40") + ", 来宾: [乙乙]"
        early = guest(f"离开: {{时间: 5月11日10:40, 地点: {STATION}}}", "乙乙")
        assert bench(f"来宾: [{guest('职级: 其他')}, {early}]\n" + programme(*DAY, own), only="SJ14").codes == []

    def test_what_begins_later_for_everybody_is_for_those_who_stay(self, bench: Bench) -> None:
        early = f"来宾: [{guest('离开: {时间: 5月11日11:30}')}]\n"
        assert bench(early + programme(*DAY), only="SJ14").codes == []
        assert bench(early + programme(*DAY, at("A7", "14:00-15:00", more=", 来宾: [甲甲]")), only="SJ14").codes == [
            "SJ14"
        ]


@pytest.mark.parametrize(("minutes", "drawn_out"), [(100, False), (101, True), (60, False)])
def test_a_ride_of_twice_its_road_and_an_hour_is_drawn_out(bench: Bench, minutes: int, drawn_out: bool) -> None:
    """The road takes twenty minutes."""
    end = f"{9 + minutes // 60:02d}:{minutes % 60:02d}"
    case = Case.of(bench(programme(ride("A1", f"09:00-{end}", "云溪站", "云溪宾馆"))).loaded)
    assert is_drawn_out(case, case.items[0][1]) is drawn_out
