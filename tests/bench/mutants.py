"""How many small faults put into a part of jiedai its tests notice.

    python -m tests.bench.mutants [--package rules] [--count 300] [--seed 1] [--module seats] [--seconds 30] [--jobs 2]

Run by hand, on a system with `fork`; it takes some minutes. A package's tests are those of `PACKAGES`, and those that
mirror the modules tried or name them in an import. They are collected once; a first run notes which of them call which
function. Each mutant is then tried in a forked process: the code of its function is exchanged, what was remembered is
forgotten, and those tests run, the module's own and the quickest first, until one fails or `--seconds` of tests have
passed. Seconds are those of the processor, so that a busy machine changes no score. A mutant changes one place: a
comparison, `and`/`or`, a `not`, a sum, a whole number, a truth value, the sense of an `if`, a `continue`. Survivors are
printed with their line; some of them are no faults at all (a level that equals the row's, an order that does not
matter), so the score has a ceiling below 100 %.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import math
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "rules": ("check/rules", ["tests/check"]),
    "documents": ("documents", ["tests/documents/test_papers*.py", "tests/documents/test_topics.py"]),
    "seating": ("seating", ["tests/seating"]),
    "arrange": ("arrange", ["tests/arrange/test_planted.py", "tests/arrange/test_told.py"]),
    "workflow": ("workflow", ["tests/workflow"]),
    "visit": ("visit", ["tests/visit", "tests/together", "tests/check"]),
}
"""The folder of each package below `jiedai`, and the tests that have to do with all of it."""
UNCHANGED = -1
"""The node of a mutant that changes nothing: it has to survive, or the trial itself breaks the tests."""
PATIENCE = 20
"""Seconds of the processor beyond those of its tests after which a mutant counts as noticed: it may loop for ever."""
WAITING = 40
"""How many times its seconds of the processor a mutant may take by the clock: it may wait for ever."""
NOTICED, ABSENT = 1, 3
"""How the process of a mutant ends: a test failed; its function could not be found where it runs."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


Function = tuple[str, int]
"""A function of a module or a class: its file and the line where it begins, decorators included."""


@dataclass(frozen=True)
class Mutant:
    """One change of a function: the node with this number in the order of `ast.walk`, and which of its changes."""

    path: Path
    function: str
    begins: int
    node: int
    variant: int
    line: int
    what: str

    @property
    def place(self) -> Function:
        """The function it changes."""
        return str(self.path), self.begins


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
    """Every mutant of a file, outside annotations, decorators, defaults and what stands at the top of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AnnAssign, ast.arg, ast.arguments)):
            outside = [  # what was reckoned out when the function was made, and is no part of its code
                *getattr(node, "decorator_list", ()),
                *getattr(node, "defaults", ()),
                *getattr(node, "kw_defaults", ()),
                getattr(node, "returns", None),
                getattr(node, "annotation", None),
            ]
            left_out |= {id(inner) for outer in outside if outer is not None for inner in ast.walk(outer)}
    homes = {id(inner): (name, line) for name, line, node in functions(tree) for inner in ast.walk(node)}
    return [
        Mutant(path, *homes[id(node)], number, variant, getattr(node, "lineno", 0), what)
        for number, node in enumerate(ast.walk(tree))
        if id(node) in homes and id(node) not in left_out
        for variant, (what, _new) in enumerate(variants(node))
    ]


def functions(tree: ast.Module | ast.ClassDef, above: str = "") -> Iterator[tuple[str, int, ast.FunctionDef]]:
    """The functions of a module and its classes: the name, the line where it begins, and the node of each."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield above + node.name, min(one.lineno for one in (node, *node.decorator_list)), node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{above}{node.name}.")


class _Change(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._old:
            return ast.copy_location(self._new, node)
        return super().generic_visit(node)


def mutated(mutant: Mutant) -> ast.Module:
    """The tree of a module with the change of a mutant; as it is for the one without a change."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    if mutant.node == UNCHANGED:
        return tree
    old = next(node for number, node in enumerate(ast.walk(tree)) if number == mutant.node)
    new = list(variants(old))[mutant.variant][1]
    changed = _Change(old, new).visit(tree)
    ast.fix_missing_locations(changed)
    assert isinstance(changed, ast.Module)
    return changed


def put_in_place(mutant: Mutant) -> None:
    """Give the function that runs the code of the changed one. Raises LookupError where it cannot be found."""
    module = compile(mutated(mutant), str(mutant.path), "exec")
    code = next(one for one in _codes(module) if (one.co_qualname, one.co_firstlineno) == mutant_key(mutant))
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    holder: Any = importlib.import_module(name)
    for part in mutant.function.split("."):
        private = f"_{holder.__name__.lstrip('_')}{part}"
        holder = vars(holder)[private if private in vars(holder) else part]
    running(holder).__code__ = code


def mutant_key(mutant: Mutant) -> tuple[str, int]:
    """What tells the code of a mutant's function from others."""
    return mutant.function, mutant.begins


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A piece of code and all in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def running(holder: Any) -> FunctionType:
    """The function under what decorators have made of it. Raises LookupError where it is out of reach."""
    while not isinstance(holder, FunctionType) or hasattr(holder, "__wrapped__"):
        inner = [getattr(holder, name, None) for name in ("__wrapped__", "__func__", "fget", "func")]
        holder = next((one for one in inner if one is not None), None)
        if holder is None:
            raise LookupError
    return holder


def forget(*packages: str) -> None:
    """Empty what functions of these packages have remembered: a mutant is to be asked again."""
    for name, module in list(sys.modules.items()):
        if name.startswith(packages) and module is not None:
            for value in list(vars(module).values()):
                for one in (value, *vars(value).values()) if isinstance(value, type) else (value,):
                    if isinstance(one, _lru_cache_wrapper):
                        one.cache_clear()


def _spent() -> float:
    """Seconds of the processor spent so far, by this process and by those it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


class Trial:
    """Runs as pytest's loop over the collected tests: first all of them, then for each mutant those that matter."""

    def __init__(self, folder: Path, chosen: list[Mutant], jobs: int, seconds: float) -> None:
        self._folder, self._chosen, self._jobs, self._seconds = folder, chosen, jobs, seconds
        self._calls: dict[Function, dict[str, float]] = {}
        self._failed = False
        self.survivors: list[Mutant] = []
        self.absent: list[Mutant] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed, and name it where no mutant is to blame."""
        self._failed |= report.failed
        if report.failed:
            print(f"failed: {report.nodeid}", file=sys.stderr, flush=True)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant; True, as all is done."""
        items = {item.nodeid: item for item in session.items}
        self._calls = self._listened(items.values())
        running: dict[int, tuple[Mutant, float]] = {}
        waiting = [*self._unchanged(), *self._chosen]
        while waiting or running:
            while waiting and len(running) < self._jobs:
                mutant = waiting.pop()
                running[self._started(mutant, items)] = (mutant, time.monotonic())
            self._collect(running)
        return True

    def _unchanged(self) -> Iterator[Mutant]:
        """A mutant without a change for the function that most tests call."""
        most = max(self._chosen, key=lambda mutant: len(self._calls.get(mutant.place, ())))
        yield Mutant(most.path, most.function, most.begins, UNCHANGED, 0, most.begins, "nothing")

    def _listened(self, items: Iterable[pytest.Item]) -> dict[Function, dict[str, float]]:
        """Which test calls which function, and how long it takes.

        What the package and the tests have remembered is forgotten before each test: what one has asked the next would
        not ask again, though it may be the only one that looks at the answer. All tests run once in a process of their
        own, so that those of the mutants begin with nothing remembered and without threads, which they would not
        inherit.
        """
        with tempfile.TemporaryFile() as heard:
            process = os.fork()
            if not process:
                try:
                    pickle.dump(self._listen(items), heard)
                    heard.flush()
                    os._exit(NOTICED if self._failed else 0)
                except BaseException:
                    traceback.print_exc()
                    os._exit(NOTICED)
            if os.waitpid(process, 0)[1]:
                raise pytest.UsageError("the tests fail without any mutant")
            heard.seek(0)
            calls: dict[Function, dict[str, float]] = pickle.load(heard)
            return calls

    def _listen(self, items: Iterable[pytest.Item]) -> dict[Function, dict[str, float]]:
        called: set[CodeType] = set()
        calls: dict[Function, dict[str, float]] = {}

        def listener(frame: FrameType, event: str, _argument: Any) -> None:
            if event == "call":
                called.add(frame.f_code)

        package = ".".join(self._folder.relative_to(ROOT).parts)
        for item in items:
            called.clear()
            forget(package, "tests")
            begun = _spent()
            sys.setprofile(listener)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            sys.setprofile(None)
            took = _spent() - begun
            for code in called:
                if code.co_filename.startswith(str(self._folder)):
                    place = (code.co_filename, code.co_firstlineno)
                    calls.setdefault(place, {})[item.nodeid] = took
        return calls

    def _tests(self, mutant: Mutant) -> dict[str, float]:
        """The tests for a mutant with the seconds of each: its module's own first, then the quickest."""
        calls = self._calls.get(mutant.place, {})
        own = f"test_{mutant.path.stem}.py"
        chosen, left = {}, self._seconds
        for name in sorted(calls, key=lambda name: (own not in name, calls[name])):
            left -= calls[name]
            if left < 0 and own not in name:
                break
            chosen[name] = calls[name]
        return chosen

    def _started(self, mutant: Mutant, items: dict[str, pytest.Item]) -> int:
        """The process that tries a mutant."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            patience = math.ceil(time.process_time() + self._patience(mutant))
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
            try:
                put_in_place(mutant)
            except LookupError:
                os._exit(ABSENT)
            forget("jiedai", "tests")
            for name in self._tests(mutant):
                items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=None)
                if self._failed:
                    os._exit(NOTICED)
            os._exit(0)
        except BaseException:  # a mutant that does not even load is noticed
            os._exit(NOTICED)

    def _collect(self, running: dict[int, tuple[Mutant, float]]) -> None:
        """Take in the processes that have ended or run too long."""
        time.sleep(0.02)
        for process, (mutant, begun) in list(running.items()):
            ended, status = os.waitpid(process, os.WNOHANG)
            if not ended and time.monotonic() - begun > WAITING * self._patience(mutant):
                os.kill(process, signal.SIGKILL)
                ended, status = os.waitpid(process, 0)
            if ended:
                del running[process]
                self._judge(mutant, os.waitstatus_to_exitcode(status))

    def _patience(self, mutant: Mutant) -> float:
        """Seconds of the processor that a mutant may take."""
        return PATIENCE + 3 * sum(self._tests(mutant).values())

    def _judge(self, mutant: Mutant, status: int) -> None:
        if mutant.node == UNCHANGED:
            if status:
                raise pytest.UsageError(f"the tests fail with {mutant.path.name} as it is")
        elif status == ABSENT:
            self.absent.append(mutant)
        elif status == 0:
            self.survivors.append(mutant)
            print(f"survived: {described(mutant)}  ({len(self._tests(mutant))} tests)", flush=True)


def described(mutant: Mutant) -> str:
    """A mutant as it is printed."""
    line = mutant.path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    return f"{mutant.path.relative_to(ROOT).as_posix()}:{mutant.line}: {mutant.what}: {line}"


def tests_of(modules: Iterable[Path], always: Iterable[str]) -> list[str]:
    """The test files of some modules: those named, those that mirror them, and those beside these that import them."""
    found = {path for pattern in always for path in ROOT.glob(pattern)}
    for module in modules:
        below = module.relative_to(ROOT / "jiedai")
        mirror = ROOT / "tests" / below.with_name(f"test_{module.stem}.py")
        found |= {mirror} if mirror.is_file() else set()
        dotted = ".".join(("jiedai", *below.with_suffix("").parts))
        found |= {path for path in (ROOT / "tests" / below.parts[0]).rglob("test_*.py") if dotted in imports(path)}
    folders = {path for path in found if path.is_dir()}
    return sorted(str(path) for path in found if not folders & set(path.parents))


def imports(path: Path) -> set[str]:
    """The modules that a file imports, and what it takes from them, by dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def main() -> None:
    """Try a sample of mutants and print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", choices=PACKAGES, default="rules")
    parser.add_argument("--count", type=int, default=300, help="mutants to try, drawn from all modules alike")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", help="only this module of the package, all its mutants")
    parser.add_argument("--line", type=int, help="only the mutants of this line")
    parser.add_argument("--seconds", type=float, default=30, help="of tests for one mutant, its module's own apart")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    below, always = PACKAGES[given.package]
    folder = ROOT / "jiedai" / below
    every = [mutant for path in sorted(folder.rglob("*.py")) for mutant in mutants(path)]
    chosen = [mutant for mutant in every if given.line in (None, mutant.line)]
    if given.module:
        chosen = [mutant for mutant in chosen if mutant.path.stem in given.module]
    else:
        chosen = random.Random(given.seed).sample(chosen, min(given.count, len(chosen)))
    if not chosen:
        parser.error("there is no such mutant")
    trial = Trial(folder, chosen, given.jobs, given.seconds)
    os.chdir(ROOT)
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", "-o", "tmp_path_retention_policy=none"]
    options += ["--apart"]  # of the cases of a batch, only those that call the function need to run
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:  # pytest's own place is cleared by the next run of anybody
        tests = tests_of({mutant.path for mutant in chosen}, always)
        status = pytest.main([*options, "--basetemp", str(Path(temporary) / "tests"), *tests], plugins=[trial])
    if status not in (0, 5):
        sys.exit(f"the tests could not be run: {status}")
    tried = len(chosen) - len(trial.absent)
    killed = tried - len(trial.survivors)
    print(
        f"{killed} of {tried} mutants noticed ({100 * killed / max(tried, 1):.1f} %), of {len(every)} there are; "
        f"{time.monotonic() - begun:.0f} s" + (f"; {len(trial.absent)} out of reach" if trial.absent else "")
    )


if __name__ == "__main__":
    main()
