"""Lines of a printed page put together where one only goes on in the next because the paper ended."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Line

_STOPPED = regex(r"[。！？：；!?:;]\s*$")
_BEGINS = regex(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|[-–•·●◆■*▪①-⑳]\s?|附件|附[：:]|联系人"
    r"|\d{1,2}[:：]\d\d|[\u4e00-\u9fff]{2,6}[：:]|抄送|第[一二三四五六七八九十]天|\d{1,2}月\d{1,2}日[^，。]{0,6}[：:]"
    r"|(?:Mr|Mrs|Ms|Dr|Prof)\b|[A-Z][a-z]+ ?:|>)"
)
"""How a line begins that goes on with nothing."""
_COLUMNS = regex(r"(?<=[\u4e00-\u9fff）)\d])\s{2,}(?=[\u4e00-\u9fff])")
"""A gap before a word; those before figures and Latin letters are but how layouts are told."""
_LATIN_GAP = regex(r"(?<=[!-~])\s{2,}(?=[!-~])")
_GAP = regex(r"(?<=\S)\s{2,}(?=\S)")
_IN_SENTENCE = regex("[，。；]")
_FULL = 0.84
"""The share of the widest line that one has which ends where the paper did."""
_INDENTED = 12
"""Columns from which a line stands at the right or in the middle, as titles and signatures do."""


def rejoined(lines: Iterable[Line]) -> list[Line]:
    """Lines with those joined that end where the paper did; the place is that of the first."""
    lines = [_closed(line) for line in lines]
    margin = max((_width(line.text.rstrip()) for line in lines), default=0)
    joined: list[Line] = []
    going_on = False
    for line in lines:
        text = line.text.strip()
        of_people = going_on and "、" in text and _IN_SENTENCE.search(joined[-1].text) is not None
        apart = _apart(line.text) and not of_people
        starts = not text or _BEGINS.match(line.text) is not None or apart
        if going_on and not starts and _indent(line.text) <= _indent(joined[-1].text):
            before = joined[-1].text.rstrip()
            blank = " " if before[-1].isascii() and text[0].isascii() and (before[-1] + text[0]).isprintable() else ""
            blank = "" if blank and before[-1].isdigit() and text[0].isdigit() else blank
            joined[-1] = joined[-1]._replace(text=f"{before}{blank}{text}")
        else:
            joined.append(line)
        full = _width(line.text.rstrip()) >= _FULL * margin
        going_on = bool(text) and full and not _STOPPED.search(text) and not apart
    return joined


def _closed(line: Line) -> Line:
    """A line of a sentence, its Latin words one blank apart."""
    return line._replace(text=_LATIN_GAP.sub(" ", line.text)) if _IN_SENTENCE.search(line.text) else line


def _apart(text: str) -> bool:
    """Whether a line is of columns, or stands in the middle or at the right."""
    in_columns = _COLUMNS.search(text.strip()) is not None and _IN_SENTENCE.search(text) is None
    return in_columns or _indent(text) >= _INDENTED


def _indent(text: str) -> int:
    return _width(text[: len(text) - len(text.lstrip())])


def _width(text: str) -> int:
    text = _GAP.sub(" ", text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
