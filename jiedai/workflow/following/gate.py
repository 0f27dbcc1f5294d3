"""The gates before a visit: three days, a day and two hours ahead, what still has to be done before it may go on.

Every blocker has a code, JX01 to JX09, and says who has to do what. A gate is open where nothing blocks it. What is
tight between two visits (JX07), and what guests agreed to be remembered for and the plan lacks (JX10), is a warning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.diagnostics import Diagnostic, KeyPath, Level
from jiedai.language import N_, _
from jiedai.model.choice import ItemKind
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.case import Case
from jiedai.visit.gates import DAY_1, DAYS_3, GATES, REMEMBERED
from jiedai.workflow.following.manifest import Manifest
from jiedai.workflow.following.paper import Paper
from jiedai.workflow.following.stages import first_start
from jiedai.workflow.following.tasks import followed
from jiedai.workflow.memory.suggesting import Suggestion

_AHEAD = {DAYS_3: 3, DAY_1: 1}
_LAST_MINUTE, _TWO_HOURS = dt.time(23, 59), dt.timedelta(hours=2)

_PAPERS, _DIETS, _BLANK = ("GH01", "SP01"), "YC21", "GS13"
_CLASHES = ("KX01", "KX02", "KX03", "KX04")


class Blocker(NamedTuple):
    """What blocks a gate: its code, the number of the task or item, what it is, who sees to it, and what to do."""

    code: str
    id: str | None
    message: str
    unit: str | None = None
    owner: str | None = None
    phone: str | None = None
    line: int | None = None
    fix: str = ""


class Gate(NamedTuple):
    """A gate of a visit, and what blocks it."""

    name: str
    moment: dt.datetime
    blockers: tuple[Blocker, ...]
    warnings: tuple[Blocker, ...]
    manifest: Manifest

    @property
    def passed(self) -> bool:
        """Whether it is open."""
        return not self.blockers


def moment_of(case: Case, name: str) -> dt.datetime:
    """When a gate is: the end of its day, or two hours before the first item (of a day without clock times, 0:00)."""
    first = case.plan.dates.first
    if name in _AHEAD:
        return dt.datetime.combine(first - dt.timedelta(days=_AHEAD[name]), _LAST_MINUTE)
    return (first_start(case) or dt.datetime.combine(first, dt.time())) - _TWO_HOURS


def next_gate(case: Case, now: dt.datetime) -> str | None:
    """The next gate after a moment; None where all lie before it."""
    return next((name for name in GATES if moment_of(case, name) >= now), None)


class Evidence(NamedTuple):
    """What a gate is judged by beside the plan: findings about it and with other plans, its paper, who must answer, and
    what is remembered of its guests and stands not in it.
    """

    findings: Sequence[Diagnostic]
    paper: Paper
    manifest: Manifest
    remembered: Sequence[Suggestion] = ()


def judged(case: Case, name: str, evidence: Evidence) -> Gate:
    """A gate of a visit."""
    found = sorted(_blockers(case, name, evidence), key=lambda one: one.code)
    return Gate(name, moment_of(case, name), tuple(found), tuple(_warnings(case, evidence)), evidence.manifest)


def _blockers(case: Case, name: str, evidence: Evidence) -> Iterator[Blocker]:
    counting = [one for one in evidence.findings if one.counts]
    yield from _of_findings(case, counting, late=name != DAYS_3)
    yield from _of_tasks(case, moment_of(case, name))
    yield from _of_paper(case, evidence.paper, late=name != DAYS_3)
    if name != DAYS_3:
        yield from _of_journeys(case)
        yield from _of_risks(case)


def _of_findings(case: Case, findings: Iterable[Diagnostic], *, late: bool) -> Iterator[Blocker]:
    """JX01, JX02, JX03, JX07 and the diets of JX08: what a check finds."""
    for one in findings:
        if one.code == _BLANK:
            yield _blocker("JX02", case, one)
        elif one.code in _PAPERS and one.level is not Level.INFO:
            yield _blocker("JX03", case, one)
        elif one.code in _CLASHES:
            if one.level is Level.ERROR:
                yield _blocker("JX07", case, one)
        elif one.level is Level.ERROR:
            yield _blocker("JX01", case, one)
        elif one.code == _DIETS and late:
            yield _blocker("JX08", case, one)


def _blocker(code: str, case: Case, found: Diagnostic) -> Blocker:
    """A finding as a blocker, with who answers for what it is about."""
    number, unit, owner = _place(case, found)
    where = "" if found.file == case.name else f"{found.file} "
    message = f"{where}{found.code} {found.message}"
    phone = case.phone_of.get(owner) if owner else None
    fix = found.hint or f"jiedai explain {found.code}"
    return Blocker(code, number, message, unit, owner, phone, found.span.line, fix)


def _place(case: Case, found: Diagnostic) -> tuple[str | None, str | None, str | None]:
    """The item or task that a finding stands in: its number, unit and owner."""
    if found.file != case.name:
        return None, None, None
    for _day, item in case.items:
        if _within(found, case.path(item)):
            return item.id, _named(item.lead), _named(item.owner)
    for task in case.plan.tasks:
        if _within(found, case.path(task)):
            return task.id, _named(task.unit), _named(task.owner)
    return None, None, None


def _within(found: Diagnostic, path: KeyPath) -> bool:
    return found.path[: len(path)] == path


def _named(name: str | None) -> str | None:
    return name if name and not is_placeholder(name) else None


def _of_tasks(case: Case, moment: dt.datetime) -> Iterator[Blocker]:
    """JX04: what is due at the gate and not done."""
    for task in followed(case, moment):
        if task.pending and task.due is not None and task.due <= moment:
            line = case.span(case.plan.tasks[task.place]).line
            due = f"{task.due:%m-%d %H:%M}"
            message = _("{what}：{due} 到期，还没有办完").format(what=task.what, due=due)
            fix = f"jiedai tick {case.name} {task.id}" if task.id else _("先给任务写上编号")
            yield Blocker("JX04", task.id, message, task.unit, task.owner, task.phone, line, fix)


def _of_paper(case: Case, paper: Paper, *, late: bool) -> Iterator[Blocker]:
    """JX05 and JX06: whether everybody has the version that counts."""
    issue = f"jiedai issue {case.name}"
    if paper.issued is None:
        yield Blocker("JX05", None, _("还没有印发过"), fix=issue)
    elif paper.changed:
        version = paper.issued.plan_version
        yield Blocker("JX05", None, _("第 {version} 版印发以后又改过").format(version=version), fix=issue)
    for reader in paper.acting if late else ():
        from jiedai.workflow.changes.parts import Reader
        from jiedai.workflow.changes.readers import contact_of
        from jiedai.workflow.changes.wording import reader_name

        who = Reader.of(reader)
        contact, phone = contact_of(case, who)
        message = _("{reader}还没有签收").format(reader=reader_name(who))
        unit = who.name if who.kind == "unit" else None
        yield Blocker("JX06", reader, message, unit, contact, phone, fix=f"jiedai ack {case.name} {reader}")


def _of_journeys(case: Case) -> Iterator[Blocker]:
    """JX08: guests are to be met, or seen off, and nobody knows when."""
    for kind, leg, message in (
        (ItemKind.PICKUP, "arrive", N_("要接站，但一位来宾的抵达时间都没有写")),
        (ItemKind.DROPOFF, "leave", N_("要送站，但一位来宾的离开时间都没有写")),
    ):
        item = next((item for _day, item in case.items if item.kind is kind), None)
        legs = [getattr(guest, leg) for guest in case.plan.guests]
        if item is not None and legs and not any(one and one.time for one in legs):
            line, owner = case.span(item).line, _named(item.owner)
            phone = case.phone_of.get(owner) if owner else None
            yield Blocker("JX08", item.id, _(message), item.lead, owner, phone, line, _("在来宾名单里写上车次和时间"))


def _of_risks(case: Case) -> Iterator[Blocker]:
    """JX09: a contingency that nobody answers for, or whose owner cannot be reached."""
    for risk in case.plan.risks:
        owner, unit = _named(risk.owner), _named(risk.unit)
        known = case.unit_by_name.get(unit) if unit else None
        phone = (case.phone_of.get(owner) if owner else None) or (known.phone if known else None)
        if owner is None or phone is None:
            message = _("预案“{scenario}”没有责任人") if owner is None else _("预案“{scenario}”的责任人没有电话")
            line = case.span(risk).line
            fix = _("写上责任人，电话写在 office.yaml 的人员里")
            yield Blocker("JX09", None, message.format(scenario=risk.scenario), unit, owner, phone, line, fix)


def _warnings(case: Case, evidence: Evidence) -> Iterator[Blocker]:
    """What is tight between two visits, without being impossible, and what is remembered and not planned."""
    for one in evidence.findings:
        if one.counts and one.code in _CLASHES and one.level is not Level.ERROR:
            yield _blocker("JX07", case, one)
    for suggestion in evidence.remembered:
        yield _of_memory(case, suggestion)


def _of_memory(case: Case, one: Suggestion) -> Blocker:
    """JX10: a guest's diet or habit that the plan lacks, or has otherwise. The page is for leaders too: it names the
    kind of thing alone.
    """
    message = _("记得{name}的{kind}，方案里没有写")
    if one.planned:
        message = _("记得的{name}的{kind}，和方案里写的不一样")
    line, plan = case.span(one.guest).line, case.name
    text = message.format(name=one.guest.name, kind=one.fact.kind.label)
    return Blocker(REMEMBERED, None, text, line=line, fix=f"jiedai guests suggest {plan}")
