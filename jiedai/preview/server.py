"""The page on a port of this computer: the standard library's server, which is enough for one reader and six addresses.

Nothing but the loopback interface is ever listened on, and there is no option to change that.
"""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from jiedai.preview import guard
from jiedai.preview.app import Answer, App
from jiedai.preview.watching import Watching

HOST = "127.0.0.1"
_MOST_HEADERS = 100


class Preview:
    """The server of one plan. OSError where the port is taken."""

    def __init__(self, path: Path, port: int = 0) -> None:
        self._watching = Watching(path)
        self._server = _Server((HOST, port), _Handler)
        self._server.app = App(self._watching, self._server.server_port, guard.new_token())

    @property
    def address(self) -> str:
        """The address to open; it holds the token."""
        return self._server.app.address

    def serve(self) -> None:
        """Serve until `stop`, or Ctrl-C."""
        try:
            self._server.serve_forever(poll_interval=0.1)
        finally:
            self._watching.stop()
            self._server.server_close()

    def stop(self) -> None:
        """End `serve`, from another thread."""
        self._watching.stop()
        self._server.shutdown()


class _Server(ThreadingHTTPServer):
    app: App
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    server: _Server

    def handle_one_request(self) -> None:
        """One request, whatever its method: the guard says which there are."""
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or len(self.raw_requestline) > 65536:
                self.close_connection = True
                return
            if self.parse_request():
                self._respond()
        except (TimeoutError, ConnectionError):
            self.close_connection = True

    def _respond(self) -> None:
        names = [name.lower() for name in self.headers]
        if len(names) > _MOST_HEADERS or names.count("host") > 1 or names.count("origin") > 1:
            self._send(Answer(400, "text/plain", b"", {}))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            self.close_connection = True  # nobody reads what it brings
        try:
            answer = self.server.app.answer(self.command, self.path, headers)
        except Exception:  # a template of the office's own may do anything; the page goes on
            answer = Answer(500, "text/plain; charset=utf-8", b"jiedai could not make this", {})
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged: the first address holds the token."""
