"""A picture of what is taken: a line for each leader, vehicle and hall, a column for each day, a bar for each visit.

Bars stand at the hours of their day. What of one visit would run into each other on paper is one bar; two visits at
once lie one below the other. Each bar has the number of its visit, so that the picture is read without its colours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.office import Office
from jiedai.model.times import weekday_name
from jiedai.visit.bookings import Resource
from jiedai.widths import columns
from jiedai.workflow.across.conflicts import Met
from jiedai.workflow.across.resources import Key
from jiedai.workflow.across.taken import Use, Visit
from jiedai.workflow.after.paper import paper, paragraph, table

_WIDTH = 1020.0
_LANE, _GAP, _HEAD, _TYPE, _SMALL = 18.0, 6.0, 40.0, 13.0, 11.0
_LEAST = 17.0
"""A bar is as wide as the number in it at least."""
_DAWN, _NIGHT = 7 * 60, 22 * 60
"""The minutes of a day that a column shows; what is before or after stands at its edge."""
_TALLEST = 540.0
"""A picture that is higher does not stand on a page with its title; what is more makes another one."""
LONGEST = 62
"""Days of a picture."""
_INK, _RULE, _REST, _CLASH = "#111", "#bbb", "#efefef", "#b00020"
_FILLS = ("#cfe2f3", "#d9ead3", "#fff2cc", "#ead1dc", "#d9d2e9", "#fce5cd", "#d0e0e3", "#e6e6e6")
"""Light enough for the number in them, also in grey."""


class Bar(NamedTuple):
    """A bar: whose it is, its visit, from when to when, in which lane of its line, and whether it meets another's."""

    day: dt.date
    visit: int
    start: float
    end: float
    lane: int
    clash: bool
    label: str


class Line(NamedTuple):
    """The bars of one resource; `lanes` lie one below the other."""

    key: Key
    bars: tuple[Bar, ...]
    lanes: int


class Chart(NamedTuple):
    """What is drawn: the days, the visits by their numbers from 1, and the lines of each group."""

    days: tuple[dt.date, ...]
    visits: tuple[Visit, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def chart(
    found: Iterable[Use], first: dt.date, last: dt.date, keys: Sequence[Key] = (), met: Container[Met] = ()
) -> Chart:
    """What is taken on some days; of the leaders, vehicles, halls and hotels, or of what is asked for alone.

    `met` says what of which visit another one takes at once (`conflicts.met`).
    """
    days = tuple(first + dt.timedelta(days=later) for later in range((last - first).days + 1))
    shown = [use for use in found if use.sure and _days_of(use, days)]
    leaders = {use.name for use in shown if use.leads}
    wanted = [use for use in shown if (Key(use.kind, use.name) in keys if keys else _is_shown(use, leaders))]
    visits = tuple(dict.fromkeys(use.visit for use in sorted(wanted, key=lambda one: (one.start, one.visit.file))))
    numbers = {visit: number for number, visit in enumerate(visits, start=1)}
    groups = []
    for kind, name in (
        (Resource.PERSON, _("人员") if keys else _("领导")),
        (Resource.VEHICLE, _("车辆")),
        (Resource.PLACE, _("场所") if keys else _("会场")),
        (Resource.HOTEL, _("宾馆")),
    ):
        by_name: dict[str, list[Use]] = {}
        for use in wanted:
            if use.kind is kind:
                by_name.setdefault(use.name, []).append(use)
        lines = tuple(_line(Key(kind, one), by_name[one], days, numbers, met) for one in sorted(by_name, key=_natural))
        groups += [(name, lines)] if lines else []
    return Chart(days, visits, tuple(groups))


def _natural(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isascii() and name.isdigit() else (1 << 30, name)


def _is_shown(use: Use, leaders: set[str]) -> bool:
    if use.kind is Resource.PERSON:
        return use.name in leaders
    return use.kind is not Resource.PLACE or use.alone


def _days_of(use: Use, days: Sequence[dt.date]) -> list[dt.date]:
    """The days that a use is drawn on: of a night its evening alone."""
    last = use.start.date() if use.kind is Resource.HOTEL else max(use.start, use.end - _INSTANT).date()
    return [day for day in days if use.start.date() <= day <= last]


_INSTANT = dt.timedelta(microseconds=1)


def _line(
    key: Key, found: Sequence[Use], days: Sequence[dt.date], numbers: dict[Visit, int], met: Container[Met]
) -> Line:
    width = _column(len(days))
    bars: list[Bar] = []
    lanes = 1
    for day in days:
        stretches: dict[int, list[tuple[float, float, str]]] = {}
        for use in found:
            if day in _days_of(use, [day]):
                start, end = _across(use, day, width)
                stretches.setdefault(numbers[use.visit], []).append((start, end, _rooms(use)))
        made = sorted(
            (start, end, visit, label)
            for visit, some in stretches.items()
            for start, end, label in _merged(sorted(some), width)
        )
        at_once = {number for visit, number in numbers.items() if Met(key.kind, key.name, day, visit.file) in met}
        ends: list[float] = []
        for start, end, visit, label in made:
            lane = next((number for number, until in enumerate(ends) if until <= start), len(ends))
            ends[lane : lane + 1] = [end]
            bars.append(Bar(day, visit, start, end, lane, visit in at_once, label or str(visit)))
        lanes = max(lanes, len(ends))
    return Line(key, tuple(bars), lanes)


def _rooms(use: Use) -> str:
    count = sum(number for _type, number in use.rooms)
    return _("{count}间").format(count=count) if count else ""


def _column(days: int) -> float:
    return (_WIDTH - _left()) / days


def _left() -> float:
    return 150.0


def _across(use: Use, day: dt.date, width: float) -> tuple[float, float]:
    """From where to where in its column a use is drawn; a night takes all of it."""
    if use.kind is Resource.HOTEL:
        return 1.0, width - 1
    midnight = dt.datetime.combine(day, dt.time())
    places = []
    for moment in (use.start, use.end):
        minutes = min(max((moment - midnight).total_seconds() / 60, _DAWN), _NIGHT)
        places.append(1 + (minutes - _DAWN) / (_NIGHT - _DAWN) * (width - 2))
    return places[0], places[1]


def _merged(some: Sequence[tuple[float, float, str]], width: float) -> list[tuple[float, float, str]]:
    """The stretches of one visit and day, each wide enough for its number; those that would touch are one."""
    found: list[tuple[float, float, str]] = []
    for start, end, label in some:
        least = max(_LEAST, columns(label) * _SMALL / 2 + 4) if label else _LEAST
        start, end = (start, end) if end - start >= least else _widened(start, end, min(least, width - 2), width)
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]), found[-1][2] or label)
        else:
            found.append((start, end, label))
    return found


def _widened(start: float, end: float, least: float, width: float) -> tuple[float, float]:
    middle = (start + end) / 2
    left = min(max(middle - least / 2, 1), width - 1 - least)
    return left, left + least


# --- drawn ------------------------------------------------------------------------------------------------------------


def svgs(made: Chart, title: str) -> list[tuple[str, str]]:
    """The drawings, each with what it shows in words; a chart of many lines makes several."""
    flat = [(name, line) for name, lines in made.groups for line in lines]
    pieces: list[list[tuple[str, Line]]] = []
    for one in flat:
        if not pieces or _height([*pieces[-1], one]) > _TALLEST:
            pieces.append([])
        pieces[-1].append(one)
    return [(_svg(made, piece, title), _words(piece)) for piece in pieces]


def _height(piece: Sequence[tuple[str, Line]]) -> float:
    heads = len({name for name, _line in piece})
    return _HEAD + sum(line.lanes * _LANE + _GAP for _name, line in piece) + heads * _LANE + 4


def _svg(made: Chart, piece: Sequence[tuple[str, Line]], title: str) -> str:
    left, width = _left(), _column(len(made.days))
    height = _height(piece)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" width="{_WIDTH:g}"'
        f' height="{height:g}" font-family="sans-serif" font-size="{_TYPE:g}" fill="{_INK}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect x="0" y="0" width="{_WIDTH:g}" height="{height:g}" fill="#fff"/>',
        *_days(made.days, left, width, height),
    ]
    top, group = _HEAD, ""
    for name, line in piece:
        if name != group:
            parts.append(f'<text x="4" y="{top + 13:g}" font-weight="bold">{escape(name)}</text>')
            parts.append(_rule(0, top, _WIDTH, top))
            top, group = top + _LANE, name
        parts += _drawn(line, made.days, left, width, top)
        top += line.lanes * _LANE + _GAP
    return "\n".join((*parts, _rule(0, top, _WIDTH, top), "</svg>"))


def _days(days: Sequence[dt.date], left: float, width: float, height: float) -> Iterator[str]:
    """The columns with their dates; days without work are grey."""
    from jiedai.model.workdays import is_workday

    for number, day in enumerate(days):
        x = left + number * width
        if not is_workday(day):
            yield f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{height:g}" fill="{_REST}"/>'
        middle = x + width / 2
        date = f"{day.month}/{day.day}" if number == 0 or day.day == 1 else str(day.day)
        yield f'<text x="{middle:.1f}" y="15" text-anchor="middle">{date}</text>'
        name = weekday_name(day.weekday())
        short = name[-1] if name.startswith("星期") else name[:2]
        yield f'<text x="{middle:.1f}" y="31" text-anchor="middle" font-size="{_SMALL:g}">{short}</text>'
        yield _rule(x, 0, x, height)


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{_RULE}" stroke-width="0.6"/>'


def _drawn(line: Line, days: Sequence[dt.date], left: float, width: float, top: float) -> Iterator[str]:
    name = line.key.name if line.key.kind is Resource.HOTEL else line.key.label
    size = min(_TYPE, (_left() - 12) / max(columns(name) / 2, 1))
    yield f'<text x="8" y="{top + 14:g}" font-size="{max(size, 7):.1f}">{escape(name)}</text>'
    for bar in line.bars:
        x = left + days.index(bar.day) * width + bar.start
        y = top + bar.lane * _LANE + 1
        stroke = f'"{_CLASH}" stroke-width="2"' if bar.clash else '"#666" stroke-width="0.6"'
        fill = _FILLS[(bar.visit - 1) % len(_FILLS)]
        yield (
            f'<rect x="{x:.1f}" y="{y:g}" width="{bar.end - bar.start:.1f}" height="{_LANE - 3:g}" rx="2"'
            f' fill="{fill}" stroke={stroke}/>'
        )
        label = f"{bar.label}!" if bar.clash else bar.label
        middle = x + (bar.end - bar.start) / 2
        yield f'<text x="{middle:.1f}" y="{y + 11:g}" text-anchor="middle" font-size="{_SMALL:g}">{label}</text>'
    bottom = top + line.lanes * _LANE + _GAP / 2
    yield _rule(_left(), bottom, _WIDTH, bottom)


def _words(piece: Sequence[tuple[str, Line]]) -> str:
    """A line for each resource: on which days it is given to which visit."""
    told = []
    for _name, line in piece:
        given = dict.fromkeys((bar.day, bar.visit, bar.clash) for bar in line.bars)
        days = _("、").join(f"{day:%m-%d} ({visit}{'!' if clash else ''})" for day, visit, clash in given)
        told.append(f"{line.key.label}  {days}")
    return "\n".join(told)


# --- on paper ---------------------------------------------------------------------------------------------------------


def document(made: Chart, title: str, office: Office | None, created: dt.datetime) -> b.Document:
    """The picture with the visits that its numbers stand for, across the page."""
    blocks: list[b.Block] = []
    for svg, words in svgs(made, title):
        blocks.append(b.Figure(svg, words.replace("\n", _("；")), text=words))
    if not blocks:
        blocks.append(paragraph(_("这些天没有占用")))
    else:
        head = (_("图中"), _("日期"), _("来访"), _("编号"), _("来访单位"), _("人数"))
        rows = [
            (number, _dates(one), one.title, one.number, one.unit, one.guests)
            for number, one in enumerate(made.visits, start=1)
        ]
        blocks += [table(head, rows, (0, 2.4, 5, 2.2, 3, 0)), paragraph(_legend(made), "note")]
    done = paper("bookings", title, blocks, office, created)
    return b.Document(done.meta, done.blocks, done.paper, landscape=True)


def _dates(one: Visit) -> str:
    return f"{one.first:%Y-%m-%d}" if one.first == one.last else f"{one.first:%Y-%m-%d} — {one.last:%m-%d}"


def _legend(made: Chart) -> str:
    """What the marks of the picture mean, as far as it has them."""
    told = [_("图中的数字是表里的序号，灰底是休息日。")]
    if any(bar.clash for _name, lines in made.groups for line in lines for bar in line.bars):
        told.append(_("红框、带 ! 的，两次接待撞上了。"))
    return "".join(told)
