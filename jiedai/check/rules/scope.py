"""接待范围 (FW): what belongs to an official visit and what does not."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind, Kind, Payer, PlaceKind
from jiedai.patterns import regex
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.statements import activities, is_official, mentioned

_GENERAL = regex(
    r"学习|参观|交流|考察|调研|观摩|访问|活动|工作|经验|借鉴|开展|进行|前来|来县|赴|到|县|市|省|的|和|与|、|，|及"
)


@rule("FW01")
def nothing_personal(case: Case, figures: Figures) -> Iterator[Finding]:
    """休假、探亲、旅游等个人活动不列入公务接待。

    看日程各项和流程的事项。“调研乡村旅游”“旅游公路”这类公务和名称不算。

    为什么: 规定不得用公款报销或支付应由个人负担的费用，个人活动不属于公务接待范围。
    怎么改: 从日程中删去，由来宾自行安排、自行负担。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-16:00", 事项: 返乡探亲, 责任单位: 县接待办, 责任人: 姚晨}
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - {编号: A1, 时间: "14:00-16:00", 事项: 座谈, 责任单位: 县接待办, 责任人: 姚晨}
    """
    for _item, node, text in activities(case):
        word = mentioned(text, "personal")
        if word and not (word in ("旅游", "度假") and is_official(text)):
            yield case.finding(
                node,
                "what",
                _("“{word}”是个人活动，不列入公务接待").format(word=word),
                hint=_("从日程中删去，由个人自理"),
            )


@rule("FW02")
def nothing_for_persons(case: Case, figures: Figures) -> Iterator[Finding]:
    """应由个人负担的费用不由接待方支付。

    为什么: 不得用公款报销或支付应由个人负担的费用。
    怎么改: 删去这一项，或把“付费”改为来宾单位以外的个人自理并从经费中移出。

    错误:
        经费: [{项目: 来宾洗衣费, 金额: 80, 付费: 接待方, 支付: 公务卡}]
    正确:
        经费: [{项目: 工作餐, 金额: 180, 付费: 接待方, 支付: 公务卡}]
    """
    for cost in case.plan.costs:
        word = mentioned(cost.what, "personal_cost")
        if word and cost.payer is Payer.HOST:
            yield case.finding(
                cost,
                "what",
                _("“{what}”应由个人负担，不能由接待方支付").format(what=cost.what),
                hint=_("从经费中删去，由个人自理"),
            )


@rule("FW03")
def no_general_study(case: Case, figures: Figures) -> Iterator[Finding]:
    """没有特别需要，不搞一般性学习交流、考察调研；不违规到风景名胜区开会。

    学习交流类的“事由”只有“学习交流”“参观考察”之类的空话时报；会议安排在景区时报。
    几份方案一起检查时，同一单位一年内为同样的事由再来调研、学习的，也报。

    为什么: 规定禁止异地部门间没有特别需要的一般性学习交流、考察调研。
    怎么改: 在“事由”里写明学什么、解决什么问题；会议换到会议室。

    错误:
        类型: 学习交流
        事由: 参观学习交流
    正确:
        类型: 学习交流
        事由: 学习县域医共体药品统一采购的做法
    """
    plan = case.plan
    if plan.kind is Kind.EXCHANGE and not case.is_blank(plan, "purpose") and not _GENERAL.sub("", plan.purpose).strip():
        yield case.finding(
            plan,
            "purpose",
            _("事由只写了“{purpose}”，看不出有特别需要").format(purpose=plan.purpose),
            hint=_("写明学什么、解决什么问题"),
        )
    for _day, item in case.items:
        if item.kind is not ItemKind.CONFERENCE:
            continue
        for name, index in case.entries(item, "place"):
            place = case.place(name)
            if place and place.kind is PlaceKind.SCENIC:
                yield case.finding(
                    item, "place", _("会议安排在景区（{place}）").format(place=name), index=index, hint=_("换到会议室")
                )


@rule("FW04")
def no_meal_in_town(case: Case, figures: Figures) -> Iterator[Finding]:
    """同城公务活动不安排用餐（地方规定，默认不启用）。

    来宾单位的名称以本地区名开头，而用餐由接待方承担时报。

    为什么: 不少地方规定同城不接待用餐。
    怎么改: 取消用餐，或改为来宾自理。
    """
    region = case.office.office.region if case.office else None
    guests = case.plan.guests
    if not region or not guests:
        return
    stem = region[:-1] if len(region) > 2 and region[-1] in "市县区" else region
    if not all(guest.unit.startswith((region, stem)) for guest in guests):
        return
    for meal in case.plan.meals:
        if meal.hosted:
            yield case.finding(
                meal,
                "item",
                _("来宾都是本地（{region}）的，同城公务不安排用餐").format(region=region),
                hint=_("取消，或改为自理"),
            )


@rule("FW05")
def visits_have_a_purpose(case: Case, figures: Figures) -> Iterator[Finding]:
    """考察要写明为公务的什么服务。

    类别为“考察”的每一项要有“目的”。

    为什么: 与公务无关的参观属于变相旅游；写明目的也便于讲解准备。
    怎么改: 在这一项写“目的”；说不出目的的点位去掉。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "14:00-15:00"
                事项: 参观智能制造产业园
                类别: 考察
                地点: 智能制造产业园
                责任单位: 县工信局
                责任人: 唐凯
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "14:00-15:00"
                事项: 参观智能制造产业园
                类别: 考察
                地点: 智能制造产业园
                目的: 了解重点项目建设
                责任单位: 县工信局
                责任人: 唐凯
    """
    for _day, item in case.items:
        if item.kind is ItemKind.VISIT and case.lacks(item, "purpose"):
            yield case.finding(
                item,
                "id",
                _("{id}“{what}”没有写目的").format(id=item.id, what=item.what),
                hint=_("写上 目的: 这一站了解什么；与公务无关的去掉"),
            )
