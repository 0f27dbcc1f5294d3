"""Papers over many visits, which no single plan can print: tables, drawings of bars, and the document they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from jiedai import blocks as b
from jiedai.language import current
from jiedai.model.office import Office
from jiedai.widths import columns

_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_WIDTH, _ROW, _BAR, _TYPE = 640.0, 26.0, 14.0, 13.0
_INK, _FILL = "#111", "#1F4E79"


def paper(id: str, title: str, content: Iterable[b.Block], office: Office | None, created: dt.datetime) -> b.Document:
    """A document of its own, under its title."""
    head = b.Heading(1, (b.Text(title),))
    author = office.office.name if office else ""
    meta = b.Meta(id, title, created, author, language=_LANGUAGES.get(current(), "zh-CN"))
    return b.Document(meta, (head, *content))


Content = str | int | Decimal | dt.date | None


def table(head: Sequence[str], rows: Iterable[Sequence[Content]], widths: Sequence[float]) -> b.Table:
    """A table; numbers stand to the right and stay numbers, days stay days. A width of 0 is that of the widest word."""
    body = [tuple(_cell(one) for one in row) for row in rows]
    made = tuple(
        b.Column(width, b.Align.RIGHT if _numbers(row[at] for row in body) else b.Align.LEFT)
        for at, width in enumerate(widths)
    )
    return b.Table(made, (tuple(b.Cell((b.Text(text),), header=True) for text in head),), tuple(body))


def _numbers(cells: Iterable[b.Cell]) -> bool:
    """Whether there are numbers in a column, and nothing else."""
    filled = [cell for cell in cells if cell.inlines]
    return bool(filled) and all(isinstance(cell.value, Decimal) for cell in filled)


def _cell(content: Content) -> b.Cell:
    match content:
        case None | "":
            return b.Cell()
        case bool():
            raise TypeError("a table says yes and no in words")
        case int() | Decimal():
            value = Decimal(content)
            return b.Cell((b.Text(f"{value:f}"),), value=value)
        case dt.date():
            return b.Cell((b.Text(content.isoformat(), nowrap=True),), value=content)
        case _:
            return b.Cell((b.Text(str(content)),))


def paragraph(text: str, role: str = "") -> b.Paragraph:
    """Running text, or with role `note` small print."""
    return b.Paragraph((b.Text(text),), role=role, indent=not role)


def heading(text: str) -> b.Heading:
    """A heading below the title."""
    return b.Heading(2, (b.Text(text),))


def bars(title: str, rows: Sequence[tuple[str, int]]) -> b.Figure:
    """Bars one below the other, each with its name before and its number behind it; none is longer than the page."""
    most = max((number for _name, number in rows), default=0) or 1
    left = min(max((columns(name) for name, _number in rows), default=0) * _TYPE / 2 + 12, _WIDTH / 3)
    room = _WIDTH - left - 70
    height = len(rows) * _ROW + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" width="{_WIDTH:g}"'
        f' height="{height:g}" font-family="sans-serif" font-size="{_TYPE:g}" fill="{_INK}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect x="0" y="0" width="{_WIDTH:g}" height="{height:g}" fill="#fff"/>',
    ]
    for place, (name, number) in enumerate(rows):
        top = place * _ROW + 8
        length = room * number / most
        base = top + _BAR - 3
        parts += [
            f'<text x="{left - 8:g}" y="{base:g}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{left:g}" y="{top:g}" width="{length:.1f}" height="{_BAR:g}" fill="{_FILL}"/>',
            f'<text x="{left + length + 6:.1f}" y="{base:g}">{number}</text>',
        ]
    told = "；".join(f"{name} {number}" for name, number in rows)
    lines = "\n".join(f"{name}  {'█' * round(20 * number / most)} {number}" for name, number in rows)
    return b.Figure("\n".join((*parts, "</svg>")), f"{title}：{told}", title, text=lines)
