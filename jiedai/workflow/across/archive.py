"""The archive index: what the register and the figures of a year say of each visit, so that no plan is read twice, and
what a list says of the bundles that visits were handed over in, so that none is unpacked twice.

An SQLite file for each workspace, beside the check results that are kept for this user alone. It is never the truth:
what a plan says now is told by its file, and the index is made again from the plans whenever it is not there. A row
rests on the bytes of its plan and of the files that say something of every plan beside it; a plan is looked into again
where its times, size or number on the disk are others, or so new that a change may hide in them.

It holds what `Entry`, `Batch` and `Handed` have fields for, and nothing else: no diet, no illness, no telephone.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.model.choice import Kind, PlanState, Rank
from jiedai.source.packaged import cache_folder
from jiedai.source.private import OFF, installation, is_private
from jiedai.visit.case import Case
from jiedai.workflow.across.register import Entry, entries
from jiedai.workflow.after.stats import Batch, batch
from jiedai.workflow.following.stages import Stage
from jiedai.workflow.handing.bundle import Handed
from jiedai.workspace import shown, standing_files

FOLDER = "archive"
FORM = 2
"""Counts the changes of what is kept and how."""
_OURS = 0x6A696564
"""Marks a database as an index of jiedai: `jied`."""
_SIZE = 16
"""Bytes of a digest."""
_SURE = 2_000_000_000
"""Nanoseconds after which a file cannot change without its times telling: some disks count whole two seconds."""
_PATIENCE = 0.5
"""Seconds that are waited for another command that writes; then the plans are read."""
_CHUNK = 256
"""Visits that are written at a time."""
_TABLES = (
    "create table visit (path text primary key, looks text not null, digest blob not null, beside blob not null,"
    " first text not null, last text not null, entry text not null, batch text not null, checksum integer not null)",
    "create index day on visit (first, last)",
    "create table seen (digest blob primary key) without rowid",
    "create trigger another after insert on visit begin delete from seen; end",
    "create trigger gone after delete on visit begin delete from seen; end",
    "create table bundle (path text primary key, looks text not null, digest blob not null, handed text not null,"
    " checksum integer not null)",
    "create table made_by (installation text not null)",
)


class Unusable(Exception):
    """An index that cannot be asked: `damaged`, to be made again, or else of a newer jiedai or another program, or in
    use.
    """

    def __init__(self, path: Path, *, damaged: bool = False, foreign: bool = False) -> None:
        super().__init__(os.fspath(path))
        self.path, self.damaged, self.foreign = path, damaged, foreign


class Row(NamedTuple):
    """A visit as the register and as the figures of a year have it."""

    entry: Entry
    batch: Batch


class State(NamedTuple):
    """A plan before it is read: what its file looks like, empty where it is too new to say, and what it holds."""

    looks: str
    digest: bytes


def rows_of(case: Case) -> list[Row]:
    """The row of a visit; its stage is that of a day when it is over, and `register.at` tells that of another."""
    return [Row(one, batch(case)) for one in entries(case, dt.datetime.max)]


def state_of(path: str) -> State | None:
    """The state of a plan or bundle, to be told before it is read; None where it has none."""
    with suppress(OSError, ValueError):
        return State(_looks(path, time.time_ns()), _digest(path))
    return None


def folder_of(path: str) -> str:
    """The folder of a plan; a hundred thousand of them are asked for."""
    end = path.rfind(os.sep)
    return path[: max(end, 0)] if end else os.sep


def path_of(root: Path) -> Path:
    """Where the index of a workspace is kept, which need not be there. RuntimeError without a home."""
    name = blake2b(os.fsencode(root.absolute()), digest_size=_SIZE).hexdigest()
    return cache_folder() / FOLDER / f"{name}.sqlite"


def discard(root: Path) -> None:
    """Throw away the index of a workspace. OSError where that cannot be done."""
    with suppress(RuntimeError):
        path = path_of(root)
        for one in (path, path.with_name(f"{path.name}-journal")):
            one.unlink(missing_ok=True)


class Archive:
    """The index of a workspace, open. What is asked of it raises Unusable where it cannot be told; what cannot be
    written is read from the plans again.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._folder = Path.cwd()
        self._beside: dict[str, bytes | None] = {}
        self._new: list[tuple[str, State, Row]] = []

    def unknown(self, plans: Sequence[str]) -> list[str]:
        """Those of some plans that have to be read, in their order, a plan that cannot be read among them.

        Rows of files that are gone, or say something else now, are dropped.
        """
        seen = self._seen(plans)
        if seen is not None and self._asked("select 1 from seen where digest = ?", (seen,)):
            return []
        now = time.time_ns()
        query = "select path, looks, digest, beside from visit"
        known = {path: rest for path, *rest in self._asked(query)}
        found, stale, moved = [], [], []
        for path in plans:
            row = known.pop(self._key(path), None)
            looks = self._as_it_looks(path, *row, now=now) if row is not None else None
            if row is None or looks is None:
                found.append(path)
                stale += [(self._key(path),)] if row is not None else []
            elif looks != row[0]:
                moved.append((looks, self._key(path)))
        stale += [(path,) for path in known if not os.path.exists(path)]  # noqa: PTH110 - a Path for each costs more
        self._write("delete from visit where path = ?", stale)
        self._write("update visit set looks = ? where path = ?", moved)
        if seen is not None and not found:
            self._write("insert or replace into seen values (?)", [(seen,)])
        return found

    def _seen(self, plans: Sequence[str]) -> bytes | None:
        """The digest of how all plans look, by which they are known to be the same without a look at any row; None
        where one may change without looking otherwise.
        """
        now, digest = time.time_ns(), blake2b(digest_size=_SIZE)
        with suppress(OSError, ValueError):
            for folder, group in groupby(plans, key=folder_of):
                beside = self._standing(folder)
                looks = [(path, _looks(path, now)) for path in group]
                if beside is None or not all(look for _path, look in looks):
                    return None
                digest.update(beside + repr((self._folder, looks)).encode())
            return digest.digest()
        return None

    def _as_it_looks(self, path: str, looks: str, digest: bytes, beside: bytes, *, now: int) -> str | None:
        """What the file of a row looks like; None where the row does not tell what the plan says now."""
        with suppress(OSError, ValueError):
            if beside == self._standing(folder_of(path)):
                return _unchanged(path, looks, digest, now)
        return None

    def keep(self, path: str, state: State, row: Row) -> None:
        """Keep what a plan says that was in a state before it was read, unless it has changed meanwhile."""
        self._new.append((path, state, row))
        if len(self._new) >= _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write what is to be kept, as far as that is possible."""
        now = {folder: _standing(folder) for folder in {folder_of(path) for path, *_rest in self._new}}
        values = [
            (self._key(path), *state, beside, *_columns(row))
            for path, state, row in self._new
            for folder in [folder_of(path)]
            if (beside := self._standing(folder)) and now[folder] == beside and _is_still(path, state)
        ]
        self._write("insert or replace into visit values (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._new = []

    def rows(self, plans: Iterable[str], first: dt.date | None = None, last: dt.date | None = None) -> dict[str, Row]:
        """What is kept of some plans with a day from a first to a last one, by plan."""
        days = ((last or dt.date.max).isoformat(), (first or dt.date.min).isoformat())
        query = "select path, entry, batch, checksum from visit where first <= ? and last >= ?"
        wanted, here, found = frozenset(plans), self._key(""), {}
        for key, entry, batch_, checksum in self._asked(query, days):
            path = key if key in wanted else key.removeprefix(here)
            if path in wanted:
                if checksum != _checksum(entry, batch_):
                    raise Unusable(self._path, damaged=True)
                found[path] = Row(_entry(path, entry), _batch(batch_))
        return found

    def handed(self, bundles: Sequence[str]) -> dict[str, Handed]:
        """What is kept of some bundles that are as they were when they were found whole; rows of others are dropped."""
        now = time.time_ns()
        known = {path: rest for path, *rest in self._asked("select path, looks, digest, handed, checksum from bundle")}
        found, stale, moved = dict[str, Handed](), [], []
        for path in bundles:
            key = self._key(path)
            row = known.pop(key, None)
            if row is None:
                continue
            looks, digest, text, checksum = row
            if checksum != _checksum(text, ""):
                raise Unusable(self._path, damaged=True)
            looks_now = None
            with suppress(OSError, ValueError):
                looks_now = _unchanged(path, looks, digest, now)
            if looks_now is None:
                stale.append((key,))
                continue
            found[path] = _handed(text)
            moved += [(looks_now, key)] if looks_now != looks else []
        stale += [(path,) for path in known if not os.path.exists(path)]  # noqa: PTH110 - as in `unknown`
        self._write("delete from bundle where path = ?", stale)
        self._write("update bundle set looks = ? where path = ?", moved)
        return found

    def keep_handed(self, path: str, state: State, bundle: Handed) -> None:
        """Keep what a list says of a bundle that was found whole, unless it has changed meanwhile."""
        if _is_still(path, state):
            text = json.dumps(bundle, ensure_ascii=False, separators=(",", ":"), default=str)
            row = (self._key(path), *state, text, _checksum(text, ""))
            self._write("insert or replace into bundle values (?, ?, ?, ?, ?)", [row])

    def _key(self, path: str) -> str:
        return os.path.join(self._folder, path)  # noqa: PTH118 - as above

    def _standing(self, folder: str) -> bytes | None:
        """The digest of the files that say something of every plan in a folder, as they were when first asked for."""
        if folder not in self._beside:
            self._beside[folder] = _standing(folder)
        return self._beside[folder]

    def _asked(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise Unusable(self._path, damaged=not _is_busy(error)) from None

    def _write(self, order: str, values: Sequence[tuple[object, ...]]) -> None:
        """Write, unless another command does, or the disk is full."""
        with suppress(sqlite3.Error), self._connection:
            self._connection.executemany(order, values)


@contextmanager
def opened(root: Path) -> Iterator[Archive | None]:
    """The index of a workspace, made where there is none; None where nothing is to be kept.

    Raises:
        Unusable: it is damaged, of a newer jiedai, no index, or in use.
    """
    path = _private_place(root)
    if path is None:
        yield None
        return
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE)
    except sqlite3.Error:
        raise Unusable(path) from None
    try:
        try:
            _prepare(connection, path)
        except sqlite3.Error as error:
            raise Unusable(path, damaged=not _is_busy(error)) from None
        yield Archive(connection, path)
    finally:
        connection.close()


def _private_place(root: Path) -> Path | None:
    """Where the index is, a file of this user alone; None where there cannot be one, or nothing is to be kept."""
    if OFF in os.environ:
        return None
    with suppress(OSError, RuntimeError):
        path = path_of(root)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_private(path.parent):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
            return path
    return None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a new index, or see that an old one is ours, of this form, and made by this installation."""
    connection.executescript("pragma secure_delete = on; pragma synchronous = off; pragma temp_store = memory;")
    (owner,), (form,) = (connection.execute(f"pragma {name}").fetchone() for name in ("application_id", "user_version"))
    empty = connection.execute("select count(*) from sqlite_master").fetchone() == (0,)
    if not empty and (owner != _OURS or form > FORM):
        raise Unusable(path, foreign=True)
    made_by = [] if empty or form < FORM else connection.execute("select installation from made_by").fetchall()
    if made_by == [(installation(),)]:
        return
    with connection:
        connection.execute("begin immediate")
        for (name,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            connection.execute(f'drop table "{name}"')
        for order in _TABLES:
            connection.execute(order)
        connection.execute("insert into made_by values (?)", (installation(),))
        connection.execute(f"pragma application_id = {_OURS}")
        connection.execute(f"pragma user_version = {FORM}")


def _is_busy(error: sqlite3.Error) -> bool:
    return "locked" in str(error) or "busy" in str(error)


# --- states of files --------------------------------------------------------------------------------------------------


def _looks(path: str, now: int) -> str:
    """Times, size and number of a file on its disk; empty for one that was changed just now."""
    status = os.stat(path)  # noqa: PTH116 - a Path for each of a hundred thousand costs more
    changed, moved = status.st_mtime_ns, status.st_ctime_ns
    return f"{changed} {moved} {status.st_size} {status.st_ino}" if max(changed, moved) < now - _SURE else ""


def _unchanged(path: str, looks: str, digest: bytes, now: int) -> str | None:
    """What a file looks like now; None where it says something else. OSError where it is gone."""
    looks_now = _looks(path, now)
    return looks_now if (looks_now and looks_now == looks) or _digest(path) == digest else None


def _digest(path: str) -> bytes:
    with open(path, "rb") as stream:  # noqa: PTH123
        return blake2b(stream.read(), digest_size=_SIZE).digest()


def _is_still(path: str, state: State) -> bool:
    with suppress(OSError, ValueError):
        return _digest(path) == state.digest
    return False


def _standing(folder: str) -> bytes | None:
    """The digest of the files that say something of every plan in a folder; None where one cannot be read."""
    digest = blake2b(digest_size=_SIZE)
    with suppress(OSError, ValueError):
        for file in standing_files(Path(folder).absolute()):
            data = file.read_bytes()
            digest.update(f"{file} {len(data)}\n".encode() + data)
        return digest.digest()
    return None


# --- rows as texts ----------------------------------------------------------------------------------------------------


def _columns(row: Row) -> tuple[str, str, str, str, int]:
    first, last = row.entry.first.isoformat(), row.entry.last.isoformat()
    entry, batch_ = _text(row.entry._replace(file="")), _text(row.batch)
    return first, last, entry, batch_, _checksum(entry, batch_)


def _text(values: Entry | Batch) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)


def _checksum(entry: str, batch_: str) -> int:
    return zlib.crc32(f"{entry}\n{batch_}".encode())


def _entry(path: str, text: str) -> Entry:
    _none, title, number, first, last, unit, letter, chief, post, rank, kind, guests, hosts, meals, cost, stage = (
        json.loads(text)
    )
    return Entry(
        shown(Path(path)) if os.path.isabs(path) else path.replace(os.sep, "/"),  # noqa: PTH117
        title, number, dt.date.fromisoformat(first), dt.date.fromisoformat(last), unit, letter, chief, post,
        Rank.read(rank) if rank else None, Kind.read(kind), guests, tuple(hosts), meals, _money(cost),
        Stage.read(stage),
    )  # fmt: skip


def _batch(text: str) -> Batch:
    first, kind, rank, persons, state, meals, cost, paid, nights, open_, sheets, points, faulty, units = json.loads(
        text
    )
    return Batch(
        dt.date.fromisoformat(first), kind, rank, persons, PlanState.read(state), meals, _money(cost), paid, nights,
        open_, sheets, tuple(points), faulty, tuple(units),
    )  # fmt: skip


def _handed(text: str) -> Handed:
    title, number, first, last, plan, sum_, files = json.loads(text)
    return Handed(title, number, dt.date.fromisoformat(first), dt.date.fromisoformat(last), plan, sum_, files)


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
