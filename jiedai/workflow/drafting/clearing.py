"""What of an earlier plan does not pass into its copy: the table of fields, and the people behind the names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.times import ENGLISH_WEEKDAY, WEEKDAYS, english_weekday, read_day
from jiedai.workflow.drafting.playbook import blank

RESULTS = ("actuals", "feedback", "review", "closed", "waivers")
"""Sections about what became of the visit; they go."""
OCCASION = ("welcome", "weather")
"""Sections said to those guests, of those days; they go too."""
REMOVED = frozenset(
    ["state", "state_reason", "approval.version", "approval.dates", "tasks.done_at", "tasks.note", "seating.fixed"]
)
"""Entries that go altogether."""
BLANKED = frozenset(
    [
        "public_title",
        "number",
        "letter.issuer",
        "letter.number",
        "letter.date",
        "letter.subject",
        "letter.itinerary",
        "approval.by",
        "approval.post",
        "approval.time",
        "approval.opinion",
        "lodging.rooms.number",
        "security.licence",
        "costs.amount",
    ]
)
"""Values that become blanks."""
EMPTIED = frozenset(
    [
        "letter.members",
        "schedule.items.guests",
        "meals.guests",
        "lodging.rooms.guests",
        "rides.riders",
        "seating.guests",
        "seating.people",
        "gifts.to",
    ]
)
"""Lists of guests that become one blank; `全体` stays."""
NAME_LISTS = EMPTIED | frozenset(
    [
        "schedule.items.hosts",
        "schedule.items.crew",
        "schedule.items.guide",
        "meals.hosts",
        "seating.hosts",
        "seating.interpreters",
    ]
)
"""Lists of names: those of guests go, our own stay."""
NAMES = frozenset(
    [
        "hosts.name",
        "crew.name",
        "defaults.owner",
        "schedule.items.owner",
        "schedule.items.chair",
        "schedule.items.steps.owner",
        "tasks.owner",
        "tasks.check_by",
        "risks.owner",
        "rides.lead",
    ]
)
"""Single names, treated alike."""


@dataclass(frozen=True)
class People:
    """The people of the earlier visit: names (and groups) of those who came, their telephones, and our own people."""

    guests: frozenset[str]
    phones: frozenset[str]
    ours: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, office: Office | None) -> People:
        """Whose name must not be in the copy, and who comes again. Telephones of units and places are nobody's own."""
        members = [member.backup for member in plan.crew if member.backup]
        ours = {*(host.name for host in plan.hosts), *(member.name for member in plan.crew), *members}
        guests = {
            text for guest in plan.guests for text in (guest.name, guest.name_en, guest.name_zh, guest.group) if text
        }
        guests |= {group.name for group in plan.headcount.groups} if plan.headcount else set()
        guests |= set(plan.letter.members) if plan.letter else set()
        named = frozenset(name for name in guests - ours if not is_placeholder(name))
        told = [guest.phone for guest in plan.guests] + [task.phone for task in plan.tasks if task.owner in named]
        standing = {unit.phone for unit in office.units} if office else set()
        standing |= {place.phone for place in office.places} if office else set()
        standing |= {host.phone for host in plan.hosts} | {member.phone for member in plan.crew}
        phones = frozenset(phone for phone in told if phone and phone not in standing and not is_placeholder(phone))
        return cls(named, phones, frozenset(ours))

    def listed(self, names: tuple[str, ...]) -> list[str]:
        """A list of names without the guests; one blank when nobody is left."""
        return list(dict.fromkeys(name for name in names if name not in self.guests)) or [blank()]

    def emptied(self, names: tuple[str, ...]) -> list[str]:
        """A list of guests: one blank for them, and our own people among them."""
        return [blank(), *(name for name in dict.fromkeys(names) if name in self.ours)]

    def single(self, name: str) -> str:
        """One name, or the blank in its place."""
        return blank() if name in self.guests else name

    def words(self) -> list[str]:
        """Each name and telephone that must not be left; names of one character are too short to be looked for."""
        return [name for name in (*self.guests, *self.phones) if len(name) > 1]


_WRITTEN = re.compile(
    r"(?:(?P<year>\d{4})(?P<after_year>\s*[-/.年]\s*))?(?P<month>\d{1,2})(?P<after_month>\s*[-/.月]\s*)"
    r"(?P<day>\d{1,2})(?P<mark>\s*[日号])?(?P<before>\s*[\(\[]?\s*(?:星期|周|礼拜)\s*)?(?P<weekday>(?(before)[一二三四五六日天]))"
    rf"(?:(?P<blank>\s*[\(\[]?\s*)(?P<english>{ENGLISH_WEEKDAY}))?"
)


def shift_date(typed: str, days: int, visit: VisitDays) -> str:
    """A date (with a time perhaps) moved by `days`: separators, zeros and time stay, a weekday is put right.

    A short date takes its year from `visit`. Raises PydanticCustomError where the text begins with no date.
    """
    text = typed.strip()
    found = _WRITTEN.match(halfwidth(text))
    if found is None:
        read_day(text, visit)
        return typed
    date = read_day(found.group(), visit)
    moved = dt.date(date.year, date.month, date.day) + dt.timedelta(days=days)
    padded = found["month"].startswith("0") or found["day"].startswith("0")
    padded = padded or (len(found["month"]) == len(found["day"]) == 2 and "月" not in found["after_month"])

    def part(name: str) -> str:
        return text[found.start(name) : found.end(name)] if found[name] else ""

    def number(value: int) -> str:
        return f"{value:02d}" if padded else str(value)

    year = f"{moved.year:04d}{part('after_year')}" if found["year"] else ""
    weekday = ""
    if found["weekday"]:
        word = WEEKDAYS[moved.weekday()]
        weekday = part("before") + ("天" if word == "日" and found["weekday"] == "天" else word)
    if found["english"]:
        weekday = part("blank") + english_weekday(moved.weekday(), found["english"])
    date_text = f"{year}{number(moved.month)}{part('after_month')}{number(moved.day)}{part('mark')}{weekday}"
    return date_text + text[found.end() :]
