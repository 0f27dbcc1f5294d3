"""Streams, tables, counts, and the words of failures."""

from __future__ import annotations

import errno
import io
import sys

import pytest

from jiedai.cli import console
from jiedai.cli.failure import Failure, near, out_of_reach, reason, suggestion, unwritable, words
from tests.batch import cases


class Terminal(io.StringIO):
    """A stream a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "stream", "wanted"),
    [
        ({}, Terminal(), True),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "dumb"}, Terminal(), False),
        ({}, io.StringIO(), False),
    ],
)
def test_colour_is_for_terminals(monkeypatch, environ, stream, wanted):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert console.colourful(stream) is wanted


def test_a_closed_stream_is_no_terminal():
    stream = io.StringIO()
    stream.close()
    assert not console.is_terminal(stream)


def test_a_stream_takes_any_character(monkeypatch):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    console.steady(stream)
    stream.write("接待\udcff")
    stream.flush()
    assert raw.getvalue() == "接待\\udcff".encode()


def test_the_encoding_a_user_asks_for_stays(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk")
    console.steady(stream)
    stream.write("接待\U0001f9ff")
    stream.flush()
    assert raw.getvalue() == "接待".encode("gbk") + b"\\U0001f9ff"


def test_a_stream_of_another_kind_is_left_alone():
    console.steady(io.StringIO())


def test_what_is_said_cannot_steer_the_terminal(capsys):
    console.say("a\x1b[31mb\nc")
    console.complain(Failure("x\x07", "y"))
    assert capsys.readouterr().err == "a␛[31mb c\n错误：x␇\n建议：y\n"


def test_data_ends_with_one_newline(capsys):
    console.data("a")
    console.data("b\n")
    assert capsys.readouterr().out == "a\nb\n"


def test_a_table_for_people_and_for_programs(monkeypatch):
    rows = [("接待", "a\tb"), ("x", "")]
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert console.table(("甲", "乙"), rows) == "接待\ta b\nx\t\n"
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert console.table(("甲", "乙"), [("接待", "b"), ("x", "")]) == "甲    乙\n接待  b\nx\n"


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (18, "代号  名称  依据\nYC02  陪餐  第十条\n"),
        (17, "代号  名称  依据\nYC02  陪餐\n      第十条\n"),
        (10, "代号  名称\n     依据\nYC02  陪餐\n     第十\n     条\n"),
    ],
)
def test_a_row_too_wide_for_the_terminal_runs_on_below(monkeypatch, columns, wanted):
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", str(columns))
    assert console.table(("代号", "名称", "依据"), [("YC02", "陪餐", "第十条")]) == wanted


def test_a_count_is_drawn_on_a_terminal_and_wiped(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    assert list(console.counted("abc", 3, "{done}/{total}")) == ["a", "b", "c"]
    assert err.getvalue().startswith("\r1/3\r2/3\r3/3\r   ")
    assert err.getvalue().endswith(" \r")


@pytest.mark.parametrize(("stream", "total"), [(io.StringIO(), 3), (Terminal(), 1)])
def test_no_count_in_a_pipe_or_for_one(monkeypatch, stream, total):
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", stream)
    list(console.counted("abc", total, "{done}"))
    assert stream.getvalue() == ""


@cases(
    ("word", "hint"),
    [
        ("d", "是不是想写“docx”？"),
        ("pfd", "是不是想写“pdf”？"),
        ("PDF", "是不是想写“pdf”？"),
        ("word", "可选：pdf、docx"),
        ("", "可选：pdf、docx"),
    ],
)
def test_a_suggestion(word, hint):
    assert suggestion(word, ["pdf", "docx"]) == hint


def test_nothing_is_near_in_an_empty_list():
    assert (near("a", []), suggestion("a", [])) == ("", "")


def test_words_of_an_option_given_several_times():
    assert words(["pdf,docx", "ics， md", "pdf"]) == ["pdf", "docx", "ics", "md"]


def test_reasons_in_our_language():
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "磁盘已满"
    assert reason(OSError(errno.ENOTTY, "odd")) == "odd"
    assert reason(OSError("plain")) == "plain"
    assert out_of_reach(OSError(errno.EACCES, ""))
    assert not out_of_reach(OSError("plain"))
    assert unwritable(OSError(errno.EROFS, ""), "out").message == "无法写入“out”：磁盘是只读的"


@cases(
    ("number", "words"),
    [(errno.ENOSPC, "清理磁盘"), (errno.EACCES, "WPS"), (errno.EPERM, "WPS"), (errno.EROFS, "换一个位置再试")],
)
def test_what_to_do_depends_on_what_the_system_refused(number, words):
    assert words in unwritable(OSError(number, ""), "out").hint


def test_controls_of_a_plan_are_shown_and_not_obeyed(capsys, monkeypatch):
    console.data("甲\x1b[31m\u009b乙\tb\r\nc\u202e\n")
    console.data('{"a": "\u009b"}')
    assert capsys.readouterr().out == '甲␛[31m<U+009B>乙\tb\r\nc<U+202E>\n{"a": "\\u009b"}\n'
    monkeypatch.setattr(console, "colourful", lambda stream: True)
    console.data("红 甲\n  红\n红色\n", {"红": 31})
    assert capsys.readouterr().out == "\x1b[31m红\x1b[0m 甲\n  红\n红色\n"
