"""Files opened by readers that have nothing to do with jiedai: everything in them, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

_SAYING = frozenset({"href", "title", "alt", "content", "value", "datetime", "placeholder", "summary"})
_UNSAID = frozenset({"style", "script"})


@dataclass(frozen=True, slots=True)
class Opened:
    """`raw` is every text in a file, markup and all; `said` what people and programs read in it, line by line."""

    raw: str
    said: str


def opened(format_: str, data: bytes) -> Opened:
    """A file of a format, read."""
    match format_:
        case "pdf":
            return _pdf(data)
        case "docx" | "xlsx":
            return _package(data)
        case "html":
            text = data.decode("utf-8")
            return Opened(text, html_text(text, attributes=True))
        case "ics":
            text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8"))
            return Opened(text, text)
        case _:
            text = data.decode("utf-8")
            return Opened(text, text)


# --- PDF --------------------------------------------------------------------------------------------------------------


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, running heads and feet among it, as PDFium reads it.

    A reader of PDF written in Python reads the same, and takes twenty times as long: half of what all tests took.
    """
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(data)) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def from_pdf(data: bytes) -> str:
    """The text of all pages."""
    return "\n".join(pdf_pages(data))


def _pdf(data: bytes) -> Opened:
    from pypdf import PdfReader

    pages = from_pdf(data)
    strings = "\n".join(_strings(PdfReader(BytesIO(data)).trailer, set()))
    return Opened(pages + strings, f"{pages}\n{strings}")


def _strings(value: Any, seen: set[int]) -> Iterator[str]:
    """Every text among the objects of a PDF: metadata, outline, alternative texts, names, and XMP."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, TextStringObject

    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, TextStringObject):
            yield str(one)
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            if isinstance(one, StreamObject) and one.get("/Type") == "/Metadata":
                yield one.get_data().decode("utf-8")
            waiting.extend(one.raw_get(key) for key in one)


def from_docx(data: bytes) -> str:
    """Paragraphs and table rows in the order of the body, by the XML alone: python-docx is what writes them."""
    from lxml import etree

    with ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    lines: list[str] = []
    for block in body.iterchildren(f"{_WORD}p", f"{_WORD}tbl"):
        if block.tag == f"{_WORD}p":
            lines.append(_words(block))
        else:
            for row in block.iterchildren(f"{_WORD}tr"):
                cells = ("\n".join(map(_words, cell.iter(f"{_WORD}p"))) for cell in row.iterchildren(f"{_WORD}tc"))
                lines.append("\t".join(cells))
    return "\n".join(lines)


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}tab": "\t", f"{_WORD}noBreakHyphen": "-"}


def _words(paragraph: Any) -> str:
    """The text of a paragraph's runs, breaks and tabs among it."""
    inside = (one for run in paragraph.iter(f"{_WORD}r") for one in run.iterchildren(f"{_WORD}t", *_SIGNS))
    return "".join(_SIGNS.get(one.tag) or one.text or "" for one in inside)


# --- packages of XML --------------------------------------------------------------------------------------------------


def _package(data: bytes) -> Opened:
    from lxml import etree

    raw, said = [], []
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            raw.append(name)
            if not name.endswith((".xml", ".rels", ".svg")):
                continue
            raw.append(content.decode("utf-8"))
            said += _paragraphs(etree.fromstring(content))
    return Opened("\n".join(raw), "\n".join(said))


def _paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph or cell, and what attributes say of sheets and drawings."""
    from lxml import etree

    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if local in ("p", "c", "si", "t", "v") and (text := "".join(element.itertext()).strip()):
            if local != "t" or element.getparent() is None or etree.QName(element.getparent()).localname != "r":
                yield text
        elif len(element) == 0 and element.text and local not in ("instrText",):
            yield element.text
        yield from (value for key in ("descr", "title", "name") if (value := element.get(key)))


# --- HTML -------------------------------------------------------------------------------------------------------------


class _Reader(HTMLParser):
    """The text of a page, an attribute's or a tag's on a line of its own."""

    def __init__(self, attributes: bool) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.attributes = attributes
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self.inside.append(tag)
        if self.attributes:
            said = (value for name, value in attrs if name in _SAYING or name.startswith(("aria-", "data-")))
            self.lines += [value for value in said if value]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.lines.append(data)


def html_text(text: str, *, attributes: bool = False) -> str:
    """What a page says; with `attributes` also what only machines and screen readers are told."""
    reader = _Reader(attributes)
    reader.feed(text)
    return "\n".join(reader.lines)
