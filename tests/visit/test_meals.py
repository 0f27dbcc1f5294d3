from __future__ import annotations

from typing import Any

from jiedai.visit.case import Case
from jiedai.visit.meals import companions_at, guests_at_meal, guests_by_name_at, heads
from tests.batch import cases
from tests.documents.samples import typed

GUESTS = [{"name": name, "unit": "省厅", "post": "干部", "group": group} for name, group in
          (("甲", "一组"), ("乙", "一组"), ("丙", "二组"))]  # fmt: skip


def made(meal: dict[str, Any], item: dict[str, Any] | None = None, **more: Any) -> Case:
    line = {"id": "A1", "time": "11:50-12:40", "what": "午餐", **(item or {})}
    raw: dict[str, Any] = {
        "title": "来访",
        "kind": "research",
        "purpose": "调研",
        "dates": "2026-05-11",
        "guests": GUESTS,
    }
    days = [{"date": "2026-05-11", "items": [line]}]
    return Case.of(typed(raw | {"schedule": days, "meals": [{"item": "A1", **meal}]} | more))


@cases(
    ("meal", "item", "names", "number"),
    [
        ({}, {}, "甲乙丙", 3),
        ({"guests": 2}, {}, "甲乙丙", 2),
        ({"guests": ["丙", "甲"]}, {}, "甲丙", 2),
        ({"guests": ["一组"]}, {}, "甲乙", 2),
        ({"guests": ["一组", "甲"]}, {}, "甲乙", 2),
        ({"guests": ["全体"]}, {"guests": ["甲"]}, "甲乙丙", 3),
        ({}, {"guests": ["二组"]}, "丙", 1),
        ({"guests": ["甲", "随员2人"]}, {}, "甲", 3),
        ({"guests": ["甲", "生人"]}, {}, "甲", 2),
        ({"guests": "待填"}, {}, "", None),
        ({"item": "X9"}, {}, "甲乙丙", 3),
    ],
)
def test_who_eats_and_how_many(meal: dict[str, Any], item: dict[str, Any], names: str, number: int | None) -> None:
    case = made(meal, item)
    assert "".join(guest.name for guest in guests_by_name_at(case, case.plan.meals[0])) == names
    assert guests_at_meal(case, case.plan.meals[0]) == number


def test_a_head_count_stands_for_guests_nobody_listed() -> None:
    case = made({}, guests=[], headcount={"total": "约110"})
    assert str(heads(case, case.plan.meals[0])) == "约110"
    unknown = made({}, guests=[])
    assert heads(unknown, unknown.plan.meals[0]) is None


@cases(
    ("meal", "hosts", "number"),
    [
        ({"hosts": ["林峰", "沈浩", "林峰"]}, ["周敏"], 2),
        ({"hosts": ["县领导2人", "沈浩"]}, [], 3),
        ({"hosts": ["4"]}, [], 4),
        ({"hosts": ["待填"]}, [], 0),
        ({}, ["周敏"], 1),
        ({"hosted": True}, ["周敏"], 1),
        ({"hosted": False}, ["周敏"], 0),
        ({}, [], 0),
    ],
)
def test_how_many_of_the_host_side_eat_along(meal: dict[str, Any], hosts: list[str], number: int) -> None:
    case = made(meal, {"hosts": hosts} if hosts else {})
    assert companions_at(case, case.plan.meals[0]) == number
