"""Names and words in the width that there is."""

from __future__ import annotations

import pytest

from jiedai.seating.lettering import centred, name_lines

LONG = "Maria-Christina von Falkenberg"


@pytest.mark.parametrize(
    ("text", "width", "wanted"), [("甲", 5, " 甲  "), ("甲", 4, " 甲 "), ("ab", 2, "ab"), ("ab", 1, "ab")]
)
def test_a_text_stands_in_the_middle_the_odd_blank_behind_it(text: str, width: int, wanted: str) -> None:
    assert centred(text, width) == wanted


def test_a_name_takes_two_lines_unless_more_are_given() -> None:
    assert len(name_lines(LONG)) == 2
    assert len(name_lines(LONG, 3)) == 3
    assert name_lines("梁国栋") == ("梁国栋",)
