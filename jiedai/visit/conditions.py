"""What a rule of an office's own asks of a plan, as its rule pack writes it.

    rules:
      QL01:
        title: {zh: 考察时长, en: length of a visit}
        level: warning
        each: items                                           # once for each; left out: once for the plan
        when: it.kind == "visit"                              # of those only; may be left out
        must: minutes(it.time.start, it.time.end) <= 60
        at: time                                              # the field of the entry that is shown
        message: {zh: "{it.id} 考察超过一小时", en: "{it.id} takes more than an hour"}
        hint: {zh: 缩短, en: shorten it}

`when` and `must` are expressions of CEL over the plan in plain values (`visit/plain.py`): `plan`, the entry `it`, and
`parent`, what the entry stands in. Examples of what is `wrong` and `right` are sections of a plan, as in a manual.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jiedai.language import _, current

FIELDS = ("each", "when", "must", "at", "message", "hint", "wrong", "right")
EACH = {
    "items": ("schedule", "items"),
    "steps": ("schedule", "items", "steps"),
    "dishes": ("meals", "menu"),
    "rooms": ("lodging", "rooms"),
    "days": ("schedule",),
}
"""Short names of lists that are not at the top of a plan, or are called otherwise there."""
MOST_CHARACTERS = 600


class Condition(NamedTuple):
    """A condition: what `must` hold of `each` entry of a list (by its name), or of the plan where that is empty."""

    must: str
    each: str = ""
    when: str = ""
    at: str = ""
    message_zh: str = ""
    message_en: str = ""
    hint_zh: str = ""
    hint_en: str = ""
    wrong: str = ""
    right: str = ""

    @property
    def message(self) -> str:
        """What is said where the condition does not hold, in the language in use."""
        return self.message_en if current() == "en" and self.message_en else self.message_zh

    @property
    def hint(self) -> str:
        """What to do then."""
        return self.hint_en if current() == "en" and self.hint_en else self.hint_zh

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the list, empty for the plan itself."""
        return EACH.get(self.each, tuple(filter(None, self.each.split("."))))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("这里写一段文字"))
    return value.strip()


def _expression(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = _text(value)
    if len(text) > MOST_CHARACTERS:
        raise ValueError(_("条件太长：超过 {limit} 个字").format(limit=MOST_CHARACTERS))
    return text


READ: dict[str, Callable[[Any], Any]] = {
    "each": _text,
    "when": _expression,
    "must": _expression,
    "at": _text,
    "wrong": _text,
    "right": _text,
}
"""What reads the fields of a condition that are in no language."""


def condition(given: Mapping[str, Any], before: Condition | None) -> Condition | None:
    """The condition in the fields of an entry, over what a pack below said; None where there is none.

    `message` and `hint` are texts in one or both languages. ValueError where something is missing.
    """
    fields: dict[str, str] = {name: value for name, value in given.items() if name in READ}
    for name in ("message", "hint"):
        for language, text in given.get(name, {}).items():
            fields[f"{name}_{language}"] = text
    if not fields:
        return before
    found = before._replace(**fields) if before else Condition(**{"must": "", **fields})
    if not found.must or not found.message_zh:
        raise ValueError(_("本单位的规则要写 must（要满足的条件）和 message（不满足时怎么说）"))
    return found
