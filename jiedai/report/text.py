"""Findings for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.diagnostics import START, Level
from jiedai.language import _
from jiedai.report.common.closing import BLANK, closing
from jiedai.report.common.excerpt import excerpt, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiedai.diagnostics import Diagnostic, Span
    from jiedai.report import Report

ENCODING = None

Piece = tuple[str, str]
"""A stretch of one line: its style (a name of `_STYLES`, or none) and its text."""
Line = list[Piece]

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "waived": "dim",
    "place": "bold",
    "gutter": "blue",
    "label": "bold",
}


_BLANKS_SHOWN = 3
"""Blanks of one file that are shown one by one; more are gathered into one finding."""
_LINES_SHOWN = 12


def render(report: Report) -> str:
    """Each finding with its line, carets, source and hint; a blank line after each; summary and note."""
    last = [[("", harmless(line))] for line in (*closing(report), report.note) if line]
    return findings(report) + _text([*_by_plan(report), _summary(report), *last], report)


def findings(report: Report) -> str:
    """The findings alone, for a command whose result is another than they."""
    blanks = _blanks(report)
    lines: list[Line] = []
    for found in report.diagnostics:
        alike = blanks.get(found.file, []) if found.code == BLANK else []
        if len(alike) <= _BLANKS_SHOWN:
            lines += [*_finding(found, report), []]
        elif found is alike[0]:
            lines += [*_gathered_blanks(alike), []]
    return _text(lines, report)


def lines(report: Report) -> str:
    """Each finding on one line: place, code and message, for a list of things that are alike."""
    return _text([next(_finding(found, report)) for found in report.diagnostics], report)


def _blanks(report: Report) -> dict[str, list[Diagnostic]]:
    """The blanks still to be filled in, by file."""
    blanks: dict[str, list[Diagnostic]] = {}
    for found in report.diagnostics:
        if found.code == BLANK:
            blanks.setdefault(found.file, []).append(found)
    return blanks


def _gathered_blanks(alike: list[Diagnostic]) -> Iterator[Line]:
    """Many blanks of one file as one finding: a new plan has dozens, and they must not bury what matters."""
    first, numbers = alike[0], sorted({found.span.line for found in alike})
    shown = _("、").join(map(str, numbers[:_LINES_SHOWN])) + ("…" if len(numbers) > _LINES_SHOWN else "")
    message = _("{number} 处还没有填写（第 {lines} 行）").format(number=len(alike), lines=shown)
    title = f" {harmless(first.title)}" if first.title else ""
    place = ("place", f"{_place(first.file, first.span)}: ")
    yield [place, (first.level.value, f"{first.level} {first.code}"), ("", f"{title}: {message}")]


def _text(lines: list[Line], report: Report) -> str:
    paint = _painted if report.colour else _plain
    return "".join(paint(line) + "\n" for line in lines)


def _plain(line: Line) -> str:
    return "".join(text for _style, text in line)


def _painted(line: Line) -> str:
    """The line with the terminal's colours; rich is asked for its codes only, so no text is taken for markup."""
    from rich.color import ColorSystem
    from rich.style import Style

    return "".join(
        Style.parse(_STYLES[style]).render(text, color_system=ColorSystem.STANDARD) if style else text
        for style, text in line
    )


def _finding(found: Diagnostic, report: Report) -> Iterator[Line]:
    style = "waived" if found.waived else found.level.value
    title = f" {harmless(found.title)}" if found.title else ""
    place = [("place", f"{_place(found.file, found.span)}: ")] if found.file else []
    yield [*place, (style, f"{found.level} {found.code}"), ("", f"{title}: {harmless(found.message)}")]
    line = report.lines.get((found.file, found.span.line))
    if line is not None and found.span != START:
        yield from _excerpt(line, found.span, style)
    if found.source:
        yield _labelled(_("依据"), found.source)
    if found.hint:
        yield _labelled(_("建议"), found.hint)
    for other in found.related:
        yield _labelled(_("另见"), f"{_place(other.file, other.span)}: {other.message}")
    if found.waived:
        accepted = _("已豁免（{reason}，{by}）").format(reason=found.waived.reason, by=found.waived.by)
        yield [("label", harmless(accepted))]


def _place(file: str, span: Span) -> str:
    return f"{harmless(file)}:{span.line}:{span.column}"


def _labelled(label: str, text: str) -> Line:
    return [("label", label), ("", f" {harmless(text)}")]


def _excerpt(line: str, span: Span, style: str) -> Iterator[Line]:
    number = str(span.line)
    shown = excerpt(line, span)
    yield [("gutter", f"{number} │"), ("", f" {shown.text}".rstrip())]
    yield [("gutter", f"{' ' * len(number)} │"), (style, " " * (1 + shown.indent) + "^" * shown.carets)]


def _by_plan(report: Report) -> list[Line]:
    """How many findings each of several files has, where more than one has any."""
    by_file: dict[str, list[Diagnostic]] = {}
    for found in report.diagnostics:
        by_file.setdefault(found.file, []).append(found)
    if report.files < 2 or len(by_file) < 2:
        return []
    return [[("place", f"{harmless(file)}: "), (_worst(alike), _counts(alike))] for file, alike in by_file.items()]


def _worst(found: Sequence[Diagnostic]) -> str:
    levels = {one.level for one in found if one.counts}
    return next((level.value for level in (Level.ERROR, Level.WARNING) if level in levels), "label")


def _counts(found: Sequence[Diagnostic]) -> str:
    open_ = [one.level for one in found if one.counts]
    errors, warnings, infos = (open_.count(level) for level in (Level.ERROR, Level.WARNING, Level.INFO))
    waived = len(found) - len(open_)
    counts = _("{errors} 个错误，{warnings} 个警告").format(errors=errors, warnings=warnings)
    counts += _("，{number} 条提示").format(number=infos) if infos else ""
    return counts + (_("，{number} 条已豁免").format(number=waived) if waived else "")


def _summary(report: Report) -> Line:
    checked = _("；检查了 {files} 份方案（{seconds:.2f} 秒）").format(files=report.files, seconds=report.seconds)
    return [(_worst(report.diagnostics), _counts(report.diagnostics)), ("", checked)]
