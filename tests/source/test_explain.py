from __future__ import annotations

import re

import pytest
import yaml

import jiedai.source.compose
from tests.source.samples import places, read

ERRORS = [
    ("标题: 甲: 乙\n", "1:6-1:7", "冒号|“: ”"),
    ("甲: 乙\n  丙: 丁\n", "2:3-2:4", "缩进"),
    ("甲: 乙\n公函\n丙: 丁\n", "2:1-2:3", "没有冒号"),
    ("公函\n丙: 丁\n", "1:1-1:3", "没有冒号"),
    ("甲:乙\n丙: 丁\n", "1:2-1:3", "空格"),
    ("丙: 丁\n甲:乙\n", "2:2-2:3", "空格"),
    ("甲:\n  乙: 1\n 丙: 2\n", "3:2-3:6", "缩进"),
    ("甲:\n  - 乙\n - 丙\n", "3:2-3:5", "缩进"),
    ("- 甲\n乙: 1\n", "2:1-2:5", "缩进"),
    ("甲: - 乙\n", "1:4-1:5", "另起一行|“-”"),
    ("甲: @乙\n", "1:4-1:5", "@"),
    ("甲: `乙`\n", "1:4-1:5", "`"),
    ("甲: %乙\n", "1:4-1:5", "%"),
    ("%乙\n", "1:1-1:2", "%"),
    ("甲: *重要\n", "1:4-1:5", r"\*"),
    ("甲: &重要\n", "1:4-1:5", "&"),
    ("甲: !重要\n", "1:4-1:5", "!"),
    ('甲: "C:\\目录"\n', "1:7-1:9", "反斜杠"),
    ("甲: ]\n", "1:4-1:5", "]"),
    ("甲: 乙\n}\n", "2:1-2:2", "多了一个"),
    ("[甲]\n乙: 1\n", "2:1-2:2", "已经结束"),
    ("甲: |乙\n", "1:4-1:5", "多行文字"),
    ("甲: [乙]]\n", "1:7-1:8", "已经完整|多"),
    ("甲: {乙: 丙 丁: 戊}\n", "1:11-1:12", "逗号"),
    # What other programs write.
    ("甲: 1\n<<<<<<< HEAD\n乙: 1\n=======\n乙: 2\n>>>>>>> x\n", "2:1-2:13", "冲突标记"),
    ("甲: 1\n// 说明\n乙: 2\n", "2:1-2:3", "注释用“#”"),
    ("甲:\n张三\t县政府\t139\n乙: 1\n", "2:1-2:11", "从表格里粘贴"),
    ("甲: 1\n张三\t县政府\n", "2:1-2:7", "从表格里粘贴"),
    ("甲:\n  * 乙: 1\n", "2:3-2:4", "“*”不是列表的记号"),
    ("甲:\n  - {乙: 1}\n  • {乙: 2}\n", "3:3-3:4", "“•”不是列表的记号"),
    ("甲:\n  - {乙: 1}\n  2. {乙: 2}\n", "3:3-3:5", "“2.”不是列表的记号"),
    ("甲:\n  - {乙: 1}\n  （2）{乙: 2}\n", "3:3-3:6", "“（2）”不是列表的记号"),
    ("甲:\n  - {乙: 1}\n  二、{乙: 2}\n", "3:3-3:5", "“二、”不是列表的记号"),
    ("甲: 1\n**乙**：2\n", "2:1-2:8", "Markdown"),
    ("甲:\n| 乙 | 丙 |\n", "2:1-2:10", "Markdown"),
]


@pytest.mark.parametrize(("text", "place", "words"), ERRORS)
@pytest.mark.parametrize("loader", ["fast", "pure"])
def test_syntax_error_is_explained_where_it_is(text, place, words, loader, monkeypatch):
    if loader == "pure":
        monkeypatch.setattr(jiedai.source.compose, "LOADER", yaml.SafeLoader)
    source = read(text)
    assert [found.code for found in source.problems] == ["GS01"]
    found = source.problems[0]
    assert any(word in found.message + found.hint for word in words.replace("\\", "").split("|"))
    assert not re.search("[a-z]", re.sub("tab|yaml|markdown", "", found.message.lower()))
    assert places(source) == [f"GS01 {place}"]


def test_a_text_that_goes_on_with_numbers_is_no_list():
    source = read("意见: 同意\n  1. 做好对接\n  • 严格标准\n标题: 甲: 乙\n")
    assert places(source) == ["GS01 4:6-4:7"]
    assert "“: ”" in source.problems[0].message
