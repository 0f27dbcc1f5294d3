"""Names and options of the commands, their help pages, and what wrong usage gets."""

from __future__ import annotations

import re

import pytest
import typer

from jiedai.cli import help
from jiedai.cli.app import commands
from jiedai.report.common.excerpt import width

PAGES = [
    path
    for name, command in commands().commands.items()
    for path in [(name,), *((name, inner) for inner in getattr(command, "commands", ()))]
]
"""The words before `--help` of every command, and of every command of a group."""
CHINESE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]")


def test_no_words_show_the_help(run):
    result = run()
    assert result.status == 0
    assert result.out == run("--help").out == run("-h").out
    assert ("templates", "copy") in PAGES
    for command, *inner in PAGES:
        assert inner or re.search(rf"^  {command} ", result.out, re.MULTILINE)


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_every_help_page_speaks_both_languages(run, foreign, monkeypatch, command):
    english = run(*command, "--help")
    assert english.status == 0
    assert not CHINESE.search(english.out), "a text that is not in the catalog"
    monkeypatch.setenv("JIEDAI_LANG", "zh")
    chinese = run(*command, "--help").out
    assert chinese.startswith(f"用法：jiedai {' '.join(command)} [选项]")
    assert not re.search(r"Usage|Options|Show this|default:", chinese)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["chekc"], ["错误：没有“chekc”这个命令", "建议：是不是想写“check”？"]),
        (["check", "--strct"], ["错误：没有“--strct”这个选项", "建议：是不是想写“--strict”？"]),
        (["new", "--title"], ["错误：没有“--title”这个选项", "建议：用法见 jiedai new --help"]),
        (["check", "--colour"], ["错误：没有“--colour”这个选项", "建议：是不是想写“--no-color”？"]),
        (["check", "-x"], ["错误：没有“-x”这个选项", "建议：用法见 jiedai check --help"]),
        (["explain"], ["错误：缺少“CODE”", "建议：用法见 jiedai explain --help"]),
        (["check", "--format"], ["错误：选项“--format”后面要写内容", "建议：用法见 jiedai check --help"]),
        (["check", "--strict=1"], ["错误：选项“--strict”后面不写内容", "建议：用法见 jiedai check --help"]),
        (["check", "--jobs", "two"], ["错误：“--jobs”要写整数，至少是 1", "建议：用法见 jiedai check --help"]),
        (["check", "--jobs", "0"], ["错误：“--jobs”要写整数，至少是 1", "建议：用法见 jiedai check --help"]),
        (["render", "--copies", "x"], ["错误：“--copies”要写整数", "建议：用法见 jiedai render --help"]),
        (["list", "rules", "more"], ["错误：多出来的内容“more”", "建议：用法见 jiedai list --help"]),
        (["templates"], ["错误：后面要写一个命令", "建议：用法见 jiedai templates --help"]),
        (["templates", "cpoy"], ["错误：没有“cpoy”这个命令", "建议：是不是想写“copy”？"]),
    ],
)
def test_wrong_usage_is_two_plain_lines(run, words, lines):
    result = run(*words)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines() == lines


@pytest.mark.parametrize("words", [["chekc"], ["check", "--strct"], ["explain"], ["check", "-f"], ["list", "a", "b"]])
def test_wrong_usage_speaks_the_other_language(run, foreign, words):
    result = run(*words)
    assert result.status == 2
    assert not CHINESE.search(result.err)


def test_usage_errors_of_typer_share_a_class():
    assert issubclass(typer.BadParameter, help.USAGE_ERROR)
    assert help.USAGE_ERROR.__name__ == "UsageError"


@pytest.mark.parametrize("columns", ["20", "60", "100", "500"])
def test_help_is_as_wide_as_the_terminal(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    widest = max(map(width, run("check", "--help").out.splitlines()))
    assert widest <= max(50, min(int(columns), 100))
