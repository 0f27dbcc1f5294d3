"""`jiedai ledger`: follow-ups and faults over all visits, and `jiedai tick` of a follow-up."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.following import PLAN, journal

FIRST = """
评估:
  差错:
    - {事项: 车晚到, 时间: 2026-05-11 10:00, 日程: A5, 责任单位: 县接待办, 责任人: 姚晨, 来源: 来宾反映, 程度: 一般, 原因: 衔接, 措施: 早到, 审核人: 周敏}
    - 席卡写错一字
  后续:
    - {编号: F1, 事项: 寄产业规划, 性质: 资料, 责任单位: 县发改局, 责任人: 沈浩}
    - 回访
"""  # noqa: E501
SECOND = """标题: 检查
类型: 检查
事由: 检查
日期: 2026-06-01
日程: []
评估:
  差错:
    - {事项: 又晚, 责任单位: 县接待办, 程度: 较大, 原因: 衔接}
    - {事项: 撤了, 责任单位: 县接待办, 程度: 较大, 原因: 衔接, 状态: 撤销}
  后续: {编号: F1, 事项: 报整改, 时限: 2026-06-20, 状态: 已完成, 结果: 报了}
"""


@pytest.fixture
def two(worked) -> Path:
    path: Path = worked(more=FIRST)
    path.with_name("2026-06-01-检查.yaml").write_text(SECOND, encoding="utf-8")
    return path


def test_faults_for_a_program(run, two):
    data = json.loads(run("ledger", "faults", "-f", "json").out)
    assert [(one["file"], one["what"], one["grade"]) for one in data["faults"]] == [
        (PLAN, "车晚到", "minor"), (PLAN, "席卡写错一字", None),
        ("plans/2026-06-01-检查.yaml", "又晚", "major"), ("plans/2026-06-01-检查.yaml", "撤了", "major"),
    ]  # fmt: skip
    assert data["faults"][0] == {
        "file": PLAN, "what": "车晚到", "when": "2026-05-11T10:00", "item": "A5", "unit": "县接待办", "owner": "姚晨",
        "found_by": "guest", "grade": "minor", "cause": "handover", "measure": "早到", "checked_by": "周敏",
        "status": "confirmed",
    }  # fmt: skip
    assert (data["by_cause"], data["repeated"]) == (
        {"handover": 2}, [{"unit": "县接待办", "cause": "handover", "count": 2}],
    )  # fmt: skip


def test_a_month_of_faults(run, two):
    data = json.loads(run("ledger", "faults", "--month", "2026年6月", "-f", "json").out)
    assert ([one["what"] for one in data["faults"]], data["by_cause"]) == (["又晚", "撤了"], {"handover": 1})
    assert data["repeated"] == [{"unit": "县接待办", "cause": "handover", "count": 2}]
    assert json.loads(run("ledger", "faults", "--month", "2026-07", "-f", "json").out)["repeated"] == []
    result = run("ledger", "faults")
    assert result.out.splitlines()[0].startswith("05-11\t一般\t车晚到\t衔接\t县接待办\t姚晨\t认定")
    assert result.err.splitlines() == [
        "按原因：衔接 2", "一年里重复：县接待办，衔接，2 次",
        "1 项没有写程度，补成 {事项: …, 程度: 一般, 原因: 衔接, …}",
    ]  # fmt: skip


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "五月", "26-05"])
def test_what_is_no_month(run, two, month):
    result = run("ledger", "faults", "--month", month)
    assert (result.status, result.out) == (2, "")
    assert "不是月份" in result.err


def test_the_eight_columns_and_three_more(run, two, tmp_path):
    assert run("ledger", "faults", "-f", "xlsx").err == "写好了 out/差错台账.xlsx\n"
    sheet = load_workbook(tmp_path / "out" / "差错台账.xlsx").worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == [
        "填报部门", "时间", "差错内容", "差错来源", "差错界定", "责任人", "审核人", "改进措施", "环节", "程度", "状态",
    ]  # fmt: skip
    assert [cell for cell in rows[2] if isinstance(cell, str)] == [
        "县接待办", "车晚到", "来宾反映", "衔接", "姚晨", "周敏", "早到", "A5 考察智能制造产业园", "一般", "认定",
    ]  # fmt: skip


def test_what_is_followed_up(run, two):
    data = json.loads(run("ledger", "follow-ups", "--as-of", "2026-05-16 09:00", "-f", "json").out)
    assert [(one["id"], one["what"], one["due"], one["state"]) for one in data["follow_ups"]] == [
        ("F1", "寄产业规划", "2026-05-15T23:59", "overdue"), ("F1", "报整改", "2026-06-20T23:59", "done"),
        (None, "回访", None, "later"),
    ]  # fmt: skip
    assert data["counts"] == {"overdue": 1, "today": 0, "soon": 0, "later": 1, "done": 1, "dropped": 0}
    result = run("ledger", "follow-ups", "--open", "--as-of", "2026-05-16 09:00")
    assert [line.split("\t")[3] for line in result.out.splitlines()] == ["寄产业规划", "回访"]
    assert result.err == "共 2 项，未办结 2，逾期 1\n"


def test_done_with_a_result_alone(run, two):
    before = two.read_text(encoding="utf-8")
    refused = run("tick", PLAN, "F1", "--at", "2026-05-14 10:00")
    assert (refused.status, refused.err.splitlines()[0]) == (2, "错误：F1 办结要写结果")
    assert (two.read_text(encoding="utf-8"), journal()) == (before, [])
    result = run("tick", PLAN, "F1", "--note", "陈志远已收到", "--at", "2026-05-14 10:00")
    assert result.out.splitlines()[0] == "F1 状态：未完成 → 已完成"
    added = ", 状态: 已完成, 完成时间: 2026-05-14 10:00, 结果: 陈志远已收到}"
    old = "责任单位: 县发改局, 责任人: 沈浩}"
    place = before.rindex(old) + len(old) - 1
    assert two.read_text(encoding="utf-8") == before[:place] + added + before[place + 1 :]
    assert journal() == ['{"v":1,"at":"2026-05-14T10:00:00+08:00","type":"tick","id":"F1","old":"open","new":"done"}']
    (stands,) = json.loads(run("status", PLAN, "--as-of", "2026-05-16", "-f", "json").out)["plans"]
    assert stands["follow_ups"] == {"total": 2, "open": 1, "overdue": 0}


def test_tasks_and_follow_ups_at_once_all_or_none(run, two):
    before = two.read_text(encoding="utf-8")
    assert run("tick", PLAN, "T1", "F9", "--note", "好").status == 2
    assert run("tick", PLAN, "T1", "F1", "--at", "2026-05-14 10:00").status == 2
    assert two.read_text(encoding="utf-8") == before
    data = json.loads(run("tick", PLAN, "t1", "f1", "--note", "好", "--at", "2026-05-14 10:00", "-f", "json").out)
    assert {one["id"] for one in data["changed"]} == {"T1", "F1"}


def test_a_plan_that_cannot_be_read_is_told_and_the_others_shown(run, two):
    two.with_name("坏.yaml").write_text("标题: [\n", encoding="utf-8")
    for what in ("faults", "follow-ups"):
        result = run("ledger", what, "-f", "json")
        assert result.status == 2
        assert "坏.yaml" in result.err
        assert json.loads(result.out)["version"] == 1


def test_nothing_there(run, worked):
    worked()
    assert run("ledger", "faults").out == "没有记录差错\n"
    assert run("ledger", "follow-ups").out == "没有要跟进的事项\n"
    assert json.loads(run("ledger", "faults", "-f", "json").out) == {
        "version": 1, "faults": [], "by_cause": {}, "repeated": [],
    }  # fmt: skip
    assert run("ledger", "follow-ups", "-f", "docx", "-o", "跟进.docx").status == 0
    assert BytesIO(Path("跟进.docx").read_bytes()).read(2) == b"PK"
