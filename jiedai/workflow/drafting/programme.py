"""A first programme for a visit: typical items of each day, at times that fit together.

Times are minutes after midnight. Every day is filled from its start to its end with a cursor: an item is taken in only
where it, and the road that follows it, still fit. Places are the office's own where there is one of the kind, else
blanks; where the office file knows the road, its minutes are used. The times are those that `fit` would give the same
items by their lengths: rides bring people just in time, meals are at their usual hour.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from jiedai.language import _
from jiedai.model.choice import ItemKind, MealForm, PlaceKind
from jiedai.visit.experience import lasting, learned_road
from jiedai.workflow.drafting.playbook import PlaceRole, Playbook, Session, blank
from jiedai.workflow.retiming.usual import MORNING, PICKUP, meal_start

if TYPE_CHECKING:
    from jiedai.model.office import Office, Place

ROAD = 25
"""Minutes between two places whose road is not known."""
BOARDING = 5
CHECK_IN = 15
MEAL = 50
STEP = 5
"""Starts are rounded up to this many minutes."""
SHORTEST_SESSION = 40
NOON, AFTERNOON = 12 * 60, 14 * 60
LATEST_SESSION = 17 * 60 + 30
MIDNIGHT = 24 * 60
ARRIVAL = 9 * 60
MEAL_WINDOWS = {"breakfast": (7 * 60, 9 * 60), "lunch": (11 * 60 + 30, 13 * 60 + 30), "dinner": (17 * 60 + 30, 20 * 60)}


@dataclass(frozen=True, slots=True)
class Slot:
    """An item of the programme. `role` says which session or meal it is (`lunch`), empty for what only leads there."""

    start: int
    end: int
    what: str
    kind: ItemKind
    duty: str
    place: str = ""
    origin: str = ""
    to: str = ""
    role: str = ""
    session: Session | None = None
    form: MealForm | None = None
    hosted: bool = False


class Means(Enum):
    """How guests come and go."""

    TRAIN = "train"
    FLIGHT = "flight"
    ROAD = "road"


BEFORE = {Means.TRAIN: 35, Means.FLIGHT: 100, Means.ROAD: 15}
"""How long before departure the guests are at the station or airport, or take leave where they are."""


@dataclass(frozen=True, slots=True)
class Travel:
    """How and when the guests come or go, as far as it is known: minutes after midnight, the number of the train."""

    minute: int | None = None
    means: Means | None = None
    number: str = ""
    about: bool = False
    """The time is but about so: a programme can begin with it, nobody's journey is known by it."""

    @property
    def way(self) -> Means:
        """The means; by train while it is not known."""
        return self.means or Means.TRAIN

    @property
    def role(self) -> PlaceRole:
        """Where they arrive or leave from when they do not drive."""
        return PlaceRole.AIRPORT if self.way is Means.FLIGHT else PlaceRole.STATION


class Places:
    """The places of the office by what they are for, and the roads between them; hotel and hall may be chosen."""

    _KINDS = {
        PlaceRole.STATION: PlaceKind.STATION,
        PlaceRole.AIRPORT: PlaceKind.AIRPORT,
        PlaceRole.HOTEL: PlaceKind.HOTEL,
        PlaceRole.CANTEEN: PlaceKind.CANTEEN,
        PlaceRole.HALL: PlaceKind.HALL,
    }

    def __init__(self, office: Office | None, hotel: str = "", hall: str = "") -> None:
        self._office = office
        self._places = office.places if office else []
        self._chosen = {PlaceRole.HOTEL: hotel, PlaceRole.HALL: hall}
        self._roads: dict[frozenset[str], int] = {}
        for road in office.travel if office else []:
            self._roads[frozenset((road.from_, road.to))] = road.minutes
        conventions = office.conventions if office else None
        known = conventions.boarding if conventions else None
        self.boarding = BOARDING if known is None else known

    def name(self, role: PlaceRole, number: int = 1) -> str:
        """The one chosen, the only place of that kind (of several hotels the only designated one), else a blank."""
        if chosen := self._chosen.get(role):
            return chosen
        found: list[Place] = [place for place in self._places if place.kind is self._KINDS.get(role)]
        if len(found) > 1:
            found = [place for place in found if place.designated]
        return found[0].name if len(found) == 1 else blank(_role_names(number)[role])

    def road(self, origin: str, to: str) -> int:
        """Minutes from one place to another, boarding included; 0 where they are one, or one of them is none."""
        if origin == to or not (origin and to):
            return 0
        known = (self._roads.get(frozenset((origin, to))), learned_road(self._office, origin, to))
        return max((one for one in known if one is not None), default=ROAD) + self.boarding


def _role_names(number: int) -> dict[PlaceRole, str]:
    return {
        PlaceRole.STATION: _("车站"),
        PlaceRole.AIRPORT: _("机场"),
        PlaceRole.HOTEL: _("宾馆"),
        PlaceRole.CANTEEN: _("食堂"),
        PlaceRole.HALL: _("会议室"),
        PlaceRole.SITE: _("考察点{number}").format(number=number),
    }


def _windows(office: Office | None) -> dict[str, tuple[int, int]]:
    windows = dict(MEAL_WINDOWS)
    own = office.conventions.meal_windows if office and office.conventions else None
    for name in windows:
        span = getattr(own, name, None)
        if span is not None and span.start is not None and span.end is not None and span.minutes >= MEAL:
            windows[name] = (span.start, span.end)
    return windows


@dataclass
class Composer:
    """Composes the programme of one visit; used once."""

    book: Playbook
    office: Office | None
    dates: list[dt.date]
    arrive: Travel
    leave: Travel
    hotel: str = ""
    hall: str = ""
    _slots: list[Slot] = field(default_factory=list)
    _cursor: int = 0
    _here: str = ""
    _turn: int = 0
    _sites: int = 0
    _hosted: bool = False

    def __post_init__(self) -> None:
        self._places = Places(self.office, self.hotel, self.hall)
        self._windows = _windows(self.office)
        self._overnight = len(self.dates) > 1
        self._hotel = self._places.name(PlaceRole.HOTEL)
        self._exit = "" if self.leave.way is Means.ROAD else self._places.name(self.leave.role)

    def compose(self) -> list[list[Slot]]:
        """The items of each day, in order."""
        return [self._day(index == 0, index == len(self.dates) - 1) for index in range(len(self.dates))]

    def _day(self, first: bool, last: bool) -> list[Slot]:
        self._slots, self._cursor = [], 0
        limit = self._limit(last)
        free_evening = not last or self.leave.minute is not None
        if first:
            self._arrive()
        else:
            self._here = self._hotel
            self._meal("breakfast", limit)
        self._session(NOON, limit)
        ate = self._meal("lunch", limit)
        if free_evening or not self._overnight:
            if ate:
                self._rest(limit)
            self._session(LATEST_SESSION, limit)
        if free_evening:
            self._meal("dinner", limit)
        if last:
            self._depart()
        else:
            self._move(self._hotel)
        return _just_in_time(self._slots, self._hotel)

    def _limit(self, last: bool) -> int:
        """When the guests must be at the station at the latest."""
        if not last:
            return MIDNIGHT
        if self.leave.minute is None:
            return 19 * 60
        return self.leave.minute - BEFORE[self.leave.way]

    # --- parts of a day ----------------------------------------------------------------------------------------------

    def _arrive(self) -> None:
        self._cursor = ARRIVAL if self.arrive.minute is None else self.arrive.minute
        if self.arrive.way is Means.ROAD:
            # Who drives goes where the visit begins.
            self._here = self._hotel if self._overnight else self._places.name(self.book.sessions[0].place)
            self._add(PICKUP, _("来宾抵达"), ItemKind.OTHER, "coordination")
        else:
            self._here = self._places.name(self.arrive.role)
            what = _("接机") if self.arrive.way is Means.FLIGHT else _("接站")
            self._add(PICKUP, what, ItemKind.PICKUP, "coordination")
        if self._overnight:
            self._move(self._hotel)
            self._cursor = _rounded(self._cursor)
            self._add(CHECK_IN, _("办理入住"), ItemKind.REST, "hospitality")

    def _session(self, latest: int, limit: int) -> None:
        """The next session, unless too little of it would be left; it is shortened to end by `latest`."""
        session = self.book.sessions[self._turn % len(self.book.sessions)]
        site = session.place is PlaceRole.SITE
        place = self._places.name(session.place, self._sites + 1)
        start = max(_rounded(self._cursor + self._places.road(self._here, place)), MORNING)
        minutes = lasting(self.office, session.kind, session.minutes)
        end = min(start + minutes, latest, limit - self._places.road(place, self._exit))
        if end - start < min(SHORTEST_SESSION, session.minutes):
            return
        self._turn += 1
        self._sites += site
        self._move(place)
        self._cursor = start
        self._add(end - start, str(session.what), session.kind, session.duty, session=session)

    def _rest(self, limit: int) -> None:
        """The noon rest: at the hotel an item, elsewhere a pause; none before an early departure."""
        if limit - AFTERNOON < 2 * MEAL:
            return
        if self._here == self._hotel and AFTERNOON - self._cursor >= 2 * CHECK_IN:
            self._add(AFTERNOON - self._cursor, _("午休"), ItemKind.REST, "hospitality")
        self._cursor = max(self._cursor, AFTERNOON - 30)

    def _depart(self) -> None:
        before = BEFORE[self.leave.way]
        road = self._places.road(self._here, self._exit)
        if self.leave.minute is not None:
            self._cursor = max(self._cursor, self.leave.minute - before - road)
        self._move(self._exit or self._here)
        end = self.leave.minute if self.leave.minute is not None else self._cursor + before
        minutes = max(end - self._cursor, STEP)
        if self.leave.way is Means.ROAD:
            self._add(minutes, _("来宾返程"), ItemKind.OTHER, "coordination")
        else:
            what = _("送机") if self.leave.way is Means.FLIGHT else _("送站")
            self._add(minutes, what, ItemKind.DROPOFF, "coordination")

    def _meal(self, name: str, limit: int) -> bool:
        """A meal inside its usual hours, where it fits; whether it did."""
        at = self._hotel if self._overnight else self._places.name(PlaceRole.CANTEEN)
        opens, closes = self._windows[name]
        usual = meal_start(name, opens, closes, MEAL)
        start = max(_rounded(self._cursor + self._places.road(self._here, at)), usual)
        if start + MEAL > closes or start + MEAL + self._places.road(at, self._exit) > limit:
            return False
        self._move(at)
        self._cursor = start
        hosted = self.book.hosted_meal if name != "breakfast" and not self._hosted else None
        self._hosted = self._hosted or hosted is not None
        words = {"breakfast": _("早餐"), "lunch": _("午餐"), "dinner": _("晚餐")}
        self._add(
            MEAL,
            words[name],
            ItemKind.MEAL,
            hosted.duty if hosted else "hospitality",
            role=name,
            form=hosted.form if hosted else MealForm.BUFFET,
            hosted=hosted is not None,
        )
        return True

    # --- single items ------------------------------------------------------------------------------------------------

    def _move(self, to: str) -> None:
        """The road to a place, as an item of its own."""
        if to == self._here or self._cursor >= MIDNIGHT:
            return
        start, minutes = self._cursor, self._places.road(self._here, to)
        self._slots.append(
            Slot(start, start + minutes, _("乘车"), ItemKind.TRANSFER, "vehicles", origin=self._here, to=to)
        )
        self._cursor, self._here = start + minutes, to

    def _add(
        self,
        minutes: int,
        what: str,
        kind: ItemKind,
        duty: str,
        *,
        role: str = "",
        session: Session | None = None,
        form: MealForm | None = None,
        hosted: bool = False,
    ) -> None:
        start = self._cursor
        if start >= MIDNIGHT:
            return
        slot = Slot(start, start + minutes, what, kind, duty, self._here, "", "", role, session, form, hosted)
        self._slots.append(slot)
        self._cursor = slot.end


def _just_in_time(slots: list[Slot], hotel: str) -> list[Slot]:
    """The items with rides that bring people when they are expected, as `fit` has it: not to their hotel, to rest."""
    found = list(slots)
    for index, (ride, following) in enumerate(pairwise(slots)):
        if ride.kind is ItemKind.TRANSFER and ride.to != hotel and following.start > ride.end:
            found[index] = replace(ride, start=following.start - (ride.end - ride.start), end=following.start)
    return found


def _rounded(minutes: int) -> int:
    return -(-minutes // STEP) * STEP
