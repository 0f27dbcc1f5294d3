"""Tables from a plan to the plan: charts of single tables, hosts spread, limits kept, few moves."""

from __future__ import annotations

from jiedai.arrange.tables import arrange_tables
from jiedai.arrange.writing import written
from jiedai.loading import load
from jiedai.seating.chart import charts
from jiedai.visit.case import Case
from tests.arrange.samples import DAY, HEAD, HOSTS, SIX, case_of, errors, guests, written_to

MANY = guests(
    "陈志远 男 厅局级 省卫健委",
    *(f"委员{chr(0x4E01 + number)} 男 其他 省卫健委" for number in range(7)),
    *(f"院士{chr(0x4E01 + number)} 女 其他 省医科院" for number in range(8)),
)
MEAL = "用餐:\n  - {日程: A3, 形式: 工作餐, 接待方承担: 是, 人均: 50, 陪餐: [林峰, 沈浩], 酒水: 无, 香烟: 无}\n"


def part(case):
    proposal = arrange_tables(case)
    assert [one.id for one in proposal.parts] == ["A3"]
    return proposal.parts[0]


def rewritten(path):
    case = case_of(path)
    before = path.read_text(encoding="utf-8")
    after = written(case.loaded.source, arrange_tables(case).edits)
    path.write_text(after, encoding="utf-8")
    return before, after


def tables(found):
    return [set(line.names) for line in found.lines]


def test_units_sit_together_with_a_host_at_each_table(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    found = part(case_of(path))
    first, second = tables(found)
    assert {"陈志远", "林峰"} <= first
    assert "沈浩" in second
    assert {name[:2] for name in second} == {"院士", "沈浩"}
    assert found.proof.proven
    assert "主桌，主宾和主陪在座" in found.lines[0].reason
    assert "省卫健委同桌" in found.lines[0].reason
    assert [line.reason.count(f"主人：{host}") for line, host in zip(found.lines, ("林峰", "沈浩"), strict=True)] == [
        1,
        1,
    ]
    assert found.notes == ()


def test_each_table_is_a_chart_of_its_own(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    before, after = rewritten(path)
    assert after.startswith(before.rstrip("\n"))
    assert errors(load(path), "ZC", "YC", "GS") == []
    loaded = load(path)
    drawn = charts(Case.of(loaded))
    assert [chart.id for chart in drawn] == ["S1-1", "S1-2"]
    assert all(not chart.unseated for chart in drawn)
    again = part(case_of(path))
    assert (again.edits, again.notes) == ((), ())


def test_one_table_for_a_small_party(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL)
    rewritten(path)
    loaded = load(path)
    assert [chart.id for chart in charts(Case.of(loaded))] == ["S1"]


def test_a_late_guest_joins_a_table_and_nobody_moves(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    rewritten(path)
    late = "  - {姓名: 钱进, 单位: 省医科院, 职务: 干部, 性别: 男}\n陪同:"
    path.write_text(path.read_text(encoding="utf-8").replace("陪同:", late, 1), encoding="utf-8")
    found = part(case_of(path))
    assert [str(move) for move in found.moves] == ["钱进：新排到 2号桌"]
    before, after = rewritten(path)
    assert len([line for line in after.splitlines() if line not in before.splitlines()]) == 1


def test_a_guest_who_drops_out(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    rewritten(path)
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if "姓名: 院士" in line)
    path.write_text(text.replace(line, ""), encoding="utf-8")
    found = part(case_of(path))
    assert [(move.before, move.after) for move in found.moves] == [("2号桌", None)]


def test_a_table_is_added_where_the_old_ones_are_full(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL)
    rewritten(path)
    late = "".join(f"  - {{姓名: 后来{chr(0x4E01 + n)}, 单位: 省医保局, 职务: 干部, 性别: 男}}\n" for n in range(4))
    path.write_text(path.read_text(encoding="utf-8").replace("陪同:", late + "陪同:", 1), encoding="utf-8")
    found = part(case_of(path))
    assert not [move for move in found.moves if move.before]
    assert "原来的桌坐不下，加了 1 桌" in found.notes
    rewritten(path)
    assert [chart.id for chart in load(path).plan.seating] == ["S1-1", "S1-2", "S1-3"]


def test_more_hosts_than_the_limit(tmp_path):
    hosts = HOSTS.replace("工作人员:", "  - {姓名: 周敏}\n  - {姓名: 韩磊}\n工作人员:")
    meal = MEAL.replace("[林峰, 沈浩]", "[林峰, 沈浩, 周敏, 韩磊]")
    path = written_to(tmp_path, HEAD, SIX, hosts, DAY, meal)
    found = part(case_of(path))
    assert found.clash.demands[0].text == "来宾 6 人，陪餐不超过 3 人"
    assert len(found.eased) == 1
    assert "不陪餐" in found.eased[0]
    assert found.edits == ()


def test_halal_guests_share_a_table(tmp_path):
    mixed = MANY.replace("姓名: 委员丁,", "姓名: 委员丁, 饮食: 清真,").replace(
        "姓名: 院士丁,", "姓名: 院士丁, 饮食: 清真,"
    )
    assert mixed.count("清真") == 2
    path = written_to(tmp_path, HEAD, mixed, HOSTS, DAY, MEAL)
    found = part(case_of(path))
    assert any({"委员丁", "院士丁"} <= names for names in tables(found))
    assert any("清真同桌" in line.reason for line in found.lines)


def wishing(name: str, wish: str) -> str:
    """The guests, one of whom has a wish."""
    after = MANY.replace(f"姓名: {name},", f"姓名: {name}, {wish},")
    assert after != MANY
    return after


def test_wishes_keep_people_together_and_apart(tmp_path):
    # Left to themselves, units sit together.
    for wish, together in (("同席: [院士丁]", True), ("分席: [院士丁]", False)):
        path = written_to(tmp_path, HEAD, wishing("院士七", wish), HOSTS, DAY, MEAL)
        seated = tables(part(case_of(path)))
        assert any({"院士七", "院士丁"} <= names for names in seated) is together
    path = written_to(tmp_path, HEAD, wishing("委员丁", "同席: [院士丁]"), HOSTS, DAY, MEAL)
    assert any({"委员丁", "院士丁"} <= names for names in tables(part(case_of(path))))
    path = written_to(tmp_path, HEAD, wishing("委员丁", "同席: [沈浩]"), HOSTS, DAY, MEAL)
    assert any({"委员丁", "沈浩"} <= names for names in tables(part(case_of(path))))


def test_wishes_against_each_other_are_told(tmp_path):
    people = wishing("委员丁", "同席: [院士丁], 分席: [院士丁]")
    found = part(case_of(written_to(tmp_path, HEAD, people, HOSTS, DAY, MEAL)))
    assert [demand.text for demand in found.clash.demands] == [
        "委员丁与院士丁同桌",
        "委员丁与院士丁不同桌",
        "委员丁要有座位",
        "院士丁要有座位",
    ]
    assert found.eased == ("委员丁与院士丁同桌",)


def test_a_note_is_not_read_as_a_wish_but_told_of(tmp_path):
    """A sentence may say the opposite of what its words seem to."""
    for note in ("与院士丁同桌", "不坐院士丁那边的同桌", "不与院士丁分桌"):
        path = written_to(tmp_path, HEAD, wishing("委员丁", f"备注: {note}"), HOSTS, DAY, MEAL)
        proposal = arrange_tables(case_of(path))
        assert proposal.notes == ("委员丁的备注像是说与谁同桌或分桌；写进“同席”“分席”才会照着排",)
        assert not any({"委员丁", "院士丁"} <= names for names in tables(proposal.parts[0]))
    for told in (
        "备注: 不吃辣",
        "备注: 愿与同桌多交流",
        "备注: 与院士丁同桌, 同席: [院士丁]",
        "备注: 与院士丁分桌, 分席: [院士丁]",
    ):
        path = written_to(tmp_path, HEAD, wishing("委员丁", told), HOSTS, DAY, MEAL)
        assert arrange_tables(case_of(path)).notes == ()


def test_a_wish_about_somebody_nobody_knows(tmp_path):
    path = written_to(tmp_path, HEAD, wishing("委员丁", "分席: [院士丁, 高山远]"), HOSTS, DAY, MEAL)
    assert [text for text in errors(load(path), "GS") if "高山远" in text] == [
        "GS08 来宾、陪同和工作人员里都没有“高山远”"
    ]


ROOM = """\
座次:
  - {编号: S9, 日程: A3, 形式: 桌次, 排: [10, 10], 来宾席: [全体], 主人席: [林峰, 沈浩],
     指定: [{座位: 2号桌3, 姓名: 陈志远, 理由: 本人要求}]}
"""


def test_a_seat_by_decision_at_another_table_clashes_with_the_main_table(tmp_path):
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL, ROOM)
    found = part(case_of(path))
    texts = {demand.text for demand in found.clash.demands}
    assert {"主宾陈志远和主陪林峰同坐一号桌", "陈志远指定在 2 号桌"} <= texts
    assert found.eased == ("陈志远换桌",)


def test_a_chart_of_all_tables_becomes_one_for_each(tmp_path):
    room = ROOM.replace("姓名: 陈志远", "姓名: 院士丁")
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL, room)
    found = part(case_of(path))
    assert "院士丁" in found.lines[1].names
    rewritten(path)
    loaded = load(path)
    assert [chart.id for chart in loaded.plan.seating] == ["S9-1", "S9-2"]
    assert loaded.plan.seating[1].fixed[0].person == "院士丁"
    assert errors(loaded, "ZC", "YC", "GS") == []
    drawn = charts(Case.of(loaded))[1]
    assert drawn.seat_of("院士丁").fixed is not None


def test_two_tables_are_all_there_are(tmp_path):
    room = ROOM.replace("[10, 10]", "[8, 8]").replace("姓名: 陈志远", "姓名: 院士丁")
    path = written_to(tmp_path, HEAD, MANY, HOSTS, DAY, MEAL, room)
    assert part(case_of(path)).eased == ("再加 1 桌",)


def test_a_buffet_has_no_tables(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL.replace("工作餐,", "自助餐,"))
    proposal = arrange_tables(case_of(path))
    assert proposal.parts == ()
    assert proposal.notes


def test_a_table_has_no_rows_that_would_make_it_smaller(tmp_path):
    chart = "座次:\n  - {编号: S1, 日程: A3, 形式: 圆桌, 排: [1]}\n"
    found = part(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, MEAL, chart)))

    assert [line.place for line in found.lines] == ["1号桌（8 人）"]
