"""Papers that were changed by hand, or made by hand, against the plan: names, posts, times, plates, rooms, telephones.

A paper of ours says which value stands in which cell, and each is read as its field reads it. Any other paper is read
by the heads of its tables and by the names in its lines: what stands beside a name that the plan knows must be what the
plan says of it. What the plan says nothing of is no disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jiedai.language import _, current
from jiedai.model.reading import VisitDays
from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.workflow.intake.found import Cell, Line, Source, Table
from jiedai.workflow.intake.heads import field_of
from jiedai.workflow.intake.persons import tidy_name
from jiedai.workflow.returned.aligning import flat
from jiedai.workflow.returned.facts import NUMBER, PLATE, Facts, Person, digits, plain_plate
from jiedai.workflow.returned.merging import Unreadable, held_against, read_as
from jiedai.workflow.returned.papers import BadTrace, compared
from jiedai.workflow.returned.wording import called, said


class Disagreement(NamedTuple):
    """Where a paper says something else than the plan, and what."""

    where: str
    message: str


def disagreements(case: Case, source: Source, trace: Mapping[str, Any] | None) -> list[Disagreement]:
    """Everything in a paper that the plan of a case says otherwise, in the order of the paper."""
    facts = Facts(case)
    found = list(_by_trace(case, facts, source, trace)) if trace is not None and "paper" in trace else []
    told = {one.where for one in found}
    days = VisitDays(case.plan.dates.first, case.plan.dates.last)
    for part in source.parts:
        rest = _of_table(facts, part, days) if isinstance(part, Table) else _of_line(facts, part)
        found += [one for one in rest if one.where not in told]
    return list(dict.fromkeys(found))


def _by_trace(case: Case, facts: Facts, source: Source, trace: Mapping[str, Any]) -> Iterator[Disagreement]:
    try:
        edited = compared(source, trace)
    except BadTrace:
        return
    for one in edited.told:
        if one.address.field == "name" and one.theirs and tidy_name(one.theirs) not in facts.people:
            yield _differs(one.cell, _("姓名"), one.theirs, one.base or "")
    result = held_against(case, edited.standing)
    for put in (*result.applied, *result.conflicts):
        yield _differs(put.cell, called(put.path, current()), said(put.new), said(put.old))


def _differs(where: str, what: str, theirs: str, ours: str) -> Disagreement:
    if not ours:
        return Disagreement(where, _("{what}：文件写“{theirs}”，方案没有写").format(what=what, theirs=theirs))
    text = _("{what}：文件写“{theirs}”，方案是“{ours}”")
    return Disagreement(where, text.format(what=what, theirs=theirs, ours=ours))


# --- tables -----------------------------------------------------------------------------------------------------------

_OWN_HEADS = {
    "name": re.compile(r"入住人员?|住宿人员?|乘车人员?"),
    "room": re.compile(r"房号|房间号?|住房"),
    "what": re.compile(r"事项|活动(?:内容)?|内容|安排|议程"),
    "time": re.compile(r"时间|起止时间"),
    "place": re.compile(r"地点|活动地点|场所"),
}
_SEVERAL = re.compile(r"[、，,;；/\n]")


def _head(text: str) -> str:
    """What a column is about."""
    bare = flat(text)
    for name, form in _OWN_HEADS.items():
        if form.fullmatch(bare):
            return name
    return field_of(text)


def _of_table(facts: Facts, table: Table, days: VisitDays) -> Iterator[Disagreement]:
    heads: dict[int, str] = {}
    for row in table.rows:
        named = {at: name for at, cell in enumerate(row) if cell.text and (name := _head(cell.text))}
        if len(named) > 1 and set(named.values()) & {"name", "what"}:
            heads = named
            continue
        cells = {name: row[at] for at, name in heads.items() if at < len(row)}
        yield from _of_row(facts, row, cells, days)


def _of_row(facts: Facts, row: Sequence[Cell], cells: Mapping[str, Cell], days: VisitDays) -> Iterator[Disagreement]:
    own = [cell for cell in row if cell.text and not cell.repeated]
    text = flat(" ".join(cell.text for cell in own))
    names = [name for name in facts.people if flat(name) in text]
    if "name" in cells and cells["name"].text:
        listed = [tidy_name(one) for one in _SEVERAL.split(cells["name"].text) if one.strip()]
        beside = cells if len(listed) == 1 else {head: cells[head] for head in cells if head == "room"}
        for name in listed:
            if meant := facts.near(name):
                yield _differs(cells["name"].where, _("姓名"), name, meant)
            known = facts.people.get(meant or name)
            if known is not None:
                yield from _of_person(known, meant or name, beside)
    if "what" in cells:
        what = _item_in(cells["what"].text)
        if "time" in cells:
            yield from _of_item(facts, what, cells["time"], days)
        if "place" in cells:
            yield from _of_place(facts, what, cells["place"])
    for cell in own:
        if len(set(names)) == 1 and not re.sub(r"[\d\s、/；;+()（）-]", "", cell.text):
            yield from _phones(facts, names[0], cell.text, cell.where)
        else:
            yield from _beside_names(facts, cell.text, cell.where)
        yield from _plates(facts, cell.text, cell.where, " ".join(one.text for one in own))


def _of_person(known: Person, name: str, cells: Mapping[str, Cell]) -> Iterator[Disagreement]:
    def owns(what: str) -> str:
        return _("{name}的{field}").format(name=name, field=what)

    for head, values, what in (
        ("post", known.posts, _("职务")),
        ("unit", known.units, _("单位")),
        ("room", known.rooms, _("房号")),
    ):
        cell = cells.get(head)
        if cell is None or not cell.text or not values:
            continue
        text = flat(cell.text)
        if not any(text == value or text.startswith(value + "（") or _is_short(text, value, head) for value in values):
            yield _differs(cell.where, owns(what), cell.text, _("、").join(sorted(values)))


def _is_short(text: str, value: str, head: str) -> bool:
    """Whether a unit is called by a part of its name, or a post stands with its unit."""
    if head == "room":
        return False
    from jiedai.model.duties import duties
    from jiedai.visit.names import is_one_post, may_be_one_unit

    if head == "unit":
        return may_be_one_unit(text, value) or value in text
    if any(text in duty.names for duty in duties().values()):
        return True  # what somebody does for the visit, which is no post
    return is_one_post(text, value) and (text.endswith(value) or value.endswith(text))


_TIMED = re.compile(r"\s*\d{1,2}[:：]\d\d")
"""A line of an item's cell that says what comes before it, with a time of its own: 10:30—11:00　乘车."""


def _item_in(text: str) -> str:
    """What the item of a row is about: the first line of its cell that has no time of its own."""
    return next((line.strip() for line in text.split("\n") if not _TIMED.match(line)), "")


def _of_place(facts: Facts, what: str, place: Cell) -> Iterator[Disagreement]:
    meant = facts.places.get(flat(what), set())
    said_there = flat(place.text)
    if said_there and meant and not any(one in said_there or said_there in one for one in meant):
        what_of = _("{name}的{field}").format(name=what, field=_("地点"))
        yield _differs(place.where, what_of, place.text, _("、").join(sorted(meant)))


def _of_item(facts: Facts, what: str, time: Cell, days: VisitDays) -> Iterator[Disagreement]:
    meant = facts.times.get(flat(what))
    if not meant or not time.text:
        return
    try:
        read = read_as(Item, "time", flat(re.sub(r"^.*[日）)]\s*(?=\D*\d{1,2}[:：时点])", "", time.text)), days)
    except Unreadable:
        return
    spans = {(span.start, span.end) for span in meant} | {(span.start, None) for span in meant}
    if read.start is not None and (read.start, read.end) not in spans:
        ours = _("、").join(str(span) for span in sorted(meant, key=str))
        yield _differs(time.where, _("{name}的{field}").format(name=what, field=_("时间")), time.text, ours)


# --- lines ------------------------------------------------------------------------------------------------------------


def _of_line(facts: Facts, line: Line) -> Iterator[Disagreement]:
    yield from _beside_names(facts, line.text, line.where)
    yield from _plates(facts, line.text, line.where, line.text)


_BETWEEN = re.compile(r"[\s，,、]*(?:[（(][^）)]{1,12}[）)])?[\s，,、]*(?:的?(?:联系)?(?:电话|手机|号码))?[\s：:是]*")
"""What may stand between a name and the telephone of that person."""


def _beside_names(facts: Facts, text: str, where: str) -> Iterator[Disagreement]:
    """Telephones right behind a name that the plan knows."""
    for found in NUMBER.finditer(text):
        before = text[: found.start()]
        ends = [(before.rfind(name) + len(name), name) for name in facts.people if name in before]
        if ends and _BETWEEN.fullmatch(before, max(ends)[0]):
            yield from _phones(facts, max(ends)[1], found[0], where)


def _phones(facts: Facts, name: str, text: str, where: str) -> Iterator[Disagreement]:
    known = facts.people[name].phones
    for found in NUMBER.findall(text):
        number = digits(found)
        if known and number not in known:
            owner = facts.phones.get(number)
            what = _("{name}的{field}").format(name=name, field=_("电话"))
            ours = _("、").join(sorted(known))
            theirs = _("{number}（{owner}的）").format(number=found, owner=owner) if owner else found
            yield _differs(where, what, theirs, ours)


_CAR = re.compile(r"(?<!\d)(\d{1,3})\s*号车[\s（(，,：:]*(?:车牌|号牌|牌号)?[\s：:]*$")


def _plates(facts: Facts, text: str, where: str, around: str) -> Iterator[Disagreement]:
    """Plates that no vehicle of the office has, where they are meant for one: by its number, or but for two signs."""
    known = set(facts.plates.values())
    for found in PLATE.finditer(text):
        plate = plain_plate(found[0])
        if plate in known:
            continue
        beside = _CAR.search(text, 0, found.start())
        alone = set(re.findall(r"(?<!\d)(\d{1,3})\s*号车", around)) if text.strip() == found[0] else set()
        number = beside[1] if beside else alone.pop() if len(alone) == 1 else ""
        near = [one for one in known if _alike(one, plate)]
        meant = facts.plates.get(number) or (near[0] if len(near) == 1 else "")
        if meant:
            yield _differs(where, _("车牌"), found[0], meant)


def _alike(one: str, other: str) -> bool:
    """Whether two plates are the same but for two signs at most."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) < 3
