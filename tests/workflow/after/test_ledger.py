"""Faults and follow-ups over many visits: the month, causes that come again, units that were renamed."""

from __future__ import annotations

import datetime as dt

from jiedai.loading import load
from jiedai.model.choice import FaultCause
from jiedai.model.review import Fault
from jiedai.visit.case import Case
from jiedai.workflow.after.ledger import (
    FaultRow,
    Repeated,
    by_cause,
    by_deadline,
    faults_of,
    follow_ups_of,
    in_order,
    repeated,
    within,
)
from tests.batch import cases
from tests.workflow.after.samples import case
from tests.workflow.following.samples import moment

FAULTS = """
评估:
  差错:
    - {事项: 车晚到, 时间: 2026-05-11 10:00, 日程: A5, 责任单位: 县车队, 程度: 一般, 原因: 衔接}
    - 席卡写错一字
"""


def row(day: str, unit: str | None = "甲", cause: str | None = "handover", status: str = "confirmed", file: str = "a"):
    fault = Fault(what="x", unit=unit, cause=cause, status=status)
    return FaultRow(file, "t", dt.date.fromisoformat(day), None, unit, fault)


def test_a_fault_has_its_day_its_item_and_the_name_its_unit_has_today(tmp_path):
    visit = case(tmp_path, more=FAULTS)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8").replace("{名称: 县接待办,", "{名称: 县接待办, 曾用名: [县车队],", 1)
    office.write_text(text, encoding="utf-8")
    first, second = faults_of(Case.of(load(visit.loaded.path)))
    assert (first.day, first.item, first.unit) == (dt.date(2026, 5, 11), "A5 考察智能制造产业园", "县接待办")
    assert (second.day, second.item, second.unit) == (dt.date(2026, 5, 12), None, None)


def test_a_month_and_the_order_of_days():
    rows = [row("2026-06-01"), row("2026-05-31", file="b"), row("2026-05-31"), row("2025-05-31")]
    found = within(in_order(rows), dt.date(2026, 5, 1))
    assert [(one.day.isoformat(), one.file) for one in found] == [("2026-05-31", "a"), ("2026-05-31", "b")]
    assert len(within(rows, None)) == 4


def test_causes_are_counted_and_dismissed_faults_are_not():
    rows = [row("2026-05-01"), row("2026-05-02"), row("2026-05-03", cause="people"), row("2026-05-03", cause=None)]
    rows += [row("2026-05-04", cause="people", status="dismissed")]
    assert by_cause(rows) == {FaultCause.HANDOVER: 2, FaultCause.PEOPLE: 1}


@cases(
    ("days", "times"),
    [
        (["2026-05-01"], None),
        (["2025-05-02", "2026-05-01"], 2),
        (["2025-05-01", "2026-05-01"], None),  # twelve months and a day
        (["2025-01-01", "2025-02-01", "2025-03-01", "2026-06-01"], 3),
        (["2024-02-29", "2025-02-27"], 2),
        (["2023-03-01", "2024-02-29"], 2),
    ],
)
def test_twice_within_twelve_months(days, times):
    wanted = [Repeated("甲", FaultCause.HANDOVER, times)] if times else []
    assert repeated([row(day) for day in days]) == wanted


def test_with_a_month_its_twelve_months_end_in_it():
    rows = [row("2025-07-01"), row("2026-05-01"), row("2026-05-09", unit="乙"), row("2025-06-01", unit="丙")]
    rows += [row("2025-07-01", unit="丙")]
    assert repeated(rows, dt.date(2026, 5, 1)) == [Repeated("甲", FaultCause.HANDOVER, 2)]
    assert repeated(rows, dt.date(2025, 7, 1)) == [Repeated("丙", FaultCause.HANDOVER, 2)]


@cases("other", [{"status": "dismissed"}, {"unit": "乙"}, {"cause": "people"}])
def test_another_unit_another_cause_or_a_dropped_fault_is_no_repetition(other):
    assert repeated([row("2026-05-01"), row("2026-05-02", **other)]) == []


def test_follow_ups_live_on_after_the_visit_is_closed_and_not_after_it_was_called_off(tmp_path):
    more = "\n评估:\n  后续: [回访, {编号: F1, 事项: 寄材料, 性质: 资料, 责任人: 沈浩}]\n"
    closed = "\n结案: {时间: 2026-05-20, 经办人: 周敏}\n"
    rows = by_deadline(follow_ups_of(case(tmp_path, more=more + closed), moment("05-16 00:00")))
    assert [(one.follow_up.what, one.state.value, one.phone) for one in rows] == [
        ("寄材料", "overdue", "0570-5550102"), ("回访", "later", None),
    ]  # fmt: skip
    assert follow_ups_of(case(tmp_path, more=more + "\n状态: 取消\n"), moment("05-16 00:00")) == []
