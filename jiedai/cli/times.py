"""Days, months and moments on the command line: read as a plan reads them, told from now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiedai.cli.failure import Failure
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.model.moments import Moment


def until(text: str) -> dt.date:
    """The day that `--until` names. Failure where it cannot be read."""
    return day(text, "--until")


def day(text: str, option: str = "--as-of") -> dt.date:
    """The day that a text of an option names. Failure where it cannot be read."""
    from pydantic_core import PydanticCustomError

    from jiedai.model.times import read_day

    if text.strip().lower() in ("今天", "today"):
        return dt.date.today()
    try:
        read = read_day(text, None)
    except PydanticCustomError as error:
        context = error.context or {}
        message = _("{option}：{problem}").format(option=option, problem=context.get("problem", text))
        raise Failure(message, str(context.get("hint", ""))) from None
    return dt.date(read.year, read.month, read.day)


def moment(text: str) -> dt.datetime:
    """The moment that a text names, by Chinese clocks and without a zone: `2026-05-09 18:00`, `18:00` (of today), 现在;
    a day is its beginning, so that what falls due on it is not yet overdue. Failure where it cannot be read.
    """
    now = _now()
    return now if text.strip().lower() in (*_NOW, *_TODAY) else _read(text, now).at()


def day_or_moment(text: str) -> dt.date:
    """The moment that a text names, or the day where it names no time of it. Failure where it cannot be read."""
    now, word = _now(), text.strip().lower()
    if word in _NOW:
        return now
    if word in _DAYS:
        return now.date() + dt.timedelta(days=_DAYS[word])
    read = _read(text, now)
    return dt.date.fromordinal(read.day.toordinal()) if read.minute is None else read.at()


_NOW, _TODAY = ("现在", "now"), ("今天", "today")
_DAYS = {"前天": -2, "昨天": -1, "yesterday": -1, "明天": 1, "tomorrow": 1, "后天": 2} | dict.fromkeys(_TODAY, 0)
_WEEKS = {"上周": -7, "last week": -7, "本周": 0, "这周": 0, "this week": 0, "下周": 7, "next week": 7}


def week(text: str) -> dt.date:
    """A day of the week that a text names: a day of it, or 本周, 上周, 下周. Failure where it cannot be read."""
    word = text.strip().lower()
    found = _now().date() + dt.timedelta(days=_WEEKS[word]) if word in _WEEKS else day_or_moment(text)
    return found.date() if isinstance(found, dt.datetime) else found


def _now() -> dt.datetime:
    """This minute by Chinese clocks."""
    from jiedai.model.times import CHINA

    return dt.datetime.now(CHINA).replace(tzinfo=None, second=0, microsecond=0)


def _read(text: str, now: dt.datetime) -> Moment:
    from pydantic_core import PydanticCustomError

    from jiedai.model.moments import read_moment
    from jiedai.model.reading import VisitDays

    try:
        return read_moment(text, VisitDays(now.date(), now.date()))
    except PydanticCustomError as error:
        context = error.context or {}
        raise Failure(str(context.get("problem", text)), str(context.get("hint", ""))) from None


def month(text: str) -> dt.date:
    """The first day of the month that a text names: `2026-05`, `2026年5月`, `202605`. Failure where it names none."""
    import re

    from jiedai.model.reading import halfwidth

    found = re.fullmatch(r"(\d{4})\s*[-./年]?\s*(\d{1,2})\s*月?", halfwidth(text), re.ASCII)
    if found is None or not (1 <= int(found[2]) <= 12 and int(found[1])):
        raise Failure(_("“{value}”不是月份").format(value=text), _("写成 2026-05"))
    return dt.date(int(found[1]), int(found[2]), 1)
