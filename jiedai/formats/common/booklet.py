"""Imposition for saddle stitch: the pages of a small paper two by two on sheets twice its size.

Printed on both sides, turned over the short edge, the sheets are laid on each other, folded and stapled in the fold.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from pathlib import Path

from jiedai.blocks import Meta
from jiedai.formats.common.page import PageStyle
from jiedai.formats.common.text import one_line

_SOURCE = Path(__file__).parents[1] / "layout" / "booklet.typ"
_CHINA = dt.timezone(dt.timedelta(hours=8))


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


def imposed(pdf: bytes, style: PageStyle, meta: Meta) -> bytes:
    """A PDF of upright pages as a booklet; the same PDF gives the same bytes."""
    import typst

    inputs = {
        "sides": json.dumps(sides(pages_of(pdf))),
        "width": str(style.width),
        "height": str(style.height),
        "title": one_line(meta.title),
        "author": one_line(meta.author),
    }
    created = meta.created if meta.created.tzinfo else meta.created.replace(tzinfo=_CHINA)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pages.pdf").write_bytes(pdf)
        Path(folder, "booklet.typ").write_bytes(_SOURCE.read_bytes())
        made = typst.Compiler(root=folder, ignore_system_fonts=True).compile(
            Path(folder, "booklet.typ"), format="pdf", sys_inputs=inputs, timestamp=created, pdf_tags=False
        )
    assert isinstance(made, bytes)
    return made
