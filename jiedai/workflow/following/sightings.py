"""Which items of the programme posts are about: only what can be nothing else is taken, and the rest is asked.

A post names an item by its number, by a place or a part of its name, or by what is done there. Of the items it may
mean, those count that are planned within two hours of it and have nothing else written down.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiedai.language import _
from jiedai.model.choice import ItemKind, PlaceKind
from jiedai.model.conduct import ActualItem
from jiedai.patterns import regex
from jiedai.visit.case import Case, Slot
from jiedai.visit.filled import HOTEL
from jiedai.visit.movement import destination, is_ride, origin
from jiedai.workflow.following.posts import Happened, Post, best, fragments
from jiedai.workflow.following.ticking import Took, clock_on

WINDOW = 120
"""Minutes that a post may be off what it is about."""
START, END = "start", "end"
_TOWARDS = regex(r"前往|赶往|去|赴|开往|往|返回|回")
_KINDS = {
    ItemKind.PICKUP: ("接站", "接机", "接到"),
    ItemKind.DROPOFF: ("送站", "送机", "送走", "检票", "进站"),
    ItemKind.VISIT: ("考察", "参观", "观摩", "调研", "讲解"),
    ItemKind.TALKS: ("座谈", "汇报", "讨论", "开会", "散会"),
    ItemKind.MEETING: ("会见", "见面", "开会", "散会"),
    ItemKind.CONFERENCE: ("会议", "大会", "开会", "散会"),
    ItemKind.SIGNING: ("签字", "签约", "签署"),
    ItemKind.PHOTO: ("合影", "照相", "拍照"),
    ItemKind.MEAL: ("用餐", "早餐", "午餐", "晚餐", "开餐", "开席", "开饭", "吃", "早饭", "午饭", "晚饭", "入席"),
    ItemKind.REST: ("休息", "午休", "入住", "退房"),
}
_MEALS = (("早", 0, 10), ("午", 10, 15), ("晚", 15, 30))
"""Words of a meal with the hours it is taken between."""
_LEAST_WORDS = 3
"""Characters of what an item is about that say that it is meant."""


class Candidate(NamedTuple):
    """What a post may be about: an item, and whether its start or its end is told."""

    slot: Slot
    field: str
    planned: dt.datetime


class Unclear(NamedTuple):
    """A post that could not be taken, why, and what it may be about."""

    post: Post
    why: str
    candidates: tuple[Candidate, ...] = ()


class Read(NamedTuple):
    """What posts come to: times of items, each with its post, and the posts that are not clear."""

    took: list[tuple[Post, Took]]
    unclear: list[Unclear]


def read(case: Case, posts: Iterable[Post]) -> Read:
    """What posts say of the programme of a visit."""
    known = dict(_recorded(case))
    found = Read([], [])
    arrived: list[tuple[Post, Candidate]] = []
    for post in posts:
        why, candidates = _meant(case, post, known)
        if why:
            found.unclear.append(Unclear(post, why, candidates))
            continue
        (one,) = candidates
        arrived += [(post, one)]
        _take(found, known, post, one)
    for post, one in arrived:  # what is said outright comes before what follows from it
        for following in _at_once(case, one, known):
            _take(found, known, post, following)
    return found


def _take(found: Read, known: dict[tuple[str, str], dt.datetime], post: Post, one: Candidate) -> None:
    """Add the time that a post gives to an item, unless it is known already."""
    moment = moment_on(post, one)
    if known.get((one.slot.item.id, one.field)) != moment:
        known[one.slot.item.id, one.field] = moment
        found.took.append((post, took_at(post, one)))


def moment_on(post: Post, one: Candidate) -> dt.datetime:
    """When what a post tells happened, by the clock nearest to the plan."""
    assert post.day is not None
    assert post.minute is not None
    planned = one.slot.item.time.start if one.field == START else one.slot.item.time.sure_end
    return clock_on(post.day, post.minute, planned)


def took_at(post: Post, one: Candidate) -> Took:
    """The time that a post gives to an item."""
    moment = moment_on(post, one)
    slot = one.slot
    return Took(slot.item, slot.day, moment) if one.field == START else Took(slot.item, slot.day, None, moment)


def _recorded(case: Case) -> Iterator[tuple[tuple[str, str], dt.datetime]]:
    actuals = case.plan.actuals
    items: Sequence[ActualItem] = actuals.items if actuals else ()
    for actual in items:
        if actual.start is not None:
            yield (actual.id, START), actual.start.at()
        if actual.end is not None:
            yield (actual.id, END), actual.end.at()


# --- what a post is about ---------------------------------------------------------------------------------------------


def _meant(case: Case, post: Post, known: dict[tuple[str, str], dt.datetime]) -> tuple[str, tuple[Candidate, ...]]:
    """Why a post cannot be taken, empty where it can; and what it is, or may be, about."""
    if post.day is None:
        return _("不知道是哪一天"), ()
    if post.minute is None:
        return _("没有写几点"), ()
    today = [slot for slot in case.slots if slot.day.date == post.day]
    if not today:
        return _("{date} 没有日程").format(date=post.day.isoformat()), ()
    if post.happened is None:
        about = _near(post, _about(case, post.words, today, None))
        return _("看不出是到、走、开始还是结束"), tuple(about)
    every = _about(case, post.words, today, post.happened)
    if not every:
        near = _near(post, [one for slot in today for one in _both(case, slot)])
        return _("看不出是哪一项"), tuple(near)
    near = _near(post, every)
    if not near:
        return _("与计划差得太多"), tuple(every)
    free = [
        one for one in near if known.get((one.slot.item.id, one.field), moment_on(post, one)) == moment_on(post, one)
    ]
    if not free:
        told = known[near[0].slot.item.id, near[0].field]
        return _("{id} 已经记了 {time}").format(id=near[0].slot.item.id, time=f"{told:%H:%M}"), tuple(near)
    if len(free) > 1:
        return _("可能是几项里的一项"), tuple(free)
    return "", tuple(free)


def _at_once(case: Case, arrived: Candidate, known: dict[tuple[str, str], dt.datetime]) -> Iterator[Candidate]:
    """What begins as people get out of the car, because the plan leaves no minute between."""
    slot = arrived.slot
    if arrived.field != END or not is_ride(slot.item):
        return
    following = [
        one
        for one in case.slots
        if one.start == slot.end and origin(one.item) == destination(slot.item) and not is_ride(one.item)
    ]
    if len(following) == 1 and (following[0].item.id, START) not in known:
        yield Candidate(following[0], START, case.moment(following[0].start))


def _near(post: Post, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates planned within two hours of a post."""
    return [one for one in candidates if abs((moment_on(post, one) - one.planned).total_seconds()) <= WINDOW * 60]


def _both(case: Case, slot: Slot) -> list[Candidate]:
    return [Candidate(slot, START, case.moment(slot.start)), Candidate(slot, END, case.moment(slot.end))]


def _about(case: Case, words: str, today: Sequence[Slot], happened: Happened | None) -> list[Candidate]:
    """What words may be about, whenever it is."""
    numbered = [slot for slot in today if re.search(rf"(?<![A-Za-z0-9]){re.escape(slot.item.id)}(?!\d)", words, re.I)]
    if numbered:
        return [one for slot in numbered for one in _told(case, slot, happened)]
    places = _places(case, words, today)
    match happened:
        case Happened.ARRIVED:
            found = [slot for slot in today if is_ride(slot.item) and destination(slot.item) in places]
            found = found or [slot for slot in today if not is_ride(slot.item) and origin(slot.item) in places]
            if not found:
                return [one for slot in _by_what(words, today, places) for one in _told(case, slot, None)]
        case Happened.LEFT:
            found = _leaving(words, today, places)
        case None:
            at = [slot for slot in today if not places.isdisjoint((origin(slot.item), destination(slot.item)))]
            found = at or _by_what(words, today, places)
        case _:
            found = _by_what(words, [slot for slot in today if not is_ride(slot.item)], places)
    return [one for slot in found for one in _told(case, slot, happened)]


def _told(case: Case, slot: Slot, happened: Happened | None) -> list[Candidate]:
    """Whether the start or the end of an item is told."""
    ride = is_ride(slot.item)
    start, end = _both(case, slot)
    match happened:
        case Happened.ARRIVED:
            return [end if ride else start]
        case Happened.LEFT:
            return [start if ride else end]
        case Happened.BEGAN:
            return [start]
        case Happened.ENDED:
            return [end]
        case _:
            return [start, end]


def _leaving(words: str, today: Sequence[Slot], places: set[str]) -> list[Slot]:
    """The rides that words tell to have set off: from a place, to a place, or any."""
    rides = [slot for slot in today if is_ride(slot.item)]
    if not places:
        return rides
    towards = [slot for slot in rides if destination(slot.item) in places] if _TOWARDS.search(words) else []
    from_ = [slot for slot in rides if origin(slot.item) in places]
    both = [slot for slot in towards if slot in from_]
    return both or towards or from_ or [slot for slot in today if origin(slot.item) in places]


def _by_what(words: str, slots: Sequence[Slot], places: set[str]) -> list[Slot]:
    """The items that words mean by their kind, their place, or what they are about; all that is said has to fit."""
    kinds = {kind for kind, names in _KINDS.items() if any(name in words for name in names)}
    titled = [slot for slot in slots if fragments(slot.item.what, words) >= _LEAST_WORDS]
    if not kinds:
        return [slot for slot in slots if origin(slot.item) in places] or titled
    found = [slot for slot in slots if slot.item.kind in kinds]
    if ItemKind.MEAL in kinds:
        found = [slot for slot in found if _is_meal(words, slot)]
    narrowed = [slot for slot in found if origin(slot.item) in places]
    return narrowed or found


def _is_meal(words: str, slot: Slot) -> bool:
    """Whether a meal is of the time of day that words name, where they name one."""
    hours = [(first, last) for word, first, last in _MEALS if f"{word}餐" in words or f"{word}饭" in words]
    hour = (slot.item.time.start or 0) // 60
    return slot.item.kind is not ItemKind.MEAL or not hours or any(first <= hour < last for first, last in hours)


def _places(case: Case, words: str, today: Sequence[Slot]) -> set[str]:
    """The places of a day that words name: those of whose name most is said; a kind of place stands for all of it."""
    names = {name for slot in today for name in (origin(slot.item), destination(slot.item), *slot.item.place) if name}
    named = best(sorted(names), words)
    sizes = max((fragments(name, words) for name in named), default=0)
    of_kind = {name for name in names if (place := case.place(name)) and place.kind and _is_called(place.kind, words)}
    return set(named) if sizes > 2 or not of_kind else of_kind & set(named) or of_kind


def _is_called(kind: PlaceKind, words: str) -> bool:
    others = HOTEL if kind is PlaceKind.HOTEL else ("车站", "火车站", "高铁站") if kind is PlaceKind.STATION else ()
    return any(name in words for name in (kind.zh, *kind.others, *others) if len(name) > 1)
