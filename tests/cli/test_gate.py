"""`jiedai gate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.following import PLAN, everything, journal
from tests.workflow.following.samples import DONE_T1, text

AT = ("--at", "T-3")
NOW = ("--as-of", "2026-05-08 17:00")


def issue(run) -> None:
    assert run("issue", PLAN, "--at", "2026-05-08 16:20", "-f", "json").status == 0


def gates() -> list[dict]:
    return [one for line in journal() if (one := json.loads(line))["type"] == "gate"]


def test_blocked(run, worked, tmp_path):
    before = everything(tmp_path)
    result = run("gate", PLAN, *AT, "-f", "json")
    data = json.loads(result.out)
    assert (result.status, data["gate"], data["moment"], data["passed"]) == (1, "T-3", "2026-05-08T23:59", False)
    assert [one["code"] for one in data["blockers"]] == ["JX04", "JX05"]
    assert data["blockers"][0] == {
        "code": "JX04", "id": "T1", "message": "核对来宾名单、饮食禁忌和抵离车次：05-08 23:59 到期，还没有办完",
        "unit": "县接待办", "owner": "姚晨", "phone": "13900000201", "line": data["blockers"][0]["line"],
        "fix": f"jiedai tick {PLAN} T1",
    }  # fmt: skip
    assert list(data["manifest"]) == ["plan", "office", "rules", "jiedai", "digest"]
    assert everything(tmp_path) == before


def test_open_is_noted_once_and_the_output_repeats(run, worked):
    worked(DONE_T1)
    issue(run)
    first = run("gate", PLAN, *AT, *NOW, "-f", "json")
    assert (first.status, json.loads(first.out)["passed"]) == (0, True)
    assert run("gate", PLAN, *AT, *NOW, "-f", "json").out == first.out
    (noted,) = gates()
    assert (noted["gate"], noted["passed"], noted["blockers"], noted["at"]) == (
        "T-3", True, 0, "2026-05-08T17:00:00+08:00",
    )  # fmt: skip
    assert noted["manifest"] == json.loads(first.out)["manifest"]["digest"]


def test_verify(run, worked):
    path = worked(DONE_T1)
    never = run("gate", PLAN, "--verify")
    assert (never.status, "还没有通过过关口" in never.err) == (2, True)
    issue(run)
    run("gate", PLAN, *AT, *NOW)
    same = run("gate", PLAN, "--verify", "-f", "json")
    data = json.loads(same.out)
    assert (same.status, data["verified"], data["gate"], data["at"]) == (0, True, "T-3", "2026-05-08T17:00")
    assert data["recorded"] == data["manifest"]["digest"]
    path.write_text(text(DONE_T1) + "# 一行\n", encoding="utf-8")
    changed = run("gate", PLAN, "--verify")
    assert (changed.status, "以后又改过" in changed.out) == (1, True)
    assert run("gate", PLAN, "--verify", "--at", "T-1").status == 2


@pytest.mark.parametrize(("now", "gate"), [("2026-05-08 23:59", "T-3"), ("2026-05-09", "T-1"), ("2026-05-11", "T-2h")])
def test_the_next_gate_is_meant(run, worked, now, gate):
    assert json.loads(run("gate", PLAN, "--as-of", now, "-f", "json").out)["gate"] == gate


def test_after_the_visit_a_gate_has_to_be_named_and_is_never_refused(run, worked):
    late = run("gate", PLAN, "--as-of", "2026-05-20 09:00")
    assert (late.status, len(late.err.splitlines()), "--at" in late.err) == (2, 2, True)
    assert run("gate", PLAN, "--as-of", "2026-05-20 09:00", "--at", "t－1").status == 1


@pytest.mark.parametrize("name", ["T-4", "明天", ""])
def test_no_such_gate(run, worked, name):
    result = run("gate", PLAN, "--at", name)
    assert (result.status, "没有" in result.err) == (2, True)


def test_for_a_person(run, worked):
    out = run("gate", PLAN, *AT).out.splitlines()
    assert out[0] == "T-3（2026-05-08 23:59）过不了：2 项"
    assert out[1] == "✔ JX01 方案没有错误"
    assert "! JX05 现在这一版已经印发" in out
    assert f"      → jiedai tick {PLAN} T1" in out
    assert not any("JX06" in line for line in out)  # not asked for yet


def test_the_page_that_is_signed(run, worked):
    result = run("gate", PLAN, "--at", "T-1", *NOW, "-o", "纸")
    assert result.status == 1
    (path,) = Path("纸").rglob("*.docx")
    from docx import Document

    cells = [cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells]
    assert "缺 8 项" in cells
    assert any("另有 5 项" in cell for cell in cells)
    assert any("（县接待办 姚晨 13900000201）" in cell.replace("\n", "") for cell in cells), "lines are broken by hand"
    (pdf,) = Path("纸").rglob("*.pdf")
    from pypdf import PdfReader

    assert len(PdfReader(pdf).pages) == 1


def test_a_page_of_a_plan_with_everything_missing_is_still_one(run, worked):
    plan = worked(("审批:\n  审批人: 徐正\n  职务: 县委办公室主任\n  时间: 2026-05-07 10:30\n  意见: 同意\n", ""))
    plan.write_text(plan.read_text("utf-8").replace("责任人: 姚晨", "责任人: 待填"), encoding="utf-8")
    run("gate", PLAN, "--at", "T-1", *NOW, "-o", "纸")
    (pdf,) = Path("纸").rglob("*.pdf")
    from pypdf import PdfReader

    assert len(PdfReader(pdf).pages) == 1


def test_another_visit_that_cannot_be_read_is_named(run, worked):
    Path("plans/2026-05-12-坏.yaml").write_text("标题: [\n", encoding="utf-8")
    result = run("gate", PLAN, *AT)
    assert (result.status, "2026-05-12-坏.yaml" in result.err) == (1, True)


def test_standard_input_has_no_records(run, worked):
    assert run("gate", "-").status == 2


def test_a_journal_of_a_newer_version(run, worked):
    folder = Path("records") / Path(PLAN).stem
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_text('{"v":9,"at":"2026-05-08T15:20:00+08:00","type":"x"}\n', encoding="utf-8")
    result = run("gate", PLAN, *AT)
    assert (result.status, "更新版本的 jiedai" in result.err) == (2, True)


def test_in_english(run, worked, foreign):
    assert run("gate", PLAN, *AT, "--lang", "en").status == 1


def test_what_a_guest_agreed_to_be_remembered_for_is_a_warning(run, worked):
    """JX10: what the plan lacks, or has otherwise; not what it says, and nothing after its end."""
    worked()
    agreed = ("--consent", "口头", "--at", "2026-01-12 14:00", "--until", "2026-05-10")
    for words in (("李娜", "diet:素食", "note:不走楼梯"), ("马国强", "diet:清真"), ("阿依努尔·买买提", "diet:素食")):
        assert run("guests", "remember", PLAN, *words, *agreed).status == 0
    at = ("gate", PLAN, "--at", "T-3", "--as-of", "2026-05-10 09:00")
    warnings = json.loads(run(*at, "-f", "json").out)["warnings"]
    assert [(one["code"], one["message"], one["line"]) for one in warnings] == [
        ("JX10", "记得的阿依努尔·买买提的饮食，和方案里写的不一样", 36),
        ("JX10", "记得李娜的饮食，方案里没有写", 32), ("JX10", "记得李娜的备注，方案里没有写", 32),
    ]  # fmt: skip
    lines = run(*at).out.splitlines()
    assert lines[-2:] == ["提醒：记得李娜的备注，方案里没有写", f"      → jiedai guests suggest {PLAN}"]
    later = ("gate", PLAN, "--at", "T-3", "--as-of", "2026-05-11 09:00", "-f", "json")
    assert json.loads(run(*later).out)["warnings"] == []
    worked(
        ("职务: 办公室科员", "职务: 办公室科员, 不来: 有会"),
        ("职务: 县域经济处处长", "职务: 县域经济处处长, 不来: 有会"),
    )
    assert json.loads(run(*at, "-f", "json").out)["warnings"] == []  # nobody who stays at home is asked
    Path("records/guests.yaml").write_text("坏: [", encoding="utf-8")
    assert run(*at).status == 2
