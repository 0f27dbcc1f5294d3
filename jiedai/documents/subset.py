"""The tags and attributes that the HTML of a template may use, and what is said about others.

Every start tag carries the place it was written at (`LINE`), so that a mistake is found there.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiedai import blocks as b
from jiedai.formats.common.lines import clean
from jiedai.language import _
from jiedai.patterns import regex

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

LINE = "data-line"
"""Attribute with the place of a tag in its template, as `<file>:<line>`."""
VOID = ("br", "col", "page-break", "tick", "blank")
"""Tags without content; templates may write them without the slash."""
SVG = "{http://www.w3.org/2000/svg}"
_SVG_TAGS = frozenset(
    {"svg", "g", "defs", "title", "desc", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text"}
    | {"tspan"}
)
HEADINGS = {f"h{level}": level for level in range(1, 6)}
ROLES = frozenset({"lead", "note", "annex", "cut", "cover-title", "cover-line"})
SIGNATURE = "signature"
IMPRINT = ("copies", "unit", "number", "issued")
ALIGNS = {"left": b.Align.LEFT, "center": b.Align.CENTER, "right": b.Align.RIGHT}
TONES = {tone.value: tone for tone in b.Tone}
"""Signal colours of cells."""
_BOLD, _ITALIC, _STRUCK = {"bold": True}, {"italic": True}, {"struck": True}
STYLES: dict[str, Any] = {
    "strong": _BOLD, "b": _BOLD, "em": _ITALIC, "i": _ITALIC, "s": _STRUCK, "del": _STRUCK, "small": {"small": True}
}  # fmt: skip
"""Tags of a style, with what a run of text has in it."""
VALUES = {"time": "datetime", "data": "value"}
"""Tags of a value that a spreadsheet takes as a date, time or number, with the attribute that holds it."""
TOLD = "told"
"""The tag around a value of the plan, which no template writes itself (see `tracing`)."""
INLINE = frozenset({*STYLES, *VALUES, "nobr", "br", "a", "tick", "blank", TOLD})
_CELL = frozenset({"colspan", "rowspan", "class"})
_ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(HEADINGS, frozenset({"id"})),
    **dict.fromkeys(("td", "th"), _CELL),
    **dict.fromkeys(("p", "ol", "table"), frozenset({"class"})), "col": frozenset({"data-width", "data-align"}),
    "figure": frozenset({"alt", "data-width"}), "a": frozenset({"href"}), "tick": frozenset({"done"}),
    "blank": frozenset({"width"}), TOLD: frozenset({"n"}), **{tag: frozenset({name}) for tag, name in VALUES.items()},
}  # fmt: skip
_TAGS = frozenset(
    {*_ATTRIBUTES, *INLINE, "ul", "ol", "li", "caption", "colgroup", "thead", "tbody", "tr", "dl", "dt", "dd"}
    | {"imprint", *IMPRINT, "figcaption", "pre", "page-break", "keep", "landscape", "cover", "document"}
)


class HtmlError(ValueError):
    """HTML that is not the neutral subset: a sentence, and the place as `<file>:<line>` or empty."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


def parse(text: str) -> Element:
    """The element that holds a rendered template. Raises HtmlError for what is not of the subset."""
    from lxml import etree

    source = f"<document>{_entities(clean(text))}</document>"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax(error, source) from None
    for element in root.iter():
        _check(element)
    return root


_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")


def _entities(text: str) -> str:
    """Named characters such as `&nbsp;` as themselves: XML knows five of them only."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]) if html.unescape(match[0]) != match[0] else match[0], text)


_MISMATCH = regex(r".*tag mismatch: (?P<opened>\S+) line (?P<line>\d+) and (?P<closed>[^\s,]+)")
_TOP = "document"
"""The element that holds a whole template; nobody wrote it."""


def _syntax(error: Any, source: str) -> HtmlError:
    """The error of a text that is no XML: at the tag that was left open, else at the last one that begins before it."""
    line, column = error.position
    lines = source.split("\n")
    before = "\n".join(lines[: line - 1]) + "\n" + lines[line - 1][: max(column - 1, 0)] if line else ""
    tag, message = "[A-Za-z]", _("模板的标签写得不对：属性的值要加引号，文字里的 & 和 < 要写成 &amp; 和 &lt;")
    if found := _MISMATCH.match(error.msg or ""):
        message = _unpaired(found["opened"], found["closed"])
        if found["closed"] == _TOP:
            tag, before = found["opened"], "\n".join(lines[: int(found["line"])])
    places = re.findall(rf'<{tag}[^<>]*? {LINE}="([^"]*)"', before)
    return HtmlError(message, places[-1] if places else "")


def _unpaired(opened: str, closed: str) -> str:
    """What is said of a tag that another one closes."""
    if closed == _TOP:
        return _("<{opened}> 没有结束，少了 </{opened}>").format(opened=opened)
    if opened == _TOP:
        return _("多了 </{closed}>：前面没有 <{closed}>").format(closed=closed)
    return _("标签不成对：<{opened}> 还没有结束，就遇到了 </{closed}>").format(opened=opened, closed=closed)


def _place(element: Element) -> str:
    found: Element | None = element
    while found is not None:
        if place := found.get(LINE):
            return str(place)
        found = found.getparent()
    return ""


def error_at(element: Element, message: str) -> HtmlError:
    """The error that `message` tells of, at an element."""
    return HtmlError(message, _place(element))


def _check(element: Element) -> None:
    """Refuse a tag or an attribute that is not of the subset."""
    if not isinstance(element.tag, str):
        raise error_at(element, _("模板里有不认识的 &…; 字符"))
    tag = str(element.tag)
    if tag.startswith(SVG):
        _check_svg(element, tag.removeprefix(SVG))
        return
    if tag not in _TAGS:
        raise error_at(element, _("模板里不能用 <{tag}>").format(tag=tag))
    for name in element.attrib:
        if name != LINE and name not in _ATTRIBUTES.get(tag, frozenset()):
            raise error_at(element, _("<{tag}> 不能有属性 {name}").format(tag=tag, name=name))


def _check_svg(element: Element, tag: str) -> None:
    """A drawing draws: it loads nothing, links nowhere and runs nothing."""
    if tag not in _SVG_TAGS:
        raise error_at(element, _("图里不能用 <{tag}>").format(tag=tag))
    for name, value in element.attrib.items():
        lower = str(name).lower()
        if "href" in lower or lower.startswith("on") or "url(" in str(value).lower():
            raise error_at(element, _("<{tag}> 不能有属性 {name}").format(tag=tag, name=name))


def to_be_told(element: Element) -> b.Told:
    """The one value that an empty cell would say, where a template asked for one."""
    asked = list(element.iter(TOLD))
    return (("", int(asked[0].get("n", "-1"))),) if len(asked) == 1 else ()


def read_value(written: str, tag: str) -> b.Value:
    """`2026-05-11`, `09:20`, `2026-05-11T09:20` of a `<time>`; the number of a `<data>`."""
    if tag == "data":
        number = Decimal(written)
        if not number.is_finite():
            raise ValueError(written)
        return number
    if ":" not in written:
        return dt.date.fromisoformat(written)
    return dt.datetime.fromisoformat(written) if "T" in written else dt.time.fromisoformat(written)
