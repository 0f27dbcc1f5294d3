import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jiedai.formats.common.values import number_format
from tests.batch import cases

MONDAY = dt.date(2026, 5, 11)


@cases(
    ("value", "text", "shape"),
    [
        (MONDAY, "5月11日", 'm"月"d"日"'),
        (MONDAY, "2026年5月11日", 'yyyy"年"m"月"d"日"'),
        (dt.date(2026, 5, 1), "05月01日", 'mm"月"dd"日"'),
        (MONDAY, "5月11日（星期一）", '[$-804]m"月"d"日（"aaaa"）"'),
        (MONDAY, "5月11日（星期二）", "yyyy-mm-dd"),
        (MONDAY, "5月12日", "yyyy-mm-dd"),
        (MONDAY, "11 May 2026", "yyyy-mm-dd"),
        (MONDAY, "5月11日前3天", "yyyy-mm-dd"),
        (MONDAY, "第3批5月11日", "yyyy-mm-dd"),
        (dt.time(9, 20), "9:20", "h:mm"),
        (dt.time(9, 20), "09:20", "hh:mm"),
        (dt.time(14, 20), "下午2:20", "h:mm"),
        (dt.time(9, 20), "上午9:20", "h:mm"),
        (dt.time(9, 20), "9:21", "h:mm"),
        (dt.datetime(2026, 5, 11, 9, 20), "5月11日9:20", 'm"月"d"日"h:mm'),
        (dt.datetime(2026, 5, 11, 17, 0), "5月11日下午5:00", "yyyy-mm-dd hh:mm"),
        (Decimal(60), "60元", '0"元"'),
        (Decimal("1200.5"), "1,200.50元", '#,##0.00"元"'),
        (Decimal(6), "6", "0"),
        (Decimal(-3), "-3", "0"),
        (Decimal(60), '每"人"60元', '"每"\\""人"\\"0"元"'),
        (Decimal(60), "61元", None),
        (Decimal(60), "60元/2人", None),
        (Decimal(60), "六十元", None),
        (Decimal(301), "0301", "0"),
    ],
)
def test_the_format_that_shows_the_text(value, text, shape):
    assert number_format(value, text) == shape


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9), st.text(max_size=5))
def test_a_number_is_never_shown_as_another(value, unit):
    made = number_format(value, f"{value}{unit}")
    assert made is None or made.startswith("0.00")
