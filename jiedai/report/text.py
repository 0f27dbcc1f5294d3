"""Findings for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from jiedai.diagnostics import START, Level
from jiedai.language import _
from jiedai.report.common.closing import BLANK, closing
from jiedai.report.common.excerpt import excerpt, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def render(report: Report) -> Iterator[str]:
    """Each finding with its line, carets, source and hint; a blank line after each; summary and note."""
    yield from _findings(report)
    yield from _texts(_by_plan(report), report)
    last = [[("", harmless(line))] for line in (*closing(report), report.note) if line]
    yield from _texts([_summary(report), *last], report)


def findings(report: Report) -> str:
    """The findings alone, for a command whose result is another than they."""
    return "".join(_findings(report))


def lines(report: Report) -> str:
    """Each finding on one line: place, code and message, for a list of things that are alike."""
    return "".join(_texts([next(_finding(found, report)) for found in report.diagnostics], report))


def _findings(report: Report) -> Iterator[str]:
    for _file, group in groupby(report.diagnostics, key=lambda one: one.file):
        alone = list(group)
        blanks = [found for found in alone if found.code == BLANK]
        for found in alone:
            if found.code != BLANK or len(blanks) <= _BLANKS_SHOWN:
                yield from _texts([*_finding(found, report), []], report)
            elif found is blanks[0]:
                yield from _texts([*_gathered_blanks(blanks), []], report)


def _gathered_blanks(alike: list[Diagnostic]) -> Iterator[Line]:
    """Many blanks of one file as one finding: a new plan has dozens, and they must not bury what matters."""
    first, numbers = alike[0], sorted({found.span.line for found in alike})
    shown = _("、").join(map(str, numbers[:_LINES_SHOWN])) + ("…" if len(numbers) > _LINES_SHOWN else "")
    message = _("{number} 处还没有填写（第 {lines} 行）").format(number=len(alike), lines=shown)
    title = f" {harmless(first.title)}" if first.title else ""
    place = ("place", f"{_place(first.file, first.span)}: ")
    yield [place, (first.level.value, f"{first.level} {first.code}"), ("", f"{title}: {message}")]


def _texts(lines: Iterable[Line], report: Report) -> Iterator[str]:
    paint = _painted if report.colour else _plain
    return (paint(line) + "\n" for line in lines)


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


class _Counts(NamedTuple):
    """How many findings there are of each level, and how many somebody has accepted."""

    errors: int
    warnings: int
    infos: int
    waived: int

    @property
    def worst(self) -> str:
        """The style of the weightiest."""
        return "error" if self.errors else "warning" if self.warnings else "label"

    @property
    def told(self) -> str:
        """As a sentence."""
        counts = _("{errors} 个错误，{warnings} 个警告").format(errors=self.errors, warnings=self.warnings)
        counts += _("，{number} 条提示").format(number=self.infos) if self.infos else ""
        return counts + (_("，{number} 条已豁免").format(number=self.waived) if self.waived else "")


def _counts(found: Iterable[Diagnostic]) -> _Counts:
    levels = Counter(one.level if one.counts else None for one in found)
    return _Counts(levels[Level.ERROR], levels[Level.WARNING], levels[Level.INFO], levels[None])


def _by_plan(report: Report) -> Iterator[Line]:
    """How many findings each of several files has, where more than one has any."""
    if report.files < 2:
        return
    counts = ((file, _counts(group)) for file, group in groupby(report.diagnostics, key=lambda one: one.file))
    first, second = next(counts, None), next(counts, None)
    if first is not None and second is not None:
        for file, own in chain((first, second), counts):
            yield [("place", f"{harmless(file)}: "), (own.worst, own.told)]


def _summary(report: Report) -> Line:
    checked = _("；检查了 {files} 份方案（{seconds:.2f} 秒）").format(files=report.files, seconds=report.seconds)
    counts = _counts(report.diagnostics)
    return [(counts.worst, counts.told), ("", checked)]
