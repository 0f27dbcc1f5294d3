"""Ranks as an office writes them, 正厅级, 副县, 一级调研员 …: the class of each, and its place within the class.

Classes and 职级 follow the regulation on posts and ranks of civil servants (公务员职务与职级并行规定).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Self

from jiedai.language import _, current
from jiedai.model.base import Node
from jiedai.model.choice import Rank
from jiedai.model.declaring import PrivateAttr, model_validator
from jiedai.model.reading import Reading, VisitDays, halfwidth, scalar, typed_as, unreadable
from jiedai.patterns import regex

if TYPE_CHECKING:
    from pydantic import ModelWrapValidatorHandler
    from pydantic.json_schema import JsonSchemaValue

_CLASSES = {
    Rank.STATE: ("国家", "国"),
    Rank.MINISTER: ("省部", "部省", "省军", "部", "省"),
    Rank.BUREAU: ("厅局", "司局", "地厅", "地市", "地师", "市厅", "厅", "司", "局", "地", "师"),
    Rank.DIVISION: ("县处", "县团", "处", "县", "团"),
    Rank.SECTION: ("乡科", "科局", "乡镇", "科", "乡", "镇"),
}
"""What a class is called before 级, and after 正 and 副."""
_GRADED = {
    "巡视员": (Rank.BUREAU, "一二"),
    "调研员": (Rank.DIVISION, "一二三四"),
    "主任科员": (Rank.SECTION, "一二三四"),
    "科员": (Rank.OTHER, "一二"),
    "总监": (Rank.BUREAU, "一二"),
    "高级主管": (Rank.DIVISION, "一二三四"),
    "主管": (Rank.SECTION, "一二三四"),
    "高级主办": (Rank.DIVISION, "一二三四"),
    "主办": (Rank.SECTION, "一二三四"),
    "行政执法员": (Rank.OTHER, "一二"),
    "警务专员": (Rank.BUREAU, "一二"),
    "高级警长": (Rank.DIVISION, "一二三四"),
    "警长": (Rank.SECTION, "一二三四"),
    "警员": (Rank.OTHER, "一二"),
}
"""职级: the class of each, and its grades from the highest; experts, law enforcement and police have names of their
own (专业技术类、行政执法类公务员管理规定; 执法勤务警员职务序列)."""
_FORMER = {
    "巡视员": "一级巡视员",
    "副巡视员": "二级巡视员",
    "调研员": "二级调研员",
    "副调研员": "四级调研员",
    "主任科员": "二级主任科员",
    "副主任科员": "四级主任科员",
    "科员": "一级科员",
    "办事员": "二级科员",
}
"""What ranks were called before the regulation, and what it made of them."""
_NONE = ("无", "无职级", "无级别", "股级", "正股级", "副股级", "专业技术员")
"""Ranks below all classes."""

PRINCIPAL, UNSAID = 0, 1
"""Places within a class. Of a class alone nobody knows whether 正 or 副 is meant: it stands behind 正, beside 副."""

_CLASS = "|".join(sorted((word for words in _CLASSES.values() for word in words), key=len, reverse=True))
_LEADING = (
    rf"(?:(?P<part>[正副])(?P<of>{_CLASS})(?:\((?:{_CLASS})\))?(?:长?级|职)?|(?P<whole>{_CLASS})级(?P<post>正职|副职)?)"
    "(?:实职|领导职务|领导|干部)?"
)
_WRITTEN = regex(_LEADING)
_DIGITS = str.maketrans("1234", "一二三四")


@cache
def _grades() -> dict[str, tuple[Rank, int]]:
    """Class and place of every rank that is no leading post."""
    found = {
        f"{number}级{title}": (rank, UNSAID + place)
        for title, (rank, numbers) in _GRADED.items()
        for place, number in enumerate(numbers, start=1)
    }
    found |= {name: found[now] for name, now in _FORMER.items()}
    return found | dict.fromkeys(_NONE, (Rank.OTHER, UNSAID))


class Level(NamedTuple):
    """A rank as it was written: its class, its place within the class (0 is the highest), and the words."""

    rank: Rank
    step: int
    written: str

    @property
    def label(self) -> str:
        """The rank in the language in use."""
        return self.said(current())

    def said(self, language: str) -> str:
        """The rank as it was written; in English its class and the place in it."""
        if language == "zh":
            return self.written
        if self.step > UNSAID:
            return f"{self.rank.value}, grade {self.step - UNSAID}"
        place = {"正": "principal", "副": "deputy"}.get(self.written[0])
        return f"{self.rank.value}, {place}" if place else self.rank.value

    def __str__(self) -> str:
        return self.written


def level_of(text: str) -> Level | None:
    """The level that a text names as an office does; None for what is no rank, or the English name of a class."""
    written = text.strip()
    bare = "".join(halfwidth(text).split()).replace("(级)", "级").strip("。.,;()")
    grade = bare.translate(_DIGITS)
    if grade in _grades():
        return Level(*_grades()[grade], written)
    found = _WRITTEN.fullmatch(bare)
    if found is None:
        return None
    word = found["of"] or found["whole"]
    rank = next(rank for rank, words in _CLASSES.items() if word in words)
    first = (found["part"] or found["post"] or "副")[0] == "正"
    return Level(rank, PRINCIPAL if first else UNSAID, written)


def read_rank(value: Any, visit: VisitDays | None) -> Rank:
    """The class of a rank: its own name (厅局级), or that of a rank in it (正厅级, 副厅, 二级巡视员)."""
    if isinstance(value, Rank):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if text in Rank.spellings():
        return Rank.spellings()[text]
    level = level_of(text)
    if level is not None:
        return level.rank
    more = _("；也可以照职务写：正厅级、副县级、正科、一级调研员、科员、无")
    text = scalar(value, Rank.offered() + more)
    member = Rank.meant(text)
    if member is not None:
        return member
    raise unreadable(_("“{value}”不在可选范围内"), Rank.advice(text) + more, value=text)


def _schema() -> JsonSchemaValue:
    return typed_as("|".join([*Rank.accepted(), _LEADING, r"[1-4]级\S{2,5}", *_grades()]))


RankField = Annotated[Rank, Reading(read_rank, _schema)]


class Ranked(Node):
    """Somebody with a rank: `rank` is its class, `level` what was written."""

    if TYPE_CHECKING:
        rank: Rank | None

    _typed_rank: str = PrivateAttr("")

    @model_validator(mode="wrap")
    @classmethod
    def _as_written(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        person = handler(data)
        typed = (data.get("职级") or data.get("rank")) if isinstance(data, dict) else None
        if isinstance(typed, str) and not isinstance(typed, Rank):
            person._typed_rank = typed
        return person

    @property
    def level(self) -> Level | None:
        """The rank as it was written, the class alone where that is all that was said; None where nothing was."""
        if self.rank is None:
            return None
        written = level_of(self._typed_rank)
        return written if written and written.rank is self.rank else Level(self.rank, UNSAID, self.rank.zh)
