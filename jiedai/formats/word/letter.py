"""What stands on a paper's first page alone: secrecy, and a letter's head (see `common.letter`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiedai import blocks as b
from jiedai.formats.common import letter
from jiedai.formats.common.lines import one_line
from jiedai.formats.common.page import POINTS_PER_MM, PageStyle
from jiedai.formats.word.runs import Runs
from jiedai.formats.word.styles import HEI_FONT, TITLE_FONT, fonts, spacing
from jiedai.formats.word.xml import element, twips

_EIGHTHS = 36
"""Eighths of a point that a rule measures, both its lines and what is between them together."""


def first_lines(meta: b.Meta, style: PageStyle, runs: Runs) -> Iterator[Any]:
    """Number of the copy and secrecy, a line each; in the first of them a letter's number at the right edge."""
    lines = [_hei(line) for line in meta.secrecy]
    head = meta.letterhead
    if head is None and style.secrecy:
        if lines:
            yield _raised("　".join(meta.secrecy), style)
        return
    if head is None:
        yield from (_line(line, style) for line in lines)
        return
    number = [element("w:r", element("w:tab")), *runs.runs((b.Text(head.number),), style.body)]
    edge = element("w:tabs", element("w:tab", val="right", pos=twips(style.text_width)))
    yield _line([*(lines[0] if lines else []), *number], style, edge, letter.drop(head, style))
    yield from (_line(line, style) for line in lines[1:])
    yield from (_line([], style) for _ in range(2))


def put_head(section: Any, head: b.Letterhead, stamped: str) -> None:
    """A first page of its own for a section: the organ's name over a red rule, another at the foot, no page number."""
    from jiedai.formats.word.furniture import watermark

    section.different_first_page_header_footer = True
    for story in (section.first_page_header, section.first_page_footer):
        story.is_linked_to_previous = False
        root = story._element
        for child in list(root):
            root.remove(child)
    top, bottom = section.first_page_header._element, section.first_page_footer._element
    if head.printed:
        size = letter.size(head)
        top.append(_framed([_name(head, size)], letter.ORGAN_TOP, size, style="Header", centred=True))
        top.append(_framed([], letter.rule_top(head), 1, style="Header", rule="thickThinSmallGap"))
        height = section.page_height.mm
        bottom.append(_framed([], height - letter.LAST_RULE - 1.5, 1, style="Footer", rule="thinThickSmallGap"))
    last = element("w:p", element("w:pPr", element("w:pStyle", val="Header")))
    if stamped:
        last.append(watermark(stamped))
    top.append(last)
    bottom.append(element("w:p", element("w:pPr", element("w:pStyle", val="Footer"))))


def _framed(runs: list[Any], top: float, points: float, *, style: str, centred: bool = False, rule: str = "") -> Any:
    """A line in a frame `top` millimetres from the page's edge, as long as the rules, with a red rule or none."""
    border = element("w:top", val=rule, sz=_EIGHTHS, space=0, color=letter.RED) if rule else None
    place: dict[str, str | int] = {
        "w": twips(letter.RULE * POINTS_PER_MM),
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "page",
        "xAlign": "center",
        "y": twips(top * POINTS_PER_MM),
    }
    return element(
        "w:p",
        element(
            "w:pPr",
            element("w:pStyle", val=style),
            element("w:framePr", **place),
            element("w:pBdr", border) if border is not None else None,
            spacing(points),
            element("w:jc", val="center") if centred else None,
            element("w:rPr", element("w:sz", val=2)) if rule else None,
        ),
        *runs,
    )


def _raised(text: str, style: PageStyle) -> Any:
    """Secrecy above the type area, in a frame that takes no line of it."""
    place: dict[str, str | int] = {
        "w": twips(style.text_width / 2),
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "page",
        "x": twips(style.left * POINTS_PER_MM),
        "y": twips(style.top * POINTS_PER_MM - style.secrecy),
    }
    properties = element("w:pPr", element("w:pStyle", val="Normal"), element("w:framePr", **place), spacing(style.body))
    return element("w:p", properties, *_hei(text))


def _name(head: b.Letterhead, size: float) -> Any:
    properties = element(
        "w:rPr", fonts(TITLE_FONT), element("w:color", val=letter.RED), element("w:sz", val=round(size * 2))
    )
    return element("w:r", properties, _text(head.organ))


def _hei(line: str) -> list[Any]:
    return [element("w:r", element("w:rPr", fonts(HEI_FONT)), _text(line))]


def _text(text: str) -> Any:
    made = element("w:t")
    made.text = one_line(text)
    return made


def _line(runs: list[Any], style: PageStyle, tabs: Any = None, before: float = 0.0) -> Any:
    properties = element(
        "w:pPr",
        element("w:pStyle", val="Normal"),
        tabs,
        spacing(style.pitch, before=before) if before else None,
        element("w:ind", left=0),
        element("w:jc", val="left"),
    )
    return element("w:p", properties, *runs)
