"""How tasks stand to their deadlines, on both sides of each boundary."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import TaskStatus
from jiedai.visit.deadlines import Deadline, Light, State, standings, state
from tests.batch import cases

NOW = dt.datetime(2026, 5, 9, 18)
OPEN, DOING, DONE, DROPPED = TaskStatus


@cases(
    ("due", "wanted"),
    [
        (dt.datetime(2026, 5, 9, 17, 59), State.OVERDUE),
        (dt.datetime(2026, 5, 9, 18), State.TODAY),
        (dt.datetime(2026, 5, 9, 23, 59), State.TODAY),
        (dt.datetime(2026, 5, 10, 0, 0), State.SOON),
        (dt.datetime(2026, 5, 10, 23, 59), State.SOON),
        (dt.datetime(2026, 5, 11, 0, 0), State.LATER),
        (None, State.LATER),
    ],
)
def test_states(due, wanted):
    assert state(OPEN, due, NOW) is state(DOING, due, NOW) is wanted
    assert (state(DONE, due, NOW), state(DROPPED, due, NOW)) == (State.DONE, State.DROPPED)


def light(status: TaskStatus, due: dt.datetime | None, *before: Deadline) -> Light | None:
    names = tuple(one.names[0] for one in before)
    return standings([Deadline(("X",), names, status, due), *before], NOW)[0].light


TODAY, SOON, LATER, PAST = (NOW + dt.timedelta(hours=hours) for hours in (1, 24, 72, -1))


def test_lights():
    assert light(OPEN, PAST) is light(DOING, PAST) is Light.RED
    assert light(OPEN, TODAY) is Light.YELLOW
    assert light(DOING, TODAY) is Light.BLUE
    assert light(OPEN, SOON) is light(DOING, SOON) is Light.BLUE
    assert light(OPEN, LATER) is light(OPEN, None) is light(DONE, PAST) is light(DROPPED, PAST) is None


def test_what_waits_for_something_overdue_is_yellow():
    late, ahead = Deadline(("T1",), (), OPEN, PAST), Deadline(("T1",), (), OPEN, TODAY)
    assert light(OPEN, LATER, late) is light(DOING, SOON, late) is Light.YELLOW
    assert light(OPEN, LATER, ahead) is None
    assert light(OPEN, LATER, late._replace(status=DONE)) is light(OPEN, LATER, late._replace(status=DROPPED)) is None
    assert light(OPEN, PAST, late) is Light.RED


def test_tasks_are_named_by_number_or_by_what_they_are():
    tasks = [
        Deadline(("T1", "名单"), (), OPEN, None),
        Deadline(("T2", "踩点"), ("T1", "名单", "T9", "T2"), OPEN, None),
        Deadline(("T3", "菜单"), ("踩点",), OPEN, None),
    ]
    assert [one.waits_for for one in standings(tasks, NOW)] == [(), (0,), (1,)]


_TASKS = st.lists(
    st.tuples(
        st.sampled_from(["T1", "T2", "T3", "T4"]),
        st.lists(st.sampled_from(["T1", "T2", "T3", "T4"]), max_size=2),
        st.sampled_from(TaskStatus),
        st.one_of(st.none(), st.integers(-72, 72).map(lambda hours: NOW + dt.timedelta(hours=hours))),
    ),
    max_size=5,
)


@given(_TASKS)
def test_whoever_waits_waits_for_something_unfinished_and_red_is_overdue(rows):
    tasks = [Deadline((name,), tuple(after), status, due) for name, after, status, due in rows]
    for task, stands in zip(tasks, standings(tasks, NOW), strict=True):
        assert all(tasks[one].status in (OPEN, DOING) and tasks[one] is not task for one in stands.waits_for)
        assert (stands.light is Light.RED) == (stands.state is State.OVERDUE)
        assert stands.light is None or task.status in (OPEN, DOING)
