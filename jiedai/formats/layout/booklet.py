"""The pages of a small paper as a booklet.

Imposition for saddle stitch: the pages two by two on sheets twice their size. Printed on both sides, turned over the
short edge, the sheets are laid on each other, folded and stapled in the fold.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from jiedai import blocks as b
from jiedai.formats.common.lines import one_line
from jiedai.formats.common.page import PageStyle
from jiedai.formats.layout.compiling import LAYOUT


def sides(pages: int) -> list[tuple[int, int]]:
    """The sides of the sheets in print order, front and back in turn: left and right page, from 1; 0 is empty."""
    total = -(-max(pages, 1) // 4) * 4
    numbers = [number if number <= pages else 0 for number in range(1, total + 1)]
    made: list[tuple[int, int]] = []
    for sheet in range(total // 4):
        low, high = 2 * sheet, total - 1 - 2 * sheet
        made += [(numbers[high], numbers[low]), (numbers[low + 1], numbers[high - 1])]
    return made


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has that Typst wrote: their dictionaries stand in it as plain text."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def imposed(pdf: bytes, style: PageStyle, meta: b.Meta) -> bytes:
    """A PDF of upright pages as a booklet; the same PDF gives the same bytes."""
    import typst

    inputs = {
        "sides": json.dumps(sides(pages_of(pdf))),
        "width": str(style.width),
        "height": str(style.height),
        "title": one_line(meta.title),
        "author": one_line(meta.author),
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pages.pdf").write_bytes(pdf)
        Path(folder, "booklet.typ").write_bytes((LAYOUT / "booklet.typ").read_bytes())
        made = typst.Compiler(root=folder, ignore_system_fonts=True).compile(
            Path(folder, "booklet.typ"), format="pdf", sys_inputs=inputs, timestamp=meta.printed, pdf_tags=False
        )
    assert isinstance(made, bytes)
    return made
