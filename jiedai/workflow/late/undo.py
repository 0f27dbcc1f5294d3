"""The last late change of a plan, kept beside its records until something else changes the plan: enough to undo it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path

from jiedai.language import _
from jiedai.source import EditError
from jiedai.source.save import write_atomic
from jiedai.workflow.records import Records
from jiedai.workflow.records.folder import digest
from jiedai.workflow.records.journal import PRIVATE_FILE, make_private

_NAME = "undo.json"


def keep(plan: Path, before: bytes, after: bytes) -> None:
    """Remember what a plan was before it is written: first, so that a run that ends early has nothing to undo.

    OSError where it cannot be written.
    """
    folder = Records.of(plan).folder
    make_private(folder)
    said = {"after": digest(after), "before": b64encode(before).decode("ascii")}
    write_atomic(folder / _NAME, json.dumps(said).encode("ascii"))
    (folder / _NAME).chmod(PRIVATE_FILE)


def former(plan: Path, now: bytes) -> bytes:
    """What a plan was before its last late change.

    Raises EditError where there was none, or the plan has been changed since.
    """
    try:
        said = json.loads((Records.of(plan).folder / _NAME).read_bytes())
        after, before = str(said["after"]), b64decode(said["before"], validate=True)
    except (OSError, ValueError, KeyError, TypeError):
        raise EditError(_("没有可以撤销的修改：replace、drop 最近没有写过这份方案")) from None
    if after != digest(now):
        raise EditError(_("方案在那次修改以后又改过，不能撤销；照 jiedai diff 列出的手工改回"))
    return before


def forget(plan: Path) -> None:
    """What was undone cannot be undone again."""
    (Records.of(plan).folder / _NAME).unlink(missing_ok=True)
