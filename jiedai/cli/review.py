"""`jiedai review`: what became of a visit, in figures; feedback read in, and what it asks for followed up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.figures import fault_data, number
from jiedai.cli.moments import now
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.versions import recorded, records_of
from jiedai.language import _
from jiedai.model.quantities import money
from jiedai.visit.case import Case
from jiedai.visit.filled import overruled
from jiedai.visit.outcome import LEAST_SHEETS, PUNCTUAL
from jiedai.workflow.after.returned import Given, Returned, Unusable, numbered, read_returned
from jiedai.workflow.after.reviewing import Figures, answers_written, figures, follow_ups_written, with_answers
from jiedai.workflow.following.running import lateness
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.after import Review
    from jiedai.model.review import Answer
    from jiedai.workflow.records import Records

_PAPERS = ("docx", "pdf", "xlsx")


class _Import(NamedTuple):
    """Feedback that was read: the file, what is in it, its digest, and its answers as they are to be written.

    `again` says that they are written already, `unnoted` that they are and the journal does not know of it.
    """

    file: str
    returned: Returned
    sha256: str
    given: tuple[Given, ...]
    again: bool = False
    unnoted: bool = False


def run(options: Review) -> int:
    """Show what became of a visit, or print it; with `--write` feedback and follow-ups go into the plan."""
    if options.learn:
        from jiedai.cli import learned

        return learned.run(options)
    path = one_path(options.plan)
    if options.write and path == STDIN:
        raise Failure(_("标准输入里的方案写不回去"), _("写出方案的文件名"))
    sound = sound_plan(path)
    case = Case(sound.loaded, sound.plan)
    records = records_of(path, options.records) if path != STDIN else None
    read = _read(options.feedback, case, records) if options.feedback else None
    if read is not None and not read.again:
        case = with_answers(case, read.given, read.returned.way)
    found = figures(case)
    written = bool(options.write) and _write(path, records, read, options)
    if options.format in _PAPERS:
        _print(path, options)
        return FINE
    if options.format == "json":
        console.data(json.dumps(_data(case, found, read, written=written), ensure_ascii=False, indent=2))
    else:
        console.data("\n".join(_lines(case, found)))
    _remarks(case, found, read, options, written=written)
    return FINE


# --- feedback ---------------------------------------------------------------------------------------------------------


def _read(file: str, case: Case, records: Records | None) -> _Import:
    """The feedback in a file, without answers where the very same was read before."""
    place = Path(file)
    try:
        returned = read_returned(place)
        digest = hashlib.sha256(place.read_bytes()).hexdigest()
    except Unusable as error:
        raise Failure(error.message, error.hint) from None
    taken = [one.sheet for one in case.written.feedback if one.sheet]
    given = tuple(numbered(returned, taken))
    again = unnoted = False
    if records is not None:
        with recorded(records, case.name):
            imports = list(records.entries("import"))
        again = any(entry.fields.get("sha256") == digest for entry in imports)
        noted = sum(int(entry.fields.get("applied", 0)) for entry in imports)
        unnoted = not again and _cut_off(case.written.feedback[noted:], given)
    done = again or unnoted
    return _Import(file, returned, digest, () if done else given, done, unnoted)


def _cut_off(unnoted: Sequence[Answer], given: Sequence[Given]) -> bool:
    """Whether answers that no journal knows of end with those of the file: it was written, and a kill came before the
    note of it.
    """
    there = [(one.question, one.score, one.comment) for one in unnoted[-len(given) :]]
    return bool(given) and there == [(one.question, one.score, one.comment) for one in given]


def _write(path: str, records: Records | None, read: _Import | None, options: Review) -> bool:
    """Write answers and follow-ups into the plan, and note a file that was read; whether anything changed."""

    def change(sound: Sound) -> str:
        from jiedai.arrange.writing import written

        case = Case(sound.loaded, sound.plan)
        edits = list(answers_written(read.given, read.returned.way)) if read else []
        after = with_answers(case, read.given, read.returned.way) if read else case
        edits += follow_ups_written(after, figures(after).asked)
        return written(sound.loaded.source, edits)

    changed = rewrite(path, change)
    if (changed or (read and read.unnoted)) and read is not None and records is not None:
        with recorded(records, path):
            name, applied = Path(read.file).name, len(read.returned.answers)
            records.append("import", now(), file=name, sha256=read.sha256, applied=applied, conflicts=0)
    return changed


def _print(path: str, options: Review) -> None:
    from jiedai.cli.papers import print_paper
    from jiedai.cli.printing import output_folder

    out = output_folder(options.output)
    for made in print_paper(sound_plan(path).loaded, "review", now(), out, formats=(options.format,)):
        console.say(_("写好了 {path}").format(path=shown(made)))


def _remarks(case: Case, found: Figures, read: _Import | None, options: Review, *, written: bool) -> None:
    """What a person has to know beside the figures."""
    if read is not None and read.again:
        console.say(_("“{file}”已经导入过，没有再写").format(file=read.file))
    elif read is not None:
        told = _("“{file}”：{sheets} 份反馈，{answers} 条")
        console.say(told.format(file=read.file, sheets=len(read.returned.sheets), answers=len(read.given)))
        if read.returned.dropped:
            console.say(_("没有读：{columns}").format(columns=_("、").join(read.returned.dropped)))
    twice = [(one.sheet, one.question) for one in overruled(case.written)]
    for sheet, question in [*(read.returned.twice if read is not None and not read.again else ()), *twice]:
        console.say(_("第 {sheet} 份“{question}”答了两次，取后一次").format(sheet=sheet, question=question))
    if written:
        console.say(_("写好了 {path}").format(path=case.name))
    elif (read is not None and read.given) or found.asked:
        console.say(_("加 --write 写进方案"))


# --- for a program ----------------------------------------------------------------------------------------------------


def _data(case: Case, found: Figures, read: _Import | None, *, written: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "version": 1,
        "file": case.name,
        "timing": {
            "timed": found.timing.timed,
            "median": number(found.timing.median),
            "within": found.timing.within,
            "deviations": [{"id": one.id, "late": one.late} for one in found.late],
        },
        "tasks": found.tasks._asdict(),
        "feedback": {
            "sheets": found.feedback.sheets,
            "answers": found.feedback.answers,
            "mean": None if found.feedback.mean is None else float(found.feedback.mean),
            "satisfied": found.feedback.satisfied,
            "low": [{"question": one.question, "score": one.score, "comment": one.comment} for one in found.low],
        },
        "cost": {
            "planned": number(found.cost.planned),
            "paid": number(found.cost.paid),
            "per_head": number(found.per_head),
        },
        "headcount": {"planned": found.expected, "actual": found.came},
        "deviations_unexplained": list(found.unexplained),
        "faults": [fault_data(fault) for fault in found.faults],
        "suggested_follow_ups": [{"question": one.question, "comment": one.comment} for one in found.asked],
        "written": written,
    }
    if read is not None:
        data["imported"] = {
            "file": read.file,
            "sheets": len(read.returned.sheets),
            "answers": len(read.given),
            "dropped": read.returned.dropped,
            "replaced": [{"sheet": sheet, "question": question} for sheet, question in read.returned.twice],
            "again": read.again,
        }
    return data


# --- for a person -----------------------------------------------------------------------------------------------------


def _lines(case: Case, found: Figures) -> Iterator[str]:
    yield _("{file}  {title}").format(file=case.name, title=case.plan.title)
    yield f"  {_timing(found)}"
    for one in found.late:
        why = one.note or _("没有写原因")
        yield _("    {id} {late}：{why}").format(id=one.id, late=lateness(one.late), why=why)
    tasks = _("  任务：完成 {done}/{total}；记了时间的 {dated} 项里按时 {in_time} 项")
    yield tasks.format(**found.tasks._asdict())
    yield f"  {_feedback(found)}"
    if found.feedback.answers and found.feedback.sheets < LEAST_SHEETS:
        yield _("    样本不足 {least} 份，给领导的报告里不列各项平均分").format(least=LEAST_SHEETS)
    for answer in found.low:
        score = _("    {question} {score} 分").format(question=answer.question, score=answer.score)
        yield score + (_("：{comment}").format(comment=answer.comment) if answer.comment else "")
    yield f"  {_money(found)}"
    count = len(found.faults)
    yield _("  差错 {count} 项").format(count=count) if count else _("  没有记录差错")
    for asked in found.asked:
        yield _("  建议跟进：{what}").format(what=asked.what)


def _timing(found: Figures) -> str:
    timing = found.timing
    if not timing.timed:
        return _("准点：没有记实际时间")
    told = _("准点：记了时间的 {timed} 项，偏差中位数 {median} 分钟，{punctual} 分钟以内 {within}%")
    return told.format(timed=timing.timed, median=_plain(timing.median), punctual=PUNCTUAL, within=timing.within)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else money(value)


def _feedback(found: Figures) -> str:
    said = found.feedback
    if not said.answers:
        return _("反馈：没有评分")
    told = _("反馈：{sheets} 份，{answers} 项评分，平均 {mean} 分，满意 {satisfied}%")
    return told.format(sheets=said.sheets, answers=said.answers, mean=said.mean, satisfied=said.satisfied)


def _money(found: Figures) -> str:
    planned, paid = (
        _("没有写") if amount is None else _("{amount} 元").format(amount=money(amount)) for amount in found.cost
    )
    each = _("，人均 {amount} 元").format(amount=money(found.per_head)) if found.per_head is not None else ""
    people = "" if found.came is None else _("；实到 {came} 人").format(came=found.came)
    return _("接待方支出：预算 {planned}，实际 {paid}").format(planned=planned, paid=paid) + each + people
