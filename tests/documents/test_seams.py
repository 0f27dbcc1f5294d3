"""English labels beside values: blanks where words meet, English punctuation, and a plan's own words as they are."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import escape

from jiedai import blocks as b
from jiedai import loading
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.seams import closed, marked
from jiedai.formats import writer
from jiedai.language import use

PLAN = Path(__file__).resolve().parents[2] / "plans" / "2026-10-20-省卫健委调研.yaml"


def page(template: str, **values: object) -> str:
    env = Environment(autoescape=True, finalize=marked)
    return closed(env.from_string(template).render(values))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ a }}{{ b }}", "Liaison 方芳"),
        ("<p>{{ a }}<nobr>{{ b }}</nobr></p>", "<p>Liaison <nobr>方芳</nobr></p>"),
        ("{{ a }}</td><td>{{ b }}", "Liaison</td><td>方芳"),
        ("{{ a }}<br/>{{ b }}", "Liaison<br/>方芳"),
        ("{{ a }} {{ b }}", "Liaison 方芳"),
        ("{{ a }}（{{ b }}），{{ a }}", "Liaison (方芳), Liaison"),
        ("{{ a }}（{{ b }}）{{ a }}", "Liaison (方芳) Liaison"),
        ("{{ a }}{{ '；' }}{{ b }}。", "Liaison; 方芳. "),
        ("{{ a }}{{ n }}", "Liaison 7"),
        ("{{ a }}{{ '' }}{{ b }}", "Liaison 方芳"),
        ("<b class='{{ a }}{{ b }}'></b>", "<b class='Liaison方芳'></b>"),
        ("{{ 1 }}{{ '.' }}{{ a }}", "1. Liaison"),
        ("（{{ a }}），\n  {{ b }}", " (Liaison), 方芳"),
        ("{{ c }}", "甲，乙（丙）。"),
        ("{{ d }}{{ b }}", "&lt;b&gt; 方芳"),
        ("{% macro m() %}{{ a }}（{{ b }}）{% endmacro %}{{ m() }}{{ a }}", "Liaison (方芳) Liaison"),
    ],
)
def test_words_that_meet_get_a_blank_and_nothing_else_does(template: str, expected: str) -> None:
    assert page(template, a="Liaison", b="方芳", c="甲，乙（丙）。", d="<b>", n=7) == expected


def test_pages_without_marks_stay_as_they_are() -> None:
    assert closed("<p>甲，乙</p>") == "<p>甲，乙</p>"
    assert marked(None) is None
    assert marked(escape("")) == ""


@pytest.mark.parametrize("document", sorted(catalog().templates))
def test_with_english_labels_only_the_plan_speaks_chinese(document: str) -> None:
    use("en")
    loaded = loading.load(PLAN)
    template = catalog(loaded.workspace).templates[document]
    edition = Edition(dt.datetime(2026, 5, 8, 9, 5), labels="en", draft=True)
    built = build(loaded, template, template.audience, edition)
    if built.document is None:
        return
    said = "".join(PLAN.read_text(encoding="utf-8").split())
    said += "".join((PLAN.parent / "office.yaml").read_text(encoding="utf-8").split())
    text = writer("md").write(built.document).decode("utf-8")
    assert isinstance(built.document, b.Document)
    foreign = {run for run in re.findall("[一-鿿]+", text) if run not in said}
    assert not foreign
