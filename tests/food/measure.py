"""How well names of dishes are read: recall and precision by class over `dishes.txt`.

.venv/bin/python -m tests.food.measure          # figures, and every dish that is read wrongly
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jiedai.visit.food import MEAT, hints

COLLECTION = Path(__file__).with_name("dishes.txt")
ANY_MEAT = "荤"
CLASSES = ("猪", "牛", "麸质", "甲壳", "鱼", "蛋", "花生", "大豆", "乳", "坚果", ANY_MEAT, "酒", "血")


class Gold(NamedTuple):
    """A dish and what is in it; `open` are classes of which recipes differ, so that either answer is right."""

    dish: str
    part: str
    has: frozenset[str]
    open: frozenset[str]


class Score(NamedTuple):
    """How many dishes of a class are found, how many are missed, how many are found that are not of it."""

    found: int
    missed: int
    accused: int

    @property
    def recall(self) -> float:
        """The part of the dishes of the class that are found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        """The part of the dishes found that are of the class."""
        return self.found / max(1, self.found + self.accused)


def collection() -> list[Gold]:
    """All dishes with their classes, in order."""
    found, part = [], ""
    for line in COLLECTION.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ---"):
            part = line.strip("# -")
        elif line and not line.startswith("#"):
            dish, _colon, classes = line.partition(":")
            said = classes.split()
            has = _with_meat({name for name in said if not name.endswith("?")})
            maybe = _with_meat({name[:-1] for name in said if name.endswith("?")})
            found.append(Gold(dish, part, has, maybe - has))
    return found


def read(dish: str) -> frozenset[str]:
    """The classes that a dish has or may have by its name."""
    return _with_meat(set(hints(dish))) & frozenset(CLASSES)


def _with_meat(classes: set[str]) -> frozenset[str]:
    return frozenset(classes | ({ANY_MEAT} if classes & set(MEAT) else set()))


def score(name: str, dishes: list[Gold]) -> Score:
    """The score of one class."""
    told = [(name in gold.has, name in read(gold.dish)) for gold in dishes if name not in gold.open]
    return Score(told.count((True, True)), told.count((True, False)), told.count((False, True)))


def main() -> None:
    """Print what is read wrongly, then the figures of each part of the collection and of the whole."""
    dishes = collection()
    for gold in dishes:
        missing, extra = gold.has - read(gold.dish), read(gold.dish) - gold.has - gold.open
        if missing or extra:
            print(gold.dish, "缺", " ".join(sorted(missing)) or "-", "多", " ".join(sorted(extra)) or "-")
    for part in (*dict.fromkeys(gold.part for gold in dishes), ""):
        chosen = [gold for gold in dishes if part in gold.part]
        print(f"\n{part or '合计'}: {len(chosen)}")
        for name in CLASSES:
            one = score(name, chosen)
            print(f"  {name}\t{one.found + one.missed}\trecall {one.recall:.3f}\tprecision {one.precision:.3f}")


if __name__ == "__main__":
    main()
