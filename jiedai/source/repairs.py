"""What `check --fix` may do to the text of a file: the slips that have only one remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from jiedai.diagnostics import START, Span
from jiedai.source.compose import Composer, Limit
from jiedai.source.layers import Edit, Repaired
from jiedai.source.punctuation import find_fixes
from jiedai.source.reading import Source, normalized, printable
from jiedai.source.recover import helped_over

_MAX_ROUNDS = 40
_MAX_CERTAIN = 8
"""Rounds of what only the parser gives away: each reads the text over and over."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was repaired: where it is told, what was there and what is there now.

    `region` is the stretch of the file that was changed, where it is another.
    """

    span: Span
    was: str
    now: str
    code: str
    region: Span | None = None

    @property
    def changed(self) -> Span:
        """The stretch of the file that was changed."""
        return self.region or self.span


def repair(source: Source | str, vocabulary: frozenset[str]) -> tuple[str, list[Repair]]:
    """The text of a file with its safe slips repaired, and what was done, in order.

    The newlines of the file are kept. A `Source` in another encoding counts as a repair of its own (GS06): its text
    is to be written as UTF-8. Doing it twice does nothing more, but for a text with dozens of slips that only the
    parser gives away; a clean text comes back as it was.
    """
    raw = source if isinstance(source, str) else source.raw
    repaired, done = _repaired(normalized(raw), vocabulary, _MAX_CERTAIN)
    if isinstance(source, Source) and source.encoding != "utf-8" and source.raw:
        done.insert(0, Repair(START, source.encoding.upper(), "UTF-8", "GS06"))
    if not repaired.layers:
        return raw, done
    done.sort(key=lambda one: one.span)
    return _with_newlines(raw, repaired.text), done


def _repaired(text: str, vocabulary: frozenset[str], certain: int) -> tuple[Repaired, list[Repair]]:
    """A text repaired, and what was done, with at most `certain` rounds of what only the parser gives away.

    Where one of these undoes another neither is certain, and none is made.
    """
    repaired, done = Repaired(text), list[Repair]()
    tried: set[tuple[int, str]] = set()
    stood: set[tuple[int, str]] = set()
    for _round in range(_MAX_ROUNDS):
        fixes = [fix for fix in find_fixes(printable(repaired.text), vocabulary) if fix.safe]
        made = [(Edit(fix.start, fix.end, fix.new), fix.shown, fix.slip.code) for fix in fixes]
        if not made and certain:
            certain -= 1
            found = _certain(printable(repaired.text), vocabulary)
            # What was put in once and is wanted again did not help.
            made = [one for one in found if (repaired.origin(one[0].start), one[0].new) not in tried]
            wanted = {(repaired.origin(edit.start), edit.new) for edit, _shown, _code in made}
            if wanted & stood:
                return _repaired(text, vocabulary, 0)
            tried |= wanted
            stood |= {
                (repaired.origin(edit.start), repaired.text[edit.start : edit.end]) for edit, _shown, _code in made
            }
        if not made:
            break
        for edit, shown, code in made:
            span, region = repaired.span(*shown), repaired.span(edit.start, edit.end)
            was = repaired.text[edit.start : edit.end]
            done.append(Repair(span, was, edit.new, code, None if region == span else region))
        repaired.add(edit for edit, _shown, _code in made)
    return repaired, done


def _certain(text: str, vocabulary: frozenset[str]) -> list[tuple[Edit, tuple[int, int], str]]:
    """What only the parser's errors give away, where the text can only have meant one thing: the edits of `text`."""
    repaired = Repaired(text)
    repaired.add(Edit(fix.start, fix.end, fix.new) for fix in find_fixes(text, vocabulary))
    try:
        Composer(repaired, "", vocabulary).compose()
    except Limit:
        return []
    except yaml.YAMLError as error:
        made = []
        for _error, recovery in helped_over(error, repaired, vocabulary):
            if recovery is None or not recovery.sure:
                continue
            fix = recovery.fix
            code = fix.slip.code if fix else "GS01"
            told = (repaired.origin(fix.shown[0]), repaired.origin(fix.shown[1])) if fix else None
            for edit in recovery.edits:
                start, end = repaired.origin(edit.start), repaired.origin(edit.end)
                if repaired.text[edit.start : edit.end] != text[start:end] or text[start:end] == edit.new:
                    continue  # it stands on what was only put right in memory
                made.append((Edit(start, end, edit.new), told or (start, end), code))
        return made
    return []


def _with_newlines(raw: str, text: str) -> str:
    """`text` with the newlines that `raw` has on the same lines; repairs neither add nor remove lines."""
    newlines = re.findall(r"\r\n|\r|\n", raw)
    return "".join(line + end for line, end in zip(text.split("\n"), [*newlines, ""], strict=True))
