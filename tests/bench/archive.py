"""The register and the figures of a year over an archive of a hundred thousand visits, from its index.

    python -m tests.bench.run archive [--visits 100000]

The plans are links to a few files and the rows are made up: reading them all once would take half an hour. What is
measured is everything else: the listing of the folder, the look at every file, the question, and the answer.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import shutil
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from jiedai.model.choice import Kind, Rank
from jiedai.workflow.across import archive
from jiedai.workflow.across.archive import Row
from jiedai.workflow.across.register import Entry
from jiedai.workflow.after.stats import Batch
from jiedai.workflow.following.stages import Stage
from tests.bench.measuring import JIEDAI, ROOT, seconds

YEARS = 10
LIMIT = 1.0
"""Seconds that an answer may take."""
_LINKS = 20_000
"""Names that one file may have on most disks, and more."""
COMMANDS = {
    "stats of a year": ["stats", "--year", "2026", "-f", "json"],
    "stats of a year beside another": ["stats", "--year", "2026", "--against", "2025", "-f", "json"],
    "ledger visits of a month": ["ledger", "visits", "--month", "2026-05", "-f", "json"],
    "ledger visits of a year": ["ledger", "visits", "--from", "2026-01-01", "--to", "2026-12-31", "-f", "json"],
    "ledger visits, all of them": ["ledger", "visits", "-f", "json"],
}


def measure(visits: int) -> None:
    """Print what each question takes, and how large the index is."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cache = root / "cache"
        with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
            os.environ.pop("JIEDAI_NO_CACHE", None)
            _archive(root, visits)
            size = sum(path.stat().st_size for path in cache.rglob("*.sqlite"))
            print(f"archive index of {visits} visits: {size / 2**20:.0f} MiB")
            for name, words in COMMANDS.items():
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                took = seconds([JIEDAI, *words], root)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                over = "  OVER" if used > LIMIT else ""
                print(f"{name}: {took:.2f} s, {used:.2f} s of processor time  (budget {LIMIT:.0f} s){over}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def _archive(root: Path, visits: int) -> None:
    """A workspace with so many plans over ten years, a folder a year, and its index."""
    plans = root / "plans"
    plans.mkdir()
    shutil.copy(ROOT / "plans" / "office.yaml", plans)
    dice, names = random.Random(1), []
    first = dt.date(2026 - YEARS + 1, 1, 1)
    for number in range(visits):
        day = first + dt.timedelta(days=dice.randrange(365 * YEARS))
        path = plans / str(day.year) / f"{number:06d}.yaml"
        if number % _LINKS == 0:
            base = root / f"base{number}.yaml"
            base.write_text(f"标题: 来访\n# {number}\n", encoding="utf-8")
        path.parent.mkdir(exist_ok=True)
        path.hardlink_to(base)
        names.append((os.fspath(path), day))
    time.sleep(2.1)  # files that are this new are not trusted
    with archive.opened(root) as index:
        if index is None:
            raise SystemExit("no index can be kept here")
        index.unknown([])
        for path_, day in names:
            state = archive.state_of(path_)
            if state is not None:
                index.keep(path_, state, _row(dice, day))
        index.flush()


def _row(dice: random.Random, day: dt.date) -> Row:
    kind, rank = dice.choice(list(Kind)), dice.choice(list(Rank))
    guests, meals, cost = dice.randrange(2, 40), dice.randrange(3), Decimal(dice.randrange(20_000)) / 10
    number = dice.randrange(10_000)
    entry = Entry(
        "", f"省发展改革委赴云溪县调研{number}", f"云接〔{day.year}〕{number}号", day, day + dt.timedelta(days=1),
        "省发展改革委", f"浙发改办函〔{day.year}〕{number}号", "陈立", "副主任", rank, kind, guests,
        ("林峰", "沈浩", "周敏"), meals, cost, Stage.AFTER,
    )  # fmt: skip
    points = tuple(dice.randrange(6, 11) for _sheet in range(dice.randrange(4)))
    units = ("县发改局", "县接待办", "县公安局")
    return Row(
        entry, Batch(day, kind.value, rank.value, guests, units=units, hosted_meals=meals, cost=cost, points=points)
    )
