"""A plan as other programs tell it: the same values there and back; a draft from a calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.loading import load, load_text
from jiedai.visit.case import Case
from jiedai.visit.plain import plain
from jiedai.workflow.drafting.calendars import NoVisit, draft
from jiedai.workflow.drafting.interchange import NotAPlan, plan_text
from tests.batch import cases

PLANS = sorted(Path("plans").glob("2*.yaml"))
ODD = """\
标题: 来访
类型: 外事
事由: 待填
日期: 2026-12-31 至 2027-01-01
人数: {总数: 约120, 分组: {代表: 80, 嘉宾: 40}}
审批: [{环节: 拟办, 审批人: 甲, 时间: 2026-12-01}, {环节: 审定, 审批人: 乙, 时间: 2026-12-02 10:30}]
来宾:
  - {姓名: Anna Weber, 单位: 市政厅, 职务: 市长, 职级: 正厅级, 不来: 生病}
  - {姓名: 甲乙, 单位: 市政厅, 职务: 秘书, 过敏: [花生, 鱼类], 其他: {血型: A}}
日程:
  - 日期: 2026-12-31
    安排:
      - {编号: A1, 时间: "22:30-次日00:30", 事项: 跨年, 类别: 其他, 备注: {工作人员: 带伞, 来宾: 穿暖}}
      - {编号: A2, 时间: 约15:00, 事项: 茶叙, 类别: 会见}
      - {编号: A3, 时间: 下午, 事项: 自由活动, 类别: 休息, 并行: 是}
      - {编号: A4, 时长: 30分钟, 事项: 午餐, 类别: 用餐, 后续: x}
用餐: [{日程: A4, 形式: 自助餐, 接待方承担: 否, 人均: 62.5, 来宾: [甲乙]}]
布置: {横幅: [欢迎], 鲜花: 无}
任务: [{编号: T1, 事项: 备伞, 时限: T-3w, 责任人: 甲}, {编号: T2, 事项: 收尾, 时限: L+2 17:00}]
"""


def through(case: Case, keys: str = "zh") -> object:
    text = plan_text(json.loads(json.dumps(plain(case))), keys)  # type: ignore[arg-type]
    loaded = load_text(text.encode(), "x")
    assert loaded.plan is not None, [(one.path, one.message) for one in loaded.diagnostics]
    return plain(Case(loaded, loaded.plan))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem[:10])
def test_there_and_back_nothing_changes(path):
    case = Case.of(load(path))
    assert through(case) == plain(case)
    if path == PLANS[0]:
        assert through(case, "en") == plain(case)


def test_odd_values_survive():
    text = ODD.replace(", 后续: x", "")
    loaded = load_text(text.encode(), "x")
    assert loaded.plan is not None, [(one.path, one.message) for one in loaded.diagnostics]
    case = Case(loaded, loaded.plan)
    assert through(case) == plain(case)


WHOLE = json.loads(json.dumps(plain(Case.of(load(PLANS[0])))))


def _places(value, path=()):
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from _places(inner, (*path, key))


@given(st.sampled_from(list(_places(WHOLE))), st.sampled_from([None, 3, "x", [], {}, [[]], {"a": 1}, True, -1, "2026"]))
def test_data_of_another_shape_is_refused_or_read(path, put):
    data = json.loads(json.dumps(WHOLE))
    at = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = put
    try:
        text = plan_text(data, "zh")
    except NotAPlan:
        return
    load_text(text.encode(), "x")


@cases("bad", [None, [], 3, {}, {"title": "x"}, {"title": "x", "kind": "research", "dates": "2026"}])
def test_what_is_no_plan(bad):
    with pytest.raises(NotAPlan):
        plan_text(bad, "zh")


CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
X-WR-CALNAME:省厅来访
BEGIN:VEVENT
UID:1
DTSTART:20260616T012000Z
DTEND:20260616T015000Z
SUMMARY:接站
LOCATION:云滩站
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Asia/Shanghai:20260616T223000
DTEND;TZID=Asia/Shanghai:20260617T003000
SUMMARY:夜游
RRULE:FREQ=DAILY
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;VALUE=DATE:20260617
SUMMARY:考察
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20260617T020000Z
SUMMARY:取消的
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_begins_a_plan():
    found = draft(CALENDAR.replace("\n", "\r\n").encode(), "zh")
    assert (found.title, found.first, found.last) == ("省厅来访", dt.date(2026, 6, 16), dt.date(2026, 6, 17))
    assert found.notes == ("“夜游”是重复的安排，只读了第一次", "“取消的”已取消，没有读进来")
    loaded = load_text(found.text.encode(), "x")
    assert {one.code for one in loaded.diagnostics} == {"GS13"}
    for line in (
        "{编号: A1, 时间: 09:20-09:50, 事项: 接站, 类别: 待填, 地点: 云滩站}",
        '{编号: A2, 时间: "22:30-次日00:30", 事项: 夜游, 类别: 待填}',
        "{编号: B1, 时间: 全天, 事项: 考察, 类别: 待填}",
    ):
        assert line in found.text


@cases(
    "bad",
    [
        "",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nEND:VCALENDAR\n",
        CALENDAR.replace("20260617", "20261217"),
        CALENDAR[:150],
    ],
)
def test_what_is_no_visit(bad):
    with pytest.raises(NoVisit) as caught:
        draft(bad.encode(), "zh")
    assert caught.value.hint
