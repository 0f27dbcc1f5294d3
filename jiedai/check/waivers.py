"""What an office has accepted: which waivers hold, and which findings they cover.

A waiver needs a reason and an approver, blanks are neither. It holds for the version of the plan it names, and for
version 1 where it names none: a plan that is issued again has changed, so what was accepted is put before the approver
again. It covers every finding of its code, or with `item` only those at that item and at what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jiedai.diagnostics import Diagnostic, KeyPath, Level, Waiver
from jiedai.model.base import path_of
from jiedai.model.conduct import Waived
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import halfwidth
from jiedai.model.schedule import Item
from jiedai.visit.case import Case

FIRST_VERSION = 1
"""The version a waiver is for that names none."""


def code_of(waiver: Waived) -> str:
    """The code a waiver means, however it was typed."""
    return halfwidth(waiver.code).upper()


def waivable(code: str, level: Level) -> bool:
    """Whether anybody may accept a finding: no error of format, and no state secret."""
    return code != "BM01" and not (code.startswith("GS") and level is Level.ERROR)


def is_signed(waiver: Waived) -> bool:
    """Whether a waiver has a reason and somebody who approved it."""
    return not is_placeholder(waiver.reason) and not is_placeholder(waiver.by)


def version_of(waiver: Waived) -> int:
    """The version of the plan a waiver is for."""
    return FIRST_VERSION if waiver.version is None else waiver.version


def is_current(waiver: Waived, plan: Plan) -> bool:
    """Whether a waiver is for the version that the plan has now."""
    return version_of(waiver) == plan.version


class Waivers:
    """The waivers of a plan that hold; ask with a finding, get it back marked as waived where one covers it."""

    def __init__(self, case: Case) -> None:
        self._file = case.name
        self._held: dict[str, list[tuple[Waived, tuple[KeyPath, ...]]]] = {}
        for waiver in case.plan.waivers:
            if is_signed(waiver) and is_current(waiver, case.plan):
                paths = tuple(_paths(case, waiver.item)) if waiver.item else ((),)
                self._held.setdefault(code_of(waiver), []).append((waiver, paths))

    def __call__(self, diagnostic: Diagnostic) -> Diagnostic:
        """The finding, marked with reason and approver where a waiver covers it."""
        if diagnostic.code not in self._held or not waivable(diagnostic.code, diagnostic.level):
            return diagnostic
        for waiver, paths in self._held[diagnostic.code]:
            if not waiver.item or (diagnostic.file == self._file and _is_below(diagnostic.path, paths)):
                return replace(diagnostic, waived=Waiver(waiver.reason, waiver.by))
        return diagnostic


def _paths(case: Case, number: str) -> Iterator[KeyPath]:
    """Where the plan speaks of an item: the item itself and what belongs to it, such as its meal or its rides."""
    for node in case.nodes:
        own = node.id if isinstance(node, Item) else getattr(node, "item", None)
        if own == number and not isinstance(node, Waived):
            yield path_of(node)


def _is_below(path: KeyPath, places: tuple[KeyPath, ...]) -> bool:
    return any(path[: len(place)] == place for place in places)
