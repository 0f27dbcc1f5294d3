"""The address of a field: its section, the entry there, and the path within the entry."""

from __future__ import annotations

from jiedai.visit.addresses import Address, places
from tests.seating.samples import guest, plan

VISIT = plan(
    [guest("甲", arrive={"time": "2026-05-11 08:30", "by": "G1"}), guest("甲", unit="县局")],
    ["林峰"],
    letter={"issuer": "省某厅"},
)


def test_a_section_of_its_own_has_no_entry():
    found = next(one for one in places(VISIT) if one.node is VISIT.letter)
    assert found.of("issuer") == Address("letter", None, "issuer")
    assert found.whole == Address("letter", None, "")


def test_a_section_within_an_entry_begins_with_its_key():
    found = next(one for one in places(VISIT) if one.node is VISIT.guests[0].arrive)
    assert found.of("by") == Address("guests", "甲", "arrive.by")
    assert found.whole == Address("guests", "甲", "arrive")


def test_entries_of_one_name_are_counted():
    entries = [one.entry for one in places(VISIT) if one.node in list(VISIT.guests)]
    assert entries == ["甲", "甲#2"]


def test_items_are_entries_of_their_own_section():
    item = VISIT.schedule[0].items[0]
    found = next(one for one in places(VISIT) if one.node is item)
    assert found.of("what") == Address("schedule.items", "A1", "what")
