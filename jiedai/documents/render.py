"""Documents as files: a plan × documents × formats → the shelf of the plan (see `filing`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jiedai import __version__
from jiedai import blocks as b
from jiedai import formats as writers
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents import own as ownwork
from jiedai.documents.ahead import Job, Work, ahead, give_back, side_by_side
from jiedai.documents.build import Built, Edition, build, timeless
from jiedai.documents.catalog import Catalog, Template, builtin_folder, catalog
from jiedai.documents.filing import contents
from jiedai.documents.filing.names import PARTS, Names, paper_stem, plan_folder, reader_folder
from jiedai.documents.filing.shelf import Paper, Shelf
from jiedai.documents.glyphs import missing_glyphs
from jiedai.documents.order import Order, check_copies, check_person, chosen, formats
from jiedai.documents.scene import Scenes, copies, readers
from jiedai.language import _
from jiedai.loading import Loaded

BATCH = 8
"""Files that are put on the shelf in one go: it waits for the disk each time, and holds in memory what is not put yet.

All papers of a visit took 264 waits of 1.7 ms one by one, a sixth of their time; 90 in this way.
"""
Contents = tuple[str, bytes]
"""A part of a paper (see `names.PARTS`), and what goes into its file."""


class CannotWrite(OSError):
    """The output folder cannot be written; the text is one plain line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class Outcome(StrEnum):
    """What came of a file."""

    WRITTEN = "written"
    SAME = "same"
    """It says what it said before, and was left as it is."""
    BESIDE = "beside"
    """Somebody has changed the file at its place: it was written beside it."""
    RETIRED = "retired"
    """It was printed before, is none of the papers any more, and was moved to 作废."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of one document in one format: where its file is, or None and why; `seconds` it took."""

    path: Path | None
    document: str
    format: str | None
    seconds: float
    diagnostics: tuple[Diagnostic, ...] = ()
    outcome: Outcome = Outcome.NOTHING

    @property
    def written(self) -> Path | None:
        """The file that was written; None where none was."""
        return self.path if self.outcome in (Outcome.WRITTEN, Outcome.BESIDE) else None


class Made(NamedTuple):
    """A part of a paper before it is put on its shelf: its bytes; else where it lies already, or why there is none."""

    document: str
    format: str | None
    seconds: float
    diagnostics: tuple[Diagnostic, ...] = ()
    paper: Paper | None = None
    part: str = ""
    data: bytes = b""
    path: Path | None = None


def render(loaded: Loaded, order: Order) -> Iterator[Rendered]:
    """Print a plan's documents, each file whole or not at all, one after the other, then what became obsolete by them.

    Names are checked before anything is written: UnknownName. A folder that cannot be written, or that another printing
    is writing, raises CannotWrite, a plan with errors of format ValueError.
    """
    asked = _asked(loaded, order)
    return _shelved(asked, lambda shelf: _made(asked, shelf.holds))


def make(loaded: Loaded, order: Order) -> list[Made]:
    """All that `render` would print of a plan, put nowhere: for `shelve`, perhaps on another machine.

    Raises what `render` does but for CannotWrite.
    """
    return list(_made(_asked(loaded, order), lambda _paper: []))


def shelve(loaded: Loaded, order: Order, every: Sequence[Made]) -> Iterator[Rendered]:
    """Put on the shelf of a plan what `make` made of it by the same order; raises what `render` does."""
    return _shelved(_asked(loaded, order), lambda shelf: _new(shelf, every))


class _Asked(NamedTuple):
    """What an order means for a plan: every name in it is known."""

    loaded: Loaded
    order: Order
    known: Catalog
    wanted: list[Template]
    formats: tuple[str, ...]


def _asked(loaded: Loaded, order: Order) -> _Asked:
    """What an order means for a plan. UnknownName where it names what there is not."""
    known = catalog(loaded.workspace)
    wanted = chosen(known, order.documents, order.audience)
    kinds = formats(order.formats)
    check_person(loaded, order.edition.person)
    check_copies(loaded, order.copies)
    return _Asked(loaded, order, known, wanted, kinds)


def _made(asked: _Asked, holds: Callable[[Paper], list[Path]]) -> Iterator[Made]:
    """The parts of all papers, in their order; those of a paper that a shelf `holds` as they lie there."""
    loaded, order, _known, wanted, kinds = asked
    scenes = Scenes()
    printings = [
        _Printing(loaded, scenes, template, stem, reader, fitting, replace(order, edition=edition))
        for template in wanted
        if (fitting := [name for name in kinds if template.prints(name)])
        for stem, reader, edition in _editions(loaded, scenes, template, order)
    ]
    start = side_by_side if sum(len(printing.formats) for printing in printings) > 1 else Work
    return ahead((_begin(printing, holds, start) for printing in printings), _finish, _abandon)


def _new(shelf: Shelf, every: Iterable[Made]) -> Iterator[Made]:
    """Parts that were made elsewhere; those of a paper that the shelf holds already as they lie there."""
    held: Paper | None = None
    for made in every:
        if made.paper is not None and made.data and not made.part:
            paths = shelf.holds(made.paper)
            held = made.paper if paths else None
            yield from (made._replace(data=b"", path=path) for path in paths)
        if made.paper is None or made.paper != held:
            yield made


def _shelved(asked: _Asked, every: Callable[[Shelf], Iterable[Made]]) -> Iterator[Rendered]:
    """What comes of the parts of papers on their shelf, and of what they make obsolete."""
    loaded, order, known, wanted, kinds = asked
    for broken in known.diagnostics:
        yield Rendered(None, Path(broken.file).stem, None, 0.0, (broken,))
    with shelved(loaded, order.out, order.names) as shelf:
        failed: set[str] = set()
        for batch in _batches(every(shelf)):
            for rendered in _placed(shelf, batch, order.names):
                if rendered.path is None and any(one.level is Level.ERROR for one in rendered.diagnostics):
                    failed.add(rendered.document)  # its last good print stays
                yield rendered
        for path in shelf.retire(partial(_is_covered, order, {one.id: one for one in wanted}, kinds, failed)):
            yield Rendered(path, "", path.suffix.lstrip("."), 0.0, outcome=Outcome.RETIRED)


@contextmanager
def shelved(loaded: Loaded, out: Path, names: Names = "zh") -> Iterator[Shelf]:
    """The shelf of a plan for one printing, which ends with its register and its list of contents.

    What goes wrong with its files is a CannotWrite.
    """
    from jiedai.source.save import Busy

    folder = out / plan_folder(loaded)
    try:
        with Shelf.opened(folder, names) as shelf:
            yield shelf
            if shelf.papers:
                title = str(loaded.plan.title) if loaded.plan else ""
                write(folder / contents.FILE, contents.page(title, shelf.papers))
                shelf.save()  # now the printing is over
    except Busy:
        raise CannotWrite(_("另一个窗口正在往 {path} 里印，等它印完再印").format(path=folder)) from None
    except CannotWrite:
        raise
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _is_covered(
    order: Order, chosen: Mapping[str, Template], formats: Collection[str], failed: Collection[str], paper: Paper
) -> bool:
    """Whether a paper of an earlier printing would have been printed by this one too."""
    template = chosen.get(paper.document)
    return (
        template is not None
        and paper.document not in failed
        and paper.format in formats
        and paper.audience == (order.audience or template.audience)
        and paper.person == order.edition.person
        and paper.draft == order.edition.draft
        and (order.each or not paper.reader)
        and bool(paper.copy) == bool(order.copies)
    )


def _editions(loaded: Loaded, scenes: Scenes, template: Template, order: Order) -> Iterator[tuple[str, str, Edition]]:
    """The printings of a document: the whole, then one for each reader, if wanted, each with the stem of its files and
    what the reader is called.

    No two have a number or a stem in common.
    """
    wanted, edition = {"": ""}, replace(order.edition, asked=bool(order.documents))
    if order.each and loaded.plan is not None:
        wanted |= readers(scenes.of(loaded, order.audience or template.audience, edition.person), template)
    if order.only:
        wanted = {name: called for name, called in wanted.items() if name in order.only}
    number, taken = 0, set()
    for reader, called in wanted.items():
        stem = paper_stem(template, order.names, edition.person, called)
        while stem.casefold() in taken:
            stem += "_"
        taken.add(stem.casefold())
        for _copy in range(order.copies or 1):
            number += 1 if order.copies else 0
            yield f"{stem}-{number:06d}" if number else stem, called, replace(edition, reader=reader, copy=number)


class _Printing(NamedTuple):
    """One document, or one copy of it, in every format that is wanted of it."""

    loaded: Loaded
    scenes: Scenes
    template: Template
    stem: str
    reader: str
    formats: list[str]
    order: Order


class _Begun(NamedTuple):
    """A document whose files are being made: the papers that say nothing new, and the work on the others."""

    printing: _Printing
    built: Built
    seconds: float
    same: list[tuple[Paper, Path]]
    work: list[tuple[Paper, Work[Contents]]]


def _begin(
    printing: _Printing, holds: Callable[[Paper], list[Path]], start: Callable[[Job[Contents]], Work[Contents]]
) -> _Begun:
    """Build a document and start on its files, unless they would hold nothing new."""
    loaded, scenes, template, _stem, _reader, fitting, order = printing
    started = time.perf_counter()
    built = build(loaded, template, order.audience or template.audience, order.edition, scenes)
    same, work = [], []
    said = words(built)
    for name in fitting if built.document is not None else ():
        own = None if _is_plain(loaded, template) else ownwork.template_of(loaded.workspace, template.id, name)
        if name == "pdf" and own and (missing := ownwork.without_program(own, template.title)):
            built, own = replace(built, diagnostics=(*built.diagnostics, missing)), None
        paper = _paper(printing, name, digest(said, name, ownwork.state(own) if own else ()))
        if held := holds(paper):
            same += [(paper, path) for path in held]
        else:
            job = partial(_contents, built, name, own, order.edition)
            # No other format is made without Python for most of its time, though parts of some are.
            made = start(job) if name == "pdf" else Work(job, first=start(partial(_prepared, built, name)))
            work.append((paper, made))
    return _Begun(printing, built, time.perf_counter() - started, same, work)


def _prepared(built: Built, name: str) -> Iterable[Contents]:
    """Nothing yet: what a format has made ahead of a document's contents."""
    assert built.document is not None
    writers.prepare(name, built.document)
    return ()


def _is_plain(loaded: Loaded, template: Template) -> bool:
    """Whether a paper goes without the design that it comes with; an office's own template is no such design."""
    house = loaded.office.house if loaded.office else None
    path = ownwork.template_of(loaded.workspace, template.id, "pdf")
    built_in = path is not None and path.parent == builtin_folder()
    return template.designed and built_in and house is not None and house.plain


def words(built: Built) -> str:
    """All that a document says, but for the time it was printed at."""
    return repr((built.document and timeless(built.document), built.cancelled and timeless(built.cancelled)))


def digest(said: str, name: str, own: object = ()) -> str:
    """A digest that changes with what a document says, its format, an office's own template and this program."""
    return sha256(repr((said, name, own, __version__)).encode()).hexdigest()


def _paper(printing: _Printing, name: str, content: str) -> Paper:
    """The row of the register for a document in a format."""
    loaded, scenes, template, stem, reader, _fitting, order = printing
    edition, audience = order.edition, order.audience or template.audience
    folder = reader_folder(audience, order.names, draft=edition.draft)
    scene = scenes.of(loaded, audience, edition.person)
    return Paper(
        path=f"{folder}/{stem}{writers.writer(name).SUFFIX}",
        document=template.id,
        title=template.title,
        format=name,
        audience=audience,
        reader=reader,
        person=edition.person,
        copy=edition.copy,
        draft=edition.draft,
        amount=1 if reader or edition.person or edition.copy else copies(scene, template),
        plan_version=loaded.plan.version if loaded.plan else 1,
        printed_at=edition.moment.isoformat(timespec="seconds"),
        content=content,
    )


def _finish(begun: _Begun) -> Iterator[Made]:
    """The parts of a document, each when it is made."""
    printing, built, spent, same, work = begun
    document, found = printing.template.id, built.diagnostics
    if built.document is None and not printing.order.edition.reader:  # who has no part in it gets no paper
        yield Made(document, None, spent, found)
    for paper, path in same:
        yield Made(document, paper.format, spent, found, paper, path=path)
        found, spent = (), 0.0
    for paper, made in work:
        assert built.document is not None
        try:
            for (part, data), seconds in made.results():
                pdf = paper.format == "pdf" and not part
                glyphs = missing_glyphs(built.document, printing.loaded.name) if pdf else ()
                yield Made(document, paper.format, spent + seconds, (*found, *glyphs), paper, part, data)
                found, spent = (), 0.0
        except ownwork.Unprintable as error:
            yield Made(document, paper.format, spent, (*found, error.diagnostic))
            found, spent = (), 0.0


def _batches(every: Iterable[Made]) -> Iterator[list[Made]]:
    """What goes on the shelf in one go; the memory that each document took is given back."""
    batch: list[Made] = []
    held = ""  # the document whose memory was given back last
    for made in every:
        batch.append(made)
        if made.data and made.document != held:
            give_back()
            held = made.document
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _placed(shelf: Shelf, batch: Sequence[Made], names: Names) -> Iterator[Rendered]:
    """What comes of parts on the shelf."""
    papers = {
        number: replace(made.paper, path=_place(made.paper, made.part, names), part=made.part)
        for number, made in enumerate(batch)
        if made.paper is not None and made.path is None
    }
    put = shelf.put([(paper, batch[number].data) for number, paper in papers.items()])
    for number, made in enumerate(batch):
        path, outcome = made.path, Outcome.SAME if made.path else Outcome.NOTHING
        if paper := papers.get(number):
            place = shelf.folder / paper.path
            try:
                path = next(put)
            except OSError as error:
                raise _cannot_write(place, error) from error
            outcome = Outcome.WRITTEN if path == place else Outcome.BESIDE
        yield Rendered(path, made.document, made.format, made.seconds, made.diagnostics, outcome)


def _place(paper: Paper, part: str, names: Names) -> str:
    """Where a part of a paper belongs, below the folder of the plan."""
    place = PurePosixPath(paper.path)
    return str(place.with_stem(place.stem + PARTS[part][names]))


def _abandon(begun: _Begun) -> None:
    """Give up a document that is not written to its end."""
    for _paper, made in begun.work:
        made.cancel()


def _contents(built: Built, name: str, own: Path | None, edition: Edition) -> Iterator[Contents]:
    """What goes into files: the part of the paper, and its bytes.

    A booklet comes with the PDF of a small paper of several pages, unless cards are laid out on it, and a calendar's
    entries that are called off in a second one.
    """
    assert built.document is not None
    document = built.document
    writer = writers.writer(name)
    data = ownwork.write(own, built, edition.labels, name) if own else writer.write(document)
    yield "", data
    carried = own is None or any(isinstance(block, b.Cover) for block in document.blocks)
    if name == "pdf" and carried and document.paper is b.Paper.A5 and not document.landscape:
        from jiedai.formats.common.page import style_of
        from jiedai.formats.layout.booklet import imposed, pages_of

        if pages_of(data) > 1:
            yield "booklet", imposed(data, style_of(document), document.meta)
    if name == "ics" and built.cancelled is not None:
        yield "cancel", writer.write(built.cancelled)


# --- files ------------------------------------------------------------------------------------------------------------


def write(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all, and the folders that it needs. CannotWrite where that is refused."""
    from jiedai.source.save import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    return CannotWrite(_("写不了 {path}：{reason}").format(path=path, reason=error.strerror or str(error)))
