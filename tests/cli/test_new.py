"""`new`: a plan from options, from questions, from an earlier plan."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

WORDS = ("省工信厅来县调研", "--kind", "调研", "--dates", "2026-06-16..2026-06-17")
NAME = "2026-06-16-省工信厅来县调研.yaml"


@pytest.fixture
def empty(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return tmp_path


@pytest.fixture
def typing(monkeypatch):
    """A person at the terminal who types these lines."""

    def lines(*typed: str) -> None:
        stdin = io.StringIO("".join(line + "\n" for line in typed))
        stdin.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", stdin)

    return lines


def test_a_new_plan_checks_without_error(run, empty):
    result = run("new", *WORDS)
    assert result.status == 0
    assert result.out.splitlines() == [f"plans/{NAME}", "plans/office.yaml"]
    assert f"jiedai check plans/{NAME}" in result.err
    assert run("check", "--select", "GS").status == 0


def test_a_plan_is_never_overwritten(run, empty):
    run("new", *WORDS)
    before = (empty / "plans" / NAME).read_bytes()
    result = run("new", *WORDS)
    assert (result.status, result.out) == (2, "")
    assert (empty / "plans" / NAME).read_bytes() == before


def test_stdout_writes_nothing(run, empty):
    result = run("new", *WORDS, "--stdout", "--keys", "en")
    assert result.status == 0
    assert "\ntitle: 省工信厅来县调研\n" in result.out
    assert list(empty.iterdir()) == []


def test_a_field_is_set(run, empty):
    assert "\n编号: 云接〔2026〕17号\n" in run("new", *WORDS, "--stdout", "--set", "编号=云接〔2026〕17号").out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("题目",),
        ("题目", "--kind", "调言", "--dates", "2026-06-16"),
        ("题目", "--kind", "调研", "--dates", "2026-06-31"),
        ("题目", "--kind", "调研", "--dates", "2026-06-17..2026-06-16"),
        (*WORDS, "--set", "编号"),
        (*WORDS, "--set", "编好=1"),
        (*WORDS, "--keys", "de"),
        (*WORDS[:1], "--dates", "2026-06-16", "--from", "nope.yaml"),
    ],
)
def test_what_cannot_be_done_is_one_or_two_lines(run, empty, words):
    result = run("new", *words)
    assert (result.status, result.out) == (2, "")
    assert 1 <= len(result.err.splitlines()) <= 2
    assert list(empty.iterdir()) == []


def test_questions_for_what_is_missing(run, empty, typing):
    typing("n", "省工信厅来县调研", "99", "1", "后天", "2026-06-16至2026-06-17", "", "6", "9:20 G7401", *[""] * 9)
    result = run("new")
    assert result.status == 0
    text = (empty / "plans" / NAME).read_text(encoding="utf-8")
    assert "类型: 调研" in text
    assert "G7401" in text
    assert "“99”不在可选范围内" in result.err
    assert "“后天”" in result.err


def test_an_empty_folder_is_offered_an_office_of_its_own_first(run, empty, typing):
    typing("什么", "", "云溪县接待办公室", "云溪县", "", "省工信厅来县调研", "1", "2026-06-16至2026-06-17", *[""] * 9)
    result = run("new")
    assert result.status == 0
    assert result.out.splitlines() == ["plans/office.yaml", f"plans/{NAME}"]
    assert "名称: 云溪县接待办公室" in (empty / "plans" / "office.yaml").read_text(encoding="utf-8")
    assert (empty / "接待.bat").is_file()
    typing("第二次来访")
    assert "先建好它吗" not in run("new").err


def test_who_stops_after_the_office_is_told_that_it_is_there(run, empty, typing):
    typing("", "云溪县接待办公室", "", "", "省工信厅来县调研")
    result = run("new")
    assert (result.status, result.out) == (130, "plans/office.yaml\n")
    assert "方案没有写；本单位的资料已经建好" in result.err


def test_the_end_of_the_answers_is_a_way_out(run, empty, typing):
    typing("n", "省工信厅来县调研")
    assert run("new").status == 130
    assert list(empty.iterdir()) == []


def test_enter_leaves_the_rest_to_be_filled_in(run, empty, typing):
    typing(*[""] * 9)
    result = run("new", *WORDS)
    assert result.status == 0
    assert "省工信厅" in result.err
    assert "待填" in (empty / "plans" / NAME).read_text(encoding="utf-8")


def test_a_copy_takes_title_and_kind_from_the_earlier_plan(run, empty):
    run("new", *WORDS)
    result = run("new", "--from", f"plans/{NAME}", "--dates", "2026-07-01..2026-07-02")
    assert (result.status, result.out) == (0, "plans/2026-07-01-省工信厅来县调研.yaml\n")


FULL = """
import resource, signal, sys
from jiedai.__main__ import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by setrlimit")
@pytest.mark.parametrize(
    "words", [["new", "来访", "--kind", "调研", "--dates", "2026-06-16"], ["templates", "copy", "plan"]]
)
def test_a_full_disk_leaves_no_part_of_a_file(tmp_path, words):
    done = subprocess.run(
        [sys.executable, "-c", FULL, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0].endswith("文件超过允许的大小")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
