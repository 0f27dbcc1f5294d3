"""What has to go, and where it stands: all that is kept of one guest, or what was kept for as long as it may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiedai.documents.filing import contents
from jiedai.documents.filing.shelf import REGISTER
from jiedai.language import _
from jiedai.loading import load_office
from jiedai.model.office import Retention
from jiedai.source import EditError, Source
from jiedai.source.packaged import cache_folder, is_kept
from jiedai.visit.book import book_in_force
from jiedai.visit.keeping import days_kept
from jiedai.workflow.late.undo import FOLDER as UNDO
from jiedai.workflow.memory.clearing import Held, Traces, cleared, held, mentions
from jiedai.workflow.memory.facts import Fact
from jiedai.workflow.memory.holdings import (
    Shelved,
    State,
    Visit,
    may_name,
    owner_of,
    papers,
    shelves,
    source_of,
    state_of,
    visits,
)
from jiedai.workflow.memory.looking import Look, files_in
from jiedai.workflow.memory.store import Remembered, store_path
from jiedai.workflow.records.folder import JOURNAL, OFFICE_SUFFIX
from jiedai.workspace import Workspace

Wanted = Callable[[str, str], bool]
_KEPT = "GR03"
"""The rule that says how long sensitive data are kept where the office does not."""


@dataclass(frozen=True)
class Cleared:
    """A plan or a copy of one: its file as it is, what goes of it, and its text without that."""

    path: Path
    visit: Visit
    source: Source
    going: tuple[Held, ...]
    text: str


@dataclass
class Going:
    """What has to go, and what stands in the way.

    `fields` are (visit, guest, field), each once, whether in a plan, its copies or both; `versions` copies that are no
    longer to be kept at all; `leftovers` files that can be made again, `journals` those with a word to be taken out.
    `kept` are plans that still need what they say, `waiting` those that were not closed; `remaining` are files that
    only their owner can change, with the reason.
    """

    workspace: Workspace
    names: frozenset[str] = frozenset()
    facts: list[tuple[Remembered, Fact]] = field(default_factory=list)
    fields: set[tuple[str, str, str]] = field(default_factory=set)
    traces: dict[str, Traces] = field(default_factory=dict)
    files: list[Cleared] = field(default_factory=list)
    versions: list[Path] = field(default_factory=list)
    papers: list[Shelved] = field(default_factory=list)
    leftovers: list[Path] = field(default_factory=list)
    journals: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)
    remaining: dict[Path, str] = field(default_factory=dict)
    looked_at: int = 0

    @property
    def elsewhere(self) -> bool:
        """Whether anything goes besides what is remembered."""
        return bool(self.files or self.versions or self.papers or self.leftovers or self.journals)

    @property
    def every_trace(self) -> Traces:
        """The traces of all visits."""
        return Traces.of(()).joined(self.traces.values())


def of_guest(workspace: Workspace, known: Iterable[Remembered], name: str, unit: str | None, day: dt.date) -> Going:
    """What is kept of one guest; a visit that is not over on a day keeps what it needs. OSError."""
    going = Going(workspace, frozenset({name}))
    going.facts = [(one, fact) for one in known if one.name == name and unit in (None, one.unit) for fact in one.facts]

    def wanted(called: str, of: str) -> bool:
        return called == name and unit in (None, of)

    found: list[tuple[Visit, Path, Source, list[Held]]] = []
    for visit in visits(workspace):
        sources = _sources(visit, name)
        if not any(mentions(source, wanted) for source in sources.values()):
            continue
        if _state(visit, sources).over(day):
            found += [(visit, path, source, held(source, wanted)) for path, source in sources.items()]
        else:
            going.kept.append(visit.files[0])
    own = Traces.of(one for *_file, fields in found for one in fields)
    traces = own.joined([_of_facts(going.facts)])
    going.traces = {visit.stem: traces for visit, *_file in found} or {"": traces}
    for visit, path, source, fields in found:
        _clear(going, visit, path, source, fields)
    _look_around(going)
    return going


def expired(workspace: Workspace, known: Iterable[Remembered], day: dt.date) -> Going:
    """What was kept on a day for longer than it may be: facts past their end, what closed visits say of their guests,
    copies of issued versions. OSError.
    """
    going = Going(workspace)
    going.facts = [(one, fact) for one in known for fact in one.facts if fact.expired(day)]
    for visit in visits(workspace):
        sources = _sources(visit)
        state = _state(visit, sources)
        if state.last is None or state.last >= day:
            continue
        age, retention = (day - state.last).days, _retention(workspace, visit, state.last)
        closed = state.closed or visit.plan is None
        old = closed and retention.records is not None and age > retention.records
        if old:
            going.versions += [
                *visit.copies,
                *sorted(visit.records.glob(f"v*{OFFICE_SUFFIX}") if visit.records else ()),
            ]
        if age <= (retention.sensitive or 0):
            continue
        fields = {
            path: held(source, _everybody) for path, source in sources.items() if not (old and path != visit.plan)
        }
        if any(fields.values()) and not closed:
            going.waiting.append(visit.files[0])
        elif any(fields.values()):
            going.traces[visit.stem] = Traces.of(one for found in fields.values() for one in found)
            for path, found in fields.items():
                _clear(going, visit, path, sources[path], found)
    _look_around(going)
    return going


def _everybody(name: str, unit: str) -> bool:
    return True


def _sources(visit: Visit, name: str = "") -> dict[Path, Source]:
    """The files of a visit, those that may hold a name where one is given."""
    paths = [path for path in visit.files if not name or may_name(path, name)]
    return {path: source for path in paths if (source := source_of(path)) is not None}


def _state(visit: Visit, sources: dict[Path, Source]) -> State:
    """How far a visit is: as its plan says, else its last copy."""
    path = visit.files[0] if visit.plan else next(iter(visit.files[::-1]), None)
    source = sources.get(path) or source_of(path) if path else None
    return state_of(source or Source("", ""))


def _retention(workspace: Workspace, visit: Visit, day: dt.date) -> Retention:
    """How long the office of a visit keeps its data."""
    path = workspace.office_path(visit.plan.absolute().parent if visit.plan else None)
    office = load_office(path).office if path else None
    book, _error = book_in_force(office, workspace.packs_dir)
    row = book.row(_KEPT, day)
    own = office.retention if office and office.retention else Retention()
    return own.model_copy(update={"sensitive": days_kept(office, row.figures["days"] if row else 0)})


def _of_facts(facts: Iterable[tuple[Remembered, Fact]]) -> Traces:
    """What facts say, as if it stood in a plan."""
    kinds = {"饮食": "diet", "过敏": "allergies"}
    return Traces.of(
        Held(one.name, one.unit, kinds.get(fact.kind.zh, "note"), (), (fact.value,)) for one, fact in facts
    )


def _clear(going: Going, visit: Visit, path: Path, source: Source, fields: list[Held]) -> None:
    going.fields |= {(visit.stem, one.name, one.field) for one in fields}
    if source.encoding != "utf-8":
        going.remaining[path] = _("不是 UTF-8 编码，先用 jiedai check --fix 转换")
        return
    try:
        text = cleared(source, fields, going.traces[visit.stem])
    except EditError as error:
        going.remaining[path] = error.message
        return
    if text != source.raw:
        going.files.append(Cleared(path, visit, source, tuple(fields), text))


# --- everything else in the workspace ---------------------------------------------------------------------------------


def _look_around(going: Going) -> None:
    """Find the traces in papers, records, caches, and whatever else lies in the workspace. OSError."""
    union = going.every_trace
    if not union:
        return
    looks, everywhere = {stem: Look(traces) for stem, traces in going.traces.items()}, Look(union)
    folders = shelves(going.workspace.root)
    owner = owner_of(going.workspace, folders)
    seen = {store_path(going.workspace), *(one.path for one in going.files), *going.versions, *going.remaining}
    for folder in folders:
        if look := looks.get(folder.name):
            seen |= _among_papers(going, folder, look)
    kept = {path.stem for path in going.kept}
    plans = {path for visit in visits(going.workspace) for path in visit.files}
    for path in files_in(going.workspace.root):
        going.looked_at += 1
        stem = owner(path)
        if path in seen or stem in kept or (path in plans and stem in looks):
            continue
        try:
            _judge(going, path, stem, looks, everywhere)
        except OSError:
            going.remaining[path] = _("读不了，请自己看一看")
    for path in files_in(cache_folder()) if cache_folder().is_dir() else ():
        going.looked_at += 1
        if everywhere.raw(path) and not is_kept(path):  # an example of a rule may have any name
            going.leftovers.append(path)


def _among_papers(going: Going, folder: Path, look: Look) -> set[Path]:
    """Look through the papers of a visit; those that were looked at."""
    seen = set()
    for one in papers(folder):
        seen.add(one.path)
        if one.path.name in (REGISTER, contents.FILE) or not look.paper(one.path):
            continue
        if one.ours:
            going.papers.append(one)
        else:
            going.remaining[one.path] = _("印出以后有人改过，请自己删去")
    return seen


def _judge(going: Going, path: Path, stem: str | None, looks: dict[str, Look], everywhere: Look) -> None:
    """Put a file where it belongs, if it holds a trace."""
    if stem in looks and stem:
        if path.parent.name == UNDO:  # the way back from a plan that is about to change
            going.leftovers.append(path)
        elif looks[stem].at(path):
            if path.name == JOURNAL:
                going.journals.append(path)
            else:
                going.remaining[path] = _("不是 jiedai 印的，请自己删去或改好")
    elif stem:
        if going.names and everywhere.beside_a_name(path, going.names):
            going.remaining[path] = _("另一次接待的文件，里面还写着，请自己改好")
    elif everywhere.at(path):
        going.remaining[path] = _("不是 jiedai 印的，请自己删去或改好")


def words_elsewhere(going: Going) -> bool:
    """Whether what is remembered stands in other files too, which can then be found by it alone."""
    look = Look(_of_facts(going.facts))
    paths = [one.path for one in going.files] + [one.path for one in going.papers]
    paths += [*going.leftovers, *going.journals, *going.remaining]
    return any(look.at(path) for path in paths if path.is_file())


def left(done: Going) -> Going:
    """What is found of the same traces when everything has been carried out: the proof. OSError."""
    after = Going(done.workspace, done.names, traces=done.traces, kept=done.kept)
    plans = {path for visit in visits(done.workspace) for path in visit.files}
    after.remaining |= {path: why for path, why in done.remaining.items() if path in plans}  # nothing was done to them
    for one in done.files:
        source = source_of(one.path)
        if source is None:
            continue
        own = {(each.name, each.unit) for each in one.going}
        found = held(source, lambda name, unit, own=own: (name, unit) in own)  # type: ignore[misc]
        _clear(after, one.visit, one.path, source, found)
        if any(each.path == one.path for each in after.files):
            after.remaining[one.path] = _("还没有清干净，请自己改好")
    _look_around(after)
    return after
