"""A plan as it would be after a change: its text, what changed by meaning, and what has to be looked at then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from jiedai.arrange.writing import in_order
from jiedai.check.engine import check
from jiedai.diagnostics import KeyPath, Level
from jiedai.language import _
from jiedai.loading import Loaded, validated, visit_days, vocabulary
from jiedai.model.plan import Plan
from jiedai.source import EditError, read_bytes, remove, set_value
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import Change
from jiedai.workflow.changes.readers import Comparison

GONE = object()


class Edit(NamedTuple):
    """A value of the file that is put for another, or taken out (`GONE`); keys of the path as the file has them."""

    path: KeyPath
    value: Any = GONE


class Look(NamedTuple):
    """Something a person has to look at after a change; `code` where a rule says so."""

    message: str
    line: int | None = None
    code: str | None = None
    level: Level = Level.WARNING


class Draft(NamedTuple):
    """A changed plan that stands in no file yet."""

    text: str
    changes: list[tuple[Change, list[str]]]
    """What changed by meaning, each with the readers whom it touches."""
    look_at: list[Look]


def drafted(case: Case, edits: Iterable[Edit], remarks: Iterable[Look] = ()) -> Draft:
    """The plan after edits, with the findings that are new in it behind the `remarks`.

    Raises EditError where the file cannot be changed so without touching anything else.
    """
    loaded = case.loaded
    text = _written(loaded.source.raw, list(edits))
    after = _read(loaded, text)
    found = Comparison(case, Case.of(after)).touching()
    before = {(one.code, one.message) for one in check(loaded)}
    new = [one for one in check(after) if (one.code, one.message) not in before and one.counts]
    looks = [Look(one.message, one.span.line if one.file == after.name else None, one.code, one.level) for one in new]
    return Draft(text, found, [*remarks, *sorted(looks, key=lambda look: _ORDER.index(look.level))])


def _written(text: str, edits: list[Edit]) -> str:
    """A text after edits: entries are taken out last and from the end, so that the others' places hold."""
    for edit in edits:
        if edit.value is not GONE:
            text = set_value(text, edit.path, edit.value)
    gone = {edit.path for edit in edits if edit.value is GONE}
    for path in sorted(gone, key=in_order, reverse=True):
        text = remove(text, path)
    return text


_ORDER = (Level.ERROR, Level.WARNING, Level.INFO)


def _read(loaded: Loaded, text: str) -> Loaded:
    """A plan read from the text that its file would have. EditError where it would be no sound plan any more."""
    source = read_bytes(loaded.source.encoded(text), loaded.name, vocabulary=vocabulary())
    plan, found = validated(source, Plan, visit_days(source.data))
    if plan is None:
        raise EditError(_("改完以后读不成方案，没有写入"))
    return replace(loaded, source=source, diagnostics=(*source.problems, *found), plan=plan, partial=None)
