"""Tables that do not have a row for each guest: one for who is fetched and one for who is brought, one for each crew.

Both are put into rows of one guest each, as the reader of lists knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiedai.patterns import regex
from jiedai.workflow.intake.found import Cell, Table
from jiedai.workflow.intake.heads import Mapping, field_of, part_of
from jiedai.workflow.intake.rows import may_be_name, names_apart, of_one

Rows = tuple[tuple[Cell, ...], ...]

_FETCHED = regex(r"(?:迎?接|抵|到|来|去程|来程|抵达|到达|入住?)(?:[站机送达]|机场)?|arrival|pick-?up|in", re.IGNORECASE)
_BROUGHT = regex(r"(?:欢?送|离|返|回|返程|离开|返回|回程)(?:[站机别开程]|机场)?|departure|drop-?off|out", re.IGNORECASE)
_PARTS = ("date", "time", "by", "place")


def of_fetching(table: Table) -> tuple[Rows, Mapping] | None:
    """One row a guest, and the fields of the columns, of a table that says of each row whether it is a 接 or a 送.

    None for any other table. What one guest has two of (two arrivals) is left out.
    """
    for number, row in enumerate(table.rows[:6]):
        ways = next((at for at in range(len(row)) if _tells_way(table.rows[number + 1 :], at)), None)
        fields = {at: field_of(cell.text) for at, cell in enumerate(row)}
        names = [at for at, name in fields.items() if name == "name"]
        parts = {at: part for at, cell in enumerate(row) if at not in (ways, *names) and (part := part_of(cell.text))}
        if ways is None or len(names) != 1 or not parts:
            continue
        guests: dict[str, dict[str, Cell | None]] = {}
        for below in table.rows[number + 1 :]:
            way = "leave" if _BROUGHT.fullmatch(below[ways].text) else "arrive"
            for name in names_apart(below[names[0]]):
                guest = guests.setdefault(name.text, {"name": name})
                if f"{way}.twice" in guest:
                    continue
                if any(key.startswith(f"{way}.") for key in guest):
                    guests[name.text] = {key: cell for key, cell in guest.items() if not key.startswith(f"{way}.")}
                    guests[name.text][f"{way}.twice"] = None
                    continue
                guest |= {f"{way}.{part}": below[at] for at, part in parts.items() if below[at].text}
        return _as_rows(guests.values())
    return None


def _tells_way(rows: Rows, at: int) -> bool:
    told = [row[at].text for row in rows if at < len(row) and any(cell.text for cell in row)]
    return len(told) > 1 and all(_FETCHED.fullmatch(text) or _BROUGHT.fullmatch(text) for text in told)


def _as_rows(guests: Iterable[dict[str, Cell | None]]) -> tuple[Rows, Mapping]:
    keys = ["name", *(f"{way}.{part}" for way in ("arrive", "leave") for part in _PARTS)]
    nothing = Cell("", "")
    return (
        tuple(tuple(guest.get(key) or nothing for key in keys) for guest in guests),
        dict(enumerate(keys)),
    )


def of_crews(rows: Rows, fields: Mapping) -> tuple[Rows, Mapping]:
    """Rows with one column of names, of a table that has several side by side: 组长 | 组员 | 职务.

    What else a row says is of whom it names; of a row that names several only the unit is everybody's.
    """
    names = [at for at, name in fields.items() if name == "name"]
    if len(names) < 2 or names[-1] - names[0] != len(names) - 1:
        return rows, fields
    made = []
    for row in rows:
        named = [row[at] for at in names if row[at].text and not row[at].repeated and may_be_name_of(row[at])]
        for cell in named:
            said = {
                at: row[at] if len(named) == 1 or name in ("unit", "department") else of_one(row[at], name, cell.text)
                for at, name in fields.items()
                if at not in names
            }
            made.append(tuple(cell if at == names[0] else said.get(at, Cell("", "")) for at in range(len(row))))
        if not named:
            made.append(row)
    return tuple(made), {at: name for at, name in fields.items() if at not in names[1:]}


def may_be_name_of(cell: Cell) -> bool:
    """Whether a cell may hold a name or several."""
    return all(may_be_name(re.sub(r"[（(].*", "", one.text)) for one in names_apart(cell))
