"""The names that a program of one's own imports: where they stand and how they are called, as the code has them."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from jiedai import language
from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Diagnostic, Span
from jiedai.documents.build import Built, Edition, build
from jiedai.documents.catalog import Catalog, catalog
from jiedai.documents.order import Order
from jiedai.documents.render import Rendered, render
from jiedai.formats import writer
from jiedai.guide.tables import code, table
from jiedai.language import _
from jiedai.loading import Loaded, load, load_text
from jiedai.many import in_order

FUNCTIONS = (load, load_text, check, render, catalog, build, writer, in_order, language.use)
RECORDS = (Loaded, Diagnostic, Span, Selection, Order, Edition, Rendered, Catalog, Built)


def imports() -> str:
    """A code block that imports every name but the records that are only received."""
    wanted: dict[str, list[str]] = {}
    for one in (*FUNCTIONS, Selection, Order, Edition):
        wanted.setdefault(one.__module__, []).append(one.__name__)
    lines = ["import datetime as dt", "from pathlib import Path", ""]
    lines += [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(wanted.items())]
    return "```python\n" + "\n".join(lines) + "\n```\n"


def names() -> str:
    """A table of the functions with their signatures, and one of the records with their fields."""
    called = [(code(one.__name__), code(_signature(one))) for one in FUNCTIONS]
    held = [(code(one.__name__), code(", ".join(_fields(one)))) for one in RECORDS]
    return table((_("函数"), _("怎么调用")), called) + "\n" + table((_("记录"), _("字段")), held)


def _signature(function: Any) -> str:
    return f"{function.__name__}{inspect.signature(function)}".replace("'", "")


def _fields(record: Any) -> list[str]:
    """The fields of a record and what it works out from them."""
    found = [field.name for field in dataclasses.fields(record)] if dataclasses.is_dataclass(record) else []
    found = found or list(getattr(record, "_fields", ()))
    return [*found, *(name for name, value in vars(record).items() if isinstance(value, property))]
