"""`jiedai assess`, on a year of twelve visits."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.year import copied

AS_OF = ("--as-of", "2026-12-01 09:00")


@pytest.fixture
def year(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


def test_a_year_for_a_program(run, year):
    result = run("assess", *AS_OF, "-f", "json")
    data = json.loads(result.out)
    assert (result.status, data["version"], data["from"], data["to"], data["visits"]) == (
        0, 1, "2026-01-01", "2026-12-31", 11,
    )  # fmt: skip
    units = {one["unit"]: one for one in data["units"]}
    assert [one["score"] for one in data["units"]] == sorted((one["score"] for one in data["units"]), reverse=True)
    for one in data["units"]:
        assert len(one["evidence"]) == one["n"]
        for name, rate in one["indicators"].items():
            own = [event["hit"] for event in one["evidence"] if event["indicator"] == name]
            assert (sum(own), len(own)) == (rate["hits"], rate["n"])
    assert "县工信局" not in units
    assert units["县经信局"]["grade"] == "优秀"
    assert units["青山镇"]["grade"] is None
    assert units["县发改局"]["appealed"] == [
        {"file": "plans/2026-04-21-省应急管理厅检查.yaml", "what": "汇报材料送审晚一天"}
    ]
    assert run("assess", *AS_OF, "-f", "json").out == result.out


def test_the_figures_of_a_visit_as_they_were_worked_out(run, worked):
    """Five of seven tasks were done in time; two of two of the reception office are drawn towards them."""
    path = worked()
    text = path.read_text(encoding="utf-8")
    for number in range(1, 6):
        start = text.index("状态: 未完成", text.index(f"编号: T{number},"))
        text = text[:start] + "状态: 已完成, 完成时间: 2026-05-07 09:00" + text[start + len("状态: 未完成") :]
    start = text.index("状态: 未完成", text.index("编号: T8,"))
    text = text[:start] + "状态: 取消" + text[start + len("状态: 未完成") :]
    path.write_text(text, encoding="utf-8")
    data = json.loads(run("assess", "--as-of", "2026-05-14 09:00", "-f", "json").out)
    assert data["pooled"] == {"on_time": 0.7143}
    [office] = [one for one in data["units"] if one["unit"] == "县接待办"]
    assert (office["score"], office["grade"], office["n"], office["veto"]) == (79.6, None, 2, [])
    assert office["indicators"] == {"on_time": {"hits": 2, "n": 2, "raw": 1.0, "shrunk": 0.7959, "weight": 40}}
    assert [(one["id"], one["hit"]) for one in office["evidence"]] == [("T1", True), ("T2", True)]


def test_a_unit_has_the_same_figures_alone_by_either_name(run, year):
    every = json.loads(run("assess", *AS_OF, "-f", "json").out)
    one = json.loads(run("assess", *AS_OF, "--unit", "县工信局", "-f", "json").out)
    assert one["pooled"] == every["pooled"]
    assert one["units"] == [unit for unit in every["units"] if unit["unit"] == "县经信局"]
    unknown = run("assess", *AS_OF, "--unit", "县经济局")
    assert (unknown.status, unknown.out) == (2, "")
    assert "县经济局" in unknown.err


def test_a_period_without_visits_and_one_that_is_none(run, year):
    assert run("assess", "--year", "2024").status == 2
    assert run("assess", "--from", "2026-05-01", "--to", "2026-04-01").status == 2
    assert run("assess", "--year", "2026", "--from", "2026-05-01").status == 2
    spring = json.loads(run("assess", "--from", "2026-03-01", "--to", "2026-04-30", *AS_OF, "-f", "json").out)
    assert (spring["from"], spring["to"], spring["visits"]) == ("2026-03-01", "2026-04-30", 3)


def test_nobody_is_scored_unless_the_office_says_so(run, year):
    refused = run("assess", *AS_OF, "--people")
    assert (refused.status, refused.out) == (2, "")
    assert "人员: 是" in refused.err
    office = year / "office.yaml"
    text = office.read_text(encoding="utf-8").replace("考核: {权重", "考核: {人员: 是, 权重")
    office.write_text(text, encoding="utf-8")
    data = json.loads(run("assess", *AS_OF, "--people", "-f", "json").out)
    assert {"姚晨", "唐凯"} <= {one["person"] for one in data["people"]}
    assert all(one["n"] == len(one["evidence"]) for one in data["people"])


def test_for_a_person(run, year):
    lines = run("assess", *AS_OF).out.splitlines()
    assert lines[0] == "2026 年接待工作考核"
    assert next(line for line in lines if line.startswith("青山镇")).split("\t")[1:] == [
        "样本不足", "样本不足", "7", "1/2", "", "0/2", "2/2", "不足 3 项",
    ]  # fmt: skip
    own = run("assess", *AS_OF, "--unit", "青山镇").out
    assert "× 现场准点  B3  考察青山现代农业示范基地  03-18 09:15 → 03-18 09:26  2026-03-17-省农业农村厅调研" in own
    assert "县接待办" not in own


def test_leaders_get_all_units_and_a_unit_its_own_with_facts_before_marks(run, year):
    assert run("assess", *AS_OF, "-f", "xlsx", "-o", "all.xlsx").status == 0
    cells = {str(cell.value) for sheet in load_workbook("all.xlsx") for row in sheet.iter_rows() for cell in row}
    assert {"县接待办", "青山镇", "样本不足", "停车点没有落实", "汇报材料送审晚一天"} <= cells
    assert run("assess", *AS_OF, "--unit", "青山镇", "-f", "docx", "-o", "own.docx").status == 0
    with zipfile.ZipFile("own.docx") as file:
        text = "".join(re.findall(r"<w:t[^>]*>([^<]*)", file.read("word/document.xml").decode()))
    assert text.index("事实") < text.index("评分") < text.index("申辩")
    assert "农业基地讲解与雨天备选准备" in text
    assert "县交警大队" not in text


def test_a_plan_that_cannot_be_read_is_told_and_the_others_count(run, year):
    (year / "broken.yaml").write_text("标题: [\n", encoding="utf-8")
    result = run("assess", *AS_OF, "-f", "json")
    assert result.status == 2
    assert json.loads(result.out)["visits"] == 11
    assert "broken.yaml" in result.err
