"""What holds for every name of a plan: gone where it was replaced, and gone from every paper who does not come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.model.base import walk
from jiedai.model.letter import Letter
from jiedai.visit.case import Case
from jiedai.visit.references import NAMING, REFERENCES
from jiedai.workflow.changes.readers import Comparison
from jiedai.workflow.late.draft import reread
from jiedai.workflow.late.dropping import guest_dropped
from jiedai.workflow.late.replacing import replaced, swap_of
from jiedai.workflow.late.standing import leaves
from jiedai.workflow.late.subjects import Kind, Unknown, names_of
from tests.documents.samples import papers
from tests.workflow.changes.samples import case

BEFORE = case()
GUESTS = [guest.name for guest in BEFORE.plan.guests][::3]
ANY = [(kind, name) for kind in (Kind.PERSON, Kind.PLACE, Kind.VEHICLE) for name in names_of(BEFORE, kind)]


def referred_to(plan: Case, kind: Kind) -> set[str]:
    """Every name in a field that refers to something of a kind."""
    registers = {Kind.PLACE: {"place"}, Kind.VEHICLE: {"vehicle"}}.get(kind)
    found: set[str] = set()
    for node in walk(plan.written):
        if isinstance(node, Letter):
            continue
        fields = (
            NAMING.get(type(node), ())
            if registers is None
            else [field for field, register in REFERENCES.get(type(node), ()) if register in registers]
        )
        for field in fields:
            value = getattr(node, field)
            entries = value if isinstance(value, (list, tuple)) else [value]
            found |= {text for entry in entries for _at, text in leaves(entry, ())}
    if kind is Kind.PERSON:
        found |= {person.name for person in (*plan.written.hosts, *plan.written.crew)}
    return found


@settings(max_examples=25)
@given(st.data())
def test_nothing_refers_to_what_was_replaced(data: st.DataObject) -> None:
    kind, old = data.draw(st.sampled_from(ANY))
    new = data.draw(st.sampled_from([name for other, name in ANY if other is kind and name != old]))
    try:
        swap = swap_of(BEFORE, old, new)
    except Unknown:
        assert old not in referred_to(BEFORE, kind)
        return
    made = replaced(BEFORE, swap)
    after = reread(BEFORE, made.text)
    assert old not in referred_to(after, kind)
    assert new in referred_to(after, kind)
    assert not any(look.code in ("GS08", "GS14") for look in made.look_at)
    assert len(made.text.splitlines()) <= len(BEFORE.loaded.source.raw.splitlines())


@settings(max_examples=15)
@given(st.data())
def test_back_again_where_the_other_was_nowhere(data: st.DataObject) -> None:
    """By meaning nothing is left of it but a telephone that the plan alone knew. A hotel's room numbers and a person's
    post nobody can know again; all comes back by --undo, and where the way back is the next command.
    """
    kind, old = data.draw(st.sampled_from([one for one in ANY if one[0] is not Kind.PERSON]))
    new = data.draw(st.sampled_from([name for other, name in ANY if other is kind and name != old]))
    raw = BEFORE.loaded.source.raw
    hotels = {stay.hotel for stay in BEFORE.written.lodging}
    if new in raw or old in hotels:
        return
    try:
        text = replaced(BEFORE, swap_of(BEFORE, old, new)).text
    except Unknown:
        return
    there = reread(BEFORE, text)
    back = replaced(there, swap_of(there, new, old)).text
    left = Comparison(BEFORE, reread(there, back)).touching()
    assert {(change.section, change.field) for change, _readers in left} <= {("tasks", "phone")}


@pytest.mark.parametrize("name", GUESTS)
def test_no_paper_has_who_does_not_come(name: str) -> None:
    guest = next(one for one in BEFORE.written.guests if one.name == name)
    made = guest_dropped(BEFORE, guest, "生病")
    after = reread(BEFORE, made.text)
    printed = papers(after.loaded)
    assert printed
    naming = {document for document, paper in printed.items() if name in str(paper)}
    assert naming == {"guests"}, "where the staff read who was to come and does not"
