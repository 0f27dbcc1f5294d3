"""Who should take a duty at a visit: who is able, busy with what, and has what to learn. A hint; somebody decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jiedai.language import _
from jiedai.loading import load
from jiedai.model.choice import PlanState
from jiedai.model.duties import Duty, duties
from jiedai.model.office import Office, Person
from jiedai.model.plan import Plan
from jiedai.source import Unreadable
from jiedai.visit.book import AREAS
from jiedai.visit.staffing import able
from jiedai.workflow.records import JournalError
from jiedai.workflow.study import log
from jiedai.workflow.study.record import record
from jiedai.workspace import Workspace

AROUND = dt.timedelta(days=14)
"""Visits so near to another one make somebody's load: two weeks before and after."""
KNOWN: Mapping[str, tuple[str, ...]] = {
    "coordination": ("GH", "SP", "QD", "FW"),
    "hospitality": ("YC", "ZS", "dish"),
    "vehicles": ("CX",),
    "guiding": ("county", "question"),
    "security": ("AQ", "BM"),
    "press": ("XW", "GK"),
    "interpreter": ("WB",),
    "foreign": ("WB",),
    "liaison": ("GR", "GH", "YS"),
}
"""What somebody with a duty has to know, by the areas of cards."""


class Work(NamedTuple):
    """A visit that somebody works for: its title and days."""

    title: str
    first: dt.date
    last: dt.date

    def meets(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a day in common with another one."""
        return self.first <= last and first <= self.last


class Candidate(NamedTuple):
    """Somebody for a duty: the visits of the same days, how many there are around them, and areas to learn first."""

    person: Person
    clashes: tuple[str, ...]
    load: int
    gaps: tuple[str, ...]

    @property
    def told(self) -> str:
        """The candidate in a few words."""
        parts = [_("那几天在{titles}").format(titles=_("、").join(self.clashes))] if self.clashes else []
        parts += [_("前后两周 {count} 次接待").format(count=self.load)] if self.load else []
        gaps = _("、").join(_(AREAS.get(area, area)) for area in self.gaps)
        parts += [_("{areas}还要补").format(areas=gaps)] if gaps else []
        return (
            _("{name}（{about}）").format(name=self.person.name, about=_("；").join(parts))
            if parts
            else self.person.name
        )


def candidates(
    office: Office | None,
    duty: Duty,
    days: tuple[dt.date, dt.date],
    works: Mapping[str, list[Work]],
    gaps: Mapping[str, Iterable[str]],
) -> list[Candidate]:
    """Those who are able to take a duty: first who is free on the days, has least to learn, and is at fewest visits."""
    wanted = KNOWN.get(duty.key, ())
    found = []
    for person in able(office, duty, *days):
        mine = works.get(person.name, [])
        clashes = tuple(work.title for work in mine if work.meets(*days))
        lacking = tuple(area for area in gaps.get(person.name, ()) if area in wanted)
        found.append(Candidate(person, clashes, len(mine), lacking))
    return sorted(found, key=lambda one: (len(one.clashes), len(one.gaps), one.load))


def works_around(plans: Iterable[Path], first: dt.date, last: dt.date) -> dict[str, list[Work]]:
    """The visits around some days that people work for, by their names; plans that cannot be read have nobody.

    A plan whose name begins with a day far away is not read.
    """
    begin, end = first - AROUND, last + AROUND
    found: dict[str, list[Work]] = {}
    for path in plans:
        if not _may_be_near(path, begin, end):
            continue
        try:
            plan = load(path).plan
        except (OSError, Unreadable):
            continue
        if plan is None or plan.state is not PlanState.NORMAL:
            continue
        work = Work(plan.title, _day(plan.dates.first), _day(plan.dates.last))
        if work.meets(begin, end):
            for name in _working(plan):
                found.setdefault(name, []).append(work)
    return found


def _may_be_near(path: Path, begin: dt.date, end: dt.date) -> bool:
    try:
        return begin - AROUND <= dt.date.fromisoformat(path.name[:10]) <= end
    except ValueError:
        return True


def _day(day: dt.date) -> dt.date:
    return dt.date(day.year, day.month, day.day)


def _working(plan: Plan) -> set[str]:
    """Everybody who works for a visit: crew, and guides and owners of its items."""
    found = {member.name for member in plan.crew}
    for item in (item for day in plan.schedule for item in day.items):
        found |= {*item.crew, *item.guide, *([item.owner] if item.owner else [])}
    return found


def gaps_of(workspace: Workspace) -> dict[str, list[str]]:
    """What each person has to learn, by the logs that can be read."""
    found: dict[str, list[str]] = {}
    for name, path in log.logs(workspace).items():
        try:
            found[name] = record(log.answers(path)).gaps
        except (JournalError, OSError):
            continue
    return found


def advice(
    office: Office | None, days: tuple[dt.date, dt.date], workspace: Workspace, plans: Iterable[Path]
) -> dict[str, str]:
    """For each duty that somebody of the office is able to take, by its name, who that is, the best first."""
    found: dict[str, str] = {}
    for duty, for_it in _for_duties(office, days, workspace, plans):
        told = _("{duty}：{people}").format(duty=duty.name, people=_("、").join(one.told for one in for_it))
        found |= dict.fromkeys(duty.names, told)
    return found


def free(
    office: Office | None, days: tuple[dt.date, dt.date], workspace: Workspace, plans: Iterable[Path]
) -> dict[str, tuple[str, ...]]:
    """For each duty, by its name, those who are able to take it and at no other visit on those days, the best first."""
    found: dict[str, tuple[str, ...]] = {}
    for duty, for_it in _for_duties(office, days, workspace, plans):
        if names := tuple(one.person.name for one in for_it if not one.clashes):
            found |= dict.fromkeys(duty.names, names)
    return found


def _for_duties(
    office: Office | None, days: tuple[dt.date, dt.date], workspace: Workspace, plans: Iterable[Path]
) -> Iterator[tuple[Duty, list[Candidate]]]:
    """Each duty with those of the office who are able to take it, where there are any."""
    if office is None or not any(person.skills for person in office.people):
        return
    works, gaps = works_around(plans, *days), gaps_of(workspace)
    for duty in duties().values():
        if for_it := candidates(office, duty, days, works, gaps):
            yield duty, for_it
