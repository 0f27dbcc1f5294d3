"""A quiz: certain questions only, one right answer each, the same paper for the same seed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai import language
from jiedai.loading import load_office
from jiedai.visit.book import rule_book
from jiedai.visit.knowledge import NOTHING, library
from jiedai.visit.packs import NATIONAL
from jiedai.workflow.study.quiz import CERTAIN, LETTERS, marked, pool, quiz

ROOT = Path(__file__).parents[3] / "plans"
DAY = dt.date(2026, 5, 11)
OFFICE = load_office(ROOT / "office.yaml").office
POOL = pool(rule_book(), OFFICE, library(ROOT / "knowledge"), DAY)


def test_every_question_has_one_right_answer() -> None:
    for one in POOL:
        assert one.kind == ("choice" if one.options else "judgement")
        assert one.state
        if one.options:
            assert len(set(one.options)) == len(LETTERS), one
            assert one.answer == "A"
        else:
            assert one.answer in ("true", "false")
        assert one.basis


def test_nothing_is_asked_that_nobody_has_checked_or_that_holds_elsewhere() -> None:
    rows = {code: of[-1] for code, of in rule_book().rows.items()}
    asked = {one.card.removeprefix("rule:") for one in POOL if one.card.startswith("rule:")}
    assert asked
    assert all(rows[code].status in CERTAIN for code in asked)
    assert not asked & {"YC16", "WB01", "YC12"}  # only remembered, of another place, switched off
    own = rule_book(("frugal-county",))
    local = {code for code, of in own.rows.items() if of[-1].pack != NATIONAL and of[-1].on and of[-1].source}
    again = {one.card.removeprefix("rule:") for one in pool(own, None, NOTHING, DAY)}
    assert local & again  # what the office has set is asked


def test_figures_come_from_the_packs_in_force() -> None:
    (one,) = [one for one in POOL if one.card == "rule:YC02" and "不超过几人" in one.text]
    assert (one.text, one.options[0]) == ("接待对象在10人以内的，陪餐人数不超过几人？", "3人")


def test_the_county_is_asked_about_while_its_figures_hold() -> None:
    def county(day: dt.date) -> set[str]:
        return {one.text for one in pool(rule_book(), None, library(ROOT / "knowledge"), day)}

    question = "县域概况的“户籍人口”是多少？"
    assert question in county(dt.date(2027, 4, 30))
    assert question not in county(dt.date(2027, 5, 1))


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.integers(0, 999), st.sets(st.sampled_from(["YC", "ZS", "county", "unit"])))
def test_a_seed_makes_one_paper(count: int, seed: int, areas: set[str]) -> None:
    asked = quiz(POOL, count, seed, sorted(areas))
    assert asked == quiz(POOL[::-1], count, seed, sorted(areas))
    assert len(asked) <= count
    assert not areas or {one.area for one in asked} <= areas
    assert [bool(one.options) for one in asked] == sorted(bool(one.options) for one in asked)
    right = {(one.card, one.text): one for one in POOL if one.options}
    for one in asked:
        if one.options:
            options = [
                of.options[0]
                for of in POOL
                if (of.card, of.text, set(of.options)) == (one.card, one.text, set(one.options))
            ]
            assert one.options[LETTERS.index(one.answer)] in options
            assert (one.card, one.text) in right
    cards = [one.card for one in asked]
    assert max((cards.count(card) for card in cards), default=0) <= 2


def test_a_paper_is_the_same_in_every_language() -> None:
    def asked(lang: str) -> list[tuple[str, tuple[str, ...], str]]:
        language.use(lang)
        found = pool(rule_book(), OFFICE, library(ROOT / "knowledge"), DAY)
        return [(one.key, one.state, one.answer) for one in quiz(found, 30, 7)]

    try:
        assert asked("en") == asked("zh")
    finally:
        language.use("zh")


def test_no_two_questions_have_one_key() -> None:
    assert len({one.key for one in POOL}) == len(POOL)


def test_marking() -> None:
    asked = quiz(POOL, 12, 7)
    answers = [one.answer for one in asked]
    assert marked(asked, answers).percent == 100
    result = marked(asked, ["", *answers[1:-1]])
    assert (result.right, result.asked, result.wrong, result.percent) == (10, 12, (1, 12), 83)
    assert sum(of for _right, of in result.areas.values()) == 12
    assert marked([], []).percent == 0


@pytest.mark.parametrize("count", [1, 20])
def test_other_seeds_make_other_papers(count: int) -> None:
    papers = {tuple(one.text for one in quiz(POOL, count, seed)) for seed in range(20)}
    assert len(papers) > 10
