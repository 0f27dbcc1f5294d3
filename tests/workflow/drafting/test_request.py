import datetime as dt

import pytest

from jiedai.model.choice import Kind
from jiedai.model.times import DateRange, Day
from jiedai.workflow.drafting.programme import Means, Travel
from jiedai.workflow.drafting.request import NewVisit, Usage, missing, read_changes, with_departure

DAY = Day.on(dt.date(2026, 6, 16))


def visit(last: Day = DAY, **more) -> NewVisit:
    return NewVisit("甲", Kind.OTHER, DateRange(DAY, last), **more)


def test_changes_are_split_at_the_first_equals_sign():
    assert read_changes(["编号=云接〔2026〕17号", "事由 = a=b", "title＝甲"]) == (
        ("编号", "云接〔2026〕17号"),
        ("事由", "a=b"),
        ("title", "甲"),
    )
    for pair in ("编号", "=1", " =1"):
        with pytest.raises(Usage, match="--set"):
            read_changes([pair])


def test_everything_missing_is_said_at_once():
    assert missing("甲", "调研", "2026-06-16") is None
    found = missing(None, " ", "")
    assert found is not None
    assert all(name in found.message for name in ("标题", "--kind", "--dates", "jiedai new"))
    assert "标题" not in str(missing("甲", None, "x"))


def test_arrival_and_departure_of_one_day_need_an_hour_between_them():
    one_day = visit(arrive=Travel(540))
    assert with_departure(one_day, Travel(600)).leave.minute == 600
    with pytest.raises(Usage, match="60 分钟"):
        with_departure(one_day, Travel(599))
    two = visit(Day.on(dt.date(2026, 6, 17)), arrive=Travel(540))
    assert with_departure(two, Travel(480)).leave.minute == 480


def test_people_leave_as_they_came_unless_they_say_otherwise():
    came = visit(arrive=Travel(540, Means.ROAD))
    assert with_departure(came, Travel(1000)).leave == Travel(1000, Means.ROAD)
    assert with_departure(came, Travel(1000, Means.TRAIN, "G1")).leave == Travel(1000, Means.TRAIN, "G1")
    assert with_departure(came, Travel()).leave.means is Means.ROAD


def test_a_night_is_spent_between_two_days():
    assert not visit().overnight
    assert visit(Day.on(dt.date(2026, 6, 17))).overnight
