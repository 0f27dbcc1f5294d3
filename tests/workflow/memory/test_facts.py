"""What may be remembered: what service needs, and nothing of health or religion."""

from __future__ import annotations

import pytest

from jiedai.model.choice import Allergen, Diet
from jiedai.model.people import Guest
from jiedai.workflow.memory.facts import FactKind, Refused, said
from tests.batch import cases

GUEST = Guest.model_construct(name="李娜", unit="省发改委", post="处长", diet=[Diet.HALAL], allergies=[])
EATS = Guest.model_construct(
    name="王磊", unit="省发改委", post="科员", diet=[], allergies=[Allergen.PEANUT, Allergen.EGG]
)


@cases(
    ("words", "facts"),
    [
        ("note:不走楼梯", [(FactKind.NOTE, "不走楼梯")]),
        ("行走：走路慢， 扶手边", [(FactKind.WALKING, "走路慢， 扶手边")]),
        ("称呼:李处", [(FactKind.ADDRESS, "李处")]),
        ("禁忌:不吃药膳", [(FactKind.TABOO, "不吃药膳")]),
        ("note:房里的毛病要先报", [(FactKind.NOTE, "房里的毛病要先报")]),
        ("diet", [(FactKind.DIET, "清真")]),
        ("diet:不吃猪肉、素食", [(FactKind.DIET, "无猪肉"), (FactKind.DIET, "素食")]),
        ("过敏:花生", [(FactKind.ALLERGY, "花生")]),
    ],
)
def test_what_is_remembered(words, facts):
    assert said(words, GUEST) == facts


def test_a_kind_alone_takes_what_the_plan_says():
    assert said("allergies", EATS) == [(FactKind.ALLERGY, one.zh) for one in EATS.allergies]
    assert len(EATS.allergies) == 2


@cases(
    "words",
    [
        *("health:腰痛", "健康提示：腰痛", "religion:x", "宗教:x", "民族:回族", "health", "电话:139"),
        *(
            "note:有糖尿病",
            "note:术后不久",
            "座位:心脏不好，靠门",
            "note:信教",
            "note:是穆斯林",
            "禁忌:回族",
            "note:Diabetes",
        ),
        *("allergies", "note", "note:", "note: ", "diet:石头", "不走楼梯", "note:" + "走" * 101, "note:a\x07"),
        "note:Diabetes",
    ],
)
def test_what_is_refused(words):
    with pytest.raises(Refused) as refused:
        said(words, GUEST)
    assert refused.value.message


def test_the_longest_note():
    assert said("note:" + "走" * 100, GUEST) == [(FactKind.NOTE, "走" * 100)]
