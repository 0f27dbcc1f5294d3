"""What `templates copy` writes prints, as it is, what the built-in template prints."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from jiedai.documents.catalog import catalog
from jiedai.documents.own.starting import KINDS, files
from jiedai.documents.render import render
from tests.documents.samples import changed, in_turn
from tests.documents.test_render import ordered

ALL = sorted(catalog().templates)


def printed(folder: Path, document: str, format_: str, kind: str | None) -> bytes:
    loaded = changed(folder)
    if kind:
        for name, data in files(catalog().templates[document], kind).items():
            path = folder / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    results = list(render(loaded, ordered(folder / "out", documents=[document], formats=[format_])))
    path = next(one.path for one in results if one.path)
    return path.read_bytes()


@pytest.mark.parametrize("document", ["plan", "programme", "tasks", "handbook"])
def test_word(tmp_path: Path, document: str) -> None:
    built_in, own = (
        docx.Document(io.BytesIO(printed(tmp_path / str(kind), document, "docx", kind))) for kind in (None, "docx")
    )
    assert _words(own) == _words(built_in)
    assert own.sections[0].header.paragraphs[0].text == built_in.sections[-1].header.paragraphs[0].text
    assert [len(table.rows) for table in own.tables] == [len(table.rows) for table in built_in.tables]


@pytest.mark.parametrize("document", ["plan", "seating", "meals"])
def test_every_page_of_a_copied_word_template_says_what_paper_it_is(tmp_path: Path, document: str) -> None:
    built_in, own = (
        docx.Document(io.BytesIO(printed(tmp_path / str(kind), document, "docx", kind))) for kind in (None, "docx")
    )
    (foot,) = {_foot(footer) for footer in _footers(own)}
    assert {foot} == {_foot(footer) for footer in _footers(built_in)}
    line, code = foot
    in_turn(line, [code.split()[0], "第1版", "打印", "以最新版为准", "值班电话"])
    assert code.endswith("号 第1版")


def _footers(document: docx.document.Document) -> list[Any]:
    return [footer for one in document.sections for footer in (one.footer, one.even_page_footer)]


def _foot(footer: Any) -> tuple[str, str]:
    """The line at the foot, and what its picture says."""
    root = footer._element
    (picture,) = (shown.get("descr") for shown in root.iter("{*}docPr") if shown.get("descr"))
    assert footer.part.related_parts[next(root.iter("{*}blip")).values()[0]].blob.startswith(b"\x89PNG")
    return footer.paragraphs[-1].text.replace("\n", "\u2002"), picture


def _words(document: docx.document.Document) -> str:
    from docx.oxml.ns import qn

    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("document", ["plan", "handbook"])
def test_typst(tmp_path: Path, document: str) -> None:
    built_in, own = (
        pypdf.PdfReader(io.BytesIO(printed(tmp_path / str(kind), document, "pdf", kind))) for kind in (None, "typ")
    )
    assert [page.extract_text() for page in own.pages] == [page.extract_text() for page in built_in.pages]


@pytest.mark.parametrize("document", ALL)
@pytest.mark.parametrize("kind", KINDS)
def test_there_is_one_of_every_kind_for_every_document(document: str, kind: str) -> None:
    first, *_ = files(catalog().templates[document], kind)
    assert first == f"{document}.{kind}"
    assert files(catalog().templates[document], kind) == files(catalog().templates[document], kind)


def test_a_document_that_is_its_layout_is_copied_with_its_parts() -> None:
    found = files(catalog().templates["cards"], "typ")
    assert list(found) == ["cards.typ", "_sheet.typ"]
    assert b'#import "_sheet.typ"' in found["cards.typ"]
