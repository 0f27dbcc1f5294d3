"""What a new plan is asked for: each answer read as people type it, or refused with one plain sentence."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from jiedai.language import _
from jiedai.model.choice import Kind
from jiedai.model.quantities import read_count
from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.times import DateRange, read_dates, read_moment
from jiedai.workflow.emit import Keys
from jiedai.workflow.programme import Travel

LONGEST = 60
"""Days; a longer visit is taken for a slip of the keyboard."""
SHORTEST = 60
"""Minutes between arrival and departure on one day."""
_TRAIN = re.compile(r"[GDCZTKYLS]\d{1,4}")
_FLIGHT = re.compile(r"(?:[A-Z][A-Z\d]|\d[A-Z])\d{3,4}")


class Usage(Exception):
    """A request that cannot be carried out as it stands; `message` says what to do, in a line or two."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class NewVisit:
    """The request for a new plan. `source` is an earlier plan to copy; `changes` are (dotted path, value as typed).

    `guests` is their number, None while not known; `arrive_by` and `leave_by` are numbers of trains or flights.
    """

    title: str
    kind: Kind
    dates: DateRange
    keys: Keys = "zh"
    guests: int | None = None
    arrive: Travel = field(default_factory=Travel)
    arrive_by: str = ""
    leave: Travel = field(default_factory=Travel)
    leave_by: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    source: Path | None = None


def read_title(text: str) -> str:
    """The title on one line, without characters that cannot be seen; Usage when nothing is left."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    seen = "".join(sign for sign in line if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    title = " ".join(seen.split())
    if not title:
        raise Usage(_("标题是空的；写来访的名称，如 省发展改革委调研组来云溪县调研"))
    return title


def read_kind(text: str) -> Kind:
    """The kind of visit in either spelling; Usage with the choice otherwise."""
    try:
        return Kind.read(text)
    except PydanticCustomError as error:
        raise _refused(_("类型"), error) from None


def read_visit_dates(text: str, today: dt.date) -> DateRange:
    """The days of the visit, the year of short dates taken near `today`; Usage where they are none or run backwards."""
    try:
        dates = read_dates(text, VisitDays(today, today))
    except PydanticCustomError as error:
        raise _refused(_("日期"), error) from None
    if dates.last < dates.first:
        raise Usage(_("日期“{dates}”的最后一天早于第一天；先写第一天").format(dates=text))
    if dates.days > LONGEST:
        raise Usage(_("日期“{dates}”长达 {days} 天；核对起止日期").format(dates=text, days=dates.days))
    return dates


def read_guests(text: str) -> int:
    """The number of guests, at least 1; Usage otherwise."""
    try:
        number = read_count(text, None)
    except PydanticCustomError as error:
        raise _refused(_("来宾人数"), error) from None
    if not 1 <= number <= 9999:
        raise Usage(_("来宾人数“{number}”不合理；写 1 到 9999 的整数").format(number=text))
    return number


def read_travel(text: str, day: dt.date) -> tuple[Travel, str]:
    """A time on `day` and the number of the train or flight, in any order (`9:20 G7401`, `6月16日 9:20`); either may
    be left out. Usage where the time cannot be read or is on another day.
    """
    number, rest = "", []
    for word in halfwidth(text).upper().replace(",", " ").split():
        if not number and (_TRAIN.fullmatch(word) or _FLIGHT.fullmatch(word)):
            number = word
        else:
            rest.append(word)
    flight = bool(number) and not _TRAIN.fullmatch(number)
    if not rest:
        return Travel(None, flight), number
    try:
        moment = read_moment(" ".join(rest), VisitDays(day, day))
    except PydanticCustomError as error:
        raise _refused(_("时间"), error) from None
    if moment.day != day:
        raise Usage(
            _("“{text}”不在 {day}；这里写当天的时间和车次，如 9:20 G7401").format(text=text, day=day.isoformat())
        )
    return Travel(moment.minute, flight), number


def read_changes(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`key=value` pairs; Usage for one without a key or without the sign."""
    changes = []
    for pair in pairs:
        path, sign, value = re.sub(r"^([^=＝]*)＝", r"\1=", pair).partition("=")
        if not sign or not path.strip():
            raise Usage(_("--set “{pair}”写法不对；写成 字段=内容，如 编号=云接〔2026〕17号").format(pair=pair))
        changes.append((path.strip(), value.strip()))
    return tuple(changes)


def checked(visit: NewVisit) -> NewVisit:
    """The request, once its arrival and departure fit together; Usage otherwise."""
    first, last = visit.arrive.minute, visit.leave.minute
    if visit.dates.days == 1 and first is not None and last is not None and last - first < SHORTEST:
        raise Usage(_("离开时间离抵达时间不到 {minutes} 分钟；核对两个时间").format(minutes=SHORTEST))
    return visit


def missing(title: str | None, kind: str | None, dates: str | None) -> Usage | None:
    """What is wanted of a new plan and was not given, in one sentence; None when nothing is missing."""
    wanted = ((title, _("标题")), (kind, _("类型（--kind）")), (dates, _("日期（--dates）")))
    absent = [name for value, name in wanted if not (value or "").strip()]
    if not absent:
        return None
    return Usage(
        _("还缺{names}。例如：{example}").format(
            names=_("、").join(absent), example="jiedai new 省工信厅来县调研 --kind 调研 --dates 2026-06-16..2026-06-17"
        )
    )


def _refused(name: str, error: PydanticCustomError) -> Usage:
    context = error.context or {}
    problem, hint = str(context.get("problem", "")), str(context.get("hint", ""))
    return Usage(_("{field}：{problem}").format(field=name, problem=problem) + (_("；") + hint if hint else ""))
