"""What prose tells of days, parts of a day, clock times, numbers of people and sums, to be held against the plan.

Only what can be read in one way is read: a day of another matter (`5月9日会议精神`), a time before or after something,
or a part of the people is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from jiedai.model.reading import halfwidth
from jiedai.model.spoken import numeral
from jiedai.model.times import DAY_MINUTES, WEEKDAYS
from jiedai.patterns import regex

CLAUSES = regex(r"[，。；;！？]")
_NUMERAL = r"[一二两三四五六七八九十]{1,3}"
_TO = r"\s*(?:至|到|-|—|－|–|~|～)+\s*"
_BESIDE = r"(?:\s*[（(]?(?:星期|礼拜|周)[一二三四五六日天][)）]?)?"
_DAYS = regex(
    r"(?:(?P<year>\d{4})\s*[年\-/.]\s*)?(?<!\d)(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})(?!\d)"
    rf"(?P<unit>\s*[日号])?{_BESIDE}"
    rf"(?:{_TO}(?:(?:\d{{4}}\s*[年\-/.]\s*)?(?P<month2>\d{{1,2}})\s*[月\-/.]\s*)?(?P<day2>\d{{1,2}})(?!\d)\s*[日号]?)?"
)
_HALF = r"(?:上午|下午|中午|早上|早晨|清晨|傍晚|晚上|晚间)"


_COUNTING = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十")


def counts(text: str, units: str) -> bool:
    """Whether a text may count something in one of some units, a character each; most do not."""
    return not _COUNTING.isdisjoint(text) and not frozenset(units).isdisjoint(text)


class Days(NamedTuple):
    """Days that a text names, one or from one to another, and where they stand in it."""

    first: dt.date
    last: dt.date
    start: int
    end: int

    @property
    def several(self) -> bool:
        """Whether they are written as a range."""
        return self.last > self.first


def days_told(text: str, near: dt.date) -> Iterator[Days]:
    """The days a text names, with a month each; one without a year is the one nearest to `near`.

    What is in no calendar (2月30日) is not ours to judge.
    """
    for found in _DAYS.finditer(text) if counts(text, "月年-/.") else ():
        if not (found["unit"] or found["year"] or found["day2"]) or ("月" not in found[0] and not found["year"]):
            continue  # 3-5 may be anything
        first = _nearest(found["year"], found["month"], found["day"], near)
        last = _nearest(None, found["month2"] or found["month"], found["day2"], first) if first else None
        if first is not None:
            yield Days(first, last if last is not None and last > first else first, found.start(), found.end())


def _nearest(year: str | None, month: str, day: str | None, near: dt.date) -> dt.date | None:
    if day is None:
        return None
    found = []
    for number in [int(year)] if year else [near.year - 1, near.year, near.year + 1]:
        try:
            found.append(dt.date(number, int(month), int(day)))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - near), default=None)


_LENGTH = regex(
    rf"(?:共计?|为期|历时|合计|总计|时间为?|行程为?|安排)\s*(?P<said>\d{{1,2}}|{_NUMERAL})\s*天(?P<half>半)?"
    rf"|[（(]\s*(?:共计?|计|为期)?\s*(?P<beside>\d{{1,2}}|{_NUMERAL})\s*天\s*[)）]"
    rf"|(?P<nights>\d{{1,2}}|{_NUMERAL})\s*天\s*(?:\d{{1,2}}|{_NUMERAL})\s*[晚夜]"
    r"|(?P<one>(?:(?<![\d一二三四五六七八九十])一天|当[日天](?:[上下]午|傍晚|晚上?|晚间)?(?:往返|返程|返回|离开|去当)))(?!半)"
)


def length_told(text: str) -> int | None:
    """How many days a text says something takes (`共三天`, `两天一晚`, `当日往返`); half a day counts as one."""
    found = _LENGTH.search(text) if "天" in text or "当日" in text else None
    if found is None:
        return None
    if found["one"]:
        return 1
    number = numeral(found["said"] or found["beside"] or found["nights"])
    return number + 1 if found["half"] else number


_PART = regex(rf"(?:^|[日号（(，,：:]|(?:星期|礼拜|周)[一二三四五六日天][)）]?)\s*(?P<part>{_HALF})")
_PARTS = {
    "上午": (0, 12 * 60 + 30),
    "早上": (0, 11 * 60),
    "早晨": (0, 11 * 60),
    "清晨": (0, 9 * 60),
    "中午": (10 * 60 + 30, 14 * 60 + 30),
    "下午": (12 * 60, 19 * 60),
    "傍晚": (16 * 60, 20 * 60 + 30),
    "晚上": (17 * 60, DAY_MINUTES * 2),
    "晚间": (17 * 60, DAY_MINUTES * 2),
}
"""Parts of a day as people mean them, generously, in minutes after midnight."""
_OF_ANOTHER = regex(
    r"准备|小结|总结|反馈|情况|点评|讲评|回顾|碰头|布置|彩排|核对|检查|调试|试音|汇总|材料|预|前一|次日|明|后一|昨|会前|之前|以前|同上|[上下]午.*[上下]午"
)


def part_told(text: str) -> str | None:
    """The part of a day a text begins with, or names behind a date; None where it may speak of something else."""
    found = _PART.search(text) if any(part in text for part in _PARTS) else None
    return None if found is None or _OF_ANOTHER.search(text) else found["part"]


def outside_part(part: str, start: int, end: int) -> bool:
    """Whether a stretch of time, in minutes after midnight, lies wholly outside a part of the day."""
    begin, close = _PARTS[part]
    return end <= begin or start >= close


_WEEKDAY = regex(
    r"(?<![每逢本这下上隔单双个\d日号至到、—\-－~～和及或])(?<![日号][（(])(?P<word>(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))"
    r"(?!\s*(?:[至到、—\-－~～或和及]|例会|例行|固定|定期|照例|闭|休|不|[（(]\s*\d))"
)


def _names_weekday(text: str) -> bool:
    return "周" in text or "星期" in text or "礼拜" in text


def bare_weekdays(text: str, names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(word, weekday) of each weekday without a date beside it that is no habit (`每周三`); 0 is Monday.

    Somebody among `names` may be called 周一凡.
    """
    if not _names_weekday(text):
        return
    known = [name for name in names if name.startswith("周")]
    for found in _WEEKDAY.finditer(text):
        if not any(text.startswith(name, found.start("word")) for name in known):
            yield found["word"], WEEKDAYS.index(found["weekday"].replace("天", "日"))


_BEFORE_DATE = regex(
    r"(?P<word>(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天]))\s*[（(]\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]\s*[)）]"
)


def weekdays_before_dates(text: str, near: dt.date) -> Iterator[tuple[dt.date, int]]:
    """The days of a text that stand in brackets behind a weekday: `周二（5月12日）`."""
    for found in _BEFORE_DATE.finditer(text) if _names_weekday(text) else ():
        day = _nearest(None, found["month"], found["day"], near)
        if day is not None:
            yield day, WEEKDAYS.index(found["weekday"].replace("天", "日"))


_CLOCK = (
    rf"(?P<part{{n}}>{_HALF})?\s*(?P<hour{{n}}>\d{{{{1,2}}}})"
    r"(?:[:：](?P<minute{n}>\d\d)(?!\d)|[时点](?!钟头)(?:(?P<half{n}>半)|(?P<spoken{n}>\d{{1,2}})分?)?)"
)
_TIMES = regex(rf"(?<![\d:：.]){_CLOCK.format(n=1)}(?:{_TO}{_CLOCK.format(n=2)})?")
_TIME_ASIDE = regex(
    r"前|后|提早|提前|到场|就位|开门|开放|供应|营业|开车|开出|发车|起飞|降落|晚点|航班|列车|车次|次列|[A-Z]{1,2}\d{1,4}"
    r"|次日|翌日|明|昨|备用|推迟|延|截止|原|左右|约|如|若|彩排|试|准备|布置|核对|退房|随时"
)


_BEGINS = regex(r"\s*(?:准时|正式)?(?:开始|召开|开会|举行|开幕)")


class Times(NamedTuple):
    """A clock time that a text tells, or from one to another, in minutes after midnight; equal for a single one.

    `sure` where the half of the day is known, `begins` where the text says that something begins then.
    """

    start: int
    end: int
    text: str
    sure: bool
    begins: bool

    def outside(self, start: int, end: int) -> bool:
        """Whether no part of it lies in a stretch of time; an hour that may be before noon or after is in either."""
        shifts = (0,) if self.sure else (0, DAY_MINUTES // 2)
        return not any(self.start + shift <= end and start <= self.end + shift for shift in shifts)


def times_told(text: str) -> Iterator[Times]:
    """The clock times by which a text says when something is; not those before or after it, nor of trains."""
    if not counts(text, ":：点时"):
        return
    for clause in CLAUSES.split(text):
        if _TIME_ASIDE.search(clause):
            continue
        for found in _TIMES.finditer(clause):
            start = _minutes(found, 1)
            end = _minutes(found, 2) if found["hour2"] else start
            if start is None or end is None:
                continue
            if end < start and end + DAY_MINUTES // 2 > start:
                end += DAY_MINUTES // 2  # 下午2点至3点半
            sure = bool(found["part1"]) or found["hour1"].startswith("0") or start >= DAY_MINUTES // 2
            begins = not found["hour2"] and _BEGINS.match(clause, found.end()) is not None
            yield Times(start, max(start, end), found[0].strip(), sure, begins)


def _minutes(found: re.Match[str], number: int) -> int | None:
    hour, part = int(found[f"hour{number}"]), found[f"part{number}"] or ""
    minute = 30 if found[f"half{number}"] else int(found[f"minute{number}"] or found[f"spoken{number}"] or 0)
    if hour > 24 or minute > 59:
        return None
    if part in ("下午", "傍晚", "晚上", "晚间") and hour < 12:
        hour += 12
    return hour * 60 + minute


_GUESTS = regex(
    rf"(?:来宾|客人|外宾|客商)\s*(?P<label>共|一共|合计|总计|计|[:：])?\s*(?P<after>\d{{1,4}}|{_NUMERAL})\s*[人名位](?![余多]|\s*(?:[一每/]|合住|同住))"
    rf"|(?P<before>\d{{1,4}}|{_NUMERAL})\s*[名位]\s*(?:来宾|客人|外宾|客商)(?P<of>代表)?"
)
_GOING = regex(rf"一行\s*(?:共|计)?\s*(?P<number>\d{{1,4}}|{_NUMERAL})\s*[人名位]")
_SOME = regex(r"随行|陪同|其中|包括|另有|约|近|左右|上下|余|多人|代表|部分|分批|每批|每组|每车|每桌|志愿者|记者")


_ABOUT_GUESTS = ("一行", "来宾", "客人", "外宾", "客商")


class Heads(NamedTuple):
    """How many guests a text speaks of, and whether it means all of them."""

    number: int
    every: bool
    text: str


def guests_told(text: str) -> Iterator[Heads]:
    """The numbers of guests in a text (`一行8人`, `来宾8人`, `8位来宾`); not about how many, nor of a part of them."""
    if not counts(text, "人名位") or not any(word in text for word in _ABOUT_GUESTS):
        return
    for clause in CLAUSES.split(text):
        if _SOME.search(clause):
            continue
        for found in _GOING.finditer(clause):
            yield Heads(numeral(found["number"]), True, found[0])
        for found in _GUESTS.finditer(clause):
            yield Heads(numeral(found["after"] or found["before"]), bool(found["after"]), found[0])


_PORTIONS = regex(
    rf"(?P<number>\d{{1,4}}|{_NUMERAL})\s*[份套客]\s*(?:工作|简|便|自助|商务)?(?:[早午晚中]?餐|盒饭|盒餐|便当|套餐|快餐)(?![具券巾])"
    rf"|(?:[早午晚中]餐|盒饭|盒餐|便当|套餐|快餐|备餐|订餐|用餐)\s*(?P<after>\d{{1,4}}|{_NUMERAL})\s*(?P<unit>[份套客人])"
)
_OTHERS_EAT = regex(r"清真|素|特殊|儿童|司机|驾驶员|工作人员|随车|警|备用|多备|另|每|病号|软食|过敏")


def portions_told(text: str) -> Iterator[tuple[int, str]]:
    """(number, words) of the portions of a meal that a text orders for everybody; not those for a diet or for staff."""
    if not counts(text, "份套客人") or not any(word in text for word in ("餐", "盒饭", "便当")):
        return
    for clause in CLAUSES.split(text):
        if not _OTHERS_EAT.search(clause):
            yield from ((numeral(found["number"] or found["after"]), found[0]) for found in _PORTIONS.finditer(clause))


_AMOUNT = r"\d[\d,]{0,9}(?:\.\d{1,2})?"
_TIMES_SIGN = r"\s*[×xX*＊✕]\s*"
_PRODUCT = regex(
    rf"(?P<first>{_AMOUNT})\s*(?P<unit1>元|块)?(?:\s*[/每]\s*[人份间夜晚餐天日次辆台]+)?\s*[人份间夜晚餐天日次辆台]?{_TIMES_SIGN}"
    rf"(?P<second>{_AMOUNT})\s*(?:元|块)?(?:\s*[/每]\s*[人份间夜晚餐天日次辆台]+)?\s*[人份间夜晚餐天日次辆台]?"
    rf"(?:{_TIMES_SIGN}(?P<third>{_AMOUNT})\s*[人份间夜晚餐天日次辆台]?)?"
    rf"(?:\s*[=＝]\s*(?P<result>{_AMOUNT}))?"
)
_SPOKEN_SUM = regex(
    rf"(?P<first>{_AMOUNT})\s*[人份间套瓶盒辆台桌](?:[\u4e00-\u9fff]{{0,4}})?[，,、]?\s*每[人份间套瓶盒辆台桌夜晚]?\s*(?P<second>{_AMOUNT})\s*元"
    rf"[，,、]?\s*(?:共计?|合计|总计|计)\s*(?P<result>{_AMOUNT})\s*元"
)


class Product(NamedTuple):
    """A multiplication in words: what it comes to, and the result that is written behind it, if any."""

    value: Decimal
    result: Decimal | None
    text: str


def products_told(text: str) -> Iterator[Product]:
    """The multiplications of a text: `60元×8人`, `60*8=480`, `8份，每份60元，共480元`."""
    if not counts(text, "×xX*＊✕每"):
        return
    plain = halfwidth(text)
    for pattern in (_PRODUCT, _SPOKEN_SUM):
        for found in pattern.finditer(plain):
            parts = found.groupdict()
            factors = [_decimal(parts[name]) for name in ("first", "second", "third") if parts.get(name)]
            value = Decimal(1)
            for factor in factors:
                value *= factor
            yield Product(value, _decimal(parts["result"]) if parts["result"] else None, found[0])


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
