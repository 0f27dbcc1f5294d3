"""Regular expressions that are compiled when a text first needs them.

Python takes 0.1 to 0.5 ms to compile one. There are some two hundred, most of them for words that an ordinary plan
does not have, and every command would wait for all of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_SPECIAL = frozenset(r"\.^$*+?{}[]()")


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled later; an expression that is wrong is told at its first use."""
    inner = text[3:-1] if text.startswith("(?:") and text.endswith(")") else text
    plain = not flags and _SPECIAL.isdisjoint(inner) and all(inner.split("|"))
    return cast("re.Pattern[str]", _Words(text, inner.split("|")) if plain else _Pattern(text, flags))


class _Pattern:
    """An expression whose methods compile it."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression; from then on it is found here at once."""
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


class _Words(_Pattern):
    """Plain words of which one is looked for: nothing is compiled while no text has any of them."""

    def __init__(self, pattern: str, words: list[str]) -> None:
        super().__init__(pattern)
        self._words = words

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """As of a compiled expression."""
        if not any(word in text for word in self._words):
            return None
        found: re.Match[str] | None = re.compile(self.pattern).search(text, *bounds)
        return found
