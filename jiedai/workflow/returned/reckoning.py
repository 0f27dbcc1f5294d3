"""What a cell of a paper was reckoned from, that says no value of the plan alone: sums, counts, times of a whole day.

A paper keeps only which values it says. What else it says is told by printing it once more, with everything marked
that a text was made from; the cell is found again by the row that it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from jiedai.language import _, current
from jiedai.visit.addresses import Address
from jiedai.workflow.returned.aligning import flat
from jiedai.workflow.returned.wording import called

Row = tuple[str, ...]
"""The texts of a row's cells without blanks, empty ones at its end left out; a paragraph is one cell."""
_MOST = 4
"""So many sources are named; of more it is said how many there are."""


class Reckoning:
    """What the texts of one paper were made from; `again` prints it anew, with its trace, where somebody asks."""

    def __init__(self, again: Callable[[], Mapping[str, Any] | None] = lambda: None) -> None:
        self._again = again

    def behind(self, row: Sequence[str], column: int) -> str:
        """What a cell of a printed row was made from, in words; empty where that is not known."""
        addresses = self._made_from.get((_row(row), column), ())
        names = list(dict.fromkeys(_name(one) for one in addresses))
        listed = _("、").join(names[:_MOST])
        return _("{names}等 {count} 处").format(names=listed, count=len(names)) if len(names) > _MOST else listed

    @cached_property
    def _made_from(self) -> dict[tuple[Row, int], list[Address]]:
        trace = self._again()
        if trace is None:
            return {}
        sources = [[Address(*one) for one in addresses] for addresses in trace["from"]]
        rows = [row for table in trace["tables"] for row in table["rows"]]
        rows += [[line] for line in trace.get("lines", [])]
        found: dict[tuple[Row, int], list[Address]] = {}
        for row in rows:
            texts = _row([said if isinstance(said, str) else "".join(text for text, _n in said) for said in row])
            for column, said in enumerate(row):
                numbers = [] if isinstance(said, str) else [-2 - number for _text, number in said if number < -1]
                if numbers:
                    found.setdefault((texts, column), [one for number in numbers for one in sources[number]])
        return found


def _name(address: Address) -> str:
    """What a source is called: 时迁的电话; of a whole record, whose fields are many, 用餐“A3”."""
    if address.field or address.entry is None:
        return called(str(address), current())
    return _("{section}“{entry}”").format(section=called(address.section, current()), entry=address.entry)


def _row(texts: Sequence[str]) -> Row:
    cells = [flat(text) for text in texts]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
