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
from tests.batch import cases
from tests.documents.samples import CREATED, changed, plan

TALKS = ('时间: "14:30-16:30"', '时间: "14:25-16:30"')
NOTE = "灰底的地方（文字版前面有△）与第1版不同。"


def paper(loaded: Loaded, name: str, before: Loaded | None, **edition: Any) -> b.Document:
    template = catalog().templates[name]
    built = build(loaded, template, template.audience, Edition(CREATED, before=before, **edition))
    assert built.document is not None
    return built.document


def grey(document: b.Document) -> list[str]:
    tables = (block for block in b.walk(document.blocks) if isinstance(block, b.Table))
    cells = (cell for table in tables for row in table.body for cell in row)
    return [b.plain(cell.inlines) for cell in cells if cell.tone is b.Tone.CHANGED]


def passages(document: b.Document) -> list[str]:
    """What is on grey in running text, run for run."""
    return [
        inline.text
        for block in b.walk(document.blocks)
        for text in ([block.inlines] if isinstance(block, b.Paragraph) else [])
        for inline in text
        if isinstance(inline, b.Text | b.Link) and inline.changed
    ]


def notes(document: b.Document) -> list[str]:
    texts = (block for block in b.walk(document.blocks) if isinstance(block, b.Paragraph) and block.role)
    return [b.plain(text.inlines) for text in texts]


@pytest.mark.parametrize("name", ["plan", "unit-sheet", "checklist"])
def test_a_time_that_changed_is_marked_and_nothing_else(tmp_path: Path, name: str) -> None:
    document = paper(changed(tmp_path, TALKS), name, plan())
    assert grey(document) == ["14:25—16:30"]
    assert NOTE in notes(document)


def test_what_grey_means_is_said_below_the_first_title_on_its_page(tmp_path: Path) -> None:
    blocks = list(b.walk(paper(changed(tmp_path, TALKS), "unit-sheet", plan()).blocks))
    [at] = [at for at, block in enumerate(blocks) if isinstance(block, b.Paragraph) and b.plain(block.inlines) == NOTE]
    assert isinstance(blocks[at - 1], b.Heading)
    assert not any(isinstance(block, b.Heading) for block in blocks[: at - 1])


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
    text = said["html"].decode()
    assert text.count("<ins>") == 1 + len(passages(document))
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


@cases(
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


# --- running text -----------------------------------------------------------------------------------------------------


def prose(*texts: str | b.Inlines, version: int = 1) -> b.Document:
    lines = [b.Paragraph((b.Text(text),) if isinstance(text, str) else text) for text in texts]
    return b.Document(b.Meta("x", "题", CREATED, version=version), (b.Heading(1, (b.Text("题"),)), *lines))


FIRST, SECOND = "来宾五人，住临溪宾馆。早餐七点，午餐十二点。", "联络员：甲；值班电话：乙。"


@cases(
    ("now", "wanted"),
    [
        ((FIRST, SECOND), []),
        ((FIRST.replace("十二点", "一点"), SECOND), ["午餐一点。"]),
        ((FIRST.replace("五人", "六人").replace("七点", "八点"), SECOND), ["来宾六人，", "早餐八点，"]),
        ((FIRST, "各车备伞。", SECOND), ["各车备伞。"]),
        ((SECOND, FIRST), [SECOND]),  # moved
        ((FIRST.replace("早餐七点，", ""), SECOND), []),  # what is gone leaves no text
        ((FIRST, SECOND.replace("；", "，").replace("。", "；")), []),  # another stop is no other clause
        (("Guests: five, at the hotel.", SECOND), ["Guests: five, at the hotel."]),
    ],
)
def test_paragraphs_are_marked_clause_by_clause(now: tuple[str, ...], wanted: list[str]) -> None:
    made = marked(prose(*now, version=2), prose(FIRST, SECOND), "zh")
    assert "".join(passages(made)) == "".join(wanted)
    assert (NOTE in notes(made)) is bool(wanted)
    assert [b.plain(one.inlines) for one in made.blocks if isinstance(one, b.Paragraph) and not one.role] == list(now)


def test_a_clause_of_several_runs_is_marked_whole_and_its_neighbours_are_not() -> None:
    call = (b.Text("联络员："), b.Text("甲", nowrap=True), b.Text("，电话"), b.Link("tel:1", "1"), b.Text("。值班室。"))
    before = prose((*call[:3], b.Link("tel:2", "2"), *call[4:]))
    assert passages(marked(prose(call, version=2), before, "zh")) == ["电话", "1", "。"]


def test_lines_of_lists_and_particulars_are_marked() -> None:
    def paper_of(day: str) -> b.Document:
        listed = b.ListBlock(((b.Paragraph((b.Text(f"{day}报到"),)),), (b.Paragraph((b.Text("散会"),)),)))
        particulars = b.Definitions((((b.Text("日期"),), (b.Text(day),)), ((b.Text("地点"),), (b.Text("会堂"),))))
        return b.Document(b.Meta("x", "题", CREATED), (b.Heading(1, (b.Text("题"),)), b.Keep((listed, particulars))))

    made = marked(paper_of("五日"), paper_of("四日"), "zh")
    [listed] = [block for block in b.walk(made.blocks) if isinstance(block, b.ListBlock)]
    assert passages(made) == ["五日报到"]
    assert listed.items[1] == paper_of("五日").blocks[1].blocks[0].items[1]  # type: ignore[union-attr]
    [given] = [block for block in b.walk(made.blocks) if isinstance(block, b.Definitions)]
    assert [text[0].changed for _term, text in given.items if isinstance(text[0], b.Text)] == [True, False]


def test_every_format_says_which_clauses() -> None:
    document = marked(prose(FIRST.replace("七点", "八点"), version=2), prose(FIRST), "zh")
    said = {name: formats.writer(name).write(document) for name in ("txt", "md", "html")}
    assert "。△早餐八点，午餐" in said["txt"].decode()
    assert "。△早餐八点，午餐" in said["md"].decode()
    assert "<ins>早餐八点，</ins>午餐" in said["html"].decode()


def test_word_has_a_clause_on_grey() -> None:
    import io

    import docx
    from docx.oxml.ns import qn

    document = marked(prose(FIRST.replace("七点", "八点"), version=2), prose(FIRST), "zh")
    file = docx.Document(io.BytesIO(formats.writer("docx").write(document)))
    grey_runs = [
        run.text for one in file.paragraphs for run in one.runs if run._r.find(f".//{qn('w:shd')}") is not None
    ]
    assert grey_runs == ["早餐八点，"]
