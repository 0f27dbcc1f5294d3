"""JSON-RPC as the protocol frames it: a head with the length, then a JSON text in UTF-8; a request gets one answer."""

from __future__ import annotations

import json
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, BinaryIO

Json = dict[str, Any]

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NOT_INITIALIZED = -32002
REQUEST_FAILED = -32803
CANCELLED = -32800

_MOST_BYTES = 64_000_000
"""A longer message is none that an editor sends."""


class Refused(Exception):
    """A request that is answered with an error; `message` is shown to whoever writes."""

    def __init__(self, message: str, code: int = REQUEST_FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class Connection:
    """Messages from and to one editor. They are read by a thread of their own, so that a request can be cancelled while
    another is answered.
    """

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        self._reader, self._writer = reader, writer
        self._queue: SimpleQueue[Json | None] = SimpleQueue()
        self._cancelled: set[object] = set()
        self._writing = Lock()
        self._number = 0
        Thread(target=self._read, name="jiedai-lsp-reader", daemon=True).start()

    @property
    def waiting(self) -> bool:
        """Whether a message has come that nobody has taken yet."""
        return not self._queue.empty()

    def next(self) -> Json | None:
        """The next message, waited for; None where the editor has gone."""
        return self._queue.get()

    def is_cancelled(self, number: object) -> bool:
        """Whether a request was called off before its turn; asked once."""
        if number in self._cancelled:
            self._cancelled.discard(number)
            return True
        return False

    def answer(self, number: object, result: object) -> None:
        """Answer a request."""
        self._write({"jsonrpc": "2.0", "id": number, "result": result})

    def refuse(self, number: object, code: int, message: str) -> None:
        """Answer a request with an error."""
        self._write({"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}})

    def tell(self, method: str, params: Json) -> None:
        """Send a notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Json) -> None:
        """Send a request whose answer does not matter."""
        self._number += 1
        self._write({"jsonrpc": "2.0", "id": f"jiedai-{self._number}", "method": method, "params": params})

    def _write(self, message: Json) -> None:
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        with self._writing:
            self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._writer.flush()

    # --- reading ------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        try:
            while (body := self._body()) is not None and not self._is_last(body):
                pass
        except (OSError, ValueError):  # the pipe is gone, or nobody can tell where the next message begins
            pass
        self._queue.put(None)

    def _body(self) -> bytes | None:
        """The text of the next message; None at the end. ValueError for a head without a length."""
        length = None
        while line := self._reader.readline(8192):
            name, _colon, value = line.partition(b":")
            if not line.strip():
                if length is None or not 0 <= length <= _MOST_BYTES:
                    raise ValueError("no Content-Length")
                body = self._reader.read(length)
                return body if len(body) == length else None
            if name.strip().lower() == b"content-length":
                length = int(value)
        return None

    def _is_last(self, body: bytes) -> bool:
        """Take a message; whether the editor will send none after it.

        Nobody may be reading when the process ends: Python then aborts.
        """
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            self.refuse(None, PARSE_ERROR, "not a JSON text")
            return False
        if not isinstance(message, dict):
            self.refuse(None, INVALID_REQUEST, "not a request")
            return False
        if message.get("method") == "$/cancelRequest":
            params = message.get("params")
            number = params.get("id") if isinstance(params, dict) else None
            if isinstance(number, (int, str)):
                self._cancelled.add(number)
            return False
        self._queue.put(message)
        return message.get("method") == "exit"
