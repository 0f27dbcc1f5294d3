"""What a text with a syntax error most likely meant, so that one slip does not hide what is wrong with the rest.

Each guess is tried: one that does not get the parser past the place of the error is not used. A line that nobody can
read is set aside last of all, and the section that it stood in is known to miss something.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from jiedai.source import compose
from jiedai.source.guesses import Recovery, Trouble, guesses
from jiedai.source.layers import Edit, Layer
from jiedai.source.punctuation import find_fixes

if TYPE_CHECKING:
    from jiedai.source.layers import Repaired

_PARSED = ((20_000, 2_000_000), (100_000, 500_000))
"""How many characters are parsed to try the guesses about a file of up to so many; a longer one is not helped.

No plan has 20,000: what is longer was hardly typed, and a scan of it may take many times what a parse takes.
"""
_SCAN = 3
"""How many times as long as a parse a scan for slips takes."""
_MOST_ERRORS = 40


def helped_over(
    error: yaml.YAMLError, repaired: Repaired, vocabulary: frozenset[str]
) -> Iterator[tuple[yaml.YAMLError, Recovery | None]]:
    """An error of a text and those behind it, each with what gets over it, or None where nothing does: it is the last.

    The edits of each are made when the next is asked for.
    """
    budget = next((parsed for longest, parsed in _PARSED if len(repaired.text) <= longest), 0)
    for _error in range(_MOST_ERRORS):
        text = repaired.text
        tried: tuple[Recovery, yaml.YAMLError | None] | None = None
        place = _place(error, text)
        for guess in guesses(Trouble(text, place, vocabulary, error)) if place is not None else ():
            budget -= len(text)
            if budget < 0:
                break
            further, left = _gets_further(text, guess, place or 0)
            if further:
                tried = guess, left
                break
        if tried is None:
            break
        yield error, tried[0]
        repaired.add(tried[0].edits)
        # What was taken for the text of one line may hold slips of its own.
        budget -= _SCAN * len(text)
        fixes = find_fixes(repaired.text, vocabulary) if budget > 0 else []
        for fix in fixes:
            yield error, Recovery((Edit(fix.start, fix.end, fix.new),), fix.safe, fix)
        repaired.add(Edit(fix.start, fix.end, fix.new) for fix in fixes)
        left = _first_error(repaired.text) if fixes else tried[1]
        if left is None:
            return
        error = left
    yield error, None


def _first_error(text: str) -> yaml.YAMLError | None:
    """What the parser stumbles over in a text, if anything; also over a line set aside that became part of a text."""
    loader = compose.LOADER(text)
    try:
        event = loader.get_event()
        while type(event) is not yaml.StreamEndEvent:
            if type(event) is yaml.ScalarEvent and compose.SET_ASIDE in event.value != compose.SET_ASIDE:
                mark: Any = event.start_mark
                return yaml.MarkedYAMLError(problem_mark=mark)
            event = loader.get_event()
    except yaml.YAMLError as error:
        return error
    finally:
        loader.dispose()
    return None


def _gets_further(text: str, guess: Recovery, place: int) -> tuple[bool, yaml.YAMLError | None]:
    """Whether the parser stumbles over the edited text later, or not at all; and over what."""
    layer = Layer(guess.edits)
    edited = layer.apply(text)
    left = _first_error(edited)
    if left is None:
        return True, None
    further = _place(left, edited)
    return further is not None and layer.before(further) > max(place, guess.edits[-1].start), left


def _place(error: yaml.YAMLError, text: str) -> int | None:
    """Where something is wrong: where what the parser saw no end of was opened, else where it stopped."""
    began, at = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    if began is not None and ("quoted" in context or "flow" in context or "simple key" in context):
        return min(int(began.index), len(text))
    mark = at or began
    return None if mark is None else min(int(mark.index), len(text))
