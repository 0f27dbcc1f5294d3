"""The register of visits: one row a visit, as offices keep it and show it to their leaders every month."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiedai import blocks as b
from jiedai.language import _
from jiedai.model.choice import Kind, Rank
from jiedai.model.office import Office
from jiedai.model.quantities import money
from jiedai.visit.case import Case
from jiedai.visit.names import coming_unit
from jiedai.visit.outcome import headcount, host_cost, hosted_meals
from jiedai.visit.people import known_people, standing_of
from jiedai.visit.precedence import ranked
from jiedai.workflow.across.taken import known
from jiedai.workflow.after.paper import Content, paper, paragraph, table
from jiedai.workflow.following.stages import Stage, by_calendar, stage_of


class Entry(NamedTuple):
    """A visit in the register. `chief` is the guest who comes first by protocol, `host_cost` what it cost the host
    (yuan); None is what nobody has written.
    """

    file: str
    title: str
    number: str | None
    first: dt.date
    last: dt.date
    unit: str
    letter: str | None
    chief: str | None
    post: str | None
    rank: Rank | None
    kind: Kind
    guests: int | None
    hosts: tuple[str, ...]
    hosted_meals: int
    host_cost: Decimal | None
    stage: Stage

    @property
    def dates(self) -> str:
        """The days it lasts, as a table has them."""
        if self.first == self.last:
            return f"{self.first:%Y-%m-%d}"
        return f"{self.first:%Y-%m-%d} — {self.last:{'%m-%d' if self.first.year == self.last.year else '%Y-%m-%d'}}"


def entries(case: Case, now: dt.datetime) -> list[Entry]:
    """The entry of a visit, as it stands at a moment."""
    plan, people = case.plan, known_people(case)
    guests = people.named((guest.name for guest in plan.guests), guests=True)
    chief = next((case.guest_by_name.get(one.name) for one in ranked(guests, standing_of, people.organs).people), None)
    hosts = ranked(people.named(host.name for host in plan.hosts), standing_of, people.organs).people
    first, last = (dt.date.fromordinal(day.toordinal()) for day in (plan.dates.first, plan.dates.last))
    return [
        Entry(
            case.name,
            plan.title,
            known(plan.number),
            first,
            last,
            coming_unit(plan),
            known(plan.letter.number) if plan.letter else None,
            known(chief.name) if chief else None,
            known(chief.post) if chief else None,
            case.rank_of(chief.name) if chief else None,
            plan.kind,
            headcount(case),
            tuple(host.name for host in hosts),
            hosted_meals(case),
            host_cost(case),
            stage_of(case, now),
        )
    ]


def at(one: Entry, now: dt.datetime) -> Entry:
    """An entry that was made at another moment, as it stands now."""
    if one.stage in (Stage.POSTPONED, Stage.CANCELLED, Stage.CLOSED):
        return one
    return one._replace(stage=by_calendar(one.first, one.last, now))


def in_order(found: Iterable[Entry]) -> list[Entry]:
    """Entries by their first day, then by number and file."""
    return sorted(found, key=lambda one: (one.first, one.last, one.number or "", one.file))


def head() -> tuple[str, ...]:
    """The headings of the register."""
    return (
        _("序号"),
        _("编号"),
        _("日期"),
        _("来访单位"),
        _("公函文号"),
        _("主宾"),
        _("职务"),
        _("人数"),
        _("类型"),
        _("陪同"),
        _("用餐次数"),
        _("接待方支出（元）"),
        _("状态"),
    )


def cells(number: int, one: Entry) -> tuple[Content, ...]:
    """The row of an entry."""
    return (
        number,
        one.number,
        one.dates,
        one.unit,
        one.letter,
        one.chief,
        one.post,
        one.guests,
        one.kind.label,
        _("、").join(one.hosts),
        one.hosted_meals,
        None if one.host_cost is None else Decimal(money(one.host_cost)),
        one.stage.label,
    )


def summed(found: Sequence[Entry]) -> str:
    """What the register comes to; visits that are put off or called off are told apart, but for what they cost."""
    there = [one for one in found if one.stage not in (Stage.POSTPONED, Stage.CANCELLED)]
    cost = sum((one.host_cost or Decimal(0) for one in found), Decimal(0))
    told = _("共 {visits} 批、{guests} 人次，接待方用餐 {meals} 次，支出 {cost} 元").format(
        visits=len(there),
        guests=sum(one.guests or 0 for one in there),
        meals=sum(one.hosted_meals for one in there),
        cost=money(cost),
    )
    off = len(found) - len(there)
    return told + _("；另有取消、改期 {count} 批").format(count=off) if off else told


_WIDTHS = (0, 2, 2, 2.2, 3, 0, 2, 0, 0, 2.2, 1, 1.3, 0)


def document(found: Sequence[Entry], title: str, office: Office | None, created: dt.datetime) -> b.Document:
    """The register as a paper, across the page."""
    rows = [cells(number, one) for number, one in enumerate(found, start=1)]
    made = paper("visits", title, (table(head(), rows, _WIDTHS), paragraph(summed(found), "note")), office, created)
    return b.Document(made.meta, made.blocks, made.paper, landscape=True)


def as_csv(found: Sequence[Entry]) -> str:
    """The register as comma-separated values; what Excel would take for a formula has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head())
    for number, one in enumerate(found, start=1):
        writer.writerow([_plain(cell) for cell in cells(number, one)])
    return text.getvalue()


MARK = "\ufeff"
"""By this at the head of a file Excel knows that it is UTF-8."""


def _plain(cell: Content) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(tuple("=+-@＝＋－＠")) else text
