"""Texts that somebody is in the middle of writing: every request is answered or refused, and nothing goes wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiedai.lsp.rpc import Refused
from jiedai.lsp.server import _REQUESTS, Server
from jiedai.model.base import DamagedValue
from tests.lsp.conftest import NAME, OFFICE, PLAN

_TYPED = ("：", "，", "[", "]", "{", "}", '"', "𠮷", "\n", "\t", "- ", "#", "&a ", "*a", "| ", "地点: ", ": ", "\u2028")
TIMES = 40


class Silent:
    """A connection to nobody, with what the server says of its own accord."""

    waiting = False

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def tell(self, method: str, params: Any) -> None:
        self.told.append((method, params))


def damaged(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Files of an office as they look while somebody writes in them."""
    for _number in range(TIMES):
        name, text = chance.choice([(NAME, PLAN), (NAME, PLAN), ("office.yaml", OFFICE)])
        for _slip in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            if chance.random() < 0.2:
                text = text[: at + 1]
            elif chance.random() < 0.5:
                text = text[:at] + text[at + chance.randint(1, 20) :] + "\n"
            else:
                text = text[:at] + chance.choice(_TYPED) + text[at:]
        yield name, text


def test_nothing_goes_wrong_while_somebody_writes(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / NAME).write_text(PLAN, encoding="utf-8")
    (plans / "office.yaml").write_text(OFFICE, encoding="utf-8")
    silent, chance = Silent(), random.Random(4)
    server = Server(silent)  # type: ignore[arg-type]
    server._state = "running"
    for version, (name, text) in enumerate(damaged(chance)):
        uri = (plans / name).as_uri()
        server._opened({"textDocument": {"uri": uri, "version": version, "text": text}})
        server._check(uri)
        lines = text.split("\n")
        for method, answer in _REQUESTS.items():
            line = chance.randrange(len(lines))
            end = {"line": len(lines), "character": 0}
            asked = {
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": chance.randint(0, len(lines[line]) + 1)},
                "newName": "新名",
                "range": {"start": {"line": 0, "character": 0}, "end": end},
            }
            if not method.startswith("workspace/"):
                try:
                    answer(server, asked)
                except (Refused, DamagedValue):
                    continue
    assert [params for method, params in silent.told if method == "window/logMessage"] == []
    assert {method for method, _params in silent.told} == {"textDocument/publishDiagnostics"}
