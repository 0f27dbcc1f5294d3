"""Who of those whom an office knows is able to take a duty: by their 能力, and not away on the days of a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiedai.model.duties import Duty
from jiedai.model.office import Office, Person
from jiedai.model.placeholder import is_placeholder


def has_skill(person: Person, duty: Duty) -> bool:
    """Whether somebody's skills name a duty."""
    return any(text in duty.names or duty.in_post(text) for text in person.skills)


def able(office: Office | None, duty: Duty, first: dt.date, last: dt.date) -> list[Person]:
    """The people of an office file whose skills name a duty and who are there on every day of a visit, in its order."""
    people = (person for person in (office.people if office else ()) if not is_placeholder(person.name))
    return [person for person in people if has_skill(person, duty) and not _is_away(person, first, last)]


def _is_away(person: Person, first: dt.date, last: dt.date) -> bool:
    return person.away is not None and any(person.away.whole(day) for day in _days(first, last))


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield dt.date.fromordinal(number)
