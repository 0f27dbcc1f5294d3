"""What in a plan makes tasks and contingencies necessary."""

from __future__ import annotations

from jiedai.model.choice import ItemKind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.workflow.playbook import Need

_SESSIONS = frozenset({ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING})


def needs_of(plan: Plan, office: Office | None) -> frozenset[Need]:
    """What the plan needs. A site that is not known yet, or not in the office file, may be in the open."""
    needs = set()
    if plan.lodging or plan.dates.days > 1:
        needs.add(Need.OVERNIGHT)
    if any(guest.arrive or guest.leave for guest in plan.guests):
        needs.add(Need.ARRIVAL)
    if any(meal.hosted for meal in plan.meals):
        needs.add(Need.HOSTED_MEAL)
    indoor = {place.name for place in office.places if not place.outdoor} if office else set()
    for item in (item for day in plan.schedule for item in day.items):
        if item.kind is ItemKind.VISIT:
            needs.add(Need.VISIT)
            if not item.place or any(is_placeholder(name) or name not in indoor for name in item.place):
                needs.add(Need.OUTDOOR)
        elif item.kind is ItemKind.MEAL:
            needs.add(Need.MEAL)
        elif item.kind is ItemKind.TRANSFER or item.vehicles:
            needs.add(Need.TRANSFER)
        elif item.kind in (ItemKind.PICKUP, ItemKind.DROPOFF):
            needs.add(Need.ARRIVAL)
        elif item.kind in _SESSIONS:
            needs.add(Need.SESSION)
    return frozenset(needs)
