"""Runs that carry the trace of `tracing`: which of them say values of the plan, and the same runs without it."""

from __future__ import annotations

from dataclasses import replace

from jiedai import blocks as b


def told_by(inlines: b.Inlines) -> b.Told:
    """The parts of inlines that say values of the plan, with what stands between; nothing where there are none."""
    parts: list[tuple[str, int]] = []
    for inline in inlines:
        source = inline.source if isinstance(inline, b.Text | b.Link) else -1
        text = b.plain((inline,))
        if parts and parts[-1][1] == source:
            parts[-1] = (parts[-1][0] + text, source)
        else:
            parts.append((text, source))
    return tuple(parts) if any(source != -1 for _text, source in parts) else ()


def untraced(inlines: b.Inlines) -> b.Inlines:
    """Inlines as they are without a trace: runs of one style that it had kept apart are one again."""
    if all(inline.source == -1 for inline in inlines if isinstance(inline, b.Text | b.Link)):
        return inlines
    made: list[b.Inline] = []
    for inline in inlines:
        one = replace(inline, source=-1) if isinstance(inline, b.Text | b.Link) else inline
        last = made[-1] if made else None
        if (
            isinstance(one, b.Text)
            and isinstance(last, b.Text)
            and b.style_of(last) == b.style_of(one)
            and not one.nowrap
        ):
            made[-1] = last.saying(last.text + one.text)
        else:
            made.append(one)
    return tuple(made)
