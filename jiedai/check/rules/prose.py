"""文字里的数 (of SJ01, SJ04, SJ17, QD09): days, times, numbers and sums in words, against what the fields say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import TaskStatus
from jiedai.model.conduct import Cost, Task
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import money
from jiedai.model.schedule import Item
from jiedai.model.times import DAY_MINUTES, weekday_name
from jiedai.patterns import regex
from jiedai.visit.case import Case, Finding
from jiedai.visit.meals import companions
from jiedai.visit.movement import is_ride
from jiedai.visit.names import host_side
from jiedai.visit.people import guest_heads
from jiedai.visit.rides import FETCHING
from jiedai.visit.statements import is_public_event
from jiedai.visit.told import (
    Days,
    Times,
    bare_weekdays,
    counts,
    days_told,
    guests_told,
    outside_part,
    part_told,
    portions_told,
    products_told,
    times_told,
)


class _Words(NamedTuple):
    """Words of an item, or of a task, with the place they stand in."""

    node: Node
    field: str
    text: str


def _of_item(item: Item) -> Iterator[_Words]:
    """What an item and its steps are called."""
    yield _Words(item, "what", item.what)
    yield from (_Words(step, "what", step.what) for step in item.steps)


def _tasks(case: Case) -> Iterator[Task]:
    yield from (task for task in case.plan.tasks if task.status is not TaskStatus.DROPPED)


# --- days (SJ01) ------------------------------------------------------------------------------------------------------

_OF_OTHERS = regex(
    r"\s*(?:(?!交换|征求|听取)\S{0,6}(?:会议|讲话|精神|通知|文件|意见|要求|指示|批示|来信|来函|纪念|以来|条例|方案|决定)|[以之]?前|[以之]?后|起|发生|印发|通过|召开的|的)"
)
_DEADLINE = regex(r"前|截止|送审|上报|报送|扫尾")
_HAPPENS = regex(
    r"\s*(?:考察|参观|座谈|调研|会议|会见|用餐|[早午晚]餐|接站|送站|乘车|召开|举行|前往|抵达|返程(?!车票|票)|离开|入住|检查|观摩|走访|签约|合影"
    r"|交换|听取|汇报|交流|洽谈|查看|查阅|慰问|采访|拍摄|报到|开幕|闭幕|揭牌|培训|研讨|评审|验收|督查|核查|巡查|休息|出发|返回|到达)"
)
_BEHIND = regex(r"[\s（(]*(?:上午|下午|中午|早上|晚上|全天|白天|晚|$|[)）])")


def other_days(case: Case) -> Iterator[Finding]:
    """Days in words that are not those of their item, or of the visit, and weekdays that no day there has."""
    dates = case.plan.dates
    title = case.plan.__dict__.get("title") or ""
    for told in days_told(title, dates.first):
        other = (told.first, told.last) != (dates.first, dates.last) if told.several else told.first not in dates
        if other and not _OF_OTHERS.match(title, told.end):
            message = _("标题写的是 {told}，来访日期是 {dates}").format(told=_days(told), dates=dates)
            related = (case.related(case.plan, "dates", _("来访日期在这里")),)
            hint = _("核对日期，两处改成一致")
            yield case.finding(case.plan, "title", message, hint=hint, related=related, level=Level.WARNING)
    yield from _other_year(case)
    people = {*case.guest_by_name, *host_side(case)}
    for day, item in case.items:
        for said in _of_item(item):
            yield from _day_of_item(case, said, day.date)
            for word, weekday in bare_weekdays(said.text, people):
                if weekday != day.date.weekday() and not _DEADLINE.search(said.text):
                    yield _weekday(case, said, word, day.date)
    for task in _tasks(case):
        yield from _weekdays_of_task(case, task, people)
        yield from _days_of_task(case, task)


_YEAR = regex(r"[〔［\[【（(]\s*((?:19|20)\d\d)\s*[〕］\]】）)]")


def _other_year(case: Case) -> Iterator[Finding]:
    """A number of the plan that is of another year than the visit; around New Year it may be of either."""
    found, first = _YEAR.search(case.plan.number or ""), case.plan.dates.first
    near = {(first + dt.timedelta(days=days)).year for days in (-_NEW_YEAR, 0, _NEW_YEAR)}
    if found and int(found[1]) not in near:
        message = _("编号是 {year} 年的，来访日期是 {dates}").format(year=found[1], dates=case.plan.dates)
        related = (case.related(case.plan, "dates", _("来访日期在这里")),)
        yield case.finding(case.plan, "number", message, hint=_("核对编号和日期"), related=related, level=Level.WARNING)


_NEW_YEAR = 90
"""Days around New Year in which plans of one year are written for the other."""


def _days(told: Days) -> str:
    return told.first.isoformat() if not told.several else f"{told.first.isoformat()} 至 {told.last.isoformat()}"


def _day_of_item(case: Case, said: _Words, day: dt.date) -> Iterator[Finding]:
    """The day that an item's words give it: before what happens, in brackets, or with a part of the day."""
    days = list(_told_of_item(said.text, day))
    if not days or any(told.first <= day <= told.last for told in days):
        return
    message = _("文字里写的是 {told}，这一项在 {day}").format(told=_days(days[0]), day=day.isoformat())
    hint = _("核对日期，两处改成一致；说的是别的事的，写清楚")
    yield case.finding(said.node, said.field, message, hint=hint, level=Level.WARNING)


def _told_of_item(text: str, day: dt.date) -> Iterator[Days]:
    for told in days_told(text, day):
        heads = told.start == 0 and _HAPPENS.match(text, told.end)
        if (heads or _BEHIND.match(text, told.end)) and not _OF_OTHERS.match(text, told.end):
            yield told
    bare = list(_BARE_DAY.finditer(text)) if counts(text, "日号") else []
    head = _HEAD_DAY.match(text)
    if head is not None and _HAPPENS.match(text, head.end()):
        bare.append(head)  # 21日采访石桥村
    for found in bare:
        try:
            only = day.replace(day=int(found["day"]))
        except ValueError:
            continue
        yield Days(only, only, found.start(), found.end())


_BARE_DAY = regex(r"(?:^|(?<=[（(，,；;、]))(?P<day>[0-3]?\d)[日号]\s*(?=上午|下午|中午|早上|晚上|全天|晚|早|[)）])")


_HEAD_DAY = regex(r"(?P<day>[0-3]?\d)[日号]")


def _weekday(case: Case, said: _Words, word: str, day: dt.date) -> Finding:
    message = _("文字里写的是{word}，{day} 是{right}").format(
        word=word, day=day.isoformat(), right=weekday_name(day.weekday())
    )
    hint = _("核对是哪一天，两处改成一致；说的是别的事的，写上日期")
    return case.finding(said.node, said.field, message, hint=hint, level=Level.WARNING)


def _weekdays_of_task(case: Case, task: Task, people: set[str]) -> Iterator[Finding]:
    """Weekdays in a task that are neither the day it is due nor a day of the visit."""
    told = list(bare_weekdays(task.what, people))
    if not told or task.due.unfilled:
        return
    dates = case.plan.dates
    due = task.due.on(dates)
    visit = {(dates.first + dt.timedelta(days=number)).weekday() for number in range(min(dates.days, 7))}
    for word, weekday in told:
        if weekday != due.weekday() and weekday not in visit:
            message = _("文字里写的是{word}，时限 {due} 是{right}").format(
                word=word, due=due.isoformat(), right=weekday_name(due.weekday())
            )
            related = (case.related(task, "due", _("时限在这里")),)
            hint = _("核对是哪一天，两处改成一致；说的是别的事的，写上日期")
            yield case.finding(task, "what", message, hint=hint, related=related, level=Level.WARNING)


_UNTIL = regex(r"\s*(?:之|以)?前(?!期|一|夜|晚)")


def _days_of_task(case: Case, task: Task) -> Iterator[Finding]:
    """Days up to which a task's words give time, or on which they begin it, against its due date."""
    if task.due.unfilled:
        return
    dates = case.plan.dates
    due = task.due.on(dates)
    for told in days_told(task.what, dates.first):
        until = _UNTIL.match(task.what, told.end) is not None
        begins_late = told.start == 0 and told.first > due and not dates.first <= told.first <= dates.last
        if (until and told.last != due) or (not until and begins_late):
            message = _("文字里写的是 {told}，时限是 {due}").format(told=_days(told), due=due.isoformat())
            related = (case.related(task, "due", _("时限在这里")),)
            hint = _("核对日期，两处改成一致；说的是别的事的，写清楚")
            yield case.finding(task, "what", message, hint=hint, related=related, level=Level.WARNING)
            return


# --- clock times (SJ17) -----------------------------------------------------------------------------------------------

_LATE_START = 15
"""Minutes by which the beginning in words may differ: people come before a meeting begins."""


def other_times(case: Case) -> Iterator[Finding]:
    """Items whose words put them at another time of the day than their time does."""
    for _day, item in case.items:
        start, end = item.time.start, item.time.sure_end
        if start is None or end is None or end < start or item.time.approximate:
            continue
        part = part_told(item.what)
        if part is not None and outside_part(part, start % DAY_MINUTES, end):
            message = _("文字里写的是{part}，时间是 {time}").format(part=part, time=item.time)
            hint = _("核对时间，两处改成一致")
            yield case.finding(item, "what", message, hint=hint, level=Level.WARNING)
            continue
        if item.kind in FETCHING or is_ride(item) or item.time.end is None:
            continue  # what they tell of times is mostly of the train: SJ14
        told = next((told for told in times_told(item.what) if _is_other(told, start, end)), None)
        if told is not None:
            message = _("文字里写的是 {told}，时间是 {time}").format(told=told.text, time=item.time)
            hint = _("核对时间，两处改成一致；只改了一处的，另一处也要改")
            related = (case.related(item, "time", _("时间在这里")),)
            yield case.finding(item, "what", message, hint=hint, related=related, level=Level.WARNING)


def _is_other(told: Times, start: int, end: int) -> bool:
    """Whether a time is outside the item, or its beginning and more than some minutes off."""
    if told.begins and not told.outside(start - _LATE_START, start + _LATE_START):
        return False
    return told.begins or told.outside(start, end)


# --- numbers of people (SJ04) -----------------------------------------------------------------------------------------


def other_heads(case: Case) -> Iterator[Finding]:
    """Items and tasks whose words speak of another number of guests, or order meals for another number."""
    total = case.guest_heads
    if total is None or total.approximate or is_public_event(case):
        return
    for _day, item in case.items:
        for said in (*_of_item(item), *(_Words(item, "notes", note) for note in (item.notes or {}).values())):
            yield from _heads(case, said, item)
    for task in _tasks(case):
        served = next(
            (case.item_by_id[name][1] for name, _at in case.entries(task, "item") if name in case.item_by_id), None
        )
        yield from _heads(case, _Words(task, "what", task.what), served)


def _heads(case: Case, said: _Words, item: Item | None) -> Iterator[Finding]:
    guests, portions = list(guests_told(said.text)), list(portions_told(said.text))
    known = _numbers(case, item) if guests or portions else None
    if known is None:
        return
    most = max(known)
    for told in guests:
        if told.number not in known and (told.every or told.number > most):
            message = _("文字里写的是“{words}”，来宾是 {number} 人").format(words=told.text, number=most)
            yield case.finding(said.node, said.field, message, hint=_("核对人数，两处改成一致"))
    for number, words in portions:
        due = guest_heads(case, item.guests) if item is not None else case.guest_heads
        least, highest = due.number if due else 0, _everybody(case)
        if not least <= number <= highest:
            message = _("文字里写的是“{words}”，来宾有 {number} 人").format(words=words, number=least)
            if number > highest:
                message = _("文字里写的是“{words}”，来宾、陪同和工作人员一共 {number} 人").format(
                    words=words, number=highest
                )
            yield case.finding(said.node, said.field, message, hint=_("核对份数；只备一部分人的，写明是谁的"))


def _numbers(case: Case, item: Item | None) -> frozenset[int] | None:
    """The numbers of guests that words may mean: all of them, those of the item, those of a group."""
    total = case.guest_heads
    if total is None:
        return None
    known = {total.number, len(case.written.guests) or total.number}
    if item is not None and item.guests:
        heads = guest_heads(case, item.guests)
        if heads is None or heads.approximate:
            return None
        known.add(heads.number)
    known |= {len(members) for members in case.guest_groups.values()}
    known |= {count.number for count in case.counted_groups.values()}
    return frozenset(known)


def _everybody(case: Case) -> int:
    """As many as may eat: guests, hosts, staff and drivers."""
    plan = case.plan
    hosts = companions(case, tuple(host.name for host in plan.hosts))
    more = max((companions(case, item.hosts) for _day, item in case.items), default=0)
    drivers = len({number for _day, item in case.items for number in item.vehicles})
    total = case.guest_heads
    return (total.number if total else 0) + max(hosts, more) + len(plan.crew) + drivers


# --- sums (QD09) ------------------------------------------------------------------------------------------------------

_SUM = regex(r"^\s*(?:合计|总计|共计|小计|总额|总经费|经费合计|费用合计)")


def other_sums(case: Case) -> Iterator[Finding]:
    """Multiplications in words that do not come out, and totals that are not the sum of what they stand under."""
    actuals = case.plan.actuals
    yield from _for_rooms(case)
    yield from _for_gifts(case)
    for listed in (case.plan.costs, actuals.costs if actuals else ()):
        for cost in listed:
            yield from _product(case, cost)
        yield from _total(case, listed)
    for _day, item in case.items:
        for said in (*_of_item(item), *(_Words(item, "notes", note) for note in (item.notes or {}).values())):
            yield from _wrong_result(case, said)
    for task in _tasks(case):
        yield from _wrong_result(case, _Words(task, "what", task.what))


def _product(case: Case, cost: Cost) -> Iterator[Finding]:
    products = list(products_told(cost.what))
    if not products or is_placeholder(cost.what):
        return
    wrong = next((one for one in products if one.result is not None and one.result != one.value), None)
    total = sum(one.value for one in products)
    if wrong is not None:
        yield from _wrong_result(case, _Words(cost, "what", cost.what))
    elif cost.amount is not None and cost.amount not in (total, products[-1].value):
        message = _("“{words}”是 {value} 元，金额写的是 {amount} 元").format(
            words=products[-1].text, value=money(products[-1].value), amount=money(cost.amount)
        )
        yield case.finding(cost, "amount", message, hint=_("核对单价、数量和金额"))


def _wrong_result(case: Case, said: _Words) -> Iterator[Finding]:
    for product in products_told(said.text):
        if product.result is not None and product.result != product.value:
            message = _("“{words}”算出来是 {value}").format(words=product.text, value=money(product.value))
            yield case.finding(said.node, said.field, message, hint=_("核对单价、数量和合计"))


def _total(case: Case, costs: Sequence[Cost]) -> Iterator[Finding]:
    """A line that is called a total, at the end of the others."""
    totals = [cost for cost in costs if _SUM.match(cost.what)]
    parts = [cost for cost in costs if not _SUM.match(cost.what)]
    if len(totals) != 1 or totals[0] is not costs[-1] or len(parts) < 2:
        return
    amounts = [cost.amount for cost in parts if cost.amount is not None]
    stated = totals[0].amount
    if stated is None or len(amounts) < len(parts) or sum(amounts) == stated:
        return
    message = _("上面 {number} 项相加是 {total} 元，合计写的是 {stated} 元").format(
        number=len(parts), total=money(sum(amounts, start=amounts[0] - amounts[0])), stated=money(stated)
    )
    yield case.finding(totals[0], "amount", message, hint=_("逐项核对，改正合计或写错的一项"))


_ROOMS = regex(r"(?:来宾)?(?:住宿费?|房费|房租|客房费?)")


def _for_rooms(case: Case) -> Iterator[Finding]:
    """The one cost that is for lodging, against the prices and nights of the rooms of its payer."""
    costs = [cost for cost in case.plan.costs if _ROOMS.fullmatch(cost.what.strip())]
    if len(costs) != 1 or costs[0].amount is None or not case.plan.lodging:
        return
    total = Decimal(0)
    for stay in case.plan.lodging:
        if stay.check_in is None or stay.check_out is None or not stay.rooms:
            return
        nights = (stay.check_out - stay.check_in).days
        for room in stay.rooms:
            if room.price is None or not room.guests:
                return
            total += room.price * nights if room.payer in (None, costs[0].payer) else 0
    if total > 0 and total != costs[0].amount:
        message = _("各间房价乘晚数是 {total} 元，住宿费写的是 {amount} 元").format(
            total=money(total), amount=money(costs[0].amount)
        )
        related = (case.related(case.plan.lodging[0], "rooms", _("房间在这里")),)
        yield case.finding(costs[0], "amount", message, hint=_("核对房价、间数和晚数"), related=related)


_GIFTS = regex(r"(?:公务|外事|对外)?礼品费?")


def _for_gifts(case: Case) -> Iterator[Finding]:
    """The one cost that is for gifts, against their values: each as it stands, or for each who is given one."""
    costs, gifts = [cost for cost in case.plan.costs if _GIFTS.fullmatch(cost.what.strip())], case.plan.gifts
    if len(costs) != 1 or costs[0].amount is None or not gifts or any(gift.value is None for gift in gifts):
        return
    once = sum((gift.value or Decimal(0) for gift in gifts), Decimal(0))
    each = sum(((gift.value or Decimal(0)) * max(len(gift.to), 1) for gift in gifts), Decimal(0))
    if costs[0].amount not in (once, each):
        message = _("礼品的价值合计 {total} 元，礼品费写的是 {amount} 元").format(
            total=money(each), amount=money(costs[0].amount)
        )
        related = (case.related(gifts[0], "value", _("价值写在这里")),)
        yield case.finding(costs[0], "amount", message, hint=_("核对礼品的价值和件数"), related=related)
