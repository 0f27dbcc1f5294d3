"""`jiedai assess`: how units did their part, with the evidence of every figure; papers for leaders and for a unit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.across import Reading, gathered
from jiedai.cli.failure import FINE, WRONG, Failure, near
from jiedai.cli.figures import NOT_COUNTED
from jiedai.cli.journals import told_plainly
from jiedai.cli.moments import moment_data, now
from jiedai.cli.saved import office_here, save
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.after.ledger import today
from jiedai.workflow.assessing.evidence import Told, told_by
from jiedai.workflow.assessing.scores import Assessment, Rate, Score, assessment, half_up, measures_of, of_people
from jiedai.workflow.records import JournalError, Records
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Assess


def run(options: Assess) -> int:
    """Show what units come to; WRONG where a plan cannot be read, which is then missing in it."""
    moment = options.as_of or now()
    first, last = _period(options, moment)
    office = office_here()
    measures = measures_of(office)
    allowed = bool(office and office.assessment and office.assessment.people)
    if options.people and not allowed:
        raise Failure(_("没有说可以给人员打分"), _("单位定了要打的，在 office.yaml 写 考核: {人员: 是}"))
    reading = Reading(partial(_told, moment), useless=NOT_COUNTED, reads=_records)
    read = gathered(options.paths, reading, jobs=options.jobs, on=options.on)
    told: list[Told] = [one for one in read.rows if first <= one.first <= last]
    if not told:
        period = f"{first.isoformat()}..{last.isoformat()}"
        raise Failure(_("{period} 里没有接待").format(period=period), _("用 --year 或 --from、--to 写明期间"))
    found = assessment(told, first, last, measures)
    people = of_people(told, found) if options.people else ()
    chosen = _chosen(found, today(office).get(options.unit or "", options.unit))
    match options.format:
        case "json":
            console.data(json.dumps(_data(found, chosen, people, moment), ensure_ascii=False, indent=2))
        case "text":
            console.data("\n".join(_lines(found, chosen, people)))
        case _:
            from jiedai import formats
            from jiedai.workflow.assessing.paper import leader_paper, title_of, unit_paper

            writer = formats.writer(options.format)
            name = chosen[0].who if options.unit else None
            document = (
                unit_paper(found, chosen[0], office, moment) if options.unit else leader_paper(found, office, moment)
            )
            save(lambda: writer.write(document), writer.SUFFIX, title_of(found, name), options.output)
    return WRONG if read.wrong else FINE


def _told(now: dt.datetime, case: Case) -> list[Told]:
    """What a plan and its records say of units. Failure where these cannot be read."""
    path = case.loaded.path
    records = Records.of(path) if path else None
    with told_plainly(lambda _error: shown(records.journal) if records else case.name):
        return [told_by(case, records, now)]


def _records(plan: Path) -> list[Path] | None:
    """The journal of a plan; None where it is in doubt, or stands under a former name, which is found where it is."""
    try:
        records = Records.of(plan)
    except (JournalError, OSError):
        return None
    if records.folder.name != plan.stem:
        return None
    return [records.journal] if records.journal.is_file() else []


def _period(options: Assess, moment: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last day of the period: a year, or between two days; this year where nothing is said."""
    if options.year is not None and (options.first or options.last):
        raise Failure(_("--year 和 --from、--to 只能写一样"))
    if options.year is None and options.first is None and options.last is None:
        return dt.date(moment.year, 1, 1), dt.date(moment.year, 12, 31)
    if options.year is not None:
        return dt.date(options.year, 1, 1), dt.date(options.year, 12, 31)
    first = options.first or dt.date((options.last or moment.date()).year, 1, 1)
    last = options.last or moment.date()
    if last < first:
        raise Failure(_("--from 在 --to 以后"))
    return first, last


def _chosen(found: Assessment, unit: str | None) -> tuple[Score, ...]:
    """The unit that was asked for, or all of them. Failure where there is none of that name."""
    if unit is None:
        return found.scores
    chosen = tuple(one for one in found.scores if one.who == unit)
    if not chosen:
        hint = near(unit, [one.who for one in found.scores])
        raise Failure(_("这段时间没有“{unit}”的记录").format(unit=unit), hint)
    return chosen


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(found: Assessment, chosen: Sequence[Score], people: Sequence[Score], moment: dt.datetime) -> dict[str, Any]:
    data: dict[str, Any] = {
        "version": 1,
        "as_of": moment_data(moment),
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "visits": found.visits,
        "prior": found.measures.prior,
        "sample": found.measures.sample,
        "pooled": {indicator.value: float(half_up(rate)) for indicator, rate in found.pooled.items()},
        "undated": found.undated,
        "units": [_score(one, "unit") for one in chosen],
    }
    return data | ({"people": [_score(one, "person") for one in people]} if people else {})


def _score(one: Score, who: str) -> dict[str, Any]:
    return {
        who: one.who,
        "score": _number(one.score),
        "grade": one.grade,
        "n": one.n,
        "interval": None if one.interval is None else [float(bound) for bound in one.interval],
        "indicators": {indicator.value: _rate(rate) for indicator, rate in one.rates.items()},
        "evidence": [
            {
                "indicator": event.indicator.value,
                "file": event.file,
                "id": event.id,
                "hit": event.hit,
                "due": moment_data(event.due),
                "done_at": moment_data(event.done_at),
            }
            for event in one.events
        ],
        "veto": [{"why": veto.why, "file": veto.file, "message": veto.what} for veto in one.vetoes],
        "appealed": [{"file": objection.file, "what": objection.what} for objection in one.objections],
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "hits": rate.hits,
        "n": rate.n,
        "raw": float(half_up(rate.raw)),
        "shrunk": float(half_up(rate.shrunk)),
        "weight": rate.weight,
    }


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(found: Assessment, chosen: Sequence[Score], people: Sequence[Score]) -> Iterator[str]:
    from jiedai.workflow.assessing.paper import remarks, title_of

    yield title_of(found)
    yield console.table(*_table(found, chosen, _("单位"))).rstrip("\n") or _("没有可以计的事项")
    if people:
        yield console.table(*_table(found, people, _("姓名"))).rstrip("\n")
    for one in chosen if len(chosen) == 1 else ():
        yield from _misses(one)
    for one in chosen:
        for veto in one.vetoes:
            text = _("一票否决 {unit}：{what}（{file}）")
            yield text.format(unit=one.who, what=veto.what, file=veto.file)
        for objection in one.objections:
            yield _("申辩中 {unit}：{what}（{file}）").format(unit=one.who, what=objection.what, file=objection.file)
    yield from remarks(found)


def _table(found: Assessment, scores: Sequence[Score], who: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from jiedai.model.choice import Indicator
    from jiedai.workflow.assessing.paper import counted, grade, points

    head = (who, _("得分"), _("等次"), _("依据"), *(one.label for one in Indicator))
    rows = []
    for one in scores:
        cells = (counted(one, indicator) for indicator in Indicator)
        rows.append((one.who, points(one, found.measures), grade(one, found.measures), str(one.n), *cells))
    return head, rows


def _misses(one: Score) -> Iterator[str]:
    from jiedai.workflow.assessing.paper import not_met

    for indicator, number, what, due, done_at, visit in not_met(one):
        when = f"{due or '-'} → {done_at or '-'}" if due or done_at else ""
        yield "  ".join(str(part) for part in (f"  × {indicator}", number, what, when, visit) if part)
