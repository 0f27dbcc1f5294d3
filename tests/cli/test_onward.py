"""What comes next, told at the end of every command where a person looks."""

from __future__ import annotations

import re
import string
import subprocess
import sys

import pytest

from jiedai import language
from jiedai.cli import groups, onward
from jiedai.cli.command import Declared
from tests.guide.running import check_command, command_line

LASTING = {"guide:run", "lsp:run", "start_menu:run"}
"""The manual says itself where to read on, the server and the menu go on until somebody leaves them."""
ELSEWHERE = {"new:run", "init:run"}
"""They say their own step whoever looks."""


def works():
    return {
        f"{one.module}:{one.function}"
        for group in (groups.app, *groups.GROUPS.values())
        for one in group.declared.values()
        if isinstance(one, Declared)
    }


def test_every_command_has_a_next_one():
    assert works() - LASTING - ELSEWHERE == set(onward.STEPS)


@pytest.mark.parametrize("use", language.LANGUAGES)
def test_what_comes_next_is_a_command_that_exists(use):
    language.use(use)
    root, commands = command_line(), 0
    for step in (*onward.STEPS.values(), onward.Step(onward.FILL), onward.Step(onward.BEGIN)):
        for text in filter(None, step):
            shown = language._(text)
            names = {name for _text, name, _form, _turn in string.Formatter().parse(shown) if name}
            assert names <= {"plan", "code", "document", "office"}
            filled = shown.format(plan=" plans/a.yaml", code="YC02", document="programme", office="plans/office.yaml")
            told = [part for part in re.split("[；;，]", filled) if "jiedai " in part]
            for part in told:
                words = part[part.index("jiedai ") :].split()
                check_command(" ".join(word for word in words if word.isascii()), root)
                commands += 1
            assert told or "--" in filled
    assert commands > 50


@pytest.fixture
def looking(run, monkeypatch):
    """The command as it is run by somebody who looks at a terminal."""
    monkeypatch.setattr("jiedai.cli.onward.console.is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setattr("jiedai.cli.work.is_terminal", lambda stream: stream is sys.stderr)

    def command(*words):
        result = run(*words)
        return result.status, (result.err.splitlines() or [""])[-1]

    return command


def test_a_check_leads_to_printing_or_to_mending(looking, sound):
    assert looking("check", str(sound)) == (0, f"下一步：印出来（还有“待填”的印成草稿）：jiedai render {sound}")
    assert looking("check") == (0, "下一步：印出来（还有“待填”的印成草稿）：jiedai render")
    sound.write_text(sound.read_text(encoding="utf-8").replace("标题:", "标题x:", 1), encoding="utf-8")
    status, line = looking("check", str(sound), "--select", "GS")
    assert (status, f"jiedai check {sound} --fix" in line) == (1, True)


def test_what_was_only_shown_is_to_be_written(looking, sound):
    status, line = looking("arrange", "rooms", str(sound))
    assert (status, line.endswith("--write")) == (0, True)
    status, line = looking("arrange", "rooms", str(sound), "--write")
    assert (status, line) == (0, f"下一步：再查一遍：jiedai check {sound}")


@pytest.mark.parametrize("words", [["-f", "json"], ["-f", "sarif"], ["-f", "github"]])
def test_another_program_is_told_nothing(looking, plan, words):
    assert "下一步" not in looking("check", str(plan), *words)[1]


def test_a_pipe_is_told_nothing_and_wrong_usage_has_its_own_hint(run, looking, plan):
    assert "下一步" not in looking("check", "没有这份")[1]
    assert (
        "下一步"
        not in subprocess.run(
            [sys.executable, "-m", "jiedai", "check", str(plan)], capture_output=True, encoding="utf-8", check=False
        ).stderr
    )


def test_a_path_with_a_blank_can_be_copied(looking, sound):
    other = sound.rename(sound.with_name("某次 来访.yaml"))
    assert looking("check", str(other))[1] == f'下一步：印出来（还有“待填”的印成草稿）：jiedai render "{other}"'
