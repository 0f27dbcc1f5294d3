"""迎送和布置 (YS): how guests are met and seen off, and what is put up for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiedai.check.engine import rule
from jiedai.check.words import in_programme, in_words
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, PlaceKind
from jiedai.model.quantities import Presence
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures, book_in_force
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.movement import label
from jiedai.visit.orders import MEETINGS, at_meeting, ordered
from jiedai.visit.posts import Official, is_area_leader, leads_department, leads_place, officials, state_leader
from jiedai.visit.statements import any_of, clauses, earnest, lexicon, mentioned

_ARRIVAL = (PlaceKind.STATION, PlaceKind.AIRPORT, PlaceKind.DOCK)
_FETCHING = (ItemKind.PICKUP, ItemKind.DROPOFF)
_REGION = regex(r"[\u4e00-\u9fff]{2,4}?(?:自治县|自治州|[省市县区州盟旗])")
_ACROSS = regex(r"跨(?:县|市|省|区|地区)|邻[县市]|赴外[县市]")
_NO_REGION = regex(
    r"开发区|景区|园区|社区|小区|校区|厂区|新区|示范区|度假区|城区|市区|县城|航站|超市|门市|夜市|街区|片区"
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = words("welcome")
    patterns = {name: regex(any_of(lists[name])) for name in ("arrival", "boundary", "event")}
    return {**patterns, "ends": regex(rf"{any_of(lists['arrival_ends'])}$")}


def _kind_of_place(case: Case, name: str) -> str | None:
    """`arrival` for stations, airports and docks, `boundary` for the border of the place; None for anything else."""
    place, patterns = case.place(name), _patterns()
    if place is not None and place.kind is not None and place.kind is not PlaceKind.OTHER:
        return "arrival" if place.kind in _ARRIVAL else None
    for phrase in words("welcome")["arrival_except"]:
        name = name.replace(phrase, "·")
    if patterns["boundary"].search(name):
        return "boundary"
    return "arrival" if patterns["arrival"].search(name) or patterns["ends"].search(name) else None


def _met_at(case: Case, item: Item) -> Iterator[tuple[str, int | None, str]]:
    """(field, index, kind of place) of the places of an item where guests arrive or cross the border."""
    entries = [("place", index, name) for name, index in case.entries(item, "place")]
    entries += [(field, None, name) for field in ("from_", "to") if (name := getattr(item, field))]
    if not entries:
        entries = [("what", None, _place_in(case, item.what))]
    for field, index, name in entries:
        kind = _kind_of_place(case, name)
        if kind:
            yield field, index, kind


def _place_in(case: Case, text: str) -> str:
    """The station, airport or dock of the office file that a text names, else what stands before the welcome in it."""
    known = (name for name, place in case.place_by_name.items() if place.kind in _ARRIVAL and name in text)
    return next(known, re.split("迎|接|送|等候", text)[0])


def _welcomes(item: Item) -> bool:
    """Whether an item is a welcome or send-off by its kind, or by its words where its kind says nothing."""
    if item.kind is ItemKind.WELCOME:
        return True
    reception = lexicon("welcome", "reception")
    return item.kind in (None, ItemKind.OTHER) and any(reception.search(clause) for clause in clauses(item.what))


def _is_event(item: Item, kind: str, people: dict[str, Official]) -> bool:
    """Whether an item where guests arrive is a welcome event, not a service: by its kind, its words, and who comes."""
    if item.kind is ItemKind.WELCOME:
        return True
    texts = (item.what, *(step.what for step in item.steps))
    if any(earnest(text, _patterns()["event"]) for text in texts):
        return True
    led = any(is_area_leader(people[name]) or leads_department(people[name]) for name in item.hosts if name in people)
    return _welcomes(item) and (kind == "boundary" or led)


@rule("YS01")
def no_welcome_on_arrival(case: Case, figures: Figures) -> Iterator[Finding]:
    """No welcome or send-off event at airports, stations, docks or the border of the area."""
    people = officials(case)
    for _day, item in case.items:
        met = next(_met_at(case, item), None)
        if met is None:
            continue
        field, _index, kind = met
        if _is_event(item, kind, people):
            where = _("辖区边界") if kind == "boundary" else _("机场、车站、码头")
            yield case.finding(
                item,
                "kind" if item.kind is ItemKind.WELCOME else "what",
                _("{item}：不得在{where}组织迎送活动").format(item=label(item), where=where),
                hint=_("改为联络员带车接送，类别写“接站”或“送站”"),
                related=(case.related(item, field, _("地点在这里")),) if field != "what" else (),
            )
            continue
        leaders = [name for name in item.hosts if name in people and is_area_leader(people[name])]
        if item.kind in _FETCHING and leaders and not any(leads_place(people[name]) for name in leaders):
            yield case.finding(
                item,
                "hosts",
                _("{names}到站接送，注意不要办成迎送活动").format(names=_("、").join(leaders)),
                hint=_("接站由联络员和驾驶员办理，领导在会场或点位等候"),
                level=Level.INFO,
            )


def _stem(region: str) -> str:
    return region[:-1] if len(region) > 2 and region[-1] in "市县区州旗" else region


def _elsewhere(case: Case, name: str) -> str | None:
    """The other region a place lies in by its address or name; None where it is inside or nobody wrote it."""
    own = case.office.office.region if case.office else None
    place = case.place(name)
    address = (place.address if place else None) or ""
    if not own or _stem(own) in f"{name}{address}":
        return None
    text = _NO_REGION.sub("·", address or name)
    found = [match[0] for match in _REGION.finditer(text) if not match[0].endswith("省")]
    if address and found:
        return found[-1]
    return re.split("[的界内]", name)[0] if re.match(r"邻[县市区]|外[县市省]|邻近县", name) else None


@rule("YS02")
def no_welcome_elsewhere(case: Case, figures: Figures) -> Iterator[Finding]:
    """No meeting or seeing-off outside the area, by items or in words."""
    people, hint, told = officials(case), _("由联络员和驾驶员接送，领导在本地等候"), list[Item]()
    for _day, item in case.items:
        if item.kind is not ItemKind.WELCOME and item.kind not in _FETCHING:
            continue
        said = earnest(item.what, _ACROSS)
        names = [(name, index) for name, index in case.entries(item, "place")]
        outside = next(((where, index) for name, index in names if (where := _elsewhere(case, name))), None)
        leaders = [name for name in item.hosts if name in people and is_area_leader(people[name])]
        if not (said or outside) or (item.kind in _FETCHING and not leaders):
            continue
        where, index = outside or (said or "", None)
        yield case.finding(
            item,
            "place" if outside else "what",
            _("{item}在本地区以外（{where}），不得跨地区迎送").format(item=label(item), where=where),
            index=index,
            hint=hint,
            level=None if item.kind is ItemKind.WELCOME else Level.WARNING,
        )
        told.append(item)
    yield from in_words(
        case,
        "afar",
        message=_("不得跨地区迎送"),
        hint=hint,
        wanted=lambda order: all(order.node is not item for item in told),
        but={order.statement for order in ordered(case, "chiefs")},  # whoever they are, PT06 tells of them
    )


def _chief(official: Official) -> str:
    """What somebody is, as people say it: 县长 alone, but 县招商中心主任."""
    says_all = leads_place(official) or official.unit in official.post
    return official.post if says_all else f"{official.unit}{official.post}"


@rule("YS06")
def chiefs_stay_away(case: Case, figures: Figures) -> Iterator[Finding]:
    """Principal leaders of the place and of departments take no part in welcoming and seeing off."""
    people = officials(case)
    for _day, item in case.items:
        if not _welcomes(item) and item.kind not in _FETCHING:
            continue
        for name, index in case.entries(item, "hosts"):
            official = people.get(name)
            if official is None or not (leads_place(official) or leads_department(official)):
                continue
            service = item.kind in _FETCHING and not leads_place(official)
            if service and case.plan.kind is Kind.INVESTMENT:
                continue  # whoever invites business fetches them
            yield case.finding(
                item,
                "hosts",
                _("{name}是{post}，主要负责人不得参加迎送").format(name=name, post=_chief(official)),
                index=index,
                hint=_("请主要负责人在座谈或考察的地点等候"),
                level=Level.INFO if service else None,
            )


_CONFERENCE_SIGN = regex(r"会标|会议(?:名称|横幅|条幅)|会名")


def _public(case: Case) -> bool:
    """Whether an event is for the public, by its name or because it has no guests of its own: then what is put up is
    for the public. That a plan with guests says so silences nothing.
    """
    plan = case.plan
    if plan.security is None or not plan.security.public_event:
        return False
    return not plan.guests or bool(mentioned(plan.title, "public") or mentioned(plan.purpose, "public"))


def _set_up(case: Case, field: str, message: str, hint: str, fine: re.Pattern[str] | None = None) -> Iterator[Finding]:
    """A finding for a field of 布置; things that are all `fine` do not count."""
    decor = case.plan.decor
    present: Presence | None = getattr(decor, field) if decor else None
    allowed = fine is not None and present and present.things and all(map(fine.search, present.things))
    if decor is not None and present and not allowed:
        yield case.finding(decor, field, message, hint=hint)


def _is_in_force(case: Case, code: str) -> bool:
    """Whether the office's rules have one that holds for this visit."""
    book, _error = book_in_force(case.loaded.office, case.loaded.workspace.packs_dir)
    foreign = case.plan.kind is Kind.FOREIGN
    return any(row.holds(case.plan.dates.first, foreign=foreign) for row in book.rows.get(code, ()))


@rule("YS03")
def no_banners(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans and no banners; slogans on screens too where no local rule speaks of them."""
    if _public(case):
        return
    message = _("不得张贴悬挂标语横幅")
    yield from _set_up(case, "banners", message, _("改为“横幅: 无”，取下已经挂的"), _CONFERENCE_SIGN)
    screens = {order.statement for order in ordered(case, "screens")}
    yield from in_words(case, "banners", message=message, hint=_("删去这项安排，取下已经挂的"), but=screens)
    if not _is_in_force(case, "YS07"):
        message, hint = _("不得用标语迎送"), _("删去这项安排；会议室屏幕只显示会议名称")
        yield from in_words(case, "screens", message=message, hint=hint)


@rule("YS04")
def no_crowds(case: Case, figures: Figures) -> Iterator[Finding]:
    """No crowd is lined up, be it residents or pupils, under decor or in words."""
    message = _("不得组织群众迎送")
    yield from _set_up(case, "crowd", message, _("改为“群众迎送: 无”"))
    yield from in_words(case, "crowd", message=message, hint=_("删去这项安排"))


@rule("YS05")
def no_carpet(case: Case, figures: Figures) -> Iterator[Finding]:
    """No welcome carpet, under decor or in words."""
    if not _public(case):
        message = _("不得铺设迎宾地毯")
        yield from _set_up(case, "carpet", message, _("改为“地毯: 无”"))
        yield from in_words(case, "carpet", message=message, hint=_("删去这项安排"))


@rule("YS07")
def no_slogans_on_screens(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans of welcome on electronic screens."""
    message = _("电子屏不打迎送标语")
    yield from _set_up(case, "led", message, _("改为“电子屏标语: 无”"))
    yield from in_words(case, "screens", message=message, hint=_("删去这项安排"))


@rule("YS08")
def no_flowers(case: Case, figures: Figures) -> Iterator[Finding]:
    """No flowers or plants set out for guests; those at meetings are for LP06."""
    leader = state_leader(case)
    if _public(case):
        return
    message = _("中央领导同志考察，不得摆放花草") if leader else _("不摆放花草")
    meetings = any(item.kind in MEETINGS for _day, item in case.items)
    for found in _set_up(case, "flowers", message, _("改为“鲜花: 无”")) if leader or not meetings else ():
        yield found._replace(level=None if leader else Level.WARNING)
    yield from in_words(
        case,
        "flowers",
        message=message,
        hint=_("删去这项安排"),
        wanted=lambda order: bool(leader) or not at_meeting(case, order.statement),
    )
    if leader:
        message, hint = _("不得安排专场演出"), _("从日程中删去")
        yield from in_words(case, "shows", message=message, hint=hint, own=in_programme)
