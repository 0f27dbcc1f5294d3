"""A form that was filled in: what it says other than what we printed on it, however its cells were typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiedai.language import _, catalog
from jiedai.model.rank import level_of
from jiedai.visit.addresses import Address
from jiedai.workflow.forms.questions import COLUMNS, PEOPLE, QUESTIONS, Question
from jiedai.workflow.intake.diets import is_none
from jiedai.workflow.intake.found import Cell, Read, Source, Table, Value, split_guest
from jiedai.workflow.intake.heads import head_row
from jiedai.workflow.intake.journeys import learn_legs
from jiedai.workflow.intake.letters import finished
from jiedai.workflow.intake.lists import read_table
from jiedai.workflow.intake.merging import Unread
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.party import guest_values
from jiedai.workflow.intake.persons import Person, tidy_name
from jiedai.workflow.returned.merging import Told

_WRITTEN_OUT = ("health", "note")
"""Columns that are taken word for word."""


@dataclass
class Answers:
    """What a form says that was not printed on it.

    `people` are the values of the list that differ, `printed` what stood there, by path; `other` is what goes to 其他.
    `names` is everybody who was read from the list, `there` whoever stands on it. `ranks` are ranks in the words of the
    form, by name: the class alone would lose whether somebody is 正科级 or 副科级.
    """

    told: list[Told] = field(default_factory=list)
    people: Read = field(default_factory=lambda: Read("list"))
    printed: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    ranks: dict[str, str] = field(default_factory=dict)
    contact: dict[str, Told] = field(default_factory=dict)
    other: list[Told] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    unknown: list[Unread] = field(default_factory=list)


def read_answers(source: Source, trace: Mapping[str, Any], as_of: dt.date) -> Answers:
    """The answers of a form; `trace` is what it was given out with, empty where that is lost."""
    cells = trace.get("cells")
    printed = {
        str(where): (str(entry.get("path", "")), str(entry.get("base") or ""))
        for where, entry in (cells.items() if isinstance(cells, dict) else ())
        if isinstance(entry, dict)
    }
    base, answers = Base(as_of), Answers()
    listed = next((table for table in source.tables if table.name == PEOPLE or head_row(table)), None)
    if listed is not None:
        _people(answers, listed, printed, base)
    asked = {path: text for path, text in printed.values() if not path.startswith("guests.")}
    for table in source.tables:
        if table is not listed:
            for question, cell in _questions(table):
                _answer(answers, question, cell, asked.get(question.path, "" if asked else None), base)
            if asked:
                _strays(answers, table)
    return answers


# --- the first sheet --------------------------------------------------------------------------------------------------


def _titles(question: Question) -> frozenset[str]:
    """What a question may be called, in either language, without blanks."""
    return frozenset(re.sub(r"\s", "", catalog(lang).gettext(question.title)) for lang in ("zh", "en"))


def _questions(table: Table) -> Iterator[tuple[Question, Cell]]:
    """Each question with the cell of its answer: the one to the right of its title."""
    titles = {title: question for question in QUESTIONS for title in _titles(question)}
    for row in table.rows:
        for at, cell in enumerate(row[:-1]):
            question = titles.get(re.sub(r"[\s：:*]", "", cell.text))
            if question is not None and not cell.repeated:
                yield question, row[at + 1]
                break


def _strays(answers: Answers, table: Table) -> None:
    """Text in cells where the form has none: to the right of what it says of itself, or below its last question."""
    titles = {title for question in QUESTIONS for title in _titles(question)}
    hows = {catalog(lang).gettext(question.how) for question in QUESTIONS for lang in ("zh", "en") if question.how}
    asking = [any(re.sub(r"[\s：:*]", "", cell.text) in titles for cell in row) for row in table.rows]
    if not any(asking):
        return
    first = asking.index(True)
    for number, row in enumerate(table.rows):
        for at, cell in enumerate(row):
            said = cell.text and not cell.repeated and cell.text not in hows
            if said and number >= first and ((asking[number] and at > 1) or not asking[number]):
                answers.unknown.append(Unread(cell.where, cell.text, _("表上这里没有要填的内容")))


def _answer(answers: Answers, question: Question, cell: Cell, base: str | None, at: Base) -> None:
    """One answer, where it differs from what was printed."""
    text = _typed(cell, question.path)
    if text is None:
        answers.refused.append(Unread(cell.where, cell.text, _("号码不完整或变了样；照原件补上")))
        return
    if _flat(text) == _flat(base or ""):
        return
    if not text:
        why = _("清空了；方案里的“{value}”没有删，要删请在方案里删").format(value=base)
        answers.refused.append(Unread(cell.where, "", why))
        return
    section, _dot, name = question.path.rpartition(".")
    told = Told(Address(section, None, name), base, text, cell.where)
    if question.path == "leader":
        _leader(answers, told)
    elif section == "contact":
        answers.contact[name] = told
    elif section == "other":
        if not is_none(text):
            answers.other.append(told)
    elif name in ("arrive", "leave"):
        _journey(answers, name, cell, base, at)
    else:
        answers.told.append(told)


def _leader(answers: Answers, told: Told) -> None:
    """Who leads stands first in the list, which is the order of protocol."""
    name = tidy_name(re.split(r"[，,、 （(]", told.theirs)[0])
    if answers.names[:1] == [name] or (name in answers.names and not told.base):
        return
    if name in answers.names:
        why = _("带队的换成了{name}；在方案的来宾里把他放到第一位").format(name=name)
    else:
        why = _("人员名单里没有{name}；补到名单里，放在第一位").format(name=name)
    answers.refused.append(Unread(told.cell, told.theirs, why))


def _journey(answers: Answers, way: str, cell: Cell, base: str | None, at: Base) -> None:
    """How the party comes or goes: the way of whoever leads it, unless the list says another."""
    if not answers.names:
        answers.refused.append(Unread(cell.where, cell.text, _("人员名单里还没有人，不知道是谁的行程")))
        return
    chief = answers.names[0]
    said = {value.path for value in answers.people.values}
    before = _leg(way, Cell(base or "", cell.where), at)[0]
    leg, left_out = _leg(way, cell, at)
    for facet, value in leg.items():
        path = f"guests.{chief}.{facet}"
        if value != before.get(facet) and path not in said:
            answers.people.values.append(Value(path, value, cell.where))
            if facet in before:
                answers.printed[path] = before[facet]
    answers.refused += [Unread(where, cell.text, why) for where, why in left_out]
    if not leg:
        answers.refused.append(Unread(cell.where, cell.text, _("看不出时间、车次；写成 2026-05-11 09:20 G7401 云溪站")))


def _leg(way: str, cell: Cell, at: Base) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    person, left_out = Person(""), list[tuple[str, str]]()
    if cell.text.strip():
        learn_legs(person, {way: cell}, at, left_out)
    return {facet: value for facet, value in person.known.items() if facet.startswith(way)}, left_out


def _typed(cell: Cell, path: str) -> str | None:
    """What was typed, a date or a number that the program made of it told again; None for a number that is spoilt."""
    value, text = cell.value, cell.text.strip()
    if path.endswith("phone") and re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", text):
        return None
    if isinstance(value, float) and "date" in path and 40_000 <= value < 60_000:
        return (dt.date(1899, 12, 30) + dt.timedelta(days=int(value))).isoformat()
    return " ".join(text.split())


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- the list ---------------------------------------------------------------------------------------------------------


def _people(answers: Answers, table: Table, printed: Mapping[str, tuple[str, str]], base: Base) -> None:
    theirs, left_out, names = _listed(table, base)
    answers.names = names
    ours, before_out, before_names = _listed(_printed_table(printed), base)
    answers.printed = {value.path: value.value for value in ours}
    renamed = dict(_renamed(names, before_names, theirs, ours))
    answers.there = {name for name, _cells in _rows(table)} | set(names) | set(renamed.values())
    for value in theirs:
        if split_guest(value.path)[0] not in renamed and value.value != answers.printed.get(value.path):
            answers.people.values.append(value)
    for name, cells in _rows(table):
        if "rank" in cells and level_of(cells["rank"].text.strip()) is not None:
            answers.ranks[name] = cells["rank"].text.strip()
    for new, old in renamed.items():
        why = _("像是{old}改了名；用 jiedai replace {old} {new} 处处都换").format(old=old, new=new)
        answers.refused.append(Unread(_cell_of(table, new) or PEOPLE, new, why))
    told_before = {why for _where, why in before_out}
    texts = {cell.where: cell.text for row in table.rows for cell in row}
    answers.refused += [Unread(where, texts.get(where, ""), why) for where, why in left_out if why not in told_before]
    _cleared(answers, table, printed)
    read = (
        {value.where for value in theirs} | {where for where, _why in left_out} | {one.cell for one in answers.refused}
    )
    _not_understood(answers, table, printed, read)


def _listed(table: Table, base: Base) -> tuple[list[Value], list[tuple[str, str]], list[str]]:
    """The values of a list, what was left out of it, and the names in its order."""
    listed = read_table(table, base)
    read = Read("list", guest_values(listed.people, {}))
    finished(read)
    values = [value for value in read.values if value.path.startswith("guests.") and value.value is not None]
    names = [person.name for person in listed.people]
    return values + list(_word_for_word(table, set(names))), listed.left_out, names


def _word_for_word(table: Table, names: set[str]) -> Iterator[Value]:
    for name, cells in _rows(table):
        for facet in _WRITTEN_OUT:
            cell = cells.get(facet)
            if cell is not None and name in names and not is_none(cell.text):
                yield Value(f"guests.{name}.{facet}", " ".join(cell.text.split()), cell.where)


def _rows(table: Table) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Each person's name with the cells of the row by the paths of the form's columns."""
    titles = {title: column.path for column in COLUMNS for title in _titles(column)}
    found = head_row(table)
    if found is None:
        return
    heads = table.rows[found[0]]
    at = {path: number for number, head in enumerate(heads) if (path := titles.get(re.sub(r"[\s*]", "", head.text)))}
    for row in table.rows[found[1] :]:
        cells = {path: row[number] for path, number in at.items() if number < len(row)}
        name = cells.get("name")
        if name is not None and name.text:
            yield tidy_name(name.text), cells


def _cell_of(table: Table, name: str) -> str:
    return next((cells["name"].where for one, cells in _rows(table) if one == name), "")


def _printed_table(printed: Mapping[str, tuple[str, str]]) -> Table:
    """The list as it was given out."""
    heads = tuple(Cell(column.title, f"{PEOPLE}!{chr(65 + at)}2") for at, column in enumerate(COLUMNS))
    numbers = sorted({int(found[1]) for where in printed if (found := re.fullmatch(rf"{PEOPLE}!\w(\d+)", where))})
    rows = [
        tuple(
            Cell(printed.get(where := f"{PEOPLE}!{chr(65 + at)}{number}", ("", ""))[1], where)
            for at in range(len(COLUMNS))
        )
        for number in numbers
    ]
    return Table(PEOPLE, (heads, *rows))


def _renamed(names: list[str], before: list[str], theirs: list[Value], ours: list[Value]) -> Iterator[tuple[str, str]]:
    """New and old name of each who is the same person: one gone and one come of one unit and post, or one telephone."""

    def facts(values: list[Value], name: str) -> dict[str, Any]:
        start = f"guests.{name}."
        return {value.path[len(start) :]: value.value for value in values if value.path.startswith(start)}

    gone, come = [name for name in before if name not in names], [name for name in names if name not in before]
    for old in gone:
        was = facts(ours, old)
        alike = [new for new in come if _same_person(was, facts(theirs, new))]
        others = [one for one in gone if alike and _same_person(facts(ours, one), facts(theirs, alike[0]))]
        if len(alike) == 1 and len(others) == 1:
            yield alike[0], old


def _same_person(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def same(*facets: str) -> bool:
        return all(one.get(facet) and one[facet] == other.get(facet) for facet in facets)

    return same("unit", "post") or same("phone")


def _cleared(answers: Answers, table: Table, printed: Mapping[str, tuple[str, str]]) -> None:
    """Cells that said something when they were given out and now are empty or say that there is nothing: nothing is
    taken out of a plan for that.
    """
    texts = {path: text for path, text in printed.values() if not is_none(text) and path.startswith("guests.")}
    for name, cells in _rows(table):
        for column in COLUMNS:
            cell, before = cells.get(column.path), texts.get(f"guests.{name}.{column.path}")
            if before is None or cell is None or column.path == "name":
                continue
            said = cell.text.strip()
            if not said:
                why = _("清空了；方案里的“{value}”没有删，要删请在方案里删").format(value=before)
                answers.refused.append(Unread(cell.where, "", why))
            elif is_none(said):
                why = _("写着“{said}”；方案里的“{value}”没有删，要删请在方案里删").format(said=said, value=before)
                answers.refused.append(Unread(cell.where, said, why))


def _not_understood(
    answers: Answers, table: Table, printed: Mapping[str, tuple[str, str]], read: Collection[str]
) -> None:
    """Cells of people who were read that were filled in anew and said nothing: they are told, not passed over."""
    for name, cells in _rows(table):
        for path, cell in cells.items() if name in answers.names else ():
            if path in ("index", "name") or cell.where in read or is_none(cell.text):
                continue
            if _flat(cell.text) != _flat(printed.get(cell.where, ("", ""))[1]):
                answers.refused.append(Unread(cell.where, cell.text.strip(), _("看不懂，没有读进来")))
