"""A programme run through many times: the worked figures, what must hold for any programme, and what would help."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.loading import load_text
from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.visit.case import Case
from jiedai.workflow.drill.paper import advice
from jiedai.workflow.drill.simulation import Drilled, Lever, drilled, rounded
from jiedai.workflow.drill.spread import Triangle, triangle
from tests.batch import cases
from tests.workflow.following.samples import case

STILL = {"惯例": {"时长浮动": {kind.zh: "1-1" for kind in ItemKind}}}


def small(*items: str, conventions: dict[str, object] | None = None) -> Case:
    """A day of items, each by its fields."""
    rows = "\n".join(f"      - {{编号: A{number}, 事项: 某事, {item}}}" for number, item in enumerate(items, 1))
    days = f"日程:\n  - 日期: 2026-05-11\n    安排:\n{rows}\n"
    loaded = load_text(f"标题: 调研\n类型: 调研\n事由: 调研\n日期: 2026-05-11\n{days}".encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return Case.unwritten(loaded.plan, Office.model_validate({"单位": {"名称": "云溪县接待办"}} | (conventions or {})))


def share(found: Drilled, id: str) -> float:
    return next(one.on_time for one in found.anchors if one.id == id)


def test_the_worked_figures(tmp_path):
    found = drilled(case(tmp_path), seed=7, runs=10_000)
    error = 3 * math.sqrt(0.25 / 10_000)
    talks, train = found.anchors
    assert (talks.id, talks.caught, train.id, found.weakest) == ("A11", None, "B7", "B7")
    assert talks.on_time == pytest.approx(0.881, abs=error)
    assert train.on_time == pytest.approx(0.437, abs=error)
    assert train.caught == pytest.approx(0.852, abs=error)
    assert [(one.change, one.id, one.minutes) for one in found.levers] == [
        ("shorten", "B5", 10), ("shorten", "B3", 10), ("earlier", "B1", 10),
    ]  # fmt: skip
    for lever, expected in zip(found.levers, (0.624, 0.568, 0.554), strict=True):
        assert lever.on_time == pytest.approx(expected, abs=error)
    harm = {one.id: one.on_time - train.on_time for one in found.worse}
    for id, expected in {"B4": -0.06, "B5": -0.06, "B6": -0.32}.items():
        assert harm[id] == pytest.approx(expected, abs=0.015)
    assert found.missed == (train,)


def test_the_same_seed_gives_the_same_and_others_nearly_so(tmp_path):
    visit = case(tmp_path)
    assert drilled(visit, seed=3, runs=500) == drilled(visit, seed=3, runs=500)
    shares = [share(drilled(visit, seed=seed, runs=2000), "B7") for seed in (7, 8, 9)]
    assert len(set(shares)) > 1
    for one, other in pairwise(shares):
        assert abs(one - other) <= 3 * math.sqrt(2 * 0.25 / 2000)


def test_what_never_varies_is_always_on_time():
    still = small(
        "时间: 09:00-10:00, 类别: 考察",
        "时间: 10:05-11:00, 类别: 座谈",
        "时间: 11:00-11:30, 类别: 会见",
        conventions=STILL,
    )
    found = drilled(still, runs=50)
    assert [one.on_time for one in found.anchors] == [1.0, 1.0]
    assert (found.weakest, found.levers, found.worse) == (None, (), ())


def test_two_items_are_the_share_of_a_triangle():
    """The second begins on time where the first lasts no more than the gap and five minutes longer."""
    found = drilled(small("时间: 09:00-10:00, 类别: 考察", "时间: 10:00-11:00, 类别: 座谈"), runs=20_000)
    low, high, x = 0.8 * 60, 1.3 * 60, 65
    expected = 1 - (high - x) ** 2 / ((high - low) * (high - 60))
    assert share(found, "A2") == pytest.approx(expected, abs=3 * math.sqrt(0.25 / 20_000))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.integers(0, 2))
def test_without_an_item_nothing_that_stays_is_later(seed, gone):
    items = ["时间: 09:00-09:40, 类别: 考察", "时间: 09:40-10:20, 类别: 考察", "时间: 10:20-11:00, 类别: 考察"]
    last = "时间: 11:00-12:00, 类别: 座谈"
    whole = small(*items, last)
    rest = small(*("并行: 是, " + item if number == gone else item for number, item in enumerate(items)), last)
    assert share(drilled(rest, seed=seed, runs=200), "A4") >= share(drilled(whole, seed=seed, runs=200), "A4")


def test_an_anchor_that_nothing_binds_may_be_put_later():
    found = drilled(small("时间: 09:00-10:00, 类别: 考察", "时间: 10:00-11:00, 类别: 座谈"), runs=2000)
    assert ("later", "A2") in [(one.change, one.id) for one in found.levers]
    fixed = drilled(small("时间: 09:00-10:00, 类别: 考察", "时间: 10:00-11:00, 类别: 座谈, 固定: 是"), runs=2000)
    assert [(one.change, one.id) for one in fixed.levers] == [("shorten", "A1"), ("earlier", "A1")]


def test_a_programme_without_clock_times_has_nothing_to_be_drawn():
    found = drilled(small("时长: 60, 类别: 座谈"), runs=10)
    assert (found.anchors, found.weakest, found.all_earlier) == ((), None, None)


def test_an_item_over_midnight_counts_on():
    found = drilled(small("时间: 23:30-次日00:30, 类别: 座谈"), runs=10)
    assert share(found, "A1") == 1.0


@cases(("share", "told"), [(0.125, 0.13), (0.1249999, 0.12), (1.0, 1.0), (0.0, 0.0), (0.435, 0.44)])
def test_shares_are_told_half_up(share, told):
    assert rounded(share) == told


# --- how long items last ----------------------------------------------------------------------------------------------


@given(st.floats(0.3, 1), st.floats(1, 2.5), st.floats(0, 1))
def test_a_triangle_lies_between_its_ends_and_rises(low, high, at):
    shape = Triangle(low, 1, high)
    assert low - 1e-9 <= shape.at(at) <= high + 1e-9
    assert shape.at(at) <= shape.at(min(1, at + 0.1)) + 1e-9


def test_the_office_says_how_long_items_last():
    def office(**more: object) -> Office:
        return Office.model_validate({"单位": {"名称": "云溪县接待办"}} | more)

    length = {"类别": "座谈", "来访": 5, "分钟": 130, "少则": 98, "通常": 112, "多则": 130}
    assert triangle(None, ItemKind.TALKS) == Triangle(0.9, 1, 1.25)
    assert triangle(None, None) == triangle(office(), ItemKind.PHOTO) == Triangle(0.9, 1, 1.2)
    measured = office(经验={"时长": [length | {"次数": 10}]})
    assert triangle(measured, ItemKind.TALKS) == Triangle(0.98, 1.12, 1.3)
    assert triangle(office(经验={"时长": [length | {"次数": 9}]}), ItemKind.TALKS) == Triangle(0.9, 1, 1.25)
    both = office(经验={"时长": [length | {"次数": 10}]}, 惯例={"时长浮动": {"座谈": "1-1.1"}})
    assert triangle(both, ItemKind.TALKS) == Triangle(1, 1, 1.1)


def test_a_lever_says_what_it_moves(tmp_path):
    found = drilled(case(tmp_path), runs=300)
    earlier = next(one for one in found.levers if one.change == "earlier")
    assert (earlier.id, earlier.until) == ("B1", "B3")
    assert isinstance(found.all_earlier, Lever)
    assert (found.all_earlier.id, found.all_earlier.until) == ("B1", "B6")


def test_advice_says_whether_the_anchor_could_move_too():
    loose = small("时间: 09:00-10:00, 类别: 考察", "时间: 10:05-11:00, 类别: 考察", "时间: 11:05-12:00, 类别: 座谈")
    assert "A3 不跟着推后" in list(advice(loose, drilled(loose, runs=500)))[-1]
    bound = small("时间: 09:00-10:00, 类别: 考察", "时间: 10:05-11:00, 类别: 考察", "时间: 11:05-12:00, 类别: 送站")
    assert "A3 的时间不能动" in list(advice(bound, drilled(bound, runs=500)))[-1]
    alone = small("时间: 09:00-09:10, 类别: 接站, 固定: 是", "时间: 09:10-10:00, 类别: 座谈, 固定: 是")
    assert next(advice(alone, drilled(alone, runs=500))) == "没有一样改动明显见效，要减去一项安排"
