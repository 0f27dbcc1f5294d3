"""`jiedai templates`: templates of documents for the office to change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, near, suggestion, unwritable
from jiedai.documents.catalog import catalog
from jiedai.documents.own import starting
from jiedai.language import _, current
from jiedai.source.save import write_new
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Copy


def copy(options: Copy) -> int:
    """Copy a built-in template into the workspace; Failure where one is there already."""
    workspace = Workspace.around(Path.cwd())
    known = catalog()
    found = known.find(options.document)
    if found is None:
        titles, ids = [one.title for one in known.templates.values()], list(known.templates)
        hint = near(options.document, [*titles, *ids]) or suggestion("", titles if current() == "zh" else ids)
        raise Failure(_("没有“{name}”这种文件").format(name=options.document), hint)
    first, *others = starting.files(found, options.kind).items()
    target = workspace.templates_dir / first[0]
    try:
        _create(target, first[1])
        for name, data in others:
            with suppress(FileExistsError):  # a layout that several templates share, perhaps changed already
                _create(workspace.templates_dir / name, data)
    except FileExistsError:
        raise Failure(
            _("{path} 已经有了，没有覆盖").format(path=shown(target)), _("要重新开始，先把它改名或删去")
        ) from None
    except OSError as error:
        raise unwritable(error, shown(target)) from None
    console.say(_("写好了 {path}；改它之后，render 就用它").format(path=shown(target)))
    console.say(_FOLLOWING[options.kind]())
    return FINE


_FOLLOWING: dict[str, Callable[[], str]] = {
    "html": lambda: _("各种格式都跟着变"),
    "docx": lambda: _("DOCX 跟着变；装了 LibreOffice、Word 或 WPS 的，PDF 也跟着变；网页、Excel 等不变"),
    "typ": lambda: _("只有 PDF 跟着变；DOCX、网页、Excel 等不变"),
}
"""Which formats follow a template of each kind."""


def _create(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_new(target, data)
