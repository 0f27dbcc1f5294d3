"""KX01-KX04 what two visits take at once, KX06 one number for two: both sides of each boundary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.check.engine import examined
from jiedai.check.selection import Selection
from jiedai.check.together import conflicts
from jiedai.diagnostics import Diagnostic
from jiedai.loading import load
from tests.batch import cases
from tests.check.bench import Bench, programme

ROOM, CANTEEN, PARK, HOTEL = "县行政中心三号会议室", "县机关食堂", "智能制造产业园", "云溪宾馆"


def item(time: str, more: str, kind: str = "座谈", number: str = "A1") -> str:
    return f'编号: {number}, 时间: "{time}", 事项: 安排, 类别: {kind}, {more}'


def together(bench: Bench, *plans: str, office: str = "", only: str = "KX") -> list[Diagnostic]:
    """What plans with these programmes show together, by the file's number."""
    paths = [bench(plan, office=office).loaded.path for plan in plans]
    selection = Selection((only,))
    return conflicts(mark for path in paths if path for mark in examined(load(path), selection=selection).marks)


def pair(bench: Bench, first: str, second: str, *, office: str = "", only: str = "KX") -> list[Diagnostic]:
    title, number = "标题: 另一批\n", "编号: 云接〔2026〕18号\n"
    return together(bench, programme(first), title + number + programme(second), office=office, only=only)


def told(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code, one.level.value) for one in found]


class TestVehicles:
    RIDE = "从: {}, 到: {}, 车辆: [{}]"

    @cases(
        ("start", "from_", "car", "clash"),
        [
            ("09:29", CANTEEN, "1", True),  # overlap
            ("09:30", CANTEEN, "1", False),  # where it was left
            ("09:49", PARK, "1", True),  # twenty minutes by road
            ("09:50", PARK, "1", False),
            ("09:31", "不知道的地方", "1", False),
            ("09:29", CANTEEN, "2", False),
        ],
    )
    def test_one_visit_at_a_time_and_time_to_come_over(
        self, bench: Bench, start: str, from_: str, car: str, clash: bool
    ) -> None:
        first = item("09:00-09:30", self.RIDE.format(HOTEL, CANTEEN, "1"), "乘车")
        second = item(f"{start}-11:00", self.RIDE.format(from_, HOTEL, f"⟦{car}⟧"), "乘车")
        assert told(pair(bench, first, second, only="KX01")) == ([("KX01", "error")] if clash else [])

    def test_the_later_item_is_told_with_the_other_place_and_a_free_car(self, bench: Bench) -> None:
        first = item("09:00-09:30", self.RIDE.format(HOTEL, CANTEEN, "1"), "乘车")
        second = item("09:10-09:20", self.RIDE.format(HOTEL, CANTEEN, "1"), "乘车")
        office = "车辆: [{车号: 1, 核载: 19}, {车号: 2, 核载: 7}, {车号: 3, 核载: 1}, {车号: 4, 核载: 9, 警车: 是}]\n"
        (one,) = pair(bench, first, second, office=office, only="KX01")
        assert one.file.endswith("/plans/2/plan.yaml")
        assert one.message.startswith("1号车 05-11 09:00-09:30 已给“")
        assert one.hint == "那时空着的有：2号车"
        assert one.related[0].file.endswith("/plans/1/plan.yaml")

    def test_its_driver_is_no_second_clash(self, bench: Bench) -> None:
        ride = item("09:00-09:30", self.RIDE.format(HOTEL, CANTEEN, "1"), "乘车")
        assert told(pair(bench, ride, ride)) == [("KX01", "error")]


class TestPlaces:
    @pytest.mark.parametrize(("start", "clash"), [("09:59", True), ("10:00", False)])
    def test_a_room_has_one_visit_at_a_time(self, bench: Bench, start: str, clash: bool) -> None:
        found = pair(bench, item("09:00-10:00", f"地点: {ROOM}"), item(f"{start}-11:00", f"地点: {ROOM}"), only="KX02")
        assert told(found) == ([("KX02", "error")] if clash else [])

    @cases(("capacity", "found"), [("容纳: 3", True), ("容纳: 4", False), ("容纳: null", False)])
    def test_a_larger_place_as_many_as_it_holds(self, bench: Bench, capacity: str, found: bool) -> None:
        """Two guests a visit."""
        office = f"场所: [{{名称: {PARK}, 类别: 企业, {capacity}}}]\n"
        visit = item("09:00-10:00", f"地点: {PARK}", "考察")
        assert told(pair(bench, visit, visit, office=office, only="KX02")) == ([("KX02", "error")] if found else [])

    def test_numbers_that_nobody_knows_are_a_warning(self, bench: Bench) -> None:
        visit = item("09:00-10:00", f"地点: {PARK}", "考察")
        nobody = "标题: 另一批\n来宾: []\n" + programme(visit)
        assert told(together(bench, programme(visit), nobody, only="KX02")) == [("KX02", "warning")]


class TestPeople:
    @cases(
        ("start", "place", "who", "levels"),
        [
            ("09:59", PARK, "陪同: [林峰]", ["error"]),
            ("09:59", PARK, "讲解: 林峰", ["error"]),
            ("09:59", PARK, "主持: 林峰", ["error"]),
            ("09:59", PARK, "工作人员: [林峰]", ["error"]),
            ("09:59", PARK, "责任人: 林峰", []),  # answerable, not present
            ("09:59", ROOM, "陪同: [林峰]", []),  # the same place
            ("10:24", PARK, "陪同: [林峰]", ["warning"]),  # twenty-five minutes by road
            ("10:25", PARK, "陪同: [林峰]", []),
            ("09:59", PARK, "陪同: [沈浩]", []),
        ],
    )
    def test_nobody_is_at_two_visits(self, bench: Bench, start: str, place: str, who: str, levels: list[str]) -> None:
        first = item("09:00-10:00", f"地点: {ROOM}, 陪同: [林峰]")
        second = item(f"{start}-11:00", f"地点: {place}, {who}", "考察")
        assert [one.level.value for one in pair(bench, first, second, only="KX03")] == levels

    def test_the_hint_says_when_there_is_time(self, bench: Bench) -> None:
        first = item("09:00-10:00", f"地点: {ROOM}, 陪同: [林峰]")
        (one,) = pair(bench, first, item("10:05-11:00", f"地点: {PARK}, 陪同: [林峰]", "考察"), only="KX03")
        assert one.hint == "10:25-18:00 空着；错开时间，或换一个"


class TestRooms:
    LODGING = "日期: 2026-05-11 至 2026-05-12\n住宿: {{宾馆: 云溪宾馆, 入住: {}, 离店: {}, 房间: [{}]}}\n"

    @pytest.mark.parametrize(("night", "clash"), [("2026-05-11", True), ("2026-05-12", False)])
    def test_a_room_number_is_given_once_a_night(self, bench: Bench, night: str, clash: bool) -> None:
        first = self.LODGING.format("2026-05-11", "2026-05-12", '{房号: "0801", 入住人: [陈志远]}')
        second = self.LODGING.format(night, night[:-1] + str(int(night[-1]) + 1), '{房号: "0801", 入住人: [李娜]}')
        found = together(bench, first, "标题: 另一批\n" + second, only="KX04")
        assert told(found) == ([("KX04", "error")] if clash else [])

    @pytest.mark.parametrize(("available", "clash"), [(1, True), (2, False)])
    def test_no_more_of_a_kind_than_there_are(self, bench: Bench, available: int, clash: bool) -> None:
        office = f"场所: [{{名称: 云溪宾馆, 类别: 宾馆, 房型: {{单间: {available}}}}}]\n"
        room = self.LODGING.format("2026-05-11", "2026-05-12", "{房型: 单间, 入住人: [陈志远]}")
        found = together(bench, room, "标题: 另一批\n" + room, office=office, only="KX04")
        assert told(found) == ([("KX04", "error")] if clash else [])


class TestNumbers:
    @pytest.mark.parametrize(("number", "clash"), [("云接〔2026〕17号", True), ("云接〔2026〕18号", False)])
    def test_one_number_one_visit(self, bench: Bench, number: str, clash: bool) -> None:
        found = together(bench, "标题: 一\n", f"标题: 二\n编号: {number}\n日期: 2027-05-11\n日程: []\n", only="KX06")
        assert told(found) == ([("KX06", "warning")] if clash else [])


@pytest.mark.parametrize("state", ["改期", "取消"])
def test_a_visit_that_does_not_take_place_takes_nothing(bench: Bench, state: str) -> None:
    meeting = programme(item("09:00-10:00", f"地点: {ROOM}, 陪同: [林峰]"))
    found = together(bench, meeting, f"标题: 另一批\n编号: 二\n状态: {state}\n{meeting}")
    assert told(found) == []


def test_a_plan_looked_at_beside_the_others_is_not_reported_itself(bench: Bench) -> None:
    meeting = item("09:00-10:00", f"地点: {ROOM}")
    paths = [bench(text + programme(meeting)).loaded.path for text in ("标题: 一\n", "标题: 二\n")]
    every = [examined(load(path), selection=Selection(("KX02",))) for path in paths if path]
    marks = [mark for one in every for mark in one.marks]
    for path in paths:
        (found,) = conflicts(marks, {marks[0].finding.file if path == paths[0] else marks[-1].finding.file})
        assert found.file == str(path) or found.file.endswith(str(path).rpartition("/plans/")[2])
    assert conflicts(marks, set()) == []
    twice = [mark._replace(finding=mark.finding) for mark in marks if mark.finding.file == marks[0].finding.file]
    assert conflicts([*twice, *twice]) == []


SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(0, 6)), max_size=12)


@given(SPANS)
def test_the_sweep_finds_what_toldpair_shows(spans: list[tuple[int, int, int]]) -> None:
    """(visit, begin, length): an item of one visit clashes exactly if some earlier-begun one of another is running."""
    import datetime as dt

    from jiedai.check.clashes import clashes
    from jiedai.check.marks import Taken
    from jiedai.diagnostics import Level
    from jiedai.visit.bookings import Resource

    noon = dt.datetime(2026, 5, 11, 12)
    taken = []
    for number, (visit, begin, length) in enumerate(spans):
        start, end = noon + dt.timedelta(minutes=begin), noon + dt.timedelta(minutes=begin + length)
        finding = Diagnostic("KX02", Level.ERROR, "", f"{visit}.yaml")
        taken.append(
            Taken(Resource.PLACE, "厅", start, end, None, None, {}, None, None, True, "", (), str(number), "", finding)
        )
    ordered = sorted(taken, key=lambda one: (one.start, one.finding.file))
    wanted = [
        one.item
        for at, one in enumerate(ordered)
        if any(
            before.finding.file != one.finding.file
            and before.end > one.start
            and (one.end > one.start or before.start < one.start)
            for before in ordered[:at]
        )
    ]
    assert sorted(clash.one.item for clash in clashes(taken)) == sorted(wanted)


VISITS = st.lists(
    st.lists(st.tuples(st.integers(0, 9 * 1440), st.integers(0, 3000), st.sampled_from("甲乙丙")), max_size=4),
    max_size=6,
)


@given(VISITS, st.integers(0, 2))
def test_what_is_unpacked_where_visits_meet_shows_what_all_of_them_show(
    visits: list[list[tuple[int, int, str]]], reported: int
) -> None:
    """Minutes from noon, length, and place; from 甲 to 乙 it is a drive of more than a day."""
    import datetime as dt

    from jiedai.check.marks import Taken, left
    from jiedai.check.stretches import compared
    from jiedai.diagnostics import Level, weight
    from jiedai.visit.bookings import Resource

    noon, roads = dt.datetime(2026, 5, 11, 12), {"甲": {"乙": 2000}, "乙": {"甲": 90}}
    every, packed = [], []
    for number, visit in enumerate(visits):
        taken = []
        for begin, length, place in visit:
            start, end = noon + dt.timedelta(minutes=begin), noon + dt.timedelta(minutes=begin + length)
            finding = Diagnostic("KX01", Level.ERROR, "", f"{number}.yaml")
            others = ("2", "3") if number % 2 else ()
            taken.append(
                Taken(
                    Resource.VEHICLE,
                    "1",
                    start,
                    end,
                    place,
                    place,
                    roads.get(place, {}),
                    None,
                    None,
                    False,
                    "",
                    others,
                    str(begin),
                    "",
                    finding,
                )
            )
        every += taken
        packed.append(left([], taken, {(f"{number}.yaml", 1): "一"}))
    files = {f"{number}.yaml" for number in range(reported, len(visits))}
    told = list(compared(packed, files))
    found = [one.finding for one in told]
    assert sorted(found, key=weight) == sorted(conflicts(every, files), key=weight)
    assert all((one.finding.file, 1) in one.lines for one in told)
