"""`jiedai close`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.following import PLAN, everything, journal
from tests.workflow.after.samples import ACTUALS, FEEDBACK, ITEMS, REVIEW
from tests.workflow.following.samples import text

NOW = ("--as-of", "2026-05-20 09:00")
ALL = ACTUALS + FEEDBACK + REVIEW
DONE = "状态: 已完成, 完成时间: 2026-05-07 09:00"


@pytest.fixture
def done(worked) -> Path:
    path = worked(more=ALL)
    path.write_text(path.read_text(encoding="utf-8").replace("状态: 未完成", DONE), encoding="utf-8")
    return path


def test_for_a_program(run, worked, tmp_path):
    worked()
    before = everything(tmp_path)
    result = run("close", PLAN, *NOW, "-f", "json")
    assert (result.status, result.err) == (1, "")
    data = json.loads(result.out)
    assert {name: data[name] for name in ("version", "file", "as_of", "closed", "passed", "hints")} == {
        "version": 1, "file": PLAN, "as_of": "2026-05-20T09:00", "closed": None, "passed": False, "hints": [],
    }  # fmt: skip
    assert [one["code"] for one in data["missing"]] == ["JA01", "JA02", "JA03", "JA05", "JA06", "JA07"]
    first = data["missing"][0]
    assert list(first) == ["code", "ids", "due", "overdue", "message", "fix"]
    assert (first["ids"], first["due"], first["overdue"]) == (list(ITEMS), "2026-05-13T23:59", True)
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (("--as-of", "2026-05-11 09:00"), "接待还没有结束", "2026-05-12"),
        ((*NOW, "--write"), "结案要写经办人", "--by"),
    ],
)
def test_what_cannot_be(run, worked, words, error, hint):
    path = worked()
    result = run("close", *words)
    assert (result.status, result.out) == (2, "")
    assert error in result.err
    assert hint in result.err
    assert path.read_text(encoding="utf-8") == text()


def test_a_visit_that_was_put_off_is_not_over(run, worked):
    worked(more="\n状态: 改期\n")
    assert "接待改期了" in run("close", *NOW).err


def test_nothing_is_written_while_something_is_missing(run, worked):
    path = worked(more=ACTUALS)
    assert run("close", *NOW, "--write", "--by", "周敏").status == 1
    assert path.read_text(encoding="utf-8") == text() + ACTUALS
    assert journal() == []


def test_closed_once_and_opened_again_by_hand(run, done):
    before = done.read_text(encoding="utf-8")
    result = run("close", *NOW)
    assert (result.status, result.out) == (0, f"{PLAN} 可以结案：加 --write --by 姓名\n")
    result = run("close", *NOW, "--write", "--by", "周敏", "-f", "json")
    data = json.loads(result.out)
    assert (result.status, data["passed"]) == (0, True)
    assert data["closed"] == {"at": "2026-05-20T09:00", "by": "周敏", "note": None}
    after = done.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert journal() == ['{"v":1,"at":"2026-05-20T09:00:00+08:00","type":"close","by":"周敏"}']
    assert run("check", PLAN).status == 0

    again = run("close", "--as-of", "2026-06-01", "--write", "--by", "姚晨")
    assert (again.status, again.out) == (0, f"{PLAN}：2026-05-20 09:00 已由周敏结案\n")
    assert done.read_text(encoding="utf-8") == after
    (stands,) = json.loads(run("status", PLAN, "--as-of", "2026-05-21", "-f", "json").out)["plans"]
    assert stands["stage"] == "closed"
    done.write_text(before, encoding="utf-8")
    assert run("close", *NOW).out.endswith("可以结案：加 --write --by 姓名\n")


def test_what_was_changed_after_it_was_issued_is_issued_again(run, done):
    assert run("issue", PLAN, "--at", "2026-05-08 16:00").status == 0
    assert run("close", *NOW).status == 0
    issued = done.read_text(encoding="utf-8")
    done.write_text(issued.replace("事项: 午休", "事项: 休息"), encoding="utf-8")
    result = run("close", *NOW)
    assert result.status == 1
    assert "JA04" in result.out
    assert "第 1 版印发以后又改过" in result.out


@pytest.mark.parametrize(("learned", "told"), [("", False), ("2026-05-12", False), ("2026-05-11", True)])
def test_what_was_learned_before_this_visit_is_told(run, done, learned, told):
    office = done.with_name("office.yaml")
    if learned:
        text = f"{office.read_text(encoding='utf-8')}经验: {{截至: {learned}, 来访: 3}}\n"
        office.write_text(text, encoding="utf-8")
    result = run("close", *NOW, "--write", "--by", "周敏")
    assert ("review --learn --write" in result.err) is told


def test_a_plan_from_elsewhere_is_looked_at_and_not_written(run, worked, monkeypatch):
    import io
    import sys

    data = text().encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("close", "-", *NOW).status == 1
    assert run("close", "-", *NOW, "--write", "--by", "周敏").status == 2
