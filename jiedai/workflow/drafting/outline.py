"""The outline of a new plan: what is known filled in, what must be filled in as blanks, the rest left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.language import _, current
from jiedai.model.choice import Classification, HostRole, ItemKind, Kind, MealForm, PlaceKind
from jiedai.model.duties import duties
from jiedai.model.moments import Due
from jiedai.model.placeholder import is_placeholder
from jiedai.model.times import WEEKDAYS, DateRange, clock
from jiedai.visit.filled import HOTEL
from jiedai.visit.work import unit_for
from jiedai.workflow.drafting.emit import Flow, Keys, abridged, plan_of
from jiedai.workflow.drafting.playbook import CrewPost, Need, PlaceRole, Playbook, blank
from jiedai.workflow.drafting.programme import Composer, Means, Places, Slot, Travel

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.model.plan import Plan
    from jiedai.workflow.drafting.playbook import Playbook
    from jiedai.workflow.drafting.request import NewVisit

SUBJECT = "subject"
"""The duty of the bureau of the same line as the visiting unit."""


class Holder(NamedTuple):
    """The unit that sees to a duty, and who does so there; a blank, and nobody, while they are not known."""

    unit: str
    owner: str = ""

    def said(self, unit: str = "unit") -> dict[str, str]:
        """As an entry of a plan says it, the unit in the field of that name; nobody is not mentioned."""
        return {unit: self.unit} | ({"owner": self.owner} if self.owner else {})


def leading_duties(book: Playbook) -> frozenset[str]:
    """The duties of the bureau that leads the visit: its subject, and what falls to it of the main session."""
    main = book.sessions[0].duty
    return frozenset({SUBJECT} | ({main} if duties()[main].falls_to == SUBJECT else set()))


@dataclass(frozen=True)
class Holders:
    """Who holds the duties of one visit. `lead` is the bureau chosen, `liaison` who works for the reception office."""

    office: Office | None
    leading: frozenset[str]
    lead: str = ""
    liaison: str = ""

    def of(self, key: str) -> Holder:
        """Who sees to the duty of that key; KeyError for one that is none."""
        name = self._unit(key)
        if self.liaison and name == self._unit("coordination"):
            return Holder(name, self.liaison)
        contacts = {unit.name: unit.contact for unit in (self.office.units if self.office else ())}
        contact = contacts.get(name) or ""
        return Holder(name, "" if is_placeholder(contact) else contact)

    def _unit(self, key: str) -> str:
        """The bureau that leads for what is its own; else the first unit with the duty, or with the one it falls to."""
        duty = duties()[key]
        if key in self.leading:
            return self.lead or blank(duties()[SUBJECT].unit[current()])
        found = unit_for(self.office, duty._replace(falls_to=None))
        if found is None and duty.falls_to:
            fallen = self.of(duty.falls_to).unit
            return blank(duty.unit[current()]) if is_placeholder(fallen) else fallen
        return found.name if found else blank(duty.unit[current()])


LISTED = 30
"""Up to so many guests get a line each; of more, only the number is asked."""
_SESSIONS = frozenset({ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING})
_ATTENDED = _SESSIONS | {ItemKind.VISIT}


def day_text(day: dt.date) -> str:
    """A day as plans write it, with its weekday in Chinese texts."""
    return day.isoformat() + ("" if current() == "en" else f" 星期{WEEKDAYS[day.weekday()]}")


def dates_text(dates: DateRange, keys: Keys) -> str:
    """The days of a visit as a plan with keys in that spelling writes them."""
    return str(dates) if keys == "zh" else "..".join(dict.fromkeys((dates.first.isoformat(), dates.last.isoformat())))


def days_of(dates: DateRange) -> list[dt.date]:
    """Every day of the visit."""
    return [dates.first + dt.timedelta(days=offset) for offset in range(dates.days)]


@dataclass(frozen=True)
class Outline:
    """Builds the sections of one plan, keys in English. `liaison` is who works for the reception office."""

    request: NewVisit
    book: Playbook
    office: Office | None
    liaison: str = ""

    def data(self) -> dict[str, Any]:
        """Every section, in the order of the file; nothing is said twice."""
        request = self.request
        days = self._days()
        data: dict[str, Any] = {
            "title": request.title,
            "kind": request.kind,
            "version": 1,
            "classification": Classification.INTERNAL,
            "purpose": blank(),
            "dates": dates_text(request.dates, request.keys),
            "letter": {"issuer": request.from_unit or blank()}
            | {name: blank() for name in ("number", "date", "subject", "itinerary")}
            | {"members": [blank()]},
            "approval": blank(),
            **self.guests(),
            "hosts": [self._chief_host()],
            "crew": [],
            "defaults": self._defaults([slot for _day, slots in days for _name, slot in slots]),
            "schedule": [
                {"date": day_text(day), "items": [self._item(name, slot) for name, slot in slots]}
                for day, slots in days
            ],
            "meals": [
                self._meal(name, slot) for _day, slots in days for name, slot in slots if slot.kind is ItemKind.MEAL
            ],
        }
        if request.overnight:
            data["lodging"] = {"hotel": self._hotel}
            if self._is_new_hotel:
                data["places"] = [Flow(name=request.hotel, kind=PlaceKind.HOTEL)]
        needs = self._needs(data)
        data["crew"] = self.crew(needs)
        data["tasks"] = self._tasks(needs)
        data["risks"] = self._risks(needs)
        return {name: value for name, value in abridged(data, request, self.office).items() if value}

    # --- people -------------------------------------------------------------------------------------------------------

    def guests(self) -> dict[str, Any]:
        """Blank guests, as many as come; of a large party, or one of about so many, only the number."""
        count = self.request.guests
        if count is not None and (count.number > LISTED or count.approximate):
            return {"headcount": {"total": str(count) if count.approximate else count.number}}
        guests: list[dict[str, Any]] = []
        for index in range(1, (count.number if count else 1) + 1):
            guest: dict[str, Any] = {"name": blank(_("来宾{number}").format(number=index))}
            if self.request.kind is Kind.FOREIGN:
                guest |= {"name_zh": blank(), "nationality": blank()}
            if self.request.overnight:
                guest["sex"] = blank()
            guest |= {"unit": self.request.from_unit or blank(), "post": blank()}
            if index == 1 or self.request.overnight:
                guest["rank"] = blank()  # of the chief guest for who signs, of all for what a room may cost
            if index == 1:
                guest["arrive"] = self._leg(self.request.arrive, self.request.dates.first)
                guest["leave"] = self._leg(self.request.leave, self.request.dates.last)
                guests.append(guest)
            else:
                guests.append(Flow(guest))
        return {"guests": guests}

    def _leg(self, travel: Travel, day: dt.date) -> Flow:
        known = travel.minute is not None and not travel.about
        leg = Flow(time=f"{day.isoformat()} {clock(travel.minute or 0)}" if known else blank())
        if travel.way is not Means.ROAD:
            leg |= {"by": travel.number or blank(), "place": Places(self.office).name(travel.role)}
        return leg

    @property
    def _host(self) -> str:
        return self.request.host or blank(_("主陪"))

    def _chief_host(self) -> Flow:
        """The chief host by name; of somebody whom the office does not know the rest is asked."""
        host = Flow(name=self._host)
        known = {person.name for person in (self.office.people if self.office else ())}
        known |= {unit.contact for unit in (self.office.units if self.office else ()) if unit.contact}
        if self.request.host and self.request.host not in known:
            host |= {"unit": blank(), "post": blank()}
        host["role"] = HostRole.PRINCIPAL
        return host

    def crew(self, needs: frozenset[Need]) -> list[Flow]:
        """The staff of the visit: a blank for each post, the liaison by name where there is one."""
        posts = [post for post in self.book.crew if not post.needs or needs & set(post.needs)]
        if self.request.staff:  # whoever is not on file is asked of the unit that has the task
            posts = [post for at, post in enumerate(posts) if at == 0 or str(post.duty) in self.request.staff]
        return [self._member(index, post) for index, post in enumerate(posts)]

    def _member(self, index: int, post: CrewPost) -> Flow:
        duty, unit = str(post.duty), self._holders.of(post.unit).unit
        if named := self.request.staff.get(duty):
            backup = {"backup": named[1]} if index == 0 and named[1:] else {}
            return Flow({"name": named[0], "duty": duty} | backup)
        if index > 0:
            return Flow(name=blank(duty), unit=unit, duty=duty)
        # The liaison is the one whose place must be taken at once.
        member = Flow(name=self.liaison, duty=duty) if self.liaison else Flow(name=blank(duty), unit=unit, duty=duty)
        deputies = {one.name: one.deputy for one in (self.office.units if self.office else ())}
        if deputies.get(unit) in (None, self.liaison):
            member["backup"] = blank()
        return member

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self.office, leading_duties(self.book), self.request.lead, self.liaison)

    # --- programme ----------------------------------------------------------------------------------------------------

    @cached_property
    def _hotel(self) -> str:
        return Places(self.office, self.request.hotel).name(PlaceRole.HOTEL)

    @property
    def _is_new_hotel(self) -> bool:
        """Whether the hotel is none of the places that the office file lists."""
        known = {place.name for place in (self.office.places if self.office else ())}
        return bool(known and self.request.hotel) and self.request.hotel not in known

    def _spelled(self, place: str) -> str:
        """A place as items name it: the hotel is named once, with the lodging."""
        known = {one.name for one in (self.office.places if self.office else ())}
        if self.request.overnight and place == self._hotel and known.isdisjoint(HOTEL):
            return "hotel" if current() == "en" else "宾馆"
        return place

    def _days(self) -> list[tuple[dt.date, list[tuple[str, Slot]]]]:
        days, request = days_of(self.request.dates), self.request
        composer = Composer(self.book, self.office, days, request.arrive, request.leave, request.hotel, request.hall)
        slots = composer.compose()
        return [
            (day, [(f"{_letter(number)}{index}", slot) for index, slot in enumerate(items, 1)])
            for number, (day, items) in enumerate(zip(days, slots, strict=True))
        ]

    def _defaults(self, slots: list[Slot]) -> dict[str, Any]:
        """What holds for every item that says nothing else."""
        chosen: dict[str, Any] = {}
        if any(slot.kind is ItemKind.TRANSFER for slot in slots):
            chosen["vehicles"] = [_plain(number) for number in self.request.vehicles] or [blank(_("车号"))]
        chosen["unit"] = self._holders.of("coordination").unit
        if self.liaison:
            chosen["owner"] = self.liaison
        if any(slot.kind in _ATTENDED and slot.duty in self._holders.leading for slot in slots):
            chosen["host_unit"] = self._holders.of("subject").unit
        if any(slot.session and slot.session.place is PlaceRole.HALL for slot in slots):
            chosen["venue"] = Places(self.office, hall=self.request.hall).name(PlaceRole.HALL)
        return chosen

    def _item(self, name: str, slot: Slot) -> Flow:
        """An item with all that is to be said of it; what others say is left out later."""
        who = self._holders.of(slot.duty)
        item = Flow(id=name, time=f"{clock(slot.start)}-{clock(slot.end)}", what=slot.what, kind=slot.kind)
        if slot.kind is ItemKind.TRANSFER:
            item |= {"from": self._spelled(slot.origin), "to": self._spelled(slot.to)}
        elif slot.place:
            item["place"] = self._spelled(slot.place)
        if slot.kind is ItemKind.VISIT:
            item["purpose"] = blank()
        if slot.kind in _ATTENDED or slot.hosted:
            item["hosts"] = [self._host]
        item |= who.said("lead")
        return item

    def _meal(self, name: str, slot: Slot) -> Flow:
        meal = Flow(item=name, form=slot.form)
        if slot.hosted:
            meal["hosted"] = True
        price = self._price(slot)
        if price is not None or slot.hosted:
            meal["price"] = blank() if price is None else price
        if slot.hosted:
            meal["hosts"] = [self._host]
        else:
            meal["fee"] = _("含房费") if slot.role == "breakfast" else _("按标准收取")
        return meal

    def _price(self, slot: Slot) -> Decimal | None:
        """The local standard of the meal; None for a banquet, and where the office file has none."""
        standards = self.office.standards if self.office else None
        local = standards.working_meal if standards else None
        known = getattr(local, slot.role, None) if slot.form is not MealForm.BANQUET else None
        return known if isinstance(known, Decimal) else None

    # --- work ---------------------------------------------------------------------------------------------------------

    def _needs(self, data: dict[str, Any]) -> frozenset[Need]:
        """What the outline needs, read from it as from any plan."""
        hosted = any(meal.get("hosted") for meal in data["meals"])
        return needs_of(plan_of(data, self.request), self.office) | ({Need.HOSTED_MEAL} if hosted else set())

    def _tasks(self, needs: frozenset[Need]) -> list[Flow]:
        wanted = [task for task in self.book.tasks if not task.needs or needs & set(task.needs)]
        wanted.sort(key=lambda task: task.due.due.at(self.request.dates))
        numbers = {task.id: f"T{index}" for index, task in enumerate(wanted, 1)}
        tasks = []
        for task in wanted:
            who = self._holders.of(task.duty)
            entry = Flow(id=numbers[task.id], what=str(task.what), phase=str(self.book.phase(task.phase).name))
            entry |= who.said() | {"due": str(self._due(task.due.due))}
            support = _different((self._holders.of(name).unit for name in task.support), who.unit)
            if support:
                entry["support"] = support
            after = [numbers[name] for name in task.after if name in numbers]
            if after:
                entry["after"] = after
            tasks.append(entry)
        return tasks

    def _due(self, due: Due) -> Due:
        """A deadline, no earlier than the day on which work begins: a letter may come two days before the guests."""
        begun, first = self.request.begun, self.request.dates.first
        if begun is None or begun > first or due.from_last or due.on(self.request.dates) >= begun:
            return due
        return Due(offset=(begun - first).days, minute=due.minute)

    def _risks(self, needs: frozenset[Need]) -> list[Flow]:
        risks = []
        for risk in self.book.risks:
            if risk.needs and not needs & set(risk.needs):
                continue
            who = self._holders.of(risk.duty)
            entry = Flow(scenario=str(risk.scenario), trigger=str(risk.trigger))
            entry |= {"actions": [str(action) for action in risk.actions]} | who.said()
            if risk.fallback:
                entry["fallback"] = str(risk.fallback)
            risks.append(entry)
        return risks


def _plain(number: str) -> int | str:
    """The number of a vehicle as people write it, without quotes where it is a number."""
    return int(number) if number.isascii() and number.isdecimal() and not number.startswith("0") else number


def _different(units: Iterable[str], owner: str) -> list[str]:
    return [unit for unit in dict.fromkeys(units) if unit != owner]


def _letter(number: int) -> str:
    """A, B … Z for the days of the visit, then AA, AB …"""
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


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
