"""A child process that compiles a Typst file of somebody's own, within bounds of time and memory.

Typst has no bounds of its own: a loop without an end, or a million pages, would take the machine of whoever prints.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from jiedai.formats.common import child

SECONDS = 60
"""Time for one paper; the longest of our own take one."""
MEMORY = 3 * 1024**3
"""Bytes of address space, in which the files of all fonts lie, too."""


class CompileError(Exception):
    """Typst's own words: the message, and where."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


def run(root: Path, main: bytes, system: bool, wanted: dict[str, str], moment: float) -> bytes:
    """The PDF of a main file that can read `root`; `system`: with all fonts of the machine.

    Raises CompileError, child.TooMuchError.
    """
    order = {
        "root": str(root),
        "main": b64encode(main).decode(),
        "system": system,
        "inputs": wanted,
        "moment": moment,
    }
    made = child.done(compiled, json.dumps(order).encode(), seconds=SECONDS, memory=MEMORY)
    if made.startswith(b"%PDF"):
        return made
    try:
        said: dict[str, Any] = json.loads(made)
    except ValueError:
        raise child.TooMuchError from None
    raise CompileError(said["message"], said["detail"])


def compiled(order: bytes) -> bytes:
    """In the child: the PDF, or what is wrong as JSON."""
    import datetime as dt

    import typst

    from jiedai.formats.fonts import library

    wanted = json.loads(order)
    try:
        found, _chosen = library(wanted["system"])
        compiler = typst.Compiler(root=wanted["root"], font_paths=found)
        data = compiler.compile(
            b64decode(wanted["main"]),
            format="pdf",
            sys_inputs=wanted["inputs"],
            timestamp=dt.datetime.fromtimestamp(wanted["moment"], dt.UTC),
        )
    except typst.TypstError as error:
        return json.dumps({"message": str(error.message), "detail": error.diagnostic or ""}).encode()
    assert isinstance(data, bytes)
    return data
