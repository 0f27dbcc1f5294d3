"""Shapes of seating: one module per shape, named like the member of `SeatingShape`, each with `layout()`.

A file in this folder is a shape under its own name: `names()` lists the folder without importing anything, `shape()`
imports the one that is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from jiedai.seating.layout import Counts, Layout, Settings


class Shape(Protocol):
    """What a module of this folder offers."""

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
