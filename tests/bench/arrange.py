"""How quickly and how well `jiedai arrange` and seating charts do on problems whose best answer is known.

    python -m tests.bench.arrange [--rounds 3] [--seeds 3]

Run by hand: these are measurements, not tests. Times are processor time, as ratios to a yardstick of the same run, each
the median of the seeds; the gap is to the hidden best answer, the worst of the seeds. Every problem is solved
without OR-Tools, and with it where it is installed. A budget is seconds on a machine whose yardstick takes
`YARDSTICK_SECONDS`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from jiedai.arrange.proving import seat

from jiedai.arrange import dining_model, solver
from jiedai.arrange.beds import demands_of as room_demands
from jiedai.arrange.beds import enough
from jiedai.arrange.demands import clash_of
from jiedai.arrange.dinners import blocks_of, seatable, some_seating
from jiedai.arrange.dinners import demands_of as table_demands
from jiedai.arrange.proposal import Proof
from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.rooms import settle
from jiedai.model.choice import SeatingShape
from jiedai.seating.chart import chart_of
from tests.arrange import planted
from tests.arrange.samples import DAY, HEAD, HOSTS, case_of, guests, written_to
from tests.bench.measuring import YARDSTICK, interleaved

YARDSTICK_SECONDS = 0.08
"""What the yardstick took, in processor time, on the machine on which the budgets were set."""


class Result(NamedTuple):
    """What was found: its proof, the points of the best answer, and seconds of processor time."""

    proof: Proof
    best: int
    seconds: float


def rooms(problem: planted.Rooms) -> Result:
    """Rooms as `arrange rooms` settles them, the question whether there are enough included."""
    started = time.process_time()
    assert clash_of(room_demands(problem.stay), lambda keys: enough(problem.stay, keys)) is None
    _housed, proof = settle(problem.stay)
    return Result(proof, problem.points, time.process_time() - started)


def tables(problem: planted.Tables) -> Result:
    """Tables as `arrange tables` settles them."""
    dinner = problem.dinner
    started = time.process_time()
    demands = table_demands(dinner)
    keys = frozenset(demand.key for demand in demands)
    assert clash_of(demands, lambda some: seatable(dinner, some)) is None
    blocks, start = blocks_of(dinner, keys), some_seating(dinner, keys)
    assert blocks is not None
    _at, proof = seat(dinner, blocks, [start[index] for index in range(len(dinner.diners))])
    return Result(proof, problem.points, time.process_time() - started)


def rides(problem: planted.Rides) -> Result:
    """Rides from a plan that is read already; a car more than needed counts as much as a group that is parted."""
    with tempfile.TemporaryDirectory() as folder:
        case = case_of(problem.write(Path(folder)))
        started = time.process_time()
        proposal = arrange_rides(case)
        took = time.process_time() - started
    more = 60 * (sum(len(part.lines) for part in proposal.parts) - problem.cars)
    proof = proposal.proof
    return Result(Proof(proof.cost + more, proof.bound), problem.points, took)


Row = tuple[str, Callable[[int], Result], float]
ROWS: list[Row] = [
    *((f"rooms, {n} guests", lambda seed, n=n: rooms(planted.rooms(n, seed)), 1.0) for n in (10, 30, 60, 120)),
    *(
        (f"rooms, {n} guests, a change", lambda seed, n=n: rooms(planted.rooms_after_a_change(n, n // 10, seed)), 1.0)
        for n in (60, 120)
    ),
    *((f"tables, {n} people", lambda seed, n=n: tables(planted.tables(n, seed)), 2.0) for n in (40, 80, 150)),
    ("tables, 144 people, a seat free", lambda seed: tables(planted.tables(144, seed, 1)), 2.0),
    *(
        (f"rides, {n} guests x {legs}", lambda seed, n=n, legs=legs: rides(planted.rides(n, legs, seed)), 2.0)
        for n, legs in ((10, 6), (30, 10), (60, 12))
    ),
]
NEGLIGIBLE = 4
"""Points that are no fault: one table with one person more than the others."""
SLACK_WITH_SOLVER = 8.0
"""Seconds more that a proof by OR-Tools may take."""


def yardstick(rounds: int) -> float:
    """Processor seconds of the yardstick, the mean."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    interleaved({}, rounds)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / (rounds + 1)


def measure(seeds: int, unit: float, *, with_solver: bool) -> None:
    """Print every problem of the list."""
    print(
        f"\n{'with OR-Tools' if with_solver else 'without OR-Tools':34} {'ms':>8} {'x':>8} {'budget':>8}    gap  proven"
    )
    for name, solved, limit in ROWS:
        found = [solved(seed) for seed in range(1, seeds + 1)]
        took = statistics.median(one.seconds for one in found)
        budget = (limit + (SLACK_WITH_SOLVER if with_solver else 0)) / YARDSTICK_SECONDS
        gap = max(one.proof.cost - one.best for one in found)
        proven = sum(one.proof.proven for one in found)
        over = "  OVER" if took / unit > budget or gap > max(0.03 * max(one.best for one in found), NEGLIGIBLE) else ""
        print(f"{name:34} {took * 1000:8.0f} {took / unit:8.2f} {budget:8.1f} {gap:6}  {proven}/{seeds}{over}")


def seating(unit: float) -> None:
    """Print the time of the slowest size of each shape of seating chart."""
    print(f"\n{'seating charts, to 60 people':34} {'ms':>8} {'x':>8} {'budget':>8}")
    people = [f"客{number} 男 其他 省厅" for number in range(60)]
    with tempfile.TemporaryDirectory() as folder:
        for shape in SeatingShape:
            worst = 0.0
            for size in (2, 7, 20, 59, 60):
                entry = f"座次:\n  - {{编号: S1, 日程: A2, 形式: {shape.zh}}}\n"
                plan = case_of(written_to(Path(folder), HEAD, guests(*people[:size]), HOSTS, DAY, entry)).plan
                started = time.process_time()
                try:
                    chart_of(plan, plan.seating[0])
                except ValueError as error:
                    print(f"{shape.zh} {size}: {error}")
                worst = max(worst, time.process_time() - started)
            budget = 0.05 / YARDSTICK_SECONDS
            over = "  OVER" if worst / unit > budget else ""
            print(f"{shape.value:34} {worst * 1000:8.1f} {worst / unit:8.2f} {budget:8.2f}{over}")


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=3)
    given = parser.parse_args()
    unit = yardstick(given.rounds)
    print(f"{YARDSTICK:34} {unit * 1000:8.0f} ms of processor time")
    has_solver = solver.installed()
    solver.installed = dining_model.installed = lambda: False  # type: ignore[assignment]
    measure(given.seeds, unit, with_solver=False)
    if has_solver:
        solver.installed = dining_model.installed = lambda: True  # type: ignore[assignment]
        measure(given.seeds, unit, with_solver=True)
    seating(unit)


if __name__ == "__main__":
    main()
