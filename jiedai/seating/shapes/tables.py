"""桌次: several round tables in a room; the main table in the middle, far from the door."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.choice import Convention, MainSeat
from jiedai.seating import ring
from jiedai.seating.layout import Counts, Form, Furniture, Layout, Place, Settings, Side, Slot, door_mark
from jiedai.seating.rows import line
from jiedai.seating.shapes import Traits

_SEATS = 10
_MOST_IN_A_ROW = 5
_BETWEEN = 110.0

TRAITS = Traits(uses=frozenset({"rows", "seats", "convention", "main_seat", "two_hosts"}))


def layout(counts: Counts, settings: Settings) -> Layout:
    """Table 1 has main host and chief guest, each further table the next host; guests are seated table by table.

    `rows` gives the seats of each table, the main table first; else tables are of ten.
    """
    people = counts.guests + counts.hosts if counts.two_sided else counts.everyone
    sizes = settings.rows or _sizes(people if settings.seats is None else settings.seats)
    dealt = deal(sizes, counts)
    across = 2 * max((ring.radius(ring.even(size)) for size in sizes), default=0.0) + _BETWEEN
    places: list[Place] = []
    tops: list[Furniture] = []
    for row, numbers in enumerate(table_rows(len(sizes))):
        for index, number in enumerate(numbers):
            x, y = (index - (len(numbers) - 1) / 2) * across, row * across
            seats, name = ring.even(sizes[number - 1]), table_name(number)
            guests, hosts, everyone = dealt[number - 1]
            here = Counts(len(everyone), len(guests), len(hosts), deputy=counts.deputy and number == 1)
            main = settings.main_seat if number == 1 else MainSeat.HOST
            made = ring.places(seats, here, settings._replace(main_seat=main), x=x, y=y, table=name)
            lists = {Side.GUEST: guests, Side.HOST: hosts, Side.ANY: everyone}
            places += [place._replace(slot=_whole(place.slot, lists)) for place in made]
            tops.append(ring.table_top(seats, name, x=x, y=y))
    bottom = max((place.y for place in places), default=0.0)
    return Layout(
        Form.TABLES,
        tuple(places),
        _("俯视图，门在下方，从左到右，离门远的一排在先；各桌从主位起顺时针"),
        _("门在下方，各桌主位面对门"),
        _("一号桌居中、离门远；每桌有一位主人，来宾按次序逐桌安排，桌内右为上"),
        tuple(tops),
        (door_mark(bottom + 110),),
        Convention.RIGHT,
    )


def table_name(number: int) -> str:
    """What a table is called."""
    return f"{number}号桌"


def table_rows(tables: int) -> list[list[int]]:
    """The numbers of the tables as they stand, left to right, the row far from the door first.

    Who stands in the room facing the door has the higher side on the right, the plan's left.
    """
    rows = -(-tables // _MOST_IN_A_ROW)
    found, first = [], 0
    for row in range(rows):
        size = tables // rows + (1 if row < tables % rows else 0)
        higher = Convention.RIGHT if size % 2 else Convention.LEFT  # of two tables in the middle, the first at the left
        found.append([first + number for number in line(size, higher)])
        first += size
    return found


def _sizes(people: int) -> tuple[int, ...]:
    """The seats of each table: as few tables of ten as hold the people, all alike."""
    if not people:
        return ()
    tables = -(-people // _SEATS)
    return (ring.even(-(-people // tables)),) * tables


def deal(sizes: tuple[int, ...], counts: Counts) -> list[tuple[list[int], list[int], list[int]]]:
    """The ordinals of guests, hosts and people of no side at each table.

    Hosts go round the tables, so that each has one; guests follow table by table, as many to each as even shares allow.
    People of no side fill the tables in order.
    """
    hosts: list[list[int]] = [[] for _size in sizes]
    left = list(range(1, counts.hosts + 1)) if counts.two_sided else []
    spare = sum(sizes) - counts.guests
    for turn in range(max(sizes, default=0)):
        for table, size in enumerate(sizes):
            if left and spare and turn < size:
                hosts[table].append(left.pop(0))
                spare -= 1
    guests, everyone = [], []
    next_guest = next_one = 1
    for table, size in enumerate(sizes):
        room = size - len(hosts[table])
        some = _share(room, counts.guests - next_guest + 1, sizes[table + 1 :], hosts[table + 1 :])
        guests.append(list(range(next_guest, next_guest + some)))
        next_guest += some
        some = 0 if counts.two_sided else min(room, counts.everyone - next_one + 1)
        everyone.append(list(range(next_one, next_one + some)))
        next_one += some
    return list(zip(guests, hosts, everyone, strict=True))


def _share(room: int, left: int, later_sizes: tuple[int, ...], later_hosts: list[list[int]]) -> int:
    """How many of the guests left sit at a table: an even share, more where the later tables lack room."""
    later = sum(size - len(hosts) for size, hosts in zip(later_sizes, later_hosts, strict=True))
    even = -(-left // (len(later_sizes) + 1))
    return max(min(room, max(even, left - later)), 0)


def _whole(slot: Slot | None, lists: dict[Side, list[int]]) -> Slot | None:
    """A table's own slot as one of the whole room."""
    return None if slot is None else (slot[0], lists[slot[0]][slot[1] - 1])
