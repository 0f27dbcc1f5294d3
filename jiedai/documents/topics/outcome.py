"""What became of a visit: how the times were kept, tasks, and what the guests said.

`times`: each item that has an actual time, with `late`, the minutes its start was late (negative: early);
`unexplained` are those off by more than `punctual` minutes of which nobody has said why. `median`, and `within` (in
percent) say how the programme was kept, `kept` how many items began within that time; `tasks` counts what was done and
in time; `scores` are the guests' answers by question on `sheets` forms, `mean` and `satisfied` (percent with four
points or more) those of all of them, `pleased` how many those are; `few` says that the forms are too few to tell
leaders means by question. `telling` says of items (`times`) and answers (`answers`) whether they are enough for
shares and means. The figures are those of `jiedai.visit.outcome`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View, entries
from jiedai.model.times import DAY_MINUTES, TimeRange
from jiedai.visit.outcome import (
    LEAST_OF_SHARE,
    LEAST_SHEETS,
    PUNCTUAL,
    SATISFIED,
    fulfilled,
    is_score,
    is_unexplained,
    kept,
    mean,
    opinion,
)
from jiedai.visit.outcome import ran as _ran


def facts(sight: Sight) -> Mapping[str, Any]:
    """See the module."""
    plan, actuals = sight.plan, sight.plan.actuals
    times = _times(sight)
    how = kept(row.late for row in times if isinstance(row.late, int))
    answers = entries(plan.feedback)
    said = opinion(answers)
    return {
        "known": bool(times or actuals.headcount or actuals.costs or answers or _reviewed(plan)),
        "times": times,
        "timed": how.timed,
        "kept": sum(abs(row.late) <= PUNCTUAL for row in times if isinstance(row.late, int)),
        "telling": View(
            "telling", {"times": how.timed >= LEAST_OF_SHARE, "answers": (said.answers or 0) >= LEAST_OF_SHARE}
        ),
        "pleased": sum(answer.score >= SATISFIED for answer in answers if is_score(answer.score)),
        "unexplained": tuple(row for row in times if isinstance(row.late, int) and is_unexplained(row.late, row.note)),
        "punctual": PUNCTUAL,
        "median": how.median,
        "within": how.within,
        "headcount": actuals.headcount,
        "tasks": _tasks(sight.visit.tasks),
        "scores": _scores(answers),
        "sheets": said.sheets,
        "few": said.sheets < LEAST_SHEETS,
        "least": LEAST_SHEETS,
        "answers": said.answers,
        "mean": said.mean,
        "satisfied": said.satisfied,
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
    return _ran(item.date, actual.start or None, actual.end or None)


def _tasks(tasks: Iterable[View]) -> View:
    """How many tasks there are, are done, and were done by their deadline where both times are written."""
    standing = entries(tasks)
    found = fulfilled(
        (
            bool(task.done),
            task.due.at(DAY_MINUTES - 1) if task.due else None,
            task.done_at.at() if task.done_at else None,
        )
        for task in standing
    )
    left = tuple(task for task in standing if not task.done)
    return View("tasks", {**found._asdict(), "percent": found.percent, "open": left})


def _scores(answers: tuple[View, ...]) -> tuple[View, ...]:
    """Each question with the number and mean of its scores, in the order they come."""
    given: dict[str, list[int]] = {}
    for answer in answers:
        if is_score(answer.score):
            given.setdefault(str(answer.question), []).append(answer.score)
    return tuple(
        View("score", {"question": question, "count": len(points), "mean": mean(points)})
        for question, points in given.items()
    )
