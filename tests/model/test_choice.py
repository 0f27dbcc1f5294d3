from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from jiedai import language
from jiedai.model import choice
from jiedai.model.choice import Diet, Kind, Payer, Rank, RoomType, Sex
from jiedai.model.enumeration import Choice
from tests.batch import cases

CHOICES = [kind for kind in vars(choice).values() if isinstance(kind, type) and issubclass(kind, Choice)]
CHOICES.remove(Choice)


def refusal(kind, value):
    with pytest.raises(PydanticCustomError) as caught:
        kind.read(value)
    return caught.value.message(), caught.value.context["hint"]


@cases("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_every_member_is_read_in_every_spelling_and_no_spelling_is_shared(kind):
    spellings = [name for member in kind for name in (member.value, member.zh, *member.others)]

    assert len(spellings) == len(set(spellings))
    assert all(kind.read(name) is member for member in kind for name in (member.value, member.zh, *member.others))


@cases("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_every_enumeration_is_documented_and_ascii_in_english(kind):
    assert kind.__doc__
    assert all(member.value.isascii() and not member.zh.isascii() for member in kind)


def test_a_member_is_itself_and_blanks_around_do_not_matter():
    assert Sex.read(Sex.MALE) is Sex.MALE
    assert Sex.read(" 男 ") is Sex.MALE


@cases(
    ("kind", "value", "message", "hint"),
    [
        (Kind, "调研会", "“调研会”不在可选范围内", "是不是想写“调研”？可选："),
        (Kind, "reserch", "“reserch”不在可选范围内", "是不是想写“research”？可选："),
        (Sex, "未知", "“未知”不在可选范围内", "可选：男、女"),
        (Sex, "", "这里没有填写内容", "可选：男、女"),
        (Sex, None, "这里没有填写内容", "可选：男、女"),
        (Sex, ["男"], "这里应当是一个值，不是列表或下级字段", "可选：男、女"),
        (Sex, {"男": 1}, "这里应当是一个值，不是列表或下级字段", "可选：男、女"),
        (Sex, 1, "“1”不在可选范围内", "可选：男、女"),
        (Sex, "M" * 100, f"“{'M' * 39}…”不在可选范围内", "可选：男、女"),
    ],
)
def test_what_is_no_member(kind, value, message, hint):
    told, hinted = refusal(kind, value)

    assert told == message
    assert hinted.startswith(hint)


def test_in_english_the_english_names_are_offered():
    language.use("en")

    assert refusal(Sex, "x")[1].endswith("male, female")
    assert Payer.GUEST_UNIT.label == "guest unit"


def test_labels():
    assert Payer.GUEST_UNIT.label == "来宾单位"
    assert str(Diet.HALAL) == "清真"
    assert f"{Diet.HALAL}" == "清真"
    assert Diet.HALAL.value == "halal"


def test_ranks_are_ordered_from_the_highest():
    assert [rank.height for rank in (Rank.STATE, Rank.BUREAU, Rank.OTHER)] == [0, 2, 5]


def test_beds():
    assert [kind.beds for kind in RoomType] == [2, 1, 1]
