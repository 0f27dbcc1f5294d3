"""The neutral document: what a template says, before any format decides how it looks.

A template's HTML becomes a tree of these blocks; each format is one writer over it. Text is always plain text:
a writer escapes it for its own target, so nothing typed into a plan can become markup.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from jiedai.model.times import CHINA


class Align(StrEnum):
    """Horizontal alignment of a paragraph or a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Tone(StrEnum):
    """A signal colour behind the words of a cell. It only repeats what the words say: paper is copied in black.

    What has changed since the version before is on grey, which is copied as grey; text without colours puts a sign.
    """

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    CHANGED = "changed"


class Paper(StrEnum):
    """Page sizes a document may ask for."""

    A4 = "A4"
    A5 = "A5"


class Form(StrEnum):
    """What a paper is, which decides the measures of its pages.

    An official paper and a letter follow GB/T 9704; a paper to work with is set smaller, so that one can take it along;
    a voucher is one sheet, so that what is signed stands above the signatures; what is spoken is set for reading aloud.
    """

    OFFICIAL = "official"
    WORK = "work"
    VOUCHER = "voucher"
    LETTER = "letter"
    SPOKEN = "spoken"


# --- inline -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one style. `small` is for notes and units; `nowrap` text is never broken over two lines;
    `struck` text no longer holds; `changed` text is not in the version before.

    Italics, which Chinese type does not have, are set in 楷体. `source` is for the reader of templates alone: the
    number of the value that it says, -1 for none, below -1 what it is reckoned from (`documents/tracing.py`); `told`
    keeps it for those who need it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    small: bool = False
    nowrap: bool = False
    struck: bool = False
    source: int = -1
    changed: bool = False

    def saying(self, text: str) -> Text:
        """Another text in the same style; a document has thousands, and `replace` took a tenth of its time."""
        return Text(text, *style_of(self))


style_of = attrgetter(*(one.name for one in fields(Text) if one.name != "text"))
"""Everything about a run but what it says, in the order in which it is made."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break inside a paragraph or cell."""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere; only `tel:` and `#anchor` targets exist, since nothing printed leads outside."""

    href: str
    text: str
    source: int = -1
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick by hand; `done` prints it ticked."""

    done: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on, `width` full-width characters long."""

    width: int = 6


Inline = Text | LineBreak | Link | Tick | Blank
Inlines = tuple[Inline, ...]
Told = tuple[tuple[str, int], ...]
"""The parts of a text, each with the number of the value of the plan that it says, -1 for words of the paper."""

# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the document's title, 2 to 5 the ladder 一、 (一) 1. (1) (numbers are part of the text)."""

    level: int
    inlines: Inlines
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `indent`: the first line stands in by two characters, as official body text does.

    `role` names a paragraph of a special look: `""` body, `"lead"` line under a title, `"note"` small print,
    `"annex"` the 附件 above an attached paper's title, `"cut"` the words at a line along which the sheet is cut,
    `"cover-title"`, `"cover-line"`. `told`: the values that it says, where a paper may come back changed.
    """

    inlines: Inlines
    align: Align = Align.JUSTIFY
    indent: bool = True
    role: str = ""
    told: Told = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items, each a sequence of blocks; `ordered` numbers them from 1."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


Value = dt.date | dt.datetime | dt.time | Decimal
"""What a cell says as a date, a moment, a time of day or a number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `align` None takes the column's.

    `value` is what the text says, where it says one date, time or number and nothing else; the text is what prints.
    """

    inlines: Inlines = ()
    colspan: int = 1
    rowspan: int = 1
    header: bool = False
    align: Align | None = None
    value: Value | None = None
    tone: Tone | None = None
    told: Told = ()
    """Empty where it says no value of the plan, or is not traced."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a weight relative to the other columns; 0 means as wide as its widest word."""

    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. Head rows repeat on every page; a row is never broken over two pages.

    `form` draws a table as a form to be filled in by hand (taller rows); `day` is the day that its caption says. The
    rows of a `bilingual` table have twice the lines by nature.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    form: bool = False
    day: dt.date | None = None
    bilingual: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms with their text, e.g. the particulars of a visit."""

    items: tuple[tuple[Inlines, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG text, made by jiedai itself, with a text that says the same to who cannot see it.

    `text` is the same drawing in characters of one width, line by line, for formats that hold no pictures.
    """

    svg: str
    alt: str
    caption: str = ""
    width: float = 1.0
    """Share of the text width, 0 to 1."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who issues a paper, and when, where no seal is put: units one below the other, the date as the last line.

    GB/T 9704: the unit ends two characters before the edge, the date begins two characters behind the unit's first.
    One line alone is a unit.
    """

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: the names of what is attached, numbered where there are several; a line below the text."""

    names: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: whom copies go to (perhaps nobody), the issuing unit and the day, on the bottom edge of the last page."""

    copies: Inlines
    unit: Inlines
    issued: Inlines


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay together on one page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages turned sideways (a wide table); starts and ends a page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own without a page number, its blocks set in the middle."""

    blocks: tuple[Block, ...]


Block = (
    Heading | Paragraph | ListBlock | Table | Definitions | Figure | Signature | Attachments | Imprint
    | PageBreak | Keep | Landscape | Cover
)  # fmt: skip

# --- the document -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """A calendar entry; times are local to Asia/Shanghai. `uid` is stable over versions of the plan.

    `who` says who is in charge, how they are reached, and who else takes part. `alarm` is how many minutes before its
    start it is called to mind; None for never. `boarding` is where the vehicles
    with the numbers `vehicles` are boarded. `version` is that of its plan, where the document has several.
    """

    uid: str
    start: dt.datetime
    end: dt.datetime | None
    summary: str
    location: str = ""
    description: str = ""
    who: str = ""
    alarm: int | None = None
    vehicles: tuple[str, ...] = ()
    boarding: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or photograph from a file; `kind` is `png`, `jpeg` or `svg`."""

    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class House:
    """The look of an office: name and logo at the head of each page, colours as six hexadecimal digits or empty."""

    name: str = ""
    logo: Picture | None = None
    main: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a letter (GB/T 9704 信函格式): whose it is, and its own number, empty where that is still to come.

    Not `printed`, its place stays free: for paper that has a head already.
    """

    organ: str
    number: str = ""
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Meta:
    """What a paper says about itself beside its text.

    `secrecy` stands on the first page alone, each in a line of its own (份号, 密级); `marks` are words at the head of
    each page (工作人员用, 草稿 …); `footer` is the line at its foot (number, version, print time, duty phone), `code`
    the text of the small QR code beside it, empty for none. `created` is the print time: the only clock a writer may
    use. `person` is whom alone a paper is for, `contacts` are names and numbers of those whom its readers call.
    `numbered`: its pages have numbers.
    """

    id: str
    title: str
    created: dt.datetime
    author: str = ""
    subject: str = ""
    language: str = "zh-CN"
    secrecy: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    footer: str = ""
    draft: bool = False
    version: int = 1
    code: str = ""
    house: House = House()
    person: str = ""
    contacts: tuple[tuple[str, str], ...] = ()
    numbered: bool = True
    letterhead: Letterhead | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Secrecy and marks in one line, for formats that have no pages."""
        return (*self.secrecy, *self.marks)

    @property
    def printed(self) -> dt.datetime:
        """The print time with its zone: China's where it says none."""
        return self.created if self.created.tzinfo else self.created.replace(tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, ready for any writer. `cancelled`: its events are those that are not to be any more; `phone`: it is
    read on a telephone as much as on paper, where `clock` is what is on, if it is no calendar itself.

    `trace` goes into a file that may come back changed (see `formats.common.traces`); empty in papers for outsiders.
    """

    meta: Meta
    blocks: tuple[Block, ...]
    paper: Paper = Paper.A4
    landscape: bool = False
    events: tuple[Event, ...] = field(default=())
    cancelled: bool = False
    phone: bool = False
    clock: tuple[Event, ...] = ()
    form: Form = Form.OFFICIAL
    trace: Mapping[str, Any] = field(default_factory=dict)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, in reading order, containers before their content."""
    for block in blocks:
        yield block
        match block:
            case Keep(inner) | Landscape(inner) | Cover(inner):
                yield from walk(inner)
            case ListBlock(items):
                for item in items:
                    yield from walk(item)


def plain(inlines: Inlines) -> str:
    """The text of inlines, line breaks as newlines, boxes as □ and ☑."""
    parts = []
    for inline in inlines:
        match inline:
            case Text(text=text) | Link(text=text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Tick(done):
                parts.append("☑" if done else "□")
            case Blank(width):
                parts.append("＿" * width)
    return "".join(parts)
