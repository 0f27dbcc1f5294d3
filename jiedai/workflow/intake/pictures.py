"""Texts without the little pictures that telephones put into them; figures in boxes number a line as figures do."""

from __future__ import annotations

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Line, Source, Table

_BOXED = regex("(\\d)\ufe0f?\u20e3\\s*(?:[.、])?")
"""1️⃣, which is a figure and two signs."""
_PICTURES = regex(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u2604\u2607-\u26ff\u2702-\u2712\u2728-\u2757\u2763-\u2767\u2795-\u2797"
    "\u27a1\u2b05-\u2b55\u3297\u3299\ufe0e\ufe0f\u200d\U000e0020-\U000e007f]+"
)
_NAMED = regex(
    r"\[(?:玫瑰|抱拳|微笑|强|握手|咖啡|合十|太阳|鼓掌|OK|呲牙|愉快|爱心|庆祝|拳头|胜利|红包|加油|笑脸|偷笑|憨笑|嘿哈|奋斗|月亮|烟花|礼物|拥抱|害羞"
    r"|可怜|捂脸|调皮|得意|机智|旺柴|福|發|666|鲜花|赞|拜托|心|蛋糕|干杯|啤酒|坏笑|哇|好的|让我看看|Rose|Smile|ThumbsUp|Salute|Worship)\]"
)
"""What programs write for a picture that they cannot show."""


def without_pictures(source: Source) -> Source:
    """A source without pictures between its words."""
    return source._replace(parts=tuple(_bare(part) for part in source.parts))


def _bare(part: Line | Table) -> Line | Table:
    if isinstance(part, Line):
        return part._replace(text=_without(part.text))
    rows = tuple(tuple(cell._replace(text=_without(cell.text).strip()) for cell in row) for row in part.rows)
    return part._replace(rows=rows)


def _without(text: str) -> str:
    if text.isascii():
        return text
    bare = _PICTURES.sub(" ", _NAMED.sub("", _BOXED.sub(r"\1. ", text)))
    return bare.lstrip(" ") if bare != text and not text[:1].isspace() else bare
