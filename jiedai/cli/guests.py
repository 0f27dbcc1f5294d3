"""`jiedai guests`: what guests agreed to have remembered, and what a plan lacks of it."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, near
from jiedai.cli.journals import told_plainly
from jiedai.cli.moments import now
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN, choice
from jiedai.language import _
from jiedai.model.people import Guest
from jiedai.visit.case import Case
from jiedai.workflow.memory.facts import Consent, ConsentWay, Fact, Refused, said
from jiedai.workflow.memory.store import Remembered, change, guests, store_path
from jiedai.workflow.memory.suggesting import Suggested, Suggestion, suggested
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.guests import List, Remember, Suggest

KEPT = 730
"""Days that a fact is kept where neither the office nor the command says how long."""


def _told(path: Path) -> AbstractContextManager[None]:
    """Say in one line why a file of records cannot be used."""
    return told_plainly(lambda _error: shown(path))


# --- remember ---------------------------------------------------------------------------------------------------------


def remember(options: Remember) -> int:
    """Write down what a guest agreed to; Failure without consent, and for what is not kept of anybody."""
    way = _way(options.consent)
    path = one_path(options.plan)
    if path == STDIN:
        raise Failure(_("标准输入的方案没有文件名，不能作来源"), _("写出方案的文件名"))
    sound = sound_plan(path)
    case = Case(sound.loaded, sound.plan)
    guest = _guest(case, options.name)
    day = (options.at or now()).date()
    until = options.until or _end(case)
    if until < day:
        message = _("有效至 {until} 已经过去了，不记").format(until=until.isoformat())
        raise Failure(message, _("用 --until 写明记到哪一天"))
    consent = Consent(way, day, options.by)
    try:
        told = [one for words in options.facts for one in said(words, guest)]
    except Refused as refused:
        raise Failure(refused.message, refused.hint) from None
    facts = [Fact(kind, value, shown(Path(path)), consent, until) for kind, value in told]
    place = store_path(Workspace.around(Path(path)))
    with _told(place):
        change(place, lambda known: _with(known, guest, facts))
    for fact in facts:
        text = _("记住了 {name}（{unit}）：{kind} {value}，到 {until} 为止")
        console.say(
            text.format(
                name=guest.name, unit=guest.unit, kind=fact.kind.label, value=fact.text, until=until.isoformat()
            )
        )
    return FINE


def _way(word: str | None) -> ConsentWay:
    """How the guest agreed. Failure where nobody says that they did."""
    known = _("、").join(f"--consent {one.zh}" for one in ConsentWay)
    if not word:
        raise Failure(_("没有写明来宾本人同意，不记"), _("问过本人的，写明怎样同意的：{ways}").format(ways=known))
    way = ConsentWay.spellings().get(word.strip().casefold())
    if way is None:
        raise Failure(_("--consent 没有“{word}”").format(word=word), _("可选：{names}").format(names=known))
    return way


def _guest(case: Case, name: str) -> Guest:
    """The guest of a plan by any of their names. Failure for nobody, and for two of one name."""
    typed = name.strip()
    found = [one for one in case.plan.guests if typed in (one.name, one.name_zh, one.name_en)]
    if not found:
        names = [one.name for one in case.plan.guests]
        message = _("{plan} 的来宾里没有{name}").format(plan=case.name, name=typed)
        raise Failure(message, near(typed, names) or (choice(names) if names else ""))
    if len({(one.name, one.unit) for one in found}) > 1:
        units = (f"{one.name}（{one.unit}）" for one in found)
        raise Failure(_("有 {count} 位来宾叫{name}，分不清").format(count=len(found), name=typed), choice(units))
    return found[0]


def _end(case: Case) -> dt.date:
    """The last day on which something of this visit is kept: so many days after it was closed, else after it ended."""
    retention = case.office.retention if case.office else None
    days = KEPT if retention is None or retention.memory is None else retention.memory
    last = case.plan.closed.at.day if case.plan.closed else case.plan.dates.last
    return dt.date.fromordinal(last.toordinal() + days)


def _with(known: list[Remembered], guest: Guest, facts: list[Fact]) -> list[Remembered]:
    mine = (guest.name, guest.unit)
    if not any((one.name, one.unit) == mine for one in known):
        known = [*known, Remembered(guest.name, guest.unit, guest.post)]
    return [one.knowing(facts)._replace(post=guest.post) if (one.name, one.unit) == mine else one for one in known]


# --- list -------------------------------------------------------------------------------------------------------------


def listed(options: List) -> int:
    """Show what is remembered, of everybody or of one name."""
    day = options.as_of or now().date()
    place = store_path(Workspace.around(Path.cwd()))
    with _told(place):
        found = guests(place)
    if options.name:
        found = [one for one in found if one.name == options.name.strip()]
    if options.format == "json":
        data = {"version": 1, "as_of": day.isoformat(), "guests": [_guest_data(one, day) for one in found]}
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
        return FINE
    rows = [
        (one.name, one.unit, fact.kind.label, fact.text, fact.consent.way.label, _ends(fact, day))
        for one in found
        for fact in one.facts
    ]
    head = (_("姓名"), _("单位"), _("类别"), _("内容"), _("同意"), _("有效至"))
    console.data(console.table(head, rows) or _("没有记住的来宾"))
    return FINE


def _ends(fact: Fact, day: dt.date) -> str:
    until = fact.until.isoformat()
    return _("{until}（已到期，不再使用）").format(until=until) if fact.expired(day) else until


def _value(fact: Fact) -> str:
    """What a fact says, for a program."""
    return fact.choice.value if fact.choice else fact.value


def _guest_data(guest: Remembered, day: dt.date) -> dict[str, Any]:
    facts = [
        {
            "kind": fact.kind.value,
            "value": _value(fact),
            "source": fact.source,
            "consent": {
                "way": fact.consent.way.value,
                "date": fact.consent.day.isoformat(),
                "by": fact.consent.by,
            },
            "until": fact.until.isoformat(),
            "expired": fact.expired(day),
        }
        for fact in guest.facts
    ]
    return {"name": guest.name, "unit": guest.unit, "post": guest.post or None, "facts": facts}


# --- suggest ----------------------------------------------------------------------------------------------------------


def suggest(options: Suggest) -> int:
    """Show what a plan lacks of what is remembered of its guests, and write it where asked."""
    path = one_path(options.plan)
    day = options.as_of or now().date()
    place = store_path(Workspace.around(Path.cwd() if path == STDIN else Path(path)))
    with _told(place):
        known = guests(place)
    results: list[Suggested] = []

    def work(sound: Sound) -> str:
        from jiedai.arrange.writing import written

        results.append(suggested(Case(sound.loaded, sound.plan), known, day))
        return written(sound.loaded.source, results[-1].edits)

    if options.write:
        changed = rewrite(path, work)
    else:
        sound = sound_plan(path)
        results.append(suggested(Case(sound.loaded, sound.plan), known, day))
        changed = False
    _show(path, results[-1], day, options.format, written=changed)
    return FINE


def _show(path: str, found: Suggested, day: dt.date, format_: str, *, written: bool) -> None:
    if format_ == "json":
        data = {
            "version": 1,
            "file": path,
            "as_of": day.isoformat(),
            "written": written,
            "suggestions": [_suggestion_data(one) for one in found.lacking],
            "conflicts": [
                _suggestion_data(one) | {"planned": [diet.value for diet in one.guest.diet]} for one in found.conflicts
            ],
        }
        console.data(json.dumps(data, ensure_ascii=False, indent=2))
        return
    lines = [_line(one) for one in found.lacking]
    told = _("{line}；方案里是“{planned}”，没有改，请问本人")
    lines += [told.format(line=_line(one), planned=one.planned) for one in found.conflicts]
    console.data("\n".join(lines) or _("方案里没有要补的"))
    if written:
        console.say(_("写好了 {path}").format(path=path))
    elif found.lacking:
        console.say(_("没有写入；核对后加 --write"))


def _line(one: Suggestion) -> str:
    return f"{one.guest.name}  {one.guest.unit}  {one.fact.kind.label}  {one.fact.text}"


def _suggestion_data(one: Suggestion) -> dict[str, Any]:
    return {
        "name": one.guest.name,
        "unit": one.guest.unit,
        "kind": one.fact.kind.value,
        "value": _value(one.fact),
        "until": one.fact.until.isoformat(),
    }
