"""`jiedai gate`: what still blocks a visit three days, a day and two hours ahead; whether it was judged as it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.check.engine import examined
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure, suggestion, unwritable
from jiedai.cli.moments import moment_data, now
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.language import _
from jiedai.model.reading import halfwidth
from jiedai.source.save import Busy
from jiedai.visit.case import Case
from jiedai.visit.gates import GATES, REMEMBERED, TITLES, asked
from jiedai.workflow.after.lessons import known_lessons, of_places
from jiedai.workflow.following.gate import Blocker, Evidence, Gate, judged, next_gate
from jiedai.workflow.following.manifest import Manifest, manifest
from jiedai.workflow.following.neighbours import clashing
from jiedai.workflow.following.paper import paper_of
from jiedai.workflow.memory.store import guests, store_path
from jiedai.workflow.memory.suggesting import Suggestion, suggested
from jiedai.workflow.records import Entry, JournalError, Records
from jiedai.workspace import plans_in, shown

if TYPE_CHECKING:
    from jiedai.cli.commands import following
    from jiedai.loading import Loaded

_SHOWN, _ROOM, _LONG, _LEAST = 3, 9, 48, 16
"""On the printed page, which is to stay one: blockers named of a kind, and of all kinds; characters of each, of which
what it is about has so many at least.
"""


def run(options: following.Gate) -> int:
    """Judge a gate, or what was judged; FOUND where it is closed or something is not the same any more."""
    path = one_path(options.plan)
    if path == STDIN:
        raise Failure(_("标准输入里的方案没有记录"), _("写出方案的文件名"))
    moment = options.as_of or now()
    sound = sound_plan(path)
    case = Case(sound.loaded, sound.plan)
    try:
        records = Records.of(path, options.records)
        if options.verify:
            return _verify(case, records, options)
        remembered = _remembered(case, moment.date())
        gate = _judged(case, records, _gate(case, options.at, moment), remembered)
        lessons = _lessons(case)
        _remember(records, gate, moment)
    except JournalError as error:
        raise Failure(error.message, error.hint) from None
    except Busy as error:
        raise Failure(error.message) from None
    except OSError as error:
        raise unwritable(error, error.filename or path) from None
    for remark in records.remarks:
        console.say(remark)
    console.data(
        json.dumps(_data(case, gate) | {"lessons": lessons}, ensure_ascii=False, indent=2)
        if options.format == "json"
        else "\n".join((*_lines(gate), *lessons))
    )
    if options.output is not None:
        _print(case.loaded, gate, moment, Path(options.output))
    return FINE if gate.passed and not (options.strict and gate.warnings) else FOUND


def _gate(case: Case, given: str | None, moment: dt.datetime) -> str:
    """The gate that is asked for, or the next one. Failure where there is none."""
    if given is None:
        found = next_gate(case, moment)
        if found is None:
            message = _("{moment} 以后没有关口了").format(moment=f"{moment:%Y-%m-%d %H:%M}")
            raise Failure(message, _("用 --at 写明是哪一关：{names}").format(names=_("、").join(GATES)))
        return found
    named = {name.casefold(): name for name in GATES}
    word = halfwidth(given).strip().replace("—", "-").replace("–", "-").casefold()
    if word not in named:
        raise Failure(_("没有“{name}”这个关口").format(name=given), suggestion(given, GATES))
    return named[word]


def _others(case: Case) -> list[Path]:
    """The plans beside this one."""
    here = case.loaded.path
    return [path for path in plans_in(here.parent) if path.resolve() != here.resolve()] if here else []


def _lessons(case: Case) -> list[str]:
    """What earlier visits taught of the places of this one; it blocks nothing."""
    places = {name for _day, item in case.items for name in item.place}
    first = case.plan.dates.first
    before = (one for one in known_lessons(case.loaded.office, _others(case)) if one.first < first)
    return [one.told for one in of_places(before, case.plan.kind, places, first)]


def _remembered(case: Case, day: dt.date) -> list[Suggestion]:
    """What is remembered on a day of the guests who come, and the plan lacks, or has otherwise.

    JournalError, OSError where what is remembered cannot be read.
    """
    path = store_path(case.loaded.workspace)
    if not path.exists():
        return []
    found, coming = suggested(case, guests(path), day), {guest.name for guest in case.plan.guests}
    return [one for one in (*found.conflicts, *found.lacking) if one.guest.name in coming]


def _judged(case: Case, records: Records, name: str, remembered: list[Suggestion]) -> Gate:
    loaded = case.loaded
    found = examined(loaded)
    beside = clashing(loaded, found.marks, _others(case))
    for path in beside.unread:
        console.say(_("{plan} 读不了，没有看它和这次接待冲不冲突").format(plan=shown(path)))
    findings = [*found.diagnostics, *beside.findings]
    return judged(case, name, Evidence(findings, paper_of(case, records), manifest(loaded), remembered))


def _remember(records: Records, gate: Gate, moment: dt.datetime) -> None:
    """Write down that a gate was passed, unless that is known already."""
    if not gate.passed:
        return
    last = _last_passed(records, gate.name)
    if last is None or last.fields.get("manifest") != gate.manifest.digest:
        records.append("gate", moment, gate=gate.name, passed=True, blockers=0, manifest=gate.manifest.digest)


def _last_passed(records: Records, name: str | None) -> Entry | None:
    passed = (entry for entry in reversed(records.entries("gate")) if entry.fields.get("passed"))
    return next((entry for entry in passed if name in (None, entry.fields.get("gate"))), None)


def _verify(case: Case, records: Records, options: following.Gate) -> int:
    """Whether plan, office file, rules and jiedai are still those with which a gate was passed."""
    name = _gate(case, options.at, dt.datetime.min) if options.at else None
    entry = _last_passed(records, name)
    if entry is None:
        raise Failure(_("{plan} 还没有通过过关口").format(plan=case.name), _("先运行 jiedai gate"))
    new = manifest(case.loaded)
    recorded, same = entry.fields.get("manifest"), entry.fields.get("manifest") == new.digest
    if options.format == "json":
        data = {
            "version": 1,
            "file": case.name,
            "gate": entry.fields.get("gate"),
            "at": moment_data(entry.at),
            "verified": same,
            "recorded": recorded,
            "manifest": _manifest(new),
        }
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        told = _("{gate}（{at} 通过）：与当时一样") if same else _("{gate}（{at} 通过）：以后又改过，要再过一次关")
        console.data(told.format(gate=entry.fields.get("gate"), at=f"{entry.at:%m-%d %H:%M}"))
    return FINE if same else FOUND


# --- shown ------------------------------------------------------------------------------------------------------------


def _data(case: Case, gate: Gate) -> dict[str, Any]:
    return {
        "version": 1,
        "file": case.name,
        "gate": gate.name,
        "moment": moment_data(gate.moment),
        "passed": gate.passed,
        "blockers": [one._asdict() for one in gate.blockers],
        "warnings": [one._asdict() for one in gate.warnings],
        "manifest": _manifest(gate.manifest),
    }


def _manifest(made: Manifest) -> dict[str, str]:
    return {**made._asdict(), "digest": made.digest}


def _lines(gate: Gate) -> Iterator[str]:
    head = _("{gate}（{moment}）可以过关") if gate.passed else _("{gate}（{moment}）过不了：{count} 项")
    yield head.format(gate=gate.name, moment=f"{gate.moment:%Y-%m-%d %H:%M}", count=len(gate.blockers))
    for code in asked(gate.name):
        found = [one for one in gate.blockers if one.code == code]
        yield f"{'!' if found else '✔'} {code} {_(TITLES[code])}"
        for one in found:
            yield f"    {_told(one)}"
            if one.fix:
                yield _("      → {fix}").format(fix=one.fix)
    for one in gate.warnings:
        yield _("提醒：{message}").format(message=_told(one))
        if one.code == REMEMBERED:
            yield _("      → {fix}").format(fix=one.fix)


def _told(one: Blocker, longest: int | None = None) -> str:
    """A blocker in a line; one that is longer is cut in what it is about, never in whom to call."""
    who = " ".join(filter(None, (one.unit, one.owner, one.phone)))
    text = f"{one.id} {one.message}" if one.id and one.id.rpartition(":")[2] not in one.message else one.message
    room = max(longest - len(who), _LEAST) if longest else len(text)
    text = text if len(text) <= room else text[: room - 1] + "…"
    return _("{text}（{who}）").format(text=text, who=who) if who else text


def _print(loaded: Loaded, gate: Gate, moment: dt.datetime, folder: Path) -> None:
    """Print the page that is signed: each thing that is looked at, and what is still missing."""
    from jiedai.cli.papers import print_paper
    from jiedai.documents.view import View

    rows = []
    named = min(_SHOWN, max(1, _ROOM // (len({one.code for one in gate.blockers}) or 1)))
    for code in asked(gate.name):
        found = [one for one in gate.blockers if one.code == code]
        lines = tuple(_told(one, _LONG) for one in found[:named])
        more = len(found) - len(lines)
        rows.append(View("row", {"title": _(TITLES[code]), "count": len(found), "lines": lines, "more": more}))
    head = {
        "judged": True,
        "name": gate.name,
        "passed": gate.passed,
        "rows": tuple(rows),
        "digest": gate.manifest.digest[7:23],
    }
    values = {
        "readiness": View(
            "readiness",
            {**head, "moment": gate.moment, "warnings": tuple(_told(one, _LONG) for one in gate.warnings[:_SHOWN])},
        )
    }
    for path in print_paper(loaded, "readiness", moment, folder, values):
        console.say(_("写好了 {path}").format(path=shown(path)))
