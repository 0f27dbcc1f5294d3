"""Booklets: folded, the pages follow each other, and none is lost."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.blocks import Document, PageBreak, Paper
from jiedai.formats import pdf
from jiedai.formats.common.page import A5
from jiedai.formats.layout.booklet import imposed, pages_of, sides
from tests.formats.sample import META, paragraph


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [
        (1, [(0, 1), (0, 0)]),
        (3, [(0, 1), (2, 3)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(0, 1), (2, 0), (0, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_sides_in_print_order(pages, wanted):
    assert sides(pages) == wanted


@given(st.integers(1, 60))
def test_folded_the_pages_follow_each_other(pages):
    made = sides(pages)
    assert len(made) % 2 == 0
    # Opened from the outside in, a reader turns over right halves first, then left halves from the inside out.
    fronts, backs = made[::2], made[1::2]
    forward = [number for front, back in zip(fronts, backs, strict=True) for number in (front[1], back[0])]
    backward = [number for front, back in zip(fronts[::-1], backs[::-1], strict=True) for number in (back[1], front[0])]
    read = [number for number in forward + backward if number]
    assert read == list(range(1, pages + 1))


@pytest.mark.parametrize("count", [1, 4, 6])
def test_a_booklet_has_every_page_in_its_place(count):
    blocks = [part for number in range(count) for part in (paragraph(f"内容{number + 1}号"), PageBreak())]
    data = pdf.write(Document(META, tuple(blocks), paper=Paper.A5))
    assert pages_of(data) == len(pypdf.PdfReader(io.BytesIO(data)).pages) == count
    booklet = imposed(data, A5, META)
    assert booklet == imposed(data, A5, META)
    reader = pypdf.PdfReader(io.BytesIO(booklet))
    assert [round(float(size) / 72 * 25.4) for size in reader.pages[0].mediabox[2:]] == [296, 210]
    for page, side in zip(reader.pages, sides(count), strict=True):
        text = "".join(page.extract_text().split())
        for number in range(1, count + 1):
            assert (f"内容{number}号" in text) is (number in side)
