"""What a plan says, in English: what is looked up and how, who gets it, and what is told where it is missing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import escape

from jiedai import blocks as b
from jiedai import formats
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.scene import Scenes
from jiedai.documents.translation import Terms, closed, folded, marked, said, speaking
from jiedai.documents.view import project, project_plan
from jiedai.language import use
from jiedai.loading import Loaded, load
from jiedai.model.base import AUDIENCES
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.canaries import all_leaves, written
from tests.documents.opened import opened
from tests.documents.samples import CREATED, PLANS, changed, example, find, plan, printed, text_of

GLOSSARY = {
    "宴请": "Banquet",
    "县委常委": "Member of the Standing Committee",
    "副县长": "Deputy County Governor",
    "云溪宾馆": "Yunxi Hotel",
    "云溪站": "Yunxi Station",
    "产业园占地…": "The park covers 80 hectares.",
    "产业园占地三...": "The park covers three mu.",
    "待定的": "待填",
}
SEEN = (
    "宴请",
    "县委常委、副县长",
    "云溪宾馆",
    "云溪站",
    "产业园占地八十公顷。\n共 3 期",
    "待定的",
    "梁雨",
    "产业园占地三亩",
)


@pytest.fixture
def terms() -> Terms:
    return Terms(GLOSSARY, SEEN, ["安娜·韦伯"])


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("宴请", "Banquet"),
        ("宴　请", "Banquet"),  # as a column of names is set
        ("县委常委、副县长", "Member of the Standing Committee, Deputy County Governor"),
        ("云溪宾馆—云溪站", "Yunxi Hotel – Yunxi Station"),
        ("云溪宾馆、G7301", "Yunxi Hotel, G7301"),
        ("产业园占地八十公顷。\n共 3 期", "The park covers 80 hectares."),
        ("产业园占地三亩", "The park covers three mu."),  # the longest beginning counts
        ("Anna Weber", "Anna Weber"),
        ("17:30", "17:30"),
        ("", ""),
    ],
)
def test_what_is_looked_up(terms: Terms, text: str, english: str) -> None:
    assert terms.said(text) == english
    assert terms.missing == ()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("梁雨", ("梁雨",)),
        ("云溪宾馆、梁雨", ("梁雨",)),
        ("待定的", ("待定的",)),  # its translation is still a blank
        ("安娜·韦伯", ()),  # right as it is
        ("云接〔2026〕41号", ()),
        ("待填", ()),
        ("方案里没有的话", ()),
    ],
)
def test_what_has_no_translation_stays_and_is_told_once(terms: Terms, text: str, missing: tuple[str, ...]) -> None:
    for _ in range(2):
        assert terms.said(text) == text
    assert terms.missing == missing


def test_what_an_audience_does_not_see_is_not_translated_for_it() -> None:
    terms = Terms(GLOSSARY, ["云溪站"])
    said_of = {text: terms.said(text) for text in ("宴请", "云溪站", "云溪宾馆、云溪站")}
    assert said_of == {"宴请": "宴请", "云溪站": "Yunxi Station", "云溪宾馆、云溪站": "云溪宾馆、云溪站"}
    assert terms.missing == ()


@given(st.text())
def test_any_text_is_itself_or_its_translation(text: str) -> None:
    assert Terms({}, [text]).said(text) == text
    assert Terms({text: "English"}, [text]).said(text) in ("English", text)
    assert folded(folded(text)) == folded(text)


def test_nothing_is_translated_where_nobody_speaks(terms: Terms) -> None:
    assert said("宴请") == "宴请"
    with speaking(terms):
        assert said("宴请") == "Banquet"
        assert said(3) == 3
        with speaking(None):
            assert said("宴请") == "宴请"
    assert said("宴请") == "宴请"


# --- no translation tells what its text may not -----------------------------------------------------------------------


ENGLISH = re.compile(r"Qz\d{4}x")


@pytest.fixture(scope="module")
def glossed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Loaded, dict[str, str]]:
    """The plan of canaries with a translation of its own for every text in it, in Latin letters; and the glossary."""
    folder = tmp_path_factory.mktemp("glossary")
    visit = written(folder)
    texts = {leaf.value for leaf in all_leaves(visit) if type(leaf.value) is str and not leaf.value.isascii()}
    glossary = {text: f"Qz{number:04d}x" for number, text in enumerate(sorted(texts))}
    assert all(ENGLISH.fullmatch(english) for english in glossary.values())
    assert visit.plan is not None
    return replace(visit, plan=visit.plan.model_copy(update={"translations": glossary})), glossary


COPIES = sorted((template.id, audience) for template in catalog().templates.values() for audience in template.audiences)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_translation_tells_what_its_reader_may_not_know(
    glossed: tuple[Loaded, dict[str, str]], audience: str
) -> None:
    visit, glossary = glossed
    seen = {leaf.value for leaf in all_leaves(visit) if type(leaf.value) is str and audience in leaf.audiences}
    secret = {english for text, english in glossary.items() if text not in seen}
    assert secret
    told: set[str] = set()
    scenes = Scenes()
    for document in (name for name, reader in COPIES if reader == audience):
        for labels in ("en", "both"):
            built = build(
                visit, find(catalog(), document), audience, Edition(CREATED, labels=labels, asked=True), scenes
            )
            assert built.document is not None
            told |= set(ENGLISH.findall(repr(built.document)))
            if labels == "en" and document in ("programme", "kitchen", "driver-sheet", "rooms"):
                text = opened("md", formats.writer("md").write(built.document)).raw
                assert [english for english in secret if english in text] == []
    assert told & secret == set()
    if any(reader == audience for _name, reader in COPIES):
        assert told


def test_the_glossary_itself_is_in_no_view(glossed: tuple[Loaded, dict[str, str]]) -> None:
    visit, _glossary = glossed
    for audience in AUDIENCES:
        assert not project_plan(Case.of(visit), audience).translations
        assert not project(visit.office, audience).translations


def test_the_plan_wins_over_the_office_and_a_guest_s_own_name_over_both(tmp_path: Path) -> None:
    loaded = changed(
        tmp_path,
        ("post: 校长,", "post: 校长, name_en: Prof. Keller,"),
        ("{name: Jonas Keller, name_zh: 约纳斯·凯勒,", "{name: 约纳斯·凯勒,"),
        ("costs:", "translations: {校长: Headmaster, 宴请: Luncheon}\n\ncosts:"),
        name="foreign",
    )
    office = tmp_path / "plans" / "office.yaml"
    office.write_text(office.read_text("utf-8") + "\n译文: {校长: Rector, 云溪宾馆: Yunxi Hotel}\n", "utf-8")
    text = text_of(printed(load(tmp_path / "plans" / "foreign.yaml"), "handbook", labels="en"))
    assert "Headmaster" in text
    assert "Rector" not in text
    assert "YunxiHotel" in text
    assert "Luncheon" in text
    assert "Prof.Keller" in text
    assert loaded.plan is not None


# --- what is missing --------------------------------------------------------------------------------------------------


def told(visit: Loaded, document: str, audience: str = "guest", labels: str = "en") -> dict[str, Diagnostic]:
    built = build(visit, find(catalog(), document), audience, Edition(CREATED, labels=labels))
    assert {one.code for one in built.diagnostics} <= {"WD04"}
    assert len(set(built.diagnostics)) == len(built.diagnostics)
    return {one.message: one for one in built.diagnostics}


def place(path: Path, text: str) -> tuple[int, int]:
    """Line and column of the first occurrence of a text."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return next((number, line.index(text) + 1) for number, line in enumerate(lines, 1) if text in line)


def test_each_text_is_told_where_it_stands() -> None:
    found = told(plan("foreign"), "programme")
    banquet = found["“宴请”没有译文"]
    assert (banquet.span.line, banquet.span.column) == place(PLANS["foreign"], "宴请,")
    assert banquet.path == ("schedule", 0, "items", 4, "what")
    assert banquet.level is Level.WARNING
    assert banquet.hint == "在方案或 office.yaml 的“译文”下写一行“宴请: 英文”"
    host = found["“林峰”没有译文"]
    assert (host.span.line, host.span.column) == place(PLANS["foreign"], "林峰")
    assert not any("Anna" in message or "2026" in message or "38" in message for message in found)


def test_what_the_office_says_is_told_in_its_file() -> None:
    office = told(plan("foreign"), "handbook")["“云溪县接待办公室”没有译文"]
    assert office.file.endswith("office.yaml")
    path = PLANS["foreign"].with_name("office.yaml")
    assert (office.span.line, office.span.column) == place(path, "云溪县接待办公室\n")


def test_a_text_of_several_lines_is_named_by_its_beginning(tmp_path: Path) -> None:
    note = "请各位来宾自备雨具和防滑鞋，山路湿滑，注意安全"
    visit = changed(tmp_path, ("what: 宴请, kind", f"what: 宴请, notes: {{guest: {note}}}, kind"), name="foreign")
    found = told(visit, "programme")["“请各位来宾自备雨具和防滑…”没有译文"]
    assert "请各位来宾自备雨具和防滑…: 英文" in found.hint
    assert found.path[-2:] == ("notes", "guest")
    more = changed(tmp_path, ("costs:", "译文: {请各位来宾自备雨具…: Please bring an umbrella.}\n\ncosts:"),
                   ("what: 宴请, kind", f"what: 宴请, notes: {{guest: {note}}}, kind"), name="foreign")  # fmt: skip
    assert not any("雨具" in message for message in told(more, "programme"))


def test_a_key_that_yaml_would_read_otherwise_is_shown_in_quotes(tmp_path: Path) -> None:
    visit = changed(tmp_path, ("what: 宴请, kind", 'what: "晚宴: 第一场", kind'), name="foreign")
    assert '“"晚宴: 第一场": 英文”' in told(visit, "programme")["“晚宴: 第一场”没有译文"].hint


def test_only_what_a_paper_prints_is_asked_for() -> None:
    assert "“清蒸鲈鱼”没有译文" not in told(plan("foreign"), "programme")
    assert "“清蒸鲈鱼”没有译文" in told(plan("foreign"), "menu")


def test_both_languages_ask_for_the_same() -> None:
    visit = plan("foreign")
    assert told(visit, "handbook", labels="both") == told(visit, "handbook")
    assert told(visit, "handbook", labels="zh") == {}


def test_the_message_is_in_the_language_of_the_command() -> None:
    use("en")
    (found,) = (one for message, one in told(plan("foreign"), "programme").items() if "宴请" in message)
    assert found.message == "“宴请” has no translation"
    assert found.hint == "Write a line “宴请: English” under “translations” in the plan or office.yaml"


@pytest.mark.parametrize("document", ["programme", "handbook", "menu", "guests"])
def test_the_example_of_a_delegation_is_translated_throughout(document: str) -> None:
    (path,) = (PLANS["foreign"].parents[4] / "plans").glob("2026-11-10-*.yaml")
    assert told(example(path), document) == {}


# --- beside English labels --------------------------------------------------------------------------------------------

PLAN = Path(__file__).resolve().parents[2] / "plans" / "2026-10-20-省卫健委调研.yaml"


def page(template: str, **values: object) -> str:
    env = Environment(autoescape=True, finalize=marked)
    return closed(env.from_string(template).render(values))


@cases(
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
    loaded = example(PLAN)
    template = catalog(loaded.workspace).templates[document]
    edition = Edition(dt.datetime(2026, 5, 8, 9, 5), labels="en", draft=True)
    built = build(loaded, template, template.audience, edition)
    if built.document is None or template.answers:
        return
    said = "".join(PLAN.read_text(encoding="utf-8").split())
    said += "".join((PLAN.parent / "office.yaml").read_text(encoding="utf-8").split())
    known = (path.read_text(encoding="utf-8") for path in (PLAN.parent / "knowledge").glob("*.yaml"))
    said += "".join("".join(known).split())
    text = formats.writer("md").write(built.document).decode("utf-8")
    assert isinstance(built.document, b.Document)
    foreign = {run for run in re.findall("[一-鿿]+", text) if run not in said}
    assert not foreign
