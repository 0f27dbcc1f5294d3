"""Compares what was read with the gold of a case: right, missing, wrong, and what the text does not say."""

from __future__ import annotations

import fnmatch
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from jiedai.workflow.intake.found import Read, split_guest

FREE = ("title", "guests.*.rank", "guests.*.name")
"""What may be read or not."""
ANYTHING = "*"
"""In `maybe`: a value of which the text says too little, or too much, to judge it by a word."""


@dataclass
class Score:
    """How a case, or all of them, came out; `lines` say what is not right."""

    right: int = 0
    total: int = 0
    invented: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another case."""
        self.right += other.right
        self.total += other.total
        self.invented += other.invented


_PATHS = {
    "purpose": "purpose",
    "dates": "dates",
    "headcount": "headcount.total",
    "visit": "kind",
    "itinerary": "itinerary",
}


def wanted(gold: dict[str, Any]) -> dict[str, Any]:
    """The values that a gold states, by path."""
    values = {f"letter.{name}": value for name, value in gold.get("letter", {}).items()}
    values |= {path: gold[name] for name, path in _PATHS.items() if name in gold}
    values |= dict(zip(("contact.name", "contact.phone"), gold.get("contact", []), strict=False))
    for name, known in gold.get("guests", {}).items():
        values |= {f"guests.{name}.{facet}": value for facet, value in known.items()}
    return values


def score(read: Read, gold: dict[str, Any]) -> Score:
    """How a reading compares with its gold."""
    want, maybe = wanted(gold), gold.get("maybe", {})
    result = Score(total=len(want) + 1)
    if read.kind in str(gold.get("kind", "list")).split("|"):
        result.right += 1
    else:
        result.lines.append(f"kind     {read.kind}, should be {gold.get('kind', 'list')}")
    got = {value.path: value for value in read.values if value.value is not None}
    for path, value in got.items():
        assert value.where, path
        if path in want:
            if same(path, value.value, want[path]):
                result.right += 1
            else:
                result.lines.append(f"wrong    {path}: {value.value!r}, should be {want[path]}")
        elif not _may(path, value.value, maybe, gold):
            result.invented += 1
            result.lines.append(f"invented {path}: {value.value!r}")
    result.lines += [f"missing  {path}: {value}" for path, value in want.items() if path not in got]
    return result


def _known(path: str, gold: dict[str, Any], maybe: dict[str, Any]) -> bool:
    if not path.startswith("guests."):
        return True
    name = split_guest(path)[0]
    return name in gold.get("guests", {}) or any(one.startswith(f"guests.{name}.") for one in maybe)


def _may(path: str, value: Any, maybe: dict[str, Any], gold: dict[str, Any]) -> bool:
    if path == "itinerary" or (path == "purpose" and "purpose" not in gold):
        return True  # a text cannot be judged by a word
    if any(fnmatch.fnmatchcase(path, free) for free in FREE) and _known(path, gold, maybe):
        return True
    for pattern, text in maybe.items():
        allowed = text == ANYTHING or same(path, value, text)
        if fnmatch.fnmatchcase(path, pattern) and _known(path, gold, maybe) and allowed:
            return True
    return False


def plain(value: Any) -> str:
    """A text without what does not count: width, blanks, quotes."""
    return re.sub(r"[\s\"'“”]", "", unicodedata.normalize("NFKC", str(value))).lower()


def same(path: str, given: Any, want: Any) -> bool:
    """Whether a value is one of the readings of a gold."""
    return any(_same(path, given, one) for one in str(want).split("|"))


def _digits(phones: str) -> list[str]:
    """The numbers in a text, without the country of China and the 0 of a city."""
    return [re.sub(r"\D", "", re.sub(r"^\s*(?:\+|00)86", "", one)).lstrip("0") for one in phones.split("、")]


def _same(path: str, given: Any, want: str) -> bool:
    facet = path.rsplit(".", 1)[-1]
    if facet in ("diet", "allergies"):
        return set(given) == set(want.split("&"))
    if path in ("purpose", "itinerary"):
        text = plain("".join(given) if isinstance(given, list) else given)
        return all(plain(part) in text for part in want.split("&"))
    if facet == "phone":
        return _digits(str(given)) == _digits(want)
    if path == "headcount.total":
        return plain(given).rstrip("人") == plain(want)
    if path == "letter.subject":
        return plain(given).endswith(plain(want)) or plain(want).endswith(plain(given))
    if facet in ("unit", "post"):
        return re.sub("[,，]", "、", plain(given)) == re.sub("[,，]", "、", plain(want))
    return plain(given) == plain(want)
