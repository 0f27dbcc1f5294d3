"""JSON written entry by entry is the JSON that is written at once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.report.common.excerpt import harmless_lines
from jiedai.report.common.rows import document

VALUES = st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2))
ENTRIES = st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=3), max_size=3)


@given(ENTRIES, VALUES)
def test_entries_one_by_one_are_the_text_of_all_of_them(entries, beside):
    for around in (
        lambda rows: {"a": beside, "rows": rows, "z": beside},
        lambda rows: {"deep": [{"b": beside, "rows": rows}]},
    ):
        wanted = harmless_lines(json.dumps(around(entries), ensure_ascii=False, indent=2)) + "\n"
        assert "".join(document(around([]), "rows", iter(entries))) == wanted


def test_one_entry_at_a_time_is_made():
    made = []

    def entries():
        for number in range(3):
            made.append(number)
            yield {"number": number}

    pieces = document({"rows": []}, "rows", entries())
    assert made == []
    while '"number": 1' not in next(pieces):
        pass
    assert made == [0, 1]


def test_a_name_that_is_not_there():
    with pytest.raises(ValueError, match="rows"):
        list(document({"lines": []}, "rows", []))
