"""Issuing a version: first its copy, then the journal, then the plan's own version; each whole or not at all.

Whatever ends a run early leaves the version that was issued before, or the new one. A copy without its line in the
journal is used by the next issue where it is the same. A line without the version in the plan is made good by the next
one, which says so, as are notices that are missing behind a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.loading import Loaded, load, load_office
from jiedai.model.choice import PlanState
from jiedai.source import set_value
from jiedai.source.save import locked, write_atomic
from jiedai.visit.case import Case
from jiedai.workflow.changes.readers import Comparison, Notice
from jiedai.workflow.records import Issued, JournalError, Records
from jiedai.workflow.records.folder import digest
from jiedai.workspace import shown


class Refused(Exception):
    """A plan that is not to be issued as it stands; `message` is one plain line, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Outcome(NamedTuple):
    """What came of an issue: the version before (None for the first) and now, and who is told what.

    `issued` is false where nothing has changed; `new` and `old` are the plans as their copies have them.
    """

    comparison: Comparison
    new: Loaded
    old: Loaded | None
    before: int | None
    version: int
    issued: bool
    notices: list[Notice]


def issue(
    path: Path, records: Records, at: dt.datetime, by: str | None, accepted: Callable[[Loaded], None] = lambda _: None
) -> Outcome:
    """Issue the plan at a path, where it has changed since the last time; remarks are added to those of `records`.

    `accepted` is asked for each plan that is to be issued, and may refuse it by an exception of its own.

    Raises:
        Refused: the version in the plan is below the last one, or the plan is not UTF-8, or was changed meanwhile.
        JournalError, Busy, EditError, OSError, Unreadable: see `Records` and `source`; the old state stands.
    """
    with locked(path):
        loaded = _sound(path)
        issued = records.issued
        if issued is not None:
            records.check(issued)
            loaded = _made_good(path, records, issued, loaded)
        old = None if issued is None else copied(issued)
        comparison = compared(records, issued, old, loaded)
        before = None if issued is None else issued.plan_version
        if issued is not None and not comparison.changes:
            return Outcome(comparison, loaded, old, before, issued.plan_version, False, [])
        version = next_version(loaded, before)
        accepted(with_version(loaded, version))
        return _issued(path, records, loaded, (issued, old), version, at, by)


def _sound(path: Path) -> Loaded:
    """The plan, sound enough to be written again. Refused where it is not."""
    loaded = load(path)
    source = loaded.source
    if loaded.plan is None:
        raise Refused(_("{plan} 读不成方案").format(plan=loaded.name), _("先用 jiedai check 找出错误并改正"))
    if source.encoding != "utf-8":
        message = _("{plan} 不是 UTF-8 编码，没有写入").format(plan=loaded.name)
        raise Refused(message, _("先用 jiedai check --fix 转换编码"))
    if path.read_bytes() != source.encoded(source.raw):
        raise Refused(_("{plan} 刚刚被改过，没有写入").format(plan=loaded.name), _("再运行一次"))
    return loaded


def copied(issued: Issued) -> Loaded:
    """The copy of an issued version with the office file of its time. JournalError where it is no plan any more."""
    loaded = load(issued.path)
    if loaded.plan is None:
        message = _("存本 {file} 读不成方案").format(file=loaded.name)
        raise JournalError(shown(issued.path), 0, message, _("从备份恢复这个文件"))
    office = load_office(issued.office) if issued.office and issued.office.is_file() else None
    return replace(loaded, office_file=office)


def compared(records: Records, issued: Issued | None, old: Loaded | None, new: Loaded) -> Comparison:
    """An issued version beside another; of a visit that was put off by then, with the days it was put off from."""
    days = None
    if issued is not None and old is not None and old.plan is not None and old.plan.state is PlanState.POSTPONED:
        plans = (copied(one).plan for one in _before(records, issued))
        days = next((plan.dates for plan in plans if plan and plan.state is PlanState.NORMAL), None)
    return Comparison(None if old is None else Case.of(old), Case.of(new), days)


def _before(records: Records, issued: Issued) -> list[Issued]:
    """The versions before one, the last of them first."""
    return [one for one in records.versions() if one.plan_version < issued.plan_version][::-1]


def raised(loaded: Loaded, version: int) -> bytes:
    """The bytes of a plan with another version in it, and nothing else changed. EditError."""
    assert loaded.plan is not None
    source = loaded.source
    if loaded.plan.version == version:
        return source.encoded(source.raw)
    english = isinstance(source.data, dict) and "版本" not in source.data and "title" in source.data
    return source.encoded(set_value(source.raw, ("version" if english else "版本",), version))


def with_version(loaded: Loaded, version: int) -> Loaded:
    """The plan as it will be once it is issued."""
    assert loaded.plan is not None
    return replace(loaded, plan=loaded.plan.model_copy(update={"version": version}))


def next_version(loaded: Loaded, last: int | None) -> int:
    """The version that a plan is issued as: its own where the clerk has raised it, else one more than the last."""
    assert loaded.plan is not None
    own = loaded.plan.version
    return own if last is None or own > last else last + 1


def _issued(
    path: Path,
    records: Records,
    loaded: Loaded,
    former: tuple[Issued | None, Loaded | None],
    version: int,
    at: dt.datetime,
    by: str | None,
) -> Outcome:
    data = raised(loaded, version)
    office = loaded.office_file.source if loaded.office_file and loaded.office_file.office else None
    office_data = None if office is None else _bytes(loaded)
    issued, old = former
    new = with_version(loaded, version)
    comparison = compared(records, issued, old, new)
    notices = comparison.notices(at)
    records.keep(version, data, office_data)
    entry = {
        "plan_version": version,
        "sha256": digest(data),
        "office_sha256": None if office_data is None else digest(office_data),
        "by": by,
    }
    records.append_all([("issue", at, entry), *(_line(one, version, at) for one in notices)])
    if data != loaded.source.encoded(loaded.source.raw):
        write_atomic(path, data)
    return Outcome(comparison, new, old, issued.plan_version if issued else None, version, True, notices)


def _bytes(loaded: Loaded) -> bytes | None:
    """The bytes of the office file that a plan belongs to."""
    beside = loaded.path.absolute().parent if loaded.path else None
    place = loaded.workspace.office_path(beside)
    return place.read_bytes() if place else None


def _line(notice: Notice, version: int, at: dt.datetime) -> tuple[str, dt.datetime, dict[str, Any]]:
    """The entry of a notice."""
    reply = notice.reply_by.strftime("%Y-%m-%dT%H:%M") if notice.reply_by else None
    fields = {"plan_version": version, "reader": notice.reader.key, "changes": len(notice.changes)}
    return "notice", at, fields | {"reply_by": reply, "act": notice.act}


# --- what an issue that ended early has left --------------------------------------------------------------------------


def _made_good(path: Path, records: Records, issued: Issued, loaded: Loaded) -> Loaded:
    """The plan, after what the last issue did not finish was done. Refused where its version is too low otherwise."""
    assert loaded.plan is not None
    _complete(records, issued)
    if loaded.plan.version >= issued.plan_version:
        return loaded
    data = raised(loaded, issued.plan_version)
    if digest(data) != issued.sha256 or not _left_so(path, records, issued, loaded.plan.version):
        message = _("{plan} 写的是第 {own} 版，低于已印发的第 {last} 版")
        raise Refused(
            message.format(plan=loaded.name, own=loaded.plan.version, last=issued.plan_version),
            _("把方案里的版本改成 {last}，再运行一次").format(last=issued.plan_version),
        )
    write_atomic(path, data)
    records.remarks.append(_("上次印发第 {version} 版没有做完，已补写方案里的版本").format(version=issued.plan_version))
    return load(path)


def _left_so(path: Path, records: Records, issued: Issued, version: int) -> bool:
    """Whether a plan is as an issue left it that ended before its last write: of the version before, and not written
    since the copy was made. Otherwise somebody has lowered the version by hand.
    """
    before = _before(records, issued)
    if not before or before[0].plan_version != version:
        return False
    return path.stat().st_mtime_ns <= issued.path.stat().st_mtime_ns


def _complete(records: Records, issued: Issued) -> None:
    """Add the notices that are missing behind the last issue, where nothing else has been noted since."""
    entries = records.entries()
    last = max(number for number, entry in enumerate(entries) if entry.type == "issue")
    behind = entries[last + 1 :]
    if any(entry.type != "notice" for entry in behind):
        return
    told = {str(entry.fields.get("reader")) for entry in behind}
    former = next((one for one in _before(records, issued)), None)
    old = copied(former) if former else None
    notices = compared(records, former, old, copied(issued)).notices(issued.at)
    missing = [notice for notice in notices if notice.reader.key not in told]
    if missing:
        records.append_all([_line(notice, issued.plan_version, issued.at) for notice in missing])
        text = _("上次印发第 {version} 版没有做完，已补记 {count} 份通知")
        records.remarks.append(text.format(version=issued.plan_version, count=len(missing)))
