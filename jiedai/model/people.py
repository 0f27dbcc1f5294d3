"""People of a visit: guests, hosts who accompany them, and the staff who work for it."""

from typing import Annotated

from jiedai.language import N_
from jiedai.model.base import EVERYONE, INSIDE, STAFF, Node, audiences, key, no_entries
from jiedai.model.choice import Allergen, Diet, HostRole, Sex
from jiedai.model.listing import alone, never_name, or_name, several, table_of
from jiedai.model.moments import MomentField
from jiedai.model.quantities import AboutField, AbsentField, CountField
from jiedai.model.rank import Ranked, RankField
from jiedai.model.words import Name, NamesField, PhoneField, TermsField, Text

_LIST = audiences("guest unit hotel driver security finance")
_POSTS = audiences("guest unit security finance")


class Leg(Node):
    """A guest's arrival or departure."""

    time: MomentField | None = key("时间", "到达或离开的日期和时间", None, seen_by=audiences("driver security"))
    by: Text | None = key("车次", "车次或航班号", None, seen_by=audiences("driver security"))
    place: Text | None = key("地点", "车站、机场或其他地点", None, seen_by=audiences("driver security"))


AT_A_TIME = alone("时间", MomentField)


class Guest(Ranked):
    """来宾: one guest."""

    name: Name = key("姓名", "全名，不加职务", seen_by=_LIST)
    name_en: Text | None = key("外文名", "证件上的外文姓名", None, seen_by=_LIST)
    name_zh: Name | None = key("中文名", "外宾的中文译名", None, seen_by=_LIST)
    sex: Sex | None = key("性别", "用于分房：男、女", None, seen_by=audiences("hotel"))
    ethnicity: Text | None = key("民族", "敏感个人信息，只供接待人员掌握", None, seen_by=STAFF)
    nationality: Text | None = key(
        "国籍", "外宾的国籍；宾馆据此办理住宿登记", None, seen_by=audiences("hotel security")
    )
    unit: Name = key("单位", "来宾所在单位", seen_by=_POSTS)
    post: Text = key("职务", "来宾的职务", seen_by=_POSTS)
    rank: RankField | None = key(
        "职级", "厅局级，或照职务写 正厅级、一级调研员；用于核对住房标准和排序", None, seen_by=audiences("finance")
    )
    order: CountField | None = key(
        "排序", "礼宾次序，数字小的在前；不写则按职级和书写顺序", None, seen_by=audiences("finance")
    )
    absent: AbsentField = key("不来", "不来的写“是”或原因；仍在名单里，不占房、座、车、餐", False)
    group: Name | None = key("分组", "分批活动时的组名", None, seen_by=_LIST)
    phone: PhoneField | None = key("电话", "联系电话，不印给其他来宾", None, seen_by=STAFF)
    resume: Text | None = key("简历", "主宾的工作简历，附在接待方案后面", None, seen_by=audiences(""))
    diet: Annotated[list[Diet], several(Diet)] = key(
        "饮食", "饮食要求；给厨房的单子不带姓名", default_factory=no_entries, seen_by=audiences("kitchen", base=STAFF)
    )
    allergies: Annotated[list[Allergen], several(Allergen)] = key(
        "过敏", "过敏原，按 GB 7718-2025 的八类", default_factory=no_entries, seen_by=audiences("kitchen", base=STAFF)
    )
    health: Text | None = key("健康提示", "敏感个人信息，只供随行医护和联络员掌握", None, seen_by=STAFF)
    arrive: Annotated[Leg | None, AT_A_TIME] = key(
        "抵达", "到达的时间、车次和地点", None, seen_by=audiences("driver security")
    )
    leave: Annotated[Leg | None, AT_A_TIME] = key(
        "离开", "离开的时间、车次和地点", None, seen_by=audiences("driver security")
    )
    sits_with: NamesField = key("同席", "分桌时与谁同桌，写姓名", (), seen_by=STAFF)
    sits_apart: NamesField = key("分席", "分桌时不与谁同桌，写姓名，不写原因", (), seen_by=STAFF)
    apart_by: CountField | None = key(
        "间隔", "与“分席”的人同桌或同排时，中间至少隔几个座位；不写就不同桌", None, seen_by=STAFF
    )
    note: Text | None = key("备注", "给工作人员的备注", None, seen_by=STAFF)
    other: TermsField = key("其他", "没有专门字段的内容，名称: 内容", default_factory=dict, seen_by=STAFF)


IN_FULL = never_name(N_("来宾要写单位和职务，如 - {{姓名: {name}, 单位: 省发展改革委, 职务: 副主任}}"))
"""A guest is no guest without unit and post."""


class Host(Ranked):
    """陪同: a person of the host side who accompanies the guests."""

    name: Name = key("姓名", "全名，不加职务", seen_by=_POSTS)
    unit: Name | None = key("单位", "所在单位", None, seen_by=_POSTS)
    post: Text | None = key("职务", "职务", None, seen_by=_POSTS)
    rank: RankField | None = key("职级", "写法同来宾的职级；用于排序", None, seen_by=audiences("finance"))
    order: CountField | None = key("排序", "礼宾次序，数字小的在前", None, seen_by=audiences("finance"))
    role: HostRole | None = key("角色", "主陪或副主陪", None, seen_by=audiences("unit"))
    phone: PhoneField | None = key("电话", "联系电话", None, seen_by=audiences("unit security"))


HostEntry = Annotated[Host, or_name("姓名", N_("写姓名，或 {姓名: 马明, 单位: 县政府, 职务: 县长}"))]


class CrewMember(Node):
    """工作人员: a member of staff with a duty."""

    name: Name = key("姓名", "全名", seen_by=INSIDE)
    unit: Name | None = key("单位", "所在单位", None, seen_by=INSIDE)
    duty: NamesField = key("岗位", "联络、译员、医疗、安保、讲解、摄影等", (), seen_by=INSIDE)
    phone: PhoneField | None = key("电话", "联系电话；联络员的电话印给来宾", None, seen_by=INSIDE)
    backup: Name | None = key("替补", "不能到岗时由谁顶替", None, seen_by=audiences("unit security"))


CrewEntry = Annotated[CrewMember, or_name("姓名", N_("写姓名，或 {姓名: 许静, 岗位: 联络}"))]


class HeadGroup(Node):
    """A part of a head-count."""

    name: Name = key("名称", "这一组人的名称", seen_by=EVERYONE)
    count: AboutField | None = key("人数", "这一组的人数", None, seen_by=INSIDE)
    side: Text | None = key("方", "来宾方、接待方等", None, seen_by=audiences("unit"))


_GROUP = frozenset({"名称", "name", "人数", "count", "方", "side"})


class Headcount(Node):
    """人数: numbers, where names are not known."""

    total: AboutField | None = key("总数", "总人数；不确定时写 约110", None, seen_by=INSIDE)
    groups: Annotated[list[HeadGroup], table_of("名称", "人数", AboutField, _GROUP)] = key(
        "分组", "各组的人数；可以写成 {代表: 80, 嘉宾: 20}", default_factory=no_entries, seen_by=INSIDE
    )


IN_ALL = alone("总数", AboutField)
