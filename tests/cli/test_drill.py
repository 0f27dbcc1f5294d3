"""`jiedai drill`."""

from __future__ import annotations

import json

from tests.cli.following import PLAN


def test_for_a_program_is_the_same_each_time(run, worked):
    worked()
    first = run("drill", PLAN, "-f", "json")
    assert first.out == run("drill", PLAN, "-f", "json").out
    data = json.loads(first.out)
    assert (data["version"], data["seed"], data["runs"], data["weakest"]) == (1, 7, 2000, "B7")
    assert [one["id"] for one in data["anchors"]] == ["A11", "B7"]
    assert abs(data["anchors"][0]["on_time"] - 0.88) < 0.03
    assert abs(data["anchors"][1]["on_time"] - 0.44) < 0.04
    assert abs(data["anchors"][1]["caught"] - 0.85) < 0.03
    assert data["levers"][0] | {"on_time": 0} == {"change": "shorten", "id": "B5", "minutes": 10, "on_time": 0}
    assert data["uncovered"] == []


def test_for_a_person(run, worked):
    worked()
    out = run("drill", PLAN).out
    assert "← 最弱" in out
    assert "不要在" in out
    assert "05-12 09:20  降雨  县接待办 姚晨 13900000201" in out


def test_strict_tells_scripts_of_a_train_that_is_missed(run, worked):
    worked()
    assert run("drill", PLAN, "--runs", "50").status == 0
    assert run("drill", PLAN, "--runs", "500", "--strict").status == 1


def test_what_cannot_be_drilled(run, worked):
    path = worked()
    unknown = run("drill", PLAN, "--inject", "地震")
    assert (unknown.status, unknown.out) == (2, "")
    assert "没有“地震”这种情景" in unknown.err
    assert run("drill", PLAN, "--runs", "0").status == 2
    path.write_text(path.read_text(encoding="utf-8") + "状态: 取消\n", encoding="utf-8")
    off = run("drill", PLAN)
    assert (off.status, off.out) == (2, "")
    assert "取消" in off.err


def test_papers_stand_in_two_folders(run, worked, tmp_path):
    worked()
    result = run("drill", PLAN, "--runs", "50", "-f", "docx", "-o", "out")
    assert result.status == 0
    folder = tmp_path / "out" / PLAN.split("/")[-1].removesuffix(".yaml")
    assert (folder / "工作人员" / "桌面推演（主持人用）.docx").is_file()
    assert (folder / "责任单位" / "桌面推演（参演人员用）.docx").is_file()


def test_a_plan_without_guests_and_without_an_office_file(run, worked, tmp_path):
    worked()
    (tmp_path / "plans" / "office.yaml").unlink()
    bare = (
        "标题: 调研\n类型: 调研\n事由: 调研\n日期: 2026-05-11\n人数: 约30\n日程:\n  - 日期: 2026-05-11\n    安排:\n"
        '      - {编号: A1, 时间: "09:00-10:00", 事项: 座谈, 类别: 座谈}\n      - {编号: A2, 时长: 30, 事项: 合影}\n'
    )
    (tmp_path / "plans" / "bare.yaml").write_text(bare, encoding="utf-8")
    data = json.loads(run("drill", "plans/bare.yaml", "--inject", "走失", "-f", "json").out)
    assert (data["anchors"], data["weakest"]) == ([{"id": "A1", "on_time": 1.0}], None)
    assert [(one["name"], one["unit"], one["phone"]) for one in data["injects"]] == [("走失", None, None)]
    assert run("drill", "plans/bare.yaml").status == 0
