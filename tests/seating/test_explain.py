from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.seating.explain import NotSeated, exchange, explain
from tests.batch import cases
from tests.seating.samples import chart_of, guest, hosts_numbered, moves, names, numbered, plan, seating


def dais(people=5, **more):
    return chart_of(plan(numbered("G", people)), seating(shape="dais", people=names("G", people), **more))


def talks(**more):
    visit = plan(numbered("G", 3), hosts_numbered(3))
    return chart_of(visit, seating(shape="long_table", guests=names("G", 3), hosts=names("H", 3), **more))


def test_an_explanation_gives_the_seat_the_order_and_the_custom():
    text = explain(dais(), "G2")

    assert text.splitlines()[:4] == [
        "G2：左1，图上 4 号座",
        "在全部就座的人中排第 2 位，共 5 人",
        "在G1之后：排序 1 在 2 之前",
        "在G3之前：排序 2 在 3 之前",
    ]
    assert "1 号居中" in text
    assert "如与G1互换：G2坐得高于排在前面的G1" in text
    assert "如与G3互换" in text


@cases(
    ("first", "second", "words"),
    [
        ({"rank": "bureau"}, {"rank": "division"}, "职级 厅局级 高于 县处级"),
        ({"rank": "正厅级"}, {"rank": "一级巡视员"}, "职级 正厅级 高于 一级巡视员"),
        ({"rank": "bureau"}, {}, "职级 厅局级 高于 其他"),
        ({"rank": "副厅级"}, {"rank": "厅局级"}, "并列，只按书写顺序，请核定"),
        ({"order": 1}, {}, "排序 1 在 未写 之前"),
        ({}, {}, "并列，只按书写顺序，请核定"),
    ],
)
def test_the_grounds_in_words(first, second, words):
    chart = chart_of(plan([guest("甲", **first), guest("乙", **second)]), seating(shape="dais", people=["甲", "乙"]))

    assert f"在乙之前：{words}" in explain(chart, "甲")


def test_the_main_host_comes_first_by_the_role_among_hosts():
    hosts = [{"name": "甲"}, {"name": "乙", "role": "principal"}]
    chart = chart_of(plan(["客"], hosts), seating(shape="long_table", guests=["客"], hosts=["甲", "乙"]))

    assert chart.seat_of("乙").place.position == "主人席中"
    assert "角色 主陪 在 未写 之前" in explain(chart, "乙")


def test_an_exchange_names_everybody_who_would_sit_too_low_or_too_high():
    assert exchange(dais(), "G4", "G2") == ["G4坐得高于排在前面的G2、G3", "G2坐得低于排在后面的G3"]
    assert exchange(dais(), "G2", "G4") == exchange(dais(), "G4", "G2")


def test_an_exchange_of_equals_breaks_nothing():
    chart = chart_of(plan(["甲", "乙", "丙"]), seating(shape="dais", people=["甲", "乙", "丙"]))

    assert exchange(chart, "甲", "丙") == []
    assert "两人并列" in explain(chart, "甲", "丙")


def test_an_exchange_across_the_table_breaks_the_sides():
    assert exchange(talks(), "G1", "H1") == ["宾主错位：G1坐到主人席中，H1坐到来宾席中"]


def test_an_exchange_with_the_interpreter_or_a_fixed_seat():
    served = talks(interpreters=["译"])
    assert exchange(served, "译", "H2") == ["译员译就不在H1身边了", "H2坐到主人席译员，不是自己该坐的位置"]
    assert exchange(served, "H1", "H2") == ["译员译就不在H1身边了", "H2坐得高于排在前面的H1"]
    fixed = dais(fixed=[{"seat": "1", "person": "G1", "reason": "主持"}])
    assert exchange(fixed, "G2", "G1") == [
        "G1的座位是指定的（主持）",
        "G2坐得低于排在后面的G3、G4、G5",
        "G2不再坐得高于排在前面的G1",
        "G1不再坐得低于排在后面的G3、G4、G5",
    ]
    assert "座位是指定的：主持" in explain(fixed, "G1")


def test_the_last_one_seated_is_compared_with_those_seated_only():
    text = explain(dais(seats=3), "G3")

    assert "在G4之前" in text
    assert "与G2互换" in text
    assert "与G4互换" not in text


def test_whoever_sits_by_duty_has_neither_a_place_in_a_list_nor_neighbours_to_change_with():
    entry = seating(shape="signing", people=["G1", "H1", "G2", "H2"], guests=names("G", 3), hosts=names("H", 3))
    chart = chart_of(plan(numbered("G", 3), hosts_numbered(3)), entry)

    for name, place in (("G1", "客方签字"), ("G2", "客方助签"), ("H1", "主方签字"), ("H2", "主方助签")):
        seated, duty, custom = explain(chart, name).splitlines()
        assert seated.startswith(f"{name}：{place}")
        assert duty == "签字人按名单，助签在各自签字人的外侧"
        assert custom.startswith("排法：")


def test_who_has_no_seat_is_told_why():
    with pytest.raises(NotSeated, match="座位不够"):
        explain(dais(seats=3), "G5")
    for chart in (dais(), dais(seats=3)):
        with pytest.raises(NotSeated, match="没有路人"):
            explain(chart, "路人")


def test_everybody_on_any_chart_can_be_explained():
    visit = plan(numbered("G", 4), hosts_numbered(4))
    for shape in ("sofas", "round_table", "tables", "signing", "photo", "car", "long_table_end"):
        entry = seating(shape=shape, guests=names("G", 4), hosts=names("H", 4), interpreters=["译"])
        chart = chart_of(visit, entry)
        assert all(name in explain(chart, name) for name in chart.names)


# --- people who stay away ---------------------------------------------------------------------------------------------


def dais_moves(people, absent, rule="E1", **more):
    entry = seating(shape="dais", people=names("G", people), even_rule=rule, **more)
    return [move.name for move in moves(plan(numbered("G", people)), entry, {f"G{number}" for number in absent})]


@given(st.integers(2, 15), st.data())
def test_under_e1_nobody_higher_moves_and_everybody_lower_changes_sides(people, data):
    absent = data.draw(st.integers(2, people))

    assert set(dais_moves(people, [absent])) == set(names("G", people)[absent:])


@given(st.integers(3, 15), st.data())
def test_under_e2_all_but_the_first_move(people, data):
    absent = data.draw(st.integers(2, people))
    stay = {f"G{absent}", "G1"}

    moved = set(dais_moves(people, [absent], "E2"))

    assert moved | stay >= set(names("G", people)[: absent - 1])
    assert {f"G{number}" for number in range(2, absent)} <= moved


def test_where_chairs_are_counted_they_are_taken_out():
    assert dais_moves(5, [5], seats=5) == []
    assert dais_moves(5, [3], seats=5) == ["G5", "G4"]


def test_where_the_plan_has_empty_chairs_anyway_they_stay():
    assert dais_moves(5, [5], "E2", seats=7) == []
    assert dais_moves(4, [3], seats=6) == ["G4"]


def test_a_fixed_seat_stays_where_it_is_unless_its_owner_stays_away():
    entry = seating(shape="dais", people=names("G", 5), fixed=[{"person": "G1", "seat": "左1", "reason": "主持"}])
    found = {absent: moves(plan(numbered("G", 5)), entry, [absent]) for absent in ("G1", "G5")}
    assert found["G5"] == []
    assert "G3：右1 → 左1" in [str(move) for move in found["G1"]]


def test_a_move_says_from_where_to_where():
    entry = seating(shape="dais", people=names("G", 3))

    (move,) = moves(plan(numbered("G", 3)), entry, ["G2"])
    assert str(move) == "G3：右1 → 左1"


def test_whoever_had_no_seat_may_get_one_and_the_last_one_the_seat_of_the_absentee():
    found = moves(plan(numbered("G", 4)), seating(shape="dais", people=names("G", 4), seats=3), ["G3"])

    assert [str(move) for move in found] == ["G4：没有座位 → 右1"]


def test_one_side_of_a_table_does_not_mind_the_other():
    entry = seating(shape="long_table", guests=names("G", 3), hosts=names("H", 3))

    found = moves(plan(numbered("G", 3), hosts_numbered(3)), entry, ["H2"])

    assert [str(move) for move in found] == ["H3：主人席右1 → 主人席左1"]
