"""What one command keeps for the next: files in the user's folder for caches, each with a checksum.

Everything here can be made again. Without a folder to write to nothing is kept; a damaged file is as good as none.
"""

from __future__ import annotations

import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """Where jiedai keeps for this user what can be made again; it need not exist. RuntimeError without a home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jiedai"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "jiedai"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jiedai"


def recall(name: str) -> bytes | None:
    """What was kept under a name; None where nothing was, or it is damaged."""
    try:
        checksum, _newline, data = (cache_folder() / name).read_bytes().partition(b"\n")
    except (OSError, RuntimeError):
        return None
    return data if checksum == _checksum(data) else None


def keep(name: str, data: bytes) -> None:
    """Keep `data` under a name (of a file), where that is possible."""
    from jiedai.source.save import write_atomic

    with suppress(OSError, RuntimeError):  # a full disk, a folder of somebody else's: it is made again next time
        place = cache_folder() / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, _checksum(data) + b"\n" + data)


def _checksum(data: bytes) -> bytes:
    return f"{zlib.crc32(data):08x}".encode()
