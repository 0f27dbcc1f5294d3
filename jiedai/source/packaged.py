"""The package's own YAML files, parsed once for all commands, and what one command keeps for the next.

Thirty files of rules and words take 10 ms to parse, and every command needs them. What they hold is kept as JSON, a
file for each folder and each choice of what to leave out, and used while names, sizes and times of the YAML files are
the same. Everything kept can be made again, and carries a checksum: a damaged file is as good as none.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

_DAYS = 60
"""What was kept so long ago is thrown away: what is still used is made again, that of a removed installation is not."""
_DAY = 24 * 3600
"""Seconds."""


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
    """Keep `data` under a name (of a file), where that is possible.

    It is of the program or an office, never of a visit: who forgets a guest does not look into it (`is_kept`).
    """
    from jiedai.source.save import write_atomic

    with suppress(OSError, RuntimeError):  # a full disk, a folder of somebody else's: it is made again next time
        place = cache_folder() / name
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, _checksum(data) + b"\n" + data)
        sweep(place.parent, _DAYS)


def is_kept(path: Path) -> bool:
    """Whether a file is what `keep` has kept, and whole. RuntimeError without a home."""
    return path.parent == cache_folder() and recall(path.name) is not None


def sweep(folder: Path, days: int) -> None:
    """Once a day, throw away the files of a folder that were written more than `days` ago. OSError where it cannot."""
    mark, now = folder / ".swept", time.time()
    if mark.exists() and now - mark.stat().st_mtime < _DAY:
        return
    mark.touch(mode=0o600)
    from jiedai.source.save import remove_old

    remove_old(list(folder.iterdir()), days * _DAY)


def _checksum(data: bytes) -> bytes:
    return f"{zlib.crc32(data):08x}".encode()


_FORM = 1
"""Counts the changes of what is kept and how."""


@lru_cache(maxsize=16)
def packaged(folder: Path, without: str = "") -> dict[str, Any]:
    """What each YAML file of a folder of the package holds, by name without `.yaml`, in the order of the names.

    It is what JSON can say: a day is a text such as `2013-12-08`, the key `on` is `true`. `without` is a regular
    expression, with ^ at every line, for whole lines of the files that are not wanted: they are not even parsed.

    Raises:
        OSError: a file cannot be read.
        UnicodeDecodeError, yaml.YAMLError: it is no YAML.
    """
    files = sorted(folder.glob("*.yaml"))
    stats = [[path.name, (status := path.stat()).st_size, status.st_mtime_ns] for path in files]
    state = [_FORM, str(folder), without, stats]
    place = os.fsencode(folder) + without.encode()
    name = f"{folder.name}-{zlib.crc32(place):08x}.json"  # another one for each installation
    kept = _kept(name, state)
    if kept is not None:
        return kept
    found: dict[str, Any] = json.loads(json.dumps({path.stem: _parsed(path, without) for path in files}, default=str))
    keep(name, json.dumps([state, found], ensure_ascii=False, separators=(",", ":")).encode())
    return found


def _parsed(path: Path, without: str) -> Any:
    import yaml

    from jiedai.source.compose import LOADER  # only what was not kept is parsed

    text = path.read_text(encoding="utf-8")
    return yaml.load(re.sub(without, "", text, flags=re.MULTILINE) if without else text, LOADER)


def _kept(name: str, state: list[Any]) -> dict[str, Any] | None:
    """What was kept of a folder in this state; None where nothing was."""
    try:
        was, found = json.loads(recall(name) or b"null")
    except (ValueError, TypeError):
        return None
    return found if was == state else None
