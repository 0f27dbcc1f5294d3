"""Guests who come besides: into the list, and wherever somebody like them is; rooms, cars and tables follow.

They go where a guest of theirs goes whom the plan has already: the same items, meals, car and chart. A list of
everybody takes them too. Rooms are arranged anew with as few moves as can be; cars and tables where they do not
suffice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from jiedai.arrange.proposal import Proposal
from jiedai.arrange.writing import written
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import path_of
from jiedai.model.hospitality import Meal, Ride, Seating
from jiedai.model.people import Guest
from jiedai.model.placeholder import WORD as BLANK
from jiedai.model.schedule import Item
from jiedai.visit.case import Case
from jiedai.visit.filled import absent
from jiedai.workflow.late.draft import Draft, reread
from jiedai.workflow.late.heads import chairs_recounted, recounted
from jiedai.workflow.late.looking import Look, Outcome, new_findings, obstacles, outcome
from jiedai.workflow.late.money import meals_recounted
from jiedai.workflow.late.newcomers import Newcomer
from jiedai.workflow.late.standing import leaves, nodes, swapped
from jiedai.workflow.late.subjects import Kind, Unknown, meant, near

_LISTS = {Item: ("guests",), Meal: ("guests",), Seating: ("guests", "people"), Ride: ("riders",)}
"""Where guests are listed who take part, but for rooms: those are arranged."""
_LIKE_THEM = ("unit", "group", "arrive", "leave")
"""What newcomers have in common with the guest they come with."""


def added(case: Case, people: Sequence[Newcomer], *, unit: str = "", post: str = "", like: str = "") -> Outcome:
    """The plan with more guests; `like` is one of the plan whose unit, group and journey they share.

    Raises:
        Unknown: one of them comes already or is of the host side, or nobody is known by `like`.
        EditError: the file is written in a manner that cannot be changed without touching anything else.
    """
    model = _model(case, like, unit)
    work = _Coming(Draft(case), model, named=bool(like or unit))
    for one in people:
        work.take(one, unit, post)
    text, looks = work.run()
    text, more = _arranged(case, text)
    made = outcome(case, text, [*looks, *more])
    return made._replace(reasons=obstacles(made.look_at))


def _model(case: Case, like: str, unit: str) -> Guest | None:
    """The guest they come with: the one named, else the last of the unit named, else the last of all."""
    coming = [guest for guest in case.written.guests if guest not in absent(case.written)]
    if like:
        found = next((one.name for one in meant(case, like) if one.kind is Kind.GUEST), None)
        model = next((guest for guest in coming if guest.name == found), None)
        if model is None:
            close = near(like, [guest.name for guest in coming])
            hint = _("是不是想写：{names}").format(names=_("、").join(close)) if close else ""
            raise Unknown(_("来的人里没有“{name}”").format(name=like), hint, close)
        return model
    return next((guest for guest in reversed(coming) if not unit or guest.unit == unit), None)


class _Coming:
    """Guests who join a plan, in a draft."""

    def __init__(self, draft: Draft, model: Guest | None, *, named: bool) -> None:
        self.draft, self.case, self.model = draft, draft.case, model
        self.named = named
        self.guests: list[Guest] = []
        self.looks: list[Look] = []

    def take(self, one: Newcomer, unit: str, post: str) -> None:
        """Put somebody into the list; who was to stay away comes after all."""
        plan = self.case.written
        known = next((guest for guest in plan.guests if one.name in (guest.name, guest.name_zh, guest.name_en)), None)
        if known is not None:
            if known not in absent(plan):
                raise Unknown(_("“{name}”已经在来宾里").format(name=one.name))
            self.draft.drop(known, "absent")
            self.guests.append(known)
            return
        if any(subject.kind is Kind.PERSON for subject in meant(self.case, one.name)):
            hint = _("同名的，在姓名后面加单位区别")
            raise Unknown(_("“{name}”是我方人员，不是来宾").format(name=one.name), hint)
        entry: dict[str, Any] = {"name": one.name, **one.facts}
        for field in _LIKE_THEM:
            value = self._typed(field)
            if value is not None and (field != "unit" or not unit):
                entry.setdefault(field, value)
        entry["unit"] = unit or entry.get("unit", BLANK)
        entry["post"] = one.facts.get("post") or post or BLANK
        order = [name for name in Guest.model_fields if name in entry]
        self.draft.append(plan, "guests", {name: entry[name] for name in order})
        self.guests.append(Guest.model_construct(name=one.name, unit=entry["unit"], group=entry.get("group")))

    def _typed(self, field: str) -> Any:
        """What is written for the guest they come with."""
        return self.draft.typed(self.draft.path(self.model, field)) if self.model is not None else None

    def run(self) -> tuple[str, list[Look]]:
        """The new text, with everything but rooms; and what there is to say."""
        if self.model is not None and not self.named:
            message = _("照{name}安排：单位、分组、抵离、参加的活动相同").format(name=self.model.name)
            self.looks.append(Look("facts", message, _("不对的，用 --like 写明照谁")))
        for node, item in nodes(self.case):
            for field in _LISTS.get(type(node), ()):
                self._join(node, field, item)
        self.looks += recounted(self.draft, self.guests, 1)
        chairs_recounted(self.draft)
        self.looks += meals_recounted(self.draft)
        return self.draft.text(), self.looks

    def _join(self, node: Any, field: str, item: Item | None) -> None:
        """Into a list that has the guest they come with, or everybody."""
        path = self.draft.path(node, field)
        typed = self.draft.typed(path)
        texts = [text for _at, text in leaves(typed, path)]
        named = {guest.name for guest in self.case.plan.guests if any(_names(text, guest) for text in texts)}
        if not named or isinstance(typed, int):
            return
        groups = self.case.guest_groups.keys()
        everybody = len(named) == len(self.case.plan.guests)
        if everybody or (self.model is not None and self.model.name in named):
            for guest in self.guests:
                if not any(_names(text, guest) for text in texts) and guest.group not in groups & set(texts):
                    self.draft.append(node, field, guest.name)
        elif isinstance(node, Item) and self.model is None:
            message = _("{id}“{what}”只写了部分来宾").format(id=node.id, what=node.what)
            self.looks.append(Look("item", message, _("去的，手工加上"), node.id, path))


def _names(text: str, guest: Guest) -> bool:
    """Whether a text of names has a guest's."""
    names = {name for name in (guest.name, getattr(guest, "name_zh", None), getattr(guest, "name_en", None)) if name}
    return swapped(text, lambda name: "\0" if name in names else None) != text


# --- rooms, cars, tables ----------------------------------------------------------------------------------------------


def _arranged(old: Case, text: str) -> tuple[str, list[Look]]:
    """A text with rooms for everybody; with other cars and tables where those of the plan do not suffice."""
    looks: list[Look] = []
    case = reread(old, text)
    if any(stay.rooms for stay in case.written.lodging):
        from jiedai.arrange.rooms import arrange_rooms

        text = _applied(case, arrange_rooms(case), looks)
        case = reread(old, text)
    for code, what in (("CX04", "rides"), ("ZC05", "tables")):
        crowded = _items(case, [look for look in new_findings(old, case, str) if look.code == code])
        if crowded:
            text = _applied(case, _arranger(what)(case), looks, crowded)
            case = reread(old, text)
    return text, looks


def _arranger(what: str) -> Callable[[Case], Proposal]:
    if what == "rides":
        from jiedai.arrange.rides import arrange_rides

        return arrange_rides
    from jiedai.arrange.tables import arrange_tables

    return arrange_tables


def _items(case: Case, looks: Iterable[Look]) -> set[str]:
    """The items that findings are about, by the rides and charts that they point at."""
    found = {look.id for look in looks if look.id}
    nodes_of: list[Ride | Seating] = [*case.written.rides, *case.written.seating]
    for node in nodes_of:
        path = path_of(node)
        if node.item and any(look.path[: len(path)] == path for look in looks):
            found.add(node.item)
    return found


def _applied(case: Case, proposal: Proposal, looks: list[Look], items: set[str] | None = None) -> str:
    """A text with what is proposed, for some items alone where they are named; what cannot be had is told."""
    if items is not None:
        proposal = replace(proposal, parts=tuple(part for part in proposal.parts if part.id in items))
    looks += _told(proposal)
    return written(case.loaded.source, proposal.edits)


def _told(proposal: Proposal) -> Iterable[Look]:
    """Where somebody moves, and where not everything can be had."""
    why = {"rooms": "rooms", "rides": "car"}.get(proposal.what, "item")
    for part in proposal.parts:
        if part.clash is not None:
            message = _("{title}排不下").format(title=part.title)
            hint = _("最小的让步：{relief}").format(relief=_("；").join(part.eased)) if part.eased else ""
            yield Look("feasible", message, hint, level=Level.ERROR)
            continue
        for move in part.moves:
            if move.before is not None:
                yield Look(why, _("{title}：{move}").format(title=part.title, move=move))
        if why == "rooms":
            yield from (Look(why, note) for note in part.notes)
