"""Which row and which table of a paper that came back is which of the one that was printed, by what most cells say.

Rows are moved, sorted, added and taken out by hand; no number of a row survives that. What is alike in most cells is
the same; what is like nothing is new.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
Row = Sequence[str]
"""The texts of a row's cells, without blanks; empty ones count for nothing."""


def flat(text: str) -> str:
    """A text without what nobody sees: blanks, line breaks, marks of layout."""
    return _UNSEEN.sub("", text)


def paired(before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """For each row that was printed the one that it is now, where that is beyond doubt."""
    pairs = _same(before, after)
    pairs |= _alike(before, after, pairs)
    return pairs | _between(before, after, pairs)


def _same(before: Sequence[Row], after: Sequence[Row]) -> dict[int, int]:
    """Rows that say what they said; of several alike the first is the first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, row in enumerate(after):
        places[_key(row)].append(number)
    pairs = {}
    for number, row in enumerate(before):
        if places[_key(row)]:
            pairs[number] = places[_key(row)].pop(0)
    return pairs


def _key(row: Row) -> tuple[str, ...]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _alike(before: Sequence[Row], after: Sequence[Row], pairs: dict[int, int]) -> dict[int, int]:
    """Of the others those that are alike in half of what was printed, the most alike first."""
    taken = set(pairs.values())
    rest = [number for number in range(len(after)) if number not in taken and any(after[number])]
    counted = {other: Counter(cell for cell in after[other] if cell) for other in rest}
    holding: dict[str, list[int]] = defaultdict(list)
    for other in rest:
        for cell in counted[other]:
            holding[cell].append(other)
    found: list[tuple[float, int, int, int, int]] = []
    for one in range(len(before)):
        if one in pairs or not any(before[one]):
            continue
        said = Counter(cell for cell in before[one] if cell)
        for other in _candidates(said, holding):
            same = sum((said & counted[other]).values())  # wherever they stand: columns come and go
            if 2 * same >= said.total() and same:
                there = sum(bool(a) and a == b for a, b in zip(before[one], after[other], strict=False))
                found.append((-same / said.total(), -there, abs(one - other), one, other))
    made: dict[int, int] = {}
    used: set[int] = set()
    for _share, _there, _far, one, other in sorted(found):
        if one not in made and other not in used:
            made[one] = other
            used.add(other)
    return made


_COMMON = 20
"""A text in more rows than that, such as the unit of everybody, tells none of them from the others."""


def _candidates(said: Iterable[str], holding: Mapping[str, list[int]]) -> list[int]:
    """The rows that share a text with one, by its rare texts where it has some: a list of 500 is gone through once."""
    found = [holding[cell] for cell in said if cell in holding]
    rare = [rows for rows in found if len(rows) <= _COMMON]
    return sorted({row for rows in rare or found for row in rows})


def _between(before: Sequence[Row], after: Sequence[Row], pairs: dict[int, int]) -> dict[int, int]:
    """What stands alone between two neighbours that are known is what stood alone between them."""
    made: dict[int, int] = {}
    taken = set(pairs.values())
    for one in range(len(before)):
        if one in pairs or not any(before[one]):
            continue
        above = next((pairs[at] for at in range(one - 1, -1, -1) if at in pairs), -1)
        below = next((pairs[at] for at in range(one + 1, len(before)) if at in pairs), len(after))
        gap = [at for at in range(above + 1, below) if at not in taken and any(after[at])]
        lost = [at for at in _gap(before, pairs, one) if any(before[at])]
        if len(gap) == len(lost) == 1:
            made[one] = gap[0]
    return made


def _gap(before: Sequence[Row], pairs: dict[int, int], one: int) -> range:
    """The rows around one of which nothing is known."""
    first = next((at + 1 for at in range(one - 1, -1, -1) if at in pairs), 0)
    return range(first, next((at for at in range(one + 1, len(before)) if at in pairs), len(before)))


def columns(before: Sequence[Row], after: Sequence[Row], pairs: dict[int, int]) -> dict[int, int]:
    """For each column that was printed the one that it is now: by its texts, where columns came, went or moved."""
    width = max(map(len, before), default=0)
    wide = max(map(len, after), default=0)
    same = {at: at for at in range(width)}

    def column(rows: Sequence[Row], numbers: Sequence[int], at: int) -> Row:
        return [rows[number][at] if at < len(rows[number]) else "" for number in numbers]

    known = sorted(pairs)
    old = [column(before, known, at) for at in range(width)]
    new = [column(after, [pairs[number] for number in known], at) for at in range(wide)]
    if width == wide and not _moved(old, new):
        return same
    found = paired(old, new)
    return found if any(any(cells) for cells in old) and found else same


def _moved(old: Sequence[Row], new: Sequence[Row]) -> bool:
    """Whether a column says at another place what it said, and not where it was."""
    places = {tuple(column): at for at, column in reversed(list(enumerate(new))) if sum(map(bool, column)) > 1}
    return any(
        tuple(column) in places and tuple(new[at]) != tuple(column) and at != places[tuple(column)]
        for at, column in enumerate(old)
    )
