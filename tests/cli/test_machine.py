"""What programs read: the same in every language but for what is said to people, and complete."""

from __future__ import annotations

import json
import shutil
from typing import get_args, get_type_hints

import pytest

from jiedai.visit.book import rule_book
from tests.cli.test_declarations import declared

RUNS = {
    "check": [["check"], ["check", "dear.yaml"]],
    "seating": [["seating", "PLAN"], ["seating", "PLAN", "--absent", "李娜"]],
    "arrange": [["arrange", what, "PLAN"] for what in ("rooms", "rides", "tables")],
    "replace": [["replace", "姚晨", "何静", "PLAN"]],
    "diff": [["diff", "OTHER", "PLAN"]],
    "issue": [["issue", "PLAN", "--at", "2026-05-08 16:20", "-o", "out"]],
    "add": [["add", "蓝天（男，科员）", "PLAN", "--like", "王磊"]],
    "drop": [["drop", "李娜", "PLAN"]],
    "notice": [["notice", "PLAN"]],
    "status": [["status", "--as-of", "2026-05-08 16:30"]],
    "due": [["due", "--as-of", "2026-05-08 16:30"]],
    "tick": [["tick", "T1", "--at", "2026-05-08 15:20"]],
    "log": [["log", "said.txt", "PLAN", "--day", "2026-05-11"]],
    "gate": [["gate", "PLAN", "--as-of", "2026-05-08 16:30"]],
    "delay": [["delay", "PLAN", "A4", "20"]],
    "fit": [["fit", "PLAN"]],
    "show": [["show", "PLAN"]],
    "new": [["new", "--from-letter", "letter.txt", "--as-of", "2026-05-01"]],
    "importing": [["import", "list.csv", "PLAN"]],
    "stats": [["stats", "--year", "2026"]],
    "assess": [["assess", "--year", "2026", "--as-of", "2026-05-20 09:00"]],
    "drill": [["drill", "PLAN", "--runs", "50"]],
    "close": [["close", "PLAN", "--as-of", "2026-05-20"]],
    "review": [["review", "PLAN"]],
    "ledger": [["ledger", "follow-ups"], ["ledger", "faults"]],
    "visits": [["ledger", "visits"]],
    "week": [["ledger", "week", "2026-05-11"]],
    "bookings": [["ledger", "bookings", "--from", "2026-05-11", "--to", "2026-05-12"]],
    "free": [["ledger", "free", "林峰", "--from", "2026-05-11", "--to", "2026-05-12"]],
    "conflicts": [["ledger", "conflicts"]],
    "bundles": [["ledger", "bundles"]],
    "study": [
        ["study", "answer", "YC02", "3", "--person", "姚晨", "--at", "2026-05-11 09:00"],
        ["study", "due", "--person", "姚晨", "--as-of", "2026-05-13"],
        ["study", "record"],
    ],
    "guests": [["guests", "list"], ["guests", "suggest", "PLAN", "--as-of", "2026-05-13"]],
    "office": [["office", "add", "PLAN"]],
    "dishes": [["dishes", "PLAN", "--id", "A7"]],
    "quiz": [["study", "quiz", "-n", "3", "--seed", "7", "--as-of", "2026-05-11"]],
    "forgetting": [["guests", "purge", "--as-of", "2026-05-13"], ["guests", "forget", "李娜"]],
    "list": [["list", what] for what in ("documents", "formats", "rules", "audiences")],
    "explain": [["explain", "YC02"], ["explain", "GS07"]],
}
"""Command lines of each command that prints JSON; PLAN is a plan that was changed after OTHER."""
FOR_PEOPLE = {"message", "title", "hint", "fix", "source", "label", "reason", "notes", "viewpoint"} | {
    *("place", "before", "after", "clash", "relief", "front", "question", "options", "basis", "why"),
}
"""The keys of what is said to people, in the language that they chose."""
LABELS = {
    ".plans[].missing.visit",
    ".plans[].missing.people",
    ".days[].weekday",
    ".bookings[].what",
    ".questions",
    ".key",
    ".paper",
}
"""Where else words stand in that language: names of fields and days, and a quiz, which is nothing but words."""


def with_json():
    return {one.module for one in declared() if "json" in _formats(one.options)}


def _formats(options):
    hint = get_type_hints(options, include_extras=True).get("format")
    return next((str(arg.help) for arg in get_args(hint) if getattr(arg, "help", "")), "") if hint else ""


def differing(one, other, path=""):
    """Where two values of JSON are not the same, below keys that are not for people."""
    if type(one) is not type(other):
        yield path
    elif isinstance(one, dict):
        yield from (f"{path}.{key}" for key in one.keys() ^ other.keys())
        same = one.keys() & other.keys() - FOR_PEOPLE
        for key in (key for key in same if f"{path}.{key}" not in LABELS):
            yield from differing(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list):
        if len(one) != len(other):
            yield path
        for first, second in zip(one, other, strict=False):
            yield from differing(first, second, f"{path}[]")
    elif one != other:
        yield path


def test_every_command_with_json_is_tried():
    assert with_json() == RUNS.keys()


@pytest.mark.parametrize("name", RUNS)
def test_values_do_not_depend_on_the_language(run, worked, monkeypatch, tmp_path, name):
    plan = worked(("09:20, 车次: G7401", "09:25, 车次: G7401"))
    other = tmp_path / "other.yaml"
    sound = {path: path.read_bytes() for path in (tmp_path / "plans").iterdir()}
    other.write_bytes(plan.read_bytes().replace("09:25, 车次".encode(), "09:20, 车次".encode()))
    (tmp_path / "dear.yaml").write_bytes(other.read_bytes().replace("人均: 60".encode(), "人均: 660".encode()))
    (tmp_path / "said.txt").write_text("10:38 到产业园\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("姓名,单位,职务\n梁宽,省发展改革委,科员\n", encoding="utf-8")
    (tmp_path / "plans" / "knowledge").mkdir()
    dishes = "菜品: [{菜名: 豆腐, 配料: [豆腐], 过敏原: [大豆], 成本: 28}]\n"
    (tmp_path / "plans" / "knowledge" / "菜品.yaml").write_text(dishes, encoding="utf-8")
    (tmp_path / "letter.txt").write_text("我局副局长周明等3人定于5月11日上午到你县调研，请予接洽。", encoding="utf-8")
    for words in RUNS[name]:
        line = [{"PLAN": f"plans/{plan.name}", "OTHER": "other.yaml"}.get(word, word) for word in words]
        printed = []
        for language in ("zh", "en"):
            monkeypatch.setenv("JIEDAI_LANG", language)
            shutil.rmtree(tmp_path / "records", ignore_errors=True)
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
            for path, data in sound.items():
                path.write_bytes(data)
            if name == "notice":
                other_now = plan.read_bytes()
                plan.write_bytes(other.read_bytes())
                assert run("issue", str(plan), "--at", "2026-05-08 16:20").status == 0
                plan.write_bytes(other_now)
            result = run(*line, "-f", "json")
            assert result.out.startswith(("{", "[")), result.err
            printed.append(json.loads(result.out))
        assert list(differing(*printed)) == [], line


def test_the_comparison_sees_a_difference():
    assert list(differing({"a": [{"b": "错误"}]}, {"a": [{"b": "error"}]})) == [".a[].b"]
    assert list(differing({"a": 1}, {"a": 1, "b": 2})) == [".b"]
    assert list(differing({"message": "甲"}, {"message": "A"})) == []


def test_a_list_is_a_list_and_a_switch_a_switch(run, office):
    documents = json.loads(run("list", "documents", "-f", "json").out)
    assert all(isinstance(one["formats"], list) and one["template"] in ("own", "built-in") for one in documents)
    rules = json.loads(run("list", "rules", "-f", "json").out)
    (rule,) = (one for one in rules if one["code"] == "YS07")
    assert (rule["level"], rule["on"], rule["visits"], rule["status"]) == ("warning", False, "domestic", "L")
    assert set(rule["title"]) == {"zh", "en"}


def test_every_rule_is_explained_to_programs(run, office):
    for code, rows in rule_book().rows.items():
        data = json.loads(run("explain", code, "-f", "json").out)
        assert (data["code"], data["title"]) == (code, dict(rows[-1].title))
        assert (data["level"], data["status"]) == (rows[-1].level.value, rows[-1].status or None)
        assert len(data["versions"]) == len(rows)
        assert data["manual"]["zh"]["what"]
        assert data["manual"]["en"]["what"]
        assert data["wrong"] != data["right"] or not data["wrong"], code


def test_a_page_of_markdown_has_its_parts(run, office):
    page = run("explain", "YC02", "-f", "md").out
    assert page.startswith("## YC02 陪餐人数（错误）\n\n接待方同桌用餐")
    assert "**依据**\n\n- 《党政机关国内公务接待管理规定》第十条（已核对）\n- 自 2013-12-08 起\n\n" in page
    assert page.count("```") == 4
