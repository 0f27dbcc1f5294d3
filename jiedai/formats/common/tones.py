"""What the colours behind words look like: light enough that black words on them read well, also without colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jiedai.blocks import Inline, Inlines, Link, Text, Tone

FILLS = {Tone.RED: "F4B3AC", Tone.YELLOW: "FFE58A", Tone.BLUE: "B5D3F1", Tone.CHANGED: "D9D9D9"}
"""Fills as RGB."""
SIGN = "△"
"""Before a changed cell or passage where there are no fills."""


def signed(inlines: Inlines) -> Inlines:
    """Inlines with the sign in front of each passage that has changed, for text without fills."""
    if not any(_is_changed(inline) for inline in inlines):
        return inlines
    return tuple(_signed(inlines))


def _signed(inlines: Inlines) -> Iterator[Inline]:
    before = False
    for inline in inlines:
        changed = _is_changed(inline)
        if changed and not before:
            yield Text(SIGN)
        before = changed
        yield replace(inline, changed=False) if isinstance(inline, Text | Link) and changed else inline


def _is_changed(inline: Inline) -> bool:
    return isinstance(inline, Text | Link) and inline.changed
