import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from jiedai.blocks import (
    Column,
    Document,
    Figure,
    Form,
    Heading,
    Keep,
    Landscape,
    LineBreak,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    Text,
)
from jiedai.formats import docx as writer
from jiedai.formats import pdf
from jiedai.formats.common.lines import clean
from jiedai.formats.common.page import page_style
from jiedai.formats.fonts import bundled_files
from tests.batch import cases
from tests.formats.sample import (
    BODY,
    DRAFT,
    EMPTY,
    GRID,
    HANDBOOK,
    IN_ORDER,
    KITCHEN_SINK,
    META,
    NASTY,
    SHOWN,
    assert_in_order,
    cell,
    paragraph,
    schedule,
    text,
)

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def read(document):
    return docx.Document(io.BytesIO(writer.write(document)))


def all_text(opened):
    """Everything in the body, tables included, in order."""
    return "".join(node.text or "" for node in opened.element.body.iter(qn("w:t")))


@pytest.fixture(scope="module")
def sink():
    return read(KITCHEN_SINK)


def test_texts_in_order(sink):
    assert_in_order(all_text(sink), IN_ORDER)


@cases("nasty", NASTY)
def test_markup_prints_as_text(sink, nasty):
    assert nasty in [paragraph.text for paragraph in sink.paragraphs]


def test_unprintable_characters_show(sink):
    assert SHOWN in [paragraph.text for paragraph in sink.paragraphs]


def test_styles_are_words_own(sink):
    styles = {found.text: found.style.name for found in sink.paragraphs}
    assert styles["一、基本情况"] == "Heading 1"
    assert styles["（一）来访人员"] == "Heading 2"
    assert styles["1. 主要客人"] == "Heading 3"
    assert styles["（1）随行人员"] == "Heading 4"
    assert styles["正文第一段。"] == "Body Text"
    assert styles["表1　活动日程"] == "Caption"
    assert sink.paragraphs[0].style.name == "Title"


@cases(
    ("style", "font", "size", "level"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Heading 1", "黑体", 16, 0),
        ("Heading 2", "楷体_GB2312", 16, 1),
        ("Heading 3", "仿宋_GB2312", 16, 2),
        ("Heading 4", "仿宋_GB2312", 16, 3),
        ("Body Text", "仿宋_GB2312", 16, None),
    ],
)
def test_fonts_of_the_ladder(sink, style, font, size, level):
    found = sink.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size
    outline = found.element.pPr.find(qn("w:outlineLvl"))
    assert (None if outline is None else int(outline.get(qn("w:val")))) == level


def test_rules_of_chinese_type_hold_in_every_program(sink):
    rules = sink.styles["Normal"].element.pPr
    for name in ("widowControl", "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        (rule,) = rules.findall(qn(f"w:{name}"))
        assert rule.get(qn("w:val")) is None, "on"
    for style in sink.styles:
        assert style.element.find(f".//{qn('w:widowControl')}") is None or style.name == "Normal"
    for level in range(1, 5):
        heading = sink.styles[f"Heading {level}"].paragraph_format
        assert heading.keep_with_next
        assert heading.keep_together


def test_page_and_grid(sink):
    section = sink.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = [section.top_margin, section.left_margin, section.bottom_margin, section.right_margin]
    assert [round(margin.mm, 1) for margin in margins] == [37, 28, 35, 26]
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"
    spacing = sink.styles["Normal"].element.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    assert (section.page_height - section.top_margin - section.bottom_margin) / 635 >= 22 * 579


def test_sections_turn_and_turn_back(sink):
    assert [section.orientation for section in sink.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert sink.sections[1].page_width > sink.sections[1].page_height


def test_page_numbers_outside_and_footer(sink):
    for section in sink.sections:
        upright = section.orientation == WD_ORIENT.PORTRAIT
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            (number,) = (
                line
                for line in footer._element.iter(qn("w:p"))
                if line.find(f".//{qn('w:instrText')}") is not None and line.find(f".//{qn('w:p')}") is None
            )
            assert "".join(node.text for node in number.iter(qn("w:t"))) == "— 1 —"
            assert number.pPr.find(qn("w:jc")).get(qn("w:val")) == side
            inset = number.pPr.find(qn("w:ind")).get(qn(f"w:{side}"))
            assert inset == ("320" if upright else "0")
            # On a page that lies on its side the number hangs at the left edge, turned.
            turned = footer._element.find(".//{*}bodyPr")
            assert (turned is None) is upright
            assert turned is None or turned.get("vert") == "vert"
            assert "以最新版为准" in footer.paragraphs[-1].text
        assert "内部" in section.header.paragraphs[0].text
        assert "内部" in section.even_page_header.paragraphs[0].text
    assert sink.settings.odd_and_even_pages_header_footer


def test_table_head_repeats_and_rows_stay_whole(sink):
    rows = sink.tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 60
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_lines_of_cells_are_of_one_height_whatever_the_font(sink):
    """A row is as high as on the PDF's page, not as a substitute's own line."""
    for paragraph_ in sink.tables[0]._tbl.iter(qn("w:p")):
        space, size = paragraph_.pPr.find(qn("w:spacing")), paragraph_.pPr.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        half_points = int(size.get(qn("w:val")))
        assert (space.get(qn("w:lineRule")), space.get(qn("w:line"))) == ("exact", str(round(half_points * 13)))


def test_spans(sink):
    table = sink.tables[0]
    assert table.cell(1, 0)._tc is table.cell(5, 0)._tc
    assert table.cell(5, 0)._tc is not table.cell(6, 0)._tc
    form = sink.tables[-1]
    assert form.cell(1, 1)._tc is form.cell(1, 3)._tc
    assert form.cell(1, 1).text == "同意"


def test_column_widths_fill_the_line_and_agree(sink):
    for table in sink.tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        for row in table._tbl.tr_lst:
            widths = [int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in row.tc_lst]
            assert sum(widths) == sum(grid)
    assert sum(
        int(column.get(qn("w:w"))) for column in sink.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))
    ) == pytest.approx(156 / 25.4 * 72 * 20, abs=10)


def test_ticks_and_blanks(sink):
    assert "☑有" in all_text(sink).replace(" ", "")
    assert "□无" in all_text(sink)
    (blank,) = [run for found in sink.paragraphs for run in found.runs if run.underline]
    assert blank.text == "　" * 6


def test_links(sink):
    links = sink.element.body.findall(f".//{qn('w:hyperlink')}")
    targets = [sink.part.rels[link.get(qn("r:id"))].target_ref if link.get(qn("r:id")) else "#" for link in links]
    assert targets == ["tel:0578-6000000", "#"]
    (mark,) = sink.element.body.iter(qn("w:bookmarkStart"))
    assert links[1].get(qn("w:anchor")) == mark.get(qn("w:name"))


def test_each_ordered_list_starts_at_one(sink):
    numbers = {}
    for found in sink.paragraphs:
        if found._p.pPr.numPr is not None:
            numbers[found.text] = (found._p.pPr.numPr.numId.val, found._p.pPr.numPr.ilvl.val)
    assert numbers["第一项"] == numbers["第三项"]
    assert numbers["另表一项"][0] != numbers["第一项"][0]
    assert numbers["子项甲"][1] == 1


def test_page_break_before_what_follows():
    opened = read(Document(META, (paragraph("一"), PageBreak(), paragraph("二"), PageBreak(), schedule(2))))
    before = [found.paragraph_format.page_break_before for found in opened.paragraphs]
    assert before[:2] == [None, True]
    assert [one for one in opened.element.body.iter(qn("w:br")) if one.get(qn("w:type"))] == []
    texts = [(found.text, found.paragraph_format.page_break_before) for found in opened.paragraphs]
    assert ("表1　活动日程", True) in texts


def test_kept_blocks_are_tied():
    opened = read(
        Document(
            META, (Keep((Heading(2, text("标题")), paragraph("一"), schedule(2), paragraph("二"))), paragraph("三"))
        )
    )
    tied = {found.text: found._p.pPr.find(qn("w:keepNext")) is not None for found in opened.paragraphs}
    assert tied["一"]
    assert not tied["二"]
    assert not tied["三"]


def tied_rows(*blocks):
    """Whether each row of the first table stays with the next."""
    (table, *_more) = read(Document(META, blocks)).tables
    return [row._tr.findall(f".//{qn('w:keepNext')}") != [] for row in table.rows]


PAIR = (cell("甲"), cell("乙"))


def pairs(rows, *before, columns=2):
    return Table((Column(),) * columns, (), (*before, *(PAIR,) * rows))


def test_heading_within_a_long_table_is_tied_to_its_rows():
    group = (cell("组", header=True, colspan=2),)
    assert tied_rows(pairs(30, group)) == [True, *[False] * 28, True, False]
    assert tied_rows(pairs(30, PAIR, PAIR, group)) == [True, False, True, *[False] * 28, True, False]


def test_first_and_last_rows_of_a_long_table_are_not_alone():
    assert tied_rows(pairs(30)) == [True, *[False] * 27, True, False]


@pytest.mark.parametrize(("rows", "whole"), [(7, True), (8, False)])
def test_a_short_table_stays_whole(rows, whole):
    """A row of 10.5 points takes 19.65 of them, 0.22 of the type area are 140.3."""
    tied = tied_rows(pairs(rows))
    assert tied[-1] is False
    assert all(tied[:-1]) is whole


def test_kept_tables_are_tied_through_and_to_what_follows():
    assert tied_rows(Keep((pairs(30),))) == [True] * 29 + [False]
    assert tied_rows(Keep((pairs(30), paragraph("签字")))) == [True] * 30
    opened = read(Document(META, (Keep((pairs(2), paragraph("签字"))), paragraph("后"))))
    tied = [one._p.pPr.find(qn("w:keepNext")) is not None for one in opened.paragraphs]
    assert tied == [True, False, False], "the thin line behind the table, too"


def test_signatures_keep_a_row_of_the_table_above_with_them():
    signatures = Table((Column(), Column()), ((cell("经办人"), cell("审核人")),), ((cell(), cell()),), form=True)
    assert tied_rows(pairs(30), signatures)[-2:] == [True, True]
    assert tied_rows(pairs(30), replace(signatures, caption="表"))[-2:] == [True, False]
    assert tied_rows(pairs(30), paragraph("之间"), signatures)[-2:] == [True, False]


def test_names_in_cells_and_lists_are_broken_in_front_not_within():
    rows = ((cell("林峰、沈浩、周敏"), cell("很长的活动内容" * 20)),)
    opened = read(Document(META, (Table((Column(1), Column(7)), (), rows),)))
    assert opened.tables[0].cell(0, 0).text == "林峰、\n沈浩、周敏"
    listed = [Text("来宾：")]
    for name in ("陈志远", "李娜", "马国强", "欧阳靖", "王磊", "阿依努尔·买买提"):
        listed += [Text("、")] * (len(listed) > 1) + [Text(name, nowrap=True)]
    opened = read(Document(META, (Paragraph(tuple(listed)), Paragraph((Text("主任"), Text("陈志远", nowrap=True))))))
    names, prose = opened.paragraphs
    assert names.text == "来宾：陈志远、李娜、马国强、欧阳靖、王磊、\n阿依努尔·买买提"
    assert names._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "left"
    assert prose.text == "主任陈志远"


def test_the_line_behind_a_last_table_is_as_thin_as_can_be():
    """A page full to the brim would be followed by an empty one."""
    opened = read(Document(META, (pairs(2), pairs(2))))
    lines = [one._p.pPr.find(qn("w:spacing")).get(qn("w:line")) for one in opened.paragraphs]
    assert lines == ["80", "20"]


def test_cover_has_no_number():
    opened = read(HANDBOOK)
    cover, inner = opened.sections
    for story in (cover.footer, cover.even_page_footer):
        assert story._element.find(f".//{qn('w:instrText')}") is None
        assert "以最新版为准" in story.paragraphs[-1].text
        assert not story.is_linked_to_previous
    assert inner.footer._element.find(f".//{qn('w:instrText')}") is not None
    assert all("内部" in section.header.paragraphs[0].text for section in opened.sections)
    assert (round(cover.page_width / Mm(1)), round(cover.page_height / Mm(1))) == (148, 210)


def test_draft_is_stamped_on_every_section():
    for document, stamped in ((DRAFT, True), (KITCHEN_SINK, False), (replace(HANDBOOK, meta=DRAFT.meta), True)):
        for section in read(document).sections:
            for header in (section.header, section.even_page_header):
                assert ("草稿" in etree.tostring(header._element, encoding="unicode")) is stamped


def test_properties(sink):
    core = sink.core_properties
    assert core.title == META.title
    assert core.author == core.last_modified_by == "清溪县接待办"
    assert (core.created.year, core.created.hour, core.created.minute) == (2026, 9, 30)
    assert core.modified == core.created
    assert core.revision == 2


def test_picture_has_words_for_who_cannot_see(sink):
    described, imprint = sink.element.body.iter(qn("wp:docPr"))
    assert described.get("id") != imprint.get("id")
    assert described.get("descr") == "主席台座次"
    assert described.getparent().find(qn("wp:extent")) is not None


def test_pictures_are_drawn_ahead_and_once(monkeypatch):
    drawn = []
    typeset = pdf.typeset
    monkeypatch.setattr(pdf, "typeset", lambda *args, **wanted: drawn.append(args) or typeset(*args, **wanted))
    one = '<svg xmlns="http://www.w3.org/2000/svg" width="91" height="20"><text y="15">字</text></svg>'
    figures = Figure(one, "甲"), Keep((Figure(one.replace("字", "画"), "乙"),)), Figure(one, "甲")
    document = Document(META, figures)
    pdf.picture.cache_clear()
    writer.prepare(document)
    assert len(drawn) == 2
    writer.write(document)
    assert len(drawn) == 2


def test_archive_tells_no_time_and_is_well_formed():
    with zipfile.ZipFile(io.BytesIO(writer.write(KITCHEN_SINK))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(word in name for name in archive.namelist() for word in ("thumbnail", "Effects", "custom"))
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


ORDER = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl",
    "rPr", "sectPr",
]  # fmt: skip


@pytest.mark.parametrize("document", [KITCHEN_SINK, DRAFT, HANDBOOK, EMPTY], ids=["all", "draft", "a5", "empty"])
def test_paragraph_properties_stand_in_the_order_of_the_schema(document):
    opened = read(document)
    for root in (opened.element.body, opened.styles.element):
        for properties in root.iter(qn("w:pPr")):
            names = [etree.QName(child).localname for child in properties]
            assert names == sorted(names, key=ORDER.index)
            assert len(names) == len(set(names))


def test_body_ends_with_the_last_section_and_cells_with_paragraphs(sink):
    body = sink.element.body
    assert body[-1].tag == qn("w:sectPr")
    assert len(body.findall(qn("w:sectPr"))) == 1
    assert all(tc[-1].tag == qn("w:p") for tc in body.iter(qn("w:tc")))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A folder with the PDFs that LibreOffice makes, our fonts in the place of those that are only named."""
    folder = tmp_path_factory.mktemp("office")
    bundled = bundled_files()[0].parent
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{bundled}</dir><cachedir>{folder}</cachedir>"
        "<match><edit name='family' mode='append'><string>Noto Serif SC</string></edit></match></fontconfig>"
    )
    for name, document in (("grid", GRID), ("sink", KITCHEN_SINK), ("book", HANDBOOK)):
        (folder / f"{name}.docx").write_bytes(writer.write(document))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    return folder


@pytest.mark.office
@needs_office
class TestInAnOffice:
    """What a word processor makes of it."""

    def test_22_lines_of_28_characters(self, printed):
        with pdfplumber.open(printed / "grid.pdf") as opened:
            chars = [char for char in opened.pages[0].chars if abs(char["size"] - 16) < 0.1 and char["text"] in BODY]
        lines = {}
        for char in chars:
            lines.setdefault(round(char["top"]), []).append(char)
        assert len(lines) == 22
        assert {len(line) for line in lines.values()} == {28}
        tops = sorted(lines)
        assert (tops[-1] - tops[0]) / 21 == pytest.approx(28.95, abs=0.1)

    def test_head_of_the_table_on_every_page(self, printed):
        with pdfplumber.open(printed / "sink.pdf") as opened:
            widths = [round(page.width / 72 * 25.4) for page in opened.pages]
            numbers = [len(re.findall("—", page.extract_text())) >= 2 for page in opened.pages]
        assert 297 in widths
        assert widths[0] == widths[-1] == 210
        assert all(numbers)

    def test_handbook(self, printed):
        with pdfplumber.open(printed / "book.pdf") as opened:
            assert [round(page.width / 72 * 25.4) for page in opened.pages] == [148, 148]


def test_landscape_document():
    assert read(Document(META, (paragraph("字"),), landscape=True)).sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert len(read(Document(META, (Landscape((schedule(2),)),))).sections) == 1


def test_line_before_a_break_is_not_stretched():
    opened = read(
        Document(META, (Paragraph((Text("附件：1. 来宾名单"), LineBreak(), Text("2. 人员名单"))), paragraph("正文")))
    )
    sides = [found._p.pPr.find(qn("w:jc")) for found in opened.paragraphs]
    assert [side.get(qn("w:val")) for side in sides] == ["left", "both"]


@settings(max_examples=25)
@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=3, max_size=3))
def test_any_text_opens_again(texts):
    one, two, three = texts
    blocks = (
        Heading(1, text(one)),
        Paragraph((Text(two, bold=True, nowrap=True),)),
        Table((Column(0), Column(1)), ((cell(one), cell(two)),), ((cell(three), cell(one)),), caption=three),
    )
    opened = read(Document(replace(META, title=one, author=two, footer=three, marks=(one,), draft=True), blocks))
    assert opened.paragraphs[1].text == clean(two)
    assert "".join(opened.tables[0].cell(0, 0).text.split("\n")) == "".join(clean(one).split("\n"))


# --- papers to work with ----------------------------------------------------------------------------------------------


def test_secrecy_takes_no_line_of_a_paper_to_work_with_and_the_first_of_an_official_one():
    meta = replace(META, secrecy=("000001", "工作秘密"))
    official = Document(meta, (paragraph("正文"),))
    assert [one.text for one in read(official).paragraphs] == ["000001", "工作秘密", "正文"]
    work = read(replace(official, form=Form.WORK)).paragraphs
    assert [one.text for one in work] == ["000001　工作秘密", "正文"]
    framed = [one._p.pPr.find(qn("w:framePr")) for one in work]
    assert framed[1] is None
    style = page_style(Paper.A4, form=Form.WORK)
    assert int(framed[0].get(qn("w:y"))) == round((style.top * 72 / 25.4 - style.secrecy) * 20)


def test_a_line_to_cut_along_is_dashed_and_stays_with_what_follows():
    opened = read(Document(META, (Paragraph((Text("剪开"),), role="cut"), paragraph("下一份"))))
    first = opened.paragraphs[0]
    assert first._p.pPr.find(qn("w:pBdr")).find(qn("w:top")).get(qn("w:val")) == "dashed"
    assert first.style.name == "Cut"
    assert first.style.paragraph_format.keep_with_next
