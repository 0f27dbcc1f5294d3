"""Official papers in Word by the figures of GB/T 9704-2012, as a reader of its own reads them.

Twice: as Word does, which asks the styles for what a paragraph does not say, and as tools do that look at the paragraph
alone (gongwen-skill 2.15 and scripts on python-docx; its own departures from the standard, 28 mm and 33 pt, are not
ours). Nothing of jiedai's own measures is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from jiedai import formats
from tests.batch import cases
from tests.documents.samples import ROOT, example, printed

PLAN = example(ROOT / "plans" / "2026-10-20-省卫健委调研.yaml")
PAPERS = ("reply", "plan", "report")
BODY, KAI, HEI, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
LINE = 225 / 22 * 72 / 25.4
"""22 lines on 225 mm."""
CHARACTER = 156 / 28 * 72 / 25.4
"""28 characters on 156 mm."""


@cache
def word(paper: str) -> Any:
    return docx.Document(BytesIO(formats.writer("docx").write(printed(PLAN, paper))))


def said(paragraph: Any, run: Any, name: str, *, alone: bool) -> Any:
    """A property of a run or its paragraph (`w:…`): of themselves, else of the styles unless they are read `alone`."""
    own, group = (run._r, "w:rPr") if name in ("w:rFonts", "w:sz", "w:spacing/w") else (paragraph._p, "w:pPr")
    styles = [] if alone else [*chain(paragraph.style)]
    for place in [own, *(style.element for style in styles)]:
        properties = place.find(qn(group))
        found = properties.find(qn(name.partition("/")[0])) if properties is not None else None
        if found is not None and (name != "w:rFonts" or found.get(qn("w:eastAsia"))):
            return found
    return None


def chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def lines(paper: str) -> list[tuple[Any, Any]]:
    """The paragraphs of running text with their first run of letters."""
    made = []
    for paragraph in word(paper).paragraphs:
        runs = [run for run in paragraph.runs if run.text.strip()]
        if runs:
            made.append((paragraph, runs[0]))
    return made


BOTH = pytest.mark.parametrize("alone", [False, True], ids=["styles", "alone"])


@pytest.mark.parametrize("paper", PAPERS)
def test_the_type_area(paper: str) -> None:
    for section in word(paper).sections:
        upright = section.page_height > section.page_width
        sides = [section.top_margin, section.left_margin, section.bottom_margin, section.right_margin]
        wanted = [37, 28, 35, 26] if upright else [28, 35, 26, 37]
        assert [round(side.mm) for side in sides] == wanted
        area = (section.page_width - section.left_margin - section.right_margin,
                section.page_height - section.top_margin - section.bottom_margin)  # fmt: skip
        assert sorted(round(length / Mm(1)) for length in area) == [156, 225]


@BOTH
@pytest.mark.parametrize("paper", PAPERS)
def test_size_pitch_and_font_of_running_text(paper: str, alone: bool) -> None:
    checked = 0
    for paragraph, run in lines(paper):
        if paragraph.style.name in ("Title", "Note", "Caption", "Figure", "Cut"):
            continue
        checked += 1
        pitch = said(paragraph, run, "w:spacing", alone=alone)
        size = said(paragraph, run, "w:sz", alone=alone)
        font = said(paragraph, run, "w:rFonts", alone=alone)
        assert None not in (pitch, size, font), paragraph.text
        assert pitch.get(qn("w:lineRule")) == "exact", paragraph.text
        assert 0 <= LINE - int(pitch.get(qn("w:line"))) / 20 < 0.1, "22 lines to a page"
        small = run._r.find(qn("w:rPr")).find(qn("w:sz"))
        assert int(size.get(qn("w:val"))) == 32 or (small is not None and int(small.get(qn("w:val"))) < 32)
        assert font.get(qn("w:eastAsia")) in (BODY, KAI, HEI), paragraph.text
    assert checked > 8


@BOTH
@pytest.mark.parametrize("paper", PAPERS)
def test_the_ladder_of_headings_and_the_title(paper: str, alone: bool) -> None:
    fonts = {"Title": TITLE, "Heading 1": HEI, "Heading 2": KAI, "Annex": HEI, "Body Text": BODY}
    seen = set()
    for paragraph, run in lines(paper):
        name = paragraph.style.name
        seen.add(name)
        if name in fonts and not run.bold:
            font = said(paragraph, run, "w:rFonts", alone=alone).get(qn("w:eastAsia"))
            assert font in (fonts[name], KAI if name == "Body Text" else fonts[name]), paragraph.text
        if name == "Title":
            assert int(said(paragraph, run, "w:sz", alone=alone).get(qn("w:val"))) <= 44
            assert said(paragraph, run, "w:jc", alone=alone).get(qn("w:val")) == "center"
        if re.match("[一二三四五六]、", paragraph.text) and name != "Body Text":
            assert name == "Heading 1", paragraph.text
    assert {"Title", "Body Text"} <= seen


@BOTH
@pytest.mark.parametrize("paper", PAPERS)
def test_paragraphs_begin_two_characters_in_and_fill_their_lines(paper: str, alone: bool) -> None:
    bodies = [(paragraph, run) for paragraph, run in lines(paper) if paragraph.style.name == "Body Text"]
    assert bodies
    for paragraph, run in bodies:
        indent = said(paragraph, run, "w:ind", alone=alone)
        assert indent.get(qn("w:firstLineChars")) == "200"
        assert int(indent.get(qn("w:firstLine"))) == 2 * 16 * 20, "for programs that know no characters"
        assert said(paragraph, run, "w:jc", alone=alone).get(qn("w:val")) in ("both", "left")


@cases("paper", PAPERS)
def test_characters_are_a_twenty_eighth_of_the_line_apart(paper: str) -> None:
    for style in (style for style in word(paper).styles if style.name in ("Normal", "Body Text", "Heading 1")):
        tracking = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
        assert 16 + tracking <= CHARACTER
        assert 28 * (16 + tracking) > 156 / 25.4 * 72 - 16, "not one character less"


@cases("paper", PAPERS)
def test_the_page_number_stands_outside_in_song_between_dashes(paper: str) -> None:
    """7.5: 4号半角宋体阿拉伯数字, a dash on each side, right on odd and left on even pages."""
    made = word(paper)
    assert made.settings.odd_and_even_pages_header_footer
    section = next(section for section in made.sections if section.page_height > section.page_width)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        [number] = [one for one in footer.paragraphs if "PAGE" in "".join(one._p.itertext())]
        text = "".join(one.text for one in number._p.iter(qn("w:t")))
        assert re.fullmatch(r"— *\d* *—", text.strip())
        style = next(chain(number.style)).element.rPr
        assert (style.rFonts.get(qn("w:eastAsia")), style.find(qn("w:sz")).get(qn("w:val"))) == ("宋体", "28")
        assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        indent = number._p.pPr.find(qn("w:ind"))
        assert 300 <= int(indent.get(qn(f"w:{side}"))) <= 330, "one character in"


@pytest.mark.parametrize("paper", ["programme", "handbook", "receipt"])
def test_what_is_no_official_paper_has_its_figures_in_its_styles_alone(paper: str) -> None:
    texts = [one for one in word(paper).paragraphs if one.style.name == "Body Text"]
    assert all(one._p.pPr.find(qn("w:spacing")) is None for one in texts)
