"""What visits that are over have shown, on both sides of what is enough; nothing of it is anybody's."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.arrange.writing import written
from jiedai.loading import load, validated
from jiedai.model.choice import ItemKind, Kind
from jiedai.model.office import Office
from jiedai.source import read_bytes
from jiedai.visit.case import Case
from jiedai.workflow.after.experience import (
    Length,
    Ride,
    Seen,
    experience,
    quantile,
    seen,
    written_into_office,
)
from jiedai.workflow.after.lessons import known_lessons
from tests.workflow.after.samples import ACTUALS, REVIEW, done
from tests.workflow.following.samples import case, moment
from tests.year import PLANS, VISITS

TODAY = dt.date(2026, 12, 1)
DAY = dt.date(2026, 5, 11)


def talks(*actual: int, planned: int = 100) -> Seen:
    return Seen(DAY, tuple(Length(ItemKind.TALKS, planned, one) for one in actual))


def test_a_length_rests_on_three_visits_at_least():
    assert experience([talks(110, 120, 130), talks(140)], TODAY).lengths == ()
    [found] = experience([talks(110, 120), talks(130), talks(140)], TODAY).lengths
    assert found == {
        "kind": ItemKind.TALKS, "count": 4, "visits": 3, "minutes": 125, "low": 113, "usual": 125, "high": 137,
        "buffer": 35,
    }  # fmt: skip


def test_what_is_never_longer_needs_no_buffer():
    [found] = experience([talks(90), talks(95), talks(100)], TODAY).lengths
    assert "buffer" not in found
    assert (found["low"], found["usual"], found["high"]) == (91, 95, 99)


def test_roads_are_the_same_both_ways():
    rides = [Seen(DAY, rides=(Ride("甲", "乙", 30),)), Seen(DAY, rides=(Ride("乙", "甲", 34),))]
    assert experience(rides, TODAY).roads == ()
    more = experience([*rides, Seen(DAY, rides=(Ride("甲", "乙", 40), Ride("甲", "甲", 1)))], TODAY)
    assert list(more.roads) == [{"from_": "乙", "to": "甲", "minutes": 34, "count": 3, "visits": 3}]


def test_a_visit_shows_what_was_timed_from_begin_to_end(tmp_path):
    actuals = ACTUALS.replace("14:30}", "14:30, 实际结束: 2026-05-11 16:50}").replace(
        "    - {编号: B3", "    - {编号: A2, 实际开始: 2026-05-11 09:36, 实际结束: 2026-05-11 10:06}\n    - {编号: B3"
    )
    found = seen(done(tmp_path, more=actuals + REVIEW), moment("05-13 00:00"))
    assert found is not None
    assert found.lengths == (Length(ItemKind.TRANSFER, 25, 30), Length(ItemKind.TALKS, 120, 140))
    assert found.rides == (Ride("云溪站", "云溪宾馆", 25),)  # five minutes to board


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("05-11 14:30", "05-11 16:30", 120),
        ("05-11 23:30", "05-12 01:00", 90),  # over midnight
        ("05-12 00:10", "05-12 01:40", 90),
        ("05-11 14:30", "05-11 14:00", None),  # an end before the start is none
        ("05-11 14:30", "05-11 14:30", None),
    ],
)
def test_times_that_are_none_show_nothing(tmp_path, start, end, length):
    item = f"{{编号: A11, 实际开始: 2026-{start}, 实际结束: 2026-{end}}}"
    found = seen(case(tmp_path, more=f"实际: {{安排: [{item}]}}\n"), moment("05-20 09:00"))
    assert found is not None
    assert [one.actual for one in found.lengths] == ([] if length is None else [length])


@pytest.mark.parametrize(
    ("more", "now", "there"),
    [("", "05-13 00:00", True), ("", "05-12 23:59", False), ("状态: 取消\n", "05-13 00:00", False)],
)
def test_only_visits_that_are_over_and_took_place(tmp_path, more, now, there):
    assert (seen(case(tmp_path, more=more), moment(now)) is not None) is there


@pytest.mark.parametrize("name", ["陈志远", "姚晨", "沈浩", "丁勇", "郑涛", "唐凯"])
def test_a_lesson_that_names_anybody_stays_with_its_visit(tmp_path, name):
    more = f"评估: {{经验: [提前踩点, {name}怕坐电梯]}}\n"
    found = seen(case(tmp_path, more=more), moment("05-20 09:00"))
    assert found is not None
    assert [lesson.text for lesson, _unit in found.lessons] == ["提前踩点"]
    assert found.named == 1


def test_lessons_are_told_once_the_youngest_first_and_not_past_their_day(tmp_path):
    first = seen(case(tmp_path, more="评估: {经验: [备伞, {经验: 旧的, 有效至: 2026-06-01}]}\n"), moment("05-20 09:00"))
    assert first is not None
    again = first._replace(last=dt.date(2026, 5, 1))
    made = experience([first, again], dt.date(2026, 6, 1))
    assert [(one["text"], one["visits"], one["date"]) for one in made.lessons] == [
        ("备伞", 2, "2026-05-12"), ("旧的", 2, "2026-05-12"),
    ]  # fmt: skip
    assert [one["text"] for one in experience([first], dt.date(2026, 6, 2)).lessons] == ["备伞"]


# --- in the office file -----------------------------------------------------------------------------------------------


def _year() -> list[Seen]:
    found = (seen(Case.of(load(PLANS / name)), dt.datetime(2026, 12, 1, 9)) for name in VISITS)
    return [one for one in found if one is not None]


def _put(text: str) -> str:
    return written(read_bytes(text.encode(), "office.yaml"), written_into_office(experience(_year(), TODAY)), Office)


@pytest.mark.parametrize("english", [False, True])
def test_it_is_written_in_the_language_of_the_file_and_read_again(english):
    office = (PLANS / "office.yaml").read_text(encoding="utf-8")
    text = "office: {name: 县接待办}\nunits: [{name: 县发改局}]\n" if english else office
    once = _put(text)
    assert ("experience:" in once, "经验:" in once) == (english, not english)
    assert once.startswith(text)
    assert _put(once) == once
    read, problems = validated(read_bytes(once.encode(), "office.yaml"), Office, None)
    assert read is not None, problems
    assert read.experience is not None
    assert read.experience.visits == 10
    lengths = {one.kind: (one.usual, one.visits) for one in read.experience.lengths}
    assert lengths[ItemKind.TALKS] == (118, 8)
    assert not problems


def test_no_byte_of_a_person_is_in_it():
    added = _put("单位: {名称: 县接待办}\n").removeprefix("单位: {名称: 县接待办}\n")
    people = {
        name
        for path in VISITS
        for plan in [load(PLANS / path).plan]
        if plan
        for one in (*plan.guests, *plan.hosts, *plan.crew)
        for name in (one.name,)
    }
    assert len(people) > 20
    assert not [name for name in people if name in added]


def test_what_is_on_file_comes_before_the_plans(tmp_path):
    office = Office.model_validate(
        {"单位": {"名称": "县接待办"}, "经验": {"要点": {"经验": "备伞", "类型": "调研", "日期": "2026-03-18"}}}
    )
    [one] = known_lessons(office, [tmp_path / "none.yaml"])
    assert (one.told, one.kind) == ("往次经验（2026-03-18）：备伞", Kind.RESEARCH)
    assert list(known_lessons(None, [])) == []


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30), st.fractions(0, 1), st.fractions(0, 1))
def test_quantiles_lie_within_and_rise(values, one, other):
    ordered = sorted(map(Fraction, values))
    low, high = (quantile(ordered, share) for share in sorted((one, other)))
    assert ordered[0] <= low <= high <= ordered[-1]
