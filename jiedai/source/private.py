"""What is kept for this user alone and can be made again: whether it is wanted, whether nobody else may write it."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

OFF = "JIEDAI_NO_CACHE"
"""Set in the environment, nothing is kept and nothing that was kept is used."""


def is_private(folder: Path) -> bool:
    """Whether only this user may write in a folder; a system without owners keeps each user's cache from the others."""
    if os.name != "posix":
        return True
    with suppress(OSError):
        status = folder.lstat()
        return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077
    return False


@cache
def installation() -> str:
    """What tells this installation from another, and from itself after a change: files, libraries, Python."""
    package = Path(__file__).parents[1]
    digest = blake2b(digest_size=16)
    for place, _folders, files in os.walk(package):
        if not place.endswith("__pycache__"):
            for name in sorted(files):
                status = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118 - a thousand files, a Path costs more
                digest.update(f"{place}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    for libraries in sys.path:
        if libraries.endswith("-packages"):  # whose time is another when a library comes or goes
            digest.update(f"{libraries} {Path(libraries).stat().st_mtime_ns}\n".encode())
    return repr((sys.version, digest.hexdigest()))
