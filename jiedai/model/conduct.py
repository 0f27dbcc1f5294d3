"""How a visit is conducted: decoration, gifts, press, security, tasks, contingencies and money."""

from typing import Annotated

from jiedai.language import N_
from jiedai.model.base import STAFF, Node, audiences, key, no_entries
from jiedai.model.choice import IncidentLevel, Payer, Payment, TaskStatus
from jiedai.model.listing import or_name
from jiedai.model.moments import DueField, MomentField
from jiedai.model.quantities import CountField, MoneyField, PresenceField, SizeField, YesField
from jiedai.model.times import MinutesField
from jiedai.model.words import Name, NamesField, PhoneField, Text, TextsField

_WORK = audiences("unit")
_SAFETY = audiences("security unit")
_BILLS = audiences("finance")
_HAPPENED = audiences("unit finance")


class Decor(Node):
    """布置: what is set up for the guests; most of it is not allowed."""

    banners: PresenceField | None = key("横幅", "横幅的条数或内容", None, seen_by=_WORK)
    led: PresenceField | None = key("电子屏标语", "电子屏上的标语", None, seen_by=_WORK)
    carpet: PresenceField | None = key("地毯", "迎宾地毯", None, seen_by=_WORK)
    flowers: PresenceField | None = key("鲜花", "摆放的花草", None, seen_by=_WORK)
    crowd: PresenceField | None = key("群众迎送", "组织群众迎送", None, seen_by=_WORK)


class Gift(Node):
    """礼品: a gift; domestic receptions give none."""

    item: Text = key("名称", "礼品名称", seen_by=_BILLS)
    value: MoneyField | None = key("价值", "价值（元）", None, seen_by=_BILLS)
    to: NamesField = key("赠予", "收礼人的姓名", (), seen_by=_BILLS)


class Press(Node):
    """宣传: how the visit is reported."""

    people: CountField | None = key("人数", "记者人数", None, seen_by=_WORK)
    words: CountField | None = key("字数", "文字稿的字数", None, seen_by=_WORK)
    minutes: MinutesField | None = key("时长", "电视新闻的分钟数", None, seen_by=_WORK)


class Security(Node):
    """安全: police, cordons and public events."""

    police_cars: CountField | None = key("警车", "警车数量", None, seen_by=_SAFETY)
    basis: Text | None = key("依据", "使用警车或交通管制的依据", None, seen_by=_SAFETY)
    clear_venue: YesField | None = key("清场", "是否清场闭馆", None, seen_by=_SAFETY)
    road_closure: YesField | None = key("封路", "是否封闭道路", None, seen_by=_SAFETY)
    public_event: YesField | None = key("公众活动", "是否面向公众的大型活动", None, seen_by=_SAFETY)
    expected: SizeField | None = key("预计人数", "预计参加的公众人数", None, seen_by=_SAFETY)
    licence: Text | None = key("许可", "公安机关的许可文号", None, seen_by=_SAFETY)
    plan: Text | None = key("方案", "安全工作方案", None, seen_by=_SAFETY)


class Task(Node):
    """任务: something to be done by a unit and a person by a time."""

    id: Text | None = key("编号", "本方案内不重复的编号，如 T1", None, seen_by=_WORK)
    what: Text = key("事项", "做什么，做到什么程度", seen_by=_WORK)
    unit: Name | None = key("责任单位", "负责的单位", None, seen_by=_WORK)
    owner: Name | None = key("责任人", "负责的人", None, seen_by=_WORK)
    phone: PhoneField | None = key("电话", "责任人的电话", None, seen_by=_WORK)
    due: DueField = key("时限", "T-3、T-1 17:00（T 为来访首日）、L+3（L 为末日）或具体日期", seen_by=_WORK)
    support: NamesField = key("配合", "配合的单位", (), seen_by=_WORK)
    check_by: Name | None = key("检查人", "由谁检查落实", None, seen_by=_WORK)
    after: NamesField = key("前置", "先要完成的任务编号", (), seen_by=_WORK)
    item: Text | None = key("日程", "服务于哪一项日程", None, seen_by=_WORK)
    phase: Text | None = key("阶段", "工作阶段", None, seen_by=_WORK)
    status: TaskStatus = key("状态", "未完成、进行中、已完成、取消", TaskStatus.OPEN, seen_by=_WORK)
    done_at: MomentField | None = key("完成时间", "完成的时间", None, seen_by=_WORK)
    note: Text | None = key("备注", "备注", None, seen_by=STAFF)


class Risk(Node):
    """预案: a contingency and what is done when it comes."""

    scenario: Text = key("情形", "会发生什么，如 降雨", seen_by=_SAFETY)
    trigger: Text | None = key("触发", "什么情况下启动", None, seen_by=_SAFETY)
    actions: TextsField = key("措施", "第一时间做什么", (), seen_by=_SAFETY)
    unit: Name | None = key("责任单位", "由哪个单位负责", None, seen_by=_SAFETY)
    owner: Name | None = key("责任人", "由谁负责", None, seen_by=_SAFETY)
    fallback: Text | None = key("后备", "还不行怎么办", None, seen_by=_SAFETY)


RiskEntry = Annotated[Risk, or_name("情形", N_("写情形，或 {情形: 降雨, 措施: 改到室内, 责任单位: 县气象局}"))]


class Cost(Node):
    """经费: an item of cost."""

    what: Text = key("项目", "用在什么上", seen_by=_BILLS)
    amount: MoneyField | None = key("金额", "金额（元）", None, seen_by=_BILLS)
    payer: Payer | None = key("付费", "来宾单位或接待方", None, seen_by=_BILLS)
    method: Payment | None = key("支付", "公务卡、转账或现金", None, seen_by=_BILLS)
    standard: MoneyField | None = key("标准", "执行的标准（元）", None, seen_by=_BILLS)


class PaidCost(Cost):
    """A cost as it was paid, with its vouchers."""

    vouchers: TextsField = key("票据", "发票等凭证的号码", (), seen_by=_BILLS)


class ActualItem(Node):
    """What became of an item of the programme."""

    id: Text = key("编号", "日程编号", seen_by=_HAPPENED)
    start: MomentField | None = key("实际开始", "实际开始的时间", None, seen_by=_HAPPENED)
    end: MomentField | None = key("实际结束", "实际结束的时间", None, seen_by=_HAPPENED)
    note: Text | None = key("备注", "与安排不同的原因", None)


class Incident(Node):
    """事件: something that went wrong during the visit, and what was done about it."""

    id: Text | None = key("编号", "本方案内不重复的编号，如 E1", None)
    what: Text = key("事项", "发生了什么")
    time: MomentField | None = key("时间", "发生的时间", None)
    level: IncidentLevel | None = key("程度", "一般、较大、重大、特别重大", None)
    told: NamesField = key("已告知", "已经告知的人或单位", ())
    measures: TextsField = key("措施", "采取的措施", ())
    closed_at: MomentField | None = key("办结", "处理完毕的时间；没有办结的不写", None)


class Actuals(Node):
    """实际: the visit as it was."""

    items: list[ActualItem] = key("安排", "各项的实际时间", default_factory=no_entries, seen_by=_HAPPENED)
    headcount: CountField | None = key("人数", "实际来宾人数", None, seen_by=_BILLS)
    costs: list[PaidCost] = key("经费", "实际支出和票据", default_factory=no_entries, seen_by=_BILLS)
    incidents: list[Incident] = key("事件", "接待中的突发事件", default_factory=no_entries)


class Waived(Node):
    """豁免: a finding that is accepted."""

    code: Text = key("规则", "规则编号，如 SJ05")
    reason: Text = key("理由", "为什么接受")
    by: Text = key("批准人", "谁批准的")
    item: Text | None = key("日程", "只豁免这一项日程的检查结果；不写为全部", None)
    version: CountField | None = key("版本", "为方案的哪一版批准的；不写为第 1 版，方案换版后失效", None)
