"""An edited paper put into its plan: which version it was printed from, and whether it is of this plan at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.plan import Plan
from jiedai.workflow.intake.found import Source
from jiedai.workflow.intake.merging import Merged, Put
from jiedai.workflow.returned.merging import Told, merge
from jiedai.workflow.returned.papers import compared
from jiedai.workflow.returned.reckoning import Reckoning


def taken(text: str, source: Source, trace: Mapping[str, Any], reckoning: Reckoning | None = None) -> Merged:
    """The plan `text` with what was changed on a paper; `reckoning` as of `compared`. Raises papers.BadTrace,
    EditError.
    """
    edited = compared(source, trace, reckoning)
    told, clashes = _once(edited.told)
    result = merge(text, told)
    result.conflicts += clashes
    result.unknown += edited.unknown
    return result


def _once(told: Iterable[Told]) -> tuple[list[Told], list[Put]]:
    """Each value once, though it stands in several cells; a conflict where these say different things."""
    first: dict[str, Told] = {}
    clashes: dict[str, Put] = {}
    for one in told:
        path = str(one.address)
        known = first.setdefault(path, one)
        if known.theirs != one.theirs:
            cells = _("、").join((known.cell, one.cell))
            clashes[path] = Put(path, known.theirs, one.theirs, cells, one.base)
    return [one for path, one in first.items() if path not in clashes], list(clashes.values())


def is_of(plan: Plan, stem: str, trace: Mapping[str, Any]) -> bool:
    """Whether a paper was printed from this plan, which may have been renamed or numbered since."""
    number = str(trace.get("number") or "")
    return str(trace.get("plan") or "") in ("", stem) or bool(number and number == plan.number)


def reckoning_of(loaded: Loaded, trace: Mapping[str, Any], format: str, at: dt.datetime) -> Reckoning:
    """What the texts of a paper of a plan were made from, as it is printed now, in the format that came back."""

    def again() -> Mapping[str, Any] | None:
        from jiedai.documents.build import Edition, reckoned
        from jiedai.documents.catalog import catalog
        from jiedai.formats import writer
        from jiedai.workflow.returned.carrier import trace_of

        template = catalog(loaded.workspace).templates.get(str(trace.get("paper")))
        document = template and reckoned(loaded, template, Edition(at))
        return trace_of(writer(format).write(document)) if document else None

    return Reckoning(again)


def remarks(plan: Plan, checksum: str, trace: Mapping[str, Any]) -> Iterator[str]:
    """What is to be known of the version that a paper was printed from."""
    version = trace.get("plan_version")
    if isinstance(version, int) and version < plan.version:
        told = _("这是第 {old} 版印的，方案现在是第 {new} 版；印后方案也改过的列为冲突")
        yield told.format(old=version, new=plan.version)
    elif trace.get("sha256") not in (None, "", checksum):
        yield _("印了以后方案改过；两边都改过的列为冲突")
