"""Contingencies as cards, whom to report to, and what a safety plan needs to know.

The chain of reports is that of practice: who is on the spot, the liaison, the head of the office, the main host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiedai.documents.citing import cited, in_force
from jiedai.documents.directory import directory, own_unit, unit_of
from jiedai.documents.topics import Sight
from jiedai.documents.view import Nothing, View, entries
from jiedai.language import N_
from jiedai.language import catalog as texts
from jiedai.model.choice import ItemKind

_POLICE = ("公安", "派出所", "安保", "警卫", "police", "security")
_TRAFFIC = ("交警", "交通", "traffic")
_FIRE = ("消防", "应急", "fire", "emergency")
_MEDICAL = ("医", "卫健", "卫生", "急救", "medical", "health")

_EMERGENCY = (
    (("疾病", "中毒", "受伤", "身体", "急救", "发热", "ill", "food", "injur"), N_("医疗急救"), "120"),
    (("火", "烟", "fire"), N_("火警"), "119"),
    (("交通", "拥堵", "车辆", "事故", "traffic", "car", "accident"), N_("交通报警"), "122"),
    (("上访", "闹", "治安", "拥挤", "踩踏", "聚集", "人群", "秩序", "crowd", "petition"), N_("公安报警"), "110"),
)
"""Words of a scenario, and the public number to call."""


def facts(sight: Sight) -> Mapping[str, Any]:
    """`cards`, `chain`, `wanted` (whether there is a case for a safety plan), its `units`, `rules` and `places`."""
    plan, office = sight.plan, sight.office
    security = plan.security
    rules = in_force(plan, sight.book)
    traffic = _units(office, _TRAFFIC)
    return {
        "cards": tuple(_card(risk, sight) for risk in entries(plan.risks)),
        "chain": tuple(chain(sight)),
        "wanted": wanted(security),
        "forces": tuple({str(unit.name): unit for unit in (*_units(office, _POLICE), *traffic)}.values()),
        "traffic": traffic,
        "fire": _units(office, _FIRE),
        "medical": _units(office, _MEDICAL),
        "guards": tuple(member for member in entries(plan.crew) if _about(entries(member.duty), _POLICE)),
        "events": tuple(item for item in entries(sight.visit["items"]) if item.kind not in _RIDES),
        "places": _places(sight),
        "basis": {code: cited(rules[code], sight.labels) for code in ("AQ01", "AQ02", "AQ03") if code in rules},
        "least": rules["AQ01"].figures["least"] if "AQ01" in rules else None,
        "ahead": rules["AQ01"].figures["ahead"] if "AQ01" in rules else None,
    }


_RIDES = (ItemKind.TRANSFER, ItemKind.REST, ItemKind.PICKUP, ItemKind.DROPOFF)


def wanted(security: Any) -> bool:
    """Whether anything of a plan's 安全 calls for a safety plan: a public event, police cars, closures."""
    return bool(
        security.public_event
        or security.police_cars
        or security.clear_venue
        or security.road_closure
        or security.expected
        or security.licence
    )


def _card(risk: View, sight: Sight) -> View:
    """A contingency with the number of who leads, a deputy, and the public number that fits."""
    known = directory(sight.plan, sight.office)
    unit = unit_of(sight.office, risk.unit)
    owner = known.get(str(risk.owner))
    backups = [member.backup for member in entries(sight.plan.crew) if member.name == risk.owner and member.backup]
    deputy = next((name for name in (*backups, unit.deputy) if name and name != risk.owner), None)
    return risk.also(
        phone=(owner.phone if owner else None) or unit.phone,
        deputy=known.get(str(deputy)) or (View("person", {"name": deputy, "phone": None}) if deputy else None),
        numbers=numbers(str(risk.scenario), sight.labels),
    )


def numbers(text: str, labels: str) -> tuple[View, ...]:
    """The public numbers to call for what a text is about, each with its name."""
    say = texts(labels).gettext
    heard = text.lower()
    return tuple(
        View("number", {"name": say(name), "phone": phone})
        for words, name, phone in _EMERGENCY
        if any(word in heard for word in words)
    )


def chain(sight: Sight) -> Iterator[View]:
    """Whom a report goes to, one after the other, nobody twice."""
    say = texts(sight.labels).gettext
    known = directory(sight.plan, sight.office)
    office = own_unit(sight.office)
    chief = sight.visit.hosts[0] if sight.visit.hosts else None
    steps: list[tuple[str, Any, Any]] = [
        (say("联络员"), member.name, member.phone) for member in entries(sight.visit.liaisons)[:1]
    ]
    if office.contact:
        head = known.get(str(office.contact))
        steps.append((say("接待办负责人"), office.contact, (head.phone if head else None) or office.phone))
    if chief is not None:
        steps.append((say("主陪领导"), chief.name, chief.phone))
    seen = set()
    for role, name, phone in steps:
        if name and str(name) not in seen:
            seen.add(str(name))
            yield View("step", {"role": role, "name": name, "phone": phone})


def _units(office: View | Nothing, about: tuple[str, ...]) -> tuple[View, ...]:
    return tuple(
        unit for unit in entries(office.units) if _about((str(unit.name), *map(str, entries(unit.duties))), about)
    )


def _about(texts_: tuple[Any, ...], about: tuple[str, ...]) -> bool:
    return any(word in str(text).lower() for text in texts_ for word in about)


def _places(sight: Sight) -> tuple[View, ...]:
    """The places of the events, each once."""
    found = (
        place for item in entries(sight.visit["items"]) if item.kind not in _RIDES for place in entries(item.places)
    )
    return tuple({str(place.name): place for place in found}.values())
