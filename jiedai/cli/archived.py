"""What the register and the figures of a year say of visits: from the archive index, where a plan has not changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from jiedai.cli import console
from jiedai.cli.across import UNREAD, Days, Gathered, Outcome, Reading
from jiedai.cli.console import say
from jiedai.cli.engine import engine
from jiedai.cli.paths import STDIN, find
from jiedai.language import _
from jiedai.many import in_order
from jiedai.workflow.across import archive
from jiedai.workflow.across.archive import Archive, Row, State, Unusable
from jiedai.workflow.following.neighbours import is_far
from jiedai.workspace import Workspace

Made = TypeVar("Made")


class _Asked(NamedTuple):
    """What is asked of plans: a row of those with a day from a first to a last one, and with `days` of none that says
    by name and head that it is far from these.
    """

    reading: Reading
    first: dt.date | None
    last: dt.date | None
    days: Days | None
    jobs: int | None
    on: str | None

    def may_be(self, path: str) -> bool:
        """Whether a plan may be meant, by its name and head."""
        return self.days is None or path == STDIN or not is_far(Path(path), *self.days)

    def is_row(self, row: Row) -> bool:
        """Whether a visit is meant, by its days."""
        entry = row.entry
        return (self.first is None or entry.last >= self.first) and (self.last is None or entry.first <= self.last)


def visits(
    paths: Sequence[str],
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    days: Days | None = None,
    useless: str = UNREAD,
    no_cache: bool = False,
    jobs: int | None = None,
    on: str | None = None,
) -> Gathered:
    """The visits of plans with a day from a first to a last one, a Row each, in the order of the plans.

    With `days` plans that say by name and head that they are far from these are left out. Why another cannot be read
    is told, or what is `useless` about it, and it is missing. `jobs` processes read those that have changed, or the
    engine at the address `on` does.
    """
    asked = _Asked(Reading(archive.rows_of, useless=useless), first, last, days, jobs, on)
    found, by_root = Gathered(), dict[Path | None, list[str]]()
    for folder, group in groupby(find(paths), key=archive.folder_of):
        root = None if no_cache else Workspace.around(Path(folder)).root
        by_root.setdefault(root, []).extend(group)
    for root, plans in by_root.items():
        _gather(found, plans, asked, root)
    return found


def _gather(found: Gathered, plans: Sequence[str], asked: _Asked, root: Path | None) -> None:
    """Add the visits of plans of one workspace."""
    with_index(root, lambda kept: _add(found, plans, asked, kept))


def with_index(root: Path | None, work: Callable[[Archive | None], Made]) -> Made:
    """What is made with the index of a workspace; a damaged one is made again, and without one it is made from the
    files alone.
    """
    for again in (False, True):
        try:
            with archive.opened(root) if root else nullcontext() as kept:
                return work(kept)
        except Unusable as why:
            say(_why(why))
            if again or not why.damaged or root is None:
                break
            with suppress(OSError):
                archive.discard(root)
    return work(None)


def _why(index: Unusable) -> str:
    if index.damaged:
        return _("归档索引坏了，从方案重新建")
    if index.foreign:
        return _("归档索引 {file} 是更新版本的 jiedai 或别的程序的，没有用，直接读方案").format(file=index.path)
    return _("归档索引正被另一个命令占用，直接读方案")


def _add(found: Gathered, plans: Sequence[str], asked: _Asked, kept: Archive | None) -> None:
    """Add the visits of plans: those that an index has as they are now, and the others, read and put into it."""
    unread, rows = plans, dict[str, Row]()
    if kept is not None:
        unread = kept.unknown(plans)
        rows = kept.rows(plans, asked.first, asked.last)
        for path in unread:
            rows.pop(path, None)
    rows = {path: row for path, row in rows.items() if asked.may_be(path)}
    unread = [path for path in unread if asked.may_be(path)]
    results = console.counted(_read(asked, unread), len(unread), _("已读 {done}/{total}"))
    for path, (state, outcome) in zip(unread, results, strict=True):
        found.note(outcome)
        for row in outcome.rows:
            if kept is not None and state is not None:
                kept.keep(path, state, row)
            if asked.is_row(row):
                rows[path] = row
    if kept is not None:
        kept.flush()
    found.rows += [rows[path] for path in plans if path in rows]


def _read(asked: _Asked, plans: Sequence[str]) -> Iterator[tuple[State | None, Outcome]]:
    """What is read of plans, with the state that each was in before it was read, or sent to an engine.

    Failure where that cannot do it.
    """
    if asked.on is None or not plans:
        yield from in_order(_Noted(asked.reading), plans, asked.jobs)
        return
    with engine(asked.on) as executor:
        states = list(map(archive.state_of, plans))
        yield from zip(states, in_order(asked.reading, plans, asked.jobs, executor=executor), strict=True)


@dataclass(frozen=True, slots=True)
class _Noted:
    """Reads a plan, having noted the state it was in before."""

    reading: Reading

    def __call__(self, path: str) -> tuple[State | None, Outcome]:
        return archive.state_of(path), self.reading(path)
