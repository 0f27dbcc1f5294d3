"""Regular expressions as Python has compiled them, to be taken over by the next command.

A check of one plan needs 130 of them, whose compiling takes 25 of its 300 ms of processor time; taken over they take
3. Python offers no way to keep them, so this reaches for what its own `re` does last: where another Python does that
otherwise, or what was kept is none of its own, an expression is compiled as ever.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Key = tuple[str, int]
"""An expression and its flags."""

_MOST = 2000
"""More than this are not kept; jiedai has some five hundred."""

_taken_over: dict[Key, list[Any]] = {}
_new: dict[Key, None] = {}
_ask: list[Callable[[], bytes | None]] = []


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, taken over where it was compiled before. re.error for an expression that is wrong."""
    key = (pattern, int(flags))
    if _ask:
        _take_over(_ask.pop()())
    kept = _taken_over.get(key)
    if kept is not None:
        try:
            return _restored(pattern, *kept)
        except (ImportError, AttributeError, TypeError, ValueError, IndexError, RuntimeError, OverflowError):
            del _taken_over[key]
    _new[key] = None
    return re.compile(pattern, flags)


def take_over(ask: Callable[[], bytes | None]) -> None:
    """Use what `to_keep` gave an earlier command of the same Python; it is asked for when one is first needed."""
    _ask[:] = [ask]


def _take_over(data: bytes | None) -> None:
    """Anything else than what was kept by this Python is left alone."""
    try:
        state, found = json.loads(data or b"")
    except (ValueError, TypeError):
        return
    if state == _state():
        _taken_over.update({(pattern, flags): rest for pattern, flags, *rest in found})


def to_keep() -> bytes | None:
    """All expressions taken over and compiled, for the next command; None where there are no new ones."""
    entries = [[*key, *rest] for key, rest in _taken_over.items()]
    try:
        entries += [[*key, *_parts(*key)] for key in _new if key not in _taken_over]
    except (ImportError, AttributeError, TypeError):
        return None
    return json.dumps([_state(), entries[-_MOST:]]).encode() if _new else None


def _state() -> list[Any]:
    """What has to be the same where expressions are taken over: the code is that of one Python."""
    import _sre  # type: ignore[import-not-found]

    return [sys.version, sys.byteorder, _sre.MAGIC, _sre.CODESIZE]


def _parts(pattern: str, flags: int) -> list[Any]:
    """What a compiled expression is made of, after its text: flags, code, groups and their names."""
    from array import array
    from base64 import b64encode
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    state = parsed.state
    return [flags | state.flags, b64encode(code).decode(), state.groups - 1, state.groupdict]


def _restored(pattern: str, flags: int, code: str, groups: int, names: dict[str, int]) -> re.Pattern[str]:
    """RuntimeError for code that is none."""
    import _sre
    from array import array
    from base64 import b64decode

    order: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        order[number] = name
    words = array("I")
    words.frombytes(b64decode(code))
    made: re.Pattern[str] = _sre.compile(pattern, flags, words.tolist(), groups, names, tuple(order))
    return made
