"""Workbooks, read back by another library."""

import csv
import datetime as dt
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.blocks import Align, Cell, Column, Document, Form, Heading, Landscape, Paper, Paragraph, Table, Text
from jiedai.formats import xlsx as writer
from jiedai.formats.fonts import bundled_files
from tests.batch import cases
from tests.documents.samples import plan, printed
from tests.formats.sample import DRAFT, EMPTY, KITCHEN_SINK, META, NASTY, cell, paragraph, text

INJECTIONS = (
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "=HYPERLINK(\"http://example.cn\")",
    "http://example.cn", "mailto:x@example.cn", "internal:Sheet1!A1", "0301", "1e5", "2026-05-11", "<r><t>x</t></r>",
    "_x0041_", "'x", "\t=1", *NASTY,
)  # fmt: skip


def read(document):
    return openpyxl.load_workbook(BytesIO(writer.write(document)), rich_text=False)


def table(*rows, head=("甲", "乙"), caption="", above=None, **how):
    made = tuple(tuple(one if isinstance(one, Cell) else cell(one) for one in row) for row in rows)
    made = ((above,), *made) if above else made
    names = (tuple(cell(name) for name in head),) if head else ()
    return Table((Column(),) * len(rows[0]), names, made, caption, **how)


def sheet(*blocks, **how):
    book = read(Document(META, blocks, **how))
    assert len(book.sheetnames) == 1
    return book.active


@cases("nasty", INJECTIONS)
def test_text_is_never_anything_else(nasty):
    made = sheet(table((nasty, "x"), caption=nasty))
    found = [made.cell(row, 1) for row in (2, 4)]
    assert [one.data_type for one in found] == ["s", "s"]
    assert [one.value for one in found] == [nasty.replace("\t", "    ")] * 2
    assert all(one.hyperlink is None for one in found)


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn"]), min_size=1, max_size=30))
def test_any_text_comes_back(typed):
    assert sheet(table((typed, "x"))).cell(3, 1).value == typed


def test_values_are_dates_times_and_numbers():
    def said(words, value):
        return replace(cell(words), value=value)

    made = sheet(
        table(
            (said("5月11日", dt.date(2026, 5, 11)), said("9:20", dt.time(9, 20))),
            (said("60元", Decimal(60)), said("六十", Decimal(60))),
            (said("5月11日9:20", dt.datetime(2026, 5, 11, 9, 20)), said("第3版", Decimal(3))),
        )
    )
    rows = [[one.value for one in row] for row in made.iter_rows(min_row=3)]
    assert rows == [
        [dt.datetime(2026, 5, 11), dt.time(9, 20)],
        [60, "六十"],
        [dt.datetime(2026, 5, 11, 9, 20), 3],
    ]
    assert made["A3"].number_format == 'm"月"d"日"'
    assert made["A4"].number_format == '0"元"'
    assert made["B5"].number_format == '"第"0"版"'


def test_days_of_a_programme_share_a_sheet():
    made = sheet(
        table(("1", "2"), caption="5月11日"),
        paragraph("之间"),
        table(("3", "4"), caption="5月12日"),
    )
    assert [[made.cell(row, column).value for column in (1, 2)] for row in range(2, 5)] == [
        ["类别", "甲"], ["5月11日", "1"], ["5月12日", "3"],
    ]  # fmt: skip
    assert made.auto_filter.ref == "A2:C4"
    assert made.freeze_panes == "A3"
    assert made.print_title_rows == "$1:$2"
    assert made.print_area.endswith("$A$1:$C$4")


def test_what_stands_above_some_rows_is_a_column_that_can_be_filtered_by():
    day = Cell(text("5月11日"), colspan=2, header=True, value=dt.date(2026, 5, 11))
    made = sheet(table(("1", "2"), ("3", "4"), above=day))
    assert [[made.cell(row, column).value for column in (1, 2, 3)] for row in (2, 3, 4)] == [
        ["日期", "甲", "乙"], [dt.datetime(2026, 5, 11), "1", "2"], [dt.datetime(2026, 5, 11), "3", "4"],
    ]  # fmt: skip
    joined = sheet(table(("1", "2"), (Cell(text("3"), colspan=2),), above=day))
    assert [joined.cell(row, 1).value for row in (2, 3, 4)] == ["甲", dt.datetime(2026, 5, 11), "1"]
    assert joined.auto_filter.ref is None


def test_a_name_is_data_without_the_space_that_type_wants():
    made = sheet(table(("海　明", "东西　南北"), ("苏　敏\nSu Min", "甲　")))
    assert [made.cell(row, column).value for row in (3, 4) for column in (1, 2)] == [
        "海明", "东西　南北", "苏敏\nSu Min", "甲　",
    ]  # fmt: skip


def test_a_voucher_is_one_sheet_on_one_page():
    tables = (table(("1", "2")), table(("3", "4", "5"), head=("丙", "丁", "戊"), caption="名单"))
    made = read(Document(META, tables, form=Form.VOUCHER))
    (name,) = made.sheetnames
    cells = [[value for value in row if value is not None] for row in made[name].iter_rows(values_only=True)]
    assert [row for row in cells if row][1:] == [
        ["甲", "乙"],
        ["1", "2"],
        ["名单"],
        ["丙", "丁", "戊"],
        ["3", "4", "5"],
    ]
    assert made[name].sheet_properties.pageSetUpPr.fitToPage
    assert made[name].page_setup.orientation == "portrait"


def test_tables_of_different_heads_have_sheets_named_by_their_headings():
    book = read(
        Document(
            META,
            (
                Heading(1, text("标题")), Heading(2, text("一、日程")), table(("1", "2")),
                Heading(2, text("二、[住宿]/用餐：*?")), table(("1", "2"), head=("丙", "丁")),
                Heading(3, text("（一）名单")), table(("1", "2"), head=("戊", "己"), caption="来宾"),
                Heading(2, text("很长" * 30)), table(("1", "2"), head=("庚", "己")),
                Heading(2, text("History")), table(("1", "2"), head=()),
            ),
        )
    )  # fmt: skip
    assert book.sheetnames == ["日程", "住宿 用餐：", "来宾", ("很长" * 30)[:31], "History_"]


def test_sheets_of_one_name_are_told_apart_by_where_they_stand():
    def paper(name):
        return (
            Heading(1, text(f"{META.subject}\n{name}")), table(("1", "2"), head=None),
            Heading(2, text("一、任务")), table(("1", "2")), table(("1", "2"), head=("经办人", "审核人")),
        )  # fmt: skip

    book = read(Document(META, (*paper("县发改局任务单"), *paper("青山镇任务单"))))
    assert book.sheetnames == [
        "县发改局任务单", "县发改局任务单 任务", "县发改局任务单 任务 经办人",
        "青山镇任务单", "青山镇任务单 任务", "青山镇任务单 任务 经办人",
    ]  # fmt: skip


def test_sheets_under_one_heading_go_by_their_captions_and_else_by_their_first_words():
    blocks = (
        Heading(2, text("一、午餐")), table(("1", "2"), head=("a", "b")), table(("1", "2"), caption="要求"),
        Heading(2, text("二、晚餐")), table(("1", "2"), head=("a", "b")), table(("1", "2"), caption="要求"),
        Heading(2, text("三、签字")), table(("1", "2"), head=("c", "d")), table(("1", "2"), head=("经办人", "审核人")),
        Heading(2, text("三、签字")), table(("1", "2"), head=("经办人", "审核人", "x")[:2]),
    )  # fmt: skip
    assert read(Document(META, blocks)).sheetnames == [
        "午餐", "午餐 要求", "晚餐", "晚餐 要求", "签字", "签字 经办人",
    ]  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=6))
def test_any_names_are_names_that_a_program_takes(named):
    blocks = [
        block
        for number, (heading, caption) in enumerate(named)
        for block in (Heading(2, text(heading)), table(("1", "2"), head=(f"甲{number}", "乙"), caption=caption))
    ]
    names = read(Document(META, tuple(blocks))).sheetnames
    assert len(names) == len(named) == len({name.casefold() for name in names})
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_spans_are_merged():
    rows = ((cell("天", rowspan=2), cell("a")), (cell("b"),), (cell("跨" * 200, colspan=2),))
    made = sheet(Table((Column(), Column()), (), rows))
    assert {str(found) for found in made.merged_cells.ranges} == {"A1:B1", "A2:A3", "A4:B4"}
    assert (made["A2"].value, made["B3"].value) == ("天", "b")
    assert made.row_dimensions[4].height > 60


def test_columns_are_as_wide_as_their_words():
    made = sheet(
        Table(
            (Column(0), Column(5), Column(0, Align.CENTER)),
            ((cell("序号"), cell("任务"), cell("责任单位")),),
            ((cell("1"), cell("踩点并实测行车时间" * 5), cell("县发展改革局")),),
        )
    )
    widths = [made.column_dimensions[name].width for name in "ABC"]
    assert widths[0] < widths[2] < widths[1]
    assert widths[2] >= 12, "six characters are twelve columns wide"
    assert made["C3"].alignment.horizontal == "center"
    assert made["B3"].alignment.wrap_text


def test_how_it_prints():
    made = sheet(table(("1", "2")), paper=Paper.A5)
    setup = made.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("portrait", 11, 0)
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert "内部　注意保存" in made.oddHeader.left.text
    assert "以最新版为准" in made.oddFooter.center.text
    assert made.oddFooter.center.text.endswith("— &[Page] —") or "&P" in made.oddFooter.center.text
    assert sheet(table(("1",) * 7, head=None)).page_setup.orientation == "landscape"
    assert sheet(Landscape((table(("1", "2")),))).page_setup.orientation == "landscape"
    assert sheet(table(("1", "2")), landscape=True).page_setup.orientation == "landscape"


def test_heads_and_feet_hold_no_codes_of_their_own():
    meta = replace(META, marks=("12&P&D 内部",), footer="1&A" * 200, draft=True)
    made = read(Document(meta, (table(("1", "2")),))).active
    raw = zipfile.ZipFile(BytesIO(writer.write(Document(meta, (table(("1", "2")),))))).read("xl/worksheets/sheet1.xml")
    (header,) = re.findall(rb"<oddHeader>(.*?)</oddHeader>", raw)
    assert header.decode() == "&amp;L\u200912&amp;&amp;P&amp;&amp;D 内部　草稿"
    (footer,) = re.findall(rb"<oddFooter>(.*?)</oddFooter>", raw, re.DOTALL)
    assert len(footer.decode().replace("&amp;", "&")) <= 255
    assert made is not None


def test_the_stamp_of_a_draft():
    assert "草稿" in read(DRAFT).worksheets[0].oddHeader.left.text


def test_a_document_without_tables_is_a_sheet_of_text():
    made = sheet(Heading(1, text("标题")), Heading(2, text("一、好")), Paragraph((Text("正文"),)))
    assert [made.cell(row, 1).value for row in (1, 2, 3)] == [META.title, "一、好", "正文"]
    assert read(EMPTY).active["A1"].value == META.title


def test_properties_name_nobody_but_the_author():
    made = read(KITCHEN_SINK).properties
    assert (made.creator, made.lastModifiedBy, made.title) == (META.author, META.author, META.title)
    assert made.created == dt.datetime(2026, 5, 8, 17, 30)
    with zipfile.ZipFile(BytesIO(writer.write(KITCHEN_SINK))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_too_long_for_a_cell_is_cut():
    found = sheet(table(("字" * 40_000, "x"))).cell(3, 1).value
    assert (len(found), found[-1]) == (32_767, "…")


def test_a_form_leaves_room_for_a_hand():
    made = sheet(Table((Column(), Column()), (), ((cell("单位", header=True), cell()),), form=True))
    assert made.row_dimensions[2].height > 33


def test_a_table_alone_has_its_caption_above_its_head():
    made = sheet(table(("1", "2"), caption="费用"))
    assert [made.cell(row, 1).value for row in range(1, 5)] == [META.title, "费用", "甲", "1"]
    assert made.freeze_panes == "A4"
    assert made.print_title_rows == "$1:$3"


def test_what_a_program_shows_of_a_value_fits_its_column():
    """A date that does not fit prints as a row of #."""
    due = replace(cell("10月12日\n下午5:00"), value=dt.datetime(2026, 10, 12, 17))
    made = sheet(Table((Column(0), Column(9)), ((cell("时限"), cell("任务")),), ((due, cell("很长的任务" * 9)),)))
    assert made["A3"].number_format == "yyyy-mm-dd hh:mm"
    assert made.column_dimensions["A"].width >= len("2026-10-12 17:00") + 1
    assert sheet(table(("10月12日", "x"))).column_dimensions["A"].width > 0


def test_rows_are_as_high_as_their_texts_and_stay_free_to_grow():
    """Not every program fits rows when it opens a file; one that is told a height for good never does again."""
    long = cell("踩点并实测行车时间，" * 8)
    document = Document(META, (Table((Column(1), Column(1)), (), ((long, cell("a")), (cell("b"), cell("c"))), "表"),))
    with zipfile.ZipFile(BytesIO(writer.write(document))) as archive:
        raw = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', raw))
    heights = {number: float(re.search(r'ht="([\d.]+)"', said)[1]) for number, said in rows.items()}
    assert heights["3"] > 2.5 * heights["4"] > 40
    assert ["customHeight" in rows[number] for number in "1234"] == [True, True, False, False]
    form = Document(META, (Table((Column(),), (), ((cell(),),), form=True),))
    with zipfile.ZipFile(BytesIO(writer.write(form))) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"customHeight") == 2


needs_calc = pytest.mark.skipif(
    shutil.which("soffice") is None or not list(Path(shutil.which("soffice") or "/").resolve().parent.glob("libsclo*")),
    reason="LibreOffice Calc is not installed",
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """A folder with what a spreadsheet program makes of two workbooks: a PDF, and the first sheet as CSV."""
    folder = tmp_path_factory.mktemp("calc")
    bundled = bundled_files()[0].parent
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{bundled}</dir><cachedir>{folder}</cachedir>"
        "<match><edit name='family' mode='append'><string>Noto Serif SC</string></edit></match></fontconfig>"
    )
    rows = tuple((one, replace(cell("5月11日"), value=dt.date(2026, 5, 11))) for one in INJECTIONS)
    (folder / "nasty.xlsx").write_bytes(writer.write(Document(META, (table(*rows),))))
    (folder / "tasks.xlsx").write_bytes(writer.write(printed(plan("domestic"), "tasks")))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    for kind, name in ((csv, "nasty.xlsx"), ("pdf", "tasks.xlsx")):
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(folder), str(folder / name)],
            check=True,
            capture_output=True,
            timeout=120,
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        )
    return folder


@pytest.mark.office
@needs_calc
class TestInAnOffice:
    """What a spreadsheet program makes of it."""

    def test_text_is_text_and_a_date_is_a_date(self, converted):
        with (converted / "nasty.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert [row[0] for row in rows[2:]] == [nasty.replace("\t", "    ") for nasty in INJECTIONS]
        assert {row[1] for row in rows[2:]} == {"05/11/2026"}, "what was no date would say 5月11日"

    def test_every_sheet_is_one_page_wide_with_nothing_cut_off(self, converted):
        with pdfplumber.open(converted / "tasks.pdf") as opened:
            words = "".join("".join(page.extract_text().split()) for page in opened.pages)
            assert {page.width > page.height for page in opened.pages} == {True}
        tasks = plan("domestic").plan.tasks
        assert [task.what for task in tasks if "".join(task.what.split()) not in words] == []
        assert "###" not in words
        assert "以最新版为准" in words
        assert "责任单位用" in words

    def test_lines_of_a_cell_stay_in_their_row(self, converted):
        """Rows that are too low print one text over the other."""
        with pdfplumber.open(converted / "tasks.pdf") as opened:
            for page in opened.pages:
                for found in page.find_tables():
                    for left, top, right, bottom in found.cells:
                        inside = page.crop((left, top, right, bottom)).chars
                        assert all(char["top"] >= top - 1 and char["bottom"] <= bottom + 1 for char in inside)
