"""Numbers, times and dates in words, as people say them: 下午两点到三点半, 五月十一日, 一个半小时, 来访前三天, 十二位.

What is said so is put into digits (`下午2点到3点半`) for the readers of times, dates and counts, who know what digits
mean. Nothing is guessed here: a text that is in digits already, or has two readings, stays as it is.
"""

from __future__ import annotations

import re

from jiedai.model.reading import DASH
from jiedai.patterns import regex

TO = rf"(?:{DASH}{{1,3}}|至|到)"
"""What stands between two ends."""

_DIGITS = "〇一二三四五六七八九"
_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {"零": 0, "两": 2}
_POWERS = {"千": 1000, "百": 100, "十": 10}
_SHORT = {"廿": "二十", "卅": "三十"}
_NUMERALS = frozenset((*_VALUES, *_POWERS, *_SHORT))
NUMERAL = f"[{''.join(sorted(_NUMERALS))}]"
"""One character of a number in words."""


def number(text: str) -> int | None:
    """The number that Chinese numerals stand for, up to 9,999: 十二, 廿三, 两百零五, 二〇二六; None for none.

    七八 (seven or eight), 三四十 and 一百二 (120, or 102) are no number, for they have two readings.
    """
    if len(text) > 2 and all(char in _VALUES for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    if len(text) == 2 and text[0] in "零〇":
        return _VALUES.get(text[1]) or None
    for short, long in _SHORT.items():
        text = text.replace(short, long)
    total, last_power, digit, gap = 0, 10_000, None, False
    for at, char in enumerate(text):
        if char in _POWERS:
            power = _POWERS[char]
            if power >= last_power or digit == 0 or (digit is None and at and not (power == 10 and gap)):
                return None
            total += (1 if digit is None else digit) * power
            last_power, digit, gap = power, None, False
        elif char not in _VALUES or digit is not None:
            return None
        elif char in "零〇" and len(text) > 1:
            if not at or gap:
                return None
            gap = True
        else:
            digit = _VALUES[char]
    if digit is not None and last_power in (100, 1000) and not gap:
        return None
    if digit is None and gap:
        return None
    return total + (digit or 0)


def numeral(text: str) -> int:
    """The number that digits or Chinese numerals stand for; 0 for what is none, or has two readings (七八)."""
    return int(text) if text.isdigit() else number(text) or 0


def _counted(match: re.Match[str]) -> str:
    found = number(match[0])
    return match[0] if found is None else str(found)


# --- times and dates --------------------------------------------------------------------------------------------------

_UNIT_OF_TIME = "[点时分年月日号]"
_IN_WORDS = regex(
    rf"(?<![周期拜]){NUMERAL}+(?=\s*{_UNIT_OF_TIME}|\s*{TO}\s*(?:\d{{1,2}}|{NUMERAL}+)\s*[点时月日号])"
    rf"|(?<=[点时]){NUMERAL}+(?!刻)"
)
_PARTS = {
    "一早": "早上", "清早": "早上", "大早": "早上", "早间": "早上", "早": "早上",
    "午后": "下午", "后晌": "下午",
    "午间": "中午", "正午": "中午", "午": "中午",
    "夜里": "晚上", "夜间": "晚上", "深夜": "晚上", "午夜": "晚上", "当晚": "晚上", "夜": "晚上",
}  # fmt: skip
"""Parts of a day by what they are called in the readers of times."""
PARTS_ALONE = {"整天": "全天", "全日": "全天", "一整天": "全天", "一天": "全天", "晚间": "晚上"} | {
    name: part for name, part in _PARTS.items() if len(name) > 1
}
_PART = regex(rf"(?<![上中下])(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?=\s*\d)")
_HALF_OF_DAY = regex(r"(\d{1,2}(?:[:.]\d\d)?)\s*([ap])\.?\s?m\b\.?", re.IGNORECASE | re.ASCII)
_HOUR_WITHOUT_UNIT = regex(rf"(?<![\d:.点时])(\d{{1,2}})(?=\s*{TO}\s*\d{{1,2}}\s*[点时])", re.ASCII)
_COMPACT = regex(r"(?<![\d:.点时])([01]\d|2[0-4]|[6-9])([0-5]\d)(?![\d:.点时分])", re.ASCII)
_NEEDLESS = regex(
    r"(?<=[点时])钟|(?<=:\d\d)\s*[分时]|^[从自由于]\s*(?=\D{0,3}\d)|起(?=\s*[至到])|\s*(?:为止|止|结束)$", re.ASCII
)
_MISTYPED_COLON = regex(r"(?<![:.\d])(\d{1,2});(?=[0-5]\d(?!\d))", re.ASCII)
_SPOKEN = _NUMERALS | frozenset("早午夜钟分时起止束从自由于;") | frozenset("apAP")


def in_digits(text: str) -> str:
    """A half-width text with the numbers of its dates and times in digits: `五月十一日九点半` is `5月11日9点半`."""
    return _IN_WORDS.sub(_counted, text) if not _NUMERALS.isdisjoint(text) else text


def clocks(text: str) -> str:
    """A half-width text of clock times alone, in the words and digits of their readers.

    `下午两点至四点半` is `下午2点至4点半`, `1430-1630` is `14:30-16:30`, `下午2-4点` is `下午2点-4点`, `早8点` is
    `早上8点`, `2:30pm` is `下午2:30`.
    """
    if text in PARTS_ALONE:
        return PARTS_ALONE[text]
    if not _SPOKEN.isdisjoint(text):
        text = _PART.sub(lambda match: _PARTS[match[0]], in_digits(text))
        text = _NEEDLESS.sub("", _MISTYPED_COLON.sub(r"\1:", text))
        text = _HALF_OF_DAY.sub(_with_part, text)
    if "点" in text or "时" in text:
        text = _HOUR_WITHOUT_UNIT.sub(r"\1点", text)
    if any(len(run) in (3, 4) for run in re.split(r"\D", text)):
        text = _COMPACT.sub(r"\1:\2", text)
    return text


def _with_part(match: re.Match[str]) -> str:
    time = match[1] if ":" in match[1] or "." in match[1] else f"{match[1]}点"
    twelve = time.startswith("12")
    return ("凌晨" if twelve else "上午") + time if match[2] in "aA" else "下午" + time


_YEAR_OF_TWO = regex(r"(?<!\d)(\d\d)(?=\s*年)", re.ASCII)


def dates(text: str) -> str:
    """A half-width text with the numbers of its dates in digits, years in full: `26年五月十一日` is `2026年5月11日`."""
    text = in_digits(text)
    return _YEAR_OF_TWO.sub(r"20\1", text) if "年" in text else text


_LENGTH_UNIT = "(?:个半|个)?(?:小时|钟头|钟)|分钟?|刻钟"
_LENGTH_WORDS = regex(rf"{NUMERAL}+(?=\s*(?:{_LENGTH_UNIT}))")
_QUARTERS = regex(r"([123])\s*刻钟", re.ASCII)
_FRACTION = regex(r"(\d{1,2})\.([05])\s*个?(?:小时|h(?:ours?|rs?)?)(?![A-Za-z])", re.ASCII | re.IGNORECASE)
_OTHER_UNITS = {"钟头": "小时", "个钟": "小时", "mins": "分钟", "min": "分钟", "hours": "小时", "hour": "小时"}


def lengths(text: str) -> str:
    """A half-width text of a length of time, its numbers in digits: `一个半小时` is `1个半小时`, `1.5小时` `90分钟`."""
    text = re.sub(ABOUT, "", text)
    if not _NUMERALS.isdisjoint(text):
        text = _LENGTH_WORDS.sub(_counted, text)
    for said, unit in _OTHER_UNITS.items():
        text = text.replace(said, unit)
    text = _QUARTERS.sub(lambda match: f"{int(match[1]) * 15}分钟", text)
    return _FRACTION.sub(lambda match: f"{int(match[1]) * 60 + int(match[2]) * 6}分钟", text)


A_NUMBER = rf"(?:\d{{1,2}}|{NUMERAL}{{1,4}})"
A_PART = (
    rf"(?:{'|'.join(('凌晨', '清晨', '早上', '早晨', '上午', '中午', '下午', '傍晚', '晚上', '晚间', '晚', *_PARTS))})"
)
_AN_HOUR = rf"(?:1\d|2[0-4]|0?\d|{NUMERAL}{{1,3}})"
_A_MINUTE = rf"(?:[0-5]?\d|{NUMERAL}{{1,4}})"
A_CLOCK = (
    rf"(?:{A_PART}\s*)?(?:{_AN_HOUR}\s*(?:[点时]钟?\s*(?:半|整|一刻|三刻|{_A_MINUTE}\s*分?)?|[:.;][0-5]\d\s*[分时]?)"
    r"|(?:[01]\d|2[0-4]|[6-9])[0-5]\d)(?:\s*[ap]\.?m\.?)?"
)
"""The form of a clock time in words, for editors: it takes all that the reader does and some more."""
A_FULL_DATE = rf"(?:\d\d|{NUMERAL}{{4}}|\d{{4}})年{A_NUMBER}月{A_NUMBER}[日号]"
A_DATE = (
    rf"(?:(?:\d\d|{NUMERAL}{{4}})年)?{A_NUMBER}月{A_NUMBER}[日号]"
    rf"|第{A_NUMBER}天|首[日天]|末日|最后一天|{A_NUMBER}[日号]"
)
"""The form of a date in words, for editors."""
A_LENGTH = (
    r"(?:大?约|大概|预计|将近|近)\s*\d{1,4}|"
    rf"(?:大?约|大概)?\s*(?:{A_NUMBER}|半)\s*(?:个半|个)?(?:小时|钟头|钟|分钟?|刻钟)(?:\s*{A_NUMBER}\s*(?:分钟?|刻钟)?)?"
    r"(?:左右)?|\d{1,2}\.[05]\s*(?:个?小时|h)|\d{1,4}\s*(?:min(?:utes|s)?|h(?:ours?)?)"
)
"""The form of a length of time in words, for editors."""


# --- deadlines --------------------------------------------------------------------------------------------------------

_VISIT = "(?:来访|到访|来宾到|抵达|到达|接待|活动|会议|会)"
_ENDED = "(?:离开|返程|接待|活动|会议|来访)?结束|离开"
_DAYS = rf"(\d{{1,3}}|{NUMERAL}{{1,3}})\s*(个?工作日|[天日])"
_BEFORE = regex(rf"(?:{_VISIT}的?前|提前)\s*{_DAYS}(?:以?前|内|之内)?")
_AFTER = regex(rf"(?:{_ENDED})(?:以?后|之后)\s*{_DAYS}(?:以?内|之内)?")
_ON = regex(rf"(?:{_VISIT}当[天日]|首日|第[1一]天)")
_DAY_BEFORE = regex("[前头][1一][天日]|头天")
_SAME_DAY = regex("当[天日]")
_LAST_ON = regex("末日|最后[1一][天日]")


def deadlines(text: str, *, one_day: bool = False) -> str:
    """A deadline told from the visit as one with T or L: `来访前三天下午5点` is `T-3 下午5点`.

    当天 and 前一天 alone are said of the visit only where that is of one day.
    """
    if text[:1] in "TtLl" or text[:1].isdigit():
        return text
    for form, sign in ((_BEFORE, "T-"), (_AFTER, "L+")):
        if found := form.match(text):
            days = int(found[1]) if found[1].isdigit() else number(found[1])
            working = "w" if "工作" in found[2] else ""
            return text if days is None else f"{sign}{days}{working} {text[found.end() :]}".rstrip()
    forms = ((_DAY_BEFORE, "T-1"), (_SAME_DAY, "T"), (_ON, "T"), (_LAST_ON, "L"))
    for form, sign in forms if one_day else forms[2:]:
        if found := form.match(text):
            return f"{sign} {text[found.end() :]}".rstrip()
    return text


A_DEADLINE = (
    rf"(?:{'|'.join(form.pattern for form in (_DAY_BEFORE, _SAME_DAY, _BEFORE, _AFTER, _ON, _LAST_ON))})"
    rf"\s*(?:{A_CLOCK})?"
)
"""The form of a deadline told from the visit, for editors."""


# --- counts -----------------------------------------------------------------------------------------------------------

ABOUT = r"^(?:大?约|大概|预计|将近|近)\s*|\s*(?:左右|前后|上下|许)$"
"""What says that a number or a time is not exact, before it or after it."""
_HUNDREDS = regex("^(?:[上近]|大?约)?[百千](?=[余多来]|[人名位])")
_COUNT_IN_WORDS = regex(rf"{NUMERAL}+(?=[余多来]?\s*(?:人|名|位|辆|间|桌|个|份|条|幅|块|座|次|枚|件|台|版))")
A_TOTAL = "共计|总共|合计|一行|共|计|第"
_TOTAL = regex(r"^(?:共计|总共|合计|一行|共|计)\s*(?=(?:[上近]|大?约)?\s*\d)|^第\s*(?=\d+\s*版)")
_TEN_THOUSANDS = regex(r"(\d{1,4})(?:\.(\d{1,4}))?\s*万(?=[余多来]?\s*(?:人|名|位|$))", re.ASCII)


def counts(text: str) -> str:
    """A half-width text of a number of things, in digits: `十二位` is `12位`, `近百人` `近100人`."""
    if "万" in text:
        text = _TEN_THOUSANDS.sub(_ten_thousands, text)
    if not _NUMERALS.isdisjoint(text):
        text = _HUNDREDS.sub(_hundreds, text)
        text = _COUNT_IN_WORDS.sub(_counted, text)
    return _TOTAL.sub("", text)


def _hundreds(match: re.Match[str]) -> str:
    return match[0].replace("百", "100").replace("千", "1000").replace("上", "近")


def _ten_thousands(match: re.Match[str]) -> str:
    return str(int(match[1]) * 10_000 + int((match[2] or "0").ljust(4, "0")))
