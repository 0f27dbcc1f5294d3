"""WD04: each text without a translation once, at the place where it is first written, with the line to be added."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.language import use
from jiedai.loading import Loaded, load
from tests.documents.samples import CREATED, PLANS, changed, find, plan


def told(visit: Loaded, document: str, audience: str = "guest", labels: str = "en") -> dict[str, Diagnostic]:
    built = build(visit, find(catalog(), document), audience, Edition(CREATED, labels=labels))
    assert {one.code for one in built.diagnostics} <= {"WD04"}
    assert len(set(built.diagnostics)) == len(built.diagnostics)
    return {one.message: one for one in built.diagnostics}


def place(path: Path, text: str) -> tuple[int, int]:
    """Line and column of the first occurrence of a text."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return next((number, line.index(text) + 1) for number, line in enumerate(lines, 1) if text in line)


def test_each_text_is_told_where_it_stands() -> None:
    found = told(plan("foreign"), "programme")
    banquet = found["“宴请”没有译文"]
    assert (banquet.span.line, banquet.span.column) == place(PLANS["foreign"], "宴请,")
    assert banquet.path == ("schedule", 0, "items", 4, "what")
    assert banquet.level is Level.WARNING
    assert banquet.hint == "在方案或 office.yaml 的“译文”下写一行“宴请: 英文”"
    host = found["“林峰”没有译文"]
    assert (host.span.line, host.span.column) == place(PLANS["foreign"], "林峰")
    assert not any("Anna" in message or "2026" in message or "38" in message for message in found)


def test_what_the_office_says_is_told_in_its_file() -> None:
    office = told(plan("foreign"), "handbook")["“云溪县接待办公室”没有译文"]
    assert office.file.endswith("office.yaml")
    path = PLANS["foreign"].with_name("office.yaml")
    assert (office.span.line, office.span.column) == place(path, "云溪县接待办公室\n")


def test_a_text_of_several_lines_is_named_by_its_beginning(tmp_path: Path) -> None:
    note = "请各位来宾自备雨具和防滑鞋，山路湿滑，注意安全"
    visit = changed(tmp_path, ("what: 宴请, kind", f"what: 宴请, notes: {{guest: {note}}}, kind"), name="foreign")
    found = told(visit, "programme")["“请各位来宾自备雨具和防滑…”没有译文"]
    assert "请各位来宾自备雨具和防滑…: 英文" in found.hint
    assert found.path[-2:] == ("notes", "guest")
    more = changed(tmp_path, ("costs:", "译文: {请各位来宾自备雨具…: Please bring an umbrella.}\n\ncosts:"),
                   ("what: 宴请, kind", f"what: 宴请, notes: {{guest: {note}}}, kind"), name="foreign")  # fmt: skip
    assert not any("雨具" in message for message in told(more, "programme"))


def test_a_key_that_yaml_would_read_otherwise_is_shown_in_quotes(tmp_path: Path) -> None:
    visit = changed(tmp_path, ("what: 宴请, kind", 'what: "晚宴: 第一场", kind'), name="foreign")
    assert '“"晚宴: 第一场": 英文”' in told(visit, "programme")["“晚宴: 第一场”没有译文"].hint


def test_only_what_a_paper_prints_is_asked_for() -> None:
    assert "“清蒸鲈鱼”没有译文" not in told(plan("foreign"), "programme")
    assert "“清蒸鲈鱼”没有译文" in told(plan("foreign"), "menu")


def test_both_languages_ask_for_the_same() -> None:
    visit = plan("foreign")
    assert told(visit, "handbook", labels="both") == told(visit, "handbook")
    assert told(visit, "handbook", labels="zh") == {}


def test_the_message_is_in_the_language_of_the_command() -> None:
    use("en")
    (found,) = (one for message, one in told(plan("foreign"), "programme").items() if "宴请" in message)
    assert found.message == "“宴请” has no translation"
    assert found.hint == "Write a line “宴请: English” under “translations” in the plan or office.yaml"


@pytest.mark.parametrize("document", ["programme", "handbook", "menu", "guests"])
def test_the_example_of_a_delegation_is_translated_throughout(document: str) -> None:
    (path,) = (PLANS["foreign"].parents[4] / "plans").glob("2026-11-10-*.yaml")
    assert told(load(path), document) == {}
