"""`python -m tests.workflow.intake [-v] [ID…]`: how well the collection is read; -v shows what is not right."""

from __future__ import annotations

import sys

from jiedai.workflow.intake import intake
from jiedai.workflow.intake.found import Read, Refused
from tests.workflow.intake.collection import cases
from tests.workflow.intake.scoring import Score, score

verbose, only = "-v" in sys.argv, [word for word in sys.argv[1:] if not word.startswith("-")]
total: dict[str, Score] = {}
for case in cases():
    if only and not any(word in case.id for word in only):
        continue
    try:
        read = intake.read(case.data, case.name, case.as_of)
    except Refused:
        read = Read("list", ())
    found = score(read, case.gold)
    total.setdefault(case.id.partition(":")[0], Score()).add(found)
    if found.lines and verbose:
        print(case.id, *found.lines, sep="\n    ")
whole = Score()
for name, part in total.items():
    whole.add(part)
    print(f"{name}: {part.right} of {part.total} right, {part.invented} invented")
print(
    f"{whole.right} of {whole.total} values right ({100 * whole.right / whole.total:.1f} %), {whole.invented} invented"
)
