"""`jiedai ledger bundles`: the visits that were handed over as bundles, and how the plans here stand to them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.across import listed
from jiedai.cli.archived import with_index
from jiedai.cli.failure import FINE, WRONG, Failure
from jiedai.cli.handed import opened
from jiedai.language import N_, _
from jiedai.workflow.across.archive import Archive, state_of
from jiedai.workflow.handing.bundle import Handed, handed, is_bundle
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Bundles

_STATES = {"same": N_("一样"), "changed": N_("不一样"), "absent": N_("没有")}
"""How the plan of the same name that stands here is beside that of a bundle."""


class _Row(NamedTuple):
    """A bundle, what a list says of it, and how the plan here stands to it."""

    file: Path
    handed: Handed
    state: str


def run(options: Bundles) -> int:
    """List bundles by the first day of their visits; WRONG where one cannot be opened, or what is named is none."""
    root = Workspace.around(Path.cwd()).root
    places = [Path(path) for path in options.paths] or [root]
    rows, wrong = with_index(root, lambda kept: _rows(places, root, kept))
    rows.sort(key=lambda row: (row.handed.first, row.file))
    if options.format == "json":
        listed("bundles", map(_data, rows))
    else:
        head = (_("日期"), _("来访"), _("编号"), _("交接包"), _("这里的方案"))
        console.data(console.table(head, map(_cells, rows)) or _("没有交接包"))
    return WRONG if wrong else FINE


def _rows(places: Sequence[Path], root: Path, kept: Archive | None) -> tuple[list[_Row], bool]:
    """The rows of the bundles in some places, those that have not changed from the archive index; whether one is none
    or not whole, which is told.
    """
    files = list(_files(places))
    known = kept.handed([os.fspath(path) for path in files]) if kept is not None else {}
    rows, wrong = [], False
    for path in files:
        handed = known.get(os.fspath(path))
        try:
            handed = handed or _read(path, kept)
        except Failure as why:
            console.complain(why)
            wrong = True
            continue
        rows.append(_Row(path, handed, _state(handed, root)))
    return rows, wrong


def _files(places: Sequence[Path]) -> Iterator[Path]:
    """The files that are named, and the bundles in folders and those below, hidden ones left out."""
    for place in places:
        if not place.is_dir():
            yield place
            continue
        for folder, folders, names in os.walk(place):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            zipped = (Path(folder) / name for name in sorted(names) if name.lower().endswith(".zip"))
            yield from (path for path in zipped if is_bundle(path))


def _read(path: Path, kept: Archive | None) -> Handed:
    """What a list says of a bundle, checked, and kept in the index. Failure where it is none, or not whole."""
    if not path.is_file():
        raise Failure(_("找不到文件“{file}”").format(file=shown(path)))
    if not is_bundle(path):
        raise Failure(_("{file} 不是交接包").format(file=shown(path)), _("用 jiedai export bundle 打包"))
    state = state_of(os.fspath(path))
    try:
        found = handed(opened(path))
    except ValueError:
        raise Failure(_("{file} 没有写是哪几天的来访").format(file=shown(path))) from None
    if kept is not None and state is not None:
        kept.keep_handed(os.fspath(path), state, found)
    return found


def _state(found: Handed, root: Path) -> str:
    """How the plan of the same name that stands here is beside that of a bundle."""
    plan = root / found.plan
    if not plan.is_file():
        return "absent"
    return "same" if hashlib.sha256(plan.read_bytes()).hexdigest() == found.sha256 else "changed"


def _cells(row: _Row) -> tuple[str, ...]:
    found = row.handed
    days = f"{found.first} — {found.last:%m-%d}" if found.first != found.last else f"{found.first}"
    return (days, found.title, found.number or "", shown(row.file), _(_STATES[row.state]))


def _data(row: _Row) -> dict[str, Any]:
    found = row.handed
    return {
        "file": shown(row.file),
        "title": found.title,
        "number": found.number,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "plan": found.plan,
        "state": row.state,
        "files": found.files,
    }
