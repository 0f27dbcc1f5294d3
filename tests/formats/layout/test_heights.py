import io
import json

import pypdf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiedai.blocks import (
    Blank,
    Column,
    Document,
    Figure,
    Form,
    Heading,
    Keep,
    LineBreak,
    ListBlock,
    Paragraph,
    Signature,
    Table,
    Tick,
)
from jiedai.formats import pdf
from jiedai.formats.common.page import A4, WORK, style_of
from jiedai.formats.layout.data import as_data
from jiedai.formats.layout.heights import fits
from tests.formats.sample import META, cell, paragraph, text

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="9" height="9"/></svg>'


def lines(count, style=A4):
    """So many lines of running text as data: the first is two characters shorter."""
    full = "字" * (style.chars * count - 2)
    return {"kind": "paragraph", "role": "", "inlines": [full]}


def whole(*blocks, form=Form.OFFICIAL):
    """Whether the data of what is kept together says that it surely fits."""
    data, _system = as_data(Document(META, (Keep(blocks),), form=form))
    (section,) = json.loads(data)["sections"]
    (kept,) = section["blocks"]
    return kept["fits"]


def test_up_to_a_share_of_a_page_it_fits():
    most = int(A4.lines * 0.6)
    assert fits([lines(most)], A4, A4.text_width)
    assert not fits([lines(most + 1)], A4, A4.text_width)
    assert fits([lines(1)] * most, A4, A4.text_width)
    assert not fits([lines(1)] * (most + 1), A4, A4.text_width)


def test_each_kind_of_page_has_its_own_room():
    assert fits([lines(20, WORK)], WORK, WORK.text_width)
    assert not fits([lines(20, WORK)], A4, A4.text_width)


def test_what_a_hand_fills_in_and_breaks_takes_room():
    kept = (paragraph("一"), Heading(2, text("二")))
    assert whole(*kept)
    broken = [*text("一"), LineBreak()] * 20
    assert not whole(Paragraph(tuple(broken)))
    assert not whole(Paragraph((Blank(28.0),) * 20))
    assert whole(Paragraph((Tick(True),) * 20))


def test_a_small_line_of_another_role_takes_one_more():
    data = [{"kind": "paragraph", "role": "annex", "inlines": ["附件"]}]
    assert fits(data * 6, A4, A4.text_width)
    assert not fits(data * 7, A4, A4.text_width)


def test_what_its_data_does_not_tell_is_measured():
    for block in (
        Figure(SVG, "图", "", 0.1),
        ListBlock(((paragraph("一"),),)),
        Signature((text("甲局"),)),
        Heading(1, text("题")),
    ):
        assert not whole(block), block
        assert not whole(paragraph("一"), block), block


def test_a_table_counts_its_rows_and_its_caption():
    def rows(count, caption=""):
        return Table((Column(), Column()), ((cell("一"), cell("二")),), ((cell("三"), cell("四")),) * count, caption)

    most = max(count for count in range(1, 60) if whole(rows(count)))
    assert not whole(rows(most + 1))
    assert not whole(rows(most, "题"))
    assert whole(Keep((rows(most),)))
    assert not whole(Keep((rows(most + 1),)))


words = st.text("字甲乙，。 aW1\n", max_size=120)
blocks = st.one_of(
    st.builds(paragraph, words),
    st.builds(lambda said: Heading(2, text(said.replace("\n", ""))), words),
    st.builds(
        lambda said, count, weight: Table(
            (Column(weight), Column()),
            ((cell("一"), cell("二")),),
            ((cell(said), cell("四")),) * count,
            "题" if count % 2 else "",
        ),
        words,
        st.integers(1, 12),
        st.floats(0.3, 3),
    ),
)


@settings(max_examples=20)
@given(st.lists(blocks, min_size=1, max_size=8), st.sampled_from(Form))
@example([Heading(2, text("题"))] * 13, Form.OFFICIAL)
def test_what_is_said_to_fit_stands_on_one_page(made, form):
    if whole(*made, form=form):
        document = Document(META, (Keep(tuple(made)),), form=form)
        assert len(pypdf.PdfReader(io.BytesIO(pdf.write(document))).pages) == 1, style_of(document)
