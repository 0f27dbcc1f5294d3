"""游览、娱乐和铺张 (LP): sightseeing, entertainment, and what is put on for show."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Kind, MealForm, TaskStatus
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.statements import activities, is_official, is_public_event, mentioned

_NO_LEISURE = ("酒店", "宾馆", "饭店", "路", "站")
_MEETINGS = (ItemKind.CONFERENCE, ItemKind.TALKS)


@rule("LP02")
def no_sightseeing(case: Case, figures: Figures) -> Iterator[Finding]:
    """不组织旅游和与公务无关的参观。

    事项里写游览、游玩的就报，写了目的也报；观光、购物、登山之类的，写明是调研、检查的不算，外宾的参观不算。

    为什么: 规定不得组织旅游和与公务活动无关的参观。
    怎么改: 从日程中删去；确是调研点位的，把事项写成调研什么。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-16:00", 事项: 乘船游览云溪湖, 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-16:00", 事项: 乘船查看云溪湖水质监测点, 责任单位: 县接待办, 责任人: 姚晨}
    """
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
    """不安排营业性娱乐、健身场所。

    看事项、流程和地点。检查、整治这类场所的公务不算。

    为什么: 规定不得安排专门的娱乐、健身活动，不得进入营业性娱乐、健身场所。
    怎么改: 从日程中删去。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "19:30-21:00", 事项: 卡拉OK联谊, 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "19:30-21:00", 事项: 休息, 责任单位: 县接待办, 责任人: 姚晨}
    """
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
    """不为来宾安排专场文艺演出。

    面向公众的节庆、开幕式里的演出不算（“安全”里写了公众活动，或标题是节庆活动）；外宾的文化活动不算。

    为什么: 规定不得以任何名义组织专场文艺演出。
    怎么改: 从日程中删去。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "19:30-21:00", 事项: 观看专场演出, 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "19:30-21:00", 事项: 座谈, 责任单位: 县接待办, 责任人: 姚晨}
    """
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
    """会议不安排宴请、游览和纪念品。

    类型为“会议”的方案：用餐写宴请，日程写游览、宴会，或者列了礼品，都报。

    为什么: 条例规定会议期间不得安排宴请、组织旅游以及与会议无关的参观，不得发放纪念品。
    怎么改: 用餐改为自助餐或工作餐，其余删去。

    错误:
        类型: 会议
        用餐: [{日程: A1, 形式: 酒会}]
    正确:
        类型: 会议
        用餐: [{日程: A1, 形式: 自助餐}]
    """
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
    """会议、座谈不摆花草，不制作背景板，不上水果茶歇。

    看布置里的鲜花、会议和座谈的事项、流程、材料，以及为它们服务的任务。

    为什么: 条例要求会议一律从简。
    怎么改: 删去鲜花、背景板、茶歇、水果。

    错误:
        任务:
          - {事项: 会场摆放果盘和鲜花, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1, 日程: A2}
    正确:
        任务:
          - {事项: 会场音响和茶水, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1, 日程: A2}
    """
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
    """不为迎接来宾翻修、突击装扮点位，不弄虚作假。

    任务里写粉刷、翻修、造景、突击整治之类的就报。

    为什么: 八项规定要求轻车简从、看真实情况，基层最怕为迎检折腾。
    怎么改: 删去这项任务，保持日常样子；确有安全隐患要修的，写成消除隐患。

    错误:
        任务:
          - {事项: 沿线房屋外墙粉刷, 责任单位: 青山镇, 责任人: 董平, 电话: 0570-5550110, 时限: T-3}
    正确:
        任务:
          - {事项: 沿线停车点和公厕检查, 责任单位: 青山镇, 责任人: 董平, 电话: 0570-5550110, 时限: T-3}
    """
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
    """接待费里不列内部接待场所的新建、扩建和装修。

    为什么: 规定禁止新建、扩建内部接待场所，禁止超标准装修。
    怎么改: 从本次接待的经费中删去，按基建和资产管理规定另办。

    错误:
        经费: [{项目: 接待中心装修, 金额: 9000, 付费: 接待方, 支付: 转账}]
    正确:
        经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡}]
    """
    for cost in case.plan.costs:
        word = mentioned(cost.what, "dressing_up")
        if word and any(place in cost.what for place in ("接待", "宾馆", "招待所", "食堂", "餐厅", "包间")):
            yield case.finding(
                cost, "what", _("接待经费里列了场所{word}").format(word=word), hint=_("按基建和资产管理规定另办")
            )
