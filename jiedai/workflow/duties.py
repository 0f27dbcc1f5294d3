"""Who of the office holds a duty: from a playbook's duty to a unit of the office file, its contact and telephone."""

from __future__ import annotations

from dataclasses import dataclass

from jiedai.language import current
from jiedai.model.office import Office
from jiedai.model.placeholder import WORD, is_placeholder
from jiedai.workflow.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Holder:
    """The unit that holds a duty, its contact and telephone; blanks to fill in where the office file does not say."""

    unit: str
    owner: str
    phone: str


def blank(what: str = "") -> str:
    """A blank to fill in, which says `what` belongs there."""
    return f"{'TODO' if current() == 'en' else WORD} {what}".strip()


def holder(office: Office | None, book: Playbook, duty_id: str) -> Holder:
    """Who holds the duty: the first unit that names it, else the unit of the duty it falls to, else blanks."""
    wanted = book.duty(duty_id)
    duty = wanted
    while True:
        for unit in office.units if office else ():
            if duty.names & set(unit.duties) and not is_placeholder(unit.name):
                return Holder(unit.name, unit.contact or blank(), unit.phone or blank())
        if duty.falls_to is None:
            return Holder(blank(str(wanted.unit)), blank(), blank())
        duty = book.duty(duty.falls_to)
