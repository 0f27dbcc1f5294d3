"""The manual of a rule: the docstring of its function in Chinese, `manuals/en/<area>.yaml` in English.

A docstring says in its first lines what is checked, then has the parts `为什么:`, `怎么改:`, `错误:`, `正确:`. The last
two are YAML: top-level sections that replace those of a sound plan, so that the examples can be run.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jiedai.check.engine import manuals
from jiedai.language import current
from jiedai.patterns import regex

ENGLISH_DIR = Path(__file__).parent / "manuals" / "en"

_PART = regex(r"^(为什么|怎么改|错误|正确)[:：][ ]?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manual:
    """What a rule checks, why, how to mend it.

    `wrong` and `right` are pieces of a plan as YAML, empty where none fits.
    """

    what: str
    why: str = ""
    fix: str = ""
    wrong: str = ""
    right: str = ""


def manual(code: str, language: str | None = None) -> Manual:
    """The manual of a rule in a language (the one in use by default); KeyError for an unknown code."""
    chinese = _chinese(code)
    if (language or current()) == "zh":
        return chinese
    english = _english().get(code)
    if english is None:
        return chinese
    return Manual(
        what=english["what"].strip(),
        why=english.get("why", "").strip(),
        fix=english.get("fix", "").strip(),
        wrong=chinese.wrong,
        right=chinese.right,
    )


def _chinese(code: str) -> Manual:
    text = inspect.cleandoc(manuals()[code].__doc__ or "")
    pieces = _PART.split(text)
    parts = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return Manual(
        what=pieces[0].strip(),
        why=parts.get("为什么", "").strip(),
        fix=parts.get("怎么改", "").strip(),
        wrong=inspect.cleandoc(parts.get("错误", "")),
        right=inspect.cleandoc(parts.get("正确", "")),
    )


@lru_cache(maxsize=1)
def _english() -> Mapping[str, Mapping[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: dict[str, Mapping[str, Any]] = {}
    for path in sorted(ENGLISH_DIR.glob("*.yaml")):
        entries.update(yaml.load(path.read_text(encoding="utf-8"), loader) or {})
    return entries
