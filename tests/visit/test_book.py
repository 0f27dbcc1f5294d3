from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path

import pytest

from jiedai import language
from jiedai.check.engine import manuals, rules
from jiedai.diagnostics import Level
from jiedai.visit.book import STATUSES, PackError, RuleBook, available, rule_book

MAY = dt.date(2026, 5, 11)


def test_every_rule_has_a_row_and_every_row_a_manual() -> None:
    codes = set(rule_book().rows)
    assert set(rules()) - codes == set()
    assert codes - set(manuals()) == set()


@pytest.mark.parametrize("code", sorted(rule_book().rows))
def test_a_row_is_complete(code: str) -> None:
    for row in rule_book().rows[code]:
        assert row.title["zh"]
        assert row.title["en"]
        assert row.kinds in ("any", "domestic", "foreign")
        assert not row.status or row.status in STATUSES
        assert not row.source or row.status, "a source says how far it was checked"
        assert row.since <= row.until
        if row.status == "M":
            assert row.level is not Level.ERROR, "what is only remembered is no error"


def _book(text: str, tmp_path: Path, packs: tuple[str, ...] = ("本地",)) -> RuleBook:
    (tmp_path / "本地.yaml").write_text(text, encoding="utf-8")
    return rule_book(packs, tmp_path)


def test_a_layer_changes_what_it_says_and_nothing_else(tmp_path: Path) -> None:
    before = rule_book().row("SJ05")
    after = _book("rules: {SJ05: {level: error, figures: {lunch: '12:00-13:00'}}}", tmp_path).row("SJ05")
    assert before is not None
    assert after is not None
    assert (after.level, after.pack, after.title) == (Level.ERROR, "本地", before.title)
    assert dict(after.figures) == {**before.figures, "lunch": "12:00-13:00"}
    assert before.figures["lunch"] == "11:30-13:30"


def test_a_layer_switches_a_rule_off(tmp_path: Path) -> None:
    book = _book("rules: {SJ05: {on: false}}", tmp_path)
    assert "SJ05" not in book.in_force(MAY, foreign=False)
    assert "SJ05" in rule_book().in_force(MAY, foreign=False)


def test_later_layers_win(tmp_path: Path) -> None:
    (tmp_path / "县.yaml").write_text("rules: {SJ05: {level: info}}", encoding="utf-8")
    row = _book("rules: {SJ05: {level: error}}", tmp_path, ("本地", "县")).row("SJ05")
    assert row is not None
    assert row.level is Level.INFO


@pytest.mark.parametrize(
    ("day", "levels"),
    [(dt.date(2025, 5, 17), ["warning"]), (dt.date(2025, 5, 18), ["error"]), (dt.date(2013, 12, 7), [])],
)
def test_versions_hold_between_their_days(tmp_path: Path, day: dt.date, levels: list[str]) -> None:
    versions = (
        "rules: {XX01: [{level: warning, title: 旧, since: 2013-12-08, until: 2025-05-17}, "
        "{level: error, title: 新, since: 2025-05-18}]}"
    )
    in_force = _book(versions, tmp_path).in_force(day, foreign=False)
    assert [row.level.value for code, row in in_force.items() if code == "XX01"] == levels


@pytest.mark.parametrize(
    ("kinds", "foreign", "holds"),
    [
        ("any", True, True),
        ("any", False, True),
        ("foreign", True, True),
        ("foreign", False, False),
        ("domestic", True, False),
        ("domestic", False, True),
    ],
)
def test_kinds_of_visit(tmp_path: Path, kinds: str, foreign: bool, holds: bool) -> None:
    book = _book(f"rules: {{XX01: {{level: error, title: 甲, kinds: {kinds}}}}}", tmp_path)
    assert ("XX01" in book.in_force(MAY, foreign=foreign)) is holds


@pytest.mark.parametrize(
    "text",
    [
        "rules: {SJ05: {level: fatal}}",
        "rules: {SJ05: {severity: error}}",
        "rules: {XX01: {title: 甲}}",
        "rules: [",
        "- rules",
    ],
)
def test_a_pack_that_cannot_be_used_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(PackError) as error:
        _book(text, tmp_path)
    assert "本地" in error.value.message


def test_a_pack_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "本地.yaml").write_text("rules: {}", encoding="utf-8")
    with pytest.raises(PackError) as error:
        rule_book(("无",), tmp_path)
    assert "本地" in error.value.message
    assert "本地" in available(tmp_path)


@pytest.mark.parametrize("place", ["本地.yaml", "本地/一.yaml"])
def test_a_pack_that_was_edited_is_read_again(tmp_path: Path, place: str) -> None:
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    with pytest.raises(PackError) if file.parent == tmp_path else nullcontext():
        rule_book(("本地",), tmp_path)  # there is nothing yet
    file.write_text("rules: {SJ05: {level: error}}", encoding="utf-8")
    before = rule_book(("本地",), tmp_path)
    assert before.rows["SJ05"][-1].level is Level.ERROR
    assert rule_book(("本地",), tmp_path) is before, "read once while it stays"
    file.write_text("rules: {SJ05: {on: false}}", encoding="utf-8")
    assert "SJ05" not in rule_book(("本地",), tmp_path).in_force(MAY, foreign=False)
    assert rule_book() is rule_book()


def test_a_citation_names_source_article_and_how_far_it_is_checked(tmp_path: Path) -> None:
    text = (
        "sources: {甲: {zh: 《甲规定》, en: 'Rules A, '}}\n"
        "rules: {XX01: {level: error, title: {zh: 题, en: title}, source: 甲, "
        "article: {zh: 第一条, en: Art. 1}, status: V}}"
    )
    row = _book(text, tmp_path).row("XX01")
    assert row is not None
    assert (row.name, row.citation) == ("题", "《甲规定》第一条（已核对）")
    language.use("en")
    assert row.name == "title"
    assert row.citation.startswith("Rules A, Art. 1")
