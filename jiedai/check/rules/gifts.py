"""礼品和活动 (LP): gifts and what is bought as one, clubs, shows, tours and other leisure."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.check.words import in_costs, in_programme, in_words, not_in_costs
from jiedai.language import _
from jiedai.model.choice import Kind, MealForm
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.orders import MEETINGS, Ordered, at_meeting, at_work, named, ordered
from jiedai.visit.posts import state_leader
from jiedai.visit.statements import is_public_event, mentioned

_NONE = frozenset({"无", "没有", "不安排", "不赠送", "不提供", "none"})


@rule("LP01")
def no_gifts(case: Case, figures: Figures) -> Iterator[Finding]:
    """A domestic reception gives no gifts under any name."""
    for gift in case.plan.gifts:
        if gift.item in _NONE or is_placeholder(gift.item):
            continue
        yield case.finding(gift, "item", _("国内接待不得赠送礼品：{item}").format(item=gift.item), hint=_("删去这一项"))
    yield from in_words(case, "gifts", message=_("国内接待不得赠送礼品"), hint=_("删去这项安排"), own=in_costs)


_NO_LEISURE = ("酒店", "宾馆", "饭店", "路", "站")


@rule("LP02")
def no_sightseeing(case: Case, figures: Figures) -> Iterator[Finding]:
    """No tourism and no sightseeing unrelated to work."""
    message, hint = _("属于旅游或与公务无关的参观"), _("从日程中删去；确是调研点位的，写明调研什么")
    yield from in_words(case, "tours", message=message, hint=hint, own=in_programme, wanted=not_in_costs)


@rule("LP03")
def no_entertainment(case: Case, figures: Figures) -> Iterator[Finding]:
    """No commercial places of entertainment or fitness in words or places."""
    message, hint = _("属于营业性娱乐、健身活动，不得安排"), _("删去这项安排")
    yield from in_words(case, "leisure", message=message, hint=hint, own=in_programme, wanted=not_in_costs)
    told = {id(order.node) for order in ordered(case, "leisure")}
    for _day, item in case.items:
        for name, index in case.entries(item, "place") if id(item) not in told else ():
            word = None if name.endswith(_NO_LEISURE) else named(name, "leisure")
            if word and not at_work(item.what):
                text = _("“{words}”：{message}").format(words=word, message=message)
                yield case.finding(item, "place", text, index=index, hint=hint)
                break


@rule("LP04")
def no_special_performance(case: Case, figures: Figures) -> Iterator[Finding]:
    """No special performance for the guests."""
    if not is_public_event(case):
        yield from in_words(
            case,
            "shows",
            message=_("不得为来宾安排专场演出"),
            hint=_("删去这项安排"),
            wanted=lambda order: not mentioned(order.statement.text, "public"),
            own=in_programme,
        )


@rule("LP05")
def frugal_conference(case: Case, figures: Figures) -> Iterator[Finding]:
    """A conference has no banquet, no tour and no souvenirs."""
    plan = case.plan
    if plan.kind is not Kind.CONFERENCE:
        return
    for meal in plan.meals:
        if meal.form in (MealForm.BANQUET, MealForm.COCKTAIL):
            yield case.finding(meal, "form", _("会议不安排{form}").format(form=meal.form.label), hint=_("改为自助餐"))
    for gift in plan.gifts:
        if gift.item not in ("无", "不安排") and not case.is_blank(gift, "item"):
            yield case.finding(gift, "item", _("会议不发放纪念品：{item}").format(item=gift.item), hint=_("删去这一项"))
    message, hint = _("会议不安排宴请和旅游"), _("从日程中删去")
    yield from in_words(
        case,
        "tours",
        "banquet",
        message=message,
        hint=hint,
        wanted=lambda order: in_programme(order.statement),
        own=in_programme,
    )


_ROOMS = ("客房", "房间", "床头", "卧室")


def _in_a_room(order: Ordered) -> bool:
    """Whether a sentence is about the rooms in which guests sleep."""
    return any(room in order.statement.text for room in _ROOMS)


@rule("LP06")
def plain_meetings(case: Case, figures: Figures) -> Iterator[Finding]:
    """Meetings and talks have no flowers, no backdrop board, no fruit and no tea-break, and rooms no fruit."""
    decor = case.plan.decor
    if decor and decor.flowers and any(item.kind in MEETINGS for _day, item in case.items):
        yield case.finding(decor, "flowers", _("会议、座谈不摆放花草"), hint=_("改为“鲜花: 无”"))
    message, hint = _("会议、座谈一律从简"), _("删去这项安排")
    if not is_public_event(case):
        yield from in_words(case, "backdrop", message=message, hint=hint, wanted=lambda order: not _in_a_room(order))
    boards = {order.statement for order in ordered(case, "backdrop")}
    state = state_leader(case) is not None  # then flowers are for YS08 wherever they stand
    yield from in_words(
        case,
        "treats",
        *(() if state else ("flowers",)),
        message=message,
        hint=hint,
        wanted=lambda order: at_meeting(case, order.statement) and not _in_a_room(order),
        but=boards,
    )
    message = _("客房按标准配备，不另摆水果、点心")
    yield from in_words(case, "treats", message=message, hint=hint, wanted=_in_a_room)


@rule("LP07")
def nothing_put_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """No painting, renovation or dressing-up of a site for the guests, and nothing put on."""
    message, hint = _("不得为来访装扮点位、安排人做样子"), _("删去这项安排，照平时的样子看；消除安全隐患的写明隐患")
    yield from in_words(case, "dressing", message=message, hint=hint)


@rule("LP08")
def no_venue_building(case: Case, figures: Figures) -> Iterator[Finding]:
    """Building, enlarging or fitting out a venue is no cost of a reception."""
    for cost in case.plan.costs:
        word = mentioned(cost.what, "building")
        if word and any(place in cost.what for place in ("接待", "宾馆", "招待所", "食堂", "餐厅", "包间")):
            yield case.finding(
                cost, "what", _("接待经费里列了场所{word}").format(word=word), hint=_("按基建和资产管理规定另办")
            )
