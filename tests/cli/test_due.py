"""`jiedai due`."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest

from tests.cli.following import PLAN, everything
from tests.workflow.following.samples import DONE_T1, text

NOW = ("--as-of", "2026-05-09 18:00")


def test_for_a_program(run, worked):
    result = run("due", PLAN, "--as-of", "2026-05-08 09:00", "-f", "json")
    data = json.loads(result.out)
    assert (result.status, result.err, data["version"], data["as_of"]) == (0, "", 1, "2026-05-08T09:00")
    assert data["counts"] == {"overdue": 0, "today": 1, "soon": 4, "later": 3, "done": 0, "dropped": 0}
    assert [(task["id"], task["due"], task["state"]) for task in data["tasks"]] == [
        ("T1", "2026-05-08T23:59", "today"), ("T3", "2026-05-09T17:00", "soon"), ("T2", "2026-05-09T23:59", "soon"),
        ("T4", "2026-05-09T23:59", "soon"), ("T5", "2026-05-09T23:59", "soon"), ("T6", "2026-05-10T23:59", "later"),
        ("T7", "2026-05-10T23:59", "later"), ("T8", "2026-05-10T23:59", "later"),
    ]  # fmt: skip
    assert data["tasks"][0] == {
        "kind": "task", "file": PLAN, "title": "省发展改革委调研组来云溪县调研", "id": "T1",
        "what": "核对来宾名单、饮食禁忌和抵离车次", "unit": "县接待办", "owner": "姚晨", "phone": "13900000201",
        "due": "2026-05-08T23:59", "status": "open", "state": "today", "light": "yellow", "waits_for": [], "item": None,
    }  # fmt: skip
    assert data["tasks"][1]["item"] == "A11"


def test_what_is_done_is_counted_and_listed_only_where_asked(run, worked):
    worked(DONE_T1)
    data = json.loads(run("due", PLAN, *NOW, "-f", "json").out)
    assert data["counts"] == {"overdue": 1, "today": 3, "soon": 3, "later": 0, "done": 1, "dropped": 0}
    assert "T1" not in {task["id"] for task in data["tasks"]}
    every = json.loads(run("due", PLAN, *NOW, "--all", "-f", "json").out)
    assert (every["counts"], every["tasks"][0]["id"], every["tasks"][0]["state"]) == (data["counts"], "T1", "done")


def test_strict_says_that_something_is_overdue(run, worked):
    assert run("due", PLAN, *NOW).status == 0
    assert run("due", PLAN, *NOW, "--strict").status == 1
    assert run("due", PLAN, "--as-of", "2026-05-08 23:59", "--strict").status == 0


def test_filters_narrow_the_counts_but_days_do_not(run, worked):
    unit = json.loads(run("due", *NOW, "--unit", "县接待办", "-f", "json").out)
    assert (unit["counts"]["overdue"], unit["counts"]["today"], len(unit["tasks"])) == (1, 1, 2)
    days = json.loads(run("due", *NOW, "--within", "0", "-f", "json").out)
    assert (sum(days["counts"].values()), len(days["tasks"])) == (8, 5)
    assert json.loads(run("due", *NOW, "--owner", "沈浩", "-f", "json").out)["tasks"][0]["id"] == "T3"


def test_for_a_person(run, worked):
    result = run("due", *NOW)
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert rows[0] == [
        "红",
        "05-08 23:59",
        "逾期",
        "T1",
        "核对来宾名单、饮食禁忌和抵离车次",
        "县接待办",
        "姚晨",
        "13900000201",
        "",
    ]
    assert rows[5][-1] == "T1"
    assert result.err == "逾期 2，今天到期 3，明天到期 3\n"


def test_colours_on_a_terminal(run, worked, monkeypatch):
    monkeypatch.setattr("jiedai.cli.console.is_terminal", lambda stream: True)
    monkeypatch.setattr("jiedai.cli.console.colourful", lambda stream: True)
    out = run("due", *NOW).out
    assert [out.count(f"\x1b[{colour}m") for colour in (31, 33, 34)] == [2, 4, 2]


def test_several_plans_in_one_order(run, worked):
    path = worked()
    path.with_name("2026-05-12-乙.yaml").write_text(
        text(("编号: 云接〔2026〕17号", "编号: 云接〔2026〕18号")), encoding="utf-8"
    )
    data = json.loads(run("due", *NOW, "-f", "json").out)
    assert [task["id"] for task in data["tasks"][:4]] == ["T1", "T1", "T3", "T3"]
    assert [Path(task["file"]).name[:10] for task in data["tasks"][:2]] == ["2026-05-11", "2026-05-12"]
    assert run("due", *NOW).out.splitlines()[0].endswith("\t2026-05-11-省发改委调研")


def test_messages_and_things_to_do(run, worked):
    messages = run("due", *NOW, "-f", "txt").out.split("\n\n")
    assert len(messages) == 7
    assert all(len(one.strip()) <= 300 for one in messages)
    guests = ("陈志远", "李娜", "马国强", "欧阳靖", "王磊", "阿依努尔")
    assert not any(name in one for one in messages for name in guests)
    calendar = icalendar.Calendar.from_ical(run("due", *NOW, "-f", "ics").out)
    assert len(calendar.walk("VTODO")) == 8
    assert run("due", "--as-of", "2026-05-09", "--unit", "县公安局", "-f", "txt").out == "没有要催办的任务\n"


def test_slips_are_printed_for_each_unit(run, worked):
    result = run("due", *NOW, "--unit", "县发改局", "-o", "纸")
    assert result.status == 0
    names = {path.name for path in Path("纸").rglob("*.docx")}
    assert {"05-督办单.docx", "05-督办单-县发改局.docx"} <= names
    assert not any("县公安局" in name for name in names)  # which has nothing to do


def test_nothing_is_written(run, worked, tmp_path):
    before = everything(tmp_path)
    for form in ("text", "json", "txt", "ics"):
        run("due", *NOW, "-f", form)
    assert everything(tmp_path) == before


def test_holidays_nobody_has_published(run, worked):
    path = worked()
    far = text(
        ("日期: 2026-05-11 至 2026-05-12", "日期: 2040-05-11 至 2040-05-12"), ("时限: T-3, 状态", "时限: T-3w, 状态")
    )
    far = far.replace("  - 日期: 2026-05-11 星期一", "  - 日期: 2040-05-11").replace(
        "  - 日期: 2026-05-12 星期二", "  - 日期: 2040-05-12"
    )
    path.write_text(far, encoding="utf-8")
    result = run("due", "--as-of", "2040-05-01", "-f", "json")
    assert result.err == "2040 年的放假安排还没有公布，工作日按周一到周五算\n"
    assert {task["id"]: task["due"] for task in json.loads(result.out)["tasks"]}["T1"] == "2040-05-08T23:59"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--as-of", "昨天"), "“昨天”不是能识别的时间"),
        (("--unit", "县农业局"), "没有“县农业局”这个责任单位"),
        (("--owner", "高远"), "没有“高远”这个责任人"),
        (("plans/没有.yaml",), "没有.yaml"),
        (("-f", "xml"), "没有“xml”这种输出"),
    ],
)
def test_wrong_usage(run, worked, words, error):
    result = run("due", *words)
    assert result.status == 2
    assert error in result.err
    assert len(result.err.splitlines()) <= 2


def test_a_plan_with_errors_is_named_and_the_others_are_shown(run, worked):
    path = worked()
    path.with_name("2026-05-13-坏.yaml").write_text("标题: 坏\n日期: 没有\n", encoding="utf-8")
    result = run("due", *NOW, "-f", "json")
    assert result.status == 2
    assert "2026-05-13-坏.yaml 有格式错误" in result.err
    assert len(json.loads(result.out)["tasks"]) == 8


def test_where_no_plan_could_be_read_nothing_is_said_of_tasks(run, worked):
    result = run("due", "plans/没有.yaml")
    assert (result.status, result.out, "任务" in result.err) == (2, "", False)
    assert json.loads(run("due", "plans/没有.yaml", "-f", "json").out)["tasks"] == []


def test_a_folder_without_plans(run, worked):
    worked().unlink()
    result = run("due")
    assert (result.status, len(result.err.splitlines())) == (2, 2)


def test_in_english(run, worked, foreign):
    result = run("due", *NOW, "--lang", "en")
    assert result.status == 0
    assert result.out.splitlines()[0].startswith("red\t05-08 23:59\toverdue\tT1")
