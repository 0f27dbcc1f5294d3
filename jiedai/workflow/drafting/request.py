"""What a new plan is asked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.choice import Kind
from jiedai.model.quantities import Count
from jiedai.model.times import DateRange
from jiedai.workflow.after.lessons import Learned
from jiedai.workflow.drafting.emit import Keys
from jiedai.workflow.drafting.programme import Travel

SHORTEST = 60
"""Minutes between arrival and departure on one day."""


class Usage(Exception):
    """A request that cannot be carried out as it stands; `message` says what to do, in a line or two."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Stated:
    """What a letter or a list says of a visit: sections of the plan (keys in English), and comments by their paths.

    `about` is the number of guests, where only about how many is known.
    """

    sections: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[KeyPath, str] = field(default_factory=dict)
    above: Mapping[KeyPath, list[str]] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True)
class NewVisit:
    """The request for a new plan; what is not known is None or empty.

    `source` is an earlier plan to copy; `changes` are (dotted path, value as typed). `from_unit` is the unit that
    comes, `lead` the bureau that is responsible, `host` the chief host, `hotel`, `hall` and `vehicles` those of the
    office, `staff` who takes which duty by its name and who stands in, `begun` the day on which work begins,
    `stated` what a letter says, `learned` what earlier visits taught, `able` who can take a duty, by its name.
    """

    title: str
    kind: Kind
    dates: DateRange
    keys: Keys = "zh"
    from_unit: str = ""
    guests: Count | None = None
    arrive: Travel = field(default_factory=Travel)
    leave: Travel = field(default_factory=Travel)
    lead: str = ""
    host: str = ""
    hotel: str = ""
    hall: str = ""
    vehicles: tuple[str, ...] = ()
    staff: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun: dt.date | None = None
    changes: tuple[tuple[str, str], ...] = ()
    source: Path | None = None
    stated: Stated = field(default_factory=Stated)
    learned: tuple[Learned, ...] = ()
    able: Mapping[str, str] = field(default_factory=dict)

    @property
    def overnight(self) -> bool:
        """Whether a night is spent."""
        return self.dates.days > 1


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


def with_departure(visit: NewVisit, leave: Travel) -> NewVisit:
    """The request with how the guests leave; they leave as they came where nothing else is said.

    Usage where they leave too soon after they come.
    """
    leave = leave if leave.means else replace(leave, means=visit.arrive.means)
    first, last = visit.arrive.minute, leave.minute
    if not visit.overnight and first is not None and last is not None and last - first < SHORTEST:
        raise Usage(_("离开时间离抵达时间不到 {minutes} 分钟；核对两个时间").format(minutes=SHORTEST))
    return replace(visit, leave=leave)


def read_changes(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`key=value` pairs; Usage for one without a key or without the sign."""
    changes = []
    for pair in pairs:
        path, sign, value = re.sub(r"^([^=＝]*)＝", r"\1=", pair).partition("=")
        if not sign or not path.strip():
            raise Usage(_("--set “{pair}”写法不对；写成 字段=内容，如 编号=云接〔2026〕17号").format(pair=pair))
        changes.append((path.strip(), value.strip()))
    return tuple(changes)
