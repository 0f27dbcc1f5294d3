"""What is looked at before a visit, as a form; `jiedai gate` prints it with what is still missing filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View
from jiedai.language import catalog
from jiedai.visit.gates import DAY_1, TITLES, asked


def facts(sight: Sight) -> Mapping[str, Any]:
    """`rows`, each with its `title`, how many things are missing (`count`, None while nobody has looked), `lines` that
    say what and whom to ask, and how many `more` there are; `name` of the gate, whether it is `passed` (None as yet),
    `warnings`, and the `digest` of what was judged.
    """
    say = catalog(sight.labels).gettext
    blank = {"count": None, "lines": (), "more": 0}
    rows = tuple(View("row", {"title": say(TITLES[code]), **blank}) for code in asked(DAY_1))
    return {"name": "", "passed": None, "rows": rows, "warnings": (), "digest": ""}
