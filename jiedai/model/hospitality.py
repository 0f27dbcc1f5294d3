"""Meals, lodging, rides and seating of a visit."""

from typing import Annotated

from jiedai.language import N_
from jiedai.model.base import INSIDE, Node, audiences, key, no_entries
from jiedai.model.choice import Allergen, Convention, EvenRule, MainSeat, MealForm, Payer, RoomType, SeatingShape
from jiedai.model.listing import NAMES_OR_SECTIONS, SEATS_OF_EACH, or_name, several
from jiedai.model.quantities import DinersField, MoneyField, PresenceField, SeatsField, YesField
from jiedai.model.times import DayField
from jiedai.model.words import Name, NamesField, Text, TextsField

_TABLE = audiences("kitchen finance")
_HOTEL = audiences("hotel finance")
_HALL = audiences("guest unit")
"""Who sets the hall, and who sits in it."""


class Dish(Node):
    """菜单: a dish."""

    dish: Text = key("菜名", "菜名", seen_by=audiences("kitchen finance guest"))
    ingredients: TextsField = key("配料", "主要配料", (), seen_by=audiences("kitchen"))
    allergens: Annotated[list[Allergen], several(Allergen)] = key(
        "过敏原", "含有的过敏原，按八类写", default_factory=no_entries, seen_by=audiences("kitchen guest")
    )
    halal: YesField | None = key("清真", "是否清真", None, seen_by=audiences("kitchen guest"))

    @property
    def states_allergens(self) -> bool:
        """Whether it says which allergens it has, be it none: `过敏原: []`."""
        return "allergens" in self.model_fields_set


DishEntry = Annotated[Dish, or_name("菜名", N_("写菜名，或 {菜名: 清蒸鱼, 配料: [鲈鱼, 葱]}"))]


class Meal(Node):
    """用餐: how a meal of the programme is held."""

    item: Text = key("日程", "对应的日程编号", seen_by=INSIDE)
    form: MealForm | None = key("形式", "工作餐、自助餐、盒饭等", None, seen_by=audiences("kitchen finance guest"))
    hosted: YesField | None = key("接待方承担", "费用由接待方承担写“是”", None, seen_by=audiences("finance"))
    price: MoneyField | None = key("人均", "人均标准（元）", None, seen_by=_TABLE)
    guests: DinersField | None = key("来宾", "来宾人数或姓名", None, seen_by=_TABLE)
    hosts: NamesField = key("陪餐", "接待方同桌用餐的全部人员", (), seen_by=audiences("finance"))
    menu: Annotated[list[DishEntry], NAMES_OR_SECTIONS] = key(
        "菜单",
        "菜品；可以只写菜名，如 红烧肉、清蒸鱼、米饭",
        default_factory=no_entries,
        seen_by=audiences("kitchen finance guest"),
    )
    alcohol: PresenceField | None = key("酒水", "酒类；工作餐不得提供", None, seen_by=_TABLE)
    tobacco: PresenceField | None = key("香烟", "香烟；不得提供", None, seen_by=_TABLE)
    venue_class: Text | None = key(
        "场所类别", "食堂、宾馆、私人会所、高消费餐饮场所等", None, seen_by=audiences("finance")
    )
    fee: Text | None = key("收费", "来宾交纳伙食费的方式", None, seen_by=audiences("finance guest"))
    sample: Text | None = key("留样", "食品留样的安排", None, seen_by=audiences("kitchen"))


class Room(Node):
    """房间: a hotel room."""

    number: Text | None = key("房号", "房号，保留前面的零", None, seen_by=_HOTEL)
    type: RoomType | None = key("房型", "标准间、单间、普通套间", None, seen_by=_HOTEL)
    guests: NamesField = key("入住人", "入住人的姓名", (), seen_by=_HOTEL)
    price: MoneyField | None = key("房价", "每间每天的价格（元）", None, seen_by=_HOTEL)
    payer: Payer | None = key("付费", "来宾单位或接待方", None, seen_by=_HOTEL)
    extras: PresenceField | None = key("额外物品", "另外摆放的洗漱用品、水果、鲜花等", None, seen_by=_HOTEL)


RoomEntry = Annotated[Room, or_name("房号", N_("写房号，或 {房号: 806, 房型: 标准间, 入住人: [甲, 乙]}"))]


class Lodging(Node):
    """住宿: a hotel and its rooms."""

    hotel: Name | None = key("宾馆", "office.yaml 场所里的名称", None, seen_by=INSIDE - {"kitchen"})
    check_in: DayField | None = key("入住", "入住日期", None, seen_by=_HOTEL)
    check_out: DayField | None = key("离店", "离店日期", None, seen_by=_HOTEL)
    rooms: Annotated[list[RoomEntry], NAMES_OR_SECTIONS] = key(
        "房间", "房间和入住人", default_factory=no_entries, seen_by=_HOTEL
    )


LodgingEntry = Annotated[Lodging, or_name("宾馆", N_("写宾馆，或 {宾馆: 云溪宾馆, 入住: 5月11日, 离店: 5月12日}"))]


class Ride(Node):
    """乘车: who sits in which car; without it everybody of an item rides in its vehicles."""

    item: Text = key("日程", "对应的日程编号", seen_by=audiences("guest driver security"))
    vehicle: Name | None = key("车辆", "车号", None, seen_by=audiences("guest driver security"))
    riders: NamesField = key("乘车人", "乘车人姓名", (), seen_by=audiences("guest driver security"))
    lead: Name | None = key("带车人", "随车负责的工作人员", None, seen_by=audiences("guest driver security"))


class FixedSeat(Node):
    """指定: a seat given to a person by decision, not by rule."""

    seat: Text = key("座位", "座位号或位置", seen_by=_HALL)
    person: Name = key("姓名", "坐在这里的人", seen_by=_HALL)
    reason: Text | None = key("理由", "为什么指定", None, seen_by=audiences(""))


class Seating(Node):
    """座次: a seating chart of an item."""

    id: Text = key("编号", "本方案内不重复的编号，如 S1", seen_by=_HALL)
    item: Text | None = key("日程", "对应的日程编号", None, seen_by=_HALL)
    shape: SeatingShape | None = key("形式", "主席台、长条桌横放、圆桌等", None, seen_by=_HALL)
    rows: Annotated[list[SeatsField], SEATS_OF_EACH] = key(
        "排", "各排的座位数，前排在先", default_factory=no_entries, seen_by=_HALL
    )
    seats: SeatsField | None = key("座位数", "座位总数", None, seen_by=_HALL)
    convention: Convention | None = key("左右", "左为上或右为上；不写按办公室惯例", None, seen_by=_HALL)
    even_rule: EvenRule | None = key("双数", "双数时二号居左或一号居左", None, seen_by=_HALL)
    main_seat: MainSeat | None = key("主位", "圆桌上面对门的是主陪、主宾还是副主陪；不写为主陪", None, seen_by=_HALL)
    two_hosts: YesField | None = key("双主人", "圆桌是否设副主陪；不写按角色和人数定", None, seen_by=_HALL)
    vehicle: Name | None = key("车辆", "乘车座次是哪一辆车，写车号", None, seen_by=_HALL)
    host_drives: YesField = key("主人驾车", "乘车时由主人驾车写“是”", False, seen_by=_HALL)
    guests: NamesField = key("来宾席", "来宾一方就座的人", (), seen_by=_HALL)
    hosts: NamesField = key("主人席", "接待方就座的人", (), seen_by=_HALL)
    people: NamesField = key("人员", "不分宾主时就座的人", (), seen_by=_HALL)
    interpreters: NamesField = key("译员", "译员：先主方，后客方", (), seen_by=_HALL)
    fixed: list[FixedSeat] = key("指定", "指定的座位，写明理由", default_factory=no_entries, seen_by=_HALL)
