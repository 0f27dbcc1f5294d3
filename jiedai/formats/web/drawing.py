"""Drawings within a page: plain shapes and text become part of it, to be read, searched, enlarged and read aloud.

Only what is known to be harmless comes in: a drawing with anything else in it stays a picture, in which a browser runs
and fetches nothing.
"""

from __future__ import annotations

import re
from typing import Any

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    {"svg", "g", "title", "desc", "text", "tspan", "rect", "line", "circle", "ellipse", "path", "polygon", "polyline"}
)
_ATTRIBUTE = re.compile(
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
        _ATTRIBUTE.fullmatch(name) and "url(" not in value.lower() and "\\" not in value
        for name, value in element.attrib.items()
    )
