"""An office's own templates for one format: `templates/<id>.docx` made in Word or WPS, `templates/<id>.typ` for PDF.

Either wins over the layout of jiedai in its format; the other formats of the document stay as they are.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.language import _
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
    """The office's own template of a document for a format; None where it has none."""
    suffix = SUFFIXES.get(format_)
    path = workspace.templates_dir / f"{document}{suffix}"
    return path if suffix and path.is_file() else None


def write(path: Path, built: Built, labels: str) -> bytes:
    """A document through a template of the office's own, as the bytes of a file. Raises Unprintable."""
    module = import_module(f"{__name__}.{'word' if path.suffix == '.docx' else 'pages'}")
    made = module.write(path, built, labels)
    assert isinstance(made, bytes)
    return made


def state(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What a template is made of: its files with their times and sizes. A Typst file may read others of its folder."""
    files = [path] if path.suffix == ".docx" else sorted(file for file in path.parent.rglob("*") if file.is_file())
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)
