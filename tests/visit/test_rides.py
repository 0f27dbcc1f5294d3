from __future__ import annotations

from jiedai.model.office import Conventions, Office, Vehicle
from jiedai.visit.case import Case
from jiedai.visit.rides import kilometres_of
from jiedai.visit.vehicles import plan_of
from tests.batch import cases
from tests.seating.samples import (
    carloads,
    chart_of,
    hosts_numbered,
    names,
    numbered,
    office,
    plan,
    ride_charts,
    seating,
)

VEHICLES = [
    {"number": "1", "model": "考斯特", "seats": 20, "driver": "赵师傅"},
    {"number": "2", "model": "商务车", "seats": 6},
    {"number": "3", "model": "小轿车", "seats": 4},
]
CREW = [{"name": "联络员", "duty": "联络"}]


def drive(vehicles, rides=(), guests=4, hosts=2, **more):
    item = {
        "id": "A1", "time": "09:00-10:00", "what": "乘车", "kind": "transfer", "vehicles": vehicles,
        "hosts": names("H", hosts), "crew": ["联络员"],
    }  # fmt: skip
    return plan(numbered("G", guests), hosts_numbered(hosts), [item | more], crew=CREW, rides=list(rides))


def loads(visit):
    return {load.number: load.riders for load in carloads(visit, visit.items()[0][1], office(vehicles=VEHICLES))}


def seats(chart):
    return {seat.place.position: seat.name for seat in chart.seats if seat.name}


def test_everybody_of_the_item_rides_by_precedence_staff_last():
    assert loads(drive(["1"])) == {"1": ("G1", "H1", "G2", "H2", "G3", "G4", "联络员")}


def test_several_vehicles_fill_in_the_order_written():
    found = loads(drive(["3", "2"]))

    assert found == {"3": ("G1", "H1", "G2", "H2"), "2": ("G3", "G4", "联络员")}


def test_a_ride_says_who_sits_where_and_the_rest_take_the_other_vehicle():
    rides = [{"item": "A1", "vehicle": "3", "riders": ["G1", "H1"], "lead": "联络员"}]

    assert loads(drive(["3", "2"], rides)) == {"3": ("G1", "H1"), "2": ("G2", "H2", "G3", "G4")}
    assert loads(drive(["3"], rides)) == {"3": ("G1", "H1")}


def test_a_vehicle_that_only_a_ride_names_counts():
    rides = [{"item": "A1", "vehicle": "3", "riders": ["G1"]}, {"item": "B9", "vehicle": "2", "riders": ["G2"]}]

    assert loads(drive([], rides)) == {"3": ("G1",)}


def test_a_guest_sits_before_a_host_of_the_same_standing_however_they_are_written():
    visit = drive(["3"], [{"item": "A1", "vehicle": "3", "riders": ["H1", "H2", "G2", "G1"]}])
    (chart,) = ride_charts(visit, visit.items()[0][1], office(vehicles=VEHICLES))

    assert seats(chart) == {"后排右": "G1", "后排左": "H1", "后排中": "G2", "副驾驶": "H2"}
    assert chart.ties == ()


@cases(
    ("model", "seats", "riders", "kind"),
    [
        ("轿车", 4, 4, "轿车"),
        ("轿车", 5, 4, "轿车"),
        ("轿车", 5, 5, "七座车"),
        ("三排轿车（中排折叠）", 6, 6, "七座车"),
        ("越野车", 6, 3, "七座车"),
        ("面包车", 8, 8, "中巴"),
        (None, 5, 5, "七座车"),
        (None, 4, 9, "轿车"),
    ],
)
def test_a_vehicle_is_as_large_as_the_office_says(model, seats, riders, kind):
    vehicle = Vehicle.model_validate({"number": "1", "model": model, "seats": seats})

    assert plan_of(vehicle, riders).kind == kind


def test_folding_seats_in_the_middle_come_last_but_one_in_a_long_sedan():
    vehicle = Vehicle.model_validate({"number": "1", "model": "三排轿车（中排折叠）", "seats": 6})

    assert plan_of(vehicle, 6).order[0] == "后排右"


def test_kilometres_only_where_each_stretch_is_known():
    road = {"from": "站", "to": "宾馆", "minutes": 20, "km": 12}
    known = Office.model_validate(
        {"office": {"name": "x"}, "travel": [road, {"from": "宾馆", "to": "县医院", "minutes": 9}]}
    )
    for places, kilometres in (
        (["站", "宾馆"], 12),
        (["站", "宾馆", "站"], 24),
        (["站", "宾馆", "县医院"], None),
        (["宾馆", "县医院"], None),
    ):
        visit = drive(["1"], kind="visit", place=places)
        assert kilometres_of(Case.unwritten(visit, known), visit.items()[0][1]) == kilometres, places


def test_no_vehicle_no_rides():
    assert loads(drive([])) == {}


def test_a_chart_for_each_vehicle_with_the_lead_in_front():
    rides = [{"item": "A1", "vehicle": "3", "riders": ["G1", "H1"], "lead": "联络员"}]
    visit = drive(["3", "2"], rides)

    charts = ride_charts(visit, visit.items()[0][1], office(vehicles=VEHICLES))

    assert [chart.id for chart in charts] == ["A1-3", "A1-2"]
    assert seats(charts[0]) == {"后排右": "G1", "后排左": "H1", "副驾驶": "联络员"}
    assert seats(charts[1]) == {"中排右": "G2", "中排左": "H2", "后排右": "G3", "后排左": "G4"}


def test_an_entry_names_its_vehicle_and_may_have_the_host_drive():
    visit = drive(["1"])
    known = office(vehicles=VEHICLES)

    chart = chart_of(visit, seating(shape="car", vehicle="3", guests=["G1", "G2"], hosts=["H1"]), known)
    assert seats(chart) == {"后排右": "G1", "后排左": "H1", "副驾驶": "G2"}

    chart = chart_of(
        visit, seating(shape="car", vehicle="3", guests=["G1", "G2"], hosts=["H1"], host_drives=True), known
    )
    assert seats(chart) == {"驾驶座": "H1", "副驾驶": "G1", "后排右": "G2"}
    assert chart.unseated == ()


def test_an_interpreter_has_the_attendants_seat():
    chart = chart_of(
        drive([]), seating(shape="car", vehicle="3", people=["G1"], interpreters=["翻译"]), office(vehicles=VEHICLES)
    )

    assert seats(chart) == {"后排右": "G1", "副驾驶": "翻译"}


def test_a_fixed_seat_in_a_car():
    entry = seating(
        shape="car", vehicle="3", people=["G1", "G2"], fixed=[{"seat": "副驾", "person": "G1", "reason": "晕车"}]
    )

    assert seats(chart_of(drive([]), entry, office(vehicles=VEHICLES))) == {"副驾驶": "G1", "后排右": "G2"}


def test_more_riders_than_seats():
    chart = chart_of(drive(["3"], guests=5), seating(shape="car"), office(vehicles=VEHICLES))

    assert [person.name for person in chart.unseated] == ["H2", "G3", "G4", "G5"]


@cases(
    ("model", "seats", "riders", "kind", "capacity"),
    [
        ("考斯特", 20, 8, "中巴", 20),
        ("丰田 Coaster", None, 8, "中巴", 19),
        ("中巴", None, 22, "中巴", 22),
        ("宇通大巴", 45, 8, "大客车", 45),
        ("别克GL8商务车", 7, 6, "七座车", 6),
        ("商务车", 7, 7, "八座车", 7),
        ("商务车", 8, 3, "八座车", 7),
        ("商务车", 9, 3, "中巴", 9),
        ("丰田普拉多越野车", 5, 3, "越野车", 4),
        ("红旗轿车", 5, 3, "轿车", 4),
        (None, 4, 2, "轿车", 4),
        (None, 5, 2, "轿车", 4),
        (None, 6, 2, "七座车", 6),
        (None, 8, 2, "八座车", 7),
        (None, 9, 2, "中巴", 9),
        (None, 23, 2, "中巴", 23),
        (None, 24, 2, "大客车", 24),
        (None, None, 4, "轿车", 4),
        (None, None, 5, "七座车", 6),
    ],
)
def test_a_vehicle_is_known_by_its_model_else_by_its_size(model, seats, riders, kind, capacity):
    inside = plan_of(Vehicle(number="1", model=model, seats=seats), riders)

    assert (inside.kind, inside.capacity) == (kind, capacity)
    assert sorted(inside.order) == sorted(place.position for place in inside.places)


def conventions(**more):
    return Conventions.model_validate(more)


@cases(
    ("model", "usual", "first"),
    [
        ("轿车", {}, ["后排右", "后排左"]),
        ("轿车", {"car_vip": "behind_driver"}, ["后排左", "后排右"]),
        ("越野车", {}, ["副驾驶", "后排右"]),
        ("越野车", {"off_road": "rear"}, ["后排右", "后排左"]),
        ("越野车", {"off_road": "后排", "car_vip": "司机后"}, ["后排左", "后排右"]),
        ("商务车", {}, ["中排右", "中排左"]),
        ("商务车", {"car_vip": "behind_driver"}, ["中排左", "中排右"]),
        ("商务车", {"seven_seat": "rear"}, ["后排右", "后排左"]),
        ("七座轿车（中排折叠）", {}, ["后排右", "后排左"]),
        ("七座轿车（中排折叠）", {"七座车首排": "中排"}, ["中排右", "中排左"]),
        ("八座面包车", {}, ["中排左", "中排右"]),
    ],
)
def test_the_offices_conventions_decide_the_first_seats(model, usual, first):
    inside = plan_of(Vehicle(number="1", model=model), 3, conventions(**usual))

    assert list(inside.order[:2]) == first


@cases("model", ["轿车", "越野车", "商务车", "八座面包车"])
def test_the_front_seat_is_never_empty_when_the_host_drives(model):
    assert plan_of(Vehicle(number="1", model=model), 3, host_drives=True).order[0] == "副驾驶"
