from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from jiedai import blocks as b
from jiedai.documents.html import LINE, HtmlError, read
from jiedai.documents.templating import numbered
from tests.batch import cases

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'

IMAGE = SVG.replace("<rect", '<image href="/etc/passwd"')
LINK = SVG.replace("<rect", '<rect href="file:///etc/passwd"')
CLICK = SVG.replace("<rect", '<rect onclick="x"')


def words(text: str) -> str:
    """The text of a single paragraph."""
    (block,) = read(f"<p>{text}</p>")
    assert isinstance(block, b.Paragraph)
    return b.plain(block.inlines)


@cases(
    ("written", "text"),
    [
        ("甲\n    乙", "甲乙"),
        ("甲\n  English\n  乙", "甲English乙"),
        ("two\n   words", "two words"),
        ("甲 乙", "甲 乙"),
        ("甲   乙", "甲 乙"),
        ("\n  甲\n", "甲"),
        ("甲，\n<strong>乙</strong>\n丙", "甲，乙丙"),
        ("a\n<strong>b</strong>\nc", "a b c"),
        ("甲<br/>\n  乙", "甲\n乙"),
        ("张\u3000三", "张\u3000三"),
        ("甲&nbsp;乙", "甲\u00a0乙"),
        ("a&lt;b&amp;c&#39;", "a<b&c'"),
    ],
)
def test_line_breaks_of_a_template_are_no_blanks_in_chinese(written: str, text: str) -> None:
    assert words(written) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"]), max_size=40))
def test_text_comes_through_as_typed_but_for_runs_of_blanks(text: str) -> None:
    made = "".join(words(str(escape(text)))) if text.strip(" ") else ""
    assert made == " ".join(part for part in text.split(" ") if part)


def test_paragraphs_by_class() -> None:
    blocks = read(
        '<p>一</p><p class="lead">二</p><p class="flush">四</p><p class="left">五</p>'
        '<p class="note right">六</p><p>  </p><p class="center">七</p>'
    )
    seen = [(p.role, p.align.value, p.indent) for p in blocks if isinstance(p, b.Paragraph)]
    assert seen == [
        ("", "justify", True), ("lead", "justify", False), ("", "justify", False),
        ("", "left", True), ("note", "right", False), ("", "center", False),
    ]  # fmt: skip


def test_inline_tags() -> None:
    (block,) = read(
        '<p><strong>a<em>b</em></strong><nobr>林 峰</nobr><a href="tel:110">110</a><tick/><tick done="yes"/>'
        '<blank width="3"/><small>c</small></p>'
    )
    assert isinstance(block, b.Paragraph)
    assert block.inlines == (
        b.Text("a", bold=True), b.Text("b", bold=True, italic=True), b.Text("林 峰", nowrap=True),
        b.Link("tel:110", "110"), b.Tick(), b.Tick(done=True), b.Blank(3), b.Text("c", small=True),
    )  # fmt: skip


def test_two_names_side_by_side_are_two_runs() -> None:
    (block,) = read("<p><nobr>Anna  Weber</nobr><nobr>林峰</nobr>\n<nobr>Lin</nobr> <nobr>Shen</nobr></p>")
    assert isinstance(block, b.Paragraph)
    assert [inline.text for inline in block.inlines if isinstance(inline, b.Text)] == [
        "Anna Weber", "林峰", "Lin", " ", "Shen",
    ]  # fmt: skip


def test_a_table_with_spans() -> None:
    (table,) = read(
        '<table class="form"><caption>题</caption><colgroup><col data-width="0" data-align="center"/><col '
        'data-width="2"/></colgroup><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td rowspan="2">1</td>'
        '<td>2</td></tr><tr><td class="right">3</td></tr><tr><th colspan="2">合</th></tr></tbody></table>'
    )
    assert isinstance(table, b.Table)
    assert table.columns == (b.Column(0, b.Align.CENTER), b.Column(2))
    assert (table.caption, table.form, len(table.head), len(table.body)) == ("题", True, 1, 3)
    assert table.body[0][0].rowspan == 2
    assert table.body[1][0].align is b.Align.RIGHT
    assert table.body[2][0].header


def test_lists_definitions_figures_and_containers() -> None:
    blocks = read(
        "<ol><li>甲</li><li><p>乙</p><ul><li>丙</li></ul></li><li> </li></ol><dl><dt>宾馆</dt><dd>云溪宾馆</dd><dt>地"
        f'址</dt><dd></dd></dl><figure alt="图" data-width="0.5">{SVG}<figcaption>座次</figcaption></figure>'
        "<page-break/><keep><h2>一</h2></keep><landscape><p>二</p></landscape><cover><p>三</p></cover><keep></keep>"
    )
    kinds = [type(block) for block in blocks]
    assert kinds == [b.ListBlock, b.Definitions, b.Figure, b.PageBreak, b.Keep, b.Landscape, b.Cover]
    ordered, pairs, figure = blocks[:3]
    assert isinstance(ordered, b.ListBlock)
    assert ordered.ordered
    assert len(ordered.items) == 2
    assert isinstance(ordered.items[1][1], b.ListBlock)
    assert isinstance(pairs, b.Definitions)
    assert len(pairs.items) == 1
    assert isinstance(figure, b.Figure)
    assert (figure.alt, figure.caption, figure.width) == ("图", "座次", 0.5)


def test_what_is_empty_is_not_printed() -> None:
    assert read("<table><thead><tr><th>甲</th></tr></thead><tbody></tbody></table><ul></ul><h2> </h2><p></p>") == ()


@cases(
    ("source", "line", "part"),
    [
        ("<p>一</p>\n<div>二</div>", 2, "<div>"),
        ('<p>一</p>\n\n<p style="x">二</p>', 3, "style"),
        ('<p>一</p>\n<p class="red">二</p>', 2, "red"),
        ("<p>一\n<strong>二</p>", 2, "<strong>"),
        ("<p>一</p>\n<script>x</script>", 2, "<script>"),
        ('<p>\n<a href="https://example.org">x</a></p>', 2, "tel:"),
        ("<table>\n<tr><td>一</td><td>二</td></tr>\n<tr><td>三</td></tr></table>", 3, "不够"),
        ("<table>\n<tr><td>一</td></tr>\n<tr><td>二</td><td>三</td></tr></table>", 3, "多"),
        ('<table>\n<tr><td rowspan="2">一</td></tr></table>', 2, "rowspan"),
        ('<table>\n<tr><td colspan="x">一</td></tr></table>', 2, "colspan"),
        ("<table>\n<tr>漏<td>一</td></tr></table>", 2, "文字"),
        ("<keep>\n<p>一</p>\n漏</keep>", 1, "漏"),
        ("<p>一</p>\n<td>二</td>", 2, "<td>"),
        ("<p>一</p>\n<p>二\n<table></table></p>", 3, "<table>"),
        ("<dl>\n<dd>一</dd></dl>", 2, "<dt>"),
        ("<p>一</p>\n<figure></figure>", 2, "svg"),
        (f'<figure alt="x">\n{IMAGE}</figure>', 2, "image"),
        (f'<figure alt="x">\n{CLICK}</figure>', 2, "onclick"),
        (f'<figure alt="x">\n{LINK}</figure>', 2, "href"),
        ('<p>一\n<blank width="x"/></p>', 2, "width"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_on_its_line(source: str, line: int, part: str) -> None:
    with pytest.raises(HtmlError) as raised:
        read(numbered(source, "own.html"))
    assert part in str(raised.value)
    assert raised.value.place == f"own.html:{line}"


def test_no_entity_and_no_doctype_opens_a_file() -> None:
    with pytest.raises(HtmlError):
        read('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>')
    with pytest.raises(HtmlError):
        read("<p>&unknown;</p>")


def test_tags_without_content_may_be_written_without_a_slash() -> None:
    assert words(numbered("甲<br>乙<tick>", "own.html")) == "甲\n乙□"


def test_places_are_not_put_into_expressions() -> None:
    source = '{{ "<b>" }}{# <p> #}{% if a <b %}<p>{{ a<b }}</p>{% endif %}'
    assert numbered(source, "x.html") == source.replace("<p>{{", '<p data-line="x.html:1">{{')


def cell_of(content: str) -> b.Cell:
    (block,) = read(f"<table><tr><td>{content}</td></tr></table>")
    assert isinstance(block, b.Table)
    return block.body[0][0]


@cases(
    ("content", "value"),
    [
        ('<time datetime="2026-05-11">5月11日</time>', dt.date(2026, 5, 11)),
        ('\n  <time datetime="09:20">9:20</time>\n', dt.time(9, 20)),
        ('<nobr><time datetime="2026-05-11T09:20">5月11日9:20</time></nobr>', dt.datetime(2026, 5, 11, 9, 20)),
        ('<data value="60.50">60.5元</data>', Decimal("60.50")),
        ('<data value="60">60元</data>/人', None),
        (
            '<time datetime="2026-05-11">5月11日</time><br/><time datetime="09:20">9:20</time>',
            dt.datetime(2026, 5, 11, 9, 20),
        ),
        ('<time datetime="09:20">9:20</time><time datetime="10:20">10:20</time>', None),
        ('<time datetime="2026-05-11">5月11日</time>前<time datetime="09:20">9:20</time>', None),
        ("5月11日", None),
    ],
)
def test_a_cell_with_one_value_is_that_value(content: str, value: object) -> None:
    cell = cell_of(content)
    assert (cell.value, type(cell.value)) == (value, type(value))
    assert "<" not in b.plain(cell.inlines)


@cases(
    "content",
    ['<time datetime="soon">x</time>', "<time>x</time>", '<data value="x">x</data>', '<data value="NaN">x</data>'],
)
def test_a_value_that_is_none_is_a_mistake(content: str) -> None:
    with pytest.raises(HtmlError):
        cell_of(content)


def test_a_link_without_words_is_no_word() -> None:
    assert read('<p>甲\n<a href="tel:1"></a></p>') == (b.Paragraph((b.Text("甲"), b.Link("tel:1", ""))),)


@cases(
    "page",
    [
        f"<table><tr><td {name}='{number}'>甲</td></tr></table>"
        for name in ("colspan", "rowspan")
        for number in ("1e400", "nan", "99999999999", "-1e9")
    ]
    + ["<p><blank width='inf'/></p>", "<p><blank width='999999999'/></p>", "<p><told n='1e999'>甲</told></p>"],
)
def test_a_number_that_no_paper_has_is_a_mistake(page: str) -> None:
    with pytest.raises(HtmlError):
        read(page)


# --- official papers --------------------------------------------------------------------------------------------------


def test_lines_of_a_signature_are_one_signature() -> None:
    blocks = read(
        '<p>文</p>\n<p class="signature"><br/>甲局</p>\n  <p class="signature">乙局</p><p class="signature">5月8日</p>'
        '<p>文</p><keep><p class="signature">丙局</p><p class="signature"> </p></keep><p class="signature"></p>'
    )
    assert [type(block) for block in blocks] == [b.Paragraph, b.Signature, b.Paragraph, b.Keep]
    assert blocks[1] == b.Signature(((b.Text("甲局"),), (b.Text("乙局"),), (b.Text("5月8日"),)))
    assert blocks[3] == b.Keep((b.Signature(((b.Text("丙局"),),)),))


def test_attachments() -> None:
    blocks = read('<ol class="attachments"><li>名单</li><li> </li><li>日程</li></ol><ol class="attachments"><li/></ol>')
    assert blocks == (b.Attachments(((b.Text("名单"),), (b.Text("日程"),))),)
    with pytest.raises(HtmlError):
        read('<ol class="other"><li>名单</li></ol>')


@cases("missing", ["", "unit", "number", "issued"])
def test_an_imprint_needs_unit_number_and_day(missing: str) -> None:
    parts = {"copies": "县委办。", "unit": "县接待办", "number": "云接〔2026〕1号", "issued": "2026年5月8日印发"}
    inner = "".join(f"<{tag}>{'' if tag == missing else text}</{tag}>" for tag, text in parts.items())
    blocks = read(f"<imprint>{inner}</imprint>")
    whole = b.Imprint((b.Text("县委办。"),), (b.Text("县接待办"),), (b.Text("2026年5月8日印发"),))
    assert blocks == (() if missing else (whole,))


BADLY_WRITTEN = "模板的标签写得不对：属性的值要加引号，文字里的 & 和 < 要写成 &amp; 和 &lt;"


def at(line: int) -> str:
    return f'{LINE}="a.html:{line}"'


@cases(
    ("text", "told", "place"),
    [
        (f"<p {at(1)}>一\n<b {at(2)}>二</b>\n", "<p> 没有结束，少了 </p>", "a.html:1"),
        (f"<p {at(1)}>一</p>\n<p {at(2)}>二\n<b {at(3)}>三</b>", "<p> 没有结束，少了 </p>", "a.html:2"),
        (f"<p {at(1)}>一</p></p>", "多了 </p>：前面没有 <p>", "a.html:1"),
        (f"<p {at(1)}>一\n<b {at(2)}>二</p>", "标签不成对：<b> 还没有结束，就遇到了 </p>", "a.html:2"),
        (f"<p {at(1)}>一 & 二</p>", BADLY_WRITTEN, "a.html:1"),
        (f"<p {at(1)}>一 < 二</p>", BADLY_WRITTEN, "a.html:1"),
        (f"<p {at(1)} class=x>一</p>", BADLY_WRITTEN, "a.html:1"),
    ],
)
def test_what_the_parser_of_tags_says(text, told, place):
    with pytest.raises(HtmlError) as caught:
        read(text)
    assert (str(caught.value), caught.value.place) == (told, place)
