"""The worked examples of custom, by shape; their numbers (SV-…) are those of the source list."""

from __future__ import annotations

from jiedai.model.choice import Convention, EvenRule, SevenSeat
from jiedai.seating.layout import Counts, Settings, Side
from jiedai.seating.shapes import shape
from jiedai.seating.shapes.tables import table_rows
from jiedai.visit.vehicles import coach, minibus, off_road, sedan, seven_seat
from tests.batch import cases
from tests.seating.samples import left_to_right, rows, told

LEFT, RIGHT = Settings(), Settings(Convention.RIGHT)


def clockwise(layout):
    return [told(place) for place in layout.places]


def test_sv_15_two_rows_the_front_one_full_first():
    assert rows(shape("dais").layout(Counts(7), Settings(rows=(3, 4)))) == [[3, 1, 2], [6, 4, 5, 7]]


def test_sv_16_two_rows_of_a_dais():
    expected = [[5, 3, 1, 2, 4], [10, 8, 6, 7, 9, 11]]
    assert rows(shape("dais").layout(Counts(11), Settings(rows=(5, 6)))) == expected


@cases(
    ("n", "settings", "expected"),
    [
        (6, LEFT, [5, 3, 1, 2, 4, 6]),
        (8, LEFT, [7, 5, 3, 1, 2, 4, 6, 8]),
        (6, Settings(even_rule=EvenRule.E2), [6, 4, 2, 1, 3, 5]),
        (5, RIGHT, [4, 2, 1, 3, 5]),
        (4, LEFT, [3, 1, 2, 4]),
    ],
    ids=["SV-06", "SV-08", "SV-11", "SV-13", "SV-48"],
)
def test_a_dais_is_told_and_stands_as_the_audience_sees_it(n, settings, expected):
    layout = shape("dais").layout(Counts(n), settings)

    assert rows(layout) == [expected]
    assert left_to_right(layout) == expected
    assert {place.facing for place in layout.places} == {180}


def test_sv_18_long_table_at_home_guests_on_the_far_side():
    layout = shape("long_table").layout(Counts(10, 5, 5), LEFT)

    assert rows(layout) == [["G5", "G3", "G1", "G2", "G4"], ["H4", "H2", "H1", "H3", "H5"]]
    assert [left_to_right(layout, group) for group in ("guests", "hosts")] == rows(layout)
    far = {place.y < 0 for place in layout.places if place.group == "guests"}
    assert far == {True}


def test_sv_20_long_table_with_interpreters_face_to_face():
    layout = shape("long_table").layout(Counts(10, 5, 5, interpreters=2), RIGHT)

    assert rows(layout) == [["G4", "G2", "G1", "T_g", "G3", "G5"], ["H5", "H3", "H1", "T_h", "H2", "H4"]]
    x = {told(place): place.x for place in layout.places}
    assert x["G1"] == x["H1"]
    assert x["T_g"] == x["T_h"]


def test_sv_22_table_with_its_end_to_the_door_far_end_first():
    layout = shape("long_table_end").layout(Counts(6, 3, 3), LEFT)

    assert rows(layout) == [["G3", "G1", "G2"], ["H2", "H1", "H3"]]
    assert {place.x > 0 for place in layout.places if place.group == "guests"} == {True}
    for group in ("guests", "hosts"):
        depths = [place.y for place in layout.places if place.group == group]
        assert depths == sorted(depths)


def test_sv_23_sofas_along_the_u():
    layout = shape("sofas").layout(Counts(8, 4, 4), RIGHT)

    arms = rows(layout)
    assert arms == [["G1", "G2", "G3", "G4"], ["H1", "H2", "H3", "H4"]]
    assert [*arms[0][::-1], *arms[1]] == ["G4", "G3", "G2", "G1", "H1", "H2", "H3", "H4"]
    assert left_to_right(layout)[3:5] == ["G1", "H1"]
    assert {place.x < 0 for place in layout.places if place.group == "guests"} == {True}


def test_sofas_at_home_put_the_superior_on_the_hosts_own_left():
    assert left_to_right(shape("sofas").layout(Counts(4, 2, 2), LEFT))[1:3] == ["H1", "G1"]


def test_sofas_put_interpreters_behind_their_principals():
    layout = shape("sofas").layout(Counts(4, 2, 2, interpreters=2), RIGHT)

    spot = {told(place): (place.x, place.y) for place in layout.places}
    assert spot["T_h"][0] == spot["H1"][0]
    assert spot["T_g"][0] == spot["G1"][0]
    assert spot["T_h"][1] < spot["H1"][1]


def test_sv_25_signing_table_and_the_parties_behind():
    layout = shape("signing").layout(Counts(8, 4, 4, signers=4), LEFT)

    assert rows(layout) == [["助G", "签G", "签H", "助H"], ["G4", "G3", "G2", "G1", "H1", "H2", "H3", "H4"]]
    assert [left_to_right(layout, group) for group in ("1", "2")] == rows(layout)


@cases("convention", list(Convention))
@cases(("guests", "hosts"), [(1, 1), (9, 2), (2, 9), (20, 17)])
def test_the_guests_of_a_signing_are_never_on_the_audience_right(guests, hosts, convention):
    layout = shape("signing").layout(Counts(guests + hosts, guests, hosts, signers=4), Settings(convention))

    for place in layout.places:
        guest = place.slot in ((Side.SIGNER, 1), (Side.SIGNER, 3)) or place.slot[0] is Side.GUEST
        assert (place.x < 0) == guest
    assert layout.convention is Convention.RIGHT


@cases(
    ("seats", "guests", "hosts", "expected"),
    [
        (10, 7, 3, ["H1", "G2", "G5", "G6", "G3", "H2", "G4", "G7", "H3", "G1"]),
        (8, 5, 3, ["H1", "G2", "G5", "G3", "H2", "G4", "H3", "G1"]),
        (8, 6, 2, ["H1", "G2", "G3", "G5", "G6", "G4", "H2", "G1"]),
    ],
    ids=["SV-27", "SV-29", "SV-31"],
)
def test_round_tables_clockwise_from_the_main_host(seats, guests, hosts, expected):
    layout = shape("round_table").layout(Counts(guests + hosts, guests, hosts), Settings(seats=seats))

    assert clockwise(layout) == expected
    top = min(layout.places, key=lambda place: place.y)
    assert told(top) == "H1"
    assert told(max(layout.places, key=lambda place: place.x)) in expected[1 : seats // 2]


@cases(
    ("tables", "expected"),
    [(2, [[1, 2]]), (3, [[2, 1, 3]]), (5, [[4, 2, 1, 3, 5]])],
    ids=["SV-32", "SV-34", "SV-36"],
)
def test_tables_as_they_stand(tables, expected):
    assert table_rows(tables) == expected


@cases(
    ("riders", "expected"),
    [
        (1, ["后排右"]),
        (2, ["后排右", "后排左"]),
        (3, ["后排右", "后排左", "副驾驶"]),
        (4, ["后排右", "后排左", "后排中", "副驾驶"]),
    ],
    ids=["one", "two", "SV-39", "SV-37"],
)
def test_a_sedan_with_a_driver(riders, expected):
    layout = shape("car").layout(Counts(riders), Settings(vehicle=sedan()))

    by_rank = sorted((place for place in layout.places if place.slot), key=lambda place: place.slot[1])
    assert [place.position for place in by_rank] == expected


def test_a_sedan_puts_the_secretary_in_front():
    layout = shape("car").layout(Counts(2, crew=1), Settings(vehicle=sedan()))

    assert {place.position: told(place) for place in layout.places} == {
        "后排右": 1, "后排左": 2, "副驾驶": "S1", "后排中": None,
    }  # fmt: skip


def test_a_host_who_drives_has_the_guest_beside_him():
    layout = shape("car").layout(Counts(3, hosts=1), Settings(vehicle=sedan(host_drives=True), host_drives=True))

    seats = {place.position: told(place) for place in layout.places}
    assert seats == {"驾驶座": "H1", "副驾驶": 1, "后排右": 2, "后排左": 3, "后排中": None}


def test_sv_40_and_41_off_road_and_folding_seats():
    assert off_road().order[:3] == ("副驾驶", "后排右", "后排左")
    assert seven_seat(SevenSeat.REAR).order == ("后排右", "后排左", "后排中", "中排右", "中排左", "副驾驶")


def test_sv_43_the_first_seats_of_a_minibus_are_behind_the_driver():
    first, second, third = minibus(19).places[:3]

    assert (first.position, second.position) == ("1排左窗", "1排左")
    assert first.column == 0
    assert first.row == second.row == third.row == min(place.row for place in minibus(19).places)
    assert first.column < second.column < third.column


@cases("seats", range(1, 60))
def test_buses_have_the_seats_they_are_said_to_have(seats):
    assert minibus(seats).capacity == coach(seats).capacity == seats


@cases("seats", [12, 33, 45, 53])
def test_sv_44_a_coach_fills_front_before_back_and_right_before_left(seats):
    bus = coach(seats)
    places = {place.position: place for place in bus.places}
    order = [places[position] for position in bus.order]

    assert [(place.row, -place.column) for place in order] == sorted((place.row, -place.column) for place in order)


def test_sv_45_photo_at_home():
    expected = [[9, 7, 5, 3, 1, 2, 4, 6, 8], [18, 16, 14, 12, 10, 11, 13, 15, 17, 19]]
    assert rows(shape("photo").layout(Counts(19), Settings(rows=(9, 10)))) == expected


def test_sv_47_photo_with_foreign_guests():
    layout = shape("photo").layout(Counts(9, 4, 5), Settings(Convention.RIGHT, foreign=True))

    assert rows(layout) == [["H4", "G3", "H2", "G1", "H1", "G2", "H3", "G4", "H5"]]
