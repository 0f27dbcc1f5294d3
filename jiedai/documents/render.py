"""Documents as files: a plan × documents × formats → `<out>/<plan>/<nn>-<document>.<ext>`."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jiedai import blocks as b
from jiedai import formats as writers
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.build import build
from jiedai.documents.catalog import Catalog, Template, catalog
from jiedai.language import _
from jiedai.model.base import AUDIENCES
from jiedai.workspace import Loaded

DEFAULT_FORMATS = ("pdf", "docx")
"""What is printed when nobody asks for a format."""


class UnknownName(ValueError):
    """A document, format or audience that does not exist, or does not fit; the text says which there are."""


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


def render(
    loaded: Loaded,
    *,
    documents: Sequence[str] | None = None,
    formats: Sequence[str] | None = None,
    out: Path,
    audience: str | None = None,
    draft: bool = False,
    labels: str = "zh",
    created: dt.datetime,
) -> Iterator[Rendered]:
    """Print a plan's documents, each file whole or not at all, one after the other.

    Without `documents` every document the plan has something for, in its own audience's view; with `audience` those
    that audience gets, in its view. Names are checked before anything is written: UnknownName. A folder that cannot be
    written raises CannotWrite, a plan with errors of format ValueError.
    """
    known = catalog(loaded.workspace)
    chosen = _chosen(known, documents, audience)
    wanted = _formats(formats)
    return _render(loaded, known, chosen, wanted, out / folder_name(loaded), audience, draft, labels, created)


def _render(
    loaded: Loaded,
    known: Catalog,
    chosen: list[Template],
    wanted: tuple[str, ...],
    folder: Path,
    audience: str | None,
    draft: bool,
    labels: str,
    created: dt.datetime,
) -> Iterator[Rendered]:
    for broken in known.diagnostics:
        yield Rendered(None, Path(broken.file).stem, None, 0.0, (broken,))
    for template in chosen:
        fitting = [name for name in wanted if name in template.formats]
        if not fitting:
            continue
        started = time.perf_counter()
        built = build(loaded, template, audience or template.audience, labels=labels, draft=draft, created=created)
        if built.document is None:
            yield Rendered(None, template.id, None, time.perf_counter() - started, built.diagnostics)
            continue
        found = (*built.diagnostics, *(_missing_glyphs(built.document, loaded.name) if "pdf" in fitting else ()))
        for name in fitting:
            writer = writers.writer(name)
            path = folder / f"{template.order:02d}-{template.id}{writer.SUFFIX}"
            _write(path, writer.write(built.document))
            yield Rendered(path, template.id, name, time.perf_counter() - started, found)
            found, started = (), time.perf_counter()


# --- names ------------------------------------------------------------------------------------------------------------


def _chosen(known: Catalog, documents: Sequence[str] | None, audience: str | None) -> list[Template]:
    """The templates asked for, in the order of the catalog."""
    if audience is not None and audience not in AUDIENCES:
        raise UnknownName(_unknown(_("没有“{name}”这个对象").format(name=audience), audience, AUDIENCES))
    if not documents:
        return [t for t in known.templates.values() if audience is None or audience in t.audiences]
    found: dict[str, Template] = {}
    for name in documents:
        template = known.find(name)
        if template is None:
            raise UnknownName(_unknown(_("没有“{name}”这种文档").format(name=name), name, known.templates))
        if audience is not None and audience not in template.audiences:
            raise UnknownName(
                _("《{document}》不发给{audience}；可以发给：{names}").format(
                    document=template.title,
                    audience=AUDIENCES[audience],
                    names="、".join(AUDIENCES[name] for name in AUDIENCES if name in template.audiences),
                )
            )
        found[template.id] = template
    return [template for template in known.templates.values() if template.id in found]


def _formats(names: Sequence[str] | None) -> tuple[str, ...]:
    """The writers asked for, by module name."""
    found: dict[str, None] = {}
    for name in names or DEFAULT_FORMATS:
        format_ = writers.resolve(name)
        if format_ is None:
            raise UnknownName(_unknown(_("没有“{name}”这种格式").format(name=name), name, writers.names()))
        found[format_] = None
    return tuple(found)


def _unknown(problem: str, name: str, known: Iterable[str]) -> str:
    """A sentence about a name that does not exist, with the likeliest and all others."""
    names = list(known)
    close = get_close_matches(name.lower(), names, 1, 0.5)
    hint = _("，是不是想写 {name}？").format(name=close[0]) if close else _("。")
    return problem + hint + _("可选：{names}").format(names="、".join(names))


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


def _write(path: Path, data: bytes) -> None:
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
    characters = "、".join(f"{char}（U+{ord(char):04X}）" for char in missing)
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
