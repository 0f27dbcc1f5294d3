"""警车和警卫 (CX02, CX03, CX07): police cars, closed roads, cleared venues."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import label
from jiedai.visit.posts import CITY, Official, is_area_leader, level_of
from jiedai.visit.statements import earnest, statements

_ESCORT = regex(r"警车(?:开道|带道|引导|护送|随行)|(?:鸣警笛|开警灯|警笛开道)")
_CLOSURE = regex(
    r"封路|封闭(?:道路|路段|路口)|封道|(?:断绝|中断)交通|全线管制|社会车辆(?:禁止|不得|一律)?.{0,4}(?:绕行|停驶)"
)
_CLEARED = regex(
    r"闭馆|封馆|封园|封场|清场接待|清空(?:游客|顾客|场馆|人员)|清退(?:游客|顾客|群众)|疏散(?:游客|顾客)"
    r"|(?:停止|暂停)(?:对外)?(?:开放|营业)|游客.{0,4}(?:清离|清出|劝离)|考察.{0,6}清场"
)


def _police_cars(case: Case) -> Iterator[tuple[Item, int | None]]:
    """Items that use a police car, with its index among their vehicles."""
    for _day, item in case.items:
        for number, index in case.entries(item, "vehicles"):
            car = case.vehicle_by_number.get(number)
            if car is not None and car.police:
                yield item, index


@rule("CX02")
def police_with_a_basis(case: Case, figures: Figures) -> Iterator[Finding]:
    """Police cars and closed roads rest on a basis."""
    security = case.plan.security
    if security is not None and (security.basis or case.is_blank(security, "basis")):
        return
    hint = _("删去；确属规定的警卫任务，在“安全: 依据”里写明文件")
    if security is not None and security.police_cars:
        yield case.finding(
            security, "police_cars", _("使用警车 {number} 辆，没有依据").format(number=security.police_cars), hint=hint
        )
    if security is not None and security.road_closure:
        yield case.finding(security, "road_closure", _("封闭道路，没有依据"), hint=hint)
    for item, index in _police_cars(case):
        message = _("{item}使用警车，没有依据").format(item=label(item))
        yield case.finding(item, "vehicles", message, index=index, hint=hint)
    for said in statements(case):
        found = earnest(said.text, _ESCORT) or earnest(said.text, _CLOSURE)
        if found:
            message = _("“{words}”，没有依据").format(words=found)
            yield case.finding(said.node, said.field, message, index=said.index, hint=hint)


@rule("CX03")
def nobody_cleared_away(case: Case, figures: Figures) -> Iterator[Finding]:
    """No venue is cleared and no hall closed for the guests."""
    security = case.plan.security
    hint = _("改为“清场: 否”，正常开放")
    if security is not None and security.clear_venue:
        yield case.finding(security, "clear_venue", _("不得清场闭馆"), hint=hint)
    for said in statements(case):
        found = earnest(said.text, _CLEARED)
        if found:
            message = _("“{words}”：不得清场闭馆").format(words=found)
            yield case.finding(said.node, said.field, message, index=said.index, hint=_("删去这项安排，正常开放"))


@rule("CX07")
def no_police_for_city_leaders(case: Case, figures: Figures) -> Iterator[Finding]:
    """No police car and no closed road for a city's leaders, even with a basis."""
    leaders = (Official(guest.name, guest.unit, guest.post, guest.rank) for guest in case.plan.guests)
    if not any(level_of(leader) == CITY and is_area_leader(leader) for leader in leaders):
        return
    security = case.plan.security
    told = {"police_cars": _("市领导调研不用警车"), "road_closure": _("市领导调研不封路")}
    for field, message in told.items():
        if security is not None and getattr(security, field):
            yield case.finding(security, field, message, hint=_("删去"))
    for item, index in _police_cars(case):
        yield case.finding(item, "vehicles", _("市领导调研不用警车"), index=index, hint=_("删去"))
