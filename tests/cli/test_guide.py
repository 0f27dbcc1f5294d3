"""`jiedai guide`: topics in the terminal, to a pipe, as a page."""

from __future__ import annotations

import io
import os
import re
import stat
import sys

import pytest

from jiedai.cli import console, start
from jiedai.guide import TOPICS
from jiedai.report.common.excerpt import width

ESCAPE = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    """A stream a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch):
    """The command as a person sees it, in a terminal of 80 columns and 24 lines, without a pager."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("PAGER", "no-such-pager")

    def command(*words, **environ):
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        stream = Terminal()
        monkeypatch.setattr(sys, "stdout", stream)
        assert start.run(list(words)) == 0
        return stream.getvalue()

    return command


def test_without_a_topic_the_topics_are_listed_with_a_line_each(run):
    result = run("guide")
    assert result.status == 0
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert [row[0] for row in rows] == list(TOPICS)
    assert all(len(row) == 3 and row[2].endswith("。") for row in rows)
    assert result.err == "看一篇：jiedai guide plan；在浏览器里看全部、查找：jiedai guide --open\n"


@pytest.mark.parametrize("topic", TOPICS)
def test_to_a_pipe_a_topic_is_markdown_without_colour(run, topic):
    result = run("guide", topic)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("# ")
    assert "\x1b" not in result.out
    assert "<!--" not in result.out


def test_a_topic_is_known_by_its_title_too(run):
    assert run("guide", "规则包").out == run("guide", "packs").out == run("guide", " PACKS ").out
    english = run("guide", "Rule packs", "--lang", "en")
    assert english.out.startswith("# Rule packs\n")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("plann", "是不是想写“plan”？"),
        ("模版", "是不是想写“模板”？"),
        ("zzz", f"可选：{'、'.join(TOPICS)}"),
        ("", f"可选：{'、'.join(TOPICS)}"),
        ("../en/plan", "是不是想写“plan”？"),
    ],
)
def test_an_unknown_topic_says_which_is_meant(run, word, hint):
    result = run("guide", word)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == [f"错误：说明书里没有“{word}”这一篇", f"建议：{hint}"]


def test_an_unknown_topic_writes_no_page(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("guide", "plann", "-o", "guide.html").status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_chinese_topic_in_english_is_told_in_english(run, foreign):
    result = run("guide", "plann")
    assert result.status == 2
    assert not re.search("[一-鿿]", result.err)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_in_a_terminal_no_line_is_wider_than_it(screen, topic, columns):
    shown = screen("guide", topic, COLUMNS=columns)
    widest = max(width(line) for line in shown.splitlines())
    assert widest <= min(int(columns), 100)


def test_in_a_terminal_there_is_colour_unless_nobody_wants_it(screen, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    coloured = screen("guide", "packs")
    plain = screen("guide", "packs", "--no-color")
    assert ESCAPE.search(coloured)
    assert "\x1b" not in plain
    assert [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()] == plain.splitlines()


def test_the_commands_are_those_of_the_command_line(run):
    text = run("guide", "commands").out
    for name in ("new", "check", "guide", "templates copy"):
        assert f"\n## {name}\n" in text
    assert "| `--strict` | 警告也算不合格 |" in text
    assert "| `-o, --output FILE` | 全部写成一个网页，如 guide.html；写 jiedai.1 是命令的 man 手册页 |" in text


def test_the_rules_are_those_of_the_package_with_what_they_check(run, office):
    text = run("guide", "rules").out
    assert "| YC02 | 错误 | 陪餐人数 | 《党政机关国内公务接待管理规定》第十条 | 已核对 | 国内 | 查 | 接待方" in text
    assert "\n| 代号 | 级别 | 名称 | 依据 | 核对 | 适用 | 默认 | 查什么 |\n" in text


# --- the pager -------------------------------------------------------------------------------------------------------


@pytest.fixture
def pager(tmp_path):
    """A program that keeps what it is given."""
    program = tmp_path / "pager"
    program.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\ncat > {tmp_path}/shown\nexit ${{PAGER_ENDS:-0}}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return program


def test_a_long_topic_goes_to_the_pager_in_utf8(screen, pager, monkeypatch):
    monkeypatch.delenv("LESSCHARSET", raising=False)
    monkeypatch.delenv("LESS", raising=False)
    assert screen("guide", "plan", PAGER=f"{pager} -x", LANG="C") == ""
    assert "青岚县接待办公室" in (pager.parent / "shown").read_text(encoding="utf-8")
    environment = (pager.parent / "env").read_text(encoding="utf-8").splitlines()
    assert {"LESS=FRX", "LESSCHARSET=utf-8"} <= set(environment)


def test_what_fits_on_the_screen_is_not_paged(screen, pager):
    assert "青岚县接待办公室" in screen("guide", "plan", PAGER=str(pager), LINES="9999")
    assert not (pager.parent / "shown").exists()


def test_a_pager_that_fails_loses_nothing(screen, pager):
    assert "青岚县接待办公室" in screen("guide", "plan", PAGER=str(pager), PAGER_ENDS="3")


def test_a_pipe_is_never_paged(run, pager, monkeypatch):
    monkeypatch.setenv("PAGER", str(pager))
    run("guide", "plan")
    assert not (pager.parent / "shown").exists()


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_holds_every_topic(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("guide", "-o", "new folder/guide.html")
    assert (result.status, result.out, result.err) == (0, "", "写好了 new folder/guide.html\n")
    text = (tmp_path / "new folder" / "guide.html").read_text(encoding="utf-8")
    for topic in TOPICS:
        assert f'<section aria-labelledby="{topic}">' in text
    assert 'data-at=""' in text


def test_the_page_may_go_to_standard_output_and_begin_at_a_topic(run):
    result = run("guide", "fields", "-o", "-", "--lang", "en")
    assert result.err == ""
    assert result.out.startswith('<!DOCTYPE html>\n<html lang="en" data-at="fields">')


@pytest.mark.parametrize("name", ["guide.pdf", "guide", "方案.yaml", ""])
def test_the_guide_is_written_as_a_web_page_or_a_page_for_man_alone(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    result = run("guide", "-o", name)
    assert result.status == 2
    assert result.err.splitlines() == [
        f"错误：说明书写成网页，各个命令写成 man 手册页，“{name}”都不是",
        "建议：文件名以 .html 或 .1 结尾，如 guide.html、jiedai.1",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_says_why(run, tmp_path):
    (tmp_path / "file").touch()
    result = run("guide", "-o", str(tmp_path / "file" / "guide.html"))
    assert result.status == 2
    assert len(result.err.splitlines()) == 2
    assert "Traceback" not in result.err


@pytest.mark.parametrize("desktop", [True, False])
def test_the_page_is_opened_where_there_is_a_desktop(run, monkeypatch, desktop):
    seen = []
    monkeypatch.setattr(console, "opened", lambda path: seen.append(path) or desktop)
    result = run("guide", "plan", "--open")
    assert result.status == 0
    (path,) = seen
    assert path.name == "guide-zh.html"
    assert path.is_relative_to(os.environ["XDG_CACHE_HOME"])
    assert 'data-at="plan"' in path.read_text(encoding="utf-8")
    wanted = [f"写好了 {path}"] + ([] if desktop else [f"打不开浏览器，请自己打开 {path}"])
    assert result.err.splitlines() == wanted


def test_who_has_no_home_gets_the_page_among_the_temporary_files(run, monkeypatch, tmp_path):
    def homeless():
        raise RuntimeError

    seen = []
    monkeypatch.setattr("jiedai.source.packaged.cache_folder", homeless)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(console, "opened", lambda path: seen.append(path) or True)
    assert run("guide", "--open", "--lang", "en").status == 0
    assert seen == [tmp_path / "guide-en.html"]


def test_a_file_that_was_asked_for_is_the_one_that_is_opened(run, monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(console, "opened", lambda path: seen.append(path) or True)
    run("guide", "--open", "-o", str(tmp_path / "a.HTML"))
    assert seen == [tmp_path / "a.HTML"]


@pytest.mark.parametrize(
    ("environ", "launched", "wanted"),
    [({}, 0, False), ({"DISPLAY": ":0"}, 0, True), ({"DISPLAY": ":0"}, 1, False), ({"WAYLAND_DISPLAY": "w"}, 0, True)],
)
def test_a_desktop_is_asked_only_where_there_is_one(monkeypatch, tmp_path, environ, launched, wanted):
    seen = []
    monkeypatch.setattr("typer.launch", lambda path: seen.append(path) or launched)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert console.opened(tmp_path) is wanted
    assert seen == ([str(tmp_path)] if environ else [])


def test_topics_are_completed():
    from jiedai.cli.completion import topics

    assert topics("") == list(TOPICS)


def test_the_list_of_topics_imports_no_markdown():
    from tests.cli.test_startup import HEAVY, imported

    assert not imported("guide") & HEAVY
    assert not imported("guide", "packs") & HEAVY, "to a pipe nothing is laid out"
