"""What is told of a fault of jiedai itself: one line, and a log for those who mend it.

A log holds the words of the command and messages of exceptions, which may quote a plan: it is this user's alone.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import tempfile
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jiedai import __version__
from jiedai.language import _
from jiedai.source.packaged import cache_folder
from jiedai.source.save import remove_old

_DAYS = 30
"""Logs that are older are removed."""


def told(error: Exception, words: Iterable[str]) -> str:
    """The line that says that jiedai is at fault, not the plan, and where the log is, which this writes."""
    message = _("jiedai 自己出了错（{error}），不是方案的问题").format(error=type(error).__name__)
    log = logged(error, words)
    return _("{message}；记录在 {log}").format(message=message, log=log) if log else message


def log_folder() -> Path | None:
    """Where logs go: the user's cache; None for a user without a home."""
    with suppress(RuntimeError):
        return cache_folder()
    return None


def logged(error: Exception, words: Iterable[str]) -> Path | None:
    """Write down what happened; the file, or None where no folder takes one.

    Without a cache it goes to the folder for temporary files, under a name that nobody can have guessed.
    """
    lines = [
        f"jiedai {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"words: {list(words)!r}",
        *traceback.format_exception(error),
    ]
    name, folder = f"jiedai-{dt.datetime.now():%Y%m%d-%H%M%S}-", log_folder()
    for place in (folder, Path(tempfile.gettempdir())):
        if place is None:
            continue
        with suppress(OSError):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=name, suffix=".log", dir=place)  # 0600, and no link is followed
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write("\n".join(lines))
            if place == folder:
                remove_old(place.glob("jiedai-*.log"), _DAYS * 24 * 3600)
            return Path(path)
    return None
