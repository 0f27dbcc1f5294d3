"""Times, dates, lengths, deadlines and counts in words: each reads as its digits do, and two readings are told."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from jiedai.model.moments import read_due, read_moment
from jiedai.model.quantities import read_about, read_count, read_diners, read_size
from jiedai.model.reading import VisitDays
from jiedai.model.spoken import number
from jiedai.model.times import TimeRange, clock, read_dates, read_day, read_minutes, read_time_range
from tests.batch import cases

VISIT = VisitDays(dt.date(2026, 7, 7), dt.date(2026, 7, 8))
ONE_DAY = VisitDays(dt.date(2026, 7, 7), dt.date(2026, 7, 7))


def read(how, typed, visit=VISIT):
    """What a text reads as, in the canonical spelling; the sentence that refuses it where it is refused."""
    try:
        return str(how(typed, visit))
    except PydanticCustomError as error:
        return f"! {(error.context or {})['problem']}"


def differing(how, expected, visit=VISIT):
    """The texts that do not read as they should, with what they read as."""
    return {typed: found for typed, right in expected.items() if (found := read(how, typed, visit)) != right}


TIMES = {
    "下午两点到三点半": "14:00-15:30",
    "九点半到十点": "09:30-10:00",
    "上午9点-10点半": "09:00-10:30",
    "14：30—16：00": "14:30-16:00",
    "晚6点半": "18:30",
    "中午12点至下午1点": "12:00-13:00",
    "8点一刻": "08:15",
    "1430-1630": "14:30-16:30",
    "930-1030": "09:30-10:30",
    "0830": "08:30",
    "早八点": "08:00",
    "清早六点": "06:00",
    "上午九点三十分至十点二十分": "09:30-10:20",
    "七点五十": "07:50",
    "下午三点零五": "15:05",
    "下午三点〇五分": "15:05",
    "下午2-4点": "14:00-16:00",
    "下午两到四点": "14:00-16:00",
    "9-11点半": "09:00-11:30",
    "13-15点": "13:00-15:00",
    "二十二点到次日零点三十分": "22:00-次日00:30",
    "晚上11点至凌晨1点": "23:00-次日01:00",
    "晚十点半到零点": "22:30-24:00",
    "午夜12点": "24:00",
    "正午12点": "12:00",
    "午后两点": "14:00",
    "11点半到1点": "11:30-13:00",
    "12点到1点": "12:00-13:00",
    "上午10点到2点": "10:00-14:00",
    "从9点到10点": "09:00-10:00",
    "9:00起至10:00止": "09:00-10:00",
    "9:30分-10:30分": "09:30-10:30",
    "9；30-10；20": "09:30-10:20",
    "2:30pm-4pm": "14:30-16:00",
    "12am": "00:00",
    "9点钟": "09:00",
    "9时许": "约09:00",
    "约九点": "约09:00",
    "10点左右到11点左右": "约10:00-11:00",
    "１４：３０": "14:30",
    "零点": "00:00",
    "午后": "下午",
    "夜里": "晚上",
    "一整天": "全天",
    "十四时三十分至十六时": "14:30-16:00",
    # digits with a colon mean what they say
    "上午11:30-1:00": "11:30-01:00",
    "1:00-2:00": "01:00-02:00",
    "22:00-0:30": "22:00-00:30",
    # two readings, or none
    "两点": "! “两点”有两种读法：02:00，14:00",
    "5点59分": "! “5点59分”有两种读法：05:59，17:59",
    "6点": "06:00",
    "两点到三点半": "! “两点到三点半”有两种读法：02:00-03:30，14:00-15:30",
    "0点59分": "00:59",
    "凌晨1点": "01:00",
    "1点": "! “1点”有两种读法：01:00，13:00",
    "5点-9点": "! “5点-9点”有两种读法：05:00-09:00，17:00-21:00",
    "9": "! “9”不是能识别的时间",
    "9-10": "! “9-10”不是能识别的时间",
    "230": "! “230”不是能识别的时间",
    "2460": "! “2460”不是能识别的时间",
    "早": "! “早”不是能识别的时间",
    "午饭后": "! “午饭后”不是能识别的时间",
    "七八点": "! “七八点”不是能识别的时间",
    "25点": "! “25点”不是钟点",
}
DAYS = {
    "五月十一日": "2026-05-11",
    "二〇二六年七月七日": "2026-07-07",
    "二零二六年七月八号": "2026-07-08",
    "7日": "2026-07-07",
    "8号": "2026-07-08",
    "第一天": "2026-07-07",
    "第2天": "2026-07-08",
    "末日": "2026-07-08",
    "首日": "2026-07-07",
    "26年7月7日": "2026-07-07",
    "七月七日（星期二）": "2026-07-07",
    "七月廿一日": "2026-07-21",
    "第三天": "! “第三天”不是能识别的日期",
    "9日": "! “9日”不是能识别的日期",
    "26-07-07": "! “26-07-07”不是能识别的日期",
}
DATES = {
    "2026年7月7日至8日": "2026-07-07 至 2026-07-08",
    "2026年7月7-8日": "2026-07-07 至 2026-07-08",
    "2026.7.7-7.8": "2026-07-07 至 2026-07-08",
    "2026.7.7-8": "2026-07-07 至 2026-07-08",
    "二〇二六年七月七日至八日": "2026-07-07 至 2026-07-08",
    "2026年7月7日、8日": "2026-07-07 至 2026-07-08",
    "2026年7月7日（星期二）至8日（星期三）": "2026-07-07 至 2026-07-08",
    "2026年7月7日下午至8日上午": "2026-07-07 至 2026-07-08",
    "2026年7月7日上午": "2026-07-07",
    "2026年7月7日、9日": "! “2026年7月7日、9日”是几天，还是从前一天到后一天，看不出来",
}
MOMENTS = {
    "7月7日上午9点半": "2026-07-07 09:30",
    "7日9:40": "2026-07-07 09:40",
    "七号上午九点四十": "2026-07-07 09:40",
    "2026-07-07 1430": "2026-07-07 14:30",
    "首日 9:40": "2026-07-07 09:40",
    "7月8日晚8点": "2026-07-08 20:00",
    "7日两点": "! “7日两点”有两种读法：02:00，14:00",
    "2日": "! “2日”不是能识别的时间",
}
DUES = {
    "来访前三天": "T-3",
    "提前3天": "T-3",
    "提前三个工作日": "T-3w",
    "来访前一天下午五点": "T-1 17:00",
    "来访当天": "T",
    "T-1下午五点": "T-1 17:00",
    "T-1 1700": "T-1 17:00",
    "结束后3天内": "L+3",
    "活动结束后五个工作日内": "L+5w",
    "末日": "L",
    "首日上午8点": "T 08:00",
    "会前一天": "T-1",
    "T-3": "T-3",
    "L+3": "L+3",
    "T-1 5点": "! “T-1 5点”有两种读法：05:00，17:00",
    "前一天": "! “前一天”不是能识别的时间",
    "三天前": "! “三天前”不是能识别的时间",
}
LENGTHS = {
    "一小时": "60",
    "两个小时": "120",
    "一个半小时": "90",
    "一刻钟": "15",
    "三刻钟": "45",
    "1.5小时": "90",
    "2.5h": "150",
    "90min": "90",
    "约40分钟": "40",
    "四十分钟": "40",
    "1个钟头": "60",
    "一个小时二十分钟": "80",
    "1.25小时": "! “1.25小时”不是分钟数",
    "七八分钟": "! “七八分钟”不是分钟数",
}
COUNTS = {
    "6位": "6",
    "六人": "6",
    "两辆": "2",
    "共6人": "6",
    "一行6人": "6",
    "第2版": "2",
    "第二版": "2",
    "二百五十人": "250",
    "七八人": "! “七八人”不是整数",
    "约6人": "! “约6人”不是整数",
}
ABOUT = {
    "约1200人": "约1200",
    "120余人": "约120",
    "近百人": "约100",
    "30人左右": "约30",
    "6位": "6",
    "百余人": "约100",
    "上百人": "约100",
    "一百二十多人": "约120",
    "约1.2万人": "约12000",
    "千余人": "约1000",
    "共约120人": "约120",
    "一行十二人": "12",
    "十五位客商": "15",
    "约一千二百人": "约1200",
    "数十人": "! “数十人”不是人数",
    "三四十人": "! “三四十人”不是人数",
    "30-40人": "! “30-40人”不是人数",
    "一百二人": "! “一百二人”不是人数",
}


@cases(
    ("how", "expected"),
    [
        (read_time_range, TIMES),
        (read_day, DAYS),
        (read_dates, DATES),
        (read_moment, MOMENTS),
        (read_due, DUES),
        (read_minutes, LENGTHS),
        (read_count, COUNTS),
        (read_about, ABOUT),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_words_read_as_their_digits(how, expected):
    assert differing(how, expected) == {}


def test_the_day_before_is_that_before_a_visit_of_one_day():
    assert (
        differing(read_due, {"前一天": "T-1", "前一天下午五点": "T-1 17:00", "当天早上7点半": "T 07:30"}, ONE_DAY) == {}
    )


def test_how_many_there_may_be_and_who_dines():
    assert [read_size(typed, None) for typed in ("600", "约600人", "三千余人")] == [600, 600, 3000]
    assert [read_diners(typed, None).number for typed in ("十二人", "约三十人", "4名客商")] == [12, 30, 4]
    assert read_diners("三人行", None).names == ("三人行",)


DIGITS = "零一二三四五六七八九"


def in_words(value):
    """A number up to 9,999 as it is spoken."""
    found, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            found += ("零" if gap else "") + DIGITS[digit] + name
        gap = bool(found) and not digit
    return found or "零"


@given(st.integers(0, 9999))
def test_a_number_comes_back_from_words(value):
    spoken = in_words(value)
    assert number(spoken) == value
    assert number(spoken.replace("二千", "两千")) == value
    if 10 <= value < 20:
        assert number(spoken.removeprefix("一")) == value


@cases("text", ["七八", "三四十", "一百二", "十百", "百百", "零零", "一零", "两十零", "万"])
def test_what_is_no_number_or_two(text):
    assert number(text) is None


@given(st.integers(6 * 60, 23 * 60 + 59), st.integers(1, 300))
def test_a_time_reads_the_same_in_digits_and_in_words(start, length):
    end = min(start + length, 24 * 60 - 1)
    right = TimeRange(start, end)

    def said(minutes, *, words):
        hour, minute = divmod(minutes, 60)
        count = in_words if words else str
        part = "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 18 else "晚上"
        spoken = hour if hour <= 12 else hour - 12
        rest = "" if not minute else "半" if minute == 30 else f"{count(minute)}分"
        return f"{part}{count(spoken)}点{rest}"

    for words in (True, False):
        assert read_time_range(f"{said(start, words=words)}到{said(end, words=words)}", None) == right
    compact = f"{start // 60:02d}{start % 60:02d}-{end // 60:02d}{end % 60:02d}"
    assert read_time_range(compact, None) == right
    assert read_time_range(f"{clock(start)}-{clock(end)}", None) == right


@given(st.dates(dt.date(1949, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_reads_the_same_in_digits_and_in_words(day):
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    assert read_day(f"{year}年{in_words(day.month)}月{in_words(day.day)}日", None) == day
