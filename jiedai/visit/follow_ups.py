"""What is followed up after a visit: when it falls due where nobody has written a day.

By its kind, as offices of investment and reception do it: contact is taken up the day after (江门市, 2024: an answer
within a day, judged in three, a reply in a week, a report every two weeks), papers are sent in three days, promises and
opinions answered in a week.
"""

from __future__ import annotations

import datetime as dt

from jiedai.model.choice import FollowUpKind
from jiedai.model.moments import Due
from jiedai.model.review import FollowUp
from jiedai.model.times import DateRange
from jiedai.visit.case import Case

DAYS = {
    FollowUpKind.CONTACT: 1,
    FollowUpKind.DOCUMENTS: 3,
    FollowUpKind.OPINION: 7,
    FollowUpKind.PROMISE: 7,
    FollowUpKind.PROJECT: 7,
}
"""Days after the last one by which something of a kind is done."""
AGAIN = 14
"""Days after which a project is reported on again while it is open."""


def follow_ups(case: Case) -> list[FollowUp]:
    """What a visit has to be followed up by, in the order written."""
    return list(case.plan.review.follow_ups) if case.plan.review else []


def due_of(one: FollowUp, dates: DateRange, now: dt.datetime) -> dt.datetime | None:
    """When something followed up falls due: as written, else by its kind; None where neither says so.

    A project that is still open falls due again every fortnight: the next time is meant.
    """
    if one.due is not None and not one.due.unfilled:
        return one.due.at(dates)
    if one.kind is None:
        return None
    due = Due(offset=DAYS[one.kind], from_last=True).at(dates)
    if one.kind is FollowUpKind.PROJECT and now > due:
        late = (now.date() - due.date()).days
        due += dt.timedelta(days=-(-late // AGAIN) * AGAIN)
    return due
