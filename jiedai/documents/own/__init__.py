"""An office's own templates for one format: `templates/<id>.docx` made in Word or WPS, `templates/<id>.typ` for PDF.

Either wins over the layout of jiedai in its format. A Word template makes the PDF, too, where a word processor is
installed and there is no Typst template; the other formats of the document stay as they are.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.documents.catalog import builtin_folder
from jiedai.documents.translation import speaking
from jiedai.language import _
from jiedai.source import files
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.documents.build import Built

SUFFIXES = {"docx": ".docx", "pdf": ".typ"}
"""The formats that an office can have templates of its own for, with their suffix."""


class Unprintable(Exception):
    """An own template that cannot be printed; `diagnostic` says where and why."""

    def __init__(self, path: Path, message: str, line: int = 1) -> None:
        super().__init__(message)
        title, hint = _("模板错误"), _("改正模板后再打印")
        span = Span.point(line, 1)
        self.diagnostic = Diagnostic("WD01", Level.ERROR, message, shown(path), span, title=title, hint=hint)


def template_of(workspace: Workspace, document: str, format_: str) -> Path | None:
    """The template that a format of a document has to itself: the office's own, else a built-in one; None for none.

    An office that has changed the text of a document gets its own text, not a layout made for another one.
    """
    suffix = SUFFIXES.get(format_)
    if not suffix:
        return None
    for own in (suffix, ".docx"):
        path = workspace.templates_dir / f"{document}{own}"
        if files.is_file(path):
            return path
    built_in = builtin_folder() / f"{document}{suffix}"
    changed = files.is_file(workspace.templates_dir / f"{document}.html")
    return built_in if built_in.is_file() and (not changed or workspace.templates_dir == built_in.parent) else None


def write(path: Path, built: Built, labels: str, format_: str = "") -> bytes:
    """A document through a template of the office's own, as the bytes of a file. Raises Unprintable.

    `format_` is what it is to be, where that is not what the template is made for.
    """
    if format_ == "pdf" and path.suffix == ".docx":
        return _laid_out(path, write(path, built, labels))
    module = import_module(f"{__name__}.{'filled' if path.suffix == '.docx' else 'pages'}")
    with speaking(built.terms):
        made = module.write(path, built, labels if labels != "both" else "zh")
    assert isinstance(made, bytes)
    return made


def _laid_out(path: Path, word: bytes) -> bytes:
    from jiedai.documents.own.office import NoProgramError, as_pdf

    try:
        return as_pdf(word)
    except NoProgramError:
        raise Unprintable(path, _("没有印成 PDF：LibreOffice、Word 或 WPS 没有装好")) from None


def without_program(path: Path, document: str) -> Diagnostic | None:
    """What is to be said where a PDF does not follow the office's Word template, for there is nothing to lay it out."""
    import sys

    from jiedai.documents.own.office import libreoffice

    if path.suffix != ".docx" or sys.platform == "win32" or libreoffice() is not None:
        return None
    message = _("《{document}》的 PDF 用内置版式：没有装 LibreOffice、Word 或 WPS，印不出 Word 模板的样子").format(
        document=document
    )
    hint = _("装上其中一种；或只印 DOCX，用 Word 或 WPS 另存为 PDF")
    return Diagnostic("WD01", Level.WARNING, message, shown(path), title=_("模板只用于 Word"), hint=hint)


def state(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What a template is made of: its files with their times and sizes. A Typst file may read others of its folder."""
    parts = [path] if path.suffix == ".docx" else sorted(file for file in path.parent.rglob("*") if file.is_file())
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in parts)
