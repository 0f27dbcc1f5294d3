"""`jiedai import`: a form, a list or an edited paper taken into a plan; shown first, written with `--write`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.cli import arrived, console
from jiedai.cli.failure import FINE, FOUND, Failure, unwritable
from jiedai.cli.one import Sound, one_path, rewrite, sound_plan
from jiedai.cli.paths import STDIN, find
from jiedai.language import _, current
from jiedai.model.times import CHINA
from jiedai.source import EditError
from jiedai.workflow.handing.bundle import is_bundle
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Import
    from jiedai.workflow.intake.merging import Merged, Put

Merge = Callable[[Sound], "Merged"]


class _Arrived(NamedTuple):
    """What arrived: its bytes, how it is taken into a plan, and the plan's stem that it names (empty for none)."""

    data: bytes
    merge: Merge
    stem: str = ""


def run(options: Import) -> int:
    """Show or write what arrived; the exit status. Failure where it or the plan cannot be read."""
    if options.file == STDIN and options.plan == STDIN:
        raise Failure(_("名单和方案不能都从标准输入读"), _("写出其中一个的文件名"))
    if options.file != STDIN and options.file.lower().endswith(".zip") and is_bundle(Path(options.file)):
        from jiedai.cli import handed

        return handed.take(options.file, write=options.write, format=options.format)
    if options.plan is not None:
        one_path(options.plan)  # a plan that is not there is told before the file is read
    found = _arrived(options)
    path = _plan_of(options.plan, found.stem)
    merged = _written(path, found, options.file) if options.write else _drafted(path, found)
    if options.format == "json":
        console.data(_data(options, path, merged))
    else:
        _tell(options, path, merged)
    return FOUND if merged.conflicts or merged.refused else FINE


def _plan_of(plan: str | None, stem: str) -> str:
    """The plan that is named; else the one that a form or paper was made from; else the only one."""
    if plan is None and stem:
        named = [path for path in find([]) if Path(path).stem == stem]
        if len(named) == 1:
            return named[0]
    return one_path(plan)


def _arrived(options: Import) -> _Arrived:
    """What a file is, by the trace in it: a form, an edited paper; without one a list. Failure for one not read."""
    from jiedai.workflow.intake.found import Refused
    from jiedai.workflow.returned import carrier

    data = arrived.contents(options.file)
    try:
        trace = carrier.trace_of(data)
    except Refused as error:
        raise arrived.refused(options.file, error) from None
    stem = str((trace or {}).get("plan") or "")
    if trace is not None and "form" in trace:
        return _Arrived(data, _of_form(options.file, data, trace, options.as_of), stem)
    if trace is not None and "paper" in trace:
        return _Arrived(data, _of_paper(options.file, data, trace), stem)
    return _Arrived(data, _of_list(options.file, data, options.as_of or dt.date.today()))


_AHEAD = dt.timedelta(days=30)
"""A form comes back so long before the visit that its days without a year are those of the visit."""


def _of_form(file: str, data: bytes, trace: dict[str, Any], as_of: dt.date | None) -> Merge:
    from jiedai.workflow.forms.answers import read_answers
    from jiedai.workflow.forms.taking import taken

    source = arrived.source(file, data)

    def merge(sound: Sound) -> Merged:
        day = as_of or sound.plan.dates.first - _AHEAD
        return taken(sound.loaded.source.raw, read_answers(source, trace, day))

    return merge


def _of_paper(file: str, data: bytes, trace: dict[str, Any]) -> Merge:
    from jiedai.workflow.returned import carrier, papers, taking

    source = arrived.source(file, data)
    kind = "xlsx" if source.tabular else "docx"

    def merge(sound: Sound) -> Merged:
        text = sound.loaded.source
        path = sound.loaded.path
        if not taking.is_of(sound.plan, path.stem if path else "", trace):
            message = _("{file} 是从方案“{stem}”印的，不是从 {plan}")
            raise Failure(message.format(file=file, stem=trace["plan"], plan=sound.loaded.name))
        try:
            reckoning = taking.reckoning_of(sound.loaded, trace, kind, dt.datetime.now(CHINA))
            result = taking.taken(text.raw, source, trace, reckoning)
        except papers.BadTrace:
            raise Failure(_("{file} 里的记号坏了，不知道印的是什么").format(file=file), _("重新印一份来改")) from None
        checksum = hashlib.sha256(text.encoded(text.raw)).hexdigest()
        result.remarks = [*taking.remarks(sound.plan, checksum, trace)]
        result.remarks += [_("批注：{text}").format(text=text) for text in carrier.comments_of(data)]
        return result

    return merge


def _of_list(file: str, data: bytes, as_of: dt.date) -> Merge:
    from jiedai.workflow.intake.late_letters import with_letter
    from jiedai.workflow.intake.merging import Unread, merged

    read = arrived.interpreted(file, data, as_of)
    is_letter = read.kind == "letter" and bool(read.text("letter.number"))
    if not is_letter and not any(True for _guest in read.guests()) and not read.left_out:
        raise Failure(
            _("“{file}”里没有读到来宾").format(file=file), _("表头要有“姓名”；来函用 jiedai new --from-letter")
        )

    def merge(sound: Sound) -> Merged:
        if paper := _printed_as(data, file, sound):
            raise Failure(
                _("{file} 是从方案印的《{paper}》，没有记号，读不回来").format(file=file, paper=paper),
                _("改在方案里；哪里和方案不一样，把它放进文件夹，用 jiedai check --papers 文件夹 列出来"),
            )
        source = sound.loaded.source
        written = source.data if isinstance(source.data, dict) else {}
        result = merged(source.raw, written, sound.plan, read)
        if is_letter:
            with_letter(result, written, read)
        result.refused = [Unread(where, "", why) for where, why in read.left_out]
        return result

    return merge


def _printed_as(data: bytes, file: str, sound: Sound) -> str:
    """Which paper of the plan, other than the list of guests, a file without a trace is; empty for none.

    One of its first lines is the title of the plan with that of the paper: such papers name hosts and clerks, who are
    no guests.
    """
    from jiedai.documents.catalog import catalog

    source = arrived.source(file, data)
    lines = [line.text for line in source.lines] + [row[0].text for table in source.tables for row in table.rows[:2]]
    first = [text.strip() for text in lines if text.strip()][:6]
    titles = list(filter(None, (sound.plan.title, sound.plan.public_title)))
    rests = {line.removeprefix(title) for line in first for title in titles if line.startswith(title)}
    if not rests:
        return ""
    templates = catalog(sound.loaded.workspace).templates.values()
    return next((one.title for one in templates if one.title in rests and one.id != "guests"), "")


def _drafted(path: str, found: _Arrived) -> Merged:
    try:
        return found.merge(sound_plan(path))
    except EditError as error:
        raise Failure(error.message) from None


def _written(path: str, found: _Arrived, file: str) -> Merged:
    """Write the plan, and note it in its journal; nothing where the journal cannot be read."""
    from jiedai.source.save import Busy
    from jiedai.workflow.records import JournalError, Records

    made: list[Merged] = []

    def change(sound: Sound) -> str:
        made.append(found.merge(sound))
        return made[0].text

    try:
        records = Records.of(path, None)
        records.entries()
        if rewrite(path, change):
            fields = {
                "file": Path(file).name,
                "sha256": "" if file == STDIN else hashlib.sha256(found.data).hexdigest(),
                "applied": len(made[0].applied),
                "conflicts": len(made[0].conflicts),
            }
            records.append_all([("import", dt.datetime.now(CHINA).replace(tzinfo=None), fields)])
    except (JournalError, Busy) as error:
        raise Failure(error.message, getattr(error, "hint", "")) from None
    except OSError as error:
        raise unwritable(error, path) from None
    return made[0]


# --- what is told -----------------------------------------------------------------------------------------------------


def _data(options: Import, path: str, merged: Merged) -> str:
    def clash(one: Put) -> dict[str, Any]:
        return {"path": one.path, "base": one.base, "ours": one.old, "theirs": one.new, "cell": one.cell}

    data = {
        "version": 1,
        "file": options.file,
        "plan": shown(Path(path)),
        "written": options.write,
        "applied": [{"path": one.path, "old": one.old, "new": one.new, "cell": one.cell} for one in merged.applied],
        "conflicts": [clash(one) for one in merged.conflicts],
        "refused": [one._asdict() for one in merged.refused],
        "missing": merged.missing,
        "unknown": [one.cell for one in merged.unknown],
        "unknown_text": [one._asdict() for one in merged.unknown],
        "remarks": merged.remarks,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _tell(options: Import, path: str, merged: Merged) -> None:
    for remark in merged.remarks:
        console.say(remark)
    added = tuple(f"guests.{name}." for name in merged.added)
    if merged.added:
        console.data(_("新加 {count} 人：{names}").format(count=len(merged.added), names=_("、").join(merged.added)))
    for one in merged.applied:
        if not one.path.startswith(added or ("\0",)):
            text = _("{cell} {what}：“{old}” → “{new}”") if _text(one.old) else _("{cell} {what}：补上“{new}”")
            told = text.format(cell=one.cell, what=_said(one.path), old=_text(one.old), new=_text(one.new))
            console.data(told)
    for one in merged.conflicts:
        text = _("{cell} {what}：方案是“{ours}”，来的是“{theirs}”，没有改")
        console.data(text.format(cell=one.cell, what=_said(one.path), ours=_text(one.old), theirs=_text(one.new)))
    for left in merged.refused:
        console.data(_("{where}：{why}").format(where=left.cell, why=left.why))
    for left in merged.unknown:
        value = left.value if len(left.value) <= 40 else left.value[:39] + "…"
        console.data(_("{where} “{value}”：{why}，没有读进来").format(where=left.cell, value=value, why=left.why))
    if merged.missing:
        console.data(_("方案里有、名单里没有：{names}").format(names=_("、").join(merged.missing)))
    if not merged.applied and not merged.conflicts:
        console.data(_("没有可以写进方案的改动") if merged.unknown or merged.refused else _("没有变化"))
    elif options.write:
        console.say(_("写好了 {path}").format(path=shown(Path(path))))
    else:
        console.say(_("还没有写进方案；看过没有问题，加 --write"))


def _said(path: str) -> str:
    """What a path is about, as a person calls it: `李娜的电话`, `公函的文号`."""
    from jiedai.workflow.returned.wording import called

    return called(path, current())


def _text(value: object) -> str:
    from jiedai.workflow.returned.wording import said

    return said(value)
