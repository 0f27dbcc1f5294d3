import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jiedai.blocks import Cell, Column, Document, Heading, LineBreak, Paragraph, Table, Text
from jiedai.formats import md as writer
from tests.batch import cases
from tests.formats.sample import (
    DRAFT,
    IN_ORDER,
    KITCHEN_SINK,
    META,
    NASTY,
    SHOWN,
    assert_in_order,
    cell,
    paragraph,
    text,
)

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def parse(document):
    return PARSER.parse(writer.write(document).decode())


def shown(tokens):
    """The text a reader sees, block by block."""
    return ["".join(map(_shown, token.children)) for token in tokens if token.type == "inline"]


def _shown(child):
    if child.type in ("text", "code_inline", "html_inline"):
        return child.content
    return "\n" if child.type.endswith("break") else ""


@pytest.fixture(scope="module")
def sink():
    return parse(KITCHEN_SINK)


def test_texts_in_order(sink):
    assert_in_order("".join(shown(sink)), IN_ORDER)


@cases("nasty", [*NASTY, SHOWN])
def test_markup_prints_as_text(sink, nasty):
    assert nasty in shown(sink)
    assert not [token for token in sink if token.type in ("html_block", "fence", "code_block")]
    tags = {child.content for token in sink for child in token.children or () if child.type == "html_inline"}
    assert tags <= {"<br>", "<strong>", "</strong>"}


def test_headings(sink):
    levels = [token.tag for token in sink if token.type == "heading_open"]
    assert levels[:5] == ["h1", "h2", "h3", "h4", "h5"]


def test_table_keeps_its_grid(sink):
    rows = [token for token in sink if token.type == "tr_open"]
    cells = [token for token in sink if token.type in ("td_open", "th_open")]
    assert len(rows) == 1 + 60 + 1 + 4 + 1 + 2
    assert len(cells) == 4 * len(rows)


def test_pipe_and_break_in_a_cell():
    table = Table((Column(), Column()), (), ((Cell((Text("甲|乙"), LineBreak(), Text("丙\n丁"))), cell("|")),))
    found = shown(parse(Document(META, (table,))))
    assert "甲|乙<br>丙<br>丁" in found
    assert "|" in found


@cases(
    "line",
    [
        "- 项",
        "+ 项",
        "1. 项",
        "12) 项",
        "# 题",
        "> 引",
        "---",
        "===",
        "    代码",
        "```",
        "<div>",
        "[a]: b",
        "| a | b |",
        "~~~",
    ],
)
def test_line_that_looks_like_a_block(line):
    document = Document(META, (Paragraph((Text("前"), LineBreak(), Text(line))), paragraph(line)))
    tokens = parse(document)
    kinds = [
        token.type for token in tokens if token.type.endswith("_open") or token.type in ("hr", "fence", "code_block")
    ]
    assert kinds == ["paragraph_open"] * 3 + ["hr", "paragraph_open"] or kinds == ["paragraph_open"] * 3 + [
        "paragraph_open"
    ]
    assert line.strip() in shown(tokens)


def test_bold_next_to_punctuation():
    tokens = parse(
        Document(
            META, (Paragraph((Text("前"), Text("（粗）", bold=True), Text("后"))), Paragraph((Text("粗", bold=True),)))
        )
    )
    assert "前<strong>（粗）</strong>后" in shown(tokens)
    assert any(child.type == "strong_open" for token in tokens for child in token.children or ())


def test_lists_nest(sink):
    lists = [(token.type, token.level) for token in sink if "list_open" in token.type]
    assert lists == [
        ("bullet_list_open", 0),
        ("ordered_list_open", 0),
        ("bullet_list_open", 2),
        ("ordered_list_open", 0),
    ]


def test_draft_says_so():
    assert "草稿" in shown(parse(DRAFT))[0]


plain = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)


@given(plain)
def test_any_text_comes_back(content):
    tokens = parse(Document(META, (Heading(2, text("甲" + content)), paragraph(content), paragraph("终"))))
    found = [re.sub(r"\s+", "", line) for line in shown(tokens)]
    assert re.sub(r"\s+", "", "甲" + content) in found
    assert found[-2:][0] == "终"
