"""Command lines read without typer: the same as typer reads them, or left to it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from jiedai.cli import command, shortcut, start
from jiedai.cli.app import run
from jiedai.cli.command import Commands
from jiedai.cli.failure import Failure
from jiedai.cli.groups import app
from tests.batch import cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATH = "plans/2026-05-11-省卫健委调研.yaml"
WORDS = (
    "plans",
    "-",
    "2",
    "0",
    "-5",
    "9999999",
    "json",
    "text",
    "zh",
    "",
    "2026-05-11",
    "昨天",
    "A3",
    "--",
    "T-1",
    "２",
)
"""Values of every kind, good and bad for most options."""


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Callable[[], None]]:
    """A user of whom the commands are kept; what is returned makes it be looked for anew."""

    def anew() -> None:
        shortcut._kept.cache_clear()
        shortcut._state.cache_clear()

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    anew()
    shortcut.keep_commands()
    anew()
    yield anew
    monkeypatch.undo()
    anew()


def read_by_typer(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> Any:
    """What typer makes of a command line; None where it says that something is wrong with it."""
    found: list[Any] = []

    def noted(module: str, function: str, options: Any) -> int:
        found.append((module, function, options._asdict()))
        return 0

    monkeypatch.setattr(command, "perform", noted)
    try:
        run(words)
    except Failure:
        return None
    return found[0] if found else None


def declared(
    within: Commands = app, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], command.Declared]]:
    for name, one in within.declared.items():
        if isinstance(one, Commands):
            yield from declared(one, (*before, name))
        else:
            yield (*before, name), one


def lines() -> Iterator[list[str]]:
    """Command lines of every command: options with words after them, and words of their own, in any order."""
    dice = random.Random(20261130)
    for name, one in declared():
        parameters = [parameter for parameter in shortcut._parameters(one) if parameter.names]
        yield list(name)
        yield [*name, "--help"]
        for parameter in parameters:
            for written in parameter.names:
                for word in (*(parameter.known or ())[:1], dice.choice(WORDS)):
                    yield [*name, "一", written] if parameter.flag else [*name, "一", written, word]
                    yield [*name, f"{written}={word}", "一"]
                    yield [*name, f"{written}{word}"]
        for _round in range(12):
            line: list[str] = []
            for parameter in dice.sample(parameters, min(3, len(parameters))):
                line.append(dice.choice(list(parameter.names)))
                if not parameter.flag or dice.random() < 0.2:
                    line.append(dice.choice([*(parameter.known or ()), *WORDS]))
            for _loose in range(dice.randrange(4)):
                line.insert(dice.randrange(len(line) + 1), dice.choice(WORDS))
            yield [*name, *line]


def test_same_as_typer_or_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = left = 0
    for words in lines():
        got = shortcut.chosen(words)
        if got is None:
            left += 1
            continue
        read += 1
        expected = read_by_typer(monkeypatch, words)
        assert expected == (got.module, got.function, got.options._asdict()), words
    assert read > 500
    assert left > 500


@cases(
    "words",
    [
        ["check", PATH],
        ["check", PATH, "plans", "--no-cache", "-f", "json"],
        ["check", "--jobs=2", "--select", "YC", "--select", "SJ"],
        ["delay", PATH, "A3", "20", "--write"],
        ["gate", PATH, "--at", "T-1"],
        ["due", "--", "-"],
        ["ledger", "visits", "--month", "2026-05"],
        ["status", "--as-of", "2026-05-09 18:00"],
    ],
)
def test_usual_lines_are_read_without_typer(words: list[str]) -> None:
    assert shortcut.chosen(words) is not None


@cases(
    "words",
    [
        ["chekc", PATH],
        ["check", "--help"],
        ["check", PATH, "--nothing"],
        ["check", PATH, "-f", "xml"],
        ["check", "--jobs", "0"],
        ["check", "--jobs", "two"],
        ["check", "--jobs"],
        ["check", "--select", "--strict"],
        ["check", "--strict=yes"],
        ["gate", PATH, "more"],
        ["tick"],
        ["status", "--as-of", "someday"],
        ["ledger"],
        ["ledger", "--month", "2026-05", "visits"],
        ["study"],
        ["--version"],
    ],
)
def test_other_lines_are_left_to_typer(words: list[str]) -> None:
    assert shortcut.chosen(words) is None


def test_options_do_not_share_what_is_kept() -> None:
    first, second = (shortcut.chosen(["check"]) for _time in range(2))
    assert first
    assert second
    first.options.paths.append("plans")
    assert second.options.paths == []


def test_nothing_is_read_while_nothing_is_kept(kept: Callable[[], None], tmp_path: Any) -> None:
    [file] = tmp_path.rglob("commands-*.json")
    whole = file.read_bytes()
    for damaged in (whole[:-2], b"", whole.replace(b'"check"', b'"czech"', 1)):
        file.write_bytes(damaged)
        kept()
        assert shortcut.chosen(["check", PATH]) is None
    file.write_bytes(whole)
    kept()
    assert shortcut.chosen(["check", PATH]) is not None


def test_nor_after_a_change_of_the_declarations(kept: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "_FORM", shortcut._FORM + 1)
    kept()
    assert shortcut.chosen(["check", PATH]) is None
    assert shortcut.whole_page(["--help"]) is None
    shortcut.keep_commands()
    kept()
    assert shortcut.chosen(["check", PATH]) is not None


def test_nor_for_a_shell_that_completes(kept: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JIEDAI_COMPLETE", "complete_bash")
    kept()
    assert shortcut.chosen(["check", PATH]) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_of_all_commands(
    lang: str, kept: Callable[[], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_keep_commands", shortcut.keep_commands)  # as in a process of its own
    shown = []
    for words in (["--help"], ["--help"], ["-h"], []):
        kept()
        assert start.run(["--lang", lang, *words]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] == shown[2] == shown[3]
    assert "check" in shown[0]
