"""What jiedai has to say about a plan, as plain data.

A finding is a value, not an exception: readers, models and rules all yield `Diagnostic`s, reports print them.
This module imports nothing else of the package.

Small values here and elsewhere are NamedTuples: Python makes a dataclass in 0.4 ms, which every command would wait for
a hundred times over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

KeyPath = tuple[str | int, ...]
"""Where a value sits in a plan: keys as the user wrote them, and list indices from 0."""


class Level(StrEnum):
    """How serious a finding is; only an error changes the exit status (warnings too, with --strict)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for information: sorts the serious first."""
        return _RANKS[self]


_RANKS = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


class Span(NamedTuple):
    """A stretch of text: lines and columns from 1, counted in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def point(cls, line: int, column: int, width: int = 1) -> Span:
        """A span of `width` characters on one line."""
        return cls(line, column, line, column + width)

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of the other."""
        return Span(self.line, self.column, other.end_line, other.end_column)


START = Span(1, 1, 1, 1)
"""Where a finding about a whole file is shown."""


class Related(NamedTuple):
    """Another place that belongs to a finding: the other end of an overlap, the first of two equal keys."""

    message: str
    file: str
    span: Span


class Replacement(NamedTuple):
    """A text to put in place of a stretch of a file, to mend what is wrong there."""

    span: Span
    text: str


class Waiver(NamedTuple):
    """Who accepted a finding, and why; a waived finding is still shown."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `title` is the rule's short name, `source` its legal basis in one line, `hint` what to do.
    `path` holds the keys as the user wrote them.
    """

    code: str
    level: Level
    message: str
    file: str = ""
    span: Span = START
    path: KeyPath = ()
    title: str = ""
    source: str = ""
    hint: str = ""
    related: tuple[Related, ...] = ()
    waived: Waiver | None = None

    def __reduce__(self) -> tuple[type[Diagnostic], tuple[Any, ...]]:
        """As a call with its values: checks of many plans send thousands, and `dataclass` takes four times as long."""
        return Diagnostic, tuple(getattr(self, name) for name in _FIELDS)

    def placed(self, file: str, span: Span | None = None) -> Diagnostic:
        """The same finding in a file, at `span` where one is given."""
        return replace(self, file=file, span=span or self.span)

    @property
    def counts(self) -> bool:
        """Whether the finding counts for the exit status: a waived one does not."""
        return self.waived is None


_FIELDS = Diagnostic.__slots__


def weight(found: Diagnostic) -> tuple[int, Span, str, str]:
    """Sorts the findings of one file: errors, warnings, information, what somebody has accepted; each by its place."""
    return found.level.rank if found.counts else len(_RANKS), found.span, found.code, found.message


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, the weightiest first and then by place; exact repeats are dropped."""
    return sorted(dict.fromkeys(diagnostics), key=lambda found: (found.file, *weight(found)))
