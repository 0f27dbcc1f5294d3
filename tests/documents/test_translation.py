"""What a plan says, in English: what is looked up and how, who gets it, and what is told where it is missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai import formats
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.translation import Terms, folded, said, speaking
from jiedai.documents.view import project, project_plan
from jiedai.loading import Loaded, load
from jiedai.model.base import AUDIENCES
from jiedai.visit.case import Case
from tests.documents.canaries import all_leaves, written
from tests.documents.opened import opened
from tests.documents.samples import CREATED, changed, find, printed, text_of

GLOSSARY = {
    "宴请": "Banquet",
    "县委常委": "Member of the Standing Committee",
    "副县长": "Deputy County Governor",
    "云溪宾馆": "Yunxi Hotel",
    "云溪站": "Yunxi Station",
    "产业园占地…": "The park covers 80 hectares.",
    "产业园占地三...": "The park covers three mu.",
    "待定的": "待填",
}
SEEN = (
    "宴请",
    "县委常委、副县长",
    "云溪宾馆",
    "云溪站",
    "产业园占地八十公顷。\n共 3 期",
    "待定的",
    "梁雨",
    "产业园占地三亩",
)


@pytest.fixture
def terms() -> Terms:
    return Terms(GLOSSARY, SEEN, ["安娜·韦伯"])


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("宴请", "Banquet"),
        ("宴　请", "Banquet"),  # as a column of names is set
        ("县委常委、副县长", "Member of the Standing Committee, Deputy County Governor"),
        ("云溪宾馆—云溪站", "Yunxi Hotel – Yunxi Station"),
        ("云溪宾馆、G7301", "Yunxi Hotel, G7301"),
        ("产业园占地八十公顷。\n共 3 期", "The park covers 80 hectares."),
        ("产业园占地三亩", "The park covers three mu."),  # the longest beginning counts
        ("Anna Weber", "Anna Weber"),
        ("17:30", "17:30"),
        ("", ""),
    ],
)
def test_what_is_looked_up(terms: Terms, text: str, english: str) -> None:
    assert terms.said(text) == english
    assert terms.missing == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("梁雨", ("梁雨",)),
        ("云溪宾馆、梁雨", ("梁雨",)),
        ("待定的", ("待定的",)),  # its translation is still a blank
        ("安娜·韦伯", ()),  # right as it is
        ("云接〔2026〕41号", ()),
        ("待填", ()),
        ("方案里没有的话", ()),
    ],
)
def test_what_has_no_translation_stays_and_is_told_once(terms: Terms, text: str, missing: tuple[str, ...]) -> None:
    for _ in range(2):
        assert terms.said(text) == text
    assert terms.missing == missing


def test_what_an_audience_does_not_see_is_not_translated_for_it() -> None:
    terms = Terms(GLOSSARY, ["云溪站"])
    said_of = {text: terms.said(text) for text in ("宴请", "云溪站", "云溪宾馆、云溪站")}
    assert said_of == {"宴请": "宴请", "云溪站": "Yunxi Station", "云溪宾馆、云溪站": "云溪宾馆、云溪站"}
    assert terms.missing == ()


@given(st.text())
def test_any_text_is_itself_or_its_translation(text: str) -> None:
    assert Terms({}, [text]).said(text) == text
    assert Terms({text: "English"}, [text]).said(text) in ("English", text)
    assert folded(folded(text)) == folded(text)


def test_nothing_is_translated_where_nobody_speaks(terms: Terms) -> None:
    assert said("宴请") == "宴请"
    with speaking(terms):
        assert said("宴请") == "Banquet"
        assert said(3) == 3
        with speaking(None):
            assert said("宴请") == "宴请"
    assert said("宴请") == "宴请"


# --- no translation tells what its text may not -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, dict[str, str]]:
    """The plan of canaries with a translation of its own for every text in it, in Latin letters; and the glossary."""
    folder = tmp_path_factory.mktemp("glossary")
    visit = written(folder)
    texts = {leaf.value for leaf in all_leaves(visit) if type(leaf.value) is str and not leaf.value.isascii()}
    glossary = {text: f"Qz{number:04d}x" for number, text in enumerate(sorted(texts))}
    assert visit.plan is not None
    return replace(visit, plan=visit.plan.model_copy(update={"translations": glossary})), glossary


COPIES = sorted((template.id, audience) for template in catalog().templates.values() for audience in template.audiences)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_translation_tells_what_its_reader_may_not_know(
    marked: tuple[Loaded, dict[str, str]], audience: str
) -> None:
    visit, glossary = marked
    seen = {leaf.value for leaf in all_leaves(visit) if type(leaf.value) is str and audience in leaf.audiences}
    secret = {english for text, english in glossary.items() if text not in seen}
    assert secret
    told = set()
    for document in (name for name, reader in COPIES if reader == audience):
        for labels in ("en", "both"):
            built = build(visit, find(catalog(), document), audience, Edition(CREATED, labels=labels))
            assert built.document is not None
            text = repr(built.document)
            told |= {english for english in glossary.values() if english in text}
            if labels == "en" and document in ("programme", "kitchen", "driver-sheet", "rooms"):
                text = opened("md", formats.writer("md").write(built.document)).raw
                assert [english for english in secret if english in text] == []
    assert told & secret == set()
    if any(reader == audience for _name, reader in COPIES):
        assert told


def test_the_glossary_itself_is_in_no_view(marked: tuple[Loaded, dict[str, str]]) -> None:
    visit, _glossary = marked
    for audience in AUDIENCES:
        assert not project_plan(Case.of(visit), audience).translations
        assert not project(visit.office, audience).translations


def test_the_plan_wins_over_the_office_and_a_guest_s_own_name_over_both(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        ("post: 校长,", "post: 校长, name_en: Prof. Keller,"),
        ("{name: Jonas Keller, name_zh: 约纳斯·凯勒,", "{name: 约纳斯·凯勒,"),
        ("costs:", "translations: {校长: Headmaster, 宴请: Luncheon}\n\ncosts:"),
        name="foreign",
    )
    office = tmp_path / "plans" / "office.yaml"
    office.write_text(office.read_text("utf-8") + "\n译文: {校长: Rector, 云溪宾馆: Yunxi Hotel}\n", "utf-8")
    text = text_of(printed(load(tmp_path / "plans" / "foreign.yaml"), "handbook", labels="en"))
    assert "Headmaster" in text
    assert "Rector" not in text
    assert "YunxiHotel" in text
    assert "Luncheon" in text
    assert "Prof.Keller" in text
    assert loaded.plan is not None
