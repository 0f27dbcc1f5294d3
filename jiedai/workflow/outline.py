"""The outline of a new plan: what is known filled in, what must be filled in as blanks, the rest left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiedai.language import _, current
from jiedai.model.choice import Classification, HostRole, ItemKind, Kind, MealForm, Payer, Payment
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays
from jiedai.model.times import WEEKDAYS, DateRange, clock
from jiedai.workflow.emit import Flow, Keys
from jiedai.workflow.playbook import CrewPost, Holder, Need, PlaceRole, Playbook, blank, holder
from jiedai.workflow.programme import Composer, Places, Slot, Travel

if TYPE_CHECKING:
    from jiedai.model.office import Office
    from jiedai.workflow.request import NewVisit

LISTED = 30
"""Up to so many guests get a line each; of more, only the number is asked."""
_PURPOSEFUL = frozenset({ItemKind.VISIT, ItemKind.TALKS, ItemKind.MEETING, ItemKind.CONFERENCE, ItemKind.SIGNING})


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
    """Builds the sections of one plan, keys in English."""

    request: NewVisit
    book: Playbook
    office: Office | None

    def data(self) -> dict[str, Any]:
        """Every section, in the order of the file."""
        request = self.request
        data: dict[str, Any] = {
            "title": request.title,
            "number": blank(),
            "kind": request.kind,
            "version": 1,
            "classification": Classification.INTERNAL,
            "purpose": blank(),
            "dates": dates_text(request.dates, request.keys),
            "letter": {name: blank() for name in ("issuer", "number", "date", "subject", "itinerary")}
            | {"members": [blank()]},
            "approval": {name: blank() for name in ("by", "post", "time", "opinion")},
            **self.guests(),
            "hosts": [
                Flow(name=self._host, unit=blank(), post=blank(), rank=blank(), role=HostRole.PRINCIPAL),
            ],
            "crew": [self._crew(index, post) for index, post in enumerate(self.book.crew)],
        }
        days = self._days()
        data["schedule"] = [
            {"date": day_text(day), "items": [self._item(name, slot) for name, slot in slots]} for day, slots in days
        ]
        data["meals"] = [
            self._meal(name, slot) for _day, slots in days for name, slot in slots if slot.kind is ItemKind.MEAL
        ]
        if len(days) > 1:
            hotel = Places(self.office).name(PlaceRole.HOTEL)
            data["lodging"] = {
                "hotel": hotel,
                "check_in": request.dates.first.isoformat(),
                "check_out": request.dates.last.isoformat(),
            }
        if not data["meals"]:
            del data["meals"]
        needs = self._needs(data)
        data["tasks"] = self._tasks(needs)
        data["risks"] = self._risks(needs)
        if Need.HOSTED_MEAL in needs:
            data["costs"] = [Flow(what=self._hosted_form(), amount=blank(), payer=Payer.HOST, method=Payment.CARD)]
        return data

    def guests(self) -> dict[str, Any]:
        """Blank guests, as many as come; of a large party only the number."""
        number = self.request.guests or 1
        if number > LISTED:
            return {"headcount": {"total": number}}
        foreign = self.request.kind is Kind.FOREIGN
        guests: list[dict[str, Any]] = []
        for index in range(1, number + 1):
            guest: dict[str, Any] = {"name": blank(_("来宾{number}").format(number=index))}
            if foreign:
                guest |= {"name_zh": blank(), "nationality": blank()}
            guest |= {"sex": blank(), "unit": blank(), "post": blank(), "rank": blank()}
            if index == 1:
                guest |= {"diet": [blank()], "allergies": [blank()]}
                guest["arrive"] = self._leg(self.request.arrive, self.request.arrive_by, self.request.dates.first)
                guest["leave"] = self._leg(self.request.leave, self.request.leave_by, self.request.dates.last)
                guests.append(guest)
            else:
                guests.append(Flow(guest))
        return {"guests": guests}

    # --- people ------------------------------------------------------------------------------------------------------

    @property
    def _host(self) -> str:
        return blank(_("主陪"))

    def _holder(self, duty: str) -> Holder:
        return holder(self.office, self.book, duty)

    def _leg(self, travel: Travel, number: str, day: dt.date) -> Flow:
        time = blank() if travel.minute is None else f"{day.isoformat()} {clock(travel.minute)}"
        return Flow(time=time, by=number or blank(), place=Places(self.office).name(travel.role))

    def _crew(self, index: int, post: CrewPost) -> Flow:
        duty = str(post.duty)
        member = Flow(name=blank(duty), unit=self._holder(post.unit).unit, duty=duty, phone=blank())
        if index == 0:
            # The liaison is the one whose place must be taken at once.
            member["backup"] = blank()
        return member

    # --- programme ---------------------------------------------------------------------------------------------------

    def _days(self) -> list[tuple[dt.date, list[tuple[str, Slot]]]]:
        days = days_of(self.request.dates)
        slots = Composer(self.book, self.office, days, self.request.arrive, self.request.leave).compose()
        return [
            (day, [(f"{_letter(number)}{index}", slot) for index, slot in enumerate(items, 1)])
            for number, (day, items) in enumerate(zip(days, slots, strict=True))
        ]

    def _item(self, name: str, slot: Slot) -> Flow:
        who = self._holder(slot.duty)
        item = Flow(id=name, time=f"{clock(slot.start)}-{clock(slot.end)}", what=slot.what, kind=slot.kind)
        if slot.kind is ItemKind.TRANSFER:
            item |= {"from": slot.origin, "to": slot.to, "vehicles": [blank(_("车号"))]}
        elif slot.place:
            item["place"] = slot.place
        if slot.kind in _PURPOSEFUL:
            item["purpose"] = blank()
        if slot.kind in _PURPOSEFUL or slot.hosted:
            item["hosts"] = [self._host]
        if slot.session and slot.session.guide:
            item |= {"guide": blank(_("讲解员")), "plan_b": blank(_("雨天备选"))}
        item |= {"lead": who.unit, "owner": who.owner}
        return item

    def _meal(self, name: str, slot: Slot) -> Flow:
        meal = Flow(item=name, form=slot.form, hosted=slot.hosted)
        price = self._price(slot)
        if price is not None or slot.hosted:
            meal["price"] = blank() if price is None else price
        if slot.hosted:
            meal |= {"hosts": [self._host], "menu": [Flow(dish=blank(_("菜名")))]}
        else:
            meal["fee"] = _("含房费") if slot.role == "breakfast" else _("按标准收取")
        return meal

    def _price(self, slot: Slot) -> Decimal | None:
        """The local standard of the meal; None for a banquet, and where the office file has none."""
        standards = self.office.standards if self.office else None
        local = standards.working_meal if standards else None
        known = getattr(local, slot.role, None) if slot.form is not MealForm.BANQUET else None
        return known if isinstance(known, Decimal) else None

    def _hosted_form(self) -> str:
        form = self.book.hosted_meal.form if self.book.hosted_meal else MealForm.WORKING_MEAL
        return form.label

    # --- work --------------------------------------------------------------------------------------------------------

    def _needs(self, data: dict[str, Any]) -> frozenset[Need]:
        """What the outline needs, read from it as from any plan; its blanks that no type reads are left out."""
        dates = self.request.dates
        readable = {
            "title": self.request.title,
            "kind": self.request.kind,
            "purpose": blank(),
            "dates": dates,
            "schedule": data["schedule"],
            "lodging": data.get("lodging", []),
        }
        plan = Plan.model_validate(readable, context=VisitDays(dates.first, dates.last))
        hosted = any(meal["hosted"] for meal in data.get("meals", ()))
        return needs_of(plan, self.office) | ({Need.HOSTED_MEAL} if hosted else set())

    def _tasks(self, needs: frozenset[Need]) -> list[Flow]:
        days = self.request.dates.days
        wanted = [task for task in self.book.tasks if not task.needs or needs & set(task.needs)]
        wanted.sort(key=lambda task: task.due.due(days).at(self.request.dates))
        numbers = {task.id: f"T{index}" for index, task in enumerate(wanted, 1)}
        tasks = []
        for task in wanted:
            who = self._holder(task.duty)
            entry = Flow(id=numbers[task.id], what=str(task.what), phase=str(self.book.phase(task.phase).name))
            entry |= {"unit": who.unit, "owner": who.owner}
            if not is_placeholder(who.owner):
                entry["phone"] = who.phone
            entry["due"] = str(task.due.due(days))
            support = _different((self._holder(name).unit for name in task.support), who.unit)
            if support:
                entry["support"] = support
            after = [numbers[name] for name in task.after if name in numbers]
            if after:
                entry["after"] = after
            tasks.append(entry)
        return tasks

    def _risks(self, needs: frozenset[Need]) -> list[Flow]:
        risks = []
        for risk in self.book.risks:
            if risk.needs and not needs & set(risk.needs):
                continue
            who = self._holder(risk.duty)
            entry = Flow(scenario=str(risk.scenario), trigger=str(risk.trigger))
            entry |= {"actions": [str(action) for action in risk.actions], "unit": who.unit, "owner": who.owner}
            if risk.fallback:
                entry["fallback"] = str(risk.fallback)
            risks.append(entry)
        return risks


def _different(units: Sequence[str] | Any, owner: str) -> list[str]:
    return [unit for unit in dict.fromkeys(units) if unit != owner]


def _letter(number: int) -> str:
    """A, B … Z for the days of the visit, then AA, AB …"""
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


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
