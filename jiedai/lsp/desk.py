"""The texts on an editor's desk, and what jiedai reads in each: kept until what it is read from changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from jiedai.check import engine
from jiedai.diagnostics import Diagnostic
from jiedai.loading import Loaded, LoadedOffice, load, load_office, load_text, office_in, vocabulary
from jiedai.lsp.documents import Document, Lines, path_of_uri, uri_of
from jiedai.lsp.rpc import INVALID_PARAMS, Refused
from jiedai.model.base import DamagedValue, Node, keys_of
from jiedai.model.knowledge import Knowledge
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.source import Source, Unreadable, read_bytes
from jiedai.visit.book import PACK_KEYS, rule_book
from jiedai.visit.case import Case
from jiedai.workspace import OFFICE_NAME, Workspace, is_knowledge, is_pack, plans_in, shown

_UNSAVED = "untitled.yaml"


class Reading:
    """What is read in one text: its data with their places, the plan or the office where it is one, the findings.

    `root` is the section that the file holds; None for a rule pack, which has no fields of ours, and for a text of
    somebody else: an editor sends all YAML there is.
    """

    def __init__(self, path: Path, source: Source, root: type[Node] | None, loaded: Loaded | None) -> None:
        self.path, self.source, self.root, self.loaded = path, source, root, loaded

    @cached_property
    def case(self) -> Case | None:
        """The plan, or what is sound of it, with its office; None where there is none."""
        plan = (self.loaded.plan or self.loaded.partial) if self.loaded and self.root is Plan else None
        try:
            return Case(self.loaded, plan) if self.loaded and plan else None
        except DamagedValue:  # so little can be read that nobody knows what the rest means
            return None

    @property
    def office(self) -> Office | None:
        """The office, with the plan's own places where it is that of a plan."""
        return self.case.office if self.case else self.loaded.office if self.loaded else None

    @property
    def is_sound(self) -> bool:
        """Whether all of the plan could be read."""
        return self.loaded is not None and self.loaded.plan is not None

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What `jiedai check` says of the text alone, with what it says of the files that it is read with."""
        if self.loaded is not None:
            return engine.check(self.loaded)
        if self.root is Knowledge:
            from jiedai.check.knowledge import check_shelf
            from jiedai.visit.knowledge import shelf_in

            return check_shelf(shelf_in(self.source), rule_book(), None)
        if not is_pack(self.path):
            return []
        from jiedai.check.packs import check_pack

        return [engine.completed(one, rule_book().row(one.code)) for one in check_pack(self.path, self.source)]


def _is_ours(path: Path, data: object) -> bool:
    """Whether a text is meant for a plan: it lies where plans do, or its sections are those of one."""
    folder = Workspace.around(path).plans_dir
    if path.is_relative_to(folder):
        return not any(part.startswith(".") for part in path.relative_to(folder).parts)
    keys = data.keys() if isinstance(data, dict) else set()
    return keys >= {"title", "dates"} or not keys.isdisjoint(zh for _name, _english, zh in keys_of(Plan))


class Desk:
    """The open documents, by their URIs, and the folder that the editor works in."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.root = Path.cwd()
        self._readings: dict[str, tuple[object, Reading]] = {}
        self._sound: dict[str, Reading] = {}
        self._count = 0
        """Counts changes: of the documents, or of files that somebody has told about."""

    # --- what is open -------------------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        """Take a text from the editor."""
        self.documents[document.uri] = document
        self.changed()

    def close(self, uri: str) -> None:
        """Forget a text: from now on its file counts."""
        self.documents.pop(uri, None)
        self._readings.pop(uri, None)
        self._sound.pop(uri, None)
        self.changed()

    def changed(self) -> None:
        """Have everything read anew that depends on another text."""
        self._count += 1

    def document(self, uri: str) -> Document:
        """The open document. Refused where there is none."""
        if uri not in self.documents:
            raise Refused(f"not open: {uri}", INVALID_PARAMS)
        return self.documents[uri]

    def path(self, uri: str) -> Path:
        """Where the text of a document stands, or is to stand once it is saved."""
        return path_of_uri(uri) or self.root / "plans" / _UNSAVED

    def uri(self, path: Path) -> str:
        """The URI of a file, as the editor wrote it where it is open there."""
        wanted = path.absolute()
        return next((uri for uri in self.documents if path_of_uri(uri) == wanted), uri_of(str(path)))

    def uri_named(self, name: str) -> str:
        """The URI of a file by the name that findings give it; that of a text without a file is its own."""
        path = Path(name)
        return next((uri for uri in self.documents if shown(self.path(uri)) == name), None) or self.uri(path)

    # --- what is read -------------------------------------------------------------------------------------------------

    def reading(self, uri: str) -> Reading:
        """What is read in an open document as it is now."""
        document, path = self.document(uri), self.path(uri)
        office = None if path.name == OFFICE_NAME else self._office_beside(path)
        state = (document.version, document.text, self._count if office is None else (self._count, office))
        kept = self._readings.get(uri)
        if kept is not None and kept[0] == state:
            return kept[1]
        reading = self._read(path, document.text.encode("utf-8", "replace"))
        self._readings[uri] = (state, reading)
        if reading.is_sound:
            self._sound[uri] = reading
        return reading

    def case(self, uri: str) -> Case | None:
        """The plan in a document; while it cannot be read, as it was when it last could."""
        reading = self.reading(uri)
        if reading.is_sound or uri not in self._sound:
            return reading.case
        return self._sound[uri].case

    def _office_beside(self, path: Path) -> tuple[str, int] | None:
        """What changes when the office file of a plan does."""
        office = Workspace.around(path).office_path(path.parent)
        try:
            return (str(office), office.stat().st_mtime_ns) if office else None
        except OSError:
            return None

    def _read(self, path: Path, raw: bytes) -> Reading:
        if is_pack(path):
            return Reading(path, read_bytes(raw, shown(path), vocabulary=PACK_KEYS), None, None)
        if is_knowledge(path):
            from jiedai.visit.knowledge import vocabulary as words

            return Reading(path, read_bytes(raw, shown(path), vocabulary=words()), Knowledge, None)
        if path.name == OFFICE_NAME:
            source = read_bytes(raw, shown(path), vocabulary=vocabulary())
            office, workspace = office_in(source), Workspace.around(path)
            loaded = Loaded(source=source, diagnostics=(), path=path, office_file=office, workspace=workspace)
            return Reading(path, source, Office, loaded)
        loaded = self._with_open_office(load_text(raw, shown(path), path))
        if not _is_ours(path, loaded.source.data):
            return Reading(path, Source(loaded.source.name, loaded.source.text), None, None)
        return Reading(path, loaded.source, Plan, loaded)

    def _with_open_office(self, loaded: Loaded) -> Loaded:
        """A plan with its office file as it is in the editor, where that is open there."""
        office = self.open_office(loaded.office_file)
        return loaded if office is loaded.office_file else replace(loaded, office_file=office)

    def open_office(self, office: LoadedOffice | None) -> LoadedOffice | None:
        """An office file as it is in the editor, where it is open there; else as it is."""
        uri = self.uri(Path(office.source.name)) if office else ""
        loaded = self.reading(uri).loaded if uri in self.documents else None
        return loaded.office_file if loaded else office

    # --- the files around ---------------------------------------------------------------------------------------------

    def office_around(self, path: Path) -> LoadedOffice | None:
        """The office file that a plan is read with."""
        place = Workspace.around(path).office_path(path.parent)
        return self.open_office(load_office(place)) if place else None

    def other_plans(self, path: Path, holding: str) -> Iterator[Reading]:
        """The other plans of the office of a file whose text holds some words, as the editor has them or as files."""
        folder = Workspace.around(path).plans_dir
        for plan in plans_in(folder) if folder.is_dir() else ():
            uri = self.uri(plan)
            if plan.absolute() == path.absolute():
                continue
            if uri in self.documents:
                if holding in self.documents[uri].text:
                    yield self.reading(uri)
                continue
            try:
                if holding.encode() in plan.read_bytes():
                    loaded = self._with_open_office(load(plan))
                    yield Reading(plan, loaded.source, Plan, loaded)
            except (OSError, Unreadable):
                continue

    def lines_of(self, name: str, around: Mapping[str, Source]) -> Lines:
        """The lines of a file by the name that findings give it: of an open document, of what was read, else none."""
        uri = self.uri_named(name)
        if uri in self.documents:
            return self.documents[uri].places
        if name in around:
            return Lines(around[name].lines)
        try:
            return Lines(read_bytes(Path(name).read_bytes(), name).lines)
        except (OSError, Unreadable):
            return Lines([])
