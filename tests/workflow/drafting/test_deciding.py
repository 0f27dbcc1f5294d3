"""What the office's own file decides: cars by heads, the smallest hall that seats both sides, who is able."""

import datetime as dt

from jiedai.model.choice import Kind
from jiedai.model.office import Office
from jiedai.model.quantities import Count
from jiedai.model.times import DateRange
from jiedai.workflow.drafting.deciding import decided, hall
from jiedai.workflow.drafting.request import NewVisit

OFFICE = Office.model_validate(
    {
        "单位": {"名称": "县接待办"},
        "场所": [
            {"名称": "大礼堂", "类别": "会议室", "容纳": 200},
            {"名称": "一号会议室", "类别": "会议室", "容纳": 24},
            {"名称": "二号会议室", "类别": "会议室", "容纳": 14},
            {"名称": "三号会议室", "类别": "会议室"},
        ],
        "车辆": [{"车号": "1", "核载": 4}, {"车号": "2", "核载": 7}, {"车号": "3", "核载": 19}],
    }
)
DAYS = DateRange(dt.date(2027, 3, 9), dt.date(2027, 3, 9))


def visit(guests):
    return NewVisit("来访", Kind.RESEARCH, DAYS, guests=Count(guests, approximate=False))


def test_the_smallest_hall_that_seats_guests_and_hosts():
    assert hall(OFFICE, visit(5)) == "二号会议室"  # 5 and 2 of ours, twice: 14
    assert hall(OFFICE, visit(6)) == "一号会议室"
    assert hall(OFFICE, visit(99)) == ""
    assert hall(None, visit(5)) == ""


def test_what_was_chosen_stays():
    able = {"联络": ("郑一鸣", "夏禾")}
    made = decided(visit(5), OFFICE, able)
    assert (made.vehicles, made.hall, made.staff) == (("2",), "二号会议室", able)
    kept = decided(NewVisit("来访", Kind.RESEARCH, DAYS, vehicles=("3",), hall="大礼堂"), OFFICE, able)
    assert (kept.vehicles, kept.hall) == (("3",), "大礼堂")
