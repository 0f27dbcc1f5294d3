"""一周接待安排: what takes place from Monday to Sunday, in the morning, the afternoon and the evening of each day.

Listed is what leaders come to, and what a visit is made for; rides, rests and meals that nobody hosts are not. The
grid of days and parts of the day is that of the weekly arrangements which offices hand round.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from jiedai import blocks as b
from jiedai.language import N_, _
from jiedai.model.choice import Classification, ItemKind, PlanState
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.model.times import TimeRange, weekday_name
from jiedai.visit.bookings import staff_at
from jiedai.visit.case import Case
from jiedai.visit.meals import item_of
from jiedai.workflow.across.taken import Visit, visit_of
from jiedai.workflow.after.paper import paper

_BUSINESS = frozenset({ItemKind.VISIT, ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING})
"""Kinds of item that are listed whoever comes."""
_NOON, _SIX = 12 * 60, 18 * 60
DAYS = 7


class Part(Enum):
    """A part of a day."""

    MORNING = "am"
    AFTERNOON = "pm"
    EVENING = "evening"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_PART_NAMES[self])


_PART_NAMES = {Part.MORNING: N_("上午"), Part.AFTERNOON: N_("下午"), Part.EVENING: N_("晚上")}


_VAGUE = {
    "下午": Part.AFTERNOON,
    "中午": Part.AFTERNOON,
    "傍晚": Part.EVENING,
    "晚上": Part.EVENING,
    "晚间": Part.EVENING,
}
"""The part of the day that a vague time is in; any other is in the morning."""


class Entry(NamedTuple):
    """Something that takes place: `time` as the plan has it, `minute` where it stands in its day, `hosts` who come of
    the host side, `called` everybody who does by any of the fields that say so.
    """

    day: dt.date
    part: Part
    minute: int
    time: str
    what: str
    place: str
    hosts: tuple[str, ...]
    called: frozenset[str]
    item: str
    visit: Visit


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week of a day."""
    return day - dt.timedelta(days=day.weekday())


def entries(case: Case, monday: dt.date) -> list[Entry]:
    """What of a visit is listed in the week of a Monday; nothing of one that is put off or called off."""
    plan = case.plan
    first, last = monday, monday + dt.timedelta(days=DAYS - 1)
    if plan.state is not PlanState.NORMAL or not (plan.dates.first <= last and first <= plan.dates.last):
        return []
    hosted = {id(item) for meal in plan.meals if meal.hosted and (item := item_of(case, meal)) is not None}
    visit = visit_of(case)
    found = []
    for day, item in case.items:
        if not first <= day.date <= last or not (item.hosts or item.kind in _BUSINESS or id(item) in hosted):
            continue
        time, midnight = item.time, dt.date.fromordinal(day.date.toordinal())
        part = _part(time)
        found.append(
            Entry(
                midnight,
                part,
                _place(time, part),
                str(time),
                item.what,
                _where(item),
                tuple(name for name in item.hosts if not is_placeholder(name)),
                frozenset(name for name, _field, _index in staff_at(case, item)),
                item.id,
                visit,
            )
        )
    return found


def _part(time: TimeRange) -> Part:
    if time.start is None:
        return _VAGUE.get(time.part, Part.MORNING)
    return Part.MORNING if time.start < _NOON else Part.AFTERNOON if time.start < _SIX else Part.EVENING


def _place(time: TimeRange, part: Part) -> int:
    """The minute by which an entry stands among others: what has no clock time comes last in its part of the day."""
    if time.start is not None:
        return time.start
    return {Part.MORNING: _NOON, Part.AFTERNOON: _SIX}.get(part, 2 * _NOON) - 1


def _where(item: Item) -> str:
    named = item.place or tuple(filter(None, (item.from_, item.to)))
    return _("、").join(name for name in named if not is_placeholder(name))


class Day(NamedTuple):
    """A day with what takes place on it, in order of time."""

    date: dt.date
    workday: bool
    entries: tuple[Entry, ...]

    def of(self, part: Part) -> list[Entry]:
        """What takes place in a part of it."""
        return [one for one in self.entries if one.part is part]


def week(found: Iterable[Entry], monday: dt.date, person: str = "") -> list[Day]:
    """The seven days from a Monday; with a name those entries alone to which this person comes."""
    from jiedai.model.workdays import is_workday

    by_day: dict[dt.date, list[Entry]] = {monday + dt.timedelta(days=later): [] for later in range(DAYS)}
    for one in found:
        if one.day in by_day and (not person or person in one.called):
            by_day[one.day].append(one)
    return [
        Day(day, is_workday(day), tuple(sorted(some, key=lambda one: (one.minute, one.visit.file, one.item))))
        for day, some in by_day.items()
    ]


# --- on paper ---------------------------------------------------------------------------------------------------------


def title(person: str = "") -> str:
    """What the paper is called."""
    return _("{name}一周接待安排").format(name=person) if person else _("一周接待安排")


def dates(days: Sequence[Day]) -> str:
    """From when to when: `5月11日—5月17日`."""
    return _("{first}—{last}").format(first=_date(days[0].date), last=_date(days[-1].date))


def _date(day: dt.date) -> str:
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def secrecy(days: Sequence[Day], office: Office | None) -> tuple[str, ...]:
    """The highest classification of the visits; none where all are public, or where the office prints no 内部."""
    order = list(Classification)
    levels = [one.visit.classification for day in days for one in day.entries if one.visit.classification]
    highest = max(levels, key=order.index, default=Classification.PUBLIC)
    house = office.house if office else None
    unprinted = highest is Classification.INTERNAL and house is not None and house.internal is False
    return () if highest is Classification.PUBLIC or unprinted else (highest.label,)


def document(days: Sequence[Day], office: Office | None, created: dt.datetime, person: str = "") -> b.Document:
    """The week for leaders: a row a day, a column a part of the day."""
    columns = (b.Column(1.3, b.Align.CENTER), b.Column(5), b.Column(5), b.Column(3))
    heads = (_("日期"), *(part.label[:1].upper() + part.label[1:] for part in Part))
    body = tuple(
        (b.Cell(_day_cell(day), header=True), *(b.Cell(tuple(_cell(day.of(part)))) for part in Part)) for day in days
    )
    grid = b.Table(columns, (tuple(b.Cell((b.Text(text),), header=True) for text in heads),), body)
    lead = b.Paragraph((b.Text(dates(days)),), b.Align.CENTER, indent=False, role="lead")
    phone = office.office.duty_phone if office else None
    footer = _("值班电话 {phone}").format(phone=phone) if phone else ""
    made = paper("week", title(person), (lead, grid), office, created)
    meta = replace(made.meta, secrecy=secrecy(days, office), subject=dates(days), footer=footer)
    return b.Document(meta, made.blocks, made.paper, landscape=True)


def _day_cell(day: Day) -> b.Inlines:
    rest = "" if day.workday == (day.date.weekday() < 5) else _("上班") if day.workday else _("放假")
    texts = (_date(day.date), weekday_name(day.date.weekday()), rest)
    return tuple(_lines([[b.Text(text, nowrap=True)] for text in texts if text]))


def _cell(some: Sequence[Entry]) -> Iterator[b.Inline]:
    """The entries of a cell one below the other: time and what in one line, where and who in the next."""
    yield from _lines([line for one in some for line in _entry(one)])


def _entry(one: Entry) -> Iterator[list[b.Inline]]:
    time = [b.Text(f"{dashed(one)} ", bold=True)] if one.time else []
    yield [*time, b.Text(one.what)]
    said = _("；").join(filter(None, (place_said(one), _("、").join(one.hosts), company(one.visit))))
    if said:
        yield [b.Text(said, small=True)]


def _lines(lines: Sequence[Sequence[b.Inline]]) -> Iterator[b.Inline]:
    for number, line in enumerate(lines):
        if number:
            yield b.LineBreak()
        yield from line


def dashed(one: Entry) -> str:
    """The time of an entry with the dash of papers."""
    return one.time.replace("-", "—")


def place_said(one: Entry) -> str:
    """The place, where the words do not name it."""
    return "" if one.place in one.what else one.place


def company(visit: Visit) -> str:
    """Who comes, and how many: `省发展改革委 6 人`."""
    if visit.guests is None:
        return visit.unit
    return _("{unit} {count} 人").format(unit=visit.unit, count=visit.guests).strip()


# --- as a message -----------------------------------------------------------------------------------------------------


def message(days: Sequence[Day], office: Office | None, person: str = "") -> str:
    """The week as a message for a chat: a line an entry under its day, days on which nothing is left out.

    What is a work secret is in no chat: how many such entries there are is said, and nothing else.
    """
    lines = [_("【{title}】{dates}").format(title=title(person), dates=dates(days))]
    kept_back = 0
    for day in days:
        told = [one for one in day.entries if one.visit.classification in _IN_CHATS]
        kept_back += len(day.entries) - len(told)
        if told:
            lines.append(
                _("{date}（{weekday}）").format(date=_date(day.date), weekday=weekday_name(day.date.weekday()))
            )
        lines += [_line(one) for one in told]
    if len(lines) == 1:
        lines.append(_("没有接待安排") if not kept_back else "")
    if kept_back:
        lines.append(_("另有 {count} 项不在这里发").format(count=kept_back))
    phone = office.office.duty_phone if office else None
    lines += [_("值班 {phone}").format(phone=phone)] if phone else []
    return "\n".join(filter(None, lines))


_IN_CHATS = (None, Classification.PUBLIC, Classification.INTERNAL)


def _line(one: Entry) -> str:
    """`上午 10:35—11:25 考察智能制造产业园，林峰、沈浩（省发展改革委 6 人）`."""
    said = _("，").join(filter(None, (one.what, place_said(one), _("、").join(one.hosts))))
    who = company(one.visit)
    text = _("{text}（{who}）").format(text=said, who=who) if who else said
    return " ".join(filter(None, (one.part.label, dashed(one) if one.time[:1].isdigit() else "", text)))
