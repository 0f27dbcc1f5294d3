from __future__ import annotations

import pytest

from jiedai.check.manual import _entries, _mended, manual
from jiedai.visit.book import rule_book
from tests.batch import cases
from tests.check.bench import Bench

CODES = sorted(rule_book().rows)
SHOWN = [code for code in CODES if manual(code, "zh").wrong]


def test_the_sound_plan_is_sound(bench: Bench) -> None:
    assert bench().loud == []


@cases("code", SHOWN)
def test_the_wrong_example_is_found_and_nothing_else(bench: Bench, code: str) -> None:
    found = bench(manual(code, "zh").wrong)
    assert code in found.codes
    assert set(found.loud) <= {code}, [str(d) for d in found.diagnostics if d.code != code]


@cases("code", SHOWN)
def test_the_right_example_is_clean(bench: Bench, code: str) -> None:
    found = bench(manual(code, "zh").right)
    assert code not in found.codes
    assert found.loud == [], [str(d) for d in found.diagnostics]


@cases("code", CODES)
@cases("language", ["zh", "en"])
def test_a_manual_says_what_and_why_and_how_to_mend(code: str, language: str) -> None:
    page = manual(code, language)
    assert page.what
    assert page.why
    assert page.fix
    assert bool(page.wrong) == bool(page.right)


@cases("code", CODES)
def test_the_english_manual_is_english(code: str) -> None:
    english = manual(code, "en")
    assert english.what != manual(code, "zh").what


def test_an_unknown_code_has_no_manual() -> None:
    with pytest.raises(KeyError):
        manual("YC99")


@cases(
    ("changes", "expected"),
    [
        ({}, "a:\n  - b\n  - c"),
        ({"2": "- d\n"}, "a:\n  - d\n  - c"),
        ({"2": "- d\n- e\n"}, "a:\n  - d\n  - e\n  - c"),
        ({"2": "- d\n- e\n", "3": "- f\n  g: h\n"}, "a:\n  - d\n  - e\n  - f\n    g: h"),
        ({"1": None, "3": "- f"}, "  - b\n  - f"),
        ({"2": None, "3": None}, "a:"),
        ({"4": "d: e\n"}, "a:\n  - b\n  - c\nd: e"),
        ({"3": "- f", "4": "d:\n  - e\n"}, "a:\n  - b\n  - f\nd:\n  - e"),
    ],
)
def test_lines_stand_in_place_of_others(changes: dict[str, str | None], expected: str) -> None:
    assert _mended("a:\n  - b\n  - c", changes) == expected


def test_a_line_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(IndexError):
        _mended("a: 1", {"3": "b: 2"})


@cases("code", SHOWN)
def test_a_right_example_is_written_out_only_where_hardly_a_line_stays(code: str) -> None:
    page, right = manual(code, "zh"), _entries()[code]["right"]
    lines = page.wrong.splitlines()
    if isinstance(right, str):
        right = page.right.splitlines()
        assert sum(line in lines for line in right) <= max(1, len(right) / 2)
    else:
        before = [*lines, ""]
        assert all((change or "-").strip() != before[int(number) - 1].strip() for number, change in right.items())
