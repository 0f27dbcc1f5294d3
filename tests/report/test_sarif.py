from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai import __version__, language
from jiedai.diagnostics import Level, Replacement, Span, Waiver
from jiedai.report import Report, RuleFacts, sarif
from jiedai.report.sarif import uri
from tests.batch import cases
from tests.report.samples import COMPANIONS, EVERYTHING, NO_FILE, NOTHING, OVERLAP, PLAN, WAIVED


def render(report: Report) -> str:
    return "".join(sarif.render(report))


SCHEMA = Path(__file__).parent / "vendor" / "sarif-2.1.0-rtm.5.json"


@cache
def validator():
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run_of(report):
    log = json.loads(render(report))
    validator().validate(log)
    return log["runs"][0]


def test_the_whole_log(golden):
    golden("everything.sarif", render(EVERYTHING).replace(__version__, "VERSION"))


@pytest.mark.parametrize("report", [EVERYTHING, NOTHING], ids=["everything", "nothing"])
def test_the_log_is_valid_sarif(report):
    run_of(report)


def test_a_note_about_the_run_is_one_of_the_tool():
    (invocation,) = run_of(replace(NOTHING, note="少查了"))["invocations"]
    assert invocation["toolExecutionNotifications"] == [{"level": "warning", "message": {"text": "少查了"}}]
    assert run_of(NOTHING)["invocations"] == [{"executionSuccessful": True}]


def test_the_schema_would_notice_a_mistake():
    log = json.loads(render(EVERYTHING))
    log["runs"][0]["results"][0]["level"] = "info"

    assert not validator().is_valid(log)


def test_places_are_characters_with_the_end_exclusive():
    run = run_of(Report([COMPANIONS], 1))

    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 107,
        "startColumn": 9,
        "endLine": 107,
        "endColumn": 25,
    }


def test_rules_are_listed_once_and_results_point_at_them():
    run = run_of(replace(EVERYTHING, diagnostics=[COMPANIONS, OVERLAP, COMPANIONS]))
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["SJ02", "YC02"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["YC02", "SJ02", "YC02"]
    assert rules[1]["name"] == "陪餐人数"
    assert rules[1]["help"]["text"] == f"接待对象在 10 人以内的，陪餐人数不得超过 3 人。\n\n{COMPANIONS.source}"
    assert rules[0]["help"]["text"] == "时间冲突"


def test_each_result_points_at_the_rule_as_its_own_office_has_it():
    ours = replace(COMPANIONS, file="a/plans/b.yaml", title="本县陪餐", source="《本县办法》第三条")
    run = run_of(replace(EVERYTHING, diagnostics=[COMPANIONS, ours, COMPANIONS]))
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["YC02", "YC02"]
    for found, result in zip([COMPANIONS, ours, COMPANIONS], run["results"], strict=True):
        rule = rules[result["ruleIndex"]]
        assert (result["ruleId"], rule["name"]) == ("YC02", found.title)
        assert rule["help"]["text"].endswith(f"\n\n{found.source}")
        assert found.source in result["message"]["text"]


def test_levels():
    found = [replace(COMPANIONS, level=level) for level in Level]

    assert [result["level"] for result in run_of(Report(found, 1))["results"]] == ["error", "warning", "note"]


def test_a_waived_finding_is_suppressed_and_every_result_names_its_suppressions():
    results = run_of(Report([WAIVED, COMPANIONS], 1))["results"]

    assert results[0]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "列车晚点，已征得来宾同意 — 徐正"}
    ]
    assert results[1]["suppressions"] == []


def test_related_places_and_findings_without_a_file():
    results = run_of(Report([OVERLAP, NO_FILE], 1))["results"]

    assert results[0]["relatedLocations"][0]["message"]["text"] == "A1 在这里"
    assert "locations" not in results[1]


def test_the_language_is_that_of_the_texts():
    language.use("en")

    assert run_of(NOTHING)["language"] == "en-US"


@cases(
    ("file", "expected"),
    [
        ("plans/a.yaml", "plans/a.yaml"),
        ("../a b.yaml", "../a%20b.yaml"),
        ("plans/来访#1?.yaml", "plans/%E6%9D%A5%E8%AE%BF%231%3F.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/srv/来.yaml", "file:///srv/%E6%9D%A5.yaml"),
        ("C:\\方案\\a.yaml", "file:///C:/%E6%96%B9%E6%A1%88/a.yaml"),
        ("D:/a b.yaml", "file:///D:/a%20b.yaml"),
    ],
)
def test_uris(file, expected):
    assert uri(file) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text[0] not in "/\\"))
def test_a_relative_name_comes_back_from_its_uri(name):
    if re.match(r"[A-Za-z]:[\\/]", name):
        return
    assert unquote(uri(name)) == name
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]*", uri(name))


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_any_text_makes_a_valid_log(text):
    found = replace(
        OVERLAP, code="GS02", message=text, title=text, source=text, hint=text, file=text, waived=Waiver(text, text)
    )
    render(Report([found], 1)).encode("utf-8")
    run = run_of(Report([found], 1))

    assert run["results"][0]["suppressions"][0]["justification"] == f"{text} — {text}"


def test_the_file_is_the_one_named():
    location = run_of(Report([COMPANIONS], 1))["results"][0]["locations"][0]

    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == PLAN


def test_a_fix_is_what_check_would_put_in_place_of_what():
    fixes = {COMPANIONS: (Replacement(Span(107, 9, 107, 12), "云"), Replacement(Span(107, 25, 107, 25), "]"))}
    run = run_of(replace(EVERYTHING, fixes=fixes))
    (fix,) = next(result["fixes"] for result in run["results"] if "fixes" in result)
    assert fix["description"] == {"text": COMPANIONS.hint}
    (change,) = fix["artifactChanges"]
    assert unquote(change["artifactLocation"]["uri"]) == PLAN
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 107, "startColumn": 9, "endLine": 107, "endColumn": 12},
            "insertedContent": {"text": "云"},
        },
        {
            "deletedRegion": {"startLine": 107, "startColumn": 25, "endLine": 107, "endColumn": 25},
            "insertedContent": {"text": "]"},
        },
    ]


def test_a_rule_is_described_by_the_rule_book_of_its_office():
    facts = {(COMPANIONS.code, COMPANIONS.title, COMPANIONS.source): RuleFacts(Level.WARNING, "V", "county")}
    (rule,) = run_of(Report([COMPANIONS], 1, rules=facts))["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["properties"] == {"status": "V", "pack": "county"}
    assert rule["helpUri"] == "urn:jiedai:rule:YC02"
