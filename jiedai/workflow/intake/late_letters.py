"""A letter that comes when its plan is begun already: what it says of itself fills the blanks of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedai.diagnostics import KeyPath
from jiedai.model.letter import Letter
from jiedai.model.plan import Plan
from jiedai.source.edit import set_values
from jiedai.source.emit import Inline
from jiedai.visit.names import may_be_one_unit
from jiedai.workflow.drafting.emit import Emitter
from jiedai.workflow.drafting.settings import key_in, keys_used
from jiedai.workflow.intake.merging import Merged, Put, folded_value, is_blank, key_of

if TYPE_CHECKING:
    from jiedai.workflow.intake.found import Read

_FIELDS = ("issuer", "number", "date", "subject", "itinerary")


def with_letter(result: Merged, data: dict[str, Any], read: Read) -> None:
    """Put what a letter says of itself into `result`; what the plan has otherwise goes to the conflicts.

    `data` is the plan's, keys as typed. Raises EditError where the plan is written in a way that cannot be changed.
    """
    keys = keys_used(data)
    emitter = Emitter(Plan, keys)
    section = key_in(data, "letter") or emitter.spelled(Plan, "letter")
    written = data.get(section)
    entry = written if isinstance(written, dict) else {}
    changes: list[tuple[KeyPath, Any]] = []
    for name, new, where in _said(read):
        key = key_of(entry, name, Letter, keys)
        typed = entry.get(key)
        same_unit = name == "issuer" and may_be_one_unit(str(typed), str(new))
        if folded_value(typed) == folded_value(new) or (same_unit and not is_blank(typed)):
            continue
        put = Put(f"letter.{name}", typed, new, where)
        if is_blank(typed):
            result.applied.append(put)
            changes.append(((section, key), new))
        else:
            result.conflicts.append(put)
    if changes and not entry:
        changes = [((section,), Inline({str(path[-1]): new for path, new in changes}))]
    if changes:
        result.text = set_values(result.text, changes)


def _said(read: Read) -> list[tuple[str, Any, str]]:
    """Each field of the letter's section that a letter states, its value, and where it stood."""
    found = []
    for name in _FIELDS:
        value = read.of("itinerary" if name == "itinerary" else f"letter.{name}")
        if value is not None:
            found.append((name, value.value, value.where))
    guests = list(read.guests())
    if guests:
        where = next(iter(guests[0][1].values())).where
        found.append(("members", [name for name, _known in guests], where))
    return found
