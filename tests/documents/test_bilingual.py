"""The papers of a foreign delegation with English labels: there are the same, with the same items and times.

That nothing but the plan's own words is Chinese in them is proven in `test_seams`.
"""

from __future__ import annotations

import pytest

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.model.base import AUDIENCES
from jiedai.workspace import Loaded
from tests.documents.samples import CREATED, find, in_turn, plan, text_of
from tests.documents.test_readers import SCHEDULES, text_in

TEMPLATES = catalog().templates
COPIES = [(name, audience) for name, one in TEMPLATES.items() for audience in AUDIENCES if audience in one.audiences]


@pytest.fixture(scope="module")
def delegation() -> Loaded:
    return plan("foreign")


def made(visit: Loaded, document: str, audience: str, labels: str) -> b.Document | None:
    return build(visit, find(catalog(), document), audience, Edition(CREATED, labels=labels)).document


@pytest.mark.parametrize(("document", "audience"), COPIES)
def test_the_same_papers_exist_in_both_languages(delegation: Loaded, document: str, audience: str) -> None:
    chinese, english = (made(delegation, document, audience, labels) for labels in ("zh", "en"))
    assert (chinese is None) == (english is None)
    if chinese is None or english is None:
        return
    assert english.meta.language.startswith("en")
    assert english.meta.title.endswith(TEMPLATES[document].title_en)
    assert english.events == chinese.events
    assert shape(english) == shape(chinese)


def shape(document: b.Document) -> list[tuple[int, int]]:
    """Rows and columns of each table."""
    tables = (block for block in b.walk(document.blocks) if isinstance(block, b.Table))
    return [(len(table.head) + len(table.body), len(table.columns)) for table in tables]


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md", "xlsx"])
@pytest.mark.parametrize("document", SCHEDULES)
def test_the_same_items_at_the_same_times(delegation: Loaded, document: str, format_: str) -> None:
    assert delegation.plan is not None
    audience = TEMPLATES[document].audience
    wanted = []
    for day in delegation.plan.schedule:
        for item in day.items:
            assert item.time.start is not None
            wanted += [f"{item.time.start // 60}:{item.time.start % 60:02d}", item.what]
    for labels in ("zh", "en"):
        paper = made(delegation, document, audience, labels)
        assert paper is not None
        in_turn(text_in(format_, formats.writer(format_).write(paper)), wanted)


def test_guests_have_the_name_of_their_passport(delegation: Loaded) -> None:
    assert delegation.plan is not None
    for document in ("guests", "handbook"):
        paper = made(delegation, document, "guest", "en")
        assert paper is not None
        in_turn(text_of(paper), [guest.name for guest in delegation.plan.guests])
