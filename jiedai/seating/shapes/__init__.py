"""Shapes of seating: one module per shape, named like the member of `SeatingShape`, each with `layout()`.

A file in this folder is a shape under its own name: `names()` lists the folder without importing anything, `shape()`
imports the one that is asked for. What else is peculiar to a shape is in its `TRAITS`; nobody outside knows a shape by
its name to tell how it differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from jiedai.language import N_
from jiedai.model.choice import ItemKind, SeatingShape

if TYPE_CHECKING:
    from jiedai.model.hospitality import Seating
    from jiedai.seating.layout import Counts, Layout, Note, Settings

OTHERWISE: Final = SeatingShape.DAIS
"""The shape of an item that no shape is the usual one for."""


class Traits(NamedTuple):
    """What is peculiar to a shape beside its places; whatever a shape does not say is as most shapes have it.

    `uses` are the fields of a seating that can decide something about it. `everybody`: who takes part should have a
    seat. `ride`: its people ride in a vehicle, whose seats are what they are. `nobody` is said of one that is empty.
    `sides` has words for groups of places that only this shape has. `occasion` is the shape under which several charts
    of one item belong together, where that is another one. `advice` says what is to be confirmed about the rows.
    """

    usual_for: tuple[ItemKind, ...] = ()
    uses: frozenset[str] = frozenset({"rows", "seats", "convention", "even_rule"})
    everybody: bool = True
    ride: bool = False
    nobody: str = N_("没有就座的人：在座次里写来宾席、主人席或人员，或者在日程里写来宾和陪同")
    sides: Mapping[str, str] = {}
    occasion: SeatingShape | None = None
    advice: Callable[[Layout, Seating], Note | None] = lambda _layout, _seating: None


class Shape(Protocol):
    """What a module of this folder offers; `TRAITS` may be left out."""

    TRAITS: Traits

    def layout(self, counts: Counts, settings: Settings) -> Layout:
        """The places for so many people; also for none, and for more people than `settings` has seats for."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The shapes there are, without importing one of them."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")))


def shape(name: str) -> Shape:
    """The shape of that name, imported now. Raises KeyError for a name that is not one of `names()`."""
    if name not in names():
        raise KeyError(name)
    return cast("Shape", import_module(f"{__name__}.{name}"))


def traits(of: SeatingShape) -> Traits:
    """What is peculiar to a shape."""
    return getattr(shape(of.value), "TRAITS", Traits())


@cache
def usual(kind: ItemKind | None) -> SeatingShape:
    """The shape in which people sit at an item of a kind, where nobody names one."""
    return next((one for one in SeatingShape if kind in traits(one).usual_for), OTHERWISE)


def occasion(of: SeatingShape) -> SeatingShape:
    """Under which shape the charts of an item belong together: round tables of one meal are several tables."""
    return traits(of).occasion or of
