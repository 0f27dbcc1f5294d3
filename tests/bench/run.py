"""The speed and memory of the command, as ratios to `python -c "import typer, pydantic"` taken in the same run.

    python -m tests.bench.run [--rounds 7] [--plans 1000]

Run by hand: these are measurements, not tests. Each command is a process of its own; rounds are interleaved, so that a
busy moment of the machine touches the command and the yardstick alike; the ratio of the medians is printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JIEDAI = Path(sys.executable).with_name("jiedai")
PLAN = "plans/2026-10-20-省卫健委调研.yaml"
YARDSTICK = [sys.executable, "-c", "import typer, pydantic"]

# The budget: the most a command may take, as a multiple of the yardstick.
BUDGET: dict[str, tuple[list[str], float]] = {
    "--version": (["--version"], 0.4),
    "--help": (["--help"], 1.6),
    "check, one plan": (["check", PLAN], 2.5),
    "render, one PDF": (["render", PLAN, "-d", "programme", "-f", "pdf"], 4.0),
    "render, all documents, PDF and DOCX": (["render", PLAN], 20.0),
}

RULES_LIMIT = 15
"""Milliseconds that all rules together may take for one plan, in a warm process."""
PLANS_A_SECOND = 100
MOST_GROWTH = 12
"""The most that ten times as many plans may take, as a multiple."""


def seconds(command: list[str], cwd: Path) -> float:
    """Wall time of a command that must end with status 0."""
    started = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, cwd=cwd, check=True, env=environment, **quiet)
    return time.perf_counter() - started


def single_commands(rounds: int) -> None:
    """Print every command of the budget beside the yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        out = ["-o", folder]
        commands = {
            name: [str(JIEDAI), *words, *(out if words[0] == "render" else [])] for name, (words, _) in BUDGET.items()
        }
        times: dict[str, list[float]] = {name: [] for name in ("yardstick", *commands)}
        for command in commands.values():  # once unmeasured: bytecode is written, as an installation has it
            seconds(command, ROOT)
        for _ in range(rounds):
            times["yardstick"].append(seconds(YARDSTICK, ROOT))
            for name, command in commands.items():
                times[name].append(seconds(command, ROOT))
    yardstick = statistics.median(times["yardstick"])
    print(f"{'yardstick: import typer, pydantic':40} {yardstick * 1000:8.0f} ms")
    for name, (_, limit) in BUDGET.items():
        median = statistics.median(times[name])
        ratio = median / yardstick
        print(
            f"{name:40} {median * 1000:8.0f} ms  x {ratio:5.2f}  (budget {limit}){'' if ratio <= limit else '  OVER'}"
        )


def warm(rounds: int) -> None:
    """Print, in a process that has checked a plan before, what reading a plan takes and what all rules take."""
    from jiedai.check.engine import check
    from jiedai.workspace import load

    path = ROOT / PLAN
    reading, ruling = [], []
    for _ in range(10 * rounds):
        started = time.perf_counter()
        loaded = load(path)
        read = time.perf_counter()
        check(loaded)
        reading.append(read - started)
        ruling.append(time.perf_counter() - read)
    read, ruled = (statistics.median(times[rounds:]) * 1000 for times in (reading, ruling))
    over = "" if ruled < min(read, RULES_LIMIT) else "  OVER"
    print(f"warm, {len(loaded.source.lines)} lines: reading {read:.1f} ms, rules {ruled:.1f} ms", end="")
    print(f"  (budget: less than reading, and {RULES_LIMIT} ms){over}")


def many_plans(counts: tuple[int, ...], jobs: int) -> None:
    """Print plans a second and peak memory of checking folders of generated plans."""
    before = 0.0
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "plans").mkdir()
            shutil.copy(ROOT / "plans" / "office.yaml", root / "plans")
            text = (ROOT / PLAN).read_text(encoding="utf-8")
            for number in range(count):
                plan = text.replace("临接〔2026〕32号", f"临接〔2026〕{number + 100}号")
                (root / "plans" / f"{number:04d}.yaml").write_text(plan, encoding="utf-8")
            took = seconds([str(JIEDAI), "check", "plans", "-f", "json", "--jobs", str(jobs)], root)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        growth = f"  x {took / before:.1f} of the folder before (budget {MOST_GROWTH})" if before else ""
        over = "  OVER" if before and (count / took < PLANS_A_SECOND or took / before > MOST_GROWTH) else ""
        print(f"check, {count} plans, {jobs} jobs: {count / took:6.0f} plans a second, peak {peak:.0f} MB", end="")
        print(f"  (budget {PLANS_A_SECOND}){growth}{over}")
        before = took


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--plans", type=int, default=1000)
    given = parser.parse_args()
    warm(given.rounds)
    many_plans((given.plans // 10, given.plans), 2)
    single_commands(given.rounds)


if __name__ == "__main__":
    main()
