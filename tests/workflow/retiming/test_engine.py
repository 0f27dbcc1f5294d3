"""The arithmetic of tasks that follow one another."""

from __future__ import annotations

import pytest

from jiedai.workflow.retiming.engine import (
    Link,
    Placed,
    Task,
    late,
    mirrored,
    missed,
    placed,
    settled,
    shortened,
    slack,
)


def chain(*tasks: Task, gap: int = 0) -> list[Task]:
    """Tasks that follow each other in a line."""
    return [task._replace(after=(Link(at - 1, gap),) if at else ()) for at, task in enumerate(tasks)]


def test_each_waits_for_what_it_follows_and_no_longer():
    tasks = chain(Task("a", 0, 30), Task("b", 40, 20), Task("c", 100, 10), gap=5)
    assert placed(tasks, {}, {}) == [Placed(0, 30, 0), Placed(40, 60, 40), Placed(100, 110, 100)]
    assert placed(tasks, {0: 25}, {}) == [Placed(25, 55, 25), Placed(60, 80, 60), Placed(100, 110, 100)]
    assert placed(tasks, {0: 25}, {0: 20})[1].start == 40


def test_what_has_no_start_comes_as_soon_as_it_can():
    tasks = chain(Task("a", None, 30), Task("b", None, 20), gap=10)
    assert placed(tasks, {}, {}, 60) == [Placed(60, 90, 60), Placed(100, 120, 100)]


def test_a_fixed_task_stays_and_one_that_holds_keeps_its_end():
    tasks = chain(Task("a", 0, 30), Task("b", 30, 20, fixed=True), Task("c", 50, 30, holds=True))
    times = placed(tasks, {0: 10}, {})
    assert times[1] == Placed(30, 50, 40)
    assert missed(tasks[1], times[1])
    assert placed(tasks, {2: 70}, {})[2] == Placed(70, 80, 70)
    assert placed(tasks, {2: 90}, {})[2] == Placed(90, 90, 90)


@pytest.mark.parametrize(("start", "is_missed"), [(60, False), (61, True)])
def test_a_limit_is_missed_by_a_minute(start, is_missed):
    task = Task("a", 50, 10, limit=60)
    assert missed(task, Placed(start, start + 10, start)) is is_missed
    assert not missed(task._replace(start=70), Placed(70, 80, 70)), "what is planned too late is not made so by a delay"


def test_who_gives_first_and_never_more_than_is_of_use():
    tasks = chain(
        Task("start", 0, 10),
        Task("meal", 10, 50, least=40, giving=3),
        Task("rest", 60, 60, least=30, giving=0),
        Task("talks", 120, 60, due=120),
    )
    assert shortened(tasks, {0: 25}) == {2: 25}
    assert shortened(tasks, {0: 35}) == {1: 5, 2: 30}
    assert late(tasks, placed(tasks, {0: 60}, shortened(tasks, {0: 60}))) == {3: 20}


def test_of_two_branches_both_are_shortened_or_none():
    tasks = [
        Task("start", 0, 10),
        Task("left", 10, 50, (Link(0, 0),), least=30, giving=2),
        Task("right", 10, 50, (Link(0, 0),), least=45, giving=2),
        Task("talks", 60, 60, (Link(1, 0), Link(2, 0)), due=60),
    ]
    assert shortened(tasks, {0: 20}) == {1: 5, 2: 5}
    alone = [*tasks[:2], tasks[2]._replace(giving=None), tasks[3]]
    assert shortened(alone, {0: 20}) == {}


def test_time_turned_round():
    tasks = chain(Task("a", 0, 30), Task("b", 40, 20), gap=5)
    turned = mirrored(tasks)
    assert [(task.name, task.start, task.after) for task in turned] == [("b", -60, ()), ("a", -30, (Link(0, 5),))]
    assert placed(turned, {0: -50}, {}, -100)[1] == Placed(-30 + 5, 5, -25)
    with pytest.raises(ValueError, match="no start"):
        mirrored([Task("a", None, 10)])


def test_slack_is_what_is_left_before_the_next_that_must_not_move():
    tasks = chain(Task("a", 0, 30), Task("b", None, 20), Task("talks", 80, 60, due=80), Task("c", None, 10))
    times = placed(tasks, {}, {})
    assert slack(tasks, times) == [(30, 2), (30, 2), (0, 2), (None, None)]


def test_what_is_set_late_waits_for_what_follows():
    tasks = chain(Task("a", None, 30), Task("ride", None, 20), Task("talks", 120, 60), gap=5)
    times = placed(tasks, {}, {}, 0)
    assert settled(tasks, times, {1}) == [times[0], Placed(95, 115, 95), times[2]]
    assert settled(tasks, times, {0, 1})[0].start == 60
    assert settled([Task("train", None, 30, limit=200)], [Placed(0, 30, 0)], {0}) == [Placed(200, 230, 200)]
    assert settled([Task("alone", None, 30)], [Placed(10, 40, 10)], {0}) == [Placed(10, 40, 10)]


def test_what_has_no_time_is_ready_at_some_hour():
    tasks = chain(Task("a", None, 30), Task("lunch", None, 50, ready=700))
    assert [at.start for at in placed(tasks, {}, {}, 480)] == [480, 700]
