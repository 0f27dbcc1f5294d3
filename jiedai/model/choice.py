"""The enumerations of a plan and an office file."""

from __future__ import annotations

from typing import Self

from jiedai.language import _
from jiedai.model.enumeration import Choice
from jiedai.patterns import regex

_SECRET_MARKING = regex(r"\s*(绝密|机密|秘密)\s*级?\s*(?:[★☆*＊].*)?")


class Kind(Choice):
    """What sort of visit it is; decides the playbook and which rules apply."""

    RESEARCH = "research", "调研"
    INSPECTION = "inspection", "检查", "督查", "督导"
    CONFERENCE = "meeting", "会议"
    EXCHANGE = "exchange", "学习交流", "学习", "交流"
    INVESTMENT = "investment", "招商"
    FOREIGN = "foreign", "外事"
    OTHER = "other", "其他"


class Classification(Choice):
    """How far a plan may be seen. State secrets are read too, so that a rule can refuse them with its reason."""

    PUBLIC = "public", "公开"
    INTERNAL = "internal", "内部"
    WORK_SECRET = "work_secret", "工作秘密"
    CONFIDENTIAL = "confidential", "秘密"
    SECRET = "secret", "机密"
    TOP_SECRET = "top_secret", "绝密"

    @classmethod
    def read(cls, value: object) -> Self:
        """The member that `value` names; a marking with its term, as papers bear it (`机密★20年`), is its level."""
        marked = _SECRET_MARKING.fullmatch(value) if isinstance(value, str) else None
        return super().read(marked[1] if marked else value)


class PlanState(Choice):
    """Whether a visit takes place as planned."""

    NORMAL = "normal", "正常"
    POSTPONED = "postponed", "改期", "延期", "推迟"
    CANCELLED = "cancelled", "取消", "canceled"


class ApprovalStep(Choice):
    """What an entry of an approval is."""

    PROPOSED = "proposed", "拟办", "承办", "呈批"
    REVIEWED = "reviewed", "审核", "核稿", "复核"
    COUNTERSIGNED = "countersigned", "会签"
    DECIDED = "decided", "审定", "审批", "批准", "签批", "签发", "批示"


class Sex(Choice):
    """As the hotel needs it for rooms."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Rank(Choice):
    """Rank of a post, highest first."""

    STATE = "state", "国家级"
    MINISTER = "minister", "省部级"
    BUREAU = "bureau", "厅局级", "司局级", "地厅级"
    DIVISION = "division", "县处级"
    SECTION = "section", "乡科级"
    OTHER = "other", "其他"

    @property
    def height(self) -> int:
        """0 for the highest rank."""
        return _HEIGHTS[self]


_HEIGHTS = {rank: height for height, rank in enumerate(Rank)}


class HostRole(Choice):
    """Part in the company of the guests."""

    PRINCIPAL = "principal", "主陪"
    DEPUTY = "deputy", "副主陪", "副陪"


class Diet(Choice):
    """What a guest does not eat, or eats only."""

    HALAL = "halal", "清真"
    VEGETARIAN = "vegetarian", "素食"
    VEGAN = "vegan", "全素"
    NO_PORK = "no_pork", "无猪肉", "不吃猪肉"
    NO_BEEF = "no_beef", "无牛肉", "不吃牛肉"
    NO_SEAFOOD = "no_seafood", "无海鲜", "不吃海鲜"
    NO_ALCOHOL = "no_alcohol", "不饮酒"
    LOW_SUGAR = "low_sugar", "低糖"
    LOW_SALT = "low_salt", "低盐"
    SOFT = "soft", "软食"
    NOT_AFTER_NOON = "not_after_noon", "过午不食"
    CHILD = "child", "儿童餐"


class Allergen(Choice):
    """The eight classes of GB 7718-2025."""

    GLUTEN = "gluten", "含麸质谷物", "麸质"
    CRUSTACEAN = "crustacean", "甲壳类", "甲壳纲类"
    FISH = "fish", "鱼类", "鱼"
    EGG = "egg", "蛋类", "蛋", "鸡蛋"
    PEANUT = "peanut", "花生"
    SOY = "soy", "大豆", "黄豆"
    MILK = "milk", "乳及乳制品", "乳类", "牛奶"
    NUT = "nut", "坚果"


class ItemKind(Choice):
    """What an item of the programme is."""

    PICKUP = "pickup", "接站", "接机"
    DROPOFF = "dropoff", "送站", "送机"
    WELCOME = "welcome", "迎送"
    TRANSFER = "transfer", "乘车"
    VISIT = "visit", "考察", "参观", "观摩"
    TALKS = "talks", "座谈"
    MEETING = "meeting", "会见"
    CONFERENCE = "conference", "会议"
    SIGNING = "signing", "签字"
    PHOTO = "photo", "合影"
    MEAL = "meal", "用餐"
    REST = "rest", "休息"
    OTHER = "other", "其他"


class MealForm(Choice):
    """How a meal is held."""

    WORKING_MEAL = "working_meal", "工作餐"
    BUFFET = "buffet", "自助餐"
    BOX = "box", "盒饭"
    BANQUET = "banquet", "宴请"
    COCKTAIL = "cocktail", "酒会"
    TEA = "tea", "茶会"


class RoomType(Choice):
    """Kinds of hotel room."""

    TWIN = "twin", "标准间", "标间", "双床房"
    SINGLE = "single", "单间", "单人间", "大床房"
    SUITE = "suite", "普通套间", "套间", "套房"

    @property
    def beds(self) -> int:
        """How many guests the room takes."""
        return 2 if self is RoomType.TWIN else 1


class Payer(Choice):
    """Who pays."""

    GUEST_UNIT = "guest_unit", "来宾单位", "来宾"
    HOST = "host", "接待方"

    @classmethod
    def advice(cls, text: str) -> str:
        """What to write in its place; that nobody else pays where it names a firm, a township or a person."""
        others = any(word in text for word in ("公司", "企业", "集团", "厂", "乡", "镇", "街道", "村", "会", "个人"))
        told = _("接待费用不能由企业、下级单位或个人付；{allowed}").format(allowed=cls.offered())
        return told if others else super().advice(text)


class Payment(Choice):
    """How it is paid."""

    CARD = "card", "公务卡"
    TRANSFER = "transfer", "转账", "银行转账"
    CASH = "cash", "现金"


class SeatingShape(Choice):
    """Forms of seating."""

    DAIS = "dais", "主席台"
    LONG_TABLE = "long_table", "长条桌横放"
    LONG_TABLE_END = "long_table_end", "长条桌竖放"
    SOFAS = "sofas", "会见沙发"
    ROUND_TABLE = "round_table", "圆桌"
    TABLES = "tables", "桌次"
    SIGNING = "signing", "签字"
    PHOTO = "photo", "合影"
    CAR = "car", "乘车"


class Convention(Choice):
    """Which side of the principal is the higher one, from the principal's own view."""

    LEFT = "left", "左为上"
    RIGHT = "right", "右为上"


class EvenRule(Choice):
    """Where number two sits when the seats are even."""

    E1 = "E1", "二号居左"
    E2 = "E2", "一号居左"


class CarSeat(Choice):
    """The first seat of a car with a driver."""

    REAR_RIGHT = "rear_right", "后排右"
    BEHIND_DRIVER = "behind_driver", "司机后"


class SevenSeat(Choice):
    """Which row of a seven-seat vehicle is the first: single chairs in the middle, or folding ones."""

    MIDDLE = "middle", "中排"
    REAR = "rear", "后排"


class OffRoadSeat(Choice):
    """Where the first seat of an off-road vehicle is."""

    FRONT = "front", "副驾驶"
    REAR = "rear", "后排"


class MainSeat(Choice):
    """Who sits facing the door at a round table."""

    HOST = "host", "主陪"
    GUEST = "guest", "主宾"
    DEPUTY = "deputy", "副主陪", "副陪"


class TaskStatus(Choice):
    """How far a task is."""

    OPEN = "open", "未完成"
    DOING = "doing", "进行中"
    DONE = "done", "已完成"
    DROPPED = "dropped", "取消"


class IncidentLevel(Choice):
    """How serious an incident is, in the four degrees of the law on emergencies."""

    GENERAL = "general", "一般"
    MAJOR = "major", "较大"
    SEVERE = "severe", "重大"
    CRITICAL = "critical", "特别重大"


class AnswerWay(Choice):
    """How an answer on the form came in."""

    PAPER = "paper", "纸质"
    ONLINE = "online", "扫码", "网上"
    ORAL = "oral", "口头"


class FaultSource(Choice):
    """Who found a fault."""

    SELF = "self", "自查"
    GUEST = "guest", "来宾反映"
    LEADER = "leader", "领导指出"
    INSPECTION = "inspection", "督查"
    MEDIA = "media", "媒体"


class FaultGrade(Choice):
    """How grave a fault is, the lightest first."""

    NOTE = "note", "提醒"
    MINOR = "minor", "一般"
    MAJOR = "major", "较大"
    SEVERE = "severe", "重大"

    @property
    def weight(self) -> int:
        """0 for the lightest."""
        return list(FaultGrade).index(self)


class FaultCause(Choice):
    """What a fault came from."""

    INFORMATION = "information", "信息"
    HANDOVER = "handover", "衔接"
    TRANSPORT = "transport", "交通"
    EQUIPMENT = "equipment", "设备"
    CATERING = "catering", "食宿"
    PEOPLE = "people", "人员"
    DISCIPLINE = "discipline", "纪律"
    EXTERNAL = "external", "外部"


class FaultStatus(Choice):
    """What was decided of a fault: who is held to be at fault may object, and the office may drop it."""

    CONFIRMED = "confirmed", "认定"
    APPEALED = "appealed", "申辩"
    DISMISSED = "dismissed", "撤销"
    MENDED = "mended", "整改"


class FollowUpKind(Choice):
    """What is followed up after a visit."""

    DOCUMENTS = "documents", "资料"
    PROMISE = "promise", "承诺"
    PROJECT = "project", "项目"
    CONTACT = "contact", "联系"
    OPINION = "opinion", "意见"


class Indicator(Choice):
    """What the work of a unit is measured by."""

    ON_TIME = "on_time", "按时完成"
    ANSWERED = "answered", "及时签收"
    PUNCTUAL = "punctual", "现场准点"
    FAULTLESS = "faultless", "无差错"
    SATISFIED = "satisfied", "来宾满意"


class PaperSize(Choice):
    """The paper that documents are printed on."""

    A4 = "A4", "A4纸", "a4"
    A5 = "A5", "A5纸", "a5"


class Card(Choice):
    """Cards and signs that are cut from paper, with their size in millimetres, width first."""

    TENT = "tent", "折叠席卡", "席卡210×99", "席卡210x99"
    STAND_200 = "stand_200x100", "席卡200×100", "席卡200x100"
    STAND_210 = "stand_210x140", "席卡210×140", "席卡210x140"
    BADGE = "badge_90x130", "胸卡90×130", "胸卡90x130", "胸卡"
    BADGE_SMALL = "badge_85x54", "胸卡85×54", "胸卡85x54"
    SEAT_TAG = "seat_tag", "席位图签"
    CAR_SIGN = "car_sign", "车号牌"
    KEY_SLEEVE = "key_sleeve", "房卡套"
    SIGN = "sign_A4", "指示牌A4", "指示牌"
    SIGN_A3 = "sign_A3", "指示牌A3"
    ENVELOPE = "envelope", "信封标签"
    FOLDER = "folder", "档案袋标签"


class PlaceKind(Choice):
    """Kinds of place."""

    STATION = "station", "车站"
    AIRPORT = "airport", "机场"
    DOCK = "dock", "码头"
    HOTEL = "hotel", "宾馆", "酒店"
    CANTEEN = "canteen", "食堂"
    HALL = "hall", "会议室"
    COMPANY = "company", "企业"
    VILLAGE = "village", "乡村"
    SCENIC = "scenic", "景区"
    HOSPITAL = "hospital", "医院"
    OTHER = "other", "其他"


class Scope(Choice):
    """Of what a fact is told."""

    PROVINCE = "province", "省", "省情"
    CITY = "city", "市", "市情"
    COUNTY = "county", "县", "县情"


class Season(Choice):
    """A season of the year, by the months in which a dish is at its best."""

    SPRING = "spring", "春", "春季"
    SUMMER = "summer", "夏", "夏季"
    AUTUMN = "autumn", "秋", "秋季"
    WINTER = "winter", "冬", "冬季"

    @classmethod
    def of(cls, month: int) -> Season:
        """The season of a month: spring begins with March."""
        return tuple(cls)[(month % 12) // 3 - 1]


class Course(Choice):
    """What a dish is in a meal."""

    COLD = "cold", "冷菜", "凉菜"
    HOT = "hot", "热菜"
    SOUP = "soup", "汤羹", "汤"
    STAPLE = "staple", "主食"
    SNACK = "snack", "点心", "小吃"
