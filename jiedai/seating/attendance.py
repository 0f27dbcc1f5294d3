"""Who takes part in an item: who should have a seat at it, and who else may have one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jiedai.model.schedule import Item
from jiedai.model.words import read_names
from jiedai.visit.case import Case
from jiedai.visit.meals import at_table
from jiedai.visit.people import Person, known_people, taking_part


class Present(NamedTuple):
    """Those who take part in an item, each list in the order written.

    `guests` and `hosts` should sit, at a meal those who dine; `others` may: the item's hosts who do not dine, its crew,
    those who lead, explain, report or answer for it.
    """

    guests: tuple[Person, ...]
    hosts: tuple[Person, ...]
    others: tuple[Person, ...]

    def missing(self, seated: Iterable[str]) -> tuple[Person, ...]:
        """Who should sit and is not among those seated."""
        names = set(seated)
        return tuple(person for person in (*self.guests, *self.hosts) if person.name not in names)

    def strangers(self, seated: Iterable[Person]) -> tuple[Person, ...]:
        """Who is seated without taking part; of the host side only where its people are known."""
        names = {person.name for people in self for person in people}
        return tuple(person for person in seated if person.name not in names and (person.guest or self.hosts))


def present(case: Case, item: Item) -> Present:
    """Who takes part in an item: the guests it names, else all; its hosts; at a meal those whom its entry names."""
    known = known_people(case)
    guests, hosts = at_table(case, item)
    everybody, _hosts = taking_part(case, item)
    working = read_names(
        [text for text in (item.chair, item.owner, *(step.owner for step in item.steps)) if text], None
    )
    others = (*item.hosts, *item.crew, *item.guide, *working)
    return Present(tuple(guests), tuple(hosts), (*known.named(others), *everybody))
