"""The calendar of one leader, vehicle, hall or hotel, over all visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from jiedai import blocks as b
from jiedai.documents.scene import ALARM, FIRST_ALARM, visit_id
from jiedai.language import _
from jiedai.model.office import Office
from jiedai.visit.bookings import Resource
from jiedai.workflow.across.resources import Key
from jiedai.workflow.across.taken import Use, in_order
from jiedai.workflow.after.paper import paper


def calendar(key: Key, found: Iterable[Use], office: Office | None, created: dt.datetime) -> b.Document:
    """What takes it, as calendar entries with the identities that the programme of each visit has."""
    events: list[b.Event] = []
    for use in in_order(one for one in found if one.sure and (one.kind, one.name) == key):
        visit = use.visit
        first = not events or events[-1].start.date() != use.start.date()
        identity = use.item or f"{use.kind.value}-{use.start:%Y%m%d}"
        events.append(
            b.Event(
                uid=f"{visit_id(visit.number or visit.title, visit.first.year)}-{identity}@jiedai",
                start=use.start,
                end=use.end if use.end > use.start else None,
                summary=use.what,
                location=use.where,
                description="\n".join(filter(None, (visit.title, _who(use)))),
                alarm=(FIRST_ALARM if first else ALARM) if key.kind is Resource.PERSON else None,
                version=visit.version,
            )
        )
    made = paper("calendar", _("{name}的接待日历").format(name=key.label), (), office, created)
    return b.Document(made.meta, made.blocks, events=tuple(events))


def _who(use: Use) -> str:
    """Who answers for the item."""
    return " ".join(filter(None, (use.owner, use.phone)))
