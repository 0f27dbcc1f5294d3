"""Workbooks, read back by another library."""

import datetime as dt
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.blocks import Align, Cell, Column, Document, Heading, Landscape, Paper, Paragraph, Table, Text
from jiedai.formats import xlsx as writer
from tests.formats.sample import DRAFT, EMPTY, KITCHEN_SINK, META, NASTY, cell, paragraph, text

INJECTIONS = (
    "=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "=HYPERLINK(\"http://example.cn\")",
    "http://example.cn", "mailto:x@example.cn", "internal:Sheet1!A1", "0301", "1e5", "2026-05-11", "<r><t>x</t></r>",
    "_x0041_", "'x", "\t=1", *NASTY,
)  # fmt: skip


def read(document):
    return openpyxl.load_workbook(BytesIO(writer.write(document)), rich_text=False)


def table(*rows, head=("甲", "乙"), caption="", **how):
    made = tuple(tuple(one if isinstance(one, Cell) else cell(one) for one in row) for row in rows)
    names = (tuple(cell(name) for name in head),) if head else ()
    return Table((Column(),) * len(rows[0]), names, made, caption, **how)


def sheet(*blocks, **how):
    book = read(Document(META, blocks, **how))
    assert len(book.sheetnames) == 1
    return book.active


@pytest.mark.parametrize("nasty", INJECTIONS)
def test_text_is_never_anything_else(nasty):
    made = sheet(table((nasty, "x"), caption=nasty))
    found = [made.cell(row, 1) for row in (3, 4)]
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
    column = [made.cell(row, 1).value for row in range(1, 8)]
    assert column == [META.title, "甲", "5月11日", "1", "5月12日", "3", None]
    assert made.freeze_panes == "A3"
    assert made.print_title_rows == "$1:$2"
    assert made.print_area.endswith("$A$1:$B$6")


def test_tables_of_different_heads_have_sheets_named_by_their_headings():
    book = read(
        Document(
            META,
            (
                Heading(1, text("标题")), Heading(2, text("一、日程")), table(("1", "2")),
                Heading(2, text("二、[住宿]/用餐：*?")), table(("1", "2"), head=("丙", "丁")),
                Heading(2, text("一、日程")), table(("1", "2"), head=("戊", "己"), caption="没用上"),
                Heading(2, text("很长" * 30)), table(("1", "2"), head=("庚", "己")),
                Heading(2, text("History")), table(("1", "2"), head=()),
            ),
        )
    )  # fmt: skip
    assert book.sheetnames == ["一、日程", "二、 住宿  用餐：", "一、日程_2", ("很长" * 30)[:31], "History_"]


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
