"""The itinerary that a letter or message has: its lines, and the days over which it goes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import Text

_STEP = regex(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.]\s*)?(?:\d{1,2}月\d{1,2}日|第[一二三四五]天|\d{1,2}日|上午|下午|晚上|中午|[012]?\d[:：][0-5]\d|[012]?\d[时点])"
)


_ASKED = regex(r"就行|即可|就可以|麻烦|[吗？?]|好的|辛苦|就走|不用")
"""What a word to the host says of a meal or a ride, and no itinerary."""
_TWICE = regex(
    r"(?:上午|下午|晚上|中午|\d[:：点时日]).*[，；、。].*(?:上午|下午|晚上|中午|\d[:：点时]|随后|之后|然后|返程)"
)


def through(dates: Value | None, steps: Value | None, base: Base) -> Value | None:
    """A single day of visit prolonged to the last day of an itinerary that goes on."""
    if dates is None or dates.value is None or steps is None or " 至 " in str(dates.value):
        return dates
    first = dt.date.fromisoformat(str(dates.value))
    named = [days for step in steps.value for days in days_in(plain(step), base)]
    last = max((days.last for days in named), default=first)
    certain = named and named[0].first == first and not any(days.doubtful for days in named)
    return replace(dates, value=f"{first} 至 {last}") if certain and 0 < (last - first).days < 15 else dates


_AT = regex(r"^(?:\d{1,2}月\d{1,2}日)?(?:上午|下午|晚上|中午)?[012]?\d[:：][0-5]\d")


def _in_sentence(paragraph: Text) -> list[tuple[str, str]]:
    """The clauses of a sentence that goes through a day by the clock: 9:00出发，10:10到…，12:00用餐."""
    for sentence in re.split("[。\n]", paragraph.text):
        sentence = re.sub(r"^[^：，；\d]{2,6}：", "", sentence)
        clauses = re.split("[，；]", sentence)
        timed = [at for at, clause in enumerate(clauses) if _AT.search(clause)]
        if len(timed) > 2 and not _AT.match(paragraph.text):
            return [(clause, paragraph.where()) for clause in clauses[timed[0] :]]
    return []


def itinerary(texts: list[tuple[str, Text]]) -> Value | None:
    """The lines of an itinerary, where a text has one."""
    steps = []
    for label, paragraph in texts:
        steps += _in_sentence(paragraph)
        head = _STEP.match(paragraph.text)
        step = head and head.end() + 2 < len(paragraph.text) < 160 and not _ASKED.search(paragraph.text)
        planned = re.search("行程|日程", label) and re.search(r"\d", paragraph.text)
        if re.search("时间|日期", label) and not re.search("行程|日程", label):
            continue
        if (step and not re.search("前.{0,12}报", paragraph.text)) or planned:
            steps.append((paragraph.text, paragraph.where()))
    steps = list(dict.fromkeys(steps))
    if not steps or (len(steps) == 1 and not _TWICE.search(steps[0][0])):
        return None
    return Value("itinerary", [text for text, _where in steps], steps[0][1])
