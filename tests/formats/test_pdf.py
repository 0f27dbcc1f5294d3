import datetime as dt
import io
import itertools
import re
from dataclasses import replace

import pdfplumber
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.blocks import (
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Keep,
    Landscape,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from jiedai.formats import pdf
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

MM = 72 / 25.4


def read(document):
    return pypdf.PdfReader(io.BytesIO(pdf.write(document)))


def squeezed(found):
    return re.sub(r"\s+", "", found)


def pages(document):
    """Each page's text without white space: the space between Latin and Chinese is the layout's."""
    return [squeezed(page.extract_text()) for page in read(document).pages]


@pytest.fixture(scope="module")
def sink():
    return pages(KITCHEN_SINK)


@pytest.fixture(scope="module")
def grid():
    with pdfplumber.open(io.BytesIO(pdf.write(GRID))) as opened:
        yield opened.pages


def body_chars(page):
    return [char for char in page.chars if abs(char["size"] - 16) < 0.01 and char["text"].strip()]


def test_texts_in_order(sink):
    assert_in_order("".join(sink), tuple(map(squeezed, IN_ORDER)))


@cases("nasty", NASTY)
def test_markup_prints_as_text(sink, nasty):
    assert squeezed(nasty) in "".join(sink)


def test_unprintable_characters_show(sink):
    assert SHOWN in "".join(sink)


def test_table_head_on_every_page(sink):
    with_rows = [page for page in sink if re.search(r"第\d+项：", page)]
    assert len(with_rows) >= 4
    assert all("活动内容" in page for page in with_rows)


def test_rows_stay_whole():
    long = "这一格的文字很长要占好几行" * 6
    rows = tuple((cell(f"始{number}"), cell(f"{long}终{number}")) for number in range(30))
    found = pages(Document(META, (Table((Column(0), Column(1)), (), rows),)))
    for number in range(30):
        (page,) = [page for page in found if re.search(rf"终{number}(?!\d)", page)]
        assert re.search(rf"始{number}(?!\d)", page)


@pytest.mark.parametrize("before", range(26, 34))
def test_heading_within_a_table_stays_with_its_rows(before):
    rows = [(cell(f"前{number}"), cell("文")) for number in range(before)]
    group = (cell("第二组", header=True, colspan=2),)
    rows += [group, *((cell(f"后{number}"), cell("文")) for number in range(40))]
    found = pages(Document(META, (Table((Column(1), Column(1)), ((cell("列一"), cell("列二")),), tuple(rows)),)))
    first = next(page for page in found if "第二组" in page)
    assert "后0" in first
    assert all("列一" in page for page in found)
    assert all("第二组" in page for page in found if "后" in page)


def test_row_taller_than_a_page_loses_nothing():
    lines = [f"第{number}行文字。" for number in range(400)]
    found = squeezed("".join(pages(Document(META, (Table((Column(1),), (), ((cell("".join(lines)),),)),)))))
    assert all(line in found for line in lines)


def test_kept_blocks_taller_than_a_page_lose_nothing():
    found = pages(Document(META, (Keep(tuple(paragraph(f"第{number}段。") for number in range(60))),)))
    assert len(found) == 3
    assert "第59段。" in squeezed(found[2])


@pytest.mark.parametrize("before", range(14, 22))
def test_kept_blocks_share_a_page(before):
    lines = tuple(paragraph(f"前{number}") for number in range(before))
    found = pages(Document(META, (*lines, Keep(tuple(paragraph(f"留{number}") for number in range(4))))))
    together = [page for page in found if "留" in page]
    assert len(together) == 1
    assert len(found) == (1 if before + 4 <= 22 else 2)


@pytest.mark.parametrize("before", [20, 21, 22])
def test_heading_is_never_last_on_a_page(before):
    lines = tuple(paragraph(f"前{number}") for number in range(before))
    found = pages(Document(META, (*lines, Heading(2, text("一、标题")), paragraph("跟随"))))
    (page,) = [page for page in found if "标题" in page]
    assert "跟随" in page
    assert (page is found[0]) == (before == 20)


class TestGrid:
    def test_22_lines_of_28_characters(self, grid):
        chars = body_chars(grid[0])
        lines = {}
        for char in chars:
            lines.setdefault(round(char["top"]), []).append(char["text"])
        assert len(lines) == 22
        assert {len(line) for line in lines.values()} == {28}

    def test_type_area(self, grid):
        page = grid[0]
        chars = body_chars(page)
        pitch = 225 / 22
        tops = sorted({round(char["top"], 1) for char in chars})
        middles = [(top + chars[0]["height"] / 2) / MM for top in (tops[0], tops[-1])]
        assert float(page.width) / MM == pytest.approx(210, abs=0.1)
        assert float(page.height) / MM == pytest.approx(297, abs=0.1)
        assert min(char["x0"] for char in chars) / MM == pytest.approx(28, abs=0.2)
        assert max(char["x1"] for char in chars) / MM == pytest.approx(28 + 156, abs=0.3)
        # each line stands in the middle of its pitch, so the grid reaches half a pitch beyond the outer lines
        assert middles[0] - pitch / 2 == pytest.approx(37, abs=1)
        assert middles[1] + pitch / 2 == pytest.approx(37 + 225, abs=1)

    def test_pitch(self, grid):
        tops = sorted({round(char["top"], 2) for char in body_chars(grid[0])})
        pitches = [below - above for above, below in itertools.pairwise(tops)]
        assert min(pitches) == pytest.approx(28.99, abs=0.05)
        assert max(pitches) == pytest.approx(28.99, abs=0.05)

    def test_page_numbers_outside(self, grid):
        for number, page in enumerate(grid, start=1):
            chars = [char for char in page.chars if abs(char["size"] - 14) < 0.01]
            assert "".join(char["text"] for char in chars).replace(" ", "") == f"—{number}—"
            left, right = min(char["x0"] for char in chars), max(char["x1"] for char in chars)
            if number % 2:
                assert right == pytest.approx((210 - 26) * MM - 16, abs=1)
            else:
                assert left == pytest.approx(28 * MM + 16, abs=1)

    def test_indent_of_two_characters(self):
        with pdfplumber.open(io.BytesIO(pdf.write(replace(GRID, blocks=(paragraph(BODY * 8),))))) as opened:
            chars = body_chars(opened.pages[0])
        starts = [
            min(char["x0"] for char in chars if round(char["top"]) == top)
            for top in sorted({round(char["top"]) for char in chars})
        ]
        assert starts[0] - starts[1] == pytest.approx(2 * 156 / 28 * MM, abs=0.1)
        assert starts[1] == pytest.approx(28 * MM, abs=0.1)


def test_turned_pages():
    reader = read(Document(META, (paragraph("前"), Landscape((schedule(3),)), paragraph("后"))))
    sizes = [(round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)) for page in reader.pages]
    assert sizes == [(210, 297), (297, 210), (210, 297)]


def test_document_on_its_side():
    (page,) = read(Document(META, (paragraph("字"),), landscape=True)).pages
    assert float(page.mediabox.width) > float(page.mediabox.height)


def test_handbook_is_a5_and_its_cover_without_a_number():
    reader = read(HANDBOOK)
    cover, inner = (squeezed(page.extract_text()) for page in reader.pages)
    assert round(float(reader.pages[0].mediabox.width) / MM) == 148
    assert round(float(reader.pages[0].mediabox.height) / MM) == 210
    assert "—1—" not in cover
    assert cover.startswith("内部注意保存省发展改革委调研接待手册二〇二六年五月")
    assert cover.endswith("以最新版为准")
    assert "—2—" in inner
    assert "内部" in inner


def test_marks_and_footer_on_every_page(sink):
    for page in sink:
        assert "内部" in page
        assert "以最新版为准" in page


def test_draft_is_stamped_on_every_page():
    stamped = pages(DRAFT)
    assert all("草稿" in page for page in stamped)
    assert not any("草稿" in page for page in pages(KITCHEN_SINK))
    cover = replace(HANDBOOK, meta=replace(META, draft=True))
    assert all("草稿" in page for page in pages(cover))


def test_page_breaks_make_no_empty_pages():
    blocks = (
        PageBreak(),
        paragraph("一"),
        PageBreak(),
        PageBreak(),
        paragraph("二"),
        PageBreak(),
        Cover(()),
        Landscape(()),
    )
    assert len(pages(Document(META, blocks))) == 2


def test_empty_document_is_one_page():
    assert len(pages(EMPTY)) == 1


def test_metadata_only_from_the_document():
    info = read(KITCHEN_SINK).metadata
    assert info.title == META.title
    assert info.author == "清溪县接待办"
    assert info.creation_date == dt.datetime(2026, 5, 8, 9, 30, tzinfo=dt.UTC)


def test_tagged_and_in_chinese():
    root = read(KITCHEN_SINK).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]


def test_links():
    targets = []
    for page in read(KITCHEN_SINK).pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            targets.append(action.get("/URI", "inside"))
    assert targets == ["tel:0578-6000000", "inside"]


def test_outline_has_the_headings():
    reader = read(KITCHEN_SINK)
    flat = [item.title for item in _flatten(reader.outline)]
    assert "一、基本情况" in flat
    assert "（1）随行人员" in flat


def _flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from _flatten(item)
        else:
            yield item


def test_same_anchor_twice():
    heading = Heading(2, text("同名"), anchor="a")
    assert "".join(pages(Document(META, (heading, heading)))).count("同名") == 2


def test_character_no_font_has_is_shown_and_the_rest_stays():
    assert "张〓丰" in squeezed("".join(pages(Document(META, (paragraph("张\U0003fffd丰"),)))))


def test_rare_character_of_a_name():
    assert "王䶮" in squeezed("".join(pages(Document(META, (paragraph("王䶮"),)))))


def test_drawing_keeps_its_words(sink):
    assert "主席台" in squeezed(sink[-1])
    assert len(
        pdf.picture('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">字</text></svg>')
    ) > len(pdf.picture('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"></svg>'))


printable = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Cc", "Cf")), max_size=40)


@settings(max_examples=25)
@given(st.lists(printable, min_size=3, max_size=3))
def test_any_text_compiles(texts):
    one, two, three = texts
    blocks = (
        Heading(1, text(one)),
        Paragraph((Text(two, bold=True, nowrap=True),)),
        Table(
            (Column(0), Column(1)),
            ((cell(one), cell(two)),),
            ((cell(three), Cell((Text(one, small=True),))),),
            caption=three,
        ),
    )
    meta = replace(META, title=one, author=two, footer=three, marks=(one,))
    assert pdf.write(Document(meta, blocks)).startswith(b"%PDF-")
