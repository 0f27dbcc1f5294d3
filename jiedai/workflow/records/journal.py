"""The journal of a plan: one JSON object a line, never edited, only appended to.

    {"v":1,"at":"2026-05-08T16:20:05+08:00","type":"ack","plan_version":2,"reader":"unit:县发改局","by":"沈浩","how":"电话"}

`v`, `at` and `type` come first, then the keys of the type in the order of `KEYS`. It names items, tasks, readers and
who reported something, never a guest.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.model.times import CHINA
from jiedai.source import files
from jiedai.source.save import locked
from jiedai.workspace import shown

VERSION = 1
MAX_BYTES = 5_000_000
"""What a journal may grow to; a line has some 150 bytes, so it is no limit to any visit."""
MAX_LINE = 2_000
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

KEYS: dict[str, tuple[str, ...]] = {
    "issue": ("plan_version", "sha256", "office_sha256", "by"),
    "notice": ("plan_version", "reader", "changes", "reply_by", "act"),
    "ack": ("plan_version", "reader", "by", "how"),
    "tick": ("id", "old", "new"),
    "delay": ("item", "minutes", "option", "sha256"),  # the digest of the plan with the new times
    "close": ("by",),
    "gate": ("gate", "passed", "blockers", "manifest"),
    "import": ("file", "sha256", "applied", "conflicts"),
    "answer": ("card", "rating", "state"),  # in the log of a person who learns
    "quiz": ("paper", "right", "asked", "areas"),  # in the same log
    "forget": ("count", "copies"),  # how many fields of guests went, and the digests of the copies that they left
    "purge": ("count", "versions"),  # how many copies of versions were no longer to be kept, and which
}
"""The keys of each type that this version writes, in their order. Other types are read, kept and passed over."""


class JournalError(Exception):
    """Records that cannot be used; `file` and `line` (0 for none) say where, `message` what, `hint` what to do."""

    def __init__(self, file: str, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint


class Entry(NamedTuple):
    """A line of a journal: when (a clock in China, without zone), what, and the keys of its type."""

    at: dt.datetime
    type: str
    fields: dict[str, Any]
    line: int = 0


class Journal(NamedTuple):
    """A journal as it was read: its entries, and the bytes of a last line that was cut off (0 for none).

    `size` is where the sound part ends; `open` says that its last line is whole but has no newline.
    """

    entries: tuple[Entry, ...] = ()
    torn: int = 0
    size: int = 0
    open: bool = False


def read(path: Path) -> Journal:
    """The journal at a path, an empty one where there is none.

    A last line without its newline that does not read was cut off when the power failed: it is left out.

    Raises:
        JournalError: a line in the middle does not read, a newer jiedai wrote it, or it is too large.
        OSError: it may not be read.
    """
    try:
        raw = files.data(path, MAX_BYTES + 1)
    except FileNotFoundError:
        return Journal()
    if len(raw) > MAX_BYTES:
        raise JournalError(shown(path), 0, _("“{file}”太大了").format(file=shown(path)), _("移走它，jiedai 会另开一份"))
    *lines, last = raw.split(b"\n")
    entries = [_entry(path, number, line) for number, line in enumerate(lines, 1) if _says(line, number)]
    whole = len(raw) - len(last)
    if not _says(last, len(lines) + 1):
        return Journal(tuple(entries), len(last), whole)
    try:
        final = _entry(path, len(lines) + 1, last)
    except JournalError:
        if _newer(last):
            raise
        return Journal(tuple(entries), len(last), whole)
    return Journal((*entries, final), 0, len(raw), open=True)


def _says(line: bytes, number: int) -> bool:
    """Whether there is anything in a line; an editor may have left an empty one, or its mark at the start."""
    return bool((line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip())


def _newer(line: bytes) -> bool:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and isinstance(data.get("v"), int) and data["v"] > VERSION


def _entry(path: Path, number: int, line: bytes) -> Entry:
    """The entry in a line. JournalError where it is none."""
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    name = shown(path)
    if _newer(line):
        message = _("“{file}”第 {line} 行是更新版本的 jiedai 写的").format(file=name, line=number)
        raise JournalError(name, number, message, _("升级 jiedai 再用"))
    try:
        data = json.loads(line)
        version, at, kind = data.pop("v"), dt.datetime.fromisoformat(data.pop("at")), data.pop("type")
        if type(version) is not int or not isinstance(kind, str):
            raise ValueError
        moment = (at.astimezone(CHINA) if at.tzinfo else at).replace(tzinfo=None)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        message = _("“{file}”第 {line} 行坏了，读不出来").format(file=name, line=number)
        raise JournalError(name, number, message, _("从备份恢复这个文件，或删去这一行")) from None
    return Entry(moment, kind, data, number)


def line(kind: str, at: dt.datetime, fields: dict[str, Any]) -> bytes:
    """The line of an entry; a time without zone is Chinese. ValueError for keys that are not those of the type."""
    known = KEYS.get(kind, tuple(fields))
    if unknown := fields.keys() - set(known):
        raise ValueError(f"{kind} has no {sorted(unknown)}")
    moment = (at if at.tzinfo else at.replace(tzinfo=CHINA)).astimezone(CHINA).replace(microsecond=0)
    data = {"v": VERSION, "at": moment.isoformat(), "type": kind} | {key: fields.get(key) for key in known}
    made = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
    if len(made) > MAX_LINE:
        raise ValueError("an entry is too long")
    return made


def make_private(folder: Path) -> None:
    """Make a folder of records, and the one around it, for nobody but this user. OSError where it cannot be made."""
    for one in (folder.parent, folder):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def append(path: Path, lines: Sequence[bytes]) -> Journal:
    """Add lines to a journal, all of them or none, and give what it held before; its folder is made if need be.

    What was cut off at its end is repaired.

    Raises:
        JournalError: as of `read`, or it has become too large; nothing is written.
        Busy: somebody else is writing it.
        OSError: it cannot be written; nothing is left behind.
    """
    make_private(path.parent)
    with locked(path):
        before = read(path)
        data = (b"\n" if before.open else b"") + b"".join(lines)
        if before.size + len(data) > MAX_BYTES:
            message = _("“{file}”太大了").format(file=shown(path))
            raise JournalError(shown(path), 0, message, _("移走它，jiedai 会另开一份"))
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
        try:
            if before.torn:
                os.ftruncate(handle, before.size)
            _write(handle, data, before.size)
        finally:
            os.close(handle)
    return before


def _write(handle: int, data: bytes, size: int) -> None:
    """Write at the end of a file of this size, at once; nothing stays of what the disk has no room for."""
    try:
        if os.write(handle, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
