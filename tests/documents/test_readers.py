"""Every document of every example plan, in every format, opened again by a reader that jiedai has no part in."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents.catalog import catalog
from jiedai.formats.fonts import bundled_files
from jiedai.loading import Loaded
from jiedai.model.choice import TaskStatus
from jiedai.model.plan import Plan
from jiedai.model.times import TimeRange
from tests.batch import cases
from tests.documents.opened import from_docx, from_pdf, html_text
from tests.documents.samples import built_of, example, file_of, in_turn

ROOT = Path(__file__).parents[2]
PLANS = {
    path.stem: path
    for path in (
        *sorted((ROOT / "plans").rglob("2*.yaml")),
        *sorted((Path(__file__).parent / "office" / "plans").glob("[df]*.yaml")),
    )
}
TEMPLATES = catalog().templates
PAPERS = [(name, document) for name in PLANS for document in TEMPLATES]
SCHEDULES = ("programme", "run-sheet", "checklist", "handbook")
"""Documents that go through the whole schedule, the time in front of the item."""


def loaded(name: str) -> Loaded:
    return example(PLANS[name])


def plan_of(name: str) -> Plan:
    plan = loaded(name).plan
    assert plan is not None
    return plan


@cache
def paper(name: str, document: str) -> b.Document | None:
    """A document for its own audience; None where the plan has nothing for it."""
    built = built_of(loaded(name), document)
    assert [one.code for one in built.diagnostics] == ([] if built.document else ["WD03"])
    return built.document


@cache
def read(name: str, document: str) -> dict[str, str]:
    """A document's text in each of its formats, as another program reads it."""
    made = paper(name, document)
    if made is None:
        return {}
    wanted = [format_ for format_ in formats.names() if format_ in TEMPLATES[document].formats]
    return {format_: text_in(format_, file_of(made, format_)) for format_ in wanted}


def text_in(format_: str, data: bytes) -> str:
    match format_:
        case "pdf":
            return from_pdf(data)
        case "docx":
            return from_docx(data)
        case "xlsx":
            return "\n".join(_rows(data))
        case "html":
            return html_text(data.decode("utf-8"))
        case "md":
            from markdown_it import MarkdownIt

            return html_text(MarkdownIt("commonmark").enable("table").render(data.decode("utf-8")))
        case "ics":
            return "\n".join(f"{start:%H:%M}—{end:%H:%M} {what}" for start, end, what in calendar(data))
    return data.decode("utf-8")


def _rows(data: bytes) -> Iterator[str]:
    """The rows of all sheets, a typed time as it is shown."""
    from openpyxl import load_workbook

    def shown(value: Any) -> str:
        if isinstance(value, dt.datetime) and value.time() == dt.time():
            return f"{value.month}月{value.day}日"
        if isinstance(value, dt.time | dt.datetime):
            return f"{value.hour}:{value.minute:02d}"
        return "" if value is None else str(value)

    for sheet in load_workbook(io.BytesIO(data), read_only=True):
        yield from ("\t".join(map(shown, row)) for row in sheet.iter_rows(values_only=True))


def calendar(data: bytes) -> list[tuple[dt.datetime, dt.datetime, str]]:
    """Start, end and summary of each event, read by RFC 5545 alone: lines unfolded, then name and value."""
    text = data.decode("utf-8")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1:] == ["VEVENT"]:
            events[-1].setdefault(name.partition(";")[0], re.sub(r"\\([,;\\])", r"\1", value))
    assert inside == []
    made = []
    for event in events:
        start = dt.datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%S")
        end = dt.datetime.strptime(event.get("DTEND", event["DTSTART"]), "%Y%m%dT%H%M%S")
        made.append((start, end, event["SUMMARY"]))
    return made


# --- what must be in them ---------------------------------------------------------------------------------------------


def clocks(text: str) -> set[str]:
    """The clock times in a text, but for that of printing; 下午5:00 and a spreadsheet's 17:00 are the same."""
    printed = re.sub(r"9:05\s*打印", "", text)
    found = re.findall(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])", printed)
    return {f"{int(hour) % 12}:{minute}" for hour, minute in found}


def time_column(time: TimeRange) -> str:
    """A time as it stands in front of an item: `9:20—9:30`; empty where none was given."""
    if time.start is None:
        return "" if time.unfilled else time.part
    over = {True: "次日", False: ""}
    ends = [time.start] if time.end is None else [time.start, time.end]
    shown = ["24:00" if end == 1440 else f"{over[end > 1440]}{end % 1440 // 60}:{end % 60:02d}" for end in ends]
    return ("约" if time.approximate else "") + "—".join(shown)


def schedule(name: str, *, split: bool) -> list[str]:
    """What a schedule must hold, in order: the time of each item (in two columns where `split`) and the item."""
    wanted: list[str] = []
    for _day, item in plan_of(name).items():  # noqa: PERF102 - a list of pairs, not a dict
        shown = time_column(item.time)
        wanted += [part for part in (shown.split("—") if split else [shown]) if part]
        wanted.append(item.what)
    return wanted


def wanted_in(name: str, document: str) -> list[str]:
    """Names and numbers of which a document must hold every one."""
    plan, office = plan_of(name), loaded(name).office
    rooms = [room for hotel in plan.lodging for room in hotel.rooms]
    match document:
        case "guests" | "handbook" | "plan":
            return [guest.name for guest in plan.guests]
        case "rooms":
            chinese = {guest.name: guest.name_zh or guest.name for guest in plan.guests}
            names = (chinese.get(name, name) for room in rooms for name in room.guests)
            return [*(room.number for room in rooms if room.number), *names]
        case "vehicles" | "driver-sheet":
            used = {number for _day, item in plan.items() for number in item.vehicles}
            known = [vehicle for vehicle in (office.vehicles if office else ()) if vehicle.number in used]
            drivers = [vehicle.driver for vehicle in known if vehicle.driver]
            return [*drivers, *(rider for ride in plan.rides for rider in ride.riders)]
        case "tasks" | "checklist":
            return [task.what for task in plan.tasks if task.status is not TaskStatus.DROPPED]
        case "kitchen":
            return [dish.dish for meal in plan.meals for dish in meal.menu]
        case "contingency":
            return [risk.scenario for risk in plan.risks]
    return []


# --- every file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "document"), PAPERS)
def test_every_file_says_the_same_to_other_programs(name: str, document: str) -> None:
    """One test for a document, so that each file is made once."""
    made = paper(name, document)
    if made is None:
        return
    texts = read(name, document)
    _check_readable(made, texts)
    _check_times(texts)
    if document in SCHEDULES:
        for format_ in texts.keys() - {"ics"}:
            in_turn(texts[format_], schedule(name, split=document == "run-sheet"))
    for format_, text in texts.items():
        if format_ in ("txt", "ics") and document in SCHEDULES:
            continue  # for the telephone: the schedule alone
        flat = "".join(text.split())
        assert [word for word in wanted_in(name, document) if "".join(word.split()) not in flat] == [], format_


def _check_readable(made: b.Document, texts: dict[str, str]) -> None:
    """Something is in every file, no character is lost, and the title stands where there are titles."""
    for format_, text in texts.items():
        assert len("".join(text.split())) > 20 or (format_ == "ics" and not made.events), format_
        assert "\ufffd" not in text, format_
    heading = next(block for block in b.walk(made.blocks) if isinstance(block, b.Heading))
    title = "".join(b.plain(heading.inlines).split())
    for format_ in {"pdf", "docx", "html", "md"} & texts.keys():
        assert title in "".join(texts[format_].split()), format_


def _check_times(texts: dict[str, str]) -> None:
    """The same clock times are told in all formats; a spreadsheet holds the tables, a text for the telephone less."""
    told = {format_: clocks(text) for format_, text in texts.items()}
    whole = {format_: found for format_, found in told.items() if format_ in ("pdf", "docx", "html", "md")}
    assert {format_: found ^ told["pdf"] for format_, found in whole.items() if found != told["pdf"]} == {}
    assert {format_: found - told["pdf"] for format_, found in told.items() if found - told["pdf"]} == {}


@cases("document", ["programme", "run-sheet"])
@cases("name", PLANS)
def test_a_calendar_has_the_times_of_the_plan(name: str, document: str) -> None:
    made = paper(name, document)
    assert made is not None
    timed = [
        (dt.datetime.combine(day.date, dt.time()) + dt.timedelta(minutes=item.time.start), item)
        for day, item in plan_of(name).items()
        if item.time.start is not None
    ]
    events = calendar(formats.writer("ics").write(made))
    assert [(start, what) for start, _end, what in events] == [(start, item.what) for start, item in timed]
    for (start, end, _what), (_begin, item) in zip(events, timed, strict=True):
        assert item.time.minutes in (None, (end - start) // dt.timedelta(minutes=1))


@pytest.fixture(scope="module")
def printed_by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of two documents after a word processor has made PDFs of them."""
    folder = tmp_path_factory.mktemp("office")
    for document in ("plan", "handbook"):
        made = paper("domestic", document)
        assert made is not None
        (folder / f"{document}.docx").write_bytes(formats.writer("docx").write(made))
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{bundled_files()[0].parent}</dir><cachedir>{folder}</cachedir>"
        "<match><edit name='family' mode='append'><string>Noto Serif SC</string></edit></match></fontconfig>"
    )
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    sources = map(str, sorted(folder.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(folder), *sources],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    return {path.stem: from_pdf(path.read_bytes()) for path in folder.glob("*.pdf")}


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("document", ["plan", "handbook"])
def test_a_word_processor_prints_what_we_print(printed_by_office: dict[str, str], document: str) -> None:
    ours = read("domestic", document)["pdf"]
    theirs = printed_by_office[document]
    assert clocks(theirs) - {"9:05"} == clocks(ours)  # the time of printing may be split by a font
    flat = "".join(theirs.split())
    words = [*wanted_in("domestic", document), *(item.what for _day, item in plan_of("domestic").items())]
    assert [word for word in words if "".join(word.split()) not in flat] == []
