"""Text as every format can carry it: what breaks a file left out, lines broken by hand before names, long titles.

No word processor has a mark that keeps Chinese characters together and stays out of the text: invisible joiners are
honoured by some only, and a name with them in it is found by no search. So a line is broken in front of a name that
would be broken itself, as a clerk does by hand.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiedai.blocks import Blank, Inline, Inlines, LineBreak, Link, Meta, Text, Tick
from jiedai.formats.common import columns
from jiedai.patterns import regex

STAND_IN = "〓"
"""Printed for a character that cannot be: the printer's mark for a type that is missing, in every Chinese font."""

# Controls (but tab and line feed), lone surrogates and non-characters: XML refuses them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Marks that turn text around come along unseen with a number copied from a contact list. Without them the text prints
# in the order in which it was typed, which is what the one who checks the plan has read.
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` with line breaks as `\\n`, tabs as spaces, direction marks gone, and what cannot be printed as 〓."""
    if text.isprintable():  # as nothing is that would be changed
        return text
    return _UNPRINTABLE.sub(STAND_IN, _TURNING.sub("", _BREAKS.sub("\n", text)).replace("\t", "    "))


def one_line(text: str) -> str:
    """`clean` text with line breaks as single spaces."""
    return re.sub(r" *\n+ *", " ", clean(text))


_SPACED = regex(r"(?m)^([\u3400-\u9fff])\u3000([\u3400-\u9fff])$")


def unspaced(text: str) -> str:
    """A text with names as they are typed: `海　明`, spaced for a column of type, is `海明` where it is data."""
    return _SPACED.sub(r"\1\2", text) if "\u3000" in text else text


@dataclass(frozen=True, slots=True)
class Labels:
    """Words that a writer adds of its own: before the names of attachments, and before whom copies go to."""

    attachments: str
    copies: str


def labels(meta: Meta) -> Labels:
    """The words in the document's language."""
    return Labels("附件：", "抄送：") if meta.language.startswith("zh") else Labels("Attachments: ", "Copies: ")


def stamp(meta: Meta) -> str:
    """The word across every page of a draft, in the document's language; empty for a document that is none."""
    if not meta.draft:
        return ""
    return "草稿" if meta.language.startswith("zh") else "DRAFT"


def head_lines(meta: Meta) -> tuple[str, ...]:
    """The head of a letter in lines, for formats that have no pages."""
    head = meta.letterhead
    return (one_line(head.organ), one_line(head.number)) if head is not None and head.printed else ()


_SMALL = 0.8
"""Size of small print in ems."""
_SPARE = 0.05
"""Ems to spare, since no two programs add up the same width."""


def names_whole(inlines: Inlines, room: float, start: float = 0.0, cell: bool = False) -> Inlines:
    """Inlines with a break in front of each name that would not fit on its line of `room` ems.

    The first line begins `start` ems in. Names are the runs that are not to be broken; in a `cell` also short words
    between separators.
    """
    made: list[Inline] = []
    place = start
    parts = [list(_parts(inline, cell)) for inline in inlines]
    for index, inline in enumerate(inlines):
        text = ""
        for number, (part, wide, whole) in enumerate(parts[index]):
            follows = next(
                (other for later in [parts[index][number + 1 :], *parts[index + 1 :]] for other in later), None
            )
            need = wide + (_hanging(follows[0]) if follows else 0.0)
            if part == "\n":
                place = 0.0
            elif whole and place and place + need > room - _SPARE and need <= room:
                text += "\n"
                place = wide
            else:
                place = _after(place, wide, room)
            text += part
        made.extend(_with_text(inline, text))
    return tuple(made)


def lists_names(inlines: Inlines) -> bool:
    """Whether a paragraph is a list of names: two or more of them with nothing but a 、 between."""
    return any(
        _is_name(before) and _is_name(after) and isinstance(between, Text) and between.text == "、"
        for before, between, after in zip(inlines, inlines[1:], inlines[2:], strict=False)
    )


def _is_name(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.nowrap


def _parts(inline: Inline, cell: bool) -> Iterator[tuple[str, float, bool]]:
    """The pieces of an inline: text, width in ems, and whether it is to stay whole."""
    match inline:
        case Text(text=text):
            scale = _SMALL if inline.small else 1.0
            for number, line in enumerate(clean(text).split("\n")):
                if number:
                    yield "\n", 0.0, False
                pieces = [(line, True)] if inline.nowrap and line else columns.pieces(line) if cell else [(line, False)]
                # What is Latin alone keeps together by itself, between blanks.
                for part, whole in pieces:
                    yield part, columns.width(part) * scale, whole and (inline.nowrap or not part.isascii())
        case LineBreak():
            yield "\n", 0.0, False
        case Link(text=text):
            yield text, columns.width(text), True
        case Tick():
            yield "□", 1.0, False
        case Blank(width):
            yield "", float(width), False


def _hanging(text: str) -> float:
    """Ems that the sign behind a name takes, which may not begin a line."""
    return 1.0 if text[:1] and unicodedata.category(text[0]) in ("Po", "Pe", "Pf") and text[0] not in "·*&%#@/" else 0.0


def _after(place: float, wide: float, room: float) -> float:
    """Where on its last line a text ends that begins at `place` and is broken wherever a line is full."""
    if place + wide <= room:
        return place + wide
    rest, line = wide - int(room - place), max(int(room), 1)
    return rest - line * (math.ceil(rest / line) - 1)


def _with_text(inline: Inline, text: str) -> Iterator[Inline]:
    """An inline with the text that it has now."""
    match inline:
        case Text():
            yield inline if text == inline.text else replace(inline, text=text)
        case Link():
            yield from [LineBreak()] * text.startswith("\n")
            yield inline
        case _:
            yield inline
