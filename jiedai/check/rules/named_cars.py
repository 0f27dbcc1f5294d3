"""文字里的车 (of CX10): numbers and plates of vehicles in words that are not those of the list, and plates misspelt."""

from __future__ import annotations

import string
from collections.abc import Iterator

from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import TaskStatus
from jiedai.model.placeholder import is_placeholder
from jiedai.model.reading import halfwidth
from jiedai.model.schedule import Item
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.movement import vehicles_by_item
from jiedai.visit.transport import by_own_means

_NUMBER = regex(
    r"(?<![\d第月])(?P<number>\d{1,2})\s*号(?:(?:商务|轿|中巴|大巴|客|面包|越野|考斯特)?车|中巴|大巴|考斯特|商务)(?![厢间库站位])"
)
_PLATE = regex(r"[\u4e00-\u9fff][A-Z][·•・.\s]?[A-Z0-9]{4,6}(?![A-Z0-9])")
_SIGNS = regex(r"[·•・.\s-]")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_CAPITALS = frozenset(string.ascii_uppercase)
_CIVIL = regex(r"[\u4e00-\u9fff][A-Z][A-Z0-9]+[挂学警港澳使领]?")
_LENGTHS = (5, 6)
"""Signs behind the letter of the city: five, or six of a vehicle with new energy."""


def misnamed_cars(case: Case) -> Iterator[Finding]:
    """Vehicles in words: by a number that nobody has, by that of another vehicle, by a plate that is nearly one."""
    known, used = case.vehicle_by_number, vehicles_by_item(case)
    plates = {_plain(car.plate): car.number for car in known.values() if car.plate and not is_placeholder(car.plate)}
    for node, field, text, item in _texts(case):
        for found in _NUMBER.finditer(text) if "号" in text else ():
            number, cars = found["number"], used.get(item.id, frozenset()) if item else frozenset()
            if known and number not in known:
                message = _("文字里写的是{car}，车辆里没有这个车号").format(car=found[0])
                hint = _("可用的车号：{names}").format(names=_("、").join(known))
                yield case.finding(node, field, message, hint=hint)
            elif item is not None and cars and number not in cars:
                message = _("文字里写的是{car}，车辆写的是 {cars} 号车").format(
                    car=found[0], cars=_("、").join(sorted(cars))
                )
                related = (case.related(item, "vehicles", _("车辆写在这里")),)
                yield case.finding(node, field, message, hint=_("核对车号，两处改成一致"), related=related)
        if not plates or _CAPITALS.isdisjoint(text) or (item and by_own_means(item)):
            continue
        for match in _PLATE.finditer(halfwidth(text).upper()):
            like = _nearly(_plain(match[0]), plates)
            if like is not None:
                message = _("文字里的号牌“{plate}”和 {car} 号车的只差一个字").format(plate=match[0], car=plates[like])
                hint = _("{car} 号车是 {plate}，核对后改成一致").format(
                    car=plates[like], plate=known[plates[like]].plate
                )
                yield case.finding(node, field, message, hint=hint)


def _texts(case: Case) -> Iterator[tuple[Node, str, str, Item | None]]:
    """(node, field, text, item) of what is said of items and tasks."""
    for _day, item in case.items:
        yield item, "what", item.what, item
        yield from ((step, "what", step.what, item) for step in item.steps)
        yield from ((item, "notes", note, item) for note in (item.notes or {}).values())
    for task in case.plan.tasks:
        if task.status is not TaskStatus.DROPPED:
            yield task, "what", task.what, None


def _plain(plate: str) -> str:
    return _SIGNS.sub("", halfwidth(plate).upper())


def _nearly(plate: str, known: dict[str, str]) -> str | None:
    """The known plate that differs from one in a single sign; None where it is known itself, or like none."""
    if plate in known:
        return None
    same = (other for other in known if len(other) == len(plate))
    return next((other for other in same if sum(a != b for a, b in zip(other, plate, strict=True)) == 1), None)


def impossible_plates(case: Case) -> Iterator[Finding]:
    """Plates of the office's vehicles that no vehicle has: an unknown province, the letters I and O, a sign missing."""
    for car in case.office.vehicles if case.office else ():
        plate = _plain(car.plate or "")
        if not plate or is_placeholder(car.plate or "") or _CIVIL.fullmatch(plate) is None:
            continue
        rest = plate[2:].rstrip("挂学警港澳使领")
        ending = len(plate) - 2 - len(rest)
        told = ""
        if plate[0] not in _PROVINCES:
            told = _("没有简称“{sign}”的省份").format(sign=plate[0])
        elif "O" in rest or "I" in rest:
            told = _("号牌里不用字母 O 和 I，应是数字 0 和 1")
        elif len(rest) + ending not in _LENGTHS:
            told = _("字母后面应有 5 位（新能源 6 位），写了 {number} 位").format(number=len(rest) + ending)
        if told:
            message = _("{car} 号车的号牌“{plate}”写错了：{why}").format(car=car.number, plate=car.plate, why=told)
            yield case.office_finding(car, "plate", message, hint=_("照行驶证核对号牌"))
