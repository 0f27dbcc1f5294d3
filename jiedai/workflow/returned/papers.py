"""A paper of ours that somebody changed: each cell against what was printed there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from jiedai.language import _
from jiedai.visit.addresses import Address
from jiedai.workflow.intake.found import Cell, Source
from jiedai.workflow.intake.merging import Unread
from jiedai.workflow.returned.aligning import columns, flat, paired
from jiedai.workflow.returned.merging import Told
from jiedai.workflow.returned.parts import Part, changed, normal
from jiedai.workflow.returned.reckoning import Reckoning

_HEAD = 32
"""Characters of a row that name it."""


@dataclass
class Edited:
    """What a paper says other than what was printed. `told` are values of the plan, `unknown` all else.

    `standing` is every value that it says now, changed or not, whatever was printed there.
    """

    told: list[Told] = field(default_factory=list)
    standing: list[Told] = field(default_factory=list)
    unknown: list[Unread] = field(default_factory=list)


class BadTrace(Exception):
    """A trace that is none of ours any more."""


def compared(source: Source, trace: Mapping[str, Any], reckoning: Reckoning | None = None) -> Edited:
    """A paper that came back against the trace that it was printed with; `reckoning` tells what a cell that says no
    value was made from. Raises BadTrace.
    """
    reckoning = reckoning or Reckoning()
    try:
        addresses = [Address(str(one[0]), one[1] and str(one[1]), str(one[2])) for one in trace["at"]]
        tables = [_Printed(str(table["name"]), [list(map(_parts, row)) for row in table["rows"]])
                  for table in trace["tables"]]  # fmt: skip
        lines = list(map(_parts, trace.get("lines", [])))
        said = [*lines, *(parts for table in tables for _at, parts in table.cells())]
        if any(number >= len(addresses) for parts in said for _text, number in parts):
            raise BadTrace
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise BadTrace from None
    edited = Edited()
    now = {table.name: table.rows for table in source.tables}
    for number, table in _matched(tables, now):
        if number is None:
            edited.unknown.append(Unread(table.name, "", _("这张表没有了；方案里的没有删")))
        else:
            _table(edited, table, now.pop(number), addresses, reckoning)
    for rows in now.values():
        for row in rows:
            _new(edited, row)
    if "lines" in trace:
        now_lines = [Cell(line.text, line.where) for line in source.lines if line.text.strip()]
        _lines(edited, lines, now_lines, addresses, reckoning)
    return edited


@dataclass
class _Printed:
    """A table as it was printed: its name, and the parts of each cell."""

    name: str
    rows: list[list[list[Part]]]

    def cells(self) -> Iterator[tuple[tuple[int, int], list[Part]]]:
        for row, cells in enumerate(self.rows):
            for column, parts in enumerate(cells):
                yield (row, column), parts

    @property
    def texts(self) -> list[list[str]]:
        """What its cells say, without blanks."""
        return [[flat("".join(text for text, _number in parts)) for parts in row] for row in self.rows]


def _parts(said: Any) -> list[Part]:
    if isinstance(said, str):
        return [(said, -1)]
    return [(str(text), int(number)) for text, number in said]


def _matched(tables: Sequence[_Printed], now: Mapping[str, Any]) -> Iterator[tuple[str | None, _Printed]]:
    """The table that each is now: of the same name, where that says the same things, else the one most alike."""
    texts = {name: {flat(cell.text) for row in rows for cell in row} - {""} for name, rows in now.items()}
    taken: set[str] = set()
    for table in tables:
        said = {text for row in table.texts for text in row} - {""}
        alike = {name: len(said & there) for name, there in texts.items() if name not in taken}
        named = alike.get(table.name, 0)
        best = max(alike, key=lambda name: (alike[name], name == table.name), default=None)
        if named and 2 * named >= alike[best or table.name]:
            best = table.name
        if best is not None and (alike[best] or not said):
            taken.add(best)
            yield best, table
        else:
            yield None, table


def _table(
    edited: Edited,
    table: _Printed,
    now: Sequence[Sequence[Cell]],
    addresses: Sequence[Address],
    reckoning: Reckoning,
) -> None:
    before = table.texts
    width = max((len(row) for row in now), default=0)
    after = [["" if cell.repeated else flat(cell.text) for cell in row] for row in now]
    rows = paired([[*row, *[""] * (width - len(row))] for row in before], after)
    across = columns(before, after, rows)
    seen: set[tuple[int, int]] = set()
    for number, parts in enumerate(table.rows):
        if number not in rows:
            if any(before[number]):
                head = " ".join(text for text in before[number] if text)[:_HEAD]
                edited.unknown.append(Unread(table.name, head, _("这一行没有了；方案里的没有删")))
            continue
        row, first = now[rows[number]], (len(edited.told), len(edited.standing))
        for column, part in enumerate(parts):
            at = across.get(column)
            if at is not None and at < len(row):
                seen.add((rows[number], at))
                _cell(edited, part, row[at], addresses, partial(reckoning.behind, before[number], column))
        _of_another(edited, *first)
    _columns_gone(edited, table, set(rows), set(across))
    used = set(rows.values())
    for number, row in enumerate(now):
        if number not in used:
            _new(edited, row)
            continue
        for at, cell in enumerate(row):
            if (number, at) not in seen and cell.text and not cell.repeated:
                edited.unknown.append(Unread(cell.where, cell.text, _("印的时候这里是空的")))


def _of_another(edited: Edited, first: int, standing: int) -> None:
    """Of what a row tells, take back what is told of an entry that the same row calls by another name.

    `first` and `standing` are where the row begins in what is told, and in what stands.

    Somebody typed over a row: what stands beside the new name is the new one's, and would be put down to the old one.
    """
    row = edited.told[first:]
    names = {one.address[:2]: one for one in row if one.address.field == "name" and not _mistyped(one)}
    edited.standing[standing:] = [one for one in edited.standing[standing:] if one.address[:2] not in names]
    beside = [one for one in row if one.address[:2] in names and one is not names[one.address[:2]] and one.theirs]
    for one in beside:
        edited.told.remove(one)
        name = names[one.address[:2]]
        why = _("这一行的姓名从“{old}”改成了“{new}”，不知道说的是谁").format(old=name.base, new=name.theirs)
        edited.unknown.append(Unread(one.cell, one.theirs, why))


def _mistyped(name: Told) -> bool:
    """Whether a name differs from what was printed by a character alone: 李平 that was 李萍."""
    old, new = flat(name.base or ""), flat(name.theirs)
    return len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1


def _columns_gone(edited: Edited, table: _Printed, rows: Collection[int], across: Collection[int]) -> None:
    """Tell of the columns with values of the plan that the paper has no more."""
    gone = {
        column
        for (row, column), parts in table.cells()
        if row in rows and column not in across and any(number >= 0 and text for text, number in parts)
    }
    for column in sorted(gone):
        head = next(text for row in table.texts for text in row[column : column + 1] if text)
        edited.unknown.append(Unread(table.name, head[:_HEAD], _("这一列没有了；方案里的没有删")))


def _new(edited: Edited, row: Iterable[Cell]) -> None:
    """A row or table that was not printed: what it says is told, once."""
    filled = [cell for cell in row if cell.text and not cell.repeated]
    if filled:
        text = " ".join(cell.text for cell in filled)
        edited.unknown.append(Unread(filled[0].where, text, _("新加的一行")))


def _cell(
    edited: Edited, parts: list[Part], cell: Cell, addresses: Sequence[Address], behind: Callable[[], str]
) -> None:
    before = "".join(text for text, _number in parts)
    if not cell.repeated:
        _standing(edited, parts, cell, addresses)
    if cell.repeated or flat(before) == flat(cell.text):
        return
    found = changed(parts, cell.text) if any(number >= 0 for _text, number in parts) else None
    if found is None:
        edited.unknown.append(Unread(cell.where, cell.text, _why(before, behind)))
        return
    for number, (was, now) in found.items():
        edited.told.append(Told(addresses[number], was, now, cell.where))


def _why(before: str, behind: Callable[[], str]) -> str:
    """Why a cell is not put into the plan; one that is reckoned says from what, for that is what can be changed."""
    if not before:
        return _("印的时候这里是空的")
    if made_from := behind():
        return _("印的是“{before}”，从{sources}来；要改请改那里").format(before=before, sources=made_from)
    return _("印的是“{before}”，这里没有一个可以改的值").format(before=before)


def _standing(edited: Edited, parts: list[Part], cell: Cell, addresses: Sequence[Address]) -> None:
    """What the values of a cell are now; nothing where that cannot be told."""
    before = "".join(text for text, _number in parts)
    found = {} if flat(before) == flat(cell.text) else changed(parts, cell.text)
    for text, number in parts:
        if number >= 0 and found is not None:
            now = found[number][1] if number in found else normal(text)
            if now:
                edited.standing.append(Told(addresses[number], None, now, cell.where))


def _lines(
    edited: Edited,
    printed: list[list[Part]],
    now: list[Cell],
    addresses: Sequence[Address],
    reckoning: Reckoning,
) -> None:
    """Paragraphs outside tables: the values that stand in them word for word, and what changed of all else."""
    before = ["".join(text for text, _number in parts) for parts in printed]
    old, new = [flat(text) for text in before], [flat(line.text) for line in now]
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        pairs = list(zip(range(first, last), range(start, end), strict=False))
        for number, at in pairs:
            if tag == "equal":
                _standing(edited, printed[number], now[at], addresses)
            elif _says(printed[number]) and (last - first == end - start or _alike(old[number], new[at])):
                _cell(edited, printed[number], now[at], addresses, partial(reckoning.behind, [before[number]], 0))
            else:
                _new_line(edited, now[at])
        for line in now[start + len(pairs) : end]:
            _new_line(edited, line)
        for text in before[first + len(pairs) : last]:
            edited.unknown.append(Unread(_("正文"), text.strip(), _("这一段没有了")))


def _says(parts: list[Part]) -> bool:
    """Whether a value of the plan stands in a paragraph."""
    return any(number >= 0 for _text, number in parts)


def _alike(old: str, new: str) -> bool:
    """Whether a paragraph is the one printed there, changed, where others came or went beside it."""
    return SequenceMatcher(a=old, b=new, autojunk=False).ratio() >= 0.5


def _new_line(edited: Edited, line: Cell) -> None:
    edited.unknown.append(Unread(line.where, line.text.strip(), _("正文改过，不是一个可以改的值")))
