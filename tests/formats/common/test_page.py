from jiedai.blocks import Cover, Document, Landscape, PageBreak
from jiedai.formats.common.page import Section, page_style, sections
from tests.formats.sample import META, paragraph

ONE, TWO = paragraph("一"), paragraph("二")


def cut(*blocks, **how):
    return sections(Document(META, blocks, **how))


def test_cuts():
    assert cut(ONE, Landscape((TWO,)), ONE) == [
        Section("pages", False, (ONE,)),
        Section("pages", True, (TWO,)),
        Section("pages", False, (ONE,)),
    ]
    assert cut(Cover((ONE,)), TWO) == [Section("cover", False, (ONE,)), Section("pages", False, (TWO,))]


def test_breaks_at_an_edge_are_needless():
    assert cut(PageBreak(), ONE, PageBreak(), TWO, PageBreak()) == [Section("pages", False, (ONE, PageBreak(), TWO))]
    assert cut(ONE, PageBreak(), Landscape((PageBreak(), TWO))) == [
        Section("pages", False, (ONE,)),
        Section("pages", True, (TWO,)),
    ]


def test_there_is_always_a_page():
    assert cut() == cut(PageBreak()) == cut(Landscape(())) == [Section("pages", False, ())]
    assert cut(landscape=True) == [Section("pages", True, ())]


def test_turned_page_keeps_its_type_area():
    for paper in ("A4", "A5"):
        upright, turned = page_style(paper), page_style(paper, True)
        assert abs(upright.text_width - turned.text_height) < 0.01
        assert abs(upright.text_height - turned.text_width) < 0.01
