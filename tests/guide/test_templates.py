"""What a template can use, as the manual tells it: made from the code, described by hand, nothing stale."""

from __future__ import annotations

import re

import pytest

from jiedai import language
from jiedai.documents import wording
from jiedai.documents.catalog import builtin_folder, catalog
from jiedai.documents.topics import names as topics
from jiedai.documents.view import View
from jiedai.guide import templates
from jiedai.guide.pages import files, page
from tests.batch import cases


@pytest.fixture(scope="module")
def told() -> str:
    language.use("zh")
    return templates.variables(files(page("plan").text))


def test_every_group_of_variables_has_its_table(told: str) -> None:
    assert re.findall(r"^### (\w+)$", told, re.MULTILINE) == ["document", "visit", *topics()]


@cases(
    ("name", "wanted"),
    [
        ("visit.first", "首日 | 9月15日"),
        ("visit.count", "来宾人数 | 3"),
        ("visit.guests", "来宾，按礼宾次序：另有 `level` 写明的职级；`room` 房号；`cars` 车号 | 3 项 |"),
        ("visit.chief", "主宾：字段同 `visit.guests` | … |"),
        ("visit.kitchens", "各厨房和它的餐：有 `key`；`meals`"),
        ("document.person", "只给一个人印时（--person）是谁 |  |  |"),
        ("document.footer", "页脚 | 青接〔2026〕18号 第1版 2026年5月…"),
    ],
)
def test_a_variable_has_what_it_is_its_value_and_who_uses_it(told: str, name: str, wanted: str) -> None:
    (line,) = [line for line in told.splitlines() if line.startswith(f"| `{name}` |")]
    assert wanted in line


def test_what_uses_a_variable_uses_it(told: str) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in builtin_folder().glob("*.html")}
    for line in told.splitlines():
        found = re.match(r"\| `(\w+)\.(\w+)` \|.*\| ([^|]*) \|$", line)
        if found:
            for user in re.findall(r"`([\w-]+)`", found[3]):
                assert f"{found[1]}.{found[2]}" in texts[user] or f'{found[1]}["{found[2]}"]' in texts[user]


def test_nothing_is_described_that_does_not_exist(told: str) -> None:
    known = set(re.findall(r"^\| `([\w.]+)` \|", told, re.MULTILINE))
    inner = {
        f"{line.split('`')[1]}.{field}" for line in told.splitlines() for field in re.findall(r"[ ；]`(\w+)`", line)
    }
    filters = {f"filters.{name}" for name in wording.filters("zh")}
    assert set(templates._written()) - known - inner - filters == set()
    for text in templates._written().values():
        assert set(text) == {"zh", "en"}
        assert all(text.values())


def test_what_nobody_described_is_listed_all_the_same() -> None:
    made = templates._table("news", View("news", {"headline": "大", "people": (View("one", {"age": 3}),)}), {})
    assert "| `news.headline` |  | 大 |  |\n" in made
    assert "| `news.people` | 有 `age` | 1 项 |  |\n" in made


@pytest.mark.parametrize(("length", "shown"), [(24, "字" * 24), (25, "字" * 23 + "…")])
def test_examples_are_short(length: int, shown: str) -> None:
    assert templates._shown("字" * length) == shown


def test_every_filter_is_listed_and_described() -> None:
    made = templates.filters()
    for name in wording.filters("zh"):
        assert re.search(rf"^\| `{name}` \| \S", made, re.MULTILINE), name
    assert "`selectattr`" in made
    assert "`safe`" not in made, "refused"
    assert "_turns" not in made, "for the sandbox alone"


def test_a_use_of_a_filter_stands_in_a_template() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in builtin_folder().glob("*.html"))
    uses = re.findall(r"`([\w.]+\\\|\w+)`", templates.filters())
    assert len(uses) > 10
    assert not [use for use in uses if use.replace("\\|", "|") not in text]


def test_every_document_is_listed() -> None:
    made = templates.documents()
    for template in catalog().templates.values():
        assert f"| `{template.id}` | {template.title} |" in made
    language.use("en")
    assert "| `programme` | Programme |" in templates.documents()
