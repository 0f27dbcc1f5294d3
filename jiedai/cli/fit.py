"""`jiedai fit`: a day made from its anchors, lengths and roads; shown with the slack of each item, and written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.late import look_data
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.retimed import option_data, reason_text, summary
from jiedai.cli.versions import change_data
from jiedai.language import N_, _
from jiedai.model.times import DAY_MINUTES, clock, weekday_name
from jiedai.source import EditError
from jiedai.visit.case import Case
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Outcome, outcome
from jiedai.workflow.retiming.fitting import DayFit, Place, days_of, fitted
from jiedai.workflow.retiming.proposals import Unavailable
from jiedai.workflow.retiming.writing import values
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Fit

_WHY = {
    "fixed": N_("{item} {time} 固定"),
    "time": N_("{item} {time} 开始"),
    "departure": N_("{item} 要赶车"),
    "hours": N_("{item} 的用餐时段"),
}


def run(options: Fit) -> int:
    """Show how the days fit together, or write the times; FOUND where something does not fit."""
    path = one_path(options.plan)
    made: list[tuple[Case, list[DayFit], Outcome]] = []

    def change(sound: Sound) -> str:
        made.append(_made(sound, options.day))
        case, days, new = made[0]
        return new.text if _fits(days) else case.loaded.source.raw

    wrote = False
    if options.write:
        wrote = rewrite(path, change)
    else:
        try:
            made.append(_made(sound_plan(path), options.day))
        except EditError as error:
            raise Failure(error.message) from None
    case, days, new = made[0]
    if options.format == "json":
        console.data(_as_json(case, days, new, wrote=wrote))
    else:
        console.data("\n".join(_lines(case, days, new)) + "\n")
    _say(path, days, new, write=options.write)
    return FINE if _fits(days) else FOUND


def _say(path: str, days: Sequence[DayFit], new: Outcome, *, write: bool) -> None:
    """What was written, or could be."""
    if not _fits(days):
        console.say(_("排不下，没有写入") if write else _("排不下；按上面的办法改了再排"))
    elif not new.changes:
        console.say(_("各项都有时间，不用写"))
    elif write:
        console.say(_("写好了 {path}").format(path=shown(Path(path))))
    else:
        console.say(_("还没有写进方案；看过没有问题，加 --write"))


def _made(sound: Sound, day: str | None) -> tuple[Case, list[DayFit], Outcome]:
    """The days that are wanted, each as it fits, and the plan with their times."""
    case = Case(sound.loaded, sound.plan)
    try:
        days = [fitted(case, date) for date in _wanted(case, day)]
    except Unavailable as error:
        raise Failure(error.message, error.hint) from None
    spans = {change.item.id: change.span for one in days if one.fit.feasible for change in one.fit.changes}
    draft = Draft(case)
    for place, value in values(case, spans):
        draft.set(place, value)
    return case, days, outcome(case, draft.text())


def _wanted(case: Case, day: str | None) -> list[dt.date]:
    """The days of the programme, or the one that is named. Failure where it is none of them."""
    from pydantic_core import PydanticCustomError

    from jiedai.model.reading import VisitDays
    from jiedai.model.times import read_day

    known = days_of(case)
    if day is None:
        return known
    dates = case.plan.dates
    try:
        read = read_day(day, VisitDays(dates.first, dates.last))
    except PydanticCustomError as error:
        context = error.context or {}
        raise Failure(str(context.get("problem", day)), str(context.get("hint", ""))) from None
    found = [date for date in known if date == read]
    if not found:
        hint = _("可选：{names}").format(names=_("、").join(date.isoformat() for date in known))
        raise Failure(_("{date} 没有日程").format(date=read.isoformat()), hint)
    return found


def _fits(days: Sequence[DayFit]) -> bool:
    return all(day.fit.feasible for day in days)


# --- for a program ----------------------------------------------------------------------------------------------------


def _as_json(case: Case, days: Sequence[DayFit], new: Outcome, *, wrote: bool) -> str:
    data: dict[str, Any] = {
        "version": 1,
        "file": case.name,
        "written": wrote,
        "feasible": _fits(days),
        "changes": [change_data(change) | {"line": change.line, "readers": keys} for change, keys in new.changes],
        "look_at": [look_data(one) for one in new.look_at],
        "days": [_day_data(case, day) for day in days],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _day_data(case: Case, day: DayFit) -> dict[str, Any]:
    fit = option_data(case, day.fit, None)
    return {
        "date": day.date.isoformat(),
        "feasible": day.fit.feasible,
        "late": fit["late"],
        "reasons": fit["reasons"],
        "items": [_place_data(place) for place in day.places],
        "options": [option_data(case, option, None) for option in day.proposals],
        "notes": list(day.notes),
    }


def _place_data(place: Place) -> dict[str, Any]:
    return {
        "id": place.item.id,
        "time": _time(place),
        "length": place.end - place.start,
        "kept": place.kept,
        "slack": place.slack,
        "bound": None if place.bound is None else {"item": place.bound, "why": place.why},
    }


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(case: Case, days: Sequence[DayFit], new: Outcome) -> Iterator[str]:
    for number, day in enumerate(days):
        if number:
            yield ""
        yield from _day_lines(case, day)
    if new.look_at:
        yield ""
        yield _("还要看：")
        yield from (f"  {look.message}" for look in new.look_at)
    if any(not place.kept for day in days for place in day.places):
        yield ""
        yield _("* 是排出来的时间")


def _day_lines(case: Case, day: DayFit) -> Iterator[str]:
    """A day: its items with their times and slack; where it does not fit, why and what could be done."""
    from jiedai.report.common.excerpt import width

    yield f"{day.date.isoformat()} {weekday_name(day.date.weekday())}"
    starts = {place.item.id: clock(place.start % DAY_MINUTES) for place in day.places}
    cells = [(place.item.id, _time(place), place.item.what) for place in day.places]
    widths = [max((width(cell[column]) for cell in cells), default=0) for column in range(3)]
    for place, cell in zip(day.places, cells, strict=True):
        number, time, what = (text + " " * (wide - width(text)) for text, wide in zip(cell, widths, strict=True))
        yield f"{' ' if place.kept else '*'} {number}  {time}  {what}  {_slack(place, starts)}".rstrip()
    if not day.fit.feasible:
        yield _("  排不下：{reasons}").format(reasons=_("；").join(map(reason_text, day.fit.reasons)))
    if day.proposals:
        yield _("  可以：")
        yield from (f"    {summary(case, option)}" for option in day.proposals)
    yield from (f"  {note}" for note in day.notes)


def _slack(place: Place, starts: dict[str, str]) -> str:
    """How much later an item could begin, and what forbids more; empty for what forbids itself."""
    if place.slack is None or place.bound is None or place.why is None:
        return ""
    if place.bound == place.item.id and not place.slack:
        return ""
    why = _(_WHY[place.why]).format(item=place.bound, time=starts[place.bound])
    if not place.slack:
        return _("不能晚（{why}）").format(why=why)
    return _("可晚 {minutes} 分钟（{why}）").format(minutes=place.slack, why=why)


def _time(place: Place) -> str:
    midnight = place.start // DAY_MINUTES * DAY_MINUTES
    start, end = clock(place.start - midnight), clock(place.end - midnight)
    return start if place.kept and place.item.time.end is None else f"{start}-{end}"
