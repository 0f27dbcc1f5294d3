"""Days and times in running text, counted from Thursday 2026-06-11; what may be two days is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.workflow.intake.moments import Base, clocks_in, days_in, lasting, plain

THURSDAY = Base(dt.date(2026, 6, 11))
DAYS = {
    "2026年6月16日至17日": "2026-06-16 至 2026-06-17",
    "6月16日（星期二）至17日（星期三），共2天": "2026-06-16 至 2026-06-17",
    "6月16、17日两天": "2026-06-16 至 2026-06-17",
    "16号到17号": "2026-06-16 至 2026-06-17",
    "6月30日、7月1日": "2026-06-30 至 2026-07-01",
    "十二月三十一日至一月二日": "2026-12-31 至 2027-01-02",
    "二〇二六年六月十六日": "2026-06-16",
    "6.16-6.17": "2026-06-16 至 2026-06-17",
    "2026-06-16 09:30": "2026-06-16",
    "下周二上午10点左右": "2026-06-16",
    "下下周一": "2026-06-22",
    "本周五（12号）": "2026-06-12",
    "周五（19号）": "2026-06-19",
    "下周三，也就是17号": "2026-06-17",
    "周二": "2026-06-16",
    "后天": "2026-06-13",
    "5号": "2026-07-05",
    "6月16日起，为期3天": "2026-06-16 至 2026-06-18",
    "5月6日": "2026-05-06",
    "1月6日": "2027-01-06",
    "第9号台风": "",
    "3月中旬": "",
    "12号楼": "",
    "2.15亿元": "",
}
CLOCKS = {
    "9:30": 570, "14：30": 870, "上午9点半": 570, "下午3点": 900, "下午三点一刻": 915, "晚上8点": 1200,
    "中午12点": 720, "15时20分": 920,
    "3点到": None, "晚上2点": None, "上午15点": None, "3:30": None, "03:30": 210, "8个小时": None,
}  # fmt: skip


def test_days_in_a_text():
    read = {}
    for text in DAYS:
        typed = plain(text)
        read[text] = "、".join(str(lasting(typed, days)) for days in list(days_in(typed, THURSDAY))[:1])
    assert read == DAYS


def test_a_weekday_that_contradicts_its_date_is_told():
    [days] = days_in("7月14日（星期三）", THURSDAY)
    assert days.doubtful == "2026-07-14 是星期二，不是星期三"
    [days] = days_in("7月14日（星期二）", THURSDAY)
    assert not days.doubtful
    [days] = days_in("周五（18号）", THURSDAY)
    assert days.doubtful == "2026-06-18 是星期四，不是星期五"


def test_clocks_in_a_text():
    read = {text: next((clock.minute for clock in clocks_in(plain(text))), None) for text in CLOCKS}
    assert read == CLOCKS


@pytest.mark.parametrize(
    "form", ["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.year}.{0.month}.{0.day}"]
)
@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_is_read_in_every_form(form, day):
    [found] = days_in(plain("定于" + form.format(day) + "举行"), THURSDAY)
    assert (found.first, found.last) == (day, day)
