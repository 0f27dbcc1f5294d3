"""`lsp` and `preview` as commands: how they begin, what they refuse, how they end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys

import pytest


def test_the_language_server_is_nothing_for_a_terminal(run, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    result = run("lsp")
    assert (result.status, result.out) == (2, "")
    assert "编辑器" in result.err


@pytest.mark.parametrize("words", [["没有这一份.yaml"], ["-"], ["--port", "70000"], ["--port", "x"]])
def test_a_preview_of_nothing(run, office, words):
    result = run("preview", "--no-open", *words)
    assert (result.status, result.out) == (2, "")
    assert 1 <= len(result.err.splitlines()) <= 2


def test_a_port_that_is_taken(run, plan):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("preview", str(plan), "--no-open", "--port", str(port))
    assert (result.status, result.out) == (2, "")
    assert str(port) in result.err


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent by signal here")
def test_a_preview_lasts_until_ctrl_c(plan):
    command = [sys.executable, "-m", "jiedai", "preview", str(plan), "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:")
    host, _slash, target = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", f"/{target}")
    assert connection.getresponse().status == 303
    connection.close()
    process.send_signal(signal.SIGINT)
    _out, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Ctrl-C" in told
    assert "Traceback" not in told
