"""Very many inputs through one part of the project, and what became of them.

    python -m tests.fuzz.many reader --count 1000000 [--seed 1] [--first 0]

Run by hand; the parts are those of `targets`. Input number `n` of a seed is always the same, so what fails is repeated
with `--first n --count 1`. Each kind of defect is told once, with its number, and counted; the table at the end says
how many inputs there were and what became of them. The command ends with status 1 where there was a defect. Its input
then becomes a case of the tests, made smaller by hand or by `test_targets`.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import traceback
from collections import Counter
from random import Random

from tests.fuzz.targets import SLOWEST, TARGETS, Target

_EVERY = 60.0
"""Seconds between two lines that say how far it is."""
_SEEDS_APART = 10**9


class Tally:
    """What became of the inputs so far."""

    def __init__(self) -> None:
        self.tried = 0
        self.outcomes: Counter[str] = Counter()
        self.defects: Counter[str] = Counter()
        self.slowest = (0.0, 0)
        self.began = time.process_time()

    def add(self, target: Target, number: int, seed: int) -> None:
        """Try one input."""
        value = target.make(Random(seed * _SEEDS_APART + number))
        before = time.process_time()
        try:
            self.outcomes[target.run(value)] += 1
        except Exception as error:
            self._defect(_kind(error), number, "".join(traceback.format_exception(error)[-4:]), value)
        took = time.process_time() - before
        self.slowest = max(self.slowest, (took, number))
        if took > SLOWEST:
            self._defect("slow", number, f"{took:.1f} s", value)
        self.tried += 1

    def _defect(self, kind: str, number: int, told: str, value: object) -> None:
        self.defects[kind] += 1
        if self.defects[kind] == 1:
            print(f"--- {kind}: input {number}\n{told}\n{str(value)[:1500]!r}", flush=True)

    def told(self, name: str) -> str:
        """One line for those who wait, and the last line."""
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common())
        return (
            f"{name}: {self.tried} inputs ({outcomes}), {sum(self.defects.values())} defects of {len(self.defects)} "
            f"kinds, {time.process_time() - self.began:.0f} s of the processor, slowest {self.slowest[0]:.2f} s "
            f"(input {self.slowest[1]}), {memory} MiB"
        )


def _kind(error: Exception) -> str:
    """What a defect is, so that it is told once: the error, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/jiedai/" in frame.filename] or list(frames)
    detail = str(error)[:60] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {own[-1].filename.rpartition('/')[2]}:{own[-1].lineno} {detail}".strip()


def main() -> None:
    """Try them, and say what became of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    given = parser.parse_args()
    tally, told = Tally(), time.monotonic()
    for number in range(given.first, given.first + given.count):
        tally.add(TARGETS[given.target], number, given.seed)
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            print(tally.told(given.target), flush=True)
    print(tally.told(given.target))
    sys.exit(bool(tally.defects))


if __name__ == "__main__":
    main()
