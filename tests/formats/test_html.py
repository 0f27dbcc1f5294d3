import re
from dataclasses import replace
from html import escape

import html5lib
import pytest
from lxml import etree, html

from jiedai.blocks import Document, Figure
from jiedai.formats import html as writer
from tests.batch import cases
from tests.formats.sample import (
    DRAFT,
    HANDBOOK,
    IN_ORDER,
    KITCHEN_SINK,
    META,
    NASTY,
    SHOWN,
    SVG,
    assert_in_order,
    paragraph,
)


def read(document):
    return html.document_fromstring(writer.write(document).decode())


@pytest.fixture(scope="module")
def sink():
    return read(KITCHEN_SINK)


def test_texts_in_order(sink):
    assert_in_order(sink.find("body").text_content(), IN_ORDER)


@cases("nasty", [*NASTY, SHOWN])
def test_markup_prints_as_text(sink, nasty):
    assert nasty in [found.text_content() for found in sink.iter("p")]


def test_nothing_runs_and_nothing_is_fetched(sink):
    source = writer.write(KITCHEN_SINK).decode()
    assert "<script" not in source
    assert sink.xpath("//script|//link|//iframe|//object|//foreignobject|//style[ancestor::body]") == []
    assert [
        node for node in sink.iter() if isinstance(node.tag, str) and any(name.startswith("on") for name in node.attrib)
    ] == []
    references = sink.xpath("//@src|//@href")
    assert references
    assert all(reference.startswith(("data:image/svg+xml", "tel:", "#")) for reference in references)
    assert "url(" not in source
    assert "@import" not in source


def test_head(sink):
    assert sink.get("lang") == "zh-CN"
    assert sink.findtext("head/title") == META.title
    assert sink.xpath("//meta[@name='viewport']")
    assert "default-src 'none'" in sink.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_table(sink):
    table = sink.xpath("//table")[0]
    assert [cell.text_content() for cell in table.xpath("thead//th")] == ["日期", "时间", "活动内容", "参加人员"]
    assert len(table.xpath("tbody/tr")) == 60
    assert table.xpath("tbody/tr[1]/td[1]/@rowspan") == ["5"]
    assert table.xpath("caption")[0].text == "表1　活动日程"
    assert "name" not in table.attrib
    shares = [float(re.search(r"([\d.]+)%", style)[1]) for style in table.xpath("colgroup/col/@style")]
    assert sum(shares) == pytest.approx(100, abs=0.1)
    assert sink.xpath("//table[@class='form']//td/@colspan") == ["3"]


def test_names_and_times_are_kept_whole(sink):
    spans = {span.text for span in sink.xpath("//td/span")}
    assert {"09:30—10:20", "张建国", "欧阳明月"} <= spans


def test_links(sink):
    assert sink.xpath("//a/@href") == ["tel:0578-6000000", "#basics"]
    assert sink.xpath("//*[@id='basics']")[0].tag == "h2"


SVG_SPACE = "{http://www.w3.org/2000/svg}"


def page_of(*drawings):
    """A page as a browser's own rules read it, with elements of drawings in their space."""
    figures = tuple(Figure(svg, f"图{number}中有<人>", "") for number, svg in enumerate(drawings, start=1))
    return html5lib.parse(writer.write(Document(META, figures)).decode(), treebuilder="lxml")


def test_a_drawing_is_part_of_the_page_with_words():
    page = html5lib.parse(writer.write(KITCHEN_SINK).decode(), treebuilder="lxml")
    (drawing,) = page.iter(f"{SVG_SPACE}svg")
    assert (drawing.get("role"), drawing.get("viewBox"), drawing.get("width")) == ("img", "0 0 200 60", None)
    said = [page.xpath(f"//*[@id='{name}']")[0].text for name in drawing.get("aria-labelledby").split()]
    assert said == ["图1　座次图", "主席台座次"]
    assert [text.text for text in drawing.iter(f"{SVG_SPACE}text")] == ["主席台"]
    assert "no such family" not in etree.tostring(drawing, encoding="unicode")


def test_drawings_of_a_page_are_told_apart_and_keep_their_titles():
    titled = SVG.replace("<rect", "<title>S1 · 长条桌</title><rect", 1)
    page = page_of(titled, SVG)
    names = [node.get("id") for node in page.iter() if isinstance(node.tag, str) and node.get("id")]
    assert len(set(names)) == len(names)
    first, second = page.iter(f"{SVG_SPACE}svg")
    assert [child.text for child in first][:2] == ["S1 · 长条桌", "图1中有<人>"]
    assert [child.text for child in second][:1] == ["图2中有<人>"]


@cases("name", ["</text></svg><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a&lt;b"])
def test_names_in_a_drawing_stay_text(name):
    page = page_of(SVG.replace("主席台", escape(name)))
    assert page.xpath("//*[local-name()='script' or local-name()='img'][not(@class='code')]") == []
    assert [text.text for text in page.iter(f"{SVG_SPACE}text")] == [name]


@cases(
    "part",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<style>*{display:none}</style>",
        "<image href='data:image/png;base64,'/>",
        "<a href='https://example.cn'><rect/></a>",
        "<animate attributeName='x'/>",
        "<rect onclick='x'/>",
        "<rect style='x'/>",
        "<rect id='now'/>",
        "<rect fill='URL(https://example.cn)'/>",
        "<rect fill='u\\72l(https://example.cn)'/>",
        "<p xmlns='http://www.w3.org/1999/xhtml'>x</p>",
        "<!-- -->",
    ],
)
def test_a_drawing_of_more_than_shapes_stays_a_picture(part):
    page = page_of(SVG.replace("<rect", f"{part}<rect", 1))
    assert list(page.iter(f"{SVG_SPACE}svg")) == []
    image = page.xpath("//*[local-name()='img'][not(@class='code')]")[0]
    assert image.get("alt") == "图1中有<人>"
    assert image.get("src").startswith("data:image/svg+xml;base64,")


def test_print_sizes():
    assert "size:210mm 297mm;margin:37mm 26mm 35mm 28mm" in writer.stylesheet(KITCHEN_SINK)
    assert "size:148mm 210mm" in writer.stylesheet(HANDBOOK)


@cases("footer", ['"}body{display:none}', "</style><script>", "\\", "*/ }", "行\n行"])
def test_footer_cannot_leave_its_string(footer):
    document = Document(replace(META, footer=footer, marks=(footer,)), (paragraph("字"),))
    sheet = writer.stylesheet(document)
    plain = writer.stylesheet(Document(replace(META, footer="x", marks=("x",)), (paragraph("字"),)))
    assert [sheet.count(sign) for sign in '{}"<'] == [plain.count(sign) for sign in '{}"<']
    assert read(document).find("body").text_content().strip().endswith(footer.strip().replace("\r", ""))


def test_draft_stamp(sink):
    assert read(DRAFT).xpath("//div[@class='stamp']/text()") == ["草稿"]
    assert sink.xpath("//div[@class='stamp']") == []


def test_hostile_anchors_and_roles():
    from jiedai.blocks import Heading, Link, Paragraph, Text

    anchor = '"><img src=x onerror=alert(1)> a'
    blocks = (
        Heading(2, (Text("标题"),), anchor=anchor),
        Paragraph((Link(f"#{anchor}", "见"), Link('tel:1"onclick=x', "电话")), role='x" onclick="y'),
    )
    page = read(Document(replace(META, language='zh" onload="x'), blocks))
    assert page.xpath("//main//img|//@onclick|//@onerror|//@onload") == []
    assert page.xpath("//a/@href")[0].removeprefix("#") == page.xpath("//h2/@id")[0]
    assert page.xpath("//a/@href")[1] == "tel:1"
