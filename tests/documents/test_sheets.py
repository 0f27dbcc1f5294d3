"""The order and the place of cards on sheets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.documents.sheets import FORMS, is_named, public_title, spaced, stacked
from jiedai.documents.view import View
from jiedai.model.choice import Card, Classification
from tests.batch import cases


@given(st.integers(0, 200), st.integers(1, 12))
def test_stacks_put_on_each_other_are_in_order(cards: int, places: int) -> None:
    sheets = stacked(range(cards), places)
    assert all(len(sheet) == places for sheet in sheets)
    piled = [sheet[place] for place in range(places) for sheet in sheets]
    assert [card for card in piled if card is not None] == list(range(cards))
    assert len(sheets) * places - cards < places
    empty = [number for number, card in enumerate(piled) if card is None]
    assert empty == list(range(cards, len(piled)))


@cases("kind", Card)
def test_all_cards_lie_on_the_paper_and_none_on_another(kind: Card) -> None:
    form = FORMS[kind]
    for left, top in form.places:
        assert 0 <= left <= form.paper[0] - form.width
        assert 0 <= top <= form.paper[1] - form.height
    assert len({(round(left), round(top)) for left, top in form.places}) == form.columns * form.rows
    assert all(0 < fold < form.height for fold in form.folds)


@cases(
    ("name", "card"),
    [("张三", "张\u3000三"), ("林峰山", "林峰山"), ("欧阳慧敏", "欧阳慧敏"), ("阿依努尔·买买提", "阿依努尔·买买提"),
     ("Li", "Li"), ("Anna  Weber", "Anna Weber")],
)  # fmt: skip
def test_two_characters_are_as_wide_as_three(name: str, card: str) -> None:
    assert spaced(name) == card


@cases(("name", "named"), [("张三", True), ("代表3", False), ("待填", False), ("", False)])
def test_no_card_without_a_name(name: str, named: bool) -> None:
    assert is_named(name) is named


def plan(classification: Classification | None, *names: str) -> View:
    guests = tuple(View("guest", {"name": name, "name_zh": None, "name_en": None}) for name in names)
    return View("plan", {"classification": classification, "guests": guests})


def test_what_passers_by_may_read() -> None:
    title = "张山川一行来访"
    assert public_title(plan(None, "李四"), title) == title
    assert public_title(plan(Classification.PUBLIC, "李四"), title) == title
    assert public_title(plan(Classification.INTERNAL, "李四"), title) == ""
    assert public_title(plan(None, "李四", "张山川"), title) == ""
