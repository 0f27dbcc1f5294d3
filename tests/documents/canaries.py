"""A plan and an office file in which every field holds a value of its own, made from the models by introspection.

A new field is filled by itself. What refers to something else (an item's guests, a ride's vehicle) names it, so that
every document has something to print, and where it may name several a stranger of its own too. No character of a text
occurs in two texts, nor anywhere in jiedai: one character in a file tells which field it came from.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

from jiedai.loading import Loaded, load
from jiedai.model.base import AUDIENCES, EVERYONE, Node, english_key
from jiedai.model.choice import FaultStatus, ItemKind, SeatingShape
from jiedai.model.enumeration import Choice
from jiedai.model.moments import Due, Moment
from jiedai.model.office import Office
from jiedai.model.opening import Hours, Off
from jiedai.model.people import CrewMember
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count, Diners, Presence
from jiedai.model.reading import Reading
from jiedai.model.review import Fault
from jiedai.model.schedule import Item
from jiedai.model.times import DateRange, Day, TimeRange, clock
from jiedai.model.words import TermsField
from tests.documents.audience_table import may_see

ROOT = Path(__file__).parents[2]
FIRST, LAST = dt.date(2026, 5, 11), dt.date(2026, 5, 12)
LIAISON, DOCTOR = 0, 1
COLLEAGUES = frozenset({"leader", "staff", "unit", "security"})
"""Who may phone any member of staff; see `view.project`."""
OUTSIDE = frozenset({"driver", "kitchen", "hotel", "public"})
"""Who is told the public name of a visit, and of the first three only the items that they serve."""


def _rare() -> Iterator[str]:
    """Characters of GB 2312 that stand nowhere in jiedai and its templates."""
    sources = [*(ROOT / "jiedai").rglob("*.py"), *(ROOT / "jiedai").rglob("*.yaml"), *(ROOT / "jiedai").rglob("*.po")]
    sources += [*(ROOT / "jiedai").rglob("*.typ"), *(ROOT / "templates").glob("*.html")]
    used = {char for path in sources for char in path.read_text(encoding="utf-8")}
    for row in range(0xD8, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312", "ignore")
            if char and char not in used:
                yield char


class Mint:
    """Gives out texts, numbers, days and clock times, none of them twice."""

    def __init__(self) -> None:
        self.characters = _rare()
        self.number = 71_003
        self.people, self.seats = 19_002, 9_902
        self.minute = 0
        self.day = dt.date(2026, 1, 13)
        self.phone = 0

    def text(self) -> str:
        return next(self.characters) + next(self.characters)

    def count(self) -> int:
        self.number += 37
        return self.number

    def fewer_people(self) -> int:
        """As many as may come, at most."""
        self.people += 37
        return self.people

    def fewer_seats(self) -> int:
        """As many as a hall may have, at most."""
        self.seats += 7
        return self.seats

    def clock(self) -> str:
        self.minute += 6  # the lengths of steps are no multiples of it, so no end of a step is another's canary
        return clock(50 + self.minute)

    def date(self) -> str:
        self.day += dt.timedelta(days=2)
        return self.day.isoformat()

    def call(self) -> str:
        self.phone += 1
        return f"139{37 * self.phone + 46_000_000:08d}"


def _reader(annotation: Any) -> str:
    """The name of the reader, or of the class, of a field's values: what sort of value it takes."""
    parts = get_args(annotation)
    if reading := next((part for part in parts if isinstance(part, Reading)), None):
        return reading.read.__name__
    for part in parts:
        if part is not type(None) and (found := _reader(part)):
            return found
    return annotation.__name__ if isinstance(annotation, type) and annotation is not type(None) else ""


@cache
def models_in(annotation: Any, base: type) -> list[Any]:
    """The classes below `base` that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        return [annotation]
    return [found for part in get_args(annotation) for found in models_in(part, base)]


# --- the plan ---------------------------------------------------------------------------------------------------------


class Author:
    """Writes sections: what refers to something else by `related`, everything else out of the mint."""

    def __init__(self) -> None:
        self.mint = Mint()
        self.related: dict[tuple[str, str], list[Any]] = {}
        self.counts: dict[tuple[str, str], int] = {}

    def section(self, model: type[Node], index: int = 0) -> dict[str, Any]:
        """The section of a model as it is typed; `index` is its place in its list, or that of the section above."""
        raw: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            known = self.related.get((model.__name__, name), [])
            if index < len(known):
                value = known[index]() if callable(known[index]) else known[index]
            else:
                value = self.value(model, name, index)
            raw[english_key(name, info)] = value
        return raw

    def value(self, model: type[Node], name: str, index: int) -> Any:
        """A value for a field, by its type."""
        annotation = (info := model.model_fields[name]).annotation
        many = "list[" in str(annotation) or str(annotation).startswith("typing.Annotated[list")
        if nodes := models_in(annotation, Node):
            if not many:
                return self.section(nodes[0], index)
            return [self.section(nodes[0], place) for place in range(self.counts.get((model.__name__, name), 2))]
        choices = models_in(annotation, Choice)
        if choices and "dict[" in str(annotation):
            plain = {"read_minutes": 9, "read_spread": "0.9-1.5"}.get(_reader(get_args(annotation)[-1]))
            return {member.value: plain or self.mint.count() for member in choices[0]}
        if choices:
            members = list(choices[0])
            member = members[-1 - index % len(members)].value
            return [member] if many else member
        if str(annotation).startswith("dict[str, typing.Annotated[int"):
            return {self.mint.text(): self.mint.count() for _ in range(2)}
        if annotation == TermsField:
            return {self.mint.text(): self.mint.text() for _ in range(2)}
        metadata = [part for part in info.metadata if isinstance(part, Reading)]
        return self.typed(metadata[0].read.__name__ if metadata else _reader(annotation))

    def typed(self, reader: str) -> Any:
        """A value that a reader understands; AssertionError for a reader that nobody has thought of."""
        mint = self.mint
        match reader:
            case "str":
                return mint.text()
            case "read_names" | "read_texts" | "read_presence" | "read_diners":
                return [mint.text()]
            case "read_phone":
                return mint.call()
            case "read_count" | "read_money" | "read_size":
                return mint.count()
            case "read_about":
                return mint.fewer_people()
            case "read_seats":
                return mint.fewer_seats()
            case "read_score":
                return 4
            case "read_minutes" | "read_degrees" | "read_kilometres":
                return 9
            case "read_yes":
                return True
            case "read_absent":
                return False
            case "read_colour":
                return "1F4E79"
            case "read_notes":
                return {audience: mint.text() for audience in AUDIENCES}
            case "read_day" | "read_days" | "read_off":
                return mint.date()
            case "read_hours":
                return f"{mint.clock()}-08:00"
            case "read_moment" | "read_due":
                return f"{mint.date()} {mint.clock()}"
            case "read_time_range":
                return mint.clock()
        raise AssertionError(f"no canary for {reader}")


def _write() -> tuple[dict[str, Any], dict[str, Any]]:
    """The plan and the office file, as mappings."""
    author = Author()
    text = author.mint.text
    guests, hosts, crew = ([text() + text()[:1] for _ in range(count)] for count in (3, 2, 2))
    groups, units, cars = ([text() for _ in range(2)] for _ in range(3))
    station, hotel, hall, canteen, site, _hospital = places = [text() for _ in range(6)]
    kinds = list(ItemKind)
    ids = [text() for _ in kinds]
    by_kind = dict(zip(kinds, ids, strict=True))
    everyone, strangers = [*guests, groups[0]], lambda *names: [lambda: [*names, text()]]
    where = {ItemKind.MEAL: canteen, ItemKind.VISIT: site, ItemKind.REST: hotel}
    rides = {ItemKind.PICKUP: (station, hotel), ItemKind.DROPOFF: (hotel, station), ItemKind.TRANSFER: (hotel, site)}
    number, shapes = len(kinds), len(SeatingShape)
    author.related = {
        ("House", "rooms"): [False],  # what guests are told where it is allowed has a test of its own
        ("Plan", "kind"): ["research"], ("Plan", "classification"): ["internal"], ("Plan", "version"): [3],
        ("Plan", "dates"): [f"{FIRST} 至 {LAST}"], ("Plan", "state"): ["normal"],
        ("Plan", "seating"): [lambda: [author.section(models_in(Plan.model_fields["seating"].annotation, Node)[0], i)
                                       for i in range(shapes)]],
        ("Letter", "members"): strangers(*guests),
        ("Guest", "name"): list(guests), ("Guest", "group"): [groups[0], groups[0], groups[1]],
        ("Guest", "order"): [1, 2, 3], ("Host", "order"): [1, 2], ("Host", "name"): list(hosts),
        ("Leg", "time"): [lambda: f"{FIRST} {author.mint.clock()}"], ("Leg", "place"): [station],
        ("CrewMember", "name"): list(crew), ("CrewMember", "duty"): [["联络"], lambda: [text()]],
        ("CrewMember", "unit"): list(units), ("Headcount", "total"): [3],
        ("ProgrammeDay", "date"): [FIRST.isoformat(), LAST.isoformat()],
        ("ProgrammeDay", "items"): [lambda: [author.section(Item, i) for i in range(10)],
                                    lambda: [author.section(Item, i) for i in range(10, number)]],
        ("Item", "id"): ids, ("Item", "kind"): [kind.value for kind in kinds],
        ("Item", "time"): [f"{8 + i:02d}:{10 + i}-{8 + i:02d}:{40 + i}" for i in range(number)],
        ("Item", "length"): [30] * number,
        ("Item", "place"): [[where.get(kind, hall)] for kind in kinds[:-1]],
        ("Item", "from_"): [rides[kind][0] if kind in rides else text for kind in kinds],
        ("Item", "to"): [rides[kind][1] if kind in rides else text for kind in kinds],
        ("Item", "guests"): strangers(*everyone) * number, ("Item", "hosts"): strangers(*hosts) * number,
        ("Item", "crew"): strangers(*crew) * number,
        ("Item", "vehicles"): [strangers(*cars)[0] if kind in (*rides, ItemKind.TALKS) else [] for kind in kinds],
        ("Item", "lead"): [units[i % 2] for i in range(number - 1)],
        ("Step", "minutes"): [9, 11],
        ("Meal", "item"): [by_kind[ItemKind.MEAL], by_kind[ItemKind.REST]], ("Meal", "hosted"): [True, False],
        ("Meal", "guests"): strangers(guests[0], guests[1]), ("Meal", "hosts"): strangers(hosts[0]),
        ("Dish", "halal"): [False, True],
        ("Lodging", "hotel"): [hotel], ("Lodging", "check_in"): [FIRST.isoformat()],
        ("Lodging", "check_out"): [LAST.isoformat()], ("Room", "guests"): [*strangers(guests[0]), [guests[1]]],
        ("Ride", "item"): [by_kind[ItemKind.PICKUP], by_kind[ItemKind.TRANSFER]], ("Ride", "vehicle"): list(cars),
        ("Ride", "riders"): [*strangers(guests[0]), guests[1:]], ("Ride", "lead"): [crew[0]],
        ("Seating", "item"): [by_kind[ItemKind.TALKS]] * shapes,
        ("Seating", "shape"): [shape.value for shape in SeatingShape], ("Seating", "rows"): [[4, 4]] * shapes,
        ("Seating", "seats"): [8] * shapes, ("Seating", "vehicle"): [cars[0]] * shapes,
        ("Seating", "host_drives"): [False] * shapes, ("Seating", "convention"): ["left"] * shapes,
        ("Seating", "guests"): strangers(*guests) * (shapes - 1) + [[guests[0]]],
        ("Seating", "hosts"): strangers(*hosts) * (shapes - 1) + [[hosts[0]]],
        ("Seating", "people"): [lambda: [text()]] * shapes, ("Seating", "fixed"): [[]] * (shapes - 1),
        ("FixedSeat", "seat"): ["2"], ("FixedSeat", "person"): [guests[0]],
        ("Gift", "to"): strangers(guests[0]), ("Task", "unit"): list(units), ("Task", "status"): ["open", "done"],
        ("Task", "support"): strangers(units[1]), ("Task", "item"): [by_kind[ItemKind.TALKS]],
        ("Risk", "unit"): list(units), ("ActualItem", "id"): ids[:2], ("Answer", "score"): [5, 4],
        ("Waived", "code"): ["SJ05", "SJ06"], ("Waived", "version"): [3, 3],
        ("Unit", "name"): list(units),
        ("Place", "name"): places,
        ("Place", "kind"): ["station", "hotel", "hall", "canteen", "scenic", "hospital"],
        ("Road", "from_"): [station, hotel], ("Road", "to"): [hotel, site],
        ("Vehicle", "number"): list(cars), ("Vehicle", "seats"): [8, 7], ("Vehicle", "police"): [False, True],
        ("House", "paper"): ["A4"], ("House", "logo"): ["logo.svg"], ("House", "cards"): [
            ["tent", "badge_90x130", "seat_tag", "car_sign", "key_sleeve", "sign_A4"]
        ],
    }  # fmt: skip
    author.counts = {("Office", "places"): len(places)}
    for model, name in (("Plan", "guests"), ("Plan", "risks"), ("Plan", "rides"), ("Plan", "tasks")):
        author.counts[model, name] = 3
    for model, name in (("Actuals", "items"), ("Office", "travel"), ("Office", "vehicles")):
        author.counts[model, name] = 3
    return author.section(Plan), author.section(Office)


def written(folder: Path, plan: dict[str, Any] | None = None, office: dict[str, Any] | None = None) -> Loaded:
    """The plan in a workspace of its own, read as any other."""
    made = _write()
    plans = folder / "plans"
    plans.mkdir(parents=True, exist_ok=True)
    (plans / "visit.yaml").write_text(json.dumps(plan or made[0], ensure_ascii=False), encoding="utf-8")
    (plans / "office.yaml").write_text(json.dumps(office or made[1], ensure_ascii=False), encoding="utf-8")
    (plans / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    loaded = load(plans / "visit.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.office is not None, loaded.office_file and loaded.office_file.diagnostics
    return loaded


# --- who may see what -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value where it stands: its field as `Model.field`, and the audiences that it and all above it are for."""

    field: str
    audiences: frozenset[str]
    value: Any


def leaves(node: Node, above: frozenset[str] = EVERYONE, plan: Plan | None = None) -> Iterator[Leaf]:
    """Every value of a section and those below it; `plan` is the plan that it stands in."""
    plan = node if isinstance(node, Plan) else plan
    for name in type(node).model_fields:
        yield from _values(f"{type(node).__name__}.{name}", getattr(node, name), above & seers(node, name, plan), plan)


@cache
def told_to(field: str) -> frozenset[str]:
    """The audiences that may be shown a field, by the table, not by its declaration."""
    return frozenset(audience for audience in AUDIENCES if may_see(audience, field))


def seers(node: Node, name: str, plan: Plan | None) -> frozenset[str]:
    """The audiences that a field is for, in this place. The exceptions of `view` are made here again, by hand."""
    seen = told_to(f"{type(node).__name__}.{name}")
    if isinstance(node, CrewMember) and name == "phone" and "联络" not in node.duty:
        seen &= COLLEAGUES
    if isinstance(node, Plan) and name == "title" and node.public_title:
        seen -= OUTSIDE
    if isinstance(node, Item) and plan is not None:
        seen -= bystanders(plan, node)
    if isinstance(node, Fault) and node.status in (FaultStatus.APPEALED, FaultStatus.DISMISSED):
        seen -= {"unit"}
    return seen


def bystanders(plan: Plan, item: Item) -> frozenset[str]:
    """Who serves the visit, but not this item of it."""
    serving = {"public"}
    if item.kind is ItemKind.MEAL or item.id in [meal.item for meal in plan.meals]:
        serving.add("kitchen")
    if item.vehicles or item.id in [ride.item for ride in plan.rides]:
        serving.add("driver")
    if {lodging.hotel for lodging in plan.lodging} & set(item.place):
        serving.add("hotel")
    return OUTSIDE - serving


def _values(field: str, value: Any, seen: frozenset[str], plan: Plan | None = None) -> Iterator[Leaf]:
    match value:
        case Node():
            yield from leaves(value, seen, plan)
        case Diners():  # where guests have no names, those of diners are not told either
            yield from (Leaf(field, seen & told_to("Guest.name"), name) for name in value.names)
        case Presence():
            yield from (Leaf(field, seen, thing) for thing in value.things)
        case dict() if field == "Item.notes":
            yield from (Leaf(field, seen & {audience}, text) for audience, text in value.items())
        case dict():
            yield from (Leaf(field, seen, part) for pair in value.items() for part in pair)
        case list() | tuple() if type(value) in (list, tuple):
            for entry in value:
                yield from _values(field, entry, seen, plan)
        case None:
            return
        case _:
            yield Leaf(field, seen, value)


def all_leaves(loaded: Loaded) -> list[Leaf]:
    """Every value of plan and office."""
    assert loaded.plan is not None
    assert loaded.office is not None
    return [*leaves(loaded.plan), *leaves(loaded.office)]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not occur: characters of texts with their field, and patterns of other values with theirs."""

    characters: dict[str, str]
    patterns: dict[str, str]

    def found(self, raw: str, said: str) -> list[str]:
        """The fields that a file gives away: `raw` is everything in it, `said` what it says to people or programs."""
        texts = {self.characters[char] for char in set(raw) & self.characters.keys()}
        flat = said.replace(",", "")
        return sorted(texts | {field for pattern, field in self.patterns.items() if _occurs(pattern, flat)})


def _occurs(pattern: str, text: str) -> bool:
    """Whether a pattern is found; most texts hold none of the words that it needs, which takes a tenth of the time."""
    return any(word in text for word in needed(pattern)) and re.search(pattern, text) is not None


@cache
def needed(pattern: str) -> tuple[str, ...]:
    """Words of which one stands wherever a pattern of `marks` is found: the longest of each of its forms."""
    plain = re.sub(r"\(\?<?!.*?\)", "", pattern).removeprefix("(?:").removesuffix(")")
    return tuple(max(re.split(r"\\s|\\b|0\?", form), key=len) for form in plain.split("|"))


def secrets(loaded: Loaded, audience: str) -> Secrets:
    """What `audience` must not learn of a plan: what stands nowhere that it may look."""
    known: set[str] = set()
    hidden: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for leaf in all_leaves(loaded):
        for kind, mark in marks(leaf.value):
            if audience in leaf.audiences:
                known.add(mark)
            else:
                hidden[kind].setdefault(mark, leaf.field)
    characters, patterns = ({mark: field for mark, field in found.items() if mark not in known} for found in hidden)
    return Secrets(characters, patterns)


def marks(value: Any) -> Iterator[tuple[int, str]]:
    """What gives a value away: 0 and each character of a text, 1 and a pattern for a number, day or clock time."""
    match value:
        case bool() | Enum() | DateRange():
            return
        case str() if value.isascii():
            if value.isdigit() and len(value) > 6:
                yield 1, value
        case str():
            yield from ((0, char) for char in value if ord(char) > 0x7F and char in rare())
        case Count(number=int(number)):
            yield from marks(number)
        case int() | Decimal():
            if value > 70_000:
                yield 1, str(int(value))
            elif value > 9_900:  # short enough to stand within another number
                yield 1, rf"(?<!\d){int(value)}(?!\d)"
        case Day():
            if not FIRST <= value <= LAST:
                year, month, day = value.year, value.month, value.day
                serial = (value - dt.date(1899, 12, 30)).days
                months = value.strftime("%B"), value.strftime("%b")
                forms = [f"{month}月{day}日", f"{year}-{month:02d}-{day:02d}", f"{year}{month:02d}{day:02d}"]
                forms += [
                    f"{day}\\s{months[0]}",
                    f"{day}\\s{months[1]}",
                    f"{year}, {month}, {day}\\b",
                    rf"{serial}(?![\d.])",
                ]
                yield 1, r"(?<![\d.])(?:" + "|".join(forms) + ")"
        case Moment(day, minute):
            yield from marks(day)
            yield from marks(TimeRange(minute))
        case Due(moment=Moment() as moment):
            yield from marks(moment)
        case Off(spans=spans):
            yield from (mark for begin, _end in spans for mark in marks(Day.on(begin.date())))
        case Hours(ranges=ranges):
            yield from (mark for opens, _closes in ranges for mark in marks(TimeRange(opens)))
        case TimeRange(start=int(start)) if start < 8 * 60:
            yield 1, rf"(?<![\d:])0?{start // 60}:{start % 60:02d}(?![\d:])"


@cache
def rare() -> frozenset[str]:
    """The characters that canaries are made of."""
    return frozenset(_rare())


def sections(root: tuple[type[Node], ...] = (Plan, Office)) -> list[type[Node]]:
    """Every section that a plan or an office file can have."""
    found: dict[type[Node], None] = {}
    waiting = list(root)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found[model] = None
            waiting += [one for info in model.model_fields.values() for one in models_in(info.annotation, Node)]
    return list(found)


def holds_values(model: type[Node], name: str) -> bool:
    """Whether a field holds values itself, not sections."""
    return not models_in(model.model_fields[name].annotation, Node)
