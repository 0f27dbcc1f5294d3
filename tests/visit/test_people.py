"""Which items concern whom."""

from __future__ import annotations

from jiedai.visit.case import Case
from jiedai.visit.people import items_of
from tests.seating.samples import guest, office, plan

ITEMS = [
    {"id": "A1", "time": "09:00-10:00", "what": "座谈会", "guests": ["甲"], "hosts": ["林峰"]},
    {"id": "A2", "time": "10:00-11:00", "what": "参观", "guests": ["代表"]},
    {"id": "A3", "time": "11:00-11:30", "what": "乘车", "kind": "transfer", "guests": ["乙"], "vehicles": ["1"]},
    {"id": "A4", "time": "12:00-13:00", "what": "午餐", "kind": "meal", "guests": ["乙"]},
    {"id": "A5", "time": "14:00-15:00", "what": "会见"},
]
VISIT = Case.unwritten(
    plan(
        [guest("甲", group="代表"), guest("乙"), guest("丙")],
        ["林峰", "沈浩"],
        ITEMS,
        rides=[{"item": "A3", "vehicle": "1", "riders": ["丙"], "lead": "沈浩"}],
        meals=[{"item": "A4", "guests": ["代表"], "hosts": ["沈浩"]}],
    ),
    office(vehicles=[{"number": "1", "seats": 6, "driver": "老赵"}]),
)


def test_a_guest_is_concerned_by_name_by_group_by_ride_by_meal_and_by_what_is_for_all():
    assert items_of(VISIT, "甲") == {"A1", "A2", "A4", "A5"}
    assert items_of(VISIT, "乙") == {"A3", "A4", "A5"}
    assert items_of(VISIT, "丙") == {"A3", "A5"}


def test_hosts_and_drivers_are_concerned_where_they_are_named():
    assert items_of(VISIT, "林峰") == {"A1"}
    assert items_of(VISIT, "沈浩") == {"A3", "A4"}
    assert items_of(VISIT, "老赵") == {"A3"}
    assert items_of(VISIT, "谁也不是") == frozenset()
