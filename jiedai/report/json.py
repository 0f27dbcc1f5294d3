"""Findings for programs: JSON whose shape is fixed by its `version`.

`{"version": 1, "files": n, "diagnostics": [...]}`, each with the keys `code level message file line column end_line
end_column path source hint waived`. Lines and columns count from 1 in characters, the end exclusive. `path` is the list
of keys as the user wrote them, with list indices from 0. `waived` is null or `{"reason", "by"}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedai.report.common.rows import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedai.diagnostics import Diagnostic
    from jiedai.report import Report

ENCODING = "utf-8"
VERSION = 1


def render(report: Report) -> Iterator[str]:
    """The report as a JSON text in Unicode; only what UTF-8 cannot hold or a terminal would obey is escaped."""
    around = {"version": VERSION, "files": report.files, "diagnostics": []}
    return document(around, "diagnostics", map(_entry, report.diagnostics))


def _entry(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "level": found.level.value,
        "message": found.message,
        "file": found.file,
        "line": found.span.line,
        "column": found.span.column,
        "end_line": found.span.end_line,
        "end_column": found.span.end_column,
        "path": list(found.path),
        "source": found.source,
        "hint": found.hint,
        "waived": {"reason": found.waived.reason, "by": found.waived.by} if found.waived else None,
    }
