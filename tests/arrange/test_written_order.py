"""The order in which a file lists guests, rooms, cars and rides decides nothing where everybody has an order."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.rooms import arrange_rooms
from jiedai.arrange.tables import arrange_tables
from tests.arrange.samples import DAY as MEAL_DAY
from tests.arrange.samples import HEAD, HOSTS, OFFICE, case_of, written_to
from tests.arrange.test_agreement import DAY, driven, lodged
from tests.arrange.test_tables import MEAL

ENTRY = re.compile(r"^ +- \{")
NAMES = re.compile(r"(入住人|乘车人|来宾席): \[([^]]*)\]")


def ordered(people):
    """Everybody with an order of protocol of their own, as written."""
    number = 0
    lines = []
    for line in people.splitlines(keepends=True):
        if ENTRY.match(line):
            number += 1
            line = line.replace("{", f"{{排序: {number}, ", 1)
        lines.append(line)
    return "".join(lines)


def shuffled(text, chance, first):
    """A section with the entries that begin with `first`, and the names in each, in another order."""
    lines = text.splitlines(keepends=True)
    places = [index for index, line in enumerate(lines) if line.lstrip().startswith(f"- {{{first}")]
    entries = [lines[index] for index in places]
    chance.shuffle(entries)
    for index, line in zip(places, entries, strict=True):
        names = NAMES.search(line)
        if names:
            inside = names[2].split(", ")
            chance.shuffle(inside)
            line = line.replace(names[0], f"{names[1]}: [{', '.join(inside)}]")
        lines[index] = line
    return "".join(lines)


def proposed(arrange, *sections, office):
    with tempfile.TemporaryDirectory() as folder:
        return arrange(case_of(written_to(Path(folder), *sections, office=office)))


def points(proposal):
    """The points of all parts, and how good they are known to be; of those that clash, that they do."""
    return [None if part.clash else (part.proof.cost, part.proof.bound) for part in proposal.parts]


def arrangement(proposal):
    return [Counter((line.place, frozenset(line.names)) for line in part.lines) for part in proposal.parts]


@given(lodged(), st.randoms(use_true_random=False))
def test_rooms(problem, chance):
    people, stay, office = problem
    people = ordered(people)
    known = proposed(arrange_rooms, HEAD, people, HOSTS, DAY, stay, office=office)
    mixed = shuffled(people, chance, "排序")

    again = proposed(arrange_rooms, HEAD, mixed, HOSTS, DAY, stay, office=office)
    assert points(again) == points(known)
    assert arrangement(again) == arrangement(known)

    rooms = shuffled(stay, chance, "房型")
    assert points(proposed(arrange_rooms, HEAD, mixed, HOSTS, DAY, rooms, office=office)) == points(known)


@given(driven(), st.randoms(use_true_random=False))
def test_rides(problem, chance):
    people, day, rides, office = problem
    people = ordered(people)
    known = proposed(arrange_rides, HEAD, people, day, rides, office=office)
    mixed = shuffled(people, chance, "排序")

    again = proposed(arrange_rides, HEAD, mixed, day, rides, office=office)
    assert points(again) == points(known)
    assert arrangement(again) == arrangement(known)

    fleet, loads = shuffled(office, chance, "车号"), shuffled(rides, chance, "日程")
    # The cars of the office come in its own order, the first of them for the heads; that is no better or worse.
    assert points(proposed(arrange_rides, HEAD, mixed, day, loads, office=fleet)) == points(known)


@st.composite
def dining(draw):
    """Guests in groups with wishes, more than one table of them, perhaps with tables of the plan."""
    count = draw(st.integers(9, 19))
    lines = []
    for number in range(count):
        fields = [f"姓名: 客{number}", f"单位: 单位{draw(st.integers(0, 2))}", "职务: 干部"]
        fields += [f"分组: 组{draw(st.integers(0, 3))}"] if draw(st.booleans()) else []
        fields += ["饮食: 清真"] if draw(st.integers(0, 8)) == 0 else []
        wish = draw(st.sampled_from([None] * 8 + ["同席", "分席"]))
        other = draw(st.integers(0, count - 1))
        fields += [f"{wish}: [客{other}]"] if wish and other != number else []
        lines.append(f"  - {{{', '.join(fields)}}}\n")
    seating = ""
    if draw(st.booleans()):
        tables = [[], []]
        for number in range(count):
            tables[draw(st.integers(0, 1))].append(f"客{number}")
        hosts = ["林峰", "沈浩"]
        seating = "座次:\n" + "".join(
            f"  - {{编号: S1-{place}, 日程: A3, 形式: 圆桌, 座位数: 10, 来宾席: [{', '.join(some)}], "
            f"主人席: [{host}]}}\n"
            for place, (some, host) in enumerate(zip(tables, hosts, strict=True), 1)
            if some
        )
    return "来宾:\n" + "".join(lines), seating


@given(dining(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_tables(problem, chance):
    people, seating = problem
    people = ordered(people)
    sections = (HOSTS, MEAL_DAY, MEAL)
    known = proposed(arrange_tables, HEAD, people, *sections, seating, office=OFFICE)
    mixed = shuffled(people, chance, "排序")
    names = "\n".join(shuffled(line, chance, "编号") for line in seating.splitlines()) + "\n" if seating else ""

    again = proposed(arrange_tables, HEAD, mixed, *sections, names, office=OFFICE)
    assert points(again) == points(known)
    assert arrangement(again) == arrangement(known)


def quarrelling(order):
    """Eleven guests with an order each, listed in another one: 客2 is not to sit with 客0, nor 客8 with 客9."""
    wishes = {2: ", 分席: [客0]", 8: ", 分席: [客9]"}
    return "来宾:\n" + "".join(
        f"  - {{排序: {one + 1}, 姓名: 客{one}, 单位: 单位0, 职务: 干部{wishes.get(one, '')}}}\n" for one in order
    )


@pytest.mark.parametrize("order", [(8, 9, *range(8), 10), tuple(reversed(range(11)))], ids=["8 first", "backwards"])
def test_which_of_two_who_sit_apart_moves(order):
    """Both could as well, so only the order of protocol may decide, not that of the wishes in the file."""
    tables = (
        "座次:\n"
        "  - {编号: S1-1, 日程: A3, 形式: 圆桌, 座位数: 10, 来宾席: [客0, 客1, 客2, 客8, 客9], 主人席: [林峰]}\n"
        "  - {编号: S1-2, 日程: A3, 形式: 圆桌, 座位数: 10, 来宾席: [客3, 客4, 客5, 客6, 客7, 客10], 主人席: [沈浩]}\n"
    )
    known, again = (
        proposed(arrange_tables, HEAD, quarrelling(some), HOSTS, MEAL_DAY, MEAL, tables, office=OFFICE)
        for some in (range(11), order)
    )
    assert [move.name for move in known.parts[0].moves] == ["客2", "客9"]
    assert arrangement(again) == arrangement(known)
