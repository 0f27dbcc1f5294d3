"""What a report for a person ends with: what to mend first, and what is still to be filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedai.diagnostics import Level
from jiedai.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedai.diagnostics import Diagnostic, KeyPath
    from jiedai.report import Report

BLANK = "GS13"
_SYNTAX = ("GS01", "GS07", "GS10", "GS12", "GS05", "GS06")
"""What keeps the rest from being read as it was meant, and so comes first."""
_FORMAT = {*_SYNTAX, "GS02", "GS03", "GS04", "GS09"}
"""What keeps rules from being checked."""
_KINDS_SHOWN = 8
_LINES_SHOWN = 4


def closing(report: Report) -> Iterator[str]:
    """The lines behind the counts, none where nothing is left to say."""
    errors = _Errors()
    mended = 0
    for found in report.diagnostics:
        mended += bool(report.fixes.get(found))
        if found.counts and found.level is Level.ERROR:
            errors.add(found)
    if errors.first is not None and errors.several:
        first = errors.first
        line = _("先改第 {line} 行的 {code} {title}").format(line=first.span.line, code=first.code, title=first.title)
        if report.files > 1 or errors.files_differ:
            line = _("{file}：{inside}").format(file=first.file, inside=line)
        yield line
    if mended:
        yield _("jiedai check --fix 能改好 {count} 处").format(count=mended)
    kinds = Counter(map(_kind, (found.path for found in report.diagnostics if found.code == BLANK and found.counts)))
    if kinds.total() > 1:
        shown = [
            _("{kind} {count} 处").format(kind=kind, count=count) for kind, count in kinds.most_common(_KINDS_SHOWN)
        ]
        text = _("、").join(shown) + ("…" if len(kinds) > len(shown) else "")
        yield _("还要填 {count} 处：{kinds}").format(count=kinds.total(), kinds=text)


class _Errors:
    """Which of several errors is mended first, however many there are."""

    def __init__(self) -> None:
        self.first: Diagnostic | None = None
        self.several = self.files_differ = False

    def add(self, found: Diagnostic) -> None:
        """Take in the next: the first comes first, unless a later one keeps the rest from being read."""
        if self.first is None:
            self.first = found
            return
        self.several = True
        self.files_differ = self.files_differ or found.file != self.first.file
        if self.first.code not in _SYNTAX and found.code in _SYNTAX:
            self.first = found


def _kind(path: KeyPath) -> str:
    """What a blank belongs to: the list it stands in an entry of, such as the guests; deeper down its own field."""
    keys = [step for step in path if isinstance(step, str)]
    if len(path) <= 3 and len(path) > 1 and isinstance(path[1], int):
        return str(path[0])
    return keys[-1] if keys else ""


def unchecked(codes: frozenset[str], files: int, found: Iterable[Diagnostic]) -> str:
    """What was not checked in how many files, and why: errors of format among what was found in them."""
    areas = Counter(code[:2] for code in sorted(codes)).most_common()
    named = _("、").join(sorted(codes) if len(codes) <= _KINDS_SHOWN else map(_area, areas))
    if files > 1:
        text = _("因格式错误，{files} 份方案没有查全，少查 {count} 条规则：{codes}；改好后再查一次")
        return text.format(files=files, count=len(codes), codes=named)
    numbers = sorted({one.span.line for one in found if one.code in _FORMAT})
    lines = _("、").join(map(str, numbers[:_LINES_SHOWN])) + ("…" if len(numbers) > _LINES_SHOWN else "")
    text = _("因格式错误（第 {lines} 行），{count} 条规则没有查：{codes}；改好后再查一次")
    return text.format(lines=lines, count=len(codes), codes=named)


def _area(entry: tuple[str, int]) -> str:
    area, count = entry
    from jiedai.visit.book import AREAS  # what was found before is told without the rules

    return _("{area} {count} 条").format(area=_(AREAS[area]) if area in AREAS else area, count=count)
