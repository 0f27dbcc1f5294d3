"""`jiedai notice`: what each reader has to be told since the last issue, or all they are concerned by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure
from jiedai.cli.moments import now
from jiedai.cli.one import one_path
from jiedai.cli.paths import STDIN
from jiedai.cli.telling import as_json, print_papers, say_printed, told_to
from jiedai.cli.versions import Version, chosen, issued_version, recorded, records_of, snapshot, version_of
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import changes
from jiedai.workflow.changes.issuing import Outcome, compared, next_version, with_version
from jiedai.workflow.changes.message import message
from jiedai.workflow.changes.readers import Comparison
from jiedai.workflow.records import Issued

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Notice

_FILES = ("pdf", "docx", "ics")


def run(options: Notice) -> int:
    """Show, or print, what each reader is told."""
    if options.full and options.since is not None:
        raise Failure(_("--full 是全部安排，不与 --since 同用"))
    if options.format in _FILES and options.output is None:
        raise Failure(_("{format} 要写成文件").format(format=options.format), _("用 -o 写明文件夹"))
    path = one_path(options.plan)
    at = options.at or now()
    new = version_of(path)
    records = None if path == STDIN else records_of(path, options.records)
    with recorded(records, path):
        issued = records.issued if records else None
    version = _version(new, issued)
    if options.full:
        done = _outcome(Comparison(None, Case.of(with_version(new.case.loaded, version))), None, new, version, at)
    elif records is None:
        raise Failure(_("标准输入里的方案没有记录"), _("写出方案的文件名，或用 --full"))
    else:
        former = issued_version(records, path, options.since)
        old = snapshot(former).case.loaded
        with recorded(records, path):
            found = compared(records, former, old, with_version(new.case.loaded, version))
        done = _outcome(found, old, new, version, at)
    notices = done.notices
    if options.readers:
        wanted = set(chosen(done.comparison.readers, options.readers))
        notices = [notice for notice in notices if notice.reader in wanted]
    if options.output is not None:
        formats = [options.format] if options.format in (*_FILES, "txt") else []
        say_printed(print_papers(done, at, options.output, notices, formats))
    if options.format == "json":
        console.data(as_json(done, path, records, issued=False, notices=notices))
    elif options.output is None and not notices:
        console.data(_("没有变化\n") if not done.comparison.changes else _("没有要告诉这一方的\n"))
    elif options.output is None and options.format == "txt":
        console.data("\n\n".join(message(done.comparison, notice, done.version) for notice in notices))
    elif options.output is None:
        console.data("\n".join(told_to(done.comparison, notices)).lstrip("\n"))
    return FINE


def _outcome(comparison: Comparison, old: Loaded | None, new: Version, version: int, at: dt.datetime) -> Outcome:
    """What is told of one version to who knew another, or none."""
    before = old.plan.version if old and old.plan else None
    made = with_version(new.case.loaded, version)
    return Outcome(comparison, made, old, before, version, False, comparison.notices(at))


def _version(new: Version, issued: Issued | None) -> int:
    """The version that a plan was issued as, or would get if it were issued now."""
    if issued is None:
        return new.case.written.version
    if new.sha256 == issued.sha256 or not changes(snapshot(issued).case, new.case):
        return issued.plan_version
    return next_version(new.case.loaded, issued.plan_version)
