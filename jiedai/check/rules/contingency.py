"""预案 (YA): what is done when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from jiedai.check.engine import rule
from jiedai.language import _
from jiedai.model.choice import ItemKind
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.work import covered, hazards

_PASSING = (ItemKind.PICKUP, ItemKind.DROPOFF, ItemKind.TRANSFER)


@rule("YA02")
def rain_plan(case: Case, figures: Figures) -> Iterator[Finding]:
    """室外的安排要写明雨天改到哪里。

    地点在 office.yaml 里标为“室外”的，这一项要有“备选”；接送站和乘车不查。备选不能还是室外场所。office.yaml
    知道备选地点的，提示里会写出来，但要写进这一项：执行的人看的是日程。

    为什么: 临时找室内场地来不及，车辆、讲解、午餐都要跟着变。
    怎么改: 在这一项写“备选: 某某室内场所”，并通知备选场所的联系人。

    错误:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "09:20-10:40"
                事项: 考察示范基地
                类别: 考察
                地点: 青山现代农业示范基地
                目的: 了解农业项目
                讲解: 董平
                责任单位: 青山镇
                责任人: 董平
    正确:
        日程:
          - 日期: 2026-05-11
            安排:
              - 编号: A1
                时间: "09:20-10:40"
                事项: 考察示范基地
                类别: 考察
                地点: 青山现代农业示范基地
                目的: 了解农业项目
                讲解: 董平
                备选: 青山镇农创中心
                责任单位: 青山镇
                责任人: 董平
    """
    for _day, item in case.items:
        outdoor = [place for name in item.place if (place := case.place(name)) and place.outdoor]
        if not outdoor or item.kind in _PASSING:
            continue
        names = _("、").join(place.name for place in outdoor)
        if case.lacks(item, "plan_b"):
            known = next((place.plan_b for place in outdoor if place.plan_b), None)
            hint = (
                _("写上 备选: {place}（office.yaml 里登记的备选）").format(place=known)
                if known
                else _("写上 备选: 室内场所的名称，并同时登记到 office.yaml")
            )
            yield case.finding(item, "id", _("{places}在室外，没有写雨天备选").format(places=names), hint=hint)
        elif (other := case.place(item.plan_b or "")) and other.outdoor:
            yield case.finding(
                item,
                "plan_b",
                _("备选{place}也在室外").format(place=other.name),
                hint=_("换成室内场所"),
            )


@rule("YA01")
def what_may_go_wrong(case: Case, figures: Figures) -> Iterator[Finding]:
    """这次接待依靠什么，就有什么预案。

    室外点位要有天气预案；有车次、航班的要有晚点预案；来宾突发疾病都要有预案；乘车路段多的要有交通预案；
    大型用餐要有食物中毒预案；公众活动要有人群预案；会议要有停电预案。

    为什么: 真出了情况，现场没有时间商量谁去、先做什么。
    怎么改: 在“预案”加一条：情形、触发、措施、责任人。

    错误:
        预案: [{情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}]
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 饮食: [低糖], 抵达: {车次: G7401}}
    正确:
        预案:
          - {情形: 列车晚点, 措施: [通知食堂顺延], 责任单位: 县接待办, 责任人: 姚晨}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
        来宾:
          - {姓名: 陈志远, 单位: 省发展改革委, 职务: 副主任, 饮食: [低糖], 抵达: {车次: G7401}}
    """
    if any(case.is_blank(risk, "scenario") for risk in case.plan.risks) or case.is_blank(case.plan, "risks"):
        return
    for hazard in hazards(case, figures):
        if not covered(case, hazard):
            yield case.finding(
                hazard.node,
                hazard.field,
                _("没有“{hazard}”的预案").format(hazard=hazard.name),
                hint=_("在“预案”加一条：情形、触发、措施、责任人"),
            )


@rule("YA03")
def somebody_acts_first(case: Case, figures: Figures) -> Iterator[Finding]:
    """每条预案写明谁负责、先做什么。

    责任单位和责任人有一个即可；措施至少一条。

    为什么: 没有责任人和第一步的预案，等于没有。
    怎么改: 补上责任人和第一步措施。

    错误:
        预案:
          - {情形: 交通拥堵, 触发: 延误超过10分钟}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
    正确:
        预案:
          - {情形: 交通拥堵, 触发: 延误超过10分钟, 措施: [启用备用路线], 责任单位: 县交警大队}
          - {情形: 突发疾病, 措施: [送云溪县人民医院], 责任单位: 县卫健局, 责任人: 何静}
    """
    for risk in case.plan.risks:
        missing = [_("责任人")] if case.lacks(risk, "unit") and case.lacks(risk, "owner") else []
        missing += [_("措施")] if case.lacks(risk, "actions") else []
        if missing:
            yield case.finding(
                risk,
                "scenario",
                _("预案“{scenario}”没有写{fields}").format(scenario=risk.scenario, fields=_("、").join(missing)),
                hint=_("写明谁负责、第一步做什么"),
            )
