"""A scheduler and two workers, in processes of their own, as somebody who has an engine would start them.

    python -m tests.cluster FOLDER

starts them, with FOLDER for what they would write, prints the address, and ends them when standard input ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Cluster(NamedTuple):
    """An engine that runs: its address, the folders where its workers would write, and its first process."""

    address: str
    disk: Path
    cache: Path
    pid: int


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """An engine of two workers for as long as the block runs."""
    disk, cache = folder / "disk", folder / "cache"
    environ = {
        **os.environ,
        "XDG_CACHE_HOME": str(cache),
        "PYTHONPATH": os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(ROOT)))),
    }
    words = [sys.executable, "-m", "tests.cluster", str(disk)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, text=True) as started:
        assert started.stdout is not None
        assert started.stdin is not None
        try:
            yield Cluster(started.stdout.readline().strip(), disk, cache, started.pid)
        finally:
            started.stdin.close()
            started.wait(60)


def main() -> None:
    """Start the engine, with workers that keep in memory whatever they are sent."""
    import dask

    dask.config.set({"distributed.worker.memory.target": False, "distributed.worker.memory.spill": False})
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60, local_directory=sys.argv[1]
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
