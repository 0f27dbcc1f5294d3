"""Every property of the suite on random examples, round after round, for as long as is given.

    python -m tests.fuzz.run [--minutes 10] [--seed 1] [-k WORDS] [PATH ...]

Run by hand, and by `python -m tests.bench.run fuzz`. The test command tries the same examples every time; here each
round has a seed of its own, which is printed. A property that fails is printed with the example as hypothesis has made
it smaller, and the command ends with status 1. The example is then kept where the property stands: as an `@example`,
or as a case of its own where the example is drawn piece by piece. `--seed` repeats a round that was printed, and those
that followed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.bench.measuring import ROOT, environment

NOTHING_FAILED = (0, 5)
"""What pytest ends with where all tests passed, or none was chosen."""


def round_of(seed: int, words: Sequence[str]) -> int:
    """One round of all properties; the status of pytest."""
    options = ["-m", "hypothesis", "--hypothesis-profile=long", f"--hypothesis-seed={seed}", "-q", "--no-header"]
    return subprocess.run([sys.executable, "-m", "pytest", *options, *words], cwd=ROOT, env=environment()).returncode


def fuzz(minutes: float, first: int, words: Sequence[str]) -> bool:
    """Rounds until the time is over (at least one), or a property fails; whether none has."""
    ends = time.monotonic() + 60 * minutes
    seed = first
    while seed == first or time.monotonic() < ends:
        print(f"seed {seed}", flush=True)
        if round_of(seed, words) not in NOTHING_FAILED:
            print(f"again: python -m tests.fuzz.run --seed {seed} --minutes 0 {' '.join(words)}".rstrip())
            return False
        seed += 1
    return True


def main() -> None:
    """Look for examples until time is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, help="of the first round; a random one by default")
    parser.add_argument("-k", dest="words", help="only properties of which pytest's -k says so")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tests; all by default")
    given = parser.parse_args()
    words = [*(["-k", given.words] if given.words else []), *given.paths]
    sys.exit(not fuzz(given.minutes, random.randrange(10**9) if given.seed is None else given.seed, words))


if __name__ == "__main__":
    main()
