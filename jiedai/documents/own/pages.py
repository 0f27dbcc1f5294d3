"""A Typst template of the office's own for the PDF: it gets the document as data, and reads no folder but its own.

`sys.inputs.document` is the finished document as the built-in layout takes it, `sys.inputs.data` what templates see
(plan, office, visit, … and the facts named as the document is) in JSON; both are read with `json(bytes(…))`. No package
is fetched from the network.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jiedai.documents import wording
from jiedai.documents.build import Built
from jiedai.documents.catalog import builtin_folder
from jiedai.documents.own import Unprintable
from jiedai.documents.translation import Verbatim, said
from jiedai.documents.view import Nothing, View
from jiedai.formats import pdf
from jiedai.language import _
from jiedai.model.enumeration import Choice

_PUBLISHED = ("plan", "office", "places", "visit", "document", "audience")
_PACKAGE = re.compile(r"""["`]\s*@""")
_UNSURE = re.compile(r"""(?<![\w-])(?:(?:import|include)(?![\w-])(?!\s*"[^"\\@]+")|eval(?![\w-]))""")
"""An import of something else than a file named outright, which could be a package after all; or code made of text."""


def write(path: Path, built: Built, labels: str) -> bytes:
    """The document in the office's template; the same document and template give the same bytes."""
    assert built.document is not None
    _refuse_strangers(path)
    trusted = path.parent == builtin_folder()
    facts = built.document.meta.id
    names = (facts,) if trusted else (*_PUBLISHED, facts)  # all of a plan is half a megabyte; our own read none of it
    data = {name: as_data(built.values[name], labels) for name in names if name in built.values}
    try:
        given = {"data": json.dumps(data, ensure_ascii=False)}
        return pdf.compiled(path, built.document, given, trusted=trusted)
    except pdf.LayoutError as error:
        line = re.search(rf"{re.escape(path.name)}:(\d+)", error.detail)
        message = _("模板出错：{detail}").format(detail=error.message)
        raise Unprintable(path, message, int(line[1]) if line else 1) from None


def _refuse_strangers(path: Path) -> None:
    """Unprintable where a template asks for a package, which comes from the network, or for a file elsewhere by a link.

    Typst fetches what is asked for while it compiles, and the name alone could carry a guest's name out of the house.
    """
    home = path.parent.resolve()
    for file in sorted(path.parent.rglob("*")):
        if file.is_symlink() and not file.resolve().is_relative_to(home):
            raise Unprintable(file, _("templates 文件夹里不能有指向别处的链接"))
        if file.suffix != ".typ":
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Unprintable(file, _("模板读不出来，应当是 UTF-8 文本")) from None
        for pattern, message in (
            (_PACKAGE, _("模板不能使用网上的包（@…）；把要用的文件放进 templates 文件夹")),
            (_UNSURE, _("import、include 后面只能是引号里的文件名，也不能用 eval")),
        ):
            if found := pattern.search(text):
                raise Unprintable(file, message, text.count("\n", 0, found.start()) + 1)


def as_data(value: Any, labels: str) -> Any:
    """A value of a template's world as plain data.

    What has more to it than its text is a record: `text` as it is printed, beside it a date's ISO form, the parts of a
    span of time (in minutes after midnight), the English name of a choice.
    """
    match value:
        case Nothing():
            return None
        case View():
            return {name: as_data(value[name], labels) for name in value}
        case Mapping():
            return {str(name): as_data(entry, labels) for name, entry in value.items()}
        case tuple() if hasattr(value, "_asdict"):
            parts = {name: as_data(part, labels) for name, part in value._asdict().items()}
            return {**parts, "text": _text(value, labels)}
        case list() | tuple() | set() | frozenset():
            return [as_data(entry, labels) for entry in value]
        case Choice():
            return {"name": value.value, "text": str(wording.printed(value, labels))}
        case bool() | int() | float():
            return value
        case str():
            return str(value if isinstance(value, Verbatim) else said(str(value)))
        case Decimal():
            return float(value)
        case dt.datetime() | dt.date():
            return {"iso": value.isoformat(), "text": _text(value, labels)}
        case _:
            return {"iso": str(value), "text": _text(value, labels)}


def _text(value: Any, labels: str) -> str:
    return str(wording.plain_text(wording.printed(value, labels)))
