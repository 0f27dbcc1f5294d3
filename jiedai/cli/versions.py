"""The versions of a plan that the commands over time work on: its records, what was issued, and changes as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.cli.console import say
from jiedai.cli.failure import Failure, names, suggestion
from jiedai.cli.journals import told_plainly
from jiedai.cli.one import sound_plan
from jiedai.cli.paths import STDIN, read, unread
from jiedai.language import _
from jiedai.loading import Loaded, load_office
from jiedai.source import Unreadable
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import Change
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.wording import label, reader_name
from jiedai.workflow.records import Issued, Records


@contextmanager
def recorded(records: Records | None, path: object) -> Iterator[None]:
    """Turn what goes wrong with records into a Failure, and say what was noticed while they were read."""
    try:
        with told_plainly(lambda error: error.filename or path):
            yield
    finally:
        told(records)


def told(records: Records | None) -> None:
    """Say what was noticed while records were read, each thing once."""
    for remark in records.remarks if records else ():
        say(remark)
    if records:
        records.remarks.clear()


def records_of(path: str, folder: str | None = None) -> Records:
    """The records of the plan at a PATH. Failure for standard input, and where it is not clear which they are."""
    if path == STDIN:
        raise Failure(_("标准输入里的方案没有记录"), _("写出方案的文件名"))
    with recorded(None, path):
        return Records.of(path, folder)


class Version(NamedTuple):
    """A version of a plan: its case, its file as it is shown, the digest of the file."""

    case: Case
    file: str
    sha256: str

    @property
    def as_data(self) -> dict[str, Any]:
        """The version for a program."""
        return {"file": self.file, "plan_version": self.case.written.version, "sha256": self.sha256}


def version_of(path: str) -> Version:
    """The plan at a PATH as a version. Failure where it cannot be read as a plan."""
    from jiedai.workflow.records.folder import digest

    sound = sound_plan(path)
    source = sound.loaded.source
    data = source.encoded(source.raw) if path == STDIN else Path(path).read_bytes()
    return Version(Case(sound.loaded, sound.plan), source.name, digest(data))


def issued_version(records: Records, path: str, number: int | None = None) -> Issued:
    """What was issued last, or as version `number`. Failure where nothing, or no such version, was."""
    with recorded(records, path):
        issued = records.issued if number is None else records.version(number)
        if issued is not None:
            records.check(issued)
            return issued
        known = records.versions()
    if not known:
        raise Failure(_("{plan} 还没有印发过").format(plan=path), _("先运行 jiedai issue"))
    names = [str(one.plan_version) for one in known]
    raise Failure(_("没有印发过第 {number} 版").format(number=number), suggestion("", names))


def snapshot(issued: Issued) -> Version:
    """An issued version as it was, with the office file of its time. Failure where its copy is no plan any more."""
    try:
        loaded = read(str(issued.path))
    except Unreadable as error:
        raise unread(error, str(issued.path)) from None
    if loaded.plan is None:
        raise Failure(_("存本 {file} 读不成方案").format(file=loaded.name), _("从备份恢复这个文件"))
    loaded = with_office(loaded, issued.office)
    assert loaded.plan is not None
    return Version(Case(loaded, loaded.plan), loaded.name, issued.sha256)


def with_office(loaded: Loaded, office: Path | None) -> Loaded:
    """A plan with another office file."""
    return replace(loaded, office_file=load_office(office) if office and office.is_file() else None)


# --- readers ----------------------------------------------------------------------------------------------------------


def chosen(known: Sequence[Reader], given: Sequence[str]) -> list[Reader]:
    """The readers that words name: by key, by name, or by what they are called. Failure for one who is none."""
    called: dict[str, list[Reader]] = {}
    for reader in known:
        for name in {reader.key, reader.name, reader_name(reader), *([reader.kind] * (not reader.name))}:
            if name:
                called.setdefault(name.casefold(), []).append(reader)
    found = []
    for word in names(given, called):
        meant = called.get(word.casefold(), [])
        if not meant:
            every = [reader.key for reader in known]
            raise Failure(_("没有“{name}”这个接收方").format(name=word), suggestion(word, [*every, *called]))
        if len(meant) > 1:
            keys = _("、").join(reader.key for reader in meant)
            raise Failure(_("“{name}”可以指 {keys}").format(name=word, keys=keys), _("写明是哪一个"))
        found.append(meant[0])
    return list(dict.fromkeys(found))


# --- as JSON ----------------------------------------------------------------------------------------------------------


def change_data(change: Change) -> dict[str, Any]:
    """A change for a program."""
    data: dict[str, Any] = {"op": change.op, "section": change.section, "id": change.id}
    if change.field is not None:
        data |= {"field": change.field, "label": label(change.section, change.field)}
    date = change.date.isoformat() if change.date else None
    return data | {"old": change.old, "new": change.new, "date": date, "what": change.what}


def told_data(found: Iterable[tuple[Change, list[str]]]) -> list[dict[str, Any]]:
    """Changes for a program, each with its line and the readers whom it touches."""
    return [change_data(change) | {"line": change.line, "readers": readers} for change, readers in found]
