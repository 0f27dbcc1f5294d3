"""Rooms from a plan to the plan: what is kept, who moves, what is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from jiedai.arrange.beds import TWIN, Taken, enough
from jiedai.arrange.rooms import arrange_rooms, settle
from jiedai.arrange.stays import Given, Together, demands_of
from jiedai.arrange.writing import written
from jiedai.loading import load
from jiedai.model.choice import Rank
from tests.arrange.oracles import MOVED, fewest_leaving, ways
from tests.arrange.samples import DAY, HEAD, HOSTS, OFFICE, SIX, STAY, case_of, errors, guests, lodger, stay, written_to
from tests.arrange.test_beds import housed_stays

ROOMS = (
    STAY
    + """\
    - {房号: "0801", 房型: 单间, 入住人: [陈志远], 房价: 460, 付费: 来宾单位}   # 朝南
    - {房号: "0802", 房型: 标准间, 入住人: [李娜, 王芳], 房价: 340, 付费: 来宾单位}
    - {房号: "0803", 房型: 标准间, 入住人: [赵磊, 孙浩], 房价: 340, 付费: 来宾单位}
    - {房号: "0805", 房型: 标准间, 入住人: [周强], 房价: 340, 付费: 来宾单位}
"""
)


def only(case):
    proposal = arrange_rooms(case)
    assert len(proposal.parts) == 1
    return proposal.parts[0]


def rewritten(path):
    """Write what is proposed; the text before and after."""
    case = case_of(path)
    before = path.read_text(encoding="utf-8")
    after = written(case.loaded.source, arrange_rooms(case).edits)
    path.write_text(after, encoding="utf-8", newline="")
    return before, after


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old], [line for line in old if line not in new]


def test_a_sound_arrangement_stays(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, ROOMS)
    part = only(case_of(path))
    assert (part.moves, part.edits, part.proof.proven) == ((), (), True)
    assert not any(line.changed for line in part.lines)
    before, after = rewritten(path)
    assert before == after


def test_rooms_for_everybody_where_there_are_none(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, STAY)
    before, after = rewritten(path)
    assert errors(load(path), "ZS", "GS") == []
    added, gone = changed_lines(before, after)
    assert gone == ["  房间:   # 由宾馆定房号"] or gone == []
    assert [line.strip() for line in added if "房型" in line] == [
        "- {房型: 单间, 入住人: [陈志远], 付费: 来宾单位}",
        "- {房型: 标准间, 入住人: [李娜, 王芳], 付费: 来宾单位}",
        "- {房型: 标准间, 入住人: [赵磊, 孙浩], 付费: 来宾单位}",
        "- {房型: 标准间, 入住人: [周强], 付费: 来宾单位}",
    ]
    assert only(case_of(path)).edits == ()


def test_the_only_designated_hotel_is_taken(tmp_path):
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY)
    rewritten(path)
    plan = load(path).plan
    assert plan.lodging[0].hotel == "云溪宾馆"
    assert (plan.lodging[0].check_in.day, plan.lodging[0].check_out.day) == (11, 12)
    assert errors(load(path), "ZS", "GS") == []


def test_a_guest_who_comes_late_joins_and_nobody_moves(tmp_path):
    late = SIX + "  - {姓名: 钱进, 单位: 省医科院, 职务: 干部, 性别: 男, 职级: 其他}\n"
    path = written_to(tmp_path, HEAD, late, HOSTS, DAY, ROOMS)
    part = only(case_of(path))
    assert [str(move) for move in part.moves] == ["钱进：新排到 0805 标准间"]
    assert "同单位" in part.lines[-1].reason
    before, after = rewritten(path)
    added, gone = changed_lines(before, after)
    assert added == ['    - {房号: "0805", 房型: 标准间, 入住人: [周强, 钱进], 房价: 340, 付费: 来宾单位}']
    assert len(gone) == 1
    assert after.replace(added[0], gone[0]) == before


def test_a_guest_who_drops_out_frees_the_bed(tmp_path):
    less = SIX.replace("  - {姓名: 周强, 单位: 省医科院, 职务: 干部, 性别: 男, 职级: 其他}\n", "")
    assert less != SIX
    path = written_to(tmp_path, HEAD, less, HOSTS, DAY, ROOMS)
    part = only(case_of(path))
    assert [str(move) for move in part.moves] == ["周强：从 0805 标准间 去掉"]
    assert part.notes == ("退房：0805 标准间",)
    before, after = rewritten(path)
    added, gone = changed_lines(before, after)
    assert added == []
    assert gone == ['    - {房号: "0805", 房型: 标准间, 入住人: [周强], 房价: 340, 付费: 来宾单位}']
    assert errors(load(path), "ZS", "GS") == []


def test_a_wrong_pair_is_parted_with_one_move(tmp_path):
    wrong = ROOMS.replace("[李娜, 王芳]", "[李娜, 赵磊]").replace("[赵磊, 孙浩]", "[王芳, 孙浩]")
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, wrong)
    part = only(case_of(path))
    assert len([move for move in part.moves if move.before]) == 2
    rewritten(path)
    assert errors(load(path), "ZS", "GS") == []


def test_rooms_of_hosts_and_crowds_are_left_alone(tmp_path):
    more = ROOMS + '    - {房号: "0806", 房型: 标准间, 入住人: [夏禾]}\n    - {房型: 标准间, 入住人: [司机2人]}\n'
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, more)
    case = case_of(path)
    part = only(case)
    assert part.clash is not None, "four twin rooms, two of them taken by others"
    assert any("标准间能用 2 间" in demand.text for demand in part.clash.demands)
    assert part.eased == ("再要标准间 1 间",)


def test_not_beds_enough(tmp_path):
    office = OFFICE.replace("标准间: 4, 单间: 2, 普通套间: 1", "标准间: 1, 单间: 1, 普通套间: 1")
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, STAY, office=office)
    part = only(case_of(path))
    assert part.lines == ()
    assert part.edits == ()
    texts = [demand.text for demand in part.clash.demands]
    assert "云溪宾馆的标准间能用 1 间" in texts
    assert part.eased == ("再要标准间 2 间",)


def test_prices_beyond_the_cap_are_no_room(tmp_path):
    dear = ROOMS.replace("房价: 340", "房价: 400")
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, dear)
    part = only(case_of(path))
    assert any("超过乡科级的限额 360 元" in demand.text for demand in part.clash.demands)
    assert any("谈到 360 元以内" in text for text in part.eased)


def test_who_asks_to_sleep_alone_and_what_is_private(tmp_path):
    people = guests(
        "陈志远 男 厅局级 省卫健委",
        "赵磊 男 乡科级 省卫健委 备注=打鼾，单独住",
        "孙浩 男 乡科级 省卫健委 健康提示=心脏搭桥",
        "周强 男 其他 省卫健委",
    )
    path = written_to(tmp_path, HEAD, people, HOSTS, DAY, STAY)
    part = only(case_of(path))
    reasons = {line.names: line.reason for line in part.lines}
    assert reasons[("赵磊",)] == "备注要求单独住"
    assert ("孙浩",) in reasons
    assert "心脏" not in repr(part)
    assert "打鼾" not in repr(part)


def test_a_couple(tmp_path):
    people = guests(
        "陈志远 男 厅局级 省卫健委",
        "赵磊 男 乡科级 省卫健委 备注=与王芳夫妻，同住",
        "王芳 女 乡科级 省卫健委",
    )
    path = written_to(tmp_path, HEAD, people, HOSTS, DAY, STAY)
    lines = {line.names: line.reason for line in only(case_of(path)).lines}
    assert lines[("赵磊", "王芳")] == "家属同住"
    rewritten(path)
    assert errors(load(path), "ZS", "GS") == []


def test_english_keys_get_english_entries(tmp_path):
    plan = """\
title: visit
kind: research
purpose: research
dates: 2026-05-11..2026-05-12
guests:
  - {name: 陈志远, sex: 男, unit: 省厅, post: 处长}
schedule:
  - {date: 2026-05-11, items: [{id: A1, time: "09:00-10:00", what: 座谈}]}
lodging:
  hotel: 云溪宾馆
  rooms: []
"""
    path = written_to(tmp_path, plan)
    _before, after = rewritten(path)
    assert "{type: single, guests: [陈志远], payer: guest_unit}" in after
    assert load(path).plan.lodging[0].rooms[0].guests == ("陈志远",)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_newlines_of_the_file_stay(tmp_path, newline):
    path = written_to(tmp_path, *(text.replace("\n", newline) for text in (HEAD, SIX, HOSTS, DAY, STAY)))
    case = case_of(path)
    after = written(case.loaded.source, arrange_rooms(case).edits)
    assert after.count("\n") == after.count(newline)


def test_numbers_without_names_are_told(tmp_path):
    path = written_to(tmp_path, HEAD, "人数: {总数: 20}\n", HOSTS, DAY, STAY)
    proposal = arrange_rooms(case_of(path))
    assert proposal.parts == ()
    assert proposal.notes == ("云溪宾馆（05-11 至 05-12，1 晚） 没有要排的来宾；分房要有姓名和性别",)


def test_two_hotels_of_one_night(tmp_path):
    office = OFFICE.replace(
        "  - {名称: 云溪站", "  - {名称: 湖滨宾馆, 类别: 宾馆, 定点: 是, 房型: {标准间: 9}}\n  - {名称: 云溪站"
    )
    two = """\
住宿:
  - {宾馆: 云溪宾馆, 房间: [{房型: 单间, 入住人: [陈志远]}]}
  - {宾馆: 湖滨宾馆, 房间: [{房型: 标准间, 入住人: [李娜]}]}
"""
    path = written_to(tmp_path, HEAD, SIX, HOSTS, DAY, two, office=office)
    proposal = arrange_rooms(case_of(path))
    assert len(proposal.parts) == 2
    told = [name for part in proposal.parts for line in part.lines for name in line.names]
    assert sorted(told) == sorted(["陈志远", "李娜", "王芳", "赵磊", "孙浩", "周强"])
    rewritten(path)
    assert errors(load(path), "ZS", "GS") == []


def test_a_faulty_room_that_others_share_is_left_and_named(tmp_path):
    mixed = ROOMS.replace("[赵磊, 孙浩], 房价: 340", "[赵磊, 孙浩, 林峰], 房价: 940")
    part = only(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, mixed)))
    fault = "标准间住 2 人，排了 3 人；房价 940 元，超过赵磊、孙浩、林峰的限额 360 元"
    assert part.notes == (f"0803 标准间不是只住来宾，照原样没有动；{fault}，要自己调整",)
    assert part.edits == ()


def test_a_sound_room_that_others_share_is_not_mentioned(tmp_path):
    mixed = ROOMS.replace("[赵磊, 孙浩], 房价: 340", "[赵磊, 夏禾], 房价: 340")
    part = only(case_of(written_to(tmp_path, HEAD, SIX, HOSTS, DAY, mixed)))
    assert not any("0803" in note for note in part.notes)


def test_a_suite_that_two_may_share_stays_theirs_and_three_may_not(tmp_path):
    for extra, stays in (("", True), (", 周强", False)):
        shared = STAY + f"    - {{房号: 0901, 房型: 普通套间, 入住人: [赵磊, 孙浩{extra}]}}\n"
        people = SIX.replace("职级: 乡科级", "职级: 省部级").replace("职级: 其他", "职级: 省部级")
        part = only(case_of(written_to(tmp_path, HEAD, people, HOSTS, DAY, shared)))
        assert any(move.name in ("赵磊", "孙浩") for move in part.moves) is not stays


# --- who stays --------------------------------------------------------------------------------------------------------


@given(housed_stays())
@settings(max_examples=80)
def test_as_good_as_the_best_of_all_ways(problem):
    if not enough(problem, frozenset(demand.key for demand in demands_of(problem))):
        assert not any(True for _way in ways(problem))
        return
    housed, proof = settle(problem)
    best = min(MOVED * fewest_leaving(problem, rooms) + points for rooms, points in ways(problem))
    assert proof.cost == best
    assert proof.proven
    told = [index for one in housed for index in one.taken.people]
    assert sorted(told) == list(range(len(problem.lodgers)))
    given_rooms = [one.given for one in housed if one.given is not None]
    assert len(set(given_rooms)) == len(given_rooms)
    assert all(problem.rooms[one.given].type is one.taken.type for one in housed if one.given is not None)
    for kind, count in problem.stock.items():
        assert sum(one.taken.type is kind for one in housed) <= count
    moved = sum(problem.lodgers[i].room not in (None, one.given) for one in housed for i in one.taken.people)
    assert proof.cost // MOVED == moved


def test_a_couple_out_of_two_rooms_leaves_the_others_theirs():
    """Each of the couple shared with somebody else; who of the four may stay is tried in every way."""
    people = [
        lodger(0, rank=Rank.MINISTER, room=0),
        lodger(1, rank=Rank.MINISTER, room=1),
        lodger(2, rank=Rank.MINISTER, alone=True, room=0),
        lodger(3, rank=Rank.BUREAU, alone=True, room=1),
    ]
    given_rooms = (Given("0", TWIN, (), (), (0, 2)), Given("1", TWIN, (), (), (1, 3)))
    housed, proof = settle(stay(*people, rooms=given_rooms, together=(Together(0, 1, True),)))
    assert proof.proven
    assert {one.taken: one.given for one in housed}[Taken(TWIN, (3,))] == 1
    assert proof.cost // MOVED == 2


def test_who_parts_is_told_at_once():
    """One of each two asks for a room of her own: one of the two has to go, and nobody has to try out who."""
    people = [lodger(place, "女", alone=place % 2 == 0, room=place // 2) for place in range(24)]
    given_rooms = tuple(Given(str(room), TWIN, (), (), (2 * room, 2 * room + 1)) for room in range(12))
    _housed, proof = settle(stay(*people, rooms=given_rooms))
    assert (proof.cost // MOVED, proof.proven) == (12, True)
