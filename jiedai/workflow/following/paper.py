"""What became of the paper of a plan: which version was issued, whether it has changed since, who has not answered."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.language import _
from jiedai.source import Source, Unreadable
from jiedai.visit.case import Case
from jiedai.workflow.records import Issued, JournalError, Records
from jiedai.workflow.records.folder import digest
from jiedai.workspace import shown


class Paper(NamedTuple):
    """The version that was issued last, whether the plan says something else by now (None before the first issue), and
    the readers whose last notice nobody has acknowledged, those who have to do something (`acting`) first.
    """

    issued: Issued | None = None
    changed: bool | None = None
    waiting: tuple[str, ...] = ()
    acting: tuple[str, ...] = ()


def paper_of(case: Case, records: Records) -> Paper:
    """What the records of a plan say of it.

    Raises:
        JournalError, OSError: the records cannot be read, or what was issued is not there any more.
    """
    issued = records.issued
    if issued is None:
        return Paper()
    records.check(issued)
    unanswered = records.unanswered()
    waiting = tuple(_answering(case, records)) if unanswered else ()
    return Paper(issued, _changed(case, issued), waiting, tuple(one for one in waiting if unanswered[one]))


def _answering(case: Case, records: Records) -> list[str]:
    """The keys of the readers of a plan who have not acknowledged their last notice."""
    from jiedai.workflow.changes.parts import parts

    return records.waiting(reader.key for reader in parts(case).readers() if reader.answers)


def _changed(case: Case, issued: Issued) -> bool:
    """Whether a plan, or what it takes from its office, means something else than what was issued."""
    office = case.loaded.office_file
    same = _digest(case.loaded.source) == issued.sha256
    if same and (_digest(office.source) if office else None) == issued.office_sha256:
        return False
    from jiedai.workflow.changes.diff import changes
    from jiedai.workflow.changes.issuing import copied

    try:
        return bool(changes(Case.of(copied(issued)), case))
    except Unreadable as error:
        raise JournalError(shown(issued.path), 0, error.message, _("从备份恢复这个文件")) from None


def _digest(source: Source) -> str:
    return digest(source.encoded(source.raw))
