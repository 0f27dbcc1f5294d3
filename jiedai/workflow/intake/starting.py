"""A new plan from what was read: what is known filled in with where it stood, what is not left as a blank."""

from __future__ import annotations

import re
from typing import Any

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.choice import Allergen, Diet, Rank, Sex
from jiedai.model.enumeration import Choice
from jiedai.patterns import regex
from jiedai.visit.names import short_unit
from jiedai.workflow.drafting.emit import Flow
from jiedai.workflow.drafting.request import Stated
from jiedai.workflow.intake.aims import matter_of
from jiedai.workflow.intake.found import Read, Value

_LETTER = ("issuer", "number", "date", "subject", "itinerary")


def title_of(read: Read) -> str:
    """A title for the plan, of words that were read: who comes, and what the letter is about; empty without either."""
    unit = short_unit(_OFFICE_OF_HOUSE.sub("", from_unit(read)))
    matter = matter_of(read.text("letter.subject")) or re.split("[，；]", read.text("purpose"))[0]
    matter = matter.removeprefix(from_unit(read))
    if not matter:
        return _("{unit}来访").format(unit=unit) if unit else ""
    return (unit + matter if len(matter) <= 40 else _("{unit}来访").format(unit=unit))[:60]


_OFFICE_OF_HOUSE = regex(r"(?<=[厅局委院部会行社])办公[室厅]$")
"""Whose letter it is that a house sends: 省文物局办公室 writes, 省文物局 comes."""


def from_unit(read: Read) -> str:
    """The unit that comes: who wrote the letter, else the unit of the first guest; empty where he is of none."""
    if issuer := read.text("letter.issuer").split("、")[0]:
        return (
            re.sub(r"(?<=...)办公[室厅]$", "", issuer) if read.kind == "message" else issuer
        )  # who writes, not who comes
    first = next((known for _name, known in read.guests()), {})
    return str(first["unit"].value) if "unit" in first else ""


def travel(read: Read, way: str, day: str) -> str:
    """How the first guest comes (`arrive`) or goes (`leave`) on a day, as the questions of a new plan take it."""
    told = any(f"{way}.time" in known for _name, known in read.guests())
    if not told and (about := read.expected.get(way)) is not None:
        return str(about.value)
    for _name, known in read.guests():
        time, by = known.get(f"{way}.time"), known.get(f"{way}.by")
        if time is not None and str(time.value).startswith(day):
            number = str(by.value) if by is not None else ""
            return f"{str(time.value)[11:]} {number if re.fullmatch('[A-Z0-9]+', number) else ''}".strip()
        if time is not None:
            return ""
    return ""


def headcount(read: Read) -> str:
    """How many guests to write lines for: as many as the text says, at least those who are named; empty for none."""
    named = sum(1 for _guest in read.guests())
    said = re.sub(r"[余多来]", "", read.text("headcount.total"))
    about = said != read.text("headcount.total") or said.startswith("约")
    number = int(re.sub(r"\D", "", said) or 0)
    if about and number > named:
        return f"约{number}"
    return str(max(number, named)) if max(number, named) else ""


def _expected(read: Read) -> list[tuple[str, str]]:
    """What a text says of when the party comes and goes (约14:30 自驾到), and where."""
    told = {"arrive": _("{when}到"), "leave": _("{when}走")}
    return [(told[way].format(when=one.value), one.where) for way, one in read.expected.items()]


def stated(read: Read) -> Stated:
    """The sections of the plan that the text gives, and comments on where each value stood and what is doubtful."""
    sections: dict[str, Any] = {}
    beside: dict[KeyPath, str] = {}
    above: dict[KeyPath, list[str]] = {}
    if purpose := read.of("purpose"):
        sections["purpose"], beside["purpose",] = purpose.value, purpose.where
    if dates := read.of("dates"):
        beside["dates",] = dates.where
    letter: dict[str, Any] = {}
    for name in _LETTER:
        value = read.of("itinerary" if name == "itinerary" else f"letter.{name}")
        if value is not None and (read.kind == "letter" or name == "itinerary"):
            letter[name] = _itinerary(value) if name == "itinerary" else value.value
            beside["letter", name] = value.where
    journeys = _expected(read)
    if read.kind == "letter" and "itinerary" not in letter and journeys:
        parts = [read.text("dates"), *(words for words, _where in journeys)]
        letter["itinerary"], beside["letter", "itinerary"] = _("，").join(parts), journeys[0][1]
    guests = list(read.guests())
    if guests and read.kind == "letter":
        letter["members"] = [name for name, _known in guests]
    if letter:
        sections["letter"] = letter
    if contact := _contact(read):
        sections["other"] = {_("来方联系人"): contact}
    people = []
    for index, (name, known) in enumerate(guests):
        people.append(guest(name, known))
        above["guests", index] = [_places(known)]
    if people:
        sections["guests"] = people
    doubtful(read, beside)
    if journeys:
        lines = [_("{words}（{where}）").format(words=words, where=where) for words, where in journeys]
        above["schedule",] = [_("日程照来件排：{lines}").format(lines=_("；").join(lines))]
    return Stated(sections, beside, above, about=_about(read, len(people)))


def guest(name: str, known: dict[str, Value]) -> dict[str, Any]:
    """One guest as a section of a plan, keys in English."""
    section: dict[str, Any] = {"name": name}
    for facet in ("sex", "ethnicity", "unit", "post", "rank", "phone", "diet", "allergies", "health", "note"):
        if facet in known:
            section[facet] = _choice(facet, known[facet].value)
    for way in ("arrive", "leave"):
        leg = Flow({part: known[f"{way}.{part}"].value for part in ("time", "by", "place") if f"{way}.{part}" in known})
        if leg:
            section[way] = leg
    return section


_CHOICES: dict[str, type[Choice]] = {"sex": Sex, "rank": Rank, "diet": Diet, "allergies": Allergen}


def _choice(facet: str, value: Any) -> Any:
    """The member of an enumeration that a value names, so that it is written in the plan's own spelling."""
    kind = _CHOICES.get(facet)
    if kind is None:
        return value
    return [kind.read(one) for one in value] if isinstance(value, list) else kind.read(value)


def _itinerary(value: Value) -> Any:
    return value.value if isinstance(value.value, list) and len(value.value) > 1 else str("".join(value.value))


def _contact(read: Read) -> str:
    parts = [read.text("contact.name"), read.text("contact.phone")]
    where = read.of("contact.name") or read.of("contact.phone")
    text = " ".join(part for part in parts if part)
    return _("{who}（{where}）").format(who=text, where=where.where) if where else ""


def _places(known: dict[str, Value]) -> str:
    places = dict.fromkeys(value.where for value in known.values())
    return _("读自 {places}").format(places=_("、").join(list(places)[:3]))


def _about(read: Read, named: int) -> str:
    """The number of guests where the text says about how many; empty where it is exact."""
    count = headcount(read)
    return count if count.startswith("约") else ""


def doubtful(read: Read, beside: dict[KeyPath, str]) -> None:
    """Put the candidates of what is not certain beside the blanks."""
    for value in read.values:
        if value.value is None and not value.path.startswith("guests."):
            path: KeyPath = ("headcount", "total") if value.path == "headcount.total" else tuple(value.path.split("."))
            beside[path] = _("{where}，看不准：{candidates}").format(
                where=value.where, candidates=_(" 或 ").join(value.candidates)
            )
