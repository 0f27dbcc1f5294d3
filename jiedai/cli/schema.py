"""`jiedai schema`: the JSON Schema of a plan, an office file, its knowledge, or of what `jiedai show -f json` gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.model.base import Node
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schema import schema

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Schema


def _knowledge() -> type[Node]:
    from jiedai.model.knowledge import Knowledge

    return Knowledge


_ROOTS: dict[str, Callable[[], type[Node]]] = {"plan": lambda: Plan, "office": lambda: Office, "knowledge": _knowledge}


def run(options: Schema) -> int:
    """Print a schema, or write it to a file."""
    if options.root == "show":
        from jiedai.visit.readings import schema as shown

        made = shown()
    else:
        made = schema(_ROOTS[options.root]())
    console.deliver(json.dumps(made, ensure_ascii=False, indent=2) + "\n", options.output)
    return FINE
