"""Regular expressions that are compiled when a text first needs them.

Python takes 0.1 to 0.5 ms to compile one. There are some two hundred, most of them for words that an ordinary plan
does not have, and every command would wait for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jiedai.precompiled import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_SPECIAL = frozenset(r"\.^$*+?{}[]()")


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled later; an expression that is wrong is told at its first use.

    It is kept for the next command, so that nothing of a plan or an office may be in it.
    """
    words = None if flags else _beginnings(text)
    return cast("re.Pattern[str]", _Words(text, words) if words else _Pattern(text, flags))


class _Pattern:
    """An expression whose methods compile it."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression; from then on it is found here at once."""
        method = getattr(compiled(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


class _Words(_Pattern):
    """An expression that finds nothing in a text without one of some words, and until then is not compiled."""

    def __init__(self, pattern: str, words: list[str]) -> None:
        super().__init__(pattern)
        self._words = words
        self._search: Callable[..., re.Match[str] | None] | None = None

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """As of a compiled expression."""
        for word in self._words:
            if word in text:
                if self._search is None:
                    self._search = compiled(self.pattern).search
                return self._search(text, *bounds)
        return None


def _beginnings(pattern: str) -> list[str] | None:
    """The plain words with which the alternatives of a pattern begin; None where one begins with anything else.

    `礼品|跨(?:县|市)|旅游?` begins with 礼品, 跨 and 旅.
    """
    if "\\" in pattern or "[]" in pattern or "[^]" in pattern:
        return None
    if pattern.startswith("(?:") and pattern.find(")") == len(pattern) - 1:
        pattern = pattern[3:-1]
    found = []
    for alternative in _alternatives(pattern):
        end = next((at for at, char in enumerate(alternative) if char in _SPECIAL), len(alternative))
        end -= alternative[end : end + 1] in ("?", "*", "{")  # what may be absent is not what it begins with
        if end <= 0:
            return None
        found.append(alternative[:end])
    return found


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern; `|` in groups and sets of characters divides none."""
    if _SPECIAL.isdisjoint(pattern):
        return pattern.split("|")
    found, begun, depth, inside_set = [], 0, 0, False
    for at, char in enumerate(pattern):
        if inside_set or char == "[":
            inside_set = char != "]"
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            found.append(pattern[begun:at])
            begun = at + 1
    return [*found, pattern[begun:]]
