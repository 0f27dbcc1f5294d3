"""A plan whose items have a length and no clock time yet goes through every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jiedai.loading import load
from tests.documents.samples import changed

CLOCK = re.compile(r'时间: "\d\d:\d\d-\d\d:\d\d"')
FORMATS = "docx,html,ics,md,pdf,txt,xlsx"


@pytest.fixture(params=["all", "every other"])
def visit(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan with lengths in the place of all of its clock times, or of every other one."""
    path = changed(tmp_path).path
    assert path is not None
    kept = iter(range(1000))
    text = CLOCK.sub(
        lambda found: found[0] if request.param != "all" and next(kept) % 2 else "时长: 30", path.read_text("utf-8")
    )
    path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    times = [item.time.start for _day, item in load(path).plan.items()]
    assert (set(times) == {None}) is (request.param == "all")
    assert None in times
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--as-of", "2026-05-20"],
        ["check", "-f", "json"],
        ["check", "--fix"],
        ["seating"],
        ["seating", "--absent", "李娜"],
        ["arrange", "rooms"],
        ["arrange", "rides", "--write"],
        ["arrange", "tables"],
        ["render", "-f", FORMATS],
        ["render", "-f", "txt", "--labels", "both"],
        ["render", "-f", "md,ics", "-d", "programme", "--person", "陈志远"],
        ["render", "-f", "md", "-d", "driver-sheet", "--each"],
    ],
    ids=" ".join,
)
def test_no_command_stumbles(run, visit, words):
    result = run(*words, str(visit))

    assert result.status in (0, 1), result.err
    assert "jiedai 自己出了错" not in result.out + result.err
    if words[0] == "render":
        assert result.status == 0
        assert "写了" in result.err


def test_a_new_plan_from_it_keeps_the_lengths(run, visit):
    made = run("new", "再来一次", "--dates", "2026-06-16..2026-06-17", "--from", str(visit), "--stdout")

    assert made.status == 0
    assert made.out.count("时长: 30") == visit.read_text("utf-8").count("时长: 30")
