"""The office file: what an office uses for every visit is written once."""

from typing import Annotated

from jiedai.language import N_
from jiedai.model.base import EVERYONE, INSIDE, NOBODY, Node, audiences, key, no_entries
from jiedai.model.choice import (
    Card,
    CarSeat,
    Convention,
    EvenRule,
    Indicator,
    ItemKind,
    OffRoadSeat,
    PaperSize,
    PlaceKind,
    Rank,
    RoomType,
    SevenSeat,
)
from jiedai.model.experience import Experience
from jiedai.model.listing import NAMES_OR_SECTIONS, one_spelling, or_name, several
from jiedai.model.opening import HoursField, OffField
from jiedai.model.quantities import (
    CountField,
    KilometresField,
    MoneyField,
    SeatsField,
    SizeField,
    SpreadField,
    YesField,
)
from jiedai.model.rank import Ranked, RankField
from jiedai.model.times import MinutesField, TimeRangeField
from jiedai.model.words import ColourField, Name, NamesField, PhoneField, TermsField, Text, TextsField

_WORK = audiences("unit security")
_TRAVEL = audiences("guest unit driver security")
_WHERE = _TRAVEL | {"hotel", "kitchen"}
_KNOWN = audiences("guest unit security finance")
_AWAY = "哪些时候不在：2026-05-11、2026-05-11 至 2026-05-13、2026-05-11 下午、周三；几个的写成列表"


class Organisation(Node):
    """单位: the reception office itself."""

    name: Text = key("名称", "单位全称，印在文件落款处", seen_by=EVERYONE)
    short: Text | None = key("简称", "简称", None, seen_by=EVERYONE)
    region: Text | None = key("地区", "所在县（市、区）", None, seen_by=EVERYONE)
    duty_phone: PhoneField | None = key("值班电话", "印在每页页脚的电话", None, seen_by=EVERYONE)
    profile: TextsField = key(
        "概况", "本地概况，一页以内，每次印进接待手册；几段写成列表", (), seen_by=audiences("guest")
    )


class MealWindows(Node):
    """用餐时段: the usual hours of meals."""

    breakfast: TimeRangeField | None = key("早餐", "如 07:00-09:00", None)
    lunch: TimeRangeField | None = key("午餐", "如 11:30-13:30", None)
    dinner: TimeRangeField | None = key("晚餐", "如 17:30-20:00", None)


class Reporting(Node):
    """报告时限: within how many minutes an incident is reported to everybody who must know of it, by its degree."""

    general: MinutesField | None = key("一般", "不写为 60", None, seen_by=_WORK)
    major: MinutesField | None = key("较大", "不写为 30", None, seen_by=_WORK)
    severe: MinutesField | None = key("重大", "不写为 15", None, seen_by=_WORK)
    critical: MinutesField | None = key("特别重大", "不写为 5", None, seen_by=_WORK)


class Conventions(Node):
    """惯例: how this office does things."""

    convention: Convention | None = key("左右", "座次以左为上还是右为上", None, seen_by=_WORK)
    even_rule: EvenRule | None = key("双数", "双数排座时二号居左或一号居左", None, seen_by=_WORK)
    organs: NamesField = key("班子次序", "职级相同时谁在前，如 [县委书记, 县长, 人大常委会主任]", (), seen_by=_WORK)
    car_vip: CarSeat | None = key("乘车首位", "小车的首位座", None, seen_by=_WORK)
    seven_seat: SevenSeat | None = key("七座车首排", "七座车以中排还是后排为首；不写按车型定", None, seen_by=_WORK)
    off_road: OffRoadSeat | None = key("越野车首位", "越野车以副驾驶还是后排为首；不写为副驾驶", None, seen_by=_WORK)
    buffer: MinutesField | None = key("缓冲分钟", "两项安排之间留的分钟数", None, seen_by=_WORK)
    boarding: MinutesField | None = key("上车分钟", "集合上车用的分钟数", None, seen_by=_WORK)
    walk: MinutesField | None = key(
        "步行分钟", "两处之间行车不超过几分钟的，走过去就行，不必派车；不写为 10", None, seen_by=_WORK
    )
    to_train: MinutesField | None = key("进站分钟", "送站要比开车早几分钟到；不写为 20", None, seen_by=_WORK)
    to_plane: MinutesField | None = key("登机分钟", "送机要比起飞早几分钟到；不写为 60", None, seen_by=_WORK)
    minimums: Annotated[dict[ItemKind, MinutesField], one_spelling(ItemKind)] = key(
        "最短时长", "时间不够时各类安排最少留几分钟，如 {用餐: 40, 考察: 20}", default_factory=dict, seen_by=_WORK
    )
    spread: Annotated[dict[ItemKind, SpreadField], one_spelling(ItemKind)] = key(
        "时长浮动",
        "推演时各类日程是安排的几倍，如 {乘车: 0.9-1.5}；不写的用默认的，量过 10 项以上的用“经验”里的",
        default_factory=dict,
        seen_by=_WORK,
    )
    meal_windows: MealWindows | None = key("用餐时段", "三餐的时段", None, seen_by=_WORK)
    reporting: Reporting | None = key("报告时限", "突发事件几分钟以内报告到该报告的人，按程度分", None, seen_by=_WORK)


class MealStandard(Node):
    """工作餐: the local standard in yuan a head."""

    breakfast: MoneyField | None = key("早餐", "每人每餐（元）", None, seen_by=audiences("finance"))
    lunch: MoneyField | None = key("午餐", "每人每餐（元）", None, seen_by=audiences("finance"))
    dinner: MoneyField | None = key("晚餐", "每人每餐（元）", None, seen_by=audiences("finance"))


class Budget(Node):
    """接待费: the budget of the year."""

    total: MoneyField | None = key("年度预算", "全年预算（元）", None, seen_by=audiences("finance"))
    spent: MoneyField | None = key("已支出", "已经支出（元）", None, seen_by=audiences("finance"))


class Standards(Node):
    """标准: figures fixed locally; there is no national number."""

    working_meal: MealStandard | None = key("工作餐", "工作餐标准", None, seen_by=audiences("finance"))
    lodging: Annotated[dict[Rank, MoneyField], one_spelling(Rank)] = key(
        "住宿", "各职级每间每天的限额（元）", default_factory=dict, seen_by=audiences("finance")
    )
    budget: Budget | None = key("接待费", "接待费预算", None, seen_by=audiences("finance"))
    packs: NamesField = key("规则包", "启用的地方规则包", ())


class Grade(Node):
    """规格: how high a reception is, by the rank of the chief guest; plans name it under 接待规格."""

    name: Name = key("名称", "规格的名称，方案的“接待规格”引用，如 一类")
    ranks: Annotated[list[Rank], several(Rank)] = key(
        "职级", "主宾是这些职级的，用这一规格，如 [省部级, 厅局级]", default_factory=no_entries
    )
    signer: NamesField = key("签批", "由谁签批：职务或姓名；几位都可以的写成列表，如 [县委书记, 县长]", ())
    host: NamesField = key("主陪", "由谁主陪：职务或姓名；几位都可以的写成列表", ())
    duties: NamesField = key("职责", "这一规格必须有人承担的职责，如 [安保, 医疗, 讲解]", ())


class Unit(Node):
    """部门: a unit that takes part in receptions."""

    name: Name = key("名称", "部门名称，各方案引用", seen_by=EVERYONE)
    formerly: NamesField = key("曾用名", "改名以前叫什么；台账和统计里合在一起", ())
    duties: NamesField = key("职责", "承担的职责，如 安保、交通、医疗", (), seen_by=_WORK)
    contact: Name | None = key("联系人", "联系人姓名", None, seen_by=_WORK)
    phone: PhoneField | None = key("电话", "联系电话", None, seen_by=_WORK)
    deputy: Name | None = key("副职", "联系人不在时找谁", None, seen_by=_WORK)


UnitEntry = Annotated[Unit, or_name("名称", N_("写名称，或 {名称: 县卫健局, 职责: 医疗, 联系人: 顾晓岚}"))]


class Person(Ranked):
    """人员: somebody the office knows."""

    name: Name = key("姓名", "姓名", seen_by=_KNOWN)
    unit: Name | None = key("单位", "所在单位", None, seen_by=_KNOWN)
    post: Text | None = key("职务", "职务", None, seen_by=_KNOWN)
    rank: RankField | None = key("职级", "厅局级，或照职务写 正厅级、一级调研员", None)
    phone: PhoneField | None = key("电话", "电话", None, seen_by=_WORK)
    skills: NamesField = key("能力", "讲解、翻译、摄影等", ())
    away: OffField | None = key("外出", _AWAY, None)


PersonEntry = Annotated[Person, or_name("姓名", N_("写姓名，或 {姓名: 马明, 单位: 县政府, 职务: 县长}"))]


class Place(Node):
    """场所: a place that programmes refer to by its name."""

    name: Name = key("名称", "场所名称，各方案引用", seen_by=EVERYONE)
    kind: PlaceKind | None = key("类别", "车站、宾馆、食堂、会议室、企业、乡村等", None, seen_by=INSIDE)
    address: Text | None = key("地址", "地址", None, seen_by=_WHERE)
    location: Text | None = key("坐标", "经纬度，如 119.18,28.45", None, seen_by=_WHERE)
    capacity: SizeField | None = key("容纳", "最多容纳的人数", None, seen_by=_WORK)
    closed: OffField | None = key(
        "闭馆", "哪些天不开放：周一、2026-05-11、2026-05-11 至 2026-05-13；几个的写成列表", None, seen_by=INSIDE
    )
    hours: HoursField | None = key(
        "开放", "几点到几点开放，如 09:00-17:00；分段的写 09:00-12:00、14:00-17:00", None, seen_by=INSIDE
    )
    outdoor: YesField = key("室外", "是否在室外", False, seen_by=INSIDE)
    plan_b: Text | None = key("备选", "下雨时改去的地方", None, seen_by=_WORK)
    unit: Name | None = key("责任单位", "管理这个场所的单位", None, seen_by=_WORK)
    contact: Name | None = key("联系人", "场所联系人", None, seen_by=_WORK)
    phone: PhoneField | None = key("电话", "场所电话", None, seen_by=_WORK)
    designated: YesField | None = key("定点", "是否定点宾馆", None)
    halal: YesField | None = key("清真", "是否有清真条件", None, seen_by=audiences("kitchen"))
    rooms: Annotated[dict[RoomType, CountField], one_spelling(RoomType)] = key(
        "房型", "各种房型的间数", default_factory=dict, seen_by=audiences("hotel")
    )
    parking: Text | None = key("停车", "车停在哪里，如 东门内停车场", None, seen_by=_TRAVEL)
    intro: Text | None = key("简介", "150 字以内，印进接待手册", None, seen_by=EVERYONE)
    picture: Text | None = key("照片", "plans 文件夹里的图片，如 县医院.jpg，印进接待手册", None, seen_by=EVERYONE)


PlaceEntry = Annotated[Place, or_name("名称", N_("写名称，或 {名称: 云溪宾馆, 类别: 宾馆}"))]


class Road(Node):
    """路程: how long the road between two places takes, both ways."""

    from_: Name = key("从", "场所名称", seen_by=_TRAVEL, english="from")
    to: Name = key("到", "场所名称", seen_by=_TRAVEL)
    minutes: MinutesField = key("分钟", "行车分钟数，往返通用", seen_by=_TRAVEL)
    km: KilometresField | None = key("公里", "行车公里数，如 12 或 12.5", None, seen_by=_TRAVEL)
    detour: Text | None = key("备用路线", "堵车时走哪里，如 走湖滨路", None, seen_by=_TRAVEL)


class Vehicle(Node):
    """车辆: a vehicle."""

    number: Name = key("车号", "接待用的车号", seen_by=_TRAVEL | {"finance"})
    model: Text | None = key("车型", "车型", None, seen_by=_TRAVEL)
    plate: Text | None = key("号牌", "车牌号码", None, seen_by=_TRAVEL)
    seats: SeatsField | None = key("核载", "乘客座位数", None, seen_by=_WORK | {"driver"})
    driver: Name | None = key("驾驶员", "驾驶员姓名", None, seen_by=_TRAVEL | {"finance"})
    phone: PhoneField | None = key("电话", "驾驶员电话", None, seen_by=_WORK)
    owner: Name | None = key("所属", "车辆属于哪个单位", None, seen_by=_WORK | {"finance"})
    police: YesField = key("警车", "是否警车", False, seen_by=_WORK)
    away: OffField | None = key("外出", _AWAY, None)


VehicleEntry = Annotated[Vehicle, or_name("车号", N_("写车号，或 {车号: 1, 车型: 中巴, 核载: 19}"))]


class Colours(Node):
    """颜色: the colours of the office's papers."""

    main: ColourField | None = key("主色", "页眉的单位名称和线，如 蓝 或 1F4E79", None, seen_by=EVERYONE)
    table: ColourField | None = key("表头", "表头的底色，用浅色，如 DCE6F1", None, seen_by=EVERYONE)


_PIECE = "是：都印；否：都不印；不写：内部用的印，来宾用的和发出去的不印"


class House(Node):
    """版式: the look of the office's own papers."""

    name: Text | None = key("名称", "印在每页页眉右侧的名称", None, seen_by=EVERYONE)
    logo: Text | None = key("徽标", "plans 文件夹里的图片，如 徽标.png 或 徽标.svg", None, seen_by=EVERYONE)
    colours: Colours | None = key("颜色", "主色和表头的颜色", None, seen_by=EVERYONE)
    paper: PaperSize | None = key("纸张", "A4 或 A5；模板自己定了纸张的不变", None, seen_by=EVERYONE)
    footer: Text | None = key("页脚", "印在每页页脚末尾的话", None, seen_by=EVERYONE)
    code: YesField | None = key("二维码", _PIECE, None, seen_by=EVERYONE)
    print_time: YesField | None = key("打印时间", _PIECE, None, seen_by=EVERYONE)
    internal: YesField | None = key("内部标志", _PIECE, None, seen_by=EVERYONE)
    letterhead: YesField = key("信函版头", "复函印不印版头；用已经印好版头的信纸写“否”", True, seen_by=EVERYONE)
    plain: YesField = key("素版", "接待手册不用版面设计，印成普通文件", False, seen_by=EVERYONE)
    rooms: YesField = key("手册房号", "接待手册里印全体来宾的房号；不写只在各人自己的那本里印", False, seen_by=EVERYONE)
    cards: Annotated[list[Card], several(Card)] = key(
        "卡牌",
        "席卡、胸卡、车号牌等印哪几种，如 [席卡200×100, 胸卡85×54]",
        default_factory=no_entries,
        seen_by=EVERYONE,
    )


class Assessment(Node):
    """考核: how the work of units is weighed; people are not, unless the office says so."""

    weights: Annotated[dict[Indicator, CountField], one_spelling(Indicator)] = key(
        "权重", "各项指标的权重，如 {按时完成: 40, 来宾满意: 10}；不写的用默认的", default_factory=dict
    )
    prior: CountField | None = key("先验", "次数少的向全体靠拢多少：相当于几次；不写为 5", None)
    sample: CountField | None = key("最少样本", "几次以下不评等次；不写为 8", None)
    grades: dict[str, CountField] = key(
        "等次", "各等次最低的分数，如 {优秀: 90, 良好: 75, 合格: 60}", default_factory=dict
    )
    people: YesField = key("人员", "是否也给人员打分；不写为否", False)


class Retention(Node):
    """保存: how many days after a visit its data are kept."""

    sensitive: CountField | None = key("敏感信息", "来宾的饮食、健康、民族等保存几天；不写为 365，建议 30", None)
    memory: CountField | None = key("来宾记忆", "经来宾同意记住的习惯保存几天；不写为 730", None)
    records: CountField | None = key("版本", "印发的存本保存几天；不写为一直保存", None)


class Office(Node):
    """常备资料: units, places, roads, vehicles and local standards of an office."""

    office: Organisation = key("单位", "接待办自己", seen_by=EVERYONE)
    house: House | None = key("版式", "本单位文件的样子", None, seen_by=EVERYONE)
    conventions: Conventions | None = key("惯例", "本单位的惯例", None, seen_by=_WORK)
    standards: Standards | None = key("标准", "本地标准", None, seen_by=audiences("finance"))
    grades: list[Grade] = key("规格", "接待的规格，高的在前", default_factory=no_entries)
    assessment: Assessment | None = key("考核", "怎样给各单位打分", None)
    retention: Retention | None = key("保存", "来访以后各种数据保存几天", None)
    experience: Experience | None = key(
        "经验", "从结束的来访里得出的；由 jiedai review --learn --write 写", None, seen_by=_WORK
    )
    units: Annotated[list[UnitEntry], NAMES_OR_SECTIONS] = key(
        "部门", "参与接待的部门", default_factory=no_entries, seen_by=EVERYONE
    )
    people: Annotated[list[PersonEntry], NAMES_OR_SECTIONS] = key(
        "人员", "常用人员", default_factory=no_entries, seen_by=_KNOWN
    )
    places: Annotated[list[PlaceEntry], NAMES_OR_SECTIONS] = key(
        "场所", "车站、宾馆、会议室、考察点", default_factory=no_entries, seen_by=EVERYONE
    )
    travel: list[Road] = key("路程", "场所之间的行车时间", default_factory=no_entries, seen_by=_TRAVEL)
    vehicles: Annotated[list[VehicleEntry], NAMES_OR_SECTIONS] = key(
        "车辆", "车辆和驾驶员", default_factory=no_entries, seen_by=_TRAVEL | {"finance"}
    )
    translations: TermsField = key(
        "译文",
        "各方案通用的译文，写法同方案；同一原文以方案为准",
        default_factory=dict,
        seen_by=NOBODY,
    )
