"""What became of a visit: how the times were kept, tasks, and what the guests said.

`times`: each item that has an actual time, with `late`, the minutes its start was late (negative: early). `median` and
`within` (percent) say how the programme was kept; `tasks` counts what was done and in time; `scores` are the
guests' answers by question, `mean` and `satisfied` (percent with four points or more) those of all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.times import DAY_MINUTES, TimeRange

PUNCTUAL = 5
"""Minutes that an item may be off and still count as kept."""
SATISFIED = 4
_POINTS = range(1, 6)


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the module."""
    plan, actuals = sight.plan, sight.plan.actuals
    times = _times(sight)
    off = [abs(row.late) for row in times if isinstance(row.late, int)]
    answers = entries(plan.feedback)
    points = [answer.score for answer in answers if _is_score(answer.score)]
    return {
        "known": bool(times or actuals.headcount or actuals.costs or answers or _reviewed(plan)),
        "times": times,
        "timed": len(off),
        "median": Decimal(str(median(off))) if off else None,
        "within": _percent(sum(minutes <= PUNCTUAL for minutes in off), len(off)),
        "headcount": actuals.headcount,
        "tasks": _tasks(sight.visit.tasks),
        "scores": _scores(answers),
        "answers": len(points),
        "mean": _mean(points),
        "satisfied": _percent(sum(score >= SATISFIED for score in points), len(points)),
        "comments": tuple(answer for answer in answers if answer.comment),
    }


def _reviewed(plan: View) -> bool:
    review = plan.review
    return bool(review.good or review.faults or review.lessons or review.follow_ups)


def _times(sight: Sight) -> tuple[View, ...]:
    """Items with an actual time or a remark, in the order of the programme."""
    happened = {str(actual.id): actual for actual in entries(sight.plan.actuals["items"])}
    rows = []
    for item in entries(sight.visit["items"]):
        actual = happened.get(str(item.id))
        if actual is None or not (actual.start or actual.end or actual.note):
            continue
        took = ran(item, actual)
        late = took.start - item.time.start if took and item.start else None
        rows.append(View("outcome", {"item": item, "ran": took, "note": actual.note, "late": late}))
    return tuple(rows)


def ran(item: View, actual: View) -> TimeRange | None:
    """From when to when an item really lasted, counted from midnight of its day; None where its start is not known."""
    midnight = dt.datetime.combine(item.date, dt.time())
    start, end = (
        None if not moment or moment.minute is None else int((moment.at() - midnight).total_seconds() // 60)
        for moment in (actual.start, actual.end)
    )
    if start is None or not 0 <= start < 2 * DAY_MINUTES:
        return None
    return TimeRange(start, end if end is not None and end >= start else None)


def _tasks(tasks: Iterable[View]) -> View:
    """How many tasks there are, are done, and were done by their deadline where both times are written."""
    standing = entries(tasks)
    done = [task for task in standing if task.done]
    dated = [task for task in done if task.due and task.done_at]
    in_time = [task for task in dated if task.done_at.at() <= task.due.at(DAY_MINUTES - 1)]
    return View(
        "tasks",
        {
            "total": len(standing),
            "done": len(done),
            "percent": _percent(len(done), len(standing)),
            "dated": len(dated),
            "in_time": len(in_time),
            "open": tuple(task for task in standing if not task.done),
        },
    )


def _scores(answers: tuple[View, ...]) -> tuple[View, ...]:
    """Each question with the number and mean of its scores, in the order they come."""
    given: dict[str, list[int]] = {}
    for answer in answers:
        if _is_score(answer.score):
            given.setdefault(str(answer.question), []).append(answer.score)
    return tuple(
        View("score", {"question": question, "count": len(points), "mean": _mean(points)})
        for question, points in given.items()
    )


def _is_score(value: object) -> bool:
    return isinstance(value, int) and value in _POINTS


def _mean(points: list[int]) -> Decimal | None:
    """To one place."""
    if not points:
        return None
    return (Decimal(sum(points)) / len(points)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _percent(part: int, whole: int) -> int | None:
    """A share in hundredths; None of nothing."""
    return int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else None
