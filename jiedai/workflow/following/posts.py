"""What people post on the day, line by line: when, whether somebody arrived, left, began or ended, and the words used.

    10:42 已到开发区          姚晨 10:42          座谈会 16:40 结束          5月12日
                              已到开发区                                     9点20 到基地，开始考察

A line of a chat that has a name and a time alone gives its time to the lines below it; a date alone is the day of all
that follow.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.times import CLOCK, DATE, clock_in, date_in, dated
from jiedai.patterns import regex

LONGEST = 500
"""Characters of a line that are looked at."""
MOST_LINES = 5_000


class Happened(Enum):
    """What a post reports."""

    ARRIVED = "arrived"
    LEFT = "left"
    BEGAN = "began"
    ENDED = "ended"


_WORDS = (
    (Happened.ENDED, r"结束|完毕|完成|散会|吃完|用完|看完|送走|办好|\b(?:ended|over|finished)\b"),
    (Happened.BEGAN, r"开始|启动|开席|开餐|开饭|开会|入席|落座|\b(?:began|started|starts?)\b"),
    (Happened.LEFT, r"出发|离开|启程|发车|开车|动身|前往|赶往|返回|驶离|离站|\b(?:left|departed|leaving)\b"),
    (Happened.ARRIVED, r"到达|抵达|接到|(?<![收看听得直遇轮想迟签报])到|抵|\b(?:arrived|at)\b"),
)
"""What tells what happened, the surest first."""
_PLANNED = regex(r"预计|大概|大约|估计|将于|将在|准备|即将|马上|还有|可能|要到|计划|不到|没到|未到|还没|\?|？|吗")
"""What speaks of something that has not happened, or that nobody knows."""
_NAME = 12
"""Characters of the name of whoever speaks, at most."""
_SECONDS = regex(r"(?<=\d\d:\d\d):\d\d(?:\.\d+)?")
_CLAUSES = regex(r"[，,；;。]\s*")
_SPEAKER = regex(r"^\s*(?:\[[^\]]{1,40}\]|【[^】]{1,40}】|[^\s:：\d]{1,12}\s*[:：](?!\d))\s*")


class Post(NamedTuple):
    """A report of one line: when (None where nobody says), what happened (None where it is not clear), its words."""

    line: int
    text: str
    day: dt.date | None
    minute: int | None
    happened: Happened | None
    words: str


class Posts(NamedTuple):
    """The reports of a text, and how many lines say nothing of the programme."""

    reports: list[Post]
    ignored: int


def posts(text: str, visit: VisitDays, day: dt.date | None) -> Posts:
    """The reports of a text about a visit; `day` is that of lines before the first date, None where nobody knows."""
    found: list[Post] = []
    ignored = 0
    spoken: int | None = None
    for number, raw in enumerate(text.splitlines()[:MOST_LINES], start=1):
        line = _SECONDS.sub("", dated(raw[:LONGEST])).strip()
        date, line = _date(line, visit)
        day = date or day
        header = _header(line)
        if header is not None:
            spoken = header
        if header is not None or not line:
            continue
        told = list(_clauses(number, raw.strip()[:LONGEST], line, day, spoken))
        spoken = None if CLOCK.search(line) else spoken
        found += told
        ignored += not told
    return Posts(found, ignored)


def _date(line: str, visit: VisitDays) -> tuple[dt.date | None, str]:
    """The date at the head of a line, after the name of who speaks, and the rest of it."""
    match = DATE.search(line)
    if match is None or match.start() > 16:
        return None, line
    try:
        day = date_in(match, line, visit)
    except PydanticCustomError:
        return None, line
    return dt.date(day.year, day.month, day.day), (line[: match.start()] + " " + line[match.end() :]).strip(" ,T")


def _header(line: str) -> int | None:
    """The time of a line that is a name with a time behind it, or a time alone; None for any other."""
    match = CLOCK.search(line)
    if match is None or line[match.end() :].strip(" :]】)"):
        return None
    name = line[: match.start()].strip(" :[]【】()")
    return _minute(match) if len(name) <= _NAME and _happened(name) is None else None


def _minute(match: re.Match[str]) -> int | None:
    try:
        return clock_in(match, match.group())
    except PydanticCustomError:
        return None


def _clauses(number: int, raw: str, line: str, day: dt.date | None, spoken: int | None) -> Iterator[Post]:
    """The reports of a line: of each of its clauses, which take the time of the one before where they have none."""
    minute = spoken
    for clause in _CLAUSES.split(_SPEAKER.sub("", line)):
        match = CLOCK.search(clause)
        words = clause
        if match is not None:
            minute = _minute(match)
            words = f"{clause[: match.start()]} {clause[match.end() :]}"
        happened = _happened(words)
        if happened is not None or (match is not None and not _PLANNED.search(words)):
            yield Post(number, raw, day, minute, happened, words.strip())


def _happened(words: str) -> Happened | None:
    if _PLANNED.search(words):
        return None
    return next((what for what, form in _WORDS if re.search(form, words, re.IGNORECASE)), None)


def fragments(name: str, words: str) -> int:
    """How many characters of a name, in a row, stand in a text; 0 for fewer than two."""
    name, words = halfwidth(name).casefold(), halfwidth(words).casefold()
    for size in range(len(name), 1, -1):
        if any(name[at : at + size] in words for at in range(len(name) - size + 1)):
            return size
    return 0


def best(names: Sequence[str], words: str) -> list[str]:
    """The names of which most stands in a text; none where nothing does."""
    sizes = {name: fragments(name, words) for name in names}
    most = max(sizes.values(), default=0)
    return [name for name, size in sizes.items() if size == most] if most else []
