"""The letter a reception rests on, and its approval."""

from jiedai.model.base import Node, audiences, key
from jiedai.model.choice import ApprovalStep
from jiedai.model.moments import MomentField
from jiedai.model.quantities import CountField
from jiedai.model.times import DayField, DaysField
from jiedai.model.words import Name, NamesField, Text, TextsField

_PAPERS = audiences("finance unit")
_MONEY = audiences("finance")


class Letter(Node):
    """公函: the official letter of the visiting unit."""

    issuer: Text | None = key("来函单位", "发来公函的单位全称", None, seen_by=_PAPERS)
    number: Text | None = key("文号", "公函的发文字号，如 浙发改办函〔2026〕118号", None, seen_by=_PAPERS)
    reply_number: Text | None = key("复函文号", "复函自己的发文字号；还没有的不写，印出来留空", None, seen_by=_PAPERS)
    date: DayField | None = key("日期", "公函的成文日期", None, seen_by=_PAPERS)
    subject: Text | None = key("主题", "公函的标题或事由", None, seen_by=_PAPERS)
    itinerary: TextsField | None = key("行程", "公函写明的行程", None, seen_by=_PAPERS)
    members: NamesField = key("人员", "公函列出的人员姓名", (), seen_by=audiences("finance"))


class Approval(Node):
    """审批: who approved the reception, and when; of several entries the last decides."""

    step: ApprovalStep | None = key("环节", "拟办、审核、会签或审定；只有一条的不用写", None, seen_by=_MONEY)
    by: Name | None = key("审批人", "批准接待的负责人", None, seen_by=_MONEY)
    post: Text | None = key("职务", "审批人的职务", None, seen_by=_MONEY)
    time: MomentField | None = key("时间", "批准的时间，应早于第一项活动", None, seen_by=_MONEY)
    opinion: Text | None = key("意见", "审批意见", None, seen_by=_MONEY)
    version: CountField | None = key("审批版本", "批准的是方案的哪一版", None, seen_by=_MONEY)
    dates: DaysField | None = key("核准日期", "批准来访的是哪几天，写法同日期", None, seen_by=_MONEY)
