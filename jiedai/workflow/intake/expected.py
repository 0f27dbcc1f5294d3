"""When the party is expected, and when it will leave, as far as a text says it at all: 下午3点左右到, 午餐后返程.

A programme can be laid out by that, though nobody's train can be met by it: none of it is a value of a guest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Value
from jiedai.workflow.intake.moments import Base, clocks_in, days_in, plain
from jiedai.workflow.intake.paper import Text

_BY_ROAD = regex(r"自驾|自行?驾车|开车|驾车|自带车|公务车|公车|单位的?车|大巴|中巴|包车|坐车|乘车")
_BY_RAIL = regex(r"高铁|动车|火车|列车|(?<![A-Z])[GDCZTK]\d{1,4}次?")
_BY_AIR = regex(r"航班|飞机|飞抵")
_COMING = regex(r"抵达|到达|抵|到(?!期|场|位|会|访|时)|报到|入住|过来|过去|[来去](?:县|你|您|贵)")
_GOING = regex(
    r"返程|返回|返|离开|离[\u4e00-\u9fff]|回(?:去|程|市|省|来|$)|走(?!访|进|村|企|[一几两二三\d]个|看|一走)|就回"
)
_SETS_OUT = regex(r"出发|启程|动身")
_PART_OF_DAY = (
    ("早[餐饭]后|一早", 9 * 60),
    ("(?:午[餐饭]|中饭|吃[了过完]*饭|便饭)[^，。；]{0,3}[后就]|中午", 13 * 60 + 30),
    ("晚[餐饭]后|晚上|傍晚", 19 * 60 + 30),
    ("上午|早上", 10 * 60 + 30),
    ("下午", 16 * 60),
)
"""About when people leave who say a part of the day: after the meal they name, else with half of that part spent."""


def journeys(texts: Iterable[tuple[str, Text]], dates: str, base: Base) -> dict[str, Value]:
    """`arrive` and `leave` of a party on the first and the last of its days, in the words that `new --arrive` takes."""
    if not dates:
        return {}
    days = {"arrive": dt.date.fromisoformat(dates[:10]), "leave": dt.date.fromisoformat(dates[-10:])}
    found: dict[str, Value] = {}
    means = ""
    for _label, paragraph in texts:
        means = means or _means(paragraph.text)
        for clause, day, at in _clauses(plain(paragraph.text), base):
            way = "leave" if _GOING.search(clause) else "arrive" if _COMING.search(clause) else ""
            if not way or way in found or _SETS_OUT.search(clause) or (day or days[way]) != days[way]:
                continue
            minute = _minute(clause, way)
            if minute is not None:
                found[way] = Value(f"expected.{way}", f"约{minute // 60}:{minute % 60:02d}", paragraph.where(at))
    return {
        way: Value(value.path, f"{value.value} {means}".strip(), value.where, sure=False)
        for way, value in found.items()
    }


def _clauses(text: str, base: Base) -> Iterator[tuple[str, dt.date | None, int]]:
    """Each clause with the day that it names, or the sentence named before it, and where it stands."""
    for sentence in re.finditer(r"[^。；\n]+", text):
        day = None
        for clause in re.finditer("[^，,]+", sentence[0]):
            named = [one for one in days_in(clause[0], base) if one.first == one.last and not one.doubtful]
            day = named[0].first if named else day
            yield clause[0], day, sentence.start() + clause.start()


def _minute(clause: str, way: str) -> int | None:
    """The only clock of a clause in minutes after midnight; of a departure the part of the day does as well."""
    clocks = list(clocks_in(clause))
    if len(clocks) == 1:
        return clocks[0].minute
    if clocks or way == "arrive":
        return None
    return next((minute for form, minute in _PART_OF_DAY if re.search(form, clause)), None)


def _means(text: str) -> str:
    for form, word in ((_BY_ROAD, "自驾"), (_BY_AIR, "飞机"), (_BY_RAIL, "高铁")):
        if form.search(text):
            return word
    return ""
