"""Findings as workflow commands of GitHub Actions: they show beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.report.common.excerpt import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedai.diagnostics import Diagnostic
    from jiedai.report import Report

ENCODING = "utf-8"

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    """One command a finding; a waived one is a notice that says so."""
    return (_command(found) + "\n" for found in report.diagnostics)


def _command(found: Diagnostic) -> str:
    span = found.span
    properties: dict[str, str] = {}
    if found.file:
        properties |= {"file": found.file, "line": str(span.line), "col": str(span.column)}
        # GitHub takes an end column only on the line where the finding begins.
        if span.end_line > span.line:
            properties["endLine"] = str(span.end_line)
        elif span.end_column > span.column:
            properties["endColumn"] = str(span.end_column)
    properties["title"] = f"{found.code} {found.title}".strip()
    command = "notice" if found.waived else _COMMANDS[found.level]
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {given}::{_data(_message(found))}"


def _message(found: Diagnostic) -> str:
    lines = [found.message]
    if found.source:
        lines.append(_("依据 {source}").format(source=found.source))
    if found.hint:
        lines.append(_("建议 {hint}").format(hint=found.hint))
    if found.waived:
        lines.append(_("已豁免（{reason}，{by}）").format(reason=found.waived.reason, by=found.waived.by))
    return "\n".join(lines)


def _data(text: str) -> str:
    """A text as the data of a command: what would end it is escaped, other controls are shown as pictures."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(visible(char) for char in escaped)


def _property(text: str) -> str:
    """A text as a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
