"""Single commands as processes, and the check of many plans."""

from __future__ import annotations

import datetime as dt
import re
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from jiedai.source.private import OFF
from tests.bench.measuring import FRESH, JIEDAI, PLAN, ROOT, YARDSTICK, interleaved, row, seconds

FIRST_FIVE = "plan,tasks,checklist,programme,handbook"
FORMATS = "pdf,docx,html,xlsx,ics"


class Budget(NamedTuple):
    """The most a command may take: as a multiple of the yardstick, and in seconds on two free cores."""

    words: list[str]
    ratio: float | None = None
    limit: float | None = None


UNCHANGED_CHECK = "check, one plan, nothing has changed"
BUDGETS = {
    "--version": Budget(["--version"], 0.4),
    "--help": Budget(["--help"], 1.6),
    "check, one plan": Budget(["check", PLAN], 2.5),
    UNCHANGED_CHECK: Budget(["check", PLAN], 1.0),
    "render, one PDF": Budget(["render", PLAN, "-d", "programme", "-f", "pdf"], 4.0, 0.4),
    "render, five papers, PDF and DOCX": Budget(["render", PLAN, "-d", FIRST_FIVE], 20.0),
    "render, all documents, PDF and DOCX": Budget(["render", PLAN]),
    "render, all documents, five formats": Budget(["render", PLAN, "-f", FORMATS], limit=3.0),
}
UNCHANGED = "render, all documents, nothing has changed"
RULES_LIMIT = 15
"""Milliseconds that all rules together may take for one plan, in a warm process."""
PLANS_A_SECOND = 100
MOST_UNCHANGED = 25
"""How many times faster plans are checked that have not changed."""
MOST_GROWTH = 12
"""The most that ten times as many plans may take, as a multiple."""


def single_commands(rounds: int) -> None:
    """Print every command of the budget beside the yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            name: [
                *([] if name == UNCHANGED_CHECK else ["env", f"{OFF}=1"]),
                JIEDAI,
                *budget.words,
                *(["-o", FRESH] if budget.words[0] == "render" else []),
            ]
            for name, budget in BUDGETS.items()
        }
        taken = interleaved({**commands, UNCHANGED: [JIEDAI, "render", PLAN, "-o", folder]}, rounds)
    yardstick = taken[YARDSTICK]
    print(row(YARDSTICK, yardstick, yardstick))
    for name, budget in BUDGETS.items():
        print(row(name, taken[name], yardstick, ratio=budget.ratio, limit=budget.limit))
    print(row(UNCHANGED, taken[UNCHANGED], yardstick, ratio=5.0))


def warm(rounds: int) -> None:
    """Print, in a process that has checked a plan before, what reading a plan takes and what all rules take."""
    from jiedai.check.engine import check
    from jiedai.loading import load

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


def weeks_later(text: str, weeks: int) -> str:
    """A plan with every day so many weeks later: on the same weekday, in the way of no other, numbered by its year."""

    def later(found: re.Match[str]) -> str:
        return str(dt.date.fromisoformat(found[0]) + dt.timedelta(weeks=weeks))

    def numbered(found: re.Match[str]) -> str:
        return f"〔{dt.date.fromisoformat(later(first)).year}〕" if first else found[0]

    first = re.search(r"\b\d{4}-\d\d-\d\d\b", text)
    return re.sub(r"〔\d{4}〕", numbered, re.sub(r"\b\d{4}-\d\d-\d\d\b", later, text))


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
                plan = weeks_later(text.replace("临接〔2026〕32号", f"临接〔2026〕{number + 100}号"), number)
                (root / "plans" / f"{number:04d}.yaml").write_text(plan, encoding="utf-8")
            command = [JIEDAI, "check", "plans", "-f", "json", "--jobs", str(jobs)]
            took = seconds([*command, "--no-cache"], root)
            seconds(command, root)
            again = seconds(command, root)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        growth = f"  x {took / before:.1f} of the folder before (budget {MOST_GROWTH})" if before else ""
        over = "  OVER" if before and (count / took < PLANS_A_SECOND or took / before > MOST_GROWTH) else ""
        print(f"check, {count} plans, {jobs} jobs: {count / took:6.0f} plans a second, peak {peak:.0f} MB", end="")
        print(f"  (budget {PLANS_A_SECOND}){growth}{over}")
        print(f"check, {count} plans, nothing has changed: {count / again:6.0f} a second, x {took / again:.0f}", end="")
        print(f"  (budget x {MOST_UNCHANGED}){'  OVER' if took / again < MOST_UNCHANGED else ''}")
        before = took
