"""What commands print with `-f json` is what is published of it, for every command that prints any."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from jiedai.cli import groups, outputs
from jiedai.cli.command import Declared
from tests.batch import cases
from tests.cli.following import PLAN
from tests.cli.test_machine import _formats
from tests.year import copied

OWN = {"show"}
"""Commands whose JSON has a schema of its own."""


def printed(run, *words: str) -> None:
    """Run a command, and hold what it prints to what is published of it."""
    result = run(*words, "-f", "json")
    assert result.out.startswith(("{", "[")), (words, result.err)
    name = " ".join(words[:2]) if words[0] in ("ledger", "study", "guests") else words[0]
    found = sorted(Draft202012Validator(outputs.schema(name)).iter_errors(json.loads(result.out)), key=str)
    assert not found, (words, [f"{one.json_path}: {one.message[:200]}" for one in found[:3]])


def test_every_command_with_json_is_published():
    homes = [("", groups.app), *((f"{name} ", group) for name, group in groups.GROUPS.items())]
    printing = {
        home + name
        for home, group in homes
        for name, one in group.declared.items()
        if isinstance(one, Declared) and "json" in _formats(one.options)
    }
    assert printing - OWN == set(outputs.names())


def test_every_schema_is_one():
    for name in outputs.names():
        Draft202012Validator.check_schema(outputs.schema(name))
    drill = Draft202012Validator(outputs.schema("drill"))
    assert not drill.is_valid({"version": 1})
    assert not drill.is_valid([])
    close = {"version": 1, "file": "a", "as_of": "2026-05-20T09:00", "closed": None, "passed": True, "missing": []}
    assert Draft202012Validator(outputs.schema("close")).is_valid(close | {"hints": []})
    for wrong in ({"hints": None}, {"as_of": "2026-05-20"}, {"more": 1, "hints": []}, {"version": 2, "hints": []}):
        assert not Draft202012Validator(outputs.schema("close")).is_valid(close | wrong)


def test_before_and_at_a_visit(run, worked, tmp_path):
    path = worked(("09:20, 车次: G7401", "09:25, 车次: G7401"))
    other = tmp_path / "other.yaml"
    other.write_bytes(path.read_bytes().replace("09:25, 车次".encode(), "09:20, 车次".encode()))
    wrong = path.read_text(encoding="utf-8").replace("车辆: [1]", "车辆: [9]", 1).replace("人均: 60", "人均: 660")
    waived = "\n豁免: [{规则: YC01, 理由: 试, 批准人: 徐正}]\n"
    (tmp_path / "wrong.yaml").write_text(wrong + waived, encoding="utf-8")
    (tmp_path / "said.txt").write_text("10:38 到产业园\n11:30 出发\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text(
        "姓名,单位,职务\n梁宽,省发展改革委,科员\n李娜,省发展改革委,处长\n", encoding="utf-8"
    )
    (tmp_path / "letter.txt").write_text("我局副局长周明等3人定于5月11日上午到你县调研，请予接洽。", encoding="utf-8")
    for words in (
        ("check",), ("check", "wrong.yaml"), ("check", PLAN, "wrong.yaml"),
        ("seating", PLAN), ("seating", PLAN, "--absent", "李娜"), ("seating", PLAN, "--id", "A2"),
        *((("arrange", what, PLAN)) for what in ("rooms", "rides", "tables")),
        ("arrange", "rooms", PLAN, "--options", "3"),
        ("replace", "姚晨", "何静", PLAN), ("drop", "A5", PLAN), ("add", "蓝天（男，科员）", PLAN, "--like", "王磊"),
        ("diff", "other.yaml", PLAN), ("issue", PLAN, "--at", "2026-05-08 16:20"), ("notice", PLAN),
        ("status", "--as-of", "2026-05-08 16:30"), ("status", "--as-of", "2026-05-11 10:36"),
        ("due", "--as-of", "2026-05-08 16:30"),
        ("tick", PLAN, "T1", "--at", "2026-05-08 15:20"), ("tick", PLAN, "T6", "--at", "2026-05-08 15:20"),
        ("log", "said.txt", PLAN, "--day", "2026-05-11"),
        ("gate", PLAN, "--at", "T-3", "--as-of", "2026-05-08 16:30"),
        ("delay", PLAN, "A1", "90"), ("delay", PLAN, "B6", "-20"), ("fit", PLAN),
        ("new", "--from-letter", "letter.txt", "--as-of", "2026-05-01"), ("import", "list.csv", PLAN),
        ("drill", PLAN, "--runs", "50"), ("close", PLAN, "--as-of", "2026-05-20"), ("review", PLAN),
        ("assess", "--year", "2026", "--as-of", "2026-05-20 09:00"),
        *(("list", what) for what in ("documents", "formats", "rules", "audiences")),
        *(("explain", code) for code in ("YC02", "GS07", "SJ07")),
        ("study", "answer", "YC02", "3", "--person", "姚晨", "--at", "2026-05-11 09:00"),
        ("study", "due", "--person", "姚晨", "--as-of", "2026-05-13"), ("study", "record"),
        ("study", "quiz", "-n", "3", "--seed", "7", "--as-of", "2026-05-11"), ("office", "add", PLAN),
    ):  # fmt: skip
        printed(run, *words)
    paper = json.loads(run("study", "quiz", "-n", "3", "--as-of", "2026-05-11", "-f", "json").out)["paper"]
    printed(run, "study", "mark", paper, "AAA", "--person", "姚晨")
    library = tmp_path / "plans" / "knowledge"
    library.mkdir()
    (library / "菜品.yaml").write_text(
        "菜品: [{菜名: 豆腐, 配料: [豆腐], 过敏原: [大豆], 成本: 28}]\n", encoding="utf-8"
    )
    printed(run, "dishes", PLAN, "--id", "A7")
    assert run("guests", "remember", PLAN, "李娜", "note:不走楼梯", "--consent", "口头", "--by", "姚晨").status == 0
    for words in (
        ("guests", "list"), ("guests", "suggest", PLAN), ("guests", "purge", "--as-of", "2029-01-01"),
        ("guests", "forget", "李娜"),
    ):  # fmt: skip
        printed(run, *words)


def test_after_visits_and_over_a_year(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plans = copied(tmp_path)
    as_of = ("--as-of", "2026-12-01 09:00")
    twin = (plans / "2026-06-09-省科技厅调研.yaml").read_text(encoding="utf-8")
    office = plans / "office.yaml"
    text = office.read_text(encoding="utf-8").replace("考核: {权重", "考核: {人员: 是, 权重")
    office.write_text(text, encoding="utf-8")
    for words in (
        ("close", "plans/2026-11-05-全市工作会议.yaml", *as_of),
        ("close", "plans/2026-01-15-溪口县学习交流.yaml", *as_of),
        ("review", "plans/2026-04-21-省应急管理厅检查.yaml"), ("review", "--learn", *as_of),
        ("assess", *as_of), ("assess", "--people", *as_of), ("drill", "plans/2026-03-17-省农业农村厅调研.yaml"),
        ("stats", "--year", "2026", "--by", "unit", "--against", "2025"), ("stats", "--year", "2026", "--public"),
        ("status", *as_of), ("due", *as_of),
        ("ledger", "follow-ups", *as_of), ("ledger", "faults"), ("ledger", "faults", "--month", "2026-04"),
        ("ledger", "visits"), ("ledger", "week", "2026-06-08"),
        ("ledger", "bookings", "--from", "2026-06-01", "--to", "2026-06-30"),
        ("ledger", "free", "林峰", "--from", "2026-06-09", "--to", "2026-06-10"),
    ):  # fmt: skip
        printed(run, *words)
    (plans / "2026-06-09-twin.yaml").write_text(twin, encoding="utf-8")
    printed(run, "ledger", "conflicts")
    run("export", "bundle", "plans/2026-06-09-省科技厅调研.yaml")
    printed(run, "ledger", "bundles")


def test_a_schema_is_printed_by_the_name_of_its_command(run, office):
    for words in (("ledger", "faults"), ("assess",)):
        assert json.loads(run("schema", *words).out) == outputs.schema(" ".join(words))
    for words in (("ledger",), ("ledger", "nothing"), ("render",), ("plan", "office")):
        refused = run("schema", *words)
        assert (refused.status, refused.out) == (2, ""), words


@cases("shape", ["nothing", "$none", "=x"])
def test_what_is_no_shape_is_refused(shape):
    with pytest.raises((ValueError, KeyError)):
        outputs._Compiler({}, {}).schema(shape)
