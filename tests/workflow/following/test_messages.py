"""Reminders: short, one line for each overdue task, and no guest in them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from jiedai.model.choice import TaskStatus
from jiedai.visit.deadlines import Deadline, standings
from jiedai.workflow.following.messages import LONGEST, messages, without_guests
from jiedai.workflow.following.tasks import Followed, Visit, by_deadline, followed
from tests.workflow.following.samples import case, moment

NOW = moment("05-09 18:00")
VISIT = Visit(
    "a.yaml", "来访", "接〔2026〕1号", 1, dt.date(2026, 5, 11), frozenset({"李娜", "阿依努尔·买买提"}), "0570-1"
)


def task(number: int, what: str, hours: int, unit: str = "县接待办", visit: Visit = VISIT) -> Followed:
    due = NOW + dt.timedelta(hours=hours)
    (stands,) = standings([Deadline((f"T{number}",), (), TaskStatus.OPEN, due)], NOW)
    return Followed(
        visit, number, f"T{number}", what, unit, "姚晨", None, due, TaskStatus.OPEN, stands.state, stands.light, (),
        None, None,
    )  # fmt: skip


def test_a_message_for_each_unit(tmp_path):
    made = messages(by_deadline(followed(case(tmp_path), NOW)), NOW)
    assert [one.unit for one in made][:3] == ["县接待办", "县发改局", "县工信局"]
    assert made[0].text == (
        "【云接〔2026〕17号】县接待办：到5月9日 18:00，逾期 1 项、今天到期 1 项。\n"
        "逾期：核对来宾名单、饮食禁忌和抵离车次（5月8日，姚晨）\n"
        "今天到期：踩点并实测行车时间（5月9日，姚晨）\n"
        "办结或不能按时办结，请回复。值班 0570-5550100"
    )


def test_guests_have_no_names():
    (made,) = messages([task(1, "给李娜、阿依努尔·买买提备清真餐", -5)], NOW)
    assert "给来宾、来宾备清真餐" in made.text
    assert without_guests("李娜娜", ["李娜", "李娜娜"]) == "来宾"


def test_visits_are_told_apart_where_there_are_several():
    other = VISIT._replace(file="b.yaml", number=None, title="李娜一行来访")
    (made,) = messages([task(1, "甲", -5), task(2, "乙", -4, visit=other)], NOW)
    assert made.text.startswith("县接待办：")
    assert "逾期：【接〔2026〕1号】甲" in made.text
    assert "逾期：【来宾一行来访】乙" in made.text


def test_what_has_no_room_is_counted():
    (made,) = messages([task(number, f"第{number}件" + "事" * 40, 60) for number in range(9)], NOW)
    lines = made.text.split("\n")
    shown = sum(line.startswith("以后") for line in lines)
    assert f"另有 {9 - shown} 项，见督办单" in lines


_WHAT = st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=80)


@given(st.lists(st.tuples(_WHAT, st.integers(-50, 80)), min_size=1, max_size=30), _WHAT)
def test_short_and_every_overdue_task_in_a_line_of_its_own(rows, unit):
    tasks = [task(number, what, hours, unit) for number, (what, hours) in enumerate(rows)]
    made = messages(tasks, NOW)
    assert all(len(one.text) <= LONGEST for one in made)
    lines = [line for one in made for line in one.text.split("\n")[1:-1]]
    assert sum(line.startswith("逾期：") for line in lines) == sum(hours < 0 for _what, hours in rows)
