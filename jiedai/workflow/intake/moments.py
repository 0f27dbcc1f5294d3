"""Days and clock times in running text: 6月16日至17日, 下周二, 后天上午9点半, counted from a given day.

A day is given back only where it can be one day alone. What is vague (月底, 中旬, 农历) or contradicts itself
(6月16日（星期三） that is a Tuesday) is told as doubtful.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiedai.model.spoken import number, numeral
from jiedai.model.times import WEEKDAYS, weekday_in
from jiedai.patterns import regex
from jiedai.workflow.drafting.answers import in_digits

_SEPARATOR = r"(?:至|到|[-‐-―−─~〜～]{1,3})"
_WEEKDAY_BESIDE = r"(?:[（(]?(?P<scope%s>下下|下|本|这)?(?:个)?(?:星期|周|礼拜)(?P<beside%s>[一二三四五六日天])[)）]?)?"


def _day_form(name: str) -> str:
    return (
        rf"(?:(?P<year{name}>(?:19|20)\d\d)[年./-](?P<month{name}>1[0-2]|0?[1-9])[月./-](?P<day{name}>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"
        rf"|(?P<next{name}>明年)?(?P<smonth{name}>1[0-2]|0?[1-9])月(?P<sday{name}>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"
        rf"|(?<![\d.第])(?P<only{name}>3[01]|[12]\d|0?[1-9])[日号](?!楼|线|馆|厅|院|车|桌|电|文|函|地块|地(?=[，。；、])|厂房|厂区|车间|仓|库|机组|井|矿|坑|码头|门|路|公路|标段|项目|图|泊位|炉|棚|大棚|站台|出口|会议室|议题|附件|材料|口)"
        rf"|(?P<scoped{name}>下下|下|本|这|上)个?(?:星期|周|礼拜)(?P<weekday{name}>[一二三四五六日天])"
        rf"|(?:星期|周|礼拜)(?P<bare{name}>[一二三四五六日天])(?![年边到围末])"
        rf"|(?P<relative{name}>大后天|后天|后日|明天|明日|明早|明晚|今天|今日|今早|今晚|昨天|昨日|前天|次日|翌日|第二天|当天|当日|同日))"
        + _WEEKDAY_BESIDE
        % (name, name)
    )


_LIST_OF_DAYS = regex(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<first>3[01]|[12]\d|0?[1-9])[日号]?(?:至|到|、|和|及|[-‐-―−─~〜～]{1,3})"
    r"(?P<last>3[01]|[12]\d|0?[1-9])(?!\d|[:：点时人名月年])[日号]?" + _WEEKDAY_BESIDE % ("a", "a")
)
_DOTTED = regex(
    r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])[./](?P<first>3[01]|[12]\d|0?[1-9])[日号]?(?:至|到|[-‐-―−─~〜～]{1,3})"
    r"(?:(?P<lmonth>1[0-2]|0?[1-9])[./])?(?P<last>3[01]|[12]\d|0?[1-9])[日号]?(?![\d.:：%])"
)
_ONE = regex(_day_form(""))
_JOINT = regex(
    rf"(?:(?:上午|下午|中午|晚上|早上)?(?:\d{{1,2}}[:：]\d\d|\d{{1,2}}[点时]半?)?(?P<to>{_SEPARATOR})"
    r"|(?:上午|下午|中午|晚上)?(?P<and>、|和|及))"
)


@dataclass(frozen=True)
class Days:
    """One day or several in a row, and where in the text they stand. `doubtful` says why none is certain."""

    first: dt.date
    last: dt.date
    start: int
    end: int
    doubtful: str = ""
    relative: bool = False

    def __str__(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first} 至 {self.last}"


@dataclass(frozen=True)
class Base:
    """What short dates are counted from: the day a text was written on; `future` says that it speaks of what comes."""

    day: dt.date
    future: bool = True


def plain(text: str) -> str:
    """A text as days and times are looked for in it: small Chinese numbers in digits, of the same length where that
    matters to nobody. Years such as 二〇二六年 become 2026年.
    """
    text = _AM_OR_PM.sub(_in_24_hours, text.replace("元月", "1月"))
    text = _CHINESE_YEAR.sub(lambda found: str(number(found[1].translate(_NOUGHTS))), text)
    text = _FORMAL.sub(lambda found: found[0].translate(_FORMAL_NUMERALS), text)
    text = _TWO_WEEKDAYS.sub(r"\1、", _WEEKDAYS_BESIDE.sub(r"（周\1）", text))
    text = _DAY_AND_DAY.sub(r"\1日、\2\3", text)
    text = _DOTTED_RANGE.sub(r"\1年\2月\3日至\4日", text)
    text = _DAY_MONTH_YEAR.sub(r"\3年\2月\1日", text)
    text = _DOTTED_DAY.sub(r"\1月\2日", text)
    text = _SIX_OR_SEVEN.sub(lambda found: "几几" if _follows(found[0]) else found[0], text)
    if _ENGLISH.search(text):
        for form in (_DAY_FIRST, _MONTH_FIRST):
            text = form.sub(_in_chinese, text)
        text = _TO_DATE.sub("至", text)
        text = _THE_NTH.sub(r"\1日", text)
    return in_digits(text)


_AM_OR_PM = regex(r"(?<![\d:])(1[0-2]|0?\d)(?:[:.]([0-5]\d))?\s?([ap])\.?m\b\.?", re.IGNORECASE)


def _in_24_hours(found: re.Match[str]) -> str:
    """3:18 p.m. as 15:18."""
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02d}:{found[2] or '00'}"


_WEEKDAYS_BESIDE = regex(
    r"(?<=[日号])[（(](?:周|星期)[一二三四五六日天](?:至|到|[-‐-―−─~〜～、]{1,2})(?:周|星期)?([一二三四五六日天])[)）]"
)
"""5月24日—27日（周一至周四）: the weekday of the last day counts."""
_TWO_WEEKDAYS = regex("((?:周|星期)[一二三四五六日天])(?=(?:周|星期)[一二三四五六日天])")
_DOTTED_RANGE = regex(
    r"(20\d\d)[./](1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?:至|到|[-‐-―−─~〜～]{1,2})(3[01]|[12]\d|0?[1-9])(?![\d./:：])日?"
)
_DAY_MONTH_YEAR = regex(r"(?<![\d/.])(1[3-9]|2\d|3[01])[./](1[0-2]|0?[1-9])[./](20\d\d)(?!\d)")
"""14/09/2027, where the first number can be no month."""
_DOTTED_DAY = regex(
    r"(?<![\d./])(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?:[日号]|(?=[（(]?(?:周|星期)[一二三四五六日天]|[上下]午|晚上|中午|\s\d{1,2}[:：]\d\d))"
)
_SIX_OR_SEVEN = regex(r"[一二两三四五六七八][二三四五六七八九](?=个|人|名|位|天|[日号])")


def _follows(two: str) -> bool:
    """Whether two numbers stand side by side because it is one or the other: 六七个人."""
    first, second = map(number, two)
    return first is not None and second == first + 1


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.?"
_ENGLISH = regex(rf"\b{_MONTH}\s?\d|\d(?:st|nd|rd|th)?[\s-]?{_MONTH.replace('?P<month>', '?:')}\b", re.IGNORECASE)
_THE_NTH = regex(r"\bon the (3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)\b(?! ?of\b)", re.IGNORECASE)
_ORDINAL = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s)"
_TO = rf"\s?(?:to|until|till|through|and|[-–—])\s?(?:the )?{_WEEKDAY}?"
_TO_DATE = regex(
    rf"(?<=日)\s?(?:to|until|till|through|[-–—])\s?(?:the )?{_WEEKDAY}?(?=(?:20\d\d年)?\d{{1,2}}月)", re.IGNORECASE
)
_DAY_FIRST = regex(
    rf"(?<!\d){_ORDINAL.format('first')}(?:{_TO}{_ORDINAL.format('last')})?[\s-]?(?:of )?{_MONTH}"
    r",?(?: ?(?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_MONTH_FIRST = regex(
    rf"\b{_MONTH}\s?{_ORDINAL.format('first')}(?:{_TO}{_ORDINAL.format('last')})?(?:,? ?(?P<year>20\d\d))?\b(?!:)",
    re.IGNORECASE,
)


def _in_chinese(found: re.Match[str]) -> str:
    """An English date as a Chinese one: 12 to 14 October 2026 is 2026年10月12日至14日."""
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    year = f"{found['year']}年" if found["year"] else ""
    return f"{year}{month}月{found['first']}日" + (f"至{month}月{found['last']}日" if found["last"] else "")


_DAY_AND_DAY = regex(
    r"(?<![\d.月/、])(3[01]|[12]\d|0?[1-9])[、和及](3[01]|[12]\d|0?[1-9])([日号])(?!楼|线|馆|厅|院|车|桌|电|文|函|客商|地块|厂房)"
)
"""24、25号."""
_FORMAL_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_FORMAL = regex(r"[壹贰叁肆伍陆柒捌玖拾]+(?=[人名位个天日])")
_NOUGHTS = str.maketrans("○O", "〇〇")
_CHINESE_YEAR = regex(r"([一二三四五六七八九〇零○O]{4})(?=年)")


def days_in(text: str, base: Base) -> Iterator[Days]:
    """Every day or run of days in `text` (as `plain` gives it), in order."""
    at = 0
    month_of: dt.date | None = None
    while at < len(text):
        found = _next(text, at, base, month_of)
        if found is None:
            return
        yield found
        month_of, at = found.first, found.end


def _next(text: str, at: int, base: Base, before: dt.date | None) -> Days | None:
    ranged, dotted, one = (form.search(text, at) for form in (_LIST_OF_DAYS, _DOTTED, _ONE))
    first = min((found.start() for found in (ranged, dotted, one) if found), default=None)
    if first is None:
        return None
    if ranged and ranged.start() == first:
        days = _ranged(ranged, base)
        if days:
            return days
    if dotted and dotted.start() == first:
        days = _of_dotted(dotted, base)
        if days:
            return days
    if one is None:
        return None
    start = _day_of(one, base, before, "")
    if start is None:
        return _next(text, one.end(), base, before)
    joint = _JOINT.match(text, one.end())
    second = joint and _ONE.match(text, joint.end())
    if joint and second and not (joint["and"] and second["relative"]):
        last = _day_of(second, base, start.last, "")
        if last and start.first <= last.first and (last.first - start.first).days < 60:
            adjacent = (last.first - start.first).days == 1
            if joint["to"] or adjacent:
                return replace(start, last=last.last, end=second.end(), doubtful=start.doubtful or last.doubtful)
    return start


def _ranged(found: re.Match[str], base: Base) -> Days | None:
    first = _dated(found["year"], found["month"], found["first"], base)
    last = first and _dated(str(first.year), found["month"], found["last"], base)
    if first is None or last is None or last < first:
        return None
    return Days(first, last, found.start(), found.end(), _contradiction(found["besidea"], last))


def _of_dotted(found: re.Match[str], base: Base) -> Days | None:
    first = _dated(None, found["month"], found["first"], base)
    last = first and _dated(str(first.year), found["lmonth"] or found["month"], found["last"], base)
    if first is None or last is None or last < first:
        return None
    return Days(first, last, found.start(), found.end())


def _dated(year: str | None, month: str, day: str, base: Base) -> dt.date | None:
    """A date; without a year the one that comes next, or was last when the text speaks of what was."""
    try:
        if year:
            return dt.date(int(year), int(month), int(day))
        near = [dt.date(base.day.year + step, int(month), int(day)) for step in (-1, 0, 1)]
    except ValueError:
        return None
    # What is announced comes; a letter may yet name a day of some weeks ago.
    late = base.day - dt.timedelta(days=60)
    return next((one for one in near if one >= late), None)


def _contradiction(weekday: str | None, day: dt.date) -> str:
    if weekday is None or weekday_in(weekday) == day.weekday():
        return ""
    return f"{day.isoformat()} 是星期{WEEKDAYS[day.weekday()]}，不是星期{weekday}"


_STEPS = {
    "大后天": 3, "后天": 2, "后日": 2, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "今天": 0, "今日": 0, "今早": 0,
    "今晚": 0, "昨天": -1, "昨日": -1, "前天": -2,
}  # fmt: skip


def _day_of(found: re.Match[str], base: Base, before: dt.date | None, name: str) -> Days | None:
    def got(group: str) -> str | None:
        value: str | None = found[group + name]
        return value

    day: dt.date | None = None
    relative = False
    if got("year"):
        day = _dated(got("year"), str(got("month")), str(got("day")), base)
    elif got("smonth"):
        year = str(base.day.year + 1) if got("next") else None
        day = _dated(year, str(got("smonth")), str(got("sday")), base)
    elif got("only"):
        day = _day_alone(int(str(got("only"))), base, before)
    elif got("weekday"):
        weeks = {"下下": 2, "下": 1, "上": -1}.get(str(got("scoped")), 0)
        monday = base.day - dt.timedelta(days=base.day.weekday())
        day, relative = monday + dt.timedelta(days=7 * weeks + weekday_in(str(got("weekday")))), True
    elif got("bare"):
        ahead = (weekday_in(str(got("bare"))) - base.day.weekday()) % 7
        day, relative = base.day + dt.timedelta(days=ahead), True
        while before is not None and day < before <= base.day + dt.timedelta(days=28):
            day += dt.timedelta(days=7)  # 下周四到，周五走: the Friday after it
    elif got("relative"):
        word, relative = str(got("relative")), True
        if word in _STEPS:
            day = base.day + dt.timedelta(days=_STEPS[word])
        elif before is not None:
            day = before + dt.timedelta(days=0 if word in ("当天", "当日", "同日") else 1)
    if day is None:
        return None
    if (weekday := got("weekday") or got("bare")) and (beside := _NUMBER_BESIDE.match(found.string, found.end())):
        # 周五（23号）: the weekday alone may be of the next week or the one after; with the number it is one day.
        near = _day_alone(int(beside["day"]), base, before)
        if beside["month"]:
            near = _dated(None, beside["month"], beside["day"], base)
        day = near or day
        return Days(day, day, found.start(), beside.end(), _contradiction(weekday, day))
    return Days(day, day, found.start(), found.end(), _contradiction(got("beside"), day), relative)


_NUMBER_BESIDE = regex(
    r"\s*了?[（(，,]?(?:也)?(?:就是|即)?(?:(?P<month>1[0-2]|0?[1-9])[月./])?(?P<day>3[01]|[12]\d|0?[1-9])(?:[日号][)）]?|(?<=\d)[)）]|(?<=[./]\d)(?=$|[，,。；\s])|(?<=[./]\d\d)(?=$|[，,。；\s]))"
)


def _day_alone(number: int, base: Base, before: dt.date | None) -> dt.date | None:
    """`17日`: in the month named before, else in the month of the base or, when that is past, in the next."""
    start = before or base.day
    for month in (start.month, start.month % 12 + 1):
        year = start.year + (month < start.month)
        try:
            day = dt.date(year, month, number)
        except ValueError:
            continue
        if day >= (before or base.day):
            return day
    return None


_LASTING = regex(r"\D{0,12}?(?:为期|会期|共|历时|时间)(?:约)?(?P<days>\d{1,2}|[一两二三四五六七八九十]{1,3})个?天")


def lasting(text: str, days: Days) -> Days:
    """Days with the length that the text states right after a first day: `6月16日起，为期2天`."""
    if days.first != days.last:
        return days
    found = _LASTING.match(text, days.end)
    length = numeral(found["days"]) if found else 0
    if not 1 < length <= 30:
        return days
    return replace(days, last=days.first + dt.timedelta(days=length - 1))


# --- clock times -----------------------------------------------------------------------------------------------------

_PARTS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|早|晚|午后"
CLOCK = regex(
    rf"(?P<part>{_PARTS})?(?P<hour>2[0-4]|1\d|0?\d)(?:[:：](?P<minute>[0-5]\d)(?!\d)"
    r"|[点时](?!间|候|代)(?:(?P<half>半)|(?P<sharp>整)|(?P<quarter>[一13]刻)|(?P<spoken>[0-5]?\d)(?!\d)分?)?)"
)


@dataclass(frozen=True)
class Clock:
    """A clock time in minutes after midnight, where it stands, and whether it is only about then."""

    minute: int
    start: int
    end: int
    about: bool = False


def clocks_in(text: str) -> Iterator[Clock]:
    """Every clock time that is one; `3点`, which may be in the night or after noon, is none."""
    for found in CLOCK.finditer(text):
        minute = _minute(found, text)
        if minute is not None:
            after = text[found.end() : found.end() + 2]
            about = after[:2] in ("左右", "前后", "许") or text[max(0, found.start() - 1) : found.start()] == "约"
            yield Clock(minute, found.start(), found.end(), about)


def _minute(found: re.Match[str], text: str) -> int | None:
    hour, part = int(found["hour"]), found["part"] or ""
    minute = int(found["minute"] or found["spoken"] or 0)
    if found["half"]:
        minute = 30
    elif found["quarter"]:
        minute = 15 if found["quarter"][0] in "1一" else 45
    # The part of the day may be said once for both ends: 下午2点到3点.
    early = part in ("凌晨", "清晨", "早上", "早晨", "上午", "早")
    late = part in ("下午", "傍晚", "晚上", "晚间", "晚", "午后")
    if (late and hour == 12) or (early and hour > 12):
        return None
    if late and hour < 12:
        if part.startswith("晚") and hour < 5:
            return None
        return (hour + 12) * 60 + minute
    if part == "中午":
        return (hour + 12 if hour < 3 else hour) * 60 + minute if hour < 3 or hour > 10 else None
    if not part and hour < 7 and not (found["minute"] and len(found["hour"]) == 2):
        return None
    return hour * 60 + minute if hour < 24 else None


def moment(day: dt.date, minute: int) -> str:
    """A day and a time as the output writes them."""
    return f"{day.isoformat()} {minute // 60:02d}:{minute % 60:02d}"
