"""What was found in plans, taken together and shown.

Of what reads and checks plans nothing is imported: what was found before is shown without it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from jiedai import report
from jiedai.check.marks import NOTHING, Left, Lines
from jiedai.cli import console
from jiedai.cli.console import complain
from jiedai.cli.failure import FAULT, FINE, FOUND, WRONG, Failure
from jiedai.diagnostics import Level, weight
from jiedai.language import _
from jiedai.report import RuleFacts
from jiedai.report.common.closing import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiedai.diagnostics import Diagnostic, Replacement

Fixes = Mapping["Diagnostic", tuple["Replacement", ...]]
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


class Gathered:
    """What was found in all files so far: findings without repeats, in the order of the files."""

    def __init__(self) -> None:
        self.diagnostics: dict[Diagnostic, None] = {}
        self.lines: dict[tuple[str, int], str] = {}
        self.fixes: dict[Diagnostic, tuple[Replacement, ...]] = {}
        self.rules: dict[tuple[str, str, str], RuleFacts] = {}
        self.files = self.unreadable = self.faults = 0
        self._incomplete: set[str] = set()
        self.unchecked: set[str] = set()
        self._left: list[Left] = []
        self._names: set[str] = set()

    def add(self, outcome: Outcome) -> None:
        """Take in one file; one that could not be read or checked is reported at once."""
        if self._told(outcome):
            return
        self.files += 1
        self.diagnostics |= dict.fromkeys(outcome.diagnostics)
        self.lines |= outcome.lines
        self.fixes |= outcome.fixes
        self.rules |= outcome.rules
        self._left.append(outcome.left)
        self._names.add(outcome.name)
        self._incomplete |= {outcome.name} if outcome.unchecked else set()
        self.unchecked |= outcome.unchecked

    def add_beside(self, outcome: Outcome) -> None:
        """Take in a file that is checked with the plans and is none: it is not counted."""
        counted = self.files
        self.add(outcome)
        self.files = counted

    def hold_against(self, outcome: Outcome) -> None:
        """Take in a file that is looked at beside the others: what it takes counts, what is wrong with it does not."""
        if self._told(outcome):
            return
        self.lines |= outcome.lines
        self._left.append(outcome.left)

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
        from jiedai.check.together import compared  # what only several plans need

        added, lines = compared(self._left, self._names)
        self.lines |= lines
        if added:
            place = {file: index for index, file in enumerate(dict.fromkeys(found.file for found in self.diagnostics))}
            every = sorted(
                (*self.diagnostics, *added), key=lambda found: (place.get(found.file, len(place)), *weight(found))
            )
            self.diagnostics = dict.fromkeys(every)

    @property
    def note(self) -> str:
        """What the run says of itself: that rules were not checked, and why; empty where all were."""
        if not self.unchecked:
            return ""
        faults = [found for found in self.diagnostics if found.file in self._incomplete]
        return unchecked(frozenset(self.unchecked), len(self._incomplete), faults)

    def status(self, *, strict: bool) -> int:
        """The exit status these findings give; with `strict` warnings count as errors do."""
        if self.faults:
            return FAULT
        if self.unreadable:
            return WRONG
        serious = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
        return FOUND if any(counting(self.diagnostics, *serious)) else FINE


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
    text = printer.render(
        report.Report(
            list(gathered.diagnostics),
            gathered.files,
            seconds,
            gathered.lines,
            _manual,
            fixes=gathered.fixes,
            rules=gathered.rules,
            note=gathered.note,
            colour=console.colourful(stream),
        )
    )
    report.put(text, stream, printer.ENCODING)
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
