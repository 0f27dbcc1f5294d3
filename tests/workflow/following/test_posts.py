"""What people post, line by line."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.reading import VisitDays
from jiedai.workflow.following.posts import Happened, best, fragments, posts
from tests.batch import cases

FIRST, LAST = dt.date(2026, 5, 11), dt.date(2026, 5, 12)
VISIT = VisitDays(FIRST, LAST)


def told(text: str) -> list[tuple[int | None, Happened | None]]:
    return [(post.minute, post.happened) for post in posts(text, VISIT, FIRST).reports]


ARRIVED, LEFT, BEGAN, ENDED = Happened


@cases(
    ("line", "wanted"),
    [
        ("10:42 已到开发区", [(642, ARRIVED)]),
        ("10：42 已到开发区", [(642, ARRIVED)]),
        ("上午10点42到产业园了", [(642, ARRIVED)]),
        ("下午2点半抵达宾馆", [(870, ARRIVED)]),
        ("姚晨：9:33 从车站出发", [(573, LEFT)]),
        ("【司机】11:02离开基地", [(662, LEFT)]),
        ("座谈会 16:40 结束", [(1000, ENDED)]),
        ("14:35 座谈会开始", [(875, BEGAN)]),
        ("10:38 到产业园，开始考察", [(638, ARRIVED), (638, BEGAN)]),
        ("10:38到产业园，11:30考察结束", [(638, ARRIVED), (690, ENDED)]),
        ("已到宾馆", [(None, ARRIVED)]),
        ("16:58 宾馆", [(1018, None)]),
        ("10:42 arrived at the park", [(642, ARRIVED)]),
        ("签约 10:40 开始", [(640, BEGAN)]),
    ],
)
def test_reports(line, wanted):
    assert told(line) == wanted


@cases(
    "line",
    [
        "收到",
        "大家辛苦了",
        "预计13:00到宾馆",
        "几点到宾馆？",
        "还有10分钟出发",
        "14:00 准备开始吧",
        "",
        "签到表发群里了",
    ],
)
def test_what_says_nothing_or_not_yet(line):
    assert told(line) == []


def test_a_name_with_a_time_is_for_the_lines_below_until_another_time():
    chat = "姚晨 10:12\n出发去产业园\n10:38 已到\n开始考察\n"
    assert told(chat) == [(612, LEFT), (638, ARRIVED), (None, BEGAN)]
    assert told("2026-05-12 10:42:33 姚晨\n已到") == [(642, None), (None, ARRIVED)]


def test_a_date_is_the_day_of_what_follows():
    text = "9:26 出发\n5月12日\n8:45 出发\n2026-05-11 9:30 到宾馆\n"
    days = [post.day for post in posts(text, VISIT, None).reports]
    assert days == [None, LAST, FIRST]


def test_lines_that_say_nothing_are_counted():
    made = posts("收到\n\n10:42 已到\n好的\n", VISIT, FIRST)
    assert (made.ignored, [post.line for post in made.reports]) == (2, [3])


def test_parts_of_names():
    assert fragments("智能制造产业园", "已到产业园") == 3
    assert fragments("云溪站", "站") == 0
    assert best(["云溪站", "云溪宾馆"], "到云溪宾馆") == ["云溪宾馆"]
    assert best(["云溪站", "云溪宾馆"], "到云溪") == ["云溪站", "云溪宾馆"]
    assert best(["云溪站"], "已到") == []


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    made = posts(text, VISIT, FIRST)
    assert all(post.minute is None or 0 <= post.minute <= 1440 for post in made.reports)
    assert len({post.line for post in made.reports}) + made.ignored <= len(text.splitlines())
