"""What has to go, gone. Plans and what is remembered say what to look for, so they come last: what was cut off can be
done again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from jiedai.documents.filing import contents
from jiedai.documents.filing.shelf import Shelf
from jiedai.language import _
from jiedai.source import locked, write_atomic
from jiedai.workflow.across import archive
from jiedai.workflow.memory.clearing import Traces
from jiedai.workflow.memory.forgetting import Cleared, Going
from jiedai.workflow.memory.holdings import Shelved, source_of
from jiedai.workflow.memory.store import Remembered, change, store_path
from jiedai.workflow.records import JournalError, Records
from jiedai.workflow.records.folder import digest
from jiedai.workspace import shown

_VERSION = re.compile(r"v(\d+)\.")


def carry_out(going: Going, at: dt.datetime) -> None:
    """Remove papers, old copies and what can be made again, the archive index too; clear copies, journals and plans;
    forget facts.

    Raises:
        JournalError: records cannot be used, or a file was changed meanwhile.
        Busy, OSError: a file cannot be written; what stands before it is gone, and the rest can be tried again.
    """
    for folder, of in groupby(going.papers, key=lambda one: one.folder):
        _discard(folder, list(of))
    for path in going.leftovers:
        path.unlink(missing_ok=True)
    archive.discard(going.workspace.root)
    for path in going.journals:
        _reword(path, going.traces[path.parent.name])
    for folder, gone in groupby(going.versions, key=lambda path: path.parent):
        _drop(folder, list(gone), at)
    plans = [one for one in going.files if one.path == one.visit.plan]
    copies = [one for one in going.files if one.path != one.visit.plan]
    for stem, cleared in groupby(copies, key=lambda one: one.visit.stem):
        _write_copies(list(cleared), sum(name == stem for name, *_field in going.fields), at)
    for one in plans:
        with locked(one.path):
            _write(one)
    forget(going)


def forget(going: Going) -> None:
    """Take the facts that go out of what is remembered. JournalError, Busy, OSError as `store.change`."""
    gone = {(one.name, one.unit, fact) for one, fact in going.facts}

    def work(known: list[Remembered]) -> list[Remembered]:
        left = [
            one._replace(facts=tuple(fact for fact in one.facts if (one.name, one.unit, fact) not in gone))
            for one in known
        ]
        return [one for one in left if one.facts]

    if gone:
        change(store_path(going.workspace), work)


def _discard(folder: Path, gone: list[Shelved]) -> None:
    """Remove papers, and write the register and the page over them anew."""
    with Shelf.opened(folder) as shelf:
        for one in gone:
            shelf.discard(one.path.relative_to(folder).as_posix())
        shelf.save()
        page = folder / contents.FILE
        if page.is_file():
            found = re.search(r"<title>(.*?)</title>", page.read_text(encoding="utf-8"), re.DOTALL)
            title = _unescaped(found[1]) if found else folder.name
            write_atomic(page, contents.page(title, shelf.papers))


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text).strip()


def _reword(path: Path, traces: Traces) -> None:
    """A journal with marks in the place of traces; its lines stay."""
    with locked(path):
        lines = path.read_text(encoding="utf-8").split("\n")
        write_atomic(path, "\n".join(traces.without(line) for line in lines).encode())


def _drop(folder: Path, gone: Iterable[Path], at: dt.datetime) -> None:
    """Remove copies of versions, and write down which."""
    numbers: dict[int, None] = {}
    for path in gone:
        path.unlink(missing_ok=True)
        if found := _VERSION.match(path.name):
            numbers[int(found[1])] = None
    Records(folder).append("purge", at, count=len(numbers), versions=list(numbers))


def _write_copies(copies: list[Cleared], count: int, at: dt.datetime) -> None:
    """Write the copies of a visit without what goes; the journal says what they are since, and names nobody."""
    folder = copies[0].path.parent
    told: dict[str, Any] = {one.path.name: digest(one.source.encoded(one.text)) for one in copies}
    Records(folder).append("forget", at, count=count, copies=told)
    for one in copies:
        _write(one)


def _write(one: Cleared) -> None:
    source = source_of(one.path)
    if source is None or source.raw != one.source.raw:
        message = _("{plan} 刚刚被改过，没有写入").format(plan=shown(one.path))
        raise JournalError(shown(one.path), 0, message, _("再运行一次"))
    write_atomic(one.path, one.source.encoded(one.text))
