from __future__ import annotations

import pytest
from pydantic import ValidationError

from jiedai.model.choice import Diet, Rank
from jiedai.model.hospitality import Seating
from jiedai.model.messages import refusals
from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.model.plan import Plan
from tests.model.samples import sound


def guest(diet):
    return Guest.model_validate(sound(Guest) | {"饮食": diet})


@pytest.mark.parametrize("typed", [["清真", "低糖"], ["halal", "低糖"], "清真、低糖", "清真，低糖", "清真;低糖 "])
def test_choices_are_a_list_or_one_text(typed):
    assert guest(typed).diet == [Diet.HALAL, Diet.LOW_SUGAR]


def test_one_choice_needs_no_list():
    assert guest("清真").diet == [Diet.HALAL]
    assert guest([]).diet == []


@pytest.mark.parametrize(("typed", "path"), [("清真、鱼肉", 1), (["鱼肉"], 0), ("鱼肉", 0)])
def test_a_wrong_choice_is_refused_at_its_number(typed, path):
    with pytest.raises(ValidationError) as caught:
        guest(typed)

    (refused,) = refusals(caught.value, Guest)
    assert refused.path == ("饮食", path)
    assert "“鱼肉”" in refused.message


@pytest.mark.parametrize("lodging", [{"宾馆": "云溪宾馆"}, [{"宾馆": "云溪宾馆"}]])
def test_one_hotel_needs_no_list(lodging):
    assert [stay.hotel for stay in Plan.model_validate(sound(Plan) | {"住宿": lodging}).lodging] == ["云溪宾馆"]


def test_two_spellings_of_one_rank_are_refused_and_two_ranks_are_not():
    limits = {"厅局级": 500, "bureau": 480}
    with pytest.raises(ValidationError) as caught:
        Office.model_validate(sound(Office) | {"标准": {"住宿": limits}})
    (refused,) = refusals(caught.value, Office)
    office = Office.model_validate(sound(Office) | {"标准": {"住宿": {"厅局级": 500, "other": "380元"}}})

    assert refused.path == ("标准", "住宿")
    assert refused.message == "“厅局级”和“bureau”是同一项，写了两次"
    assert office.standards.lodging == {Rank.BUREAU: 500, Rank.OTHER: 380}


@pytest.mark.parametrize("typed", [3, "3", "3排", "9、10"])
def test_rows_as_one_number_are_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as caught:
        Seating.model_validate({"编号": "S1", "排": typed})

    (refused,) = refusals(caught.value, Seating)
    assert refused.path == ("排",)
    assert refused.hint == "写各排座位数，如 排: [9, 10]"


def test_rows_are_a_list_also_of_one():
    assert Seating.model_validate({"编号": "S1", "排": [9, "10"]}).rows == [9, 10]
    assert Seating.model_validate({"编号": "S1", "排": []}).rows == []
