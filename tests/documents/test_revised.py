"""What differs from the version issued before is on grey, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.revised import marked
from jiedai.loading import Loaded
from tests.documents.samples import CREATED, changed, plan

TALKS = ('时间: "14:30-16:30"', '时间: "14:25-16:30"')
NOTE = "灰底的格（文字版前面有△）与第1版不同。"


def paper(loaded: Loaded, name: str, before: Loaded | None, **edition: Any) -> b.Document:
    template = catalog().templates[name]
    built = build(loaded, template, template.audience, Edition(CREATED, before=before, **edition))
    assert built.document is not None
    return built.document


def grey(document: b.Document) -> list[str]:
    tables = (block for block in b.walk(document.blocks) if isinstance(block, b.Table))
    cells = (cell for table in tables for row in table.body for cell in row)
    return [b.plain(cell.inlines) for cell in cells if cell.tone is b.Tone.CHANGED]


def notes(document: b.Document) -> list[str]:
    return [b.plain(block.inlines) for block in document.blocks if isinstance(block, b.Paragraph) and block.role]


@pytest.mark.parametrize("name", ["plan", "unit-sheet", "checklist"])
def test_a_time_that_changed_is_marked_and_nothing_else(tmp_path: Path, name: str) -> None:
    document = paper(changed(tmp_path, TALKS), name, plan())
    assert grey(document) == ["14:25—16:30"]
    assert NOTE in notes(document)


def test_each_column_of_a_time_is_a_cell_and_what_hangs_on_it_is_marked_too(tmp_path: Path) -> None:
    found = grey(paper(changed(tmp_path, TALKS), "run-sheet", plan()))
    assert (found[:2], found[2:4], len(found)) == (["14:25", "125"], ["14:25", "14:35"], 10)  # four steps, both ends


def test_what_is_the_same_is_not_marked_and_nothing_is_said() -> None:
    document = paper(plan(), "plan", plan())
    assert (grey(document), NOTE in notes(document)) == ([], False)
    assert paper(plan(), "plan", None) == document


def test_papers_of_guests_are_never_marked(tmp_path: Path) -> None:
    later = changed(tmp_path, TALKS)
    assert all(not grey(paper(later, name, plan())) for name in ("programme", "handbook", "reply"))


def test_every_format_says_which_cells(tmp_path: Path) -> None:
    document = paper(changed(tmp_path, TALKS), "plan", plan())
    said = {name: formats.writer(name).write(document) for name in ("txt", "md", "html", "docx", "xlsx")}
    assert "△14:25" in said["txt"].decode()
    assert "△14:25" in said["md"].decode()
    assert "<ins>" in said["html"].decode()
    assert said["html"].decode().count("<ins>") == 1
    for name, part, fill in (("docx", "word/document.xml", b"D9D9D9"), ("xlsx", "xl/styles.xml", b"FFD9D9D9")):
        import io
        import zipfile

        assert fill in zipfile.ZipFile(io.BytesIO(said[name])).read(part)


# --- tables -----------------------------------------------------------------------------------------------------------


def table(*rows: tuple[str, ...], caption: str = "表") -> b.Table:
    body = tuple(tuple(b.Cell((b.Text(text),) if text else ()) for text in row) for row in rows)
    return b.Table((b.Column(),) * len(rows[0]), (), body, caption)


def document(*tables: b.Table, version: int = 1) -> b.Document:
    return b.Document(b.Meta("x", "题", CREATED, version=version), (b.Heading(1, (b.Text("题"),)), *tables))


ROWS = (("1", "甲", "九点"), ("2", "乙", "十点"), ("3", "丙", "十点"))


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (ROWS, []),
        ((ROWS[0], ("2", "乙", "九点"), ROWS[2]), ["九点"]),
        ((*ROWS, ("4", "丁", "午后")), ["丁", "午后"]),
        ((("1", "新", "八点"), ("2", "甲", "九点"), ("3", "乙", "十点"), ("4", "丙", "十点")), ["新", "八点"]),
        ((ROWS[0], ("2", "丙", "十点")), []),  # what is gone leaves no cell
        ((ROWS[0], ("2", "乙", ""), ROWS[2]), [""]),
    ],
)
def test_rows_are_known_by_what_they_say(now: tuple[tuple[str, ...], ...], wanted: list[str]) -> None:
    assert grey(marked(document(table(*now), version=2), document(table(*ROWS)), "zh")) == wanted


def test_a_table_that_has_come_is_marked_whole() -> None:
    now = document(table(*ROWS), table(("甲", "乙"), caption="新表"), version=2)
    assert grey(marked(now, document(table(*ROWS)), "zh")) == ["甲", "乙"]
