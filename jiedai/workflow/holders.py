"""Who sees to which duty of a new plan: units of the office, the bureau that leads the visit, blanks for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jiedai.language import current
from jiedai.model.duties import duties
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.work import unit_for
from jiedai.workflow.playbook import blank

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.workflow.playbook import Playbook

SUBJECT = "subject"
"""The duty of the bureau of the same line as the visiting unit."""


class Holder(NamedTuple):
    """The unit that sees to a duty, and who does so there; a blank, and nobody, while they are not known."""

    unit: str
    owner: str = ""

    def said(self, unit: str = "unit") -> dict[str, str]:
        """As an entry of a plan says it, the unit in the field of that name; nobody is not mentioned."""
        return {unit: self.unit} | ({"owner": self.owner} if self.owner else {})


def leading_duties(book: Playbook) -> frozenset[str]:
    """The duties of the bureau that leads the visit: its subject, and what falls to it of the main session."""
    main = book.sessions[0].duty
    return frozenset({SUBJECT} | ({main} if duties()[main].falls_to == SUBJECT else set()))


@dataclass(frozen=True)
class Holders:
    """Who holds the duties of one visit. `lead` is the bureau chosen, `liaison` who works for the reception office."""

    office: Office | None
    leading: frozenset[str]
    lead: str = ""
    liaison: str = ""

    def of(self, key: str) -> Holder:
        """Who sees to the duty of that key; KeyError for one that is none."""
        name = self._unit(key)
        if self.liaison and name == self._unit("coordination"):
            return Holder(name, self.liaison)
        contacts = {unit.name: unit.contact for unit in (self.office.units if self.office else ())}
        contact = contacts.get(name) or ""
        return Holder(name, "" if is_placeholder(contact) else contact)

    def _unit(self, key: str) -> str:
        """The bureau that leads for what is its own; else the first unit with the duty, or with the one it falls to."""
        duty = duties()[key]
        if key in self.leading:
            return self.lead or blank(duties()[SUBJECT].unit[current()])
        found = unit_for(self.office, duty._replace(falls_to=None))
        if found is None and duty.falls_to:
            fallen = self.of(duty.falls_to).unit
            return blank(duty.unit[current()]) if is_placeholder(fallen) else fallen
        return found.name if found else blank(duty.unit[current()])
