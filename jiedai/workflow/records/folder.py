"""The records of one plan: which folder they are in, what was issued, and who has not answered yet."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.source import Source, Unreadable, files, read_file
from jiedai.source.save import write_atomic
from jiedai.workflow.records import journal
from jiedai.workflow.records.journal import Entry, Journal, JournalError
from jiedai.workspace import Workspace, shown

JOURNAL = "journal.jsonl"
OFFICE_SUFFIX = ".office.yaml"
_SNAPSHOT = re.compile(r"v(\d{1,6})\.yaml")


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def digest(data: bytes) -> str:
    """The digest of a file as journals have it: 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Issued(NamedTuple):
    """A version that was issued: the byte copies of plan and office file, and when."""

    plan_version: int
    at: dt.datetime
    sha256: str
    path: Path
    office: Path | None = None
    office_sha256: str | None = None
    by: str | None = None


class Records:
    """The records of one plan. Reading them makes nothing; the first entry makes the folder.

    `remarks` fills with plain lines for the person at the terminal while they are read: a line that was cut off, a
    plan that was renamed, a copy that was changed by hand.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remarks: list[str] = []
        self._read: Journal | None = None

    @classmethod
    def of(cls, path: str | Path, folder: str | Path | None = None) -> Records:
        """The records of the plan at `path`: in `folder`, else where they belong, else those of a plan renamed since.

        Raises:
            JournalError: two plans that are gone had the same number and first day; or there is no such `folder`.
        """
        if folder is not None:
            if not Path(folder).is_dir():
                message = _("没有文件夹“{folder}”").format(folder=folder)
                raise JournalError(str(folder), 0, message, _("--records 写 records/ 里的一个文件夹"))
            return cls(Path(folder))
        plan = Path(path)
        own = Workspace.around(plan).records_dir / plan.stem
        if files.is_dir(own) or not files.is_dir(own.parent):
            return cls(own)
        former = _former(plan, own.parent)
        if len(former) > 1:
            names = _("、").join(shown(one) for one in former)
            message = _("有 {count} 份记录都像是 {plan} 改名以前的").format(count=len(former), plan=shown(plan))
            raise JournalError(shown(plan), 0, message, _("用 --records 写明是哪一份：{names}").format(names=names))
        records = cls(former[0] if former else own)
        if former:
            records.remarks.append(_("方案改过名，用的是 {folder} 里的记录").format(folder=shown(former[0])))
        return records

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.folder / JOURNAL

    def _journal(self) -> Journal:
        if self._read is None:
            self._read = journal.read(self.journal)
            self._told_torn(self._read)
        return self._read

    def _told_torn(self, read: Journal) -> None:
        remark = _("“{file}”的最后一行没有写完，不算数").format(file=shown(self.journal))
        if read.torn and remark not in self.remarks:
            self.remarks.append(remark)

    @property
    def torn(self) -> bool:
        """Whether the last line of the journal was cut off."""
        return self._journal().torn > 0

    def entries(self, *types: str) -> list[Entry]:
        """What happened, in the order written; of these types only, where any are named. JournalError, OSError."""
        return [entry for entry in self._journal().entries if not types or entry.type in types]

    def append(self, type: str, at: dt.datetime, **fields: Any) -> None:
        """Add an entry; see `append_all`."""
        self.append_all([(type, at, fields)])

    def append_all(self, entries: Iterable[tuple[str, dt.datetime, dict[str, Any]]]) -> None:
        """Add entries of (type, moment, keys), all or none; a moment without zone is a Chinese one.

        Raises:
            JournalError, OSError: the journal cannot be read or written.
            Busy: somebody else is writing it.
            ValueError: keys that are not those of the type (see `journal.KEYS`), or an entry above 2,000 bytes.
        """
        lines = [journal.line(type, at, fields) for type, at, fields in entries]
        if lines:
            self._told_torn(journal.append(self.journal, lines))
            self._read = None

    # --- versions -----------------------------------------------------------------------------------------------------

    @property
    def issued(self) -> Issued | None:
        """The version that was issued last; None before the first."""
        return next(self._versions(), None)

    def version(self, number: int) -> Issued | None:
        """The issued version of a number; None where there is none."""
        return next((one for one in self._versions() if one.plan_version == number), None)

    def versions(self) -> list[Issued]:
        """Every issued version, the first one first."""
        return list(self._versions())[::-1]

    def _versions(self) -> Iterator[Issued]:
        gone: set[object] = set()
        for entry in reversed(self.entries("issue", "purge")):
            if entry.type == "purge":  # what was kept long enough
                gone |= set(_listed(entry.fields.get("versions")))
                continue
            number, sha = entry.fields.get("plan_version"), entry.fields.get("sha256")
            if isinstance(number, int) and isinstance(sha, str) and number not in gone:
                office_sha = entry.fields.get("office_sha256")
                office = self.snapshot(number, office=True) if office_sha else None
                by = entry.fields.get("by")
                yield Issued(number, entry.at, sha, self.snapshot(number), office, office_sha, by)

    def snapshot(self, number: int, *, office: bool = False) -> Path:
        """Where the byte copy of a version is, or that of the office file of its time."""
        return self.folder / f"v{number}{OFFICE_SUFFIX if office else '.yaml'}"

    def check(self, issued: Issued) -> None:
        """Remark on a copy that was changed by hand since; it is used all the same.

        JournalError where the copy is gone.
        """
        cleared: dict[object, object] = {}
        for entry in self.entries(
            "forget"
        ):  # a copy that guests' data were taken out of is what was issued all the same
            cleared |= dict(entry.fields.get("copies") or {})
        for path, sha in ((issued.path, issued.sha256), (issued.office, issued.office_sha256)):
            if path is None:
                continue
            try:
                changed = digest(path.read_bytes()) not in (sha, cleared.get(path.name))
            except FileNotFoundError:
                message = _("找不到第 {version} 版的存本“{file}”").format(version=issued.plan_version, file=shown(path))
                raise JournalError(shown(path), 0, message, _("从备份恢复这个文件")) from None
            remark = _("存本“{file}”在印发后被改过，仍按它比较").format(file=shown(path))
            if changed and remark not in self.remarks:
                self.remarks.append(remark)

    def keep(self, number: int, plan: bytes, office: bytes | None) -> None:
        """Keep byte copies of a version that is about to be issued; copies that a run left which ended early are used.

        Raises:
            JournalError: such a copy is of another plan.
            OSError: it cannot be written; each copy is there whole or not at all.
        """
        journal.make_private(self.folder)
        for path, data in ((self.snapshot(number, office=True), office), (self.snapshot(number), plan)):
            if data is None:
                continue
            if not path.exists():
                write_atomic(path, data)
                path.chmod(journal.PRIVATE_FILE)
            elif path.read_bytes() != data:
                message = _("“{file}”是上次没有做完的印发留下的，与现在的内容不同").format(file=shown(path))
                raise JournalError(shown(path), 0, message, _("核对后移走这个文件，再运行一次"))
            elif data is plan:
                self.remarks.append(_("上次印发第 {version} 版没有做完，这次接着做").format(version=number))

    # --- who has answered ---------------------------------------------------------------------------------------------

    def waiting(self, readers: Iterable[str]) -> list[str]:
        """Those of the readers whose last notice nobody has acknowledged; first those who have to do something."""
        open_ = self.unanswered()
        return sorted((one for one in dict.fromkeys(readers) if one in open_), key=lambda one: not open_[one])

    def unanswered(self) -> dict[str, bool]:
        """The readers whose last notice nobody has acknowledged, and whether they have to do something."""
        open_: dict[str, bool] = {}
        for entry in self.entries("notice", "ack"):
            reader = str(entry.fields.get("reader"))
            asked = open_.pop(reader, False)
            if entry.type == "notice":  # what was asked for before and not answered is still asked for
                open_[reader] = asked or bool(entry.fields.get("act"))
        return open_


# --- plans that were renamed ------------------------------------------------------------------------------------------


def _former(plan: Path, records: Path) -> list[Path]:
    """The folders of plans that are gone and had the number and the first day of this one."""
    return _gone(plan.parent, records).of(plan)


class _Gone:
    """Of the folders of records those whose plans are gone from a folder, as both were when they were read."""

    def __init__(self, plans: Path, records: Path) -> None:
        there = {one.stem for one in files.inside(plans, "*")}
        folders = (one for one in files.inside(records, "*") if one.name not in there and files.is_dir(one))
        self._copies = {one: copy for one in folders if (copy := _last_snapshot(one))}
        self._asked = False

    def of(self, plan: Path) -> list[Path]:
        """The folders of plans that had the number and the first day of this one.

        For the first plan its number is looked for in the copies, for more of them these are read once.
        """
        wanted = _named(plan) if self._copies else None
        if wanted is None:
            return []
        if self._asked:
            return self._by_name.get(wanted, [])
        self._asked = True
        return [folder for folder, copy in self._copies.items() if _named(copy, wanted) == wanted]

    @cached_property
    def _by_name(self) -> dict[tuple[str, dt.date], list[Path]]:
        found: dict[tuple[str, dt.date], list[Path]] = {}
        for folder, copy in self._copies.items():
            if name := _named(copy):
                found.setdefault(name, []).append(folder)
        return found


_SETTLED = 2.0
"""Seconds after which a change of a folder changes its time: some file systems count in twos."""
_latest: dict[tuple[Path, Path], tuple[tuple[int, int], _Gone]] = {}
"""What was read last: for a thousand plans of an archive its folders are read once."""


def _gone(plans: Path, records: Path) -> _Gone:
    """The records of plans that are gone; what was read before where neither folder has changed since."""
    if files.away():
        return _Gone(plans, records)
    place, began = (plans.absolute(), records.absolute()), time.time()
    state = plans.stat().st_mtime_ns, records.stat().st_mtime_ns
    known = _latest.get(place)
    if known is not None and known[0] == state:
        return known[1]
    _latest.clear()
    gone = _Gone(plans, records)
    if max(state) / 1e9 < began - _SETTLED:
        _latest[place] = (state, gone)
    return gone


def _last_snapshot(folder: Path) -> Path | None:
    """The copy of the highest version in a folder."""
    found = {int(match[1]): path for path in files.inside(folder, "*") if (match := _SNAPSHOT.fullmatch(path.name))}
    return found[max(found)] if found else None


def _named(path: Path, like: tuple[str, dt.date] | None = None) -> tuple[str, dt.date] | None:
    """The number and the first day of a plan's file; None without either.

    A file that does not hold the number of `like` is not taken apart to find its own.
    """
    from jiedai.loading import visit_days, vocabulary

    try:
        if like is not None and like[0].encode() not in files.data(path):
            return None
        source: Source = read_file(path, shown(path), vocabulary=vocabulary())
    except (Unreadable, OSError):
        return None
    data, days = source.data, visit_days(source.data)
    number = next((data[key] for key in ("编号", "number") if data.get(key)), None) if isinstance(data, dict) else None
    return (
        (str(number).strip(), dt.date(days.first.year, days.first.month, days.first.day)) if number and days else None
    )
