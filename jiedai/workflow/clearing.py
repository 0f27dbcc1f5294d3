"""What of an earlier plan does not pass into its copy: the table of fields, and the people behind the names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from jiedai.language import _
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.reading import VisitDays, halfwidth
from jiedai.model.times import ENGLISH_WEEKDAY, WEEKDAYS, english_weekday, read_day
from jiedai.workflow.playbook import blank

RESULTS = ("actuals", "feedback", "review", "waivers")
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
        "hosts.phone",
        "crew.phone",
        "crew.backup",
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
"""Lists of names: those of hosts and staff become their blanks, those of guests go."""
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
    """The people of the earlier visit: the blank that stands for each host and member of staff, the guests' names (and
    groups), and the telephones of all.
    """

    posts: dict[str, str]
    guests: frozenset[str]
    phones: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, office: Office | None) -> People:
        """Everybody whose name must not be in the copy. The telephones of units and places are nobody's own."""
        guests = {
            text for guest in plan.guests for text in (guest.name, guest.name_en, guest.name_zh, guest.group) if text
        }
        guests |= {group.name for group in plan.headcount.groups} if plan.headcount else set()
        guests |= set(plan.letter.members) if plan.letter else set()
        posts = _posts(plan)
        named = frozenset(name for name in guests if not is_placeholder(name)) - posts.keys()
        told = [guest.phone for guest in plan.guests] + [host.phone for host in plan.hosts]
        told += [task.phone for task in plan.tasks if task.owner in named or task.owner in posts]
        standing = {unit.phone for unit in office.units} if office else set()
        standing |= {place.phone for place in office.places} if office else set()
        phones = {phone for phone in [*told, *(member.phone for member in plan.crew)] if phone} - standing
        return cls(posts, named, frozenset(phone for phone in phones if not is_placeholder(phone)))

    def listed(self, names: tuple[str, ...]) -> list[str]:
        """A list of names without the people: blanks for posts, guests left out, one blank when nobody is left."""
        kept = [self.posts.get(name, name) for name in names if name not in self.guests]
        return list(dict.fromkeys(kept)) or [blank()]

    def single(self, name: str) -> str:
        """One name, or the blank in its place."""
        return blank() if name in self.guests else self.posts.get(name, name)

    def blanks(self) -> dict[str, str]:
        """What stands for each name and telephone; names of one character are too short to be looked for."""
        words = {name: blank() for name in (*self.guests, *self.phones)} | self.posts
        return {name: new for name, new in words.items() if len(name) > 1}


def _posts(plan: Plan) -> dict[str, str]:
    """The blank for each host and member of staff: it says which post, so that one name can replace it everywhere."""
    posts: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name, words in [
        *((host.name, (host.unit or "") + (host.post or "")) for host in plan.hosts),
        *((member.name, (member.unit or "") + "".join(member.duty)) for member in plan.crew),
        *((member.backup or "", _("替补")) for member in plan.crew),
    ]:
        if not name or is_placeholder(name) or name in posts:
            continue
        words = re.sub(r"[\s,，、;；:：\[\]{}]", "", words) or _("人员")
        taken[words] = taken.get(words, 0) + 1
        posts[name] = blank(words + (str(taken[words]) if taken[words] > 1 else ""))
    return posts


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
