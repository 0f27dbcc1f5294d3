"""Signal colours behind the words of cells: read from a template, seen where a format has colours, said in all."""

from __future__ import annotations

import datetime as dt
import io
from zipfile import ZipFile

import pytest

from jiedai import blocks as b
from jiedai.documents.html import HtmlError, read
from jiedai.formats import docx, html, md, pdf, txt, xlsx
from jiedai.formats.common.tones import FILLS
from tests.batch import cases

TABLE = '<table><tbody><tr><td class="center {tone}">字</td><td>空</td></tr></tbody></table>'

META = b.Meta("supervision", "督办单", dt.datetime(2026, 5, 9, 18))


def document(tone: str) -> b.Document:
    return b.Document(META, read(TABLE.format(tone=tone)))


def luminance(fill: str) -> float:
    """Of a colour, as WCAG 2 has it."""
    parts = [int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cases("tone", list(b.Tone))
def test_a_template_names_it(tone: b.Tone) -> None:
    (table,) = read(TABLE.format(tone=tone.value))
    assert isinstance(table, b.Table)
    first, second = table.body[0]
    assert (first.tone, first.align, second.tone) == (tone, b.Align.CENTER, None)


def test_there_are_no_others() -> None:
    with pytest.raises(HtmlError, match="green"):
        read(TABLE.format(tone="green"))


@cases("tone", list(b.Tone))
def test_black_words_read_well_on_it(tone: b.Tone) -> None:
    assert (luminance(FILLS[tone]) + 0.05) / 0.05 >= 7


@pytest.mark.parametrize("tone", list(b.Tone))
def test_every_format_with_colours_has_it(tone: b.Tone) -> None:
    made = document(tone.value)
    with ZipFile(io.BytesIO(docx.write(made))) as file:
        assert file.read("word/document.xml").decode().count(f'w:fill="{FILLS[tone]}"') == 1
    with ZipFile(io.BytesIO(xlsx.write(made))) as file:
        assert FILLS[tone] in file.read("xl/styles.xml").decode()
    page = html.write(made).decode()
    assert f'class="center {tone.value}"' in page
    assert f"td.{tone.value}{{background:#{FILLS[tone]};print-color-adjust:exact}}" in page
    plain = b.Document(META, read(TABLE.format(tone="")))
    assert pdf.write(made) != pdf.write(plain)


def test_formats_without_colours_have_the_words() -> None:
    for form in (md, txt):
        assert form.write(document("red")) == form.write(document(""))
