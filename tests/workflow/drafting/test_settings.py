import pytest

from jiedai.source import read_bytes
from jiedai.workflow.drafting.request import Usage
from jiedai.workflow.drafting.settings import apply, path_of_words, put, value_of_text
from tests.batch import cases


@cases(
    ("words", "path"),
    [
        ("编号", ("number",)),
        ("number", ("number",)),
        ("公函.文号", ("letter", "number")),
        ("letter.文号", ("letter", "number")),
        ("来宾.0.姓名", ("guests", 0, "name")),
        ("日程.1.安排.2.从", ("schedule", 1, "items", 2, "from")),
        ("陪同", ("hosts",)),
        ("住宿.0.宾馆", ("lodging", 0, "hotel")),
        ("住宿.宾馆", ("lodging", "hotel")),
        ("审批.审批人", ("approval", "by")),
        ("陪同.姓名", ("hosts", "name")),
    ],
)
def test_dotted_words_name_a_field_in_either_spelling(words: str, path: tuple[str | int, ...]):
    assert path_of_words(words) == path


@cases(
    ("words", "hint"),
    [
        ("编好", "是不是想写“编号”"),
        ("numbr", "是不是想写“number”"),
        ("公函.文好", "是不是想写“文号”"),
        ("不知道的字段名", "这里可写"),
        ("来宾.姓名", "从 0 数起"),
        ("标题.0", "不是列表"),
        ("标题.甲", "不能再往下写"),
        ("", "没有"),
    ],
)
def test_unknown_words_are_refused_with_what_was_probably_meant(words: str, hint: str):
    with pytest.raises(Usage, match=hint):
        path_of_words(words)


def test_values_in_brackets_are_lists_and_sections_with_keys_in_either_spelling():
    assert value_of_text("云接〔2026〕17号", ("number",)) == "云接〔2026〕17号"
    assert value_of_text("[甲, 乙]", ("letter", "members")) == ["甲", "乙"]
    assert value_of_text("{姓名: 甲, unit: 乙}", ("hosts", 0)) == {"name": "甲", "unit": "乙"}
    with pytest.raises(Usage, match="括号"):
        value_of_text("[甲", ("letter", "members"))


def test_a_change_makes_the_sections_that_lead_to_it_and_one_more_entry_of_a_list():
    data: dict[str, object] = {"guests": [{"name": "甲"}]}
    apply(data, ("headcount", "total"), "12", "x")
    apply(data, ("guests", 1, "name"), "乙", "x")
    apply(data, ("gifts", 0, "item"), "茶", "x")
    assert data == {"guests": [{"name": "甲"}, {"name": "乙"}], "headcount": {"total": "12"}, "gifts": [{"item": "茶"}]}
    with pytest.raises(Usage, match="2 项"):
        apply(data, ("guests", 3, "name"), "丙", "来宾.3.姓名")


def test_a_bare_name_becomes_an_entry_where_more_is_said_of_it():
    data: dict[str, object] = {"hosts": ["甲", "乙"], "crew": "丙、丁"}
    apply(data, ("hosts", 1, "post"), "县长", "x")
    apply(data, ("crew", 0, "duty"), "联络", "x")
    assert data == {"hosts": ["甲", {"name": "乙", "post": "县长"}], "crew": [{"name": "丙", "duty": "联络"}, "丁"]}


TEXT = "标题: 甲  # 说明\n来宾:\n  - {姓名: 甲, unit: 乙}\n"


@cases(
    ("path", "value", "wanted"),
    [
        (("title",), "乙", {"标题": "乙"}),
        (("number",), "17", {"编号": "17"}),
        (("guests", 0, "unit"), "丙", {"来宾": [{"姓名": "甲", "unit": "丙"}]}),
        (("guests", 0, "arrive", "by"), "G1", {"来宾": [{"姓名": "甲", "unit": "乙", "抵达": {"车次": "G1"}}]}),
        (("guests", 1, "name"), "丁", {"来宾": [{"姓名": "甲", "unit": "乙"}, {"姓名": "丁"}]}),
        (("letter", "members"), ["甲", "乙"], {"公函": {"人员": ["甲", "乙"]}}),
        (("gifts", 0, "item"), "茶", {"礼品": [{"名称": "茶"}]}),
        (("hosts",), [{"name": "甲"}], {"陪同": [{"姓名": "甲"}]}),
    ],
)
def test_a_value_is_put_where_the_file_has_it_in_the_spelling_of_the_file(path, value, wanted):
    before = {"标题": "甲", "来宾": [{"姓名": "甲", "unit": "乙"}]}

    text = put(TEXT, before, path, value, "zh")

    assert read_bytes(text.encode(), "").data == before | wanted
    assert "# 说明" in text


@pytest.mark.parametrize("path", [("guests", 2, "name"), ("gifts", 1, "item")])
def test_a_position_behind_the_end_of_a_list_is_refused(path):
    with pytest.raises(Usage, match="从 0 数起"):
        put(TEXT, {"标题": "甲", "来宾": [{"姓名": "甲", "unit": "乙"}]}, path, "丁", "zh")


@cases("path", [("lodging", 0, "hotel"), ("lodging", "hotel")])
@cases(("text", "wanted"), [("住宿: {宾馆: 甲}\n", {"宾馆": "乙"}), ("住宿: [{宾馆: 甲}]\n", [{"宾馆": "乙"}])])
def test_a_single_hotel_is_found_with_and_without_a_list(path, text, wanted):
    data = read_bytes(text.encode(), "").data

    assert read_bytes(put(text, data, path, "乙", "zh").encode(), "").data == {"住宿": wanted}


def test_a_single_hotel_of_a_new_plan_is_changed_where_it_stands():
    data: dict[str, object] = {"lodging": {"hotel": "甲"}}
    apply(data, ("lodging", 0, "hotel"), "乙", "x")
    apply(data, ("lodging", "check_in"), "丙", "x")
    assert data == {"lodging": {"hotel": "乙", "check_in": "丙"}}
