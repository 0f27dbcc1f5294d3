"""`jiedai diff`: two plans, or a plan and what was issued; exit status, order, JSON, and what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import NAME

PLACE = f"plans/{NAME}"
TALKS = ('"14:30-16:30"', '"14:25-16:25"')
TIME = ('"10:00-11:00"', '"10:10-11:10"')


@pytest.fixture
def old(plan: Path) -> Path:
    """The plan as it was; the one in `plans/` is changed since."""
    copy = plan.parents[1] / "old.yaml"
    copy.write_bytes(plan.read_bytes())
    change(plan, TIME)
    return copy


def change(plan: Path, *edits: tuple[str, str]) -> None:
    text = plan.read_text(encoding="utf-8")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    plan.write_text(text, encoding="utf-8")


def test_two_plans_as_text(run, old):
    result = run("diff", "old.yaml", PLACE)
    assert result.status == 1
    assert result.out == (
        f"{PLACE}:13: 日程 A2 考察（5月11日） 时间：10:00-11:00 → 10:10-11:10\n"
        "    告诉：领导、工作人员、来宾、县接待办\n\n"
        "1 处变化，要告诉 4 方\n"
    )


def test_two_plans_as_json(run, old):
    data = json.loads(run("diff", "old.yaml", PLACE, "-f", "json").out)
    assert (data["version"], data["old"]["file"], data["new"]["file"]) == (1, "old.yaml", PLACE)
    assert (data["old"]["plan_version"], len(data["old"]["sha256"])) == (1, 64)
    assert data["changes"] == [
        {
            "op": "changed",
            "section": "schedule.items",
            "id": "A2",
            "field": "time",
            "label": "时间",
            "old": "10:00-11:00",
            "new": "10:10-11:10",
            "date": "2026-05-11",
            "what": "考察",
            "line": 13,
            "readers": ["leader", "staff", "guest", "unit:县接待办"],
        }
    ]


def test_no_change_ends_well(run, plan):
    assert run("diff", PLACE, PLACE).out == "没有变化\n"
    assert run("diff", PLACE, PLACE).status == 0


def test_a_plan_that_was_never_issued(run, plan):
    result = run("diff", PLACE)
    assert (result.status, result.out) == (2, "")
    assert result.err == f"错误：{PLACE} 还没有印发过\n建议：先运行 jiedai issue\n"


def test_with_what_was_issued_last_or_before(run, sound):
    assert run("issue", "--at", "2026-10-14 16:20").status == 0
    assert run("diff").out == "没有变化\n"
    change(sound, TALKS)
    assert "时间：14:30-16:30 → 14:25-16:25" in run("diff").out
    assert run("issue", "--at", "2026-10-15 9:00").status == 0
    assert run("diff").status == 0
    assert "时间：14:30-16:30 → 14:25-16:25" in run("diff", "--since", "1").out
    wrong = run("diff", "--since", "3")
    assert (wrong.status, wrong.err) == (2, "错误：没有印发过第 3 版\n建议：可选：1、2\n")
    assert run("diff", "plans/甲.yaml", "plans/甲.yaml", "--since", "1").status == 2


def test_the_changes_of_one_reader(run, old):
    for word in ("unit:县接待办", "县接待办", "来宾", "guest"):
        assert run("diff", "old.yaml", PLACE, "--reader", word).status == 1
    assert run("diff", "old.yaml", PLACE, "--reader", "finance").out == "没有变化\n"
    wrong = run("diff", "old.yaml", PLACE, "--reader", "县接代办")
    assert (wrong.status, wrong.err) == (2, "错误：没有“县接代办”这个接收方\n建议：是不是想写“县接待办”？\n")


def test_progress_where_it_is_asked_for(run, plan):
    copy = plan.parents[1] / "old.yaml"
    copy.write_bytes(plan.read_bytes())
    change(plan, ("时限: T-3}", "时限: T-3, 状态: 已完成}"))
    assert run("diff", "old.yaml", PLACE).status == 0
    assert "状态：未完成 → 已完成" in run("diff", "old.yaml", PLACE, "--all").out


@pytest.mark.parametrize("words", [("nowhere.yaml", PLACE), (PLACE, "nowhere.yaml"), ("nowhere.yaml",)])
def test_a_plan_that_is_not_there(run, plan, words):
    result = run("diff", *words)
    assert (result.status, result.out) == (2, "")
    assert "找不到文件“nowhere.yaml”" in result.err


def test_a_plan_with_errors_of_format(run, plan):
    copy = plan.parents[1] / "old.yaml"
    copy.write_bytes(plan.read_bytes())
    change(plan, ("日期: 2026-05-11 至 2026-05-12", "日期: 昨天"))
    result = run("diff", "old.yaml", PLACE)
    assert (result.status, result.out) == (1, "")
    assert "读不成方案" in result.err


def test_standard_input_has_no_records(run, plan, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan.read_bytes())))
    result = run("diff", "-")
    assert (result.status, result.err) == (2, "错误：标准输入里的方案没有记录\n建议：写出方案的文件名\n")


def test_a_copy_that_was_changed_by_hand_is_said(run, sound):
    run("issue", "--at", "2026-10-14 16:20")
    change(sound.parents[1] / "records" / "甲" / "v1.yaml", TALKS)
    result = run("diff")
    assert result.status == 1
    assert result.err == "存本“records/甲/v1.yaml”在印发后被改过，仍按它比较\n"


def test_a_broken_journal_is_said_with_its_line(run, sound):
    run("issue", "--at", "2026-10-14 16:20")
    journal = sound.parents[1] / "records" / "甲" / "journal.jsonl"
    whole = journal.read_bytes()
    for broken, words in ((b"{}\n", "第 1 行坏了"), (b'{"v":2}\n', "更新版本的 jiedai")):
        journal.write_bytes(broken + whole)
        result = run("diff")
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 2)
        assert words in result.err


def test_a_torn_line_is_said_and_does_no_harm(run, sound):
    run("issue", "--at", "2026-10-14 16:20")
    with (sound.parents[1] / "records" / "甲" / "journal.jsonl").open("ab") as stream:
        stream.write(b'{"v":1,"at"')
    result = run("diff")
    assert (result.status, result.out) == (0, "没有变化\n")
    assert result.err == "“records/甲/journal.jsonl”的最后一行没有写完，不算数\n"


def test_in_english(run, old):
    result = run("diff", "old.yaml", PLACE, "--lang", "en")
    assert "time: 10:00-11:00 → 10:10-11:10" in result.out
    data = json.loads(run("diff", "old.yaml", PLACE, "--lang", "en", "-f", "json").out)
    assert data["changes"][0]["label"] == "time"


def test_a_note_is_that_of_the_staff_where_it_does_not_say_whose(run, old):
    item = "事项: 考察, "
    change(Path(PLACE), (item, item + "备注: 请戴安全帽, "))
    told = [
        (one["field"], one["new"], one["readers"])
        for one in json.loads(run("diff", "old.yaml", PLACE, "-f", "json").out)["changes"]
    ]
    assert ("notes", "请戴安全帽", ["staff"]) in told
    change(Path(PLACE), ("备注: 请戴安全帽", "备注: {工作人员: 请戴安全帽, 驾驶员: 停在东门}"))
    told = [
        (one["field"], one["new"]) for one in json.loads(run("diff", "old.yaml", PLACE, "-f", "json").out)["changes"]
    ]
    assert {("notes", "请戴安全帽"), ("notes.driver", "停在东门")} <= set(told)
