"""Enumerations with two spellings: each member has an English value and a Chinese label, and both are read."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jiedai.language import _, current
from jiedai.model.reading import BLANK, explained, halfwidth, scalar, unreadable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_SAID = Path(__file__).parent / "data" / "said"
_LONGEST_SAID = 10
"""Ideographs of a text whose end alone says what it is; a longer one is a sentence."""
_HEADS = "会式餐宴饭"
"""Last ideographs of words that say what a thing is, whatever stands before them."""


class Choice(str, Enum):  # noqa: UP042 - a StrEnum would print its English value in an f-string
    """Base of the enumerations. A member is `NAME = "english", "中文", "又称", …`.

    Further names are read, never written, and so is what offices say for a member (`data/said/choices.yaml`, looked up
    only for what is none of the names). `str()` gives the Chinese name, `.value` the English one.
    """

    zh: str
    others: tuple[str, ...]

    def __new__(cls, value: str, zh: str, *others: str) -> Self:
        """The member with its spellings."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.others = others
        return member

    def __str__(self) -> str:
        return self.zh

    @property
    def label(self) -> str:
        """The name in the language in use."""
        return self.zh if current() == "zh" else self.value.replace("_", " ")

    @classmethod
    @cache
    def spellings(cls) -> dict[str, Self]:
        """Every accepted spelling with its member."""
        found: dict[str, Self] = {}
        for member in cls:
            for name in (member.value, member.zh, *member.others):
                found[name] = member
        return found

    @classmethod
    def read(cls, value: object) -> Self:
        """The member that `value` names, or calls as offices do; PydanticCustomError with the names otherwise.

        What may stand for several members is refused with all of them.
        """
        if isinstance(value, cls):
            return value
        known = cls.spellings()
        text = value.strip() if isinstance(value, str) else value
        if isinstance(text, str) and text in known:
            return known[text]
        text = scalar(value, cls.offered())
        member = cls.meant(text)
        if member is not None:
            return member
        raise unreadable(_("“{value}”不在可选范围内"), cls.advice(text), value=text)

    @classmethod
    @cache
    def words(cls) -> dict[str, tuple[Self, ...]]:
        """What offices say for members: the one that a word stands for, or several where it is not clear which."""
        said = _said(cls)
        found = {word: (cls.spellings()[member],) for member, words in said.get("words", {}).items() for word in words}
        return found | {
            word: tuple(cls.spellings()[member] for member in members) for word, members in said.get("open", {}).items()
        }

    @classmethod
    def accepted(cls) -> dict[str, Self]:
        """Every name and every word that stands for one member."""
        said = {word: members[0] for word, members in cls.words().items() if len(members) == 1}
        return cls.spellings() | said

    @classmethod
    @cache
    def endings(cls) -> dict[str, Self]:
        """What a text may end in to stand for a member: its words of two ideographs and more; none for most."""
        if not _said(cls).get("ends"):
            return {}
        return {word: member for word, member in cls.accepted().items() if len(word) > 1}

    @classmethod
    def meant(cls, text: str) -> Self | None:
        """The member that a text calls by another word than its names; None where it calls none.

        Raises:
            PydanticCustomError: it has several readings.
        """
        bare = "".join(halfwidth(text).split()).strip("。.,;、!:()")
        if bare in cls.spellings():
            return cls.spellings()[bare]
        members = cls.words().get(bare, ())
        if not members:
            members = cls._ending_in(bare)
        if len(members) > 1:
            names = _("、").join(member.offer for member in members)
            raise unreadable(
                _("“{value}”有几种读法：{names}"),
                _("写清是哪一种：{names}").format(names=names),
                value=text,
                names=names,
            )
        return members[0] if members else None

    @classmethod
    def _ending_in(cls, text: str) -> tuple[Self, ...]:
        """The member whose word a text ends in; all whose words it holds, where these are of several."""
        endings = cls.endings()
        if len(text) > _LONGEST_SAID or not any(map(text.endswith, endings)):
            return ()
        held = [word for word in endings if word in text]
        whole = [word for word in held if not any(word != other and word in other for other in held)]
        head = max(filter(text.endswith, held), key=len)
        # 调研座谈会 is a 座谈会, but 考察座谈 may be one or the other.
        return (endings[head],) if head[-1] in _HEADS else tuple(dict.fromkeys(endings[word] for word in whole))

    @classmethod
    def advice(cls, text: str) -> str:
        """What to write in place of a text that names no member: the nearest of the names offered, and all of them."""
        known = cls.spellings()
        close = get_close_matches(text, known, 1, 0.5)
        name = close[0] if close else ""
        if name in (further for member in cls for further in member.others):
            name = known[name].offer
        guess = _("是不是想写“{name}”？").format(name=name) if name else ""
        return _("{guess}{allowed}").format(guess=guess, allowed=cls.offered()).lstrip()

    @classmethod
    def offered(cls) -> str:
        """The names to choose from, in the language in use."""
        return _("可选：{names}").format(names=_("、").join(member.offer for member in cls))

    @property
    def offer(self) -> str:
        """The spelling that is offered in the language in use."""
        return self.zh if current() == "zh" else self.value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(lambda member: member.value)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Editors offer the names in this order: the Chinese ones are what people choose from.
        words = dict.fromkeys((*(member.zh for member in cls), *cls.accepted()))
        told = [cls._told(word) for word in words]
        names: JsonSchemaValue = {"anyOf": [{"enum": list(words), "enumDescriptions": told}, BLANK]}
        if cls.endings():
            names["anyOf"].append({"type": "string", "pattern": f"^.{{1,{_LONGEST_SAID}}}({'|'.join(cls.endings())})$"})
        return {"$comment": cls.__name__, **explained(names, cls.offered())}

    @classmethod
    def _told(cls, word: str) -> str:
        """What an editor says beside a word: the other name of a member, or which one the word stands for."""
        member = cls.accepted()[word]
        return member.value if word == member.zh else _("就是“{name}”").format(name=member.zh)


def _said(choice: type[Choice]) -> dict[str, Any]:
    """What offices say for the members of an enumeration, as the file has it."""
    from jiedai.source.packaged import packaged  # only for what is none of the names

    found: dict[str, Any] = packaged(_SAID)["choices"].get(choice.__name__, {})
    return found
