"""`jiedai check` with several plans: what they show only together."""

from __future__ import annotations

import json

from tests.cli.conftest import PLAN

SECOND = "2026-05-12-省卫健委.yaml"


def _findings(result) -> list[tuple[str, str]]:
    return [(found["code"], found["file"]) for found in json.loads(result.out)["diagnostics"]]


def test_plans_of_one_run_are_compared(office, run) -> None:
    (office / "plans" / SECOND).write_text(PLAN, encoding="utf-8")
    alone = run("check", f"plans/{SECOND}", "-f", "json", "--select", "SP02")
    both = run("check", "-f", "json", "--select", "SP02")
    assert _findings(alone) == []
    assert _findings(both) == [("SP02", f"plans/{SECOND}")]


def test_what_is_found_together_stands_behind_the_plans_other_findings(office, run) -> None:
    (office / "plans" / SECOND).write_text(PLAN, encoding="utf-8")
    (office / "plans" / "2026-06-01.yaml").write_text(PLAN, encoding="utf-8")
    files = [file for _code, file in _findings(run("check", "-f", "json"))]
    assert files == sorted(files)


def test_a_finding_over_several_plans_quotes_its_line(office, run) -> None:
    (office / "plans" / SECOND).write_text(PLAN, encoding="utf-8")
    assert "info SP02 合并接待" in run("check", "--select", "SP02").out
    assert "林峰" in run("check", "--select", "SP02").out
