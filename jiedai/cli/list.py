"""`jiedai list`: what documents, formats, rules and audiences there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.console import Listing
from jiedai.cli.failure import FINE
from jiedai.language import LANGUAGES, _, current, in_both

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import List


def run(options: List) -> int:
    """Print a list."""
    listing = _LISTINGS[options.what]()
    if options.format == "json":
        console.data(json.dumps(listing.data, ensure_ascii=False, indent=2))
    elif options.format == "md":
        console.data(markdown(listing))
    else:
        console.data(console.table(listing.head, listing.rows))
    return FINE


def markdown(listing: Listing) -> str:
    """A listing as a table for a Markdown page."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |\n"

    return line(listing.head) + line(["---"] * len(listing.head)) + "".join(map(line, listing.rows))


def _documents() -> Listing:
    from jiedai.documents.catalog import catalog
    from jiedai.model.base import AUDIENCES
    from jiedai.workspace import Workspace

    found = catalog(Workspace.around(Path.cwd()))
    for broken in found.diagnostics:
        console.say(f"{broken.file}:{broken.span.line}: {broken.message}")
    head = (_("文件"), _("名称"), _("对象"), _("格式"), _("模板"))
    rows = [
        (
            template.id,
            template.name(current()),
            AUDIENCES[template.audience] if current() == "zh" else template.audience,
            " ".join(template.formats),
            _("本单位") if template.own else _("内置"),
        )
        for template in found.templates.values()
    ]
    data = [
        {
            "id": template.id,
            "title": {language: template.name(language) for language in LANGUAGES},
            "audience": template.audience,
            "formats": list(template.formats),
            "template": "own" if template.own else "built-in",
        }
        for template in found.templates.values()
    ]
    return Listing(head, rows, data)


def _formats() -> Listing:
    from jiedai.formats import names, writer

    rows, data = [], []
    for module in map(writer, names()):
        name = module.SUFFIX.removeprefix(".")
        rows.append((name, module.SUFFIX, _(module.TITLE)))
        data.append({"id": name, "suffix": module.SUFFIX, "title": in_both(module.TITLE)})
    return Listing((_("格式"), _("后缀"), _("名称")), rows, data)


def _rules() -> Listing:
    from jiedai.cli.findings import book_here
    from jiedai.cli.rules import rules_of

    return rules_of(book_here())


def _audiences() -> Listing:
    from jiedai.model.base import AUDIENCES

    rows = [(name, _(title)) for name, title in AUDIENCES.items()]
    data = [{"id": name, "title": in_both(title)} for name, title in AUDIENCES.items()]
    return Listing((_("对象"), _("名称")), rows, data)


_LISTINGS: dict[str, Callable[[], Listing]] = {
    "documents": _documents,
    "formats": _formats,
    "rules": _rules,
    "audiences": _audiences,
}
