"""A meal at several tables as a problem: who dines, who must sit together or apart, how the plan has it so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiedai.arrange.demands import Clash, Demand, Key, OutOfReach
from jiedai.language import _
from jiedai.model.choice import Diet, HostRole, ItemKind, MealForm, Rank, SeatingShape
from jiedai.model.hospitality import FixedSeat, Meal, Seating
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.seating.chart import chart_of
from jiedai.seating.layout import find
from jiedai.seating.shapes.tables import table_name
from jiedai.visit.apart import wishes_apart
from jiedai.visit.case import Case
from jiedai.visit.meals import companion_limit, guests_at_meal, guests_by_name_at
from jiedai.visit.names import is_person
from jiedai.visit.rides import in_order

SEATS = 10
"""Seats of a table where the plan does not say it."""
STEPS = 20_000
"""Places of groups that are tried before the question whether all fit stays open."""
_FREE_SEATING = (MealForm.BUFFET, MealForm.BOX, MealForm.COCKTAIL, MealForm.TEA)
_AT_TABLES = (SeatingShape.TABLES, SeatingShape.ROUND_TABLE)
_LEADERS = Rank.BUREAU
_MEATLESS = frozenset({Diet.VEGETARIAN, Diet.VEGAN})
_WISH = regex(r"同桌|同席|分桌|分席|坐一起|坐在一起|挨着|邻座")


@dataclass(frozen=True, slots=True)
class Diner:
    """Somebody at a meal, in order of protocol; `before` is the index of their table in the plan, `pin` a fixed one."""

    name: str
    guest: bool
    group: str = ""
    unit: str = ""
    halal: bool = False
    meatless: bool = False
    leader: bool = False
    before: int | None = None
    pin: int | None = None


@dataclass(frozen=True, slots=True)
class Dinner:
    """A meal: `sizes` are the seats of each table, the main one first; `bound_to` says that there are no more tables.

    `together` and `apart` are pairs of diners by index; `heads` the chief guest and the principal host, who share the
    main table. `distant` are pairs between whom a number of seats is asked for, should they share a table, the number
    third. `entries` are the plan's charts of single tables, `room` its chart of them all.
    """

    item: Item
    diners: tuple[Diner, ...]
    sizes: tuple[int, ...]
    bound_to: bool = False
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    distant: tuple[tuple[int, int, int], ...] = ()
    heads: tuple[int, ...] = ()
    limit: int | None = None
    guests: int = 0
    entries: tuple[Seating, ...] = ()
    room: Seating | None = None
    gone: tuple[tuple[str, int], ...] = ()

    @property
    def hosts(self) -> list[int]:
        """The hosts by index."""
        return [index for index, diner in enumerate(self.diners) if not diner.guest]


def dinners(case: Case, figures: Mapping[str, Mapping[str, Any]]) -> tuple[list[Dinner], list[str]]:
    """The meals at which people have places, in the order of the programme; and what could not be made one."""
    found, notes = [], []
    for _day, item in case.items:
        meal = next((meal for meal in case.plan.meals if meal.item == item.id), None)
        charts = [chart for chart in case.plan.seating if chart.item == item.id and chart.shape in _AT_TABLES]
        if not charts and not _has_places(item, meal):
            continue
        guests = guests_by_name_at(case, meal) if meal else case.guests_at(item)
        guests = [guest for guest in guests if not is_placeholder(guest.name)]
        if not guests:
            notes.append(_("{item} 只有人数，要有姓名才能分桌").format(item=item.id))
            continue
        found.append(_dinner(case, item, meal, guests, charts, figures))
        notes += _unread_wishes(case, guests)
    return found, list(dict.fromkeys(notes))


def _has_places(item: Item, meal: Meal | None) -> bool:
    """Whether people are placed at a meal: not at a buffet, and not where guests eat among themselves."""
    if meal is None:
        return item.kind is ItemKind.MEAL and bool(item.hosts)
    return meal.form not in _FREE_SEATING and bool(meal.hosts or item.hosts or meal.hosted)


def _dinner(
    case: Case,
    item: Item,
    meal: Meal | None,
    guests: list[Guest],
    charts: list[Seating],
    figures: Mapping[str, Mapping[str, Any]],
) -> Dinner:
    entries = [chart for chart in charts if chart.shape is SeatingShape.ROUND_TABLE]
    room = next((chart for chart in charts if chart.shape is SeatingShape.TABLES), None) if not entries else None
    hosts = (meal.hosts if meal else ()) or item.hosts or tuple(name for chart in charts for name in chart.hosts)
    known = {guest.name: guest for guest in guests}
    ours = [name for name in dict.fromkeys(hosts) if name not in known and not is_placeholder(name) and is_person(name)]
    names = [*in_order(case, tuple(known)), *_hosts_in_order(case, ours)]
    before = {name: index for index, entry in enumerate(entries) for name in _on(entry)}
    pins = _pins(case, entries, room)
    diners = tuple(_diner(case, name, known.get(name), before.get(name), pins.get(name)) for name in names)
    sizes = _sizes(entries, room, len(diners), max(pins.values(), default=-1) + 1)
    index = {name: number for number, name in enumerate(names)}
    heads = _heads(case, names, known)
    apart, distant = _apart(case, index)
    count = (guests_at_meal(case, meal) if meal else None) or len(guests)
    rule = figures.get("YC02") or figures.get("WB06")
    return Dinner(
        item=item,
        diners=diners,
        sizes=sizes,
        bound_to=room is not None and bool(room.rows),
        together=_together(known, index),
        apart=apart,
        distant=distant,
        heads=tuple(index[name] for name in heads),
        limit=companion_limit(count, rule) if rule else None,
        guests=count,
        entries=tuple(entries),
        room=room,
        gone=tuple((name, table) for name, table in before.items() if name not in index),
    )


def _hosts_in_order(case: Case, names: list[str]) -> list[str]:
    """Hosts by their part, then by protocol."""
    roles = {host.name: host.role for host in case.plan.hosts}
    parts = {HostRole.PRINCIPAL: 0, HostRole.DEPUTY: 1}
    in_line = in_order(case, tuple(names))
    return sorted(in_line, key=lambda name: parts.get(roles[name], 2) if roles.get(name) else 2)  # type: ignore[arg-type]


def _diner(case: Case, name: str, guest: Guest | None, before: int | None, pin: int | None) -> Diner:
    rank = case.rank_of(name)
    return Diner(
        name=name,
        guest=guest is not None,
        group=(guest.group or guest.unit) if guest else "",
        unit=guest.unit if guest else "",
        halal=guest is not None and Diet.HALAL in guest.diet,
        meatless=guest is not None and not _MEATLESS.isdisjoint(guest.diet),
        leader=(rank or Rank.OTHER).height <= _LEADERS.height,
        before=before,
        pin=pin,
    )


def _on(entry: Seating) -> list[str]:
    """Everybody on the chart of one table."""
    return list(dict.fromkeys((*entry.guests, *entry.hosts, *entry.people, *(fixed.person for fixed in entry.fixed))))


def _pins(case: Case, entries: list[Seating], room: Seating | None) -> dict[str, int]:
    """The tables at which people sit by decision."""
    found = {fixed.person: index for index, entry in enumerate(entries) for fixed in entry.fixed}
    if room is not None and room.fixed:
        layout = chart_of(case, room).layout
        tables = {table_name(number): number - 1 for number in range(1, 100)}
        for fixed in room.fixed:
            place = find(layout, fixed.seat)
            if place is not None and place.group in tables:
                found[fixed.person] = tables[place.group]
    return found


def at_table(fixed: FixedSeat, table: int) -> str:
    """A seat of a room as the chart of one table, by index, names it: 2号桌主位 is 主位 there."""
    return fixed.seat.removeprefix(table_name(table + 1)).lstrip("-—的 ") or fixed.seat


def _sizes(entries: list[Seating], room: Seating | None, people: int, least: int) -> tuple[int, ...]:
    """The seats of each table: as the plan has them, with more tables of ten where they do not suffice."""
    sizes = [entry.seats or SEATS for entry in entries]
    if room is not None:
        sizes = list(room.rows)
        if sizes:
            return tuple(sizes)
    while sum(sizes) < people or len(sizes) < least:
        sizes.append(SEATS)
    return tuple(sizes)


def _heads(case: Case, names: list[str], guests: Mapping[str, Guest]) -> list[str]:
    """The chief guest and the principal host."""
    ours = [name for name in names if name not in guests]
    return [*[name for name in names if name in guests][:1], *ours[:1]]


def _together(guests: Mapping[str, Guest], index: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """The pairs who are to sit together, each once whoever of the two says so.

    They come in order of protocol: of two seatings as good the search takes the first, and the order in which the file
    lists the guests is not to decide between them.
    """
    wishes = ((name, other) for name, guest in guests.items() for other in guest.sits_with if other != name)
    return tuple(sorted({_pair(index, *wish) for wish in wishes if wish[1] in index}))


def _apart(
    case: Case, index: Mapping[str, int]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int, int], ...]]:
    """The pairs who are to sit at different tables, and those with so many seats between; in order of protocol."""
    here = [wish for wish in wishes_apart(case) if wish.guest.name in index and wish.other in index]
    pairs = {_pair(index, wish.guest.name, wish.other): wish.seats for wish in here}
    apart = (pair for pair, seats in pairs.items() if seats is None)
    return tuple(sorted(apart)), tuple(sorted((*pair, seats) for pair, seats in pairs.items() if seats is not None))


def _pair(index: Mapping[str, int], one: str, two: str) -> tuple[int, int]:
    return min(index[one], index[two]), max(index[one], index[two])


def _unread_wishes(case: Case, guests: list[Guest]) -> Iterator[str]:
    """What to do about notes that seem to say who is to sit with whom: a sentence is not read, as it may be misread."""
    for guest in guests:
        others = (
            name for name in (*case.guest_by_name, *(host.name for host in case.plan.hosts)) if name != guest.name
        )
        note = guest.note or ""
        if not (guest.sits_with or guest.sits_apart) and _WISH.search(note) and any(name in note for name in others):
            yield _("{name}的备注像是说与谁同桌或分桌；写进“同席”“分席”才会照着排").format(name=guest.name)


# --- what the tables have to hold to ----------------------------------------------------------------------------------


def too_many_hosts(dinner: Dinner) -> Clash | None:
    """The clash of more hosts than may dine, by counting; None where there are not too many."""
    hosts = dinner.hosts
    if dinner.limit is None or len(hosts) <= dinner.limit:
        return None
    text = _("来宾 {guests} 人，陪餐不超过 {limit} 人").format(guests=dinner.guests, limit=dinner.limit)
    names = [dinner.diners[index].name for index in hosts]
    seats = [
        Demand(("seat", index), _("{name}陪餐").format(name=name), "hosts", _("{name}不陪餐").format(name=name))
        for index, name in zip(hosts, names, strict=True)
    ]
    return Clash((Demand(("limit",), text), *seats[: dinner.limit + 1]), tuple(seats[dinner.limit :]))


def demands_of(dinner: Dinner) -> list[Demand]:
    """Everything the tables have to hold to, the number of hosts apart."""
    found = []
    name = [diner.name for diner in dinner.diners]
    seats = _("、").join(str(size) for size in dinner.sizes)
    text = _("{count} 桌，座位 {seats}").format(count=len(dinner.sizes), seats=seats)
    found.append(Demand(("tables",), text, "", _("加一桌"), 1))
    if len(dinner.heads) > 1:
        text, relief = _("主宾{guest}和主陪{host}同坐一号桌"), _("主宾和主陪不同桌")
        guest, host = (name[index] for index in dinner.heads)
        found.append(Demand(("heads",), text.format(guest=guest, host=host), "", relief, 8))
    if sum(diner.halal for diner in dinner.diners) > 1:
        found.append(Demand(("halal",), _("清真来宾同桌"), "", _("清真来宾分两桌，都按清真备餐"), 3))
    for kind, pairs, text, relief in (
        ("with", dinner.together, _("{one}与{two}同桌"), _("{one}与{two}不同桌")),
        ("apart", dinner.apart, _("{one}与{two}不同桌"), _("{one}与{two}同桌")),
    ):
        for one, two in pairs:
            words = {"one": name[one], "two": name[two]}
            found.append(Demand((kind, one, two), text.format(**words), "", relief.format(**words), 3))
    for index, diner in enumerate(dinner.diners):
        if diner.pin is not None:
            text = _("{name}指定在 {table} 号桌").format(name=diner.name, table=diner.pin + 1)
            found.append(Demand(("pin", index), text, "", _("{name}换桌").format(name=diner.name), 3))
    found += [
        Demand(
            ("seat", index),
            _("{name}要有座位").format(name=diner.name),
            "seat",
            _("{name}不上桌").format(name=diner.name),
            6,
        )
        for index, diner in enumerate(dinner.diners)
    ]
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """Diners, by index, who sit at one table whatever else happens; `pin` is that table where it is decided."""

    people: tuple[int, ...]
    pin: int | None = None


def blocks_of(dinner: Dinner, keys: frozenset[Key]) -> list[Block] | None:
    """The blocks under the demands with these keys; None where one would have to be at two tables."""
    people = [index for index in range(len(dinner.diners)) if ("seat", index) in keys]
    root = {index: index for index in people}

    def top(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    def join(some: Iterable[int]) -> None:
        first, *others = [index for index in some if index in root] or [-1]
        for other in others:
            root[max(top(first), top(other))] = min(top(first), top(other))

    if ("heads",) in keys:
        join(dinner.heads)
    if ("halal",) in keys:
        join(index for index in people if dinner.diners[index].halal)
    for one, two in dinner.together:
        if ("with", one, two) in keys and one in root and two in root:
            join((one, two))
    members: dict[int, list[int]] = {}
    for index in people:
        members.setdefault(top(index), []).append(index)
    blocks = []
    for some in members.values():
        pins = {dinner.diners[index].pin for index in some if ("pin", index) in keys}
        if ("heads",) in keys and not set(some).isdisjoint(dinner.heads):
            pins.add(0)
        if len(pins) > 1:
            return None
        blocks.append(Block(tuple(some), next(iter(pins), None)))
    return blocks


def seatable(dinner: Dinner, keys: frozenset[Key], more: int = 0) -> bool:
    """Whether everybody whose seat is demanded has one, under the demands with these keys.

    `more` is a number of tables of ten beyond those there are. OutOfReach where the steps do not suffice.
    """
    extra = len(dinner.diners) if ("tables",) not in keys else more
    return any(True for _places in _packings(dinner, keys, (*dinner.sizes, *[SEATS] * extra), [STEPS]))


def some_seating(dinner: Dinner, keys: frozenset[Key]) -> dict[int, int]:
    """Some table for everybody that the demands allow, those of the plan first. OutOfReach as `seatable`."""
    return next(_packings(dinner, keys, dinner.sizes, [STEPS]))


def _packings(
    dinner: Dinner, keys: frozenset[Key], sizes: tuple[int, ...], steps: list[int]
) -> Iterator[dict[int, int]]:
    """Ways to put all blocks at tables: the bound and the large ones first, each at its table of the plan first."""
    blocks = blocks_of(dinner, keys)
    if blocks is None or sum(len(block.people) for block in blocks) > sum(sizes):
        return
    apart = [pair[1:] for pair in keys if isinstance(pair, tuple) and pair[0] == "apart"]
    foes: dict[int, set[int]] = {}
    for one, two in apart:
        foes.setdefault(one, set()).add(two)
        foes.setdefault(two, set()).add(one)
    blocks.sort(key=lambda block: (block.pin is None, -len(block.people), not any(one in foes for one in block.people)))

    def place(step: int, left: list[int], at: dict[int, int]) -> Iterator[dict[int, int]]:
        if step == len(blocks):
            yield at
            return
        block = blocks[step]
        tables = [block.pin] if block.pin is not None else _liked(dinner, block, len(left))
        empty_sizes = set()
        for table in tables:
            steps[0] -= 1
            if steps[0] < 0:
                raise OutOfReach
            if table >= len(left) or left[table] < len(block.people):
                continue
            if any(at.get(foe) == table for one in block.people for foe in foes.get(one, ())):
                continue
            if any(foe in block.people for one in block.people for foe in foes.get(one, ())):
                return
            # Empty tables of one size nobody is bound to are alike.
            if not distinct(table, left):
                if left[table] in empty_sizes:
                    continue
                empty_sizes.add(left[table])
            rest = [*left[:table], left[table] - len(block.people), *left[table + 1 :]]
            yield from place(step + 1, rest, at | dict.fromkeys(block.people, table))

    def distinct(table: int, left: list[int]) -> bool:
        return left[table] < sizes[table] or any(block.pin == table for block in blocks) or _known_table(dinner, table)

    yield from place(0, list(sizes), {})


def _known_table(dinner: Dinner, table: int) -> bool:
    """Whether a table has people by the plan, so that it is not as good as any other."""
    return any(diner.before == table for diner in dinner.diners)


def _liked(dinner: Dinner, block: Block, tables: int) -> list[int]:
    """The tables for a block: those of the plan first, the others in order."""
    before = [dinner.diners[index].before for index in block.people]
    return sorted(range(tables), key=lambda table: (-before.count(table), table))
