"""没有登记的备选和医院 (of GS08): places that a plan falls back on, and that no list has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.choice import PlaceKind
from jiedai.model.people import CrewMember, Guest, Host
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.names import nearest
from jiedai.visit.nearly import is_one_slip
from jiedai.visit.statements import statements

# --- what is gone to instead (备选) -----------------------------------------------------------------------------------

_NAME = regex(
    r"(?!改|换|取消|推迟|室内|就近|另|看|听|播放|观看|在|到|请|由|把|不)[\u4e00-\u9fff·]{2,14}?"
    r"(?:中心|[展博纪图体场]?馆|基地|公司|医院|学校|[小中大]学|宾馆|酒店|饭店|食堂|礼堂|会堂|剧院|广场|[^农乡本该]村|社区|园区|产业园)"
)
"""What looks like the name of a place of its own; a room or a hall may be of the place that it stands in for."""


def unlisted_spares(case: Case) -> Iterator[Finding]:
    """Places to fall back on that are none of the office's: nobody knows where they are, and how far."""
    if case.office is None or not case.place_by_name:
        return
    for _day, item in case.items:
        if item.plan_b and _is_unlisted(case, item.plan_b):
            message, hint = _words_of(item.plan_b, case.place_by_name)
            yield case.finding(item, "plan_b", message, hint=hint, level=Level.WARNING)
    for place in case.office.places:
        if place.plan_b and _is_unlisted(case, place.plan_b):
            message, hint = _words_of(place.plan_b, case.place_by_name)
            found = case.office_finding(place, "plan_b", message, hint=hint)
            yield found._replace(level=Level.WARNING)


def _is_unlisted(case: Case, text: str) -> bool:
    if any(name in text for name in case.place_by_name):
        return False
    return _NAME.fullmatch(text) is not None or bool(get_close_matches(text, case.place_by_name, cutoff=_MISTYPED))


_MISTYPED = 0.8
"""How much alike (`difflib`) a known place and a text are that is it mistyped."""


def _words_of(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message about a place that no list has, and what to do."""
    meant = nearest(name, known)
    hint = _("是不是想写“{name}”？").format(name=meant) if meant else ""
    hint += _("没有写错的，在场所里加上它，写明地址和路程")
    return _("office.yaml 的场所里没有“{name}”").format(name=name), hint


_MOVED = regex(
    r"(?:改[到在往去]|转[到至移]|移[到至]|转移到|挪到|搬到|[换调]到)\s*(?P<name>[\u4e00-\u9fff·]{4,14}?)(?=$|[，。；、（()）\s]|[参观室进举召看])"
)
_TAIL = 4
"""Signs of the end of a place's name by which it is called for short."""


def mistyped_spares(case: Case) -> Iterator[Finding]:
    """Places that contingencies move to, nearly called as a known one is for short: 农贸中心 for 青山镇农创中心."""
    names = case.place_by_name
    for said in statements(case, risks=True):
        for found in _MOVED.finditer(said.text) if names else ():
            written = found["name"]
            if any(written in name or name in written for name in names):
                continue
            longest = sorted(names, key=len, reverse=True)
            meant = next((name for name in longest if len(name) >= len(written) and _ends_nearly(name, written)), None)
            if meant is not None:
                message, hint = _words_of(written, [meant])
                yield case.finding(said.node, said.field, message, index=said.index, hint=hint, level=Level.WARNING)


def _ends_nearly(name: str, written: str) -> bool:
    """Whether the name of a place ends in what is written but for one sign."""
    return len(written) >= _TAIL and is_one_slip(name[-len(written) :], written) and name[-1] == written[-1]


# --- where the sick are brought (医院) --------------------------------------------------------------------------------

_HOSPITAL = regex(r"(?P<name>[\u4e00-\u9fff]{0,14}?)医院")
_BEFORE = regex(
    r".*(?:[送往到至赴去转由与和及在距经是为请、]|联系|协调|通知|安排|对接|落实|确定|选定|附近|最近|就近|前往|提前|救护|的|了)"
)
_ANY = regex("定点|就近|指定|附近|最近|县|区|旗|县级|县内|当地|上级|三甲|相关|有关|专科|保障|对口|各|两家|后方|收治")
"""What before 医院 leaves open which one is meant."""


def unlisted_hospitals(case: Case) -> Iterator[Finding]:
    """Hospitals by name, in contingencies and tasks, that are none of those that the office knows."""
    office = case.office
    known = [p.name for p in case.place_by_name.values() if p.kind is PlaceKind.HOSPITAL or p.name.endswith("医院")]
    if office is None or not known:
        return
    named = [*known, *(unit.name for unit in office.units), *(place.name for place in office.places)]
    people: list[Host | CrewMember | Guest] = [*case.plan.hosts, *case.plan.crew, *case.plan.guests]
    named += [one.unit or "" for one in people]
    for said in statements(case, risks=True):
        if "医院" not in said.text:
            continue
        for found in _HOSPITAL.finditer(said.text):
            name = _BEFORE.sub("", found["name"])
            if (
                not name
                or _ANY.fullmatch(name)
                or name.startswith(("省", "市", "上级"))
                or _is_of_another_area(name, office.office.region)
            ):
                continue
            full = f"{name}医院"
            if not any(full in other or (other.endswith("医院") and other in full) for other in named):
                message, hint = _words_of(full, known)
                yield case.finding(said.node, said.field, message, index=said.index, hint=hint, level=Level.WARNING)


def _is_of_another_area(name: str, region: str | None) -> bool:
    """Whether a hospital is of a higher or another place, to which the sick may be brought on."""
    own = (region or "")[:-1]
    return (not own or own not in name) and any(area in name for area in "省市州县区" if name.find(area) > 0)
