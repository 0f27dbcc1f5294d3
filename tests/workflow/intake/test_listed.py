"""People set side by side in a sentence, and what stands beside somebody who has no name there."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.workflow.intake.listed import people_listed
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.paper import Text

PHONE = "13900001111"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("王建平（副局长）、赵敏（科长，13900001111）", {"王建平": None, "赵敏": PHONE}),
        ("王建平（副局长）、小李（科长，13900001111）、赵敏（科员）", {"王建平": None, "赵敏": None}),
        ("王建平（副局长）、小李（13900001111）、赵敏（科员）", {"王建平": None, "赵敏": None}),
        ("王建平，副局长（分管农业，13900001111）；赵敏，科员", {"王建平": PHONE, "赵敏": None}),
    ],
)
def test_a_phone_is_of_whom_it_stands_beside_and_of_nobody_before(text: str, known: dict[str, str | None]) -> None:
    paragraph = Text()
    paragraph.add(text, "第1行")
    found = people_listed(paragraph, Base(dt.date(2026, 12, 3)))
    assert {person.name: person.known.get("phone") for person in found} == known
