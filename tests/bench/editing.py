"""How soon an editor is answered, and the page in the browser has seen a save; and what starting them takes."""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from jiedai.preview.server import Preview
from tests.bench.measuring import PLAN, ROOT, YARDSTICK, interleaved, row
from tests.lsp.client import Client

CHANGE, SAVE = 0.05, 0.3
"""Seconds from a key to its findings, and from a save to its page."""


def latency(rounds: int, plan: Path = ROOT / PLAN) -> None:
    """Print the median seconds of what happens while somebody writes in a plan with its office file."""
    yardstick = interleaved({}, rounds)[YARDSTICK]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(plan.parent, Path(folder) / "plans", ignore=shutil.ignore_patterns("real"))
        started = time.perf_counter()
        client = Client(Path(folder))
        client.start()
        print(row("lsp, until it answers", time.perf_counter() - started, yardstick))
        for name, times in _typed(client, plan.name, 4 * rounds).items():
            print(row(f"lsp, {name}", statistics.median(times), yardstick, limit=CHANGE))
        client.end()
        times = _reloaded(Path(folder) / "plans" / plan.name, 2 * rounds)
        print(row("preview, from a save to the new state", statistics.median(times), yardstick, limit=SAVE))


def _typed(client: Client, name: str, times: int) -> dict[str, list[float]]:
    """Seconds of each answer while letters are typed into the title of a plan."""
    uri = client.open(name)
    client.shown(uri)
    found: dict[str, list[float]] = {}
    here = {"line": 0, "character": 0}

    def timed(what: str, doing: Callable[[], object]) -> None:
        started = time.perf_counter()
        doing()
        found.setdefault(what, []).append(time.perf_counter() - started)

    for _number in range(times):
        one = {"range": {"start": here, "end": here}, "text": "# \n"}
        timed("a change to its findings", lambda one=one: client.shown(uri, client.change(uri, one)))  # type: ignore[misc]
        at = client.at(uri, 40, 4)
        timed("completion", lambda at=at: client.ask("textDocument/completion", **at))  # type: ignore[misc]
        timed("hover", lambda at=at: client.ask("textDocument/hover", **at))  # type: ignore[misc]
        timed("outline", lambda: client.ask("textDocument/documentSymbol", textDocument={"uri": uri}))
    return found


def _reloaded(plan: Path, times: int) -> list[float]:
    """Seconds from a save to the state that knows of it."""
    preview = Preview(plan)
    thread = threading.Thread(target=preview.serve, daemon=True)
    thread.start()
    port = int(preview.address.split(":")[2].partition("/")[0])
    cookie = {"Cookie": f"jiedai-{port}={preview.address.partition('token=')[2]}"}
    text, found, epoch = plan.read_text(encoding="utf-8"), [], 1
    for number in range(times):
        started = time.perf_counter()
        plan.write_text(f"# {number}\n{text}", encoding="utf-8")
        for target in (f"/changed?since={epoch}", "/state"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", target, headers=cookie)
            epoch = json.loads(connection.getresponse().read())["epoch"]
            connection.close()
        found.append(time.perf_counter() - started)
    preview.stop()
    thread.join()
    return found
