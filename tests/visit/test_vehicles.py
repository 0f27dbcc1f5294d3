"""How large a vehicle is of which only its kind is known."""

from __future__ import annotations

from jiedai.model.office import Vehicle
from jiedai.visit.vehicles import coach, plan_of

SEATS = {("考斯特", 3): 19, ("大巴", 45): 45, ("大巴", 46): 46, ("大巴", 20): 45}


def test_a_kind_without_its_seats_has_the_usual_number_or_as_many_as_ride():
    found = {
        (model, riders): len(plan_of(Vehicle.model_validate({"number": "1", "model": model}), riders).order)
        for model, riders in SEATS
    }
    assert found == SEATS


def test_a_coach_has_rows_of_four_and_up_to_five_seats_at_the_back():
    backs = {seats: [place.row for place in coach(seats).places] for seats in (5, 9, 10, 45, 46, 47)}
    assert {seats: len(rows) for seats, rows in backs.items()} == {seats: seats for seats in backs}
    assert {seats: rows.count(rows[-1]) for seats, rows in backs.items()} == {5: 5, 9: 5, 10: 2, 45: 5, 46: 2, 47: 3}
    assert [place.column for place in coach(9).places if place.position.startswith("1排")] == [4, 3, 1, 0]
