"""`jiedai explain`: the manual of a rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jiedai.check.manual import Manual, manual
from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.cli.findings import LEVELS, book_here, known_codes, unknown_code
from jiedai.language import _
from jiedai.visit.book import Row

if TYPE_CHECKING:
    from jiedai.cli.app import Explain


def run(options: Explain) -> int:
    """Print the manual of a code; Failure for an unknown one."""
    code = options.code.strip()
    wanted = code.upper() if code.isascii() else code
    try:
        page = manual(wanted)
    except KeyError:
        raise unknown_code(wanted, known_codes()) from None
    rows = book_here().rows.get(wanted, ())
    console.data("\n\n".join(part for part in _parts(wanted, rows, page) if part))
    return FINE


def _parts(code: str, rows: Sequence[Row], page: Manual) -> Iterator[str]:
    """The parts of the page, empty where there is nothing to say; a rule's versions one after the other."""
    if rows:
        row = rows[-1]
        yield _("{code} {title}（{level}）").format(code=code, title=row.name, level=_(LEVELS[row.level]))
    else:
        yield code
    yield page.what
    yield _part(_("为什么"), page.why)
    for row in rows:
        yield _part(_("依据"), _sources(row))
        yield _part(_("数值"), "\n".join(_figures(row.figures)))
        yield _part(_("状态"), _state(row))
    yield _part(_("怎么改"), page.fix)
    yield _part(_("错误的写法"), page.wrong)
    yield _part(_("正确的写法"), page.right)


def _part(title: str, text: str) -> str:
    if not text:
        return ""
    lines = (f"  {line}".rstrip() for line in text.split("\n"))
    return _("{title}：").format(title=title) + "\n" + "\n".join(lines)


def _sources(row: Row) -> str:
    lines = [row.citation] if row.citation else []
    if row.since != dt.date.min:
        lines.append(_("自 {day} 起").format(day=row.since.isoformat()))
    if row.until != dt.date.max:
        lines.append(_("到 {day} 为止").format(day=row.until.isoformat()))
    return "\n".join(lines)


def _figures(figures: Mapping[str, Any]) -> Iterator[str]:
    """The figures as a pack writes them; those of a group under its name with a point: `chief.city = 5`."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from (f"{name}.{line}" for line in _figures(value))
        elif isinstance(value, bool):
            yield f"{name} = {str(value).lower()}"
        else:
            shown = _("、").join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            yield f"{name} = {shown}"


def _state(row: Row) -> str:
    """What a pack can change: for which visits, and whether it is on."""
    lines = []
    if row.kinds != "any":
        lines.append(_("只用于外事接待") if row.kinds == "foreign" else _("只用于国内接待"))
    if not row.on:
        lines.append(_("默认不查；由本单位的规则包打开"))
    return "\n".join(lines)
