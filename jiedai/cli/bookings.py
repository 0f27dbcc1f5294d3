"""`jiedai ledger bookings`: what is taken when, as a list, a picture, a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import (
    Gathered,
    Period,
    Reading,
    gathered,
    keys_of,
    listed,
    names_in,
    outcomes,
    period,
    printed,
)
from jiedai.cli.failure import FINE, WRONG, Failure
from jiedai.cli.moments import moment_data, now
from jiedai.cli.saved import office_here, save
from jiedai.language import _
from jiedai.many.shelf import Shelf
from jiedai.workflow.across.resources import Key, Register
from jiedai.workflow.across.taken import Use, in_order, merged, things, uses

if TYPE_CHECKING:
    from jiedai.check.marks import AnyMark
    from jiedai.cli.commands.after import Bookings
    from jiedai.model.office import Office
    from jiedai.visit.case import Case
    from jiedai.workflow.across.chart import Chart

_PICTURES = ("html", "pdf", "docx", "svg")


def run(options: Bookings) -> int:
    """Show what is taken; WRONG where a plan cannot be read, or not wholly."""
    time = period(options.begin, options.end, options.month)
    if options.format == "ics" and not options.resources:
        raise Failure(_("日历是一个人、一辆车、一处的，要写 --resource"), _("如 --resource person:林峰"))
    pictured = options.format in _PICTURES
    time = _of_days(time) if pictured else time
    work: Callable[..., list[Any]] = _with_marks if pictured else _in_one
    reading = Reading(partial(work, begin=time.begin, end=time.end), partly=True)
    found, marks, visits = Gathered(), list["AnyMark"](), Shelf[list[Use]]()
    for outcome in outcomes(options.paths, reading, time.days, jobs=options.jobs, on=options.on):
        found.note(outcome)
        for row in outcome.rows:
            if isinstance(row, list):
                visits.put(row)
            else:
                marks.append(row)
    office = office_here(options.paths)
    register = Register(office, things(chain.from_iterable(visits)))
    if time.days is not None and not all(map(register.meant, names_in(options.resources, register))):
        everything = gathered(options.paths, Reading(uses, partly=True), tell=False, jobs=options.jobs, on=options.on)
        register = Register(office, things(everything.rows))
    keys = keys_of(register, options.resources)
    every = (use for use in merged(visits) if not keys or _key(use) in keys)
    if options.format == "json":
        listed("bookings", map(_data, every))
        return WRONG if found.wrong else FINE
    rows = list(every)
    match options.format:
        case "text":
            console.data(console.table(_head(), map(_cells, rows)) or _("没有占用"))
        case "ics":
            _calendars(keys, rows, office, options.output)
        case "xlsx":
            from jiedai.workflow.after.paper import paper, table

            made = table(_head(), [_cells(row) for row in rows], (0, 0, 0, 0, 2, 3, 3, 2, 0))
            title = _("占用表") + _suffix(time)
            printed(paper("bookings", title, (made,), office, now()), "xlsx", title, options.output)
        case _:
            _save_picture(_picture(rows, keys, time, marks), time, options)
    return WRONG if found.wrong else FINE


def _key(use: Use) -> Key:
    return Key(use.kind, use.name)


def _of_days(time: Period) -> Period:
    """The days of a picture: as asked, else this month. Failure where they are too many or have no end."""
    from jiedai.workflow.across.chart import LONGEST

    if time.begin is None and time.end is None:
        return period(None, None, now().date().replace(day=1))
    days = time.days
    if days is None or (days.last - days.first).days >= LONGEST:
        message = _("一张图最多 {most} 天").format(most=LONGEST)
        raise Failure(message, _("写 --month 2026-05，或 --from 和 --to"))
    return time


def _suffix(time: Period) -> str:
    """What tells papers of different days apart."""
    if time.month is not None:
        return f" {time.month:%Y-%m}"
    first, last = time.dates
    return "".join(f" {day.isoformat()}" for day in dict.fromkeys((first, last)) if day is not None)


def _calendars(keys: Sequence[Key], rows: Sequence[Use], office: Office | None, output: str | None) -> None:
    """A calendar file for each of the things that were asked for. Failure where several are to be one file."""
    from jiedai.formats import ics
    from jiedai.workflow.across.calendar import calendar

    if output and len(keys) > 1:
        raise Failure(_("几样各有一个日历，不能写进一个文件"), _("去掉 -o，都写到 out/；或一样一样来"))
    for key in keys:
        made = calendar(key, rows, office, now())
        save(lambda made=made: ics.write(made), ics.SUFFIX, made.meta.title, output)  # type: ignore[misc]


def _in_one(case: Case, begin: dt.datetime | None, end: dt.datetime | None) -> list[list[Use]]:
    """What a visit takes from a moment to another, in order, as one row."""
    return [in_order(uses(case, begin, end))]


def _with_marks(case: Case, begin: dt.datetime, end: dt.datetime) -> list[list[Use] | AnyMark]:
    """The same, and what it is compared by."""
    from jiedai.workflow.across.conflicts import marks_of

    return [*_in_one(case, begin, end), *marks_of(case, begin, end)]


def _picture(rows: Sequence[Use], keys: Sequence[Key], time: Period, marks: Sequence[AnyMark]) -> Chart:
    from jiedai.workflow.across.chart import chart
    from jiedai.workflow.across.conflicts import met

    assert time.days is not None
    return chart(rows, *time.days, keys, met(marks))


def _save_picture(made: Chart, time: Period, options: Bookings) -> None:
    """Save a picture as a paper, or as drawings alone. Failure where there is nothing to draw."""
    from jiedai.workflow.across.chart import document, svgs

    title, output = _("接待占用图") + _suffix(time), options.output
    if options.format != "svg":
        printed(document(made, title, office_here(options.paths), now()), options.format, title, output)
        return
    drawn = svgs(made, title)
    if not drawn:
        raise Failure(_("这些天没有占用，没有可画的"))
    for number, (svg, _words) in enumerate(drawn, start=1):
        name = title if len(drawn) == 1 else f"{title} {number}"
        place = output if number == 1 or output is None else _numbered(output, number)
        save(lambda svg=svg: svg.encode(), ".svg", name, place)  # type: ignore[misc]


def _numbered(output: str, number: int) -> str:
    """The name of a further file beside one that was asked for."""
    stem, dot, ending = output.rpartition(".")
    return f"{stem} {number}{dot}{ending}" if dot else f"{output} {number}"


def _head() -> tuple[str, ...]:
    return (_("日期"), _("时间"), _("类别"), _("名称"), _("编号"), _("事项"), _("地点"), _("来访"), _("方案"))


def _cells(use: Use) -> tuple[str, ...]:
    time = f"{use.start:%H:%M}-{use.end:%H:%M}" if use.end > use.start else f"{use.start:%H:%M}"
    return (
        f"{use.start:%Y-%m-%d}",
        time if use.sure else _("未定（{time}）").format(time=use.told or _("待填")),
        _kinds()[use.kind.value],
        use.name,
        use.item,
        use.what,
        use.where,
        use.visit.title,
        use.visit.file,
    )


def _kinds() -> dict[str, str]:
    return {"person": _("人员"), "vehicle": _("车辆"), "place": _("场所"), "hotel": _("宾馆")}


def _data(use: Use) -> dict[str, Any]:
    return {
        "resource": use.resource,
        "start": moment_data(use.start) if use.sure else None,
        "end": moment_data(use.end) if use.sure else None,
        "date": _day(use.start),
        "time": None if use.sure else use.told or None,
        "item": use.item or None,
        "what": use.what,
        "place": use.where or None,
        "heads": use.heads,
        "rooms": {kind.value if kind else "unknown": count for kind, count in use.rooms} or None,
        "owner": use.owner or None,
        "phone": use.phone or None,
        "file": use.visit.file,
        "title": use.visit.title,
        "number": use.visit.number,
    }


def _day(moment: dt.datetime) -> str:
    return moment.date().isoformat()
