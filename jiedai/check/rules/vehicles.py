"""车辆 (CX01, CX04–CX06, CX08): how many cars, who fits in, how long a driver drives; police is in `police`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from jiedai.check.engine import rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.hospitality import Ride
from jiedai.model.office import Vehicle
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding, Slot
from jiedai.visit.data import words
from jiedai.visit.movement import is_ride, label, vehicles_by_item
from jiedai.visit.rides import at_the_wheel, drivers_of, in_service, listed_in, party
from jiedai.visit.statements import any_of, statements


def _by_seats(case: Case) -> list[tuple[int, Vehicle]]:
    """The vehicles that carry parties and whose seats are known, the smallest first."""
    known = [(car.seats, car) for car in case.vehicle_by_number.values() if car.seats and not in_service(car)]
    return sorted(known, key=lambda entry: entry[0])


@rule("CX01")
def ride_together(case: Case, figures: Figures) -> Iterator[Finding]:
    """集中乘车，合理用车型，严格控制随行车辆。

    一项用了几辆车，而其中一辆就坐得下全部人员的，报；几辆小车能换成一辆空着的大车的，也报。
    警车、救护车、行李车、备用车不算；事项或备注写明山路、路窄要用小车的不查；人数或核载不知道的不查。

    为什么: 规定集中乘车，合理使用车型，严格控制随行车辆。
    怎么改: 合乘一辆；确需分车的（如山路），在这一项的备注里写明。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 县行政中心三号会议室,
                 到: 智能制造产业园, 车辆: [1, 2], 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-14:25", 事项: 乘车前往产业园, 类别: 乘车, 从: 县行政中心三号会议室,
                 到: 智能制造产业园, 车辆: [1], 责任单位: 县接待办, 责任人: 姚晨}
    """
    narrow = regex(any_of(words("vehicles")["narrow"]))
    used = vehicles_by_item(case)
    busy, by_seats = _busy(case, used), _by_seats(case)
    listed: dict[str, int] = {}
    for ride in case.plan.rides:
        listed[ride.item] = listed.get(ride.item, 0) + listed_in(case, ride)
    for item_id, numbers in used.items():
        found = case.item_by_id.get(item_id)
        if found is None:
            continue
        item = found[1]
        cars = [car for number in sorted(numbers) if (car := case.vehicle_by_number.get(number))]
        cars = [car for car in cars if not in_service(car)]
        riding = party(case, item)
        texts = (item.what, item.purpose or "", *(item.notes or {}).values())
        if riding is None or len(cars) < figures["cars"] or any(narrow.search(text) for text in texts):
            continue
        number = max(riding.number, listed.get(item_id, 0))
        own = [car for car in cars if car.seats is not None and car.seats >= number]
        larger = by_seats[bisect_left(by_seats, number, key=lambda entry: entry[0]) :] if item_id in busy else []
        others = (car for _seats, car in larger if car.number not in busy[item_id])
        best = min(own, key=lambda car: car.seats or 0) if own else next(others, None)
        if best is None:
            continue
        field = "vehicles" if item.vehicles else "id"
        yield case.finding(
            item,
            field,
            _("{item}用 {cars} 辆车，{number} 人坐 {car} 号车（核载 {seats}）就够").format(
                item=label(item), cars=len(cars), number=number, car=best.number, seats=best.seats
            ),
            hint=_("合乘一辆；山路等确需小车的，在备注里写明"),
        )


def _busy(case: Case, used: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    """The cars that other items use at the time of an item, by its number; none for an item without a time."""
    found: dict[str, set[str]] = {}
    going: list[Slot] = []
    for slot in case.slots:
        going = [other for other in going if other.end > slot.start]
        busy = found.setdefault(slot.item.id, set())
        for other in going:
            busy |= used.get(other.item.id, frozenset())
            found[other.item.id] |= used.get(slot.item.id, frozenset())
        going.append(slot)
    return found


@rule("CX04")
def riders_fit(case: Case, figures: Figures) -> Iterator[Finding]:
    """乘车人数不超过核定载客人数。

    有“乘车”名单的按名单（含带车人）逐车核对，没有的按这一项的来宾、陪同和工作人员与各车核载之和核对。
    核载是乘客座位数，不含驾驶员；人数或核载不知道的不查，只有大约人数的作为警告。

    为什么: 超员是违法，出了事没有人担得起。
    怎么改: 换大车或加车。

    错误:
        乘车:
          - {日程: A1, 车辆: 2, 乘车人: [甲一, 甲二, 甲三, 甲四, 甲五, 甲六, 甲七, 陈志远]}
        来宾: []
        人数: {总数: 8}
    正确:
        乘车:
          - {日程: A1, 车辆: 2, 乘车人: [甲一, 甲二, 甲三, 甲四, 甲五, 甲六, 陈志远]}
        来宾: []
        人数: {总数: 7}
    """
    listed = {ride.item for ride in case.plan.rides}
    by_car: dict[tuple[str, str], list[Ride]] = {}
    for ride in case.plan.rides:
        if ride.vehicle:
            by_car.setdefault((ride.item, ride.vehicle), []).append(ride)
    for (_item, number), rides in by_car.items():
        car = case.vehicle_by_number.get(number)
        riders = sum(listed_in(case, ride) for ride in rides)
        if car and car.seats is not None and riders > car.seats:
            message = _("{car} 号车核载 {seats} 人，名单有 {riders} 人").format(
                car=number, seats=car.seats, riders=riders
            )
            yield case.finding(rides[-1], "riders", message, hint=_("换大车或加车"))
    for _day, item in case.items:
        if item.id in listed or not item.vehicles:
            continue
        cars = [case.vehicle_by_number.get(number) for number in item.vehicles]
        seats = [car.seats for car in cars if car and car.seats is not None]
        riding = party(case, item)
        if riding is None or len(seats) < len(cars) or riding.number <= sum(seats):
            continue
        message = _("{item}有 {number} 人，车辆共核载 {seats} 人").format(
            item=label(item), number=riding.number, seats=sum(seats)
        )
        hint = _("换大车或加车；陪同不坐这辆车的，用“乘车”写明谁坐哪辆")
        yield case.finding(item, "vehicles", message, hint=hint, level=Level.WARNING if riding.approximate else None)


@rule("CX05")
def drivers_rest(case: Case, figures: Figures) -> Iterator[Finding]:
    """驾驶员连续驾驶不超过四小时，中途停车休息不少于二十分钟。

    把同一驾驶员前后相接的行车时间加起来，停车二十分钟以上重新算；行车时间按路程，路程未知的按安排的时间。
    一项里多留的时间和流程写的休息（服务区）算休息；一辆车写了两名驾驶员的不查。

    为什么: 疲劳驾驶是违法，也是长途接送最大的风险。
    怎么改: 中途安排不少于二十分钟的休息，或者配两名驾驶员。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "08:00-12:10", 事项: 乘车赴省城, 类别: 乘车, 车辆: [1],
                 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "08:00-12:30", 事项: 乘车赴省城, 类别: 乘车, 车辆: [1],
                 责任单位: 县接待办, 责任人: 姚晨,
                 流程: [{分钟: 125, 事项: 前往服务区}, {分钟: 20, 事项: 服务区休息}, {分钟: 125, 事项: 前往省城}]}
    """
    limit, rest = figures["hours"] * 60, figures["rest"]
    used = vehicles_by_item(case)
    state: dict[str, tuple[int, int]] = {}
    for slot in case.slots:
        if not is_ride(slot.item) or slot.item.id not in used or "步行" in slot.item.what:
            continue
        need, paused = at_the_wheel(case, slot)
        for number in sorted(used[slot.item.id]):
            drivers = drivers_of(case.vehicle_by_number.get(number)) or (number,)
            if len(drivers) > 1:
                continue
            driven, until = state.get(drivers[0], (0, slot.start - rest))
            total = need + (driven if slot.start - until < rest else 0)
            if total > limit and not paused >= rest:
                message = _("{car} 号车驾驶员连续驾驶 {minutes} 分钟，超过 {hours} 小时").format(
                    car=number, minutes=total, hours=figures["hours"]
                )
                hint = _("中途休息不少于 {rest} 分钟，或者配两名驾驶员").format(rest=rest)
                yield case.finding(slot.item, "time", message, hint=hint)
                total = 0
            state[drivers[0]] = (0 if paused >= rest else total, slot.end)


@rule("CX06")
def no_borrowed_cars(case: Case, figures: Figures) -> Iterator[Finding]:
    """不借用、占用下属单位或其他单位、企业的车辆。

    用到的车辆，“所属”不是接待办、机关事务、公务用车平台、车队或租赁公司的，报出来核对。

    为什么: 机关事务管理条例规定不得借用、占用下级单位和其他单位的车辆，不得接受赠送的车辆。
    怎么改: 用公务用车平台或租赁车辆；所属写错的改正。
    """
    proper = regex(any_of(words("vehicles")["proper_owners"]))
    own = case.office.office if case.office else None
    ours = {own.name, own.short} if own else set()
    told: set[str] = set()
    for node, field, number, index in _uses(case):
        car = case.vehicle_by_number.get(number)
        if car is None or number in told or not car.owner or is_placeholder(car.owner):
            continue
        told.add(number)
        if car.police or car.owner in ours or proper.search(car.owner):
            continue
        yield case.finding(
            node,
            field,
            _("{car} 号车属于{owner}，不得借用其他单位的车辆").format(car=number, owner=car.owner),
            index=index,
            hint=_("用公务用车平台或租赁车辆；所属写错的改正"),
            related=(case.related(car, "owner", _("所属写在这里"), office=True),),
        )


def _uses(case: Case) -> Iterator[tuple[Node, str, str, int | None]]:
    """(node, field, car number, index) of every place that uses a car."""
    for _day, item in case.items:
        yield from ((item, "vehicles", number, index) for number, index in case.entries(item, "vehicles"))
    for ride in case.plan.rides:
        if ride.vehicle:
            yield ride, "vehicle", ride.vehicle, None


@rule("CX08")
def signs_out_of_view(case: Case, figures: Figures) -> Iterator[Finding]:
    """车号标识放在前挡风玻璃右下角低处，不挡驾驶员视线。

    任务、日程的备注里写放在正中、驾驶员前方、后视镜下等位置的，报。

    为什么: 道路交通安全法实施条例规定，不得在前后窗范围内悬挂、放置妨碍视线的物品。
    怎么改: 改放前挡风玻璃右下角（副驾驶一侧）低处。

    错误:
        任务:
          - {事项: 车号牌放在前挡风玻璃正中, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    正确:
        任务:
          - {事项: 车号牌放在前挡风玻璃右下角, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}
    """
    lists = words("vehicles")
    sign, view, aside = (regex(any_of(lists[name])) for name in ("sign", "in_view", "wide_of_view"))
    window = regex("窗|挡风|玻璃|驾驶|后视镜|车头|方向盘|司机|主驾")
    for said in statements(case):
        text = said.text
        where = view.search(text)
        if where and sign.search(text) and window.search(text) and not aside.search(text):
            yield case.finding(
                said.node,
                said.field,
                _("车号标识放在“{where}”会挡驾驶员视线").format(where=where[0]),
                index=said.index,
                hint=_("放在前挡风玻璃右下角低处"),
            )
