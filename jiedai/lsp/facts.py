"""Who or what stands behind a name, in a line or a few: for completion, hover and what is shown beside a bare name."""

from __future__ import annotations

from jiedai.language import _
from jiedai.model.base import DamagedValue
from jiedai.model.office import Office
from jiedai.visit.case import Case
from jiedai.visit.filled import known_of
from jiedai.visit.rides import drivers_of


def about(name: str, register: str, case: Case | None, office: Office | None) -> list[str]:
    """What is known of a name of a register (see `references.REFERENCES`), the most telling first; nothing for none.

    What stands in a part of the plan that cannot be read is not known.
    """
    try:
        return _about(name, register, case, office)
    except DamagedValue:
        return _about(name, register, None, office)


def _about(name: str, register: str, case: Case | None, office: Office | None) -> list[str]:
    match register:
        case "place":
            return _place(name, case, office)
        case "unit":
            return _unit(name, office)
        case "vehicle":
            return _vehicle(name, office)
        case "item":
            return _item(name, case)
        case "task":
            task = next((one for one in case.written.tasks if one.id == name), None) if case else None
            return [str(task.what)] if task else []
        case _:
            return _person(name, case, office)


def _joined(*parts: object) -> list[str]:
    return [str(part) for part in parts if part not in (None, "", ())]


def _person(name: str, case: Case | None, office: Office | None) -> list[str]:
    guest = case.guest_by_name.get(name) if case else None
    if guest is not None:
        return [" ".join(_joined(guest.unit, guest.post)), *_joined(guest.level.written if guest.level else None)]
    host = next((one for one in case.plan.hosts if one.name == name), None) if case else None
    known = known_of(office, name)
    unit, post = (getattr(host, field, None) or known.get(field) for field in ("unit", "post"))
    phone = case.phone_of.get(name) if case else known.get("phone")
    head = " ".join(_joined(unit, post))
    if not head and case:
        member = next((one for one in case.plan.crew if one.name == name), None)
        group = case.guest_groups.get(name, ())
        head = _("、").join(member.duty) if member else _("{count} 位来宾").format(count=len(group)) if group else ""
    return _joined(head, phone)


def _place(name: str, case: Case | None, office: Office | None) -> list[str]:
    place = (
        case.place(name) if case else next((one for one in office.places if one.name == name), None) if office else None
    )
    if place is None:
        return []
    seats = _("可容 {count} 人").format(count=place.capacity) if place.capacity else None
    head = " ".join(_joined(place.kind.label if place.kind else None, place.address))
    return _joined(head, seats, " ".join(_joined(place.unit, place.contact, place.phone)))


def _unit(name: str, office: Office | None) -> list[str]:
    unit = next((one for one in office.units if one.name == name), None) if office else None
    if unit is None:
        return []
    return _joined(_("、").join(unit.duties), " ".join(_joined(unit.contact, unit.phone)))


def _vehicle(name: str, office: Office | None) -> list[str]:
    vehicle = next((one for one in office.vehicles if one.number == name), None) if office else None
    if vehicle is None:
        return []
    seats = _("{count} 座").format(count=vehicle.seats) if vehicle.seats else None
    return _joined(
        " ".join(_joined(vehicle.model, seats, vehicle.plate)),
        " ".join(_joined(*drivers_of(vehicle), vehicle.phone)),
    )


def _item(name: str, case: Case | None) -> list[str]:
    found = case.item_by_id.get(name) if case else None
    if found is None:
        return []
    day, item = found
    return [f"{day.date.month}-{day.date.day} {item.time} {item.what}", *_joined(_("、").join(item.place))]
