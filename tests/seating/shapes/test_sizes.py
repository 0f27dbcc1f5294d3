"""What holds of every shape at every size up to sixty people: nobody left out, the higher ones nearer to the middle."""

from __future__ import annotations

import math

import pytest

from jiedai.model.choice import Convention, EvenRule, SeatingShape
from jiedai.model.hospitality import Seating
from jiedai.model.office import Vehicle
from jiedai.seating.chart import Chart
from jiedai.seating.layout import Counts, Settings, Side
from jiedai.seating.shapes import shape
from jiedai.seating.shapes.tables import deal, table_rows
from jiedai.visit.vehicles import coach, minibus, plan_of
from tests.batch import cases
from tests.seating.samples import chart_of, hosts_numbered, names, numbered, plan, rows
from tests.seating.shapes.test_shapes import overlaps

SIZES = range(1, 61)
EVERY_CUSTOM = [Settings(side, even) for side in Convention for even in EvenRule]
shapes_of_rows = pytest.mark.parametrize("name", ["dais", "photo"])


def halves(people: int) -> tuple[int, int]:
    """So many people as guests and hosts, the guests the more."""
    return people - people // 2, people // 2


def seated(chart: Chart) -> list[str]:
    return sorted(chart.names)


@pytest.mark.parametrize("name", [member.value for member in SeatingShape])
def test_everybody_has_one_seat_and_none_overlaps(name: str) -> None:
    for people in SIZES:
        guests, hosts = halves(people)
        item = {"id": "A1", "time": "09:00-10:00", "what": "x", "hosts": names("H", hosts)}
        visit = plan(numbered("G", guests), hosts_numbered(hosts), [item], letter={"date": "2026-05-01"})
        everybody = [*names("G", guests), *names("H", hosts)]
        entry = Seating.model_validate(
            {"id": "S1", "item": "A1", "shape": name, "guests": names("G", guests), "hosts": names("H", hosts)}
        )
        chart = chart_of(visit, entry)
        assert seated(chart) == sorted(everybody)
        assert (chart.unseated, chart.absent, chart.strangers) == ((), (), ())
        assert overlaps(chart.layout.places) is None
        assert chart.viewpoint
        assert chart.door
        assert chart.listed is not None
        if name != "car":
            assert chart.convention is not None


@shapes_of_rows
@pytest.mark.parametrize("custom", EVERY_CUSTOM)
def test_a_row_holds_each_once_and_nobody_nearer_to_the_middle_than_who_comes_before(
    name: str, custom: Settings
) -> None:
    for people in SIZES:
        (row,) = rows(shape(name).layout(Counts(people), custom._replace(rows=(people,))))
        assert sorted(row) == list(range(1, people + 1))
        away = [abs(row.index(ordinal) - (people - 1) / 2) for ordinal in range(1, people + 1)]
        assert away == sorted(away)


@shapes_of_rows
def test_odd_rows_have_the_second_on_the_own_left_and_mirror_with_the_other_convention(name: str) -> None:
    for people in SIZES[2::2]:
        sizes = (people,)
        for even in EvenRule:
            (left,) = rows(shape(name).layout(Counts(people), Settings(Convention.LEFT, even, rows=sizes)))
            (right,) = rows(shape(name).layout(Counts(people), Settings(Convention.RIGHT, even, rows=sizes)))
            assert left.index(2) == left.index(1) + 1
            assert right == left[::-1]


@shapes_of_rows
def test_an_even_row_adds_the_last_at_the_audience_right(name: str) -> None:
    for people in SIZES[1::2]:
        (row,) = rows(shape(name).layout(Counts(people), Settings(rows=(people,))))
        (shorter,) = rows(shape(name).layout(Counts(people - 1), Settings(rows=(people - 1,))))
        assert row == [*shorter, people]


def test_with_e1_who_stays_away_moves_only_those_behind_and_each_of_them_to_the_other_side() -> None:
    for people in SIZES[1:]:
        before, after = ({}, {})
        for count, found in ((people, before), (people - 1, after)):
            (row,) = rows(shape("dais").layout(Counts(count), Settings(rows=(count,))))
            found.update({ordinal: row.index(ordinal) - row.index(1) for ordinal in row})
        assert all(before[ordinal] == after[ordinal] for ordinal in after)
        assert all(before[ordinal + 1] * after[ordinal] < 0 for ordinal in after if ordinal > 1)


@shapes_of_rows
def test_rows_are_filled_from_the_front_and_each_is_centred_on_its_own_first(name: str) -> None:
    for people in SIZES:
        found = rows(shape(name).layout(Counts(people), Settings()))
        first = 1
        for row in found:
            assert sorted(row) == list(range(first, first + len(row)))
            assert abs(row.index(first) - (len(row) - 1) / 2) <= 0.5
            first += len(row)
        assert first == people + 1
        assert len(found) == 1 or len(found[0]) % 2 == 1


@cases("name", ["long_table", "long_table_end"])
@cases("custom", EVERY_CUSTOM)
def test_principals_and_interpreters_of_a_long_table_face_each_other(name: str, custom: Settings) -> None:
    along = 0 if name == "long_table" else 1
    for people in SIZES[1:]:
        guests, hosts = halves(people)
        counts = Counts(people, guests, hosts, interpreters=2)
        spot = {place.slot: (place.x, place.y)[along] for place in shape(name).layout(counts, custom).places}
        assert spot[Side.GUEST, 1] == spot[Side.HOST, 1]
        assert spot[Side.INTERPRETER, 1] == spot[Side.INTERPRETER, 2] != spot[Side.HOST, 1]


def test_sofas_have_the_principals_at_the_top_and_each_arm_goes_down_to_the_door() -> None:
    for people in SIZES[1:]:
        guests, hosts = halves(people)
        for custom in EVERY_CUSTOM:
            layout = shape("sofas").layout(Counts(people, guests, hosts), custom)
            spot = {place.slot: (place.x, place.y) for place in layout.places}
            chief, host = spot[Side.GUEST, 1], spot[Side.HOST, 1]
            assert (chief[0] < host[0]) == (custom.convention is Convention.RIGHT)
            for side, count in ((Side.GUEST, guests), (Side.HOST, hosts)):
                depths = [spot[side, ordinal][1] for ordinal in range(1, count + 1)]
                assert depths == sorted(set(depths))


def test_guests_of_a_signing_are_never_on_the_audience_right_nor_a_lower_one_nearer_to_the_middle() -> None:
    for people in SIZES[1:]:
        guests, hosts = halves(people)
        for custom in EVERY_CUSTOM:
            layout = shape("signing").layout(Counts(people, guests, hosts, signers=2), custom)
            for place in layout.places:
                assert place.slot is not None
                side, ordinal = place.slot
                of_guests = side is Side.GUEST or (side is Side.SIGNER and ordinal % 2 == 1)
                assert (place.x < 0) == of_guests
            for row in list(layout.groups().values())[1:]:
                for side in (Side.GUEST, Side.HOST):
                    out = [(abs(place.x), place.slot[1]) for place in row if place.slot and place.slot[0] is side]
                    assert [ordinal for _x, ordinal in sorted(out)] == sorted(ordinal for _x, ordinal in out)


def test_the_first_guests_of_a_round_table_are_beside_the_main_host() -> None:
    for people in SIZES[2:]:
        guests, hosts = halves(people)
        for two_hosts in (None, True, False):
            layout = shape("round_table").layout(Counts(people, guests, hosts), Settings(two_hosts=two_hosts))
            whose = [place.slot for place in layout.places]
            assert len(whose) == people + people % 2
            assert (whose[0], whose[-1], whose[1]) == ((Side.HOST, 1), (Side.GUEST, 1), (Side.GUEST, 2))


def test_tables_give_everybody_a_seat_a_host_to_each_and_stand_by_their_numbers() -> None:
    for people in SIZES[1:]:
        guests, hosts = halves(people)
        layout = shape("tables").layout(Counts(people, guests, hosts), Settings())
        tables = layout.groups()
        assert sum(place.slot is not None for place in layout.places) == people
        dealt = deal(tuple(len(places) for places in tables.values()), Counts(people, guests, hosts))
        assert all(at_table[1] for at_table in dealt)
    for count in SIZES:
        for row in table_rows(count):
            first = min(row)
            assert abs(row.index(first) - (len(row) - 1) / 2) <= 0.5


def test_a_vehicle_has_a_seat_for_everybody_its_office_counts() -> None:
    models = ["轿车", "越野车", "商务车", "面包车", "考斯特", "大客车", "三排轿车（中排折叠）", "某车", None]
    for seats in SIZES:
        assert minibus(seats).capacity == coach(seats).capacity == seats
        for model in models:
            vehicle = Vehicle.model_validate({"number": "1", "model": model, "seats": seats})
            assert plan_of(vehicle, seats).capacity >= seats
            inside = plan_of(vehicle, 1)
            assert sorted(inside.order) == sorted(place.position for place in inside.places)
            assert math.isfinite(inside.width)
