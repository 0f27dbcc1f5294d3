"""The JSON Schema accepts and refuses what the models do."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jiedai import language
from jiedai.diagnostics import Level
from jiedai.loading import validated, visit_days
from jiedai.model.base import keys_of, nodes_in
from jiedai.model.knowledge import Knowledge
from jiedai.model.messages import model_at
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from jiedai.model.reading import DASH, VisitDays, halfwidth, whole, widened
from jiedai.model.schedule import Item
from jiedai.model.schema import schema, with_examples
from jiedai.model.times import read_dates
from jiedai.source import Source
from tests.batch import cases
from tests.model.samples import FIELD_IDS, FIELDS, SECTIONS, data_with, example, examples, sound

DATES = read_dates("2026-05-11 至 2026-05-12", None)
VISIT = VisitDays(DATES.first, DATES.last)


OWNERS = {model: root for root, model, _path in SECTIONS}
"""The file that each section stands in, as an editor knows it: there is a schema for each of the two."""


@cache
def whole_schema(root):
    """The schema of a file, with Chinese messages, made once."""
    return schema(root)


def section_of(root):
    """The schema of a section, as it stands in that of its file."""
    made = whole_schema(OWNERS[root])
    return made if OWNERS[root] is root else made["$defs"][root.__name__]


@cache
def validator(root):
    return Draft202012Validator(section_of(root) | {"$defs": whole_schema(OWNERS[root])["$defs"]})


def typed(data):
    """Data as the reader of plans hands it over: every scalar as the text that was typed."""
    if isinstance(data, dict):
        return {key: typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [typed(value) for value in data]
    if isinstance(data, bool):
        return "true" if data else "false"
    return data if data is None else str(data)


def loads(root, data):
    """Whether the loader has no error to report."""
    source = Source("x.yaml", "", data=typed(data))
    _node, found = validated(source, root, visit_days(source.data) if root is Plan else VISIT)
    return all(diagnostic.level is not Level.ERROR for diagnostic in found)


@cache
def value_validator(owner, value_schema):
    """The validator of a field's value; fields of a file that take the same share it, with what it has said."""
    return Draft202012Validator(json.loads(value_schema) | {"$defs": whole_schema(owner)["$defs"]}), {}


@cache
def field_validator(root, zh):
    """The validator of a field of a section."""
    told = section_of(root)["properties"][zh]
    value_schema = json.dumps({key: part for key, part in told.items() if key not in ("title", "description")})
    return value_validator(OWNERS[root], value_schema)


def takes(root, zh, number):
    """Whether the schema of a section takes VALUES[number] for a field, as an editor sees it and as typed."""
    valid, said = field_validator(root, zh)
    if number not in said:
        value, text = VALUES[number], typed(VALUES[number])
        said[number] = {valid.is_valid(seen) for seen in ((value,) if value == text else (value, text))}
    return said[number]


def agree(root, data):
    """Whether schema and models accept `data`, as an editor sees it and as texts; they must say the same."""
    accepted = loads(root, data)
    texts = typed(data)
    for seen in (data,) if data == texts else (data, texts):
        assert validator(root).is_valid(seen) is accepted, list(validator(root).iter_errors(seen))[:3]
    return accepted


def each_once(part, seen):
    """A schema without the properties that are, under another name, in it already: what they are is sound or not."""
    if isinstance(part, list):
        return [each_once(entry, seen) for entry in part]
    if not isinstance(part, dict):
        return part
    kept = {}
    for name, value in part.items():
        if name == "properties":
            texts = {key: json.dumps(told, sort_keys=True) for key, told in value.items()}
            value = {key: told for key, told in value.items() if not (texts[key] in seen or seen.add(texts[key]))}
        kept[name] = each_once(value, seen)
    return kept


@pytest.mark.parametrize("root", [Plan, Office])
def test_it_is_a_schema_that_needs_nothing_from_elsewhere(root):
    made = whole_schema(root)
    Draft202012Validator.check_schema(each_once(made, set()))
    text = json.dumps(made)

    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert '"$id"' not in text
    assert all(ref.startswith("#/$defs/") for ref in re.findall(r'"\$ref": "([^"]*)"', text))


@pytest.mark.parametrize("root", [Plan, Office])
def test_every_key_is_there_in_both_spellings_with_title_and_help(root):
    made = whole_schema(root)
    sections = {root.__name__: made} | made["$defs"]
    for owner, model, _path in SECTIONS:
        if owner is not root:
            continue
        section = sections[model.__name__]
        assert set(section["properties"]) == {name for _a, english, zh in keys_of(model) for name in (english, zh)}
        assert section["additionalProperties"] is False
        for _attribute, english, zh in keys_of(model):
            assert section["properties"][zh] == section["properties"][english]
            assert section["properties"][zh]["title"] == zh
            assert section["properties"][zh]["description"]
            assert not {"audiences", "default"} & set(section["properties"][zh])


def test_chinese_keys_are_offered_first():
    names = list(whole_schema(Plan)["properties"])

    assert names.index("豁免") < names.index("title")


@pytest.mark.parametrize(("root", "path"), examples(), ids=lambda value: getattr(value, "stem", ""))
def test_examples_are_accepted_by_both(root, path):
    assert agree(root, example(path))


@cases(("root", "model", "path"), SECTIONS, ids=[model.__name__ for _r, model, _p in SECTIONS])
def test_the_smallest_section_is_accepted_in_either_spelling_and_an_unknown_key_refused(root, model, path):
    section = sound(model)
    english = {zh: name for _attribute, name, zh in keys_of(model)}

    assert agree(root, data_with(root, path, section))
    assert agree(root, data_with(root, path, {english[zh]: value for zh, value in section.items()}))
    assert not agree(root, data_with(root, path, section | {"没有的字段": "x"}))


VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    6,
    -1,
    110,
    13900000201,
    "",
    "  ",
    "说明",
    "待填",
    "（待补充）",
    "、",
    "x",
    "是",
    "No",
    "无",
    "6人",
    "约110",
    "110余人",
    "60.5",
    "1.2万元",
    "-5",
    "2026-05-11",
    "２０２６年５月１１日 星期一",
    "5月11日",
    "2026-13-11",
    "1948-05-11",
    "2026-05-11 至 12日",
    "2026-05-11 09:20",
    "5月11日下午3点",
    "09:20",
    "9：２０—９点半",
    "22:30-次日0:30",
    "09:20-25:00",
    "9:60",
    "约9:20左右",
    "下午",
    "T-3",
    "Ｔ－３w 17:00",
    "T-1000",
    "L+3",
    "ｌ－１w 17:00",
    "L3",
    "正厅级",
    "副县",
    "四级主任科员",
    "三级巡视员",
    "周一",
    "每周一闭馆、周三下午",
    "Mon-Wed",
    "周一早",
    "2026-05-11 至 2026-05-13、6月1日",
    "2026-05-11 09:00-12:00",
    "5月11日下午至12日上午",
    "2026-05-11、12日",
    "09:00-12:00、14:00-17:00",
    "18:00-次日2点，20:00-21:00",
    "24小时",
    "20分钟",
    "下午两点到三点半",
    "1430-1630",
    "早8点一刻",
    "晚6点半左右",
    "二〇二六年五月十一日",
    "五月十一日上午九点半",
    "来访前三天下午五点",
    "结束后5个工作日内",
    "一个半小时",
    "约40分钟",
    "十二位",
    "近百人",
    "约1.2万人",
    "汇报会",
    "回字形",
    "双人间",
    "虾、蟹",
    "无忌口",
    "听取汇报（20分钟）；讨论",
    {"代表": 80, "嘉宾": "约20人"},
    "1个半小时",
    "0570-5550102转8001",
    "（0570）5550102",
    "11",
    "男",
    "male",
    "调研",
    "清真、低糖",
    "甲、乙",
    [],
    [None],
    [""],
    ["甲", "乙"],
    ["甲、乙", {}],
    ["甲", None],
    ["清真"],
    ["周一", "2026-05-11 下午"],
    ["09:00-12:00", "14:00-17:00"],
    [6, 5],
    [[1]],
    [{}],
    {},
    {"没有": 1},
    {"staff": "x", "驾驶员": "y"},
    {"staff": "x", "工作人员": "y"},
    {"厅局级": 500},
    {"厅局级": 500, "bureau": 480},
    {"标准间": 6, "x": 1},
]

# A time alone is clear only in a visit of one day, which a schema cannot know.
TIME_ALONE = re.compile(r"^\D{0,2}[\d０-９]{1,2}[:：点时]")


def excepted(info, value):
    """The documented differences between schema and models."""
    if not isinstance(value, str):
        return False
    annotation = str(info.annotation)
    holds_more = any(nodes_in(info.annotation)) or annotation.startswith(("dict", "list[int]", "list[typing.Annotated"))
    alone = any(name in annotation for name in ("Moment", "Due", "Leg"))
    return (holds_more and value in ("待填", "（待补充）")) or (alone and bool(TIME_ALONE.match(value)))


@cases(("root", "model", "path", "attribute", "english", "zh"), FIELDS, ids=FIELD_IDS)
def test_each_field_takes_and_refuses_the_same_values(root, model, path, attribute, english, zh):
    """The rest of a section wants no more of a value than that it is something: its own schema decides."""
    answers = {agree(model, sound(model) | {zh: None}): None}
    for number, value in enumerate(VALUES):
        if value is not None and not excepted(model.model_fields[attribute], value):
            accepted = loads(model, sound(model) | {zh: value})
            assert takes(model, zh, number) == {accepted}, value
            answers.setdefault(accepted, value)

    assert False in answers
    for accepted, value in answers.items():
        assert agree(model, sound(model) | {zh: value}) is accepted


CONDITIONS = {"not", "oneOf", "anyOf", "required", "properties"}
SECTION = {"$schema", "$defs", "title", "description", "type", "properties", "additionalProperties", "allOf"}


def test_the_rest_of_a_section_wants_no_more_of_a_value_than_that_it_is_something():
    for _owner, model, _path in SECTIONS:
        section = section_of(model)
        assert section.keys() <= SECTION
        waiting = list(section["allOf"])
        while waiting:
            condition = waiting.pop()
            assert condition.keys() <= CONDITIONS
            for key, part in condition.items():
                if key == "properties":
                    assert list(part.values()) == [{"not": {"type": "null"}}]
                elif key != "required":
                    waiting += part if isinstance(part, list) else [part]


@cases(("root", "model", "path", "attribute", "english", "zh"), FIELDS, ids=FIELD_IDS)
def test_a_field_missing_or_given_twice_is_the_same_to_both(root, model, path, attribute, english, zh):
    section = sound(model)
    value = section.pop(zh, None)

    assert agree(model, section) is (value is None)
    if value is not None:
        assert agree(model, section | {english: value})
        assert not agree(model, section | {english: value, zh: value})
        assert not agree(model, section | {english: None, zh: value})
    else:
        assert not agree(model, section | {english: None, zh: None})


def places(data, path=()):
    """Every path into the data."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(value, (*path, index))


def at(data, path):
    for step in path:
        data = data[step]
    return data


@cache
def whole_plan():
    return example(next(path for root, path in examples() if root is Plan))


@cache
def whole_plan_places():
    return [path for path in places(whole_plan()) if path]


SIMPLE = st.none() | st.booleans() | st.integers(-9, 99) | st.sampled_from(["", "说明", "x", "6人", "T-3"])
VALUE = (
    SIMPLE | st.lists(SIMPLE, max_size=2) | st.dictionaries(st.sampled_from(["姓名", "name", "x"]), SIMPLE, max_size=2)
)


@given(st.data())
def test_a_changed_plan_is_the_same_to_both(data):
    plan = deepcopy(whole_plan())
    path = data.draw(st.sampled_from(whole_plan_places()))
    above, step = at(plan, path[:-1]), path[-1]
    change = data.draw(st.sampled_from(["value", "drop", "unknown", "other", "both"]))
    if change == "value" or isinstance(step, int):
        above[step] = data.draw(VALUE)
    elif change == "drop":
        del above[step]
    elif change == "unknown":
        above["没有的字段"] = "x"
    else:
        names = {zh: english for _attribute, english, zh in keys_of(model_at(path[:-1], Plan))}
        if step in names:
            above[names[step]] = above[step] if change == "both" else above.pop(step)
    agree(Plan, plan)


PIECES = [
    r"(?P<year>\d{4})[-/.年](?:a|b)?",
    rf"T\s*(?P<sign>{DASH}|\+)\s*\d{{1,3}}(?!\d)",
    r"[0-5]?\d:[0-5]\d",
    r"[([]?x[)\]]? y",
    r"\(?\d[\d,]{0,3}(?:\.\d+)?\)?",
]


@pytest.mark.parametrize("pattern", PIECES)
@given(text=st.text("0123456789０９５年月ab-－/／.．。,，:：Tt＋+—()（）[]［］xyＸｘ \u3000", max_size=8))
def test_a_widened_pattern_takes_what_the_reader_takes_after_halfwidth(pattern, text):
    read = re.fullmatch(pattern, halfwidth(text), re.ASCII) is not None

    assert (re.search(whole(widened(pattern)), text) is not None) is read


def parts(made, path=()):
    """Every part of a schema with where it stands."""
    yield path, made
    inner = made.items() if isinstance(made, dict) else enumerate(made) if isinstance(made, list) else ()
    for step, part in inner:
        yield from parts(part, (*path, step))


@pytest.mark.parametrize("root", [Plan, Office, Knowledge])
def test_no_editor_shows_an_expression_and_every_choice_says_what_it_is(root):
    for path, part in parts(whole_schema(root)):
        if isinstance(part, dict) and isinstance(part.get("pattern"), str):
            told = part["patternErrorMessage"]
            assert told, path
            assert not re.search(r"[\\^$|]", told), path
        if isinstance(part, dict) and isinstance(part.get("enum"), list) and "propertyNames" not in path:
            assert len(part["enumDescriptions"]) == len(part["enum"]), path


def test_the_message_is_the_advice_of_the_reader_in_the_language_in_use():
    defs = whole_schema(Plan)["$defs"]
    assert defs["dates"]["patternErrorMessage"] == "写成 2026-05-11 至 2026-05-12"
    assert defs["money"]["patternErrorMessage"] == "只写数字，单位为元，如 60"
    language.use("en")
    assert schema(Plan)["$defs"]["dates"]["patternErrorMessage"].startswith("Write")


def test_chinese_names_of_a_choice_come_first_and_tell_the_english():
    kinds = whole_schema(Plan)["$defs"]["Kind"]["anyOf"][0]
    told = dict(zip(kinds["enum"], kinds["enumDescriptions"], strict=True))
    assert kinds["enum"][:3] == ["调研", "检查", "会议"]
    assert (told["调研"], told["research"], told["督查"]) == ("research", "就是“调研”", "就是“检查”")
    assert next(iter(whole_schema(Plan)["$defs"]["yes"]["anyOf"][0]["enum"])) == "是"


def test_names_are_offered_alone_and_in_lists_and_no_value_is_refused_for_them():
    made = with_examples(whole_schema(Plan), Plan, {Item: {"place": ["云溪站"], "lead": ["县接待办"], "hosts": []}})
    Draft202012Validator.check_schema(made["$defs"]["Item"])
    assert made["$defs"].keys() == whole_schema(Plan)["$defs"].keys()
    changed = {name for name, part in made["$defs"].items() if part != whole_schema(Plan)["$defs"][name]}
    assert changed == {"Item"}
    item = made["$defs"]["Item"]["properties"]
    for key in ("地点", "place"):
        offered = [
            part["examples"] for _path, part in parts(item[key]) if isinstance(part, dict) and "examples" in part
        ]
        assert offered == [["云溪站"], ["云溪站"]]
    assert [part["examples"] for _path, part in parts(item["责任单位"]) if "examples" in part] == [["县接待办"]]
    assert not [path for path, part in parts(item["陪同"]) if isinstance(part, dict) and "examples" in part]
    assert not [path for path, part in parts(made["$defs"]["names"]) if "examples" in part], "shared with other fields"
    one = Draft202012Validator({"$ref": "#/$defs/Item", "$defs": made["$defs"]})
    assert one.is_valid({"编号": "A1", "时间": "09:00-10:00", "事项": "座谈", "地点": ["别处"]})
