"""Markdown laid out for a terminal: Chinese lines, tables, code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.cli.reader import laid_out
from jiedai.report.common.excerpt import width


def lines(text: str, columns: int) -> list[str]:
    return laid_out(text, columns, colour=False).splitlines()


@given(st.text(alphabet="检查方案一二三，。（）“”ab -", min_size=1, max_size=80), st.integers(12, 60))
def test_a_paragraph_loses_nothing_and_keeps_to_the_width(text: str, columns: int) -> None:
    shown = lines(f"头{text}尾", columns)
    assert "".join("".join(shown).split()) == "".join(f"头{text}尾".split())
    longest = max((width(word) for word in text.split()), default=0)
    assert all(width(line) <= max(columns, longest + 8) for line in shown)
    assert not [line for line in shown[1:] if line.startswith(("，", "。"))]


def test_a_chinese_line_is_filled() -> None:
    assert lines("一二三四五六七八九十，一二三四 `码` 五六七八", 20) == [
        "一二三四五六七八九",
        "十，一二三四 码 五六",
        "七八",
    ]


def test_a_mark_of_stress_is_gone_and_its_text_stays() -> None:
    assert lines("**一** *二* `三`", 20) == ["一 二 三"]


def test_a_link_to_a_topic_is_its_name() -> None:
    assert lines("见 [字段](fields.md)。", 20) == ["见 字段。"]


HEAD = "| 名 | 英文 | 说明 | 谁 |\n| --- | --- | --- | --- |\n"
TABLE = HEAD + "| 标题 | title | 来访的名称 | 都 |\n| 期 | d |  | 无 |\n"
LONG = HEAD + "| 标题 | title | 来访的名称，印在每份文件上 | 都 |\n| 期 | d | 一天 | 无 |\n"


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (27, ["名    英文   说明        谁", "标题  title  来访的名称  都", "期    d                  无"]),
        (26, ["名    英文 · 说明 · 谁", "标题  title · 来访的名称", "      都", "期    d · 无"]),
    ],
)
def test_a_table_stands_side_by_side_where_it_fits(columns: int, wanted: list[str]) -> None:
    assert lines(TABLE, columns) == wanted


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (
            29,
            [
                "名    英文   说明 · 谁",
                "标题  title  来访的名称，印在",
                "             每份文件上",
                "             都",
                "期    d      一天 · 无",
            ],
        ),
        (
            28,
            [
                "名    英文 · 说明 · 谁",
                "标题  title",
                "      来访的名称，印在每份文",
                "      件上",
                "      都",
                "期    d · 一天 · 无",
            ],
        ),
    ],
)
def test_short_columns_stay_while_they_leave_the_greater_part(columns: int, wanted: list[str]) -> None:
    assert lines(LONG, columns) == wanted


def test_code_stands_in_below_its_path() -> None:
    assert lines("```yaml plans/a.yaml\n甲: 1\n  乙: 2\n```\n", 20) == ["plans/a.yaml", "  甲: 1", "    乙: 2"]


def test_a_list_hangs() -> None:
    assert lines("- 一二三四五六七八\n- 九\n", 12) == [" • 一二三四", "   五六七八", " • 九"]


def test_colour_changes_no_text() -> None:
    text = "# 题\n\n一句 `码`。\n\n" + LONG
    plain = re.sub(r"\x1b\[[\d;]*m", "", laid_out(text, 30, colour=True))
    assert [line.rstrip() for line in plain.splitlines()] == lines(text, 30)
