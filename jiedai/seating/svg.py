"""The drawing of a chart: one SVG, to scale, that every format shows.

A centimetre in the room is a unit in the drawing. Text stays text, in a generic family; there is nothing in it that
loads, links or runs.
"""

from __future__ import annotations

import math
from html import escape

from jiedai.language import _
from jiedai.seating.chart import Chart, Seat
from jiedai.seating.layout import Furniture, Mark, MarkKind, Place, Side, label
from jiedai.seating.lettering import ems, name_lines, printable, wrapped
from jiedai.seating.wording import conventions, heading
from jiedai.widths import columns

_MARGIN = 26.0
_DOOR = 23.0
"""Half the width of a door as drawn."""
_NARROWEST = 520.0
_NAME, _SMALLEST_NAME, _SMALL, _TITLE, _NOTE = 16.0, 11.0, 9.0, 20.0, 13.0
_MOST_LINES, _LEADING = 3, 1.1
"""Lines that a name may take on its seat, and their distance in sizes of its type."""
_LOWEST_LINE = 13.0
"""Depth of a seat for each line of a name."""
_MOST_DOWN = 5
"""Ideographs of a name that stand one below the other on a narrow seat."""
_INK, _GREY, _TABLE = "#111", "#666", "#f4f1ea"
_SIDES = {True: "#fff", False: "#dfe7ee"}
"""Fill of a guest's and of a host's seat."""


def as_svg(chart: Chart) -> str:
    """The chart as a complete SVG document; each seat is a group with its number, name and place as its title."""
    left, top, right, bottom = _bounds(chart)
    middle, width = (left + right) / 2, max(right - left, _NARROWEST - 2 * _MARGIN)
    head = wrapped(chart.viewpoint, width / _NOTE)
    foot = _joined(conventions(chart), width / _NOTE)
    margin = _MARGIN if chart.id else _MARGIN / 4  # what is shown among other things has its room from them
    above = _TITLE * 1.6 + len(head) * _NOTE * 1.5 + 12
    below = len(foot) * _NOTE * 1.5 + (_NOTE * 2 if _has_both_sides(chart) else 0) + 14
    x, y = middle - width / 2 - _MARGIN, top - above - margin
    across, down = width + 2 * _MARGIN, bottom - top + above + below + 2 * margin
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_n(x)} {_n(y)} {_n(across)} {_n(down)}"'
        f' width="{_n(across)}" height="{_n(down)}" font-family="sans-serif" fill="{_INK}" role="img">',
        f"<title>{_safe(heading(chart))}</title>",
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(across)}" height="{_n(down)}" fill="#fff"/>',
        _text(middle, y + margin + _TITLE * 0.8, heading(chart), _fit(heading(chart), _TITLE, width), bold=True),
    ]
    for index, line in enumerate(head):
        parts.append(_text(middle, y + margin + _TITLE * 1.6 + (index + 0.8) * _NOTE * 1.5, line, _NOTE))
    parts += [_furniture(piece) for piece in chart.layout.furniture]
    parts += [_mark(mark) for mark in chart.layout.marks]
    size = _name_size(chart)
    parts += [_seat(seat, size) for seat in chart.seats]
    line_y = bottom + 14 + _NOTE
    for index, line in enumerate(foot):
        parts.append(_text(middle, line_y + index * _NOTE * 1.5, line, _NOTE, colour="#333"))
    if _has_both_sides(chart):
        parts.append(_legend(middle, line_y + len(foot) * _NOTE * 1.5 + 6))
    parts.append("</svg>")
    return "\n".join(parts)


def alt_text(chart: Chart) -> str:
    """What the drawing shows, for those who cannot see it: the rows, sides or seats with their names."""
    rows: dict[str, list[str]] = {}
    for seat in chart.seats:
        rows.setdefault(seat.place.group, []).append(seat.name or _("空"))
    told = _("；").join(_("、").join(names) for names in rows.values())
    return f"{heading(chart)}（{chart.viewpoint}）：{told}"


def _bounds(chart: Chart) -> tuple[float, float, float, float]:
    boxes = [(p.x, p.y, *_across(p)) for p in chart.layout.places]
    boxes += [(f.x, f.y, f.width, f.depth) for f in chart.layout.furniture]
    boxes += [(m.x, m.y, max(m.width, ems(m.text) * _NOTE), 44.0) for m in chart.layout.marks]
    boxes = boxes or [(0.0, 0.0, 100.0, 40.0)]
    return (
        min(x - w / 2 for x, _y, w, _d in boxes),
        min(y - d / 2 for _x, y, _w, d in boxes),
        max(x + w / 2 for x, _y, w, _d in boxes),
        max(y + d / 2 for _x, y, _w, d in boxes),
    )


def _across(place: Place) -> tuple[float, float]:
    """The width and height that a seat takes on the drawing, with its wedge."""
    angle = math.radians(place.turn)
    sin, cos = abs(math.sin(angle)), abs(math.cos(angle))
    return place.width * cos + place.depth * sin + 16, place.width * sin + place.depth * cos + 16


# --- seats ------------------------------------------------------------------------------------------------------------


def _name_size(chart: Chart) -> float:
    """One size for all names that stand on one line."""
    names = ((seat.name or "", seat.place.width) for seat in chart.seats if not _is_narrow(seat.place))
    sizes = (_fit(name, _NAME, width - 7) for name, width in names if len(name_lines(name)) == 1)
    return max(min(sizes, default=_NAME), _SMALLEST_NAME)


def _seat(seat: Seat, size: float) -> str:
    place = seat.place
    x, y = place.x - place.width / 2, place.y - place.depth / 2
    shown = f"{seat.name or _('空')} · {label(place.position)}"
    shown, corner = (f"{seat.number} {shown}", str(seat.number)) if seat.number else (shown, "")
    side = place.slot[0] if place.slot else None
    apart = side in (Side.INTERPRETER, Side.CREW) or seat.person is None
    fill = _SIDES[seat.person.guest] if seat.person and not apart else "#fff"
    stroke = f'stroke="{_GREY if apart else _INK}" stroke-width="{2.6 if seat.fixed else 1.2}"'
    dashes = ' stroke-dasharray="4 3"' if apart else ""
    turned = f' transform="rotate({_n(place.turn)} {_n(place.x)} {_n(place.y)})"' if place.turn else ""
    return "".join(
        [
            f"<g{turned}><title>{_safe(shown)}</title>",
            _looks(place),
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(place.width)}" height="{_n(place.depth)}" rx="5"'
            f' fill="{fill}" {stroke}{dashes}/>',
            _text(x + 4, y + _SMALL + 1, corner, _SMALL, colour=_GREY, anchor="start") if corner else "",
            _duty(seat, x + place.width - 4, y + _SMALL + 1),
            _name(seat.name, place, size),
            "</g>",
        ]
    )


def _duty(seat: Seat, right: float, y: float) -> str:
    """What somebody does there, in the corner of the seat, where that is why they have it."""
    match seat.place.slot:
        case (Side.INTERPRETER, _number):
            word = _("译员")
        case (Side.SIGNER, number):
            word = _("签字") if number <= 2 else _("助签")
        case (Side.CREW, _number):
            word = _("随员")
        case _other:
            return ""
    return _text(right, y, word, _SMALL, colour=_GREY, anchor="end") if seat.person else ""


def _name(name: str | None, place: Place, usual: float) -> str:
    if name is None:
        return _text(place.x, place.y + 7, _("空"), 12, colour=_GREY)
    if _is_narrow(place):
        return _name_down(name, place)
    lines = name_lines(name, min(_MOST_LINES, int(place.depth / _LOWEST_LINE)))
    size = usual if len(lines) == 1 else min(13.5, (place.depth - _SMALL - 2) / (len(lines) * _LEADING))
    size = min(_fit(line, size, place.width - 7) for line in lines)
    middle = place.y + (3 if len(lines) == 1 else 4)
    return "".join(
        _text(place.x, middle + size * 0.36 + (index - (len(lines) - 1) / 2) * size * _LEADING, line, size)
        for index, line in enumerate(lines)
    )


def _is_narrow(place: Place) -> bool:
    return place.depth > place.width


def _name_down(name: str, place: Place) -> str:
    """A name on a narrow seat: ideographs one below the other, another script turned."""
    room = place.depth - 2 * _SMALL - 4
    top = place.y - place.depth / 2 + _SMALL + 8
    shown = printable(name)
    if columns(shown) == 2 * len(shown) and len(shown) <= _MOST_DOWN:
        size = min(_NAME, room / (len(shown) * _LEADING))
        return "".join(
            _text(place.x, top + (index + 0.9) * size * _LEADING, char, size) for index, char in enumerate(shown)
        )
    lines = name_lines(shown)
    size = min(_fit(line, 12.0, room) for line in lines)
    middle = top + room / 2
    turned = "".join(
        _text(place.x, middle + size * 0.36 + (index - (len(lines) - 1) / 2) * size * _LEADING, line, size)
        for index, line in enumerate(lines)
    )
    return f'<g transform="rotate(90 {_n(place.x)} {_n(middle)})">{turned}</g>'


def _looks(place: Place) -> str:
    """A small wedge on the edge of a seat, in the direction its person looks; drawn with the seat, before its turn."""
    angle = math.radians(place.facing - place.turn)
    dx, dy = math.sin(angle), -math.cos(angle)
    reach = min(
        place.width / 2 / abs(dx) if abs(dx) > 1e-9 else math.inf,
        place.depth / 2 / abs(dy) if abs(dy) > 1e-9 else math.inf,
    )
    x, y = place.x + dx * reach, place.y + dy * reach
    points = [(x + dx * 7, y + dy * 7), (x - dy * 6, y + dx * 6), (x + dy * 6, y - dx * 6)]
    return f'<polygon points="{_points(points)}" fill="{_GREY}"/>'


# --- the room ---------------------------------------------------------------------------------------------------------


def _furniture(piece: Furniture) -> str:
    x, y = piece.x - piece.width / 2, piece.y - piece.depth / 2
    drawn = (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(piece.width)}" height="{_n(piece.depth)}"'
        f' rx="{_n(piece.corner)}" fill="{_TABLE}" stroke="#999"/>'
    )
    if piece.label:
        size = _fit(piece.label, _NOTE + 1, piece.width - 8)
        drawn += _text(piece.x, piece.y + size * 0.36, piece.label, size, colour="#444")
    return drawn


def _mark(mark: Mark) -> str:
    """A mark of the room with its words; the audience and the camera with a wedge that shows where one looks."""
    x, y, half = mark.x, mark.y, mark.width / 2
    words = _text(x, y + 20, mark.text, _NOTE)
    line = f'<line x1="{_n(x - half)}" y1="{_n(y)}" x2="{_n(x + half)}" y2="{_n(y)}"'
    match mark.kind:
        case MarkKind.DOOR:
            return _door(x, y, _DOOR) + words
        case MarkKind.SCREEN:
            return f'{line} stroke="#444" stroke-width="6"/>' + _text(x, y - 9, mark.text, _NOTE)
        case MarkKind.AUDIENCE:
            return f'{line} stroke="{_GREY}" stroke-dasharray="10 6"/>' + _arrow(x, y - 6) + words
        case MarkKind.CAMERA:
            body = f'<rect x="{_n(x - 17)}" y="{_n(y - 10)}" width="34" height="20" rx="3" fill="#444"/>'
            return (
                body
                + f'<circle cx="{_n(x)}" cy="{_n(y)}" r="6" fill="#fff"/>'
                + _arrow(x, y - 15)
                + _text(x, y + 26, mark.text, _NOTE)
            )
        case MarkKind.ENTRY:
            wedge = _points([(x - 20, y), (x - 8, y - 8), (x - 8, y + 8)])
            return f'<polygon points="{wedge}" fill="{_INK}"/>' + _text(x - 2, y + 5, mark.text, _NOTE, anchor="start")
        case MarkKind.FRONT:
            return _arrow(x, y + 6) + _text(x, y + 22, mark.text, _NOTE)
        case MarkKind.FLAG:
            pole = f'<line x1="{_n(x)}" y1="{_n(y - 20)}" x2="{_n(x)}" y2="{_n(y + 4)}" stroke="{_INK}"/>'
            cloth = [(x, y - 20), (x + 16, y - 15), (x, y - 9)]
            return pole + f'<polygon points="{_points(cloth)}" fill="#b33"/>' + _text(x, y + 18, mark.text, 11)


def _door(x: float, y: float, half: float) -> str:
    """An opening in the wall, with the leaf and the way it swings."""
    wall = f'stroke="{_INK}" stroke-width="4"'
    hinge, free = x - half, x + half
    return (
        f'<line x1="{_n(x - half - 24)}" y1="{_n(y)}" x2="{_n(x - half)}" y2="{_n(y)}" {wall}/>'
        f'<line x1="{_n(x + half)}" y1="{_n(y)}" x2="{_n(x + half + 24)}" y2="{_n(y)}" {wall}/>'
        f'<path d="M {_n(hinge)} {_n(y)} V {_n(y - 2 * half)} A {_n(2 * half)} {_n(2 * half)} 0 0 1 {_n(free)} {_n(y)}"'
        f' fill="none" stroke="{_GREY}"/>'
    )


def _arrow(x: float, y: float) -> str:
    """A wedge upwards: the direction of sight, or of travel."""
    return f'<polygon points="{_points([(x, y - 14), (x - 11, y), (x + 11, y)])}" fill="#b33"/>'


def _has_both_sides(chart: Chart) -> bool:
    return len({seat.person.guest for seat in chart.seats if seat.person}) > 1


def _legend(x: float, y: float) -> str:
    words = ((_("来宾"), True), (_("主方"), False))
    parts = []
    for index, (word, guest) in enumerate(words):
        left = x - 70 + index * 80
        parts.append(
            f'<rect x="{_n(left)}" y="{_n(y - 11)}" width="20" height="13" rx="3" fill="{_SIDES[guest]}"'
            f' stroke="{_INK}" stroke-width="1.2"/>' + _text(left + 26, y, word, _NOTE, anchor="start")
        )
    return "".join(parts)


# --- text -------------------------------------------------------------------------------------------------------------


def _fit(text: str, size: float, width: float) -> float:
    """`size`, or as much less as lets the text stay within `width`."""
    return min(size, width / max(ems(text), 0.1))


def _text(
    x: float, y: float, text: str, size: float, *, colour: str = "", anchor: str = "middle", bold: bool = False
) -> str:
    fill = f' fill="{colour}"' if colour else ""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"{fill}{weight}>'
        f"{_safe(text)}</text>"
    )


def _joined(parts: list[str], width: float) -> list[str]:
    """Parts side by side, as many to a line as fit; a part alone that does not fit is broken."""
    lines = [""]
    for part in parts:
        longer = lines[-1] + _("；") + part if lines[-1] else part
        if lines[-1] and ems(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return [piece for line in lines for piece in wrapped(line, width)]


def _safe(text: str) -> str:
    """A text as content of an element; characters that XML does not know are left out."""
    return escape(printable(text), quote=False)


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A number with a decimal at most, without needless zeros; never an exponent."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if "." in f"{number:.1f}" else f"{number:.0f}"
