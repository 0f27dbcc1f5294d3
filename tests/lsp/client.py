"""A small editor: it starts `jiedai lsp` as a process and speaks the protocol to it over its standard input and output.

It holds the server to the protocol: an answer to nothing, or a second one, fails the test that asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

Json = dict[str, Any]
PATIENCE = 60
"""Seconds after which a server that says nothing is taken for dead."""


class Client:
    """An editor with one server, and the documents that it has opened."""

    def __init__(self, folder: Path, *words: str, lang: str = "zh") -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jiedai", "lsp", "--lang", lang, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self._incoming: Queue[Json | None] = Queue()
        self._number = 0
        self._version = 0
        self._versions: dict[str, int] = {}
        self._shown: dict[str, deque[Json]] = {}
        self.messages: list[Json] = []
        """Notifications and requests of the server but for diagnostics."""
        Thread(target=self._read, daemon=True).start()

    # --- the wire -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        assert self.process.stdout
        while head := self.process.stdout.readline():
            length = int(head.split(b":")[1])
            assert self.process.stdout.readline() == b"\r\n"
            self._incoming.put(json.loads(self.process.stdout.read(length)))
        self._incoming.put(None)

    def raw(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, message: Json) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def begin(self, method: str, **params: Any) -> int:
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params})
        return self._number

    def answer(self, number: int | None) -> Json:
        """The whole answer to a request."""
        while True:
            message = self.received()
            if "id" in message and "method" not in message:
                assert message["id"] == number
                assert ("result" in message) != ("error" in message)
                return message

    def received(self) -> Json:
        """The next message; those of the server's own accord are put where tests look for them."""
        message = self._incoming.get(timeout=PATIENCE)
        assert message is not None, "the server is gone"
        if message.get("method") == "textDocument/publishDiagnostics":
            self._shown.setdefault(message["params"]["uri"], deque()).append(message["params"])
        elif "method" in message:
            self.messages.append(message)
            if "id" in message:
                self.send({"id": message["id"], "result": None})
        return message

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a request."""
        answered = self.answer(self.begin(method, **params))
        assert "error" not in answered, answered
        return answered["result"]

    def refusal(self, method: str, **params: Any) -> Json:
        """The error of a request that is refused."""
        error: Json = self.answer(self.begin(method, **params))["error"]
        return error

    # --- an editor ----------------------------------------------------------------------------------------------------

    def start(self, **more: Any) -> Json:
        made: Json = self.ask(
            "initialize", processId=None, rootUri=self.folder.as_uri(), capabilities={}, workspaceFolders=None, **more
        )
        self.tell("initialized")
        return made

    def uri(self, name: str) -> str:
        return (self.folder / "plans" / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file of `plans/`, with another text where one is given; its URI."""
        uri = self.uri(name)
        if text is None:
            text = (self.folder / "plans" / name).read_text(encoding="utf-8")
        self.opened(uri, text)
        return uri

    def opened(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "yaml", "version": self._next(uri), "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def _next(self, uri: str) -> int:
        """The next version of a document: none is used twice, so that no test sees what another was shown."""
        self._version += 1
        self._versions[uri] = self._version
        return self._version

    def change(self, uri: str, *changes: Json) -> int:
        versioned = {"uri": uri, "version": self._next(uri)}
        self.tell("textDocument/didChange", textDocument=versioned, contentChanges=list(changes))
        return self._versions[uri]

    def rewrite(self, uri: str, text: str) -> list[Json]:
        """Put another text in the place of the whole; what is shown for it."""
        return self.shown(uri, self.change(uri, {"text": text}))

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": uri})

    def shown(self, uri: str, version: int | None = -1) -> list[Json]:
        """What is shown for a version of a document, without it the newest; None where it is not open."""
        version = self._versions[uri] if version == -1 else version
        waited = time.monotonic()
        while time.monotonic() - waited < PATIENCE:
            queue = self._shown.get(uri, deque())
            while queue:
                one = queue.popleft()
                if one.get("version") == version:
                    found: list[Json] = one["diagnostics"]
                    return found
            self.received()
        raise AssertionError("nothing is shown")

    def at(self, uri: str, line: int, character: int) -> Json:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}

    def quiet(self) -> None:
        """Wait until everything that was sent is done."""
        self.refusal("jiedai/nothing")

    def end(self) -> int:
        """Shut the server down as an editor does; its exit status."""
        if self.process.poll() is None:
            self.ask("shutdown")
            self.tell("exit")
        return self.left()

    def left(self) -> int:
        """Its exit status once it is gone."""
        try:
            status = self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe:
                    pipe.close()
        return status


def marked(text: str) -> tuple[str, int, int]:
    """A text without the ▮ in it, and the line and the column in UTF-16 at which that stood."""
    before, after = text.split("▮")
    line = before.count("\n")
    column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return before + after, line, column


def edited(text: str, edits: list[Json]) -> str:
    """A text after edits, as an editor makes them."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: Json) -> int:
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        inside = len(line.encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le"))
        return min(starts[min(place["line"], len(lines))] + inside, len(text))

    for edit in sorted(edits, key=lambda one: offset(one["range"]["start"]), reverse=True):
        start, end = (offset(edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text
