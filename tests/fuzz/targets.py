"""What is tried with what: each target makes an input from a `Random` and gives it to one part of the project.

A part may refuse an input in the way it says of itself; whatever else it raises, and whatever does not hold of what it
gives back, is a defect. `run` says in a word what became of an input, so that one sees what was tried at all.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml
from lxml import etree, html

from jiedai import formats, report
from jiedai.blocks import Inlines, plain, walk
from jiedai.check.engine import examined
from jiedai.check.together import conflicts
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.catalog import catalog
from jiedai.documents.html import HtmlError, read
from jiedai.loading import load_text, vocabulary
from jiedai.source import EditError, Source, insert_item, insert_key, read_bytes, remove, repair, set_value
from jiedai.source.emit import as_data
from jiedai.source.reading import normalized
from jiedai.workflow.intake.found import Refused
from jiedai.workflow.intake.intake import read as take_in
from jiedai.workflow.records import journal
from tests.bench.measuring import ROOT
from tests.fuzz import papers, payloads, plans
from tests.fuzz.ways import WAYS, wrong_after
from tests.workflow.intake.collection import CASES, case_of, entries

_MANY = 30
"""Slips of one file from which on a repair may leave some for the next: it looks for them only so long."""
SLOWEST = 3.0
"""Seconds of the processor that no input of these sizes may take."""


class Target(NamedTuple):
    """A part of the project: what makes an input for it, and what tries one."""

    make: Callable[[Random], Any]
    run: Callable[[Any], str]


def _said_plainly(found: Diagnostic) -> None:
    """A message is one line, and so is its hint."""
    _one_line(found.message)
    assert "\n" not in found.hint, found


def _one_line(message: str) -> None:
    """What is said of an input that is refused is one line."""
    assert message.strip()
    assert "\n" not in message, message


# --- reader -----------------------------------------------------------------------------------------------------------


def _read_as_plan(data: bytes) -> str:
    """Any bytes are read: data of plain kinds, each place inside the text; a repair done twice does nothing more."""
    source = read_bytes(data, "plan.yaml", vocabulary=vocabulary())
    lines = source.text.split("\n")
    found = [*source.spans.values(), *source.key_spans.values(), *(one.span for one in source.problems)]
    for span in found:
        assert 1 <= span.line <= span.end_line <= len(lines), span
        assert (span.line, span.column) <= (span.end_line, span.end_column), span
        assert span.end_column <= len(lines[span.end_line - 1]) + 2, span
    for problem in source.problems:
        _said_plainly(problem)
    assert {type(value) for value in _values(source.data)} <= {dict, list, str, type(None)}
    if len(data) % 16 == 0:
        _repaired(source)
    if not source.problems:
        return "read"
    return "lines set aside" if source.lost else "read with findings" if source.data is not None else "not read"


def _values(value: Any) -> list[Any]:
    found = [value]
    for one in found:
        found.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    return found


def _repaired(source: Source) -> None:
    text, done = repair(source, vocabulary())
    again, more = repair(text, vocabulary())
    assert again == text or len(done) >= _MANY, more


# --- model and rules --------------------------------------------------------------------------------------------------


class Written(NamedTuple):
    """A plan and an office file, as texts."""

    plan: str
    office: str | None


@cache
def _office() -> str:
    return (ROOT / "plans" / "office.yaml").read_text("utf-8")


def _plan_and_office(random: Random) -> Written:
    plan = plans.changed(random) if random.random() < 0.8 else plans.text(random, whole=True)
    return Written(plan, plans.damaged(random, _office()) if random.random() < 0.15 else None)


def _checked(written: Written) -> str:
    """Any plan is checked: no rule stumbles, and each report can be read by whom it is for."""
    with ExitStack() as stack:
        place = ROOT / "plans" / "2026-01-01-甲.yaml"
        if written.office is not None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=in_memory())))
            (folder / "office.yaml").write_text(written.office, "utf-8", errors="replace")
            place = folder / place.name
        loaded = load_text(written.plan.encode("utf-8", "surrogatepass"), "plan.yaml", place)
        made = examined(loaded)
    for found in made.diagnostics:
        _said_plainly(found)
        assert "这是 jiedai 的错误" not in found.message, found.message
    told = [*made.diagnostics, *conflicts(made.marks)]
    lines = report.quoted(told, loaded.source)
    name = report.names()[len(written.plan) % len(report.names())]
    assert "\x1b" not in "".join(report.printer(name).render(report.Report(told, 1, lines=lines)))
    if loaded.plan is None:
        return "without a plan" if loaded.partial is None else "partly a plan"
    return "with errors" if any(one.level is Level.ERROR for one in told) else "without errors"


@cache
def in_memory() -> str | None:
    """A folder whose files are in memory, where the system has one: nothing is to be learned from the disk here."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


# --- blocks and writers -----------------------------------------------------------------------------------------------


def _read_as_page(text: str) -> str:
    """Any page becomes blocks or one sentence; texts of blocks are texts."""
    try:
        blocks = read(text)
    except HtmlError as error:
        _one_line(str(error))
        return "refused"
    for block in walk(blocks):
        for name in ("inlines", "copies", "unit", "issued"):
            inlines: Inlines = getattr(block, name, ())
            assert isinstance(plain(inlines), str)
    return "blocks" if blocks else "nothing"


def _paper_and_format(random: Random) -> tuple[Any, str]:
    names = [name for name in formats.names() if name != "pdf" or random.random() < 0.1]
    return papers.paper(random), random.choice(names)


def _written(paper_and_format: tuple[Any, str]) -> str:
    """Any paper is written, the same twice, as a file that a reader of its kind takes."""
    document, name = paper_and_format
    data = formats.writer(name).write(document)
    match name:
        case "docx" | "xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                for part in parts.namelist():
                    if part.endswith((".xml", ".rels")):
                        etree.fromstring(parts.read(part))
        case "html":
            page = html.fromstring(data.decode())
            assert not [one for one in page.iter() if any(key.startswith("on") for key in getattr(one, "attrib", {}))]
        case "ics":
            assert all(len(line) <= 75 for line in data.split(b"\r\n"))
            assert b"\n" not in data.replace(b"\r\n", b"")
        case "pdf":
            assert data.startswith(b"%PDF")
        case _:
            data.decode()
    return name


# --- what arrives -----------------------------------------------------------------------------------------------------


class Arrived(NamedTuple):
    """A file that arrives: its name and what is in it."""

    name: str
    data: bytes


_COLLECTED = sorted(CASES.glob("*.yaml"))


def _arriving(random: Random) -> Arrived:
    case = case_of(*random.choice(entries(random.choice(_COLLECTED))))
    if case.data.startswith((b"PK", b"%PDF")):
        data = bytearray(case.data)
        for _ in range(random.randint(0, 6)):
            data[random.randint(0, len(data) - 1)] = random.randint(0, 255)
        return Arrived(case.name, bytes(data[: random.randint(1, len(data))] if random.random() < 0.1 else data))
    text = case.data.decode("utf-8", "replace")
    for _ in range(random.randint(0, 4)):
        text = plans.damaged(random, text)
    ending = random.choice((".txt", ".csv", ".docx", "")) if random.random() < 0.1 else case.name
    return Arrived(ending, text.encode("utf-8", "replace"))


def _taken_in(arrived: Arrived) -> str:
    """Any file is read as a letter, a message or a list, or refused with what to do."""
    try:
        return take_in(arrived.data, arrived.name, dt.date(2026, 5, 1)).kind
    except Refused as refused:
        _one_line(refused.message)
        _one_line(refused.hint)
        return "refused"


# --- journals ---------------------------------------------------------------------------------------------------------

_LINES = (
    b'{"v":1,"at":"2026-05-08T16:20:05+08:00","type":"ack","plan_version":2,"reader":"unit:a","by":"b","how":"c"}',
    b'{"v":1,"at":"2026-05-08T16:20:05","type":"tick","id":"T1","old":"open","new":"done"}',
    b'{"v":1,"at":"0001-01-01T00:00:00+14:00","type":"moon"}', b'{"v":2,"at":"x"}', b"{}", b"[]", b"null", b"", b"  ",
    b'{"v":true,"at":"2026-05-08","type":"ack"}', b'{"v":1e999,"at":1,"type":[]}', b"[" * 5000, b"\xef\xbb\xbf",
    b"\xff\x00", b'{"v":1,"at":"9999-12-31T23:59:59-12:00","type":"ack"}', b'{"v":' + b"9" * 5000 + b"}", b'{"v":1',
    b'"\\ud800"',
)  # fmt: skip


def _journal(random: Random) -> bytes:
    made = bytearray(
        random.choice((b"\n", b"\n", b"\r\n")).join(random.choices(_LINES[:2], k=3) * random.randint(0, 2))
    )
    for _ in range(random.randint(0, 3)):
        at = random.randint(0, len(made))
        made[at : at + random.randint(0, 9)] = random.choice(
            (b"\n" + random.choice(_LINES) + b"\n", random.choice(_LINES))
        )
    return bytes(made)


def _kept(data: bytes) -> str:
    """Any journal is read or refused; what was sound is still there after an entry was added, and so is the entry."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        path = Path(folder) / "journal.jsonl"
        path.write_bytes(data)
        try:
            before = journal.read(path)
            journal.append(path, [_LINES[0] + b"\n"])
        except journal.JournalError as error:
            _one_line(error.message)
            assert path.read_bytes() == data
            return "refused"
        after = journal.read(path)
        assert after.entries[:-1] == before.entries
        assert after.entries[-1].type == "ack"
        assert path.read_bytes().startswith(data[: before.size])
        return "cut off" if before.torn else "read"


# --- edits ------------------------------------------------------------------------------------------------------------


class Edit(NamedTuple):
    """A change at a place of a text: of its value (`set`, `remove`), or beside it (`item`, `key`)."""

    text: str
    how: str
    path: tuple[Any, ...]
    new: Any
    at: int


_NEW_KEY = "新键"


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for step, child in children for place in _places(child, (*path, step)))]


def _edit(random: Random) -> Edit:
    text = random.choice(plans.seeds()) if random.random() < 0.2 else random.choice(plans.sections())
    if random.random() < 0.3:
        text = plans.dumped(yaml.load(text, yaml.CBaseLoader), flow=random.choice((None, True, False)))
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    path = random.choice([place for place in _places(read_bytes(text.encode(), "x").data) if place])
    known = random.choice(random.choice(list(plans.said().values())))
    new = random.choice((random.choice(plans.ODD), known, None, 7, ["甲", "乙, 丙"]))
    return Edit(text, random.choice(("set", "set", "set", "item", "key", "remove")), path, new, random.randint(0, 3))


def _edited(edit: Edit) -> str:
    """An edit touches nothing but its value, and another reader reads what was meant; or it is refused in one line."""
    before = read_bytes(edit.text.encode(), "x")
    try:
        after = _apply(edit)
    except EditError as error:
        _one_line(error.message)
        return f"{edit.how}: refused"
    assert _alike(yaml.load(after, yaml.CBaseLoader), _meant(before.data, edit))
    assert ("\r\n" in edit.text) == ("\r\n" in after) or "\n" not in after
    _only_there(before, normalized(after), edit)
    return edit.how


def _apply(edit: Edit) -> str:
    match edit.how:
        case "set":
            return set_value(edit.text, edit.path, edit.new)
        case "item":
            return insert_item(edit.text, edit.path[:-1], edit.new, edit.at)
        case "key":
            return insert_key(edit.text, edit.path[:-1], _NEW_KEY, edit.new)
        case _:
            return remove(edit.text, edit.path)


def _meant(data: Any, edit: Edit) -> Any:
    """What the text says after an edit."""
    made = copy.deepcopy(data)
    parent = made
    for step in edit.path[:-1]:
        parent = parent[step]
    match edit.how:
        case "set":
            parent[edit.path[-1]] = as_data(edit.new)
        case "item":
            parent.insert(edit.at, as_data(edit.new))
        case "key":
            parent[_NEW_KEY] = as_data(edit.new)
        case _:
            del parent[edit.path[-1]]
    return made


def _alike(read_back: Any, meant: Any) -> bool:
    """Whether a reader to whom everything is a text read what was meant."""
    if isinstance(meant, dict):
        return (
            isinstance(read_back, dict)
            and list(read_back) == list(meant)
            and all(_alike(read_back[key], child) for key, child in meant.items())
        )
    if isinstance(meant, list):
        return isinstance(read_back, list) and len(read_back) == len(meant) and all(map(_alike, read_back, meant))
    return read_back in ("", "~", "null") if meant is None else bool(read_back == meant)


def _only_there(before: Source, after: str, edit: Edit) -> None:
    """What stands before and behind the value is as it was; what is added or taken out is in one piece."""
    text = before.text
    lone = edit.how == "remove" and len(_at(before.data, edit.path[:-1])) == 1
    path = edit.path if edit.how == "set" else edit.path[:-1]
    start, end = _stretch(before, path)
    if edit.how != "set" and not lone:
        end = len(text) if text.find("\n", end) < 0 else text.find("\n", end)
        shorter, longer = (after, text) if edit.how == "remove" else (text, after)
        assert _common(shorter, longer) + _common(shorter[::-1], longer[::-1]) >= len(shorter)
    assert after.startswith(text[:start])
    assert after.endswith(text[end:].lstrip("\n") if edit.how == "remove" else text[end:])


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _stretch(source: Source, path: tuple[Any, ...]) -> tuple[int, int]:
    """Where a value may be written: behind its key, or behind its dash, to its end."""
    span, key = source.spans[path], source.key_spans.get(path)
    start = _offset(source, key.end_line, key.end_column) if key else _offset(source, span.line, 1)
    return start, _offset(source, span.end_line, span.end_column)


def _offset(source: Source, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in source.lines[: line - 1]) + column - 1


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


# --- injection --------------------------------------------------------------------------------------------------------


class ComesIn(NamedTuple):
    """A payload and the way by which it comes in."""

    way: str
    payload: str


def _comes_in(random: Random) -> ComesIn:
    return ComesIn(random.choice(list(WAYS)), random.choice(list(payloads.PAYLOADS)))


def _not_obeyed(comes: ComesIn) -> str:
    """Nothing that comes in is obeyed."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        assert wrong_after(comes.way, payloads.PAYLOADS[comes.payload], Path(folder)) == []
    return comes.way


class Says(NamedTuple):
    """A paper in a format, of a visit in whose every field stands a payload; which, differs with `shift`."""

    shift: int
    document: str
    format: str


def _says(random: Random) -> Says:
    names = [name for name in formats.names() if name != "pdf" or random.random() < 0.1]
    documents = sorted(catalog().templates)
    return Says(random.randrange(len(payloads.PAYLOADS)), random.choice(documents), random.choice(names))


def _only_words(says: Says) -> str:
    """Nothing that a visit says is obeyed in print."""
    assert payloads.printed(Path(_workspace()), *says) == []
    return says.format


@cache
def _workspace() -> str:
    return tempfile.mkdtemp(dir=in_memory(), prefix="jiedai-payloads-")


TARGETS = {
    "reader": Target(plans.file, _read_as_plan),
    "rules": Target(_plan_and_office, _checked),
    "blocks": Target(papers.damaged, _read_as_page),
    "writers": Target(_paper_and_format, _written),
    "intake": Target(_arriving, _taken_in),
    "journal": Target(_journal, _kept),
    "edits": Target(_edit, _edited),
    "ways": Target(_comes_in, _not_obeyed),
    "papers": Target(_says, _only_words),
}
"""Every part that is tried, by name."""
