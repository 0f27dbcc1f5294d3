"""A paper in two languages: the Chinese one and the English one, made by themselves, laid into each other.

Both are made from the same template, so they have the same blocks, rows and cells in the same order; each pair becomes
one, the English under the Chinese. What is the same in both (a time, a number, a name in Latin letters) stands once;
drawings whose words differ stand both.
Where a template prints other blocks in one language than in the other, the English ones follow the Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from jiedai import blocks as b
from jiedai.documents.translation import folded
from jiedai.formats.common.page import page_style

Line = tuple[b.Inline, ...]
_SIGNS = str.maketrans({"–": "-", "—": "-", "、": ","})
_LEADING_ZERO = re.compile(r"(?<!\d)0(?=\d:)")
_HEADING_NUMBER = re.compile(r"\(?\d+[.)] *")
_CLOCK = re.compile(r"\d:\d\d")
_AROUND, _LINE, _LINES, _LINES_TURNED = 48.0, 29.0, 8, 6
"""Points around a drawing that fills a page, of a line above it, and how many lines may be: title, time and place."""
_APART = {"zh": "\u2002", "en": " · "}
"""What stands between the parts of the line at the foot of a page."""


def both(chinese: b.Document, english: b.Document) -> b.Document:
    """A document in two languages; it counts as Chinese where only one can be named."""
    meta, other = chinese.meta, english.meta
    merged = replace(
        meta,
        title=_text(meta.title, other.title, " / "),
        secrecy=tuple(_text(one, two, " ") for one, two in zip(meta.secrecy, other.secrecy, strict=True)),
        marks=tuple(_text(one, two, " ") for one, two in zip(meta.marks, other.marks, strict=True)),
        footer=_footer(meta.footer, other.footer),
        house=replace(meta.house, name=_text(meta.house.name, other.house.name, " ")),
    )
    events = tuple(
        replace(
            one,
            summary=_text(one.summary, two.summary, " / "),
            location=_text(one.location, two.location, " / "),
            description=_text(one.description, two.description, "\n"),
            who=_text(one.who, two.who, "\n"),
        )
        for one, two in zip(chinese.events, english.events, strict=True)
    )
    clock = tuple(
        replace(one, summary=_text(one.summary, two.summary, " / "), location=_text(one.location, two.location, " / "))
        for one, two in zip(chinese.clock, english.clock, strict=True)
    )
    blocks = _lowered(_blocks(chinese.blocks, english.blocks), chinese.paper, chinese.landscape)
    return replace(chinese, meta=merged, blocks=blocks, events=events, clock=clock)


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(chinese: tuple[b.Block, ...], english: tuple[b.Block, ...]) -> tuple[b.Block, ...]:
    if [type(block) for block in chinese] != [type(block) for block in english]:
        return chinese + english
    return tuple(block for pair in zip(chinese, english, strict=True) for block in _block(*pair))


def _block(chinese: b.Block, english: b.Block) -> Iterator[b.Block]:
    """Two blocks of one kind as one; running text as two paragraphs."""
    match chinese, english:
        case b.Heading(), b.Heading():
            yield _heading(chinese, english)
        case b.Paragraph(indent=True), b.Paragraph():
            yield chinese
            if not _same(chinese.inlines, english.inlines):
                yield replace(english, indent=False, align=b.Align.LEFT)
        case b.Paragraph(role="cover-title"), b.Paragraph():
            yield replace(chinese, inlines=_under(chinese.inlines, _small(english.inlines)))
        case b.Paragraph(), b.Paragraph():
            yield replace(chinese, inlines=_lines(chinese.inlines, english.inlines))
        case b.ListBlock(), b.ListBlock():
            yield _list(chinese, english)
        case b.Table(), b.Table():
            yield from _table(chinese, english)
        case b.Definitions(), b.Definitions() if len(chinese.items) == len(english.items):
            pairs = zip(chinese.items, english.items, strict=True)
            yield b.Definitions(tuple((_lines(one[0], two[0]), _lines(one[1], two[1])) for one, two in pairs))
        case b.Figure(), b.Figure() if chinese.svg != english.svg:
            yield from (chinese, english)
        case b.Figure(), b.Figure():
            yield replace(
                chinese,
                alt=_text(chinese.alt, english.alt, " / "),
                caption=_text(chinese.caption, english.caption, " / "),
            )
        case b.Keep(), b.Keep():
            second = {id(block) for block in english.blocks if isinstance(block, b.Figure)}
            merged = _blocks(chinese.blocks, english.blocks)
            yield replace(chinese, blocks=tuple(block for block in merged if id(block) not in second))
            # A drawing fills a page, so two of them cannot be kept together.
            yield from (block for block in merged if id(block) in second)
        case ((b.Landscape() | b.Cover()), (b.Landscape() | b.Cover())):
            yield replace(chinese, blocks=_blocks(chinese.blocks, english.blocks))
        case b.Signature(), b.Signature() if len(chinese.lines) == len(english.lines):
            yield b.Signature(tuple(map(_lines, chinese.lines, english.lines)))
        case b.Attachments(), b.Attachments() if len(chinese.names) == len(english.names):
            yield b.Attachments(tuple(map(_lines, chinese.names, english.names)))
        case b.Imprint(), b.Imprint():
            yield b.Imprint(
                _lines(chinese.copies, english.copies),
                _lines(chinese.unit, english.unit),
                _lines(chinese.issued, english.issued),
            )
        case b.PageBreak(), b.PageBreak():
            yield chinese
        case _:
            yield from (chinese, english)


def _heading(chinese: b.Heading, english: b.Heading) -> b.Heading:
    """A title in lines of its own, in smaller type; another heading behind the Chinese one, which has its number."""
    if chinese.level == 1:
        return replace(chinese, inlines=_under(chinese.inlines, _small(english.inlines)))
    words = _HEADING_NUMBER.sub("", b.plain(english.inlines), count=1)
    return replace(chinese, inlines=(*chinese.inlines, b.Text(f" {words}")))


def _list(chinese: b.ListBlock, english: b.ListBlock) -> b.ListBlock:
    """A list with two languages in each item, so that it is counted once."""
    if len(chinese.items) != len(english.items):
        return replace(chinese, items=chinese.items + english.items)
    return replace(chinese, items=tuple(map(_blocks, chinese.items, english.items)))


def _table(chinese: b.Table, english: b.Table) -> Iterator[b.Table]:
    """A table cell by cell; two tables where they are not alike."""
    if _shape(chinese) != _shape(english):
        yield from (chinese, english)
        return
    yield replace(
        chinese,
        head=_rows(chinese.head, english.head),
        body=_rows(chinese.body, english.body),
        caption=_text(chinese.caption, english.caption, " / "),
        bilingual=True,
    )


def _shape(table: b.Table) -> list[list[tuple[int, int]]]:
    return [[(cell.colspan, cell.rowspan) for cell in row] for row in (*table.head, *table.body)]


def _rows(
    chinese: tuple[tuple[b.Cell, ...], ...], english: tuple[tuple[b.Cell, ...], ...]
) -> tuple[tuple[b.Cell, ...], ...]:
    return tuple(tuple(map(_cell, one, two)) for one, two in zip(chinese, english, strict=True))


def _cell(chinese: b.Cell, english: b.Cell) -> b.Cell:
    return replace(chinese, inlines=_lines(chinese.inlines, english.inlines))


def _lowered(blocks: tuple[b.Block, ...], paper: b.Paper, turned: bool) -> tuple[b.Block, ...]:
    """Blocks whose drawings leave room for a heading in two languages, above which each was to fill the page."""
    from jiedai.documents.charts import extent

    style = page_style(paper, turned)
    room = style.text_height - _AROUND - (_LINES_TURNED if turned else _LINES) * _LINE
    made: list[b.Block] = []
    for block in blocks:
        match block:
            case b.Landscape():
                made.append(replace(block, blocks=_lowered(block.blocks, paper, True)))
            case b.Figure():
                width, height = extent(block.svg)
                made.append(replace(block, width=min(block.width, round(room / height * width / style.text_width, 3))))
            case _:
                made.append(block)
    return tuple(made)


# --- lines ------------------------------------------------------------------------------------------------------------


def _small(inlines: b.Inlines) -> b.Inlines:
    return tuple(replace(one, small=True) if isinstance(one, b.Text) else one for one in inlines)


def _under(chinese: b.Inlines, english: b.Inlines) -> b.Inlines:
    """The whole of the English under the Chinese: for titles, whose lines belong together."""
    if not chinese or not english or any(_same(line, english) for line in (chinese, *_split(chinese))):
        return chinese or english
    return (*chinese, b.LineBreak(), *english)


def _lines(chinese: b.Inlines, english: b.Inlines) -> b.Inlines:
    """Each line of the English under its Chinese one, where there are as many."""
    ones, twos = _split(chinese), _split(english)
    if len(ones) != len(twos):
        return _under(chinese, english)
    said = [[_alike(b.plain(line)) for line in lines] for lines in (ones, twos)]
    if said[0] != said[1] and sorted(said[0]) == sorted(said[1]):
        return chinese  # the same in another order: a name in both scripts
    pairs = zip(ones, twos, strict=True)
    return _broken(line for one, two in pairs for line in ((two,) if _same(one, two) else (one, two)))


def _split(inlines: b.Inlines) -> list[Line]:
    """The lines of a paragraph or cell that say something."""
    groups = groupby(inlines, lambda inline: isinstance(inline, b.LineBreak))
    return [tuple(line) for broken, line in groups if not broken]


def _broken(lines: Iterable[Sequence[b.Inline]]) -> b.Inlines:
    made: list[b.Inline] = []
    for line in lines:
        made += [b.LineBreak(), *line] if made else line
    return tuple(made)


def _same(chinese: b.Inlines, english: b.Inlines) -> bool:
    return _alike(b.plain(chinese)) == _alike(b.plain(english))


def _alike(text: str) -> str:
    """What two texts have in common that say the same: `9:20—9:30` and `09:20–09:30`, names with 、 and with commas."""
    return _LEADING_ZERO.sub("", folded(text).translate(_SIGNS))


def _footer(chinese: str, english: str) -> str:
    """The line at the foot of a page part by part; the time of printing is said in Chinese alone, to save room."""
    ones, twos = chinese.split(_APART["zh"]), english.split(_APART["en"])
    if len(ones) != len(twos):
        return _text(chinese, english, _APART["en"])
    said = (
        one if _CLOCK.search(one) and _CLOCK.search(two) else _part(one, two)
        for one, two in zip(ones, twos, strict=True)
    )
    return _APART["zh"].join(said)


def _part(chinese: str, english: str) -> str:
    """A part in both languages; a number that either ends with stands once."""
    label, _blank, last = chinese.rpartition(" ")
    return f"{label} {english}" if label and english.endswith(f" {last}") else _text(chinese, english, " ")


def _text(chinese: str, english: str, between: str) -> str:
    """Two texts as one line."""
    if not chinese or not english or _alike(chinese) == _alike(english):
        return chinese or english
    return f"{chinese}{between}{english}"
