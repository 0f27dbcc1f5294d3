"""What a cell of several parts says now: which of its values changed, and to what."""

from __future__ import annotations

import re
from collections.abc import Sequence

Part = tuple[str, int]
"""A text and the number of the value that it says, -1 for words of the paper."""

_CHINESE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_PADDING = re.compile(rf"(?<=[{_CHINESE}])[ \u3000\xa0]+(?=[{_CHINESE}])|[\u200b-\u200f\u2060\ufeff\u00ad]")


def normal(text: str) -> str:
    """A text as it is meant: no blanks between Chinese characters, others single."""
    return re.sub(r"[ \t\u3000\xa0]+", " ", _PADDING.sub("", re.sub(r" *\r?\n *", "\n", text))).strip()


def changed(parts: Sequence[Part], now: str) -> dict[int, tuple[str, str]] | None:
    """The values that changed by number, each with what it was and is; None where that cannot be told.

    One value alone is found by the words around it, several by the words between them.
    """
    values = [at for at, (_text, number) in enumerate(parts) if number >= 0]
    text = normal(now)
    if len(values) == 1 and not any(normal(text) for text, number in parts if number < 0):
        return {parts[values[0]][1]: (normal(parts[values[0]][0]), text)}
    found = []
    for at in values:
        head = normal("".join(text for text, _number in parts[:at]))
        tail = normal("".join(text for text, _number in parts[at + 1 :]))
        if text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail):
            found.append((at, text[len(head) : len(text) - len(tail)].strip()))
    if len(found) == 1:
        ((at, value),) = found
        return {parts[at][1]: (normal(parts[at][0]), value)}
    if found:
        return None
    return _between(parts, text)


def _between(parts: Sequence[Part], text: str) -> dict[int, tuple[str, str]] | None:
    """Several values at once, where words of the paper stand between each two of them."""
    pattern, before = "", -1
    for part, number in parts:
        words = normal(part)
        if number >= 0 and before >= 0:
            return None
        if number < 0 and not words:
            continue
        pattern += "(.*?)" if number >= 0 else re.escape(words)
        before = number
    match = re.fullmatch(pattern, text, re.DOTALL)
    if match is None:
        return None
    told = [(number, normal(part)) for part, number in parts if number >= 0]
    pairs = zip(told, match.groups(), strict=True)
    return {number: (was, now.strip()) for (number, was), now in pairs if was != now.strip()}
