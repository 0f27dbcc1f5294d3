"""What a command does before it begins: every module, value class and expression is time that everybody waits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from jiedai import __version__
from tests.cli.conftest import PLAN

HEAVY = {
    "rich",
    "jinja2",
    "typst",
    "docx",
    "lxml",
    "icalendar",
    "fontTools",
    "ruamel",
    "markdown_it",
    "chinese_calendar",
}

_PROBE = """
import dataclasses, json, re, re._compiler, sys

found = {"expressions": [], "dataclasses": []}

def told(kind, function, names_its_maker):
    def probe(made, *rest):
        frame = sys._getframe(1)
        while frame.f_globals["__name__"] in ("re", "dataclasses"):
            frame = frame.f_back
        if frame.f_globals["__name__"].startswith("jiedai"):
            found[kind].append(names_its_maker(made))
        return function(made, *rest)
    return probe

re._compiler.compile = told("expressions", re._compiler.compile, str)
dataclasses._process_class = told("dataclasses", dataclasses._process_class, lambda made: made.__qualname__)
"""


def probed(code: str, *words: str, **environ: str) -> dict[str, Any]:
    """What a piece of Python imported, and the expressions and dataclasses of ours that it made."""
    end = "\nprint('\\n' + json.dumps(found | {'modules': sorted(sys.modules)}))"
    done = subprocess.run(
        [sys.executable, "-c", _PROBE + code + end, *words],
        env={**os.environ, **environ},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def imported(*words: str) -> set[str]:
    code = f"import sys; from jiedai.__main__ import main; main({list(words)!r}); print('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_version_is_answered_without_typer(shell):
    assert shell("--version").out == f"jiedai {__version__}\n"
    assert not imported("--version") & (HEAVY | {"typer", "pydantic", "yaml", "pathlib"})


def test_help_imports_nothing_that_reads_plans():
    assert not imported("--help") & (HEAVY | {"pydantic_core", "yaml"})


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    """Everything that a check needs, imported and not used."""
    return probed("import jiedai.cli.check; from jiedai.check.engine import rules; rules()")


def test_no_expression_is_compiled_before_a_text_needs_it(rules):
    assert rules["expressions"] == []


def test_values_on_the_way_of_every_check_are_no_dataclasses(rules):
    assert len(rules["dataclasses"]) <= 20, sorted(rules["dataclasses"])


def test_a_check_imports_nothing_of_documents(rules):
    packages = ("documents", "formats", "workflow", "blocks", "seating", "arrange")
    ours = {name.split(".")[1] for name in rules["modules"] if name.startswith("jiedai.")}
    assert not ours & set(packages)


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The same check twice, by somebody who has never run jiedai before."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    code = (
        "found |= {'parsed': []}\n"
        "import jiedai.source.packaged as packaged\n"
        "parsed = packaged._parsed\n"
        "packaged._parsed = lambda path, *rest: found['parsed'].append(path.name) or parsed(path, *rest)\n"
        "from jiedai.__main__ import main; main(['check', sys.argv[1]])"
    )
    return [probed(code, str(folder / "plan.yaml"), XDG_CACHE_HOME=str(folder / "cache")) for _time in range(2)]


def test_a_check_of_a_plan_imports_no_writer_of_documents(checks):
    modules = {name.partition(".")[0] for name in checks[1]["modules"]}
    assert "yaml" in modules
    assert not modules & (HEAVY - {"chinese_calendar"})


def test_slips_and_manuals_are_explained_only_where_there_are_any(checks):
    modules = set(checks[1]["modules"])
    assert "jiedai.workspace" in modules
    assert not {"jiedai.source.explain", "jiedai.source.edit", "jiedai.check.manual"} & modules


def test_the_second_check_parses_no_yaml_of_the_package(checks):
    first, second = (check["parsed"] for check in checks)
    assert (len(first) > 10, second) == (True, [])


def test_plugins_of_pydantic_are_not_looked_for(checks):
    """Not even what would look for them is imported."""
    first, second = (set(check["modules"]) for check in checks)
    assert "pydantic.plugin" in first
    assert "importlib.metadata" not in first | second


def test_the_second_check_builds_no_schemas(checks):
    """It reads by those that the first one kept, and needs pydantic's reader alone."""
    first, second = (set(check["modules"]) for check in checks)
    assert "pydantic.main" in first
    assert "pydantic_core" in second
    assert "pydantic.main" not in second
