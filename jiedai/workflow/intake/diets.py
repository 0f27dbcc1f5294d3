"""What people do not eat or must not, as letters and lists say it. 回族 alone is no diet."""

from __future__ import annotations

import re

from jiedai.patterns import regex

_NOT = r"(?:不|未|没|无|非|忌|勿|禁)\s*(?:吃|食|沾|碰|能吃|可食|喜|爱吃)?"
_DIETS: tuple[tuple[str, str], ...] = (
    ("vegan", r"全素|纯素|严格素食|vegan"),
    ("vegetarian", r"素食|吃素|茹素|斋饭|吃斋|食素|蛋奶素|vegetarian|\bveg\b"),
    ("halal", r"清真|halal"),
    ("no_pork", rf"{_NOT}(?:猪肉|大肉)|(?:猪肉|大肉)不吃|no pork|(?:not|n['’]t) eat pork|without pork"),
    ("no_beef", rf"{_NOT}牛羊?肉|牛肉不吃|no beef|(?:not|n['’]t) eat beef"),
    ("no_seafood", rf"{_NOT}(?:海鲜|海产品|水产)|海鲜不吃|no seafood|(?:not|n['’]t) eat seafood"),
    (
        "no_alcohol",
        r"(?:不|勿|忌|禁)\s*(?:饮|喝|沾|能饮|能喝|可饮)?酒|滴酒不沾|戒酒|酒精不沾|no alcohol"
        r"|(?:not|n['’]t) drink(?: alcohol)?|teetotal",
    ),
    ("low_sugar", r"低糖|少糖|无糖|控糖|忌糖|忌甜|糖尿病餐|糖尿病饮食|low[- ]sugar"),
    ("low_salt", r"低盐|少盐|限盐|清淡少盐|low[- ]salt"),
    ("soft", r"软食|流食|半流质|软烂"),
    ("not_after_noon", r"过午不食"),
    ("child", r"儿童餐|宝宝餐"),
)
_ALLERGENS: tuple[tuple[str, str], ...] = (
    ("gluten", r"麸质|小麦|面筋|面粉|面食|麦麸|gluten|wheat"),
    ("crustacean", r"甲壳|虾|蟹|crustacean|shrimp|prawn|crab|shellfish"),
    ("fish", r"鱼(?!香)|(?<!shell)fish(?!es)"),
    ("egg", r"蛋(?!白粉)|egg"),
    ("peanut", r"花生|peanut"),
    ("soy", r"大豆|黄豆|豆制品|豆类|soy"),
    ("milk", r"牛奶|乳制品|乳糖|奶制品|乳类|牛乳|奶类|milk|dairy|lactose"),
    ("nut", r"坚果|核桃|腰果|杏仁|榛子|开心果|松子|(?<!pea)\bnuts?\b"),
)
_NONE = regex(
    r"\s*(?:无|没有|否|不过敏|无过敏|无特殊|无忌口|无要求|无特殊要求|正常|均可|都可以|都行|都吃|随意|随便|不挑|不限|普通|常规|/|-+|—+|none|no|n/?a|nil)?[。.]?\s*",
    re.IGNORECASE,
)
_DENIED = regex(
    r"(?:不是|并非|不用|不需|无需|不必|非)\s*(?:安排|准备)?\s*(?:素食|清真|吃素)|不吃素|无过敏|不过敏|没有过敏|无食物过敏|无忌口|没有忌口|无药物过敏"
)
_WORDS = regex(
    r"素|清真|酒|猪肉|大肉|牛肉|羊肉|海鲜|水产|糖|盐|软|流|过午|儿童|宝宝|过敏|不耐|乳糖|麸质|忌|halal|vega|vegeta|\bveg\b|pork|beef|seafood|alcohol|allerg|teetotal|sugar|salt|intoleran|lactose|gluten|c(?:o)?eliac",
    re.IGNORECASE,
)


_HARMS = regex("过敏|不耐受|allerg|intoleran|c(?:o)?eliac", re.IGNORECASE)


def speaks_of_food(text: str) -> bool:
    """Whether a text may say something of diets; a quick look."""
    return _WORDS.search(text) is not None


def read_diet(text: str) -> list[str]:
    """The diets a text states, by their English ids."""
    bare = _DENIED.sub("", text)
    if not speaks_of_food(bare):
        return []
    found = [name for name, form in _DIETS if re.search(form, bare, re.IGNORECASE)]
    if "vegan" in found and "vegetarian" in found:
        found.remove("vegetarian")
    return found


def read_allergies(text: str, *, field: bool = False) -> list[str]:
    """The allergens a text states; in a column for them (`field`) a bare 鸡蛋 is one."""
    bare = _DENIED.sub("", text)
    if _NONE.fullmatch(bare):
        return []
    if not field and not _HARMS.search(bare):
        return []
    return [name for name, form in _ALLERGENS if re.search(form, _about_allergies(bare, field=field), re.IGNORECASE)]


def _about_allergies(text: str, *, field: bool) -> str:
    """The parts of a text that speak of an allergy."""
    if field and "过敏" not in text:
        return text
    parts = re.split(r"[。；;]|[，,](?!(?:会|容易|严重|都)?过敏$)", text)  # 不吃鱼，过敏 is one
    kept = [part for part in parts if _HARMS.search(part) and "药" not in part]
    return "；".join(kept)


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return _NONE.fullmatch(text) is not None
