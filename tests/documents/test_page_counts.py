"""How many pages the papers of the examples have: a paper that has grown is noticed, and seen in `golden/pages.txt`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiedai import formats
from jiedai.documents import own
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.formats.layout.booklet import pages_of
from tests.documents.samples import CREATED, ROOT, built_of, example, file_of, scenes_of

PLANS = sorted((ROOT / "plans").glob("2026*.yaml"))
APART = frozenset({"cards", "signs", "envelopes"})
"""What is cut up, and is as many sheets as there are people and places."""
MOST = 60
"""Pages of all other papers of a visit."""


def counts(path: Path) -> dict[str, int]:
    """The pages of each paper that is printed of a plan when nobody asks for one by name."""
    loaded = example(path)
    found: dict[str, int] = {}
    for template in catalog(loaded.workspace).templates.values():
        if template.asked or not template.prints("pdf"):
            continue
        built = built_of(loaded, template.id, asked=False)
        if built.document is not None:
            layout = own.template_of(loaded.workspace, template.id, "pdf")
            usual = built_of(loaded, template.id).document  # as it is asked for by name, mostly the same
            same = usual if usual == built.document else built.document
            data = own.write(layout, built, "zh") if layout else file_of(same, "pdf")
            found[template.id] = pages_of(data)
    return found


@pytest.mark.usefixtures("bundled_type")
def test_how_many_pages_a_visit_takes(golden: Callable[[str, str], None]) -> None:
    found = {path.stem[:10]: counts(path) for path in PLANS}
    names = [name for name in catalog().templates if any(name in pages for pages in found.values())]
    lines = [" ".join([f"{'':16}", *(f"{day:>10}" for day in found)])]
    lines += [" ".join([f"{name:16}", *(f"{pages.get(name, ''):>10}" for pages in found.values())]) for name in names]
    sums = [sum(number for name, number in pages.items() if name not in APART) for pages in found.values()]
    lines.append(" ".join([f"{'without cards':16}", *(f"{number:>10}" for number in sums)]))
    golden("pages.txt", "".join(f"{line.rstrip()}\n" for line in lines))
    assert sums[0] <= MOST


@pytest.mark.usefixtures("bundled_type")
def test_a_plan_in_english_is_no_longer_than_the_chinese_one() -> None:
    loaded, template = example(PLANS[1]), catalog().templates["plan"]
    pages = [
        pages_of(formats.writer("pdf").write(built.document))
        for labels in ("zh", "en")
        if (built := build(loaded, template, "leader", Edition(CREATED, labels=labels), scenes_of(loaded))).document
    ]
    assert pages[1] <= pages[0]
