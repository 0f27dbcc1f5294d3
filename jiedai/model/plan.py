"""The plan: everything about one visit."""

from typing import Annotated

from jiedai.model.base import EVERYONE, INSIDE, NOBODY, Node, audiences, key, no_entries
from jiedai.model.choice import Classification, Kind
from jiedai.model.conduct import Actuals, Answer, Cost, Decor, Gift, Press, Review, Risk, Security, Task, Waived
from jiedai.model.hospitality import Lodging, Meal, Ride, Seating
from jiedai.model.letter import Approval, Letter
from jiedai.model.listing import ONE_OR_MANY
from jiedai.model.people import CrewMember, Guest, Headcount, Host
from jiedai.model.quantities import CountField
from jiedai.model.schedule import Forecast, Item, ProgrammeDay
from jiedai.model.times import DatesField
from jiedai.model.words import TermsField, Text, TextsField

_UNITS = audiences("unit")


class Plan(Node):
    """接待方案: one visit, from the letter that announces it to the review that closes it."""

    title: Text = key("标题", "来访的名称，如 省发展改革委调研组来云溪县调研", seen_by=INSIDE)
    public_title: Text | None = key(
        "对外名称", "印给宾馆、厨房、驾驶员和车号牌、胸卡的名称，不透露事由；不写则用标题", None, seen_by=EVERYONE
    )
    number: Text | None = key("编号", "接待办自己的编号", None, seen_by=EVERYONE)
    kind: Kind = key("类型", "调研、检查、会议、学习交流、招商、外事、其他", seen_by=_UNITS)
    version: CountField = key("版本", "整数，每次印发加一", 1, seen_by=EVERYONE)
    classification: Classification | None = key(
        "密级", "公开、内部、工作秘密；国家秘密不得写入", None, seen_by=EVERYONE
    )
    purpose: Text = key("事由", "为什么来", seen_by=_UNITS | {"guest"})
    dates: DatesField = key("日期", "一天，或 2026-05-11 至 2026-05-12", seen_by=EVERYONE)
    letter: Letter | None = key("公函", "来访单位的公函", None, seen_by=audiences("finance unit"))
    approval: Approval | None = key("审批", "接待的审批", None, seen_by=audiences("finance"))
    guests: list[Guest] = key("来宾", "来宾名单，按礼宾次序写", default_factory=no_entries, seen_by=INSIDE)
    headcount: Headcount | None = key("人数", "只知道人数时写在这里", None, seen_by=INSIDE)
    hosts: list[Host] = key("陪同", "陪同的领导和同志", default_factory=no_entries, seen_by=INSIDE)
    crew: list[CrewMember] = key("工作人员", "联络、译员、医疗等工作人员", default_factory=no_entries, seen_by=INSIDE)
    schedule: list[ProgrammeDay] = key("日程", "每天的安排", seen_by=EVERYONE)
    meals: list[Meal] = key("用餐", "各餐的安排", default_factory=no_entries, seen_by=INSIDE)
    lodging: Annotated[list[Lodging], ONE_OR_MANY] = key(
        "住宿", "宾馆和房间；几家宾馆写成列表", default_factory=no_entries, seen_by=INSIDE - {"kitchen"}
    )
    rides: list[Ride] = key(
        "乘车", "谁坐哪辆车", default_factory=no_entries, seen_by=audiences("guest driver security")
    )
    seating: list[Seating] = key("座次", "座次图", default_factory=no_entries, seen_by=audiences("guest unit"))
    welcome: TextsField = key("欢迎词", "两三句话，印在接待手册前面；几段写成列表", (), seen_by=audiences("guest"))
    weather: list[Forecast] = key(
        "天气", "各天的天气，印进接待手册", default_factory=no_entries, seen_by=audiences("guest")
    )
    decor: Decor | None = key("布置", "横幅、地毯、鲜花等", None, seen_by=_UNITS)
    gifts: list[Gift] = key("礼品", "礼品", default_factory=no_entries, seen_by=audiences("finance"))
    press: Press | None = key("宣传", "新闻报道的安排", None, seen_by=_UNITS)
    security: Security | None = key("安全", "警车、清场、公众活动等", None, seen_by=audiences("security unit"))
    tasks: list[Task] = key("任务", "任务分解", default_factory=no_entries, seen_by=_UNITS)
    risks: list[Risk] = key("预案", "突发情况的预案", default_factory=no_entries, seen_by=audiences("security unit"))
    costs: list[Cost] = key("经费", "费用", default_factory=no_entries, seen_by=audiences("finance"))
    actuals: Actuals | None = key("实际", "接待之后填写的实际情况", None, seen_by=audiences("finance unit"))
    feedback: list[Answer] = key("反馈", "来宾的反馈", default_factory=no_entries)
    review: Review | None = key("评估", "总结评估", None)
    waivers: list[Waived] = key("豁免", "经批准接受的检查结果", default_factory=no_entries)

    translations: TermsField = key(
        "译文",
        "印外文文件时用：中文原文: 英文；长文字写开头加…，人名也写在这里",
        default_factory=dict,
        seen_by=NOBODY,
    )

    def items(self) -> list[tuple[ProgrammeDay, Item]]:
        """Every item of the programme with its day, in the order written."""
        return [(day, item) for day in self.schedule for item in day.items]
