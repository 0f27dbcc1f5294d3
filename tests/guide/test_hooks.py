"""What the manual shows for machines: hooks, an action for GitHub and a problem matcher, each as its reader has it."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedai import language
from jiedai.cli import start
from jiedai.guide.pages import files, page
from tests.guide.running import check_command, command_line

LANGUAGES = ("zh", "en")


@pytest.fixture(params=LANGUAGES)
def shown(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """A file of the chapter, parsed."""
    language.use(request.param)
    found = files(page("editors").text)

    def parsed(path: str) -> Any:
        text = found[path]
        return json.loads(text) if path.endswith(".json") else yaml.load(text, yaml.BaseLoader)

    return parsed


def test_the_action_runs_commands_that_exist_with_inputs_it_declares(shown: Callable[[str], Any]) -> None:
    action = shown(".github/actions/jiedai/action.yaml")
    assert action["name"]
    assert action["description"]
    assert action["runs"]["using"] == "composite"
    used = set(re.findall(r"inputs\.(\w+)", json.dumps(action)))
    assert used == set(action["inputs"])
    assert all(one["description"] and "default" in one for one in action["inputs"].values())
    runs = [step for step in action["runs"]["steps"] if "run" in step]
    assert all(step["shell"] == "bash" for step in runs), "an action without a shell is refused"
    for step in runs:
        assert "${{" not in step["run"], "what somebody else wrote is no part of a script"
        assert set(re.findall(r"\$(\w+)", step["run"])) == set(step["env"])
        if step["run"].startswith("jiedai "):
            check_command(step["run"], command_line())


def test_the_workflow_uses_the_action_where_it_is(shown: Callable[[str], Any]) -> None:
    (job,) = shown(".github/workflows/plans.yaml")["jobs"].values()
    assert job["steps"][-1]["uses"] == "./.github/actions/jiedai"
    assert job["steps"][0]["uses"].startswith("actions/checkout@"), "or the action is not there yet"


def test_the_hooks_are_those_that_there_are(shown: Callable[[str], Any]) -> None:
    (repo,) = shown(".pre-commit-config.yaml")["repos"]
    known = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in repo["hooks"]} <= {one["id"] for one in known}
    for one in known:
        words = shlex.split(one["entry"])
        check_command(" ".join(words), command_line())


def test_the_matcher_reads_the_first_line_of_a_finding(shown: Callable[[str], Any], tmp_path: Path) -> None:
    (matcher,) = shown(".github/jiedai-matcher.json")["problemMatcher"]
    (pattern,) = matcher["pattern"]
    plan = tmp_path / "某次 来访.yaml"
    plan.write_text("标题: 甲\n类型: 调研\n日期: 2026-05-11\n来兵: 3\n", encoding="utf-8")
    out = io.StringIO()
    with redirect_stdout(out):
        start.run(["--lang", language.current(), "check", str(plan), "--no-cache"])
    found = [match for line in out.getvalue().splitlines() if (match := re.match(pattern["regexp"], line))]
    of = {name: {match[pattern[name]] for match in found} for name in ("file", "severity", "code", "line", "column")}
    assert of["file"] == {str(plan)}
    assert "GS02" in of["code"]
    assert of["severity"] <= {"error", "warning", "info"}
    assert "4" in of["line"]
    assert all(match[pattern["message"]] for match in found)
