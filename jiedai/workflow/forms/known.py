"""What a plan already answers of the form, what is still to be asked, and whom to ask."""

from __future__ import annotations

import re
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.enumeration import Choice
from jiedai.model.people import Guest, Leg
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.visit.case import Case
from jiedai.workflow.forms.questions import COLUMNS, OPTIONAL, QUESTIONS

CONTACT = ("来方联系人", "Contact of the visitors")
"""Under what name 其他 has the person whom to ask."""
_PHONE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,5})?|\d{7,8}")


class Known(NamedTuple):
    """The form of one plan: its answers by path, its people as rows by column, and what is asked."""

    answers: dict[str, str]
    people: list[dict[str, str]]
    asked: frozenset[str]
    """Paths without an answer that the form asks for."""
    wanted: list[frozenset[str]]
    """The columns that are asked of each person."""
    room: int
    """How many people are expected: rows to be filled in."""


def known(case: Case | None) -> Known:
    """What is known; an empty form without a plan."""
    if case is None:
        asked = frozenset(question.path for question in QUESTIONS)
        return Known({}, [], asked, [], 0)
    plan = case.written
    answers = {path: text for path, text in _answers(plan).items() if text}
    people = [_row(guest) for guest in plan.guests if not is_placeholder(guest.name) and not guest.absent]
    asked = frozenset(question.path for question in QUESTIONS if not answers.get(question.path))
    total = plan.headcount.total.number if plan.headcount and plan.headcount.total else 0
    room = max(total, len([guest for guest in plan.guests if not guest.absent]), len(people))
    wanted = [_wanted(row, answers, overnight=plan.dates.first != plan.dates.last) for row in people]
    return Known(answers, people, asked, wanted, room)


def _wanted(row: dict[str, str], answers: dict[str, str], *, overnight: bool) -> frozenset[str]:
    """What is not known of somebody and needed: sex for rooms alone, journeys where the party's is not known."""
    needed = {question.path for question in COLUMNS} - OPTIONAL
    needed -= set() if overnight else {"sex"}
    needed -= {way for way in ("arrive", "leave") if answers.get(way)}
    return frozenset(path for path in needed if not row.get(path))


def _answers(plan: Plan) -> dict[str, str]:
    letter, chief = plan.letter, next((one for one in plan.guests if not is_placeholder(one.name)), None)
    name, phone = contact(plan)
    unit = _text(letter.issuer) if letter else ""
    return {
        "letter.issuer": unit or (_text(chief.unit) if chief and not letter else ""),
        "letter.number": _text(letter.number) if letter else "",
        "letter.date": letter.date.isoformat() if letter and letter.date else "",
        "purpose": _text(plan.purpose),
        "dates": _days(plan),
        "leader": chief.name if chief else "",
        "contact.name": name,
        "contact.phone": phone,
        "arrive": leg_text(chief.arrive) if chief else "",
        "leave": leg_text(chief.leave) if chief else "",
        **{question.path: plan.other.get(question.path[6:], "") for question in QUESTIONS if "other." in question.path},
    }


def _days(plan: Plan) -> str:
    first, last = plan.dates.first.isoformat(), plan.dates.last.isoformat()
    return first if first == last else f"{first} 至 {last}"


def contact(plan: Plan) -> tuple[str, str]:
    """Name and telephone of the person of the visitors' side whom to ask; empty where nobody is named."""
    text = next((plan.other[key] for key in CONTACT if plan.other.get(key)), "")
    bare = re.sub(r"（[^）]*[行段页!][^）]*）$", "", text).strip()
    phone = _PHONE.search(bare)
    name = (bare[: phone.start()] if phone else bare).strip(" ，,：:")
    return name, phone[0] if phone else ""


def leg_text(leg: Leg | None) -> str:
    """An arrival or departure in one cell: `2026-05-11 09:20 G7401 云溪站`."""
    if leg is None:
        return ""
    time = ""
    if leg.time is not None and not is_placeholder(str(leg.time)):
        minute = leg.time.minute
        time = leg.time.day.isoformat() + (f" {minute // 60:02d}:{minute % 60:02d}" if minute is not None else "")
    return " ".join(part for part in (time, _text(leg.by), _text(leg.place)) if part)


def _row(guest: Guest) -> dict[str, str]:
    row = {"name": guest.name, "arrive": leg_text(guest.arrive), "leave": leg_text(guest.leave)}
    for path in ("sex", "ethnicity", "unit", "post", "phone", "diet", "allergies", "health", "note"):
        row[path] = _text(getattr(guest, path))
    row["rank"] = _text(guest.level.written if guest.level else None)
    return row


def _text(value: object) -> str:
    """A value as a person would fill it in; empty for a blank."""
    if value is None or (isinstance(value, str) and is_placeholder(value)):
        return ""
    if isinstance(value, Choice):
        return value.zh
    if isinstance(value, (list, tuple)):
        return "、".join(_text(one) for one in value)
    return str(value)


# --- what is missing, as a message ------------------------------------------------------------------------------------


class Missing(NamedTuple):
    """What the visiting unit has still to say: titles of questions, names of people by what is not known of them."""

    visit: tuple[str, ...]
    people: dict[str, tuple[str, ...]]
    unnamed: int
    """How many come whose names are not known."""
    name: str
    phone: str

    def __bool__(self) -> bool:
        return bool(self.visit or self.people or self.unnamed)


_NOT_PRESSED = frozenset({"other.来方车辆", "other.希望考察", "other.座谈议题"})
"""Questions that may stay without an answer."""
_PRESSED = ("sex", "unit", "post", "arrive", "leave")
"""What has to be known of everybody; a diet that nobody speaks of is none, and one telephone is enough."""


def missing(case: Case) -> Missing:
    """What is to be asked of the visiting unit before it comes."""
    state = known(case)
    visit = tuple(_(one.title) for one in QUESTIONS if one.path in state.asked - _NOT_PRESSED)
    people: dict[str, list[str]] = {}
    for row, wanted in zip(state.people, state.wanted, strict=True):
        for question in COLUMNS:
            if question.path in wanted and question.path in _PRESSED and question.path not in state.asked:
                people.setdefault(_(question.title), []).append(row["name"])
    name, phone = contact(case.written)
    everybody = {title: tuple(names) for title, names in people.items()}
    return Missing(visit, everybody, state.room - len(state.people), name, phone)


def message(case: Case, found: Missing) -> str:
    """A message to the visiting unit, ready to be sent: what is asked, until when, whom to call. At most 300 signs."""
    plan, total = case.plan, len(known(case).people)
    parts = list(found.visit)
    if found.unnamed:
        parts.append(_("另外 {count} 位的姓名、职务").format(count=found.unnamed))
    for title, names in found.people.items():
        who = _("全部人员") if len(names) == total and total > 1 else _("、").join(names[:3])
        if len(names) > 3 and len(names) != total:
            who = _("{names}等 {count} 位").format(names=who, count=len(names))
        parts.append(_("{who}的{what}").format(who=who, what=title))
    day = plan.dates.first
    head = _("您好！{month}月{day}日来访，还请告知：").format(month=day.month, day=day.day)
    foot = _("。填在来访信息表里发回也行。")
    organisation = case.office.office if case.office else None
    if organisation is not None:
        foot += _("{office}{phone}").format(office=organisation.name, phone=" " + (organisation.duty_phone or ""))
    room = 300 - len(head) - len(foot)
    kept: list[str] = []
    for part in parts:
        more = _("等 {count} 项，见表").format(count=len(parts))
        if len(_("；").join([*kept, part])) + len(more) > room:
            kept.append(more)
            break
        kept.append(part)
    return (head + _("；").join(kept) + foot).rstrip()
