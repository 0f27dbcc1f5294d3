from __future__ import annotations

import datetime as dt
from typing import Any

from jiedai.documents.facts import visit
from jiedai.documents.view import View, project, project_plan
from jiedai.loading import Loaded
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import plan, typed

GUESTS = [
    {"name": "甲", "unit": "省局", "post": "科长", "rank": "乡科级"},
    {"name": "乙", "unit": "省局", "post": "局长", "rank": "厅局级"},
    {"name": "丙", "unit": "省局", "post": "处长", "rank": "县处级"},
    {"name": "丁", "unit": "省局", "post": "顾问", "order": 1},
    {"name": "戊", "unit": "省局", "post": "处长", "rank": "县处级"},
    {"name": "己", "unit": "省局", "post": "司机"},
]
ITEM: dict[str, Any] = {"id": "A1", "time": "09:20-09:30", "what": "座谈"}


def facts(loaded: Loaded, audience: str = "staff") -> View:
    view = project_plan(Case.of(loaded), audience)
    assert isinstance(view, View)
    return visit(view, project(loaded.office, audience))


def small(**more: Any) -> Loaded:
    """A visit of one day and one item, unless more is given."""
    raw: dict[str, Any] = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11"}
    days = [{"date": "2026-05-11", "items": [ITEM]}]
    return typed(raw | {"guests": GUESTS, "schedule": days} | more)


def names(people: Any) -> str:
    return "".join(str(one.name) for one in people)


def test_people_go_by_order_then_rank_then_as_written() -> None:
    assert names(facts(small()).guests) == "丁乙丙戊甲己"


def test_who_sees_neither_order_nor_rank_gets_people_as_written() -> None:
    assert names(facts(small(), "guest").guests) == "甲乙丙丁戊己"


def test_the_main_host_comes_before_those_of_higher_rank() -> None:
    hosts = [
        {"name": "局长", "rank": "厅局级"},
        {"name": "副", "rank": "县处级", "role": "deputy"},
        {"name": "主", "rank": "乡科级", "role": "principal"},
    ]
    assert names(facts(small(hosts=hosts)).hosts) == "主副局长"


def test_an_item_knows_its_day_its_times_and_its_places() -> None:
    loaded = plan()
    item = facts(loaded).days[1]["items"][2]
    assert item.id == "B3"
    assert (item.start, item.end) == (dt.datetime(2026, 5, 12, 9, 20), dt.datetime(2026, 5, 12, 10, 40))
    assert item.where == "青山现代农业示范基地"
    assert [place.phone for place in item.places] == ["0570-5550110"]
    assert not facts(loaded, "guest").days[1]["items"][2].places[0].phone


@cases(
    ("item", "where"),
    [
        ({"what": "乘车前往宾馆", "from": "车站", "to": "宾馆"}, "车站"),
        ({"what": "乘车", "from": "车站", "to": "宾馆"}, "车站—宾馆"),
        ({"what": "乘车", "to": "宾馆"}, "宾馆"),
        ({"what": "考察", "place": ["一厂", "二厂"]}, "一厂、二厂"),
        ({"what": "考察"}, ""),
    ],
)
def test_where_an_item_takes_place(item: dict[str, Any], where: str) -> None:
    days = [{"date": "2026-05-11", "items": [{"id": "A1", "time": "09:00", **item}]}]
    assert str(facts(small(schedule=days))["items"][0].where) == where


def test_times_over_midnight_end_on_the_next_day() -> None:
    items = [ITEM | {"time": "22:30-次日0:30"}, ITEM | {"id": "A2", "time": "下午"}]
    late, vague = facts(small(schedule=[{"date": "2026-05-11", "items": items}]))["items"]
    assert late.end == dt.datetime(2026, 5, 12, 0, 30)
    assert not vague.start


def test_a_meeting_is_an_item_of_talks_that_has_steps_and_one_with_a_chair_is_led() -> None:
    steps = [{"minutes": 10, "what": "汇报"}]
    items = [
        {"id": "A1", "time": "09:00-10:00", "what": "座谈", "kind": "talks", "steps": steps},
        {"id": "A2", "time": "10:00-11:00", "what": "座谈", "kind": "talks"},
        {"id": "A3", "time": "11:00-12:00", "what": "座谈", "kind": "talks", "chair": "林峰"},
        {"id": "A4", "time": "14:00-15:00", "what": "考察", "kind": "visit", "steps": steps},
        {"id": "A5", "time": "15:00-16:00", "what": "考察", "kind": "visit", "chair": "林峰"},
    ]
    found = facts(small(schedule=[{"date": "2026-05-11", "items": items}]))
    assert [item.id for item in found.meetings] == ["A1"]
    assert [item.id for item in found.chaired] == ["A1", "A3"]


def test_meals_are_joined_to_their_items() -> None:
    meals = facts(plan()).meals
    assert [(meal["item"], meal.entry.id, meal.entry.date.day) for meal in meals] == [
        ("A7", "A7", 11), ("A13", "A13", 11), ("B1", "B1", 12), ("B5", "B5", 12),
    ]  # fmt: skip


def test_everybody_rides_in_the_vehicles_of_an_item_unless_a_ride_says_who() -> None:
    items = [ITEM | {"vehicles": ["1", "2"], "hosts": ["林峰"], "guests": ["乙", "丙"]}]
    rides = [{"item": "A1", "vehicle": "2", "riders": ["甲"], "lead": "姚晨"}]
    one, two = facts(small(schedule=[{"date": "2026-05-11", "items": items}], rides=rides)).cars
    assert (one.number, one.riders, two.number, two.riders) == ("1", ("乙", "丙", "林峰"), "2", ("甲",))
    assert two.leads == ("姚晨",)


def test_tasks_have_their_moment_and_go_by_deadline() -> None:
    tasks = [
        {"what": "晚", "due": "T-1 17:00"}, {"what": "早", "due": "T-3", "phase": "准备"},
        {"what": "同日", "due": "T-1"}, {"what": "不做", "due": "T-2", "status": "取消"},
    ]  # fmt: skip
    made = facts(small(tasks=tasks))
    assert [(task.number, str(task.what), str(task.due)) for task in made.tasks] == [
        (1, "晚", "2026-05-10 17:00"), (2, "早", "2026-05-08"), (3, "同日", "2026-05-10"),
    ]  # fmt: skip
    assert [(group.key.day, len(group.tasks)) for group in made.deadlines] == [(8, 1), (10, 2)]
    assert [task.what for task in made.deadlines[1].tasks] == ["晚", "同日"]
    assert [str(group.key) for group in made.phases] == ["", "准备"]


def test_rooms_go_by_the_first_guest_in_them() -> None:
    rooms = [{"number": "0802", "guests": ["甲"]}, {"number": "0801", "guests": ["己", "丁"]}]
    (hotel,) = facts(small(lodging={"hotel": "宾馆", "rooms": rooms})).lodging
    assert [room.number for room in hotel.rooms] == ["0801", "0802"]


def test_units_of_a_visit_come_in_the_order_of_the_office() -> None:
    units = facts(plan()).units
    assert [str(unit.name) for unit in units] == [
        "县接待办", "县发改局", "县交警大队", "县卫健局", "县市场监管局", "县工信局", "青山镇",
    ]  # fmt: skip
    assert [len(unit.tasks) for unit in units] == [2, 1, 1, 1, 1, 1, 1]


def test_how_many_guests_there_are() -> None:
    assert facts(small()).count == 6
    assert str(facts(small(headcount={"total": "约110"})).count) == "约110"


def test_a_plan_without_an_office_has_its_facts() -> None:
    made = facts(small(lodging={"hotel": "宾馆"}, tasks=[{"what": "做", "due": "T", "unit": "县局"}]))
    assert names(made.units) == "县局"
    assert str(made.lodging[0].place.address) == ""
    assert not made.hospitals


HIDDEN_FROM_GUESTS = {
    "guests": [guest | {"rank": "省部级", "order": 9, "phone": "13900000009", "health": "高血压"} for guest in GUESTS],
    "tasks": [{"what": "内部任务", "due": "T"}],
    "lodging": {"rooms": [{"number": "0888", "guests": ["甲"]}]},
}


def flat(value: Any) -> Any:
    if isinstance(value, View):
        return {name: flat(value[name]) for name in value}
    return [flat(entry) for entry in value] if isinstance(value, (tuple, list)) else value


def test_what_guests_may_not_see_changes_no_fact_of_theirs() -> None:
    assert flat(facts(small(), "guest")) == flat(facts(small(**HIDDEN_FROM_GUESTS), "guest"))
    assert flat(facts(small(), "staff")) != flat(facts(small(**HIDDEN_FROM_GUESTS), "staff"))
