"""Blanks still to be filled in: `待填`, `（待补充）`, `TODO` …, optionally followed by what belongs there."""

from __future__ import annotations

import re

WORD = "待填"
"""What `jiedai new` writes into a blank."""

_BLANK = re.compile(
    r"[（(\[【〔<]?\s*(?:待填写?|待补充?|待核实|待确认|TODO|TBD|FIXME)\s*(?:$|[：:）)\]】〕>，,、\s].*)", re.IGNORECASE
)
_CROSSES = re.compile(r"[×xX＊*_＿？?]{2,}")


def is_placeholder(text: str) -> bool:
    """Whether the text stands for something still to be filled in."""
    return bool(_BLANK.fullmatch(text.strip()) or _CROSSES.fullmatch(text.strip()))
