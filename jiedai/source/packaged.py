"""The package's own YAML files, parsed once for all commands.

Thirty files of rules and words take 10 ms to parse, and every command needs them. What
they hold is kept as JSON in the user's folder for caches, a file for each folder, and used while names, sizes and
times of the YAML files are the same. Without a folder to write to, or with a damaged file in it, the YAML is read.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

_FORM = 1
"""Counts the changes of what is kept and how."""


def cache_folder() -> Path:
    """Where jiedai keeps for this user what can be made again; it need not exist. RuntimeError without a home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "jiedai"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "jiedai"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jiedai"


@lru_cache(maxsize=16)
def packaged(folder: Path) -> dict[str, Any]:
    """What each YAML file of a folder of the package holds, by name without `.yaml`, in the order of the names.

    It is what JSON can say: a day is a text such as `2013-12-08`, the key `on` is `true`.

    Raises:
        OSError: a file cannot be read.
        UnicodeDecodeError, yaml.YAMLError: it is no YAML.
    """
    files = sorted(folder.glob("*.yaml"))
    state = [_FORM, str(folder), [[path.name, (status := path.stat()).st_size, status.st_mtime_ns] for path in files]]
    place = _place(folder)
    kept = _kept(place, state) if place else None
    if kept is not None:
        return kept
    found: dict[str, Any] = json.loads(json.dumps({path.stem: _parsed(path) for path in files}, default=str))
    if place:
        _keep(place, state, found)
    return found


def _parsed(path: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), loader)


def _place(folder: Path) -> Path | None:
    """The file that keeps a folder: another one for each installation; None without a home."""
    try:
        return cache_folder() / f"{folder.name}-{zlib.crc32(os.fsencode(folder)):08x}.json"
    except RuntimeError:
        return None


def _kept(place: Path, state: list[Any]) -> dict[str, Any] | None:
    """What was kept of a folder in this state; None where nothing was, or the file is damaged."""
    try:
        checksum, _newline, text = place.read_bytes().partition(b"\n")
        if checksum != _checksum(text):
            return None
        was, found = json.loads(text)
    except (OSError, ValueError, TypeError):
        return None
    return found if was == state else None


def _keep(place: Path, state: list[Any], found: dict[str, Any]) -> None:
    from jiedai.source.save import write_atomic

    text = json.dumps([state, found], ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):  # a full disk, or a folder of somebody else's: the next command parses again
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, _checksum(text) + b"\n" + text)


def _checksum(text: bytes) -> bytes:
    return f"{zlib.crc32(text):08x}".encode()
