"""`jiedai check --fix`: files repaired in place, and what was done to each."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, unwritable
from jiedai.cli.paths import STDIN_NAME
from jiedai.language import _
from jiedai.loading import vocabulary
from jiedai.source import Unreadable, read_bytes
from jiedai.source.save import Busy, locked, write_atomic
from jiedai.workflow.mending import Damaged, Mended, mended, mended_source
from jiedai.workspace import Workspace, shown


def fix(paths: Sequence[str], *, dry_run: bool) -> int:
    """Repair plans and the office files that a check of them reads, or show as a diff what would be done; the status.

    With `dry_run` FOUND where something would change. A file that cannot be read is left to the check that follows.
    """
    changed = 0
    for path in _read_by_check(paths):
        try:
            done = _fixed(path, dry_run=dry_run)
        except Unreadable as error:
            if dry_run:
                console.complain(Failure(error.message))
                return WRONG
            continue
        except (Damaged, Busy) as error:
            console.say(error.message)
            continue
        except OSError as error:
            raise unwritable(error, shown(path)) from None
        changed += done
    if not changed:
        console.say(_("没有要改的地方"))
    return FOUND if dry_run and changed else FINE


def _read_by_check(paths: Sequence[str]) -> list[Path]:
    """The plans, then their office files and the office's own rule packs, each once."""
    plans = [Path(path) for path in paths]
    spaces = {plan: Workspace.around(plan) for plan in plans}
    offices = [space.office_path(plan.absolute().parent) for plan, space in spaces.items()]
    packs = [file for root in dict.fromkeys(space.packs_dir for space in spaces.values()) for file in _packs(root)]
    return list({path.absolute(): path for path in (*plans, *filter(None, offices), *packs)}.values())


def _packs(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml")) if folder.is_dir() else []


def fix_stream(raw: bytes, *, dry_run: bool) -> tuple[bytes, int]:
    """The plan on standard input repaired, written to standard output, or as a diff what would be done; the status.

    Every sentence goes to standard error. What cannot be repaired comes out as it went in.
    """
    source = read_bytes(raw, STDIN_NAME, vocabulary=vocabulary())
    try:
        result = mended_source(source, Path.cwd() / STDIN_NAME)
    except Damaged as error:
        console.say(error.message)
        data = raw
    else:
        data = result.data if result.changed else raw
        if dry_run:
            console.data(_diff(result)) if result.changed else None
            return raw, FOUND if result.changed else FINE
        _say(result, dry_run=False)
    if not dry_run:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return data, FINE


def _say(result: Mended, *, dry_run: bool) -> None:
    """Tell what was done to a file."""
    if result.changed:
        head = _("{file}：会改 {count} 处") if dry_run else _("{file}：改了 {count} 处")
        console.say(head.format(file=result.source.name, count=len(result.done)))
        for sentence in result.done:
            console.say("  " + sentence)


def _fixed(path: Path, *, dry_run: bool) -> bool:
    """Repair one file; whether there was anything to do."""
    if dry_run:
        result = mended(path)
        console.data(_diff(result)) if result.changed else None
    else:
        with locked(path):
            result = mended(path)
            if result.changed:
                write_atomic(path, result.data)
    _say(result, dry_run=dry_run)
    return result.changed


def _diff(result: Mended) -> str:
    """What changes, as a unified diff."""
    before, after = (text.splitlines(keepends=True) for text in (result.source.raw, result.text))
    name = result.source.name
    lines = (line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(before, after, name, name))
    return "".join(lines)
