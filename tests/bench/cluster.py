"""Many plans on an engine: what it costs to hand them over, and how much memory who sends them and who works need.

    python -m tests.bench.cluster [--plans 10000] [--trivial 100000]

`--plans` are checked in two processes of this machine, then on an engine of two workers on it; the first line of
`--trivial` small ones is read on the engine, which is nothing but handing over. Figures are processor time, of all
processes that take part: what else the machine does is none of it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from jiedai.many import in_order
from jiedai.many.engine import engine
from tests.bench.measuring import JIEDAI, PLAN, ROOT, environment
from tests.cluster import Cluster, running

FIRST, LAST = dt.date(2013, 1, 1), dt.date(2026, 12, 28)
_MIB = 1024 * 1024


class Cost(NamedTuple):
    """What work took: seconds of time and of processor time, peak memory in MiB of who asks and of who works most."""

    wall: float
    processor: float
    asking: float
    working: float = 0.0


def main() -> None:
    """Measure both, and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--trivial", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "engine") as cluster:
        for number in (given.plans // 10, given.plans):
            root = Path(folder) / str(number)
            archive(root, number)
            _print(number, "in two processes", _checked(root))
            _print(number, "on an engine", _checked(root, cluster))
            shutil.rmtree(root)
        for number in (given.trivial // 10, given.trivial):
            print(
                f"{number} small plans handed over: {_handed_over(Path(folder) / 'small', number, cluster):.2f} ms each"
            )


def _print(number: int, where: str, cost: Cost) -> None:
    print(
        f"check {number} plans {where}: {cost.wall:.0f} s, {cost.processor / number * 1000:.1f} ms of processor time "
        f"each, peak {cost.asking:.0f} MiB" + (f", worker {cost.working:.0f} MiB" if cost.working else ""),
        flush=True,
    )


def archive(root: Path, count: int) -> None:
    """Plans of an office over fourteen years, none of which has the number of another."""
    (root / "plans").mkdir(parents=True)
    shutil.copy(ROOT / "plans" / "office.yaml", root / "plans")
    shutil.copytree(ROOT / "plans" / "knowledge", root / "plans" / "knowledge")
    text = (ROOT / PLAN).read_text(encoding="utf-8")
    dice = random.Random(1)
    days = sorted(set(re.findall(r"2026-10-2[01]", text)))
    for number in range(count):
        first = FIRST + dt.timedelta(days=dice.randrange((LAST - FIRST).days))
        plan = text.replace("临接〔2026〕32号", f"临接〔{first.year}〕{number}号")
        for later, day in enumerate(days):
            plan = re.sub(rf"{day}(?: 星期.)?", (first + dt.timedelta(days=later)).isoformat(), plan)
        (root / "plans" / f"{first.isoformat()}-{number:06d}.yaml").write_text(plan, encoding="utf-8")


def _checked(root: Path, cluster: Cluster | None = None) -> Cost:
    """A check of the archive in `root`, in a process of its own."""
    words = [JIEDAI, "check", "-f", "json", "--no-cache", *(("--on", cluster.address) if cluster else ())]
    before, started = _processor(cluster), time.perf_counter()
    with subprocess.Popen(words, cwd=root, env=environment(), stdout=subprocess.DEVNULL) as asking:
        asking_process, peak, used = psutil.Process(asking.pid), 0.0, 0.0
        while asking.poll() is None:
            with _gone():
                peak = max(peak, asking_process.memory_info().rss / _MIB)
                used = max(used, sum(map(_used, (asking_process, *asking_process.children()))))
            time.sleep(0.1)
    working = max(map(_peak, _members(cluster))) if cluster else 0.0
    return Cost(time.perf_counter() - started, used + _processor(cluster) - before, peak, working)


@contextmanager
def _gone() -> Iterator[None]:
    """A process that has ended meanwhile is not asked."""
    try:
        yield
    except psutil.NoSuchProcess:
        return


def _members(cluster: Cluster) -> list[psutil.Process]:
    first = psutil.Process(cluster.pid)
    return [first, *first.children(recursive=True)]


def _processor(cluster: Cluster | None) -> float:
    """Seconds of processor time that an engine has taken."""
    return sum(map(_used, _members(cluster))) if cluster else 0.0


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _peak(process: psutil.Process) -> float:
    """The most memory a process has had, in MiB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s*(\d+)", status)[0]) / 1024


def first_line(path: str) -> str:
    """The work that is none."""
    from jiedai.source import files

    return files.text(Path(path)).split("\n", 1)[0]


def _handed_over(folder: Path, count: int, cluster: Cluster) -> float:
    """Milliseconds of processor time for each of small plans, of everybody who takes part in handing it over."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(min(count, 1000)):
        path = folder / f"{number}.yaml"
        path.write_text(f"标题: {number}\n" * 20, encoding="utf-8")
        paths.append(str(path))
    paths *= -(-count // len(paths))
    before, own = _processor(cluster), time.process_time()
    with engine(cluster.address) as executor:
        assert sum(1 for _line in in_order(first_line, paths[:count], executor=executor)) == count
    return (time.process_time() - own + _processor(cluster) - before) / count * 1000


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    main()
