"""`jiedai review --learn` on a year of twelve visits, and where what it writes comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.following import everything
from tests.year import copied

LEARN = ("review", "--learn", "--as-of", "2026-12-01 09:00")
NEW = (
    "new",
    "再来调研",
    "--kind",
    "调研",
    "--dates",
    "2026-12-08..2026-12-09",
    "--from-unit",
    "省农业农村厅",
    "--stdout",
)


@pytest.fixture
def year(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path)


def test_for_a_program(run, year):
    before = everything(year)
    result = run(*LEARN, "-f", "json")
    data = json.loads(result.out)
    assert (result.status, data["version"], data["visits"], data["until"], data["written"]) == (
        0, 1, 10, "2026-11-05", False,
    )  # fmt: skip
    assert {one["kind"]: one["usual"] for one in data["lengths"]} == {
        "pickup": 107, "transfer": 107, "visit": 114, "talks": 118,
    }  # fmt: skip
    assert data["roads"] == [{"from": "云溪宾馆", "to": "智能制造产业园", "minutes": 20, "count": 3, "visits": 3}]
    assert data["lessons"][-1]["text"] == "座谈延长二十分钟"
    assert everything(year) == before


def test_written_once_and_the_same_again(run, year):
    office = year / "office.yaml"
    before = office.read_text(encoding="utf-8")
    assert run(*LEARN, "--write").status == 0
    after = office.read_bytes()
    assert after.decode().startswith(before)
    again = run(*LEARN, "--write")
    assert (again.status, office.read_bytes()) == (0, after)
    assert "不用改" in again.err
    assert run("check", "plans").status == 0


def test_a_new_plan_has_the_lengths_and_lessons_of_the_office_file_alone(run, year):
    plain = run(*NEW).out
    assert "10:25-11:45, 事项: 考察点位" in plain
    assert "往次考察多半" not in plain
    assert run(*LEARN, "--write").status == 0
    for path in year.glob("2026-*.yaml"):
        path.unlink()
    learned = run(*NEW).out
    assert "10:25-12:00, 事项: 考察点位" in learned
    assert "# 往次考察多半用到安排的 114%（6 次来访），已照此排" in learned.splitlines()
    assert "# 往次经验（2026-03-18 省农业农村厅）：座谈多半延长二十分钟，后面不要排紧" in learned.splitlines()


def test_what_is_found_in_a_plan_does_not_depend_on_the_others(run, year):
    assert run(*LEARN, "--write").status == 0
    plan = "plans/2026-06-09-省科技厅调研.yaml"
    before = run("check", plan, "-f", "json").out
    for path in year.glob("2026-0[1-5]*.yaml"):
        path.unlink()
    assert json.loads(run("check", plan, "-f", "json").out)["diagnostics"] == json.loads(before)["diagnostics"]


def test_nothing_is_half_written(run, year):
    office = year / "office.yaml"
    before = office.read_bytes()
    (year / "broken.yaml").write_text("标题: [\n", encoding="utf-8")
    refused = run(*LEARN, "--write")
    assert (refused.status, office.read_bytes()) == (2, before)
    assert "有方案读不成" in refused.err
    (year / "broken.yaml").unlink()
    office.write_bytes(before + "部门:\n".encode())
    broken = office.read_bytes()
    assert (run(*LEARN, "--write").status, office.read_bytes()) == (2, broken)
    assert run(*LEARN, "--import", "x.xlsx").status == 2
    assert run(*LEARN, "-f", "docx").status == 2
    early = run("review", "--learn", "--write", "--as-of", "2026-01-01 09:00")
    assert early.status == 2


def test_for_a_person(run, year):
    lines = run(*LEARN).out.splitlines()
    assert lines[0] == "看了 10 次结束的来访，到 2026-11-05 为止"
    assert "  座谈：多半 137 分钟，是安排的 118%（110%–125%；8 项、8 次来访），后面留 25 分钟" in lines
