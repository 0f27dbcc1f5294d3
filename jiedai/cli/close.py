"""`jiedai close`: what is missing before a visit can be filed, and - where nothing is - that it is closed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.moments import moment_data, now
from jiedai.cli.one import one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.versions import recorded, records_of
from jiedai.language import _
from jiedai.model.choice import PlanState
from jiedai.visit.book import book_in_force
from jiedai.visit.case import Case
from jiedai.workflow.after.closing import Closing, Missing, closed, closing, is_over
from jiedai.workflow.following.paper import paper_of
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Close
    from jiedai.cli.one import Sound
    from jiedai.workflow.records import Records


def run(options: Close) -> int:
    """Say what is missing; FOUND where something is. With `--write` a visit of which nothing is missing is closed."""
    path = one_path(options.plan)
    moment = options.as_of or now()
    if options.write and path == STDIN:
        raise Failure(_("标准输入里的方案写不回去"), _("写出方案的文件名"))
    if options.write and not options.by:
        raise Failure(_("结案要写经办人"), _("加 --by 姓名"))
    sound = sound_plan(path)
    case = Case(sound.loaded, sound.plan)
    _refuse_early(case, moment)
    records = None if path == STDIN else records_of(path, options.records)
    found = closing(case, moment, changed=_changed(case, records))
    written = bool(options.write and found.passed and found.closed is None)
    if written and records is not None:
        found = _write(path, records, moment, options)
    if options.format == "json":
        console.data(json.dumps(_data(case, found, moment), ensure_ascii=False, indent=2))
    else:
        console.data("\n".join(_lines(case, found)))
    if written:
        console.say(_("写好了 {path}").format(path=case.name))
        _say_older(case)
    return FINE if found.passed else FOUND


def _say_older(case: Case) -> None:
    """That what the office has learned does not hold this visit yet, where it has learned anything."""
    known = case.office.experience if case.office else None
    if known is not None and (known.until is None or known.until < case.plan.dates.last):
        console.say(_("office.yaml 的“经验”还没有算上这一次：jiedai review --learn --write"))


def _refuse_early(case: Case, moment: dt.datetime) -> None:
    if is_over(case, moment):
        return
    if case.plan.state is PlanState.POSTPONED:
        raise Failure(_("接待改期了，还没有结束"), _("写上新的日期，状态改回正常"))
    last = case.plan.dates.last.isoformat()
    raise Failure(_("接待还没有结束"), _("最后一天是 {day}，到那天再结案").format(day=last))


def _changed(case: Case, records: Records | None) -> int | None:
    """The version that was issued last, where the plan says something else since; None where it does not."""
    if records is None:
        return None
    with recorded(records, case.name):
        paper = paper_of(case, records)
    return paper.issued.plan_version if paper.issued and paper.changed else None


def _write(path: str, records: Records, moment: dt.datetime, options: Close) -> Closing:
    """Close the visit in its file, and note it; what is found then."""

    def change(sound: Sound) -> str:
        from jiedai.arrange.writing import written

        return written(sound.loaded.source, closed(moment, options.by or ""))

    rewrite(path, change)
    with recorded(records, shown(records.journal)):
        records.append("close", moment, by=options.by)
    sound = sound_plan(path)
    return closing(Case(sound.loaded, sound.plan), moment)


# --- shown ------------------------------------------------------------------------------------------------------------


def _data(case: Case, found: Closing, moment: dt.datetime) -> dict[str, Any]:
    done = found.closed
    return {
        "version": 1,
        "file": case.name,
        "as_of": moment_data(moment),
        "closed": {"at": moment_data(done.at.at()), "by": done.by, "note": done.note} if done else None,
        "passed": found.passed,
        "missing": [_missing(one) for one in found.missing],
        "hints": [_missing(one) for one in found.hints],
    }


def _missing(one: Missing) -> dict[str, Any]:
    return one._asdict() | {"ids": list(one.ids), "due": moment_data(one.due)}


def _lines(case: Case, found: Closing) -> Iterator[str]:
    if found.closed is not None:
        yield _("{plan}：{at} 已由{by}结案").format(plan=case.name, at=found.closed.at, by=found.closed.by)
    elif found.passed:
        yield _("{plan} 可以结案：加 --write --by 姓名").format(plan=case.name)
    else:
        yield _("{plan} 还不能结案：缺 {count} 项").format(plan=case.name, count=len(found.missing))
    book, _error = book_in_force(case.office, case.loaded.workspace.packs_dir)
    for one in found.missing:
        row = book.row(one.code)
        due = _("（{due} 以前）").format(due=f"{one.due:%m-%d}") if one.due else ""
        yield f"{'!' if one.overdue else '○'} {one.code} {row.name if row else ''}{due}"
        yield f"    {one.message}"
        yield _("      → {fix}").format(fix=one.fix)
    for one in found.hints:
        yield _("提醒：{message}").format(message=f"{one.code} {one.message}")
        yield _("      → {fix}").format(fix=one.fix)
