"""`jiedai schema`: the JSON Schema of a plan or an office file, or of what `jiedai show -f json` gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schema import schema

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Schema


def run(options: Schema) -> int:
    """Print a schema, or write it to a file."""
    if options.root == "show":
        from jiedai.visit.readings import schema as shown

        made = shown()
    else:
        made = schema(Plan if options.root == "plan" else Office)
    console.deliver(json.dumps(made, ensure_ascii=False, indent=2) + "\n", options.output)
    return FINE
