"""Dates, times and numbers as spreadsheets hold them: the value, in a format that shows the text that was printed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from jiedai.blocks import Value
from jiedai.model.times import WEEKDAYS

_PLAIN = {dt.datetime: "yyyy-mm-dd hh:mm", dt.date: "yyyy-mm-dd", dt.time: "h:mm"}
"""Where the text cannot be had from the value: a time is read at a glance, and still is one."""
_TOKENS = re.compile(
    r"(?P<year>\d{4})(?=年)|(?P<month>\d{1,2})(?=月)|(?P<day>\d{1,2})(?=日)|(?P<weekday>星期[" + WEEKDAYS + r"])"
    r"|(?P<clock>\d{1,2}:\d\d)"
)
PLAIN = frozenset(_PLAIN.values())
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


def number_format(value: Value, text: str) -> str | None:
    """The number format in which `value` reads as `text`; a plain one where a date or time reads otherwise.

    None for a number that its text does not show: it is better left as text.
    """
    if isinstance(value, Decimal):
        return _number(value, text)
    return _moment(value, text) or _PLAIN[type(value) if type(value) in _PLAIN else dt.date]


def _number(value: Decimal, text: str) -> str | None:
    found = _NUMBER.findall(text)
    if len(found) != 1 or Decimal(found[0].replace(",", "")) != value:
        return None
    before, _, after = text.partition(found[0])
    shape = ("#,##0" if "," in found[0] else "0") + "".join("." + "0" * len(part) for part in found[0].split(".")[1:])
    made = _literal(before) + shape + _literal(after)
    return made if text != found[0] or shape != "0" else "0"


def _moment(value: dt.date | dt.time, text: str) -> str:
    """The format of a Chinese date or a 24-hour time; empty where the text holds more, or something else."""
    made, place, weekday = "", 0, False
    for token in _TOKENS.finditer(text):
        shape = _shape(value, str(token.lastgroup), token[0])
        if not shape or re.search(r"\d", text[place : token.start()]):
            return ""
        made += _literal(text[place : token.start()]) + shape
        weekday = weekday or token.lastgroup == "weekday"
        place = token.end()
    rest = text[place:]
    if not place or re.search(r"\d", rest) or re.search("[上中下]午|凌晨|[早晚]上", text):
        return ""
    return ("[$-804]" if weekday else "") + made + _literal(rest)


def _shape(value: dt.date | dt.time, kind: str, text: str) -> str:
    """The code for one part of a date or time; empty where the value says something else."""
    if kind == "clock":
        hour, minute = (int(part) for part in text.split(":"))
        said = isinstance(value, (dt.time, dt.datetime)) and (value.hour, value.minute) == (hour, minute)
        return ("hh:mm" if text.startswith("0") else "h:mm") if said else ""
    if not isinstance(value, dt.date):
        return ""
    if kind == "weekday":
        return "aaaa" if text[-1] == WEEKDAYS[value.weekday()] else ""
    code = {"year": "yyyy", "month": "mm" if text[0] == "0" else "m", "day": "dd" if text[0] == "0" else "d"}
    return code[kind] if int(text) == getattr(value, kind) else ""


def _literal(text: str) -> str:
    """Text that a number format shows as it is; a quotation mark, which has no escape, stands behind a stroke."""
    return "".join('\\"' if part == '"' else f'"{part}"' for part in re.split(r'(")', text) if part)
