"""Another plan that looks the same to an audience: everything that it may not see is something else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any

from jiedai.loading import Loaded
from jiedai.model.base import Node
from jiedai.model.choice import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.opening import Hours, Off
from jiedai.model.quantities import Count, Diners, Presence
from jiedai.model.times import DateRange, Day, TimeRange
from tests.documents.canaries import rare, secrets, seers


class Altered:
    """The same plan with everything else in it that an audience may not see, and nothing else that it may.

    A hidden text is replaced wherever it stands, so that what refers to it still does. `kept` are fields that may be
    felt although they are not seen.
    """

    def __init__(self, loaded: Loaded, audience: str, kept: frozenset[str]) -> None:
        self.audience, self.kept, self.plan = audience, kept, loaded.plan
        self.hidden = secrets(loaded, audience).characters.keys()
        self.changed: set[str] = set()

    def node(self, node: Node, seen: bool = True) -> Any:
        """A section, altered."""
        update = {}
        for name in type(node).model_fields:
            field, value = f"{type(node).__name__}.{name}", getattr(node, name)
            allowed = seen and self.audience in seers(node, name, self.plan)
            new = self.value(value, allowed or field in self.kept, field)
            if new != value:
                self.changed.add(field)
            update[name] = new
        return node.model_copy(update=update)

    def value(self, value: Any, seen: bool, field: str) -> Any:
        """A field's value, altered where it is hidden; texts are, wherever they are nothing but hidden."""
        match value:
            case Node():
                return self.node(value, seen)
            case dict() if field == "Item.notes":
                return {name: text if name == self.audience else f"改{text}" for name, text in value.items()}
            case dict():
                return {self.value(name, seen, field): self.value(entry, seen, field) for name, entry in value.items()}
            case Diners(number, names):
                return Diners(number, tuple(map(self.text, names)))
            case Presence(number, things):
                return value if seen else Presence(number, tuple(map(self.text, things)))
            case list() | tuple() if type(value) in (list, tuple):
                made = [self.value(entry, seen, field) for entry in value]
                short = not seen and len(made) > 1 and (type(value) is list or made != list(value))
                return type(value)(made[:-1] if short and field not in COUNTED else made)
            case str() if not isinstance(value, Enum):
                return self.text(value) if seen else self.text(value) if self.rare(value) else _other_text(value)
            case _:
                return value if seen else _other(value)

    def text(self, text: str) -> str:
        """A text, another one where it is hidden."""
        return f"改{text}" if self.rare(text) and set(text) <= self.hidden else text

    def rare(self, text: str) -> bool:
        """Whether a text is one of the mint's."""
        return bool(text) and set(text) <= rare()


COUNTED = frozenset({"Meal.hosts", "Item.hosts", "Item.guests"})
"""Lists of which a kitchen learns how many there are."""


def _other_text(text: str) -> str:
    return str(int(text) + 1) if text.isdigit() else text


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case Choice():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case Count(number, about):
            return Count(number + 1, about)
        case Day():
            return Day.on(value + dt.timedelta(days=1))
        case Moment(day, minute):
            return Moment(_other(day), None if minute is None else minute + 1)
        case Due(moment=Moment() as moment):
            return value._replace(moment=_other(moment))
        case Off(spans=spans):
            return value._replace(spans=tuple((begin + dt.timedelta(days=1), end) for begin, end in spans))
        case Hours(ranges=ranges):
            return Hours(tuple((opens + 1, closes) for opens, closes in ranges))
        case DateRange(first, last):
            return DateRange(first, _other(last))
        case TimeRange(start=int(start)):
            return value._replace(start=start + 1)
        case int() | Decimal():
            return 10 - value if 0 < value < 10 else value + 1
    return value


def altered(loaded: Loaded, audience: str, kept: frozenset[str] = frozenset()) -> tuple[Loaded, frozenset[str]]:
    """The plan altered for an audience, and the fields that are not what they were."""
    assert loaded.plan is not None
    assert loaded.office_file is not None
    assert loaded.office is not None
    other = Altered(loaded, audience, kept)
    plan, office = other.node(loaded.plan), other.node(loaded.office)
    return replace(loaded, plan=plan, office_file=replace(loaded.office_file, office=office)), frozenset(other.changed)
