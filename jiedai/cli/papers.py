"""Papers that another command than `render` prints: one document of a plan, as of a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jiedai.cli.failure import unwritable
from jiedai.cli.outcomes import tell
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.build import Edition
from jiedai.documents.filing.names import plan_folder
from jiedai.documents.order import Order
from jiedai.documents.render import CannotWrite, render
from jiedai.loading import Loaded
from jiedai.workspace import shown


def print_paper(
    loaded: Loaded,
    document: str,
    moment: dt.datetime,
    out: Path,
    values: Mapping[str, Any] | None = None,
    formats: Sequence[str] = (),
    only: Sequence[str] = (),
) -> list[Path]:
    """Print a document of a plan in PDF and DOCX, or the formats named, and apart for each of its readers; the files
    that were written.

    `values` are what its template knows beside the plan; `only` are readers who alone get theirs, and nobody the whole.
    Failure where the folder cannot be written.
    """
    edition = Edition(moment, values=values or {})
    written: list[Path] = []
    found: list[Diagnostic] = []
    order = Order(out, edition, documents=(document,), formats=formats, each=True, only=only)
    try:
        for rendered in render(loaded, order):
            written += [rendered.written] if rendered.written else []
            found += rendered.diagnostics
    except CannotWrite as error:
        cause = error.__cause__
        place = shown(out / plan_folder(loaded))
        raise unwritable(cause if isinstance(cause, OSError) else error, place) from None
    tell([one for one in dict.fromkeys(found) if one.level is not Level.INFO], {})
    return written
