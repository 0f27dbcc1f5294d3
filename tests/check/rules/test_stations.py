"""SJ14 beside the times: trains in words, stations told in two ways, long waits."""

from __future__ import annotations

import pytest

from jiedai.check.rules.stations import numbers_in
from tests.batch import cases
from tests.check.bench import Bench, programme

STATION, HOTEL, ROOM = "云溪站", "云溪宾馆", "县行政中心三号会议室"
OFFICE = (
    "场所:\n  - {名称: 云溪站, 类别: 车站}\n  - {名称: 云溪北站, 类别: 车站}\n  - {名称: 云溪宾馆, 类别: 宾馆}\n"
    "  - {名称: 云溪机场, 类别: 机场}\n"
)


def guest(name: str = "甲甲", came: str = "", went: str = "") -> str:
    legs = (f", 抵达: {{{came}}}" if came else "") + (f", 离开: {{{went}}}" if went else "")
    return f"{{姓名: {name}, 单位: 乙, 职务: 丙{legs}}}"


def plan(guests: str, *rows: str) -> str:
    return f"来宾: [{guests}]\n" + programme(*rows)


CAME = f"时间: 5月11日9:20, 车次: G7401, 地点: {STATION}"
WENT = f"时间: 5月11日13:40, 车次: G7418, 地点: {STATION}"


def pickup(what: str = "接站", more: str = "", place: str = STATION, time: str = "09:20-09:30") -> str:
    return f"编号: A1, 时间: {time}, 事项: {what}, 类别: 接站, 地点: {place}{more}"


def dropoff(what: str = "送站", more: str = "", place: str = STATION, time: str = "13:05-13:40") -> str:
    return f"编号: A9, 时间: {time}, 事项: {what}, 类别: 送站, 地点: {place}{more}"


def ride(number: str, time: str, origin: str, to: str) -> str:
    return f"编号: {number}, 时间: {time}, 事项: 乘车, 类别: 乘车, 从: {origin}, 到: {to}"


@cases(
    ("text", "numbers"),
    [
        ("乘G7420次，13:40开", ["G7420"]),
        ("乘 g7420 次", ["G7420"]),
        ("Ｇ７４２０", ["G7420"]),
        ("Z1次列车、K8351", ["Z1", "K8351"]),
        ("MU5401航班", ["MU5401"]),
        ("9C8888", ["9C8888"]),
        ("见T3，走G56高速转G320国道、S26省道", []),
        ("D2号楼", []),
        ("", []),
    ],
)
def test_trains_and_flights_in_a_text(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


class TestTrains:
    @cases(
        ("what", "told"),
        [
            ("送站（乘G7418次，13:40开）", False),
            ("送站（乘G7420次，13:40开）", True),
            ("送站（乘G7418次，14:40开）", True),
            ("送站（G7418，14：40发车）", True),
            ("送站（G7418，23：40发车）", True),
            ("送站（G7418，24：40发车）", False),
            ("送站（G7418次，13:05集合）", False),
            ("送站（乘G7401次）", True),
            ("送站，改签则乘G7420次", False),
            ("送站，备选车次G7420", False),
            ("送站，其余人员乘G7420次", False),
            ("送站（走G7420高速）", False),
            ("送站", False),
        ],
    )
    def test_in_an_item(self, bench: Bench, what: str, told: bool) -> None:
        found = bench(plan(guest(came=CAME, went=WENT), dropoff(f"⟦{what}⟧")), only="SJ14")
        assert found.spans("SJ14") == (found.marks if told else ())
        assert found.levels("SJ14") == (["error"] if told else [])

    def test_the_messages(self, bench: Bench) -> None:
        (found,) = bench(plan(guest(went=WENT), dropoff("送站（乘G7420次）")), only="SJ14").of("SJ14")
        assert found.message == "这里写的车次是 G7420，来宾名单里是 G7418"
        (found,) = bench(plan(guest(went=WENT), dropoff("送站（乘G7418次14:40开）")), only="SJ14").of("SJ14")
        assert found.message == "这里写的是 G7418 14:40，来宾名单里是 13:40"

    @pytest.mark.parametrize(
        ("more", "field"), [(", 备注: 乘G7420次", "备注"), (", 流程: [{事项: 乘G7420次返程}]", "流程")]
    )
    def test_in_notes_and_steps(self, bench: Bench, more: str, field: str) -> None:
        assert bench(plan(guest(went=WENT), dropoff(more=more)), only="SJ14").levels("SJ14") == ["error"], field

    def test_the_arrival(self, bench: Bench) -> None:
        for what, codes in (("接G7401次", []), ("接G7403次", ["SJ14"]), ("接G7401次，9:30到", ["SJ14"])):
            assert bench(plan(guest(came=CAME), pickup(what)), only="SJ14").codes == codes

    def test_an_item_of_another_kind_may_speak_of_either(self, bench: Bench) -> None:
        row = "编号: A3, 时间: 12:00-12:30, 事项: {}, 类别: 其他"
        both = guest(came=CAME, went=WENT)
        for what, codes in (("取G7418次车票", []), ("取G7401次车票", []), ("取G7420次车票", ["SJ14"])):
            assert bench(plan(both, row.format(what)), only="SJ14").codes == codes

    def test_a_guest_of_whose_journey_nothing_is_written(self, bench: Bench) -> None:
        guests = f"{guest(went=WENT)}, {guest('乙乙')}"
        assert bench(plan(guests, dropoff("送站，乙乙乘G7420次")), only="SJ14").codes == []
        assert bench(plan(guests, dropoff("送站，甲甲乘G7420次")), only="SJ14").codes == ["SJ14"]

    def test_of_two_guests_each_has_a_train(self, bench: Bench) -> None:
        other = WENT.replace("G7418", "G7420")
        guests = f"{guest(went=WENT)}, {guest('乙乙', went=other)}"
        assert bench(plan(guests, dropoff("送站（G7418、G7420）")), only="SJ14").codes == []

    def test_a_task_is_only_warned_of(self, bench: Bench) -> None:
        task = "任务: [{编号: T1, 事项: ⟦备车接G7403次⟧, 时限: T-1}, {编号: T2, 事项: 备车接G7401次, 时限: T-1}]\n"
        found = bench(plan(guest(came=CAME), pickup()) + task, only="SJ14")
        assert found.spans("SJ14") == found.marks
        assert found.levels("SJ14") == ["warning"]

    def test_where_no_train_is_known(self, bench: Bench) -> None:
        assert bench(plan(guest(), dropoff("送站（乘G7420次）")), only="SJ14").codes == []

    def test_a_number_like_a_flight_among_trains(self, bench: Bench) -> None:
        assert bench(plan(guest(went=WENT), dropoff("送站，标准DB3301")), only="SJ14").codes == []


class TestWaits:
    @cases(("time", "told"), [("15:10", False), ("15:11", True), ("18:40", True)])
    def test_at_the_station_before_the_train(self, bench: Bench, time: str, told: bool) -> None:
        went = f"时间: ⟦5月11日{time}⟧, 地点: {STATION}"
        found = bench(plan(guest(went=went), dropoff()), only="SJ14")
        assert found.spans("SJ14") == (found.marks if told else ())
        assert found.levels("SJ14") == (["warning"] if told else [])

    @pytest.mark.parametrize(("time", "told"), [("15:10", False), ("15:11", True)])
    def test_brought_by_a_ride(self, bench: Bench, time: str, told: bool) -> None:
        went = f"时间: 5月11日{time}, 地点: {STATION}"
        found = bench(plan(guest(went=went), ride("A1", "13:10-13:40", HOTEL, STATION)), only="SJ14")
        assert (found.codes == ["SJ14"]) is told

    @cases(("time", "told"), [("16:40", False), ("16:41", True)])
    @cases("went", ["地点: 云溪机场", "车次: MU5401, 地点: 云溪机场"])
    def test_before_a_flight(self, bench: Bench, time: str, told: bool, went: str) -> None:
        row = dropoff(place="云溪机场")
        found = bench(plan(guest(went=f"时间: 5月11日{time}, {went}"), row), office=OFFICE, only="SJ14")
        assert (found.codes == ["SJ14"]) is told

    @cases(
        ("place", "by", "flies"),
        [
            ("二号航站楼", "", True),  # an airport by its kind alone
            ("外地机场", "", True),  # by its name alone, in no list
            ("外地集散点", "车次: MU5401, ", True),  # by the number alone
            ("外地集散点", "车次: G7402, ", False),
            ("外地集散点", "", False),
        ],
    )
    def test_any_sign_of_a_flight_is_enough(self, bench: Bench, place: str, by: str, flies: bool) -> None:
        office = "场所: [{名称: 二号航站楼, 类别: 机场}, {名称: 县机关食堂}]\n"
        went = f"时间: 5月11日15:11, {by}地点: {place}"
        found = bench(plan(guest(went=went), dropoff(place=place)), office=office, only="SJ14")
        waits = [one for one in found.of("SJ14") if "要等" in one.message]
        assert bool(waits) is not flies

    def test_a_day_early(self, bench: Bench) -> None:
        went = f"时间: 5月12日13:40, 地点: {STATION}"
        dates = "日期: 2026-05-11 至 2026-05-12\n"
        (found,) = bench(dates + plan(guest(went=went), dropoff()), only="SJ14").of("SJ14")
        assert "要等 1440 分钟" in found.message

    def test_with_something_to_do_in_between(self, bench: Bench) -> None:
        lunch = "编号: B1, 时间: 14:00-15:00, 事项: 午餐, 类别: 用餐"
        assert (
            bench(plan(guest(went=f"时间: 5月11日18:40, 地点: {STATION}"), dropoff(), lunch), only="SJ14").codes == []
        )

    def test_a_dropoff_for_others(self, bench: Bench) -> None:
        guests = f"{guest(went=WENT)}, {guest('乙乙', went=f'时间: 5月11日18:40, 地点: {STATION}')}"
        own = dropoff(more=", 来宾: [乙乙]", time="18:00-18:30").replace("A9", "B1")
        assert bench(plan(guests, dropoff(), own), only="SJ14").codes == []
        assert bench(plan(guests, dropoff()), only="SJ14").levels("SJ14") == ["warning"]

    @pytest.mark.parametrize(("time", "told"), [("7:20", False), ("7:19", True)])
    def test_after_the_arrival(self, bench: Bench, time: str, told: bool) -> None:
        came = f"时间: ⟦5月11日{time}⟧, 地点: {STATION}"
        found = bench(plan(guest(came=came), pickup()), only="SJ14")
        assert found.spans("SJ14") == (found.marks if told else ())

    def test_what_a_guest_cannot_reach_is_told_alone(self, bench: Bench) -> None:
        went = f"时间: 5月11日13:04, 地点: {STATION}"
        assert bench(plan(guest(went=went), dropoff()), only="SJ14").levels("SJ14") == ["error"]


class TestStations:
    def test_the_list_of_guests_is_wrong(self, bench: Bench) -> None:
        came = "时间: 5月11日9:20, 地点: ⟦云溪北站⟧"
        rows = pickup(), ride("A2", "09:30-10:00", STATION, HOTEL)
        found = bench(plan(guest(came=came), *rows), office=OFFICE, only=("SJ14", "SJ18"))
        assert found.spans("SJ14") == found.marks
        assert found.levels("SJ14") == ["error"]
        assert found.of("SJ14")[0].message == "来宾在云溪北站上下车，A1“接站”却在云溪站"

    def test_the_pickup_is_wrong(self, bench: Bench) -> None:
        """The ride after it agrees with the guests; that it does not meet the pick-up is the same idea."""
        rows = pickup(place=f"⟦{HOTEL}⟧"), ride("A2", "10:30-11:00", STATION, HOTEL)
        found = bench(plan(guest(came=CAME), *rows), only=("SJ02", "SJ14", "SJ18"))
        assert found.spans("SJ14") == found.marks
        assert found.codes == ["SJ14"]

    def test_the_dropoff_is_wrong(self, bench: Bench) -> None:
        rows = ride("A8", "12:40-13:05", HOTEL, STATION), dropoff(place=f"⟦{HOTEL}⟧")
        found = bench(plan(guest(went=WENT), *rows), only=("SJ02", "SJ14", "SJ18"))
        assert found.spans("SJ14") == found.marks
        assert found.codes == ["SJ14"]

    def test_a_ride_without_a_pickup(self, bench: Bench) -> None:
        came = f"时间: 5月11日9:20, 地点: ⟦{STATION}⟧"
        found = bench(plan(guest(came=came), ride("A2", "09:40-10:10", HOTEL, ROOM)), only="SJ14")
        assert found.spans("SJ14") == found.marks
        assert bench(plan(guest(came=came), ride("A2", "10:21-10:50", HOTEL, ROOM)), only="SJ14").codes == []

    @cases(
        ("place", "told"),
        [
            ("云溪站", False), ("云溪高铁站", False), ("云溪站2号出站口", False), ("云溪站（高铁）", False),
            ("云溪", False),
            ("高速云溪出口", False), ("云溪南站", True), ("杭州东站", True), ("云溪机场", True), ("待填", False),
            ("云溪宾馆", True),
        ],
    )  # fmt: skip
    def test_how_people_write_a_station(self, bench: Bench, place: str, told: bool) -> None:
        found = bench(plan(guest(came=f"时间: 5月11日9:20, 地点: {place}"), pickup()), only="SJ14")
        assert (found.codes == ["SJ14"]) is told

    def test_each_item_is_told_once(self, bench: Bench) -> None:
        guests = ", ".join(guest(name, came=CAME) for name in ("甲甲", "乙乙", "丙丙"))
        rows = pickup(place=HOTEL), ride("A2", "10:30-11:00", STATION, HOTEL)
        assert len(bench(plan(guests, *rows), only="SJ14").of("SJ14")) == 1

    @pytest.mark.parametrize(("minutes", "told"), [(10, False), (11, True)])
    def test_beyond_a_walk(self, bench: Bench, minutes: int, told: bool) -> None:
        office = OFFICE + f"路程: [{{从: 云溪站, 到: 云溪北站, 分钟: {minutes}}}]\n"
        found = bench(plan(guest(came="时间: 5月11日9:20, 地点: 云溪北站"), pickup()), office=office, only="SJ14")
        assert (found.codes == ["SJ14"]) is told

    def test_a_guest_with_a_pickup_of_their_own(self, bench: Bench) -> None:
        late = guest("乙乙", came="时间: 5月11日11:20, 地点: 云溪北站")
        own = pickup(more=", 来宾: [乙乙]", place="云溪北站", time="11:20-11:30").replace("A1", "A5")
        assert bench(plan(f"{guest(came=CAME)}, {late}", pickup(), own), office=OFFICE, only="SJ14").codes == []


class TestMeans:
    @pytest.mark.parametrize(
        ("number", "place", "told"),
        [
            ("⟦MU7418⟧", STATION, "MU7418 是航班号，云溪站是车站"),
            ("G7418", STATION, ""),
            ("⟦G7418⟧", "云溪机场", "G7418 是车次，云溪机场是机场"),
            ("MU7418", "云溪机场", ""),
            ("MU7418转G7418", STATION, ""),
            ("自驾", STATION, ""),
            ("MU7418", "某某站", ""),
        ],
    )
    def test_a_flight_has_an_airport_and_a_train_a_station(
        self, bench: Bench, number: str, place: str, told: str
    ) -> None:
        leg = f"时间: 5月11日13:40, 车次: {number}, 地点: {place}"
        found = bench(plan(guest(went=leg), dropoff(place=place)), office=OFFICE, only="SJ14")
        assert [one.message for one in found.of("SJ14")] == [told] * bool(told)
        if told:
            assert found.spans("SJ14") == found.marks
            assert found.levels("SJ14") == ["warning"]

    def test_one_number_of_many_guests_is_told_once(self, bench: Bench) -> None:
        leg = f"时间: 5月11日13:40, 车次: MU7418, 地点: {STATION}"
        found = bench(plan(f"{guest(went=leg)}, {guest('乙乙', went=leg)}", dropoff()), office=OFFICE, only="SJ14")
        assert len(found.of("SJ14")) == 1


class TestLateDropoffs:
    def late(self, bench: Bench, guests: str, *rows: str) -> list[str]:
        rides = ride("A8", "12:40-13:00", HOTEL, STATION)
        found = bench(plan(guests, rides, *rows), office=OFFICE, only="SJ14")
        return [one.message for one in found.of("SJ14") if "已经开了" in one.message]

    @pytest.mark.parametrize(
        ("time", "told"),
        [
            ("13:05-13:40", False),
            ("13:40-13:50", False),
            ("13:41-13:50", True),
            ("16:40-16:50", True),
            ("16:41-16:50", False),
        ],
    )
    def test_the_train_has_left(self, bench: Bench, time: str, told: bool) -> None:
        message = "A9“送站”开始时，13:40 的车已经开了"
        assert self.late(bench, guest(went=WENT), dropoff(time=time)) == [message] * told

    def test_all_who_take_the_train_are_one_finding(self, bench: Bench) -> None:
        guests = f"{guest(went=WENT)}, {guest('乙乙', went=WENT)}"
        assert len(self.late(bench, guests, dropoff(time="13:50-14:00"))) == 1

    def test_a_dropoff_before_is_enough_and_one_for_others_is_theirs(self, bench: Bench) -> None:
        later = dropoff(time="13:50-14:00").replace("A9", "B9")
        assert self.late(bench, guest(went=WENT), dropoff(), later) == []
        guests = f"{guest(went=WENT)}, {guest('乙乙')}"
        assert self.late(bench, guests, dropoff(more=", 来宾: [乙乙]", time="13:50-14:00")) == []


@pytest.mark.parametrize(("back", "told"), [("G7320", False), ("⟦G7319⟧", True), ("⟦G7319次⟧", True)])
def test_one_train_does_not_go_both_ways(bench: Bench, back: str, told: bool) -> None:
    came = f"时间: 5月11日09:40, 车次: G7319, 地点: {STATION}"
    went = f"时间: 5月11日13:40, 车次: {back}, 地点: {STATION}"
    found = bench(plan(f"{guest(came=came, went=went)}, {guest('乙乙')}", dropoff()), office=OFFICE, only="SJ14")
    assert [one.message for one in found.of("SJ14") if "往返" in one.message] == [
        "来和走写的都是 G7319，同一趟车不会往返"
    ] * told
    assert not told or found.marks[0] in found.spans("SJ14")
