"""Evidence becomes scores: the worked figures, and what holds whoever is scored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import Indicator
from jiedai.model.office import Office
from jiedai.workflow.assessing.evidence import Event, Objection, Told, Veto
from jiedai.workflow.assessing.scores import (
    FAILED,
    GRADES,
    PRIOR,
    SAMPLE,
    WEIGHTS,
    Assessment,
    Measures,
    Score,
    assessment,
    half_up,
    measures_of,
    shrunk,
    wilson,
)
from tests.batch import cases

DAY, FIRST, LAST = dt.date(2026, 5, 11), dt.date(2026, 1, 1), dt.date(2026, 12, 31)
USUAL = Measures(WEIGHTS, PRIOR, SAMPLE, GRADES)


def events(who: str, hits: int, n: int, indicator: Indicator = Indicator.ON_TIME) -> tuple[Event, ...]:
    return tuple(Event(who, indicator, "plan.yaml", f"T{number}", number <= hits) for number in range(1, n + 1))


def assessed(*told: Told | tuple[Event, ...], measures: Measures = USUAL) -> Assessment:
    return assessment([one if isinstance(one, Told) else Told(DAY, events=one) for one in told], FIRST, LAST, measures)


def of(found: Assessment, who: str) -> Score:
    return next(one for one in found.scores if one.who == who)


def test_the_worked_figures():
    """Two of two do not beat eighteen of twenty."""
    found = assessed(events("甲", 2, 2), events("乙", 18, 20), events("丙", 5, 9))
    assert half_up(found.pooled[Indicator.ON_TIME]) == Decimal("0.8065")
    rates = {one.who: half_up(one.rates[Indicator.ON_TIME].shrunk) for one in found.scores}
    assert rates == {"甲": Decimal("0.8618"), "乙": Decimal("0.8813"), "丙": Decimal("0.6452")}
    assert [one.who for one in found.scores] == ["乙", "甲", "丙"]
    assert [of(found, who).grade for who in "甲乙丙"] == [None, "良好", "合格"]
    assert half_up(shrunk(2, 2, Fraction(5, 7), 5)) == Decimal("0.7959")


@cases(("hits", "n", "interval"), [(2, 2, (0.549, 1.0)), (18, 20, (0.782, 0.958)), (5, 9, (0.352, 0.742))])
def test_the_worked_intervals(hits, n, interval):
    low, high = wilson(hits, n)
    assert (float(low), float(high)) == (pytest.approx(interval[0], abs=5e-4), pytest.approx(interval[1], abs=5e-4))


def test_a_score_weighs_what_there_is():
    found = of(assessed((*events("甲", 1, 2), *events("甲", 3, 3, Indicator.PUNCTUAL))), "甲")
    # p is the unit's own rate where nobody else is there: drawing changes nothing
    assert found.score == half_up(Fraction(100 * (40 * 1 + 15 * 2), 2 * 55), Decimal("0.1"))
    assert found.n == 5


@pytest.mark.parametrize(("n", "grade"), [(7, None), (8, "优秀")])
def test_no_grade_under_the_least_sample(n, grade):
    assert of(assessed(events("甲", n, n)), "甲").grade == grade


@cases(
    ("score", "grade"),
    [("90.0", "优秀"), ("89.9", "良好"), ("75.0", "良好"), ("74.9", "合格"), ("60.0", "合格"), ("59.9", FAILED)],
)
def test_grades_at_their_edges(score, grade):
    assert USUAL.grade(Decimal(score)) == grade


def test_a_veto_takes_the_grade_and_leaves_the_score():
    plain = Told(DAY, events=events("甲", 9, 9))
    veto = Told(
        DAY, vetoes=(Veto("甲", "plan.yaml", "fault", "泄密"),), objections=(Objection("甲", "plan.yaml", "x"),)
    )
    found = of(assessed(plain, veto), "甲")
    assert (found.score, found.grade) == (Decimal("100.0"), FAILED)
    assert [(one.why, one.what) for one in found.vetoes] == [("fault", "泄密")]
    assert len(found.objections) == 1
    alone = of(assessed(veto), "甲")
    assert (alone.score, alone.grade, alone.n) == (None, FAILED, 0)


def test_the_office_says_how_it_weighs():
    text = {"权重": {"按时完成": 0, "punctual": 50}, "先验": 0, "最少样本": 2, "等次": {"好": 80}}
    own = measures_of(Office.model_validate({"单位": {"名称": "县接待办"}, "考核": text}))
    assert (own.weights[Indicator.ON_TIME], own.weights[Indicator.PUNCTUAL], own.weights[Indicator.FAULTLESS]) == (
        0, 50, 20,
    )  # fmt: skip
    assert (own.prior, own.sample) == (0, 2)
    found = assessed((*events("甲", 0, 2), *events("甲", 4, 5, Indicator.PUNCTUAL)), events("乙", 1, 2), measures=own)
    assert (of(found, "甲").score, of(found, "甲").grade) == (Decimal("80.0"), "好")
    assert (of(found, "乙").score, of(found, "乙").grade) == (None, None)  # nothing of it weighs anything
    assert own.grade(Decimal("79.9")) == FAILED
    assert measures_of(None) == USUAL == measures_of(Office.model_validate({"单位": {"名称": "县接待办"}}))


def test_only_visits_of_the_period_count():
    early = Told(dt.date(2025, 12, 31), events=events("甲", 0, 9))
    off = Told(DAY, held=False)
    found = assessed(early, off, events("甲", 1, 1))
    assert (found.visits, of(found, "甲").n) == (1, 1)


def test_all_units_equal_keep_the_rate_of_all():
    found = assessed(events("甲", 3, 4), events("乙", 3, 4))
    assert {one.rates[Indicator.ON_TIME].shrunk for one in found.scores} == {Fraction(3, 4)}
    assert [one.who for one in found.scores] == sorted("甲乙")


# --- what holds for anybody ------------------------------------------------------------------------------------------

TOLD = st.lists(
    st.builds(
        Event,
        who=st.sampled_from("甲乙丙丁"),
        indicator=st.sampled_from(list(Indicator)),
        file=st.sampled_from(["a.yaml", "b.yaml", "c.yaml"]),
        id=st.sampled_from(["T1", "T2", "T3"]),
        hit=st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(TOLD, st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(told, chance):
    found = assessed(tuple(told))
    mixed = list(told)
    chance.shuffle(mixed)
    assert assessed(*((one,) for one in mixed))._replace(visits=1) == found
    renamed = assessed(tuple(one._replace(who=f"新{one.who}") for one in told))
    assert [(f"新{one.who}", one.score, one.n, one.grade) for one in found.scores] == [
        (one.who, one.score, one.n, one.grade) for one in renamed.scores
    ]
    assert {one.who for one in found.scores} == {event.who for event in told}


@given(TOLD)
def test_more_met_is_never_a_lower_rate_and_more_of_the_same_is_nearer_to_it(told):
    who, indicator = told[0].who, told[0].indicator
    before = of(assessed(tuple(told)), who).rates[indicator]
    assert of(assessed((*told, told[0]._replace(hit=True))), who).rates[indicator].raw >= before.raw
    assert of(assessed((*told, told[0]._replace(hit=False))), who).rates[indicator].raw <= before.raw
    twice = of(assessed((*told, *told)), who).rates[indicator]
    assert abs(twice.shrunk - twice.raw) <= abs(before.shrunk - before.raw)


@given(st.integers(0, 40), st.integers(1, 40))
def test_an_interval_holds_its_rate(hits, n):
    hits = min(hits, n)
    low, high = wilson(hits, n)
    assert 0 <= low <= half_up(Fraction(hits, n)) <= high <= 1
