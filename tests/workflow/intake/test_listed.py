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


def test_what_stands_in_brackets_behind_a_post_is_no_part_of_it() -> None:
    paragraph = Text()
    paragraph.add("何长青，县政协副主席；罗琴，县政协提案委主任（女）；马文，县政协委员（回族）。", "第1行")
    found = {person.name: person.known for person in people_listed(paragraph, Base(dt.date(2026, 12, 3)))}
    assert {name: (known["unit"], known["post"]) for name, known in found.items()} == {
        "何长青": ("县政协", "副主席"),
        "罗琴": ("县政协提案委", "主任"),
        "马文": ("县政协", "委员"),
    }
    assert (found["罗琴"]["sex"], found["马文"]["ethnicity"]) == ("female", "回族")


def test_a_phone_behind_a_name_that_came_before_is_not_of_the_last_in_the_list() -> None:
    paragraph = Text()
    paragraph.add(f"罗琴，科长；马文，科员。联系人：罗琴，{PHONE}。", "第1行")
    found = {person.name: person.known.get("phone") for person in people_listed(paragraph, Base(dt.date(2026, 12, 3)))}
    assert found == {"罗琴": PHONE, "马文": None}
