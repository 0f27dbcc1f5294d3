"""`explain` for every code there is, in both languages."""

from __future__ import annotations

import re

import pytest

from jiedai.visit.book import rule_book


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_is_explained_without_an_empty_part(run, office, monkeypatch, language) -> None:
    monkeypatch.setenv("JIEDAI_LANG", language)
    rows = rule_book().rows
    for code in rows:
        result = run("explain", code)
        assert (result.status, result.err) == (0, ""), code
        first, *blocks = re.split(r"\n\n(?=\S)", result.out.rstrip("\n"))
        assert first.startswith(f"{code} {rows[code][-1].title[language]}"), first
        assert len(blocks) >= 3
        assert not [block for block in blocks if "\n" not in block and block.endswith((":", "："))], code
        assert not re.search(r"= None|MappingProxy|\{'", result.out), code


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "GH01",
            [
                "《党政机关国内公务接待管理规定》第七条（已核对）",
                "《党政机关厉行节约反对浪费条例》第二十二条（已核对）",
            ],
        ),
        ("YC07", ["自 2013-12-08 起", "到 2025-05-17 为止", "自 2025-05-18 起"]),
        ("SP02", ["只用于国内接待"]),
        ("YS07", ["默认不查；由本单位的规则包打开"]),
    ],
)
def test_every_version_of_a_rule_is_shown(run, office, code, lines) -> None:
    shown = [line.strip() for line in run("explain", code).out.splitlines()]
    assert [line for line in shown if line in lines] == lines


def test_the_title_of_a_rule_leads_to_its_code(run):
    result = run("explain", "陪餐人数")
    assert (result.status, result.err) == (2, "错误：没有代号“陪餐人数”\n建议：是不是想写“YC02”？\n")


def test_a_letter_used_twice_answers_to_its_code_among_the_clashes_too(run, office):
    assert run("explain", "kx05").out == run("explain", "GH05").out
