from jiedai.language import use
from jiedai.model.choice import Kind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.workflow.playbook import Holder, blank, holder, playbook
from tests.workflow.offices import office

BOOK = playbook(Kind.RESEARCH)


def test_a_duty_is_held_by_the_unit_that_names_it_or_a_name_for_it():
    assert holder(office(), BOOK, "vehicles") == Holder("县接待办", "周敏", "0570-5550101")
    assert holder(office(), BOOK, "traffic").unit == "县交警大队"
    assert holder(office(), BOOK, "medical") == Holder("县卫健局", "何静", "待填")


def test_a_duty_nobody_holds_falls_to_another_or_is_a_blank_that_says_which_unit():
    assert holder(office(), BOOK, "guiding").unit == "县发改局"
    assert holder(office(), BOOK, "finance").unit == "县接待办"
    assert holder(office(), BOOK, "press") == Holder("待填 宣传（融媒体）部门", "待填", "待填")
    assert holder(None, BOOK, "vehicles") == Holder("待填 接待办", "待填", "待填")


def test_a_unit_whose_name_is_still_a_blank_is_nobody():
    unfilled = Office.model_validate({"office": {"name": "x"}, "units": [{"name": "待填 接待办", "duties": ["统筹"]}]})
    assert holder(unfilled, BOOK, "coordination") == Holder("待填 接待办", "待填", "待填")


def test_blanks_are_blanks_in_both_languages():
    assert (blank(), blank("车号")) == ("待填", "待填 车号")
    use("en")
    try:
        assert (blank(), blank("car")) == ("TODO", "TODO car")
        assert is_placeholder(blank("car"))
    finally:
        use("zh")
    assert is_placeholder(blank("车号"))
