"""Pages of templates that something happened to, and papers made of sound ones; drawn as `plans` draws."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html import escape
from random import Random

from jiedai.blocks import Document, Event, Form, House, Paper
from jiedai.documents.html import read
from tests.formats.sample import META, NASTY, SVG
from tests.fuzz.plans import ODD

_STYLES = ("strong", "b", "em", "i", "s", "small", "nobr")
_SAID = (
    '<time datetime="2026-05-11">5月11日</time>',
    '<time datetime="09:20">9:20</time>',
    '<data value="60">60元</data>',
)
_STRAY = (
    "<script>alert(1)</script>", "<p onclick='x'>", "</td>", "<td>", "<", "&", "&nbsp;", "&#0;", "<!--", "]]>",
    "<![CDATA[", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", '<a href="javascript:x">甲</a>', '<img src="x"/>',
    "<?xml version='1.0'?>", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', '<td colspan="99999999999">',
    '<td colspan="1e400">', '<td rowspan="nan">', '<blank width="inf"/>', '<blank width="999999999"/>',
    '<col data-width="-1"/>', "<cover>", '<time datetime="9999-99-99">x</time>', '<data value="1E+999999999">x</data>',
    '<told n="9">甲</told>', '<told n="1e999">甲</told>', '<p class="甲">', "<keep>" * 600, "<b>" * 2000,
    ' colspan="2"', ' rowspan="3"', ' class="x"',
)  # fmt: skip
"""What does not belong into a page, or not where it comes to stand."""


def words(random: Random) -> str:
    """A text that may be something else somewhere."""
    return random.choice((*ODD, *NASTY, "座谈会", "9:00—9:20", "省发展改革委\n调研组", "   "))


def _tag(name: str, inner: str, **attributes: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{inner}</{name}>"


def _inline(random: Random) -> str:
    text = escape(words(random))
    match random.randint(0, 9):
        case 0:
            return _tag(random.choice(_STYLES), text)
        case 1:
            return _tag("a", text, href=f"tel:{escape(words(random))}")
        case 2:
            return random.choice(("<br/>", "<tick/>", '<tick done="yes"/>', '<blank width="4"/>'))
        case 3:
            return random.choice(_SAID)
        case _:
            return text


def _text(random: Random) -> str:
    return "".join(_inline(random) for _ in range(random.randint(0, 3)))


def _table(random: Random) -> str:
    width = random.randint(1, 4)
    columns = "".join(f'<col data-width="{random.choice((0, 1, 3))}"/>' for _ in range(width))
    head, *body = (
        _tag("tr", "".join(_tag("td", _text(random)) for _ in range(width))) for _ in range(random.randint(1, 5))
    )
    parts = _tag("caption", _text(random)), _tag("colgroup", columns), _tag("thead", head), _tag("tbody", "".join(body))
    return _tag("table", "".join(parts))


def _block(random: Random, depth: int) -> str:
    text = _text(random)
    match random.randint(0, 11):
        case 0:
            return _tag(f"h{random.randint(1, 5)}", text)
        case 1 | 2:
            return _table(random)
        case 3:
            return _tag(random.choice(("ul", "ol")), _tag("li", text) * random.randint(0, 3))
        case 4:
            return _tag("dl", _tag("dt", _text(random)) + _tag("dd", text))
        case 5 if depth < 3:
            inner = "".join(_block(random, depth + 1) for _ in range(random.randint(0, 3)))
            return _tag(random.choice(("keep", "landscape", "cover")) if depth == 0 else "keep", inner)
        case 6:
            return _tag("figure", SVG + _tag("figcaption", text), alt="图")
        case 7:
            return _tag("p", text, **{"class": "signature"})
        case 8:
            parts = {"copies": text, "unit": "甲", "number": "1", "issued": "乙"}
            return _tag("imprint", "".join(_tag(name, inner) for name, inner in parts.items()))
        case _:
            return _tag("p", text, **{"class": random.choice(("", "lead", "note", "flush", "center"))})


def page(random: Random) -> str:
    """A sound page of a template."""
    return "\n".join(_block(random, 0) for _ in range(random.randint(0, 5)))


def damaged(random: Random) -> str:
    """A page with up to three slips in its tags."""
    made = page(random)
    for _ in range(random.randint(0, 3)):
        at = random.randint(0, len(made))
        to = at + random.randint(0, 12) * random.randint(0, 1)
        made = made[:at] + (random.choice(_STRAY) if random.random() < 0.8 else words(random)) + made[to:]
    return made


def paper(random: Random) -> Document:
    """A paper whose every text may be something else somewhere."""
    start = dt.datetime(2026, 5, 11, 9, 0)
    event = Event(
        words(random) + "@plan", start, random.choice((None, start + dt.timedelta(minutes=random.randint(0, 900)))),
        words(random), words(random), words(random), words(random), random.choice((None, 15)), (words(random),),
        words(random),
    )  # fmt: skip
    meta = replace(
        META, title=words(random), author=words(random), subject=words(random), marks=(words(random),),
        footer=words(random), code=words(random), person=words(random), contacts=((words(random), words(random)),),
        draft=random.random() < 0.3, house=House(name=words(random)),
    )  # fmt: skip
    return Document(
        meta, read(page(random)), random.choice(list(Paper)), random.random() < 0.2, (event,),
        phone=random.random() < 0.3, clock=(event,), form=random.choice(list(Form)),
    )  # fmt: skip
