"""The answers of a form put into a plan: each where it belongs, what is in question told and left."""

from __future__ import annotations

from typing import Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _, current
from jiedai.loading import validated, visit_days, vocabulary
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.source import EditError, read_bytes
from jiedai.source.edit import set_values
from jiedai.workflow.drafting.settings import key_in
from jiedai.workflow.forms.answers import Answers
from jiedai.workflow.forms.known import CONTACT, contact
from jiedai.workflow.intake.found import split_guest
from jiedai.workflow.intake.merging import Merged, Put, Unread, merged
from jiedai.workflow.returned.merging import Told, merge, set_other


def taken(text: str, answers: Answers) -> Merged:
    """The plan `text` with the answers of a form. EditError where the plan cannot be changed there."""
    result = merge(text, answers.told)
    _take_other(result, answers)
    _take_contact(result, answers)
    plan, data = _plan(result.text)
    here = {guest.name for guest in plan.guests}
    known = {split_guest(path)[0] for path in answers.printed} - here
    gone = [value for value in answers.people.values if split_guest(value.path)[0] in known]
    answers.people.values = [value for value in answers.people.values if value not in gone]
    people = merged(result.text, data, plan, answers.people, answers.printed)
    result.text, result.added = people.text, people.added
    _take_ranks(result, people, answers)
    result.applied += people.applied
    result.conflicts += people.conflicts
    result.missing = [
        guest.name
        for guest in plan.guests
        if answers.there and guest.name not in answers.there and not is_placeholder(guest.name)
    ]
    result.refused += answers.refused
    why = _("方案里已经没有这个人")
    result.unknown += answers.unknown + [Unread(value.where, str(value.value), why) for value in gone]
    return result


def _take_ranks(result: Merged, people: Merged, answers: Answers) -> None:
    """Write the ranks that were taken in the words of the form."""
    taken_ = {split_guest(one.path)[0] for one in people.applied if split_guest(one.path)[1] == "rank"}
    wanted = {name: answers.ranks[name] for name in taken_ if name in answers.ranks}
    if not wanted:
        return
    plan, data = _plan(result.text)
    section = key_in(data, "guests") or ""
    changes: list[tuple[KeyPath, Any]] = []
    for number, guest in enumerate(plan.guests):
        if guest.name in wanted:
            key = key_in(data[section][number], "rank", Guest)
            if key is not None:
                changes.append(((section, number, key), wanted[guest.name]))
    result.text = set_values(result.text, changes)


def _plan(text: str) -> tuple[Plan, dict[str, Any]]:
    source = read_bytes(text.encode(), "", vocabulary=vocabulary())
    plan, _found = validated(source, Plan, visit_days(source.data))
    if plan is None or not isinstance(source.data, dict):
        raise EditError(_("写进去以后方案读不成了，没有写"))
    return plan, source.data


def _take_other(result: Merged, answers: Answers) -> None:
    plan, _data = _plan(result.text)
    for told in answers.other:
        _take(result, told, plan.other.get(told.address.field), (told.address.field,), told.theirs)


def _take_contact(result: Merged, answers: Answers) -> None:
    """Whom to ask: one value of name and telephone, of which either may be new."""
    if not answers.contact:
        return
    plan, _data = _plan(result.text)
    ours = dict(zip(("name", "phone"), contact(plan), strict=True))
    new = dict(ours)
    for part, told in answers.contact.items():
        if ours[part] and ours[part] not in (told.base, told.theirs):
            result.conflicts.append(Put(str(told.address), ours[part], told.theirs, told.cell, told.base))
        elif ours[part] != told.theirs:
            result.applied.append(Put(str(told.address), ours[part] or None, told.theirs, told.cell))
            new[part] = told.theirs
    if new != ours:
        keys = CONTACT if current() == "zh" else CONTACT[::-1]
        result.text = set_other(result.text, keys, " ".join(part for part in new.values() if part))


def _take(result: Merged, told: Told, ours: str | None, keys: tuple[str, ...], value: str) -> None:
    if ours == told.theirs:
        return
    if ours and ours != told.base:
        result.conflicts.append(Put(str(told.address), ours, told.theirs, told.cell, told.base))
        return
    result.applied.append(Put(str(told.address), ours, told.theirs, told.cell))
    result.text = set_other(result.text, keys, value)
