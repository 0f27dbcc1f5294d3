"""Which characters fonts have: the same as fontTools finds, and no font can do harm."""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from jiedai.formats.fonts import bundled_files
from jiedai.formats.fonts.coverage import BadFont, coverage


def font(characters: dict[int, str]) -> TTFont:
    """A font with a glyph for each name."""
    names = [".notdef", *dict.fromkeys(name for name in characters.values() if name != ".notdef")]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap(characters)
    made.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    made.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    made.setupHorizontalHeader()
    made.setupPost()
    return made.font


@pytest.mark.parametrize("path", bundled_files(), ids=lambda path: path.stem)
def test_the_bundled_fonts_have_what_fonttools_finds(path: Path) -> None:
    with TTFont(path, lazy=True) as known:
        assert coverage(path) == frozenset(known.getBestCmap())


@pytest.mark.parametrize(
    "characters",
    [
        {0x41: "A", 0x42: "B", 0x4E00: "one", 0x4E8C: "two", 0x9FFF: "last"},  # form 4 alone
        {0x41: "A", 0x20000: "far", 0x2CB4E: "farther"},  # form 12 too
        {0x43: "b", 0x42: "a", 0x41: "b", 0x44: "a"},  # glyphs out of order: a list of them
        {0x41: ".notdef", 0x42: "B"},
        {},
    ],
    ids=str,
)
def test_both_forms_of_the_table(characters: dict[int, str], tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    font(characters).save(path)
    assert coverage(path) == {code for code, name in characters.items() if name != ".notdef"}


def test_one_of_several_fonts_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ttc"
    collection = TTCollection()
    collection.fonts = [font({0x41: "A"}), font({0x4E00: "one"})]
    collection.save(path)
    assert [coverage(path, index) for index in (0, 1)] == [{0x41}, {0x4E00}]


def test_what_is_no_font_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    font({0x41: "A", 0x4E00: "one"}).save(path)
    whole = path.read_bytes()
    for data in (b"", b"no font at all", whole[:60], struct.pack(">4sIII", b"ttcf", 0, 1, 2**31)):
        path.write_bytes(data)
        with pytest.raises(BadFont):
            coverage(path)


def test_no_byte_that_is_changed_does_more_than_that(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    font({0x41: "A", 0x4E00: "one", 0x20000: "far"}).save(path)
    whole = bytearray(path.read_bytes())
    for place in range(len(whole)):
        for value in (0, 0xFF):
            before, whole[place] = whole[place], value
            path.write_bytes(whole)
            with suppress(BadFont):
                assert all(0 <= code < 0x110000 for code in coverage(path))
            whole[place] = before
