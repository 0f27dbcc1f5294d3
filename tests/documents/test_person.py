from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiedai.documents.order import UnknownName
from jiedai.documents.render import render
from jiedai.visit.case import Case
from jiedai.visit.people import everybody_concerned, items_of
from tests.batch import cases
from tests.documents.samples import changed, plan, printed, text_of
from tests.documents.test_render import ordered


def items(name: str) -> list[str]:
    loaded = plan()
    assert loaded.plan is not None
    found = items_of(Case.of(loaded), name)
    return [item.id for _day, item in loaded.plan.items() if item.id in found]


@cases(
    ("name", "some", "others"),
    [
        ("陈志远", ["A1", "A9", "A11"], []),  # a guest: everything, for nothing is for others alone
        ("林峰", ["A5", "A7", "A11"], ["A1", "A2", "A9"]),  # a host: where he accompanies
        ("唐凯", ["A5"], ["A1", "A11"]),  # who guides and is responsible
        ("郑涛", ["A2", "A4", "A12"], ["A3", "A5", "A11"]),  # the driver of car 1
        ("丁勇", ["A7"], ["A13"]),  # responsible for a meal
        ("钱江", [], ["A1", "A2"]),  # the driver of a car that is not used
    ],
)
def test_what_concerns_a_person(name: str, some: list[str], others: list[str]) -> None:
    found = items(name)
    assert set(some) <= set(found)
    assert not set(others) & set(found)


def test_guests_of_a_group_and_riders(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        ("姓名: 李娜,", "姓名: 李娜, 分组: 二组,"),
        ("事项: 午休,", "事项: 午休, 来宾: [二组],"),
        ("事项: 办理入住,", "事项: 办理入住, 来宾: [王磊],"),
        ("\n住宿:", "\n乘车:\n  - {日程: A2, 车辆: 2, 乘车人: [王磊], 带车人: 何静}\n\n住宿:"),
    )
    assert loaded.plan is not None
    found = {name: items_of(Case.of(loaded), name) for name in ("李娜", "王磊", "何静", "钱江", "马国强")}
    assert {"A9", "A3"} & found["李娜"] == {"A9"}
    assert {"A9", "A3"} & found["王磊"] == {"A3"}
    assert not {"A9", "A3"} & found["马国强"]
    assert "A2" in found["何静"]
    assert found["钱江"] == {"A2"}
    assert "二组" not in everybody_concerned(Case.of(loaded))


def test_everybody_of_a_plan() -> None:
    loaded = plan()
    assert loaded.plan is not None
    names = everybody_concerned(Case.of(loaded))
    assert {"陈志远", "林峰", "姚晨", "唐凯", "郑涛"} <= set(names)
    assert len(names) == len(set(names))
    assert "全体" not in names


def test_a_programme_for_one(tmp_path: Path) -> None:
    document = printed(plan(), "programme", "staff", person="唐凯")
    assert [event.summary for event in document.events] == ["考察智能制造产业园"]
    assert "唐凯" in document.meta.marks
    text = text_of(document)
    assert "考察智能制造产业园" in text
    assert "工作午餐" not in text
    assert "5月12日" not in text.replace("2026年5月11日至12日", "")
    made = list(render(plan(), ordered(tmp_path, documents=["programme"], formats=["txt", "ics"], person="唐凯")))
    assert [one.path.name for one in made if one.path] == ["08-日程安排表-唐凯.txt", "08-日程安排表-唐凯.ics"]


def test_a_person_without_a_part_gets_no_paper(tmp_path: Path) -> None:
    (one,) = render(plan(), ordered(tmp_path, documents=["programme"], formats=["md"], person="钱江"))
    assert one.path is None
    assert [(found.code, "钱江" in found.message) for found in one.diagnostics] == [("WD03", True)]


def test_a_person_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="陈志远？"):
        render(plan(), ordered(tmp_path, person="陈志原"))


# --- entries that are called off --------------------------------------------------------------------------------------


def test_entries_of_an_earlier_version_that_are_gone_are_called_off(tmp_path: Path) -> None:
    import icalendar

    now = changed(
        tmp_path / "new",
        ("版本: 1", "版本: 2"),
        ("      - {编号: A3,", "      - {编号: A30,"),
        ('时间: "12:55-14:10"', "时间: 下午"),
        ("14:30-16:30", "15:00-16:30"),
    )
    order = ordered(tmp_path / "out", documents=["programme"], formats=["ics"], since=plan())
    publish, cancel = (one.path for one in render(now, order))
    assert publish is not None
    assert cancel is not None
    assert (publish.name, cancel.name) == ("08-日程安排表.ics", "08-日程安排表-取消.ics")
    called_off = icalendar.Calendar.from_ical(cancel.read_bytes())
    assert called_off["method"] == "CANCEL"
    events = called_off.walk("VEVENT")
    assert [(event["summary"], event["status"], event["sequence"]) for event in events] == [
        ("办理入住", "CANCELLED", 2), ("午休", "CANCELLED", 2),
    ]  # fmt: skip
    assert called_off.walk("VALARM") == []
    before = {event.uid for event in printed(plan(), "programme").events}
    assert {str(event["uid"]) for event in events} <= before
    kept = icalendar.Calendar.from_ical(publish.read_bytes())
    assert kept["method"] == "PUBLISH"
    assert before & {str(event["uid"]) for event in kept.walk("VEVENT")}


def test_nothing_gone_is_no_second_calendar(tmp_path: Path) -> None:
    made = list(render(plan(), ordered(tmp_path, documents=["programme"], formats=["ics"], since=plan())))
    assert [one.path.name for one in made if one.path] == ["08-日程安排表.ics"]


def test_the_first_entry_of_a_day_is_called_to_mind_earlier() -> None:
    events = printed(plan(), "programme").events
    first = {}
    for event in events:
        first.setdefault(event.start.date(), event.uid)
    assert {event.alarm for event in events if event.uid in first.values()} == {30}
    called = [event.summary for event in events if event.uid not in first.values() and event.alarm]
    assert called == ["乘车前往智能制造产业园", "乘车前往县行政中心", "晚餐(自助，来宾按标准交纳)"]
    assert {event.alarm for event in events if event.summary in called} == {15}
    assert len(first) == 2
    assert min(first) == dt.date(2026, 5, 11)
