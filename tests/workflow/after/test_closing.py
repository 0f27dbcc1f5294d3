"""What is missing before a visit is filed: each code from both sides, its deadline, and what closing writes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiedai.arrange.writing import written as text_after
from jiedai.check.manual import manual
from jiedai.loading import load
from jiedai.visit.book import rule_book
from jiedai.visit.case import Case
from jiedai.workflow.after.closing import DAYS, Closing, closed, closing, is_over
from tests.workflow.after.samples import ACTUALS, FEEDBACK, ITEMS, REVIEW, TASKS, case, done
from tests.workflow.following.samples import moment

NOW = moment("05-20 09:00")


def codes(found: Closing) -> dict[str, tuple[str, ...]]:
    return {one.code: one.ids for one in found.missing}


def test_an_untouched_plan_lacks_all_that_is_written_after_a_visit(tmp_path):
    found = closing(case(tmp_path), NOW)
    assert codes(found) == {
        "JA01": ITEMS, "JA02": (), "JA03": ("工作餐",), "JA05": (), "JA06": (),
        "JA07": tuple(f"T{number + 1}" for number in range(TASKS)),
    }  # fmt: skip
    assert {one.code: f"{one.due:%m-%d %H:%M}" for one in found.missing if one.due} == {
        "JA01": "05-13 23:59", "JA02": "05-13 23:59", "JA03": "05-15 23:59", "JA05": "05-13 23:59",
        "JA06": "05-17 23:59", "JA07": "05-08 23:59",
    }  # fmt: skip
    assert all(one.overdue and one.message and one.fix for one in found.missing)
    assert not found.passed


def test_nothing_is_missing_of_a_visit_that_is_all_written(tmp_path):
    found = closing(done(tmp_path), NOW)
    assert (found.missing, found.passed, found.closed) == ((), True, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "ids"),
    [
        ("- {编号: A5, 实际开始: 2026-05-11 10:38}", "- {编号: A5, 备注: 忘了}", "JA01", ("A5",)),
        ("  人数: 6\n", "", "JA02", ()),
        (', 票据: ["0331"]', "", "JA03", ("工作餐",)),
        (', 票据: ["0331"]', ", 票据: [待填]", "JA03", ("工作餐",)),
        ("项目: 工作餐, 金额: 480, 付费: 接待方, 支付: 公务卡, 票据", "项目: 工作餐, 票据", "JA03", ("工作餐",)),
        (
            "项目: 工作餐, 金额: 480, 付费: 接待方, 支付: 公务卡, 票据",
            "项目: 茶水, 金额: 20, 票据",
            "JA03",
            ("工作餐",),
        ),
        (', 票据: ["0331"]}', ', 票据: ["0331"]}\n    - {项目: 茶水, 金额: 20}', "JA03", ("茶水",)),
        (FEEDBACK, "\n反馈:\n  - {项目: 车辆}\n", "JA05", ()),
        (FEEDBACK, "", "JA05", ()),
        ("  做得好: [座谈准时]", "  未收意见原因: 来宾赶车", "JA06", ()),
        ("  做得好: [座谈准时]", "  经验: [陈志远腿脚不便，留电梯]", "JA06", ()),
        ("  做得好: [座谈准时]", "  经验: [主宾腿脚不便，留电梯]\n  后续: [回访]", "JA08", ("回访",)),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 责任单位: 县发改局}", "JA08", ("F1",)),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 时限: L+3}", "JA08", ("F1",)),
        ("[座谈准时]", "好\n  差错: [{事项: 车晚, 程度: 一般, 原因: 衔接, 措施: 早到}]", "JA09", ("车晚",)),
        ("[座谈准时]", "好\n  差错: [{事项: 车晚, 程度: 重大, 原因: 衔接, 审核人: 周敏}]", "JA09", ("车晚",)),
        (
            "[座谈准时]",
            "好\n  差错: [{事项: 车晚, 程度: 一般, 措施: 早到, 审核人: 周敏, 状态: 整改}]",
            "JA09",
            ("车晚",),
        ),
    ],
)
def test_one_thing_is_missing(tmp_path, old, new, code, ids):
    more = ACTUALS + FEEDBACK + REVIEW
    assert more.count(old) == 1
    assert codes(closing(done(tmp_path, more=more.replace(old, new)), NOW)) == {code: ids}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('金额: 480, 付费: 接待方, 支付: 公务卡, 票据: ["0331"]', "金额: 0, 付费: 接待方"),
        (FEEDBACK, "\n反馈: [{项目: 餐饮, 意见: 好}]\n"),
        ("  做得好: [座谈准时]", "  差错: 席卡写错一字"),
        ("  做得好: [座谈准时]", "  经验: 留好电梯"),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 性质: 资料, 责任人: 沈浩}"),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 时限: L+3, 责任单位: 县发改局}"),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 状态: 已完成, 结果: 寄了}"),
        ("[座谈准时]", "好\n  后续: {编号: F1, 事项: 寄材料, 状态: 取消}"),
        ("[座谈准时]", "好\n  差错: {事项: 车晚, 程度: 提醒}"),
        ("[座谈准时]", "好\n  差错: {事项: 车晚, 程度: 较大, 状态: 申辩}"),
        ("[座谈准时]", "好\n  差错: {事项: 车晚, 程度: 较大, 状态: 撤销}"),
        ("[座谈准时]", "好\n  差错: {事项: 车晚, 程度: 一般, 原因: 交通, 措施: 早到, 审核人: 周敏}"),
    ],
)
def test_enough_is_written(tmp_path, old, new):
    more = ACTUALS + FEEDBACK + REVIEW
    assert more.count(old) == 1
    assert codes(closing(done(tmp_path, more=more.replace(old, new)), NOW)) == {}


def test_a_reason_stands_for_feedback(tmp_path):
    review = REVIEW + "  未收意见原因: 来宾赶车，没有来得及\n"
    assert codes(closing(done(tmp_path, more=ACTUALS + review), NOW)) == {}


def test_where_nobody_is_named_the_host_pays(tmp_path):
    cost = (
        "{项目: 工作餐, 金额: 480, 付费: 接待方, 支付: 公务卡}",
        "{项目: 工作餐, 金额: 480}\n  - {项目: 住宿, 付费: 来宾}",
    )
    found = closing(done(tmp_path, cost, more=FEEDBACK + REVIEW), NOW)
    assert codes(found)["JA03"] == ("工作餐",)


def test_tasks_have_deadlines_of_their_own(tmp_path):
    edit = ("时限: T-3, 状态: 未完成}", "时限: L+30, 状态: 进行中}")
    visit = done(tmp_path, edit)
    (missing,) = closing(visit, NOW).missing
    assert (missing.code, missing.ids, missing.due, missing.overdue) == ("JA07", ("T1",), moment("06-11 23:59"), False)
    assert closing(visit, moment("06-12 00:00")).missing[0].overdue


def test_a_version_that_is_not_what_was_issued(tmp_path):
    visit = done(tmp_path)
    (missing,) = closing(visit, NOW, changed=3).missing
    assert missing.code == "JA04"
    assert "第 3 版" in missing.message


@pytest.mark.parametrize(("now", "hints"), [("2027-05-12 23:59", 0), ("2027-05-13 00:00", 1)])
def test_sensitive_data_are_a_hint_after_a_year(tmp_path, now, hints):
    found = closing(done(tmp_path), dt.datetime.fromisoformat(now))
    assert ([one.code for one in found.hints], found.passed) == (["JA10"] * hints, True)


@pytest.mark.parametrize(("now", "hints"), [("06-11 23:59", 0), ("06-12 00:00", 1)])
def test_the_office_says_how_long_they_are_kept(tmp_path, now, hints):
    visit = done(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    office.write_text(office.read_text(encoding="utf-8") + "\n保存: {敏感信息: 30}\n", encoding="utf-8")
    again = Case.of(load(visit.loaded.path))
    found = closing(again, moment(now))
    assert len(found.hints) == hints
    from jiedai.check.engine import check

    later = check(load(visit.loaded.path), as_of=moment(now).date())
    assert sum(one.code == "GR03" for one in later) == hints


@pytest.mark.parametrize(
    ("state", "now", "over"),
    [
        ("", "05-11 23:59", False), ("", "05-12 00:00", True), ("状态: 改期\n", "05-20 09:00", False),
        ("状态: 取消\n", "05-01 09:00", True),
    ],
)  # fmt: skip
def test_when_a_visit_is_over(tmp_path, state, now, over):
    assert is_over(case(tmp_path, more=f"\n{state}"), moment(now)) is over


def test_of_a_visit_that_was_called_off_only_bills_are_asked_for(tmp_path):
    assert codes(closing(case(tmp_path, more="\n状态: 取消\n"), NOW)) == {}
    bill = "\n状态: 取消\n实际: {经费: [{项目: 订金, 金额: 200}]}\n"
    assert codes(closing(case(tmp_path, more=bill), NOW)) == {"JA03": ("订金",)}


def test_closing_writes_one_section_and_nothing_is_missing_then(tmp_path):
    visit = done(tmp_path)
    path = visit.loaded.path
    assert path is not None
    before = visit.loaded.source.raw
    text = text_after(visit.loaded.source, closed(NOW, "周敏"))
    assert text.startswith(before)
    assert text[len(before) :].split(None, 1) == ["结案:", "{时间: 2026-05-20 09:00, 经办人: 周敏}\n"]
    Path(path).write_text(text, encoding="utf-8")
    found = closing(Case.of(load(path)), NOW)
    assert found.closed is not None
    assert (found.closed.by, found.closed.at.at(), found.passed) == ("周敏", NOW, True)


def test_every_code_has_its_manual_and_its_days():
    known = sorted(code for code in rule_book().rows if code.startswith("JA"))
    assert known == [f"JA{number:02d}" for number in range(1, 11)]
    assert set(known) - DAYS.keys() == {"JA07", "JA10"}
    assert all(rule_book().rows[code][-1].found_by == "closing" for code in known)
    assert all(manual(code, language).fix for code in known for language in ("zh", "en"))
