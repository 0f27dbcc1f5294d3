"""When things are free together: every minute is either in a slot, or taken, or in a gap that is too short."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiedai.visit.bookings import Free, Resource
from jiedai.workflow.across.free import Asked, Taken, windows
from jiedai.workflow.across.resources import Key, Register
from jiedai.workflow.across.taken import Use, Visit
from tests.batch import cases
from tests.workflow.following.samples import case

DAY = dt.datetime(2026, 5, 11)
KEYS = (Key(Resource.PERSON, "林峰"), Key(Resource.VEHICLE, "1"))


def at(minutes: int) -> dt.datetime:
    return DAY + dt.timedelta(minutes=minutes)


def use(key: Key, start: int, end: int) -> Use:
    visit = Visit("甲.yaml", "甲", None, 1, DAY.date(), DAY.date(), "省厅", 3, None)
    return Use(key.kind, key.name, at(start), at(end), "A1", "座谈", "", (None, None), visit)


spans = st.lists(
    st.tuples(st.sampled_from(KEYS), st.integers(0, 40), st.integers(1, 12)).map(
        lambda one: use(one[0], one[1] * 10, (one[1] + one[2]) * 10)
    ),
    max_size=8,
)


@given(spans, st.integers(1, 90))
def test_slots_are_all_the_time_that_is_not_taken(found: list[Use], minutes: int) -> None:
    window = Free(at(0), at(400))
    answer = Taken(Register(None, KEYS), found).answer(Asked(KEYS, minutes, (window,)), DAY)
    busy = {minute for one in found for minute in range(int((one.start - DAY).seconds / 60), _end(one))}
    slots = {minute for slot in answer.slots for minute in range(_minute(slot.start), _minute(slot.end))}
    assert not busy & slots
    rest = sorted(set(range(400)) - busy - slots)
    runs = [one for one in rest if one - 1 not in rest]
    for first in runs:
        length = next(number for number in range(401) if first + number not in rest)
        assert length < minutes
    for slot in answer.slots:
        assert slot.minutes >= minutes
        assert all(any(one.start <= slot.start and slot.end <= one.end for one in own) for own in answer.each.values())


def _minute(moment: dt.datetime) -> int:
    return int((moment - DAY).total_seconds()) // 60


def _end(one: Use) -> int:
    return min(_minute(one.end), 400)


@cases(
    ("begin", "end", "hours"),
    [
        ("11 05:00", "11 23:00", ["11 05:00-23:00"]),  # one day is as asked
        ("11 00:00", "12 00:00", ["11 00:00-00:00"]),
        ("11 14:00", "13 10:00", ["11 14:00-18:00", "12 08:00-18:00", "13 08:00-10:00"]),
        ("11 07:00", "12 20:00", ["11 07:00-20:00", "12 07:00-20:00"]),  # longer where one asks for longer
        ("11 19:00", "12 09:00", ["12 08:00-09:00"]),
    ],
)
def test_the_nights_are_left_out(begin: str, end: str, hours: list[str]) -> None:
    found = windows(*(dt.datetime.strptime(f"2026-05-{one}", "%Y-%m-%d %H:%M") for one in (begin, end)))
    assert [f"{one.start:%d %H:%M}-{one.end:%H:%M}" for one in found] == hours


def test_near_slots_are_never_past() -> None:
    found = [use(KEYS[0], 8 * 60, 18 * 60)]
    asked = Asked(KEYS[:1], 60, (Free(at(10 * 60), at(12 * 60)),))
    taken = Taken(Register(None, KEYS), found)
    assert [f"{one.start:%d %H:%M}" for one in taken.answer(asked, DAY - dt.timedelta(days=9)).near] == [
        "09 08:00", "10 08:00", "12 08:00",
    ]  # fmt: skip
    assert [f"{one.start:%d %H:%M}" for one in taken.answer(asked, DAY).near] == ["12 08:00", "13 08:00", "14 08:00"]


def test_nobody_is_free_of_what_they_do_not_do() -> None:
    """What has no end is told, and splits no more than the moment it begins at."""
    found = [use(KEYS[0], 600, 600)]
    answer = Taken(Register(None, KEYS), found).answer(Asked(KEYS[:1], 60, (Free(at(540), at(720)),)), DAY)
    assert [(_minute(one.start), _minute(one.end)) for one in answer.slots] == [(540, 600), (600, 720)]
    assert answer.open_ended == found


def test_a_place_for_many_is_taken_while_it_would_hold_too_many(tmp_path) -> None:
    """Sixty go in: thirty from nine to eleven and twenty-five from ten to twelve leave room for five in between."""
    park = Key(Resource.PLACE, "智能制造产业园")
    first, second = use(park, 540, 660)._replace(heads=30), use(park, 600, 720)._replace(heads=25)
    taken = Taken(Register(case(tmp_path).office, ()), [second, first])
    for people, wanted in ((5, [(480, 780)]), (6, [(480, 600), (660, 780)]), (36, [(480, 540), (720, 780)])):
        answer = taken.answer(Asked((park,), 60, (Free(at(480), at(780)),), people), DAY)
        assert [(_minute(one.start), _minute(one.end)) for one in answer.slots] == wanted
