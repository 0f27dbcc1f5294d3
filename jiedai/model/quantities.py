"""Numbers as they are typed: counts, money, about-numbers, diners, and things that are there or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from jiedai.language import _
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, unreadable
from jiedai.model.words import read_names

_UNITS = r"(?:人次|人|名|位|辆|间|桌|个|份|条|幅|块|元|字|分钟|座|次|枚|件)?"
_YES = frozenset({"是", "有", "对", "√", "true", "yes", "y", "on"})
_NO = frozenset({"否", "无", "没有", "不", "×", "false", "no", "n", "off", "不设", "不摆放", "0"})


def read_count(value: Any, visit: VisitDays | None) -> int:
    """A whole number of things, with its unit or without: `6`, `6人`, `1,200`."""
    hint = _("只写数字，如 6")
    typed = scalar(value, hint)
    match = re.fullmatch(r"(\d[\d,]*)\s*" + _UNITS, halfwidth(typed))
    if match is None:
        raise unreadable(_("“{value}”不是整数").format(value=typed), hint)
    return int(match[1].replace(",", ""))


def read_money(value: Any, visit: VisitDays | None) -> Decimal:
    """An amount in yuan: `60`, `60元`, `1,400.50`, `1.2万元`."""
    if isinstance(value, Decimal):
        return value
    hint = _("只写数字，单位为元，如 60")
    typed = scalar(value, hint)
    match = re.fullmatch(
        r"[¥￥]?\s*(\d[\d,]*(?:\.\d+)?)\s*(万)?\s*(?:元|块)?(?:/(?:人|间|天|晚|位|辆))*", halfwidth(typed)
    )
    if match is None:
        raise unreadable(_("“{value}”不是金额").format(value=typed), hint)
    return Decimal(match[1].replace(",", "")) * (10_000 if match[2] else 1)


def money(amount: Decimal) -> str:
    """An amount as it is printed: no needless zeros, no exponent."""
    return f"{amount.normalize():f}"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, exact or about (`约110`)."""

    number: int
    approximate: bool = False

    def __str__(self) -> str:
        return f"约{self.number}" if self.approximate else str(self.number)


def read_about(value: Any, visit: VisitDays | None) -> Count:
    """`22`, `22人`, `约110`, `110人左右`."""
    if isinstance(value, Count):
        return value
    typed = scalar(value, _("写成 22 或 约110"))
    text = halfwidth(typed)
    bare = re.sub(r"^(?:大?约|近)\s*|\s*(?:左右|上下)$", "", text)
    return Count(read_count(bare, visit), bare != text)


@dataclass(frozen=True, slots=True)
class Diners:
    """Who eats: a number, or names."""

    number: int
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "、".join(self.names) if self.names else str(self.number)


def read_diners(value: Any, visit: VisitDays | None) -> Diners:
    """A number of diners, or their names (or groups) as a list."""
    if isinstance(value, Diners):
        return value
    if not isinstance(value, (list, tuple)) and re.match(r"\d", halfwidth(scalar(value, _("写人数或姓名列表")))):
        return Diners(read_count(value, visit))
    names = read_names(value, visit)
    return Diners(len(names), names)


@dataclass(frozen=True, slots=True)
class Presence:
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
    number = re.fullmatch(r"(\d+)\s*" + _UNITS, text)
    return Presence(int(number[1])) if number else Presence(1, (typed,))


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
    raise unreadable(_("“{value}”不是“是”或“否”").format(value=typed), _("写“是”或“否”"))


_NUMBER = r"^\s*[¥￥]?\s*[\d０-９]"

CountField = Annotated[int, Reading(read_count, {"type": ["integer", "string"], "minimum": 0, "pattern": _NUMBER})]
MoneyField = Annotated[Decimal, Reading(read_money, {"type": ["number", "string"], "minimum": 0, "pattern": _NUMBER})]
AboutField = Annotated[
    Count, Reading(read_about, {"type": ["integer", "string"], "minimum": 0, "pattern": r"[\d０-９]"})
]
_ONE_OR_MANY = [{"type": "string", "minLength": 1}, {"type": "array", "items": {"type": ["string", "integer"]}}]
DinersField = Annotated[Diners, Reading(read_diners, {"anyOf": [{"type": "integer", "minimum": 0}, *_ONE_OR_MANY]})]
PresenceField = Annotated[
    Presence, Reading(read_presence, {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "boolean"}, *_ONE_OR_MANY]})
]
YesField = Annotated[
    bool,
    Reading(
        read_yes,
        {
            "anyOf": [
                {"type": "boolean"},
                {"enum": sorted((_YES | _NO | {"1"}) - {"true", "false"}) + ["true", "false"]},
            ]
        },
    ),
]
