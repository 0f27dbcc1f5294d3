"""Typst itself: made once with its fonts, and forgetful between two documents."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from jiedai.formats import fonts

LAYOUT = Path(__file__).parent
"""The folder of the Typst files that lay out a document."""

_TYPST = Lock()
_DOCUMENTS = count()
_AGES = 5
"""Empty pages that are set between two documents.

Typst keeps all that it worked out for ten compilations: of forty papers, 40 MB of what none needs again. What the next
document uses too, the layout above all, was used ten compilations ago at most, and stays.
"""


def typeset(main: bytes, system: bool, root: Path = LAYOUT, **wanted: Any) -> bytes:
    """What Typst makes of a main file that can read `root`; documents made side by side take turns."""
    with _TYPST:
        compiler = _compiler(system, root)
        for _age in range(_AGES if next(_DOCUMENTS) else 0):
            compiler.compile(b"", format="png", ppi=1)
        made = compiler.compile(main, **wanted)
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(system: bool, root: Path = LAYOUT) -> Any:
    """Typst with its fonts: made once, and once more if a text needs all fonts of the system."""
    import typst

    found, _ = fonts.library(system)
    return typst.Compiler(root=root, font_paths=found)
