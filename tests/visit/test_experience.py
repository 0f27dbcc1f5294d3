"""What the office learned, from three visits on, and nothing before."""

from __future__ import annotations

from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.visit.experience import buffer_after, lasting, learned_length, learned_road, overrun

TALKS = {"类别": "座谈", "次数": 9, "分钟": 137, "少则": 110, "通常": 118, "多则": 125, "缓冲": 25}
MEALS = {"类别": "用餐", "次数": 9, "来访": 9, "分钟": 45, "少则": 80, "通常": 90, "多则": 110}
ROAD = {"从": "云溪站", "到": "云溪宾馆", "分钟": 28, "次数": 3}


def office(visits: int) -> Office:
    learned = {"时长": [TALKS | {"来访": visits}, MEALS], "路程": [ROAD | {"来访": visits}]}
    return Office.model_validate({"单位": {"名称": "县接待办"}, "经验": learned})


def test_three_visits_are_enough_and_two_are_not():
    few, enough = office(2), office(3)
    assert (learned_length(few, ItemKind.TALKS), learned_road(few, "云溪站", "云溪宾馆")) == (None, None)
    assert (lasting(few, ItemKind.TALKS, 120), buffer_after(few, ItemKind.TALKS)) == (120, 0)
    assert learned_road(enough, "云溪宾馆", "云溪站") == 28
    assert (overrun(enough, ItemKind.TALKS, 120), lasting(enough, ItemKind.TALKS, 120)) == (21, 145)
    assert buffer_after(enough, ItemKind.TALKS) == 25


def test_what_is_usually_shorter_stays_as_planned():
    assert (overrun(office(3), ItemKind.MEAL, 50), lasting(office(3), ItemKind.MEAL, 50)) == (0, 50)
    assert buffer_after(office(3), ItemKind.MEAL) == 0


def test_nobody_knows():
    for known in (None, Office.model_validate({"单位": {"名称": "县接待办"}})):
        assert learned_length(known, ItemKind.TALKS) is None
        assert learned_road(known, "甲", "乙") is None
        assert lasting(known, ItemKind.TALKS, 117) == 117
    assert learned_length(office(3), None) is None
    assert learned_road(office(3), "云溪站", "县机关食堂") is None
