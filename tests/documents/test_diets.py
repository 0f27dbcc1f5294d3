from __future__ import annotations

from typing import Any

from jiedai.documents.diets import for_kitchen
from jiedai.documents.view import View, entries, project_plan
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import typed


def kitchen(
    coming: list[dict[str, Any]], menu: list[dict[str, Any]], places: list[dict[str, Any]] | None = None, **meal: Any
) -> View:
    """The meal of a plan as the kitchen has it."""
    people = [{"name": f"来宾{number}", "unit": "省厅", "post": "干部", **guest} for number, guest in enumerate(coming)]
    lunch = {"id": "A1", "time": "11:50-12:40", "what": "午餐", "place": "食堂二楼"}
    loaded = typed({
        "title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "guests": people,
        "schedule": [{"date": "2026-05-11", "items": [lunch]}],
        "meals": [{"item": "A1", "menu": menu, **meal}],
        **({"places": places} if places else {}),
    })  # fmt: skip
    view = project_plan(Case.of(loaded), "kitchen")
    assert isinstance(view, View)
    return for_kitchen(view.meals[0])


def test_needs_are_counted_and_go_by_kind() -> None:
    meal = kitchen([{"diet": ["素食", "清真"]}, {"diet": "清真", "allergies": ["花生"]}, {}], [])
    assert [(str(need.kind), need.allergy, need.count, entries(need.names)) for need in meal.needs] == [
        ("清真", False, 2, ()), ("素食", False, 1, ()), ("花生", True, 1, ()),
    ]  # fmt: skip
    assert meal.halal
    assert not kitchen([{}], []).halal


@cases(("number", "exact"), [(1, False), (2, True), (3, True)])
def test_counts_are_the_most_where_fewer_eat_than_may(number: int, exact: bool) -> None:
    assert kitchen([{"diet": "清真"}, {}], [], guests=number).exact is exact


@cases(
    ("guest", "dish", "found"),
    [
        ({"allergies": "花生"}, {"dish": "甜点", "allergens": ["花生"]}, (True, "花生")),
        ({"allergies": "花生"}, {"dish": "宫保鸡丁"}, (False, "宫保")),
        ({"allergies": "花生"}, {"dish": "凉菜", "ingredients": ["黄瓜", "花生米"]}, (True, "花生米")),
        ({"allergies": "花生"}, {"dish": "时令青菜"}, None),
        ({"diet": "清真"}, {"dish": "羊肉", "halal": False}, (True, "")),
        ({"diet": "清真"}, {"dish": "红烧猪蹄"}, (False, "猪蹄")),
        ({"diet": "清真"}, {"dish": "回锅肉"}, (False, "猪")),
        ({"diet": "清真"}, {"dish": "回锅肉", "halal": True}, None),
        ({"diet": "清真"}, {"dish": "手抓羊肉"}, None),
        ({"diet": "无猪肉"}, {"dish": "火腿蒸蛋"}, (False, "火腿")),
        ({"diet": "无牛肉"}, {"dish": "土豆牛腩"}, (False, "牛腩")),
        ({"diet": "无牛肉"}, {"dish": "牛奶布丁"}, None),
        ({"diet": "无海鲜"}, {"dish": "白灼", "allergens": ["甲壳类"]}, (True, "甲壳类")),
        ({"diet": "无海鲜"}, {"dish": "蒜蓉扇贝"}, (False, "扇贝")),
        ({"diet": "素食"}, {"dish": "清蒸", "allergens": ["鱼类"]}, (True, "鱼类")),
        ({"diet": "素食"}, {"dish": "小炒肉"}, (False, "猪")),
        ({"diet": "素食"}, {"dish": "番茄炒鸡蛋"}, None),
        ({"diet": "素食"}, {"dish": "素鸡"}, None),
        ({"diet": "全素"}, {"dish": "蒸蛋", "allergens": ["蛋类"]}, (True, "蛋类")),
        ({"diet": "全素"}, {"dish": "番茄炒鸡蛋"}, (False, "炒鸡蛋")),
        ({"diet": "全素"}, {"dish": "小炒肉"}, (False, "猪")),
        ({"diet": "全素"}, {"dish": "时令青菜"}, None),
        ({"diet": "低盐"}, {"dish": "红烧猪蹄"}, None),
        ({"allergies": "花生"}, {"dish": "口水鸡"}, (False, "花生")),
        ({"diet": "清真"}, {"dish": "水饺"}, (False, "猪")),
        ({"allergies": "花生"}, {"dish": "辣子鸡"}, (False, "花生")),
        ({"allergies": "花生"}, {"dish": "辣子鸡", "allergens": []}, None),
        ({}, {"dish": "甜点", "allergens": ["花生"]}, None),
    ],
)
def test_why_a_dish_is_not_for_somebody(
    guest: dict[str, Any], dish: dict[str, Any], found: tuple[bool, str] | None
) -> None:
    (served,) = kitchen([guest], [dish]).menu
    conflicts = [(conflict.sure, str(conflict.word)) for conflict in entries(served.conflicts)]
    assert conflicts == ([found] if found else [])


@cases(("halal", "known"), [(None, ["水饺", "红烧肉"]), (False, ["水饺", "红烧肉"]), (True, ["红烧肉"])])
def test_a_halal_kitchen_cooks_without_pork_what_may_have_some(halal: bool | None, known: list[str]) -> None:
    """A room of a halal place is one too."""
    meal = kitchen(
        [{"diet": "清真"}],
        [{"dish": "水饺"}, {"dish": "红烧肉"}],
        places=[{"name": "食堂", **({} if halal is None else {"halal": halal})}],
    )
    assert [dish.dish for dish in meal.menu if entries(dish.conflicts)] == known
