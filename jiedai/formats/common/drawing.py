"""Drawings: the type in an SVG is set in the fonts at hand, whatever the drawing asks for."""

from __future__ import annotations

import re
from html import escape

from jiedai.formats.common.text import clean

_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"""\sfont-family\s*=\s*("[^"]*"|'[^']*')""")
_PROPERTY = re.compile(r"font-family\s*:[^;\"']*;?")


def dressed(svg: str, families: tuple[str, ...]) -> str:
    """`svg` with all its text in the first of `families` that exists.

    A family that a renderer does not know makes it leave the text out, silently; so none but these may be named.
    """
    stripped = _TAG.sub(lambda tag: _PROPERTY.sub("", _ATTRIBUTE.sub("", tag[0])), clean(svg))
    names = escape(", ".join(family if family == "sans-serif" else f"'{family}'" for family in families), quote=True)
    return stripped.replace("<svg", f'<svg font-family="{names}"', 1)
