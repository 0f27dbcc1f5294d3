"""The plan: everything about one visit."""

from typing import Annotated

from jiedai.model.base import EVERYONE, INSIDE, NOBODY, STAFF, Node, audiences, key, no_entries
from jiedai.model.choice import Classification, Kind, PlanState
from jiedai.model.conduct import Actuals, Cost, Decor, Gift, Press, RiskEntry, Security, Task, Waived
from jiedai.model.hospitality import LodgingEntry, Meal, Ride, Seating
from jiedai.model.letter import Approval, Letter
from jiedai.model.listing import NAMES_OR_SECTIONS, ONE_OR_MANY
from jiedai.model.office import PlaceEntry, Road
from jiedai.model.people import IN_ALL, IN_FULL, CrewEntry, Guest, Headcount, HostEntry
from jiedai.model.quantities import CountField
from jiedai.model.review import Answer, Closed, Review
from jiedai.model.schedule import Forecast, Item, ProgrammeDay
from jiedai.model.times import DatesField
from jiedai.model.words import Name, NamesField, TermsField, Text, TextsField

_UNITS = audiences("unit")
_WORK = audiences("unit security")
_ROUTES = audiences("guest unit driver security")


class Defaults(Node):
    """默认: what holds for every item that needs it and does not say so itself."""

    vehicles: NamesField = key("车辆", "乘车各项不写车辆的，用这几辆", (), seen_by=_ROUTES | {"finance"})
    unit: Name | None = key("责任单位", "不写责任单位的各项，由这个单位负责", None, seen_by=_WORK)
    owner: Name | None = key("责任人", "不写责任人的各项，由这个人负责", None, seen_by=_WORK)
    host_unit: Name | None = key("对口", "与来访单位对口的部门", None, seen_by=_WORK)
    venue: Name | None = key("会议室", "座谈、会议不写地点的，在这里开", None, seen_by=INSIDE)


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
    state: PlanState = key("状态", "正常、改期、取消", PlanState.NORMAL, seen_by=EVERYONE)
    state_reason: Text | None = key("变更事由", "为什么改期或取消", None, seen_by=_UNITS)
    purpose: Text = key("事由", "为什么来", seen_by=_UNITS | {"guest"})
    dates: DatesField = key("日期", "一天，或 2026-05-11 至 2026-05-12", seen_by=EVERYONE)
    letter: Letter | None = key("公函", "来访单位的公函", None, seen_by=audiences("finance unit"))
    approvals: Annotated[list[Approval], ONE_OR_MANY] = key(
        "审批",
        "接待的审批；拟办、会签、审定各有人批的写成列表，最后一条为准",
        default_factory=no_entries,
        seen_by=audiences("finance"),
        english="approval",
    )
    grade: Name | None = key(
        "接待规格", "office.yaml 规格里的名称；不写按主宾的职级定", None, seen_by=audiences("finance unit")
    )
    guests: Annotated[list[Annotated[Guest, IN_FULL]], IN_FULL] = key(
        "来宾", "来宾名单，按礼宾次序写", default_factory=no_entries, seen_by=INSIDE
    )
    headcount: Annotated[Headcount | None, IN_ALL] = key("人数", "只知道人数时写在这里，如 约120", None, seen_by=INSIDE)
    hosts: Annotated[list[HostEntry], NAMES_OR_SECTIONS] = key(
        "陪同",
        "陪同的领导和同志；office.yaml 里有的人只写姓名，如 [马明, 顾晓岚]",
        default_factory=no_entries,
        seen_by=INSIDE,
    )
    crew: Annotated[list[CrewEntry], NAMES_OR_SECTIONS] = key(
        "工作人员",
        "联络、译员、医疗等工作人员；office.yaml 里有的人只写姓名",
        default_factory=no_entries,
        seen_by=INSIDE,
    )
    defaults: Defaults | None = key("默认", "各项日程没有写的，按这里", None, seen_by=INSIDE)
    schedule: list[ProgrammeDay] = key("日程", "每天的安排", seen_by=EVERYONE)
    meals: Annotated[list[Meal], ONE_OR_MANY] = key("用餐", "各餐的安排", default_factory=no_entries, seen_by=INSIDE)
    lodging: Annotated[list[LodgingEntry], NAMES_OR_SECTIONS] = key(
        "住宿", "宾馆和房间；几家宾馆写成列表", default_factory=no_entries, seen_by=INSIDE - {"kitchen"}
    )
    rides: Annotated[list[Ride], ONE_OR_MANY] = key(
        "乘车", "谁坐哪辆车", default_factory=no_entries, seen_by=audiences("guest driver security")
    )
    seating: Annotated[list[Seating], ONE_OR_MANY] = key(
        "座次", "座次图", default_factory=no_entries, seen_by=audiences("guest unit")
    )
    welcome: TextsField = key("欢迎词", "两三句话，印在接待手册前面；几段写成列表", (), seen_by=audiences("guest"))
    weather: Annotated[list[Forecast], ONE_OR_MANY] = key(
        "天气", "各天的天气，印进接待手册", default_factory=no_entries, seen_by=audiences("guest")
    )
    decor: Decor | None = key("布置", "横幅、地毯、鲜花等", None, seen_by=_UNITS)
    gifts: Annotated[list[Gift], ONE_OR_MANY] = key(
        "礼品", "礼品", default_factory=no_entries, seen_by=audiences("finance")
    )
    press: Press | None = key("宣传", "新闻报道的安排", None, seen_by=_UNITS)
    security: Security | None = key("安全", "警车、清场、公众活动等", None, seen_by=audiences("security unit"))
    tasks: list[Task] = key("任务", "任务分解", default_factory=no_entries, seen_by=_UNITS)
    risks: Annotated[list[RiskEntry], NAMES_OR_SECTIONS] = key(
        "预案", "突发情况的预案", default_factory=no_entries, seen_by=audiences("security unit")
    )
    costs: Annotated[list[Cost], ONE_OR_MANY] = key(
        "经费", "费用", default_factory=no_entries, seen_by=audiences("finance")
    )
    actuals: Actuals | None = key("实际", "接待之后填写的实际情况", None, seen_by=audiences("finance unit"))
    feedback: list[Answer] = key("反馈", "来宾的反馈", default_factory=no_entries)
    review: Review | None = key("评估", "总结评估", None, seen_by=_UNITS)
    closed: Closed | None = key("结案", "什么时候、谁结的案；由 jiedai close 写", None)
    waivers: list[Waived] = key("豁免", "经批准接受的检查结果", default_factory=no_entries)
    places: Annotated[list[PlaceEntry], NAMES_OR_SECTIONS] = key(
        "场所", "只为这次接待用的场所，写法同 office.yaml", default_factory=no_entries, seen_by=EVERYONE
    )
    travel: list[Road] = key(
        "路程", "只为这次接待用的路程，写法同 office.yaml", default_factory=no_entries, seen_by=_ROUTES
    )
    other: TermsField = key("其他", "没有专门字段的内容，名称: 内容", default_factory=dict, seen_by=STAFF)
    translations: TermsField = key(
        "译文",
        "印外文文件时用：中文原文: 英文；长文字写开头加…，人名也写在这里",
        default_factory=dict,
        seen_by=NOBODY,
    )

    @property
    def approval(self) -> Approval | None:
        """The entry of the approval that decides: the last."""
        return self.approvals[-1] if self.approvals else None

    def items(self) -> list[tuple[ProgrammeDay, Item]]:
        """Every item of the programme with its day, in the order written."""
        return [(day, item) for day in self.schedule for item in day.items]
