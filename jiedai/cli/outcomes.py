"""What was found in plans, taken together and shown.

Of what reads and checks plans nothing is imported: what was found before is shown without it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from jiedai import report
from jiedai.check.marks import NOTHING, Left, Lines
from jiedai.cli import console
from jiedai.cli.console import complain
from jiedai.cli.failure import FAULT, FINE, FOUND, WRONG, Failure
from jiedai.diagnostics import Diagnostic, Level, weight
from jiedai.language import _
from jiedai.many.shelf import Shelf
from jiedai.report import RuleFacts
from jiedai.report.common.closing import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedai.diagnostics import Replacement

Fixes = Mapping[Diagnostic, tuple["Replacement", ...]]
"""What `check --fix` would change for a finding."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say about one file, by its `name`: findings and the lines they quote, or why it is unreadable.

    `left` is what other plans may contradict: a plan checked alone has no use for it. `unchecked` are the rules that
    errors of format kept from being checked, `fixes` the changes that `check --fix` would make, `rules` what the rule
    book says of those that were broken.
    """

    name: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: Lines = field(default_factory=dict)
    left: Left = NOTHING
    unchecked: frozenset[str] = frozenset()
    fixes: Fixes = field(default_factory=dict)
    rules: Mapping[tuple[str, str, str], RuleFacts] = field(default_factory=dict)
    unreadable: str = ""
    hint: str = ""
    fault: str = ""
    """What is said of a fault of jiedai that kept the file from being checked."""


class _Page(NamedTuple):
    """What there is to say of a file: findings, the lines they quote, what `--fix` would change for them."""

    diagnostics: Sequence[Diagnostic]
    lines: Lines
    fixes: Fixes


class Gathered:
    """What was found in all files so far: findings without repeats, in the order of the files.

    Of a file a place on a shelf is held, and its page is read when its findings are shown.
    """

    def __init__(self) -> None:
        self.rules: dict[tuple[str, str, str], RuleFacts] = {}
        self.unchecked: set[str] = set()
        self.files = self.unreadable = self.faults = 0
        self._incomplete: set[str] = set()
        self._levels: set[Level] = set()
        self._left = Shelf[Left]()
        self._pages = Shelf[_Page]()
        self._places: dict[str, list[int]] = {}
        self._shared: dict[str, dict[Diagnostic, None]] = {}
        self._open: tuple[str, _Page] | None = None

    def add(self, outcome: Outcome) -> None:
        """Take in one file; one that could not be read or checked is reported at once."""
        if self._told(outcome):
            return
        self.files += 1
        self.rules |= outcome.rules
        self._left.put(outcome.left)
        self._incomplete |= {outcome.name} if outcome.unchecked else set()
        self.unchecked |= outcome.unchecked
        is_new = outcome.name not in self._places
        for file in dict.fromkeys((*(found.file for found in outcome.diagnostics), outcome.name)):
            found: Sequence[Diagnostic] = [one for one in outcome.diagnostics if one.file == file]
            if file != outcome.name or not is_new:  # the office's file is read with each of its plans
                before = self._shared.setdefault(file, {})
                found = [one for one in found if one not in before]
                before |= dict.fromkeys(found)
            fixes = {one: outcome.fixes[one] for one in found if one in outcome.fixes}
            quoted = {at: line for at, line in outcome.lines.items() if at[0] == file}
            self._put(file, _Page(found, quoted, fixes))

    def _put(self, file: str, page: _Page) -> None:
        """Take in more of what there is to say of a file."""
        places = self._places.setdefault(file, [])
        if page.diagnostics or page.lines:
            places.append(self._pages.put(page))
            self._levels |= {one.level for one in page.diagnostics if one.counts}

    def add_beside(self, outcome: Outcome) -> None:
        """Take in a file that is checked with the plans and is none: it is not counted."""
        counted = self.files
        self.add(outcome)
        self.files = counted

    def hold_against(self, outcome: Outcome) -> None:
        """Take in a file that is looked at beside the others: what it takes counts, what is wrong with it does not."""
        if not self._told(outcome):
            self._left.put(outcome.left)

    def _told(self, outcome: Outcome) -> bool:
        """Whether a file could not be read or checked, which is said at once."""
        if outcome.unreadable:
            self.unreadable += 1
            complain(Failure(outcome.unreadable, outcome.hint))
        if outcome.fault:
            self.faults += 1
            complain(Failure(_("{file} 没有查成：{fault}").format(file=outcome.name, fault=outcome.fault)))
        return bool(outcome.unreadable or outcome.fault)

    def compare(self) -> None:
        """Add what the files show only together, each finding among the others of its file."""
        if len(self._left) < 2:
            return
        from jiedai.check.stretches import compared  # what only several plans need

        for one in compared(self._left, frozenset(self._places)):
            self._put(one.finding.file, _Page((one.finding,), one.lines, {}))

    def page(self, file: str) -> _Page:
        """What there is to say of a file."""
        if self._open is None or self._open[0] != file:
            pages = [self._pages[place] for place in self._places.get(file, ())]
            self._open = (file, pages[0] if len(pages) == 1 else _joined(pages))
        return self._open[1]

    def __iter__(self) -> Iterator[Diagnostic]:
        for file in self._places:
            yield from self.page(file).diagnostics

    @property
    def note(self) -> str:
        """What the run says of itself: that rules were not checked, and why; empty where all were."""
        if not self.unchecked:
            return ""
        faults = self.page(*self._incomplete).diagnostics if len(self._incomplete) == 1 else ()
        return unchecked(frozenset(self.unchecked), len(self._incomplete), faults)

    def status(self, *, strict: bool) -> int:
        """The exit status these findings give; with `strict` warnings count as errors do."""
        if self.faults:
            return FAULT
        if self.unreadable:
            return WRONG
        serious = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
        return FOUND if serious & self._levels else FINE


def _joined(pages: Iterable[_Page]) -> _Page:
    """All that was said of a file at several times, by weight."""
    found, lines, fixes = dict[Diagnostic, None](), dict[tuple[str, int], str](), dict[Diagnostic, Any]()
    for page in pages:
        found |= dict.fromkeys(page.diagnostics)
        lines |= page.lines
        fixes |= page.fixes
    return _Page(sorted(found, key=weight), lines, fixes)


class _Quoted(NamedTuple):
    """The lines that findings quote, by their files and numbers."""

    gathered: Gathered

    def get(self, at: tuple[str, int], /) -> str | None:
        """A line."""
        return self.gathered.page(at[0]).lines.get(at)


class _Mending(NamedTuple):
    """What `check --fix` would change, by findings."""

    gathered: Gathered

    def get(self, found: Diagnostic, /) -> tuple[Replacement, ...] | None:
        """The changes for a finding."""
        return self.gathered.page(found.file).fixes.get(found)


def counting(found: Iterable[Diagnostic], *levels: Level) -> Iterator[Diagnostic]:
    """The findings of these levels that nobody has accepted."""
    return (one for one in found if one.counts and one.level in levels)


# --- shown -----------------------------------------------------------------------------------------------------------


def show(gathered: Gathered, format: str, seconds: float, stream: TextIO | None = None) -> None:
    """Print the findings on standard output, or another stream; nothing for a person where no file could be read."""
    if not gathered.files and format == "text":
        return
    printer = report.printer(format)
    stream = stream or sys.stdout
    pieces = printer.render(
        report.Report(
            gathered,
            gathered.files,
            seconds,
            _Quoted(gathered),
            _manual,
            fixes=_Mending(gathered),
            rules=gathered.rules,
            note=gathered.note,
            colour=console.colourful(stream),
        )
    )
    for block in report.blocks(pieces):
        report.put(block, stream, printer.ENCODING)
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
