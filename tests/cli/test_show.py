"""`jiedai show`: the plan as it was read, for people and for programs."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from tests.cli.conftest import NAME


def test_an_outline_marks_what_was_read_from_other_words(run, plan):
    text = plan.read_text(encoding="utf-8").replace('"10:00-11:00"', "上午十点到十一点")
    plan.write_text(text, encoding="utf-8")
    result = run("show", "省卫健委")
    assert (result.status, result.err) == (0, f"“省卫健委”不是文件，用的是 plans/{NAME}\n")
    lines = result.out.splitlines()
    assert lines[0] == "省卫健委来云溪县调研（调研）"
    assert "  A1 09:00-09:30 接站 云溪站 县接待办 姚晨" in lines
    assert "  A2 10:00-11:00≈ 考察 云溪站 县接待办 姚晨" in lines
    assert "  T1 2026-05-08 (T-3) 核对名单 县接待办 姚晨" in lines
    assert lines[-2:] == ["≈ 写成自己的话的，读作：", "  第 13 行 时间：“上午十点到十一点”读作 10:00-11:00"]


def test_a_plan_in_digits_has_nothing_to_tell(run, plan):
    assert "≈" not in run("show").out


def test_json_is_as_its_schema_says_and_the_same_in_any_language(run, plan):
    text = plan.read_text(encoding="utf-8").replace('"10:00-11:00"', "上午十点到十一点")
    plan.write_text(text, encoding="utf-8")
    found = run("show", "-f", "json")
    assert found.status == 0
    data = json.loads(found.out)
    assert data["schedule"][0]["items"][1]["time"]["start"] == "2026-05-11T10:00"
    (reading,) = data["readings"]
    assert (reading["line"], reading["typed"], reading["read"]["end"]) == (13, "上午十点到十一点", "2026-05-11T11:00")
    schema = json.loads(run("schema", "show").out)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert run("--lang", "en", "show", "-f", "json").out == found.out


def test_two_readings_are_told_and_nothing_is_shown(run, plan):
    plan.write_text(plan.read_text(encoding="utf-8").replace('"10:00-11:00"', "两点到三点"), encoding="utf-8")
    result = run("show")
    assert (result.status, result.out) == (1, "")
    assert "“两点到三点”有两种读法：02:00-03:00，14:00-15:00" in result.err
