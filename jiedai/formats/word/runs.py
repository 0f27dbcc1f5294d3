"""Inlines as runs."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from itertools import count
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common.lines import clean, one_line
from jiedai.formats.common.tones import FILLS
from jiedai.formats.word.styles import BODY_FONT, KAI_FONT, fonts
from jiedai.formats.word.xml import element


class Runs:
    """Makes runs for one document: knows its anchors and its relationships."""

    def __init__(self, part: Any, document: b.Document) -> None:
        self._part = part
        self._bookmarks = count(1)
        anchors = (block.anchor for block in b.walk(document.blocks) if isinstance(block, b.Heading) and block.anchor)
        self._names = {anchor: f"jd_{number}" for number, anchor in enumerate(dict.fromkeys(anchors), start=1)}
        self._marked: set[str] = set()
        self.traced = bool(document.trace)
        """Whether the file is to know which cell says what (see `word.trace`)."""

    def runs(self, inlines: b.Inlines, size: float) -> list[Any]:
        """The elements of a paragraph's content; `size` is that of its style, in points."""
        made: list[Any] = []
        for inline in inlines:
            match inline:
                case b.Text():
                    made.append(_text(inline, size))
                case b.LineBreak():
                    made.append(element("w:r", element("w:br")))
                case b.Link():
                    made.append(self._link(inline))
                case b.Tick(done):
                    made.append(_symbol("☑" if done else "□"))
                case b.Blank(width):
                    made.append(element("w:r", element("w:rPr", element("w:u", val="single")), _t("　" * width)))
        return made

    def marked(self, anchor: str, runs: list[Any]) -> list[Any]:
        """Runs between the ends of a bookmark, the first time its anchor comes up."""
        if not anchor or anchor in self._marked:
            return runs
        self._marked.add(anchor)
        number = next(self._bookmarks)
        return [
            element("w:bookmarkStart", id=number, name=self._names[anchor]),
            *runs,
            element("w:bookmarkEnd", id=number),
        ]

    def _link(self, link: b.Link) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        href = link.href
        run = element("w:r", element("w:rPr", fonts_hint(), _shade(link.changed)), _t(one_line(link.text)))
        name = self._names.get(href.removeprefix("#"))
        if href.startswith("#") and name:
            return element("w:hyperlink", run, anchor=name, history=1)
        if href.startswith("tel:"):
            made = element("w:hyperlink", run, history=1)
            target = "tel:" + "".join(char for char in href[4:] if char in "+0123456789-")
            made.set(qn("r:id"), self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            return made
        return run


def fonts_hint() -> Any:
    """Only the hint: ambiguous signs (quotation marks, dashes) take the style's Chinese font."""
    return element("w:rFonts", hint="eastAsia")


def _text(run: b.Text, size: float) -> Any:
    small = round(size * 1.6) if run.small else 0
    made = element("w:r", copy(_look(run.bold, run.italic, run.struck, small, run.changed)))
    for number, line in enumerate(clean(run.text).split("\n")):
        if number:
            made.append(element("w:br"))
        if line:
            made.append(_t(line))
    return made


@lru_cache(maxsize=64)
def _look(bold: bool, italic: bool, struck: bool, size: int, changed: bool) -> Any:
    """Properties of a run, to be copied; `size` in half points, 0 for that of its paragraph."""
    return element(
        "w:rPr",
        fonts(KAI_FONT) if italic else fonts_hint(),
        element("w:b") if bold else None,
        element("w:strike") if struck else None,
        element("w:sz", val=size) if size else None,
        _shade(changed),
    )


def _shade(changed: bool) -> Any:
    """The colour behind text that is not in the version before."""
    return element("w:shd", val="clear", color="auto", fill=FILLS[b.Tone.CHANGED]) if changed else None


def _symbol(sign: str) -> Any:
    font = BODY_FONT if sign == "□" else "Segoe UI Symbol"
    return element("w:r", element("w:rPr", fonts(font, font)), _t(sign))


def _t(text: str) -> Any:
    made = element("w:t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
