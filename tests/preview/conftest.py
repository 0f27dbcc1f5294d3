"""An office with one plan, and its page."""

from __future__ import annotations

import http.client
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiedai.preview.server import Preview

PLANS = Path(__file__).parents[2] / "plans"
NAME = "2026-10-20-省卫健委调研.yaml"


class Served:
    """A page that is served, and requests to it."""

    def __init__(self, plan: Path) -> None:
        self.plan = plan
        self.preview = Preview(plan)
        self.address = self.preview.address
        self.port = int(self.address.split(":")[2].partition("/")[0])
        self.token = self.address.partition("token=")[2]
        self.cookie = {"Cookie": f"jiedai-{self.port}={self.token}"}
        self._thread = threading.Thread(target=self.preview.serve, daemon=True)
        self._thread.start()

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by their small names, and content; underscores in `headers` stand for dashes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=named)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def read(self, target: str) -> tuple[int, dict[str, str], bytes]:
        """The answer to whoever has the cookie."""
        return self.ask(target, **self.cookie)

    def end(self) -> None:
        self.preview.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in an office of its own, in a path with blanks and Chinese."""
    folder = tmp_path / "接待 办"
    shutil.copytree(PLANS, folder / "plans", ignore=shutil.ignore_patterns("real"))
    return folder / "plans" / NAME


@pytest.fixture
def served(plan: Path) -> Iterator[Served]:
    made = Served(plan)
    yield made
    made.end()
