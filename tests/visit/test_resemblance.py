from __future__ import annotations

from jiedai.visit.orders import may_order
from jiedai.visit.resemblance import CERTAIN, SURE, is_long_enough, nearest, odds, parts
from tests.batch import cases


def test_a_sentence_is_judged_by_its_characters_pairs_and_triples() -> None:
    assert parts("备酒") == {"^", "备", "酒", "$", "^备", "备酒", "酒$", "^备酒", "备酒$"}


def test_punctuation_and_numbers_are_alike() -> None:
    assert parts("买12盒，装车") == parts("买3盒 、装车")
    assert parts("买12盒") != parts("买盒")


def test_a_name_is_no_sentence() -> None:
    assert not is_long_enough("欢迎词送审")
    assert is_long_enough("把欢迎词送审")
    assert not is_long_enough("send the welcome speech for review")


@cases(
    ("told", "fine"),
    [
        ("临走给每人车上搁一份心意", "临走给每人发一份行程"),
        ("晚上找几个人陪处长搓几圈", "晚上找几个人陪处长核对材料"),
        ("把路边那几户的破墙先拿布遮上", "把路边那几户的门牌号先记下来"),
    ],
)
def test_not_the_frame_of_a_sentence_tells_but_what_stands_in_it(told: str, fine: str) -> None:
    assert odds(told) >= SURE > odds(fine)


def test_the_nearest_example_is_of_the_subject_that_the_neighbours_speak_for() -> None:
    found = nearest("晚饭后带客人去钓一会儿鱼")
    assert found.subject == "leisure"


@cases(
    ("text", "subject", "may"),
    [
        ("沿街商铺先别开门，等车队过完", "closing", True),
        ("晚饭不上那几瓶", "liquor", False),
        ("桥头塌方，车辆绕开走", "escort", False),
        ("车辆绕开走", "escort", True),
        ("两名联络员到省城接站", "afar", False),
        ("两名副县长到省城接站", "afar", True),
        ("县领导一个不落到省城接站", "afar", True),
        ("县领导不去省城接站", "afar", False),
    ],
)
def test_a_sentence_may_refuse_what_it_is_like_or_give_a_reason(text: str, subject: str, may: bool) -> None:
    assert may_order(text, subject, SURE) is may


def test_what_is_certain_needs_no_word_of_its_subject() -> None:
    assert not may_order("两名联络员到省城接站", "afar", CERTAIN - 0.1)
    assert may_order("两名联络员到省城接站", "afar", CERTAIN)
