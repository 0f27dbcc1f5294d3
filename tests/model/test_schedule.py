"""An item by its clock time or by its length."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jiedai import language
from jiedai.model.messages import refusals
from jiedai.model.schedule import Item
from jiedai.model.times import TimeRange, read_time_range
from tests.batch import cases
from tests.model.samples import sound

BARE = {key: value for key, value in sound(Item).items() if key != "时间"}


def item(**given):
    return Item.model_validate(BARE | given)


def refused(**given):
    with pytest.raises(ValidationError) as caught:
        item(**given)
    (found,) = refusals(caught.value, Item)
    return found


@cases("key", ["时长", "length"])
@cases("blank", [{}, {"时间": None}, {"time": None}])
def test_a_length_does_without_a_clock_time(key, blank):
    one = item(**{key: "1小时30分"}, **blank)

    assert one.length == 90
    assert one.time == TimeRange(None)
    assert str(one.time) == ""


def test_without_either_both_are_named():
    found = refused()

    assert found.code == "GS03"
    assert found.message == "缺少必填的“时间”或“时长”"
    assert found.hint == "补上“时间”：起止时间，如 09:20-09:30；钟点没有定的写时长"
    assert found.missing == ("时间", "time", "时长", "length")
    language.use("en")
    assert "time" in refused().message
    assert "length" in refused().message


def test_an_empty_time_without_a_length_is_empty():
    assert refused(时间=None).message == "这里没有填写内容"
    assert refused(时间=None, 时长=None).message == "这里没有填写内容"


def test_a_length_still_to_be_filled_in_is_a_time_still_to_be_filled_in():
    one = item(时长="待填")

    assert one.length is None
    assert one.time == TimeRange(None, unfilled=True)
    assert refused(时长="待填", 时间="09:00").path == ("时长",)  # the loader takes it out


@cases(
    ("time", "length", "end"),
    [
        ("09:00", "30", "09:30"),
        ("22:30", "120", "次日00:30"),
        ("约9:00", "30", "09:30"),
        ("09:00-09:30", "30", "09:30"),
    ],
)
def test_a_start_and_a_length_make_an_end(time, length, end):
    one = item(时间=time, 时长=length)

    assert str(one.time).endswith(f"-{end}")
    assert one.time.start == read_time_range(time, None).start


def test_a_part_of_the_day_stays_what_it_is():
    assert item(时间="下午", 时长="30").time == TimeRange(None, part="下午")
    assert item(时间="09:00").time == TimeRange(540)


@pytest.mark.parametrize("length", ["29", "31"])
def test_a_length_that_does_not_fit_is_refused(length):
    found = refused(时间="09:00-09:30", 时长=length)

    assert found.code == "GS04"
    assert found.message == f"时间 09:00-09:30 是 30 分钟，时长写的是 {length} 分钟"
    assert found.hint == "只留一个"


def test_a_length_in_both_spellings_or_two_empty_times_are_refused():
    assert refused(时长="30", length="30").code == "GS09"
    with pytest.raises(ValidationError) as caught:
        item(时长="30", 时间=None, time=None)
    assert "GS09" in {found.code for found in refusals(caught.value, Item)}


def test_what_comes_before_is_named_by_number():
    assert item(时长="30", 前置="A1、A2").after == ("A1", "A2")
    assert item(时长="30", after=["A1"]).after == ("A1",)
    assert item(时长="30").after == ()
