"""What a visit says of units: each kind of event on both sides of its boundary, and what counts for nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiedai.loading import load, load_text
from jiedai.model.choice import Indicator
from jiedai.visit.case import Case
from jiedai.workflow.assessing.evidence import Event, Told, told_by
from jiedai.workflow.records import Records
from tests.batch import cases
from tests.workflow.after.samples import ACTUALS, FEEDBACK, REVIEW, done
from tests.workflow.following.samples import NAME, case, moment

NOW = moment("05-20 09:00")
HEAD = "标题: 调研\n类型: 调研\n事由: 调研\n日期: 2026-05-11 至 2026-05-12\n日程: []\n"


def small(more: str, now: dt.datetime = NOW) -> Told:
    loaded = load_text((HEAD + more).encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return told_by(Case.of(loaded), None, now)


def hits(told: Told, indicator: Indicator) -> list[tuple[str, str, bool]]:
    return [(one.who, one.id, one.hit) for one in told.events if one.indicator is indicator]


@cases(
    ("task", "hit"),
    [
        ("状态: 已完成, 完成时间: 2026-05-10 17:00", True),
        ("状态: 已完成, 完成时间: 2026-05-10 17:01", False),
        ("状态: 未完成", False),
        ("状态: 进行中", False),
        ("状态: 取消", None),
        ("状态: 已完成", None),  # nobody wrote when
    ],
)
def test_a_task_is_in_time_up_to_its_minute(task, hit):
    told = small(f"任务: [{{编号: T1, 事项: 核对, 责任单位: 县接待办, 时限: T-1 17:00, {task}}}]\n")
    assert hits(told, Indicator.ON_TIME) == ([] if hit is None else [("县接待办", "T1", hit)])
    assert told.undated == (task == "状态: 已完成")


@pytest.mark.parametrize(("now", "found"), [("05-10 17:00", []), ("05-10 17:01", [False])])
def test_what_is_open_counts_once_its_deadline_has_passed(now, found):
    told = small("任务: [{事项: 核对, 责任单位: 县接待办, 时限: T-1 17:00}]\n", moment(now))
    assert [hit for _who, _id, hit in hits(told, Indicator.ON_TIME)] == found


def test_a_task_of_several_units_counts_for_each_and_one_without_a_number_by_its_place():
    told = small("任务: [{事项: 核对, 责任单位: 县接待办、县发改局, 时限: T-1}]\n")
    assert hits(told, Indicator.ON_TIME) == [("县接待办", "#1", False), ("县发改局", "#1", False)]


def test_a_visit_that_was_called_off_says_nothing(tmp_path):
    told = small("状态: 取消\n任务: [{事项: 核对, 责任单位: 县接待办, 时限: T-1}]\n")
    assert told == Told(dt.date(2026, 5, 11), held=False)


def test_items_that_a_unit_leads_are_punctual_up_to_five_minutes(tmp_path):
    actuals = ACTUALS.replace("05-11 10:38", "05-11 10:40").replace("05-11 14:30", "05-11 14:36")
    told = told_by(done(tmp_path, more=actuals), None, NOW)
    assert hits(told, Indicator.PUNCTUAL) == [
        ("县接待办", "A1", False), ("县工信局", "A5", True), ("县发改局", "A11", False), ("青山镇", "B3", False),
        ("县接待办", "B7", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "hit", "vetoes", "objections"),
    [
        ("程度: 一般", False, 0, 0),
        ("程度: 提醒", True, 0, 0),
        ("程度: 重大", False, 1, 0),
        ("程度: 一般, 状态: 整改", False, 0, 0),
        ("程度: 重大, 状态: 申辩", True, 0, 1),
        ("程度: 重大, 状态: 撤销", True, 0, 0),
        ("原因: 衔接", True, 0, 0),  # no grade yet
    ],
)
def test_a_visit_is_faultless_without_an_established_fault(tmp_path, fault, hit, vetoes, objections):
    more = ACTUALS + REVIEW + f"  差错: [{{事项: 席卡错字, 责任单位: 县发改局, {fault}}}]\n"
    told = told_by(done(tmp_path, more=more), None, NOW)
    found = {who: (number, ok) for who, number, ok in hits(told, Indicator.FAULTLESS)}
    assert found["县发改局"] == ("review" if hit else "review.faults[0]", hit)
    assert found["县接待办"] == ("review", True)
    assert (len(told.vetoes), len(told.objections)) == (vetoes, objections)


@pytest.mark.parametrize(("now", "counts"), [("05-17 23:59", False), ("05-18 00:00", True)])
def test_nobody_is_faultless_before_the_visit_could_be_looked_at(tmp_path, now, counts):
    told = told_by(case(tmp_path), None, moment(now))
    assert bool(hits(told, Indicator.FAULTLESS)) is counts
    closed = told_by(case(tmp_path, more="结案: {时间: 2026-05-13, 经办人: 周敏}\n"), None, moment("05-13 09:00"))
    assert hits(closed, Indicator.FAULTLESS)


def test_answers_count_for_whose_duty_they_are_about(tmp_path):
    more = FEEDBACK + "  - {项目: 讲解, 分数: 5}\n  - {项目: 讲解介绍, 分数: 2}\n  - {项目: 总体评价, 分数: 1}\n"
    told = told_by(done(tmp_path, more=more), None, NOW)
    assert hits(told, Indicator.SATISFIED) == [
        ("县接待办", "日程安排", True), ("县接待办", "车辆", True), ("县接待办", "餐饮", False),
        ("县工信局", "讲解", True), ("青山镇", "讲解", True),
        ("县工信局", "讲解介绍", False), ("青山镇", "讲解介绍", False),
    ]  # fmt: skip


def test_notices_are_answered_up_to_the_minute_they_ask_for(tmp_path):
    visit = case(tmp_path)
    records = Records.of(tmp_path / "plans" / NAME)

    def noticed(at: str, reader: str, reply_by: str | None = "2026-05-09T17:00", act: bool = True) -> None:
        fields = {"plan_version": 2, "reader": reader, "changes": 1, "reply_by": reply_by, "act": act}
        records.append("notice", moment(at), **fields)

    for unit in ("甲", "乙", "丙", "丁"):
        noticed("05-08 09:00", f"unit:{unit}")
    noticed("05-08 09:00", "driver:1")
    noticed("05-08 09:00", "unit:戊", act=False)
    noticed("05-08 09:00", "unit:己", reply_by=None)
    for at, unit in (("05-09 17:00", "甲"), ("05-09 17:01", "乙")):
        records.append("ack", moment(at), plan_version=2, reader=f"unit:{unit}", by="某人", how="电话")
    told = told_by(visit, records, moment("05-09 17:00"))
    assert hits(told, Indicator.ANSWERED) == [("甲", "v2", True), ("乙", "v2", False)]
    later = told_by(visit, records, NOW)
    assert hits(later, Indicator.ANSWERED)[2:] == [("丙", "v2", False), ("丁", "v2", False)]


def test_a_closed_plan_with_a_gift_keeps_who_led_it_from_a_grade(tmp_path):
    gift = "礼品: [{名称: 茶叶, 价值: 100, 赠予: [陈志远]}]\n"
    closed = "结案: {时间: 2026-05-20, 经办人: 周敏}\n"
    told = told_by(case(tmp_path, more=gift + closed), None, NOW)
    assert {(veto.who, veto.why) for veto in told.vetoes} == {("县接待办", "LP01")}
    waived = "豁免: [{规则: LP01, 理由: 回赠, 批准人: 徐正}]\n"
    assert told_by(case(tmp_path, more=gift + closed + waived), None, NOW).vetoes in ((), told.vetoes)
    assert told_by(case(tmp_path, more=gift), None, NOW).vetoes == ()


def test_a_unit_that_was_renamed_is_one(tmp_path):
    path = Path(case(tmp_path).loaded.path or "")
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8").replace("{名称: 县发改局,", "{名称: 县发展改革局, 曾用名: 县发改局,", 1)
    office.write_text(text, encoding="utf-8")
    told = told_by(Case.of(load(path)), None, NOW)
    names = {event.who for event in told.events}
    assert "县发展改革局" in names
    assert "县发改局" not in names


def test_every_event_stands_under_a_number_in_a_file(tmp_path):
    told = told_by(done(tmp_path), None, NOW)
    assert len(told.events) > 10
    assert all(isinstance(one, Event) and one.file and one.id for one in told.events)


def test_a_clock_that_was_set_back_changes_nothing(tmp_path):
    """The order of the lines counts: the answer stands behind its notice, whatever the clock said."""
    visit, records = case(tmp_path), Records.of(tmp_path / "plans" / NAME)
    notice = {"plan_version": 2, "reader": "unit:甲", "changes": 1, "reply_by": "2026-05-09T17:00", "act": True}
    records.append("ack", moment("05-09 12:00"), plan_version=1, reader="unit:甲", by="某人", how="电话")
    records.append("notice", moment("05-09 11:00"), **notice)
    assert hits(told_by(visit, records, moment("05-09 16:00")), Indicator.ANSWERED) == []
    records.append("ack", moment("05-09 10:00"), plan_version=2, reader="unit:甲", by="某人", how="电话")
    assert hits(told_by(visit, records, NOW), Indicator.ANSWERED) == [("甲", "v2", True)]


def test_a_visit_over_new_year_belongs_to_the_year_it_began_in():
    text = HEAD.replace("2026-05-11 至 2026-05-12", "2026-12-31 至 2027-01-01")
    loaded = load_text(text.encode(), "plan.yaml")
    assert told_by(Case.of(loaded), None, moment("12-31 09:00")).first == dt.date(2026, 12, 31)


def test_a_visit_of_which_only_the_number_is_known():
    told = small("人数: 约30\n任务: [{事项: 核对, 责任单位: 县接待办, 时限: T-1}]\n")
    assert hits(told, Indicator.ON_TIME) == [("县接待办", "#1", False)]
    assert hits(told, Indicator.FAULTLESS) == [("县接待办", "review", True)]


@pytest.mark.parametrize("score", ["0", "6"])
def test_a_score_that_is_none_is_refused_where_it_stands(score):
    loaded = load_text((HEAD + f"反馈: [{{项目: 餐饮, 分数: {score}}}]\n").encode(), "plan.yaml")
    assert (loaded.plan, [one.code for one in loaded.diagnostics]) == (None, ["GS04"])
