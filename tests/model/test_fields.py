"""Every field of the vocabulary, one by one."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import ValidationError

from jiedai import language
from jiedai.model.base import EVERYONE, audiences_of, chinese_key, keys_of, nodes_in
from jiedai.model.listing import NAMES_OR_SECTIONS, TEXTS_OR_SECTIONS
from jiedai.model.messages import refusals
from jiedai.model.reading import Reading, VisitDays
from jiedai.model.times import read_dates
from tests.batch import cases
from tests.model.samples import FIELD_IDS, FIELDS, SECTIONS, data_with, example, examples, sound
from tests.model.test_choice import CHOICES

DATES = read_dates("2026-05-11 至 2026-05-12", None)
VISIT = VisitDays(DATES.first, DATES.last)

every_field = cases(("root", "model", "path", "attribute", "english", "zh"), FIELDS, ids=FIELD_IDS)
every_section = cases(("root", "model", "path"), SECTIONS, ids=[model.__name__ for _root, model, _path in SECTIONS])


def fitting(model, attribute):
    """A value that the field takes: the first of some that does."""
    annotation = model.model_fields[attribute].annotation
    members = [next(iter(kind)).zh for kind in CHOICES if kind.__name__ in str(annotation)]
    inner = [sound(node) for node in nodes_in(annotation)]
    zh = chinese_key(model.model_fields[attribute])
    for value in ("说明", "110", "11", "3", "2026-05-11", "09:30", "是", "蓝", *members, *inner, [], {}):
        try:
            model.model_validate(sound(model) | {zh: value}, context=VISIT)
        except ValidationError:
            continue
        return value
    raise AssertionError(f"nothing fits {model.__name__}.{attribute}")


NONSENSE = "〠〠"
WRONG: list[Any] = [[[["x"]]], {"〠": "x"}, "", NONSENSE, "9" * 5000, "-1", [None]]


def problems(root, data):
    try:
        root.model_validate(data, context=VISIT)
    except ValidationError as error:
        return list(refusals(error, root))
    return []


@every_section
def test_the_smallest_section_is_sound(root, model, path):
    assert problems(root, data_with(root, path, sound(model))) == []


@every_section
def test_keys_are_unique_in_a_section_over_both_spellings(root, model, path):
    spellings = [name for _attribute, english, zh in keys_of(model) for name in (english, zh)]

    assert len(spellings) == len(set(spellings))
    assert model.__doc__


@every_field
def test_a_field_has_a_chinese_key_help_and_audiences(root, model, path, attribute, english, zh):
    info = model.model_fields[attribute]

    assert zh
    assert not zh.isascii()
    assert english.isascii()
    assert info.description
    assert bool(audiences_of(info)) is (attribute not in PRINTED_NOWHERE)
    assert audiences_of(info) <= EVERYONE


PRINTED_NOWHERE = {"translations"}
"""A translation is printed in the place of the text that it stands for, and only there."""


@every_field
def test_both_spellings_are_read_and_together_refused(root, model, path, attribute, english, zh):
    section = sound(model)
    value = section.pop(zh, None) or fitting(model, attribute)
    for key in (zh, english):
        assert problems(root, data_with(root, path, section | {key: value})) == []

    (refused,) = problems(root, data_with(root, path, section | {zh: value, english: value}))
    assert refused.code == "GS09"
    assert {refused.path, refused.twin} == {(*path, zh), (*path, english)}
    assert refused.at_key


@every_field
def test_a_required_field_is_missed_and_another_is_not(root, model, path, attribute, english, zh):
    section = sound(model)
    required = model.model_fields[attribute].is_required()
    assert (zh in section) is required
    section.pop(zh, None)
    found = problems(root, data_with(root, path, section))

    assert [(refused.code, refused.path, refused.missing[:2]) for refused in found] == (
        [("GS03", path, (zh, english))] if required else []
    )
    assert [refused.missing[2:] for refused in found if refused.missing[2:]] == (
        [("时长", "length")] if (model.__name__, attribute) == ("Item", "time") else []
    )
    assert all(f"“{zh}”" in refused.message and refused.hint.startswith("补上") for refused in found)


@every_field
def test_an_empty_field_is_as_good_as_none_unless_required(root, model, path, attribute, english, zh):
    found = problems(root, data_with(root, path, sound(model) | {zh: None}))

    if model.model_fields[attribute].is_required():
        assert [(refused.code, refused.path, refused.message) for refused in found] == [
            ("GS04", (*path, zh), "这里没有填写内容")
        ]
    else:
        assert found == []


@every_field
def test_a_wrong_value_is_refused_at_its_place_in_chinese(root, model, path, attribute, english, zh):
    for refused in (
        refused for wrong in WRONG for refused in problems(root, data_with(root, path, sound(model) | {zh: wrong}))
    ):
        assert refused.code in ("GS02", "GS03", "GS04")
        assert refused.path[: len(path) + 1] == (*path, zh)
        assert not refused.message.isascii()
        assert len(refused.message) < 80
        assert "Error" not in refused.message + refused.hint


@every_field
def test_no_field_takes_lists_in_lists(root, model, path, attribute, english, zh):
    assert problems(root, data_with(root, path, sound(model) | {zh: [[["x"]]]}))


def forms(*parts):
    """The names of the reading functions in a type and its annotations."""
    for part in parts:
        if isinstance(part, Reading):
            yield part.read.__name__
        yield from forms(*getattr(part, "__metadata__", ()), *get_args(part))


SAY_ANYTHING = {"read_names", "read_texts", "read_notes", "read_presence", "read_diners", "read_absent"}


@every_field
def test_nonsense_is_refused_where_a_field_has_a_form(root, model, path, attribute, english, zh):
    info = model.model_fields[attribute]
    found = set(forms(info.annotation, *info.metadata))
    has_form = bool(found - SAY_ANYTHING) or (not found and str not in (info.annotation, *forms_of_text(info)))
    has_form = has_form and not {NAMES_OR_SECTIONS, TEXTS_OR_SECTIONS} & set(info.metadata)
    refused = problems(root, data_with(root, path, sound(model) | {zh: NONSENSE}))

    assert bool(refused) is has_form


def forms_of_text(info):
    """What is plain text in an optional field."""
    mapping = get_origin(info.annotation) is dict
    return (get_args(part)[0] for part in get_args(info.annotation) if get_origin(part) is Annotated and not mapping)


@every_section
def test_an_unknown_key_is_refused_with_a_guess(root, model, path):
    known = next(iter(keys_of(model)))[2]
    (refused,) = problems(root, data_with(root, path, sound(model) | {known + "x": "x"}))

    assert (refused.code, refused.path, refused.at_key) == ("GS02", (*path, known + "x"), True)
    assert "是不是想写“" in refused.hint


@every_section
def test_in_english_fields_are_named_in_english(root, model, path):
    language.use("en")
    (refused,) = problems(root, data_with(root, path, sound(model) | {"qqqqqqqqqqqqqqqqq": "x"}))

    assert all(english in refused.hint for _attribute, english, _zh in keys_of(model))


@pytest.mark.parametrize(("root", "path"), examples(), ids=lambda value: getattr(value, "stem", ""))
def test_the_examples_are_sound(root, path):
    assert problems(root, example(path)) == []
