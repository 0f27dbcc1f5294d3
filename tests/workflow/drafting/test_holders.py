import pytest

from jiedai.language import use
from jiedai.model.choice import Kind
from jiedai.model.office import Office
from jiedai.model.placeholder import is_placeholder
from jiedai.workflow.drafting.outline import Holder, Holders, leading_duties
from jiedai.workflow.drafting.playbook import blank, playbook
from tests.batch import cases
from tests.workflow.drafting.offices import office

LEADING = leading_duties(playbook(Kind.RESEARCH))


def holders(at: Office | None, **more: str) -> Holders:
    return Holders(at, LEADING, **more)


def test_a_duty_is_held_by_the_unit_that_names_it_or_a_name_for_it():
    assert holders(office()).of("vehicles") == Holder("县接待办", "周敏")
    assert holders(office()).of("traffic").unit == "县交警大队"
    assert holders(office()).of("medical") == Holder("县卫健局", "何静")


def test_a_duty_nobody_holds_falls_to_another_or_is_a_blank_that_says_which_unit():
    known = holders(office(), lead="县发改局")
    assert known.of("guiding").unit == "县发改局"
    assert known.of("finance").unit == "县接待办"
    assert known.of("press") == Holder("待填 宣传（融媒体）部门")
    assert holders(None).of("vehicles") == Holder("待填 接待办")
    assert holders(None).of("guiding") == Holder("待填 讲解单位")
    with pytest.raises(KeyError):
        known.of("nothing")


def test_a_unit_whose_name_is_still_a_blank_is_nobody_and_so_is_a_contact():
    units = [{"name": "待填 接待办", "duties": ["统筹"]}, {"name": "公安局", "duties": ["安保"], "contact": "待填"}]
    unfilled = Office.model_validate({"office": {"name": "x"}, "units": units})
    assert holders(unfilled).of("coordination") == Holder("待填 接待办")
    assert holders(unfilled).of("security") == Holder("公安局")


def test_the_bureau_of_the_visit_is_never_guessed_from_a_duty_and_moves_no_other():
    assert holders(office()).of("subject") == Holder("待填 对口部门")
    other = holders(office(), lead="县卫健局")
    assert other.of("subject") == Holder("县卫健局", "何静")
    assert {key: other.of(key) for key in ("medical", "traffic", "food_safety", "coordination")} == {
        key: holders(office()).of(key) for key in ("medical", "traffic", "food_safety", "coordination")
    }


def test_the_liaison_does_what_the_reception_office_does_and_nothing_else():
    known = holders(office(), liaison="姚晨")
    assert known.of("coordination") == known.of("finance") == Holder("县接待办", "姚晨")
    assert known.of("medical").owner == "何静"


@cases("kind", list(Kind))
def test_the_bureau_leads_its_subject_and_what_falls_to_it_of_the_main_session(kind: Kind):
    assert leading_duties(playbook(kind)) == {"subject"} | ({"investment"} if kind is Kind.INVESTMENT else set())


def test_nobody_is_not_mentioned():
    assert Holder("甲", "乙").said("lead") == {"lead": "甲", "owner": "乙"}
    assert Holder("甲").said() == {"unit": "甲"}


def test_blanks_are_blanks_in_both_languages():
    assert (blank(), blank("车号")) == ("待填", "待填 车号")
    use("en")
    try:
        assert (blank(), blank("car")) == ("TODO", "TODO car")
        assert is_placeholder(blank("car"))
        assert holders(None).of("vehicles") == Holder("TODO reception office")
    finally:
        use("zh")
    assert is_placeholder(blank("车号"))
