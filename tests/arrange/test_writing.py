"""Edits in the words and the layout of the file."""

from __future__ import annotations

from jiedai.arrange.proposal import Edit
from jiedai.arrange.writing import Spelling, written
from jiedai.model.choice import Payer, RoomType
from jiedai.model.hospitality import Lodging, Ride, Room
from jiedai.model.plan import Plan
from jiedai.source import read_bytes


def source(text):
    return read_bytes(text.encode(), "plan.yaml")


def test_the_keys_of_the_file():
    chinese, english = Spelling({"标题": "x", "来宾": []}), Spelling({"title": "x", "guests": []})
    assert chinese.key(Room, "guests") == "入住人"
    assert english.key(Room, "guests") == "guests"
    assert chinese.key(Room, "guests", {"guests": ["甲"]}) == "guests", "a section keeps its own spelling"
    assert chinese.value(Lodging, "rooms", {"type": RoomType.TWIN, "payer": Payer.GUEST_UNIT}) == {
        "房型": "标准间",
        "付费": "来宾单位",
    }
    assert english.value(Lodging, "rooms", [{"type": RoomType.TWIN}]) == [{"type": "twin"}]


def test_what_is_taken_out_goes_last_and_from_the_end():
    text = "标题: x\n乘车:\n  - {日程: A1}\n  - {日程: A2}   # 留着\n  - {日程: A3}\n"
    edits = [
        Edit("remove", ("乘车", 0)),
        Edit("remove", ("乘车", 2)),
        Edit("set", ("乘车", 1, "riders"), Ride, ["甲", "乙"]),
        Edit("add", ("rides",), Plan, {"item": "A4", "vehicle": 1}),
    ]
    assert written(source(text), edits) == (
        "标题: x\n乘车:\n  - {日程: A2, 乘车人: [甲, 乙]}   # 留着\n  - {日程: A4, 车辆: 1}\n"
    )


def test_a_list_that_is_not_there_is_made():
    text = "标题: x\n# 末尾\n"
    edits = [Edit("add", ("rides",), Plan, {"item": f"A{n}", "riders": ["甲"]}) for n in (1, 2)]
    after = written(source(text), edits)
    assert after == "标题: x\n乘车:\n  - {日程: A1, 乘车人: [甲]}\n  - {日程: A2, 乘车人: [甲]}\n# 末尾\n"
