"""Findings as output: one module per report, each with `ENCODING` and `render(report)`, its text piece by piece.

A file in this folder is a report under its own name: `names()` lists the folder without importing anything,
`printer()` imports the one that is asked for. What several of them share lives in `report/common/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, TypeVar, cast

from jiedai.diagnostics import START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jiedai.diagnostics import Diagnostic, Level, Replacement

_ORDER = ("text", "json", "sarif", "github")
"""Reports known today come in this order, others after them by name."""


def no_manual(code: str) -> str:
    """The manual of a rule where nobody knows the rules."""
    return ""


class RuleFacts(NamedTuple):
    """What the rule book of an office says of a rule: its level, how far its source is checked, the pack it is from."""

    level: Level
    status: str
    pack: str


Key_contra = TypeVar("Key_contra", contravariant=True)
Value_co = TypeVar("Value_co", covariant=True)


class Known(Protocol[Key_contra, Value_co]):
    """What is asked for one thing at a time; a dict is one."""

    def get(self, key: Key_contra, /) -> Value_co | None:
        """What belongs to a key; None where nothing does."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run of checks has to say.

    `diagnostics` are in the order they are shown, those of a file together; they may be gone over several times, and
    need not be in memory. `files` is the number of plans checked, `seconds` how long it took.
    `lines` holds the source lines that the findings quote, by file and line number (see `quoted`); a finding whose
    line is missing is shown without it. `manual` gives the manual of a code as plain text, empty where there is none,
    for reports that list the rules: title and source of a rule come from its findings, as the rule book of their own
    office has them. `fixes` are the changes that `check --fix` would make for a finding, `rules` what the office's
    rule book says of a rule beside code, name and source. `note` is a sentence about the
    run itself, such as that rules were not checked. `colour` is for a terminal.
    """

    diagnostics: Iterable[Diagnostic]
    files: int
    seconds: float = 0.0
    lines: Known[tuple[str, int], str] = field(default_factory=dict)
    manual: Callable[[str], str] = no_manual
    fixes: Known[Diagnostic, Sequence[Replacement]] = field(default_factory=dict)
    rules: Mapping[tuple[str, str, str], RuleFacts] = field(default_factory=dict)
    note: str = ""
    colour: bool = False


class Lines(Protocol):
    """A file that was read, as far as a report needs it; `jiedai.source.Source` is one."""

    @property
    def name(self) -> str:
        """The file as findings name it."""
        ...

    def line(self, number: int) -> str:
        """Line `number` (from 1) without its newline."""
        ...


def quoted(diagnostics: Iterable[Diagnostic], source: Lines) -> dict[tuple[str, int], str]:
    """The lines of `source` that the findings point at, by file and line: all a report keeps of a file.

    A run over a thousand plans thus holds a few lines of each, not their texts. Findings about a whole file quote none.
    """
    wanted = {found.span.line for found in diagnostics if found.file == source.name and found.span != START}
    return {(source.name, number): source.line(number) for number in wanted}


class Printer(Protocol):
    """What a module of this folder offers; `ENCODING` is None where the terminal's own is right."""

    ENCODING: str | None

    def render(self, report: Report) -> Iterator[str]:
        """The report as pieces of a text that ends with a newline unless it is empty."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The reports there are, without importing one of them."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    return tuple(name for name in _ORDER if name in found) + tuple(sorted(found - set(_ORDER)))


def printer(name: str) -> Printer:
    """The report of that name, imported now. Raises KeyError for a name that is not one of `names()`."""
    if name not in names():
        raise KeyError(name)
    return cast("Printer", import_module(f"{__name__}.{name}"))


_BLOCK = 1 << 16
"""Characters written at a time."""


def blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a text joined to stretches that are worth writing."""
    held, size = list[str](), 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def put(text: str, stream: TextIO, encoding: str | None) -> None:
    """Write a report's text to a stream, whatever the stream can encode.

    A report for programs is written in its own `encoding` (a pipe of Windows would be GBK). For a person, characters
    that the terminal's encoding lacks come out as `\\uXXXX`, not as a crash.
    """
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text)
        return
    stream.flush()
    raw.write(text.encode(encoding or stream.encoding or "utf-8", "backslashreplace"))
    raw.flush()
