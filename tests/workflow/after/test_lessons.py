"""What earlier visits taught: who is told of it, what is left out, and in which order."""

from __future__ import annotations

import datetime as dt

from jiedai.loading import load_text
from jiedai.model.choice import Kind
from jiedai.model.review import Lesson
from jiedai.workflow.after.lessons import MOST, Learned, learned, lessons_of, of_places, relevant
from tests.workflow.after.samples import EARLIER

TODAY = dt.date(2026, 10, 1)


def one(text: str, first: str = "2026-01-01", unit: str = "", kind: Kind = Kind.OTHER, **more) -> Learned:
    return Learned(dt.date.fromisoformat(first), unit, kind, Lesson(text=text, **more))


def told(every, kind=Kind.RESEARCH, unit="", places=()):
    return [found.lesson.text for found in relevant(every, kind, unit, places, TODAY)]


def test_a_lesson_that_names_a_guest_is_left_out():
    plan = load_text(EARLIER.encode(), "plan.yaml").plan
    assert plan is not None
    found = list(lessons_of(plan))
    assert [row.lesson.text for row in found][:2] == ["主宾有身体提示时提前留好电梯", "早餐多些杂粮"]
    assert len(found) == 4
    assert (found[0].told, found[0].section, found[1].section, found[2].section) == (
        "往次经验（2025-05-11 省发改委）：主宾有身体提示时提前留好电梯", "lodging", "meals", "schedule",
    )  # fmt: skip


def test_place_comes_before_unit_before_kind_before_youth():
    every = [
        one("旧"), one("新", "2026-05-01"), one("同类", kind=Kind.RESEARCH), one("同单位", unit="省发改委"),
        one("同地", place="云溪宾馆"),
    ]  # fmt: skip
    assert told(every, unit="省发改委", places={"云溪宾馆"}) == ["同地", "同单位", "同类", "新", "旧"]
    assert told(every) == ["同类", "新", "旧", "同单位", "同地"]


def test_for_other_visits_or_past_their_day_they_are_none():
    every = [one("会议的", visit=Kind.CONFERENCE), one("调研的", visit=Kind.RESEARCH)]
    assert told(every) == ["调研的"]
    ends = [one("昨天为止", until="2026-09-30"), one("今天为止", until="2026-10-01")]
    assert told(ends) == ["今天为止"]


def test_at_most_five_and_each_once():
    assert len(told([one(f"第{number}条") for number in range(9)])) == MOST == 5
    assert told([one("同一条"), one("同一条", "2026-02-02")]) == ["同一条"]


def test_of_places_alone():
    every = [one("没有地方"), one("别处", place="站前"), one("这里", place="云溪宾馆")]
    assert [row.lesson.text for row in of_places(every, Kind.RESEARCH, {"云溪宾馆"}, TODAY)] == ["这里"]


def test_files_that_cannot_be_read_teach_nothing(tmp_path):
    (tmp_path / "a.yaml").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("经验: [", encoding="utf-8")
    assert len(list(learned([tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "没有.yaml"]))) == 4
