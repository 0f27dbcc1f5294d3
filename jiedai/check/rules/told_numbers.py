"""文字里的价钱、房号和时刻 (of QD09, ZS14, SJ14, SJ06): numbers in words against the fields that have them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind
from jiedai.model.conduct import Task
from jiedai.model.hospitality import Meal
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.model.reading import halfwidth
from jiedai.model.schedule import Item
from jiedai.model.spoken import numeral
from jiedai.model.times import clock
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding, once
from jiedai.visit.meals import meals_of
from jiedai.visit.nights import booked_nights
from jiedai.visit.statements import statements


class _Words(NamedTuple):
    """A text with the place it stands in, and the item that it is about where it is about one."""

    node: Node
    field: str
    at: int | None
    text: str
    item: Item | None


@once
def _words(case: Case) -> tuple[_Words, ...]:
    """What is ordered in words, with half-width figures, and for which item."""
    return tuple(_spoken(case))


def _spoken(case: Case) -> Iterator[_Words]:
    items = {id(item): item for _day, item in case.items}
    items |= {id(step): item for _day, item in case.items for step in item.steps}
    for said in statements(case):
        item = items.get(id(said.node))
        if isinstance(said.node, Task):
            served = [
                case.item_by_id[name][1] for name, _at in case.entries(said.node, "item") if name in case.item_by_id
            ]
            item = served[0] if len(served) == 1 else None
        yield _Words(said.node, said.field, said.index, halfwidth(said.text), item)


# --- prices (QD09) ----------------------------------------------------------------------------------------------------

_EACH = regex(
    r"(?:人均|每人(?:每餐)?|餐标|用餐标准)\s*[为是:：按]?\s*(?P<price>\d{1,4}(?:\.\d\d?)?)\s*元(?!的?礼)"
    r"|(?P<behind>\d{1,4}(?:\.\d\d?)?)\s*元\s*(?:/|每)\s*(?:人|位)"
)
_OTHER_MONEY = regex(r"补贴|交通费|房|住宿|门票|误餐|超出|不超过|以内|不高于|上限|低于|控制在")


def prices_in_words(case: Case) -> Iterator[Finding]:
    """Prices a head that words of a meal give, and its entry has another."""
    for said in _words(case):
        found = _EACH.search(said.text) if "元" in said.text and said.item is not None else None
        if found is None or said.item is None or _OTHER_MONEY.search(said.text):
            continue
        meals = [meal for meal in case.plan.meals if meal.item == said.item.id]
        yield from _other_price(case, said, found, meals)


def price_of_a_cost(case: Case) -> Iterator[Finding]:
    """Prices a head in the name of a cost that are none of the meals that it is for."""
    for cost in case.plan.costs:
        found = _EACH.search(halfwidth(cost.what)) if "元" in cost.what else None
        if found is not None:
            yield from _other_price(case, _Words(cost, "what", None, cost.what, None), found, meals_of(case, cost))


def _other_price(case: Case, said: _Words, found: re.Match[str], meals: Sequence[Meal]) -> Iterator[Finding]:
    """What is to be said of a price a head in words that none of the meals has which they are of."""
    told = Decimal(found["price"] or found["behind"])
    if not meals or any(meal.price is None or meal.price == told for meal in meals):
        return
    message = _("文字里写的是“{words}”，用餐的人均写的是 {price} 元").format(
        words=found[0], price=money(meals[0].price or Decimal(0))
    )
    related = (case.related(meals[0], "price", _("人均写在这里")),)
    hint = _("核对人均，两处改成一致")
    yield case.finding(said.node, said.field, message, index=said.at, hint=hint, related=related)


# --- rooms and nights (ZS14) ----------------------------------------------------------------------------------------

_ROOM = r"[^，。；、,;\d]{0,3}?(?:住|入住|房间|房号)[在为是:：]?\s*(?P<room>[A-Za-z]?\d{3,4})(?!\d|元|年|人)"


def rooms_in_words(case: Case) -> Iterator[Finding]:
    """Rooms in which words have a guest, who is in another one by the list of rooms."""
    given: dict[str, list[str]] = {}
    first: dict[str, Node] = {}
    for stay in case.plan.lodging:
        for room in stay.rooms:
            for name in room.guests if room.number and not is_placeholder(room.number) else ():
                given.setdefault(name, []).append(room.number or "")
                first.setdefault(name, room)
    texts = [said for said in _words(case) if "住" in said.text or "房" in said.text] if given else []
    if given:
        texts += [_Words(one, "note", None, halfwidth(one.note), None) for one in case.plan.guests if one.note]
    for said in texts:
        for name, numbers in given.items():
            found = re.search(re.escape(name) + _ROOM, said.text) if name in said.text else None
            if found is None or any(_plain(found["room"]) == _plain(number) for number in numbers):
                continue
            message = _("文字里写的是“{words}”，房间表里{name}住 {room}").format(
                words=found[0], name=name, room=_("、").join(numbers)
            )
            related = (case.related(first[name], "number", _("房号写在这里")),)
            hint = _("核对房号，两处改成一致")
            yield case.finding(
                said.node, said.field, message, index=said.at, hint=hint, related=related, level=Level.WARNING
            )


def _plain(room: str) -> str:
    return halfwidth(room).lstrip("0").casefold()


_ROOMS = regex(r"(?:入住|订房|预订|住宿|客房|房间)[^，。；\d]{0,6}(?P<rooms>\d{1,3})\s*间(?!隔)")
_NIGHTS = regex(r"(?:住|入住|住宿)[^，。；\d]{0,4}(?P<nights>\d|[一二两三四五六七八九])\s*(?:个)?晚(?!上|餐|宴|饭)")


def rooms_and_nights_in_words(case: Case) -> Iterator[Finding]:
    """How many rooms or nights words have the guests stay, where the lodging has another number of them."""
    stays = case.plan.lodging
    rooms = {len(stay.rooms) for stay in stays} | {sum(len(stay.rooms) for stay in stays)}
    nights = {len(booked_nights(stay, case)) for stay in stays} | {case.plan.dates.days - 1}
    if not stays or not all(stay.rooms for stay in stays):
        return
    for said in _words(case):
        for pattern, known, text in (
            (_ROOMS, rooms, _("文字里写的是“{words}”，住宿写了 {number} 间")),
            (_NIGHTS, nights, _("文字里写的是“{words}”，住宿订了 {number} 晚")),
        ):
            found = pattern.search(said.text)
            if found is None or numeral(found[1]) in known or not numeral(found[1]):
                continue
            if pattern is _ROOMS and numeral(found[1]) < max(known):
                continue  # a part of them
            message = text.format(words=found[0], number=max(known))
            related = (case.related(stays[0], "hotel", _("住宿写在这里")),)
            hint = _("核对间数、晚数，两处改成一致")
            yield case.finding(
                said.node, said.field, message, index=said.at, hint=hint, related=related, level=Level.WARNING
            )


# --- times of arrival and departure (SJ14) ----------------------------------------------------------------------------

_AT = r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])[:点时](?P<minute>[0-5]\d)?\s*分?\s*"
_COMES = regex(_AT + r"(?:到站|到达|抵达|到|落地)(?=[，。；、）)\s,;]|$)")
_GOES = regex(_AT + r"(?:开车|发车|开出|起飞|开)(?=[，。；、）)\s,;]|$)")


def journeys_in_words(case: Case) -> Iterator[Finding]:
    """Times at which words of a pick-up or a drop-off have the guests come or go, and no guest of it does."""
    for _day, item in case.items:
        if item.kind not in (ItemKind.PICKUP, ItemKind.DROPOFF):
            continue
        comes = item.kind is ItemKind.PICKUP
        both = [guest.arrive if comes else guest.leave for guest in case.guests_at(item)]
        legs = [leg for leg in both if leg is not None and leg.time is not None and leg.time.minute is not None]
        known = {leg.time.minute for leg in legs if leg.time is not None}
        for found in (_COMES if comes else _GOES).finditer(halfwidth(item.what)) if known else ():
            told = int(found["hour"]) * 60 + int(found["minute"] or 0)
            if any(leg.by and leg.by in item.what for leg in legs) or told in known:
                continue  # what is told of a train by its number is held against that train
            message = _("文字里写的是 {told}，来宾名单里是 {known}").format(
                told=clock(told), known=_("、").join(clock(one or 0) for one in sorted(known, key=lambda one: one or 0))
            )
            related = (case.related(legs[0], "time", _("来宾的时间在这里")),)
            hint = _("核对车次时间，两处改成一致")
            yield case.finding(item, "what", message, hint=hint, related=related, level=Level.WARNING)


# --- lengths (SJ06) ---------------------------------------------------------------------------------------------------

_HOURS = regex(
    r"[（(]\s*(?:时间|时长|共|计|为期)?\s*(?P<alone>\d{1,2}(?:\.\d)?)\s*(?:个)?小时\s*[)）]"
    r"|(?:时长|为期|历时|共|时间)\s*(?P<said>\d{1,2}(?:\.\d)?)\s*(?:个)?小时"
)
_LEEWAY = 15
"""Minutes by which a length told in hours may differ."""


def hours_in_words(case: Case) -> Iterator[Finding]:
    """Items whose words give them another length in hours than their times."""
    for _day, item in case.items:
        found = _HOURS.search(halfwidth(item.what)) if "小时" in item.what else None
        minutes = item.time.minutes
        told = int(Decimal(found["alone"] or found["said"]) * 60) if found is not None else 0
        if found is not None and minutes is not None and abs(told - minutes) > _LEEWAY:
            message = _("文字里写的是“{words}”，这一项安排了 {minutes} 分钟").format(words=found[0], minutes=minutes)
            yield case.finding(item, "what", message, hint=_("核对时长，两处改成一致"), level=Level.WARNING)


# --- minutes of several (SJ06) ----------------------------------------------------------------------------------------

_SEVERAL = regex(r"(?<![\d第每])(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:个|家|位|名|人|组)")
_MINUTES_EACH = regex(
    r"每(?:个|家|位|名|人|组)(?!不超|控制|限)[^，。；\d]{0,4}(?P<minutes>\d{1,3})\s*分钟(?!以内|左右|内)"
)


def minutes_of_several(case: Case) -> Iterator[Finding]:
    """Steps in which so many people have so many minutes each, more than the step has."""
    for _day, item in case.items:
        for step in item.steps:
            each = _MINUTES_EACH.search(step.what) if step.minutes is not None else None
            several = _SEVERAL.search(step.what) if each else None
            total = numeral(several["number"]) * int(each["minutes"]) if each and several else 0
            if step.minutes is not None and total > step.minutes:
                message = _("“{step}”算下来要 {told} 分钟，安排了 {minutes} 分钟").format(
                    step=step.what, told=total, minutes=step.minutes
                )
                yield case.finding(step, "what", message, hint=_("核对时长，两处改成一致"))
