"""`jiedai status`."""

from __future__ import annotations

import json
from pathlib import Path

from jiedai.workflow.records import Records
from jiedai.workflow.records.folder import digest
from tests.cli.following import PLAN, everything
from tests.workflow.following.samples import moment, text

NOW = ("--as-of", "2026-05-09 18:00")


def plan(run, *words: str) -> dict:
    (made,) = json.loads(run("status", PLAN, *words, "-f", "json").out)["plans"]
    return made


def test_for_a_program(run, worked, tmp_path):
    before = everything(tmp_path)
    result = run("status", PLAN, *NOW, "-f", "json")
    assert (result.status, result.err) == (0, "")
    assert json.loads(result.out) == {"version": 1, "as_of": "2026-05-09T18:00", "plans": [{
        "file": PLAN, "title": "省发展改革委调研组来云溪县调研", "number": "云接〔2026〕17号",
        "first": "2026-05-11", "last": "2026-05-12", "day": "T-2", "stage": "preparing", "phase": "P5",
        "tasks": {"total": 8, "open": 8, "doing": 0, "done": 0, "dropped": 0, "overdue": 2},
        "follow_ups": {"total": 0, "open": 0, "overdue": 0},
        "units": [
            {"unit": "县接待办", "open": 2, "overdue": 1}, {"unit": "县发改局", "open": 1, "overdue": 1},
            {"unit": "县工信局", "open": 1, "overdue": 0}, {"unit": "青山镇", "open": 1, "overdue": 0},
            {"unit": "县市场监管局", "open": 1, "overdue": 0}, {"unit": "县卫健局", "open": 1, "overdue": 0},
            {"unit": "县交警大队", "open": 1, "overdue": 0},
        ],
        "next_due": {"id": "T2", "due": "2026-05-09T23:59"}, "issued": None, "changed": None, "waiting": [],
        "findings": {"error": 0, "warning": 0},
        "missing": {
            "visit": ["联系人", "联系人电话"], "people": {}, "unnamed": 0, "ask": {"name": None, "phone": None},
            "message": "您好！5月11日来访，还请告知：联系人；联系人电话。填在来访信息表里发回也行。"
            "云溪县接待办公室 0570-5550100",
        },
    }]}  # fmt: skip
    assert everything(tmp_path) == before


def test_what_was_issued_and_who_has_not_answered(run, worked):
    path = worked()
    records = Records.of(path)
    data, office = path.read_bytes(), Path("plans/office.yaml").read_bytes()
    records.keep(1, data, office)
    shas = {"sha256": digest(data), "office_sha256": digest(office)}
    records.append("issue", moment("05-08 16:20"), plan_version=1, **shas)
    for reader, act in (("unit:县政府", False), ("hotel:云溪宾馆", True), ("leader", True)):
        records.append("notice", moment("05-08 16:20"), plan_version=1, reader=reader, changes=1, act=act)
    made = plan(run, *NOW)
    assert made["issued"] == {"plan_version": 1, "at": "2026-05-08T16:20", "sha256": digest(data)}
    assert (made["changed"], made["waiting"]) == (False, ["hotel:云溪宾馆", "unit:县政府"])
    run("tick", PLAN, "T1", "--at", "2026-05-08 17:00")
    assert plan(run, *NOW)["changed"] is False  # progress is no change of the plan
    path.write_text(text(('时间: "14:30-16:30"', '时间: "14:25-16:25"')), encoding="utf-8")
    assert plan(run, *NOW)["changed"] is True
    assert "以后又改过" in run("status", PLAN, *NOW).out


def test_the_day_itself(run, worked):
    run("tick", "A5", "--start", "10:38")
    made = plan(run, "--as-of", "2026-05-11 11:00")
    assert (made["stage"], made["phase"], made["offset"]) == ("running", "P9", 3)
    assert made["current"] == {"id": "A5", "started": "2026-05-11T10:38"}
    assert made["next"] == {"id": "A6", "planned": "2026-05-11T11:25", "expected": "2026-05-11T11:28"}
    out = run("status", PLAN, "--as-of", "2026-05-11 11:00").out
    assert "现在 A5 考察智能制造产业园，10:38 开始，晚 3 分钟" in out
    assert "下一项 A6 乘车前往县机关食堂，计划 05-11 11:25，预计 11:28" in out


def test_for_a_person(run, worked):
    contact = "其他: {来方联系人: 王磊 13900000999}\n"
    worked(more=contact + "实际: {事件: [{事项: 2号车爆胎, 程度: 一般}, {事项: 停电, 办结: 2026-05-11 10:00}]}\n")
    run("tick", "T3", "--at", "2026-05-09 10:00")
    assert run("status", *NOW).out.splitlines() == [
        f"{PLAN}  省发展改革委调研组来云溪县调研",
        "  T-2  筹备  P5 踩点演练",
        "  任务 1/8，逾期 1；错误 0，警告 0",
        "  还没有印发",
        "  ! 事件没有办结：2号车爆胎（一般）",
        "  ! 县接待办  未完成 2，逾期 1",
        "  ✔ 县发改局",
        "  ○ 县工信局  未完成 1",
        "  ○ 青山镇  未完成 1",
        "  ○ 县市场监管局  未完成 1",
        "  ○ 县卫健局  未完成 1",
        "  ○ 县交警大队  未完成 1",
        "  接下来到期：",
        "    05-09 23:59  T2 踩点并实测行车时间（姚晨）",
        "    05-09 23:59  T4 产业园讲解与参观动线准备（唐凯）",
        "    05-09 23:59  T5 农业基地讲解与雨天备选准备（董平）",
    ]


def test_a_plan_with_errors_and_records_that_cannot_be_read(run, worked):
    Path("plans/2026-05-13-坏.yaml").write_text("标题: 坏\n日期: 没有\n", encoding="utf-8")
    folder = Path("records") / Path(PLAN).stem
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_text('{"v":9,"at":"2026-05-08T15:20:00+08:00","type":"x"}\n', encoding="utf-8")
    result = run("status", *NOW, "-f", "json")
    assert result.status == 2
    assert "更新版本的 jiedai" in result.err
    assert "2026-05-13-坏.yaml 有格式错误" in result.err
    assert [one["file"] for one in json.loads(result.out)["plans"]] == [PLAN]


def test_in_english(run, worked, foreign):
    assert run("status", *NOW, "--lang", "en").status == 0
