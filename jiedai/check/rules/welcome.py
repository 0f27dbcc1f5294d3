"""迎送和布置 (YS): how guests are met and seen off, and what is put up for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, PlaceKind
from jiedai.model.quantities import Presence
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.data import words
from jiedai.visit.movement import label
from jiedai.visit.posts import Official, is_area_leader, leads_department, leads_place, officials, state_leader
from jiedai.visit.statements import any_of, clauses, earnest, lexicon, mentioned, statements

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
    """No meeting or seeing-off outside the area."""
    people = officials(case)
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
            hint=_("由联络员和驾驶员接送，领导在本地等候"),
            level=None if item.kind is ItemKind.WELCOME else Level.WARNING,
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


_PUT_UP = r"(?:悬挂|张挂|挂|制作|张贴|贴|设置|设|布置|摆放|拉|打|写|树|安装|印制|准备|播放|滚动|显示)"
_BANNER = regex(
    rf"{_PUT_UP}.{{0,10}}?(?:横幅|条幅|标语)|(?:横幅|条幅|标语).{{0,4}}(?:悬挂|张挂|制作|张贴|布置|摆放|挂好|贴好|安装|印制)"
)
_SCREEN = regex(r"电子屏|显示屏|LED|大屏|屏幕|电子标语|滚动屏", re.IGNORECASE)
_SLOGAN = regex(r"标语|欢迎词|欢迎语|欢迎.{0,12}(?:莅临|来|光临|指导)|热烈欢迎")
_CARPET = regex(r"(?:铺|走|设).{0,6}(?:地毯|红毯)|(?:地毯|红毯).{0,3}(?:铺|到位)|迎宾地毯")
_CROWD = regex(
    r"(?:组织|安排|动员|集合)?.{0,6}(?:群众|学生|师生|村民|居民|少先队员|儿童|职工|干部|市民).{0,8}(?:列队|夹道|迎送|迎接|欢迎|欢送|献花)"
    r"|(?:列队|夹道)(?:迎|欢|送)"
)
_CONFERENCE_SIGN = regex(r"会标|会议(?:名称|横幅|条幅)|会名")
_PERFORMANCE = regex("专场演出|文艺演出|文艺晚会|迎宾演出")
_FLOWERS = regex(r"(?:摆|布置|准备|购买|采购|铺|插|献).{0,6}(?:鲜花|花草|花卉|花篮|绿植|花坛|盆花)")


def _public(case: Case) -> bool:
    """Whether an event is for the public, by its name or because it has no guests of its own: then what is put up is
    for the public. That a plan with guests says so silences nothing.
    """
    plan = case.plan
    if plan.security is None or not plan.security.public_event:
        return False
    return not plan.guests or bool(mentioned(plan.title, "public") or mentioned(plan.purpose, "public"))


def _told(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[str, Finding]]:
    """(words, finding without a message) for each sentence that has the pattern in earnest."""
    for said in statements(case):
        found = earnest(said.text, pattern)
        if found:
            yield found, case.finding(said.node, said.field, "", index=said.index)


def _set_up(
    case: Case, field: str, pattern: re.Pattern[str], message: str, hint: str, fine: re.Pattern[str] | None = None
) -> Iterator[Finding]:
    """Findings for a field of 布置 and for sentences that say the same; things that are all `fine` do not count."""
    decor = case.plan.decor
    present: Presence | None = getattr(decor, field) if decor else None
    allowed = fine is not None and present and present.things and all(map(fine.search, present.things))
    if decor is not None and present and not allowed:
        yield case.finding(decor, field, message, hint=hint)
    for told, found in _told(case, pattern):
        text = _("“{words}”：{message}").format(words=told, message=message)
        yield Finding(text, found.file, found.span, found.path, hint)


@rule("YS03")
def no_banners(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans and no banners."""
    if _public(case):
        return
    hint = _("改为“横幅: 无”，取下已经挂的")
    yield from _set_up(case, "banners", _BANNER, _("不得张贴悬挂标语横幅"), hint, _CONFERENCE_SIGN)


@rule("YS04")
def no_crowds(case: Case, figures: Figures) -> Iterator[Finding]:
    """No crowd is lined up, be it residents or pupils, under decor or in tasks and items."""
    yield from _set_up(case, "crowd", _CROWD, _("不得组织群众迎送"), _("改为“群众迎送: 无”"))


@rule("YS05")
def no_carpet(case: Case, figures: Figures) -> Iterator[Finding]:
    """No welcome carpet, under decor or in tasks and items."""
    if not _public(case):
        yield from _set_up(case, "carpet", _CARPET, _("不得铺设迎宾地毯"), _("改为“地毯: 无”"))


@rule("YS07")
def no_slogans_on_screens(case: Case, figures: Figures) -> Iterator[Finding]:
    """No slogans of welcome on electronic screens."""
    decor = case.plan.decor
    if decor is not None and decor.led:
        yield case.finding(decor, "led", _("电子屏不打迎送标语"), hint=_("改为“电子屏标语: 无”"))
    for said in statements(case):
        if earnest(said.text, _SCREEN) and earnest(said.text, _SLOGAN):
            yield case.finding(said.node, said.field, _("电子屏不打迎送标语"), index=said.index, hint=_("删去这项安排"))


@rule("YS08")
def no_flowers(case: Case, figures: Figures) -> Iterator[Finding]:
    """No flowers or plants set out for guests."""
    leader = state_leader(case)
    if _public(case):
        return
    meetings = any(item.kind in (ItemKind.CONFERENCE, ItemKind.TALKS) for _day, item in case.items)
    if meetings and not leader:
        return
    message = _("中央领导同志考察，不得摆放花草") if leader else _("不摆放花草")
    level = None if leader else Level.WARNING
    for found in _set_up(case, "flowers", _FLOWERS, message, _("改为“鲜花: 无”")):
        yield Finding(found.message, found.file, found.span, found.path, found.hint, level=level)
    if leader:
        for _day, item in case.items:
            if earnest(item.what, _PERFORMANCE):
                yield case.finding(
                    item, "what", _("{item}：不得安排专场演出").format(item=label(item)), hint=_("从日程中删去")
                )
