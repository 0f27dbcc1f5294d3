"""What a cell about food says, and what says that there is nothing."""

from __future__ import annotations

from jiedai.workflow.intake.diets import is_none, read_diet
from tests.batch import cases


@cases("text", ["", "无", "随意", "随便", "不挑", "都行", "无忌口", "均可。", "N/A", " - "])
def test_nothing_to_mind(text: str) -> None:
    assert is_none(text)
    assert read_diet(text) == []


@cases("text", ["不吃香菜", "随意，不吃羊肉", "清真", "无辣不欢"])
def test_something_to_mind(text: str) -> None:
    assert not is_none(text)
