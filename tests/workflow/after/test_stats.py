"""The year in figures: what a plan counts for, that parts are the whole, what may be made public."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jiedai.loading import load, load_text
from jiedai.model.choice import Kind, PlanState, Rank
from jiedai.visit.case import Case
from jiedai.workflow.after.stats import (
    LEAST_PUBLIC,
    OTHER,
    UNKNOWN,
    Batch,
    Cell,
    batch,
    change,
    changes,
    merged,
    public,
    year_of,
)
from tests.batch import cases
from tests.workflow.after.samples import ACTUALS, FEEDBACK, REVIEW, case, done

SMALL = "标题: 调研\n类型: {kind}\n事由: 调研\n日期: {dates}\n日程: []\n"


def small(more: str = "", kind: str = "调研", dates: str = "2026-05-11") -> Batch:
    loaded = load_text((SMALL.format(kind=kind, dates=dates) + more).encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return batch(Case.of(loaded))


def test_what_a_visit_counts_for_before_and_after(tmp_path):
    before = batch(case(tmp_path))
    assert (before.kind, before.rank, before.persons, before.month) == ("research", "bureau", 6, "2026-05")
    assert (before.hosted_meals, before.cost, before.paid, before.room_nights) == (1, 480, False, 4)
    assert (before.sheets, before.points, before.faulty) == (0, (), None)
    after = batch(done(tmp_path, more=ACTUALS.replace("人数: 6", "人数: 5").replace("480", "450") + FEEDBACK + REVIEW))
    assert (after.persons, after.cost, after.paid) == (5, 450, True)
    assert (after.sheets, after.points, after.faulty) == (1, (5, 4, 3), False)
    assert after.units == before.units
    assert "青山镇" in after.units


@cases(
    ("more", "persons", "rank"),
    [
        ("", 0, UNKNOWN),
        ("人数: {总数: 约110}\n", 110, UNKNOWN),
        ("来宾: [{姓名: 甲一, 单位: 省厅, 职务: 处长}]\n", 1, UNKNOWN),
        ("来宾: [{姓名: 甲一, 单位: 省厅, 职务: 处长, 职级: 县处级}, "
         "{姓名: 乙二, 单位: 省厅, 职务: 厅长, 职级: 正厅级}]\n", 2, "bureau"),
        ("来宾: [{姓名: 甲一, 单位: 省厅, 职务: 处长}]\n实际: {人数: 0}\n", 0, UNKNOWN),
    ],
)  # fmt: skip
def test_people_are_those_who_came_else_those_expected(more, persons, rank):
    found = small(more)
    assert (found.persons, found.rank) == (persons, rank)


@cases(
    ("more", "cost", "paid"),
    [
        ("", None, False),
        ("经费: [{项目: 餐, 金额: 60}]\n", 60, False),
        ("经费: [{项目: 餐, 金额: 60, 付费: 来宾单位}]\n", None, False),
        ("经费: [{项目: 餐, 金额: 60}]\n实际: {经费: [{项目: 餐, 金额: 0}]}\n", 0, True),
        ("经费: [{项目: 餐, 金额: 60}]\n实际: {经费: [{项目: 餐, 金额: 9, 付费: 来宾}]}\n", 60, False),
        ("状态: 取消\n经费: [{项目: 餐, 金额: 60}]\n", None, False),
        ("状态: 取消\n实际: {经费: [{项目: 订金, 金额: 20}]}\n", 20, True),
    ],
)
def test_money_is_what_was_paid_else_what_was_to_be(more, cost, paid):
    found = small(more)
    assert (found.cost, found.paid) == (cost, paid)


@cases(
    ("review", "faulty"),
    [
        ("", None),
        ("结案: {时间: 2026-05-20, 经办人: 周敏}\n", False),
        ("评估: {差错: 席卡}\n", False),
        ("评估: {差错: {事项: 席卡, 程度: 提醒}}\n", False),
        ("评估: {差错: {事项: 席卡, 程度: 一般}}\n", True),
        ("评估: {差错: {事项: 席卡, 程度: 重大, 状态: 申辩}}\n", False),
        ("评估: {差错: {事项: 席卡, 程度: 重大, 状态: 整改}}\n", True),
    ],
)
def test_a_visit_is_faultless_only_once_somebody_has_looked(review, faulty):
    assert small(review).faulty is faulty


def test_a_visit_over_new_year_belongs_to_the_year_it_began_in():
    over = small(dates="2026-12-31 至 2027-01-02")
    assert (year_of([over], 2026).total.visits, year_of([over], 2027).total.visits) == (1, 0)
    assert over.month == "2026-12"


def test_visits_that_did_not_take_place_are_told_apart():
    bill = "实际: {经费: [{项目: 订金, 金额: 20}]}\n"
    off = [small("状态: 取消\n人数: {总数: 9}\n" + bill), small("状态: 改期\n人数: {总数: 9}\n")]
    found = year_of([*off, small("人数: {总数: 4}\n")], 2026)
    assert found.total == Cell(1, 4, Decimal(0))
    assert (found.cancelled, found.postponed) == (Cell(1, 0, Decimal(20)), 1)


def test_a_unit_that_was_renamed_is_one(tmp_path):
    path = case(tmp_path).loaded.path
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8").replace("{名称: 县发改局,", "{名称: 县发展改革局, 曾用名: 县发改局,", 1)
    office.write_text(text, encoding="utf-8")
    units = batch(Case.of(load(path))).units
    assert "县发展改革局" in units
    assert "县发改局" not in units


def test_change_from_nothing_is_none():
    assert (change(3, 2), change(0, 4), change(1, 0), change(Decimal("1880"), 3000)) == (
        Decimal("50.0"), Decimal("-100.0"), None, Decimal("-37.3"),
    )  # fmt: skip
    assert changes(Cell(2, 9, Decimal(5)), Cell()) == dict.fromkeys(("visits", "persons", "host_cost"))


# --- what holds for any year ------------------------------------------------------------------------------------------

BATCHES = st.lists(
    st.builds(
        Batch,
        first=st.dates(dt.date(2025, 12, 1), dt.date(2027, 1, 31)),
        kind=st.sampled_from([kind.value for kind in Kind]),
        rank=st.sampled_from([*(rank.value for rank in Rank), UNKNOWN]),
        persons=st.integers(0, 300),
        state=st.sampled_from([*[PlanState.NORMAL] * 4, PlanState.CANCELLED, PlanState.POSTPONED]),
        cost=st.none() | st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100),
        paid=st.booleans(),
        points=st.lists(st.integers(1, 5), max_size=3).map(tuple),
        units=st.lists(st.sampled_from("甲乙丙"), unique=True).map(tuple),
    ),
    max_size=30,
)


@given(BATCHES)
def test_the_parts_of_a_year_are_the_whole(batches):
    found = year_of(batches, 2026)
    for division in (found.by_kind, found.by_rank, found.by_month):
        assert sum(division.values(), Cell()) == found.total
    assert found.domestic is not None
    assert found.foreign is not None
    assert found.domestic + found.foreign == found.total
    there = [one for one in batches if one.first.year == 2026]
    assert found.total.visits + found.cancelled.visits + found.postponed == len(there)
    assert found == year_of(batches[::-1], 2026)


@given(BATCHES)
def test_no_public_cell_stands_for_one_or_two_visits_and_they_are_still_the_whole(batches):
    inside = year_of(batches, 2026)
    found = public(inside)
    for division in (found.by_kind, found.by_rank, found.by_month):
        assert sum(division.values(), Cell()) == inside.total
        small_ones = [name for name, one in division.items() if one.visits < LEAST_PUBLIC]
        assert small_ones in ([], [OTHER])
        assert not small_ones or len(division) == 1
    assert (found.by_unit, found.said.answers, found.open_follow_ups) == ({}, 0, 0)
    for part in (found.domestic, found.foreign):
        assert part is None or part.visits == 0 or part.visits >= LEAST_PUBLIC


def test_the_rest_of_what_is_told_is_no_small_cell_either():
    cells = {"a": Cell(9), "b": Cell(4), "c": Cell(1)}
    assert merged(cells) == {"a": Cell(9), OTHER: Cell(5)}
    assert merged({"a": Cell(9), "b": Cell(3)}) == {"a": Cell(9), "b": Cell(3)}
    assert merged({"a": Cell(9), "b": Cell(1), OTHER: Cell(2)}) == {"a": Cell(9), OTHER: Cell(3)}
