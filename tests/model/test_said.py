"""What offices say for members of enumerations: read as one, or refused with all that it may be; never written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from jiedai.model import choice
from jiedai.model.choice import Allergen, ItemKind, Kind, MealForm, PlaceKind, Rank, RoomType, SeatingShape
from jiedai.model.enumeration import Choice
from jiedai.model.people import Guest
from jiedai.source.packaged import packaged
from tests.batch import cases
from tests.model.samples import sound

CHOICES = [kind for kind in vars(choice).values() if isinstance(kind, type) and issubclass(kind, Choice)]
SAID = packaged(Path(choice.__file__).parent / "data" / "said")["choices"]


def meant(kind, typed):
    """The member that a text names, or those that it may name."""
    try:
        return kind.read(typed).value
    except PydanticCustomError as error:
        context = error.context or {}
        return context["problem"].partition("读法：")[2] or "refused"


def test_every_word_is_of_one_enumeration_that_is_there_and_is_no_declared_name():
    assert SAID.keys() <= {kind.__name__ for kind in CHOICES}
    for kind in CHOICES:
        said = SAID.get(kind.__name__, {})
        words = [word for words in said.get("words", {}).values() for word in words] + list(said.get("open", {}))
        assert len(words) == len(set(words)), kind
        assert not set(words) & kind.spellings().keys(), (kind, set(words) & kind.spellings().keys())
        for word, members in kind.words().items():
            if len(members) == 1:
                assert kind.read(word) is members[0]
            else:
                with pytest.raises(PydanticCustomError):
                    kind.read(word)
            assert word not in (member.zh for member in kind)


def test_declared_names_mean_what_they_did():
    for kind in CHOICES:
        if kind is not Choice:
            assert all(kind.read(name) is member for name, member in kind.spellings().items())


@cases(
    ("kind", "expected"),
    [
        (
            ItemKind,
            {
                "汇报会": "talks",
                "项目洽谈会": "talks",
                "调研座谈会": "talks",
                "座谈。": "talks",
                "座 谈": "talks",
                "晚餐": "meal",
                "工作午餐": "meal",
                "欢迎晚宴": "meal",
                "报到": "other",
                "出发": "transfer",
                "办理入住": "rest",
                "参观考察": "visit",
                "考察调研": "visit",
                "签约仪式": "signing",
                "返程": "乘车、送站",
                "考察座谈": "考察、座谈",
                "乘车参观": "乘车、考察",
                "说明": "refused",
                "实地察看工业园区项目建设现场座谈": "refused",
            },
        ),
        (
            Kind,
            {
                "验收": "inspection",
                "巡察": "inspection",
                "培训": "meeting",
                "投资考察": "investment",
                "外宾": "foreign",
                "采访": "other",
                "考察": "调研、学习交流、招商",
                "调研会": "refused",
                "错调研": "refused",
            },
        ),
        (
            MealForm,
            {
                "桌餐": "working_meal",
                "围餐": "working_meal",
                "自助午餐": "buffet",
                "工作餐（桌餐）": "working_meal",
                "商务宴请": "banquet",
                "快餐": "工作餐、盒饭",
                "晚餐": "工作餐、自助餐、宴请",
            },
        ),
        (
            RoomType,
            {
                "双人间": "twin",
                "大床房": "single",
                "标 间": "twin",
                "套房": "suite",
                "豪华套房": "refused",
                "总统套房": "refused",
                "三人间": "refused",
            },
        ),
        (
            SeatingShape,
            {
                "回字形": "long_table",
                "U 型": "long_table_end",
                "Ｕ型": "long_table_end",
                "课桌式": "dais",
                "剧院式": "dais",
                "鱼骨式": "tables",
                "围坐": "圆桌、长条桌横放",
                "扇形": "refused",
            },
        ),
        (PlaceKind, {"高铁站": "station", "县人民医院": "hospital", "饭店": "宾馆、食堂"}),
        (Allergen, {"虾": "crustacean", "海鲜": "甲壳类、鱼类", "芒果": "refused"}),
        (Rank, {"厅级": "bureau", "其余人员": "other", "处级及以下": "县处级、乡科级、其他"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_offices_say(kind, expected):
    assert {typed: meant(kind, typed) for typed in expected} == expected


@cases(
    ("typed", "found"),
    [
        ("无", []),
        ("无忌口", []),
        (["无"], None),
        ("虾、蟹", ["crustacean", "crustacean"]),
        (["虾、花生", "牛奶"], ["crustacean", "peanut", "milk"]),
    ],
)
def test_several_in_one_text_or_none(typed, found):
    if found is None:
        with pytest.raises(ValueError, match="不在可选范围内"):
            Guest.model_validate(sound(Guest) | {"过敏": typed})
    else:
        assert [one.value for one in Guest.model_validate(sound(Guest) | {"过敏": typed}).allergies] == found
