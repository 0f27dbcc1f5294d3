"""What the whole test suite costs: its processor time as a multiple of the yardstick, and the files that cost most.

The time is that of all processes together, those that tests start included; it hardly depends on what else the
machine does, and the multiple hardly on the machine. `python -m tests.bench.run suite` runs everything as `pytest`
does; `python -m tests.bench.suite tests/model` some of it.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Generator

import pytest

from tests.bench.measuring import ROOT, YARDSTICK, environment

BUDGET = 3000
"""Yardsticks that the whole suite may take."""
COSTLIEST = 40
"""Files that are named."""
_TAKEN = "processor seconds"


def _used() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note the processor time of a test, its fixtures included, for the report of its last phase."""
    item.user_properties.append((_TAKEN, -_used()))
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, object, object]:
    """Complete what was noted at the beginning."""
    if call.when == "teardown":
        item.user_properties[:] = [
            (name, value + _used() if name == _TAKEN else value) for name, value in item.user_properties
        ]
    return (yield)


_files: Counter[str] = Counter()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add a test's time to that of its file, where all reports come together."""
    if report.when == "teardown":
        _files[report.nodeid.partition("::")[0]] += dict(report.user_properties).get(_TAKEN, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the files that cost most."""
    terminalreporter.section("processor seconds by file")
    for file, taken in _files.most_common(COSTLIEST):
        terminalreporter.write_line(f"{taken:8.1f}  {file}")


def processor_seconds(command: list[str]) -> tuple[float, int]:
    """The processor time of a command with all it starts, and its status."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    status = subprocess.run(command, cwd=ROOT, env=environment()).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, status


def measure(words: list[str]) -> None:
    """Run tests once, between two rounds of the yardstick, and print what they cost."""
    yardstick = [sys.executable, "-c", "import typer, pydantic"]
    before = [processor_seconds(yardstick)[0] for _round in range(6)][1:]
    taken, status = processor_seconds([sys.executable, "-m", "pytest", "-p", "tests.bench.suite", *words])
    unit = statistics.median([*before, *(processor_seconds(yardstick)[0] for _round in range(5))])
    whole = not any(re.match(r"tests\b", word) for word in words)
    over = "  OVER" if whole and taken / unit > BUDGET else ""
    failed = f"  (status {status})" if status else ""
    print(f"{YARDSTICK:44} {unit * 1000:7.0f} ms of processor time")
    budget = f"  (budget x {BUDGET})" if whole else ""
    print(f"tests {' '.join(words):38} {taken:7.1f} s   x {taken / unit:6.0f}{budget}{over}{failed}")


if __name__ == "__main__":
    measure(sys.argv[1:])
