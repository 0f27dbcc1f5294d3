from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import START, Diagnostic, Level, Span, Waiver, ordered
from tests.batch import cases

FOUND = Diagnostic("YC02", Level.ERROR, "来宾 6 人", file="a.yaml", span=Span(3, 5, 3, 9))


def test_levels_are_ranked_from_the_serious():
    assert sorted(Level, key=lambda level: level.rank) == [Level.ERROR, Level.WARNING, Level.INFO]
    assert f"{Level.ERROR}" == "error"


def test_a_point_is_one_character_unless_told():
    assert Span.point(3, 5) == Span(3, 5, 3, 6)
    assert Span.point(3, 5, 4) == Span(3, 5, 3, 9)


def test_a_span_reaches_to_the_end_of_another():
    assert Span(1, 2, 1, 4).to(Span(3, 1, 3, 8)) == Span(1, 2, 3, 8)


@cases(
    ("first", "second"),
    [
        ({"file": "a.yaml"}, {"file": "b.yaml", "span": START}),
        ({"span": Span(2, 9, 2, 10)}, {"span": Span(3, 1, 3, 2)}),
        ({"span": Span(3, 1, 3, 2)}, {"span": Span(3, 5, 3, 9)}),
        ({"level": Level.ERROR, "span": Span(9, 1, 9, 2)}, {"level": Level.WARNING, "span": START}),
        ({"level": Level.WARNING, "span": Span(9, 1, 9, 2)}, {"level": Level.INFO, "span": START}),
        ({"level": Level.INFO}, {"level": Level.ERROR, "waived": Waiver("已报", "徐正"), "span": START}),
        ({"code": "AA01", "message": "乙"}, {"code": "AA02", "message": "甲"}),
        ({"message": "甲", "hint": "z"}, {"message": "甲乙", "hint": "a"}),
    ],
)
def test_findings_come_by_file_level_place_code_and_message(first, second):
    one, other = replace(FOUND, **first), replace(FOUND, **second)

    assert ordered([other, one]) == [one, other]


def test_exact_repeats_are_dropped_and_others_kept():
    other = replace(FOUND, hint="减少 1 人")

    assert ordered([FOUND, FOUND, other, FOUND]) == [FOUND, other]


@given(st.permutations([replace(FOUND, code=code, span=Span(line, 1, line, 2)) for code in "ABC" for line in (1, 2)]))
def test_the_order_does_not_depend_on_who_came_first(found):
    assert ordered(found) == ordered(reversed(found))


def test_a_finding_is_placed_in_a_file_at_its_own_span_or_another():
    assert FOUND.placed("b.yaml") == replace(FOUND, file="b.yaml")
    assert FOUND.placed("b.yaml", START).span == START


def test_a_waived_finding_does_not_count():
    assert FOUND.counts
    assert not replace(FOUND, waived=Waiver("来宾要求", "徐正")).counts


def test_diagnostics_import_nothing_else_of_the_package():
    code = "import sys, jiedai.diagnostics; print(*sorted(name for name in sys.modules if name.startswith('jiedai')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["jiedai", "jiedai.diagnostics"]
