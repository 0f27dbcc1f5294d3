"""The pages of the manual: complete in both languages, every piece made, every command and example run."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from jiedai import guide, language
from jiedai.check import engine
from jiedai.cli.manual import pieces_of
from jiedai.diagnostics import Level
from jiedai.documents import catalog, subset
from jiedai.guide.pages import files, filled, page, pages, pieces
from jiedai.loading import load
from jiedai.model.moments import read_due, read_moment
from jiedai.model.quantities import read_about, read_money, read_yes
from jiedai.model.reading import VisitDays
from jiedai.model.times import read_dates, read_day, read_minutes, read_time_range
from jiedai.model.words import read_names
from jiedai.visit.book import STATUSES
from jiedai.visit.packs import available
from tests.batch import cases
from tests.guide.running import Run, check_command, command_line, commands_in, rerun, write

FOLDER = Path(guide.__file__).parent
LANGUAGES = ("zh", "en")
PAGES = [(language, topic) for language in LANGUAGES for topic in guide.TOPICS]
MARK = re.compile(r"^<!-- (.*) -->$", re.MULTILINE)


@pytest.fixture
def root() -> Any:
    return command_line()


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JIEDAI_LANG", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def source(use: str, topic: str) -> str:
    return (FOLDER / use / f"{topic}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("use", LANGUAGES)
def test_each_topic_is_a_file_and_each_file_a_topic(use: str) -> None:
    assert {path.stem for path in (FOLDER / use).glob("*")} == set(guide.TOPICS)


@cases(("use", "topic"), PAGES)
def test_a_page_begins_with_its_title_and_one_line_about_it(use: str, topic: str) -> None:
    language.use(use)
    found = page(topic)
    assert found.text.startswith(f"# {found.title}\n\n{found.summary}\n\n")
    assert "\n" not in found.title + found.summary
    assert found.summary.endswith((".", "。"))


@cases("topic", guide.TOPICS)
def test_both_languages_have_the_same_pieces_headings_and_blocks(topic: str) -> None:
    def shape(use: str) -> list[str]:
        tokens = MarkdownIt("commonmark").enable("table").parse(source(use, topic))
        kinds = ("heading_open", "html_block", "fence", "table_open")
        named = {"html_block": "content", "fence": "info", "heading_open": "tag"}
        found = [getattr(one, named.get(one.type, "type")).split(" ")[0] for one in tokens if one.type in kinds]
        return found + [one for token in tokens if token.type == "html_block" for one in MARK.findall(token.content)]

    assert shape("zh") == shape("en")


@cases("topic", guide.TOPICS)
def test_a_chinese_paragraph_is_one_line(topic: str) -> None:
    # A line that breaks is shown with a blank in it by what does not know Chinese.
    tokens = MarkdownIt("commonmark").enable("table").parse(source("zh", topic))
    breaks = [child for token in tokens for child in token.children or () if child.type == "softbreak"]
    assert not breaks


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_piece_is_used_and_made(use: str, root: Any) -> None:
    language.use(use)
    made = {**pieces(), **pieces_of(root)}
    named = {name for topic in guide.TOPICS for name in MARK.findall(source(use, topic))}
    assert named == set(made)
    for name in named:
        assert made[name]().strip(), name
    for one in pages():
        assert "<!--" not in filled(one.text, pieces_of(root))


def test_a_piece_that_nobody_makes_is_a_fault() -> None:
    with pytest.raises(KeyError):
        filled("<!-- nothing -->", {})


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run a page in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("use", LANGUAGES)
def test_the_plan_that_is_shown_checks_clean(use: str, example: Path) -> None:
    language.use(use)
    shown = files(page("plan").text)
    write(example, shown)
    (plan,) = (path for path in (example / "plans").iterdir() if path.name != "office.yaml")
    found = engine.check(load(plan))
    assert [one for one in found if one.level is not Level.INFO] == []
    assert len(shown[plan.relative_to(example).as_posix()].splitlines()) < 120, "small enough to be read"


@pytest.mark.parametrize(("use", "topic"), PAGES)
def test_every_command_and_example_runs_as_the_page_says(
    use: str,
    topic: str,
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    monkeypatch.setenv("JIEDAI_LANG", use)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))  # which the pages look through
    language.use(use)
    shown = files(page("plan").text)
    if topic not in ("start", "plan", "assess"):
        write(example, {path: text for path, text in shown.items() if topic != "visit" or path == "plans/office.yaml"})
    text = source(use, topic)
    made = rerun(text, Run(example, whole=shown), lambda piece: filled(piece, {"commands": str, "rules": str}))
    if request.config.getoption("--update-golden"):
        (FOLDER / use / f"{topic}.md").write_text(made, encoding="utf-8")
        return
    assert made == text, "run: pytest tests/guide --update-golden"


@pytest.mark.parametrize(("use", "topic"), PAGES)
def test_every_command_that_a_sentence_names_exists(use: str, topic: str, root: Any) -> None:
    for text in commands_in(source(use, topic)):
        check_command(text, root)


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_link_leads_to_a_topic(use: str) -> None:
    for topic in guide.TOPICS:
        tokens = MarkdownIt("commonmark").enable("table").parse(source(use, topic))
        links = [child for token in tokens for child in token.children or () if child.type == "link_open"]
        for link in links:
            assert str(link.attrGet("href")) in {f"{name}.md" for name in guide.TOPICS}


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_state_of_a_source_is_explained(use: str) -> None:
    language.use(use)
    for text in STATUSES.values():
        assert f"| {language._(text)} |" in source(use, "rules")
    for name, text in STATUSES.items():
        assert f"`{name}` {re.split('，|, ', language._(text))[-1]}" in source(use, "packs")


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_pack_that_comes_along_is_named(use: str) -> None:
    assert not [name for name in available() if f"`{name}`" not in source(use, "packs")]


FORMS = (
    read_day,
    read_dates,
    read_time_range,
    read_moment,
    read_due,
    read_minutes,
    read_about,
    read_names,
    read_yes,
    read_money,
)
"""What reads the values of each row of the table of forms, in the order of its rows."""


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_form_of_a_value_is_read(use: str) -> None:
    (table,) = tables(source(use, "fields"))
    visit = VisitDays(dt.date(2026, 9, 15), dt.date(2026, 9, 16))
    for row, read in zip(table[1:], FORMS, strict=True):
        forms = re.findall(r"`([^`]+)`", row[1])
        assert forms
        read_values = [read(yaml.safe_load(form) if form.startswith("[") else form, visit) for form in forms]
        if read in (read_day, read_dates, read_names, read_money):
            assert len(set(read_values)) < len(forms), "one value in several forms"


@pytest.mark.parametrize("use", LANGUAGES)
def test_every_tag_and_every_key_of_front_matter_is_told(use: str) -> None:
    keys, tags = (first_words(table) for table in tables(source(use, "templates")))
    assert keys == catalog._KEYS - {"id"}
    assert tags == subset._TAGS - {"document", subset.TOLD}  # two that only the program writes


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a page: rows of cells."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and token.level > 2 and found:
            found[-1][-1].append(token.content)
    return found


def first_words(table: list[list[str]]) -> set[str]:
    """What is typed, in the first column of a table."""
    return {word for row in table[1:] for word in re.findall(r"`([\w-]+)`", row[0])}
