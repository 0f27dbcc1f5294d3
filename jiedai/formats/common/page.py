"""The page: sizes and distances that PDF, DOCX and HTML share, and where a document goes over to pages of another make.

A4 follows GB/T 9704-2012: type area 156 x 225 mm, 22 lines of 28 characters, body 3号, title 2号.
A sheet to work with is no official paper: 小四 in 36 lines of 39 characters, narrow margins, wider at the binding.
A voucher has 小五 in its tables, for all of it is to stand on one sheet.
What is read aloud is that sheet in 三号: 30 lines of 30 characters, for a reader who stands and looks up between lines.
A5 is the pocket handbook: 小四 body, 24 lines of 27 characters. Millimetres for the page, points for type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiedai.blocks import Block, Cover, Document, Form, Landscape, PageBreak, Paper

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class PageStyle:
    """One page's measures: `width` to `left` in millimetres, the others in points unless they say otherwise."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    lines: int
    """Lines and characters of body text on an upright page."""
    chars: int
    pitch: float
    """Distance from one base line to the next."""
    advance: float
    """Width that one body character takes, its tracking included."""
    body: float
    title: float
    title_pitch: float
    cover_title: float
    small: float
    table: tuple[float, ...]
    """Sizes a table may be set in, the largest that fits is taken."""
    number: float
    number_drop: float
    """Millimetres from the type area down to the dashes of the page number."""
    footer: float
    footer_drop: float
    """Millimetres from the type area down to the line with version and print time."""
    mark: float
    code: float
    """Millimetres that the QR code at the foot measures."""
    imprint: float
    title_gap: float = 1.0
    """Lines left free below a title."""
    secrecy: float = 0.0
    """How far number of the copy and secrecy stand above the type area, in one line; 0 is on its first lines, which
    GB/T 9704 wants of official papers."""

    @property
    def text_width(self) -> float:
        """Width of the type area in points."""
        return (self.width - self.left - self.right) * POINTS_PER_MM

    @property
    def text_height(self) -> float:
        """Height of the type area in points."""
        return (self.height - self.top - self.bottom) * POINTS_PER_MM

    def turned(self) -> PageStyle:
        """The page on its side: what was bound at the left is bound at the top, the type area turns with it."""
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            right=self.top,
            bottom=self.right,
            left=self.bottom,
            footer_drop=min(self.footer_drop, 12.0),
        )


A4 = PageStyle(
    width=210, height=297, top=37, right=26, bottom=35, left=28,
    lines=22, chars=28, pitch=225 * POINTS_PER_MM / 22, advance=156 * POINTS_PER_MM / 28,
    body=16, title=22, title_pitch=34, cover_title=36, small=12, table=(10.5, 9),
    number=14, number_drop=7, footer=9, footer_drop=15, mark=14, code=13, imprint=14,
)  # fmt: skip

A5 = PageStyle(
    width=148, height=210, top=18, right=16, bottom=22, left=17,
    lines=24, chars=27, pitch=170 * POINTS_PER_MM / 24, advance=115 * POINTS_PER_MM / 27,
    body=12, title=18, title_pitch=27, cover_title=26, small=9, table=(10.5, 9, 7.5),
    number=10.5, number_drop=4, footer=7.5, footer_drop=10, mark=10.5, code=10, imprint=10.5,
)  # fmt: skip

WORK = PageStyle(
    width=210, height=297, top=18, right=17, bottom=21, left=24,
    lines=36, chars=39, pitch=258 * POINTS_PER_MM / 36, advance=169 * POINTS_PER_MM / 39,
    body=12, title=16, title_pitch=24, cover_title=36, small=10, table=(9.5, 9),
    number=10.5, number_drop=4, footer=8, footer_drop=9, mark=10.5, code=9, imprint=12, title_gap=0.5,
    secrecy=17,
)  # fmt: skip

VOUCHER = PageStyle(
    width=210, height=297, top=17, right=15, bottom=19, left=22,
    lines=42, chars=46, pitch=261 * POINTS_PER_MM / 42, advance=173 * POINTS_PER_MM / 46,
    body=10.5, title=16, title_pitch=22, cover_title=36, small=9, table=(9,),
    number=9, number_drop=3, footer=7.5, footer_drop=8, mark=9, code=9, imprint=10.5, title_gap=0.5,
    secrecy=15,
)  # fmt: skip

SPOKEN = replace(
    WORK, lines=30, chars=30, pitch=258 * POINTS_PER_MM / 30, advance=169 * POINTS_PER_MM / 30, body=16, title=18,
    secrecy=24,
)  # fmt: skip

_FORMS = {Form.WORK: WORK, Form.VOUCHER: VOUCHER, Form.SPOKEN: SPOKEN}
_STYLES = {Paper.A4: A4, Paper.A5: A5}


def page_style(paper: Paper, landscape: bool = False, form: Form = Form.OFFICIAL) -> PageStyle:
    """The measures of a paper, upright or on its side."""
    style = _FORMS.get(form, A4) if paper is Paper.A4 else _STYLES[paper]
    return style.turned() if landscape else style


def style_of(document: Document, landscape: bool | None = None) -> PageStyle:
    """The measures of a document's pages, as they lie or as they are to lie."""
    return page_style(document.paper, document.landscape if landscape is None else landscape, document.form)


# --- pages of different makes -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one make; `kind` is `pages` or `cover`."""

    kind: str
    landscape: bool
    blocks: tuple[Block, ...]


def sections(document: Document) -> list[Section]:
    """The document's sections in order, at least one. Page breaks that a section's edge makes needless are gone."""
    found = [section for section in _cut(document) if section.blocks]
    return found or [Section("pages", document.landscape, ())]


def _cut(document: Document) -> Iterator[Section]:
    running: list[Block] = []
    for block in document.blocks:
        match block:
            case Landscape(inner):
                yield Section("pages", document.landscape, _trimmed(running))
                yield Section("pages", True, _trimmed(list(inner)))
                running = []
            case Cover(inner):
                yield Section("pages", document.landscape, _trimmed(running))
                yield Section("cover", document.landscape, _trimmed(list(inner)))
                running = []
            case _:
                running.append(block)
    yield Section("pages", document.landscape, _trimmed(running))


def _trimmed(blocks: list[Block]) -> tuple[Block, ...]:
    while blocks and isinstance(blocks[0], PageBreak):
        blocks = blocks[1:]
    while blocks and isinstance(blocks[-1], PageBreak):
        blocks = blocks[:-1]
    return tuple(blocks)
