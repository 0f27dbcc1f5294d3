"""A new plan: from the kind's playbook, or copied from an earlier plan, written where it can never replace another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.loading import load_office
from jiedai.model.plan import Plan
from jiedai.model.times import DateRange
from jiedai.source.save import write_atomic, write_new
from jiedai.workflow.emit import Emitter
from jiedai.workflow.office_file import office_text
from jiedai.workflow.outline import Outline
from jiedai.workflow.playbook import playbook
from jiedai.workflow.remarks import SCHEMA_NAME, plan_comments
from jiedai.workflow.request import NewVisit, Usage, checked
from jiedai.workflow.settings import apply, path_of_words, refuse_errors, value_of_text
from jiedai.workspace import OFFICE_NAME, SUFFIXES, Workspace, shown

if TYPE_CHECKING:
    from jiedai.model.office import Office

LONGEST_NAME = 120
"""Bytes of UTF-8 of a file's name without its suffix: short enough for every file system, with room for outputs."""
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')


@dataclass(frozen=True)
class Created:
    """What was written: the plan, the office file where one was started too, and what to tell about a copy."""

    path: Path
    office_created: Path | None
    text: str
    notes: tuple[str, ...] = ()


def create(request: NewVisit, office: Office | None = None) -> str:
    """The text of the new plan, with what the office file knows filled in.

    Raises:
        Usage: the request cannot be carried out; the message says what to change.
    """
    return compose(request, office)[0]


def compose(request: NewVisit, office: Office | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of the new plan, and what there is to say about it. Raises Usage as `create` does."""
    request = checked(absorbed(request))
    if request.source is not None:
        from jiedai.workflow.copying import copied

        return copied(request, request.source)
    data = Outline(request, playbook(request.kind), office).data()
    for words, typed in request.changes:
        path = path_of_words(words)
        apply(data, path, value_of_text(typed, path), words)
    text = Emitter(Plan, request.keys, plan_comments(request, file_name(request.dates, request.title))).document(data)
    refuse_errors(text)
    return text, ()


def absorbed(request: NewVisit) -> NewVisit:
    """The request with what `--set` says about title, kind and dates taken over: they shape the whole plan."""
    from jiedai.workflow.request import read_kind, read_title, read_visit_dates

    readers: dict[KeyPath, Callable[[str], dict[str, Any]]] = {
        ("title",): lambda typed: {"title": read_title(typed)},
        ("kind",): lambda typed: {"kind": read_kind(typed)},
        ("dates",): lambda typed: {"dates": read_visit_dates(typed, request.dates.first)},
    }
    left = []
    for words, typed in request.changes:
        reader = readers.get(path_of_words(words))
        if reader is None:
            left.append((words, typed))
        else:
            request = replace(request, **reader(typed))
    return replace(request, changes=tuple(left))


def write(request: NewVisit, workspace: Workspace) -> Created:
    """Write the new plan into `plans/`, with an office file where there is none; nothing is ever replaced.

    Raises:
        Usage: there is such a file already, or the request cannot be carried out.
        OSError: the folder cannot be written to; no half-written file is left behind.
    """
    request = absorbed(request)
    office_path = workspace.office_path()
    office = load_office(office_path).office if office_path else None
    text, notes = compose(request, office)
    path = workspace.plans_dir / file_name(request.dates, request.title)
    _refuse_existing(path)
    created = None
    try:
        workspace.plans_dir.mkdir(parents=True, exist_ok=True)
        _write_schema(workspace)
        write_new(path, text.encode())
        if office_path is None:
            created = workspace.plans_dir / OFFICE_NAME
            write_new(created, office_text(request.keys).encode())
    except FileExistsError:
        if not path.exists():
            raise
        raise _exists(path) from None
    return Created(path, created, text, notes)


def file_name(dates: DateRange, title: str) -> str:
    """`<first day>-<title>.yaml`, safe on Windows, macOS and Linux: no forbidden characters, no trailing dots or
    blanks, at most LONGEST_NAME bytes before the suffix; beginning with a date it is no reserved name either.
    """
    name = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in unicodedata.normalize("NFC", title)
    )
    name = re.sub(r"[\s-]*-[\s-]*|\s+", "-", _UNSAFE.sub("-", name)).strip("-. ")
    stem = f"{dates.first.isoformat()}-{name}" if name else dates.first.isoformat()
    while len(stem.encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return stem.rstrip("-. ") + SUFFIXES[0]


def _refuse_existing(path: Path) -> None:
    for suffix in SUFFIXES:
        if (found := path.with_suffix(suffix)).exists():
            raise _exists(found)


def _exists(path: Path) -> Usage:
    return Usage(_("{file} 已经有了，没有改动它；换一个标题，或先把它改名、移走").format(file=shown(path)))


def _write_schema(workspace: Workspace) -> None:
    """Put the JSON Schema of plans where the modeline points; it is ours, so an older one is brought up to date."""
    import json

    from jiedai.model.schema import schema

    path = workspace.plans_dir / SCHEMA_NAME
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, (json.dumps(schema(Plan), ensure_ascii=False, indent=1) + "\n").encode())
