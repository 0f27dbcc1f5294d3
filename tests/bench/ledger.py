"""Many visits side by side: plans a second of the commands of `jiedai ledger`, and how long 20,000 bookings take."""

from __future__ import annotations

import datetime as dt
import random
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measuring import JIEDAI, PLAN, ROOT, seconds

COMMANDS = {
    "faults (reading alone)": ["faults", "-f", "json"],
    "visits": ["visits", "-f", "json"],
    "week": ["week", "2026-10-20", "-f", "json"],
    "free, over two weeks": ["free", "vehicle:1", "--from", "2026-10-12", "--to", "2026-10-25", "-f", "json"],
    "bookings of a month": ["bookings", "--month", "2026-10", "-f", "json"],
    "conflicts of a month": ["conflicts", "--from", "2026-10-01", "--to", "2026-10-31", "-f", "json"],
}
PLANS_A_SECOND = 100
BOOKINGS, SWEEP_LIMIT = 20_000, 0.2
MOST_MEMORY = 1.5
"""The most that ten times as many plans may need, as a multiple."""


def measure(count: int, rounds: int) -> None:
    """Print plans a second for a folder of generated plans over a year, and what a sweep of many bookings takes."""
    yardstick = statistics.median(seconds([sys.executable, "-c", "import typer, pydantic"]) for _round in range(rounds))
    peaks = []
    for number in (count // 10, count):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            _plans(root, number)
            for name, words in COMMANDS.items():
                before = _processor()
                took = seconds([JIEDAI, "ledger", *words], root, fine=(0, 1))
                each = (_processor() - before) / number * 1000
                over = "  OVER" if number == count and number / took < PLANS_A_SECOND else ""
                print(
                    f"ledger {name}, {number} plans: {number / took:5.0f} a second, x {took / yardstick:.1f}, "
                    f"{each:.1f} ms of processor time each  (budget {PLANS_A_SECOND} a second){over}"
                )
        peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    over = "  OVER" if peaks[1] > MOST_MEMORY * peaks[0] else ""
    print(f"peak memory {peaks[0]:.0f} MB, then {peaks[1]:.0f} MB  (budget x {MOST_MEMORY}){over}")
    for name, work in (("clashes", _clashes()), ("free", _free())):
        taken = statistics.median(_timed(work) for _round in range(rounds))
        over = "  OVER" if taken > SWEEP_LIMIT else ""
        print(f"{name} of {BOOKINGS} bookings: {taken * 1000:.0f} ms  (budget {SWEEP_LIMIT * 1000:.0f} ms){over}")


def _processor() -> float:
    """Seconds of processor time that all commands so far have taken: what else the machine does is none of it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _timed(work: Callable[[], object]) -> float:
    """Processor time: other processes are none of it."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _plans(root: Path, count: int) -> None:
    """Plans on days all over a year, whose names do not tell them."""
    (root / "plans").mkdir()
    shutil.copy(ROOT / "plans" / "office.yaml", root / "plans")
    text = (ROOT / PLAN).read_text(encoding="utf-8")
    dice = random.Random(1)
    days = sorted(set(re.findall(r"2026-10-2[01]", text)))
    for number in range(count):
        first = dt.date(2026, 1, 5) + dt.timedelta(days=dice.randrange(340))
        plan = text.replace("临接〔2026〕32号", f"临接〔2026〕{number + 100}号")
        for later, day in enumerate(days):
            plan = re.sub(rf"{day}(?: 星期.)?", (first + dt.timedelta(days=later)).isoformat(), plan)
        (root / "plans" / f"{number:04d}.yaml").write_text(plan, encoding="utf-8")


def _spans() -> list[tuple[str, str, dt.datetime, dt.datetime]]:
    """Who, in which plan, from when to when: two hundred people over a year."""
    dice = random.Random(2)
    found = []
    for number in range(BOOKINGS):
        day = dt.datetime(2026, 1, 1) + dt.timedelta(days=dice.randrange(365), minutes=dice.randrange(480, 1080))
        length = dt.timedelta(minutes=dice.randrange(20, 120))
        found.append((f"人{dice.randrange(200)}", f"{number // 20}.yaml", day, day + length))
    return found


def _clashes() -> Callable[[], object]:
    from jiedai.check.clashes import clashes
    from jiedai.check.marks import Taken
    from jiedai.diagnostics import Diagnostic, Level, Span
    from jiedai.visit.bookings import Resource

    taken = [
        Taken(
            Resource.PERSON, name, start, end, f"甲{number % 7}", f"甲{number % 7}", {}, None, None, False, "", (),
            "A1", "来访", Diagnostic("KX03", Level.ERROR, "", file, Span(number % 20 + 1, 1, number % 20 + 1, 2)),
        )
        for number, (name, file, start, end) in enumerate(_spans())
    ]  # fmt: skip
    return lambda: clashes(taken)


def _free() -> Callable[[], object]:
    from jiedai.visit.bookings import Resource
    from jiedai.workflow.across.free import Asked, Taken, windows
    from jiedai.workflow.across.resources import Register
    from jiedai.workflow.across.taken import Use, Visit

    uses = []
    for name, file, start, end in _spans():
        visit = Visit(file, "来访", None, 1, start.date(), end.date(), "省厅", 3, None)
        uses.append(Use(Resource.PERSON, name, start, end, "A1", "座谈", "", (None, None), visit))
    register = Register(None, {(use.kind, use.name) for use in uses})
    hours = windows(dt.datetime(2026, 1, 1, 8), dt.datetime(2026, 12, 31, 18))
    asked = Asked(tuple(register.every(Resource.PERSON)[:5]), 60, hours)
    return lambda: Taken(register, uses).answer(asked, dt.datetime(2026, 1, 1))
