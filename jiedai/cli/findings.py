"""What is found in plans: one file checked after the other, all findings gathered, and shown."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiedai import report
from jiedai.check import engine
from jiedai.check.engine import Selection
from jiedai.check.together import Mark, conflicts
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure
from jiedai.cli.paths import read, unread
from jiedai.diagnostics import Diagnostic, Level
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.report import quoted
from jiedai.source import Unreadable

Lines = Mapping[tuple[str, int], str]
"""The source lines that findings quote, by file and line number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say about one file: findings and the lines they quote, or why it could not be read.

    `marks` are what other plans may contradict; `lines` hold the lines of their findings too. `unchecked` are the rules
    that errors of format kept from being checked.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Lines = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    unchecked: frozenset[str] = frozenset()
    unreadable: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """A check of one file after the other, to be sent to other processes: call it with a PATH."""

    selection: Selection = engine.ALL
    as_of: dt.date | None = None

    def __call__(self, path: str) -> Outcome:
        """Check the file at a PATH."""
        try:
            loaded = read(path)
        except Unreadable as error:
            why = unread(error, path)
            return Outcome(unreadable=why.message, hint=why.hint)
        return self.of(loaded)

    def of(self, loaded: Loaded) -> Outcome:
        """Check a file that was read."""
        found, marks, unchecked = engine.examined(loaded, as_of=self.as_of, selection=self.selection)
        lines = quoted([*found, *(mark.finding for mark in marks)], loaded.source)
        if loaded.office_file is not None:
            lines |= quoted(found, loaded.office_file.source)
        return Outcome(tuple(found), lines, tuple(marks), unchecked)


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

    def status(self, *, strict: bool) -> int:
        """The exit status these findings give; with `strict` warnings count as errors do."""
        if self.unreadable:
            return WRONG
        serious = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
        return FOUND if any(counting(self.diagnostics, *serious)) else FINE


def counting(found: Iterable[Diagnostic], *levels: Level) -> Iterator[Diagnostic]:
    """The findings of these levels that nobody has accepted."""
    return (one for one in found if one.counts and one.level in levels)


# --- shown -----------------------------------------------------------------------------------------------------------


def show(gathered: Gathered, format: str, seconds: float) -> None:
    """Print the findings on standard output; nothing for a person where no file could be read."""
    if not gathered.files and format == "text":
        return
    printer = report.printer(format)
    text = printer.render(
        report.Report(
            list(gathered.diagnostics),
            gathered.files,
            seconds,
            gathered.lines,
            _manual,
            note=gathered.note,
            colour=console.colourful(sys.stdout),
        )
    )
    report.put(text, sys.stdout, printer.ENCODING)
    if gathered.note and format != "text":  # what programs read has a fixed shape
        console.say(gathered.note)


def tell(found: Sequence[Diagnostic], lines: Lines) -> None:
    """Print findings for a person, on standard error: standard output holds the result of another command."""
    if not found:
        return
    from jiedai.report import text

    shown = text.findings(report.Report(found, 1, lines=lines, colour=console.colourful(sys.stderr)))
    report.put(shown, sys.stderr, text.ENCODING)


def _manual(code: str) -> str:
    """What the rule of a code looks at, why, and what to do; empty where a code has no manual."""
    from jiedai.check.manual import manual

    try:
        page = manual(code)
    except KeyError:
        return ""
    return "\n\n".join(filter(None, (page.what, page.why, page.fix)))
