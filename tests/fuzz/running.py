"""Command lines run in this process, as a Chinese clerk would run them in a workspace."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from jiedai.cli import start

Made = list[list[str]]
"""Command lines."""


def quoted(text: str) -> str:
    """A text as YAML of one line that every reader takes for the same words."""
    return json.dumps(text)


@contextmanager
def at(folder: Path) -> Iterator[None]:
    """The working directory, and the environment of a Chinese clerk."""
    here, kept = Path.cwd(), dict(os.environ)
    os.environ |= {"LANG": "zh_CN.UTF-8", "NO_COLOR": "1", "JIEDAI_LANG": "zh"}
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ |= kept


def ran(words: list[str]) -> tuple[int, str, str]:
    """The status of a command, its output and its errors."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="") for _ in "oe")
    with redirect_stdout(out), redirect_stderr(err):
        status = start.run(words)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())
    return status, texts[0], texts[1]
