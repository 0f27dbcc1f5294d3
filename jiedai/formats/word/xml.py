"""WordprocessingML elements in short: `element("w:jc", val="center")`, in the order that the schema wants."""

from __future__ import annotations

from functools import cache
from typing import Any

from docx.oxml.ns import nsmap
from docx.oxml.ns import qn as _qualified
from docx.oxml.parser import oxml_parser

qn = cache(_qualified)
"""A name such as `w:p` with its namespace spelled out; a table asks for the same few thousands of times."""


def element(tag: str, *children: Any, **attributes: str | int | float) -> Any:
    """An element with attributes in its own `w:` namespace and the children that are not None."""
    named = {qn(f"w:{name.rstrip('_')}"): str(value) for name, value in attributes.items()}
    made = oxml_parser.makeelement(qn(tag), named, _namespaces(tag.partition(":")[0]))
    for child in children:
        if child is not None:
            made.append(child)
    return made


@cache
def _namespaces(prefix: str) -> dict[str, str]:
    return {prefix: nsmap[prefix]}


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of nearly everything in Word."""
    return round(points * 20)


def replace(parent: Any, *children: Any) -> None:
    """Put children into `parent`, each in the place of one with the same name, else at the end."""
    for child in children:
        for old in parent.findall(child.tag):
            parent.remove(old)
        parent.append(child)


_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
    "rPr", "sectPr",
)  # fmt: skip
"""Properties of a paragraph as the schema orders them; Word refuses a file that mixes them."""


def add_property(properties: Any, child: Any) -> None:
    """Put a paragraph property in its place, instead of one that is there already."""
    rank = _ranks()
    for old in properties.findall(child.tag):
        properties.remove(old)
    place = sum(rank.get(other.tag, 0) < rank[child.tag] for other in properties)
    properties.insert(place, child)


@cache
def _ranks() -> dict[str, int]:
    return {qn(f"w:{name}"): number for number, name in enumerate(_ORDER)}
