"""What a file says of its guests taken out of it: nothing else changes, and no trace stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.source import read_bytes
from jiedai.workflow.memory.clearing import Held, Traces, cleared, held, mentions, units_of
from tests.batch import cases

PLAN = """\
# 李娜不走楼梯
标题: 甲来访
来宾:
  - 姓名: 李娜
    单位: 省委
    职务: 处长      # 主任科员
    电话: 13900002001
    饮食: [清真, 低糖]
    备注: 不走楼梯
  - {姓名: 王磊, 单位: 省委, 职务: 科员, 饮食: 清真, 备注: 不走楼梯}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-10:00", 事项: 给李娜另备清真餐, 备注: "电梯留好, 主宾不走楼梯"}
      - {编号: A2, 时间: "10:00-11:00", 事项: 清真餐厅考察}
译文: {不走楼梯: No stairs, 考察: Visit}
其他: {联系: 打 13900002001 找李娜}
"""


def going(text: str, name: str = "李娜"):
    source = read_bytes(text.encode(), "甲.yaml")
    found = held(source, lambda called, unit: called == name)
    return source, found, cleared(source, found, Traces.of(found))


def test_fields_go_and_so_does_what_repeats_them():
    _source, found, text = going(PLAN)
    assert [(one.name, one.unit, one.field) for one in found] == [
        ("李娜", "省委", "phone"), ("李娜", "省委", "diet"), ("李娜", "省委", "note"),
    ]  # fmt: skip
    assert found[1].words == ("清真", "halal", "低糖", "low sugar")
    assert text == PLAN.replace("    电话: 13900002001\n    饮食: [清真, 低糖]\n    备注: 不走楼梯\n", "").replace(
        "# 李娜不走楼梯", "# 李娜（已清除）"
    ).replace("给李娜另备清真餐", "给李娜另备（已清除）餐").replace("主宾不走楼梯", "主宾（已清除）").replace(
        "{不走楼梯: No stairs, 考察: Visit}", "{考察: Visit}"
    ).replace("打 13900002001", "打 （已清除）")


def test_what_another_guest_says_stays():
    _source, _found, text = going(PLAN)
    assert "{姓名: 王磊, 单位: 省委, 职务: 科员, 饮食: 清真, 备注: 不走楼梯}" in text
    assert "清真餐厅考察" in text


def test_a_file_that_was_cleared_stays_as_it_is():
    _source, _found, text = going(PLAN)
    source, found, again = going(text)
    assert (found, again) == ([], source.raw)


@cases(
    ("text", "wanted"),
    [
        (
            "来宾:\n  姓名: 李娜\n  单位: 省委\n  职务: 处长\n  饮食: 清真\n",
            "来宾:\n  姓名: 李娜\n  单位: 省委\n  职务: 处长\n",
        ),
        ("guests:\n- {name: 李娜, unit: a, diet: halal}\n", "guests:\n- {name: 李娜, unit: a}\n"),
        ("guests:\r\n- name: 李娜\r\n  health: 膝关节不适\r\n", "guests:\r\n- name: 李娜\r\n"),
        ("来宾:\n- {姓名: 阿里, 外文名: 李娜, 过敏: [花生]}\n", "来宾:\n- {姓名: 阿里, 外文名: 李娜}\n"),
        ("来宾:\n- {姓名: 李娜, 其他: {座位: 靠门口的座位}}\n", "来宾:\n- {姓名: 李娜}\n"),
        ("来宾:\n- {姓名: 李娜, 饮食: [], 备注: , 电话: null}\n", None),
        ("来宾: 李娜\n", None),
        ("标题: 李娜\n", None),
    ],
)
def test_files_of_every_form(text, wanted):
    _source, _found, got = going(text)
    assert got == (text if wanted is None else wanted)


def test_who_is_on_a_list():
    source = read_bytes(PLAN.encode(), "甲.yaml")
    assert units_of(source, "李娜") == {"省委"}
    assert mentions(source, lambda name, unit: (name, unit) == ("王磊", "省委"))
    assert not mentions(source, lambda name, unit: unit == "市委")


@settings(max_examples=40, deadline=None)
@given(
    note=st.text("不走楼梯靠窗坐慢行听力差，。", min_size=4, max_size=12),
    others=st.lists(st.text("考察会见座谈餐车", min_size=1, max_size=6), max_size=4),
)
def test_no_trace_of_a_note_stays_and_nothing_else_goes(note, others):
    items = "".join(f"  - {{编号: A{number}, 事项: {what}{note}}}\n" for number, what in enumerate(others))
    text = (
        f"来宾:\n- 姓名: 李娜\n  职务: 处长\n  备注: {note}\n日程:\n- 安排:\n{items}"
        if others
        else f"来宾:\n- 姓名: 李娜\n  备注: {note}\n"
    )
    _source, _found, got = going(text)
    assert note not in got
    wanted = text.replace(f"\n  备注: {note}", "").replace(note, "（已清除）")
    assert got == wanted


def test_short_and_common_words_are_looked_for_beside_the_name():
    traces = Traces.of(
        [Held("李娜", "省委", "note", (), ("主宾", "不走楼梯")), Held("李娜", "省委", "diet", (), ("清真",))]
    )
    assert traces.without("主宾清真，不走楼梯") == "主宾清真，（已清除）"
    assert traces.without("李娜是主宾，清真") == "李娜是（已清除），（已清除）"
