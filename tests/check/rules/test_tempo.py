from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench, programme

HOTEL, PARK, BASE, CENTRE = "云溪宾馆", "智能制造产业园", "青山现代农业示范基地", "青山镇农创中心"


def visit(number: str, time: str, place: str = "", more: str = "") -> str:
    where = f", 地点: {place}" if place else ""
    return f'编号: {number}, 时间: "{time}", 事项: 考察, 类别: 考察{where}{more}'


def talks(number: str, time: str, more: str = "") -> str:
    return f'编号: {number}, 时间: "{time}", 事项: 座谈, 类别: 座谈{more}'


class TestSites:
    @pytest.mark.parametrize(("end", "fits"), [("09:21", True), ("09:20", False)])
    def test_a_list_of_places_in_one_item(self, bench: Bench, end: str, fits: bool) -> None:
        # Two sites of 8 minutes and 5 minutes on the road.
        found = bench(programme(visit("A1", f"09:00-{end}", f"⟦[{BASE}, {CENTRE}]⟧")), only="SJ03")
        assert found.spans("SJ03") == (() if fits else found.marks)
        assert found.levels("SJ03") == ([] if fits else ["warning"])

    def test_unknown_roads_take_no_time(self, bench: Bench) -> None:
        rows = programme(visit("A1", "09:00-09:16", f"[{BASE}, 云溪县人民医院]"))
        assert bench(rows, only="SJ03").codes == []

    @pytest.mark.parametrize(("end", "fits"), [("09:31", True), ("09:30", False)])
    def test_a_road_nobody_wrote_takes_what_two_others_leave(self, bench: Bench, end: str, fits: bool) -> None:
        """From the hotel the farm is 35 minutes away and the park 20: between them are at least 15."""
        found = bench(programme(visit("A1", f"09:00-{end}", f"⟦[{BASE}, {PARK}]⟧")), only="SJ03")
        assert found.spans("SJ03") == (() if fits else found.marks)
        assert all("路上至少要 15 分钟" in one.message for one in found.diagnostics)

    @pytest.mark.parametrize(("end", "fits"), [("09:28", True), ("09:27", False)])
    def test_a_road_takes_what_it_has_really_taken(self, bench: Bench, end: str, fits: bool) -> None:
        learned = f"{{从: {CENTRE}, 到: {BASE}, 分钟: 12, 次数: 3, 来访: 3}}"
        rows = programme(visit("A1", f"09:00-{end}", f"⟦[{BASE}, {CENTRE}]⟧"))
        found = bench(rows, only="SJ03", office=f"经验: {{路程: [{learned}]}}\n")
        assert found.spans("SJ03") == (() if fits else found.marks)

    @pytest.mark.parametrize(("end", "fits"), [("09:24", True), ("09:23", False)])
    def test_a_half_day_of_sites(self, bench: Bench, end: str, fits: bool) -> None:
        rows = visit("⟦A1⟧", "09:00"), visit("A2", "09:06"), visit("A3", f"09:12-{end}")
        found = bench(programme(*rows), only="SJ03")
        assert found.spans("SJ03") == (() if fits else found.marks)

    def test_a_ride_a_point_in_time_and_a_single_place_are_no_tour(self, bench: Bench) -> None:
        rows = (
            f'编号: A1, 时间: "09:00-09:05", 事项: 乘车, 类别: 乘车, 地点: [{BASE}, {CENTRE}]',
            visit("A2", "10:00", f"[{BASE}, {CENTRE}]"),
            visit("A3", "15:00-15:01", BASE),
        )
        assert bench(programme(*rows), only="SJ03").codes == []

    def test_the_message_says_what_is_left(self, bench: Bench) -> None:
        (found,) = bench(programme(visit("A1", "09:00-09:20", f"[{BASE}, {CENTRE}]")), only="SJ03").of("SJ03")
        assert found.message == "A1“考察”看 2 个点，20 分钟里路上要 5 分钟，平均每个点只有 7 分钟"

    @pytest.mark.parametrize(("end", "fits"), [("10:19", True), ("10:18", False)])
    def test_only_what_lies_between_the_sites_is_taken_off(self, bench: Bench, end: str, fits: bool) -> None:
        # From 09:00 to the end, less 55 minutes of talks: three sites of 8 minutes.
        rows = (
            talks("T0", "08:00-09:00"),
            visit("A1", "09:00-09:05"),
            talks("T1", "09:05-10:00"),
            visit("A2", "10:00-10:05"),
            visit("A3", f"10:05-{end}"),
            talks("T2", "10:30-11:30"),
        )
        assert (bench(programme(*rows), only="SJ03").codes == []) is fits

    def test_sites_with_and_without_places(self, bench: Bench) -> None:
        rows = visit("A1", "09:00", HOTEL), visit("A2", "09:10"), visit("A3", "09:20-09:40", PARK)
        assert bench(programme(*rows), only="SJ03").codes == []

    def test_roads_between_the_sites_count(self, bench: Bench) -> None:
        rows = visit("⟦A1⟧", "09:00", HOTEL), visit("A2", "09:10", PARK), visit("A3", "09:20-09:40", PARK)
        found = bench(programme(*rows), only="SJ03")
        assert found.spans("SJ03") == found.marks

    def test_other_items_between_the_sites_do_not(self, bench: Bench) -> None:
        rows = (
            visit("A1", "09:00-09:05"),
            talks("T", "09:05-10:00"),
            visit("A2", "10:00-10:05"),
            visit("A3", "10:05-10:10"),
        )
        assert bench(programme(*rows), only="SJ03").codes == ["SJ03"]

    @cases(
        "rows",
        [
            (visit("A1", "09:00-09:03"), visit("A2", "09:03-09:06")),
            (visit("A1", "11:50-11:54"), visit("A2", "11:54-11:58"), visit("A3", "12:00-12:04")),
            (
                visit("A1", "09:00-09:05", more=", 来宾: 李娜"),
                visit("A2", "09:05-09:10"),
                visit("A3", "09:10-09:15"),
            ),
            (visit("A1", "09:00"), visit("A2", "09:02"), visit("A3", "09:04")),
        ],
    )
    def test_fewer_sites_two_halves_other_people_no_end(self, bench: Bench, rows: tuple[str, ...]) -> None:
        assert bench(programme(*rows), only="SJ03").codes == []


class TestHardlyThere:
    @cases("row, codes", [
        (visit("A1", "09:00-09:10"), []), (visit("A1", "09:00-09:09"), ["SJ20"]), (visit("A1", "09:00"), []),
        (talks("A1", "09:00-09:05"), ["SJ20"]), ('编号: A1, 时间: "09:00-09:05", 事项: 合影, 类别: 合影', []),
    ])  # fmt: skip
    def test_of_some_minutes(self, bench: Bench, row: str, codes: list[str]) -> None:
        assert bench(programme(row), only="SJ20").codes == codes


class TestSteps:
    @cases(
        ("lengths", "fits"),
        [((40, 20), True), ((40, 21), False), ((40, 15), True), ((40, 14), False), ((61,), False)],
    )
    def test_lengths(self, bench: Bench, lengths: tuple[int, ...], fits: bool) -> None:
        steps = ", ".join(f"{{分钟: {minutes}, 事项: 汇报}}" for minutes in lengths)
        found = bench(programme(talks("A1", "09:00-10:00", f", 流程: ⟦[{steps}]⟧")), only="SJ06")
        assert found.spans("SJ06") == (() if fits else found.marks)

    def test_in_block_style_the_key_is_shown(self, bench: Bench) -> None:
        found = bench(
            "日程:\n  - 日期: 2026-05-11\n    安排:\n"
            '      - 编号: A1\n        时间: "09:00-10:00"\n        事项: 座谈\n'
            "        ⟦流程⟧:\n          - {分钟: 70, 事项: 汇报}\n",
            only="SJ06",
        )
        assert found.spans("SJ06") == found.marks

    @cases(
        ("steps", "times"),
        [
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:20-10:00', 事项: 乙}", 0),
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:21-10:00', 事项: 乙}", 1),
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:19-10:00', 事项: 乙}", 1),
            ("{时间: '9:05-9:20', 事项: 甲}, {时间: '9:25-10:00', 事项: 乙}", 2),
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:20-10:01', 事项: 乙}", 1),
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:20-9:55', 事项: 乙}", 0),
            ("{时间: '9:00-9:20', 事项: 甲}, {时间: '9:20-9:54', 事项: 乙}", 1),
            ("{时间: '9:00', 事项: 甲}, {时间: '9:20', 事项: 乙}", 0),
            ("{时间: '9:00', 分钟: 15, 事项: 甲}, {时间: '9:20-10:00', 事项: 乙}", 1),
            ("{时间: '9:00-9:20', 事项: 甲}, {分钟: 40, 事项: 乙}", 0),
            ("{时间: '9:00-9:20', 事项: 甲}, {分钟: 41, 事项: 乙}", 1),
            ("{事项: 甲}, {事项: 乙}", 0),
        ],
    )
    def test_times(self, bench: Bench, steps: str, times: int) -> None:
        found = bench(programme(talks("A1", "09:00-10:00", f", 流程: ⟦[{steps}]⟧")), only="SJ06")
        assert found.spans("SJ06") == found.marks * times

    @cases(
        ("time", "steps", "codes"),
        [
            ("上午", "{分钟: 500, 事项: 甲}", []),
            ("22:00-24:00", "{分钟: 121, 事项: 甲}", ["SJ06"]),
            ("22:00-次日1:00", "{时间: '0:10-0:20', 事项: 甲}", []),
            ("10:00-09:00", "{分钟: 5, 事项: 甲}", []),
            ("09:00-09:00", "{分钟: 5, 事项: 甲}", ["SJ06"]),
            ("09:00-10:00", "{事项: 甲}, {分钟: 20, 事项: 乙}", []),
            ("09:00-10:00", "{时间: 上午, 事项: 甲}, {时间: '9:30-10:00', 事项: 乙}", []),
        ],
    )
    def test_times_that_say_little(self, bench: Bench, time: str, steps: str, codes: list[str]) -> None:
        assert bench(programme(talks("A1", time, f", 流程: [{steps}]")), only="SJ06").codes == codes

    @pytest.mark.parametrize(("begin", "word"), [("9:25", "空了 5 分钟"), ("9:15", "重叠 5 分钟")])
    def test_gaps_and_overlaps_are_told_apart(self, bench: Bench, begin: str, word: str) -> None:
        steps = f"{{时间: '9:00-9:20', 事项: 甲}}, {{时间: '{begin}-10:00', 事项: 乙}}"
        (found,) = bench(programme(talks("A1", "09:00-10:00", f", 流程: [{steps}]")), only="SJ06").of("SJ06")
        assert word in found.message

    def test_an_item_without_an_end_has_room_for_any_step(self, bench: Bench) -> None:
        assert bench(programme(talks("A1", "09:00", ", 流程: [{分钟: 500, 事项: 甲}]")), only="SJ06").codes == []


class TestRunSheet:
    @cases(("start", "fits"), [("19:00", True), ("19:01", False), ("19:02", False), ("19:03", True)])
    def test_a_gap_of_a_minute_or_two(self, bench: Bench, start: str, fits: bool) -> None:
        found = bench(programme(talks("A1", "18:58-19:00"), talks("⟦A2⟧", f"{start}-19:18")), only="SJ06")
        assert found.spans("SJ06") == (() if fits else found.marks)

    @cases(
        ("one", "other", "told"),
        [
            (f", 地点: {HOTEL}", f", 地点: {HOTEL}", True),
            (f", 地点: {HOTEL}", f", 地点: {HOTEL}二楼会议室", True),
            (f", 地点: {HOTEL}", "", True),
            ("", f", 地点: {HOTEL}", True),
            ("", f", 从: {HOTEL}, 到: {PARK}", False),
            (f", 从: {HOTEL}, 到: {PARK}", "", False),
            (f", 地点: {HOTEL}", f", 地点: {PARK}", False),
            (", 来宾: [陈志远]", ", 来宾: [李娜]", False),
            ("", ", 并行: 是", False),
        ],
    )
    def test_only_for_the_same_people_at_one_place(self, bench: Bench, one: str, other: str, told: bool) -> None:
        rows = talks("A1", "18:58-19:00", one), talks("A2", "19:01-19:18", other)
        assert (bench(programme(*rows), only="SJ06").codes == ["SJ06"]) is told


class TestSlack:
    def rows(self, *times: str, last: str = "类别: 座谈") -> str:
        items = [f'编号: A{n}, 时间: "{time}", 事项: 座谈' for n, time in enumerate(times)]
        return programme(items[0].replace("A0", "⟦A0⟧"), *items[1:-1], f"{items[-1]}, {last}")

    def test_four_items_end_to_end(self, bench: Bench) -> None:
        found = bench(self.rows("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-10:00"), only="SJ07")
        assert found.spans("SJ07") == found.marks
        assert found.levels("SJ07") == ["info"]

    @cases(
        ("times", "last"),
        [
            (("08:00-08:30", "08:30-09:00", "09:05-09:30", "09:30-10:00"), "类别: 座谈"),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-09:35"), "类别: 休息"),
            (("08:30-09:00", "09:00-09:30", "09:30-10:00"), "类别: 座谈"),
            (("08:00-08:30", "08:30-09:00", "09:00-12:00", "12:00-12:30"), "类别: 座谈"),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-09:55"), "类别: 乘车, 从: 云溪站, 到: 云溪宾馆"),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-10:00"), "并行: 是"),
        ],
    )
    def test_gaps_rests_long_rides_and_shorter_halves(self, bench: Bench, times: tuple[str, ...], last: str) -> None:
        assert bench(self.rows(*times, last=last), only="SJ07").codes == []

    @cases(
        ("times", "last", "told"),
        [
            (
                ("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-09:54"),
                "类别: 乘车, 从: 云溪站, 到: 云溪宾馆",
                True,
            ),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-10:30"), "类别: 乘车", True),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-09:34"), "类别: 休息", True),
            (("08:00-08:30", "08:30-09:00", "09:00-09:40", "09:30-09:44"), "类别: 休息", True),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30"), "类别: 座谈", False),
            (("08:00-08:30", "08:30-09:00", "09:00-09:30", "09:30-09:00"), "类别: 座谈", False),
        ],
    )
    def test_what_counts_as_spare(self, bench: Bench, times: tuple[str, ...], last: str, told: bool) -> None:
        assert (bench(self.rows(*times, last=last), only="SJ07").codes == ["SJ07"]) is told

    @cases(("visits", "gap", "told"), [(3, "09:35", True), (3, "09:36", False), (2, "09:35", False)])
    def test_what_usually_takes_longer_wants_more(self, bench: Bench, visits: int, gap: str, told: bool) -> None:
        learned = f"{{类别: 座谈, 次数: 9, 来访: {visits}, 分钟: 36, 少则: 100, 通常: 120, 多则: 130}}"
        rows = self.rows("08:00-08:30", "08:30-09:00", "09:00-09:30", f"{gap}-10:05")
        found = bench(rows, only="SJ07", office=f"经验: {{时长: [{learned}]}}\n")
        assert (found.codes == ["SJ07"]) is told
        if told:
            assert "照往次多半要多 6 分钟（3 次来访）" in found.of("SJ07")[0].message

    def test_a_gap_of_four_minutes_is_not_enough(self, bench: Bench) -> None:
        rows = self.rows("08:00-08:30", "08:30-09:00", "09:04-09:30", "09:30-10:00")
        assert bench(rows, only="SJ07").codes == ["SJ07"]


class TestReceived:
    FIRST = f'编号: A1, 时间: "09:00-10:00", 事项: 座谈, 类别: 座谈, 地点: {HOTEL}, 陪同: [林峰], 责任人: 姚晨'

    @cases(
        ("start", "people", "told"),
        [
            ("10:09", "陪同: [林峰], 责任人: 姚晨", True),
            ("10:10", "陪同: [林峰], 责任人: 姚晨", False),
            ("10:09", "陪同: [林峰], 责任人: 唐凯", False),
            ("10:09", "陪同: [林峰], 责任人: 姚晨, 讲解: 唐凯", False),
            ("10:09", "责任单位: 县工信局", False),
        ],
    )
    def test_somebody_is_there_before(self, bench: Bench, start: str, people: str, told: bool) -> None:
        second = f'编号: ⟦A2⟧, 时间: "{start}-11:00", 事项: 考察, 类别: 考察, 地点: {PARK}, {people}'
        found = bench(programme(self.FIRST, second), only="SJ10")
        assert found.spans("SJ10") == (found.marks if told else ())

    def test_at_the_same_place_everybody_is_there(self, bench: Bench) -> None:
        assert (
            bench(
                programme(self.FIRST, self.FIRST.replace("A1", "A2").replace("09:00-10", "10:00-11")), only="SJ10"
            ).codes
            == []
        )

    def test_who_rides_along_is_not_there_before(self, bench: Bench) -> None:
        ride = f'编号: A1, 时间: "09:00-09:25", 事项: 乘车, 类别: 乘车, 从: {HOTEL}, 到: {PARK}, 陪同: [林峰]'
        second = f'编号: A2, 时间: "09:30-10:00", 事项: 考察, 类别: 考察, 地点: {PARK}, 陪同: [林峰]'
        assert bench(programme(ride, second), only="SJ10").codes == ["SJ10"]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("交流发言（共60分钟）", True),
        ("交流发言（共50分钟）", False),
        ("交流发言（60分钟）", True),
        ("交流发言（每家60分钟）", False),
        ("交流发言", False),
    ],
)
def test_minutes_in_the_words_of_a_step(bench: Bench, what: str, told: bool) -> None:
    item = f"编号: A1, 时间: 09:00-09:50, 事项: 会议, 类别: 会议, 流程: [{{分钟: 50, 事项: ⟦{what}⟧}}]"
    found = bench(programme(item), only="SJ06")
    assert found.spans("SJ06") == (found.marks if told else ())


def test_what_was_told_or_passed_over_hides_no_later_gap(bench: Bench) -> None:
    overlap = (talks("A1", "09:00-10:02"), talks("⟦A2⟧", "10:00-11:00"), talks("⟦A3⟧", "11:01-12:00"))
    found = bench(programme(*overlap), only="SJ06")
    assert found.spans("SJ06") == found.marks
    ride = "编号: A0, 时间: 08:00-08:30, 事项: 乘车, 类别: 乘车, 从: 云溪站, 到: 县行政中心三号会议室, 车辆: [1]"
    found = bench(programme(ride, talks("A1", "08:31-10:00"), talks("⟦A2⟧", "10:01-11:00")), only="SJ06")
    assert found.spans("SJ06") == found.marks
