from __future__ import annotations

from typing import Any

from jiedai.documents.minutes import reach, timed
from jiedai.documents.view import View, project, project_plan
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import plan, typed


def lines(time: str, *steps: dict[str, Any]) -> tuple[View, list[tuple[str, str, Any]]]:
    """An item of steps, timed: the item, and (begin, end, minutes) of each step."""
    item = {"id": "A1", "time": time, "what": "座谈", "owner": "姚晨"}
    if steps:
        item["steps"] = [{"what": "发言", **step} for step in steps]  # type: ignore[assignment]
    days = [{"date": "2026-05-11", "items": [item]}]
    raw = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "schedule": days}
    view = project_plan(Case.of(typed(raw)), "staff")
    assert isinstance(view, View)
    made = timed(view.schedule[0]["items"][0], {})
    return made, [(str(step.begins), str(step.ends), step.length or None) for step in made.steps]


@cases(
    ("time", "steps", "wanted"),
    [
        ("14:30-15:30", [{"minutes": 10}, {"minutes": 50}], [("14:30", "14:40", 10), ("14:40", "15:30", 50)]),
        (
            "14:30-15:30",
            [{"minutes": 10}, {}, {"minutes": 5}],
            [("14:30", "14:40", 10), ("14:40", "", None), ("", "", 5)],
        ),
        ("14:30", [{"time": "14:35-14:40"}, {"minutes": 5}], [("14:35", "14:40", 5), ("14:40", "14:45", 5)]),
        ("约14:30", [{"minutes": 10}], [("约14:30", "约14:40", 10)]),
        ("下午", [{"minutes": 10}], [("", "", 10)]),
        (
            "23:50-次日0:20",
            [{"minutes": 20}, {"minutes": 10}],
            [("23:50", "次日00:10", 20), ("次日00:10", "次日00:20", 10)],
        ),
    ],
)
def test_steps_follow_one_another(time: str, steps: list[dict[str, Any]], wanted: list[tuple[str, str, Any]]) -> None:
    assert lines(time, *steps)[1] == wanted


@cases(
    ("time", "wanted"),
    [("09:20-09:30", ("09:20", "09:30", 10)), ("09:20", ("09:20", "", None)), ("下午", ("下午", "", None))],
)
def test_an_item_has_its_two_ends(time: str, wanted: tuple[str, str, Any]) -> None:
    item, _steps = lines(time)
    assert (str(item.begins), str(item.ends), item.length or None) == wanted


def test_an_item_without_a_clock_time_has_the_length_that_was_written() -> None:
    days = [
        {
            "date": "2026-05-11",
            "items": [{"id": "A1", "length": 90, "what": "座谈", "steps": [{"what": "发言", "minutes": 5}]}],
        }
    ]
    raw = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11", "schedule": days}
    item = timed(project(typed(raw).plan, "staff").schedule[0]["items"][0], {})
    assert (str(item.begins), str(item.ends), item.length) == ("", "", 90)
    assert [(str(step.begins), step.length) for step in item.steps] == [("", 5)]


def test_steps_are_numbered() -> None:
    assert [step.number for step in lines("14:30-15:30", {"minutes": 5}, {"minutes": 5})[0].steps] == [1, 2]


def test_who_is_reached_how_and_who_stands_in() -> None:
    loaded = plan()
    view = project_plan(Case.of(loaded), "staff")
    assert isinstance(view, View)
    people = reach(view, project(loaded.office, "staff"))
    assert (people["姚晨"].phone, people["姚晨"].backup) == ("13900000201", "周敏")
    assert (people["唐凯"].phone, str(people["唐凯"].backup)) == ("0570-5550109", "")


def test_nobody_is_reached_by_who_may_not_know_how() -> None:
    loaded = plan()
    view = project_plan(Case.of(loaded), "guest")
    assert isinstance(view, View)
    people = reach(view, project(loaded.office, "guest"))
    assert {name: str(person.phone) for name, person in people.items() if person.phone} == {"姚晨": "13900000201"}
