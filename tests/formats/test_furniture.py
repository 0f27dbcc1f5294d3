"""What stands around the text: head, foot, code, page numbers of turned pages; and what only official papers have."""

import io
import zipfile
from dataclasses import replace

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from jiedai.blocks import Attachments, Cover, Document, House, Imprint, Landscape, Paper, Picture, Signature
from jiedai.formats import docx, html, pdf
from jiedai.formats.common.drawing import code_png
from jiedai.formats.common.page import A4, POINTS_PER_MM
from tests.formats.sample import META, cell, paragraph, schedule, text
from tests.formats.test_xlsx import table

MM = POINTS_PER_MM
CODE = "云接〔2026〕17号 第2版"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" fill="#1F4E79"/></svg>'
HOUSE = House("云溪县接待办公室", Picture(LOGO.encode(), "svg"), "1F4E79", "DCE6F1")
MARKED = replace(
    META, code=CODE, house=HOUSE, footer="云接〔2026〕17号\u2002第2版\u2002以最新版为准\u2002值班电话 0570-5550100"
)


PLAIN = replace(META, code="", footer="", marks=())


def opened(*blocks, meta=PLAIN, **how):
    return pdfplumber.open(io.BytesIO(pdf.write(Document(meta, blocks, **how))))


def line(page, words):
    """The left and right end and the bottom of a line of text, in points from the page's top left corner."""
    (found,) = page.search("".join(f"{char}\\s*" for char in words), regex=True)
    return found["x0"], found["x1"], found["bottom"]


def read_codes(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("words", [CODE, "A", "很长的标题" * 12])
def test_the_code_is_read_by_another_program(words):
    assert read_codes(Image.open(io.BytesIO(code_png(words))).convert("L")) == [words]


@pytest.mark.parametrize("paper", list(Paper))
def test_every_page_of_a_pdf_has_the_code(paper):
    blocks = (Cover((paragraph("封面", role="cover-title"),)), paragraph("一"), Landscape((schedule(2),)))
    document = pypdfium2.PdfDocument(pdf.write(Document(MARKED, blocks, paper=paper)))
    for page in document:
        assert read_codes(page.render(scale=3).to_pil().convert("L")) == [CODE]
    assert len(document) == 3


def test_the_code_stands_at_the_inner_edge_clear_of_the_number():
    made = opened(*(paragraph("字" * 1500),), meta=MARKED)
    for page, inner in zip(made.pages, ("left", "right"), strict=False):
        modules = [part for part in page.lines if part["top"] > (297 - 35) * MM]
        left, right = min(one["x0"] for one in modules), max(one["x1"] for one in modules)
        number = [char for char in page.chars if char["text"] == "—"]
        if inner == "left":
            assert left >= 28 * MM - 1
            assert right < 42 * MM
            assert min(char["x0"] for char in number) > 150 * MM
        else:
            assert right <= 184 * MM + 1
            assert max(char["x1"] for char in number) < 60 * MM


def test_word_files_carry_the_code_in_every_foot():
    with zipfile.ZipFile(io.BytesIO(docx.write(Document(MARKED, (paragraph("一"),))))) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        feet = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/footer")]
    decoded = [found for data in pictures for found in read_codes(Image.open(io.BytesIO(data)).convert("L"))]
    assert decoded == [CODE]
    assert len(feet) == 2
    assert all("r:embed" in foot and CODE in foot for foot in feet)


def test_a_page_says_all_of_the_foot_and_breaks_it_between_its_parts():
    page = opened(paragraph("一"), meta=MARKED).pages[0]
    said = page.crop((0, 262 * MM, page.width, page.height)).extract_text()
    assert all(part.replace(" ", "") in said.replace(" ", "") for part in MARKED.footer.split("\u2002"))
    assert "0570-5550100" in said


def test_the_name_and_logo_of_the_house_are_on_every_page():
    for page in opened(paragraph("字" * 900), meta=MARKED).pages:
        left, right, _ = line(page, "云溪县接待办公室")
        assert left > 100 * MM
        assert right == pytest.approx(184 * MM, abs=1)
    word = docx.write(Document(MARKED, (table(("1", "2")),)))
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        assert "云溪县接待办公室" in archive.read("word/header1.xml").decode()
        assert 'w:fill="DCE6F1"' in archive.read("word/document.xml").decode()
    page = html.write(Document(MARKED, (table(("1", "2")),))).decode()
    assert ">云溪县接待办公室</span>" in page
    assert "th{background:#DCE6F1}" in page


def test_a_logo_may_be_a_photograph():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "#1F4E79").save(buffer, "PNG")
    meta = replace(META, house=House(logo=Picture(buffer.getvalue(), "png")))
    page = opened(paragraph("一"), meta=meta).pages[0]
    assert [round(image["width"] / image["height"], 1) for image in page.images if image["top"] < 37 * MM] == [2.0]
    assert docx.write(Document(meta, (paragraph("一"),)))


# --- GB/T 9704 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "day", "shorter"),
    [("云溪县人民政府办公室", "2026年5月8日", False), ("云溪县委", "2026年12月18日", True)],
)
def test_a_signature_without_a_seal(unit, day, shorter):
    page = opened(paragraph("正文"), Signature((text(unit), text(day)))).pages[0]
    unit_left, unit_right, unit_bottom = line(page, unit)
    day_left, day_right, day_bottom = line(page, day)
    body_bottom = line(page, "正文")[2]
    assert day_left - unit_left == pytest.approx(2 * A4.advance, abs=1.5)
    assert day_bottom - unit_bottom == pytest.approx(A4.pitch, abs=1)
    assert unit_bottom - body_bottom == pytest.approx(2 * A4.pitch, abs=1), "one line is left free"
    edge = (210 - 26) * MM - 2 * A4.advance
    assert (day_right if shorter else unit_right) == pytest.approx(edge, abs=1.5)
    assert (unit_right if shorter else day_right) < edge


def test_attachments_hang_behind_their_numbers():
    names = (text("来宾名单"), text("陪同人员名单" * 8))
    page = opened(paragraph("正文"), Attachments(names)).pages[0]
    label, first = line(page, "附件")[0], line(page, "来宾名单")[0]
    second = list(page.search("陪同"))
    assert label == pytest.approx(28 * MM + 2 * A4.advance, abs=1.5)
    assert second[0]["x0"] == pytest.approx(first, abs=1.5)
    starts = [chars[0]["x0"] for chars in _lines(page)]
    assert starts[3] == pytest.approx(first, abs=1.5), "what runs over stands below the name, not below the number"


def _lines(page):
    rows = {}
    for char in page.chars:
        rows.setdefault(round(char["top"]), []).append(char)
    return [sorted(rows[top], key=lambda char: char["x0"]) for top in sorted(rows)]


def test_the_imprint_ends_on_the_edge_of_the_last_page():
    imprint = Imprint(text("县委办公室。"), text("云溪县接待办公室"), text("2026年5月8日印发"))
    made = opened(paragraph("字" * 900), imprint)
    assert [bool(page.search("抄送")) for page in made.pages] == [False, True]
    page = made.pages[1]
    rules = sorted((rule["top"], rule["linewidth"], rule["x1"] - rule["x0"]) for rule in page.lines)
    assert [round(width / MM, 2) for _top, width, _length in rules] == [0.35, 0.25, 0.35]
    assert rules[-1][0] == pytest.approx((297 - 35) * MM, abs=1)
    assert all(length == pytest.approx(156 * MM, abs=0.5) for *_rest, length in rules)
    assert line(page, "云溪县接待办公室")[0] == pytest.approx(28 * MM + 14, abs=1)
    assert line(page, "日印发")[1] == pytest.approx(184 * MM - 14, abs=1)


def test_an_imprint_goes_to_the_next_page_where_the_last_is_full():
    imprint = Imprint(text("县委办公室。"), text("云溪县接待办公室"), text("2026年5月8日印发"))
    made = opened(paragraph("字" * (22 * 28), indent=False), imprint)
    assert [bool(page.search("抄送")) for page in made.pages] == [False, True]


def test_the_number_of_a_turned_page_is_where_the_others_have_theirs():
    made = opened(Landscape((schedule(40),)))
    assert len(made.pages) >= 2
    for number, page in enumerate(made.pages[:2], start=1):
        (figure,) = [char for char in page.chars if char["text"] == str(number) and char["matrix"][1] < -0.5]
        dashes = [char for char in page.chars if char["text"] == "—" and char["matrix"][1] < -0.5]
        assert len(dashes) == 2
        # The dashes' tops are 7 mm off the type area, which begins 35 mm from the left edge.
        assert figure["matrix"][4] + 0.38 * 14 == pytest.approx(28 * MM, abs=0.5)
        if number % 2:
            assert figure["bottom"] > page.height - 26 * MM - 16 - 40
        else:
            assert figure["top"] < 28 * MM + 16 + 40


def test_the_last_row_is_not_alone_on_a_page_with_its_heading():
    group, row = (cell("组", header=True, colspan=2),), (cell("甲"), cell("乙"))
    for before in range(20, 50):
        rows = (group, *[row] * before, group, (cell("丙"), cell("丁")), group, (cell("戊"), cell("己")))
        last = opened(replace(table(("1", "2")), head=(), body=rows)).pages[-1].extract_text()
        if "甲" not in last:
            assert last.index("丙") < last.index("戊"), "the row before its heading comes with it, and its heading too"
            assert last.count("组") == 2
            return
    raise AssertionError("no table ended just behind a page")


def test_the_last_row_of_a_long_table_is_not_alone_on_a_page():
    for rows in range(20, 60):
        made = opened(table(*(((f"第{row}行", "说明")) for row in range(rows))))
        last = made.pages[-1].extract_text()
        if len(made.pages) > 1:
            assert f"第{rows - 2}行" in last
            if f"第{rows - 3}行" not in last:
                return
    raise AssertionError("no table ended just behind a page")


def test_rows_that_hang_together_are_left_as_they_are():
    spanning = table(*(("1", "2") for _ in range(10)), (cell("跨", rowspan=2), "a"))
    spanning = replace(spanning, body=(*spanning.body, (cell("b"),)))
    assert "跨" in opened(spanning).pages[0].extract_text()
