"""Who is to come besides, as a clerk types it: names, in brackets behind each what is known of them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from jiedai.language import _
from jiedai.model.choice import Diet, Rank, Sex
from jiedai.model.rank import level_of
from jiedai.model.reading import halfwidth
from jiedai.model.words import unpadded
from jiedai.workflow.late.subjects import Unknown

_ENTRY = re.compile(r"([^、，,;；()（）]+)(?:[（(]([^()（）]*)[）)])?")
_APART = re.compile(r"(?<=[一-鿿]{2}|[一-鿿][)）]|.[)）])\s+(?=[一-鿿]{2})")
"""Blanks between Chinese names; a blank within a name of two characters is none."""
_BETWEEN = re.compile(r"\s*[、，,;；]\s*|(?<!\d)\s+|\s+(?!\d)")
_PHONE = re.compile(r"\+?[\d\- ]{7,}")


class Newcomer(NamedTuple):
    """Somebody by name, with the fields of a guest that are known of them."""

    name: str
    facts: dict[str, Any]


def newcomers(text: str) -> list[Newcomer]:
    """The people that a text names: `蓝天（男，副处长）、白云（女，清真）`.

    Unknown where it names nobody, or one of them twice.
    """
    typed = _APART.sub("、", text.strip())
    if _ENTRY.sub("", typed).strip("、，,;； ") or not _ENTRY.search(typed):
        hint = _("姓名之间用顿号；知道的写在后面的括号里，如 蓝天（男，副处长）、白云（女）")
        raise Unknown(_("看不懂“{text}”").format(text=text), hint)
    found = [Newcomer(unpadded(name.strip()), _facts(said)) for name, said in _ENTRY.findall(typed) if name.strip()]
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Unknown(_("“{name}”写了两次").format(name=twice))
    return found


def _facts(said: str) -> dict[str, Any]:
    """What words in brackets say; a word that is nothing else is a post."""
    facts: dict[str, Any] = {}
    for field, value in map(_fact, filter(None, _BETWEEN.split(said))):
        if field == "diet":
            facts.setdefault("diet", []).append(value)
        elif field == "post" and "post" in facts:
            facts["post"] += value
        else:
            facts[field] = value
    return facts


def _fact(word: str) -> tuple[str, Any]:
    for field, choice in (("sex", Sex), ("diet", Diet)):
        if word in choice.spellings():
            return field, choice.spellings()[word]
    if word in Rank.spellings() or level_of(word) is not None:
        return "rank", word
    if word.endswith("族") and len(word) > 1:
        return "ethnicity", word
    return ("phone", halfwidth(word)) if _PHONE.fullmatch(halfwidth(word)) else ("post", word)
