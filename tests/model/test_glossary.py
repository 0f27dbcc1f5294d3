"""The glossary: any text by any text, each mistake in it at its own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.schema import schema
from tests.documents.samples import PLANS

PLAN = PLANS["foreign"].read_text(encoding="utf-8")
LINES = PLAN.count("\n")


def found(folder: Path, glossary: str) -> list[tuple[str, int, int, str]]:
    """Code, line within the glossary, column and message of each error."""
    path = folder / "plan.yaml"
    path.write_text(PLAN + glossary, encoding="utf-8")
    loaded = load(path)
    errors = [one for one in loaded.diagnostics if one.level is Level.ERROR]
    assert (loaded.plan is None) is any(one.code == "GS04" for one in errors)
    return [(one.code, one.span.line - LINES, one.span.column, one.message) for one in errors]


@pytest.mark.parametrize(
    ("glossary", "expected"),
    [
        ("译文:\n  宴请: Luncheon\n", []),
        ("translations: {宴请: Luncheon, 2026: The Year, 1号: 1}\n", []),
        ("译文:\n", []),
        ("译文:\n  宴请: Luncheon\n  合影:\n", [("GS04", 3, 3, "这里没有填写内容")]),
        ("译文:\n  宴请: [Luncheon]\n", [("GS04", 2, 7, "这里应当是一段文字，不是列表或下级字段")]),
        ("译文: Luncheon\n", [("GS04", 1, 5, "这里应当写下级字段，不是“Luncheon”")]),
    ],
)
def test_a_mistake_stands_at_its_line_and_column(
    tmp_path: Path, glossary: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert found(tmp_path, glossary) == expected


def test_a_text_translated_twice_is_told_at_the_second(tmp_path: Path) -> None:
    ((code, line, column, _message),) = found(
        tmp_path, "译文:\n  宴请: Luncheon\n  合影: Photograph\n  宴请: Banquet\n"
    )
    assert (code, line, column) == ("GS05", 4, 3)


def test_a_translation_still_to_be_written_is_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN + "译文:\n  宴请: 待填\n", encoding="utf-8")
    loaded = load(path)
    assert [(one.code, one.span.line - LINES, one.span.column) for one in loaded.diagnostics] == [("GS13", 2, 7)]
    assert loaded.plan is not None


@pytest.mark.parametrize("root", [Plan, Office])
def test_editors_know_it_in_both_spellings(root: type[Plan] | type[Office]) -> None:
    properties = schema(root)["properties"]
    for name in ("译文", "translations"):
        accepted = properties[name]["anyOf"][0]
        assert accepted["type"] == "object"
        assert accepted["additionalProperties"]["pattern"] == r"\S"
