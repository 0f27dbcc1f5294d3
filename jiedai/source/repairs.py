"""What `check --fix` may do to the text of a file: the slips that have only one remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from jiedai.diagnostics import START, Span
from jiedai.source.compose import Composer, Limit
from jiedai.source.layers import Edit, Repaired
from jiedai.source.punctuation import Fix, find_fixes, fix_at_error
from jiedai.source.reading import MAX_RETRIES, MAX_RETRY_CHARS, Source, normalized, printable

_MAX_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was repaired: where it stood in the file, what was there and what is there now."""

    span: Span
    was: str
    now: str
    code: str


def repair(source: Source | str, vocabulary: frozenset[str]) -> tuple[str, list[Repair]]:
    """The text of a file with its safe slips repaired, and what was done, in order.

    The newlines of the file are kept. A `Source` in another encoding counts as a repair of its own (GS06): its text
    is to be written as UTF-8. Doing it twice does nothing more; a clean text comes back as it was.
    """
    raw = source if isinstance(source, str) else source.raw
    done: list[Repair] = []
    if isinstance(source, Source) and source.encoding != "utf-8" and source.raw:
        done.append(Repair(START, source.encoding.upper(), "UTF-8", "GS06"))
    repaired = Repaired(normalized(raw))
    lost = 0
    for _round in range(_MAX_ROUNDS + MAX_RETRIES):
        fixes = [fix for fix in find_fixes(printable(repaired.text), vocabulary) if fix.slip.safe]
        if not fixes and lost < MAX_RETRIES:
            lost += 1
            colon = _lost_colon(printable(repaired.text), vocabulary)
            fixes = [colon] if colon else []
        if not fixes:
            break
        done += [
            Repair(repaired.span(*fix.shown), repaired.text[fix.start : fix.end], fix.new, fix.slip.code)
            for fix in fixes
        ]
        repaired.add(Edit(fix.start, fix.end, fix.new) for fix in fixes)
    if not repaired.layers:
        return raw, done
    done.sort(key=lambda one: one.span)
    return _with_newlines(raw, repaired.text), done


def _lost_colon(text: str, vocabulary: frozenset[str]) -> Fix | None:
    """A full-width colon after a word that is no field name: only the syntax error behind it gives it away."""
    if len(text) > MAX_RETRY_CHARS:
        return None
    repaired = Repaired(text)
    repaired.add(Edit(fix.start, fix.end, fix.new) for fix in find_fixes(text, vocabulary))
    try:
        Composer(repaired, "", vocabulary).compose()
    except Limit:
        return None
    except yaml.YAMLError as error:
        fix = fix_at_error(repaired.text, error)
        return fix._replace(start=repaired.origin(fix.start), end=repaired.origin(fix.end)) if fix else None
    return None


def _with_newlines(raw: str, text: str) -> str:
    """`text` with the newlines that `raw` has on the same lines; repairs neither add nor remove lines."""
    newlines = re.findall(r"\r\n|\r|\n", raw)
    return "".join(line + end for line, end in zip(text.split("\n"), [*newlines, ""], strict=True))
