from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiedai.visit.names import alike, forms_of_one, is_one_post, is_one_unit, may_be_one_unit, mobiles, short_unit
from tests.batch import cases


@cases(
    ("one", "other", "found"),
    [
        ("吴钢", "吴刚", True),
        ("何静", "何婧", True),
        ("陈志远", "陈致远", True),
        ("姚晨", "尧晨", True),
        ("王芳", "王刚", False),
        ("李娜", "李明", False),
        ("陈志远", "陈致元", False),
        ("吴刚", "吴刚强", False),
        ("吴刚", "吴刚", False),
        ("Anna", "Anne", False),
    ],
)
def test_names_that_sound_alike(one: str, other: str, found: bool) -> None:
    assert list(alike([one, other])) == ([(one, other)] if found else [])


def test_every_pair_is_told_once_and_the_first_is_first() -> None:
    assert set(alike(["吴刚", "吴钢", "吴冈", "吴刚"])) == {("吴刚", "吴钢"), ("吴刚", "吴冈"), ("吴钢", "吴冈")}


@given(st.lists(st.text("刚钢冈静婧王吴", min_size=1, max_size=3), max_size=8))
def test_pairs_are_those_that_differ_in_one_place(names: list[str]) -> None:
    found = list(alike(names))
    assert len(found) == len(set(found))
    assert all(sum(a != b for a, b in zip(one, other, strict=True)) == 1 for one, other in found)


@cases(
    ("one", "other", "same", "perhaps"),
    [
        ("省发展改革委", "省发改委", True, True),
        ("省发展和改革委员会", "省发改委", True, True),
        ("县卫健局", "县卫生健康局", True, True),
        ("云溪县卫健局", "县卫健局", True, True),
        ("浙江省 发展改革委", "省发展改革委", True, True),
        ("县政府", "云溪县人民政府", True, True),
        ("省科学院", "省医学科学院", False, True),
        ("市委", "市纪委", False, True),
        ("省发展改革委投资处", "省发展改革委", False, True),
        ("县第一中学", "县第二中学", False, False),
        ("县接待办", "县委办", False, False),
        ("杭州市卫健局", "宁波市卫健局", False, False),
    ],
)
def test_units(one: str, other: str, same: bool, perhaps: bool) -> None:
    for pair in ((one, other), (other, one)):
        assert is_one_unit(*pair) is same
        assert may_be_one_unit(*pair) is perhaps
        assert list(forms_of_one(pair)) == ([pair] if same else [])


def test_a_unit_at_home_has_no_area() -> None:
    assert list(forms_of_one(["杭州市卫健局", "宁波市卫健局", "市卫生健康局"])) == [("杭州市卫健局", "市卫生健康局")]
    assert short_unit("县人民政府办公室") == "县政府办"


@cases(
    ("one", "other", "same"),
    [
        ("主任", "副主任", False),
        ("县长", "副县长", False),
        ("投资处副处长", "处长", False),
        ("县委副书记", "书记", False),
        ("局长", "代局长", False),
        ("投资处处长", "处长", True),
        ("副县长", "县委常委、常务副县长", True),
        ("局长", "党组书记、局长", True),
        ("党组书记", "局长", False),
        ("县委办公室主任", "主任", True),
        ("市长", "市长", True),
        ("镇长", "镇党委书记、镇长", True),
    ],
)
def test_posts(one: str, other: str, same: bool) -> None:
    assert is_one_post(one, other) is is_one_post(other, one) is same


@cases(
    ("phone", "numbers"),
    [
        ("13900000201", {"13900000201"}),
        ("139-0000-0201", {"13900000201"}),
        ("+86 139 0000 0201", {"13900000201"}),
        ("13900000201、13900000202", {"13900000201", "13900000202"}),
        ("0570-5550101", set()),
        ("0570-5550101转139", set()),
        ("120", set()),
        ("待填", set()),
    ],
)
def test_mobile_numbers(phone: str, numbers: set[str]) -> None:
    assert mobiles(phone) == numbers
