"""`jiedai check`: what is wrong with plans."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiedai import report
from jiedai.check.batch import in_order
from jiedai.check.together import Mark, conflicts
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, suggestion
from jiedai.cli.plans import STDIN, Examination, Outcome, chosen_codes, day, find
from jiedai.diagnostics import Diagnostic, Level
from jiedai.language import _


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command line."""

    paths: list[str] = field(default_factory=list)
    format: str = "text"
    select: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    as_of: str | None = None
    jobs: int | None = None
    strict: bool = False
    fix: bool = False
    dry_run: bool = False


def run(request: Request) -> int:
    """Check plans and print what was found; the exit status."""
    started = time.perf_counter()
    if request.format not in report.names():
        message = _("没有“{format}”这种输出").format(format=request.format)
        raise Failure(message, suggestion(request.format, report.names()))
    examination = Examination(chosen_codes(request.select, request.ignore), day(request.as_of))
    paths = find(request.paths)
    if request.dry_run and not request.fix:
        raise Failure(_("--dry-run 要与 --fix 同用"))
    if request.fix:
        from jiedai.cli.fix import fix

        if STDIN in paths:
            raise Failure(_("标准输入不能用 --fix"), _("写出方案的文件名"))
        status = fix(paths, dry_run=request.dry_run)
        if request.dry_run or status:
            return status
    gathered = Gathered()
    results = in_order(examination, paths, request.jobs)
    for outcome in console.counted(results, len(paths), _("已检查 {done}/{total}")):
        gathered.add(outcome)
    gathered.compare()
    show(gathered, request.format, time.perf_counter() - started)
    return gathered.status(strict=request.strict)


class Gathered:
    """What was found in all files so far: findings without repeats, in the order of the files."""

    def __init__(self) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.lines: dict[tuple[str, int], str] = {}
        self.files = self.unreadable = self.incomplete = 0
        self.unchecked: set[str] = set()
        self._marks: list[Mark] = []

    def add(self, outcome: Outcome) -> None:
        """Take in one file; one that could not be read is reported at once."""
        if outcome.unreadable:
            self.unreadable += 1
            console.complain(Failure(outcome.unreadable, outcome.hint))
            return
        self.files += 1
        self.diagnostics |= dict.fromkeys(outcome.diagnostics)
        self.lines |= outcome.lines
        self._marks += outcome.marks
        self.incomplete += bool(outcome.unchecked)
        self.unchecked |= outcome.unchecked

    def compare(self) -> None:
        """Add what the files show only together, each finding behind the others of its file."""
        added = conflicts(self._marks)
        if added:
            place = {file: index for index, file in enumerate(dict.fromkeys(found.file for found in self.diagnostics))}
            every = sorted((*self.diagnostics, *added), key=lambda found: place.get(found.file, len(place)))
            self.diagnostics = dict.fromkeys(every)

    @property
    def note(self) -> str:
        """What the run says of itself: that rules were not checked, and why; empty where all were."""
        if not self.unchecked:
            return ""
        if self.incomplete == 1:
            note = _("因格式错误，{count} 条规则没有查；改好后再查一次")
        else:
            note = _("因格式错误，{files} 份方案没有查全，少查 {count} 条规则；改好后再查一次")
        return note.format(files=self.incomplete, count=len(self.unchecked))

    def counting(self, *, strict: bool = False) -> Iterator[Diagnostic]:
        """The findings that make the exit status 1."""
        levels = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
        return (found for found in self.diagnostics if found.counts and found.level in levels)

    def status(self, *, strict: bool = False) -> int:
        """The exit status these findings give."""
        if self.unreadable:
            return WRONG
        return FOUND if any(self.counting(strict=strict)) else FINE


def show(gathered: Gathered, format: str, seconds: float) -> None:
    """Print the findings on standard output; nothing for a person where no file could be read."""
    if not gathered.files and format == "text":
        return
    printer = report.printer(format)
    found = list(gathered.diagnostics)
    text = printer.render(
        report.Report(
            found,
            gathered.files,
            seconds,
            gathered.lines,
            _rule_texts(found) if format == "sarif" else {},
            note=gathered.note,
            colour=console.colourful(sys.stdout),
        )
    )
    report.put(text, sys.stdout, printer.ENCODING)
    if gathered.note and format != "text":  # what programs read has a fixed shape
        console.say(gathered.note)


def _rule_texts(found: list[Diagnostic]) -> dict[str, report.RuleText]:
    """The manuals of the rules that found something."""
    from jiedai.check.manual import manual
    from jiedai.visit.book import rule_book

    book = rule_book()
    texts = {}
    for code in {diagnostic.code for diagnostic in found} & book.rows.keys():
        row, page = book.row(code), manual(code)
        parts = (page.what, page.why, page.fix, row.citation if row else "")
        texts[code] = report.RuleText(row.name if row else code, "\n\n".join(part for part in parts if part))
    return texts
