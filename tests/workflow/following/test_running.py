"""The day itself: what is on, how late it is, what comes next."""

from __future__ import annotations

from jiedai.workflow.following.running import lateness, lateness_of, progress
from jiedai.workflow.following.status import standing
from tests.batch import cases
from tests.workflow.following.samples import case, moment


def actuals(*entries: str) -> str:
    return "实际:\n  安排:\n" + "".join(f"    - {{编号: {entry}}}\n" for entry in entries)


def test_nothing_has_begun(tmp_path):
    made = progress(case(tmp_path), moment("05-11 08:00"))
    assert (made.offset, made.current) == (None, None)
    assert made.next is not None
    assert (made.next.item.id, made.next.planned, made.next.expected) == ("A1", *[moment("05-11 09:20")] * 2)


def test_three_minutes_late_move_the_next_ride(tmp_path):
    made = progress(case(tmp_path, more=actuals("A5, 实际开始: 2026-05-11 10:38")), moment("05-11 11:00"))
    assert made.offset == 3
    assert made.current is not None
    assert made.current.slot.item.id == "A5"
    assert made.next is not None
    assert (made.next.item.id, made.next.planned, made.next.expected) == (
        "A6", moment("05-11 11:25"), moment("05-11 11:28"),
    )  # fmt: skip


def test_a_gap_takes_up_what_is_late(tmp_path):
    made = progress(case(tmp_path, more=actuals("A12, 实际开始: 2026-05-11 16:55")), moment("05-11 17:30"))
    assert made.next is not None
    assert (made.offset, made.next.item.id, made.next.expected) == (20, "A13", moment("05-11 18:00"))


def test_early_is_less_than_nothing_and_what_has_ended_is_not_on(tmp_path):
    more = actuals("A5, 实际开始: 2026-05-11 10:30, 实际结束: 2026-05-11 11:20")
    made = progress(case(tmp_path, more=more), moment("05-11 11:21"))
    assert (made.offset, made.current) == (-5, None)


def test_what_is_written_down_for_later_does_not_count_yet(tmp_path):
    visit = case(tmp_path, more=actuals("A5, 实际开始: 2026-05-11 10:38"))
    assert progress(visit, moment("05-11 10:37")).offset is None
    assert progress(visit, moment("05-11 10:38")).offset == 3


def test_every_day_begins_on_time(tmp_path):
    made = progress(case(tmp_path, more=actuals("A12, 实际开始: 2026-05-11 17:35")), moment("05-12 07:00"))
    assert made.offset is None
    assert made.next is not None
    assert (made.next.item.id, made.next.expected) == ("B1", moment("05-12 07:30"))


def test_after_the_last_item_nothing_comes(tmp_path):
    assert progress(case(tmp_path), moment("05-12 20:00")).next is None


def test_only_a_running_visit_has_a_day(tmp_path):
    visit = case(tmp_path)
    assert standing(visit, moment("05-10 12:00")).progress is None
    assert standing(visit, moment("05-11 12:00")).progress is not None


@cases(("minutes", "words"), [(0, "准点"), (3, "晚 3 分钟"), (-5, "早 5 分钟")])
def test_words_for_late_and_early(minutes, words):
    assert lateness(minutes) == words
    assert lateness_of(moment("05-11 00:00").date(), 600, moment(f"05-{11 if minutes < 600 else 12} 10:00")) == "准点"
    assert lateness_of(moment("05-11 00:00").date(), None, moment("05-11 10:00")) == ""
