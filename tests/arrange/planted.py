"""Problems whose best answer is known: the answer is made first, what is asked is told from it, then it is hidden.

In each one a bound that is told without any search equals the points of the hidden answer, so that none is better.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from jiedai.arrange.dinners import Diner, Dinner
from jiedai.arrange.proposal import MOVED
from jiedai.arrange.stays import Given, Lodger, Stay
from jiedai.model.choice import Rank, RoomType, Sex
from jiedai.model.schedule import Item
from tests.arrange.oracles import seating_points
from tests.arrange.samples import HEAD, OFFICE, written_to

TWIN, SINGLE, SUITE = RoomType.TWIN, RoomType.SINGLE, RoomType.SUITE
_LEADER_IN_TWIN, _CARE_IN_TWIN, _STEP = 3, 2, 2
"""Points of `beds`: a leader or somebody in need of care alone in a twin room; two who share a rank apart."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """A stay, and the points of its best arrangement."""

    stay: Stay
    points: int


def rooms(count: int, seed: int = 1) -> Rooms:
    """Rooms for so many guests (a multiple of ten), no bed to spare.

    Of ten guests one is a leader, of whom the last has no single room left; one has to be cared for; six share with
    their equals, two with somebody one rank apart. Nobody can be better off: everybody else is of another unit.
    """
    chance = random.Random(seed)
    people: list[Lodger] = []
    ten = count // 10

    def add(sex: Sex, rank: Rank, unit: str, *, care: bool = False) -> None:
        people.append(Lodger("", 0, sex, rank, unit, unit, care=care))

    for number in range(ten):
        add(chance.choice(list(Sex)), Rank.BUREAU, f"厅{number}")
        add(chance.choice(list(Sex)), Rank.OTHER, f"照{number}", care=True)
        for pair in range(3):
            sex = chance.choice(list(Sex))
            for _one in range(2):
                add(sex, Rank.SECTION, f"单{number}-{pair}")
        sex = chance.choice(list(Sex))
        add(sex, Rank.SECTION, f"级{number}")
        add(sex, Rank.OTHER, f"级{number}")
    # The first in protocol is a leader; the others come in any order.
    first, rest = people[0], people[1:]
    chance.shuffle(rest)
    lodgers = tuple(replace(one, name=f"客{place:03}", place=place) for place, one in enumerate([first, *rest]))
    stock = {TWIN: ten * 5 + 1, SINGLE: ten - 1, SUITE: 0}
    stay = Stay("宾馆", "宾馆", lodgers, stock=stock)
    return Rooms(stay, _LEADER_IN_TWIN + _CARE_IN_TWIN * ten + _STEP * ten)


def rooms_after_a_change(count: int, wrong: int, seed: int = 1) -> Rooms:
    """The same with rooms of the plan, two of which at a time hold a man and a woman each: one of each must move."""
    chance = random.Random(seed)
    lodgers: list[Lodger] = []
    given: list[Given] = []
    for room in range(count // 2):
        sex = Sex.MALE if room % 2 else Sex.FEMALE
        for _one in range(2):
            name = f"客{len(lodgers):03}"
            lodgers.append(Lodger(name, 1 + len(lodgers), sex, Rank.SECTION, "单位", "组", room=room))
        given.append(Given(str(room), TWIN, (), (), (2 * room, 2 * room + 1)))
    for number in chance.sample(range(count // 4), wrong):
        one, two = 4 * number + 1, 4 * number + 2
        lodgers[one], lodgers[two] = replace(lodgers[one], room=2 * number + 1), replace(lodgers[two], room=2 * number)
    given = [
        replace(room, lodgers=tuple(index for index, one in enumerate(lodgers) if one.room == number))
        for number, room in enumerate(given)
    ]
    stock = {TWIN: count // 2, SINGLE: 0, SUITE: 0}
    return Rooms(Stay("宾馆", "宾馆", tuple(lodgers), tuple(given), stock=stock), 2 * wrong * MOVED)


@dataclass(frozen=True, slots=True)
class Tables:
    """A dinner, the table of each diner in a best seating, and its points."""

    dinner: Dinner
    at: tuple[int, ...]
    points: int


ITEM = Item.model_validate({"id": "A1", "time": "12:00-13:00", "what": "午餐"})


def tables(count: int, seed: int = 1, spare: int = 0) -> Tables:
    """So many people at tables of ten, filled but for `spare` seats each: one host and whole groups at every table.

    At the main table sit the heads and those who eat halal; wishes to sit together or apart hold in the answer.
    """
    chance = random.Random(seed)
    people: list[tuple[Diner, int]] = []
    number = count // (10 - spare)
    for table in range(number):
        people.append((Diner(f"主{table:02}", guest=False), table))
        left = 9 - spare
        while left:
            size = left if left <= 3 else min(chance.choice([2, 3, 4, 5, 6]), left)
            size = left if left - size == 1 else size
            group = f"组{table:02}-{left}"
            halal = table == 0 and left == 9 - spare
            for one in range(size):
                people.append((Diner(f"客{len(people):03}", True, group, group, halal=halal and one < 2), table))
            left -= size
    chief = next(one for one in range(len(people)) if people[one][0].halal)
    people[chief] = replace(people[chief][0], leader=True), 0
    guests = [one for index, one in enumerate(people) if one[0].guest and index != chief]
    hosts = [one for one in people if not one[0].guest]
    chance.shuffle(guests)
    people = [people[chief], *guests, *hosts]
    at = tuple(table for _diner, table in people)
    apart, together = set(), set()
    for _wish in range(number):
        one, two = sorted(chance.sample(range(1, len(guests) + 1), 2))
        (together if at[one] == at[two] else apart).add((one, two))
    dinner = Dinner(
        ITEM,
        tuple(diner for diner, _table in people),
        (10,) * number,
        together=tuple(sorted(together)),
        apart=tuple(sorted(apart)),
        heads=(0, len(guests) + 1),
    )
    return Tables(dinner, at, seating_points(dinner, list(at)))


def tables_after_a_change(count: int, late: int, seed: int = 1) -> Tables:
    """The same as the plan has it, when so many of those who sit together come to dislike each other.

    Each such pair is of a table of its own, so that one of each pair must move, and as many from elsewhere make room.
    """
    known = tables(count, seed)
    dinner = known.dinner
    diners = tuple(replace(one, before=table) for one, table in zip(dinner.diners, known.at, strict=True))
    quarrels = []
    for table in range(1, late + 1):
        plain = [
            index
            for index, one in enumerate(diners)
            if one.guest and known.at[index] == table and not any(index in pair for pair in dinner.together)
        ]
        quarrels.append((plain[0], plain[1]))
    apart = tuple(sorted({*dinner.apart, *quarrels}))
    return Tables(replace(dinner, diners=diners, apart=apart), known.at, late)


@dataclass(frozen=True, slots=True)
class Rides:
    """The parts of a plan with rides and its office file; the cars and the points of a best arrangement."""

    sections: tuple[str, ...]
    office: str
    cars: int
    points: int

    def write(self, folder: Path) -> Path:
        """The plan in a workspace."""
        return written_to(folder, *self.sections, office=self.office)


def rides(count: int, legs: int, seed: int = 1) -> Rides:
    """So many guests (a multiple of ten) and rides by turns: twice all in one coach, half of them here and half there
    at one time in coaches of their own, all up a narrow road in small cars that they fill.

    Everybody who is to ride together does, and no fewer cars would hold them. Nobody may drive both of the first two
    rides, between which there is no rest.
    """
    chance = random.Random(seed)
    sizes = _groups(count, chance)
    names = [(f"客{number}之{one}", f"组{number}") for number, size in enumerate(sizes) for one in range(size)]
    first, *rest = names  # the chief guest rides in the first car, with the first group
    chance.shuffle(rest)
    lines = [f"  - {{姓名: {name}, 单位: {group}, 职务: 干部, 分组: {group}}}" for name, group in [first, *rest]]
    half = len(sizes) // 2
    small = _cars_for(sizes)
    seats = [count, count, sum(sizes[:half]), sum(sizes[half:]), *small]
    cars = [
        f"  - {{车号: {n}, 车型: 客车, 核载: {one}, 驾驶员: 驾{n}, 所属: 县接待办}}" for n, one in enumerate(seats, 1)
    ]
    days: list[list[str]] = [[], []]
    numbers = iter(range(1, legs + 1))
    needed = 0
    for cycle in range(-(-legs // 5)):
        start = (5 * 60, 13 * 60 + 30)[cycle % 2]
        for minute, length, what, groups, used in (
            (0, 130, "前往医院", range(len(sizes)), 1),
            (140, 130, "前往学校", range(len(sizes)), 1),
            (300, 70, "前往东村", range(half), 1),
            (300, 70, "前往西村", range(half, len(sizes)), 1),
            (400, 70, "山路前往林场", range(len(sizes)), len(small)),
        ):
            number = next(numbers, None)
            if number is not None:
                days[cycle // 2].append(_ride(number, start + minute, length, what, groups))
                needed += used
    entries = (f"  - 日期: 2026-05-1{1 + day}\n    安排:\n" + "".join(rows) for day, rows in enumerate(days) if rows)
    office = OFFICE[: OFFICE.index("车辆:")] + "车辆:\n" + "\n".join(cars) + "\n"
    return Rides((HEAD, "来宾:\n" + "\n".join(lines) + "\n", "日程:\n" + "".join(entries)), office, needed, 0)


def _ride(number: int, start: int, length: int, what: str, groups: Iterable[int]) -> str:
    times = "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (start, start + length))
    who = ", ".join(f"组{group}" for group in groups)
    return (
        f'      - {{编号: A{number}, 时间: "{times}", 事项: {what}, 类别: 乘车, 来宾: [{who}], '
        "责任单位: 县接待办, 责任人: 姚晨}\n"
    )


def _groups(count: int, chance: random.Random) -> list[int]:
    sizes: list[int] = []
    while sum(sizes) < count:
        left = count - sum(sizes)
        sizes.append(left if left <= 5 else min(chance.choice([2, 3, 4]), left - 2))
    return sizes


def _cars_for(sizes: list[int]) -> list[int]:
    """Seats of small cars (nine at most) that groups, in order, fill as far as they can."""
    cars: list[int] = []
    for size in sizes:
        if cars and cars[-1] + size <= 9:
            cars[-1] += size
        else:
            cars.append(size)
    return cars
