"""PDFs from an office's own Word template, and bounds of templates: nothing put in `templates/` stops a machine."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from jiedai.diagnostics import Level
from jiedai.documents.own import filled, office, template_of
from jiedai.documents.render import Rendered, render
from jiedai.formats.layout import typesetter
from tests.documents.samples import changed
from tests.documents.test_render import ordered


def templated(folder: Path, name: str, data: bytes, **options: Any) -> list[Rendered]:
    """What comes of printing the programme with an own template of this name."""
    loaded = changed(folder)
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / name).write_bytes(data)
    return list(render(loaded, ordered(folder / "out", documents=["programme"], **options)))


def worded(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.skipif(office.libreoffice() is None, reason="LibreOffice is not installed")
def test_a_word_template_makes_the_pdf_too(tmp_path: Path) -> None:
    (made,) = templated(tmp_path, "programme.docx", worded("Own {{ plan.number }} layout"), formats=["pdf"])
    assert made.path is not None
    assert made.diagnostics == ()
    with pdfplumber.open(made.path) as opened:
        (page,) = opened.pages
        text = page.extract_text()
    assert "Own" in text
    assert "layout" in text
    assert "2026" in text


def test_where_nothing_can_lay_it_out_the_built_in_layout_is_used_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "libreoffice", lambda: None)
    monkeypatch.setattr("sys.platform", "linux")
    made = templated(tmp_path, "programme.docx", worded("Own layout"), formats=["pdf", "docx"])
    pdf, own = made
    assert pdf.path is not None
    (said,) = pdf.diagnostics
    assert (said.code, said.level) == ("WD01", Level.WARNING)
    assert "LibreOffice" in said.message
    with pdfplumber.open(pdf.path) as opened:
        assert "日程安排表" in (opened.pages[0].extract_text() or "")
    assert own.path is not None
    assert [one.text for one in docx.Document(str(own.path)).paragraphs] == ["Own layout"]


def test_a_typst_template_comes_before_a_word_one_for_the_pdf(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "programme.docx").write_bytes(b"")
    assert template_of(loaded.workspace, "programme", "pdf") == folder / "programme.docx"
    (folder / "programme.typ").write_bytes(b"")
    assert template_of(loaded.workspace, "programme", "pdf") == folder / "programme.typ"
    assert template_of(loaded.workspace, "programme", "docx") == folder / "programme.docx"


def test_a_word_template_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled, "LARGEST_UNPACKED", 100_000)
    buffer = io.BytesIO(worded("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.png", bytes(1_000_000))
    (made,) = templated(tmp_path, "programme.docx", buffer.getvalue(), formats=["docx"])
    assert made.path is None
    assert "解压以后太大" in made.diagnostics[0].message


@pytest.mark.parametrize(
    "template",
    ["#let n = 0\n#while true { n += 1; if n < 0 { break } }\nx", "#let grow(s) = grow(s + s)\n#grow(range(9999999))"],
)
def test_a_typst_template_without_an_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str
) -> None:
    monkeypatch.setattr(typesetter, "SECONDS", 4)
    (made,) = templated(tmp_path, "programme.typ", template.encode(), formats=["pdf"])
    assert made.path is None
    (said,) = made.diagnostics
    assert said.level is Level.ERROR
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_a_mistake_in_a_typst_template_is_told_with_its_line(tmp_path: Path) -> None:
    (made,) = templated(tmp_path, "programme.typ", b"text\n\n#nothing-of-this-name\n", formats=["pdf"])
    (said,) = made.diagnostics
    assert said.span.line == 3
