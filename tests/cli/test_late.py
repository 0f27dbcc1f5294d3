"""`jiedai replace` and `jiedai drop`: a preview, written when asked to, undone once, and never half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiedai.cli import start
from tests.workflow.late.samples import PLAN, written


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return path


def said(capsys: pytest.CaptureFixture[str], status: int, *words: str) -> tuple[str, str]:
    assert start.run(list(words)) == status
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_a_preview_writes_nothing(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = said(capsys, 0, "replace", "1", "2")
    assert "车辆：1 → 2" in out
    assert "1号车" in out
    assert "--write" in err
    assert plan.read_text(encoding="utf-8") == PLAN
    assert not (plan.parents[1] / "records").exists()


def test_as_json(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(capsys, 0, "drop", "李芸", "-f", "json")[0])
    assert (data["version"], data["file"], data["written"]) == (1, "plans/visit.yaml", False)
    assert {"op": "changed", "section": "guests", "id": "李芸", "field": "absent"}.items() <= data["changes"][0].items()
    assert all(set(look) == {"code", "level", "message", "line"} for look in data["look_at"])


@pytest.mark.parametrize(
    "words", [("replace", "云溪宾馆", "临溪宾馆"), ("replace", "林峰", "马明"), ("drop", "李芸"), ("drop", "A2")]
)
def test_written_and_undone_once(plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    said(capsys, 0, *words, "--write")
    assert plan.read_text(encoding="utf-8") != PLAN
    assert start.run(["check", "--select", "GS01,GS02"]) == 0
    _out, _err = said(capsys, 0, words[0], "--undo")
    assert plan.read_text(encoding="utf-8") == PLAN
    assert "没有可以撤销" in said(capsys, 2, words[0], "--undo")[1]


def test_what_was_changed_since_is_not_undone(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "drop", "李芸", "--write")
    text = plan.read_text(encoding="utf-8") + "# 又改了\n"
    plan.write_text(text, encoding="utf-8")
    assert "不能撤销" in said(capsys, 2, "drop", "--undo")[1]
    assert plan.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replace", "林锋", "马明"), "林峰"),
        (("replace", "林峰"), "换成什么"),
        (("replace", "1", "9"), "车号“9”"),
        (("drop",), "谁不来"),
        (("drop", "李云"), "李芸"),
        (("drop", "林峰"), "jiedai replace"),
        (("drop", "--undo"), "没有可以撤销"),
        (("replace", "--undo", "甲", "乙"), "只写方案"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    _out, err = said(capsys, 2, *words)
    assert told in err
    assert len(err.splitlines()) <= 2
    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_run_that_ends_before_the_plan_is_written_leaves_it(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jiedai.cli.one.write_atomic", full)
    said(capsys, 2, "drop", "李芸", "--write")
    assert plan.read_text(encoding="utf-8") == PLAN
    assert "不能撤销" in said(capsys, 2, "drop", "--undo")[1]
