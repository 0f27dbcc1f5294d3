"""`jiedai stats`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

OTHER = """标题: {title}
类型: {kind}
事由: 来访
日期: {date}
日程: []
人数: {{总数: {count}}}
经费: [{{项目: 餐, 金额: {cost}}}]
"""


def plan(root: Path, title: str, **values: object) -> None:
    made = {"kind": "调研", "date": "2026-03-01", "count": 4, "cost": 100} | values
    (root / "plans" / f"{title}.yaml").write_text(OTHER.format(title=title, **made), encoding="utf-8")


@pytest.fixture
def year(worked, tmp_path) -> Path:
    worked()
    plan(tmp_path, "甲", kind="外事", count=3, cost=1400)
    plan(tmp_path, "乙", date="2025-07-01 至 2025-07-02", count=5, cost=50)
    return tmp_path


def test_for_a_program(run, year):
    data = json.loads(run("stats", "--year", "2026", "-f", "json").out)
    assert data == {
        "version": 1, "year": 2026, "visits": 2, "persons": 9, "host_cost": 1880, "hosted_meals": 1,
        "per_head": 208.89, "cost_basis": {"actual": 0, "planned": 2, "planned_share": 100},
        "by_kind": {"research": {"visits": 1, "persons": 6, "host_cost": 480},
                    "foreign": {"visits": 1, "persons": 3, "host_cost": 1400}},
        "by_rank": {"bureau": {"visits": 1, "persons": 6, "host_cost": 480},
                    "unknown": {"visits": 1, "persons": 3, "host_cost": 1400}},
        "by_month": {"2026-03": {"visits": 1, "persons": 3, "host_cost": 1400},
                     "2026-05": {"visits": 1, "persons": 6, "host_cost": 480}},
        "domestic": {"visits": 1, "persons": 6, "host_cost": 480},
        "foreign": {"visits": 1, "persons": 3, "host_cost": 1400},
        "budget": {"total": 600000, "spent": 214000, "rate": 35.7}, "room_nights": 4,
        "cancelled": {"visits": 0, "persons": 0, "host_cost": 0}, "postponed": 0, "open_follow_ups": 0,
        "feedback": {"sheets": 0, "answers": 0, "mean": None, "satisfied": None},
        "faultless": {"visits": 0, "of": 0, "share": None},
    }  # fmt: skip


def test_against_another_year_and_one_of_which_there_is_nothing(run, year):
    data = json.loads(run("stats", "--year", "2026", "--against", "2025", "-f", "json").out)
    assert data["against"] == {
        "year": 2025, "visits": 1, "persons": 5, "host_cost": 50,
        "change": {"visits": 100, "persons": 80, "host_cost": 3660},
    }  # fmt: skip
    empty = json.loads(run("stats", "--year", "2024", "--against", "2023", "-f", "json").out)
    assert (empty["visits"], empty["per_head"], empty["by_kind"]) == (0, None, {})
    assert empty["against"]["change"] == {"visits": None, "persons": None, "host_cost": None}
    assert "  人次  0 → 9  基数为0" in run("stats", "--year", "2026", "--against", "2024").out


def test_bars_for_a_person(run, year, tmp_path):
    plan(tmp_path, "丙")
    out = run("stats", "--year", "2026").out.splitlines()
    assert out[:3] == ["2026 年公务接待情况", "  批次  3", "  人次  13"]
    start = out.index("按类型")
    assert out[start + 1 : start + 3] == [
        f"  调研  {'█' * 30}  2 批  10 人次   580 元", f"  外事  {'█' * 15}{' ' * 15}  1 批   3 人次  1400 元",
    ]  # fmt: skip
    by_unit = run("stats", "--year", "2026", "--by", "unit").out
    assert "按单位" in by_unit
    assert "按类型" not in by_unit


def test_for_everybody(run, year, tmp_path):
    for number in range(3):
        plan(tmp_path, f"市{number}", date=f"2026-04-0{number + 1}")
    data = json.loads(run("stats", "--year", "2026", "--public", "--by", "unit", "-f", "json").out)
    assert data["by_kind"] == {"other": {"visits": 5, "persons": 21, "host_cost": 2180}}
    assert data["by_month"] == {"other": {"visits": 5, "persons": 21, "host_cost": 2180}}
    assert (data["domestic"], data["foreign"]) == (None, None)
    assert not {"by_unit", "feedback", "faultless", "open_follow_ups", "cancelled"} & data.keys()
    assert "县接待办" not in run("stats", "--year", "2026", "--public").out


@pytest.mark.parametrize("format_", ["docx", "html", "pdf"])
def test_a_report(run, year, format_):
    assert run("stats", "--year", "2026", "--against", "2025", "-f", format_, "-o", f"年/报告.{format_}").status == 0
    data = Path(f"年/报告.{format_}").read_bytes()
    assert data[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}.get(format_, data[:4])
    if format_ == "html":
        assert "2026 年公务接待情况" in data.decode()
        assert data.decode().count("<svg") >= 3


def test_a_workbook_with_charts_that_excel_draws(run, year):
    assert run("stats", "--year", "2026", "-f", "xlsx").err == "写好了 out/2026 年公务接待情况.xlsx\n"
    path = Path("out/2026 年公务接待情况.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["全年", "按类型", "按来宾最高职级", "按月"]
    assert [list(row) for row in book["按类型"].iter_rows(values_only=True, max_col=4)] == [
        ["按类型", "批次", "人次", "接待方支出（元）"], ["调研", 1, 6, 480], ["外事", 1, 3, 1400],
    ]  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) == 6


def test_wrong_words_and_plans(run, year):
    assert run("stats", "--by", "地区").status == 2
    assert run("stats", "--year", "26").status == 2
    (year / "plans" / "坏.yaml").write_text("标题: 缺\n", encoding="utf-8")
    result = run("stats", "--year", "2026", "-f", "json")
    assert (result.status, json.loads(result.out)["visits"]) == (2, 2)
    assert "坏.yaml 有格式错误，没有算进去" in result.err


def test_in_two_processes_it_is_the_same(run, year, tmp_path):
    for number in range(30):
        plan(tmp_path, f"省{number:02d}", date=f"2026-{number % 12 + 1:02d}-05", count=number)
    data = json.loads(run("stats", "--year", "2026", "-f", "json").out)
    assert (data["visits"], data["persons"]) == (32, 9 + sum(range(30)))
    assert sum(one["visits"] for one in data["by_month"].values()) == 32
