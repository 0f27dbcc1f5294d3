"""`jiedai delay`: what it shows, what it writes, and what it refuses."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from jiedai.cli.delay import question
from jiedai.cli.failure import Failure
from jiedai.workflow.records.folder import digest

PLAN = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11
来宾:
  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任, 抵达: {时间: 2026-05-11 09:00, 车次: G7401, 地点: 云溪站}}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "9：00—9：30", 事项: 接站, 类别: 接站, 地点: 云溪站, 责任单位: 县接待办}  # 高铁
      - {编号: A2, 时间: 09:30-10:00, 事项: 乘车, 类别: 乘车, 从: 云溪站, 到: 县医院, 责任单位: 县接待办}
      - 编号: A3
        时间: 10:00-11:00
        事项: 考察
        类别: 考察
        地点: 县医院
        责任单位: 县接待办
        流程:
          - {时间: 10:00-10:20, 事项: 看门诊}
          - {时间: 10:20-11:00, 事项: 看病房}
      - {编号: A4, 时间: 11:00-11:30, 事项: 乘车, 类别: 乘车, 从: 县医院, 到: 云溪宾馆, 责任单位: 县接待办}
      - {编号: A5, 时间: '11:30', 时长: 60, 事项: 休息, 类别: 休息, 地点: 云溪宾馆, 责任单位: 县接待办}
      - {编号: A6, 时间: 12:30-13:30, 事项: 座谈, 类别: 座谈, 地点: 云溪宾馆, 责任单位: 县接待办}
"""
OFFICE = """\
单位: {名称: 云溪县接待办}
部门:
  - {名称: 县接待办, 联系人: 姚晨, 电话: 0570-5550100}
场所:
  - {名称: 云溪站, 类别: 车站}
  - {名称: 县医院, 类别: 医院}
  - {名称: 云溪宾馆, 类别: 宾馆}
路程:
  - {从: 云溪站, 到: 县医院, 分钟: 20}
  - {从: 县医院, 到: 云溪宾馆, 分钟: 20}
  - {从: 云溪站, 到: 云溪宾馆, 分钟: 25}
"""


@pytest.fixture
def visit(plan, office):
    (office / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    plan.write_text(PLAN, encoding="utf-8")
    return plan


def test_options_for_a_person(visit, run):
    result = run("delay", "A1", "20")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0] == "A1“接站” 晚 20 分钟"
    assert lines[2] == "shorten  压缩：A5 休息 少 20 分钟；从 A6 起照原计划"
    assert "  A2  09:30-10:00 → 09:50-10:20  乘车" in lines
    assert any(line.startswith("  skip:A3  不去 A3：去掉 A3、A4") for line in lines)
    assert "写进方案：加上 --option shorten --write" in lines
    assert not (visit.parent.parent / "records").exists()


def test_options_for_a_program(visit, run):
    result = run("delay", str(visit), "A1", "20", "-f", "json", "--as-of", "2026-05-11 08:40", "--lang", "en")
    data = json.loads(result.out)
    assert (data["version"], data["file"], data["item"], data["minutes"]) == (1, f"plans/{visit.name}", "A1", 20)
    shorten = data["options"][0]
    assert shorten["option"] == "shorten"
    assert shorten["changes"][0] == {"id": "A1", "date": "2026-05-11", "old": "09:00-09:30", "new": "09:20-09:50"}
    assert shorten["tell"][0] == {
        "reader": "guest",
        "contact": None,
        "phone": None,
        "by": "08:30",
        "date": "2026-05-11",
        "items": ["A1", "A2", "A3", "A4", "A5"],
        "now": True,
    }
    assert (shorten["reasons"], shorten["restored_at"]) == ([], "A6")


def test_only_times_are_written(visit, run):
    result = run("delay", "A1", "20", "--option", "shorten", "--write", "--as-of", "2026-05-11 08:00")
    assert (result.status, result.err.splitlines()[-1]) == (0, f"写好了 plans/{visit.name}")
    expected = (
        PLAN.replace('"9：00—9：30"', '"09:20-09:50"')
        .replace("时间: 09:30-10:00, 事项: 乘车", "时间: 09:50-10:20, 事项: 乘车")
        .replace("时间: 10:00-11:00\n", "时间: 10:20-11:20\n")
        .replace("时间: 10:00-10:20", "时间: 10:20-10:40")
        .replace("时间: 10:20-11:00", "时间: 10:40-11:20")
        .replace("时间: 11:00-11:30", "时间: 11:20-11:50")
        .replace("时间: '11:30', 时长: 60", "时间: '11:50', 时长: 40")
    )
    assert visit.read_text(encoding="utf-8") == expected
    journal = visit.parent.parent / "records" / visit.stem / "journal.jsonl"
    entry = json.loads(journal.read_text(encoding="utf-8"))
    assert entry.pop("sha256") == digest(visit.read_bytes())
    assert entry == {
        "v": 1, "at": "2026-05-11T08:00:00+08:00", "type": "delay", "item": "A1", "minutes": 20, "option": "shorten",
    }  # fmt: skip


def test_what_was_written_has_no_new_error(visit, run):
    before = json.loads(run("check", "-f", "json").out)["diagnostics"]
    run("delay", "A1", "20", "--option", "shorten", "--write")
    after = json.loads(run("check", "-f", "json").out)["diagnostics"]
    errors = [[one["code"] for one in found if one["level"] == "error"] for found in (before, after)]
    assert errors[1] == errors[0]


def test_a_visit_is_left_out_by_people(visit, run):
    result = run("delay", "A1", "20", "--option", "skip:A3", "--write")
    assert result.status == 2
    assert "第 12 行 A3、第 21 行 A4" in result.err
    assert "A2 改为从云溪站到云溪宾馆" in result.err
    assert visit.read_text(encoding="utf-8") == PLAN


def test_what_is_impossible_is_not_written(visit, run):
    visit.write_text(
        PLAN.replace("地点: 云溪宾馆, 责任单位: 县接待办}\n", "地点: 云溪宾馆, 固定: 是}\n"), encoding="utf-8"
    )
    text = visit.read_text(encoding="utf-8")
    result = run("delay", "A1", "20", "--option", "shift", "--write")
    assert result.status == 1
    assert "行不通，没有写入" in result.err
    assert visit.read_text(encoding="utf-8") == text


def test_nothing_can_be_done(visit, run):
    visit.write_text(PLAN.replace("事项: 座谈, ", "事项: 座谈, 固定: 是, "), encoding="utf-8")
    assert run("delay", "A6", "20").status == 1


@pytest.mark.parametrize("words", [("a1", "20"), ("Ａ１", "２０"), ("A1", "晚20分钟"), ("A1", "+20")])
def test_items_and_minutes_as_people_type_them(visit, run, words):
    assert run("delay", *words).out.startswith("A1“接站” 晚 20 分钟")


@pytest.mark.parametrize("minutes", ["-20", "－20", "早20分钟", "提前20分钟"])
def test_minutes_early(visit, run, minutes):
    assert run("delay", "A6", minutes).out.startswith("A6“座谈” 早 20 分钟")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("A9", "20"), "方案里没有编号是“A9”的安排"),
        (("A1", "0"), "0 分钟不用调整"),
        (("A1", "x"), "“x”不是分钟数"),
        (("A1", "2000"), "2000 分钟超过一天"),
        (("A1",), "写明哪一项、迟多少分钟"),
        ((), "写明哪一项、迟多少分钟"),
        (("A1", "20", "--optoin", "shift"), "没有“--optoin”这个选项"),
        (("A1", "20", "--option", "wait"), "没有“wait”这种办法"),
        (("A1", "20", "--option", "skip:A5"), "没有“skip:A5”这种办法"),
        (("A1", "20", "--write"), "--write 要和 --option 一起写"),
        (("A1", "20", "--as-of", "昨天"), "“昨天”不是能识别的时间"),
        (("-", "A1", "20", "--option", "shift", "--write"), "标准输入不能用 --write"),
    ],
)
def test_what_is_refused(visit, run, words, told):
    result = run("delay", *words)
    assert result.status == 2
    assert told in result.err
    assert len(result.err.splitlines()) <= 2
    assert visit.read_text(encoding="utf-8") == PLAN


def test_an_item_of_another_plan(visit, run):
    other = visit.with_name("2026-06-01-另一份.yaml")
    other.write_text(PLAN.replace("A1", "C1"), encoding="utf-8")
    result = run("delay", str(visit), "C1", "20")
    assert (result.status, "2026-06-01-另一份.yaml 里有 C1" in result.err) == (2, True)


WRITTEN = ("delay", "A1", "20", "--option", "shorten", "--write")


def entries(visit: Path) -> list[str]:
    return (visit.parent.parent / "records" / visit.stem / "journal.jsonl").read_text(encoding="utf-8").splitlines()


def test_the_same_delay_is_not_written_twice_but_on_purpose(visit, run):
    once = run(*WRITTEN).err and visit.read_text(encoding="utf-8")
    again = run(*WRITTEN)
    assert (again.status, again.out, visit.read_text(encoding="utf-8")) == (0, "", once)
    assert again.err == (
        f"plans/{visit.name} 里已经写了“A1 晚 20 分钟”，没有再写\n"
        f"还要再晚 20 分钟，加 --again；要退回去：jiedai replace --undo plans/{visit.name}\n"
    )
    assert len(entries(visit)) == 1
    assert "09:40-10:10" in (run(*WRITTEN, "--again").err and visit.read_text(encoding="utf-8"))
    assert len(entries(visit)) == 2
    assert run("replace", "--undo").status == 0
    assert visit.read_text(encoding="utf-8") == once


@pytest.mark.parametrize("other", [("A1", "10"), ("A2", "20")])
def test_another_delay_is_written_over_one(visit, run, other):
    run(*WRITTEN)
    once = visit.read_text(encoding="utf-8")
    assert run("delay", *other, "--option", "shift", "--write").status in (0, 1)
    assert visit.read_text(encoding="utf-8") != once


def test_the_same_delay_is_written_where_the_plan_has_changed_since(visit, run):
    run(*WRITTEN)
    text = visit.read_text(encoding="utf-8") + "# 对方又来了电话\n"
    visit.write_text(text, encoding="utf-8")
    assert run(*WRITTEN).status == 0
    assert visit.read_text(encoding="utf-8") != text


def test_a_note_that_a_kill_cut_off_is_made_when_it_is_said_again(visit, run, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("jiedai.cli.delay._note", lambda *_given: None)
        run(*WRITTEN)
    once = visit.read_text(encoding="utf-8")
    assert "没有再写" in run(*WRITTEN).err
    assert visit.read_text(encoding="utf-8") == once
    assert len(entries(visit)) == 1


def test_a_read_only_journal_stops_nobody(visit, run):
    records = visit.parent.parent / "records"
    records.write_text("no folder", encoding="utf-8")
    result = run("delay", "A1", "20", "--option", "shorten", "--write")
    assert result.status == 0
    assert "没有记入 records" in result.err
    assert "09:20-09:50" in visit.read_text(encoding="utf-8")
    assert stat.S_ISREG(records.stat().st_mode)


def test_words():
    assert question(["A1", "40"]) == (None, "A1", 40)
    assert question(["调研", "A1", "半小时"]) == ("调研", "A1", 30)
    with pytest.raises(Failure):
        question(["A1", "40", "50", "60"])
