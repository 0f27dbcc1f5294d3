"""What is read: lines and tables with their places, and values with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from jiedai.patterns import regex


class Refused(Exception):
    """A file that is not read; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Line(NamedTuple):
    """A line or paragraph, blanks as they were, and its place: `第3行`, `第3段`, `第1页第3行`."""

    text: str
    where: str


class Cell(NamedTuple):
    """A cell's text, its place (`名单!B4`), what the program stored, and whether it is part of a merged cell above or
    to the left, whose text it repeats.
    """

    text: str
    where: str
    value: Any = None
    repeated: bool = False


class Table(NamedTuple):
    """Rows of cells, all as long as the widest, blank ones at the end."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


class Source(NamedTuple):
    """A file's text in order; `wrapped` says that a line ends where the paper did, not where the sentence does."""

    parts: tuple[Line | Table, ...]
    wrapped: bool = False
    tabular: bool = False
    """A workbook or a table of values: it holds a list, whatever else it says."""

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [part for part in self.parts if isinstance(part, Line)]

    @property
    def tables(self) -> list[Table]:
        """The tables."""
        return [part for part in self.parts if isinstance(part, Table)]


@dataclass(frozen=True)
class Value:
    """A value read: its path in the form of the plan's English keys, and where it stood.

    `sure` is true where there is one reading; otherwise `value` is None and `candidates` are the readings.
    """

    path: str
    value: Any
    where: str
    sure: bool = True
    candidates: tuple[str, ...] = ()


@dataclass
class Read:
    """Everything read from one source, in the order of a plan. `left_out` says what was seen and not taken, and why."""

    kind: Literal["letter", "message", "list"]
    values: list[Value] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    expected: dict[str, Value] = field(default_factory=dict)
    """About when the party comes and goes (`arrive`, `leave`), for a first programme alone."""

    def of(self, path: str) -> Value | None:
        """The value at a path."""
        return next((value for value in self.values if value.path == path and value.value is not None), None)

    def text(self, path: str) -> str:
        """The text at a path, empty where there is none."""
        found = self.of(path)
        return "" if found is None else str(found.value)

    def guests(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Each guest's name with what is known by field (`unit`, `arrive.time`)."""
        people: dict[str, dict[str, Value]] = {}
        for value in self.values:
            if value.path.startswith("guests.") and value.value is not None:
                name, facet = split_guest(value.path)
                people.setdefault(name, {})[facet] = value
        yield from people.items()


FIELDS = (
    "name", "unit", "post", "rank", "sex", "ethnicity", "phone", "diet", "allergies",
    "arrive.time", "arrive.by", "arrive.place", "leave.time", "leave.by", "leave.place", "health", "note",
)  # fmt: skip
"""What is read of a guest, in the order of the output."""


_GUEST = regex(rf"guests\.(.+)\.({'|'.join(map(re.escape, sorted(FIELDS, key=len, reverse=True)))})")


def split_guest(path: str) -> tuple[str, str]:
    """Name and field of a path `guests.<name>.<field>`; names such as J. Smith have dots of their own."""
    found = _GUEST.fullmatch(path)
    if found is None:
        raise ValueError(path)
    return found[1], found[2]
