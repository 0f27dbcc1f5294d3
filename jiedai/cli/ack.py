"""`jiedai ack`: note that a reader has acknowledged the last notice; all who are named, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, suggestion
from jiedai.cli.moments import now
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.versions import chosen, issued_version, recorded, records_of
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workflow.changes.parts import Reader, parts
from jiedai.workflow.changes.wording import reader_name
from jiedai.workflow.records import Records

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Ack

_LONGEST = 100


def run(options: Ack) -> int:
    """Note who has acknowledged."""
    path = one_path(options.plan)
    for option, text in (("--by", options.by), ("--how", options.how)):
        if text and len(text) > _LONGEST:
            raise Failure(_("{option} 太长，最多 {most} 个字").format(option=option, most=_LONGEST))
    records = records_of(path, options.records)
    issued_version(records, path)
    sound = sound_plan(path)
    with recorded(records, path):
        noticed = _noticed(records)
        known = [*noticed, *(one for one in parts(Case.of(sound.loaded)).readers() if one not in noticed)]
        readers = chosen(known, options.readers)
        for reader in readers:
            _must_answer(reader, noticed)
        waiting = set(records.waiting(reader.key for reader in readers))
        fresh = [reader for reader in readers if reader.key in waiting]
        at = options.at or now()
        entries = [
            ("ack", at, {"plan_version": noticed[reader], "reader": reader.key, "by": options.by, "how": options.how})
            for reader in fresh
        ]
        records.append_all(entries)
    for reader in readers:
        text = _("{reader}：已签收第 {version} 版") if reader in fresh else _("{reader}：以前已签收第 {version} 版")
        console.data(text.format(reader=reader_name(reader), version=noticed[reader]))
    return FINE


def _noticed(records: Records) -> dict[Reader, int]:
    """The readers who were ever told something, with the version that they were told of last."""
    found: dict[Reader, int] = {}
    for entry in records.entries("notice"):
        try:
            reader = Reader.of(str(entry.fields.get("reader")))
        except ValueError:
            continue
        version = entry.fields.get("plan_version")
        found[reader] = version if isinstance(version, int) else 0
    return found


def _must_answer(reader: Reader, noticed: dict[Reader, int]) -> None:
    """Failure for a reader who has nothing to acknowledge."""
    answering = [one.key for one in noticed if one.answers]
    if not reader.answers:
        message = _("{reader}不用签收").format(reader=reader_name(reader))
        raise Failure(message, suggestion(reader.key, answering))
    if reader not in noticed:
        message = _("没有给{reader}发过通知").format(reader=reader_name(reader))
        raise Failure(message, suggestion(reader.key, answering))
