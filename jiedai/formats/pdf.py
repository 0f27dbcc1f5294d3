"""PDF through Typst, in memory.

The document goes to Typst as JSON data, the layout is the fixed library in `layout/`: no text of a plan is ever part of
a Typst source, so nothing typed into a plan can be markup, and no file but the layout and the fonts can be read.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from jiedai import blocks as b
from jiedai.formats import fonts
from jiedai.formats.common import days
from jiedai.formats.common.drawing import dressed
from jiedai.formats.common.lines import one_line, stamp
from jiedai.formats.layout.compiling import typeset
from jiedai.formats.layout.data import as_data, printable
from jiedai.language import _

SUFFIX = ".pdf"
TITLE = "PDF"

_MAIN = b'#import "/document.typ": render\n#render(json(bytes(sys.inputs.document)))'


def write(document: b.Document) -> bytes:
    """The document as a tagged PDF; the same document gives the same bytes on the same machine.

    A character that no font has prints as 〓; `fonts.missing_glyphs` names such characters beforehand.
    """
    data, system = as_data(replace(document, blocks=days.joined(document.blocks)))
    return typeset(
        _MAIN,
        system,
        format="pdf",
        sys_inputs={"document": data},
        timestamp=document.meta.printed,
    )


class LayoutError(Exception):
    """A layout that cannot be compiled: what is wrong in one line, and Typst's own account of where."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message, self.detail = message, detail


def compiled(template: Path, document: b.Document, inputs: dict[str, str], *, trusted: bool = False) -> bytes:
    """The document through a Typst file of somebody's own, which can read its own folder and nothing else.

    It gets `sys.inputs.document` as the built-in layout does, and `inputs`. A draft is stamped over whatever it draws.
    One that is not `trusted` to come to an end is compiled in a child process with bounds. Raises LayoutError.
    """
    data, system = as_data(document, stamped=False)
    main = _INCLUDE.format(file=json.dumps("/" + template.name, ensure_ascii=False)).encode()
    wanted = {"document": data, "stamp": stamp(document.meta), **inputs}
    if trusted:
        return _compiled_here(main, system, template.parent, wanted, document.meta)
    from jiedai.formats.common import child
    from jiedai.formats.layout import typesetter

    try:
        return typesetter.run(template.parent, main, system, wanted, document.meta.printed.timestamp())
    except child.TooMuchError:
        raise LayoutError(_("用的时间或内存太多，停下了"), "") from None
    except typesetter.CompileError as error:
        raise LayoutError(one_line(error.message), error.detail) from None


def _compiled_here(main: bytes, system: bool, root: Path, wanted: dict[str, str], meta: b.Meta) -> bytes:
    """A layout of jiedai's own, which is known to come to its end."""
    import typst

    try:
        return typeset(main, system, root, format="pdf", sys_inputs=wanted, timestamp=meta.printed)
    except typst.TypstError as error:
        raise LayoutError(one_line(error.message), error.diagnostic or "") from None


_INCLUDE = """
#set page(foreground: if sys.inputs.stamp != "" {{
  place(center + horizon, rotate(-40deg, text(size: 90pt, fill: luma(60%, 45%), tracking: 0.4em, sys.inputs.stamp)))
}})
#include {file}
"""


@lru_cache(maxsize=32)
def picture(svg: str, pixels_per_inch: float = 220) -> bytes:
    """An SVG drawing as a PNG, set in the documents' fonts, for formats that cannot hold drawings.

    The charts of a visit are in several of its papers; to draw one takes as long as to set two of them.
    """
    main = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    system = fonts.needs_system(svg)
    _, chosen = fonts.library(system)
    drawing = dressed(printable(svg, system), (chosen["hei"], fonts.SANS))
    return typeset(main, system, format="png", ppi=pixels_per_inch, sys_inputs={"svg": drawing})
