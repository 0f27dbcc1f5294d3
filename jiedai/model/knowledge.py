"""What an office knows of its county, for papers and for learning: cards in files of `plans/knowledge/`, and dishes.

Any file of the folder may hold any of the sections; together they are one library.
"""

from typing import Annotated

from jiedai.model.base import EVERYONE, INSIDE, NOBODY, OFFICE, Node, audiences, key, no_entries
from jiedai.model.choice import Course, Kind, Scope, Season
from jiedai.model.hospitality import Dish
from jiedai.model.listing import several
from jiedai.model.quantities import CountField, MoneyField
from jiedai.model.times import DayField
from jiedai.model.words import Name, NamesField, TermsField, Text, TextsField

_HOSTS = audiences("unit")
"""Who speaks of the county to guests: not the guests themselves."""
_TABLE = audiences("kitchen finance guest")


class Card(Node):
    """条目: something worth telling, with its source, until when it is true, and where it belongs."""

    name: Text = key("名称", "一句话说清是什么；同一类里不重复", seen_by=INSIDE)
    text: TextsField = key("内容", "能照着讲、照着印的话；几段写成列表", (), seen_by=INSIDE)
    figures: TermsField = key(
        "数字", "名称: 数值和单位，如 {户籍人口: 31万人}；测验从这里出题", default_factory=dict, seen_by=INSIDE
    )
    source: Text | None = key("来源", "出自哪个文件、哪个部门", None, seen_by=_HOSTS)
    date: DayField | None = key("日期", "截至哪一天", None, seen_by=_HOSTS)
    until: DayField | None = key("有效至", "到哪一天为止能用；过了就不再印，检查时报出来", None, seen_by=OFFICE)
    places: NamesField = key("场所", "到这些场所时用；与 office.yaml 的名称一致", (), seen_by=OFFICE)
    words: NamesField = key("关键词", "来访的标题、事由、日程里有这些词时用", (), seen_by=OFFICE)
    visits: Annotated[list[Kind], several(Kind)] = key(
        "类型", "只用于这几类来访；不写为都用", default_factory=no_entries, seen_by=OFFICE
    )
    note: Text | None = key("提示", "只给接待人员看的：怎么讲、不要讲什么", None, seen_by=OFFICE)


class CountyFact(Card):
    """县情: a fact of the county, its city or province; figures are nobody's word, so source and date are asked for."""

    scope: Scope = key("范围", "省情、市情还是县情", Scope.COUNTY, seen_by=INSIDE)
    source: Text = key("来源", "出自哪个公报、哪个部门", seen_by=_HOSTS)
    date: DayField = key("日期", "截至哪一天", seen_by=_HOSTS)


class Industry(Card):
    """产业: an industry with its figures."""

    source: Text = key("来源", "出自哪个公报、哪个部门", seen_by=_HOSTS)
    date: DayField = key("日期", "数字截至哪一天", seen_by=_HOSTS)
    contact: Name | None = key("联系单位", "问哪个单位", None, seen_by=_HOSTS)


class Commentary(Card):
    """讲解: what there is to see at a place, and what is said of it; 名称 is that of the place."""

    points: TextsField = key("看点", "依次看什么；讲解提纲照着列", (), seen_by=INSIDE)


class Question(Node):
    """问答: what guests ask, and what is answered."""

    question: Text = key("问", "来宾会问什么", seen_by=_HOSTS)
    answer: Text = key("答", "怎样答；拿不准的写找谁核实", seen_by=_HOSTS)
    source: Text | None = key("来源", "出自哪个文件、哪个部门", None, seen_by=_HOSTS)
    date: DayField | None = key("日期", "截至哪一天", None, seen_by=_HOSTS)
    until: DayField | None = key("有效至", "到哪一天为止能用", None, seen_by=OFFICE)
    places: NamesField = key("场所", "到这些场所时会问", (), seen_by=OFFICE)
    words: NamesField = key("关键词", "来访的标题、事由、日程里有这些词时会问", (), seen_by=OFFICE)
    visits: Annotated[list[Kind], several(Kind)] = key(
        "类型", "只用于这几类来访；不写为都用", default_factory=no_entries, seen_by=OFFICE
    )


class LibraryDish(Dish):
    """菜品: a dish that kitchens here make; a menu takes from it what it does not say itself."""

    course: Course | None = key("类", "冷菜、热菜、汤羹、主食、点心", None, seen_by=_TABLE)
    seasons: Annotated[list[Season], several(Season)] = key(
        "季节", "春、夏、秋、冬；不写为四季都有", default_factory=no_entries, seen_by=audiences("kitchen")
    )
    cost: MoneyField | None = key("成本", "一份的成本（元）", None, seen_by=audiences("kitchen finance"))
    serves: CountField | None = key("份量", "一份够几个人吃；不写为 10", None, seen_by=audiences("kitchen finance"))
    text: Text | None = key("说明", "印在菜单上的一句话：用什么做、有什么来历", None, seen_by=_TABLE)
    source: Text | None = key("来源", "谁提供、谁核过", None, seen_by=OFFICE)
    date: DayField | None = key("日期", "成本截至哪一天", None, seen_by=OFFICE)
    until: DayField | None = key("有效至", "到哪一天为止能用", None, seen_by=OFFICE)


class Knowledge(Node):
    """知识: one file of the library."""

    welcome: TextsField = key("欢迎词", "方案没有写欢迎词时，接待手册用这几句", (), seen_by=EVERYONE)
    facts: list[CountyFact] = key("县情", "省情、市情、县情", default_factory=no_entries, seen_by=EVERYONE)
    industries: list[Industry] = key("产业", "产业和它的数字", default_factory=no_entries, seen_by=EVERYONE)
    places: list[Commentary] = key("讲解", "各场所看什么、讲什么", default_factory=no_entries, seen_by=EVERYONE)
    customs: list[Card] = key("风俗", "风土人情，待客的讲究", default_factory=no_entries, seen_by=EVERYONE)
    specialities: list[Card] = key("特产", "土特产；只介绍，不作礼品", default_factory=no_entries, seen_by=EVERYONE)
    culture: list[Card] = key("文化", "历史、人物、非遗、艺术", default_factory=no_entries, seen_by=EVERYONE)
    stories: list[Card] = key("故事", "讲得出口的小故事", default_factory=no_entries, seen_by=EVERYONE)
    questions: list[Question] = key("问答", "来宾常问的", default_factory=no_entries, seen_by=EVERYONE)
    translations: TermsField = key(
        "译文", "印外文文件时用，写法同方案；同一原文以方案、office.yaml 为准", default_factory=dict, seen_by=NOBODY
    )
    dishes: list[LibraryDish] = key("菜品", "菜品库", default_factory=no_entries, seen_by=EVERYONE)
