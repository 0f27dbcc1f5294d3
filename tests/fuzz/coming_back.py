"""Ways in: what was given away and comes back, what other programs made. Forms, papers, calendars, bundles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.cli.conftest import NAME, OFFICE, PLAN
from tests.fuzz.running import Made, at, quoted, ran

_SAID = (("云溪站", "副主任"), ("考察", "接站", "陈志远", "云溪站", "副主任"))
"""What papers say of the plan, and somebody puts the payload for: values alone, and what rows are known by, too."""


def _held(text: str) -> str:
    """What a Word file or workbook can hold of a text."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def in_form(folder: Path, text: str) -> Made:
    """The form that asks for what is missing: every empty cell is filled in with it, in a workbook and in Word."""
    names = ("form.xlsx", "form.docx")
    with at(folder):
        for name in names:
            status, _out, err = ran(["export", "form", f"plans/{NAME}", "-f", name[-4:], "-o", name])
            assert status == 0, err
    book = openpyxl.load_workbook(folder / names[0])
    labels = {cell.value for sheet in book for cell in _cells(sheet) if cell.value}
    for sheet in book:
        for cell in _cells(sheet):
            if cell.value is None and cell.column > 1 and sheet.cell(cell.row, cell.column - 1).value in labels:
                cell.value = _held(text)
    book.save(folder / names[0])
    document = docx.Document(str(folder / names[1]))
    for table in document.tables:
        for row in table.rows:
            for field in row.cells:
                field.text = field.text or _held(text)
    document.save(str(folder / names[1]))
    return [*_taken(*names), ["export", "form", f"plans/{NAME}", "-o", "again.xlsx"], *_printed()]


def in_paper(folder: Path, text: str) -> Made:
    """Papers of the staff, with it typed over what they say of the plan."""
    names = []
    with at(folder):
        ran(["render", f"plans/{NAME}", "-d", "programme", "-d", "guests", "-f", "docx", "-f", "xlsx", "--draft",
             "--for", "staff", "-o", "sent"])  # fmt: skip
    for number, path in enumerate(sorted((folder / "sent").rglob("*.*x"))):
        for words in _SAID:
            names.append(f"back{number}-{len(words)}{path.suffix}")
            _typed_over(path, dict.fromkeys(words, _held(text)), folder / names[-1])
        path.unlink()
    assert names
    return [*_taken(*names), *_printed()]


def _typed_over(path: Path, typed: dict[str, str], target: Path) -> None:
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for cell in _cells(sheet):
                if isinstance(cell.value, str):
                    cell.value = _put(cell.value, typed)
        book.save(target)
        return
    document = docx.Document(str(path))
    for node in document.element.body.iter():
        if node.tag.endswith("}t"):
            node.text = _put(node.text or "", typed)
    document.save(str(target))


def _put(said: str, typed: dict[str, str]) -> str:
    for word, text in typed.items():
        said = said.replace(word, text)
    return said


def _cells(sheet: Any) -> Iterator[Any]:
    """The cells of a sheet that can be written."""
    for row in sheet.iter_rows():
        yield from (cell for cell in row if type(cell).__name__ == "Cell")


def _taken(*names: str) -> Made:
    plan = f"plans/{NAME}"
    return [["import", name, plan, *more] for name in names for more in (["-f", "json"], [], ["--write"])]


def _printed() -> Made:
    """What is said of the plan and printed of it afterwards."""
    formats = [word for name in ("docx", "xlsx", "html", "md", "ics") for word in ("-f", name)]
    return [["check"], ["check", "-f", "github"], ["render", f"plans/{NAME}", *formats, "--draft", "-d", "programme"]]


def in_calendar(folder: Path, text: str) -> Made:
    """A calendar that somebody sends: as another program writes it, and as nobody should."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")
    for name, said in (("sent.ics", escaped), ("raw.ics", text)):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//", f"X-WR-CALNAME:{said}", "BEGIN:VEVENT", "UID:1",
                 "DTSTAMP:20260501T000000Z", "DTSTART:20260611T010000Z", "DTEND:20260611T020000Z",
                 f"SUMMARY:{said}", f"LOCATION:{said}", f"DESCRIPTION:{said}",
                 f"ORGANIZER;CN={said}:mailto:x@x.example", "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
        (folder / name).write_text("\r\n".join(lines), encoding="utf-8", errors="replace", newline="")
    made = [["new", *more, "--from-ics", name] for name in ("sent.ics", "raw.ics") for more in (["--stdout"], [name])]
    return [*made, ["new", "--from-ics", "sent.ics"], ["check"], ["due", "--as-of", "2026-06-09 09:00"],
            ["ledger", "week", "2026-06-11"]]  # fmt: skip


def in_sound_bundle(folder: Path, text: str) -> Made:
    """A whole bundle of a visit elsewhere, whose plan and office say it; one entry of another is changed on the way."""
    with TemporaryDirectory() as name:
        other = Path(name)
        (other / "plans").mkdir()
        plan = PLAN.replace("标题: 省卫健委来云溪县调研", f"标题: {quoted(text)}").replace(
            "事项: 考察", f"事项: {quoted(text)}"
        )
        (other / "plans" / "2026-05-12-别处.yaml").write_text(plan, encoding="utf-8")
        office = OFFICE.replace("名称: 云溪县接待办", f"名称: {quoted(text)}")
        (other / "plans" / "office.yaml").write_text(office, encoding="utf-8")
        with at(other):
            status, _out, err = ran(["export", "bundle", "plans/2026-05-12-别处.yaml", "-o", str(folder / "sound.zip")])
            assert status == 0, err
    _changed(folder / "sound.zip", folder / "changed.zip", text)
    made = [["import", name, *more] for name in ("changed.zip", "sound.zip") for more in ([], ["--write"])]
    return [*made, ["ledger", "bundles"], ["ledger", "visits", "-f", "csv"], ["check", "-f", "github"], ["check"]]


def _changed(path: Path, target: Path, text: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part) + text.encode("utf-8", "replace"))
    target.write_bytes(out.getvalue())
