"""People out of phrases: names, and what is said of them in a line of a list or beside their names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from jiedai.model.rank import level_of
from jiedai.model.words import unpadded
from jiedai.patterns import regex
from jiedai.workflow.intake import diets, units
from jiedai.workflow.intake.data import words
from jiedai.workflow.intake.moments import Base, clocks_in, days_in, moment, plain
from jiedai.workflow.intake.paper import whole_mobiles


@dataclass
class Person:
    """Somebody named in a text: what is known by field, and where each of it stood."""

    name: str
    known: dict[str, Any] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    to_call: str = ""
    """Where the text says that this is whom to call; empty where it does not."""

    def learn(self, name: str, value: Any, where: str) -> None:
        """Keep a value, unless it is none or something is known already."""
        if value not in ("", None, []) and name not in self.known:
            self.known[name], self.where[name] = value, where


# --- names -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    data = words("people")
    return (
        frozenset(data["surnames"].replace(" ", "")),
        frozenset(data["compound"]),
        frozenset(data["never"]),
        frozenset(data["never_in"]),
    )


_IN_MIDDLE = frozenset("不月年时日和党州镇村会科与")
_AT_END = frozenset("月年时和党")


@lru_cache(maxsize=1)
def _abroad() -> frozenset[str]:
    return frozenset(words("people")["abroad"])


def _is_ideographs(text: str) -> bool:
    return bool(text) and all("\u3400" <= sign <= "\u9fff" or sign == "〇" or sign >= "\U00020000" for sign in text)


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether a text is the name of somebody with a surname of these parts, or one with a · in it."""
    if "·" in text:
        parts = text.split("·")
        return (
            len(parts) < 6
            and all(_is_ideographs(part) or (part.isascii() and part.isupper()) for part in parts)
            and _is_ideographs(parts[0])
        )
    never = _surnames()[2]
    if any(text[:length] in never for length in (2, 3, 4)):
        return False
    return is_surnamed(text) and not (read_ethnicity(text) or units.is_post(text))


def is_surnamed(text: str) -> bool:
    """Whether a text begins with a surname of these parts and goes on as a given name can, though it may be a word."""
    if not _is_ideographs(text) or not 2 <= len(text) <= 4:
        return False
    single, compound, _never, never_in = _surnames()
    double = text[:2] in compound or (len(text) == 4 and text[:2] in _abroad())
    if not double and (text[0] not in single or len(text) > 3):
        return False
    given = text[2:] if double else text[1:]
    if not given:
        return False
    # 李时珍, 张延年, 柯镇恶: such characters are of names in the middle, some of them at the end.
    return given[-1] not in (never_in if len(given) == 1 else never_in - _AT_END) and not any(
        sign in never_in - _IN_MIDDLE for sign in given[:-1]
    )


_TITLES = r"(?:同志|先生|女士|小姐|老师|教授|博士|院士|阁下)"
_LATIN = regex(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+)?(?P<name>[A-ZÀ-Ž][A-Za-zÀ-ž.'’-]*(?:\s+(?:[A-ZÀ-Ž][A-Za-zÀ-ž.'’-]*|de|van|von|der|bin|al|la|da|del|den))+)"
)
_PADDED = regex(r"^\s*([\u3400-\u9fff])\s+([\u3400-\u9fff])(?=\s|$|[，,、；;（(：:])")


def tidy_name(text: str) -> str:
    """A name without padding, titles and notes in brackets; one sort of middle dot."""
    text = re.sub(r"[（(【\[].*?[)）】\]]", "", text)
    text = re.sub(r"[・•‧･∙]|(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])", "·", unicodedata.normalize("NFC", text)).strip(
        " \t\u3000*＊、，,。.:："
    )
    text = re.sub(r"(?<=[\u3400-\u9fff])\s+[A-Z][A-Za-zÀ-ž .'’-]+$", "", text)  # 汉斯·韦伯 Hans Weber
    text = re.sub(rf"{_TITLES}$", "", text).strip()
    text = unpadded(text)
    return re.sub(r"\s*·\s*", "·", text)


def latin_name(text: str) -> str:
    """The foreign name that a text is, without its title; empty where it is none."""
    found = _LATIN.fullmatch(text.strip())
    return (
        found["name"]
        if found
        and not re.search(r"\b(?:Co|Ltd|Inc|Bureau|Office|Department|University|Ministry|Embassy|Group)\b", text)
        else ""
    )


# --- what is said of somebody -----------------------------------------------------------------------------------------

PHONE = regex(
    r"(?<![\d.])(?:(?:\+|00)\s?\d{1,3}[-\s]?)?(?:1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}|[（(]?0\d{2,3}[)）]?[-－—\s]?\d{3,4}[-\s]?\d{4}(?:(?:转|-|ext\.?)\s?\d{1,5})?|400[-\s]?\d{3}[-\s]?\d{4}|(?<![A-Za-z])\d{7,8})(?![\d.])"
)
FOREIGN_PHONE = regex(r"(?<!\d)(?:\+|00)\d[\d\s()-]{6,18}\d")
_SEX = {
    "男": "male",
    "女": "female",
    "男性": "male",
    "女性": "female",
    "m": "male",
    "f": "female",
    "male": "male",
    "female": "female",
    "先生": "male",
    "女士": "female",
    "男士": "male",
    "mr": "male",
    "mr.": "male",
    "ms": "female",
    "ms.": "female",
    "mrs": "female",
    "mrs.": "female",
    "小姐": "female",
    "miss": "female",
}


def read_sex(text: str) -> str:
    """`male` or `female`; empty where the text says neither."""
    plain_text = unicodedata.normalize("NFKC", text).strip().lower()
    return _SEX.get(plain_text) or (_SEX[plain_text[0]] if re.fullmatch("[男女] ?[a-z]+", plain_text) else "")


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(words("people")["peoples"])


def read_ethnicity(text: str, *, field: bool = False) -> str:
    """The people that a text names, with 族; in a column for it (`field`) 汉 is one, elsewhere it must be 汉族."""
    bare = "".join(text.split())
    if field and bare in _peoples():
        return bare + "族"
    return bare if bare.endswith("族") and bare[:-1] in _peoples() else ""


def read_rank(text: str) -> str:
    """The English id of the rank that a text names; empty where it names none."""
    level = level_of("".join(text.split()).replace("（", "(").removesuffix("领导职务"))
    if level is None and (found := re.fullmatch(r"(正|副)(厅|处|科|局|县|省|部)级?(?:干部|领导|实职)?", text.strip())):
        level = level_of(found[1] + found[2] + "级")
    return level.rank.value if level and level.rank.value != "other" else ""


_SCANNED = regex(r"(?<!\d)0\d{2,3} ?[-－—] ?(?:\d ?){6,7}\d(?![ ]?\d)")
"""0563 - 3027 7 88, as scans have it."""


def read_phones(text: str) -> str:
    """The telephone numbers in a text, joined; empty where it has none that is whole."""
    folded = unicodedata.normalize("NFKC", text)
    if not PHONE.search(folded) and (apart := _SCANNED.search(folded)):
        folded = re.sub(r"\s", "", apart[0])
    found = [one[0].strip() for one in PHONE.finditer(folded)] or [
        one[0].strip() for one in FOREIGN_PHONE.finditer(folded)
    ]
    if found and len(found) == 1 and (outside := FOREIGN_PHONE.search(folded)) and len(outside[0]) > len(found[0]):
        found = [outside[0].strip()]
    return "、".join(re.sub(r"(?<=\d)\s+(?=\d)", "", one) if re.match(r"1[3-9]", one) else one for one in found)


_WAY = regex(
    r"(?<![A-Za-z0-9·])(?<!机场)(?<!航站楼)(?:[GDCZTKYLS]\d{1,4}(?!\d)|(?:[A-Z]{2}|[A-Z]\d|\d[A-Z])\d{3,4}(?!\d))"
)
_STATION = regex(
    r"(?:抵达|到达|抵|到|从|至|在|赴|乘机到|返回|离开|离)?([\u4e00-\u9fff]{2,10}?(?:火车站|高铁站|东站|西站|南站|北站|站|机场|航站楼|码头|服务区)(?:T\d)?)"
)


_TOWARDS = regex(r"(?:到达|抵达|到|抵)([\u4e00-\u9fff]{2,6}[东西南北])(?=$|[，,。；;）)])")
"""A station without its last word, as people say it beside a train."""


def read_way(text: str) -> str:
    """The train or flight that a text names; several are none."""
    found = list(dict.fromkeys(one[0] for one in _WAY.finditer(unicodedata.normalize("NFKC", text).upper())))
    return found[0] if len(found) == 1 else ""


def read_clock(text: str, base: Base) -> str:
    """The only clock time of a text that names no day: `10:52`; else empty."""
    bare = plain(unicodedata.normalize("NFKC", text))
    clocks = list(clocks_in(_WAY.sub(lambda one: " " * len(one[0]), bare.upper())))
    if len(clocks) != 1 or clocks[0].about or any(True for _day in days_in(bare, base)):
        return ""
    return f"{clocks[0].minute // 60:02d}:{clocks[0].minute % 60:02d}"


def read_leg(text: str, base: Base, day: dt.date | None = None) -> dict[str, str]:
    """Time, train or flight and place of one arrival or departure, as far as a text says them beyond doubt."""
    bare = plain(unicodedata.normalize("NFKC", text).replace(" ", " "))
    leg: dict[str, str] = {}
    if way := read_way(bare):
        leg["by"] = way
    days = list(days_in(re.sub(r"(?<=\d)\s+(?=\d\d?[:：])", "T", bare), base))
    masked = _WAY.sub(lambda one: " " * len(one[0]), bare.upper())
    clocks = list(clocks_in(masked))
    if len(days) == 1 and not days[0].doubtful and days[0].first == days[0].last:
        day = days[0].first
    elif days:
        day = None
    if day and len(clocks) == 1 and not clocks[0].about:
        leg["time"] = moment(day, clocks[0].minute)
    if "by" in leg and (towards := _TOWARDS.search(bare)):
        leg["place"] = towards[1]
    if (found := _STATION.search(_WAY.sub(" ", bare))) and not re.match("不|无需|自|[接送]", found[1]):
        leg["place"] = re.sub(
            r"^(?:抵达|到达|抵|到|从|由|至|在|次|次列车|列车|航班|离开|离|高铁|动车|返程|乘|分|半)+", "", found[1]
        )
    return leg


# --- lines of a list --------------------------------------------------------------------------------------------------

_NUMBER = regex(
    r"^\s*(?:[（(]?\d{1,3}[)）]?[.．、:：)）]?(?!\d|\s*[年月日号时点:：])|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[-•·●◆■*▪]\s*)\s*"
)
_ROLE = regex(
    r"^(?:副?\s*[团组队]\s*长|副?\s*领\s*队|保健医生|随队医生|医\s*生|秘\s*书\s*长|[成团组队随]\s*员|带\s*队(?:领导|同志)?|联络员|联系人|负责人|主\s*宾|顾\s*问|翻\s*译)\s*[：:]\s*"
)


_CHINESE_BESIDE = regex(
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)+ ?[（(](?P<name>[\u4e00-\u9fff]{2,4})[)）]"
)


def _chinese_name(found: re.Match[str]) -> str:
    """Of Kevin Tan（陈启文） the Chinese name, where it is one."""
    return found["name"] if is_name(found["name"]) else found[0]


def chinese_names(text: str) -> str:
    """A text in which people with a Latin and a Chinese name have the Chinese one alone."""
    return _CHINESE_BESIDE.sub(_chinese_name, text)


def read_line(text: str, where: str, base: Base) -> Person | None:
    """The person of one line of a list: `1. 李明，男，省农业农村厅副厅长`, `王建国    省厅处长`, `处长 王芳（女）`.

    None where the line names nobody beyond doubt.
    """
    bare = whole_mobiles(text.replace("\t", "  ")).strip()
    numbered = _NUMBER.sub("", bare, count=1)
    numbered = re.sub(r"^([成团组队]员)\s+(?=[\u3400-\u9fff])", r"\1：", numbered)
    role = _ROLE.match(numbered)
    bare = _ROLE.sub("", numbered).strip("。；; ")
    if not bare or len(bare) > 120:
        return None
    padded = _PADDED.match(bare)
    if padded and is_name(padded[1] + padded[2]) and padded[2] + bare[padded.end() :].strip()[:1] not in ("",):
        bare = padded[1] + padded[2] + bare[padded.end() :]
    tokens = _tokens(bare)
    addressed = re.match(r"(Mr|Mrs|Ms)\.?\s", tokens[0]) if tokens else None
    name, rest = _named(tokens)
    if not name and re.match(r"[\u3400-\u9fff]{2,4}(?:\s{2,}|\t)", bare) and _like_name(tokens[0]) and len(tokens) > 1:
        name, rest = tokens[0], tokens[1:]
        if not units.has_post(tokens[1]):
            return None
    if not name and role and len(tokens) == 2 and units.has_post(tokens[0]) and _like_name(tokens[1]):
        name, rest = tokens[1], tokens[:1]  # 保健医生：市人民医院副主任医师  杏林
    if not name or any(
        is_name(tidy_name(part)) or name_and_post(part)
        for part in rest
        if not units.is_unit(part) and not read_ethnicity(part)
    ):
        return None  # nobody, or more than one
    person = Person(name)
    person.learn("name", name, where)
    if addressed:
        person.learn("sex", read_sex(addressed[1]), where)
    if called := re.search(rf"{re.escape(name)}\s*(先生|女士|小姐)", bare):
        person.learn("sex", read_sex(called[1]), where)
    describe(person, rest, where, base)
    return person if set(person.known) - {"name"} else None


def _like_name(text: str) -> bool:
    """Whether a word at the beginning of a row may be a name without a surname of ours: 旺堆, 古丽."""
    _single, _compound, never, never_in = _surnames()
    return (
        _is_ideographs(text)
        and 1 < len(text) < 5
        and text[:2] not in never
        and not any(sign in never_in for sign in text)
        and not units.has_post(text)
    )


def _tokens(text: str) -> list[str]:
    """The parts of a line; Latin words stay together, what is in brackets loses them."""
    text = re.sub(r"(?<=[A-Za-z.])[ ](?=[A-Za-z])", "\x00", text)
    parts = [
        part.strip("，,；;、|/ 　").replace("\x00", " ")
        for part in re.split(r"[\s　]+|\x00[–—-]\x00?|[，,；;|]|(?<=[）)])|(?=[（(])|：|(?<!\d):", text)
    ]
    return [
        re.sub(r"^[（(]+|(?<![（(])[)）]+$", "", part)
        if part.count("（") + part.count("(") != part.count("）") + part.count(")") or part[:1] in "（("
        else part
        for part in parts
        if part.strip("（()）")
    ]


def _named(tokens: list[str]) -> tuple[str, list[str]]:
    """The name among the first parts of a line and the other parts."""
    for at, token in enumerate(tokens[:4]):
        if at and not (units.has_post(tokens[at - 1]) or units.is_unit(tokens[at - 1]) or len(tokens[at - 1]) < 3):
            break
        name = tidy_name(token)
        if is_name(name) and not units.has_post(name):
            return name, tokens[:at] + tokens[at + 1 :]
        if latin := latin_name(token):
            return latin, tokens[:at] + tokens[at + 1 :]
        if re.fullmatch(r"[\u3400-\u9fff]师傅", token) and token[0] in _surnames()[0]:
            return token, tokens[:at] + tokens[at + 1 :]
        if at == 0 and (split := name_and_post(token)):
            return split[0], [split[1], *tokens[1:]]
    return "", []


def name_and_post(text: str) -> tuple[str, str] | None:
    """Name and post of a text that is both, whichever comes first: 黄海波局长, 规划科科长李岩."""
    text = re.sub(r"同志$", "", text)
    for length in (3, 2, 4):
        head, tail = text[:length], text[length:]
        if is_name(head) and tail and units.is_post(tail) and not units.has_post(head):
            return head, tail
    for length in (2, 3, 4):
        head, tail = text[:-length], text[-length:]
        if is_name(tail) and units.has_post(head) and not units.is_post(head[-2:] + tail):  # 总工|程师
            return tail, head
    return None


def _apart(part: str) -> list[str]:
    """The parts of a note such as 女、土家族; posts side by side stay together."""
    inner = part.split("、")
    return inner if len(inner) > 1 and any(read_sex(one) or read_ethnicity(one) for one in inner) else [part]


IN_PARTY = regex(r"[\u4e00-\u9fff]{1,4}组副?组长|副?[组团队]长|副?领队|带队(?:领导)?|主宾")
"""What somebody is within the party: no post where there is one besides."""
TO_CALL = frozenset(["联络员", "联络人", "联系人"])
ENGLISH_UNIT = regex(
    r"\b(?:School|University|College|Office|Municipality|County|Department|Ministry|Bureau|Chamber|Association|Institute"
    r"|Hospital|Company|Group|Ltd|Inc|GmbH|AG|A/S|Council|Embassy|Consulate|Agency|Foundation|Cent(?:re|er)|Academy|Museum"
    r"|Committee|Authority|Bank|City|Government|Federation|Corporation|Corp|LLC|Plc|Commission|Society|Union)\b"
)
ENGLISH_POST = regex(
    r"(?:[A-Z][A-Za-z-]*\s)*(?:(?:Vice|Deputy)[\s-])?"
    r"(?:Mayor|Commissioner|Head|Director|President|Chair(?:man|woman|person)?|Manager"
    r"|Secretary|Minister|Governor|Consul(?: General)?|Ambassador|Counsel+or|Professor|Headmaster|Headmistress"
    r"|Principal|Dean|Engineer|Interpreter|Translator|Officer|Coordinator|Assistant|Councill?or|CEO|CFO|CTO|Founder|Partner|Chief"
    r"|Teacher|Lecturer|Fellow|Scientist|Specialist|Consultant|Executive|Owner|Buyer|(?:PhD|Doctoral)? ?[Ss]tudent"
    r"|Researcher|Analyst|Editor|Journalist|Attach[eé]|Adviser|Advisor|Rector|Chancellor|Curator)"
    r"(?:\s(?:of|for)\s[A-Za-z ,&'-]{3,60})?"
)


def describe(person: Person, parts: list[str], where: str, base: Base) -> None:
    """What the parts of a phrase say of somebody."""
    posts: list[str] = []
    unit = ""
    for part in chain.from_iterable(map(_apart, parts)):
        bare = part.strip("。 ")
        if not bare:
            continue
        if sex := read_sex(bare):
            person.learn("sex", sex, where)
        elif bare.isascii() and ENGLISH_POST.fullmatch(bare):
            posts.append(bare)
        elif bare.isascii() and posts and not unit and ENGLISH_UNIT.search(bare) and not re.search(r"\d", bare):
            unit = bare
        elif bare in TO_CALL:
            person.to_call = where
        elif IN_PARTY.fullmatch(bare) and (
            posts or len(parts) == 1 or any(units.has_post(one) and not IN_PARTY.fullmatch(one) for one in parts)
        ):
            continue
        elif people := read_ethnicity(bare):
            person.learn("ethnicity", people, where)
        elif diets.speaks_of_food(bare) and (read := (diets.read_diet(bare), diets.read_allergies(bare))) != ([], []):
            person.learn("diet", read[0], where)
            person.learn("allergies", read[1], where)
        elif re.fullmatch(r"(?:手机|电话|联系电话|手机号码|Tel|tel)?[：:]?[\d\s+()（）\-－—、转]{7,}", bare):
            person.learn("phone", read_phones(bare), where)
        elif re.match(r"(?:手机|电话|Tel)", bare) and (phones := read_phones(bare)):
            person.learn("phone", phones, where)
        elif units.has_post(bare):
            posts.append(bare)
        elif rank := read_rank(bare):
            person.learn("rank", rank, where)
        elif units.is_unit(bare) and not posts:
            unit += bare
        elif (phones := read_phones(bare)) and len(bare) < 20:
            person.learn("phone", phones, where)
        elif not posts and unit and re.search(r"[处科室]$", bare):
            unit += bare
    unit = unit if len(unit) > 1 else ""
    if posts:
        split_unit, post = units.split("、".join(posts))
        person.learn("unit", unit or (split_unit if len(split_unit) > 1 else ""), where)
        person.learn("post", "、".join(posts) if unit else post, where)
    else:
        person.learn("unit", unit, where)
