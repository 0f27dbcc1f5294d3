"""`jiedai explain`: the manual of a rule."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from jiedai.check.manual import Manual, figure_lines, manual, own_manual
from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.cli.findings import book_here, known_codes, rule_called, unknown_code
from jiedai.cli.rules import LEVELS, row_data
from jiedai.language import LANGUAGES, N_, _
from jiedai.visit.book import Row

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Explain


_WHY, _WRONG, _RIGHT = N_("为什么"), N_("错误的写法"), N_("正确的写法")
_NEWEST = ("level", "source", "article", "status", "visits", "on")
"""What is said of the version that holds now, before all of them."""


def run(options: Explain) -> int:
    """Print the manual of a code; Failure for an unknown one."""
    code = options.code.strip()
    wanted = rule_called(code.upper()) if code.isascii() else code
    rows = book_here().rows.get(wanted, ())
    page = own_manual(rows[-1]) if rows else None
    if page is None:
        try:
            page = manual(wanted)
        except KeyError:
            raise unknown_code(wanted, known_codes() - {wanted}) from None
    if options.format == "json":
        console.data(json.dumps(_as_data(wanted, rows, page), ensure_ascii=False, indent=2))
    elif options.format == "md":
        console.data(_as_markdown(wanted, rows, page))
    else:
        console.data(_as_text(wanted, rows, page))
    return FINE


def _as_data(code: str, rows: Sequence[Row], page: Manual) -> dict[str, Any]:
    """The page for programs: both languages, and the versions of the rule in the order of their dates.

    A rule of the office's own has no manual but its `condition`.
    """
    row = rows[-1] if rows else None
    own = row.condition if row else None
    pages = {} if own else {language: manual(code, language) for language in LANGUAGES}
    return {
        "version": 1,
        "code": code,
        "title": dict(row.title) if row else None,
        **({key: value for key, value in row_data(row).items() if key in _NEWEST} if row else {}),
        "versions": [row_data(one) for one in rows],
        "manual": {language: {"what": one.what, "why": one.why, "fix": one.fix} for language, one in pages.items()},
        "condition": {name: value or None for name, value in own._asdict().items()} if own else None,
        "wrong": page.wrong,
        "right": page.right,
    }


def _as_markdown(code: str, rows: Sequence[Row], page: Manual) -> str:
    """The page as Markdown: a heading, the titles in bold, examples as YAML."""
    parts = [f"## {_head(code, rows)}", page.what]
    for title, text in _sections(rows, page):
        if title in (_WRONG, _RIGHT):
            text = f"```yaml\n{text}\n```"
        elif title != _WHY:
            text = "\n".join(f"- {line}" for line in text.split("\n") if line)
        parts += [f"**{_(title)}**", text]
    return "\n\n".join(parts)


def _as_text(code: str, rows: Sequence[Row], page: Manual) -> str:
    """The page for a terminal."""
    parts = [_head(code, rows), page.what]
    for title, text in _sections(rows, page):
        lines = (f"  {line}".rstrip() for line in text.split("\n"))
        parts.append(_("{title}：").format(title=_(title)) + "\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _head(code: str, rows: Sequence[Row]) -> str:
    if not rows:
        return code
    row = rows[-1]
    return _("{code} {title}（{level}）").format(code=code, title=row.name, level=_(LEVELS[row.level]))


def _sections(rows: Sequence[Row], page: Manual) -> Iterator[tuple[str, str]]:
    """(title, text) of the parts that have something to say; a rule's versions one after the other."""
    versions = [
        part
        for row in rows
        for part in (
            (N_("依据"), _sources(row)),
            (N_("数值"), "\n".join(figure_lines(row.figures))),
            (N_("状态"), _state(row)),
        )
    ]
    parts = [(_WHY, page.why), *versions, (N_("怎么改"), page.fix), (_WRONG, page.wrong), (_RIGHT, page.right)]
    yield from ((title, text) for title, text in parts if text)


def _sources(row: Row) -> str:
    lines = [row.citation] if row.citation else []
    if row.since != dt.date.min:
        lines.append(_("自 {day} 起").format(day=row.since.isoformat()))
    if row.until != dt.date.max:
        lines.append(_("到 {day} 为止").format(day=row.until.isoformat()))
    return "\n".join(lines)


def _state(row: Row) -> str:
    """What a pack can change: for which visits, and whether it is on."""
    lines = []
    if row.kinds != "any":
        lines.append(_("只用于外事接待") if row.kinds == "foreign" else _("只用于国内接待"))
    if not row.on:
        lines.append(_("默认不查；由本单位的规则包打开"))
    return "\n".join(lines)
