"""A plan with its office, indexed: what everybody asks who wants to know what a plan means, and where it says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache, reduce, wraps
from typing import Any, NamedTuple, TypeVar

from jiedai.diagnostics import Diagnostic, KeyPath, Level, Related, Span
from jiedai.loading import Loaded, unwritten
from jiedai.model.base import DamagedValue, Node, path_of, spellings_of, walk
from jiedai.model.choice import Rank
from jiedai.model.office import Office, Person, Place, Unit, Vehicle
from jiedai.model.people import Guest, Host
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.words import EVERYBODY, read_names
from jiedai.patterns import regex
from jiedai.source import Source
from jiedai.visit.contacts import phones
from jiedai.visit.filled import cars_by_other_names, filled, with_own_places
from jiedai.visit.larder import with_library

_INSIDE = regex(
    r"[（(].*[)）]|.{0,12}(?:楼|层|厅|室|大堂|门口|大门|[东南西北]门|广场|停车场|停车点|出站口|出口|站台|包厢|包间|车间|展厅|展区|号门)"
)
"""What may follow the name of a place and still be at that place: a room, a floor, an entrance."""


class Finding(NamedTuple):
    """What a rule found, before the pack gives it its level and source.

    `level` only where it differs from the row's.
    """

    message: str
    file: str
    span: Span
    path: KeyPath
    hint: str = ""
    related: tuple[Related, ...] = ()
    level: Level | None = None

    def diagnostic(self, code: str, level: Level) -> Diagnostic:
        """The finding as a diagnostic of a rule."""
        return Diagnostic(
            code,
            self.level or level,
            self.message,
            self.file,
            self.span,
            self.path,
            hint=self.hint,
            related=self.related,
        )


class Slot(NamedTuple):
    """An item on its day, in minutes from midnight of the visit's first day."""

    day: ProgrammeDay
    item: Item
    start: int
    end: int


def _holds_placeholder(value: Any) -> bool:
    if isinstance(value, str):
        return is_placeholder(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_holds_placeholder(entry) for entry in inner)


@lru_cache(maxsize=1024, typed=True)
def _names_in(entry: str | float) -> tuple[str, ...]:
    """The names in an entry as typed, without placeholders: a plan names the same people and places all day."""
    return tuple(name for name in read_names(entry, None) if not is_placeholder(name))


T = TypeVar("T")


class Case:
    """A plan with its office. Its indexes, and the answers of `once`, are built when somebody first asks for them.

    `plan` has what is said elsewhere filled in and those who do not come left out, `written` is what the file says.
    `office` holds the places and roads of the plan too; None where there is no sound office file.
    """

    def __init__(self, loaded: Loaded, plan: Plan, as_of: dt.date | None = None) -> None:
        self.loaded = loaded
        self.written = plan
        self.office = with_own_places(loaded.office, plan)
        self.plan = with_library(filled(plan, self.office), loaded)
        self._cars = cars_by_other_names(plan, self.office)
        self._own = {id(node) for node in (*plan.__dict__.get("places", ()), *plan.__dict__.get("travel", ()))}
        self.as_of = as_of
        self._entries: dict[tuple[int, str], list[tuple[str, int | None]]] = {}
        self._typed_sections: dict[int, dict[str, Any]] = {}
        self._places: dict[str, Place | None] = {}
        self._answers: dict[Callable[[Case], Any], Any] = {}

    @classmethod
    def of(cls, loaded: Loaded) -> Case:
        """The case of a plan without errors of format; ValueError for another."""
        if loaded.plan is None:
            raise ValueError("the plan has errors of format")
        return cls(loaded, loaded.plan)

    @classmethod
    def unwritten(cls, plan: Plan, office: Office | None = None) -> Case:
        """The case of a plan that stands in no file."""
        return cls(unwritten(plan, office), plan)

    def answer(self, question: Callable[[Case], T]) -> T:
        """What a question about the case comes to, worked out when it is first asked."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    @property
    def name(self) -> str:
        """The plan's file as messages name it."""
        return self.loaded.name

    # --- places in the file -------------------------------------------------------------------------------------

    def source_of(self, *, office: bool) -> Source:
        """The text of the office file, or of the plan."""
        return self.loaded.office_file.source if office and self.loaded.office_file else self.loaded.source

    def home(self, node: Node, *, office: bool) -> Source:
        """The text that a node of the office stands in; a place or a road may be the plan's own."""
        return self.source_of(office=office and id(node) not in self._own)

    def path(self, node: Node, field: str | None = None, index: int | None = None, *, office: bool = False) -> KeyPath:
        """The path of a node, or of one of its fields (by attribute name), in the user's own spelling."""
        path = path_of(node)
        if field is None:
            return path
        spans = self.home(node, office=office).spans
        english, zh = spellings_of(type(node))[field]
        path = (*path, zh if (*path, zh) in spans else english)
        return path if index is None else (*path, index)

    def span(self, node: Node, field: str | None = None, index: int | None = None, *, office: bool = False) -> Span:
        """Where to point: a value, its key where the value starts on a later line, the node where it is absent."""
        source = self.home(node, office=office)
        path = self.path(node, field, index, office=office)
        while path not in source.spans and len(path) > len(path_of(node)):
            path = path[:-1]
        span = source.span(path)
        key = source.key_spans.get(path)
        if key is not None and key.line != span.line:
            return key
        return span

    def is_blank(self, node: Node, field: str) -> bool:
        """Whether a placeholder stands in a field of the plan, also where the model has therefore left it empty."""
        return _holds_placeholder(self._typed(node, field))

    def _typed(self, node: Node, field: str) -> Any:
        """What stands in a field of the plan, as typed; None where there is nothing."""
        if field not in node.__dict__:
            raise DamagedValue(type(node), field)
        section = self._typed_sections.get(id(node))
        if section is None:
            section = self._typed_sections[id(node)] = self._typed_section(path_of(node))
        english, zh = spellings_of(type(node))[field]
        return section[zh] if zh in section else section.get(english)

    def _typed_section(self, path: KeyPath) -> dict[str, Any]:
        """The keys of a section of the plan with what stands behind them, as typed."""
        value = self.loaded.source.value(path)
        return value if isinstance(value, dict) else {}

    def entries(self, node: Node, field: str) -> list[tuple[str, int | None]]:
        """The names in a field of the plan, each with its index in the list (None where it was typed as one text).

        Placeholders are left out; vehicles are told by their numbers.
        """
        known = self._entries.get((id(node), field))
        if known is None:
            typed = self._typed(node, field)  # of most fields nothing
            known = self._entries[id(node), field] = [] if typed is None else list(self._read_entries(typed, field))
        return known

    def _read_entries(self, typed: Any, field: str) -> Iterator[tuple[str, int | None]]:
        numbers = self._cars if field in ("vehicles", "vehicle") else {}
        for index, entry in enumerate(typed) if isinstance(typed, list) else [(None, typed)]:
            if isinstance(entry, (str, int, float)):
                yield from ((numbers.get(name, name), index) for name in _names_in(entry))

    def lacks(self, node: Node, field: str) -> bool:
        """Whether a field of the plan says nothing, not even that it is still to be filled in."""
        return getattr(node, field) in (None, "", (), []) and not self.is_blank(node, field)

    def finding(
        self,
        node: Node,
        field: str | None,
        message: str,
        *,
        hint: str = "",
        index: int | None = None,
        related: tuple[Related, ...] = (),
        level: Level | None = None,
    ) -> Finding:
        """A finding at a field of a node of the plan (or at the node, with field None)."""
        return Finding(
            message, self.name, self.span(node, field, index), self.path(node, field, index), hint, related, level
        )

    def office_finding(
        self, node: Node, field: str | None, message: str, *, hint: str = "", related: tuple[Related, ...] = ()
    ) -> Finding:
        """A finding at a field of a node of the office file."""
        name = self.home(node, office=True).name
        span, path = self.span(node, field, office=True), self.path(node, field, office=True)
        return Finding(message, name, span, path, hint, related)

    def related(self, node: Node, field: str | None, message: str, *, office: bool = False) -> Related:
        """Another place in the plan (or the office file) that belongs to a finding."""
        return Related(message, self.home(node, office=office).name, self.span(node, field, office=office))

    @cached_property
    def nodes(self) -> list[Node]:
        """Every section and entry of the plan, in the order of the model."""
        return list(walk(self.plan))

    # --- the programme ------------------------------------------------------------------------------------------

    @cached_property
    def items(self) -> list[tuple[ProgrammeDay, Item]]:
        """Every item with its day, in the order written."""
        return self.plan.items()

    @cached_property
    def item_by_id(self) -> dict[str, tuple[ProgrammeDay, Item]]:
        """Items by their number; the first where a number is used twice."""
        found: dict[str, tuple[ProgrammeDay, Item]] = {}
        for day, item in self.items:
            found.setdefault(item.id, (day, item))
        return found

    @cached_property
    def slots(self) -> list[Slot]:
        """Items with a clock time, in the order of their start; an item without an end ends when it starts."""
        first = self.plan.dates.first
        found = []
        for day, item in self.items:
            if item.time.start is not None and item.time.sure_end is not None:
                midnight = (day.date - first).days * 24 * 60
                found.append(Slot(day, item, midnight + item.time.start, midnight + item.time.sure_end))
        return sorted(found, key=lambda slot: (slot.start, slot.end))

    def start_of(self, item: Item) -> dt.datetime | None:
        """When an item begins; None where its time is not known."""
        slot = self.slot_of(item)
        return None if slot is None else self.moment(slot.start)

    def moment(self, minutes: int) -> dt.datetime:
        """Date and time of minutes from midnight of the visit's first day."""
        return dt.datetime.combine(self.plan.dates.first, dt.time()) + dt.timedelta(minutes=minutes)

    @cached_property
    def _slot_by_item(self) -> dict[int, Slot]:
        return {id(slot.item): slot for slot in self.slots}

    def slot_of(self, item: Item) -> Slot | None:
        """The slot of an item; None where its time is not known."""
        return self._slot_by_item.get(id(item))

    # --- people -------------------------------------------------------------------------------------------------

    @cached_property
    def guest_by_name(self) -> dict[str, Guest]:
        """Guests by name, and by their Chinese or foreign name where they have one."""
        found: dict[str, Guest] = {}
        for guest in self.plan.guests:
            for name in (guest.name, guest.name_zh, guest.name_en):
                if name:
                    found.setdefault(name, guest)
        return found

    def own_name(self, name: str) -> str:
        """The name a guest goes by in the list, for any of their names; another name as it is."""
        guest = self.guest_by_name.get(name)
        return guest.name if guest else name

    @cached_property
    def guest_groups(self) -> dict[str, list[Guest]]:
        """Guests by group."""
        groups: dict[str, list[Guest]] = {}
        for guest in self.plan.guests:
            if guest.group:
                groups.setdefault(guest.group, []).append(guest)
        return groups

    def guests_at(self, item: Item) -> list[Guest]:
        """The guests who take part in an item: those it names, those of the groups it names, else all."""
        if not item.guests or not EVERYBODY.isdisjoint(item.guests):
            return list(self.plan.guests)
        named: dict[int, Guest] = {}
        for name in item.guests:
            found = [self.guest_by_name[name]] if name in self.guest_by_name else self.guest_groups.get(name, [])
            named.update((id(guest), guest) for guest in found)
        return list(named.values())

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The groups of which 人数 speaks, counted or not."""
        return frozenset(group.name for group in (self.plan.headcount.groups if self.plan.headcount else []))

    @cached_property
    def counted_groups(self) -> dict[str, Count]:
        """How many people each group of 人数 has, where it says so."""
        groups = self.plan.headcount.groups if self.plan.headcount else []
        return {group.name: group.count for group in groups if group.count is not None}

    @cached_property
    def stated_guests(self) -> Count | None:
        """The number of guests that 人数 states: the groups of the guests' side where sides are given, else the total.

        None where it states none, or the size of such a group is not known.
        """
        heads = self.plan.headcount
        if heads is None or not any(group.side for group in heads.groups):
            return self._coming(heads.total) if heads else None
        visiting = [group.count for group in heads.groups if group.side and ("来" in group.side or "客" in group.side)]
        known = [count for count in visiting if count is not None]
        if not known or len(known) < len(visiting):
            return None
        return self._coming(reduce(Count.plus, known))

    def _coming(self, stated: Count | None) -> Count | None:
        """A stated number without those who do not come, where it counts everybody of the list."""
        listed, away = len(self.written.guests), len(self.written.guests) - len(self.plan.guests)
        return stated._replace(number=stated.number - away) if stated and away and stated.number == listed else stated

    @cached_property
    def guest_heads(self) -> Count | None:
        """How many guests come: those listed, or the number stated where that is larger (a list may name the chief
        guests alone); None where neither is given.
        """
        listed = Count(len(self.plan.guests)) if self.plan.guests else None
        found = [count for count in (listed, self.stated_guests) if count is not None]
        return max(found, key=lambda count: count.number, default=None)

    @property
    def guest_count(self) -> int | None:
        """The number of `guest_heads`."""
        return self.guest_heads.number if self.guest_heads else None

    @cached_property
    def _ranks(self) -> dict[str, Rank]:
        known: list[Guest | Host | Person] = [*self.plan.guests, *self.plan.hosts]
        known += self.office.people if self.office else []
        found: dict[str, Rank] = {}
        for person in known:
            if person.rank is not None:
                found.setdefault(person.name, person.rank)
        return found

    def rank_of(self, name: str) -> Rank | None:
        """The rank of a guest, a host or somebody the office knows; None where nobody wrote it."""
        guest = self.guest_by_name.get(name)
        return guest.rank if guest else self._ranks.get(name)

    # --- what the office knows ------------------------------------------------------------------------------------

    @cached_property
    def place_by_name(self) -> dict[str, Place]:
        """Places of the office file and of the plan by name."""
        return {place.name: place for place in (self.office.places if self.office else self.plan.places)}

    def place(self, name: str) -> Place | None:
        """The place of the office file that a name means: the place itself, or a room, floor or entrance of it."""
        if name not in self._places:
            self._places[name] = self.place_by_name.get(name) or self._place_around(name)
        return self._places[name]

    def _place_around(self, name: str) -> Place | None:
        around = [place for known, place in self.place_by_name.items() if name.startswith(known)]
        nearest = max(around, key=lambda place: len(place.name), default=None)
        return nearest if nearest is not None and _INSIDE.fullmatch(name[len(nearest.name) :].strip()) else None

    @cached_property
    def unit_by_name(self) -> dict[str, Unit]:
        """Units of the office file by name."""
        return {unit.name: unit for unit in (self.office.units if self.office else [])}

    @cached_property
    def vehicle_by_number(self) -> dict[str, Vehicle]:
        """Vehicles of the office file by number."""
        return {vehicle.number: vehicle for vehicle in (self.office.vehicles if self.office else [])}

    @cached_property
    def _roads(self) -> dict[frozenset[str], int]:
        return {
            frozenset((road.from_, road.to)): road.minutes
            for road in (self.office.travel if self.office else self.plan.travel)
        }

    def road_minutes(self, origin: str, destination: str) -> int | None:
        """Minutes by road between two places: 0 for one place, None where the office file does not know the road."""
        here, there = (found.name if (found := self.place(name)) else name for name in (origin, destination))
        return 0 if here == there else self._roads.get(frozenset((here, there)))

    def road_kilometres(self, origin: str, destination: str) -> Decimal | None:
        """Kilometres by road between two places: 0 for one place, None where the office file does not know them."""
        here, there = (found.name if (found := self.place(name)) else name for name in (origin, destination))
        ends = frozenset((here, there))
        roads = self.office.travel if self.office else self.plan.travel
        known = next((road.km for road in roads if frozenset((road.from_, road.to)) == ends), None)
        return Decimal(0) if here == there else known

    @cached_property
    def _roads_by_place(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for ends, minutes in self._roads.items():
            for here in ends:
                found.setdefault(here, {})[next(iter(ends - {here}), here)] = minutes
        return found

    def roads_from(self, origin: str) -> Mapping[str, int]:
        """Minutes by road to every other place that the office file knows a road to."""
        found = self.place(origin)
        return self._roads_by_place.get(found.name if found else origin, {})

    @cached_property
    def phone_of(self) -> dict[str, str]:
        """A phone by the name of a person, unit or place."""
        return phones(self.plan, self.office)


def once(question: Callable[[Case], T]) -> Callable[[Case], T]:
    """Make a question about a case keep its answer on the case, for as long as the case is there."""

    @wraps(question)
    def answered(case: Case) -> T:
        return case.answer(question)

    return answered
