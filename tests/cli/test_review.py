"""`jiedai review`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.following import PLAN, journal
from tests.workflow.after.samples import ACTUALS, FEEDBACK, REVIEW

CSV = """序号,姓名,住宿条件和卫生,餐饮口味和花样,总体评价,建议
1,张三,很满意,一般,5,张三嫌早餐咸 13900001234
2,李四,不涉及,4,4,无
"""


@pytest.fixture
def over(worked) -> Path:
    path: Path = worked(more=ACTUALS + FEEDBACK)
    return path


@pytest.fixture
def sheet(over, tmp_path) -> str:
    (tmp_path / "问卷.csv").write_text(CSV, encoding="utf-8")
    return "问卷.csv"


def test_for_a_program(run, over):
    data = json.loads(run("review", PLAN, "-f", "json").out)
    assert data == {
        "version": 1, "file": PLAN,
        "timing": {"timed": 5, "median": 3, "within": 60,
                   "deviations": [{"id": "A1", "late": 6}, {"id": "B3", "late": 12}]},
        "tasks": {"total": 8, "done": 0, "dated": 0, "in_time": 0},
        "feedback": {"sheets": 1, "answers": 3, "mean": 4.0, "satisfied": 67,
                     "low": [{"question": "餐饮", "score": 3, "comment": "早餐少杂粮"}]},
        "cost": {"planned": 480, "paid": 480, "per_head": 80}, "headcount": {"planned": 6, "actual": 6},
        "deviations_unexplained": ["B3"], "faults": [],
        "suggested_follow_ups": [{"question": "餐饮", "comment": "早餐少杂粮"}], "written": False,
    }  # fmt: skip


def test_for_a_person(run, over):
    out = run("review").out.splitlines()
    assert out[1] == "  准点：记了时间的 5 项，偏差中位数 3 分钟，5 分钟以内 60%"
    assert out[2:4] == ["    A1 晚 6 分钟：列车晚点六分钟", "    B3 晚 12 分钟：没有写原因"]
    assert "    样本不足 3 份，给领导的报告里不列各项平均分" in out
    assert out[-1] == "  建议跟进：餐饮：早餐少杂粮"


def test_feedback_is_looked_at_then_written_once(run, over, sheet):
    before = over.read_text(encoding="utf-8")
    shown = json.loads(run("review", "--import", sheet, "-f", "json").out)
    assert over.read_text(encoding="utf-8") == before
    assert shown["imported"] == {
        "file": sheet, "sheets": 2, "answers": 6, "dropped": ["姓名"], "replaced": [], "again": False,
    }  # fmt: skip
    result = run("review", "--import", sheet, "--write", "-f", "json")
    written = json.loads(result.out)
    assert (written["written"], written["feedback"]) == (True, shown["feedback"])
    assert written["feedback"] | {"low": []} == {"sheets": 3, "answers": 8, "mean": 4.1, "satisfied": 75, "low": []}
    text = over.read_text(encoding="utf-8")
    assert text.startswith(before.rstrip("\n"))
    assert "张三" not in text
    assert "13900001234" not in text
    assert text.count("份号: ") == 6
    assert [json.loads(line)["type"] for line in journal()] == ["import"]
    again = run("review", "--import", sheet, "--write")
    assert "已经导入过" in again.err
    assert over.read_text(encoding="utf-8") == text
    assert run("check", PLAN).status == 0


def test_feedback_of_which_the_journal_was_cut_off_is_not_taken_twice(run, over, sheet):
    assert run("review", "--import", sheet, "--write").status == 0
    text = over.read_text(encoding="utf-8")
    [entry] = journal()
    (place,) = Path("records").rglob("journal.jsonl")
    place.write_text("", encoding="utf-8")  # killed when the plan was written and nothing noted
    again = run("review", "--import", sheet, "--write")
    assert "已经导入过" in again.err
    assert over.read_text(encoding="utf-8") == text
    fields = ("type", "sha256", "applied")
    assert [[json.loads(line)[name] for name in fields] for line in journal()] == [
        [json.loads(entry)[name] for name in fields]
    ]


def test_what_is_asked_for_is_followed_up(run, over):
    result = run("review", "--write")
    assert (result.status, result.err.splitlines()) == (0, [f"写好了 {PLAN}"])
    assert '{编号: F1, 事项: "餐饮：早餐少杂粮", 性质: 意见, 责任单位: 县接待办, 时限: L+7}' in over.read_text(
        encoding="utf-8"
    )
    text = over.read_text(encoding="utf-8")
    assert run("review", "--write").err == ""
    assert over.read_text(encoding="utf-8") == text
    due = json.loads(run("due", PLAN, "--as-of", "2026-05-20", "-f", "json").out)["tasks"]
    (one,) = [one for one in due if one["kind"] == "follow_up"]
    assert (one["id"], one["due"], one["state"], one["unit"]) == ("F1", "2026-05-19T23:59", "overdue", "县接待办")


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (CSV.replace("一般", "6"), "D2：“6”不是 1 到 5 分"),
        (CSV.replace(",4,4,", ",0,4,"), "D3：“0”不是 1 到 5 分"),
        ("甲,乙\n1,2\n", "没有认出评价项目"),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing(run, over, tmp_path, contents, message):
    (tmp_path / "问卷.csv").write_text(contents, encoding="utf-8")
    before = over.read_text(encoding="utf-8")
    result = run("review", "--import", "问卷.csv", "--write")
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert over.read_text(encoding="utf-8") == before
    assert run("review", "--import", "没有.xlsx").status == 2


def test_an_answer_given_twice_is_told(run, over, tmp_path):
    (tmp_path / "问卷.csv").write_text(CSV + "2,李四,5,2,,\n", encoding="utf-8")
    result = run("review", "--import", "问卷.csv")
    assert "第 2 份“餐饮”答了两次，取后一次" in result.err


def test_an_answer_typed_twice_counts_once(run, over):
    """Of two scores to one question on one form the last counts; comments, and other forms, stay."""
    text = over.read_text(encoding="utf-8")
    answers = [
        "{项目: 车辆, 分数: 1, 份号: 甲}",
        "{项目: 车辆, 分数: 5, 份号: 甲}",
        "{项目: 车辆, 分数: 3, 份号: 乙}",
        "{项目: 意见, 意见: 好, 份号: 甲}",
        "{项目: 意见, 意见: 很好, 份号: 甲}",
    ]
    typed = "\n反馈:\n" + "".join(f"  - {answer}\n" for answer in answers)
    over.write_text(text.replace(FEEDBACK, typed), encoding="utf-8")
    result = run("review", PLAN, "-f", "json")
    assert result.status == 0, result.err
    found = json.loads(result.out)["feedback"]
    assert (found["sheets"], found["answers"], found["mean"], found["satisfied"]) == (2, 2, 4.0, 50)
    assert result.err.count("答了两次") == 1
    assert "第 甲 份“车辆”答了两次，取后一次" in result.err


def test_the_paper(run, worked, tmp_path):
    worked(more=ACTUALS + FEEDBACK + REVIEW)
    result = run("review", "-f", "xlsx", "-o", "印")
    assert result.status == 0
    (path,) = (tmp_path / "印").rglob("*.xlsx")
    assert "review" in path.name or "评估" in path.name


@pytest.mark.parametrize(
    ("more", "timed"),
    [
        ("- {编号: A1, 实际开始: 2026-05-11 09:26, 实际结束: 2026-05-11 09:20}", 1),  # the end before the start
        ("- {编号: A13, 实际开始: 2026-05-12 00:10}", 1),  # after midnight of its day
        ("- {编号: A1, 实际开始: 2026-05-14 09:26}", 0),
        ("- {编号: Z9, 实际开始: 2026-05-11 09:26}", 0),
        ("- {编号: A1, 备注: 不知道}", 0),
    ],
)
def test_times_that_are_odd(run, worked, more, timed):
    worked(more=f"\n实际:\n  安排:\n    {more}\n")
    assert json.loads(run("review", "-f", "json").out)["timing"]["timed"] == timed
