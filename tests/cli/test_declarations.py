"""How commands hang together: each option declared once, each command's work where its declaration says it is."""

import ast
import inspect
import sys
from collections.abc import Callable
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_type_hints

import pytest

from jiedai import cli
from jiedai.cli import app, groups, options, over_visits, seating
from jiedai.cli import list as listing
from jiedai.cli.command import Commands, Declared, command
from jiedai.cli.commands import learning
from tests.batch import cases

FOLDER = Path(cli.__file__).parent


def declared() -> list[Declared]:
    """Every command, those of groups too."""
    each = [one for group in (groups.app, *groups.GROUPS.values()) for one in group.declared.values()]
    return [one for one in each if isinstance(one, Declared)]


def imports(path: Path) -> set[str]:
    """The modules of this folder that a module imports, now or later, but for types alone."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    guards = [node for node in nodes if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for_types = {inner for guard in guards for inner in ast.walk(guard)}
    found = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and node not in for_types:
            if node.module == "jiedai.cli":
                found |= {alias.name for alias in node.names}
            elif node.module.startswith("jiedai.cli."):
                found.add(node.module.split(".")[2])
    return found


@pytest.fixture(scope="module")
def graph() -> dict[str, set[str]]:
    return {path.stem: imports(path) for path in FOLDER.glob("*.py")}


def test_there_is_no_circle(graph):
    assert graph["app"] >= {"options", "command"}
    assert set(TopologicalSorter(graph).static_order()) == set(graph)


def test_no_module_imports_a_command(graph):
    commands = {one.module for one in declared()}
    assert "check" in commands
    assert {name: found for name, modules in graph.items() if (found := modules & commands)} == {}


@cases("one", declared(), ids=lambda one: one.options.__name__)
def test_the_work_of_a_command_takes_its_options(one):
    work: Callable[..., int] = getattr(import_module(f"jiedai.cli.{one.module}"), one.function)
    (taken,) = inspect.signature(work).parameters.values()
    assert taken.annotation.rpartition(".")[2] == one.options.__name__
    assert work.__annotations__["return"] == "int"


def test_options_are_declared_in_two_modules():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}
    assert [name for name, text in texts.items() if "typer.Option(" in text or "typer.Argument(" in text] == [
        "declared"
    ]
    assert {name for name, text in texts.items() if "cli.declared import" in text} == {"options", "over_visits"}


def test_every_option_that_is_declared_is_used():
    users = [app.everywhere, learning.study_session, *(one.options for one in declared())]
    used = [hint for user in users for hint in get_type_hints(user, include_extras=True).values()]
    every = vars(options) | vars(over_visits)
    known = {name: value for name, value in every.items() if hasattr(value, "__metadata__")}
    assert {"Paths", "Version"} <= set(known)
    assert [name for name, value in known.items() if value not in used] == []


def offered(option: Any) -> set[str]:
    (info,) = option.__metadata__
    return set(info.autocompletion(""))


def test_what_is_offered_is_what_the_commands_know():
    assert offered(options.ListName) == set(listing._LISTINGS)
    assert offered(options.ChartFormat) == set(seating._FORMATS)


def test_a_command_is_a_class_of_options_and_a_function_that_takes_it(monkeypatch):
    seen = []

    class Greet(NamedTuple):
        """Greet."""

        title: options.Title = None
        paths: options.Absent = []
        loud: options.Strict = False

    module = ModuleType("jiedai.cli.greet")
    module.run = lambda given: seen.append(given) or 1
    monkeypatch.setitem(sys.modules, module.__name__, module)
    commands = Commands()
    assert command(commands, "问好")(Greet) is Greet
    words = ["greet", "甲", "--absent", "乙", "--absent", "丙", "--strict"]
    assert commands.built("jiedai").main(words, standalone_mode=False) == 1
    assert commands.built("jiedai").main(["greet"], standalone_mode=False) == 1
    assert seen == [Greet("甲", ["乙", "丙"], True), Greet()]
