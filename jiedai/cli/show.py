"""`jiedai show`: a plan as jiedai reads it, filled in, with what was typed in words of its own.

As JSON it is what `visit.readings` gives; in words it is an outline, in which ≈ stands behind what was read
from other words, with the words at the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.cli.one import one_path, sound_plan
from jiedai.language import _
from jiedai.model.base import Node, path_of
from jiedai.model.times import weekday_name
from jiedai.visit.case import Case
from jiedai.visit.filled import absent
from jiedai.visit.readings import Reading, readings, with_readings

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Show
    from jiedai.model.conduct import Task
    from jiedai.model.hospitality import Lodging, Meal
    from jiedai.model.people import CrewMember, Guest, Host
    from jiedai.model.schedule import Item, Step

_ABOUT = "≈"


def run(options: Show) -> int:
    """Show the plan; the exit status. Failure where it cannot be read, or has errors of format."""
    sound = sound_plan(one_path(options.plan))
    case = Case(sound.loaded, sound.plan)
    console.deliver(_as_json(case) if options.format == "json" else _as_text(case), options.output)
    return FINE


# --- for programs -----------------------------------------------------------------------------------------------------


def _as_json(case: Case) -> str:
    return json.dumps(with_readings(case), ensure_ascii=False, indent=2) + "\n"


# --- for people -------------------------------------------------------------------------------------------------------


def _as_text(case: Case) -> str:
    return "\n".join(_Outline(case).lines()) + "\n"


class _Outline:
    """The lines of a plan."""

    def __init__(self, case: Case) -> None:
        self._case, self._plan = case, case.plan
        self._readings = readings(case)
        self._read = {(one.node, one.field) for one in self._readings}

    def lines(self) -> Iterator[str]:
        """All of them, the title first."""
        plan = self._plan
        yield _("{title}（{kind}）").format(title=plan.title, kind=self._marked(plan, "kind"))
        yield _("日期：{dates}").format(dates=self._marked(plan, "dates"))
        yield from self._people()
        for day in plan.schedule:
            yield ""
            yield f"{self._marked(day, 'date')} {weekday_name(day.date.weekday())}"
            for item in day.items:
                yield from self._item(item)
        yield from self._services()
        yield from self._typed()

    def _marked(self, node: Node, field: str) -> str:
        """A value in words, with ≈ where it was typed in others; nothing where there is none."""
        value = getattr(node, field)
        if value is None or value == "":
            return ""
        text = value.label if hasattr(value, "label") else str(value)
        return text + (_ABOUT if (path_of(node), field) in self._read else "")

    def _joined(self, *parts: str | None) -> str:
        return " ".join(part for part in parts if part)

    # --- people -------------------------------------------------------------------------------------------------

    def _people(self) -> Iterator[str]:
        plan = self._plan
        if plan.guests or plan.headcount:
            total = self._marked(plan.headcount, "total") if plan.headcount else ""
            yield self._headed(_("来宾"), total or str(len(plan.guests)))
            yield from self._listed(self._guest(guest) for guest in plan.guests)
            for group in plan.headcount.groups if plan.headcount else ():
                yield f"  {self._joined(group.name, self._marked(group, 'count'))}"
        for guest in absent(self._case.written):
            reason = guest.absent if isinstance(guest.absent, str) else ""
            yield "  " + self._joined(guest.name, _("不来"), reason)
        if plan.hosts:
            yield self._headed(_("陪同"), str(len(plan.hosts)))
            yield from self._listed(self._host(host) for host in plan.hosts)
        if plan.crew:
            yield self._headed(_("工作人员"), str(len(plan.crew)))
            yield from self._listed(self._crew(member) for member in plan.crew)

    def _headed(self, title: str, count: str) -> str:
        return _("{title}：{count}").format(title=title, count=count)

    def _listed(self, rows: Iterable[str]) -> Iterator[str]:
        return (f"  {row}" for row in rows)

    def _guest(self, guest: Guest) -> str:
        wants = [entry.label for entry in (*guest.diet, *guest.allergies)]
        wants_read = {(path_of(guest), field) for field in ("diet", "allergies")} & self._read
        mark = _ABOUT if wants_read else ""
        return self._joined(guest.name, guest.unit, guest.post, self._rank(guest), _("、").join(wants) + mark)

    def _host(self, host: Host) -> str:
        return self._joined(host.name, host.unit, host.post, self._rank(host), self._marked(host, "role"), host.phone)

    def _rank(self, person: Guest | Host) -> str:
        """The class of a rank; in brackets the rank as it was written, where it says more."""
        if person.rank is None:
            return ""
        level = person.level
        more = level.written if level and level.written not in (person.rank.zh, person.rank.value) else ""
        return self._marked(person, "rank") + (_("（{written}）").format(written=more) if more else "")

    def _crew(self, member: CrewMember) -> str:
        return self._joined(member.name, member.unit, _("、").join(member.duty), member.phone)

    # --- the programme ------------------------------------------------------------------------------------------

    def _item(self, item: Item) -> Iterator[str]:
        time = self._marked(item, "time") or self._marked(item, "length")
        way = f"{item.from_ or ''}→{item.to or ''}" if item.from_ or item.to else _("、").join(item.place)
        kind = self._marked(item, "kind")
        responsible = self._joined(item.lead, item.owner)
        rides = _("{vehicles}号车").format(vehicles=_("、").join(item.vehicles)) if item.vehicles else ""
        yield "  " + self._joined(item.id, time, item.what, kind and f"[{kind}]", way, rides, responsible)
        for step in item.steps:
            yield "      " + self._joined(self._marked(step, "time"), self._minutes(step), step.what, step.owner)

    def _minutes(self, step: Step) -> str:
        minutes = self._marked(step, "minutes")
        return _("{minutes} 分钟").format(minutes=minutes) if minutes else ""

    # --- services -----------------------------------------------------------------------------------------------

    def _services(self) -> Iterator[str]:
        plan = self._plan
        for title, rows in (
            (_("用餐"), [self._meal(meal) for meal in plan.meals]),
            (_("住宿"), [self._stay(stay) for stay in plan.lodging]),
            (_("座次"), [self._joined(one.id, one.item, self._marked(one, "shape")) for one in plan.seating]),
            (_("任务"), [self._task(task) for task in plan.tasks]),
            (_("预案"), [self._joined(risk.scenario, risk.unit, risk.owner) for risk in plan.risks]),
        ):
            if rows:
                yield ""
                yield self._headed(title, str(len(rows)))
                yield from self._listed(rows)

    def _meal(self, meal: Meal) -> str:
        menu = _("、").join(dish.dish for dish in meal.menu)
        companions = _("、").join(meal.hosts)
        return self._joined(
            meal.item,
            self._marked(meal, "form"),
            self._marked(meal, "guests") and _("来宾 {guests}").format(guests=self._marked(meal, "guests")),
            companions and _("陪餐 {hosts}").format(hosts=companions),
            menu and _("菜单 {menu}").format(menu=menu),
        )

    def _stay(self, stay: Lodging) -> str:
        rooms = [
            self._joined(room.number, self._marked(room, "type"), _("、").join(room.guests)) for room in stay.rooms
        ]
        days = _("{first} 至 {last}").format(
            first=self._marked(stay, "check_in") or self._plan.dates.first,
            last=self._marked(stay, "check_out") or self._plan.dates.last,
        )
        return self._joined(stay.hotel, days, _("；").join(rooms))

    def _task(self, task: Task) -> str:
        due = task.due.on(self._plan.dates).isoformat() if not task.due.unfilled else ""
        told = self._marked(task, "due")
        return self._joined(task.id, due, f"({told})" if told and told != due else "", task.what, task.unit, task.owner)

    # --- what was typed -----------------------------------------------------------------------------------------

    def _typed(self) -> Iterator[str]:
        if self._readings:
            yield ""
            yield _("{mark} 写成自己的话的，读作：").format(mark=_ABOUT)
            for one in self._readings:
                yield "  " + _("第 {line} 行 {field}：“{typed}”读作 {read}").format(
                    line=one.span.line, field=_last_key(one), typed=one.typed, read=one.label
                )


def _last_key(one: Reading) -> str:
    return next(str(step) for step in reversed(one.path) if isinstance(step, str))
