from __future__ import annotations

import pytest

from jiedai.model.base import AUDIENCES, EVERYONE, OFFICE, audiences, children, path_of, set_path, walk
from jiedai.model.messages import model_at
from jiedai.model.people import Guest, Leg
from jiedai.model.plan import Plan
from jiedai.model.schedule import Item
from tests.batch import cases
from tests.model.samples import sound


def test_audiences_are_the_office_and_those_named():
    assert audiences("") == OFFICE
    assert audiences("hotel kitchen") == OFFICE | {"hotel", "kitchen"}
    assert set(AUDIENCES) == EVERYONE


def test_an_unknown_audience_is_a_mistake_of_the_vocabulary():
    with pytest.raises(ValueError, match="hotels"):
        audiences("hotels")


def test_nodes_are_walked_in_the_order_of_the_plan():
    guest = sound(Guest) | {"抵达": {"车次": "G7401"}}
    plan = Plan.model_validate(sound(Plan) | {"来宾": [guest, sound(Guest)], "公函": {"文号": "1号"}})

    assert [type(node).__name__ for node in walk(plan)] == ["Plan", "Letter", "Guest", "Leg", "Guest"]
    assert [(name, index) for name, index, _node in children(plan)] == [("letter", None), ("guests", 0), ("guests", 1)]


def test_a_node_remembers_its_place_and_is_equal_without_it():
    one, other = (Leg.model_validate({"车次": "G1"}) for _ in range(2))
    set_path(one, ("来宾", 0, "抵达"))

    assert path_of(one) == ("来宾", 0, "抵达")
    assert path_of(other) == ()


def test_nodes_are_frozen():
    leg = Leg.model_validate({"车次": "G1"})
    with pytest.raises(ValueError):
        leg.by = "G2"


def test_items_come_with_their_day():
    days = [
        {"日期": "2026-05-11", "安排": [sound(Item), sound(Item) | {"编号": "A2"}]},
        {"日期": "2026-05-12", "安排": []},
    ]
    plan = Plan.model_validate(sound(Plan) | {"日程": days})

    assert [(day.date.day, item.id) for day, item in plan.items()] == [(11, "A1"), (11, "A2")]


@cases(
    ("path", "name"),
    [
        ((), "Plan"),
        (("来宾", 0), "Guest"),
        (("guests", 0, "抵达", "时间"), "Leg"),
        (("日程", 0, "安排", 3, "steps", 0), "Step"),
        (("来宾", 0, "没有"), "Guest"),
    ],
)
def test_the_section_that_keys_lead_to(path, name):
    assert model_at(path, Plan).__name__ == name
