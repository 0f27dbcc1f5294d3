from hypothesis import given
from hypothesis import strategies as st

from jiedai.formats.common.lines import clean, one_line
from tests.batch import cases


@cases(
    ("typed", "printed"),
    [
        ("", ""),
        ("普通 text", "普通 text"),
        ("a\tb", "a    b"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\x00b\x1fc\x7f", "a〓b〓c〓"),
        ("\u202a138\u202c \u202eabc\u2066\u200f", "138 abc"),
        ("\ud800\uffff", "〓〓"),
        ("家\u200d人\ufe0f", "家\u200d人\ufe0f"),
    ],
)
def test_clean(typed, printed):
    assert clean(typed) == printed


@given(st.text(st.characters(codec=None)))
def test_clean_text_can_be_written_anywhere(text):
    from lxml import etree

    made = etree.Element("a")
    made.text = clean(text)
    etree.tostring(made)
    clean(text).encode()
    assert clean(clean(text)) == clean(text)


def test_one_line():
    assert one_line("a \r\n\n b") == "a b"
