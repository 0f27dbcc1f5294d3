"""`jiedai fit`: what it shows, what it writes, and what it refuses."""

from __future__ import annotations

import io
import json

import pytest

PLAN = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任, 抵达: {时间: 2026-05-11 09:00, 车次: G7401, 地点: 云溪站}}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时长: 20, 事项: 接站, 类别: 接站, 地点: 云溪站, 责任单位: 县接待办}   # 高铁
      - {编号: A2, 时长: 25, 事项: 乘车, 类别: 乘车, 从: 云溪站, 到: 县医院, 责任单位: 县接待办}
      - {编号: A3, 时长: 60, 事项: 考察, 类别: 考察, 地点: 县医院, 责任单位: 县接待办}
      - {编号: A4, 时长: 25, 事项: 乘车, 类别: 乘车, 从: 县医院, 到: 云溪宾馆, 责任单位: 县接待办}
      - {编号: A5, 时间: "14：00—15：00", 事项: 座谈, 类别: 座谈, 地点: 云溪宾馆, 责任单位: 县接待办}
  - 日期: 2026-05-12
    安排:
      - {编号: B1, 时间: 09:00-10:00, 事项: 座谈, 类别: 座谈, 地点: 云溪宾馆, 责任单位: 县接待办}
      - {编号: B2, 时长: 30, 事项: 看展板, 类别: 考察, 地点: 云溪宾馆, 责任单位: 县接待办}
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
"""
TIGHT = PLAN.replace("14：00—15：00", "10:00-11:00")


@pytest.fixture
def visit(plan, office):
    (office / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    plan.write_text(PLAN, encoding="utf-8")
    return plan


def data(run, *words, status=0):
    result = run("fit", *words, "-f", "json")
    assert result.status == status, result.err
    return json.loads(result.out)


def test_days_for_a_person(visit, run):
    result = run("fit")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0].startswith("2026-05-11")
    placed = {line.split()[1]: line for line in lines if line.startswith("* ") and "  " in line}
    assert set(placed) == {"A1", "A2", "A3", "A4", "B2"}
    assert "09:00-09:20" in placed["A1"]
    assert any(line.split()[:2] == ["A5", "14:00-15:00"] for line in lines)
    assert "A5 14:00 开始" in placed["A3"], "what binds an item is named"
    assert "* 是排出来的时间" in result.out
    assert "--write" in result.err
    assert visit.read_text(encoding="utf-8") == PLAN


def test_days_for_a_program(visit, run):
    told = data(run)
    assert (told["version"], told["file"], told["written"], told["feasible"]) == (1, f"plans/{visit.name}", False, True)
    assert [day["date"] for day in told["days"]] == ["2026-05-11", "2026-05-12"]
    first = told["days"][0]
    assert [item["id"] for item in first["items"] if item["kept"]] == ["A5"]
    assert first["items"][0] | {"slack": None, "bound": None} == {
        "id": "A1",
        "time": "09:00-09:20",
        "length": 20,
        "kept": False,
        "slack": None,
        "bound": None,
    }
    assert first["items"][2]["bound"] == {"item": "A5", "why": "time"}
    assert {change["id"] for change in told["changes"]} == {"A1", "A2", "A3", "A4", "B2"}
    assert {"op", "section", "field", "old", "new", "readers", "line"} <= told["changes"][0].keys()


def test_what_it_shows_it_writes_and_nothing_else(visit, run):
    wanted = {item["id"]: item["time"] for day in data(run)["days"] for item in day["items"]}
    told = data(run, "--write")
    assert told["written"]
    text = visit.read_text(encoding="utf-8")
    was, now = PLAN.splitlines(), text.splitlines()
    assert len(was) == len(now)
    changed = [new for old, new in zip(was, now, strict=True) if old != new]
    assert {line.split("编号: ")[1][:2] for line in changed} == {"A1", "A2", "A3", "A4", "B2"}
    assert all(wanted[line.split("编号: ")[1][:2]].split("-")[0] in line for line in changed)
    assert "14：00—15：00" in text
    assert "# 高铁" in text
    assert run("check", "--select", "SJ02,SJ12,GS").status == 0
    assert "不用写" in run("fit", "--write").err
    assert visit.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("day", ["2026-05-12", "5月12日"])
def test_one_day(visit, run, day):
    told = data(run, "--day", day, "--write")
    assert [one["date"] for one in told["days"]] == ["2026-05-12"]
    assert "编号: A1, 时长: 20" in visit.read_text(encoding="utf-8"), "the other day stays"


@pytest.mark.parametrize("day", ["2026-05-13", "昨天"])
def test_a_day_that_is_none(visit, run, day):
    result = run("fit", "--day", day)
    assert result.status == 2
    assert len(result.err.splitlines()) <= 2


def test_a_day_that_does_not_fit_is_not_written(visit, run):
    visit.write_text(TIGHT, encoding="utf-8")
    result = run("fit", "--write")
    assert result.status == 1
    assert "排不下：A5" in result.out
    assert "可以：" in result.out
    assert "没有写入" in result.err
    assert visit.read_text(encoding="utf-8") == TIGHT
    told = data(run, status=1)
    assert not told["feasible"]
    day = told["days"][0]
    assert [reason["item"] for reason in day["reasons"]] == ["A5"]
    assert "skip:A3" not in [option["option"] for option in day["options"]], "nobody knows the road then"
    office = visit.parent / "office.yaml"
    office.write_text(OFFICE + "  - {从: 云溪站, 到: 云溪宾馆, 分钟: 25}\n", encoding="utf-8")
    (skip,) = [option for option in data(run, status=1)["days"][0]["options"] if option["option"] == "skip:A3"]
    assert (skip["feasible"], skip["dropped"]) == (True, ["A3", "A4"])
    assert told["days"][1]["feasible"], "the other day fits"


@pytest.mark.parametrize(("start", "status"), [("11:10", 0), ("11:09", 1)])
def test_both_sides_of_what_just_fits(visit, run, start, status):
    """From the train at 9:00: 20 to fetch, 25 by road, an hour there, 25 by road."""
    visit.write_text(PLAN.replace("14：00—15：00", f"{start}-12:00"), encoding="utf-8")
    assert run("fit", "--day", "2026-05-11").status == status


def test_a_road_that_nobody_knows_is_told(visit, run):
    plan = PLAN.replace(
        "      - {编号: A4, 时长: 25, 事项: 乘车, 类别: 乘车, 从: 县医院, 到: 云溪宾馆, 责任单位: 县接待办}\n", ""
    )
    assert plan != PLAN
    visit.write_text(plan, encoding="utf-8")
    office = visit.parent / "office.yaml"
    office.write_text(OFFICE.replace("  - {从: 县医院, 到: 云溪宾馆, 分钟: 20}\n", ""), encoding="utf-8")
    result = run("fit")
    assert result.status == 0
    assert "不知道县医院到云溪宾馆要走多久，没有留路上的时间" in result.out
    assert data(run)["days"][0]["notes"] == ["不知道县医院到云溪宾馆要走多久，没有留路上的时间"]


def test_items_that_wait_for_each_other(visit, run):
    text = PLAN.replace("编号: A2,", "编号: A2, 前置: [A3],").replace("编号: A3,", "编号: A3, 前置: [A2],")
    visit.write_text(text, encoding="utf-8")
    result = run("fit")
    assert result.status == 2
    assert "互为前置" in result.err


def test_standard_input_is_shown_and_not_written(visit, run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    result = run("fit", "-", "--write")
    assert result.status == 2
    assert "--write" in result.err
