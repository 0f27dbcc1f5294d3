"""SJ17: times that go back, and which item is to be mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.loading import unwritten
from jiedai.model.plan import Plan
from jiedai.visit.case import Case
from jiedai.visit.order import backward, in_order, in_shadow, walk
from tests.batch import cases
from tests.check.bench import Bench, programme

STATION, HOTEL, PARK, CANTEEN = "云溪站", "云溪宾馆", "智能制造产业园", "县机关食堂"
CODES = ("SJ02", "SJ12", "SJ14", "SJ17", "SJ18")


def at(number: str, time: str, place: str = "", more: str = "") -> str:
    return f"编号: {number}, 时间: {time}, 事项: 座谈{f', 地点: {place}' if place else ''}{more}"


def ride(number: str, time: str, origin: str, to: str) -> str:
    return f"编号: {number}, 时间: {time}, 事项: 乘车, 类别: 乘车, 从: {origin}, 到: {to}, 车辆: [1]"


def told(bench: Bench, *rows: str) -> list[str]:
    """The messages of SJ17 where the marks are; no other code speaks of times and places."""
    found = bench(programme(*rows), only=CODES)
    assert found.spans("SJ17") == found.marks
    assert found.codes == (["SJ17"] if found.marks else [])
    return [f"{one.message}。{one.hint}" for one in found.of("SJ17")]


class TestHalfADay:
    def test_noon_written_as_midnight(self, bench: Bench) -> None:
        rows = (
            at("A1", "11:40-12:30", CANTEEN),
            ride("A2", "⟦00:40-01:05⟧", CANTEEN, STATION),
            at("A3", "13:05-13:40", STATION),
        )
        (message,) = told(bench, *rows)
        assert message == "A2“乘车”的时间 00:40-01:05 与 A1（11:40）对不上，差了半天。是不是想写“12:40-13:05”？"

    @pytest.mark.parametrize(("after", "wrong"), [("13:05", True), ("13:04", False)])
    def test_only_where_it_fits_twelve_hours_later(self, bench: Bench, after: str, wrong: bool) -> None:
        found = bench(programme(at("A1", "11:40-12:30"), at("A2", "09:40-10:05"), at("A3", f"{after}-14:00")))
        halves = [one for one in found.of("SJ17") if "差了半天" in one.message]
        assert halves == []  # 21:40 is behind A3
        rows = at("A1", "11:40-12:30"), at("A2", "00:40-01:05"), at("A3", f"{after}-14:00")
        assert ("差了半天" in bench(programme(*rows)).of("SJ17")[0].message) is wrong

    def test_a_whole_afternoon_by_the_twelve_hour_clock(self, bench: Bench) -> None:
        rows = at("A1", "12:00-13:00"), at("A2", "⟦02:00-03:00⟧"), at("A3", "⟦03:30-04:30⟧"), at("A4", "⟦06:00⟧")
        assert [message.partition("。")[2] for message in told(bench, *rows)] == [
            "是不是想写“14:00-15:00”？",
            "是不是想写“15:30-16:30”？",
            "是不是想写“18:00”？",
        ]

    def test_the_morning_written_as_evening(self, bench: Bench) -> None:
        rows = at("A1", "⟦21:20-21:30⟧"), at("A2", "09:30-09:55"), at("A3", "10:00-11:00")
        (message,) = told(bench, *rows)
        assert "是不是想写“09:20-09:30”？" in message

    def test_an_end_before_the_start_is_another_matter(self, bench: Bench) -> None:
        found = bench(programme(at("A1", "11:40-12:30"), at("A2", "00:40-00:05"), at("A3", "13:05-14:00")), only=CODES)
        assert found.codes == ["SJ12"]


class TestLeftBehind:
    def test_a_change_made_half(self, bench: Bench) -> None:
        """The train comes 40 minutes later; A1 and A2 were moved, A3 and what follows were not."""
        rows = (
            f'编号: A1, 时间: "10:00-10:10", 事项: 接站, 类别: 接站, 地点: {STATION}',
            ride("A2", "10:10-10:40", STATION, HOTEL),
            at("A3", "⟦09:55-10:10⟧", HOTEL),
            ride("A4", "10:10-10:35", HOTEL, PARK),
            at("A5", "10:35-11:25", PARK),
        )
        (message,) = told(bench, *rows)
        assert message.startswith("A3“座谈”还没有跟着改（A2 现在 10:40 才到）。改到 10:40 以后")

    def test_the_arrival_was_changed_with_them(self, bench: Bench) -> None:
        """That the guests miss A3 is the same idea."""
        guests = "来宾: [{姓名: 陈志远, 单位: 甲, 职务: 乙, 抵达: {时间: 2026-05-11 10:00, 地点: 云溪站}}]\n"
        rows = (
            f'编号: A1, 时间: "10:00-10:10", 事项: 接站, 类别: 接站, 地点: {STATION}',
            ride("A2", "10:10-10:40", STATION, HOTEL),
            at("A3", "⟦09:55-10:10⟧", HOTEL),
        )
        found = bench(guests + programme(*rows), only=CODES)
        assert found.codes == ["SJ17"]
        assert found.spans("SJ17") == found.marks

    def test_only_the_first_was_moved(self, bench: Bench) -> None:
        rows = (
            f'编号: A1, 时间: "10:00-10:10", 事项: 接站, 类别: 接站, 地点: {STATION}',
            ride("A2", "⟦09:30-09:55⟧", STATION, HOTEL),
            at("A3", "09:55-10:10", HOTEL),
            ride("A4", "10:10-10:35", HOTEL, PARK),
        )
        (message,) = told(bench, *rows)
        assert "A2“乘车”还没有跟着改（A1 现在 10:10 才结束）" in message

    def test_an_item_without_an_end(self, bench: Bench) -> None:
        (message,) = told(bench, at("A1", "10:00"), at("A2", "⟦09:30⟧"))
        assert "A2“座谈”还没有跟着改（A1 现在 10:00 才开始）" in message

    @pytest.mark.parametrize(("second", "fits"), [("10:00", True), ("09:59", False)])
    def test_from_one_minute_on(self, bench: Bench, second: str, fits: bool) -> None:
        found = bench(programme(at("A1", "10:00-10:30"), at("A2", f"{second}-11:00")), only="SJ17")
        assert (found.codes == []) is fits

    def test_what_comes_after_the_moved_items_is_judged_as_ever(self, bench: Bench) -> None:
        rows = at("A1", "10:00-10:40"), at("A2", "09:55-10:10"), at("A3", "10:40-11:30"), at("⟦A4⟧", "11:20-12:00")
        found = bench(programme(*rows), only=CODES)
        assert found.codes == ["SJ02", "SJ17"]
        assert found.spans("SJ02") == found.marks


class TestAstray:
    def test_one_item_far_too_late(self, bench: Bench) -> None:
        rows = (
            at("A1", "09:00-10:00"),
            at("A2", "⟦15:10-15:35⟧"),
            at("A3", "10:35-11:25"),
            at("A4", "11:25-11:50"),
            at("A5", "15:20-16:00"),
            at("A6", "16:00-16:30"),
        )
        found = bench(programme(*rows), only=CODES)
        assert found.spans("SJ17") != ()
        rows = (*rows[:4], at("A5", "15:00-15:20"), at("A6", "16:00-16:30"))
        (message,) = told(bench, *rows)
        assert message == "A2“座谈”的时间 15:10-15:35 太晚：写在后面的 A3 10:35 就开始。核对这一项的时间"


class TestWrongLine:
    def test_right_by_the_clock(self, bench: Bench) -> None:
        (message,) = told(bench, at("A1", "09:00-10:00"), at("A2", "14:00-15:00"), at("A3", "⟦10:00-11:00⟧"))
        assert message.startswith("A3“座谈”写在 A2 后面，却在它（14:00）之前开始。移到前面，或运行 jiedai check --fix")


GROUPS = "来宾: [{姓名: 甲甲, 单位: 乙, 职务: 丙, 分组: 一组}, {姓名: 乙乙, 单位: 乙, 职务: 丙, 分组: 二组}]\n"


class TestNormalPlans:
    @cases(
        "rows",
        [
            (at("A1", "09:00-10:00", more=", 来宾: 一组"), at("A2", "10:00-11:00", more=", 来宾: 一组"),
             at("A3", "09:00-10:00", more=", 来宾: 二组"), at("A4", "10:00-11:00", more=", 来宾: 二组")),
            (at("A1", "09:00-10:00"), at("A2", "18:00-19:00"),
             at("A3", "14:00-14:10", more=", 来宾: [甲甲], 并行: 是")),
            (at("A1", "09:00-10:00"), at("A2", "08:00-18:00", more=", 并行: 是")),
            (at("A1", "19:00-22:00"), at("A2", "23:30-次日00:20"), at("A3", "00:40")),
            (at("A1", "20:00-22:00"), at("A2", "00:10-00:40"), at("A3", "01:00")),
            (at("A1", "上午"), at("A2", "09:00-10:00"), at("A3", "待填")),
        ],
        ids=["group by group", "one guest apart", "all day beside", "after midnight", "a night train", "no times"],
    )  # fmt: skip
    def test_are_left_alone(self, bench: Bench, rows: tuple[str, ...]) -> None:
        assert bench(GROUPS + programme(*rows), only=("SJ17",)).codes == []

    def test_one_guest_written_at_the_end_of_the_day(self, bench: Bench) -> None:
        """What a guest does alone is compared with his own items, not with those of all."""
        rows = at("A1", "09:00-10:00"), at("A2", "18:00-19:00"), at("A3", "14:00-14:10", more=", 来宾: [甲甲]")
        assert bench(GROUPS + programme(*rows), only=("SJ17", "SJ02")).codes == []

    def test_somebody_on_duty_all_day_overlaps_and_is_not_late(self, bench: Bench) -> None:
        rows = at("A1", "09:00-10:00"), at("A2", "10:00-11:00"), at("A3", "08:00-18:00", more=", 类别: 其他")
        assert bench(programme(*rows), only=("SJ17", "SJ02")).codes == ["SJ02"]

    def test_the_next_day_begins_anew(self, bench: Bench) -> None:
        days = programme(at("A1", "14:00-15:00"), d2026_05_12=(at("B1", "09:00-10:00"),))
        assert bench("日期: 2026-05-11 至 2026-05-12\n" + days, only="SJ17").codes == []


def _case(starts: list[int]) -> Case:
    items = [
        {
            "编号": f"A{n}",
            "时间": f"{start // 60:02}:{start % 60:02}-{start // 60:02}:{start % 60 + 5:02}",
            "事项": "座谈",
        }
        for n, start in enumerate(starts)
    ]
    day = {"日期": "2026-05-11", "安排": items}
    head = {"标题": "甲", "类型": "其他", "事由": "乙", "日期": "2026-05-11", "人数": {"总数": 3}}
    return Case.of(unwritten(Plan.model_validate({**head, "日程": [day]})))


_STARTS = st.lists(st.integers(0, 23 * 12 - 1).map(lambda five: five * 5), max_size=9).map(
    lambda starts: [start - start % 60 + min(start % 60, 50) for start in starts]
)


@given(_STARTS)
def test_nothing_is_told_of_times_that_go_on_and_something_of_those_that_do_not(starts: list[int]) -> None:
    case = _case(starts)
    if starts == sorted(starts):
        assert backward(case) == ()
    elif all(start >= 5 * 60 for start in starts):
        assert backward(case) != ()
    ids = [fault.slot.item.id for fault in backward(case)]
    assert len(ids) == len(set(ids))


@given(_STARTS)
def test_people_walk_through_every_item_once(starts: list[int]) -> None:
    case = _case(starts)
    assert sorted(slot.item.id for slot in walk(case)) == sorted(item.id for _day, item in case.items)
    assert in_shadow(case) <= {id(item) for _day, item in case.items}
    order = in_order(case, case.plan.schedule[0])
    assert order is None or [starts[n] for n in order] == sorted(starts)
