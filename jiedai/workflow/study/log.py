"""What a person answered, in `records/study/<person>.jsonl`: for nobody but the owner to read, only appended to.

{"v":1,"at":"2026-05-11T09:00:00+08:00","type":"answer","card":"rule:YC02","rating":"good","state":"3f0c9a1e"}
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.source.save import locked
from jiedai.workflow.records import Entry, journal
from jiedai.workflow.study.cards import Card
from jiedai.workflow.study.schedule import Rating
from jiedai.workspace import Workspace

if TYPE_CHECKING:
    from jiedai.workflow.study.quiz import Marked

FOLDER = "study"
SUFFIX = ".jsonl"
_LONGEST = 40
_MOMENT = dt.timedelta(minutes=1)
_NEVER = frozenset('/\\:*?"<>|')


def log_path(workspace: Workspace, person: str) -> Path:
    """Where a person's log is, whether or not there is one. ValueError for what is no name of a person."""
    name = unicodedata.normalize("NFC", person.strip())
    if not name or len(name) > _LONGEST or name.startswith(".") or _NEVER & set(name) or not name.isprintable():
        raise ValueError(person)
    return workspace.records_dir / FOLDER / f"{name}{SUFFIX}"


def logs(workspace: Workspace) -> dict[str, Path]:
    """The logs there are, by person."""
    folder = workspace.records_dir / FOLDER
    return {path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))}


def answers(path: Path) -> tuple[Entry, ...]:
    """What was answered, in the order written. JournalError, OSError as `journal.read`."""
    return journal.read(path).entries


def answer(path: Path, card: Card, rating: Rating, at: dt.datetime) -> tuple[Entry, ...]:
    """Write an answer down; everything answered, with it. JournalError, Busy, OSError as `journal.append`."""
    told = {"card": card.id, "rating": rating.name.lower(), "state": card.state or None}
    before = journal.append(path, [journal.line("answer", at, told)])
    return (*before.entries, Entry(at, "answer", told))


def is_said_again(entries: Iterable[Entry], card: Card, rating: Rating, at: dt.datetime) -> bool:
    """Whether the last answer to a card was the same, a moment ago: nobody has learnt a card within a minute.

    A command that was killed behind its writing is said again like that.
    """
    last = next((one for one in reversed([*entries]) if one.fields.get("card") == card.id), None)
    return (
        last is not None
        and last.fields.get("rating") == rating.name.lower()
        and dt.timedelta(0) <= at.replace(tzinfo=None) - last.at < _MOMENT
    )


def quizzed(path: Path, paper: str, result: Marked, at: dt.datetime) -> bool:
    """Write down how a quiz went, unless the same is there already; whether it was written.

    JournalError, Busy, OSError as `journal.append`.
    """
    areas = {area: list(counts) for area, counts in result.areas.items()}
    told = {"paper": paper, "right": result.right, "asked": result.asked, "areas": areas}
    if any(entry.type == "quiz" and entry.fields.items() >= told.items() for entry in answers(path)):
        return False
    journal.append(path, [journal.line("quiz", at, told)])
    return True


def forget(path: Path) -> None:
    """Remove a log. OSError where that cannot be done, Busy where somebody writes it."""
    with locked(path):
        path.unlink()
