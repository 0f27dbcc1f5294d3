"""`jiedai diff`: what changed between two versions of a plan, and whom each change touches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, Failure
from jiedai.cli.one import one_path
from jiedai.cli.versions import Version, chosen, issued_version, records_of, snapshot, told_data, version_of
from jiedai.language import _
from jiedai.workflow.changes.diff import Change, changes
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison
from jiedai.workflow.changes.wording import line, reader_name

if TYPE_CHECKING:
    from jiedai.cli.commands.changes import Diff

Told = list[tuple[Change, list[str]]]


def run(options: Diff) -> int:
    """Show what changed; FOUND where anything did."""
    old, new = _versions(options)
    comparison = Comparison(old.case, new.case)
    found = comparison.touching()
    if options.everything:
        readers = {(change.op, change.key, change.field): keys for change, keys in found}
        every = changes(old.case, new.case, everything=True)
        found = [(change, readers.get((change.op, change.key, change.field), [])) for change in every]
    if options.readers:
        wanted = {reader.key for reader in chosen(comparison.readers, options.readers)}
        found = [(change, keys) for change, keys in found if wanted.intersection(keys)]
    if options.format == "json":
        console.data(_as_json(old, new, found))
    else:
        console.data(_as_text(old, new, found))
    return FOUND if found else FINE


def _versions(options: Diff) -> tuple[Version, Version]:
    """The old and the new version that are asked for."""
    if options.new is not None:
        if options.since is not None:
            raise Failure(_("写了两份方案，不能再写 --since"))
        return version_of(options.old or ""), version_of(options.new)
    path = one_path(options.old)
    new = version_of(path)
    return snapshot(issued_version(records_of(path, options.records), path, options.since)), new


def _as_json(old: Version, new: Version, found: Told) -> str:
    data = {"version": 1, "old": old.as_data, "new": new.as_data, "changes": told_data(found)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _as_text(old: Version, new: Version, found: Told) -> str:
    if not found:
        return _("没有变化\n")
    lines = []
    for change, keys in found:
        file = old.file if change.op == "removed" else new.file
        place = f"{file}:{change.line}: " if change.line and not change.section.startswith("office.") else ""
        lines.append(place + line(change))
        if keys:
            lines.append(_("    告诉：{names}").format(names=_("、").join(_names(keys))))
    everybody = dict.fromkeys(key for _change, keys in found for key in keys)
    total = _("{count} 处变化，要告诉 {readers} 方").format(count=len(found), readers=len(everybody))
    return "\n".join([*lines, "", total]) + "\n"


def _names(keys: list[str]) -> Iterator[str]:
    return (reader_name(Reader.of(key)) for key in keys)
