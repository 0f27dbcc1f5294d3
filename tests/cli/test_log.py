"""`jiedai log`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.following import PLAN, everything, journal
from tests.workflow.following.samples import text

DAY = ("--day", "5月11日")
POSTS = "9:33 从车站出发\n10:38 到产业园\n收到\n9:26 接到客人\n"
WRITTEN = (
    "实际:\n  安排:\n    - {编号: A2, 实际开始: 2026-05-11 09:33}\n    - {编号: A4, 实际结束: 2026-05-11 10:38}\n"
    "    - {编号: A5, 实际开始: 2026-05-11 10:38}\n"
)


@pytest.fixture
def posted(worked) -> str:
    Path("群.txt").write_text(POSTS, encoding="utf-8")
    return "群.txt"


def test_shown_first(run, posted, tmp_path):
    before = everything(tmp_path)
    result = run("log", posted, PLAN, *DAY)
    assert result.status == 1
    assert result.out.splitlines() == [
        "A2 乘车前往云溪宾馆 开始 05-11 09:33，晚 3 分钟（第 1 行）",
        "A4 乘车前往智能制造产业园 结束 05-11 10:38，晚 3 分钟（第 2 行）",
        "A5 考察智能制造产业园 开始 05-11 10:38，晚 3 分钟（第 2 行）",
        "? 第 4 行“9:26 接到客人”：可能是几项里的一项",
        "    A1 抵达云溪站，接站 开始（计划 09:20）",
        "    A1 抵达云溪站，接站 结束（计划 09:30）",
    ]
    assert result.err == "1 行与日程无关\n没有写入；核对后加 --write\n"
    assert everything(tmp_path) == before


def test_written_once(run, posted):
    assert run("log", posted, PLAN, *DAY, "--write").status == 1
    assert Path(PLAN).read_text(encoding="utf-8") == text() + WRITTEN
    assert len(journal()) == 3
    again = run("log", posted, PLAN, *DAY, "--write", "-f", "json")
    assert json.loads(again.out)["changed"] == []
    assert (Path(PLAN).read_text(encoding="utf-8"), len(journal())) == (text() + WRITTEN, 3)


def test_for_a_program(run, posted):
    data = json.loads(run("log", posted, PLAN, *DAY, "-f", "json").out)
    assert (data["version"], data["written"], data["ignored"]) == (1, False, 1)
    assert data["changed"][0] == {"id": "A2", "field": "start", "old": None, "new": "2026-05-11 09:33", "line": 1}
    (unclear,) = data["unclear"]
    assert (unclear["line"], unclear["text"]) == (4, "9:26 接到客人")
    assert unclear["candidates"][0] == {"id": "A1", "field": "start", "planned": "2026-05-11T09:20"}


def test_all_of_it_clear(run, worked):
    Path("群.txt").write_text("5月11日\n10:38 到产业园\n", encoding="utf-8")
    assert run("log", "群.txt").status == 0


def test_from_standard_input(run, worked, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("10:38 到产业园\n".encode())))
    assert run("log", "-", PLAN, *DAY, "--write").status == 0
    assert "A5, 实际开始: 2026-05-11 10:38" in Path(PLAN).read_text(encoding="utf-8")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "wanted"), [("2\n", "A1, 实际结束: 2026-05-11 09:26"), ("\n", ""), ("7\n", "")])
def test_a_person_at_the_terminal_is_asked(run, posted, monkeypatch, answer, wanted):
    monkeypatch.setattr(sys, "stdin", _Terminal(answer))
    monkeypatch.setattr("jiedai.cli.log.console.is_terminal", lambda stream: True)
    result = run("log", posted, PLAN, *DAY, "--write")
    assert result.status == (0 if wanted else 1)
    assert "第 4 行" in result.err
    assert ("A1" in Path(PLAN).read_text(encoding="utf-8").partition("实际:")[2]) == bool(wanted)
    assert wanted in Path(PLAN).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("群.txt", PLAN), "没有写明是哪一天"),
        (("群.txt", PLAN, "--day", "5月20日"), "不是来访的日子"),
        (("群.txt", PLAN, "--day", "后天"), "后天"),
        (("没有.txt", PLAN, *DAY), "没有.txt"),
        (("-", "-", *DAY), "写不回去"),
    ],
)
def test_wrong_usage(run, posted, tmp_path, words, error):
    before = everything(tmp_path)
    result = run("log", *words, "--write")
    assert (result.status, error in result.err) == (2, True)
    assert len(result.err.splitlines()) <= 2
    assert everything(tmp_path) == before


def test_what_is_no_text(run, worked):
    Path("图.png").write_bytes(b"\x89PNG\x00\x00\x00\x01")
    assert run("log", "图.png", PLAN, *DAY).status == 2


def test_in_the_code_of_windows(run, worked):
    Path("群.txt").write_bytes("10:38 已到产业园，开始考察\r\n".encode("gb18030"))
    assert run("log", "群.txt", PLAN, *DAY).out.startswith("A4 乘车前往智能制造产业园 结束")


def test_a_time_that_contradicts_what_is_written(run, worked):
    worked(more="实际: {安排: [{编号: A5, 实际结束: 2026-05-11 10:00}]}\n")
    Path("群.txt").write_text("10:38 到产业园\n", encoding="utf-8")
    result = run("log", "群.txt", PLAN, *DAY, "--write")
    assert (result.status, "早于开始" in result.err) == (2, True)
    assert "10:38" not in Path(PLAN).read_text(encoding="utf-8")


def test_in_english(run, posted, foreign):
    assert run("log", posted, PLAN, "--day", "2026-05-11", "--lang", "en").status == 1
