"""`jiedai schema`: the JSON Schema of a plan, an office file, its knowledge, or what a command gives with `-f json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, suggestion, unwritable
from jiedai.language import _
from jiedai.model.schema import schema
from jiedai.workflow.drafting.schemas import ROOTS, modeline, write_schemas
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Schema


def run(options: Schema) -> int:
    """Print a schema, write it to a file, or write those of an office's files where its editors look for them."""
    if options.write:
        return _write(options)
    made = _schema(" ".join(options.root or ["plan"]))
    console.deliver(json.dumps(made, ensure_ascii=False, indent=2) + "\n", options.output)
    return FINE


def _schema(name: str) -> dict[str, Any]:
    """The schema of a name. Failure where there is none."""
    if name in ROOTS:
        return schema(ROOTS[name])
    if name == "show":
        from jiedai.visit.readings import schema as shown_schema

        return shown_schema()
    from jiedai.cli import outputs

    if name not in outputs.names():
        known = [*ROOTS, "show", *outputs.names()]
        raise Failure(_("没有“{name}”的 Schema").format(name=name), suggestion(name, known))
    return outputs.schema(name)


def _write(options: Schema) -> int:
    """Write the schemas beside the plans, and say by which line a file leads to its own."""
    workspace = Workspace.around(Path.cwd())
    if options.output is not None or options.root:
        raise Failure(_("--write 把几种都写到 plans/.jiedai/，后面什么也不写"))
    if not workspace.plans_dir.is_dir():
        raise Failure(_("这里没有 plans/ 文件夹"), _("先用 jiedai new 新建方案"))
    try:
        written = write_schemas(workspace)
    except OSError as error:
        raise unwritable(error, shown(workspace.plans_dir)) from None
    for path in written:
        console.data(shown(path))
    for name, called in (("plan", _("方案")), ("office", "office.yaml"), ("knowledge", "knowledge/")):
        console.say(_("{file} 的第一行写：{line}").format(file=called, line=f"# {modeline(name)}"))
    return FINE
