"""What an exchange is told to break and to mend is what changes on the chart, worked out here by hand."""

from __future__ import annotations

import re
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import SeatingShape
from jiedai.seating.exchanges import told
from jiedai.seating.explain import exchange, explain
from jiedai.seating.layout import Side
from tests.seating.samples import chart_of, guest, hosts_numbered, names, numbered, plan, seating

SHAPES = [shape.value for shape in SeatingShape]
TASKS = (Side.SIGNER, Side.CREW, Side.INTERPRETER)


@st.composite
def charts(draw, shape):
    """Small charts with ties, decisions and interpreters; some people may lack a seat."""
    orders = st.lists(st.integers(1, 3), min_size=1, max_size=5)
    guests, hosts = draw(orders), draw(orders)
    visit = plan(
        [guest(f"G{number}", order=order) for number, order in enumerate(guests)],
        [{"name": f"H{number}", "order": order} for number, order in enumerate(hosts)],
        crew=[{"name": "C", "unit": "县接待办", "duty": "联络", "phone": "0570-5550100"}],
    )
    more = {
        "rows": draw(st.sampled_from([None, None, [3, 4], [6, 6]])),
        "even_rule": draw(st.sampled_from(["E1", "E2"])),
    }
    people = [*(f"G{number}" for number in range(len(guests))), *(f"H{number}" for number in range(len(hosts)))]
    if draw(st.booleans()) and shape != "tables":
        more |= {"people": people}
    else:
        more |= {"guests": people[: len(guests)], "hosts": people[len(guests) :]}
    more["interpreters"] = ["T1", "T2"][: draw(st.integers(0, 2))]
    if shape == "car":
        more |= {"people": [*more.get("people", ()), "C"], "host_drives": draw(st.booleans())}
    entry = {key: value for key, value in more.items() if value}
    chart = chart_of(visit, seating(shape=shape, **entry))
    fixed = draw(
        st.lists(st.tuples(st.sampled_from(people), st.sampled_from([s.number for s in chart.seats])), max_size=2)
    )
    entry["fixed"] = [{"person": person, "seat": str(seat), "reason": "指定"} for person, seat in fixed]
    return chart_of(visit, seating(shape=shape, **entry))


def faults(chart, at):
    """What is wrong with people at these positions, in the words of the rules; `at` maps names to positions."""
    found = set()
    places = {seat.place.position: seat.place for seat in chart.seats}
    home = {seat.name: seat for seat in chart.seats if seat.name}
    people = {seat.name: seat.person for seat in chart.seats if seat.name}
    slot = {name: places[position].slot for name, position in at.items()}
    serving = {
        name
        for name, seat in home.items()
        if seat.place.slot and seat.place.slot[0] in TASKS and people[name] in chart.party.of(seat.place.slot[0])
    }
    for name, position in at.items():
        seat = home[name]
        if seat.fixed and position != seat.place.position:
            found.add(("fixed", name))
        elif name in serving and position != seat.place.position and seat.place.slot[0] is not Side.INTERPRETER:
            found.add(("duty", name))
        if name not in serving and (slot[name] is None or people[name] not in chart.party.of(slot[name][0])):
            found.add(("side", name))
    holders = {taken: name for name, taken in slot.items() if taken}
    for name in serving & {person.name for person in chart.party.interpreters}:
        if home[name].place.slot[0] is not Side.INTERPRETER:
            continue
        served = Side.HOST if home[name].place.slot[1] % 2 else Side.GUEST
        whom = next((person.name for person in chart.party.of(served)), None)
        sat = any(place.slot == (served, 1) for place in places.values())
        if at[name] != home[name].place.position or (whom and sat and holders.get((served, 1)) != whom):
            found.add(("interpreter", name, whom or ""))
    for side in (Side.ANY, Side.GUEST, Side.HOST):
        listed = [person.name for person in chart.party.of(side)]
        for first, second in combinations(listed, 2):
            both = [slot.get(name) for name in (first, second)]
            tied = any({first, second} <= set(tie) for tie in chart.ties)
            if all(one and one[0] is side for one in both) and both[0][1] > both[1][1] and not tied:
                found.add(("order", second, first))
    return found


TEXTS = [
    (r"(\w+)的座位是指定的（指定）", "fixed", True),
    (r"(\w+)就不在自己岗位的座位上了", "duty", True),
    (r"(\w+)坐到\w+，不是自己该坐的位置", "side", True),
    (r"(\w+)回到自己该坐的位置", "side", False),
    (r"译员(\w+)就不在(\w+)身边了", "interpreter", True),
    (r"译员(\w+)就不在自己的座位上了()", "interpreter", True),
    (r"译员(\w+)回到(\w+)身边", "interpreter", False),
]


def read(texts, one, two):
    """The faults that texts say come, and those they say go."""
    come, go = set(), set()
    for text in texts:
        if text == "两人的职责随座位互换":
            come |= {("duty", one), ("duty", two)}
        elif found := re.fullmatch(r"宾主错位：(\w+)坐到\w+，(\w+)坐到\w+", text):
            come |= {("side", name) for name in found.groups()}
        elif found := re.fullmatch(r"(\w+?)(不再)?坐得(高于排在前面|低于排在后面)的([\w、]+)", text):
            name, no_longer, way, others = found.groups()
            pairs = {
                ("order", name, other) if way[0] == "高" else ("order", other, name) for other in others.split("、")
            }
            (go if no_longer else come).update(pairs)
        else:
            matches = [(re.fullmatch(pattern, text), kind, comes) for pattern, kind, comes in TEXTS]
            ((match, kind, comes),) = [entry for entry in matches if entry[0]]
            (come if comes else go).add((kind, *match.groups()))
    return come, go


@pytest.mark.parametrize("shape", SHAPES)
@given(st.data())
def test_every_exchange_is_told_as_what_really_changes(shape, data):
    chart = data.draw(charts(shape))
    at = {seat.name: seat.place.position for seat in chart.seats if seat.name}
    before = faults(chart, at)
    assert len(chart.names) == len(set(chart.names)), "nobody has two seats"

    for one, two in combinations(at, 2):
        after = faults(chart, at | {one: at[two], two: at[one]})
        texts = exchange(chart, one, two)
        assert read(texts, one, two) == (after - before, before - after), (one, two, texts)
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("shape", SHAPES)
@given(st.data())
def test_everybody_seated_can_be_explained_also_where_others_are_not(shape, data):
    chart = data.draw(charts(shape))

    for name in chart.names:
        assert explain(chart, name).startswith(name)


@pytest.mark.parametrize("shape", SHAPES)
def test_without_decisions_no_chart_breaks_a_rule_of_its_own(shape):
    entry = seating(shape=shape, guests=names("G", 4), hosts=names("H", 4), interpreters=["T1", "T2"])
    chart = chart_of(plan(numbered("G", 4), hosts_numbered(4)), entry)

    for one, two in permutations([seat for seat in chart.seats if seat.person], 2):
        assert not any("回到" in text or "不再" in text for text in told(chart, one, two))
