"""What readers are handed: rows of what was and is, what they are asked to do, entries of a calendar."""

from __future__ import annotations

from pathlib import Path

from jiedai.documents.scene import Scenes
from jiedai.documents.view import View
from jiedai.loading import Loaded
from jiedai.visit.case import Case
from jiedai.workflow.changes.papers import Calendar, Issue, calendar, costs, document, rows
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison, Notice
from tests.workflow.changes.samples import loaded, text
from tests.workflow.changes.test_message import AT, TALKS, state

DRIVER, KITCHEN = Reader("driver", "1"), Reader("kitchen", "县机关食堂")
GONE = next(line for line in text().split("\n") if "编号: B3," in line) + "\n"


def compared(old: Loaded, new: Loaded, reader: Reader) -> tuple[Comparison, Notice]:
    comparison = Comparison(Case.of(old), Case.of(new))
    return comparison, next(one for one in comparison.notices(AT) if one.reader == reader)


def shown(row: View) -> tuple[object, ...]:
    return tuple(row[name] for name in ("what", "old", "new", "gone", "ask"))


def test_an_item_that_changed_and_one_that_is_off():
    new = loaded((TALKS, TALKS.replace("14:30", "14:25")), (GONE, ""))
    found = [shown(row) for row in rows(*compared(loaded(), new, Reader("unit", "县卫健局")))]
    assert (
        "A9 县域医共体建设座谈会（10月20日）",
        ("时间：14:30-16:30",),
        ("时间：14:25-16:30",),
        False,
        "按现安排准备",
    ) in found
    town = [shown(row) for row in rows(*compared(loaded(), new, Reader("unit", "竹溪镇")))]
    off = next(row for row in town if str(row[0]).startswith("B3 "))
    assert (bool(off[1]), bool(off[2]), *off[3:]) == (True, False, True, "停止准备")


def test_of_a_visit_that_is_off_each_item_is_struck_out_for_who_prepares_it():
    comparison, notice = compared(loaded(), loaded(state("取消", "有会")), DRIVER)
    found = rows(comparison, notice)
    own = comparison.seen_by(DRIVER)[0]["schedule.items"]
    assert [str(row["what"]).partition(" ")[0] for row in found] == [one.id for one in own]
    assert {(row["gone"], row["ask"]) for row in found} == {(True, "不用出车")}
    assert rows(*compared(loaded(), loaded(state("取消", "有会")), Reader("leader"))) == []


def test_what_else_changed_in_a_visit_that_is_off_is_told_too():
    office = ("值班电话: 0571-55500100", "值班电话: 0571-55500199")
    found = rows(*compared(loaded(), loaded(state("取消"), office=(office,)), DRIVER))
    assert [row["new"] for row in found if not row["gone"]] == [("值班电话：0571-55500199",)]


def test_what_it_has_cost_is_for_who_may_know():
    comparison = Comparison(Case.of(loaded()), Case.of(loaded(state("取消"))))
    assert {one.paid for one in costs(comparison, Reader("finance"))} == {True, False}
    assert costs(comparison, DRIVER) == []
    assert costs(Comparison(Case.of(loaded()), Case.of(loaded())), Reader("finance")) == []


def entries(old: Loaded, new: Loaded, reader: Reader) -> Calendar:
    comparison, notice = compared(old, new, reader)
    return calendar(comparison, notice, new, old, Scenes())


def test_entries_that_change_and_entries_that_are_called_off():
    new = loaded(('"11:50-12:40", 事项: 工作午餐', '"11:55-12:40", 事项: 工作午餐'), (GONE, ""))
    found = entries(loaded(), new, Reader("staff"))
    assert [one.uid.partition("@")[0].rpartition("-")[2] for one in found.updated] == ["A5"]
    assert [one.uid.partition("@")[0].rpartition("-")[2] for one in found.cancelled] == ["B3"]


def test_a_calendar_is_called_off_and_put_in_again():
    on, off = loaded(), loaded(state("取消"))
    called_off = entries(on, off, DRIVER)
    assert called_off.updated == ()
    again = entries(off, on, DRIVER)
    assert again.cancelled == ()
    assert [one.uid for one in again.updated] == [one.uid for one in called_off.cancelled] != []


def test_the_paper_names_whom_to_call_and_asks_for_an_answer(tmp_path: Path):
    from jiedai.documents.catalog import apart
    from jiedai.formats.md import write

    old, new = loaded(), loaded(state("取消"))
    comparison, notice = compared(old, new, KITCHEN)
    issue = Issue(comparison, new, old, 2, 3, AT, tmp_path)
    said = write(document(issue, notice, apart("notices/change-notice", new.workspace), Scenes())).decode()
    for words in (
        "变更通知",
        "第3版，代替第2版",
        "县机关食堂（厨房）",
        "丁勇军",
        "不用备餐",
        "~~",
        "签收人",
        "10月19日17:00前答复",
    ):
        assert words in said
    assert "其他安排不变" not in said
    assert not [guest.name for guest in Case.of(old).plan.guests if guest.name in said]
    assert list(tmp_path.iterdir()) == []
