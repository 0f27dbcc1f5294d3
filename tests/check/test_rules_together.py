"""What holds for all rules: a week later or under other names the same is found, and more items take only more time."""

from __future__ import annotations

import datetime as dt
import re
import time

from jiedai.check.engine import check
from jiedai.check.manual import manual
from tests.batch import cases
from tests.check.bench import OFFICE, SOUND, Bench, Found, laid_over
from tests.check.test_manual import SHOWN

OTHER_NAMES = {
    "陈志远": "郭志高",
    "李娜": "吴倩",
    "林峰": "高岭",
    "沈浩": "沙波",
    "姚晨": "尧光",
    "何静": "何宁",
    "周敏": "邹捷",
}


_DATE = r"2026-\d\d-(?:0[1-9]|[12]\d|3[01])"


def _shifted(text: str, days: int) -> str:
    def later(match: re.Match[str]) -> str:
        return (dt.date.fromisoformat(match[0]) + dt.timedelta(days=days)).isoformat()

    def later_in_words(match: re.Match[str]) -> str:
        day = dt.date(2026, int(match[1]), int(match[2])) + dt.timedelta(days=days)
        return f"{day.month}月{day.day}日"

    return re.sub(r"(\d{1,2})月(\d{1,2})日", later_in_words, re.sub(_DATE, later, text))


def _renamed(text: str) -> str:
    for name, other in OTHER_NAMES.items():
        text = text.replace(name, other)
    return text


def _places(found: Found) -> list[tuple[str, int, int]]:
    return [(one.code, one.span.line, one.span.column) for one in found.diagnostics]


@cases("code", SHOWN)
def test_the_same_is_found_a_week_later_and_under_other_names(bench: Bench, code: str) -> None:
    plan = laid_over(SOUND, manual(code, "zh").wrong)
    found = bench.whole(plan, office=OFFICE)
    assert _places(bench.whole(_shifted(plan, 7), office=OFFICE)) == _places(found)
    renamed = bench.whole(_renamed(plan), office=_renamed(OFFICE))
    assert [one.code for one in renamed.diagnostics] == [one.code for one in found.diagnostics]


def _long_plan(items: int) -> str:
    days = [dt.date(2026, 5, 11) + dt.timedelta(days=number) for number in range(items // 10)]
    text = f"日期: {days[0]} 至 {days[-1]}\n日程:\n"
    for number, day in enumerate(days):
        text += f"  - 日期: {day}\n    安排:\n"
        for hour in range(10):
            text += (
                f'      - {{编号: D{number}-{hour}, 时间: "{hour + 8:02d}:00-{hour + 8:02d}:50", '
                "事项: 座谈, 类别: 座谈, 地点: 县行政中心三号会议室, 目的: 听取汇报, "
                "陪同: [林峰], 责任单位: 县发改局, 责任人: 沈浩}\n"
            )
    text += "来宾:\n" + "".join(f"  - {{姓名: 来宾{number}号, 单位: 甲, 职务: 乙}}\n" for number in range(60))
    text += "任务:\n" + "".join(
        f"  - {{编号: T{number}, 事项: 准备, 责任单位: 县发改局, 责任人: 沈浩, 时限: T-1, "
        f"日程: D{number % (items // 10)}-1}}\n"
        for number in range(items // 2)
    )
    return text


def _timed(loaded: object) -> float:
    begin = time.perf_counter()
    check(loaded)  # type: ignore[arg-type]
    return time.perf_counter() - begin
