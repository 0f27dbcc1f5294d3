"""Numbers as they are typed or said: counts, money, degrees, about-numbers, diners, things there or not."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from jiedai.language import _
from jiedai.model import spoken
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import BLANK, DASH, Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.model.words import NAMES_SCHEMA, SAID, read_names


def _number(digits: int) -> str:
    """The pattern of a whole number of up to so many digits, with commas between them or without."""
    return rf"(?P<number>\d(?:,?\d){{0,{digits - 1}}})(?:\.0+)?"


_DIGITS = 15
"""More is no count of anything."""
MOST_PEOPLE = 20_000
"""Who comes with one visit; each is somebody who rides, eats and sits, named or not."""
MOST_SEATS = 9_999
"""Of one seating chart: as many as the largest hall of the country has, and drawn in a second."""
_UNIT = r"(?:人次|人|名|位|座位|座|版|台|辆|间|桌|个|份|条|幅|块|元|字|分钟|座|次|枚|件|分)"
_COUNT = rf"{_number(_DIGITS)}\s*{_UNIT}?"


def _about(digits: int) -> str:
    """The pattern of about so many, of up to so many digits."""
    return (
        rf"(?P<before>大?约|大概|预计|将近|近)?\s*{_number(digits)}(?P<more>[余多来])?\s*{_UNIT}?"
        r"(?:来宾|客人|嘉宾|客商|代表)?\s*(?P<after>左右|上下)?"
    )


_ABOUT = _about(_DIGITS)
_MONEY = (
    r"(?:每[人间餐]|人均)?\s*(?:人民币|RMB|CNY|[¥￥])?\s*(?P<amount>\d[\d,]{0,14}(?:\.\d{1,10})?)\s*(?P<ten_thousand>万)?\s*(?:元|块|yuan|RMB|CNY)?"
    r"(?:\s*(?:/|每|·)\s*(?:人|间|天|日|晚|夜|餐|次|位|辆|台|桌|份))*"
)
_YES = frozenset({"是", "有", "对", "√", "true", "yes", "y", "on"})
_NO = frozenset({"否", "无", "没有", "不", "×", "false", "no", "n", "off", "不设", "不摆放", "0"})


def read_count(value: Any, visit: VisitDays | None) -> int:
    """A whole number of things, with its unit or without: `6`, `6人`, `1,200`, `十二位`, `共6人`, `第2版`."""
    hint = _("只写数字，如 6")
    typed = scalar(value, hint)
    match = re.fullmatch(_COUNT, spoken.counts(halfwidth(typed)), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是整数"), hint, value=typed)
    return int(match["number"].replace(",", ""))


def read_seats(value: Any, visit: VisitDays | None) -> int:
    """Seats of a chart, a row or a vehicle: a count of no more than MOST_SEATS, for each of them is drawn."""
    count = read_count(value, visit)
    if count > MOST_SEATS:
        hint = _("一张座次图最多排 {most} 个座位").format(most=MOST_SEATS)
        raise unreadable(_("“{value}”个座位太多了"), hint, value=value)
    return count


def read_money(value: Any, visit: VisitDays | None) -> Decimal:
    """An amount in yuan: `60`, `60元`, `1,400.50`, `1.2万元`, `360元/间`, `60 yuan`, `RMB 60`."""
    if isinstance(value, Decimal):
        return value
    hint = _("只写数字，单位为元，如 60")
    typed = scalar(value, hint)
    match = re.fullmatch(_MONEY, halfwidth(typed), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是金额"), hint, value=typed)
    return Decimal(match["amount"].replace(",", "")) * (10_000 if match["ten_thousand"] else 1)


_KILOMETRES = r"(?P<amount>\d{1,4}(?:\.\d{1,2})?)\s*(?:公里|千米|km|KM|Km)?"


def read_kilometres(value: Any, visit: VisitDays | None) -> Decimal:
    """A length of road: `12`, `12.5公里`, `12 km`."""
    if isinstance(value, Decimal):
        return value
    hint = _("只写数字，单位为公里，如 12.5")
    typed = scalar(value, hint)
    match = re.fullmatch(_KILOMETRES, halfwidth(typed), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是公里数"), hint, value=typed)
    return Decimal(match["amount"])


def money(amount: Decimal) -> str:
    """An amount as it is printed: no needless zeros, no exponent."""
    return f"{amount.normalize():f}"


_DEGREES = r"(?P<below>零下|[-\u2212])?\s*(?P<number>[0-5]?\d)(?:\.0+)?\s*(?:℃|°C|摄氏度|度)?"


def read_degrees(value: Any, visit: VisitDays | None) -> int:
    """A temperature in whole degrees Celsius: `8`, `-3`, `8℃`, `零下3度`; nothing on earth is below -59 or above 59."""
    hint = _("只写度数，如 8 或 -3")
    typed = scalar(value, hint)
    match = re.fullmatch(_DEGREES, halfwidth(typed), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是气温"), hint, value=typed)
    return int(match["number"]) * (-1 if match["below"] else 1)


class Spread(NamedTuple):
    """Between which multiples of its planned length something lasts; as planned is the likeliest."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:g}-{self.high:g}"


_TIMES = r"\d{1,2}(?:\.\d{1,2})?"
_SPREAD = rf"(?P<low>{_TIMES})\s*倍?\s*{DASH}\s*(?P<high>{_TIMES})\s*倍?"


def read_spread(value: Any, visit: VisitDays | None) -> Spread:
    """`0.9-1.5`: from nine tenths of the planned length to one and a half of it; 1 lies between."""
    if isinstance(value, Spread):
        return value
    hint = _("写成 0.9-1.5，前一个不大于 1，后一个不小于 1")
    typed = scalar(value, hint)
    match = re.fullmatch(_SPREAD, halfwidth(typed), re.ASCII)
    found = Spread(float(match["low"]), float(match["high"])) if match else None
    if found is None or not 0 < found.low <= 1 <= found.high:
        raise unreadable(_("“{value}”不是几倍到几倍"), hint, value=typed)
    return found


class Count(NamedTuple):
    """A number of people, exact or about (`约110`)."""

    number: int
    approximate: bool = False

    def __str__(self) -> str:
        return f"约{self.number}" if self.approximate else str(self.number)

    def plus(self, other: Count) -> Count:
        """Both together; about right where one of them is."""
        return Count(self.number + other.number, self.approximate or other.approximate)


def read_about(value: Any, visit: VisitDays | None) -> Count:
    """How many people come, no more than MOST_PEOPLE: `22`, `22人`, `约110`, `110余人`, `近百人`, `约1.2万人`."""
    if isinstance(value, Count):
        return value
    count = _counted_about(value)
    if count.number > MOST_PEOPLE:
        hint = _("一份方案最多接待 {most} 人；公众活动的人数写“预计人数”").format(most=MOST_PEOPLE)
        raise unreadable(_("“{value}”人太多了"), hint, value=value)
    return count


def read_size(value: Any, visit: VisitDays | None) -> int:
    """How many there may be, of which 约 says no more than the number: `600`, `约600人`, `三千余人`."""
    return _counted_about(value).number


def _counted_about(value: Any) -> Count:
    hint = _("写成 22 或 约110")
    typed = scalar(value, hint)
    match = re.fullmatch(_ABOUT, spoken.counts(halfwidth(typed)), re.ASCII)
    if match is None:
        raise unreadable(_("“{value}”不是人数"), hint, value=typed)
    return Count(int(match["number"].replace(",", "")), bool(match["before"] or match["more"] or match["after"]))


class Diners(NamedTuple):
    """Who eats: a number, or names of people and groups (`number` is then how many names there are)."""

    number: int
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "、".join(self.names) if self.names else str(self.number)


def read_diners(value: Any, visit: VisitDays | None) -> Diners:
    """A number of diners (`6`, `约110人`), or their names (or groups) as a list."""
    if isinstance(value, Diners):
        return value
    if not isinstance(value, (list, tuple)):
        typed = scalar(value, _("写人数或姓名列表"))
        match = re.fullmatch(_ABOUT, spoken.counts(halfwidth(typed)), re.ASCII)
        if match:
            return Diners(int(match["number"].replace(",", "")))
        if re.match(_LIKE_NUMBER, halfwidth(typed), re.ASCII):
            raise unreadable(_("“{value}”不是人数，也不是姓名"), _("写人数或姓名列表"), value=typed)
    names = read_names(value, visit)
    return Diners(len(names), names)


_LIKE_NUMBER = r"[+-]?\d"


class Presence(NamedTuple):
    """Something that is there or not: how many, and what, where it was said. False when there is none."""

    number: int
    things: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return "、".join(self.things) if self.things else (str(self.number) if self.number else _("无"))


def read_presence(value: Any, visit: VisitDays | None) -> Presence:
    """`1`, `无`, `有`, a text, or a list of texts."""
    if isinstance(value, Presence):
        return value
    if isinstance(value, (list, tuple)):
        things = tuple(scalar(entry, _("每项写一个名称")) for entry in value)
        return Presence(len(things), things)
    typed = scalar(value, _("写“无”、数量或名称"))
    text = halfwidth(typed).lower()
    if text in _NO:
        return Presence(0)
    if text in _YES:
        return Presence(1)
    number = re.fullmatch(_COUNT, text, re.ASCII)
    return Presence(int(number["number"].replace(",", ""))) if number else Presence(1, (typed,))


def read_yes(value: Any, visit: VisitDays | None) -> bool:
    """`是`/`否`, `有`/`无`, `true`/`false`, `yes`/`no`."""
    if isinstance(value, bool):
        return value
    typed = scalar(value, _("写“是”或“否”"))
    text = halfwidth(typed).lower()
    if text in _YES or text == "1":
        return True
    if text in _NO:
        return False
    raise unreadable(_("“{value}”不是“是”或“否”"), _("写“是”或“否”"), value=typed)


def read_absent(value: Any, visit: VisitDays | None) -> bool | str:
    """`是` and `否` as of `read_yes`, or a text: why somebody does not come. A blank says nothing yet."""
    typed = scalar(value, _("写“是”或不来的原因"))
    text = halfwidth(typed).lower()
    if text in _YES or text == "1":
        return True
    return False if text in _NO or is_placeholder(typed) else typed


_YES_OR_NO = [word for name in sorted(_YES | _NO | {"1"}) for word in dict.fromkeys((name, name.title(), name.upper()))]


def _yes_schema() -> dict[str, Any]:
    """A truth value, and the words for one; what editors offer first is what people write."""
    words: list[str | int] = [*dict.fromkeys(("是", "否", *_YES_OR_NO)), 0, 1]
    told = ["是" if str(word).casefold() in _YES | {"1"} else "否" for word in words]
    return {"anyOf": [{"enum": words, "enumDescriptions": told}, {"type": "boolean"}, BLANK]}


_TOTAL = rf"(?:{spoken.A_TOTAL})?\s*"


def _said(digits: int) -> str:
    """The pattern of a count of up to so many digits, in figures or in words."""
    return rf"{_number(digits)}\s*{_UNIT}?|{_TOTAL}(?:\d{{1,{digits}}}|{spoken.NUMERAL}{{1,7}})\s*{_UNIT}"


def _said_about(digits: int) -> str:
    """The pattern of about so many of up to so many digits, in figures or in words."""
    return (
        rf"{_about(digits)}|{_TOTAL}(?:上|大?约|大概|预计|将近|近)?\s*(?:{spoken.NUMERAL}{{1,7}}[余多来]?\s*{_UNIT}"
        rf"|\d{{1,{digits}}}[余多来]?\s*(?:人次|人|名|位)?|\d{{1,4}}(?:\.\d{{1,4}})?\s*万[余多来]?\s*(?:人次|人|名|位)?)"
        r"(?:来宾|客人|嘉宾|客商|代表)?(?:左右|上下)?"
    )


CountField = Annotated[int, Reading(read_count, lambda: typed_as(_said(_DIGITS), "integer"))]
SeatsField = Annotated[int, Reading(read_seats, lambda: typed_as(_said(4), "integer", most=MOST_SEATS))]
MoneyField = Annotated[Decimal, Reading(read_money, lambda: typed_as(_MONEY, "number"))]
KilometresField = Annotated[Decimal, Reading(read_kilometres, lambda: typed_as(_KILOMETRES, "number", most=9999))]
SpreadField = Annotated[Spread, Reading(read_spread, lambda: typed_as(_SPREAD))]
AboutField = Annotated[Count, Reading(read_about, lambda: typed_as(_said_about(5), "integer", most=MOST_PEOPLE))]
SizeField = Annotated[int, Reading(read_size, lambda: typed_as(_said_about(_DIGITS), "integer"))]
DegreesField = Annotated[int, Reading(read_degrees, lambda: typed_as(_DEGREES, "integer", least=-59, most=59))]
DinersField = Annotated[
    Diners,
    Reading(
        read_diners,
        lambda: {
            "anyOf": [
                typed_as(_said_about(_DIGITS), "integer"),
                {"type": "string", "pattern": r"^\s*[^\s0-9０-９+＋－-]"},
                {"type": "boolean"},
                {"type": "array", "items": SAID},
            ]
        },
    ),
]
AbsentField = Annotated[bool | str, Reading(read_absent, lambda: dict(SAID))]
PresenceField = Annotated[Presence, Reading(read_presence, lambda: NAMES_SCHEMA)]
YesField = Annotated[bool, Reading(read_yes, _yes_schema)]
