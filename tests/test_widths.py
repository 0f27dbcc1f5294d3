from jiedai.widths import columns, has_none, is_square, is_wide, may_be_square
from tests.batch import cases


@cases(
    ("text", "width"),
    [("", 0), ("abc", 3), ("陈志远", 6),
     ("阿依努尔·买买提", 15), ("Müller", 6), ("e\u0301", 1), ("\u202e甲", 2), ("ｶﾞ", 2), ("Ａ", 2)],
)  # fmt: skip
def test_display_columns(text, width):
    assert columns(text) == width


@cases(
    ("chars", "wide", "square", "perhaps", "none"),
    [
        ("陈，（Ａあ", True, True, True, False),
        ("·—…“”‘’", False, True, True, False),
        ("×①α°", False, False, True, False),
        ("a1-.ﾀ", False, False, False, False),
        ("\u200b\ufeff", False, False, False, True),
        ("\u0301", False, False, True, True),
    ],
)
def test_a_character_is_of_one_kind(chars, wide, square, perhaps, none):
    for char in chars:
        assert (is_wide(char), is_square(char), may_be_square(char), has_none(char)) == (wide, square, perhaps, none)
