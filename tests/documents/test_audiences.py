"""No file tells its reader what a declaration keeps from them: every field of a plan, every copy, every format.

The plan is `canaries`; a leak is named by the field that it came from.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai import blocks as b
from jiedai import formats
from jiedai.documents import view
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.render import Order, render
from jiedai.formats.common.booklet import imposed
from jiedai.formats.common.page import page_style
from jiedai.model.base import AUDIENCES
from jiedai.workspace import Loaded
from tests.documents.canaries import Secrets, all_leaves, marks, secrets, written
from tests.documents.opened import opened
from tests.documents.samples import CREATED, find

TEMPLATES = catalog().templates
COPIES = sorted((template.id, audience) for template in TEMPLATES.values() for audience in template.audiences)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return written(tmp_path_factory.mktemp("canaries"))


@pytest.fixture(scope="module")
def kept(visit: Loaded) -> dict[str, Secrets]:
    return {audience: secrets(visit, audience) for audience in AUDIENCES}


def copy(visit: Loaded, document: str, audience: str, **options: str) -> b.Document:
    built = build(visit, find(catalog(), document), audience, Edition(CREATED, **options))
    assert built.document is not None, built.diagnostics
    return built.document


def files_of(document: b.Document) -> dict[str, bytes]:
    """Every format that a copy comes in; the booklet too."""
    wanted = [name for name in formats.names() if name in TEMPLATES[document.meta.id].formats]
    made = {name: formats.writer(name).write(document) for name in wanted}
    if document.paper is b.Paper.A5 and "pdf" in made:
        made["booklet"] = imposed(made["pdf"], page_style(document.paper), document.meta)
    return made


def leaks(found: Secrets, document: b.Document) -> dict[str, list[str]]:
    """The fields that each file of a copy gives away."""
    told = {}
    for format_, data in files_of(document).items():
        file = opened("pdf" if format_ == "booklet" else format_, data)
        assert file.said.strip()
        if fields := found.found(file.raw, file.said):
            told[format_] = fields
    return told


@pytest.mark.parametrize(("document", "audience"), COPIES, ids=str)
def test_no_file_tells_what_its_reader_may_not_know(
    visit: Loaded, kept: dict[str, Secrets], document: str, audience: str
) -> None:
    assert leaks(kept[audience], copy(visit, document, audience)) == {}
