"""礼品和活动 (LP): gifts and what is bought as one, clubs, shows, tours and other leisure."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Kind, MealForm, Payer, TaskStatus
from jiedai.model.placeholder import is_placeholder
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.statements import activities, is_official, is_public_event, mentioned

_NONE = frozenset({"无", "没有", "不安排", "不赠送", "不提供", "none"})
_GIFT = regex(r"礼品|礼金|礼盒|礼物|纪念品|伴手礼|土特产|有价证券|购物卡|红包")
_NOT_A_GIFT = regex(r"不|勿|谢绝|拒|退|禁|上交|登记|展|推介|销售|企业|产业")


@rule("LP01")
def no_gifts(case: Case, figures: Figures) -> Iterator[Finding]:
    """A domestic reception gives no gifts under any name."""
    for gift in case.plan.gifts:
        if gift.item in _NONE or is_placeholder(gift.item):
            continue
        yield case.finding(gift, "item", _("国内接待不得赠送礼品：{item}").format(item=gift.item), hint=_("删去这一项"))
    for cost in case.plan.costs:
        if cost.payer is not Payer.GUEST_UNIT and _GIFT.search(cost.what) and not _NOT_A_GIFT.search(cost.what):
            yield case.finding(
                cost,
                "what",
                _("经费里列了礼品：{what}").format(what=cost.what),
                hint=_("删去这一项；国内接待不得赠送礼品"),
            )


_NO_LEISURE = ("酒店", "宾馆", "饭店", "路", "站")
_MEETINGS = (ItemKind.CONFERENCE, ItemKind.TALKS)


@rule("LP02")
def no_sightseeing(case: Case, figures: Figures) -> Iterator[Finding]:
    """No tourism and no sightseeing unrelated to work."""
    for _item, node, text in activities(case):
        word = mentioned(text, "sightseeing")
        if word is None and not is_official(text):
            word = mentioned(text, "pleasure") or _tour(text)
        if word:
            yield case.finding(
                node,
                "what",
                _("“{word}”属于旅游或与公务无关的参观").format(word=word),
                hint=_("从日程中删去；确是调研点位的，写明调研什么"),
            )


def _tour(text: str) -> str | None:
    """The word by which a text is a holiday, not other private business."""
    word = mentioned(text, "personal")
    return word if word in ("旅游", "度假") else None


@rule("LP03")
def no_entertainment(case: Case, figures: Figures) -> Iterator[Finding]:
    """No commercial places of entertainment or fitness in items, steps or places."""
    for item, node, text in activities(case):
        named = case.entries(item, "place") if node is item else ()
        places = [("place", name, index) for name, index in named if not name.endswith(_NO_LEISURE)]
        told: list[tuple[str, str, int | None]] = [("what", text, None), *places]
        for field, words, index in told:
            word = mentioned(words, "entertainment")
            if word and not is_official(text):
                yield case.finding(
                    node,
                    field,
                    _("“{word}”是营业性娱乐、健身活动").format(word=word),
                    index=index,
                    hint=_("从日程中删去"),
                )
                break


@rule("LP04")
def no_special_performance(case: Case, figures: Figures) -> Iterator[Finding]:
    """No special performance for the guests."""
    if is_public_event(case):
        return
    for _item, node, text in activities(case):
        word = mentioned(text, "performance")
        if word and not mentioned(text, "public"):
            yield case.finding(
                node, "what", _("“{word}”：不得为来宾安排专场演出").format(word=word), hint=_("从日程中删去")
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
    for _item, node, text in activities(case):
        word = mentioned(text, "sightseeing") or mentioned(text, "banquet")
        if word:
            yield case.finding(node, "what", _("会议不安排“{word}”").format(word=word), hint=_("从日程中删去"))


@rule("LP06")
def plain_meetings(case: Case, figures: Figures) -> Iterator[Finding]:
    """Meetings and talks have no flowers, no backdrop board, no fruit and no tea-break."""
    meetings = [item for _day, item in case.items if item.kind in _MEETINGS]
    if not meetings:
        return
    decor = case.plan.decor
    if decor and decor.flowers:
        yield case.finding(decor, "flowers", _("会议、座谈不摆放花草"), hint=_("改为“鲜花: 无”"))
    ids = {item.id for item in meetings}
    texts: list[tuple[Node, str, str]] = [
        (node, "what", text) for item, node, text in activities(case) if item.kind in _MEETINGS
    ]
    texts += [(item, "materials", "、".join(item.materials)) for item in meetings]
    texts += [
        (task, "what", task.what)
        for task in case.plan.tasks
        if task.item in ids and task.status is not TaskStatus.DROPPED
    ]
    for node, field, text in texts:
        word = mentioned(text, "meeting_extra")
        if word and not any(no in text for no in ("不", "禁", "撤")):
            yield case.finding(
                node,
                field,
                _("会议、座谈一律从简，不安排“{word}”").format(word=word),
                hint=_("删去“{word}”").format(word=word),
            )


@rule("LP07")
def nothing_put_on(case: Case, figures: Figures) -> Iterator[Finding]:
    """No painting, renovation or dressing-up of a site for the guests."""
    for task in case.plan.tasks:
        word = mentioned(task.what, "dressing_up")
        if word and task.status is not TaskStatus.DROPPED and not any(no in task.what for no in ("不", "禁", "隐患")):
            yield case.finding(
                task,
                "what",
                _("“{word}”：不得为来访翻修、装扮点位").format(word=word),
                hint=_("删去这项任务；消除安全隐患的写明隐患"),
            )


@rule("LP08")
def no_venue_building(case: Case, figures: Figures) -> Iterator[Finding]:
    """Building, enlarging or fitting out a venue is no cost of a reception."""
    for cost in case.plan.costs:
        word = mentioned(cost.what, "dressing_up")
        if word and any(place in cost.what for place in ("接待", "宾馆", "招待所", "食堂", "餐厅", "包间")):
            yield case.finding(
                cost, "what", _("接待经费里列了场所{word}").format(word=word), hint=_("按基建和资产管理规定另办")
            )
