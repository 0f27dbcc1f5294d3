"""The rule book is whole: `golden/codes.txt` lists every code that is promised, with how it is judged and found.

The list is the one place where a code is promised: what is lost, or found by nobody, shows there as a change.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiedai.check import engine
from jiedai.check.engine import rules
from jiedai.diagnostics import Level
from jiedai.visit.book import STATUSES, Row, available, rule_book

ROWS = rule_book().rows


def _finders(code: str) -> list[str]:
    """Who finds a code: a rule for one plan, one for several together, or whoever reads a plan or prints its papers."""
    found = [name for name, table in (("plan", rules()), ("plans", engine._across)) if code in table]
    return [*found, *{row.found_by: None for row in ROWS[code] if row.found_by != "rule"}]


def _line(code: str, rows: tuple[Row, ...] | list[Row]) -> str:
    levels = dict.fromkeys(row.level.value for row in rows)
    statuses = dict.fromkeys(row.status or "-" for row in rows)
    columns = (code, "/".join(levels), "/".join(statuses), "on" if rows[-1].on else "off", "+".join(_finders(code)))
    return f"{columns[0]}  {columns[1]:14} {columns[2]:10} {columns[3]:4} {columns[4]}".rstrip()


def test_the_codes_are_those_promised(golden: Callable[[str, str], None]) -> None:
    head = "code  level        source     set  found by\n"
    golden("codes.txt", head + "\n".join(_line(code, ROWS[code]) for code in sorted(ROWS)) + "\n")


def test_every_code_is_found_by_somebody_and_nothing_else_is_found() -> None:
    assert [code for code in ROWS if not _finders(code)] == []
    assert {*rules(), *engine._across} - ROWS.keys() == set()


def test_a_row_says_what_a_clerk_has_to_know() -> None:
    for row in (row for rows in ROWS.values() for row in rows):
        assert set(row.title) == {"zh", "en"}
        assert isinstance(row.level, Level)
        assert set(row.source) in ({"zh", "en"}, set())
        assert set(row.article) in ({"zh", "en"}, set())
        assert not row.status or row.status in STATUSES
        assert not row.article or row.source
        assert not row.source or row.status


@pytest.mark.parametrize("pack", available())
def test_what_a_local_pack_changes_is_whole_too(pack: str) -> None:
    for versions in rule_book((pack,)).rows.values():
        for row in versions:
            assert set(row.title) == {"zh", "en"}
            assert set(row.source) in ({"zh", "en"}, set())


def test_local_rules_are_off_until_an_office_switches_them_on() -> None:
    assert all(row.status == "L" for rows in ROWS.values() if not rows[-1].on for row in rows)
    assert any(not rows[-1].on for rows in ROWS.values())
