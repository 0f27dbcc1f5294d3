"""What arranging gives: an arrangement with reasons and proof, or a clash; and the edits that would write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from jiedai.arrange.demands import Clash
from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.plan import Plan


class Aim(StrEnum):
    """What an arrangement is to be best at. The search is the same; the problem is weighed otherwise."""

    KEEP = "keep"
    """The plan stays as it is as far as possible."""
    ANEW = "anew"
    """As if the plan had nothing."""
    TOGETHER = "together"
    """Groups and units stay together, whatever else."""
    EVEN = "even"
    """Tables alike, with hosts at each."""
    FEW = "few"
    """As few rooms as can be."""
    ALONE = "alone"
    """A room for everybody, as far as there are any."""
    STEADY = "steady"
    """Everybody in one car on all rides."""


MOVED = 1_000_000
"""Points for each person who loses the place that the plan gives them: more than all preferences together."""


class Edit(NamedTuple):
    """A change of the plan's file: a value set, an item added to a list (at its end), or an entry taken out.

    `section` is the model of the section whose field the path ends in; that last key, and the keys of `value`, are
    English ones. What is taken out needs neither. A path in the file holds for the file before any of the edits.
    """

    how: Literal["set", "add", "remove"]
    path: KeyPath
    section: type[Node] = Plan
    value: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """A room, a car, a table: what it is, who has it, why, and whether that differs from the plan."""

    place: str
    names: tuple[str, ...]
    reason: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose place differs from the plan's; `before` None for who had none, `after` None for who loses it."""

    name: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return _("{name}：新排到 {after}").format(name=self.name, after=self.after)
        if self.after is None:
            return _("{name}：从 {before} 去掉").format(name=self.name, before=self.before)
        return _("{name}：{before} → {after}").format(name=self.name, before=self.before, after=self.after)


@dataclass(frozen=True, slots=True)
class Proof:
    """How good an arrangement is known to be: its cost, and a bound that no arrangement can beat.

    Costs are penalty points: people moved count most, preferences less. `by` names for programs what gave the bound.
    """

    cost: int = 0
    bound: int = 0
    by: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no better arrangement exists."""
        return self.cost <= self.bound

    @property
    def gap(self) -> int:
        """By how many points a better one could at most be better."""
        return max(self.cost - self.bound, 0)

    def __add__(self, other: Proof) -> Proof:
        by = tuple(dict.fromkeys((*self.by, *other.by)))
        return Proof(self.cost + other.cost, self.bound + other.bound, by)


class Measure(NamedTuple):
    """Something that an arrangement has too much of: how much, and the points of each."""

    name: str
    amount: int
    weight: int


@dataclass(frozen=True, slots=True)
class Part:
    """One occasion: the nights in a hotel, a ride, a meal.

    With a clash it has no lines, and `eased` says what would help.
    """

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    moves: tuple[Move, ...] = ()
    notes: tuple[str, ...] = ()
    proof: Proof = field(default_factory=Proof)
    clash: Clash | None = None
    eased: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything arranged at once: the parts, and what holds for all of them."""

    what: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()

    @property
    def proof(self) -> Proof:
        """The proof of all parts that have an arrangement."""
        return sum((part.proof for part in self.parts if part.clash is None), Proof())

    @property
    def clashes(self) -> bool:
        """Whether some part cannot be arranged."""
        return any(part.clash for part in self.parts)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of all parts that have an arrangement."""
        return tuple(edit for part in self.parts if part.clash is None for edit in part.edits)
