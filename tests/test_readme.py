"""The READMEs tell the truth: tables made from the models, commands that are the ones CI runs, files that exist."""

from __future__ import annotations

import re
import tomllib
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


def test_contributing_names_every_layer_and_folder_of_the_package() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    told = re.search(r"downwards only: `([^`]+)`", text)
    assert told is not None
    assert re.split(r"\s*→\s*", told[1]) == [one.split(" |")[0] for one in layers if one != "__main__"]
    folders = {path.parent.name for path in (ROOT / "jiedai").glob("*/__init__.py")}
    assert not {one for one in folders & set(layers) if f"| `jiedai/{one}/` |" not in text}
