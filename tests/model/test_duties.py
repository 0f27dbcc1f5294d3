"""The vocabulary of duties: one entry for each, and what the playbooks, the rules and the papers make of it."""

from __future__ import annotations

from jiedai import language
from jiedai.model.duties import duties, posts
from tests.batch import cases

SIGNED = {"guiding", "food_safety", "medical", "traffic", "press", "interpreter", "security"}


@cases("key", list(duties()))
def test_texts_are_in_both_languages_and_signs_in_lower_case(key: str) -> None:
    duty = duties()[key]
    assert set(duty.title) == {"zh", "en"}
    assert set(duty.post) in ({"zh", "en"}, set())
    assert set(duty.unit) in ({"zh", "en"}, set())
    assert duty.falls_to is None or duty.falls_to in duties()
    assert all(word == word.lower() for word in (*duty.posts, *duty.units, *duty.work))


def test_the_duties_that_rules_look_for_have_signs() -> None:
    assert {key for key, duty in duties().items() if duty.posts} == SIGNED


def test_a_duty_is_seen_in_posts_units_and_work() -> None:
    medical = duties()["medical"]
    assert medical.in_post("随行医生")
    assert medical.in_post("Doctor")
    assert medical.in_unit("县卫健局")
    assert medical.in_work("突发疾病")
    assert not medical.in_post("讲解")
    assert not medical.in_unit("县公安局")
    assert not medical.in_work("降雨")


def test_a_duty_without_signs_is_seen_nowhere() -> None:
    assert not duties()["finance"].in_post("财务")


def test_the_name_is_in_the_language_in_use() -> None:
    assert duties()["liaison"].name == "联络"
    language.use("en")
    assert duties()["liaison"].name == "liaison"


def test_whole_names_of_a_duty() -> None:
    assert duties()["liaison"].names == {"联络", "联络员", "联系人", "liaison"}
    assert {"guiding", "guide", "讲解", "解说"} <= duties()["guiding"].names


def test_posts_are_told_in_the_other_language() -> None:
    assert posts("zh")["interpreter"] == "译员"
    assert posts("en")["译员"] == "interpreter"
    assert len(posts("zh")) == len(posts("en")) == len([duty for duty in duties().values() if duty.post])
