"""Days in one table on paper, and apart again for a program that repeats the first rows alone."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

from docx import Document as read_docx
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument

from jiedai.blocks import Cell, Column, Document, Form, Keep, Table, plain
from jiedai.formats import docx, pdf
from jiedai.formats.common.days import apart, joined
from tests.batch import cases
from tests.formats.sample import META, cell, paragraph

HEAD = ((cell("时间", header=True), cell("活动", header=True)),)
COLUMNS = (Column(0), Column(3))


def day(number: int, rows: int = 2, **how: object) -> Table:
    body = tuple((cell(f"{9 + row}:00"), cell(f"{number}日第{row + 1}项")) for row in range(rows))
    date = dt.date(2026, 5, number)
    return replace(Table(COLUMNS, HEAD, body, f"5月{number}日", day=date), **how)


def said(table: Table) -> list[str]:
    return [plain(row[0].inlines) for row in table.body]


def test_days_that_follow_each_other_are_one_table():
    [table] = joined((day(11), day(12)))
    assert said(table) == ["5月11日", "9:00", "10:00", "5月12日", "9:00", "10:00"]
    assert (table.caption, table.day, table.head) == ("", None, HEAD)
    first = table.body[0][0]
    assert (first.colspan, first.header, first.value) == (2, True, dt.date(2026, 5, 11))


@cases(
    "other",
    [day(12, columns=(Column(1), Column(3))), day(12, head=()), day(12, form=True), day(12, bilingual=True)],
    ids=["columns", "head", "form", "bilingual"],
)
def test_tables_of_another_shape_stay_apart(other):
    assert [said(table)[0] for table in joined((day(11), other))] == ["5月11日", "5月12日"]


def test_what_stands_between_keeps_days_apart_and_other_tables_stay_as_they_are():
    between, plainly = paragraph("一句话"), replace(day(13), day=None)
    blocks = (day(11), between, day(12), plainly, Keep((day(14), day(15))))
    made = joined(blocks)
    assert [type(block) for block in made] == [Table, type(between), Table, Table, Keep]
    assert (made[1], made[3]) == (between, plainly)
    assert said(made[4].blocks[0])[::3] == ["5月14日", "5月15日"]


def test_apart_each_day_has_itself_in_its_head():
    [table] = joined((day(11), day(12, rows=1)))
    parts = apart(table)
    assert [[plain(row[0].inlines) for row in part.head] for part in parts] == [
        ["时间", "5月11日"],
        ["时间", "5月12日"],
    ]
    assert [said(part) for part in parts] == [["9:00", "10:00"], ["9:00"]]
    before = replace(table, body=((cell("8:00"), cell("报到")), *table.body))
    assert said(apart(before)[0]) == ["8:00"]


def test_headings_that_say_no_day_are_no_reason_to_part():
    moment = Cell((), colspan=2, header=True, value=dt.datetime(2026, 5, 11, 9))
    for heading in (cell("准备", colspan=2, header=True), moment):
        table = Table(COLUMNS, HEAD, ((heading,), (cell("9:00"), cell("一"))))
        assert apart(table) == [table]


LONG = Document(META, (day(11, rows=60), day(12, rows=60)), form=Form.WORK)


def test_every_page_of_a_pdf_says_the_day_it_goes_on_with():
    with PdfDocument(pdf.write(LONG)) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 2
    for text in texts:
        for number in (11, 12):
            assert (f"5月{number}日" in text.replace(" ", "")) is (f"{number}日第" in text.replace(" ", ""))


def test_word_repeats_head_and_day():
    file = read_docx(BytesIO(docx.write(LONG)))
    assert [len(table.rows) for table in file.tables] == [62, 62]
    for table, date in zip(file.tables, ("5月11日", "5月12日"), strict=True):
        repeated = [row for row in table.rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
        assert [row.cells[0].text for row in repeated] == ["时间", date]
    widths = [[one.get(qn("w:w")) for one in table._tbl.tblGrid] for table in file.tables]
    assert widths[0] == widths[1]


def test_what_stays_on_one_page_needs_no_day_again():
    short = (day(11, rows=2), day(12, rows=2))
    for blocks in (short, (Keep((day(11, rows=9), day(12, rows=9))),)):
        file = read_docx(BytesIO(docx.write(Document(META, blocks, form=Form.WORK))))
        assert len(file.tables) == 1
        assert file.tables[0].rows[1].cells[0].text == "5月11日"
