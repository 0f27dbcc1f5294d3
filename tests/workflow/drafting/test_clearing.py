import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.moments import read_moment
from jiedai.model.reading import VisitDays
from jiedai.model.times import WEEKDAYS, read_day
from jiedai.workflow.drafting.clearing import shift_date
from tests.batch import cases

MAY = VisitDays(dt.date(2026, 5, 11), dt.date(2026, 5, 12))


@cases(
    ("typed", "days", "moved"),
    [
        ("2026-05-11", 1, "2026-05-12"),
        ("2026-05-31", 1, "2026-06-01"),
        ("2026-12-31", 1, "2027-01-01"),
        ("2026-01-01", -1, "2025-12-31"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2027-02-28", 1, "2027-03-01"),
        ("2026年5月9日", 1, "2026年5月10日"),
        ("2026年05月09日", 1, "2026年05月10日"),
        ("2026年12月9日", 30, "2027年1月8日"),
        ("2026.5.9", 1, "2026.5.10"),
        ("2026/12/10", 30, "2027/01/09"),
        ("5月11日", 30, "6月10日"),
        ("5-11", 1, "5-12"),
        ("2026-05-11 星期一", 1, "2026-05-12 星期二"),
        ("2026-05-11 Monday", 1, "2026-05-12 Tuesday"),
        ("2026-05-11 (Mon) 09:20", 2, "2026-05-13 (Wed) 09:20"),
        ("2026-05-11（周一）", 6, "2026-05-17（周日）"),
        ("2026-05-17 礼拜天", 7, "2026-05-24 礼拜天"),
        ("2026-05-11 星期五", 1, "2026-05-12 星期二"),
        ("2026-05-11 09:20", 1, "2026-05-12 09:20"),
        ("5月11日上午9时20分", 1, "5月12日上午9时20分"),
        ("２０２６－０５－１１　９：２０", 1, "2026－05－12　９：２０"),
        ("  2026-05-11  ", 1, "2026-05-12"),
    ],
)
def test_a_date_keeps_its_spelling(typed: str, days: int, moved: str):
    assert shift_date(typed, days, MAY) == moved


@cases("typed", ["2026-05-32", "2026-13-01", "下周", "", "T-3"])
def test_what_begins_with_no_date_is_refused(typed: str):
    with pytest.raises(PydanticCustomError):
        shift_date(typed, 1, MAY)


DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2099, 12, 31))


@given(
    DAYS, st.integers(-3000, 3000), st.sampled_from(["{0:%Y-%m-%d} 星期{1}", "{0.year}年{0.month}月{0.day}日（周{1}）"])
)
def test_a_shifted_date_reads_as_the_day_so_much_later_with_its_weekday(date: dt.date, days: int, form: str):
    visit = VisitDays(date, date)

    moved = read_day(shift_date(form.format(date, WEEKDAYS[date.weekday()]), days, visit), visit)

    assert moved == date + dt.timedelta(days=days)
    assert moved.stated == moved.weekday()


@given(DAYS, st.integers(-400, 400))
def test_shifting_there_and_back_gives_the_text_again(date: dt.date, days: int):
    visit, typed = VisitDays(date, date), f"{date.isoformat()} 09:20"
    there = shift_date(typed, days, visit)

    assert shift_date(there, -days, visit) == typed
    assert read_moment(there, visit).minute == 560
