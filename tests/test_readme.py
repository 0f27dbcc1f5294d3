"""The READMEs tell the truth: tables made from the models, commands that are the ones CI runs, files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.readme_tables import refreshed

ROOT = Path(__file__).resolve().parents[1]
READMES = ["README.md", "README.zh-CN.md"]


@pytest.mark.parametrize("name", READMES)
def test_the_field_tables_are_fresh(name: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        path.write_text(refreshed(text), encoding="utf-8")
        return
    assert "<!-- table:" in text
    assert refreshed(text) == text, "run: pytest tests/test_readme.py --update-golden"


def test_the_readme_shows_exactly_two_set_up_commands_and_ci_runs_the_second() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(python3 -m venv [^\n]+)\n```", text)
    assert len(commands) == 2
    assert "jiedai render" in commands[0]
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_every_file_a_readme_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(([^)#:]+)\)", text)) | set(re.findall(r"plans/20[\w\-一-鿿/]+\.yaml", text))
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]
