"""How long after a save `render --watch` has printed again, for saves in place and saves under a new name."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measuring import JIEDAI, PLAN, ROOT, YARDSTICK, environment, interleaved, row

LIMIT = 0.3
"""Seconds from a save to the last file written."""
WHAT = {
    "programme as PDF": (["-d", "programme", "-f", "pdf"], "抵达临溪北站", "到达临溪北站"),
    "all documents, PDF and DOCX": ([], "严格执行接待标准", "严格遵守接待标准"),
}
"""What is watched, and what is changed to and fro: of all documents one alone prints the second text."""


def in_place(path: Path, text: str) -> None:
    """Save as simple editors do: the file is emptied and written."""
    path.write_text(text, encoding="utf-8")


def by_rename(path: Path, text: str) -> None:
    """Save as careful editors do: a new file takes the old one's name."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def latency(rounds: int) -> None:
    """Print the median seconds from a save to the end of the printing, for each way to save."""
    yardstick = interleaved({}, rounds)[YARDSTICK]
    for what, (words, old, new) in WHAT.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            shutil.copytree(ROOT / "plans", root / "plans")
            plan = root / PLAN
            before = plan.read_text(encoding="utf-8")
            after = before.replace(old, new)
            with watched(root, words) as printed:
                for save in (in_place, by_rename):
                    times = []
                    for number in range(2 * rounds):
                        saved = time.perf_counter()
                        save(plan, before if number % 2 else after)
                        count = printed()
                        times.append(time.perf_counter() - saved)
                    name = f"watch, {what}, {save.__name__.replace('_', ' ')}"
                    print(row(name, statistics.median(times), yardstick, limit=LIMIT), f" {count} files")


@contextmanager
def watched(root: Path, words: list[str]) -> Iterator[Callable[[], int]]:
    """A watch on the plan in a folder: the call waits until it has printed again, and says how many files."""
    command = [JIEDAI, "render", PLAN, *words, "-o", "out", "--watch", "--lang", "zh"]
    process = subprocess.Popen(
        command, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")

    def printed() -> int:
        count = 0
        for line in lines:
            if line.startswith("重印了"):
                return count
            count += line.startswith("out/")
        sys.exit("the watch has ended")

    try:
        for line in lines:
            if line.startswith("看着"):
                break
        time.sleep(0.3)  # until the folders are watched
        yield printed
    finally:
        process.terminate()
        process.wait()
