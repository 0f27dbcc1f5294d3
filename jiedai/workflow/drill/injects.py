"""What a drill puts in the way of a programme: events with time and place of the plan, and what the plan says to them.

An event that the plan has a contingency for is answered by it; one without, by the unit whose duty it is, and that is
told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jiedai.check.engine import book_of
from jiedai.language import N_, _
from jiedai.model.choice import ItemKind
from jiedai.model.conduct import Risk
from jiedai.model.duties import duties
from jiedai.model.placeholder import is_placeholder
from jiedai.model.schedule import Item
from jiedai.visit.case import Case, Slot
from jiedai.visit.data import words
from jiedai.visit.movement import destination, is_ride
from jiedai.visit.work import hazards, speaks_of, unit_for

_MEETINGS = (ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING)


class Event(NamedTuple):
    """Something that may be played: its Chinese name and others for it, the hazard of the rules that it is (`hazard`,
    whose words tell a contingency; else its own names do), what happens, the duties that are called, and at which
    of the items with a clock time it comes.
    """

    name: str
    also: tuple[str, ...]
    hazard: str
    told: str
    calls: tuple[str, ...]
    at: Callable[[Case, Sequence[Slot]], Slot | None]

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which a contingency is about it."""
        return tuple(words("hazards")[self.hazard]["words"]) if self.hazard else (self.name, *self.also)


def _first(*kinds: ItemKind) -> Callable[[Case, Sequence[Slot]], Slot | None]:
    return lambda _case, slots: next((slot for slot in slots if slot.item.kind in kinds), None)


def _outdoors(case: Case, slots: Sequence[Slot]) -> Slot | None:
    for slot in slots:
        if not is_ride(slot.item) and any((place := case.place(name)) and place.outdoor for name in slot.item.place):
            return slot
    return _first(ItemKind.VISIT)(case, slots)


def _longest_ride(case: Case, slots: Sequence[Slot]) -> Slot | None:
    rides = [slot for slot in slots if is_ride(slot.item)]
    return max(rides, key=lambda slot: slot.end - slot.start, default=None)


def _hosted_meal(case: Case, slots: Sequence[Slot]) -> Slot | None:
    hosted = {meal.item for meal in case.plan.meals if meal.hosted}
    return next((slot for slot in slots if slot.item.id in hosted), None) or _first(ItemKind.MEAL)(case, slots)


def _guided(case: Case, slots: Sequence[Slot]) -> Slot | None:
    return next((slot for slot in slots if slot.item.guide), None) or _first(ItemKind.VISIT)(case, slots)


_IN_ROOMS = _first(ItemKind.CONFERENCE, *_MEETINGS)
_SEEN = _first(ItemKind.VISIT, *_MEETINGS)
_MET = _first(ItemKind.PICKUP, ItemKind.VISIT, *_MEETINGS)

EVENTS = (
    Event(N_("暴雨"), ("降雨", "下雨", "rain"), "rain", N_("{time}，{place}突降暴雨"), ("coordination",), _outdoors),
    Event(
        N_("晚点"),
        ("列车晚点", "航班延误", "delay"),
        "delay",
        N_("来宾的车次或航班晚点 40 分钟，{time} 到不了{place}"),
        ("vehicles", "coordination"),
        _first(ItemKind.PICKUP),
    ),
    Event(
        N_("堵车"),
        ("拥堵", "车辆故障", "traffic"),
        "traffic",
        N_("{time}，{item}途中前方事故堵住了路"),
        ("traffic", "vehicles"),
        _longest_ride,
    ),
    Event(N_("突发疾病"), ("发病", "illness"), "illness", N_("{time}，一位来宾在{place}突然不适"), ("medical",), _SEEN),
    Event(
        N_("食物中毒"),
        ("腹泻", "food"),
        "food",
        N_("{time} 用餐后，几位来宾腹痛呕吐"),
        ("food_safety", "medical"),
        _hosted_meal,
    ),
    Event(
        N_("停电"),
        ("断电", "power"),
        "power",
        N_("{time}，{place}停电，话筒和投影都用不了"),
        ("conference",),
        _IN_ROOMS,
    ),
    Event(N_("拥挤"), ("人群拥挤", "crowd"), "crowd", N_("{time}，{place}入口人群拥挤"), ("security",), _SEEN),
    Event(
        N_("讲解员缺席"),
        ("讲解员", "讲解", "guide"),
        "",
        N_("{time} 前半小时，{place}的讲解员来不了"),
        ("guiding",),
        _guided,
    ),
    Event(
        N_("加人"),
        ("增加人员", "多来", "more"),
        "",
        N_("{time} 前两小时，来访单位说多来 3 个人"),
        ("hospitality", "vehicles"),
        _MET,
    ),
    Event(
        N_("减人"),
        ("减少人员", "主宾不来", "fewer"),
        "",
        N_("{time} 前一小时，主宾临时不来，由随行的人带队"),
        ("coordination",),
        _first(*_MEETINGS, ItemKind.VISIT),
    ),
    Event(N_("媒体"), ("记者", "采访", "press"), "", N_("{time}，{place}门口有记者要采访来宾"), ("press",), _SEEN),
    Event(
        N_("走失"),
        ("失联", "lost"),
        "",
        N_("{time}，离开{place}上车点名时少一位来宾，电话打不通"),
        ("security",),
        _SEEN,
    ),
)
"""What may be played, and in this order it is looked for in the words of a contingency."""


class Inject(NamedTuple):
    """An event as it is played: its name (`title` in the language in use), when (None where the programme has no clock
    time for it), at which item and place, what the players are told, who acts first by the plan, what it does, and
    whom to call: names with telephones.

    One that is not `covered` has no contingency in the plan.
    """

    name: str
    title: str
    at: dt.datetime | None
    item: str | None
    place: str
    told: str
    covered: bool
    unit: str | None
    owner: str | None
    phone: str | None
    actions: tuple[str, ...]
    fallback: str | None
    calls: tuple[tuple[str, str], ...]


class UnknownEvent(Exception):
    """A name that no event has."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def event_named(name: str) -> Event:
    """The event that a name means. UnknownEvent where there is none."""
    word = name.strip().casefold()
    for event in EVENTS:
        if word in (event.name, *event.also) or (word and any(word in one for one in event.words)):
            return event
    raise UnknownEvent(name)


def injects(case: Case, named: Iterable[str] = ()) -> list[Inject]:
    """What is played: every contingency of the plan and each that it lacks, or the events that are named, in the order
    of their time. UnknownEvent for a name that is none.
    """
    events = list(dict.fromkeys(map(event_named, named)))
    if events:
        found = [one for event in events for one in _of_event(case, event)]
    else:
        row = book_of(case.loaded)[0].row("YA01", case.plan.dates.first)
        exposed = [one.key for one in hazards(case, row.figures)] if row else []
        found = [_inject(case, event, risk) for risk in _risks(case) for event in (_event_of(risk),)]
        known = {event.hazard for risk in _risks(case) if (event := _event_of(risk))}
        found += [
            _inject(case, event, None)
            for event in EVENTS
            if event.hazard in exposed and event.hazard not in known and not _risks_about(case, event)
        ]
    return sorted(found, key=lambda one: (one.at or dt.datetime.max, one.name))


def _risks(case: Case) -> list[Risk]:
    return [risk for risk in case.plan.risks if not is_placeholder(risk.scenario)]


def _risks_about(case: Case, event: Event) -> list[Risk]:
    everything = words("hazards")["any"] if event.hazard else ()
    known = (*event.words, *everything)
    return [risk for risk in _risks(case) if speaks_of(risk.scenario, known)]


def _event_of(risk: Risk) -> Event | None:
    return next((event for event in EVENTS if speaks_of(risk.scenario, event.words)), None)


def _of_event(case: Case, event: Event) -> list[Inject]:
    return [_inject(case, event, risk) for risk in _risks_about(case, event)[:1] or (None,)]


def _inject(case: Case, event: Event | None, risk: Risk | None) -> Inject:
    slot = event.at(case, case.slots) if event else None
    slot = slot or next(iter(case.slots), None)
    item = slot.item if slot else None
    at = case.moment(slot.end if event and event.hazard == "food" else slot.start) if slot else None
    place = (destination(item) or "" if item else "") or _("现场")
    name = risk.scenario if risk else event.name if event else ""
    title = name if risk else _(name)
    template = _(event.told) if event else _("{time}，{place}：{name}")
    time = f"{at:%m-%d %H:%M}" if at else _("来访期间")
    told = template.format(time=time, place=place, item=item.what if item else "", name=title)
    unit, owner = _acting(case, event, risk, item)
    dry = _elsewhere(case, item) if event and event.hazard == "rain" else None
    return Inject(
        name,
        title,
        at,
        item.id if item else None,
        place,
        told,
        risk is not None,
        unit,
        owner,
        _phone(case, owner, unit),
        tuple(risk.actions) if risk else (),
        (risk.fallback if risk else None) or dry,
        tuple(_calls(case, event, item, owner)),
    )


def _acting(case: Case, event: Event | None, risk: Risk | None, item: Item | None) -> tuple[str | None, str | None]:
    """The unit and the person who act first: as the contingency says, else whose duty it is."""
    if risk is not None and (risk.unit or risk.owner):
        return _known(risk.unit), _known(risk.owner)
    for key in event.calls if event else ():
        unit = unit_for(case.office, duties()[key])
        if unit is not None:
            return unit.name, unit.contact
    return (_known(item.lead), _known(item.owner)) if item else (None, None)


def _known(name: str | None) -> str | None:
    return None if name is None or is_placeholder(name) else name


def _phone(case: Case, *names: str | None) -> str | None:
    return next((phone for name in names if name and (phone := case.phone_of.get(name))), None)


def _elsewhere(case: Case, item: Item | None) -> str | None:
    """Where to go instead when it rains."""
    if item is None:
        return None
    places = (case.place(name) for name in item.place)
    return item.plan_b or next((place.plan_b for place in places if place and place.plan_b), None)


def _calls(case: Case, event: Event | None, item: Item | None, owner: str | None) -> list[tuple[str, str]]:
    """Whom to call, each with a telephone of plan or office: who acts, those of the item, those of the duties."""
    names = [owner, *((item.owner, item.lead) if item else ())]
    units = (unit_for(case.office, duties()[key]) for key in (event.calls if event else ()))
    names += [name for unit in units if unit for name in (unit.contact or unit.name,)]
    found = {name: phone for name in names if name and (phone := case.phone_of.get(name))}
    office = case.office.office if case.office else None
    if office and office.duty_phone:
        found[_("值班室")] = office.duty_phone
    return list(found.items())
