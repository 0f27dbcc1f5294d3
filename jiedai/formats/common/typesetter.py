"""A child process that compiles a Typst file of somebody's own, within bounds of time and memory.

Typst has no bounds of its own: a loop without an end, or a million pages, would take the machine of whoever prints.
`run` hands the work to a child, which bounds its own memory where the system can, and ends it when its
time is over.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

SECONDS = 60
"""Time for one paper; the longest of our own take one."""
MEMORY = 3 * 1024**3
"""Bytes of address space, in which the files of all fonts lie, too."""


class TooMuchError(Exception):
    """The work was not done within its bounds."""


class CompileError(Exception):
    """Typst's own words: the message, and where."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


def run(root: Path, main: bytes, system: bool, wanted: dict[str, str], moment: float) -> bytes:
    """The PDF of a main file that can read `root`; `system`: with all fonts of the machine.

    Raises CompileError, TooMuchError.
    """
    order = {
        "root": str(root),
        "main": b64encode(main).decode(),
        "system": system,
        "inputs": wanted,
        "moment": moment,
    }
    command = [sys.executable, "-c", f"from {__name__} import _child; _child()"]
    try:
        done = subprocess.run(
            command, input=json.dumps(order).encode(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TooMuchError from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF"):
        return done.stdout
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise TooMuchError from None
    raise CompileError(said["message"], said["detail"])


def _child() -> None:
    """Compile what the standard input says; the PDF, or what is wrong, to the standard output."""
    import datetime as dt
    from base64 import b64decode

    order = json.load(sys.stdin)
    _bounded()
    import typst

    from jiedai.formats.fonts import library

    try:
        found, _chosen = library(order["system"])
        compiler = typst.Compiler(root=order["root"], font_paths=found)
        data = compiler.compile(
            b64decode(order["main"]),
            format="pdf",
            sys_inputs=order["inputs"],
            timestamp=dt.datetime.fromtimestamp(order["moment"], dt.UTC),
        )
    except typst.TypstError as error:
        sys.stdout.write(json.dumps({"message": str(error.message), "detail": error.diagnostic or ""}))
        sys.exit(1)
    assert isinstance(data, bytes)
    sys.stdout.buffer.write(data)


def _bounded() -> None:
    """Bound the memory and the time of this process, where the system can; a time limit holds on any."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
