"""Recall and precision of what `check` reads in sentences, by category of `collection.yaml`.

Sentences are planted in a sound plan as tasks, as notes and as items, all of one kind in one plan, and the plan is
checked in this process. The findings on the line of a sentence are what is told of it.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Level
from jiedai.loading import load
from tests.check.bench import OFFICE, SOUND

COLLECTION = Path(__file__).with_name("collection.yaml")
PLACES = ("task", "note", "item")
_AREAS = ("BM01", "CX02", "CX03", "CX06", "FW01", "GR", "LP", "PT06", "QD0", "YC", "YS", "ZS04")
"""The rules that read words; what others say of a plan of many items at once is not asked."""
_MOST = 500
"""Sentences in one plan: each item takes a minute of a day."""
_PERSON = "责任单位: 县接待办, 责任人: 姚晨"


class Judged(NamedTuple):
    """A sentence with the codes that are told of it where it stands."""

    category: str
    banned: bool
    sentence: str
    place: str
    codes: frozenset[str]


class Score(NamedTuple):
    """How many banned sentences there are and are noticed, and how many innocent ones there are and are accused."""

    banned: int
    noticed: int
    innocent: int
    accused: int

    @property
    def recall(self) -> float:
        """The part of the banned ones that is noticed; 1 where there are none."""
        return self.noticed / self.banned if self.banned else 1.0

    @property
    def precision(self) -> float:
        """The part of the noticed and accused ones that is banned; 1 where there are none."""
        told = self.noticed + self.accused
        return self.noticed / told if told else 1.0


def collection() -> dict[str, Any]:
    """Categories with their `codes`, `banned` and `innocent` sentences."""
    found: dict[str, Any] = yaml.load(COLLECTION.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def planted(sentences: Sequence[str], place: str) -> tuple[str, int]:
    """A sound plan with a line for each sentence, and the number of the first of these lines."""
    if place == "task":
        before, after = "任务:\n", "任务:\n"
        lines = [f'  - {{编号: X{n}, 事项: "{text}", {_PERSON}, 时限: T-2}}\n' for n, text in enumerate(sentences)]
    else:
        before = after = "    安排:\n"
        lines = []
        for n, text in enumerate(sentences):
            what, note = ("准备", text) if place == "note" else (text, "照常")
            clock = f"{7 + n // 60:02d}:{n % 60:02d}-{7 + (n + 1) // 60:02d}:{(n + 1) % 60:02d}"
            lines.append(
                f'      - {{编号: X{n}, 时间: "{clock}", 事项: "{what}", 类别: 其他, 来宾: [], 并行: true, '
                f'备注: "{note}", {_PERSON}}}\n'
            )
    assert before in SOUND
    text = SOUND.replace(before, after + "".join(lines), 1)
    return text, text[: text.index("X0,")].count("\n") + 1


def told(sentences: Sequence[str], place: str) -> list[frozenset[str]]:
    """The codes of errors and warnings on the line of each sentence."""
    text, first = planted(sentences, place)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plans" / "plan.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        path.with_name("office.yaml").write_text(OFFICE, encoding="utf-8")
        found: dict[int, set[str]] = {}
        for one in check(load(path), selection=Selection(_AREAS)):
            if one.level is not Level.INFO and one.file.endswith("plan.yaml"):
                found.setdefault(one.span.line, set()).add(one.code)
    return [frozenset(found.get(first + n, ())) for n in range(len(sentences))]


def judged(categories: dict[str, Any]) -> Iterator[Judged]:
    """Every sentence of some categories as task, note and item, with what is told of it."""
    listed = [
        (category, kind == "banned", sentence)
        for category, entry in categories.items()
        for kind in ("banned", "innocent")
        for sentence in entry[kind]
    ]
    parts = [listed[at : at + _MOST] for at in range(0, len(listed), _MOST)]
    for place, part in itertools.product(PLACES, parts):
        found = told([sentence for *_rest, sentence in part], place)
        for (category, banned, sentence), codes in zip(part, found, strict=True):
            yield Judged(category, banned, sentence, place, codes)


def noticed(one: Judged, categories: dict[str, Any]) -> bool:
    """Whether a banned sentence is told under a code of its category."""
    return not one.codes.isdisjoint(categories[one.category]["codes"])


def scores(found: Sequence[Judged], categories: dict[str, Any]) -> dict[str, Score]:
    """The score of each category."""
    result = {}
    for category in categories:
        banned = [one for one in found if one.category == category and one.banned]
        innocent = [one for one in found if one.category == category and not one.banned]
        caught = sum(noticed(one, categories) for one in banned)
        result[category] = Score(len(banned), caught, len(innocent), sum(bool(one.codes) for one in innocent))
    return result


def total(parts: Sequence[Score]) -> Score:
    """Several scores in one."""
    return Score(*map(sum, zip(*parts, strict=True)))
