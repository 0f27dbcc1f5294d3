from __future__ import annotations

from jiedai.documents.view import entries, project_plan
from tests.batch import cases
from tests.visit.test_meals import made


@cases(
    ("audience", "counted", "diets"),
    [
        ("staff", True, True),
        ("kitchen", True, True),
        ("leader", True, False),
        ("finance", True, False),
        ("guest", False, False),
    ],
)
def test_who_sees_the_eaters_and_their_number(audience: str, counted: bool, diets: bool) -> None:
    view = project_plan(made({"hosts": ["林峰"]}), audience)
    (meal,) = view.meals
    assert (bool(meal.heads), bool(meal.companions), bool(meal.eaters)) == (counted, counted, diets)


def test_the_kitchen_sees_eaters_without_a_name() -> None:
    view = project_plan(made({"guests": ["甲"]}), "kitchen")
    (guest,) = entries(view.meals[0].eaters)
    assert not any(guest[field] for field in guest)
