"""The smallest plan and office that are sound, and the ways to every field of them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.source import read_file

PLANS = Path(__file__).parents[2] / "plans"

SOUND: dict[str, Any] = {
    "LearnedLength": {"类别": "座谈", "次数": 9, "来访": 8, "分钟": 138, "少则": 98, "通常": 115, "多则": 126},
    "LearnedRoad": {"从": "云溪站", "到": "云溪宾馆", "分钟": 20, "次数": 4, "来访": 3},
    "LearnedLesson": {"经验": "提前踩点"},
    "Plan": {"标题": "调研", "类型": "调研", "事由": "调研", "日期": "2026-05-11 至 2026-05-12", "日程": []},
    "ProgrammeDay": {"日期": "2026-05-11", "安排": []},
    "Item": {"编号": "A1", "时间": "09:20", "事项": "接站"},
    "Step": {"事项": "介绍"},
    "Forecast": {"日期": "2026-05-11"},
    "Guest": {"姓名": "陈志远", "单位": "省发展改革委", "职务": "副主任"},
    "Meal": {"日程": "A1"},
    "Dish": {"菜名": "时令青菜"},
    "Ride": {"日程": "A1"},
    "Seating": {"编号": "S1"},
    "FixedSeat": {"座位": "1", "姓名": "陈志远"},
    "Gift": {"名称": "竹编"},
    "Task": {"事项": "核对名单", "时限": "T-3"},
    "Risk": {"情形": "降雨"},
    "Cost": {"项目": "工作餐"},
    "PaidCost": {"项目": "工作餐"},
    "ActualItem": {"编号": "A1"},
    "Incident": {"事项": "来宾发热"},
    "Answer": {"项目": "总体"},
    "Fault": {"事项": "晚到"},
    "Lesson": {"经验": "提前踩点"},
    "FollowUp": {"事项": "寄送材料"},
    "Closed": {"时间": "2026-05-20 09:00", "经办人": "周敏"},
    "Waived": {"规则": "SJ05", "理由": "列车", "批准人": "徐正"},
    "Host": {"姓名": "林峰"},
    "CrewMember": {"姓名": "姚晨"},
    "HeadGroup": {"名称": "代表"},
    "Office": {"单位": {"名称": "县接待办"}},
    "Organisation": {"名称": "县接待办"},
    "Grade": {"名称": "一类"},
    "Unit": {"名称": "县发改局"},
    "Person": {"姓名": "周敏"},
    "Place": {"名称": "云溪站"},
    "Road": {"从": "云溪站", "到": "云溪宾馆", "分钟": "20"},
    "Vehicle": {"车号": "1"},
}
"""A value of each section that has required fields."""


def sound(model: type[Node]) -> dict[str, Any]:
    """The smallest mapping that `model` accepts."""
    return deepcopy(SOUND.get(model.__name__, {}))


@cache
def sections(root: type[Node]) -> list[tuple[type[Node], tuple[str | int, ...]]]:
    """Every section below `root` with a path to one of it, in Chinese keys; a section of two places comes once."""
    found: list[tuple[type[Node], tuple[str | int, ...]]] = [(root, ())]
    for model, path in found:
        for attribute, _english, zh in keys_of(model):
            annotation = model.model_fields[attribute].annotation
            for inner in nodes_in(annotation):
                if inner not in [known for known, _path in found]:
                    found.append((inner, (*path, zh, 0) if "list" in str(annotation) else (*path, zh)))
    return found


SECTIONS = [(root, model, path) for root in (Plan, Office) for model, path in sections(root)]
FIELDS = [
    (root, model, path, attribute, english, zh)
    for root, model, path in SECTIONS
    for attribute, english, zh in keys_of(model)
]
FIELD_IDS = [f"{model.__name__}.{attribute}" for _root, model, _path, attribute, _english, _zh in FIELDS]


def data_with(root: type[Node], path: tuple[str | int, ...], section: dict[str, Any]) -> dict[str, Any]:
    """A sound file of `root` in which `section` stands at `path`."""
    by_path = {there: model for model, there in sections(root)}
    data = section if not path else sound(root)
    here: Any = data
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(step, int):
            continue
        below = path[: depth + 2] if not last and isinstance(path[depth + 1], int) else path[: depth + 1]
        value = section if below == path else sound(by_path[below])
        here[step] = [value] if below != path[: depth + 1] else value
        here = value
    return data


def examples() -> list[tuple[type[Node], Path]]:
    """The files of the example folder, each with what it holds."""
    return [(Office if path.name == "office.yaml" else Plan, path) for path in sorted(PLANS.glob("*.yaml"))]


def example(path: Path) -> dict[str, Any]:
    """The data of an example, every scalar as it was typed."""
    data = read_file(path).data
    assert isinstance(data, dict)
    return data
