"""What people answer when they are asked about a new visit: read as they type it, or refused in one plain sentence."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from pydantic_core import PydanticCustomError

from jiedai.language import _
from jiedai.model.choice import Kind
from jiedai.model.moments import read_moment
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count, read_about
from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.spoken import NUMERAL, number
from jiedai.model.times import DateRange, read_dates
from jiedai.patterns import regex
from jiedai.workflow.drafting.programme import Means, Travel
from jiedai.workflow.drafting.request import Usage

LONGEST = 60
"""Days; a longer visit is taken for a slip of the keyboard."""


def cleaned(text: str) -> str:
    """A text on one line, without what cannot be seen and what keys such as arrows leave in a terminal."""
    line = " ".join(unicodedata.normalize("NFC", _KEYS_PRESSED.sub("", text)).split())
    seen = "".join(sign for sign in line if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join(seen.split())


_KEYS_PRESSED = regex("\x1b(?:\\[[0-9;]*[A-Za-z~]|O[A-Z])")
_UNDECIDED = frozenset(
    [
        "0",
        "-",
        "无",
        "没有",
        "不知道",
        "还不知道",
        "不清楚",
        "未定",
        "没定",
        "还没定",
        "不定",
        "暂不定",
        "先空着",
        "空着",
        "跳过",
        "none",
        "unknown",
        "skip",
    ]
)


def is_undecided(text: str) -> bool:
    """Whether an answer says that there is none yet: nothing, `待定`, `还没定`, `0`."""
    plain = halfwidth(cleaned(text)).rstrip("。.!").lower()
    return not plain or plain in _UNDECIDED or is_placeholder(plain)


# --- what every plan has ----------------------------------------------------------------------------------------------


def read_title(text: str) -> str:
    """The title on one line, without characters that cannot be seen; Usage when nothing is left."""
    title = cleaned(text)
    if not title:
        raise Usage(_("标题是空的；写来访的名称，如 省发展改革委调研组来云溪县调研"))
    return title


def read_kind(text: str) -> Kind:
    """The kind of visit in either spelling; Usage with the choice otherwise."""
    try:
        return Kind.read(cleaned(text))
    except PydanticCustomError as error:
        raise _refused(_("类型"), error) from None


def read_visit_dates(text: str, today: dt.date) -> DateRange:
    """The days of the visit, short dates in the year that fits best; Usage where they are none or run backwards.

    More visits are planned than are written down afterwards: half a year ahead is nearer than half a year ago.
    """
    text = in_digits(cleaned(text))
    soon = today + dt.timedelta(days=90)
    try:
        dates = read_dates(text, VisitDays(soon, soon))
    except PydanticCustomError as error:
        raise _refused(_("日期"), error) from None
    if dates.last < dates.first:
        raise Usage(_("日期“{dates}”的最后一天早于第一天；先写第一天").format(dates=text))
    if dates.days > LONGEST:
        raise Usage(_("日期“{dates}”长达 {days} 天；核对起止日期").format(dates=text, days=dates.days))
    return dates


# --- who comes, and how -----------------------------------------------------------------------------------------------

_NUMERALS = regex(rf"(?<!\d){NUMERAL}{{1,5}}(?=[点时月日号个人位名余多来])|(?<=[点时月]){NUMERAL}{{1,3}}(?!刻)")
_COMING = regex(
    r"(?P<unit>[^，。；、\s]{2,30}?)(?:领导|主要|负责人|同志|一行|调研|考察|检查|督查|督导|验收|巡视|巡察|视察|采访|访问|代表"
    r"|工作|专家)*(?:组|团|队)?\s*(?:一行)?\s*(?:\d+\s*人)?\s*(?:来|到|赴|莅)"
)
_UNIT_ENDS = (
    *"厅局委办部会院校司处所站行社署市县区州盟旗乡镇省协联",
    "政府",
    "人大",
    "中心",
    "集团",
    "公司",
    "大学",
    "学院",
)


def in_digits(text: str) -> str:
    """A text with the small numbers of its times, days and people in digits: `下午五点` is `下午5点`."""
    return _NUMERALS.sub(_in_figures, text)


def _in_figures(found: re.Match[str]) -> str:
    value = number(found[0])
    return found[0] if value is None else str(value)


def read_from_unit(text: str) -> str:
    """The name of the visiting unit; Usage for a number."""
    unit = cleaned(text).strip("，。、,. ")
    if not unit or unit.isdecimal():
        raise Usage(_("“{text}”不是单位名称；写全称或简称，如 省农业农村厅").format(text=text))
    return unit


def visiting_unit(title: str) -> str:
    """The unit that a title says comes (`省工信厅调研组来县调研`); empty where it says none."""
    found = _COMING.match(title)
    return found["unit"] if found and found["unit"].endswith(_UNIT_ENDS) else ""


def read_guests(text: str) -> Count:
    """The number of guests, at least 1, exact or about (`约120`, `120余人`); Usage otherwise."""
    try:
        count = read_about(in_digits(cleaned(text)).replace("个人", "人"), None)
    except PydanticCustomError as error:
        raise _refused(_("来宾人数"), error) from None
    if not 1 <= count.number <= 9999:
        raise Usage(_("来宾人数“{number}”不合理；写 1 到 9999 的整数").format(number=text))
    return count


_TRAIN_OR_FLIGHT = regex(
    r"(?<![A-Z0-9])(?:(?P<train>[GDCZTKYLS]\d{1,4})|(?P<flight>(?:[A-Z][A-Z\d]|\d[A-Z])\d{3,4}))(?![A-Z0-9])\s*[次班]?"
)
_SAID = {
    Means.ROAD: regex(
        r"自行?驾车?|自己开车|自行前往|自行|开车|驾车|自备车|自带车|公务?车|小?汽车|轿车|小车|商务车|中巴车?|大巴车?|客车|考斯特"
        r"|乘车|坐车|走高速|高速|\bown (?:car|vehicle|transport)\b|\bby (?:car|road|coach|bus)\b"
        r"|\b(?:car|coach|bus|driv\w+)\b",
        re.IGNORECASE,
    ),
    Means.FLIGHT: regex(r"飞机|航班|乘机|坐机|\bby (?:air|plane)\b|\b(?:flight|plane|fly\w*)\b", re.IGNORECASE),
    Means.TRAIN: regex(r"高铁|动车|火车|列车|铁路|\bby (?:train|rail)\b|\btrain\b", re.IGNORECASE),
}
_ABOUT = regex(r"约|左右|前后")
_BESIDE = regex(
    r"来宾|客人|乘坐|乘|坐|搭|抵达|到达|到站|到|抵|离开|返程|返回|返|离|回|走|出发|来|预计|大概|大?约|左右|前后|的|\bat\b"
    r"|\barriv\w*|\bleav\w*|\bdepart\w*",
    re.IGNORECASE,
)
"""Words around a time that say nothing new."""


def read_travel(text: str, day: dt.date) -> Travel:
    """How and when people come or go on `day`, in any order: `9:20 G7401`, `9点半，自己开车`, `下午五点`, `自驾`; each
    may be left out. Usage where the time cannot be read or is on another day.
    """
    text = cleaned(text)
    rest = halfwidth(in_digits(text))
    number, means = "", None
    rest = re.sub(r"(?<=\d\d)(?=[A-Za-z]{1,2}\d)", " ", rest)  # 9:20G7401
    if found := _TRAIN_OR_FLIGHT.search(rest.upper()):
        number, means = found["train"] or found["flight"], Means.TRAIN if found["train"] else Means.FLIGHT
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    for known, words in _SAID.items():
        if words.search(rest):
            rest, means = words.sub(" ", rest), means or known
    rest = " ".join(re.split(r"(?:[\s,;、。()（）]|\.(?!\d))+", _BESIDE.sub(" ", rest))).strip()
    if not rest:
        return Travel(None, means, number)
    try:
        moment = read_moment(rest, VisitDays(day, day))
    except PydanticCustomError:
        raise _unread(text, rest, VisitDays(day, day)) from None
    if moment.day != day:
        raise Usage(
            _("“{text}”不在 {day}；这里写当天的时间和车次，如 9:20 G7401").format(text=text, day=day.isoformat())
        )
    return Travel(moment.minute, means, number, about=_ABOUT.search(text) is not None)


def _unread(text: str, rest: str, days: VisitDays) -> Usage:
    """Why a journey cannot be read: no time in it, or a word beside the time (`14:10 云溪站`)."""
    words = rest.split()
    unknown = [word for word in words if not _is_moment(word, days)]
    if unknown and len(unknown) < len(words):
        message = _("看不懂“{words}”；只写几点和怎么走，如 9:20 G7401，车站从 office.yaml 取")
        return Usage(message.format(words=" ".join(unknown)))
    return Usage(_("“{text}”里看不出时间；写几点和怎么走，如 9:20 G7401，或 9点半 自驾").format(text=text))


def _is_moment(word: str, days: VisitDays) -> bool:
    try:
        read_moment(word, days)
    except PydanticCustomError:
        return False
    return True


def _refused(name: str, error: PydanticCustomError) -> Usage:
    context = error.context or {}
    problem, hint = str(context.get("problem", "")), str(context.get("hint", ""))
    return Usage(_("{field}：{problem}").format(field=name, problem=problem) + (_("；") + hint if hint else ""))
