"""格式 (GS), first part: what the reader and the model find, guests at all, and numbers used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiedai.check.engine import found_while_reading, rule
from jiedai.diagnostics import Level
from jiedai.language import _
from jiedai.model.base import Node
from jiedai.model.hospitality import Lodging
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.visit.book import Figures
from jiedai.visit.case import Case, Finding
from jiedai.visit.likeness import short_unit


@found_while_reading("GS01")
def syntax() -> None:
    """文件符合 YAML 的写法：冒号后有空格，括号和引号成对，列表项以“- ”开头。

    为什么: 写法不对，后面的内容就读不出来，或者读成了别的意思。
    怎么改: 看提示的那一行和上一行，补上缺的空格、括号或引号；拿不准时对照 jiedai new 写出的方案。

    错误:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: "同意}
    正确:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: "同意"}
    """


@found_while_reading("GS02")
def unknown_field() -> None:
    """字段名写得对：中文或英文的字段名，一字不差。

    为什么: 字段名写错，里面的内容就不会被检查，也印不出来。
    怎么改: 按提示改成相近的字段名；要写的内容没有合适的字段，放进备注。

    错误:
        预按:
          - {情形: 降雨, 措施: [车上备伞], 责任人: 姚晨}
    正确:
        编号: 云接〔2026〕18号
    """


@rule("GS03")
def missing(case: Case, figures: Figures) -> Iterator[Finding]:
    """必填的字段都写了；来宾写名单，只知道人数的写人数，两样不能都没有。

    为什么: 没有来宾，陪餐、住房、用车、座位都无从核对。
    怎么改: 补上提示的字段；暂时不知道的写“待填”。

    错误:
        来宾: []
    正确:
        人数: {总数: 2}
    """
    plan = case.plan
    blank = case.is_blank(plan, "guests") or case.is_blank(plan, "headcount")
    counted = plan.headcount is not None and (plan.headcount.total is not None or bool(plan.headcount.groups))
    if not plan.guests and not counted and not blank:
        field = "headcount" if plan.headcount is not None else "guests"
        yield case.finding(
            plan,
            field,
            _("既没有来宾名单，也没有人数"),
            hint=_("写来宾名单；只知道人数的，写“人数: {总数: 22}”"),
        )


@found_while_reading("GS04")
def unreadable_value() -> None:
    """每个字段的内容都读得懂：日期是日历上的日子，时间是钟点，人数是数字，类别在可选范围内。

    为什么: 读不懂的日期、时间和数字没法核对，也没法推算时限。
    怎么改: 按提示的写法改，如 2026-05-11、09:30-10:20、60。

    错误:
        日期: 2026-05-32
    正确:
        日期: 2026-05-11
    """


@found_while_reading("GS05")
def key_twice() -> None:
    """同一个字段在一处只写一次。

    为什么: 写了两次，后一次会悄悄盖住前一次，改了一处另一处还是旧的。
    怎么改: 留下正确的一处，删去另一处；几项并列的内容写成列表。

    错误:
        审批: {审批人: 徐正, 审批人: 林峰, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意}
    正确:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意}
    """


@found_while_reading("GS06")
def encoding() -> None:
    """文件用 UTF-8 编码保存，没有损坏的字符。

    为什么: 其他编码（如 Windows 记事本的 ANSI）在别的电脑上会变成乱码，损坏的姓名也无法恢复。
    怎么改: 运行 jiedai check --fix 转换编码，或在编辑器里另存为 UTF-8。
    """


@found_while_reading("GS07")
def fullwidth() -> None:
    """字段名后的冒号、列表里的逗号、括号和空格用半角。

    为什么: 全角的“：”“，”不是 YAML 的符号，整行会被当成一段文字。
    怎么改: 改成半角“: ”和“, ”；运行 jiedai check --fix 可以一次改完。

    错误:
        类型：调研
    正确:
        类型: 调研
    """


@found_while_reading("GS09")
def both_spellings() -> None:
    """同一个字段不能中文写一次、英文又写一次。

    为什么: 两处内容不同时，没有办法知道哪一处是对的。
    怎么改: 只留一种写法。

    错误:
        审批: {审批人: 徐正, by: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意}
    正确:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意}
    """


@found_while_reading("GS10")
def tabs() -> None:
    """缩进用空格，不用制表符（Tab）。

    为什么: YAML 不认制表符的缩进，看上去对齐的行其实分属不同的层次。
    怎么改: 运行 jiedai check --fix，或在编辑器里把制表符换成两个空格。
    """


@rule("GS11")
def number_twice(case: Case, figures: Figures) -> Iterator[Finding]:
    """日程、任务、座次的编号和同一家宾馆同一晚的房号不重复；office.yaml 里的场所、部门、车号、号牌也不重复。

    来宾名单里单位、姓名都相同的写了两次，作为警告。

    为什么: 用餐、座次、任务按编号找日程，编号重复就会对到另一项上；两间房同号，总有一位来宾没有房卡。
    怎么改: 给后一项换一个没有用过的编号。

    错误:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-3}
          - {编号: T1, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}
          - {编号: T3, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 电话: 0570-5550102, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 电话: 0570-5550105, 时限: T-1}
    正确:
        任务:
          - {编号: T1, 事项: 核对来宾名单, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-3}
          - {编号: T2, 事项: 审核菜单, 责任单位: 县市场监管局, 责任人: 范斌, 电话: 0570-5550106, 时限: T-1}
          - {编号: T3, 事项: 汇报材料送审, 责任单位: 县发改局, 责任人: 沈浩, 电话: 0570-5550102, 时限: T-1}
          - {编号: T4, 事项: 医疗保障, 责任单位: 县卫健局, 责任人: 何静, 电话: 0570-5550105, 时限: T-1}
    """
    plan, office = case.plan, case.office
    for nodes in ([item for _day, item in case.items], plan.tasks, plan.seating):
        for node, first, number in _repeated((node, node.id) for node in nodes):
            yield _twice(case, node, "id", first, _("编号 {name} 用了两次").format(name=number))
    yield from _rooms_twice(case)
    yield from _guests_twice(case)
    if office is None:
        return
    listed: tuple[tuple[list[Node], str], ...] = (
        ([*office.units], "name"),
        ([*office.places], "name"),
        ([*office.vehicles], "number"),
        ([*office.vehicles], "plate"),
    )
    for entries, field in listed:
        for node, first, name in _repeated((node, getattr(node, field)) for node in entries):
            related = (case.related(first, field, _("第一次在这里"), office=True),)
            message = _("常备资料里“{name}”写了两次").format(name=name)
            yield case.office_finding(node, field, message, hint=_("改名，或删去其中一处"), related=related)


def _repeated(named: Iterable[tuple[Node, str | None]]) -> Iterator[tuple[Node, Node, str]]:
    """(node, the first with the same name, the name) for every name that was there before."""
    first: dict[str, Node] = {}
    for node, name in named:
        if not name or is_placeholder(name):
            continue
        if name in first:
            yield node, first[name], name
        else:
            first[name] = node


def _twice(case: Case, node: Node, field: str, first: Node, message: str) -> Finding:
    related = (case.related(first, field, _("第一次用在这里")),)
    return case.finding(node, field, message, hint=_("换一个没有用过的编号"), related=related)


def _rooms_twice(case: Case) -> Iterator[Finding]:
    """Rooms of one hotel with one number, in one stay or in stays that overlap."""
    given: dict[tuple[str, str], list[tuple[Lodging, Node]]] = {}
    for stay in case.plan.lodging:
        for room in stay.rooms:
            if not room.number or is_placeholder(room.number):
                continue
            before = given.setdefault((stay.hotel or "", room.number), [])
            first = next((other for other_stay, other in before if _overlap(other_stay, stay)), None)
            before.append((stay, room))
            if first is not None:
                message = _("房号 {name} 用了两次").format(name=room.number)
                yield _twice(case, room, "number", first, message)


def _guests_twice(case: Case) -> Iterator[Finding]:
    """Guests with one name and one unit: one person twice in the list."""
    first: dict[tuple[str, str], Guest] = {}
    for guest in case.plan.guests:
        if is_placeholder(guest.name) or is_placeholder(guest.unit):
            continue
        other = first.setdefault((guest.name, short_unit(guest.unit)), guest)
        if other is not guest:
            message = _("{unit}的{name}在来宾名单里写了两次").format(unit=guest.unit, name=guest.name)
            related = (case.related(other, "name", _("第一次在这里")),)
            hint = _("删去重复的一行；确是两个人的，在姓名后面注明")
            yield case.finding(guest, "name", message, hint=hint, related=related, level=Level.WARNING)


def _overlap(one: Lodging, other: Lodging) -> bool:
    """Whether two stays share a night, as far as their dates say; unknown dates may be any."""
    if one is other or None in (one.check_in, one.check_out, other.check_in, other.check_out):
        return True
    assert one.check_in
    assert one.check_out
    assert other.check_in
    assert other.check_out
    return one.check_in < other.check_out and other.check_in < one.check_out


@found_while_reading("GS12")
def cut_by_comma() -> None:
    """花括号里的文字不含半角逗号；要用逗号时写全角“，”，或给整段文字加引号。

    为什么: 花括号里的半角逗号是两个字段之间的分隔，一句话会被截成两段，后半句就丢了。
    怎么改: 把半角逗号改成全角“，”，或者给整段文字加上引号。

    错误:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意,按规定办理}
    正确:
        审批: {审批人: 徐正, 职务: 县委办公室主任, 时间: 2026-05-07 10:30, 意见: 同意，按规定办理}
    """


@found_while_reading("GS13")
def blanks() -> None:
    """没有“待填”“待定”“×××”这样的空白。

    为什么: 空白没有填，印出来的材料就不能发；jiedai new 把要填的地方都标成“待填”。
    怎么改: 填上内容；确实不需要的字段，整行删去。

    错误:
        编号: 待填
    正确:
        编号: 云接〔2026〕17号
    """
