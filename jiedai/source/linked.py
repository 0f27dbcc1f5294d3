"""Files that have several names (hard links): all names are to show what is written.

A file that is replaced by another leaves its other names with what it held before. Such a file is written itself,
which may be cut off by a kill. So what it held and what it is to hold lie beside it meanwhile, in one hidden file: who
reads it then is given the new text, however far the writer had come, and who writes it next finishes it first.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE = 8
"""Bytes that say how long the text before is."""


def pending(path: Path) -> Path:
    """Where both texts of a file lie while it is written; a name that the sweep of old leftovers knows."""
    return path.with_name(f".{path.name[:40]}.{path.stat().st_ino:x}.tmp")


def written_through(path: Path, before: bytes, data: bytes, note: Path) -> None:
    """Make the file of all these names hold `data`; `note` holds both texts, and goes when it is done.

    Raises:
        OSError: the disk is full, ...; the file holds what it held before.
    """
    try:
        _put(path, data)
    except BaseException:
        _put(path, before)
        raise
    finally:
        with suppress(OSError):
            note.unlink()


def noted(before: bytes, data: bytes) -> bytes:
    """Both texts, as `meant` reads them."""
    return len(before).to_bytes(_SIZE, "big") + before + data


def meant(path: Path, found: bytes) -> bytes:
    """What a file of several names is meant to hold where `found` was read: the new text where a writer was cut off.

    A file that somebody has changed since by other means holds what they wrote.
    """
    try:
        both = pending(path).read_bytes()
    except OSError:
        return found
    size = int.from_bytes(both[:_SIZE], "big")
    before, new = both[_SIZE : _SIZE + size], both[_SIZE + size :]
    return new if _between(found, before, new) else found


def settle(path: Path) -> None:
    """Finish what a writer began that was cut off; to be done while nobody else writes the file."""
    found = path.read_bytes()
    new = meant(path, found)
    with suppress(OSError):
        if new != found:
            _put(path, new)
        pending(path).unlink()


def _between(found: bytes, before: bytes, new: bytes) -> bool:
    """Whether a text begins as the new one and goes on as the one before: what a writer leaves that was cut off."""
    alike = (at for at, (one, other) in enumerate(zip(found, new, strict=False)) if one != other)
    done = next(alike, min(len(found), len(new)))
    return found[done:] == before[done:]


def _put(path: Path, data: bytes) -> None:
    with path.open("r+b", buffering=0) as stream:
        rest = memoryview(data)
        while rest:
            rest = rest[stream.write(rest) :]
        stream.truncate()
        os.fsync(stream.fileno())
