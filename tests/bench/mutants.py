"""How many small faults put into the rules the tests of `tests/check` notice.

    python -m tests.bench.mutants [--count 300] [--seed 1] [--module seats] [--jobs 2]

Run by hand, on a system with `fork`; it takes some minutes. The tests are collected once; a first run notes which of
them call which module of rules. Each mutant is then tried in a forked process: its module is changed in place and those
tests run until one fails. A mutant changes one place: a comparison, `and`/`or`, a `not`, a sum, a whole number, a truth
value, the sense of an `if`, a `continue`. Survivors are printed with their line; some of them are no faults at all (a
level that equals the row's, an order that does not matter), so the score has a ceiling below 100 %.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "jiedai" / "check" / "rules"
UNCHANGED = -1
"""The node of a mutant that changes nothing: it has to survive, or the trial itself breaks the tests."""
PATIENCE = 60
"""Seconds after which a mutant counts as noticed: it may loop for ever."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change of a module: the node with this number in the order of `ast.walk`, and which of its changes."""

    module: str
    node: int
    variant: int
    line: int
    what: str


def variants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every change of a node: what it is called, and the new node."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            if type(operator) in _COMPARED:
                new = copy.deepcopy(node)
                new.ops[index] = _COMPARED[type(operator)]()
                yield f"{_name(operator)} becomes {_name(new.ops[index])}", new
    elif isinstance(node, ast.BoolOp):
        new_bool = copy.deepcopy(node)
        new_bool.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield f"{_name(node.op)} becomes {_name(new_bool.op)}", new_bool
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not is dropped", copy.deepcopy(node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED and not _is_text(node):
        new_sum = copy.deepcopy(node)
        new_sum.op = _COUNTED[type(node.op)]()
        yield f"{_name(node.op)} becomes {_name(new_sum.op)}", new_sum
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} becomes {not node.value}", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"{node.value} becomes {node.value + 1}", ast.Constant(node.value + 1)
    elif isinstance(node, ast.If):
        new_if = copy.deepcopy(node)
        new_if.test = ast.UnaryOp(ast.Not(), new_if.test)
        yield "if is turned", new_if
    elif isinstance(node, ast.Continue):
        yield "continue becomes break", ast.Break()


def _name(node: ast.AST) -> str:
    return type(node).__name__


def _is_text(node: ast.BinOp) -> bool:
    """Whether a sum joins texts: what it becomes would not even run."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr) or _string(side) for side in sides)


def _string(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def mutants(path: Path) -> list[Mutant]:
    """Every mutant of a file, outside annotations, decorators and what stands at the top of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AnnAssign, ast.arg)):
            outside = [
                *getattr(node, "decorator_list", ()),
                getattr(node, "returns", None),
                getattr(node, "annotation", None),
            ]
            left_out |= {id(inner) for outer in outside if outer is not None for inner in ast.walk(outer)}
    inside = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)}
    return [
        Mutant(path.stem, number, variant, getattr(node, "lineno", 0), what)
        for number, node in enumerate(ast.walk(tree))
        if id(node) in inside and id(node) not in left_out
        for variant, (what, _new) in enumerate(variants(node))
    ]


class _Change(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._old:
            return ast.copy_location(self._new, node)
        return super().generic_visit(node)


def mutated(mutant: Mutant) -> ast.Module:
    """The tree of a module with the change of a mutant; as it is for the one without a change."""
    tree = ast.parse((RULES / f"{mutant.module}.py").read_text(encoding="utf-8"))
    if mutant.node == UNCHANGED:
        return tree
    old = next(node for number, node in enumerate(ast.walk(tree)) if number == mutant.node)
    new = list(variants(old))[mutant.variant][1]
    changed = _Change(old, new).visit(tree)
    ast.fix_missing_locations(changed)
    assert isinstance(changed, ast.Module)
    return changed


def put_in_place(mutant: Mutant) -> None:
    """Run the changed module in place of the one that is loaded, and let nobody keep functions of the old one."""
    from jiedai.check import engine

    module = sys.modules[f"jiedai.check.rules.{mutant.module}"]
    before = {name: value for name, value in vars(module).items() if isinstance(value, FunctionType)}
    for table in (engine._rules, engine._across):
        for code in [code for code, function in table.items() if function.__module__ == module.__name__]:
            del table[code]  # type: ignore[attr-defined]
    exec(compile(mutated(mutant), str(RULES / f"{mutant.module}.py"), "exec"), vars(module))  # noqa: S102
    engine.rules.cache_clear()
    replaced = {id(old): vars(module)[name] for name, old in before.items() if old.__module__ == module.__name__}
    for other in _modules():
        for name, value in list(vars(other).items()):
            if id(value) in replaced:
                setattr(other, name, replaced[id(value)])


def _modules() -> list[ModuleType]:
    names = ("jiedai.check", "jiedai.arrange", "tests.check")
    return [module for name, module in list(sys.modules.items()) if name.startswith(names) and module is not None]


class Trial:
    """Runs as pytest's loop over the collected tests: first all of them, then for each mutant those that matter."""

    def __init__(self, chosen: list[Mutant], jobs: int) -> None:
        self._chosen, self._jobs = chosen, jobs
        self._calls: dict[str, dict[str, float]] = {}
        self._failed = False
        self.survivors: list[Mutant] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self._failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant; True, as all is done."""
        items = {item.nodeid: item for item in session.items}
        self._listen(items.values())
        if self._failed:
            raise pytest.UsageError("the tests fail without any mutant")
        running: dict[int, tuple[Mutant, float]] = {}
        quickest = min(self._calls, key=lambda module: sum(self._calls[module].values()))
        unchanged = Mutant(quickest, UNCHANGED, 0, 1, "nothing")
        waiting = [unchanged, *self._chosen, unchanged]
        while waiting or running:
            while waiting and len(running) < self._jobs:
                mutant = waiting.pop()
                running[self._started(mutant, items)] = (mutant, time.monotonic())
            self._collect(running)
        return True

    def _listen(self, items: Iterable[pytest.Item]) -> None:
        """Run all tests once, noting which call which module of rules and how long they take."""
        called: set[str] = set()

        def listener(frame: FrameType, event: str, _argument: Any) -> None:
            if event == "call" and frame.f_code.co_filename.startswith(str(RULES)):
                called.add(Path(frame.f_code.co_filename).stem)

        for item in items:
            called.clear()
            begun = time.monotonic()
            sys.setprofile(listener)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            sys.setprofile(None)
            for module in called:
                self._calls.setdefault(module, {})[item.nodeid] = time.monotonic() - begun

    def _started(self, mutant: Mutant, items: dict[str, pytest.Item]) -> int:
        """The process that tries a mutant; it ends with 1 where a test noticed it."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            put_in_place(mutant)
            calls = self._calls.get(mutant.module, {})
            own = f"test_{mutant.module}.py"
            for name in sorted(calls, key=lambda name: (own not in name, calls[name])):
                items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=None)
                if self._failed:
                    os._exit(1)
            os._exit(0)
        except BaseException:  # a mutant that does not even load is noticed
            os._exit(1)

    def _collect(self, running: dict[int, tuple[Mutant, float]]) -> None:
        """Take in the processes that have ended or run too long."""
        time.sleep(0.02)
        for process, (mutant, begun) in list(running.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if not ended and time.monotonic() - begun > PATIENCE:
                os.kill(process, signal.SIGKILL)
                ended, status = os.waitpid(process, 0)
            if ended:
                del running[process]
                if mutant.node == UNCHANGED:
                    if status:
                        raise pytest.UsageError(f"the tests fail with {mutant.module}.py as it is")
                elif status == 0:
                    self.survivors.append(mutant)
                    print(f"survived: {described(mutant)}", flush=True)


def described(mutant: Mutant) -> str:
    """A mutant as it is printed."""
    path = RULES / f"{mutant.module}.py"
    line = path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    return f"{path.relative_to(ROOT).as_posix()}:{mutant.line}: {mutant.what}: {line}"


def main() -> None:
    """Try a sample of mutants and print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="mutants to try, drawn from all modules alike")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", help="only this module of rules, all its mutants")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    every = [mutant for path in sorted(RULES.glob("[!_]*.py")) for mutant in mutants(path)]
    if given.module:
        chosen = [mutant for mutant in every if mutant.module in given.module]
    else:
        chosen = random.Random(given.seed).sample(every, min(given.count, len(every)))
    trial = Trial(chosen, given.jobs)
    os.chdir(ROOT)
    options = [
        "-o",
        "addopts=",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-o",
        "tmp_path_retention_policy=none",
        "tests/check",
    ]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:  # pytest's own place is cleared by the next run of anybody
        status = pytest.main([*options, "--basetemp", str(Path(folder) / "tests")], plugins=[trial])
    if status not in (0, 5):
        sys.exit(f"the tests could not be run: {status}")
    killed = len(chosen) - len(trial.survivors)
    share = 100 * killed / len(chosen)
    seconds = time.monotonic() - begun
    print(f"{killed} of {len(chosen)} mutants noticed ({share:.1f} %), of {len(every)} there are; {seconds:.0f} s")


if __name__ == "__main__":
    main()
