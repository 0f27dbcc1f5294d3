"""What a plan holds of its guests that is kept no longer than it is needed, and how long that is."""

from __future__ import annotations

from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.visit.case import Case

SENSITIVE = ("health", "allergies", "diet", "ethnicity")
"""Fields of a guest that the law protects most."""


def sensitive(case: Case) -> list[tuple[Guest, str]]:
    """Guests with sensitive data, each with the first field that has some."""
    found = []
    for guest in case.plan.guests:
        held = [field for field in SENSITIVE if getattr(guest, field) not in (None, "", [])]
        if held:
            found.append((guest, held[0]))
    return found


def days_kept(office: Office | None, days: int) -> int:
    """How many days after a visit sensitive data are kept: as the office says, else `days`."""
    retention = office.retention if office else None
    return days if retention is None or retention.sensitive is None else retention.sensitive
