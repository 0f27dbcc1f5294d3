"""The measures of a letter's first page in millimetres from its edge: GB/T 9704-2012 第 10.1 条 (信函格式)."""

from __future__ import annotations

from jiedai.blocks import Letterhead
from jiedai.formats.common import columns
from jiedai.formats.common.page import POINTS_PER_MM, PageStyle

ORGAN_TOP = 30.0
"""From the top edge of the page to that of the organ's name."""
GAP = 4.0
"""From the name down to the first red rule."""
RULE = 170.0
"""Length of the two red rules, in the middle of the page."""
LAST_RULE = 20.0
"""From the second red rule to the bottom edge of the page."""
THICK, THIN, BETWEEN = 0.9, 0.3, 0.3
"""A rule is a thick line and a thin one: thick above thin at the head, thin above thick at the foot."""
RED = "E60012"
_LARGEST = 36.0
_ROOM = 160.0


def size(head: Letterhead) -> float:
    """Points of the organ's name: on one line, however long."""
    return min(_LARGEST, _ROOM * POINTS_PER_MM / max(columns.width(head.organ), 1.0))


def rule_top(head: Letterhead) -> float:
    """Millimetres from the top edge of the page to the first rule."""
    return ORGAN_TOP + size(head) / POINTS_PER_MM + GAP


def drop(head: Letterhead, style: PageStyle) -> float:
    """Points from the top of the type area to the line with the number, which is 7/8 of a character below the rule."""
    below = rule_top(head) + THICK + BETWEEN + THIN - style.top
    return below * POINTS_PER_MM + style.body * 7 / 8 - (style.pitch - style.body) / 2
