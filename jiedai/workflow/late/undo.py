"""The last late change taken back: what a plan was before, kept beside its records until it is changed again.

What is kept is a file for each result, named by the digest of that result and written before the plan. A run that ends
in between leaves the old plan with its own way back, or the new one with its way back - never less.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.source.save import locked, write_atomic
from jiedai.workflow.records import Records
from jiedai.workflow.records.folder import digest
from jiedai.workflow.records.journal import PRIVATE_FILE, make_private
from jiedai.workspace import shown

FOLDER = "undo"
_DIGITS = 16
_VERSION = 1


class NothingToUndo(Exception):
    """Why nothing is taken back; `message` is one plain line, `hint` what there is."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Kept(NamedTuple):
    """What a plan was before a change, the digest of what it is since, and what the change was.

    `names` are the old and the new name of a replacement that can be turned round, empty for any other change.
    """

    path: Path
    after: str
    before: bytes
    names: tuple[str, ...] = ()


def _folder(plan: Path) -> Path:
    return Records.of(plan).folder / FOLDER


def keep(plan: Path, before: bytes, after: bytes, names: tuple[str, ...] = ()) -> None:
    """Keep what a plan is before it is written, for nobody but this user.

    Raises:
        OSError: it cannot be kept.
        JournalError: it is not clear which records are the plan's.
    """
    folder = _folder(plan)
    make_private(folder.parent)
    make_private(folder)
    sha = digest(after)
    path = folder / f"{sha[:_DIGITS]}.json"
    data = {"v": _VERSION, "after": sha, "names": list(names), "before": before.decode("utf-8")}
    write_atomic(path, json.dumps(data, ensure_ascii=False).encode("utf-8"))
    path.chmod(PRIVATE_FILE)


def settle(plan: Path) -> None:
    """Forget the ways back of a plan but the one from what it is now."""
    now = digest(plan.read_bytes())
    for one in _of(plan):
        if one.after != now:
            _forget(one)


def last(plan: Path, now: bytes) -> Kept | None:
    """The way back from what a plan is now; None where there is none."""
    sha = digest(now)
    found = _read(_folder(plan) / f"{sha[:_DIGITS]}.json")
    return found if found is not None and found.after == sha else None


def unfinished(plan: Path, now: bytes) -> bool:
    """Whether a change of a plan was about to be written and was not, so that the plan is what it was."""
    found = False
    for one in _of(plan):
        if one.before == now and one.after != digest(now):
            _forget(one)
            found = True
    return found


def take_back(plan: Path) -> tuple[bytes, bytes]:
    """Put back what a plan was before the last change; what it was until now, and is again.

    Raises:
        NothingToUndo: there was none, it was not written, or the plan was changed since.
        JournalError: it is not clear which records are the plan's.
        Busy, OSError: it cannot be written.
    """
    with locked(plan):
        now = plan.read_bytes()
        kept = last(plan, now)
        if kept is None:
            raise _why_not(plan, now)
        write_atomic(plan, kept.before)
        _forget(kept)
    return now, kept.before


def turned_round(plan: Path, now: bytes, names: tuple[str, str]) -> bytes | None:
    """What a plan was before the last change, where that put the first of two names for the second; else None."""
    kept = last(plan, now)
    return kept.before if kept is not None and kept.names == names else None


def _why_not(plan: Path, now: bytes) -> NothingToUndo:
    name = shown(plan)
    if unfinished(plan, now):
        return NothingToUndo(_("上一次改动没有写成，{plan} 还是原样").format(plan=name))
    if any(True for _one in _of(plan)):
        hint = _("撤销只能紧接着改动；要换回来，再用一次 jiedai replace，或手工改")
        return NothingToUndo(_("{plan} 在那次改动以后又改过，没有撤销").format(plan=name), hint)
    return NothingToUndo(_("{plan} 没有可以撤销的改动").format(plan=name))


def _of(plan: Path) -> list[Kept]:
    """Everything kept of a plan."""
    return [kept for path in sorted(_folder(plan).glob("*.json")) if (kept := _read(path)) is not None]


def _read(path: Path) -> Kept | None:
    """What a file keeps; None for one that is none of ours."""
    try:
        data: Any = json.loads(path.read_bytes())
        if data["v"] != _VERSION:
            return None
        return Kept(path, str(data["after"]), str(data["before"]).encode(), tuple(map(str, data["names"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget(kept: Kept) -> None:
    with suppress(OSError):
        kept.path.unlink()
