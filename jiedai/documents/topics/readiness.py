"""What is looked at before a visit, as a form; `jiedai gate` prints it with what is still missing filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiedai.documents.topics import Sight
from jiedai.documents.view import View
from jiedai.language import catalog
from jiedai.visit.gates import DAY_1, TITLES, asked


def facts(sight: Sight) -> Mapping[str, Any]:
    """`rows`, each with its `title`, how many things are missing (`count`), `lines` that say what and whom to ask, and
    how many `more` there are; whether the gate was `judged` at all, its `name`, whether it is `passed`, `warnings`, and
    the `digest` of what was judged.
    """
    say = catalog(sight.labels).gettext
    blank = {"count": 0, "lines": (), "more": 0}
    rows = tuple(View("row", {"title": say(TITLES[code]), **blank}) for code in asked(DAY_1))
    return {"judged": False, "name": "", "passed": False, "rows": rows, "warnings": (), "digest": ""}
