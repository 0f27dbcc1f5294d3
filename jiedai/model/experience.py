"""What an office learned from visits that are over: real lengths, roads and lessons, with how many visits they rest on.

`jiedai review --learn --write` puts it into the office file. It holds nothing of any person.
"""

from typing import Annotated

from jiedai.model.base import Node, audiences, key, no_entries
from jiedai.model.choice import ItemKind
from jiedai.model.listing import ONE_OR_MANY
from jiedai.model.quantities import CountField
from jiedai.model.review import Lesson
from jiedai.model.times import DayField, MinutesField
from jiedai.model.words import Name, Text

_WORK = audiences("unit security")


class LearnedLength(Node):
    """时长: how long items of a kind really took; shares are in hundredths of the planned length."""

    kind: ItemKind = key("类别", "哪一类日程", seen_by=_WORK)
    count: CountField = key("次数", "一共量过几项", seen_by=_WORK)
    visits: CountField = key("来访", "出自几次来访；不到 3 次的不用", seen_by=_WORK)
    minutes: MinutesField = key("分钟", "实际多半用几分钟", seen_by=_WORK)
    low: CountField = key("少则", "实际是安排的百分之几，十次里有一次还要少", seen_by=_WORK)
    usual: CountField = key("通常", "实际是安排的百分之几，取中间的一次", seen_by=_WORK)
    high: CountField = key("多则", "实际是安排的百分之几，十次里有一次还要多", seen_by=_WORK)
    buffer: MinutesField | None = key("缓冲", "后面留几分钟，五次里有四次够用", None, seen_by=_WORK)


class LearnedRoad(Node):
    """路程: how long rides between two places really took, without boarding."""

    from_: Name = key("从", "场所名称", seen_by=_WORK, english="from")
    to: Name = key("到", "场所名称", seen_by=_WORK)
    minutes: MinutesField = key("分钟", "实际多半行车几分钟", seen_by=_WORK)
    count: CountField = key("次数", "一共量过几趟", seen_by=_WORK)
    visits: CountField = key("来访", "出自几次来访；不到 3 次的不用", seen_by=_WORK)


class LearnedLesson(Lesson):
    """要点: a lesson with the visit it was learned at; nobody's name is in it."""

    date: DayField | None = key("日期", "最近一次是哪一天的来访", None)
    unit: Text | None = key("来访单位", "最近一次是哪个单位来", None)
    visits: CountField = key("来访", "几次来访都写了这一条", 1)


class Experience(Node):
    """经验: what `jiedai review --learn --write` puts together from the visits that are over."""

    until: DayField | None = key("截至", "算到哪一天结束的来访", None, seen_by=_WORK)
    visits: CountField = key("来访", "一共看了几次来访", 0, seen_by=_WORK)
    lengths: Annotated[list[LearnedLength], ONE_OR_MANY] = key(
        "时长", "各类日程实际用多久", default_factory=no_entries, seen_by=_WORK
    )
    roads: Annotated[list[LearnedRoad], ONE_OR_MANY] = key(
        "路程", "实际行车多久", default_factory=no_entries, seen_by=_WORK
    )
    lessons: Annotated[list[LearnedLesson], ONE_OR_MANY] = key("要点", "下次怎么做", default_factory=no_entries)
