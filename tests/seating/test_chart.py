from __future__ import annotations

import datetime as dt

from jiedai.model.choice import Convention, EvenRule, SeatingShape
from jiedai.seating.shapes import traits
from tests.batch import cases
from tests.seating.samples import chart_of, charts, guest, hosts_numbered, names, numbered, office, plan, seating

MEAL = {"id": "A1", "time": "12:00-13:00", "what": "工作午餐", "kind": "meal"}


def row(chart):
    return [seat.name for seat in chart.seats]


def notes(chart):
    return [note.code for note in chart.notes if note.code]


def test_the_four_heads_of_a_county_on_one_dais_by_their_posts():
    heads = [
        {"name": "政", "unit": "县政协", "post": "主席", "rank": "division"},
        {"name": "人", "unit": "县人大常委会", "post": "主任", "rank": "division"},
        {"name": "县", "unit": "县政府", "post": "县长", "rank": "division"},
        {"name": "书", "unit": "县委", "post": "书记", "rank": "division"},
    ]
    visit = plan(hosts=heads)
    usual = office({"organs": ["县委书记", "县长", "人大常委会主任", "政协主席"]})
    entry = seating(shape="dais", people=["政", "人", "县", "书"])

    assert row(chart_of(visit, entry, usual)) == ["人", "书", "县", "政"]
    assert row(chart_of(visit, entry)) == ["人", "书", "县", "政"]
    assert chart_of(visit, entry).ties == ()


def test_the_office_may_keep_an_order_of_posts_of_its_own():
    visit = plan(hosts=[{"name": "甲", "post": "县长"}, {"name": "乙", "post": "站长"}, {"name": "丙", "post": "组长"}])

    chart = chart_of(visit, seating(shape="dais", people=["甲", "乙", "丙"]), office({"organs": ["组长"]}))

    assert row(chart) == ["乙", "丙", "甲"]
    assert chart.ties == (("甲", "乙"),)


def test_people_written_by_their_posts_are_seated_by_them():
    entry = seating(shape="dais", people=["政协主席", "副县长", "县委书记"])

    assert row(chart_of(plan(), entry)) == ["副县长", "县委书记", "政协主席"]


def test_an_entry_that_names_nobody_seats_the_people_of_its_item():
    visit = plan(numbered("G", 3), hosts_numbered(3), [MEAL | {"hosts": ["H2", "H1"], "guests": ["G1", "G3"]}])

    chart = chart_of(visit, seating())

    assert chart.shape is SeatingShape.ROUND_TABLE
    assert set(chart.names) == {"G1", "G3", "H1", "H2"}
    assert chart.names[0] == "H1"
    assert chart.title == "工作午餐"
    assert (chart.absent, chart.strangers) == ((), ())


@cases(
    ("kind", "shape"),
    [("talks", "long_table"), ("meeting", "sofas"), ("conference", "dais"), ("signing", "signing"), ("photo", "photo")],
)
def test_the_kind_of_the_item_gives_the_usual_shape(kind, shape):
    visit = plan(
        ["甲"], ["乙"], [{"id": "A1", "time": "09:00-10:00", "what": "x", "kind": "conference"} | {"kind": kind}]
    )

    assert chart_of(visit, seating()).shape.value == shape


def test_the_convention_is_the_entrys_then_that_of_foreign_affairs_then_the_offices():
    entry = seating(shape="dais", people=["甲", "乙", "丙"])
    usual = office({"convention": "left", "even_rule": "E2"})

    assert chart_of(plan(), entry, usual).convention is Convention.LEFT
    assert chart_of(plan(), entry, usual).even_rule is EvenRule.E2
    assert chart_of(plan(), entry).even_rule is EvenRule.E1
    assert chart_of(plan(kind="foreign"), entry, usual).convention is Convention.RIGHT
    said = seating(shape="dais", people=["甲", "乙", "丙"], convention="left", even_rule="E1")
    assert chart_of(plan(kind="foreign"), said, usual).convention is Convention.LEFT
    assert chart_of(plan(), entry, office({"convention": "right"})).convention is Convention.RIGHT


def test_a_signing_table_is_right_superior_whatever_is_written_and_says_so():
    entry = seating(shape="signing", guests=["甲"], hosts=["乙"], convention="left")

    chart = chart_of(plan(["甲"], ["乙"]), entry)

    assert chart.convention is Convention.RIGHT
    assert any("右为上" in note.text for note in chart.notes)


def test_names_of_groups_and_of_everybody_are_their_members():
    visit = plan([guest("甲", group="一组"), guest("乙", group="二组"), guest("丙", group="一组")])

    assert set(chart_of(visit, seating(shape="dais", people=["一组"])).names) == {"甲", "丙"}
    assert set(chart_of(visit, seating(shape="dais", guests=["全体"])).names) == {"甲", "乙", "丙"}
    assert set(chart_of(visit, seating(shape="dais", people=["甲", "全体", "县领导2人"])).names) == {
        "甲", "乙", "丙", "县领导1", "县领导2",
    }  # fmt: skip


def test_where_only_numbers_are_known_the_seats_are_numbered():
    visit = plan(headcount={"total": "约4", "groups": [{"name": "专家组", "count": 3}]})

    assert len(chart_of(visit, seating(shape="dais", guests=["全体"])).names) == 4
    assert set(chart_of(visit, seating(shape="dais", people=["专家组"])).names) == {"专家组1", "专家组2", "专家组3"}


def test_blanks_have_no_seat_and_are_told():
    chart = chart_of(plan(["甲"]), seating(shape="dais", people=["甲", "待填", "×××"]))

    assert chart.names == ("甲",)
    assert any("2" in note.text and "待填" in note.text for note in chart.notes)


def test_the_sides_of_a_table_from_people_of_no_side():
    visit = plan(numbered("G", 2), hosts_numbered(2))

    chart = chart_of(visit, seating(shape="long_table", people=["H1", "G1", "H2", "G2"]))

    sides = {group: [place.position for place in places] for group, places in chart.layout.groups().items()}
    assert list(sides) == ["guests", "hosts"]
    assert chart.seat_of("G1").place.position == "来宾席中"
    assert chart.seat_of("H2").place.position == "主人席左1"


def test_a_meeting_of_one_party_has_a_head_of_the_table():
    chart = chart_of(plan(hosts=hosts_numbered(5)), seating(shape="long_table_end", hosts=names("H", 5)))
    assert chart.seat_of("H1").place.position == "主人席中"

    chart = chart_of(plan(hosts=hosts_numbered(5)), seating(shape="long_table_end", people=names("H", 5)))
    assert chart.seat_of("H1").place.position == "桌首"
    assert [chart.seat_of(name).place.position for name in names("H", 5)[1:]] == ["左1", "右1", "左2", "右2"]
    right = chart_of(
        plan(hosts=hosts_numbered(3)), seating(shape="long_table_end", people=names("H", 3), convention="right")
    )
    assert right.seat_of("H2").place.position == "右1"


def test_guests_and_hosts_of_equal_order_are_told_as_ties_on_a_dais_not_at_a_table():
    visit = plan(numbered("G", 2), hosts_numbered(2))
    both = {"guests": ["G1", "G2"], "hosts": ["H1", "H2"]}

    assert chart_of(visit, seating(shape="dais", **both)).ties == (("G1", "H1"), ("G2", "H2"))
    assert chart_of(visit, seating(shape="long_table", **both)).ties == ()


def test_a_list_written_against_protocol_is_put_right_and_told():
    visit = plan(numbered("G", 3))

    chart = chart_of(visit, seating(shape="dais", people=["G2", "G1", "G3"]))

    assert row(chart) == ["G3", "G1", "G2"]
    assert any("G1、G2、G3" in note.text for note in chart.notes)
    assert not any("G1" in note.text for note in chart_of(visit, seating(shape="dais", people=names("G", 3))).notes)


# --- seats ------------------------------------------------------------------------------------------------------------


@cases(("people", "expected"), [(5, []), (6, ["ZC03"]), (1, [])])
def test_an_even_dais_asks_for_the_tradition(people, expected):
    chart = chart_of(plan(numbered("G", people)), seating(shape="dais", people=names("G", people)))

    assert notes(chart) == expected
    assert chart.layout.even_rows == ((1,) if expected else ())


def test_a_tradition_that_is_written_need_not_be_confirmed():
    entry = {"shape": "dais", "people": names("G", 6)}

    assert notes(chart_of(plan(numbered("G", 6)), seating(**entry, even_rule="E2"))) == []
    assert notes(chart_of(plan(numbered("G", 6)), seating(**entry), office({"even_rule": "E2"}))) == ["ZC03"]


def test_more_people_than_seats_leaves_the_last_without():
    chart = chart_of(plan(numbered("G", 4)), seating(shape="dais", people=names("G", 4), seats=3))

    assert row(chart) == ["G3", "G1", "G2"]
    assert [person.name for person in chart.unseated] == ["G4"]


def test_more_seats_than_people_leaves_the_ends_empty():
    chart = chart_of(plan(numbered("G", 3)), seating(shape="dais", people=names("G", 3), seats=5))

    assert row(chart) == [None, "G3", "G1", "G2", None]
    assert chart.unseated == ()


def test_rows_without_people_and_no_item_make_an_empty_chart():
    chart = chart_of(plan(), seating(shape="dais", item="nichts", rows=[3]))

    assert row(chart) == [None, None, None]
    assert chart.title == ""


def test_seats_of_a_long_table_beyond_the_people_go_to_the_shorter_side():
    visit = plan(numbered("G", 4), hosts_numbered(2))
    entry = {"shape": "long_table", "guests": names("G", 4), "hosts": names("H", 2)}

    chart = chart_of(visit, seating(**entry, seats=8))
    assert [len(places) for places in chart.layout.groups().values()] == [4, 4]
    assert [person.name for person in chart_of(visit, seating(**entry, seats=5)).unseated] == ["G4"]
    assert [len(places) for places in chart_of(visit, seating(**entry, rows=[5, 3])).layout.groups().values()] == [5, 3]


def test_who_is_missing_and_who_does_not_belong():
    item = MEAL | {"hosts": ["H1"], "crew": ["翻译"]}
    visit = plan(numbered("G", 2), hosts_numbered(2), [item], crew=[{"name": "翻译", "duty": "译员"}])

    chart = chart_of(visit, seating(guests=["G1"], hosts=["H1", "H2", "翻译"]))

    assert chart.absent == ("G2",)
    assert chart.strangers == ("H2",)


def test_guests_and_hosts_at_a_table_are_counted_without_interpreters():
    visit = plan(numbered("G", 3), hosts_numbered(2))
    chart = chart_of(
        visit, seating(shape="round_table", guests=names("G", 3), hosts=names("H", 2), interpreters=["翻译"])
    )

    assert chart.at_table() == (3, 2)
    assert "翻译" in chart.names

    several = chart_of(visit, seating(shape="tables", guests=names("G", 3), hosts=names("H", 2), rows=[4, 4]))
    assert [several.at_table(table) for table in ("1号桌", "2号桌")] == [(2, 1), (1, 1)]


def test_interpreters_on_a_dais_are_told_not_lost():
    chart = chart_of(plan(numbered("G", 3)), seating(shape="dais", people=names("G", 3), interpreters=["翻译"]))

    assert "翻译" not in chart.names
    assert any("翻译" in note.text for note in chart.notes)


def test_an_interpreter_too_many_has_no_seat_at_the_table():
    entry = seating(shape="long_table", guests=["甲"], hosts=["乙"], interpreters=["译一", "译二", "译三"])

    assert [person.name for person in chart_of(plan(["甲"], ["乙"]), entry).unseated] == ["译三"]


# --- fixed seats ------------------------------------------------------------------------------------------------------


def fixed_on_dais(seat, person="G5", people=5, **more):
    entry = seating(shape="dais", people=names("G", people), fixed=[{"seat": seat, "person": person} | more])
    return chart_of(plan(numbered("G", 9)), entry)


@cases("seat", ["1", "右2", "1号座", "第1座", "１", "1排1", "1-1"])
def test_a_fixed_seat_is_found_by_number_or_name_and_the_others_close_up(seat):
    chart = fixed_on_dais(seat, person="G2", reason="主持")

    assert row(chart) == ["G2", "G4", "G1", "G3", "G5"]
    assert chart.seats[0].fixed.reason == "主持"
    assert notes(chart) == []


@cases("seat", ["中", "正中", "居中"])
def test_the_middle_may_be_given_away(seat):
    assert fixed_on_dais(seat).seats[2].name == "G5"


def test_a_fixed_seat_without_a_reason_is_told():
    assert "ZC04" in notes(fixed_on_dais("1"))


@cases("seat", ["9", "后排右", "0", "楼上"])
def test_a_seat_that_is_not_there_is_told_and_the_person_seated_by_order(seat):
    chart = fixed_on_dais(seat, reason="x")

    assert row(chart) == ["G5", "G3", "G1", "G2", "G4"]
    assert any(seat in note.text for note in chart.notes)


def test_who_is_only_named_for_a_fixed_seat_is_seated_too():
    chart = fixed_on_dais("1", person="G9", reason="x")

    assert row(chart)[0] == "G9"
    assert len(chart.names) == 6


def test_one_seat_for_two_and_two_seats_for_one_are_told():
    fixed = [
        {"seat": "1", "person": "G1", "reason": "x"},
        {"seat": "1", "person": "G2", "reason": "x"},
        {"seat": "2", "person": "G1", "reason": "x"},
    ]
    chart = chart_of(plan(numbered("G", 3)), seating(shape="dais", people=names("G", 3), fixed=fixed))

    assert row(chart)[0] == "G1"
    assert set(chart.names) == {"G1", "G2", "G3"}
    assert len([note for note in chart.notes if note.code == ""]) == 2


def test_a_guest_put_among_the_hosts_gives_a_host_the_free_seat():
    entry = seating(
        shape="long_table",
        guests=names("G", 2),
        hosts=names("H", 2),
        fixed=[{"seat": "主人席左1", "person": "G2", "reason": "汇报"}],
    )

    chart = chart_of(plan(numbered("G", 2), hosts_numbered(2)), entry)

    assert chart.seat_of("G2").place.position == "主人席左1"
    assert chart.seat_of("H2").place.group == "guests"
    assert chart.unseated == ()


# --- what is written to no use ----------------------------------------------------------------------------------------


@cases(
    ("shape", "more", "told"),
    [
        ("dais", {"vehicle": "1"}, "主席台用不到“车辆”"),
        ("car", {"rows": [3], "convention": "left"}, "乘车用不到“排、左右”"),
        ("sofas", {"even_rule": "E1", "main_seat": "guest"}, "会见沙发用不到“双数、主位”"),
        ("signing", {"seats": 4, "host_drives": True}, "签字用不到“座位数、主人驾车”"),
        ("round_table", {"main_seat": "guest", "two_hosts": True, "seats": 6}, ""),
        ("dais", {"rows": [2], "convention": "left", "even_rule": "E1"}, ""),
    ],
)
def test_a_field_that_a_shape_makes_no_use_of_is_told(shape, more, told):
    chart = chart_of(plan(["甲"], ["乙"]), seating(shape=shape, guests=["甲"], hosts=["乙"], **more))

    found = [note.text for note in chart.notes if "用不到" in note.text]
    assert [text[: len(told)] for text in found] == ([told] if told else [])


@cases("shape", [shape.value for shape in SeatingShape])
def test_a_chart_of_nobody_says_so(shape):
    chart = chart_of(plan(), seating(shape=shape))

    told = traits(SeatingShape(shape)).nobody
    assert chart.names == ()
    assert any(note.text.startswith(told) for note in chart.notes)
    with_one = chart_of(plan(), seating(shape=shape, people=["甲"]))
    assert not any(note.text.startswith(told) for note in with_one.notes)


def test_who_sits_nowhere_is_told_apart_from_who_rides_nowhere():
    assert traits(SeatingShape.CAR).nobody.startswith("车里没有人：在日程里写这一项的车辆")
    assert traits(SeatingShape.DAIS).nobody.startswith("没有就座的人：在座次里写来宾席")


# --- signing ----------------------------------------------------------------------------------------------------------


def test_signers_and_assistants_are_the_people_named_the_others_stand():
    visit = plan(numbered("G", 4), hosts_numbered(4))
    entry = seating(shape="signing", guests=names("G", 3), hosts=names("H", 3), people=["G3", "H3", "G4", "H4"])

    assert row(chart_of(visit, entry)) == ["G4", "G3", "H3", "H4", "G2", "G1", "H1", "H2"]


def test_without_signers_the_highest_of_each_party_sign():
    visit = plan(numbered("G", 3), hosts_numbered(2))

    chart = chart_of(visit, seating(shape="signing", guests=names("G", 3), hosts=names("H", 2)))

    assert row(chart) == ["G1", "H1", "G3", "G2", "H2"]
    assert chart.unseated == ()


def test_signers_that_nobody_knows_are_taken_by_turns():
    assert row(chart_of(plan(), seating(shape="signing", people=["甲", "乙"]))) == ["甲", "乙"]
    assert row(chart_of(plan(), seating(shape="signing", people=list("甲乙丙丁")))) == list("丙甲乙丁")


# --- what a chart carries ---------------------------------------------------------------------------------------------


@cases("shape", [shape for shape in SeatingShape if shape is not SeatingShape.CAR])
def test_every_chart_carries_viewpoint_convention_door_and_the_date_of_the_list(shape):
    visit = plan(
        numbered("G", 3),
        hosts_numbered(3),
        letter={"date": "2026-05-01"},
        approval={"by": "甲", "time": "2026-05-06 16:00"},
    )

    chart = chart_of(visit, seating(shape=shape.value, guests=names("G", 3), hosts=names("H", 3)))

    assert chart.viewpoint
    assert chart.door
    assert chart.convention is not None
    assert chart.listed == dt.date(2026, 5, 6)


def test_the_list_is_of_the_letter_until_it_is_approved():
    assert chart_of(plan(letter={"date": "2026-05-01"}), seating()).listed == dt.date(2026, 5, 1)
    assert chart_of(plan(), seating()).listed is None


def test_all_charts_of_a_plan_in_the_order_written():
    entries = [{"id": "S2", "shape": "dais", "people": ["甲"]}, {"id": "S1", "shape": "photo", "people": ["甲"]}]

    assert [chart.id for chart in charts(plan(["甲"], seating=entries))] == ["S2", "S1"]


def test_who_makes_room_for_a_decision_across_the_table_gets_one_seat_only():
    visit = plan(numbered("G", 3), hosts_numbered(1))
    entry = seating(
        shape="sofas", guests=names("G", 3), hosts=["H1"], rows=[3, 4], fixed=[{"seat": "来宾席1", "person": "H1"}]
    )
    chart = chart_of(visit, entry)

    assert chart.names == ("H1", "G1", "G2", "G3")
    assert chart.spare == 3


def test_seats_that_nobody_has_are_spare_but_not_in_a_vehicle():
    for shape, spare in (("dais", 4), ("car", 0)):
        chart = chart_of(plan(numbered("G", 2)), seating(shape=shape, people=names("G", 2), seats=6))
        assert chart.spare == spare, shape
