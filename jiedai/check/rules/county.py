"""县情资料 (XQ): what papers of a visit would say of the county, held against its dates.

The library is read only where the text of its files shows something that may be past its date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.patterns import regex
from jiedai.source import files
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.larder import folder_of
from jiedai.workspace import knowledge_in

_DATED = regex(r"(?:有效至|until|日期|date)[\"']?\s*[:：]\s*[\"']?(?:(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2}))?")


@rule("XQ01")
def not_past_its_date(case: Case, figures: Figures) -> Iterator[Finding]:
    """Cards about this visit are not past the day to which they may be used, on its first day."""
    yield from _found(case, "XQ01", 0)


@rule("XQ02")
def not_grown_old(case: Case, figures: Figures) -> Iterator[Finding]:
    """Figures that nobody has given an end are not older than figures usually are when the next ones come."""
    yield from _found(case, "XQ02", figures["days"])


def _found(case: Case, code: str, days: int) -> Iterator[Finding]:
    """The findings of one code about the library, as far as it is about a visit."""
    day = case.plan.dates.first
    if not case.loaded.source.text or not _may_be_past(case, day, days):
        return
    from jiedai.check.knowledge import old, past
    from jiedai.model.knowledge import Card, LibraryDish
    from jiedai.visit.knowledge import Concern, concerning, library_of

    for _section, shelf, entry in concerning(library_of(case.loaded), Concern.of(case)):
        found = None
        if code == "XQ01" and not isinstance(entry, LibraryDish):
            found = past(shelf, entry, day)
        elif code == "XQ02" and isinstance(entry, Card):
            found = old(shelf, entry, day, days)
        if found is not None:
            yield found


def _may_be_past(case: Case, day: dt.date, days: int) -> bool:
    """Whether some date of the library is more than so many days before a day, as its text has it."""
    limit = day.toordinal() - days
    for path in knowledge_in(folder_of(case.loaded)):
        try:
            text = files.text(path, errors="replace")
        except OSError:
            continue
        if any(_ordinal(found) < limit for found in _DATED.finditer(text)):
            return True
    return False


def _ordinal(found: re.Match[str]) -> int:
    """The day of a date; the first of all where it is written in another way, so that it is looked at."""
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])).toordinal()
    except (TypeError, ValueError):
        return 0
