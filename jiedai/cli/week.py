"""`jiedai ledger week`: what takes place from Monday to Sunday, for leaders."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from jiedai.cli import console, times
from jiedai.cli.across import Days, Reading, gathered, printed
from jiedai.cli.failure import FINE, WRONG, Failure, near
from jiedai.cli.moments import now
from jiedai.cli.paths import is_path
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.model.times import weekday_name
from jiedai.workflow.across import week
from jiedai.workflow.across.week import Day, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedai.cli.commands.after import Week


def run(options: Week) -> int:
    """Show a week; WRONG where a plan cannot be read, or not wholly."""
    paths, monday = _words(options.words)
    sunday = monday + dt.timedelta(days=week.DAYS - 1)
    reading = Reading(partial(week.entries, monday=monday), partly=True)
    found = gathered(paths, reading, Days(monday, sunday), jobs=options.jobs, on=options.on)
    person = _person(options.person, found.rows, paths)
    days = week.week(found.rows, monday, person)
    office = office_here(paths)
    match options.format:
        case "json":
            data = {
                "version": 1,
                "from": monday.isoformat(),
                "to": sunday.isoformat(),
                "person": person or None,
                "days": [_day_data(day) for day in days],
            }
            console.data(json.dumps(data, ensure_ascii=False, indent=2))
        case "text":
            head = (_("日期"), _("星期"), _("时段"), _("时间"), _("事项"), _("地点"), _("陪同"), _("来访"))
            rows = list(_rows(days))
            console.data(console.table(head, rows) if rows else _("这一周没有接待安排"))
        case "txt":
            console.deliver(week.message(days, office, person) + "\n", options.output)
        case _:
            document = week.document(days, office, now(), person)
            printed(document, options.format, f"{week.title(person)} {monday.isoformat()}", options.output)
    return WRONG if found.wrong else FINE


def _words(words: Sequence[str]) -> tuple[list[str], dt.date]:
    """The PATHs among the words, and the Monday of the week of the day among them: of today without one.

    Failure where there are several days, or a word is neither.
    """
    paths = [word for word in words if is_path(word)]
    others = [word for word in words if word not in paths]
    if len(others) > 1:
        raise Failure(_("只看一周，却写了几个日期：{words}").format(words=_("、").join(others)))
    return paths, week.monday_of(times.week(others[0]) if others else now().date())


def _person(name: str | None, found: Iterable[Entry], paths: Sequence[str]) -> str:
    """The name that is asked for. Failure for one that nobody has who comes to anything, or whom the office knows."""
    if not name:
        return ""
    office = office_here(paths)
    known = {one for entry in found for one in entry.called} | {one.name for one in (office.people if office else ())}
    if name not in known:
        message = _("这几周的方案和 office.yaml 里都没有“{name}”这个人").format(name=name)
        raise Failure(message, near(name, sorted(known)))
    return name


def _rows(days: Sequence[Day]) -> Iterator[tuple[str, ...]]:
    for day in days:
        for one in day.entries:
            time = one.time if one.time[:1].isdigit() else ""
            yield (
                f"{day.date:%m-%d}",
                weekday_name(day.date.weekday()),
                one.part.label,
                time,
                one.what,
                one.place,
                _("、").join(one.hosts),
                week.company(one.visit),
            )


def _day_data(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "weekday": weekday_name(day.date.weekday()),
        "workday": day.workday,
        "entries": [
            {
                "part": one.part.value,
                "time": one.time,
                "what": one.what,
                "place": one.place or None,
                "hosts": list(one.hosts),
                "file": one.visit.file,
                "title": one.visit.title,
                "unit": one.visit.unit or None,
                "guests": one.visit.guests,
                "item": one.item,
            }
            for one in day.entries
        ],
    }
