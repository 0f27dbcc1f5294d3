"""The papers of a foreign delegation in English and in both languages: the same items at the same times as in Chinese.

That nothing but the plan's own words is Chinese in papers without a glossary is proven in `test_seams`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents.bilingual import both
from jiedai.documents.catalog import catalog
from jiedai.formats.common.page import page_style
from jiedai.model.base import AUDIENCES
from jiedai.model.schedule import Item
from tests.batch import cases
from tests.documents.samples import CREATED, Shelf, changed, in_turn, plan, text_of
from tests.documents.test_readers import SCHEDULES, text_in

TEMPLATES = catalog().templates
COPIES = [(name, audience) for name, one in TEMPLATES.items() for audience in AUDIENCES if audience in one.audiences]
FOR_GUESTS = ("programme", "handbook", "menu", "guests")
READ = ("pdf", "docx", "html", "md", "xlsx")
HAN = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def delegation() -> Shelf:
    return Shelf(plan("foreign"))


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The same plan with a translation for everything that its guests are shown."""
    glossary = Path(__file__).with_name("glossary.yaml").read_text(encoding="utf-8")
    seats = "seating:\n  - {id: S1, item: A1, shape: sofas}\n"
    folder = tmp_path_factory.mktemp("glossary")
    return Shelf(changed(folder, ("costs:", f"{seats}{glossary}\ncosts:"), name="foreign"))


def made(visit: Shelf, document: str, audience: str, labels: str) -> b.Document | None:
    return visit.built(document, audience, labels=labels).document


def paper(visit: Shelf, document: str, labels: str, audience: str = "guest") -> b.Document:
    document_ = made(visit, document, audience, labels)
    assert document_ is not None
    return document_


@pytest.mark.parametrize(("document", "audience"), COPIES)
def test_the_same_papers_exist_in_all_languages(translated: Shelf, document: str, audience: str) -> None:
    chinese, english, twofold = (made(translated, document, audience, labels) for labels in ("zh", "en", "both"))
    assert (chinese is None) == (english is None) == (twofold is None)
    if chinese is None or english is None or twofold is None:
        return
    if TEMPLATES[document].answers:  # it goes to who wrote in Chinese
        assert chinese == english == twofold
        return
    assert english.meta.language.startswith("en")
    assert english.meta.title.endswith(TEMPLATES[document].title_en)
    assert TEMPLATES[document].title[-2:] in twofold.meta.title
    assert twofold.meta.title.endswith(TEMPLATES[document].title_en)
    assert times_of(english) == times_of(chinese) == times_of(twofold)
    assert shape(english) == shape(chinese) == shape(twofold)


def times_of(document: b.Document) -> list[tuple[object, ...]]:
    return [(event.uid, event.start, event.end, event.alarm) for event in document.events]


def shape(document: b.Document) -> list[tuple[int, int]]:
    """Rows and columns of each table."""
    tables = (block for block in b.walk(document.blocks) if isinstance(block, b.Table))
    return [(len(table.head) + len(table.body), len(table.columns)) for table in tables]


def items(visit: Shelf) -> Iterator[Item]:
    assert visit.loaded.plan is not None
    for day in visit.loaded.plan.schedule:
        yield from day.items


def starts(item: Item) -> str:
    assert item.time.start is not None
    return f"{item.time.start // 60}:{item.time.start % 60:02d}"


@pytest.mark.parametrize("format_", READ)
@pytest.mark.parametrize("document", SCHEDULES)
def test_the_same_items_at_the_same_times(translated: Shelf, document: str, format_: str) -> None:
    english = {
        "会见并商谈合作": "Meeting and talks on cooperation",
        "乘车前往智能制造产业园": "Drive to the Smart Manufacturing Park",
        "参观产教融合实训车间": "Visit to the training workshop of schools and industry",
        "乘车前往云溪宾馆": "Drive to Yunxi Hotel",
        "宴请": "Luncheon",
        "乘车前往云溪站": "Drive to Yunxi Station",
    }
    wanted = {
        "zh": [part for item in items(translated) for part in (starts(item), item.what)],
        "en": [part for item in items(translated) for part in (starts(item), english[item.what])],
        "both": [part for item in items(translated) for part in (starts(item), item.what, english[item.what])],
    }
    for labels, parts in wanted.items():
        printed = paper(translated, document, labels, TEMPLATES[document].audience)
        in_turn(text_in(format_, formats.writer(format_).write(printed)), parts)


@cases("document", FOR_GUESTS)
def test_a_guest_reads_no_chinese_but_names_and_what_stands_on_a_vehicle(translated: Shelf, document: str) -> None:
    built = translated.built(document, "guest", labels="en")
    assert built.document is not None
    assert built.diagnostics == ()
    text = text_of(built.document)
    for kept in ("云接〔2026〕41号", "安娜·韦伯", "约纳斯·凯勒", "卢卡斯·勃兰特", "浙H·D0002"):
        text = text.replace(kept, "")
    assert HAN.findall(text) == []
    assert re.findall("[，。；：（）、　]", text) == []


@cases("format_", READ)
def test_a_menu_in_both_languages(translated: Shelf, format_: str) -> None:
    dishes = ["素炒时蔬", "Stir-fried Seasonal Vegetables", "菌菇豆腐煲", "Braised Tofu with Mushrooms", "大豆",
              "contains soy", "清蒸鲈鱼", "Steamed Perch", "鱼类", "contains fish"]  # fmt: skip
    in_turn(text_in(format_, formats.writer(format_).write(paper(translated, "menu", "both"))), dishes)


def test_a_menu_tells_neither_prices_nor_who_must_not_eat_what(translated: Shelf) -> None:
    text = text_of(paper(translated, "menu", "both"))
    assert "280" not in text
    assert "Keller" not in text


@pytest.mark.parametrize("labels", ["en", "both"])
def test_guests_have_the_name_of_their_passport(translated: Shelf, labels: str) -> None:
    assert translated.loaded.plan is not None
    for document in ("guests", "handbook"):
        text = text_of(paper(translated, document, labels))
        for guest in translated.loaded.plan.guests:  # the name that the paper speaks first, the other once below it
            names = [guest.name, guest.name_zh or ""]
            in_turn(text, names if labels == "en" else names[::-1])


def test_names_are_set_as_each_language_sets_them(translated: Shelf) -> None:
    cells = [
        b.plain(cell.inlines)
        for block in b.walk(paper(translated, "handbook", "both").blocks)
        if isinstance(block, b.Table)
        for row in block.body
        for cell in row
    ]
    assert "林\u3000峰\nLin Feng" in cells
    assert "联络\nLiaison" in cells
    assert "宴请\nBanquet" in cells
    assert "安娜·韦伯、约纳斯·凯勒、卢卡斯·勃兰特\nAnna Weber, Jonas Keller, Lukas Brandt" in cells
    assert "安娜·韦伯\nAnna Weber" in cells
    assert "09:00–10:30" in cells
    assert "9月8日\n8\u00a0September" in cells


@pytest.mark.parametrize(("document", "audience"), [("seating", "staff"), ("seating", "leader")])
def test_a_chart_has_the_names_of_its_language(translated: Shelf, document: str, audience: str) -> None:
    zh, en = (drawings(paper(translated, document, labels, audience)) for labels in ("zh", "en"))
    assert [("林峰" in chart, "Lin Feng" in chart) for chart in (*zh, *en)] == [(True, False), (False, True)]
    assert HAN.findall(en[0].replace("安娜·韦伯", "")) == []


@pytest.mark.parametrize(("document", "audience"), [("seating", "staff"), ("handbook", "guest")])
def test_a_paper_in_two_languages_has_the_chart_in_each(translated: Shelf, document: str, audience: str) -> None:
    one, two, both_ = (paper(translated, document, labels, audience) for labels in ("zh", "en", "both"))
    assert drawings(both_) == [*drawings(one), *drawings(two)]
    kept = [block for block in b.walk(both_.blocks) if isinstance(block, b.Keep)]
    assert all(len(drawings(b.Document(both_.meta, (block,)))) < 2 for block in kept), "each on its own page"


def test_a_drawing_without_words_stands_once() -> None:
    svg = '<svg viewBox="0 0 90 10"/>'
    one, two = (b.Figure(svg, alt) for alt in ("图", "Figure"))
    assert both(document(one), document(two)).blocks == (b.Figure(svg, "图 / Figure"),)


@pytest.mark.parametrize(("turned", "head"), [(False, 6 * 29), (True, 4 * 29)])
def test_a_drawing_leaves_room_for_a_heading_in_two_languages(turned: bool, head: float) -> None:
    tall = b.Figure('<svg viewBox="0 0 100 1000"/>', "图")
    block = b.Landscape((tall,)) if turned else tall
    merged = both(document(block), document(block))
    (made_,) = [one for one in b.walk(merged.blocks) if isinstance(one, b.Figure)]
    style = page_style(b.Paper.A4, turned)
    assert made_.width * style.text_width * 10 + head < style.text_height
    assert made_.width > 0.02


def drawings(document: b.Document) -> list[str]:
    """Every chart of a paper, with its words."""
    return [block.svg + block.alt for block in b.walk(document.blocks) if isinstance(block, b.Figure)]


def test_what_has_no_translation_is_printed_as_it_is_written(delegation: Shelf) -> None:
    chinese, twofold = (text_of(paper(delegation, "guests", labels)) for labels in ("zh", "both"))
    assert "副市长" in twofold
    assert chinese.count("副市长") == twofold.count("副市长")


def test_the_foot_of_a_page_says_each_thing_once(translated: Shelf) -> None:
    footer = paper(translated, "programme", "both", "staff").meta.footer
    assert footer.count("云接〔2026〕41号") == 1
    assert footer.count("0570-5550100") == 1
    assert "以最新版为准 only the latest version is valid" in footer
    assert "2026年5月8日9:05打印" in footer


def test_a_calendar_has_both_languages(translated: Shelf) -> None:
    event = paper(translated, "programme", "both").events[0]
    assert event.summary == "会见并商谈合作 / Meeting and talks on cooperation"
    assert event.location == "县行政中心三号会议室 / Conference Room 3, County Administration Centre"


# --- two documents as one ---------------------------------------------------------------------------------------------


def document(*blocks: b.Block) -> b.Document:
    return b.Document(b.Meta("x", "x", CREATED), blocks)


def paragraph(text: str, **options: Any) -> b.Paragraph:
    return b.Paragraph((b.Text(text),), **options)


def test_running_text_has_a_paragraph_for_each_language() -> None:
    merged = both(document(paragraph("甲")), document(paragraph("a")))
    assert [b.plain(block.inlines) for block in merged.blocks if isinstance(block, b.Paragraph)] == ["甲", "a"]
    noted = both(document(paragraph("甲", indent=False)), document(paragraph("a", indent=False)))
    assert [b.plain(block.inlines) for block in noted.blocks if isinstance(block, b.Paragraph)] == ["甲\na"]


def test_a_heading_keeps_the_chinese_number() -> None:
    one, two = (b.Heading(2, (b.Text(text),)) for text in ("一、日程", "1. Programme"))
    (merged,) = both(document(one), document(two)).blocks
    assert isinstance(merged, b.Heading)
    assert b.plain(merged.inlines) == "一、日程 Programme"


def test_what_is_not_alike_stands_one_after_the_other() -> None:
    cell = b.Cell((b.Text("甲"),))
    narrow, wide = b.Table((b.Column(),), (), ((cell,),)), b.Table((b.Column(),) * 2, (), ((cell, cell),))
    assert both(document(narrow), document(wide)).blocks == (narrow, wide)
    assert both(document(narrow, narrow), document(narrow)).blocks == (narrow, narrow, narrow)


def test_the_second_language_of_a_title_is_in_smaller_type() -> None:
    for one, two in (
        (b.Heading(1, (b.Text("甲"),)), b.Heading(1, (b.Text("a"),))),
        (paragraph("甲", indent=False, role="cover-title"), paragraph("a", indent=False, role="cover-title")),
    ):
        (merged,) = both(document(one), document(two)).blocks
        assert isinstance(merged, b.Heading | b.Paragraph)
        assert merged.inlines == (b.Text("甲"), b.LineBreak(), b.Text("a", small=True))


@given(st.lists(st.text(alphabet="甲乙ab1:—–、, "), max_size=4))
def test_a_document_with_itself_is_itself(texts: list[str]) -> None:
    table = b.Table((b.Column(),), (), tuple((b.Cell((b.Text(text),)),) for text in texts), bilingual=True)
    alone = document(table, *(paragraph(text, indent=False) for text in texts))
    assert both(alone, alone) == alone
