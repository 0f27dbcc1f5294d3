"""`start`: the menu by number, and plans that are dropped on its icon."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import NAME, PLAN


@pytest.fixture
def typed(run, monkeypatch):
    """A person at the terminal who opens the menu and types these lines."""

    def lines(*words):
        stdin = io.StringIO("".join(word + "\n" for word in words))
        stdin.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", stdin)
        return run("start")

    return lines


def test_the_menu_has_what_is_done_every_day(typed, office):
    result = typed("0")
    assert result.status == 0
    entries = ["1  新建一份方案", "2  检查方案", "3  打印", "4  排房间", "5  看本周", "0  退出", "写编号，按回车："]
    assert [line.strip() for line in result.err.splitlines()] == ["", "云溪县接待办", *entries]


def test_the_only_plan_is_taken_and_the_menu_comes_again(typed, plan):
    result = typed("2", "9", "x", "5", "0")
    assert result.status == 0
    assert f"plans/{NAME}:" in result.out
    assert result.err.count("没有这一项") == 2
    assert result.err.count("0  退出") == 3


def test_one_of_several_plans_by_number_or_by_a_part_of_its_name(typed, office):
    (office / "plans" / "2026-06-01-市水利局.yaml").write_text(PLAN.replace("省卫健委", "市水利局"), encoding="utf-8")
    assert "plans/2026-06-01-市水利局.yaml:" in typed("2", "1", "0").out, "the latest first"
    assert f"plans/{NAME}:" in typed("2", "卫健", "0").out
    assert typed("2", "", "0").out == ""


def test_printing_from_the_menu(typed, sound):
    assert typed("3", "0").status == 0
    assert (sound.parents[1] / "out" / "甲" / "目录.html").is_file()


def test_leaving_by_the_end_of_the_input_and_without_plans(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = typed("2", "4")
    assert (result.status, result.out) == (0, "")
    assert result.err.count("还没有方案，先新建一份") == 2


def test_rooms_are_written_where_that_is_wanted(typed, sound):
    before = sound.read_bytes()
    shown = typed("4", "", "0")
    assert (shown.status, sound.read_bytes()) == (0, before)
    assert "写进方案吗" in shown.err


def test_a_plan_that_is_dropped_is_checked_and_printed(run, sound):
    result = run("start", str(sound))
    assert result.status == 0
    assert (sound.parents[1] / "out" / "甲" / "目录.html").is_file()


def test_a_plan_with_errors_is_not_printed(run, plan, office):
    plan.write_text(PLAN.replace("姓名: 陈志远", "姓名x: 陈志远"), encoding="utf-8")
    result = run("start", str(plan))
    assert result.status == 1
    assert "GS02" in result.out
    assert not (office / "out").exists()
    assert run("start", "没有这份.yaml").status == 2


def test_without_a_person_it_says_so(run, office, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    result = run("start")
    assert (result.status, result.out) == (2, "")
    assert "不是终端" in result.err


def test_the_icons_stand_in_the_office_s_folder(run, office, monkeypatch):
    monkeypatch.chdir(office / "plans")
    assert run("start", "--write").status == 0
    assert sorted(path.name for path in office.iterdir() if path.is_file()) == ["接待.bat", "接待.ps1"]


def test_init_puts_them_beside_the_plans_and_leaves_what_is_there(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "接待.bat").write_bytes(b"mine")
    made = run("init", "--name", "云溪县接待办公室")
    assert (made.status, made.out) == (0, "plans/office.yaml\n")
    assert (tmp_path / "接待.bat").read_bytes() == b"mine"
    assert (tmp_path / "接待.ps1").is_file()
    assert "接待.ps1" in made.err


def test_english_speaks_english_all_the_way(typed, office, monkeypatch):
    monkeypatch.setenv("JIEDAI_LANG", "en")
    assert "plans checked: 1" in typed("2", "0").out
