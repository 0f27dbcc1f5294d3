"""People and their names: what may be one, and how it is written plainly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jiedai.model.words import unpadded
from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.data import words


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


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(words("people")["peoples"])


def read_ethnicity(text: str, *, field: bool = False) -> str:
    """The people that a text names, with 族; in a column for it (`field`) 汉 is one, elsewhere it must be 汉族."""
    bare = "".join(text.split())
    if field and bare in _peoples():
        return bare + "族"
    return bare if bare.endswith("族") and bare[:-1] in _peoples() else ""


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
            and not any(units.has_post(parts[0][:length]) for length in range(2, len(parts[0])))  # 辅导员艾克·买提
        )
    never = _surnames()[2]
    if any(text[:length] in never for length in (2, 3, 4)):
        return False
    if len(text) == 2 and text[1] in "姐哥":
        return False
    if len(text) > 2 and text[0] in "和与及" and units.is_post(text[1:]):
        return False  # 和司机
    if _of_peoples().fullmatch(text):
        return True
    return is_surnamed(text) and not (read_ethnicity(text) or units.is_post(text))


def is_family(text: str) -> bool:
    """Whether a text is the name of a family alone, such as Japanese ones of two characters: 山本."""
    return text in _abroad()


def begins_as_word(text: str) -> bool:
    """Whether a text begins with a word of offices, or the place that they are of, and with nobody's name: 规划处."""
    return text[:1] in "省市县区国厅局" or any(text[:length] in _surnames()[2] for length in (2, 3, 4))


@lru_cache(maxsize=1)
def _of_peoples() -> re.Pattern[str]:
    """A name of two of the words that names of peoples without surnames are made of: 乌兰图雅, 扎西次仁."""
    word = units.any_of(words("people")["of_peoples"])
    return re.compile(rf"{word}{{1,2}}")


def is_surnamed(text: str) -> bool:
    """Whether a text begins with a surname of these parts and goes on as a given name can, though it may be a word."""
    if not _is_ideographs(text) or not 2 <= len(text) <= 4 + (text[:2] in _abroad()):
        return False
    single, compound, _never, never_in = _surnames()
    double = (text[:2] in compound and len(text) > 2) or (len(text) > 3 and text[:2] in _abroad())
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


_NO_LATIN_NAME = regex(
    r"\b(?:Co|Ltd|Inc|GmbH|AG|LLC|Corp|Corporation|SARL|Pty|Company|Bureau|Office|Department|University|Ministry|Embassy|Group|Government|County|Municipal|City"
    r"|Association|Federation|Chamber|President|Secretary|Director|Manager|Officer|Chairman|Minister|Mayor|Professor"
    r"|Engineer|Interpreter|Translator|Executive|Assistant|Deputy|Vice|Commissioner|Adviser|Advisor|Rector)\b"
)
"""Words of units and posts, which are nobody's name."""


def tidy_name(text: str) -> str:
    """A name without padding, titles and notes in brackets; one sort of middle dot."""
    text = re.sub(r"[（(【\[].*?[)）】\]]", "", text)
    text = re.sub(r"[・•‧･∙]|(?<=[\u3400-\u9fff])\.(?=[\u3400-\u9fff])", "·", unicodedata.normalize("NFC", text)).strip(
        " \t\u3000*＊、，,。.:："
    )
    text = re.sub(r"(?<=[\u3400-\u9fff])\s*[A-Z][A-Za-zÀ-ž .'’-]+$", "", text)  # 汉斯·韦伯 Hans Weber
    text = re.sub(rf"{_TITLES}$|^(?:Mr|Ms|Mrs|Dr|Prof)\b\.?\s?", "", text).strip()
    text = unpadded(text)
    return re.sub(r"\s*·\s*", "·", text)


def latin_name(text: str) -> str:
    """The foreign name that a text is, without its title; empty where it is none."""
    found = _LATIN.fullmatch(text.strip())
    titled = found and re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b", found["name"])  # Mr. Jens: half a name
    return (
        found["name"]
        if found
        and not titled
        and not (_NO_LATIN_NAME.search(text) or (text.isupper() and _NO_LATIN_NAME.search(text.title())))
        else ""
    )


def is_like_name(text: str) -> bool:
    """Whether a word at the beginning of a row may be a name without a surname of ours: 旺堆, 古丽."""
    _single, _compound, never, never_in = _surnames()
    return (
        _is_ideographs(text)
        and 1 < len(text) < 5
        and text[:2] not in never
        and not any(sign in never_in for sign in text)
        and not units.has_post(text)
    )


def name_and_post(text: str) -> tuple[str, str] | None:
    """Name and post of a text that is both, whichever comes first: 黄海波局长, 规划科科长李岩."""
    text = re.sub(r"同志$", "", text)
    for length in (3, 2, 4):
        head, tail = text[:length], text[length:]
        if is_name(head) and tail and units.is_post(tail) and not units.has_post(head):
            return head, tail
    for length in (2, 3, 4):
        head, tail = text[:-length], text[-length:]
        if (
            is_name(tail)
            and all(map(units.has_post, head.split("、")))  # 局长李平、科长 王安 are two
            and not units.is_post(head[-2:] + tail)  # 总工|程师
        ):
            return tail, head
    return None


_CHINESE_BESIDE = regex(
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)+ ?[（(](?P<name>[\u4e00-\u9fff]{2,4})[)）]"
)


def _chinese_name(found: re.Match[str]) -> str:
    """Of Kevin Tan（陈启文） the Chinese name, where it is one."""
    return found["name"] if is_name(found["name"]) else found[0]


def chinese_names(text: str) -> str:
    """A text in which people with a Latin and a Chinese name have the Chinese one alone."""
    return _CHINESE_BESIDE.sub(_chinese_name, text)
