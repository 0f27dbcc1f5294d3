from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import Level, Span
from jiedai.report import Report, github
from tests.batch import cases
from tests.report.samples import COMPANIONS, EVERYTHING, NOTHING


def render(report: Report) -> str:
    return "".join(github.render(report))


def one(**changed):
    return render(Report([replace(COMPANIONS, **changed)], 1)).rstrip("\n")


def test_every_command(golden):
    golden("everything.github", render(EVERYTHING))


def test_nothing_found_is_nothing_said():
    assert render(NOTHING) == ""


def test_what_would_end_a_property_or_a_message_is_escaped():
    line = one(file="a:b,c%d.yaml", title="甲\n乙: 丙, 丁", message="50% 的\r\n人: 甲, 乙", source="", hint="")

    assert line == (
        "::error file=a%3Ab%2Cc%25d.yaml,line=107,col=9,endColumn=25,title=YC02 甲%0A乙%3A 丙%2C 丁"
        "::50%25 的%0D%0A人: 甲, 乙"
    )


@cases(("level", "command"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "notice")])
def test_levels(level, command):
    assert one(level=level).startswith(f"::{command} file=")


@cases(
    ("span", "place"),
    [
        (Span(3, 5, 3, 9), "line=3,col=5,endColumn=9,"),
        (Span(3, 5, 4, 2), "line=3,col=5,endLine=4,"),
        (Span(3, 5, 3, 5), "line=3,col=5,title"),
    ],
)
def test_ends(span, place):
    assert place in one(span=span)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_a_finding_is_always_one_command(text):
    line = render(Report([replace(COMPANIONS, file=text or "x", title=text, message=text, hint=text)], 1))

    assert line.splitlines() == [line[:-1]]
    assert re.fullmatch(r"::error file=[^,:]*,line=107,col=9,endColumn=25,title=[^,:]*::.*\n", line, re.DOTALL)
