"""Whether each rule is missed: with it switched off, some test of a defect has to fail.

    python -m tests.bench.ablation [--only SJ,YC02] [--jobs 2] [PATH ...]

Run by hand, on a system with `fork`; it takes some minutes. The tests (those of the rules, by default) run once, and
each rule notes in which of them it finds something. Then, rule by rule, a forked process does without it and runs those
tests, the quickest first, until one fails. Printed are the rules that nothing misses, and those that only the example
of their own manual does; the command ends with status 1 where one is missed by nothing that is not in `UNMISSED`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from jiedai.check import engine
from tests.bench.mutants import ROOT, forget

TESTS = ("tests/check/rules", "tests/check/test_manual.py", "tests/check/test_cases.py")
"""Where defects are planted."""
MANUAL = "test_manual.py"
UNMISSED: frozenset[str] = frozenset()
"""Rules that nothing misses yet: `tests/check/test_ablation.py` keeps them from becoming more."""
MISSED, BY_MANUAL, TROUBLE = 1, 2, 3
"""How the process of a rule ends where a test fails without it, where only its manual's does, where it broke down."""
CONTROL = ""
"""No rule: nothing is switched off, and nothing may fail."""


def nothing(_case: object, _figures: object) -> Iterable[Any]:
    """What a rule finds that is switched off."""
    return ()


def codes() -> list[str]:
    """Every rule that a function finds."""
    return sorted({*engine.rules(), *engine._across})


def switch_off(code: str) -> None:
    """Do without a rule in this process."""
    for registry in (engine.rules(), engine._rules, engine._across):
        if code in registry:
            registry[code] = nothing  # type: ignore[assignment]


class Ablation:
    """Runs as pytest's loop over the collected tests: first all of them, then for each rule those it speaks in."""

    def __init__(self, chosen: Sequence[str], jobs: int) -> None:
        self._chosen, self._jobs = chosen, jobs
        self._failed = False
        self._spoke: dict[str, dict[str, float]] = {}
        self.missed: dict[str, bool] = {}
        self.by_manual_alone: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed."""
        self._failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every rule; True, as all is done."""
        items = {item.nodeid: item for item in session.items}
        self._listen(items.values())
        if self._failed:
            raise pytest.UsageError("the tests fail with every rule")
        running: dict[int, str] = {}
        waiting = [code for code in codes() if not self._chosen or code.startswith(tuple(self._chosen))]
        self._spoke[CONTROL] = self._spoke.get(max(waiting, key=lambda code: len(self._spoke.get(code, ()))), {})
        waiting.append(CONTROL)
        while waiting or running:
            while waiting and len(running) < self._jobs:
                code = waiting.pop(0)
                running[self._started(code, items)] = code
            process, status = os.wait()
            code = running.pop(process)
            ended = os.waitstatus_to_exitcode(status)
            if ended not in (0, MISSED, BY_MANUAL) or (code == CONTROL and ended):
                raise pytest.UsageError(f"the trial of {code or 'no rule'} broke down")
            if code != CONTROL:
                self.missed[code] = ended != 0
                self.by_manual_alone |= {code} if ended == BY_MANUAL else set()
        return True

    def _listen(self, items: Iterable[pytest.Item]) -> None:
        """Run all tests and note where each rule finds something, with the seconds of the test."""
        heard: set[str] = set()
        registries: list[dict[str, Callable[..., Iterable[Any]]]] = [engine.rules(), engine._across]  # type: ignore[list-item]
        originals = [dict(registry) for registry in registries]
        for registry in registries:
            for code, function in registry.items():
                registry[code] = _listening(code, function, heard)
        for item in items:
            heard.clear()
            begun = time.monotonic()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            for code in heard:
                self._spoke.setdefault(code, {})[item.nodeid] = time.monotonic() - begun
        for registry, original in zip(registries, originals, strict=True):
            registry.update(original)

    def _started(self, code: str, items: dict[str, pytest.Item]) -> int:
        """The process that does without a rule."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            forget("jiedai", "tests")
            if code != CONTROL:
                switch_off(code)
            spoke = self._spoke.get(code, {})
            for name in sorted(spoke, key=lambda name: (MANUAL in name, spoke[name])):
                items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=None)
                if self._failed:
                    os._exit(BY_MANUAL if MANUAL in name else MISSED)
            os._exit(0)
        except BaseException:
            os._exit(TROUBLE)


def _listening(code: str, function: Callable[..., Iterable[Any]], heard: set[str]) -> Callable[..., Iterable[Any]]:
    def listened(*given: Any) -> Iterable[Any]:
        found = list(function(*given))
        if found:
            heard.add(code)
        return found

    return listened


def main() -> None:
    """Print which rules nothing misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="codes or their beginnings")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    given = parser.parse_args()
    os.chdir(ROOT)
    ablation = Ablation([word for word in given.only.split(",") if word], given.jobs)
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", "-o", "tmp_path_retention_policy=none"]
    with tempfile.TemporaryDirectory() as temporary:  # pytest's own place is cleared by the next run of anybody
        status = pytest.main(
            [*options, "--basetemp", str(Path(temporary) / "tests"), *(given.paths or TESTS)], plugins=[ablation]
        )
    if status not in (0, 5):
        sys.exit(f"the rules could not be tried: {status}")
    unmissed = sorted(code for code, missed in ablation.missed.items() if not missed)
    print(f"\n{len(ablation.missed) - len(unmissed)} of {len(ablation.missed)} rules are missed where they are off")
    print("missed by nothing:", " ".join(unmissed) or "none")
    print("missed by their manual's example alone:", " ".join(sorted(ablation.by_manual_alone)) or "none")
    sys.exit(bool(set(unmissed) - UNMISSED))


if __name__ == "__main__":
    main()
