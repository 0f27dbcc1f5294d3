"""Columns of a list in which a tick says what the head names: 清真 √. Their rows are given the words of the heads."""

from __future__ import annotations

from jiedai.patterns import regex
from jiedai.workflow.intake import diets
from jiedai.workflow.intake.found import Cell
from jiedai.workflow.intake.heads import Mapping
from jiedai.workflow.intake.paper import folded

Rows = tuple[tuple[Cell, ...], ...]
_FOOD = ("diet", "avoid", "allergies", "halal", "vegetarian", "")
_TICK = regex(r"[√✓✔☑■●○Yy1是有需对]|yes|需要|要")
_NO_TICK = regex(r"[×✗✘xXNn0否无□-]|no|不|不需要?|没有|")


def in_words(heads: Rows, rows: Rows, fields: Mapping) -> tuple[Rows, Mapping]:
    """Rows with what their ticks say in one column, and the fields of the columns; as they were where two are not such.

    What is written in place of a tick, under a head that speaks of allergies, is what somebody is allergic to.
    """
    said = {at: _head(heads, at) for at in _columns(heads, fields)}
    columns = [at for at, head in said.items() if head and (_is_ticked(rows, at) or "过敏" in head)]
    if len(columns) < 2 or not any(_is_ticked(rows, at) for at in columns):
        return rows, fields
    first, *others = columns
    made = tuple(
        (*row[:first], _joined([_told(row[at], said[at]) for at in columns], row[first]), *row[first + 1 :])
        for row in rows
    )
    kept = {at: name for at, name in fields.items() if at not in others}
    return made, kept | {first: "diet"}


def _columns(heads: Rows, fields: Mapping) -> list[int]:
    width = len(heads[0]) if heads else 0
    return [at for at in range(width) if fields.get(at, "") in _FOOD]


def _head(heads: Rows, at: int) -> str:
    """The lowest head of a column, where it names a diet or an allergy; else empty."""
    text = next((folded(row[at].text) for row in reversed(heads) if row[at].text and not row[at].repeated), "")
    text = text.removeprefix("是否").removeprefix("需要").strip("？?")
    return text if diets.read_diet(text) or "过敏" in text else ""


def _is_ticked(rows: Rows, at: int) -> bool:
    """Whether the filled cells of a column are ticks."""
    filled = [folded(row[at].text) for row in rows if row[at].text and not row[at].repeated]
    return any(_TICK.fullmatch(text) for text in filled) and all(
        _TICK.fullmatch(text) or _NO_TICK.fullmatch(text) for text in filled if not text.isdigit()
    )


def _told(cell: Cell, head: str) -> str:
    text = folded(cell.text)
    if not text or _NO_TICK.fullmatch(text):
        return ""
    if _TICK.fullmatch(text):
        return head if diets.read_diet(head) or diets.read_allergies(head) else ""
    return f"{text}过敏" if "过敏" in head and "过敏" not in text and not diets.is_none(text) else text


def _joined(texts: list[str], cell: Cell) -> Cell:
    said = "；".join(filter(None, texts))
    return cell._replace(text=said, value=said, repeated=False)
