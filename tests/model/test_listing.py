from __future__ import annotations

import pytest
from pydantic import ValidationError

from jiedai.model.choice import Diet, Rank
from jiedai.model.hospitality import Seating
from jiedai.model.listing import origins
from jiedai.model.messages import refusals
from jiedai.model.office import Office
from jiedai.model.people import Guest
from jiedai.model.plan import Plan
from tests.batch import cases
from tests.model.samples import sound


def guest(diet):
    return Guest.model_validate(sound(Guest) | {"饮食": diet})


@cases("typed", [["清真", "低糖"], ["halal", "低糖"], "清真、低糖", "清真，低糖", "清真;低糖 "])
def test_choices_are_a_list_or_one_text(typed):
    assert guest(typed).diet == [Diet.HALAL, Diet.LOW_SUGAR]


def test_one_choice_needs_no_list():
    assert guest("清真").diet == [Diet.HALAL]
    assert guest([]).diet == []


@cases(("typed", "path"), [("清真、鱼肉", 1), (["鱼肉"], 0), ("鱼肉", 0)])
def test_a_wrong_choice_is_refused_at_its_number(typed, path):
    with pytest.raises(ValidationError) as caught:
        guest(typed)

    (refused,) = refusals(caught.value, Guest)
    assert refused.path == ("饮食", path)
    assert "“鱼肉”" in refused.message


# --- names where sections are meant ---


def plan(**given):
    return Plan.model_validate(sound(Plan) | given)


def refused(root=Plan, **given):
    with pytest.raises(ValidationError) as caught:
        root.model_validate(sound(root) | given)
    return list(refusals(caught.value, root))


@cases("key", ["陪同", "hosts", "工作人员", "crew"])
@cases(
    "typed",
    [
        ["马明", "顾晓岚"],
        "马明、顾晓岚",
        "马明，顾晓岚",
        "马明; 顾晓岚",
        "马明\n顾晓岚\n",
        "、马明、顾晓岚、",
        ["马明、顾晓岚"],
        ["马　明", " 顾晓岚"],
        [{"姓名": "马明"}, "顾晓岚"],
        ["马明", {"name": "顾晓岚"}],
    ],
)
def test_names_are_entries_with_nothing_but_the_name(key, typed):
    made = plan(**{key: typed})
    entries = made.hosts or made.crew

    assert [one.name for one in entries] == ["马明", "顾晓岚"]
    assert all(one.model_fields_set == {"name"} for one in entries)


@cases(
    ("typed", "names"),
    [("马明", ["马明"]), ({"姓名": "马明"}, ["马明"]), ([], []), (None, []), ([110], ["110"])],
)
def test_one_or_none(typed, names):
    assert [host.name for host in plan(陪同=typed).hosts] == names


@cases(
    ("typed", "dishes"),
    [
        (["红烧肉", "清蒸鱼"], ["红烧肉", "清蒸鱼"]),
        ("红烧肉、清蒸鱼、米饭", ["红烧肉", "清蒸鱼", "米饭"]),
        ("红烧肉、时蔬（西兰花、胡萝卜）、米饭", ["红烧肉", "时蔬（西兰花、胡萝卜）", "米饭"]),
        ("时蔬(西兰花,胡萝卜),米饭", ["时蔬(西兰花,胡萝卜)", "米饭"]),
        (["时蔬（西兰花、胡萝卜）", "米饭"], ["时蔬（西兰花、胡萝卜）", "米饭"]),
        ("红烧肉（微辣）、清蒸鱼（少盐）", ["红烧肉（微辣）", "清蒸鱼（少盐）"]),
        ({"菜名": "清蒸鱼", "配料": ["鲈鱼"]}, ["清蒸鱼"]),
        (["红烧肉", {"菜名": "清蒸鱼", "配料": ["鲈鱼"]}], ["红烧肉", "清蒸鱼"]),
    ],
)
def test_a_menu_may_be_names(typed, dishes):
    assert [dish.dish for dish in plan(用餐=[{"日程": "A1", "菜单": typed}]).meals[0].menu] == dishes


@cases(
    ("entry", "message", "hint"),
    [
        (["马明"], "这里应当是一个名称或一组字段，不是列表", "写姓名，或 {姓名: 马明, 单位: 县政府, 职务: 县长}"),
        (None, "这里没有填写内容", "填上内容，或删去这一行"),
        ("", "这里没有填写内容", "填上内容，或删去这一行"),
    ],
)
def test_an_entry_that_is_neither_name_nor_section_gets_an_example(entry, message, hint):
    (found,) = refused(陪同=["马明", entry])

    assert (found.path, found.message, found.hint) == (("陪同", 1), message, hint)


@cases(
    ("typed", "path"),
    [
        ([{"姓名": "马明", "职级": "甲"}], ("陪同", 0, "职级")),
        (["林峰", {"姓名": "马明", "职级": "甲"}], ("陪同", 1, "职级")),
        (["林峰、徐正、何静", {"姓名": "马明", "职级": "甲"}], ("陪同", 1, "职级")),
        ({"姓名": "马明", "职级": "甲"}, ("陪同", "职级")),
        ({"姓名": "马明", "职极": "甲"}, ("陪同", "职极")),
        ({"职务": "县长"}, ("陪同",)),
        (["林峰、徐正", {"职务": "县长"}], ("陪同", 1)),
        ("", ("陪同",)),
        ("、", ("陪同",)),
    ],
)
def test_a_mistake_is_told_where_it_was_written(typed, path):
    (found,) = refused(陪同=typed)

    assert found.path == path


@cases("blank", ["待填", "（待补充）", "待填、待填"])
def test_a_blank_is_nobody_so_that_it_can_be_taken_out(blank):
    assert [found.path for found in refused(陪同=blank)] == [("陪同",)]
    assert [found.path for found in refused(陪同=["马明", blank])] == [("陪同", 1)]


@cases(
    ("typed", "path", "shown", "name"),
    [
        (["陈志远"], ("来宾", 0), "陈志远", "陈志远"),
        ([{"姓名": "李娜", "单位": "省发展改革委", "职务": "处长"}, "陈志远"], ("来宾", 1), "陈志远", "陈志远"),
        ("陈志远、李娜", ("来宾",), "陈志远、李娜", "陈志远"),
    ],
)
def test_a_name_alone_is_no_guest_and_the_answer_completes_it(typed, path, shown, name):
    (found,) = refused(来宾=typed)

    assert found.path == path
    assert found.message == f"只写“{shown}”不够"
    assert found.hint == f"来宾要写单位和职务，如 - {{姓名: {name}, 单位: 省发展改革委, 职务: 副主任}}"


@cases(
    ("entries", "numbers"),
    [
        (["甲", "乙"], [0, 1]),
        (["甲、乙", {}, "丙"], [0, 0, 1, 2]),
        ([{}, "甲、乙、丙"], [0, 1, 1, 1]),
        (["待填", "甲"], [0, 1]),
        ([None, "", "甲"], [0, 1, 2]),
    ],
)
def test_where_each_entry_comes_from(entries, numbers):
    assert origins(entries) == numbers


# --- one without a list ---


@pytest.mark.parametrize("lodging", [{"宾馆": "云溪宾馆"}, [{"宾馆": "云溪宾馆"}]])
def test_one_hotel_needs_no_list(lodging):
    assert [stay.hotel for stay in Plan.model_validate(sound(Plan) | {"住宿": lodging}).lodging] == ["云溪宾馆"]


@cases(
    ("lodging", "path"),
    [({"入住": "昨天"}, ("住宿", "入住")), ([{"入住": "昨天"}], ("住宿", 0, "入住")),
     ({"房间": [{"房型": "大"}]}, ("住宿", "房间", 0, "房型")), ({"没有": "x"}, ("住宿", "没有"))],
)  # fmt: skip
def test_a_mistake_in_one_hotel_stands_where_there_is_no_list(lodging, path):
    (found,) = refused(住宿=lodging)

    assert found.path == path


def test_two_spellings_of_one_rank_are_refused_and_two_ranks_are_not():
    limits = {"厅局级": 500, "bureau": 480}
    with pytest.raises(ValidationError) as caught:
        Office.model_validate(sound(Office) | {"标准": {"住宿": limits}})
    (refused,) = refusals(caught.value, Office)
    office = Office.model_validate(sound(Office) | {"标准": {"住宿": {"厅局级": 500, "other": "380元"}}})

    assert refused.path == ("标准", "住宿")
    assert refused.message == "“厅局级”和“bureau”是同一项，写了两次"
    assert office.standards.lodging == {Rank.BUREAU: 500, Rank.OTHER: 380}


@cases("typed", [3, "3", "3排", "9、10"])
def test_rows_as_one_number_are_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as caught:
        Seating.model_validate({"编号": "S1", "排": typed})

    (refused,) = refusals(caught.value, Seating)
    assert refused.path == ("排",)
    assert refused.hint == "写各排座位数，如 排: [9, 10]"


def test_rows_are_a_list_also_of_one():
    assert Seating.model_validate({"编号": "S1", "排": [9, "10"]}).rows == [9, 10]
    assert Seating.model_validate({"编号": "S1", "排": []}).rows == []


def test_the_rows_of_a_chart_are_no_more_seats_than_it_may_have():
    assert sum(Seating.model_validate({"编号": "S1", "排": [5000, "4999座"]}).rows) == 9999
    for rows in ([5000, 5000], ["5000座", "5000"], [9, 9_991]):
        with pytest.raises(ValidationError) as caught:
            Seating.model_validate({"编号": "S1", "排": rows})
        (refused,) = refusals(caught.value, Seating)
        assert (refused.path, refused.hint) == (("排",), "一张座次图最多排 9999 个座位"), rows


def test_a_row_that_is_no_number_is_told_alone():
    for entry in ("九", 10**11):
        with pytest.raises(ValidationError) as caught:
            Seating.model_validate({"编号": "S1", "排": [9, entry]})
        (refused,) = refusals(caught.value, Seating)
        assert refused.path == ("排", 1), entry
