from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import Diagnostic, Level, Span, Waiver
from jiedai.report import Report
from jiedai.report import json as report_json
from tests.report.samples import COMPANIONS, EVERYTHING, NOTHING, PLAN


def render(report: Report) -> str:
    return "".join(report_json.render(report))


TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
SPAN = st.builds(Span, *[st.integers(1, 9999)] * 4)
DIAGNOSTIC = st.builds(
    Diagnostic,
    code=TEXT,
    level=st.sampled_from(Level),
    message=TEXT,
    file=TEXT,
    span=SPAN,
    path=st.lists(TEXT | st.integers(0, 99), max_size=3).map(tuple),
    source=TEXT,
    hint=TEXT,
    waived=st.none() | st.builds(Waiver, TEXT, TEXT),
)


def test_the_whole_shape(golden):
    golden("everything.json", render(EVERYTHING))


def test_keys_and_values_of_a_finding():
    assert json.loads(render(Report([COMPANIONS], 1)))["diagnostics"] == [
        {
            "code": "YC02",
            "level": "error",
            "message": "来宾 6 人，陪餐 4 人，上限 3 人",
            "file": PLAN,
            "line": 107,
            "column": 9,
            "end_line": 107,
            "end_column": 25,
            "path": ["用餐", 0, "陪餐"],
            "source": "《党政机关国内公务接待管理规定》第十条（已核对）",
            "hint": "减少 1 人",
            "waived": None,
        }
    ]


def test_nothing_found():
    assert json.loads(render(NOTHING)) == {"version": 1, "files": 3, "diagnostics": []}


def test_a_waiver_is_told_with_reason_and_name():
    found = replace(COMPANIONS, waived=Waiver("来宾要求", "徐正"))

    assert json.loads(render(Report([found], 1)))["diagnostics"][0]["waived"] == {"reason": "来宾要求", "by": "徐正"}


def test_chinese_is_not_escaped():
    assert "陪餐" in render(EVERYTHING)


@given(st.lists(DIAGNOSTIC, max_size=3))
def test_any_text_comes_back_and_fits_utf8(found):
    text = render(Report(found, len(found)))
    text.encode("utf-8")
    back = json.loads(text)["diagnostics"]

    assert [
        Diagnostic(
            entry["code"],
            Level(entry["level"]),
            entry["message"],
            entry["file"],
            Span(entry["line"], entry["column"], entry["end_line"], entry["end_column"]),
            tuple(entry["path"]),
            source=entry["source"],
            hint=entry["hint"],
            waived=Waiver(**entry["waived"]) if entry["waived"] else None,
        )
        for entry in back
    ] == found
