"""Documents as files: a plan × documents × formats → `<out>/<plan>/<nn>-<document>.<ext>`."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jiedai import blocks as b
from jiedai import formats as writers
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents import own as ownwork
from jiedai.documents.ahead import Job, Work, ahead, side_by_side
from jiedai.documents.build import Built, Edition, build, timeless
from jiedai.documents.catalog import Catalog, Template, catalog
from jiedai.documents.scene import Scenes, readers
from jiedai.language import _, current
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from jiedai.model.choice import Classification
from jiedai.visit.case import Case
from jiedai.visit.people import everybody_concerned

Contents = tuple[str, bytes]
"""What is added to the name of a document's file, and what goes into it."""

DEFAULT_FORMATS = ("pdf", "docx")
"""What is printed when nobody asks for a format."""


class UnknownName(ValueError):
    """A document, format, audience or person that does not exist, or does not fit; the text says which there are."""


class CannotWrite(OSError):
    """The output folder cannot be written; the text is one plain line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of one document in one format: the file written, or None and why; `seconds` it took."""

    path: Path | None
    document: str
    format: str | None
    seconds: float
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed, and where to.

    Without `documents` every document the plan has something for, in its own audience's view, save those that are
    printed only when asked for by name; with `audience` those that audience gets, in its view. `copies` numbers that
    many copies of each, a file for each of them. With `each` every reader of a document (see `scene.readers`) also gets
    a file that holds nothing of the others; with `only` these readers alone, and nobody the whole.
    """

    out: Path
    edition: Edition
    documents: Sequence[str] = ()
    formats: Sequence[str] = ()
    audience: str | None = None
    copies: int = 0
    each: bool = False
    only: Sequence[str] = ()


class Memory:
    """What was printed last, so that a second printing leaves out what would come out the same but for its time."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[object, ...]] = {}

    def changed(self, path: Path, built: Built, own: Path | None) -> bool:
        """Whether a file would hold something new, made with an office's `own` template; remembers that it now does."""
        assert built.document is not None
        template = ownwork.state(own) if own else ()
        now = (timeless(built.document), built.cancelled and timeless(built.cancelled), template)
        before = self._seen.get(path)
        self._seen[path] = now
        return before != now

    def forget(self, path: Path) -> None:
        """Print this file again next time, whatever it holds."""
        self._seen.pop(path, None)


def render(loaded: Loaded, order: Order, memory: Memory | None = None) -> Iterator[Rendered]:
    """Print a plan's documents, each file whole or not at all, one after the other.

    Names are checked before anything is written: UnknownName. A folder that cannot be written raises CannotWrite, a
    plan with errors of format ValueError.
    """
    known = catalog(loaded.workspace)
    chosen = _chosen(known, order.documents, order.audience)
    wanted = _formats(order.formats)
    _check_person(loaded, order.edition.person)
    _check_copies(loaded, order.copies)
    return _render(loaded, known, chosen, wanted, order, memory or Memory())


def _render(
    loaded: Loaded,
    known: Catalog,
    chosen: list[Template],
    wanted: tuple[str, ...],
    order: Order,
    memory: Memory,
) -> Iterator[Rendered]:
    for broken in known.diagnostics:
        yield Rendered(None, Path(broken.file).stem, None, 0.0, (broken,))
    scenes = Scenes()
    printings = [
        _Printing(loaded, scenes, template, stem, fitting, replace(order, edition=edition))
        for template in chosen
        if (fitting := [name for name in wanted if template.prints(name)])
        for stem, edition in _editions(loaded, scenes, template, order)
    ]
    start = side_by_side if sum(len(printing.formats) for printing in printings) > 1 else Work
    begun = (_begin(printing, memory, start) for printing in printings)
    yield from ahead(begun, partial(_finish, memory), partial(_abandon, memory))


def _editions(loaded: Loaded, scenes: Scenes, template: Template, order: Order) -> Iterator[tuple[str, Edition]]:
    """The printings of a document, each with the stem of its files: the whole, then one for each reader, if wanted.

    No two have a number or a stem in common.
    """
    wanted, edition = {"": ""}, order.edition
    if order.each and loaded.plan is not None:
        wanted |= readers(scenes.of(loaded, order.audience or template.audience, edition.person), template)
    if order.only:
        wanted = {name: called for name, called in wanted.items() if name in order.only}
    number, taken = 0, set()
    for reader, called in wanted.items():
        stem = _stem(template, edition, called)
        while stem.casefold() in taken:
            stem += "_"
        taken.add(stem.casefold())
        for _copy in range(order.copies or 1):
            number += 1 if order.copies else 0
            yield f"{stem}-{number:06d}" if number else stem, replace(edition, reader=reader, copy=number)


class _Printing(NamedTuple):
    """One document, or one copy of it, in every format that is wanted of it."""

    loaded: Loaded
    scenes: Scenes
    template: Template
    stem: str
    formats: list[str]
    order: Order


class _Begun(NamedTuple):
    """A document whose files are being made: for each its format, its path, and the work on what goes into it."""

    printing: _Printing
    built: Built
    seconds: float
    work: list[tuple[str, Path, Work[Contents]]]


def _begin(printing: _Printing, memory: Memory, start: Callable[[Job[Contents]], Work[Contents]]) -> _Begun:
    """Build a document and start on its files, unless they would hold nothing new."""
    loaded, scenes, template, stem, fitting, order = printing
    started = time.perf_counter()
    built = build(loaded, template, order.audience or template.audience, order.edition, scenes)
    work = []
    for name in fitting if built.document is not None else ():
        path = order.out / folder_name(loaded) / f"{stem}{writers.writer(name).SUFFIX}"
        own = ownwork.template_of(loaded.workspace, template.id, name)
        if memory.changed(path, built, own):
            work.append((name, path, start(partial(_contents, built, name, own, order.edition))))
    return _Begun(printing, built, time.perf_counter() - started, work)


def _finish(memory: Memory, begun: _Begun) -> Iterator[Rendered]:
    """Write a document's files, each when it is made."""
    printing, built, spent, work = begun
    document, found = printing.template.id, built.diagnostics
    if built.document is None and not printing.order.edition.reader:  # who has no part in it gets no paper
        yield Rendered(None, document, None, spent, found)
    for name, path, made in work:
        assert built.document is not None
        try:
            for (extra, data), seconds in made.results():
                written = path.with_stem(path.stem + extra)
                write(written, data)
                glyphs = _missing_glyphs(built.document, printing.loaded.name) if name == "pdf" and not extra else ()
                yield Rendered(written, document, name, spent + seconds, (*found, *glyphs))
                found, spent = (), 0.0
        except ownwork.Unprintable as error:
            memory.forget(path)
            yield Rendered(None, document, name, spent, (*found, error.diagnostic))
            found, spent = (), 0.0


def _abandon(memory: Memory, begun: _Begun) -> None:
    """Give up a document that is not written to its end: another time all of it is."""
    for _name, path, made in begun.work:
        made.cancel()
        memory.forget(path)


def _contents(built: Built, name: str, own: Path | None, edition: Edition) -> Iterator[Contents]:
    """What goes into files: the addition to the file's name, and its bytes.

    A booklet comes with the PDF of a small paper of several pages, and a calendar's entries that are called off in a
    second one.
    """
    assert built.document is not None
    document = built.document
    writer = writers.writer(name)
    data = ownwork.write(own, built, edition.labels) if own else writer.write(document)
    yield "", data
    if name == "pdf" and document.paper is b.Paper.A5 and not document.landscape:
        from jiedai.formats.common.page import page_style
        from jiedai.formats.pdf import imposed, pages_of

        if pages_of(data) > 1:
            yield "-booklet", imposed(data, page_style(document.paper), document.meta)
    if name == "ics" and built.cancelled is not None:
        yield "-cancel", writer.write(built.cancelled)


def _stem(template: Template, edition: Edition, reader: str) -> str:
    """The name of a document's files: number, id, and whose it is."""
    whose = "".join(f"-{safe_name(name)}" for name in (edition.person, reader) if name)
    return f"{template.order:02d}-{template.id}{whose}"


# --- names ------------------------------------------------------------------------------------------------------------


def _chosen(known: Catalog, documents: Sequence[str], audience: str | None) -> list[Template]:
    """The templates asked for, in the order of the catalog."""
    if audience is not None and audience not in AUDIENCES:
        problem = _("没有“{name}”这个对象").format(name=audience)
        raise UnknownName(_unknown(problem, audience, AUDIENCES, AUDIENCES.values()))
    if not documents:
        every = (template for template in known.templates.values() if not template.asked)
        return [template for template in every if audience is None or audience in template.audiences]
    found: dict[str, Template] = {}
    broken = {Path(one.file).stem for one in known.diagnostics}
    for name in documents:
        template = known.find(name)
        if template is None and name.strip().lower() in broken:
            continue  # what is wrong with it is told with the other findings
        if template is None:
            titles = [one.title for one in known.templates.values()]
            raise UnknownName(_unknown(_("没有“{name}”这种文档").format(name=name), name, known.templates, titles))
        if audience is not None and audience not in template.audiences:
            raise UnknownName(
                _("《{document}》不发给{audience}；可以发给：{names}").format(
                    document=template.title,
                    audience=_(AUDIENCES[audience]),
                    names=_("、").join(_(AUDIENCES[name]) for name in AUDIENCES if name in template.audiences),
                )
            )
        found[template.id] = template
    return [template for template in known.templates.values() if template.id in found]


def _formats(names: Sequence[str]) -> tuple[str, ...]:
    """The writers asked for, by module name."""
    found: dict[str, None] = {}
    for name in names or DEFAULT_FORMATS:
        format_ = writers.resolve(name)
        if format_ is None:
            raise UnknownName(_unknown(_("没有“{name}”这种格式").format(name=name), name, writers.names()))
        found[format_] = None
    return tuple(found)


def _check_person(loaded: Loaded, person: str) -> None:
    if not person or loaded.plan is None:
        return
    case = Case.of(loaded)
    known = everybody_concerned(case)
    if person not in known and person not in case.guest_by_name:
        raise UnknownName(_unknown(_("方案里没有“{name}”这个人").format(name=person), person, known))


MOST_COPIES = 999


def _check_copies(loaded: Loaded, copies: int) -> None:
    """UnknownName where copies of this plan have no numbers."""
    if not copies:
        return
    if not 1 <= copies <= MOST_COPIES:
        raise UnknownName(_("份数要在 1 到 {most} 之间").format(most=MOST_COPIES))
    if loaded.plan is None or loaded.plan.classification is not Classification.WORK_SECRET:
        raise UnknownName(_("只有密级为“工作秘密”的方案才编份号"))


def _unknown(problem: str, name: str, known: Iterable[str], chinese: Iterable[str] = ()) -> str:
    """A sentence about a name that does not exist, with the likeliest and all others; `chinese` also name them."""
    ids, titles = list(known), list(chinese)
    names = titles if titles and current() == "zh" else ids
    typed = name.strip().lower()
    either = [*titles, *ids]
    begun = [one for one in either if typed and one.startswith(typed)]
    close = begun or get_close_matches(typed, either, 1, 0.5) or [one for one in either if typed and typed in one]
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else _("。")
    choice = _("可选：{names}").format(names=_("、").join(names))
    return _("{guess}{allowed}").format(guess=problem + hint, allowed=choice)


_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 200
"""Bytes of a folder's name; file systems allow 255."""


def folder_name(loaded: Loaded) -> str:
    """The folder for a plan's documents: its file's stem, or its title where it came from standard input."""
    title = str(loaded.plan.title) if loaded.plan else ""
    return safe_name(loaded.path.stem if loaded.path else title)


def safe_name(text: str) -> str:
    """A text as one file name on every system: no separators, no device names, no dots or blanks at its ends."""
    name = _FORBIDDEN.sub("_", text).strip(" .")
    name = name.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip(" .")
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    return name or "_"


# --- files ------------------------------------------------------------------------------------------------------------


def write(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, and the folders that it needs. CannotWrite where that is refused."""
    from jiedai.source.save import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(_("写不了 {path}：{reason}").format(path=path, reason=reason)) from error


def _missing_glyphs(document: b.Document, file: str) -> tuple[Diagnostic, ...]:
    """WD02 for the characters that the PDF will have to print as 〓."""
    from jiedai.formats.fonts import missing_glyphs

    missing = sorted(missing_glyphs("".join(_texts(document))))
    if not missing:
        return ()
    characters = _("、").join(_("{char}（U+{code}）").format(char=char, code=f"{ord(char):04X}") for char in missing)
    message = _("《{document}》里有字体没有的字：{characters}").format(
        document=document.meta.title, characters=characters
    )
    hint = _("PDF 里印成〓；装上含这些字的字体，或改用 DOCX")
    return (Diagnostic("WD02", Level.WARNING, message, file, title=_("缺字"), hint=hint),)


def _texts(document: b.Document) -> Iterator[str]:
    """All text of a document."""
    yield from (document.meta.title, document.meta.footer, *document.meta.marks)
    for block in b.walk(document.blocks):
        match block:
            case b.Heading() | b.Paragraph():
                yield b.plain(block.inlines)
            case b.Table():
                yield block.caption
                yield from (b.plain(cell.inlines) for row in (*block.head, *block.body) for cell in row)
            case b.Definitions(items):
                yield from (b.plain(part) for pair in items for part in pair)
            case b.Figure():
                yield block.caption + block.svg
            case b.Signature(lines) | b.Attachments(lines):
                yield from (b.plain(line) for line in lines)
            case b.Imprint():
                yield from (b.plain(part) for part in (block.copies, block.unit, block.issued))
