"""The rules of a book as lists and for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jiedai.cli.console import Listing
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.visit.book import Row, RuleBook

LEVELS = {Level.ERROR: N_("错误"), Level.WARNING: N_("警告"), Level.INFO: N_("提示")}
"""What the levels of rules are called."""
VISITS = {"any": N_("所有接待"), "domestic": N_("国内"), "foreign": N_("外事")}
"""For which visits a rule is."""


def rules_of(book: RuleBook) -> Listing:
    """The rules of a book as they hold from now on; a rule that differs for foreign guests has two rows."""
    head = (_("代号"), _("级别"), _("名称"), _("依据"), _("核对"), _("适用"), _("默认"))
    rows = [row for code in sorted(book.rows) for row in book.newest(code)]
    shown = [
        (
            row.code,
            _(LEVELS[row.level]),
            row.name,
            row.basis or (_("本单位规定") if row.condition else ""),
            row.checked,
            _(VISITS[row.kinds]),
            _("查") if row.on else _("不查"),
        )
        for row in rows
    ]
    return Listing(head, shown, [{"code": row.code, "title": dict(row.title), **row_data(row)} for row in rows])


def row_data(row: Row) -> dict[str, Any]:
    """What a pack says of a rule, for programs: `source` and `article` in both languages, days as ISO or None."""
    return {
        "level": row.level.value,
        "source": dict(row.source) or None,
        "article": dict(row.article) or None,
        "status": row.status or None,
        "visits": row.kinds,
        "on": row.on,
        "since": None if row.since == dt.date.min else row.since.isoformat(),
        "until": None if row.until == dt.date.max else row.until.isoformat(),
        "figures": _plain(row.figures),
        "pack": row.pack,
    }


def _plain(value: Any) -> Any:
    """Figures as JSON has them."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
