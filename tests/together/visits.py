"""Random visits in which everything can be said in several ways, for questions that are put to all who answer them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from jiedai.loading import Loaded, LoadedOffice, load_text, validated
from jiedai.model.office import Office
from jiedai.source import read_bytes

SPELLINGS = ("name", "name_zh", "name_en")
_DIETS = ("素食", "清真", "无海鲜")
_ALLERGIES = ("花生", "坚果", "鱼类")
HOSTS = ("林峰", "沈浩", "周敏", "韩磊")
CREW = ("姚晨", "何静")


OFFICE = {
    "office": {"name": "云溪县接待办公室"},
    "places": [{"name": "宾馆", "kind": "hotel"}, {"name": "产业园", "kind": "company"}],
    "travel": [{"from": "宾馆", "to": "产业园", "minutes": 45}],
    "vehicles": [{"number": "1", "seats": 45, "driver": "郑涛"}, {"number": "2", "seats": 7, "driver": "钱江"}],
}


def written(plan: dict[str, Any], office: dict[str, Any] = OFFICE) -> Loaded:
    """A plan and an office file as if they had been typed; both must be without errors."""
    loaded = load_text(json.dumps(plan, ensure_ascii=False).encode(), "plan.yaml")
    source = read_bytes(json.dumps(office, ensure_ascii=False).encode(), "office.yaml")
    known, problems = validated(source, Office, None)
    assert loaded.plan is not None, loaded.diagnostics
    assert known is not None, problems
    return replace(loaded, office_file=LoadedOffice(source, (), known))


def guest(index: int, draw: Any) -> dict[str, Any]:
    """A guest with up to three names, who may have a group and something not to eat."""
    return {
        "name": f"Guest {chr(65 + index)}",
        "name_zh": f"来客{'甲乙丙丁戊己庚辛'[index]}",
        "name_en": f"GUEST {chr(65 + index)}.",
        "unit": "省厅",
        "post": "干部",
        "group": draw(st.sampled_from([None, "一组", "二组"])),
        "diet": draw(st.lists(st.sampled_from(_DIETS), max_size=1)),
        "allergies": draw(st.lists(st.sampled_from(_ALLERGIES), max_size=1)),
    }


@st.composite
def visits(draw: Any) -> dict[str, Any]:
    """A visit of one day: a ride and a meal, whose people are named in any spelling, by group or by number."""
    guests = [guest(index, draw) for index in range(draw(st.integers(0, 6)))]
    counted = draw(st.lists(st.sampled_from(["代表", "随员"]), unique=True, max_size=2))
    sizes = {name: draw(st.integers(1, 30)) for name in counted}
    names = [one[field] for one in guests for field in SPELLINGS] + counted + ["专家3人"]
    groups = sorted({one["group"] for one in guests if one["group"]})
    naming = st.lists(st.sampled_from([*names, *groups]), max_size=5, unique=True)
    some = st.lists(st.sampled_from([*names, *groups]), min_size=1, max_size=5, unique=True)
    hosts = st.lists(st.sampled_from(HOSTS), max_size=3, unique=True)
    vehicles = draw(st.lists(st.sampled_from(["1", "2"]), min_size=1, max_size=2, unique=True))
    ride = {
        "id": "A1", "time": "09:00-09:30", "what": "乘车前往", "kind": "transfer", "from": "宾馆三楼", "to": "产业园",
        "vehicles": vehicles, "guests": draw(naming), "hosts": draw(hosts),
        "crew": draw(st.lists(st.sampled_from(CREW), max_size=2, unique=True)),
    }  # fmt: skip
    lunch = {"id": "A2", "time": "12:00-13:00", "what": "午餐", "kind": "meal", "place": "宾馆",
             "guests": draw(naming), "hosts": draw(hosts)}  # fmt: skip
    meal = {
        "item": "A2",
        "form": "working_meal",
        "hosted": draw(st.sampled_from([True, False, None])),
        "price": 50,
        "hosts": draw(hosts),
    }
    if draw(st.booleans()):
        meal["guests"] = draw(some)
    rides = []
    if draw(st.booleans()) and names:
        riders = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        rides = [{"item": "A1", "vehicle": vehicles[0], "riders": riders}]
    plan = {
        "title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "guests": guests,
        "hosts": [{"name": name} for name in HOSTS],
        "crew": [{"name": name, "duty": "联络"} for name in CREW],
        "schedule": [{"date": "2026-05-11", "items": [ride, lunch]}],
        "meals": [meal], "rides": rides,
        "seating": [{"id": "S1", "item": "A2", "shape": "round_table"}],
    }  # fmt: skip
    if sizes:
        plan["headcount"] = {"groups": [{"name": name, "count": count} for name, count in sizes.items()]}
    return plan
