"""`jiedai schema`: the JSON Schema of a plan or an office file."""

from __future__ import annotations

import json
from pathlib import Path

from jiedai.cli import completion, console
from jiedai.cli.failure import FINE, Failure, suggestion, unwritable
from jiedai.language import _


def run(root: str, output: str | None) -> int:
    """Print a schema, or write it to a file, which may exist: it is made, not written by hand."""
    if root not in completion.ROOTS:
        raise Failure(_("没有“{root}”的 Schema").format(root=root), suggestion(root, completion.ROOTS))
    from jiedai.model.office import Office
    from jiedai.model.plan import Plan
    from jiedai.model.schema import schema

    text = json.dumps(schema(Plan if root == "plan" else Office), ensure_ascii=False, indent=2) + "\n"
    if output is None or output == "-":
        console.data(text)
        return FINE
    from jiedai.source.save import write_atomic

    try:
        write_atomic(Path(output), text.encode())
    except OSError as error:
        raise unwritable(error, output) from None
    console.say(_("写好了 {path}").format(path=output))
    return FINE
