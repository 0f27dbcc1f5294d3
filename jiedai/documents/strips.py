"""Drawings of a day on the road: a strip of its stops with the legs between them, and where the places lie.

Plain shapes and text in a generic family, as the seating charts are: every format can hold them. A place's position is
where its coordinates say, north above; it is a sketch, and no map.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from jiedai.seating.lettering import ems, printable, wrapped

WIDTH = 640.0
_AXIS, _LEFT = 104.0, 126.0
_NAME, _LINE, _SMALL = 17.0, 13.5, 12.5
_LEADING = 1.5
_INK, _GREY, _ROAD, _STOP = "#111", "#555", "#1f4e79", "#9b1c1c"


class Stop(NamedTuple):
    """A place with when people come and go (empty where not known) and what they do there, a line each."""

    place: str
    arrive: str
    leave: str
    lines: tuple[str, ...]


class Leg(NamedTuple):
    """What is said of the road to the next stop, a line each; the first says vehicle, minutes and kilometres."""

    lines: tuple[str, ...]


class Spot(NamedTuple):
    """A place on the sketch, with its number and the degrees east and north that it lies at."""

    number: int
    name: str
    east: float
    north: float


def strip(stops: Sequence[Stop], legs: Sequence[Leg], title: str) -> str:
    """The stops of a day one below the other, `legs` between them (one fewer than stops)."""
    parts, y = [], 30.0
    for number, stop in enumerate(stops):
        parts += list(_stop(stop, y, number + 1))
        bottom = y + _depth(stop)
        if number < len(legs):
            after = bottom + max(len(legs[number].lines), 1) * _SMALL * _LEADING + 22
            parts.insert(0, _line(_AXIS, y, _AXIS, after, _ROAD, 3.0))
            parts += list(_leg(legs[number], bottom + 12))
            y = after
        else:
            y = bottom
    return _drawing(WIDTH, y + 12, title, parts)


def _depth(stop: Stop) -> float:
    lines = [part for line in stop.lines for part in _fitted(line, _LINE)]
    return _NAME * 0.6 + len(lines) * _LINE * _LEADING


def _stop(stop: Stop, y: float, number: int) -> Iterator[str]:
    yield f'<circle cx="{_AXIS}" cy="{_n(y)}" r="11" fill="{_STOP}"/>'
    yield _text(_AXIS, y + 4.6, str(number), 13, colour="#fff", anchor="middle", bold=True)
    times = [time for time in (stop.arrive, stop.leave) if time]
    for index, time in enumerate(times):
        size = 14.0
        yield _text(_AXIS - 20, y + 5 + (index - (len(times) - 1) / 2) * size * 1.25, time, size, anchor="end")
    yield _text(
        _LEFT, y + 6, stop.place, min(_NAME, _NAME * (WIDTH - _LEFT) / max(ems(stop.place) * _NAME, 1)), bold=True
    )
    lines = [part for line in stop.lines for part in _fitted(line, _LINE)]
    for index, line in enumerate(lines):
        yield _text(_LEFT, y + 6 + (index + 1) * _LINE * _LEADING, line, _LINE, colour=_INK)


def _leg(leg: Leg, y: float) -> Iterator[str]:
    for index, line in enumerate(leg.lines):
        colour = _ROAD if not index else _GREY
        fitted = next(iter(_fitted(line, _SMALL)), "")
        yield _text(_LEFT + 6, y + 8 + index * _SMALL * _LEADING, fitted, _SMALL, colour=colour)


def _fitted(line: str, size: float) -> list[str]:
    return list(wrapped(line, (WIDTH - _LEFT) / size))


# --- the sketch -------------------------------------------------------------------------------------------------------

_HEIGHT, _EDGE = 400.0, 56.0


def sketch(spots: Sequence[Spot], tour: Sequence[int], title: str, north: str) -> str:
    """Where the places lie, joined in the order of `tour` (numbers of spots); two or more of them."""
    at = _placed(spots)
    parts = [
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{_HEIGHT - 2}" fill="none" stroke="#999" stroke-width="1"/>'
    ]
    for one, other in pairwise(tour):
        if one != other:
            parts.append(_line(*at[one], *at[other], _ROAD, 1.6))
    taken: list[tuple[float, float, float, float]] = []
    for spot in spots:
        x, y = at[spot.number]
        parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="10" fill="{_STOP}"/>')
        parts.append(_text(x, y + 4.4, str(spot.number), 12, colour="#fff", anchor="middle", bold=True))
        parts.append(_label(spot.name, x, y, taken))
    parts.append(_text(WIDTH - 24, 30, north, 13, anchor="middle"))
    parts.append(f'<path d="M{WIDTH - 24} 36 l-6 18 l6 -5 l6 5 z" fill="{_INK}"/>')
    return _drawing(WIDTH, _HEIGHT, title, parts)


def _placed(spots: Sequence[Spot]) -> dict[int, tuple[float, float]]:
    """The spots on the sheet, as large as it holds them; a degree east is shorter than one north."""
    middle = sum(spot.north for spot in spots) / len(spots)
    across = [spot.east * math.cos(math.radians(middle)) for spot in spots]
    up = [spot.north for spot in spots]
    wide, high = max(across) - min(across), max(up) - min(up)
    scale = min((WIDTH - 3 * _EDGE) / wide if wide else math.inf, (_HEIGHT - 2 * _EDGE) / high if high else math.inf)
    scale = 1.0 if scale is math.inf else scale
    left, top = (WIDTH - wide * scale) / 2, (_HEIGHT - high * scale) / 2
    return {
        spot.number: (left + (x - min(across)) * scale, top + (max(up) - y) * scale)
        for spot, x, y in zip(spots, across, up, strict=True)
    }


def _label(name: str, x: float, y: float, taken: list[tuple[float, float, float, float]]) -> str:
    """A name beside its spot, where none is yet: right, left, below or above."""
    width = ems(name) * 12.5
    choices = [(x + 15, y + 4.5), (x - 15 - width, y + 4.5), (x - width / 2, y + 26), (x - width / 2, y - 16)]
    inside = [(a, b) for a, b in choices if a > 4 and a + width < WIDTH - 4 and 14 < b < _HEIGHT - 4] or choices[:1]
    free = [(a, b) for a, b in inside if not any(_overlap((a, b - 12, a + width, b + 3), box) for box in taken)]
    left, base = (free or inside)[0]
    taken.append((left, base - 12, left + width, base + 3))
    return _text(left, base, name, 12.5)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- shapes -----------------------------------------------------------------------------------------------------------


def _drawing(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}"'
            f' height="{_n(height)}" font-family="sans-serif" fill="{_INK}" role="img">',
            f"<title>{_safe(title)}</title>",
            f'<rect x="0" y="0" width="{_n(width)}" height="{_n(height)}" fill="#fff"/>',
            *parts,
            "</svg>",
        ]
    )


def _line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{_n(x0)}" y1="{_n(y0)}" x2="{_n(x1)}" y2="{_n(y1)}" stroke="{colour}" stroke-width="{_n(width)}"/>'
    )


def _text(
    x: float, y: float, text: str, size: float, *, colour: str = _INK, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{_safe(text)}</text>"
    )


def _safe(text: str) -> str:
    return escape(printable(text), quote=True)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
