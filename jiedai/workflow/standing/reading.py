"""The rows of a workbook of standing data: what an office typed, or what was given out and came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jiedai.language import _
from jiedai.model.base import Node, keys_of
from jiedai.workflow.intake.found import Cell, Source, Table
from jiedai.workflow.intake.merging import Unread
from jiedai.workflow.returned.merging import Unreadable, read_as
from jiedai.workflow.standing.tables import ORGANISATION, SECTIONS, Section, titles, typed_value


@dataclass(frozen=True)
class Row:
    """An entry of a table: its cells by attribute, and what stood in them when they were given out."""

    section: Section
    cells: Mapping[str, Cell]
    known: str
    """What it is known by, as `entry_name` makes it."""


@dataclass
class Rows:
    """What a workbook says."""

    organisation: dict[str, Cell] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    """The texts of its cells when it was given out, by section, entry and attribute."""


def read_rows(source: Source, trace: Mapping[str, Any] | None) -> Rows:
    """The rows of every sheet that is one of our tables; a sheet of another name is passed over."""
    found = Rows()
    base = (trace or {}).get("cells")
    printed = {str(where): str(text) for where, text in base.items()} if isinstance(base, dict) else {}
    for table in source.tables:
        section = next((one for one in (ORGANISATION, *SECTIONS) if table.name in titles(one)), None)
        if section is None:
            continue
        if section is ORGANISATION:
            _organisation(found, table)
        else:
            _table(found, section, table)
    _remember(found, source, printed)
    return found


def _attributes(model: type[Node]) -> dict[str, str]:
    """Attributes by what their columns may be called."""
    return {name: attribute for attribute, english, zh in keys_of(model) for name in (zh, english)}


def _organisation(found: Rows, table: Table) -> None:
    names = _attributes(ORGANISATION.model)
    for row in table.rows:
        for at, cell in enumerate(row[:-1]):
            attribute = names.get(re.sub(r"[\s：:*]", "", cell.text))
            if attribute and row[at + 1].text and not row[at + 1].repeated:
                if problem := _problem(ORGANISATION.model, attribute, row[at + 1]):
                    found.refused.append(problem)
                else:
                    found.organisation[attribute] = row[at + 1]
                break


def _table(found: Rows, section: Section, table: Table) -> None:
    heads = _heads(section, table.rows)
    if heads is None:
        return
    begin, at = heads
    for row in table.rows[begin:]:
        cells = {name: row[number] for number, name in at.items() if number < len(row) and row[number].text}
        if not cells:
            continue
        known = _known(section, cells)
        if not known:
            first = next(iter(cells.values()))
            told = _("这一行没有写{what}").format(what=_("、").join(_title(section, one) for one in section.known_by))
            found.refused.append(Unread(first.where, first.text, told))
            continue
        sound = {}
        for attribute, cell in cells.items():
            if problem := _problem(section.model, attribute, cell):
                found.refused.append(problem)
            else:
                sound[attribute] = cell
        found.rows.append(Row(section, sound, known))


def _title(section: Section, attribute: str) -> str:
    return next(zh for one, _english, zh in keys_of(section.model) if one == attribute)


def _heads(section: Section, rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[int, str]] | None:
    """The first row behind the heads, and the attribute of each column."""
    names = _attributes(section.model)
    for number, row in enumerate(rows[:10]):
        at = {
            place: attribute
            for place, cell in enumerate(row)
            if (attribute := names.get(re.sub(r"[\s*]|[（(].*[)）]", "", cell.text)))
        }
        if set(section.known_by) <= set(at.values()):
            return number + 1, at
    return None


def _known(section: Section, cells: Mapping[str, Cell]) -> str:
    return entry_name([cells[name].text for name in section.known_by if name in cells], section)


def entry_name(parts: Sequence[Any], section: Section) -> str:
    """What an entry is known by: its name; of a road both ends, either way. Empty where a part is missing."""
    texts = [re.sub(r"\s+", "", str(part)) for part in parts if part not in (None, "")]
    return "/".join(sorted(texts)) if len(texts) == len(section.known_by) else ""


def _problem(model: type[Node], attribute: str, cell: Cell) -> Unread | None:
    """Why a cell is not taken; None where its field takes it."""
    if attribute == "phone" and re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", cell.text.strip()):
        return Unread(cell.where, cell.text, _("号码不完整或变了样；照原件补上"))
    try:
        read_as(model, attribute, typed_value(model, attribute, cell.text), None)
    except Unreadable as error:
        return Unread(cell.where, cell.text, str(error))
    return None


def _remember(found: Rows, source: Source, printed: Mapping[str, str]) -> None:
    """What stood in the cells of each entry when it was given out: entries are found again wherever they stand now."""
    if not printed:
        return
    for section, row in _printed_rows(printed):
        known = entry_name([row.get(name, "") for name in section.known_by], section) if section.known_by else ""
        for attribute, text in row.items():
            found.printed[f"{section.name}/{known}/{attribute}"] = text


def _printed_rows(printed: Mapping[str, str]) -> Iterator[tuple[Section, dict[str, str]]]:
    from jiedai.workflow.intake.sources import column

    for section in SECTIONS:
        sheet, names = titles(section)[0], [attribute for attribute, _english, _zh in keys_of(section.model)]
        numbers = {int(one[1]) for where in printed if (one := re.fullmatch(rf"{sheet}![A-Z]+(\d+)", where))}
        for number in sorted(numbers):
            yield (
                section,
                {
                    name: text
                    for at, name in enumerate(names)
                    if (text := printed.get(f"{sheet}!{column(at)}{number}")) is not None
                },
            )
    sheet, names = titles(ORGANISATION)[0], [attribute for attribute, _e, _z in keys_of(ORGANISATION.model)]
    yield (
        ORGANISATION,
        {name: text for at, name in enumerate(names) if (text := printed.get(f"{sheet}!B{at + 1}")) is not None},
    )
