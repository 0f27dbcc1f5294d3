"""Drawings: the type in an SVG is set in the fonts at hand, whatever the drawing asks for."""

from __future__ import annotations

import base64
import re
from html import escape

from jiedai.blocks import Picture
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


def as_svg(picture: Picture) -> str:
    """A picture as an SVG drawing: every writer can place those."""
    if picture.kind == "svg":
        return picture.data.decode("utf-8")
    width, height = png_size(picture.data)
    data = base64.b64encode(picture.data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


PNG = b"\x89PNG\r\n\x1a\n"


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels that a PNG says it has. ValueError where the data are no PNG."""
    if not data.startswith(PNG) or data[12:16] != b"IHDR" or len(data) < 24:
        raise ValueError("no PNG")
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
