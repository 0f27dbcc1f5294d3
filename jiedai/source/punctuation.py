"""Full-width punctuation, tabs and other slips of the keyboard where YAML needs ASCII."""

from __future__ import annotations

from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Fix:
    """The characters from `start` to `end` should be `new`; `code` is empty for what needs no word."""

    start: int
    end: int
    new: str
    code: str = ""
    message: str = ""
    hint: str = ""


def find_fixes(text: str, vocabulary: frozenset[str]) -> list[Fix]:
    """The slips in `text`."""
    return []


def fix_at_error(text: str, error: yaml.YAMLError) -> Fix | None:
    """The slip that explains a syntax error."""
    return None
