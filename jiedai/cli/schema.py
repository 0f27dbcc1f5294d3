"""`jiedai schema`: the JSON Schema of an office's files, or of what `jiedai show -f json` gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, unwritable
from jiedai.language import _
from jiedai.model.schema import schema
from jiedai.workflow.drafting.schemas import ROOTS, modeline, write_schemas
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Schema


def run(options: Schema) -> int:
    """Print a schema, write it to a file, or write all of them for the editors of this office."""
    if options.write:
        return _write(options)
    if options.root == "show":
        from jiedai.visit.readings import schema as shown_schema

        made = shown_schema()
    else:
        made = schema(ROOTS[options.root])
    console.deliver(json.dumps(made, ensure_ascii=False, indent=2) + "\n", options.output)
    return FINE


def _write(options: Schema) -> int:
    """Write the schemas beside the plans, and say by which line a file leads to its own."""
    workspace = Workspace.around(Path.cwd())
    if options.output is not None or not workspace.plans_dir.is_dir():
        problem = _("--write 写到 plans/.jiedai/，不用 -o") if options.output else _("这里没有 plans/ 文件夹")
        raise Failure(problem, _("先用 jiedai new 新建方案") if not options.output else "")
    try:
        written = write_schemas(workspace)
    except OSError as error:
        raise unwritable(error, shown(workspace.plans_dir)) from None
    for path in written:
        console.data(shown(path))
    names = {"plan": _("方案"), "office": "office.yaml", "knowledge": "knowledge/"}
    for name, called in names.items():
        console.say(_("{file} 的第一行写：{line}").format(file=called, line=f"# {modeline(name)}"))
    return FINE
