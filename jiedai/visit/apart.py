"""Who is to sit apart from whom, and how far: what guests say of each other, each pair once."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.model.people import Guest
from jiedai.visit.case import Case, once


class Apart(NamedTuple):
    """A guest who is to sit apart from somebody; `seats` between them at one table or in one row.

    `seats` None is: not at one table.
    """

    guest: Guest
    other: str
    seats: int | None


@once
def wishes_apart(case: Case) -> tuple[Apart, ...]:
    """The pairs who are to sit apart, in the order written; where both say so, what goes further."""
    found: dict[frozenset[str], Apart] = {}
    for guest in case.plan.guests:
        for name in guest.sits_apart:
            pair = frozenset((guest.name, name))
            if len(pair) == 1:
                continue
            wish = Apart(guest, name, guest.apart_by)
            known = found.get(pair)
            if known is None or (known.seats is not None and (wish.seats is None or wish.seats > known.seats)):
                found[pair] = wish
    return tuple(found.values())
