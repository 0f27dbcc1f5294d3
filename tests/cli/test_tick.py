"""`jiedai tick`."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from jiedai.source.save import locked
from tests.cli.following import PLAN, everything, journal
from tests.workflow.following.samples import DONE_T1, text

AT = ("--at", "2026-05-08 15:20")


def test_two_values_and_again_none(run, worked):
    path = worked()
    data = json.loads(run("tick", PLAN, "T1", *AT, "-f", "json").out)
    assert data == {
        "version": 1, "file": PLAN,
        "changed": [{"id": "T1", "field": "status", "old": "open", "new": "done"},
                    {"id": "T1", "field": "done_at", "old": None, "new": "2026-05-08 15:20"}],
        "late": [], "warnings": [],
    }  # fmt: skip
    assert path.read_text(encoding="utf-8") == text(DONE_T1)
    assert journal() == ['{"v":1,"at":"2026-05-08T15:20:00+08:00","type":"tick","id":"T1","old":"open","new":"done"}']
    assert json.loads(run("tick", PLAN, "T1", *AT, "-f", "json").out)["changed"] == []
    assert (path.read_text(encoding="utf-8"), len(journal())) == (text(DONE_T1), 1)


def test_bytes_that_are_no_newlines_of_ours_stay(run, worked):
    path = worked()
    path.write_bytes(b"\xef\xbb\xbf" + text().replace("\n", "\r\n").encode())
    assert run("tick", "T1", *AT).status == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + text(DONE_T1).replace("\n", "\r\n").encode()


def test_several_at_once_typed_as_people_type(run, worked):
    result = run("tick", "t1、T3，Ｔ４", *AT)
    assert (result.status, result.err) == (0, f"写好了 {PLAN}\n")
    assert result.out.splitlines()[:2] == ["T1 状态：未完成 → 已完成", "T1 完成时间：（没有） → 2026-05-08 15:20"]
    assert [json.loads(line)["id"] for line in journal()] == ["T1", "T3", "T4"]


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        (("T1", "T99"), "没有编号 T99", "T1"),
        (("T7", "--status", "取消"), "取消任务要写明原因", "--note"),
        (("T7", "--extend", "T"), "延期要写明原因", "--note"),
        (("T7", "--extend", "后天", "--note", "等"), "后天", "T-3"),
        (("T7", "--extend", "T-2", "--note", "等", *AT), "延期要比它晚", ""),
        (("T7", "--status", "好了"), "“好了”不在可选范围内", "已完成"),
        (("A5",), "A5 是日程，不是任务", "--start"),
        (("T1", "--start", "9:05"), "T1 是任务，不是日程", "--at"),
        (("A5", "--start", "9:05", "--status", "已完成"), "不与 --status", ""),
        (("A5", "--start", "九点多"), "九点多", ""),
        (("A5", "--start", "5月11日"), "--start 要写钟点", ""),
        (("A5", "--start", "10:40", "--end", "10:30"), "早于开始", ""),
        (("T1", "--at", "昨天"), "“昨天”不是能识别的时间", ""),
        ((PLAN,), "没有写任务的编号", "T1"),
    ],
)
def test_what_cannot_be_done_changes_nothing(run, worked, tmp_path, words, error, hint):
    before = everything(tmp_path)
    result = run("tick", *words)
    assert result.status == 2
    assert error in result.err
    assert hint in result.err
    assert len(result.err.splitlines()) <= 2
    assert everything(tmp_path) == before


def test_a_number_of_another_plan(run, worked):
    path = worked()
    other = path.with_name("2026-06-01-乙.yaml")
    other.write_text(text().replace("T8", "T20"), encoding="utf-8")
    result = run("tick", PLAN, "T20")
    assert (result.status, "plans/2026-06-01-乙.yaml 里有" in result.err) == (2, True)


def test_a_number_used_twice(run, worked):
    worked(("编号: T2, ", "编号: T1, "))
    assert "有 2 项任务的编号都是 T1" in run("tick", "T1").err


def test_a_reason_is_kept(run, worked):
    result = run("tick", "T7", "--status", "取消", "--note", "由宾馆医务室承担", "-f", "json")
    changed = json.loads(result.out)["changed"]
    assert {"id": "T7", "field": "status", "old": "open", "new": "dropped"} in changed
    assert "状态: 取消, 备注: 由宾馆医务室承担}" in Path(PLAN).read_text(encoding="utf-8")
    data = json.loads(run("due", "--as-of", "2026-05-08 09:00", "-f", "json").out)
    assert (data["counts"]["dropped"], len(data["tasks"])) == (1, 7)


def test_open_again_and_under_way(run, worked):
    run("tick", "T1", *AT)
    run("tick", "T1", "--status", "未完成")
    assert Path(PLAN).read_text(encoding="utf-8") == text()
    run("tick", "T1", "--status", "doing")
    assert Path(PLAN).read_text(encoding="utf-8") == text(("时限: T-3, 状态: 未完成}", "时限: T-3, 状态: 进行中}"))


def test_out_of_turn_is_written_and_told(run, worked):
    result = run("tick", "T6", *AT, "-f", "json")
    assert result.status == 0
    assert json.loads(result.out)["warnings"] == [{"code": "TK01", "id": "T6", "waits_for": ["T1"]}]
    assert "TK01" in result.err
    assert run("tick", "T8", *AT, "--strict").status == 1
    assert "状态: 已完成" in Path(PLAN).read_text(encoding="utf-8")


def test_late_is_told(run, worked):
    assert json.loads(run("tick", "T1", "--at", "2026-05-09 00:00", "-f", "json").out)["late"] == ["T1"]


def test_an_extension_in_time_and_one_that_comes_too_late(run, worked, tmp_path):
    worked(("时限: T-3, 状态: 未完成}", "时限: T-3, 检查人: 周敏, 状态: 未完成}"))
    before = everything(tmp_path)
    words = ("tick", "T1", "--extend", "T-2 12:00", "--note", "等来函")
    late = run(*words, "--at", "2026-05-09 00:00")
    assert (late.status, "--by 周敏" in late.err) == (1, True)
    assert everything(tmp_path) == before
    assert run(*words, "--at", "2026-05-09 00:00", "--by", "周敏").status == 0
    assert "延期到 T-2 12:00：等来函（周敏 同意）" in Path(PLAN).read_text(encoding="utf-8")
    assert run(*words, "--at", "2026-05-09 00:00", "--by", "周敏", "-f", "json").out.count('"field"') == 0


def test_when_an_item_took_place(run, worked):
    run("tick", "A5", "--start", "10：38")
    run("tick", PLAN, "A5", "--end", "11点半")
    assert Path(PLAN).read_text(encoding="utf-8") == text() + (
        "实际:\n  安排:\n    - {编号: A5, 实际开始: 2026-05-11 10:38, 实际结束: 2026-05-11 11:30}\n"
    )


def test_the_moment_of_a_real_time_is_that_of_its_line_in_the_journal(run, worked):
    assert run("tick", "A5", "--start", "10:38", "--at", "2026-05-11 10:41").status == 0
    assert json.loads(journal()[-1])["at"].startswith("2026-05-11T10:41")
    assert "实际开始: 2026-05-11 10:38" in Path(PLAN).read_text(encoding="utf-8")


def test_in_an_english_plan_the_words_are_english(run, worked):
    path = worked()
    path.unlink()
    foreign = Path(__file__).parents[1] / "check" / "plans" / "clean" / "foreign.yaml"
    path.write_text(foreign.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("tick", "T1", "--at", "2026-09-01 09:00").status == 0
    written = path.read_text(encoding="utf-8")
    assert "status: done" in written
    assert "done_at: 2026-09-01 09:00" in written


# --- when things go wrong ---------------------------------------------------------------------------------------------


def test_standard_input_cannot_be_written(run, worked):
    result = run("tick", "-", "T1")
    assert (result.status, "写不回去" in result.err) == (2, True)


@pytest.mark.parametrize("when", ["os.replace", "tempfile.mkstemp"])
def test_a_write_that_ends_early_leaves_the_old(run, worked, tmp_path, monkeypatch, when):
    before = everything(tmp_path)

    def full(*args: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(when, full)
    result = run("tick", "T1", *AT)
    assert (result.status, "磁盘已满" in result.err) == (2, True)
    assert everything(tmp_path) == before


def test_a_plan_that_somebody_else_is_writing(run, worked, monkeypatch):
    monkeypatch.setattr("jiedai.source.save.LOCK_SECONDS", 0.1)
    monkeypatch.setattr("jiedai.cli.one.locked", lambda place: locked(place, seconds=0.1))
    with locked(Path(PLAN)):
        result = run("tick", "T1", *AT)
    assert (result.status, "另一个窗口" in result.err) == (2, True)
    assert Path(PLAN).read_text(encoding="utf-8") == text()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"v":2,"at":"2026-05-08T15:20:00+08:00","type":"tick"}\n', "更新版本的 jiedai"),
        ('{"v":1,"at":\n{"v":1,"at":"2026-05-08T15:20:00+08:00","type":"x"}\n', "第 1 行坏了"),
    ],
)
def test_a_journal_that_cannot_be_read_stops_before_anything_is_written(run, worked, line, error):
    folder = Path("records") / Path(PLAN).stem
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_text(line, encoding="utf-8")
    result = run("tick", "T1", *AT)
    assert (result.status, error in result.err) == (2, True)
    assert Path(PLAN).read_text(encoding="utf-8") == text()


def test_records_that_cannot_be_written_are_told_and_the_plan_holds(run, worked, monkeypatch):
    from jiedai.workflow.records import journal as module

    def readonly(folder: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder))

    monkeypatch.setattr(module, "make_private", readonly)
    result = run("tick", "T1", *AT)
    assert (result.status, "方案写好了，但没有记进记录" in result.err) == (2, True)
    assert Path(PLAN).read_text(encoding="utf-8") == text(DONE_T1)
    assert run("tick", "T1", *AT).status == 0  # there is nothing left to write


def test_in_english(run, worked, foreign):
    result = run("tick", "T6", "--at", "2026-05-11 08:00", "--lang", "en")
    assert (result.status, "TK01" in result.err) == (0, True)
    assert result.out.isascii() or "menu" in result.out or "x" in result.out
