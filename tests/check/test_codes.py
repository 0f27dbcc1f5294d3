"""The rule book is whole: every code has row, manual and somebody who finds it; `golden/codes.txt` lists them."""

from __future__ import annotations

from collections.abc import Callable

from jiedai.check import engine
from jiedai.check.engine import rules
from jiedai.check.manual import manual
from jiedai.diagnostics import Level
from jiedai.visit.book import STATUSES, rule_book
from jiedai.visit.packs import available
from tests.batch import cases

CODES = sorted(rule_book().rows)


def test_the_codes_with_their_levels_and_states_are_those_agreed(golden: Callable[[str, str], None]) -> None:
    """A code that goes, or a level that changes, shows in the one list that is kept of them."""
    lines = []
    for code in CODES:
        rows = rule_book().rows[code]
        levels = "/".join(dict.fromkeys(row.level.value for row in rows))
        states = "/".join(dict.fromkeys(row.status or "-" for row in rows))
        cited = "cited" if all(row.source for row in rows) else "ours"
        lines.append(f"{code} {levels} {states} {cited}{'' if rows[-1].on else ' off'}")
    golden("codes.txt", "\n".join(lines) + "\n")


@cases("code", CODES)
def test_a_row_says_what_a_clerk_has_to_know(code: str) -> None:
    for row in rule_book().rows[code]:
        assert set(row.title) == {"zh", "en"}
        assert isinstance(row.level, Level)
        assert set(row.source) in ({"zh", "en"}, set())
        assert set(row.article) in ({"zh", "en"}, set())
        assert not row.status or row.status in STATUSES
        assert row.status or not row.source
        assert not row.article or row.source


def test_what_is_only_remembered_is_never_an_error() -> None:
    remembered = [row for rows in rule_book().rows.values() for row in rows if row.status == "M"]
    assert remembered
    assert all(row.level is not Level.ERROR for row in remembered)


@cases("pack", available())
def test_what_a_local_pack_changes_is_whole_too(pack: str) -> None:
    for versions in rule_book((pack,)).rows.values():
        for row in versions:
            assert set(row.title) == {"zh", "en"}
            assert set(row.source) in ({"zh", "en"}, set())


def test_local_rules_are_off_until_an_office_switches_them_on() -> None:
    off = [code for code, rows in rule_book().rows.items() if not rows[-1].on]
    assert off
    assert all(row.status == "L" for code in off for row in rule_book().rows[code])


def test_every_code_is_found_by_a_rule_across_plans_or_while_reading() -> None:
    found = set(rules()) | set(engine._across)
    elsewhere = {code for code, rows in rule_book().rows.items() if rows[-1].found_by != "rule"}
    assert sorted([*found, *elsewhere]) == CODES


@cases("code", CODES)
@cases("language", ["zh", "en"])
def test_the_manual_is_there_in_both_languages(code: str, language: str) -> None:
    page = manual(code, language)
    assert page.what
    assert page.why
    assert page.fix
    assert any("一" <= char <= "鿿" for char in page.what) or language == "en"
