"""The programme: days, items, the steps inside an item, and the weather of the days."""

from typing import Annotated, Any, Self

from jiedai.language import _
from jiedai.model.base import EVERYONE, INSIDE, STAFF, Node, audiences, key, no_entries
from jiedai.model.choice import ItemKind
from jiedai.model.declaring import model_validator
from jiedai.model.listing import TEXTS_OR_SECTIONS, Before
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import DegreesField, YesField
from jiedai.model.reading import unreadable
from jiedai.model.times import DayField, MinutesField, TimeRange, TimeRangeField
from jiedai.model.words import SAID, Name, NamesField, NotesField, TermsField, Text, TextsField
from jiedai.patterns import regex

_WORK = audiences("unit security")
_RIDES = audiences("guest unit driver security")
_GUESTS = audiences("guest")


class Step(Node):
    """流程: a step inside an item, by its length or its time."""

    minutes: MinutesField | None = key("分钟", "这一步用多少分钟", None, seen_by=audiences("guest unit"))
    time: TimeRangeField | None = key("时间", "这一步的起止时间", None, seen_by=audiences("guest unit"))
    what: Text = key("事项", "做什么", seen_by=audiences("guest unit"))
    owner: Name | None = key("责任人", "由谁负责或发言", None, seen_by=audiences("guest unit"))


_LASTING = regex(r"(?P<what>.*\S)\s*[（(]\s*(?P<minutes>约?\s*\d{1,3}\s*分钟?)\s*[）)]")


def _step(value: Any) -> Any:
    """A step from a text, with the length that stands in brackets behind it: `听取汇报（20分钟）`."""
    if not isinstance(value, (str, int, float)) or not str(value).strip() or is_placeholder(str(value)):
        return value
    lasting = _LASTING.fullmatch(str(value).strip())
    return {"事项": lasting["what"], "分钟": lasting["minutes"]} if lasting else {"事项": value}


StepEntry = Annotated[Step, Before(_step, lambda schema: {"anyOf": [schema, SAID]})]


class Item(Node):
    """安排: one item of the programme."""

    id: Text = key("编号", "本方案内不重复的编号，如 A1", seen_by=EVERYONE)
    time: TimeRangeField = key(
        "时间", "起止时间，如 09:20-09:30；钟点没有定的写时长", seen_by=EVERYONE, instead="length"
    )
    length: MinutesField | None = key("时长", "用多少分钟；钟点没有定的，写它代替时间", None, seen_by=EVERYONE)
    after: NamesField = key("前置", "排在哪几项日程之后，写编号", (), seen_by=_WORK)
    what: Text = key("事项", "做什么", seen_by=INSIDE)
    kind: ItemKind | None = key("类别", "考察、座谈、用餐、乘车等，检查规则按类别适用", None, seen_by=INSIDE)
    place: NamesField = key("地点", "office.yaml 场所里的名称；依次去几处写成列表", (), seen_by=INSIDE)
    from_: Name | None = key("从", "乘车的出发地", None, seen_by=_RIDES, english="from")
    to: Name | None = key("到", "乘车的目的地", None, seen_by=_RIDES)
    guests: NamesField = key("来宾", "参加的来宾姓名或分组；不写为全体", (), seen_by=_RIDES)
    hosts: NamesField = key("陪同", "陪同人员姓名", (), seen_by=audiences("guest unit security finance driver"))
    crew: NamesField = key("工作人员", "在场的工作人员姓名", (), seen_by=_WORK | {"driver"})
    lead: Name | None = key("责任单位", "牵头负责的单位", None, seen_by=_WORK | {"finance"})
    owner: Name | None = key("责任人", "负责这一项的人", None, seen_by=_WORK | {"finance"})
    vehicles: NamesField = key("车辆", "office.yaml 里的车号", (), seen_by=_RIDES | {"finance"})
    guide: NamesField = key("讲解", "讲解人姓名", (), seen_by=audiences("guest unit finance"))
    chair: Name | None = key("主持", "主持人姓名", None, seen_by=audiences("guest unit"))
    purpose: Text | None = key("目的", "这一项为公务的什么服务", None, seen_by=audiences("guest unit finance"))
    steps: Annotated[list[StepEntry], TEXTS_OR_SECTIONS] = key(
        "流程", "内部的步骤；可以只写做什么", default_factory=no_entries, seen_by=audiences("guest unit")
    )
    plan_b: Text | None = key("备选", "下雨等情况改到哪里、怎么办", None, seen_by=_WORK)
    dress: Text | None = key("着装", "着装要求", None, seen_by=audiences("guest unit"))
    materials: TextsField = key("材料", "要准备或发放的材料", (), seen_by=audiences("unit"))
    fixed: YesField = key("固定", "时间不能移动", False, seen_by=audiences("unit"))
    parallel: YesField = key("并行", "与其他安排同时进行", False, seen_by=audiences("guest unit"))
    notes: NotesField | None = key("备注", "备注；可按对象分别写 {工作人员: …, 驾驶员: …}", None, seen_by=EVERYONE)
    other: TermsField = key("其他", "没有专门字段的内容，名称: 内容", default_factory=dict, seen_by=STAFF)

    @model_validator(mode="before")
    @classmethod
    def _length_alone(cls, data: Any) -> Any:
        """A length needs no clock time beside it; the time is not known then, and unfilled where the length is."""
        if not isinstance(data, dict) or data.get("时间") is not None or data.get("time") is not None:
            return data
        lengths = {name: data[name] for name in ("时长", "length") if data.get(name) is not None}
        if not lengths or {"时间", "time"} <= data.keys():
            return data
        blanks = {name for name, length in lengths.items() if isinstance(length, str) and is_placeholder(length)}
        kept = {name: value for name, value in data.items() if name not in {"时间", "time", *blanks}}
        return kept | {"时间": TimeRange(None, unfilled=bool(blanks))}

    @model_validator(mode="after")
    def _lasting(self) -> Self:
        """A start and a length make an end; an end that is written has to fit the length."""
        start, end = self.time.start, self.time.end
        if self.length is None or start is None:
            return self
        if end is None:
            self.__dict__["time"] = self.time._replace(end=start + self.length)
        elif end - start != self.length:
            problem = _("时间 {time} 是 {minutes} 分钟，时长写的是 {length} 分钟")
            raise unreadable(problem, _("只留一个"), time=self.time, minutes=end - start, length=self.length)
        return self


class Forecast(Node):
    """天气: the weather to be expected on a day of the visit."""

    date: DayField = key("日期", "哪一天", seen_by=_GUESTS)
    text: Text | None = key("天气", "如 多云转小雨", None, seen_by=_GUESTS)
    low: DegreesField | None = key("最低", "最低气温（℃）", None, seen_by=_GUESTS)
    high: DegreesField | None = key("最高", "最高气温（℃）", None, seen_by=_GUESTS)
    advice: Text | None = key("提示", "着装和出行提示，如 早晚凉，请带外套", None, seen_by=_GUESTS)


class ProgrammeDay(Node):
    """One day of the programme."""

    date: DayField = key("日期", "日期，可以跟星期", seen_by=EVERYONE)
    items: list[Item] = key("安排", "当天的安排", seen_by=EVERYONE)
