"""能不能用 (SJ15): places that are closed, people and cars that are away, and public holidays, each at its item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.model.office import Place
from jiedai.model.opening import Hours, Off, read_off
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES, WEEKDAYS, clock, read_time_range
from jiedai.model.workdays import holiday
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import is_ride, label
from jiedai.visit.rides import carloads

_NOT_VISITED = (ItemKind.PICKUP, ItemKind.DROPOFF)
_CLOSED_IN_WORDS = regex(
    r"每?(?:逢)?((?:星期|周)[一二三四五六日天末](?:(?:至|到|—|－|-)(?:星期|周)?[一二三四五六日天])?"
    r"(?:全天|上午|下午|晚上)?)[^，。；,;]{0,4}(?:闭馆|休馆|闭园|闭店|休息|休业|不开放|不接待)"
)
_CLOCKS = regex(r"\d{1,2}[:：]\d\d")
_BUT_HOLIDAYS = regex(r"(?:节假日|假期)[^，。；,;]{0,3}(?:除外|照常|开放|不休|正常)")


class _When(NamedTuple):
    """When an item takes place: its day, the minutes after midnight, and whether they are known."""

    day: dt.date
    start: int
    end: int
    timed: bool

    def meets(self, off: Off) -> bool:
        """Whether the item falls into time off; of an item without clock times that is sure for a whole day alone."""
        return off.covers(self.day, self.start, self.end) if self.timed else off.whole(self.day)

    def keeps(self, hours: Hours) -> bool:
        return not self.timed or hours.hold(self.start, self.end)


@rule("SJ15")
def open_and_there(case: Case, figures: Figures) -> Iterator[Finding]:
    """Places are open and people and cars are there; a public holiday is told once a day."""
    told = set()
    people, cars = _absences(case)
    for day, item in case.items:
        when = _when(day.date, item)
        if day.date not in told and (name := holiday(day.date)):
            told.add(day.date)
            message = _("{date} 是{holiday}放假").format(date=day.date.isoformat(), holiday=name)
            hint = _("核对各单位有没有人、点位开不开")
            yield case.finding(item, "time", message, hint=hint, level=Level.INFO)
        yield from _closed(case, item, when)
        if people:
            yield from _people_away(case, item, when, people)
        if people or cars:
            yield from _cars_away(case, item, when, people)


def _absences(case: Case) -> tuple[dict[str, Off], bool]:
    """When people of the office are away, by name, and whether any of its vehicles ever is."""
    office = case.office
    people = {person.name: person.away for person in (office.people if office else ()) if person.away}
    return people, any(vehicle.away for vehicle in case.vehicle_by_number.values())


def _when(day: dt.date, item: Item) -> _When:
    start, end = item.time.start, item.time.end
    if start is None or item.time.approximate:
        return _When(day, 0, DAY_MINUTES, timed=False)
    return _When(day, start, start if end is None else end, timed=True)


_OPEN_DAYS = regex(
    r"(?:星期|周)(?P<first>[一二三四五六日天])\s*(?:至|到|—|－|-)\s*(?:星期|周)?(?P<last>[一二三四五六日天])[^，。；,;闭休]{0,6}(?:开放|开馆|营业|接待)"
)
_OPEN_HOURS = regex(
    r"(?:开放|开馆|营业|接待|参观)(?:时间)?[^，。；,;\d]{0,6}(?P<hours>\d{1,2}[:：]\d\d\s*(?:至|到|-|—|－|–|~|～)\s*\d{1,2}[:：]\d\d)"
)


def _closed(case: Case, item: Item, when: _When) -> Iterator[Finding]:
    if is_ride(item) or item.kind in _NOT_VISITED:
        return
    spare = case.place(item.plan_b) if item.plan_b else None
    told = _not_open(spare, when) if spare is not None else ""
    if spare is not None and told:
        message = _("{item}的备选{place}，{told}").format(item=label(item), place=spare.name, told=told)
        yield case.finding(item, "plan_b", message, hint=_("换一个那时开放的备选地点"))
    for name, index in case.entries(item, "place"):
        place = case.place(name)
        if place is None:
            continue
        told = _not_open(place, when)
        if told:
            message = _("{item}在{place}，{told}").format(item=label(item), place=place.name, told=told)
            hint = _("与{place}确认能否开放，或换时间、换地方").format(place=place.name)
            yield case.finding(item, "place", message, index=index, hint=hint)


def _not_open(place: Place, when: _When) -> str:
    """Why a place is not open then; empty where it is, or nothing says so."""
    if place.closed is not None and when.meets(place.closed):
        return _("那时不开放（{closed}）").format(closed=place.closed)
    if place.hours is not None and not when.keeps(place.hours):
        time = f"{clock(when.start % DAY_MINUTES)}-{clock(when.end % DAY_MINUTES)}"
        return _("开放时间是 {hours}，安排在 {time}").format(hours=place.hours, time=time)
    if place.closed is None and place.intro:
        words = _closed_in_words(place.intro, when)
        if words:
            return _("简介里写着“{words}”").format(words=words)
    return ""


def _closed_in_words(intro: str, when: _When) -> str:
    """The words of an introduction by which a place is closed then; empty where there are none."""
    if _BUT_HOLIDAYS.search(intro) and holiday(when.day):
        return ""
    for found in _CLOSED_IN_WORDS.finditer(intro):
        try:
            off = read_off(found[1], None)
        except PydanticCustomError:
            continue
        if when.meets(off):
            return found[0]
    return _other_days_open(intro, when) or _other_hours_open(intro, when)


def _other_days_open(intro: str, when: _When) -> str:
    """The words by which a place is open on other days of the week alone."""
    found = _OPEN_DAYS.search(intro)
    if found is None:
        return ""
    first, last = (WEEKDAYS.index(found[end].replace("天", "日")) for end in ("first", "last"))
    days = {(first + number) % 7 for number in range((last - first) % 7 + 1)}
    return "" if when.day.weekday() in days else found[0]


def _other_hours_open(intro: str, when: _When) -> str:
    """The words by which a place is open at other hours; where several are written, nobody knows which are meant."""
    found = list(_OPEN_HOURS.finditer(intro))
    if len(found) != 1 or len(_CLOCKS.findall(intro)) > 2 or not when.timed:
        return ""
    time = read_time_range(found[0]["hours"], None)
    if time.start is None or time.end is None or time.end <= time.start:
        return ""
    return "" if time.start <= when.start and when.end <= time.end else found[0][0]


def _people_away(case: Case, item: Item, when: _When, people: Mapping[str, Off]) -> Iterator[Finding]:
    for field in ("hosts", "guide", "chair", "crew", "owner"):
        for name, index in case.entries(item, field):
            off = people.get(case.own_name(name))
            if off is not None and when.meets(off):
                message = _("{item}有{name}，{name}那时外出（{away}）").format(name=name, away=off, item=label(item))
                yield case.finding(item, field, message, index=index, hint=_("换人，或核对外出的时间"))


def _cars_away(case: Case, item: Item, when: _When, people: Mapping[str, Off]) -> Iterator[Finding]:
    """Vehicles of an item that are away, or whose driver is."""
    for load in carloads(case, item):
        vehicle = case.vehicle_by_number.get(load.number)
        if vehicle is None:
            continue
        driver = people.get(vehicle.driver or "")
        field = "vehicles" if item.vehicles else "id"
        if vehicle.away is not None and when.meets(vehicle.away):
            message = _("{number}号车那时外出（{away}）").format(number=load.number, away=vehicle.away)
            yield case.finding(item, field, message, hint=_("换一辆车"))
        elif driver is not None and when.meets(driver):
            message = _("{number}号车的驾驶员{name}那时外出（{away}）").format(
                number=load.number, name=vehicle.driver, away=driver
            )
            yield case.finding(item, field, message, hint=_("换驾驶员，或换一辆车"))
