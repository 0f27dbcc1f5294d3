from jiedai.blocks import Cover, Document, Form, Landscape, PageBreak, Paper
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


def test_the_lines_and_characters_of_each_form_fill_its_type_area():
    for form in Form:
        style = page_style(Paper.A4, form=form)
        assert abs(style.lines * style.pitch - style.text_height) < 0.01
        assert abs(style.chars * style.advance - style.text_width) < 0.01
        assert style.advance >= style.body - 0.21, "characters that overlap"


def test_what_is_read_aloud_is_set_as_large_as_an_official_paper():
    spoken = page_style(Paper.A4, form=Form.SPOKEN)
    assert (spoken.body, spoken.pitch > 1.5 * spoken.body) == (page_style(Paper.A4).body, True)
