"""Numbers of people and days that texts state in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

from jiedai.model.times import WEEKDAYS
from jiedai.patterns import regex

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}
_CLAUSE = regex(r"[，。；;！？]")
_HEADS = regex(
    r"(?:一行|等|共|总计|合计|总数|人数为?)[^，。；;0-9一二两三四五六七八九十约近]{0,4}"
    r"(?P<about>约|近)?(?P<number>\d{1,4}|[一二两三四五六七八九十]{1,3})\s*(?P<more>[余多几来])?\s*[人名位](?P<after>左右|上下)?"
)
_PART_ONLY = regex(r"随行|陪同|工作人员|驾驶员|司机|另|其中|包括|含|志愿者|记者")
_DATED = regex(
    r"(?:(?P<year>\d{4})\s*[年\-/.]\s*)?(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})\s*[日号]?\s*"
    r"[（(]?\s*(?P<word>(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))"
)


class SpokenDay(NamedTuple):
    """A day with the weekday that a text gives it (0 is Monday)."""

    day: dt.date
    weekday: int


def _number(text: str) -> int:
    """A number in digits, or in Chinese numerals below a hundred."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text[0], 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def heads_told(text: str) -> Iterator[int]:
    """How many people a text says there are in all: `一行8人`, `等六人`; not about how many, nor of a part of them."""
    for clause in _CLAUSE.split(text):
        if _PART_ONLY.search(clause):
            continue
        for found in _HEADS.finditer(clause):
            if not (found["about"] or found["more"] or found["after"]):
                yield _number(found["number"])


def weekdays_told(text: str, near: dt.date, names: Collection[str] = ()) -> Iterator[SpokenDay]:
    """The days of a text behind which a weekday stands; a day without a year is the one nearest to `near`.

    Somebody among `names` may be called 周一凡.
    """
    for found in _DATED.finditer(text):
        if any(text.startswith(name, found.start("word")) for name in names):
            continue
        years = [int(found["year"])] if found["year"] else [near.year - 1, near.year, near.year + 1]
        days = [day for year in years if (day := _date(year, int(found["month"]), int(found["day"])))]
        if days:
            weekday = WEEKDAYS.index(found["weekday"].replace("天", "日"))
            yield SpokenDay(min(days, key=lambda day: abs(day - near)), weekday)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 2月30日 in the words of others is not ours to judge
        return None
