"""Drawings: in the fonts at hand whatever they ask for, as part of a web page where they are harmless, and QR codes."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

from jiedai.blocks import Picture
from jiedai.formats.common.lines import clean
from jiedai.patterns import regex

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


# --- within a web page ------------------------------------------------------------------------------------------------

# Plain shapes and text become part of the page, to be read, searched, enlarged and read aloud. Only what is known to be
# harmless comes in: a drawing with anything else in it stays a picture, in which a browser runs and fetches nothing.

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    {"svg", "g", "title", "desc", "text", "tspan", "rect", "line", "circle", "ellipse", "path", "polygon", "polyline"}
)
_LOOKS = regex(
    "viewBox|preserveAspectRatio|width|height|[xyr]|[xy][12]|[dcr][xy]|d|points|transform|rotate|role|opacity"
    "|fill(-opacity|-rule)?|stroke(-width|-dasharray|-linecap|-linejoin|-opacity)?|font-(family|size|style|weight)"
    "|text-anchor|dominant-baseline|letter-spacing|textLength|lengthAdjust"
)


def inlined(svg: str, name: str, words: str, number: int, share: float) -> str | None:
    """`svg` as an element of a page, `share` of the text's width wide; None where it must stay a picture.

    Its title, or `name` where it has none, and `words` say what it shows to those who cannot see it; `number` tells
    the drawings of a page apart.
    """
    from lxml import etree

    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{_SVG}svg" or root.get("viewBox") is None or not all(map(_plain, root.iter())):
        return None
    own = root.find(f"{_SVG}title")
    name = name if own is None or not own.text else own.text
    for old in (own, root.find(f"{_SVG}desc")):
        if old is not None:
            root.remove(old)
    for measure in ("width", "height"):  # the page says how wide, the view box how high
        root.attrib.pop(measure, "")
    about = [("title", name)] * bool(name) + [("desc", words)]
    for place, (tag, text) in enumerate(about):
        child = etree.Element(f"{_SVG}{tag}", id=f"drawing-{number}-{tag}")
        child.text = text
        root.insert(place, child)
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(f"drawing-{number}-{tag}" for tag, _text in about))
    root.set("style", f"width:{share:.0%}")
    etree.cleanup_namespaces(root)
    made: str = etree.tostring(root, encoding="unicode", with_tail=False)
    return made


def _plain(element: Any) -> bool:
    """Whether an element is a shape, or text, with nothing but its looks."""
    if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in _SHAPES:
        return False
    return element.tag.startswith(_SVG) and all(
        _LOOKS.fullmatch(name) and "url(" not in value.lower() and "\\" not in value
        for name, value in element.attrib.items()
    )


# --- QR codes ---------------------------------------------------------------------------------------------------------

# The small code of a page: which paper this is, in which version, read off by any telephone.

QUIET = 2
"""Modules of white around the code; the page around it is white too."""


@lru_cache(maxsize=32)
def code_svg(text: str) -> str:
    """The code as a drawing, a module to a unit."""
    buffer = BytesIO()
    _code(text).save(buffer, kind="svg", border=QUIET, xmldecl=False, nl=False, omitsize=True, svgclass=None)
    return buffer.getvalue().decode()


@lru_cache(maxsize=32)
def code_png(text: str) -> bytes:
    """The code as a picture, sharp at any size it is printed in here."""
    buffer = BytesIO()
    _code(text).save(buffer, kind="png", border=QUIET, scale=12)
    return buffer.getvalue()


def _code(text: str) -> Any:
    import segno

    return segno.make(text, error="m", encoding="utf-8", micro=False, boost_error=False)
