"""`jiedai ledger bundles`: the visits that were handed over as bundles, and how the plans here stand to them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.across import listed
from jiedai.cli.failure import FINE, WRONG, Failure
from jiedai.cli.handed import opened
from jiedai.language import N_, _
from jiedai.workflow.handing.bundle import Bundle, is_bundle
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Bundles

_STATES = {"same": N_("一样"), "changed": N_("不一样"), "absent": N_("没有")}
"""How the plan of the same name that stands here is beside that of a bundle."""


class _Row(NamedTuple):
    """A bundle, and the days of its visit."""

    file: Path
    bundle: Bundle
    first: dt.date
    last: dt.date
    state: str


def run(options: Bundles) -> int:
    """List bundles by the first day of their visits; WRONG where one cannot be opened, or what is named is none."""
    root, rows, wrong = Workspace.around(Path.cwd()).root, list[_Row](), False
    for path in _files([Path(path) for path in options.paths] or [root]):
        try:
            rows.append(_row(path, root))
        except Failure as why:
            console.complain(why)
            wrong = True
    rows.sort(key=lambda row: (row.first, row.file))
    if options.format == "json":
        listed("bundles", map(_data, rows))
    else:
        head = (_("日期"), _("来访"), _("编号"), _("交接包"), _("这里的方案"))
        console.data(console.table(head, map(_cells, rows)) or _("没有交接包"))
    return WRONG if wrong else FINE


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


def _row(path: Path, root: Path) -> _Row:
    """A bundle, checked. Failure where it is none, or not whole."""
    if not path.is_file():
        raise Failure(_("找不到文件“{file}”").format(file=shown(path)))
    if not is_bundle(path):
        raise Failure(_("{file} 不是交接包").format(file=shown(path)), _("用 jiedai export bundle 打包"))
    bundle = opened(path)
    try:
        first, last = (dt.date.fromisoformat(str(bundle.head[name])) for name in ("first", "last"))
    except (KeyError, ValueError):
        raise Failure(_("{file} 没有写是哪几天的来访").format(file=shown(path))) from None
    plan = root / str(bundle.head["plan"])
    state = "absent"
    if plan.is_file():
        state = "same" if plan.read_bytes() == bundle.files[str(bundle.head["plan"])] else "changed"
    return _Row(path, bundle, first, last, state)


def _cells(row: _Row) -> tuple[str, ...]:
    days = f"{row.first} — {row.last:%m-%d}" if row.first != row.last else f"{row.first}"
    title, number = (str(row.bundle.head.get(name) or "") for name in ("title", "number"))
    return (days, title, number, shown(row.file), _(_STATES[row.state]))


def _data(row: _Row) -> dict[str, Any]:
    head = row.bundle.head
    number = head.get("number")
    return {
        "file": shown(row.file),
        "title": str(head.get("title") or ""),
        "number": str(number) if number else None,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "plan": str(head["plan"]),
        "state": row.state,
        "files": len(row.bundle.files),
    }
