"""Which files belong to which visit: its plan, the copies of its versions, its records, the papers printed from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jiedai.documents.filing.names import OBSOLETE
from jiedai.documents.filing.shelf import REGISTER, Paper, is_ours, register
from jiedai.loading import visit_days, vocabulary
from jiedai.model.base import spellings_of
from jiedai.model.choice import PlanState
from jiedai.model.plan import Plan
from jiedai.source import Source, Unreadable, read_file
from jiedai.workflow.memory.looking import files_in
from jiedai.workspace import Workspace, plans_in, shown

_COPY = re.compile(r"v\d{1,6}\.yaml")


class Visit(NamedTuple):
    """A visit by the name of its plan's file: the plan, unless it is gone, and its folder of records, if it has one."""

    stem: str
    plan: Path | None
    records: Path | None

    @property
    def copies(self) -> list[Path]:
        """The copies of the versions that were issued."""
        return sorted(one for one in self.records.iterdir() if _COPY.fullmatch(one.name)) if self.records else []

    @property
    def files(self) -> list[Path]:
        """The plan and its copies."""
        return [*([self.plan] if self.plan else []), *self.copies]


class State(NamedTuple):
    """How far a visit is: its last day, unless nobody knows, whether it was closed, called off or put off."""

    last: dt.date | None
    closed: bool
    state: PlanState

    def over(self, day: dt.date) -> bool:
        """Whether nothing of its guests is needed any more on a day."""
        if self.closed or self.state is PlanState.CANCELLED:
            return True
        return self.state is not PlanState.POSTPONED and self.last is not None and self.last < day


def visits(workspace: Workspace) -> list[Visit]:
    """Every visit of a workspace, those whose plan is gone but whose records are there last."""
    plans = plans_in(workspace.plans_dir) if workspace.plans_dir.is_dir() else []
    folders = {path.name: path for path in _folders(workspace.records_dir)}
    found = [Visit(plan.stem, plan, folders.get(plan.stem)) for plan in plans]
    known = {visit.stem for visit in found}
    return [*found, *(Visit(name, None, path) for name, path in folders.items() if name not in known)]


def _folders(records: Path) -> list[Path]:
    if not records.is_dir():
        return []
    return sorted(one for one in records.iterdir() if one.is_dir() and one.name != "study")


def may_name(path: Path, name: str) -> bool:
    """Whether a name stands in a file, in one of the encodings that plans come in. OSError."""
    data = path.read_bytes()
    return any(name.encode(one, "ignore") in data for one in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def source_of(path: Path) -> Source | None:
    """The file of a plan or a copy; None where it cannot be read, as an office's program left it."""
    try:
        return read_file(path, shown(path), vocabulary=vocabulary())
    except Unreadable:
        return None


def state_of(source: Source) -> State:
    """How far the visit of a file is, as far as the file says so."""
    days = visit_days(source.data)
    last = dt.date(days.last.year, days.last.month, days.last.day) if days else None
    typed = _said(source, "state")
    known = PlanState.spellings().get(str(typed).strip()) if typed else None
    return State(last, bool(_said(source, "closed")), known or PlanState.NORMAL)


def _said(source: Source, field: str) -> object:
    english, zh = spellings_of(Plan)[field]
    return source.value((zh,)) or source.value((english,))


# --- papers -----------------------------------------------------------------------------------------------------------


class Shelved(NamedTuple):
    """A file in a folder of papers: the visit it is of, its row in the register, whether it is as it was printed."""

    path: Path
    stem: str
    folder: Path
    row: Paper | None
    ours: bool


def shelves(root: Path) -> list[Path]:
    """The folders of a workspace that papers of a visit were printed into."""
    return [path.parent for path in files_in(root) if path.name == REGISTER]


def papers(folder: Path) -> Iterator[Shelved]:
    """The files in such a folder. What lies in 作废 was printed before, and is nobody's work."""
    rows = {row.path: row for row in register(folder)}
    for path in files_in(folder):
        place = path.relative_to(folder)
        row = rows.get(place.as_posix())
        obsolete = place.parts[0] in OBSOLETE.values()
        yield Shelved(path, folder.name, folder, row, obsolete or (row is not None and is_ours(folder, row)))


def owner_of(workspace: Workspace, folders: list[Path]) -> Callable[[Path], str | None]:
    """Which visit a file belongs to; None for one that belongs to none."""
    plans = {plan: plan.stem for plan in (visit.plan for visit in visits(workspace)) if plan}
    records = workspace.records_dir

    def owner(path: Path) -> str | None:
        if path in plans:
            return plans[path]
        if records in path.parents and path.parent != records:
            return path.relative_to(records).parts[0]
        return next((folder.name for folder in folders if folder in path.parents), None)

    return owner
