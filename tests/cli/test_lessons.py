"""What earlier visits taught, in a new plan and at a gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.following import PLAN
from tests.workflow.after.samples import EARLIER

NEW = ("new", "再来调研", "--kind", "调研", "--dates", "2026-10-12..2026-10-13", "--from-unit", "省发改委")


@pytest.fixture
def taught(worked) -> Path:
    path: Path = worked()
    path.with_name("2025-05-11-调研.yaml").write_text(EARLIER, encoding="utf-8")
    return path


def test_a_new_plan_has_them_above_the_sections_they_concern(run, taught):
    lines = run(*NEW, "--hotel", "云溪宾馆", "--stdout").out.splitlines()
    lesson = "# 往次经验（2025-05-11 省发改委）：主宾有身体提示时提前留好电梯"
    assert lesson in lines
    assert next(line for line in lines[lines.index(lesson) :] if not line.startswith("#")) == "住宿:"
    meal = lines.index("# 往次经验（2025-05-11 省发改委）：早餐多些杂粮")
    assert next(line for line in lines[meal:] if not line.startswith("#")) == "用餐:"
    text = "\n".join(lines)
    assert not [word for word in ("陈志远", "会议另说", "过了的") if word in text]
    assert "往次经验" not in run(*NEW, "--stdout", "--no-lessons").out


def test_a_gate_tells_those_of_the_places_and_is_as_open_as_before(run, taught):
    words = ("gate", PLAN, "--at", "T-3", "--as-of", "2026-05-08 09:00")
    data = json.loads(run(*words, "-f", "json").out)
    assert data["lessons"] == ["往次经验（2025-05-11 省发改委）：主宾有身体提示时提前留好电梯"]
    result = run(*words)
    assert result.out.splitlines()[-1] == data["lessons"][0]
    taught.with_name("2025-05-11-调研.yaml").unlink()
    without = json.loads(run(*words, "-f", "json").out)
    assert (without["lessons"], without["blockers"]) == ([], data["blockers"])
