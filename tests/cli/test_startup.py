"""What a command does before it begins: every module, value class and expression is time that everybody waits."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

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


def probed(code: str, *words: str) -> dict[str, Any]:
    """What a piece of Python imported, and the expressions and dataclasses of ours that it made."""
    end = "\nprint('\\n' + json.dumps(found | {'modules': sorted(sys.modules)}))"
    done = subprocess.run(
        [sys.executable, "-c", _PROBE + code + end, *words], capture_output=True, encoding="utf-8", check=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


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


def test_slips_and_manuals_are_explained_only_where_there_are_any(plan):
    modules = probed("from jiedai.__main__ import main; main(['check', sys.argv[1]])", str(plan))["modules"]
    assert "jiedai.workspace" in modules
    assert not {"jiedai.source.explain", "jiedai.source.edit", "jiedai.check.manual"} & set(modules)


def test_the_second_check_parses_no_yaml_of_the_package(plan):
    code = (
        "import jiedai.source.packaged as packaged\n"
        "packaged._parsed = lambda path, without: found['expressions'].append(path.name)\n"
        "from jiedai.__main__ import main; main(['check', sys.argv[1]])"
    )
    probed("from jiedai.__main__ import main; main(['check', sys.argv[1]])", str(plan))
    assert not [name for name in probed(code, str(plan))["expressions"] if name.endswith(".yaml")]


def test_plugins_of_pydantic_are_not_looked_for(plan):
    code = (
        "import importlib.metadata as metadata\n"
        "metadata.entry_points = lambda **group: found['expressions'].append('plugins') or ()\n"
        "from jiedai.__main__ import main; main(['check', sys.argv[1]])"
    )
    assert "plugins" not in probed(code, str(plan))["expressions"]
