"""How large a vehicle is of which only its kind is known."""

from __future__ import annotations

from jiedai.model.office import Vehicle
from jiedai.visit.vehicles import plan_of

SEATS = {("考斯特", 3): 19, ("大巴", 45): 45, ("大巴", 46): 46, ("大巴", 20): 45}


def test_a_kind_without_its_seats_has_the_usual_number_or_as_many_as_ride():
    found = {
        (model, riders): len(plan_of(Vehicle.model_validate({"number": "1", "model": model}), riders).order)
        for model, riders in SEATS
    }
    assert found == SEATS
