"""What all measurements share: processes timed in interleaved rounds, beside a yardstick of the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JIEDAI = Path(sys.executable).with_name("jiedai")
PLAN = "plans/2026-10-20-省卫健委调研.yaml"
"""Two days, seven guests, every part of a plan."""
YARDSTICK = "yardstick: import typer, pydantic"

FRESH = "<a folder of its own>"
"""Stands in a command for a folder that is empty each time: what is printed there already is not printed again."""

Command = Sequence[str | Path]


def seconds(command: Command, cwd: Path = ROOT, fine: tuple[int, ...] = (0,)) -> float:
    """Wall time of a command that must end with a status that is `fine`."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, check=False, env=environment(), **quiet)
    took = time.perf_counter() - started
    if done.returncode not in fine:
        done.check_returncode()
    return took


def environment() -> dict[str, str]:
    """This process's environment, but with bytecode written, as an installation has it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def interleaved(commands: Mapping[str, Command], rounds: int, cwd: Path = ROOT) -> dict[str, float]:
    """The median seconds of each command, and of the yardstick, run in the folder `cwd`.

    In each round every command runs once, so that a busy moment of the machine touches all of them alike; a round
    before the first is not counted.
    """
    every = {YARDSTICK: [sys.executable, "-c", "import typer, pydantic"], **commands}
    times: dict[str, list[float]] = {name: [] for name in every}
    for number in range(rounds + 1):
        for name, command in every.items():
            with tempfile.TemporaryDirectory() as fresh:
                took = seconds([fresh if word == FRESH else word for word in command], cwd)
            if number:
                times[name].append(took)
    return {name: statistics.median(taken) for name, taken in times.items()}


def row(name: str, took: float, yardstick: float, *, ratio: float | None = None, limit: float | None = None) -> str:
    """A line of the report: milliseconds and multiples of the yardstick, each with its budget where there is one.

    `limit` is in seconds, and meant for a machine with two free cores.
    """
    multiple = took / yardstick
    text = f"{name:44} {took * 1000:7.0f} ms  x {multiple:6.2f}"
    budgets = [f"x {ratio}"] if ratio is not None else []
    budgets += [f"{limit * 1000:.0f} ms"] if limit is not None else []
    over = (ratio is not None and multiple > ratio) or (limit is not None and took > limit)
    return text + (f"  (budget {', '.join(budgets)})" if budgets else "") + ("  OVER" if over else "")
