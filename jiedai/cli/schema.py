"""`jiedai schema`: the JSON Schema of a plan, an office file, its knowledge, or what a command gives with `-f json`."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, suggestion
from jiedai.language import _

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Schema


def run(options: Schema) -> int:
    """Print a schema, or write it to a file."""
    made = _schema(" ".join(options.root or ["plan"]))
    console.deliver(json.dumps(made, ensure_ascii=False, indent=2) + "\n", options.output)
    return FINE


def _schema(name: str) -> dict[str, Any]:
    """The schema of a name. Failure where there is none."""
    if name in _ROOTS:
        from jiedai.model.schema import schema

        module, root = _ROOTS[name]
        return schema(getattr(import_module(module), root))
    if name == "show":
        from jiedai.visit.readings import schema as shown

        return shown()
    from jiedai.cli import outputs

    if name not in outputs.names():
        known = [*_ROOTS, "show", *outputs.names()]
        raise Failure(_("没有“{name}”的 Schema").format(name=name), suggestion(name, known))
    return outputs.schema(name)


_ROOTS = {
    "plan": ("jiedai.model.plan", "Plan"),
    "office": ("jiedai.model.office", "Office"),
    "knowledge": ("jiedai.model.knowledge", "Knowledge"),
}
"""The model of each file that an office writes, imported when its schema is asked for."""
