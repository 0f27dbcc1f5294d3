"""What may be remembered of a guest, as the command line says it.

Only what service needs: a diet, an allergy, how to address somebody, how they walk, where they sit, what to avoid.
Health and religion are refused (PIPL Art. 28): “不走楼梯” and “清真” say all that a host has to know.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from jiedai.language import _
from jiedai.model.choice import Allergen, Diet
from jiedai.model.enumeration import Choice
from jiedai.model.people import Guest
from jiedai.model.reading import halfwidth

LONGEST = 100
_REFUSED = frozenset(
    (
        *("health", "健康", "健康提示", "健康状况", "病史", "疾病"),
        *("religion", "宗教", "信仰", "ethnicity", "民族", "phone", "电话", "id", "证件", "身份证"),
    )
)
_SENSITIVE = re.compile(
    r"(?<!毛)病(?!房)|癌|肿瘤|高血压|低血压|血糖|糖尿|心脏|心梗|中风|手术|术后|[服吃用]药(?!膳)|抑郁|怀孕|孕妇|残疾|瘫|透析|支架|住院|哮喘"
    r"|宗教|信仰|信教|教徒|佛教|道教|基督|天主|伊斯兰|穆斯林|民族|[回藏苗壮满彝]族|维吾尔|哈萨克"
    r"|diabet|cancer|disease|surgery|medicat|pregnan|depress|blood pressure|heart (?:attack|condition|trouble)"
    r"|muslim|islam|buddhis|christian|catholic|religio|\bfaith\b|ethnic",
    re.IGNORECASE,
)


class Refused(Exception):
    """A fact that cannot be remembered; `message` says why, `hint` what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class FactKind(Choice):
    """What a remembered fact is about."""

    DIET = "diet", "饮食"
    ALLERGY = "allergy", "过敏", "allergies"
    ADDRESS = "address", "称呼"
    WALKING = "walking", "行走"
    SEAT = "seat", "座位"
    TABOO = "taboo", "禁忌"
    NOTE = "note", "备注"


class ConsentWay(Choice):
    """How a guest agreed."""

    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"
    FORM = "form", "表格"


class Consent(NamedTuple):
    """That a guest agreed: how, on which day, and who asked."""

    way: ConsentWay
    day: dt.date
    by: str | None = None


class Fact(NamedTuple):
    """Something to remember; `value` is a Chinese name for diets and allergens, `until` the last day it is kept."""

    kind: FactKind
    value: str
    source: str
    consent: Consent
    until: dt.date

    @property
    def choice(self) -> Diet | Allergen | None:
        """The diet or allergen that the fact is; None for what is written in words."""
        if self.kind is FactKind.DIET:
            return Diet.read(self.value)
        return Allergen.read(self.value) if self.kind is FactKind.ALLERGY else None

    @property
    def text(self) -> str:
        """The fact in the language in use, as far as it is jiedai's own word."""
        return self.choice.label if self.choice else self.value

    def expired(self, day: dt.date) -> bool:
        """Whether it may no longer be used on a day."""
        return self.until < day


def said(words: str, guest: Guest) -> list[tuple[FactKind, str]]:
    """The facts that `diet`, `diet:清真` or `note:不走楼梯` name; a kind alone takes what the plan says of the guest.

    Refused for what is not remembered, or cannot be read.
    """
    head, colon, text = words.replace("：", ":").partition(":")
    name, text = halfwidth(head).strip(), " ".join(text.split())
    if name.casefold() in _REFUSED:
        raise Refused(_("“{name}”不记：健康、宗教、民族、证件和电话都不留").format(name=name), _instead())
    kind = FactKind.spellings().get(name.casefold())
    if kind is None:
        raise Refused(_("“{words}”看不出要记什么").format(words=words), _("写成 diet、allergies、note:不走楼梯"))
    if not colon:
        return [(kind, value) for value in _planned(kind, guest)]
    if not text or len(text) > LONGEST or not text.isprintable():
        raise Refused(_("“{words}”的内容是空的或太长").format(words=words), _("写成 note:不走楼梯，不超过一百字"))
    if kind in (FactKind.DIET, FactKind.ALLERGY):
        return [(kind, _read(kind, one)) for one in re.split(r"[,，、]\s*", text) if one]
    if _SENSITIVE.search(text):
        raise Refused(_("“{text}”说的是健康或宗教，不记").format(text=text), _instead())
    return [(kind, text)]


def _instead() -> str:
    return _("只写接待要怎么做，如 note:不走楼梯、diet:清真")


def _planned(kind: FactKind, guest: Guest) -> list[str]:
    """What the plan says of a guest's diet or allergies. Refused where it says nothing, or for other kinds."""
    if kind not in (FactKind.DIET, FactKind.ALLERGY):
        raise Refused(_("“{kind}”后面要写内容").format(kind=kind.label), _("写成 note:不走楼梯"))
    found = [one.zh for one in (guest.diet if kind is FactKind.DIET else guest.allergies)]
    if not found:
        message = _("方案里没有写{name}的{kind}").format(name=guest.name, kind=kind.label)
        raise Refused(message, _("写成 diet:清真、allergies:花生"))
    return found


def _read(kind: FactKind, text: str) -> str:
    try:
        return (Diet if kind is FactKind.DIET else Allergen).read(text).zh
    except PydanticCustomError as error:
        context = error.context or {}
        raise Refused(str(context.get("problem", text)), str(context.get("hint", ""))) from None
