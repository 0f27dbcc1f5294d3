"""XQ01–XQ04: what papers would say of the county, held against its dates and itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.check.engine import check
from jiedai.check.knowledge import check_knowledge
from jiedai.cli import start
from jiedai.loading import load
from jiedai.visit.book import rule_book
from tests.visit.test_knowledge import PLAN

EXAMPLES = Path(__file__).parents[3] / "plans" / "knowledge"
CARD = "县情:\n  - 名称: 人口\n    数字: {{户籍人口: 31万人}}\n    来源: 公报\n    日期: {date}\n{more}"


def written(folder: Path, text: str, plan: str = PLAN) -> Path:
    (folder / "plans" / "knowledge").mkdir(parents=True, exist_ok=True)
    (folder / "plans" / "office.yaml").write_text("单位: {名称: 接待办}\n", encoding="utf-8")
    (folder / "plans" / "knowledge" / "县情.yaml").write_text(text, encoding="utf-8")
    path = folder / "plans" / "甲.yaml"
    path.write_text(plan, encoding="utf-8")
    return path


def found(path: Path) -> list[tuple[str, str, int, int]]:
    diagnostics = (one for one in check(load(path)) if one.code.startswith("XQ"))
    return [(one.code, one.level.value, one.span.line, one.span.column) for one in diagnostics]


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("2026-03-01", "    有效至: 2026-05-11\n", []),
        ("2026-03-01", "    有效至: 2026-05-10\n", [("XQ01", "warning", 6, 10)]),
        ("2026-03-01", "    until: 2026年5月10日\n", [("XQ01", "warning", 6, 12)]),
        ("2026-03-01", "    有效至: 2026-05-10\n    关键词: [竹木]\n", []),
        ("2026-03-01", "    有效至: 2026-05-10\n    关键词: [茶园]\n", [("XQ01", "warning", 6, 10)]),
        ("2024-11-07", "", []),
        ("2024-11-06", "", [("XQ02", "info", 5, 9)]),
        ("2024-11-06", "    有效至: 2026-12-31\n", []),
    ],
)  # fmt: skip
def test_cards_past_their_date(tmp_path, date, more, expected):
    assert found(written(tmp_path, CARD.format(date=date, more=more))) == expected


def test_old_words_without_figures_are_left_alone(tmp_path):
    text = CARD.format(date="2010-01-01", more="").replace("    数字: {户籍人口: 31万人}\n", "")
    assert found(written(tmp_path, text)) == []


def test_the_finding_stands_in_the_file_of_the_card(tmp_path, monkeypatch, capsys):
    written(tmp_path, CARD.format(date="2026-03-01", more="    有效至: 2026-05-10\n"))
    monkeypatch.chdir(tmp_path)
    start.run(["check", "plans/甲.yaml"])
    out = capsys.readouterr().out
    assert "plans/knowledge/县情.yaml:6:10: warning XQ01 资料过期" in out
    assert "有效至: 2026-05-10" in out


def test_a_file_is_checked_by_itself_and_with_the_folder(tmp_path, monkeypatch, capsys):
    written(tmp_path, CARD.format(date="2026-03-01", more="    有效至: 2026-05-10\n    来原: 甲\n"))
    monkeypatch.chdir(tmp_path)
    for words in (["plans/knowledge/县情.yaml"], ["plans/knowledge"], ["plans"], []):
        assert start.run(["check", "--no-cache", *words]) == 1
        assert "县情.yaml:7:5: error GS02" in capsys.readouterr().out
    start.run(["check", "plans/knowledge", "--as-of", "2026-05-10"])
    assert "XQ01" not in capsys.readouterr().out
    start.run(["check", "plans", "-f", "json", "--as-of", "2026-05-11"])
    assert '"files": 1' in capsys.readouterr().out  # a card is no plan


@pytest.mark.parametrize(
    ("dishes", "expected"),
    [
        ("[{菜名: 炒豆腐, 配料: [豆腐], 过敏原: [大豆]}]", []),
        ("[{菜名: 炒豆腐, 配料: [豆腐], 过敏原: []}]", [("XQ03", 1)]),
        ("[{菜名: 炒豆腐, 配料: [豆腐]}]", []),  # it states none
        ("[{菜名: 炒豆腐, 过敏原: []}]", []),  # a name is only a hint
        ("[{菜名: 花生酱拌面, 配料: [面条, 花生酱], 过敏原: [含麸质谷物]}]", [("XQ03", 1)]),
        ("[{菜名: 红烧肉, 配料: [五花肉], 清真: 是}]", [("XQ03", 1)]),
        ("[{菜名: 红烧牛肉, 配料: [牛肉], 清真: 是}]", []),
        ("\n- {菜名: 甲}\n- {菜名: 甲}", [("XQ04", 3)]),
    ],
)
def test_dishes_that_contradict_themselves(tmp_path, dishes, expected):
    path = written(tmp_path, f"菜品: {dishes}\n").parent / "knowledge" / "县情.yaml"
    _source, diagnostics = check_knowledge(path, rule_book(), None)
    assert [(one.code, one.span.line) for one in diagnostics] == expected


def test_the_example_office_knows_its_county():
    for path in sorted(EXAMPLES.glob("*.yaml")):
        import datetime as dt

        _source, diagnostics = check_knowledge(path, rule_book(), dt.date(2026, 12, 31))
        assert diagnostics == []
