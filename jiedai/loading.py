"""A plan read from a file: what it holds, with its office file, and what was found wrong with its format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from jiedai.diagnostics import Diagnostic, KeyPath, Level, Related
from jiedai.language import _
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.messages import TITLES, Refusal
from jiedai.model.office import Office
from jiedai.model.partial import AnyNode, Without, nothing_at, place, read_section
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.model.times import read_dates
from jiedai.source import Source, Unreadable, files, read_bytes, read_file
from jiedai.workspace import OFFICE_NAME, Workspace, shown


def _vocabulary(root: type[Node]) -> frozenset[str]:
    """Every key of a section and of all sections below it, in both spellings."""
    names: set[str] = set()
    seen: set[type[Node]] = set()
    waiting = [root]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for _attribute, english, zh in keys_of(model):
            names |= {english, zh}
        for info in model.model_fields.values():
            waiting.extend(nodes_in(info.annotation))
    return frozenset(names)


@lru_cache
def vocabulary() -> frozenset[str]:
    """Every key that a plan or an office file may hold."""
    return _vocabulary(Plan) | _vocabulary(Office)


@lru_cache
def _top(root: type[Node]) -> frozenset[str]:
    """The keys at the top of a file, in both spellings."""
    return frozenset(name for _attribute, *names in keys_of(root) for name in names)


def looks_like_office(data: object) -> bool:
    """Whether data is that of an office file, whatever the file is called: nothing at its top is a plan's."""
    if not isinstance(data, dict):
        return False
    plan, office = _top(Plan), _top(Office)
    return bool(data.keys() & (office - plan)) and not data.keys() & (plan - office)


@dataclass(frozen=True)
class Read:
    """A file that was read: its text with places, the section it holds unless it has errors, and what was found."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class LoadedOffice(Read):
    """An office file."""

    office: Office | None = None


@dataclass(frozen=True)
class Loaded(Read):
    """A plan and the office it belongs to. `plan` is None where the file has errors of format.

    `partial` is then the plan without its faulty values, for rules alone: reading one raises DamagedValue. It is None
    where nothing is left to be checked, such as without dates.
    """

    path: Path | None = None
    plan: Plan | None = None
    partial: Plan | None = None
    office_file: LoadedOffice | None = None
    workspace: Workspace = field(default_factory=lambda: Workspace(Path.cwd()))

    @property
    def name(self) -> str:
        """The plan's file as messages name it."""
        return self.source.name

    @property
    def is_plan(self) -> bool:
        """Whether the file is meant for a plan; an office file is none."""
        return not looks_like_office(self.source.data)

    @property
    def office(self) -> Office | None:
        """The office's standing data, where there is a sound office file."""
        return self.office_file.office if self.office_file else None


def unwritten(plan: Plan, office: Office | None = None) -> Loaded:
    """A plan and an office that stand in no file, made by a program: every place in them is the start of no text."""
    empty = Source("", "")
    office_file = LoadedOffice(empty, (), office) if office else None
    return Loaded(empty, (), plan=plan, office_file=office_file)


def load(path: Path) -> Loaded:
    """Read the plan at `path` with its office file; Unreadable when the plan cannot be read at all."""
    workspace = Workspace.around(path)
    source = read_file(path, shown(path), vocabulary=vocabulary())
    return _loaded(source, path, workspace, workspace.office_path(path.absolute().parent))


def load_text(raw: bytes, name: str, path: Path | None = None) -> Loaded:
    """A plan whose text is not what a file holds: from standard input, with the office file of the working directory,
    or what is to stand at `path`, with that of its place.
    """
    workspace = Workspace.around(path or Path.cwd())
    source = read_bytes(raw, name, vocabulary=vocabulary())
    return _loaded(source, path, workspace, workspace.office_path(path.absolute().parent if path else None))


def _loaded(source: Source, path: Path | None, workspace: Workspace, office_path: Path | None) -> Loaded:
    visit = visit_days(source.data)
    plan, diagnostics = validated(source, Plan, visit)
    if source.lost:
        plan = None
    return Loaded(
        source=source,
        diagnostics=(*source.problems, *diagnostics),
        path=path,
        plan=plan,
        partial=_partial(source, visit, _errors(diagnostics) + _errors(source.problems)) if plan is None else None,
        office_file=load_office(office_path) if office_path else None,
        workspace=workspace,
    )


def _errors(diagnostics: Iterable[Diagnostic]) -> int:
    """How many of the findings are errors."""
    return sum(found.level is Level.ERROR for found in diagnostics)


def _partial(source: Source, visit: VisitDays | None, errors: int) -> Plan | None:
    """What is sound of a plan with errors of format; None where it does not say which rules apply to it."""
    if not errors or not isinstance(source.data, dict):
        return None
    from jiedai.model.partial import MOST_FAULTS, salvaged  # only a plan with errors needs it

    plan = salvaged(source.data, Plan, visit, source.lost) if errors <= MOST_FAULTS else None
    return plan if plan is not None and {"dates", "kind"} <= plan.__dict__.keys() else None


def load_office(path: Path) -> LoadedOffice:
    """Read an office file, once for all plans of a run while the file stays as it is."""
    try:
        return _load_office(path, shown(path), *files.state(path))
    except OSError:
        return _load_office.__wrapped__(path, shown(path), 0, 0)


@lru_cache(maxsize=64)
def _load_office(path: Path, name: str, _changed: int, _size: int) -> LoadedOffice:
    try:
        source = read_file(path, name, vocabulary=vocabulary())
    except Unreadable as error:
        return LoadedOffice(Source(name, ""), (Diagnostic("GS01", Level.ERROR, error.message, name),))
    return office_in(source)


def office_in(source: Source) -> LoadedOffice:
    """The office file of a text that was read."""
    office, diagnostics = validated(source, Office, None)
    return LoadedOffice(source, (*source.problems, *diagnostics), None if source.lost else office)


def visit_days(data: object) -> VisitDays | None:
    """The days of the visit, read ahead of everything else: short dates refer to them."""
    if not isinstance(data, dict):
        return None
    for name in ("日期", "dates"):
        if name in data:
            try:
                dates = read_dates(data[name], None)
            except (PydanticCustomError, TypeError):
                return None
            return VisitDays(dates.first, dates.last)
    return None


def validated(source: Source, root: type[AnyNode], visit: VisitDays | None) -> tuple[AnyNode | None, list[Diagnostic]]:
    """The section in a file, or None and why not. Blanks to fill in are warnings, whatever their field wants.

    A blank that its field cannot hold is taken out and the rest read again. Where the rest cannot do without it, there
    is no section and no error either.
    """
    if not isinstance(source.data, dict):
        return None, [] if source.problems else [_not_a_mapping(source)]
    if root is Plan and looks_like_office(source.data):
        return None, [_an_office(source)]
    blanks: list[KeyPath] = []
    _add_blanks(source.data, (), blanks)
    found = [_blank(source, path) for path in blanks]
    without = Without(source.data, ())
    node, errors = read_section(root, without, visit)
    refused = {blank for error in errors if (blank := _blank_at(error, blanks)) is not None}
    refused |= {error.path for error in errors if nothing_at(source.data, error.path, root)}
    if refused:
        without = Without(source.data, refused)
        node, errors = read_section(root, without, visit)
    found.extend(
        _diagnostic(source, error)
        for error in errors
        if not _excused(error, without.removed) and not _follows_from_syntax(source, error)
    )
    if node is not None:
        place(node, without)
    return node, found


def _not_a_mapping(source: Source) -> Diagnostic:
    return Diagnostic(
        "GS04",
        Level.ERROR,
        _("文件的最上层应当是“标题: …”这样的字段，不是列表或一段文字"),
        source.name,
        source.span(()),
        title=_(TITLES["GS04"]),
        hint=_("对照 jiedai new 写出的方案修改"),
    )


def _an_office(source: Source) -> Diagnostic:
    return Diagnostic(
        "GS04",
        Level.ERROR,
        _("这像是单位文件，不是方案；单位文件只认 {name} 这个名字").format(name=OFFICE_NAME),
        source.name,
        title=_(TITLES["GS04"]),
        hint=_("改名为 {name}；已经有了的，删去这一份或移出 plans 文件夹").format(name=OFFICE_NAME),
    )


def _add_blanks(value: Any, path: KeyPath, blanks: list[KeyPath]) -> None:
    """Add the places of the blanks in a value, in their order."""
    if isinstance(value, str):
        if is_placeholder(value):
            blanks.append(path)
    elif isinstance(value, (dict, list)):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if inner is not None:
                _add_blanks(inner, (*path, name), blanks)


def _blank(source: Source, path: KeyPath) -> Diagnostic:
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    message = _("“{field}”还没有填写").format(field=name)
    title = _(TITLES["GS13"])
    return Diagnostic("GS13", Level.WARNING, message, source.name, source.span(path), path, title)


def _blank_at(refusal: Refusal, blanks: list[KeyPath]) -> KeyPath | None:
    """The blank that was refused as a value, or whose parts were; None where the refusal has another reason."""
    if refusal.code != "GS04":
        return None
    return next((blank for blank in blanks if refusal.path[: len(blank)] == blank), None)


def _excused(refusal: Refusal, removed: frozenset[KeyPath]) -> bool:
    """Whether a field is only missing because its blank was taken out."""
    return any((*refusal.path, name) in removed for name in refusal.missing)


def _follows_from_syntax(source: Source, refusal: Refusal) -> bool:
    """Whether something is only missing because a line could not be read, which is told already."""
    if refusal.code not in ("GS03", "GS04"):
        return False
    nothing = refusal.code == "GS04" and source.value(refusal.path) in (None, "")
    line = source.span(refusal.path, of="key").line
    broken = nothing and any(found.code == "GS01" and found.span.line == line for found in source.problems)
    return refusal.path in source.lost or broken


def _at_the_later_spelling(source: Source, refusal: Refusal) -> Refusal:
    """A field in both spellings is told where it is written again, as GS05 does; the reader names the English one."""
    if not refusal.twin:
        return refusal
    one, other = (source.span(path, of="key") for path in (refusal.path, refusal.twin))
    if (one.line, one.column) >= (other.line, other.column):
        return refusal
    return refusal._replace(path=refusal.twin, twin=refusal.path)


def _diagnostic(source: Source, refusal: Refusal) -> Diagnostic:
    refusal = _at_the_later_spelling(source, refusal)
    span = source.span(refusal.path, of="key" if refusal.at_key else "value")
    related = (Related(_("另一处在这里"), source.name, source.span(refusal.twin, of="key")),) if refusal.twin else ()
    return Diagnostic(
        refusal.code,
        Level.ERROR,
        refusal.message,
        source.name,
        span,
        refusal.path,
        refusal.title,
        hint=refusal.hint,
        related=related,
    )
