"""How official papers write dates, times, names, money and telephone numbers; in English labels, their English forms.

These are the filters and the printing rule of every template. What a filter marks as markup is made here, never typed
into a plan: values are escaped before they are joined to it.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from jiedai.documents.translation import said
from jiedai.documents.view import NOTHING, Nothing
from jiedai.model.duties import posts
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Moment
from jiedai.model.opening import Hours, Off
from jiedai.model.quantities import Count, Diners, Presence, money
from jiedai.model.rank import Level
from jiedai.model.times import DAY_MINUTES, ENGLISH_WEEKDAYS, WEEKDAYS, DateRange, TimeRange

DAY_PARTS = (
    (0, "凌晨"),
    (5 * 60, "早上"),
    (8 * 60, "上午"),
    (12 * 60, "中午"),
    (13 * 60, "下午"),
    (18 * 60, "晚上"),
)
"""Parts of the day by the minute they begin at: 7:59 is 早上7:59, 12:00 is 中午12:00, 13:00 is 下午1:00."""

_NUMERALS = "零一二三四五六七八九"
_ENGLISH_PARTS = {
    "凌晨": "before dawn", "清晨": "early morning", "早上": "early morning", "早晨": "early morning", "上午": "morning",
    "中午": "noon", "下午": "afternoon", "傍晚": "evening", "晚上": "evening", "晚间": "evening", "全天": "all day",
    "白天": "daytime", "待定": "to be confirmed",
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


# --- days -------------------------------------------------------------------------------------------------------------


def day(value: dt.date, language: str = "zh") -> str:
    """`5月11日`; `11 May`."""
    return f"{value.month}月{value.day}日" if language == "zh" else f"{value.day}\u00a0{_MONTHS[value.month - 1]}"


def full_day(value: dt.date, language: str = "zh") -> str:
    """`2026年5月11日`; `11 May 2026`."""
    return f"{value.year}年{day(value)}" if language == "zh" else f"{day(value, language)} {value.year}"


def weekday(value: dt.date, language: str = "zh") -> str:
    """`星期一`; `Monday`."""
    return f"星期{WEEKDAYS[value.weekday()]}" if language == "zh" else ENGLISH_WEEKDAYS[value.weekday()]


def weekday_day(value: dt.date, language: str = "zh") -> str:
    """`5月11日（星期一）`; `Monday, 11 May`."""
    if language == "zh":
        return f"{day(value)}（{weekday(value)}）"
    return f"{weekday(value, language)}, {day(value, language)}"


def days(value: DateRange, language: str = "zh") -> str:
    """`2026年5月11日至12日`, `2026年5月30日至6月2日`, over the new year with both years; one day alone."""
    first, last = value.first, value.last
    if first == last:
        return full_day(first, language)
    if language != "zh":
        return f"{_english_start(first, last)}–{full_day(last, language)}"
    if first.year != last.year:
        return f"{full_day(first)}至{full_day(last)}"
    return f"{full_day(first)}至{day(last) if first.month != last.month else f'{last.day}日'}"


def _english_start(first: dt.date, last: dt.date) -> str:
    if first.year != last.year:
        return full_day(first, "en")
    return day(first, "en") if first.month != last.month else str(first.day)


# --- times ------------------------------------------------------------------------------------------------------------


def part_of_day(minutes: int) -> str:
    """The part of the day that minutes after midnight (0 to 1439) fall in."""
    return next(name for start, name in reversed(DAY_PARTS) if minutes >= start)


def clock(minutes: int, language: str = "zh", *, after: str = "") -> str:
    """As it is said aloud: `上午9:30`, `中午12:00`, `晚上7:00`, `次日凌晨0:30`; `09:30`.

    Midnight at the end of the day is `晚上12:00`. A part of the day that is `after`, the one just said, is left out.
    """
    over, minute = divmod(minutes, DAY_MINUTES)
    if language != "zh":
        return f"{minute // 60:02d}:{minute % 60:02d}" if minutes != DAY_MINUTES else "24:00"
    if minutes == DAY_MINUTES:
        return ("" if after == "晚上" else "晚上") + "12:00"
    part = ("次日" if over else "") + part_of_day(minute)
    hour = minute // 60 - 12 if minute >= 13 * 60 else minute // 60
    return f"{'' if part == after else part}{hour}:{minute % 60:02d}"


def time(value: TimeRange, language: str = "zh") -> str:
    """As it is said aloud: `上午9:20—9:30`, `上午11:50—中午12:40`, `约下午3:00`, `下午`; `待定` where it is open."""
    if value.unfilled or (value.start is None and not value.part):
        return "待定" if language == "zh" else _ENGLISH_PARTS["待定"]
    if value.start is None:
        return value.part if language == "zh" else _ENGLISH_PARTS.get(value.part, value.part)
    about = "" if not value.approximate else ("约" if language == "zh" else "about ")
    text = about + clock(value.start, language)
    if value.end is None:
        return text
    said = part_of_day(value.start % DAY_MINUTES)
    return text + ("—" if language == "zh" else "–") + clock(value.end, language, after=said)


def time24(value: TimeRange, language: str = "zh") -> str:
    """As papers write times, one clock in all of them: `9:20—9:30`, `14:30—16:30`, `约15:00`, `22:30—次日0:30`."""
    if language != "zh" or value.unfilled or value.start is None:
        return time(value, language)
    ends = [value.start] if value.end is None else [value.start, value.end]
    return ("约" if value.approximate else "") + "—".join(clock24(minutes) for minutes in ends)


def clock24(minutes: int, language: str = "zh") -> str:
    """`9:30`, `19:00`, `次日0:30`; midnight at the end of the day is `24:00`. `09:30` in English."""
    if language != "zh":
        return clock(minutes, language)
    over, minute = divmod(minutes, DAY_MINUTES)
    if minutes == DAY_MINUTES:
        return "24:00"
    return f"{'次日' if over else ''}{minute // 60}:{minute % 60:02d}"


def moment(value: Moment, language: str = "zh") -> str:
    """`5月9日17:00`, or the day alone; `17:00, 9 May`."""
    if value.minute is None:
        return day(value.day, language)
    if language != "zh":
        return f"{clock(value.minute, language)}, {day(value.day, language)}"
    return day(value.day) + clock24(value.minute)


def stamp(value: dt.datetime, language: str = "zh") -> str:
    """When something was printed, to the minute and on the 24-hour clock: `2026年5月8日9:05`."""
    if language != "zh":
        return f"{full_day(value, language)}, {value:%H:%M}"
    return f"{full_day(value)}{value.hour}:{value.minute:02d}"


# --- names and numbers ------------------------------------------------------------------------------------------------


def name(value: str) -> Markup:
    """A name that is never broken over two lines."""
    return Markup("<nobr>{}</nobr>").format(" ".join(str(said(value)).split()))


def names(value: Iterable[str], language: str = "zh") -> Markup:
    """Names one after the other, each whole: `林峰、沈浩`; `Lin Feng, Shen Hao`."""
    return Markup("、" if language == "zh" else ", ").join(name(entry) for entry in value)


def column_name(value: str) -> Markup:
    """A name in a column of names."""
    return name_of(spaced(str(said(value))))


def spaced(text: str) -> str:
    """A name among others: one of two characters gets a full-width space, to be as wide as one of three."""
    two = len(text) == 2 and all(unicodedata.category(char) == "Lo" for char in text)
    return f"{text[0]}\u3000{text[1]}" if two else text


_SHORT = 9
"""Characters from which on a text in a narrow column may be broken."""


def short(value: str) -> Markup | str:
    """A text that stays on one line where it is short, such as a unit in a column of units."""
    text = str(said(value))
    return name_of(text) if len(text) < _SHORT else text


def original(value: str) -> Markup:
    """A name as it is written, whatever the language of the paper: the Chinese name of a foreign guest.

    A long one may be broken behind its dots.
    """
    text = " ".join(str(value).split())
    parts = re.findall(r"[^·]+·?|·", text) if len(text) > _SHORT else [text]
    return Markup("").join(map(name_of, parts))


def name_of(text: str) -> Markup:
    """Text that stays on one line, its spaces as typed."""
    return Markup("<nobr>{}</nobr>").format(text)


def sentence(value: str) -> str:
    """A text without the full stop it ends with, to go on in a longer sentence."""
    return str(said(value)).strip().rstrip("。.；;，,")


def yuan(value: Decimal, language: str = "zh") -> str:
    """`60元`; `60 yuan`."""
    return money(value) + ("元" if language == "zh" else " yuan")


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def yuan_in_words(value: Decimal, language: str = "zh") -> str:
    """An amount as vouchers write it: `伍佰元整`, `壹万零捌拾元伍角整`; in figures from a million million on."""
    whole, cents = divmod(int((abs(value) * 100).to_integral_value()), 100)
    if language != "zh" or whole >= 10**12:
        return yuan(value, language)
    text = _whole(whole) + "元" if whole or not cents else ""
    tens, ones = divmod(cents, 10)
    if tens:
        text += _CAPITALS[tens] + "角"
    elif ones and whole:
        text += "零"
    if ones:
        text += _CAPITALS[ones] + "分"
    return ("负" if value < 0 else "") + text + ("" if ones else "整")


def _whole(number: int) -> str:
    """A whole number in capitals: groups of four digits, one 零 for the zeros between two figures."""
    text, zero = "", False
    digits = str(number)
    for index, digit in enumerate(digits):
        place = len(digits) - 1 - index
        if digit == "0":
            zero = True
        else:
            text += ("零" if zero and text else "") + _CAPITALS[int(digit)] + _PLACES[place % 4]
            zero = False
        if place % 4 == 0 and place and digits[max(index - 3, 0) : index + 1].strip("0"):
            text += _GROUPS[place // 4]
    return text or "零"


def phone(value: str) -> Markup:
    """A telephone number in one piece, that can be dialled where the paper is read on a screen."""
    number = re.sub(r"[^\d+]", "", re.split(r"转|ext", value, maxsplit=1)[0])
    return Markup('<a href="tel:{}">{}</a>').format(number, value) if number else name_of(value)


def rung(value: int, language: str = "zh") -> str:
    """The number of a heading of level 2: `一、`; `1. `."""
    return numeral(value, language) + ("、" if language == "zh" else ". ")


def subrung(value: int, language: str = "zh") -> str:
    """The number of a heading of level 3: `（一）`; `(1) `."""
    return f"（{numeral(value)}）" if language == "zh" else f"({value}) "


def numeral(value: int, language: str = "zh") -> str:
    """`一` to `九十九`, for the headings of official papers; Arabic in English."""
    if language != "zh" or not 0 <= value <= 99:
        return str(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def duty(value: str, language: str = "zh") -> str:
    """A duty of a member of staff in the language of the labels, where it is one of the usual ones."""
    return posts(language).get(value.lower()) or str(said(value))


def duties(value: Iterable[str], language: str = "zh") -> Markup:
    """Duties one after the other; in English with a capital."""
    found = [duty(entry, language) for entry in value]
    return names([capital(found[0]), *found[1:]] if found and language != "zh" else found, language)


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


# --- printing ---------------------------------------------------------------------------------------------------------


def printed(value: Any, language: str = "zh") -> Any:
    """What a value is when a template prints it as it is; texts keep their line breaks, `NOTHING` prints nothing."""
    match value:
        case Markup() | Nothing():
            return value
        case None:
            return NOTHING
        case Choice():
            return value.zh if language == "zh" else value.value.replace("_", " ")
        case str():
            return Markup("<br/>").join(escape(line) for line in said(value).strip().splitlines())
        case bool():
            return ("否", "是")[value] if language == "zh" else ("no", "yes")[value]
        case TimeRange():
            return time24(value, language)
        case DateRange():
            return days(value, language)
        case Moment():
            return moment(value, language)
        case dt.datetime():
            return stamp(value, language)
        case dt.date():
            return day(value, language)
        case Decimal():
            return money(value)
        case Diners(names=things) | Presence(things=things) if things:
            return printed(things, language)
        case Level():
            return value.said(language)
        case Off() | Hours():
            return str(value)
        case Count() | Diners() | Presence():
            return str(value) if language == "zh" else str(value).replace("约", "about ")
        case list() | tuple():
            return Markup("、" if language == "zh" else ", ").join(escape(printed(entry, language)) for entry in value)
        case _:
            return value


def number(value: Any) -> str:
    """A number, or how many people there are, to be counted with in a spreadsheet."""
    return money(value) if isinstance(value, Decimal) else str(value)


def _stated(value: Any) -> str:
    """A value as the attribute of its tag: a date, a moment or a time of day in ISO 8601; empty where it is none."""
    match value:
        case TimeRange(start=int(minute), end=None, approximate=False):
            return _stated(minute)
        case Moment(day=date, minute=None):
            return _stated(date)
        case Moment():
            return value.at().isoformat(timespec="minutes")
        case dt.date() if not isinstance(value, dt.datetime):
            return value.isoformat()
        case int() if 0 <= value < DAY_MINUTES:
            return f"{value // 60:02d}:{value % 60:02d}"
        case _:
            return ""


def _counted(value: Any) -> str:
    """A number as the attribute of its tag; empty where it is about, or names."""
    match value:
        case Count(number=exact, approximate=False) | Diners(number=exact, names=()):
            return str(exact)
        case Decimal() | int():
            return str(value)
        case _:
            return ""


def _tagged(text: Any, tag: str, attribute: str, value: str) -> Any:
    """The text in a tag that says its value, where it has one."""
    if not value:
        return text
    return Markup('<{tag} {attribute}="{value}">{text}</{tag}>').format(
        tag=tag, attribute=attribute, value=value, text=text
    )


def _timed(function: Callable[..., str]) -> Callable[..., Any]:
    """A filter whose text carries the date or time that it says."""
    return lambda value, *language: _tagged(function(value, *language), "time", "datetime", _stated(value))


def _numbered(function: Callable[..., str]) -> Callable[..., Any]:
    """A filter whose text carries the number that it says."""
    return lambda value, *language: _tagged(function(value, *language), "data", "value", _counted(value))


_TAG = re.compile(r"<(/?[a-z]\w*)[^<>]*>")


def plain_text(value: Any) -> Any:
    """What was made for HTML as text alone: line breaks stay, other tags go; anything else as it is."""
    if not isinstance(value, Markup):
        return value
    return html.unescape(_TAG.sub(lambda tag: "\n" if tag[1] == "br" else "", str(value)))


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """The filters of a template in the language of its labels; each gives `NOTHING` for what is hidden or empty."""
    plain: dict[str, Callable[[Any], Any]] = {
        "name": name,
        "column_name": column_name,
        "short": short,
        "original": original,
        "phone": phone,
        "nobr": name_of,
        "sentence": sentence,
        "number": _numbered(number),
    }
    spoken: dict[str, Callable[..., Any]] = {
        "day": _timed(day), "full_day": _timed(full_day), "weekday": weekday, "weekday_day": _timed(weekday_day),
        "days": days, "clock": _timed(clock24), "time": _timed(time), "time24": _timed(time24),
        "moment": _timed(moment), "names": names, "duties": duties,
        "yuan": _numbered(yuan), "yuan_in_words": yuan_in_words,
        "numeral": numeral, "rung": rung, "subrung": subrung,
    }  # fmt: skip
    made = {key: _guarded(function) for key, function in plain.items()}
    return made | {key: _guarded(function, language) for key, function in spoken.items()}


def _guarded(function: Callable[..., Any], *language: str) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        return NOTHING if value is None or isinstance(value, Nothing) else function(value, *language)

    return apply
