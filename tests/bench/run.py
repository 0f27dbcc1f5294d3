"""The speed and memory of the command, as ratios to `python -c "import typer, pydantic"` taken in the same run.

    python -m tests.bench.run [--rounds 7] [--plans 1000] [commands] [watch] [editing] [suite] [growth] [fuzz] [ledger]
        [archive]

Run by hand: these are measurements, not tests. Each command is a process of its own; rounds are interleaved, so that a
busy moment of the machine touches the command and the yardstick alike; the ratio of the medians is printed. Budgets in
milliseconds are for a machine with two free cores, on which the yardstick takes about 70 ms. What takes minutes has to
be named: the suite of tests, growth with the number of guests, and a round of the properties on random examples.
"""

from __future__ import annotations

import argparse

from tests.bench import archive, commands, editing, growth, ledger, suite, watching
from tests.fuzz import run as fuzzing

PARTS = ("commands", "watch", "editing", "suite", "growth", "fuzz", "ledger", "archive")
QUICK = PARTS[:2]


def main() -> None:
    """Measure everything once, or the parts that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; {' and '.join(QUICK)} by default"
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--visits", type=int, default=100_000, help="in the archive")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    parts = given.parts or QUICK
    if "commands" in parts:
        commands.warm(given.rounds)
        commands.many_plans((given.plans // 10, given.plans), 2)
        commands.single_commands(given.rounds)
    if "watch" in parts:
        watching.latency(given.rounds)
    if "editing" in parts:
        editing.latency(given.rounds)
    if "ledger" in parts:
        ledger.measure(given.plans, given.rounds)
    if "archive" in parts:
        archive.measure(given.visits)
    if "suite" in parts:
        suite.measure([])
    if "growth" in parts:
        growth.measure(growth.SIZES, growth.PARTS)
    if "fuzz" in parts:
        fuzzing.fuzz(0, 1, [])


if __name__ == "__main__":
    main()
