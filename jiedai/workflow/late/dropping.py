"""A guest who does not come after all: absent, with what was kept for them released where it is written."""

from __future__ import annotations

import re

from jiedai.language import _
from jiedai.model.base import Node, path_of
from jiedai.model.hospitality import Meal, Ride, Room, Seating
from jiedai.model.people import Guest
from jiedai.model.schedule import Item, Step
from jiedai.model.words import EVERYBODY, NOBODY
from jiedai.visit.case import Case
from jiedai.visit.filled import absent
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.leaving_out import item_dropped
from jiedai.workflow.late.looking import Look, Outcome, outcome
from jiedai.workflow.late.money import released_money
from jiedai.workflow.late.standing import Spot, hits, leaves, nodes, references, shortened, swapped, words
from jiedai.workflow.late.subjects import Kind, Unknown, meant, names_of, near

_LISTS = {Room: ("guests",), Ride: ("riders",), Seating: ("guests", "people", "interpreters"), Meal: ("guests",)}
"""Where guests are listed who take something up: a bed, a seat in a car, a chair, a meal."""


def dropped(case: Case, word: str, reason: str = "") -> Outcome:
    """The plan without a guest, or without an item of the programme, as the word says.

    Raises:
        Unknown: neither is known by that word, it is somebody of the host side, or a guest who is absent already.
        NotFeasible: an item cannot be taken out.
        EditError: the file is written in a manner that cannot be changed without touching anything else.
    """
    typed = word.strip()
    items = {item.id.casefold(): item for _day, item in case.written.items()}
    if typed.casefold() in items:
        return item_dropped(case, items[typed.casefold()], reason)
    guest = next((one for one in meant(case, typed) if one.kind is Kind.GUEST), None)
    if guest is None:
        raise _no_guest(case, typed)
    entry = next(one for one in case.written.guests if one.name == guest.name)
    if entry in absent(case.written):
        raise Unknown(_("“{name}”已经写了不来").format(name=entry.name))
    return guest_dropped(case, entry, reason)


def guest_dropped(case: Case, guest: Guest, reason: str) -> Outcome:
    """The plan without a guest. EditError as of `dropped`."""
    draft = Draft(case)
    looks = _Leaving(draft, guest, reason).run()
    return outcome(case, draft.text(), looks)


def _no_guest(case: Case, word: str) -> Unknown:
    """Why a word is no guest and no item."""
    if meant(case, word):
        hint = _("换成别的，用 jiedai replace {name} …").format(name=word)
        return Unknown(_("“{name}”不是来宾，也不是日程编号").format(name=word), hint)
    items = [item.id for _day, item in case.written.items()]
    close = near(word, [*names_of(case, Kind.GUEST), *items])
    hint = _("是不是想写：{names}").format(names=_("、").join(close)) if close else _("写来宾的姓名，或日程的编号")
    return Unknown(_("来宾和日程里都没有“{name}”").format(name=word), hint, close)


class _Leaving:
    """One guest who leaves a plan, in a draft."""

    def __init__(self, draft: Draft, guest: Guest, reason: str) -> None:
        self.draft = draft
        self.case = draft.case
        self.guest = guest
        self.reason = reason
        self.names = {name for name in (guest.name, guest.name_zh, guest.name_en) if name}
        self.looks: list[Look] = []

    def run(self) -> list[Look]:
        self.draft.put(self.guest, "absent", self.reason or self.draft.yes)
        self._lists()
        self._counts()
        self._seats()
        self._doing()
        self._words()
        self.looks += released_money(self.draft)
        return self.looks

    # --- beds, seats, meals -------------------------------------------------------------------------------------------

    def _lists(self) -> None:
        """Take the name out of lists; what nobody has any more goes as a whole."""
        for spot in list(references(self.draft, Kind.GUEST)):
            fields = _LISTS.get(type(spot.node))
            if fields and spot.field in fields:
                self._out_of(spot)
        for gift in self.case.written.gifts:
            path = self.draft.path(gift, "to")
            if self._only(path):
                self.draft.remove(path_of(gift))
                self.looks.append(
                    _look("money", _("礼品“{name}”只给{guest}，已去掉"), name=gift.item, guest=self.guest.name)
                )
            else:
                for at, text in leaves(self.draft.typed(path), path):
                    self._take(at, text)
        for item in (item for _day, item in self.case.written.items()):
            self._out_of_item(item)

    def _out_of(self, spot: Spot) -> None:
        """Take the name out of a room, a car, a chart or a meal."""
        path = self.draft.path(spot.node, spot.field)
        if not self._only(path):
            self._take(spot.path, spot.text)
        elif self._names(spot.text):
            if isinstance(spot.node, Meal):
                self.draft.set(path, NOBODY)
            elif isinstance(spot.node, (Room, Ride)):
                self.draft.remove(path_of(spot.node))
            else:
                self.draft.remove(path)
            self.looks.append(self._released(spot.node))

    def _released(self, node: Node) -> Look:
        """What became free as a whole."""
        match node:
            case Room():
                message = _("房间 {number} 空出来了，已去掉").format(number=node.number or "")
                return Look("rooms", message, _("告诉宾馆"))
            case Ride():
                message = _("{number}号车在 {item} 没有来宾坐了，已从“乘车”里去掉")
                text = message.format(number=node.vehicle or "", item=node.item)
                return Look("car", text, _("不用的车，从日程的“车辆”里去掉"), node.item)
            case Meal():
                text = _("{item} 用餐再没有来宾了，只有{guest}一人").format(item=node.item, guest=self.guest.name)
                return Look("item", text, _("看还要不要"), node.item)
            case _:
                name = getattr(node, "id", "")
                return Look("item", _("座次 {id} 里没有来宾了").format(id=name), "", getattr(node, "item", None))

    def _out_of_item(self, item: Item) -> None:
        """An item for some guests only; one for nobody else is for nobody, since without names it is for all."""
        path = self.draft.path(item, "guests")
        if not item.guests or not EVERYBODY.isdisjoint(item.guests):
            return
        if self._only(path):
            message = _("{id}“{what}”只为{guest}安排").format(id=item.id, what=item.what, guest=self.guest.name)
            self.draft.set(path, NOBODY)
            hint = _("不办的，用 jiedai drop {id} 去掉").format(id=item.id)
            self.looks.append(Look("item", message, hint, item.id, path_of(item)))
            return
        for at, text in leaves(self.draft.typed(path), path):
            self._take(at, text)

    def _names(self, text: str) -> bool:
        return swapped(text, self._gone) != text

    def _gone(self, name: str) -> str | None:
        return "" if name in self.names else None

    def _take(self, path: tuple[str | int, ...], text: str) -> None:
        left = swapped(text, self._gone)
        if left == text:
            return
        if left:
            self.draft.set(path, left)
        else:
            self.draft.remove(path)

    def _only(self, path: tuple[str | int, ...]) -> bool:
        """Whether a field names nobody else, and this guest."""
        texts = [text for _at, text in leaves(self.draft.typed(path), path)]
        return bool(texts) and all(not swapped(text, self._gone) for text in texts)

    # --- counts -------------------------------------------------------------------------------------------------------

    def _counts(self) -> None:
        """Lower the numbers that count everybody who comes, or everybody of the list."""
        plan = self.case.written
        coming = len(self.case.plan.guests)
        whole = {coming, len(plan.guests)}
        for meal in plan.meals:
            if meal.guests is not None and not meal.guests.names:
                if meal.guests.number in whole:
                    self._count(meal, "guests", coming - 1)
                elif meal.guests.number > coming - 1:
                    message = _("{item} 写的是 {count} 人用餐，没有改")
                    text = message.format(item=meal.item, count=meal.guests.number)
                    self.looks.append(Look("heads", text, _("核对人数"), meal.item, path_of(meal)))
        heads = plan.headcount
        if heads is None:
            return
        if heads.total is not None and heads.total.number in whole:
            self._count(heads, "total", coming - 1)
        for group in heads.groups:
            of_group = [guest for guest in self.case.plan.guests if group.name in (guest.group, guest.unit)]
            mine = group.name in (self.guest.group, self.guest.unit)
            if not mine or group.count is None or group.count.number != len(of_group):
                continue
            if len(of_group) == 1:
                self.draft.remove(path_of(group))
            else:
                self._count(group, "count", len(of_group) - 1)

    def _count(self, node: Node, field: str, number: int) -> None:
        """Put another number, with the words around it as they were: 约6人."""
        path = self.draft.path(node, field)
        typed = str(self.draft.typed(path))
        digits = "".join(char for char in typed if char.isdigit())
        self.draft.set(path, typed.replace(digits, str(number)) if digits else str(number))

    # --- charts, words ------------------------------------------------------------------------------------------------

    def _seats(self) -> None:
        """A seat that was given to the guest is given to nobody."""
        for chart in self.case.written.seating:
            mine = [seat for seat in chart.fixed if seat.person in self.names]
            if mine and len(mine) == len(chart.fixed):
                self.draft.drop(chart, "fixed")
            else:
                for seat in mine:
                    self.draft.remove(path_of(seat))

    def _doing(self) -> None:
        """What the guest was to do or to say: nobody has it now."""
        for node, item in nodes(self.case):
            fields = (
                ("owner", "chair", "guide") if isinstance(node, Item) else ("owner",) if isinstance(node, Step) else ()
            )
            for field in fields:
                path = self.draft.path(node, field)
                told = [(at, text) for at, text in leaves(self.draft.typed(path), path) if self._names(text)]
                if not told:
                    continue
                if self._only(path):
                    self.draft.remove(path)
                else:
                    for at, text in told:
                        self._take(at, text)
                what = getattr(node, "what", "")
                message = _("“{what}”原定由{guest}，现在空着").format(what=what, guest=self.guest.name)
                self.looks.append(Look("people", message, _("定由谁来"), item.id if item else None, path_of(node)))

    def _words(self) -> None:
        others = frozenset(names_of(self.case)) - self.names
        for spot in words(self.draft):
            if spot.node is self.guest:
                continue
            found = [hits(spot.text, name, Kind.GUEST, others) for name in self.names]
            if any(one.sure or one.doubtful for one in found):
                message = _("“{text}”里提到{guest}").format(text=shortened(spot.text), guest=self.guest.name)
                number = spot.item.id if spot.item else getattr(spot.node, "id", None)
                self.looks.append(Look("words", message, _("手工改"), number, spot.path))
            elif self._counts_everybody(spot.text):
                message = _("“{text}”里像是写了原来的人数").format(text=shortened(spot.text))
                number = spot.item.id if spot.item else getattr(spot.node, "id", None)
                self.looks.append(Look("heads", message, _("核对人数"), number, spot.path))

    def _counts_everybody(self, text: str) -> bool:
        """Whether a sentence may count everybody who was to come: 6 人, 6份材料."""
        coming = len(self.case.plan.guests)
        return coming > 1 and re.search(rf"(?<![\d.]){coming}\s*[人位名份套]", text) is not None


def _look(why: str, text: str, **values: str) -> Look:
    return Look(why, text.format(**values))
