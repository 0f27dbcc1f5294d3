"""Plans in block style, with comments everywhere: only what changes is written, and the second time nothing."""

from __future__ import annotations

import difflib
import re

import pytest

from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.rooms import arrange_rooms
from jiedai.arrange.tables import arrange_tables
from jiedai.arrange.writing import written
from jiedai.loading import load
from tests.arrange.samples import HEAD, HOSTS, SIX, case_of, errors, written_to

BLOCK = """\
# ——日程——
日程:
- 日期: 2026-05-11\t# 第一天
  安排:
  -  编号: A1   # 接
     时间: "09:30-10:00"
     事项: 前往县医院
     类别: 乘车
     从: 云溪站
     到: 县医院
     陪同:
     - 林峰
     工作人员: [夏禾]
     责任单位: 县接待办
     责任人: 姚晨
     # 车辆待定
  - 编号: A3
    时间: "11:50-12:40"
    事项: 工作午餐
    类别: 用餐
    地点: 县机关食堂
    陪同: [林峰, 沈浩]
    责任单位: 县接待办
    责任人: 姚晨

# 住
住宿:
    宾馆: 云溪宾馆
    入住: 2026-05-11
    离店: 2026-05-12
    房间:   # 由宾馆定房号\t（前台）
    # 第一间
    -   房号: "0801"   # 朝南
        房型: 单间
        入住人:
        - 陈志远   # 团长
        房价: 460
        付费: 来宾单位

    # 第二间\t男女别混
    -   房号: "0802"
        房型: 标准间
        入住人:   # 两位
            - 李娜
            # 中间的说明
            - 赵磊 # 待换
        房价: 340
        付费: 来宾单位
        # 0802 后
    -   guests: [王芳, 孙浩]   # 写在前面
        房号: "0803"
        房型: 标准间
        房价: 340
        付费: 来宾单位
    - 房号: "0805"
      房型: 标准间
      入住人:
        - 钱七
      房价: 340
      付费: 来宾单位
# 房间完

rides:   # 乘车
  # 一号车
  -
    item: A1
    vehicle: 2
    riders:
      - 陈志远
      - 李娜   # 女
      - 王芳
      - 赵磊
      - 孙浩
      - 周强
      - 林峰
  # 末车
座次:
  - 编号: S1
    日程: A3   # 午餐
    形式: 圆桌
    座位数: 8
    来宾席:
      - 陈志远
      - 李娜
      # 还缺
    主人席:
      - 林峰
# 文件完
"""

ENGLISH = {
    "标题": "title", "类型": "kind", "事由": "purpose", "日期": "dates", "公函": "letter", "审批": "approval",
    "来宾": "guests", "陪同": "hosts", "工作人员": "crew", "日程": "schedule", "安排": "items", "住宿": "lodging",
    "宾馆": "hotel", "入住": "check_in", "离店": "check_out", "房间": "rooms", "房号": "number", "房型": "type",
    "入住人": "guests", "房价": "price", "付费": "payer", "座次": "seating", "编号": "id", "形式": "shape",
    "座位数": "seats", "来宾席": "guests", "主人席": "hosts", "时间": "time", "事项": "what", "类别": "kind",
    "从": "from", "到": "to", "责任单位": "lead", "责任人": "owner", "地点": "place",
}  # fmt: skip
"""The keys that stand at the beginning of a line."""

ROOMS = [
    "-            - 李娜",
    "+            - 孙浩",
    "-    -   guests: [王芳, 孙浩]   # 写在前面",
    "+    -   guests: [李娜, 王芳]   # 写在前面",
    "-        - 钱七",
    "+        - 周强",
]
RIDES = [
    "+     车辆: [2, 3]",
    "-      - 周强",
    "-      - 林峰",
    "+    lead: 夏禾",
    "+  - item: A1",
    "+    vehicle: 3",
    "+    riders: [林峰, 周强]",
]
TABLES = ["+      - 王芳", "+      - 赵磊", "+      - 孙浩", "+      - 周强", "+      - 沈浩"]


def in_english(text):
    """The same plan with English keys, but for those between brackets."""

    def key(found):
        name = found[2]
        if name in ("日期", "日程"):
            return f"{found[1]}{'date' if name == '日期' else 'item'}:" if found[1] else f"{ENGLISH[name]}:"
        return f"{found[1]}{ENGLISH[name]}:"

    text = text.replace("- 日期:", "- date:")
    return re.sub(rf"^(\s*(?:-\s+)?)({'|'.join(ENGLISH)}):", key, text, flags=re.MULTILINE)


def changed(before, after):
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("english", [False, True], ids=["mixed", "english"])
@pytest.mark.parametrize(
    ("arrange", "expected"),
    [(arrange_rooms, ROOMS), (arrange_rides, RIDES), (arrange_tables, TABLES)],
    ids=["rooms", "rides", "tables"],
)
def test_only_what_changes_is_written_and_once(tmp_path, arrange, expected, english, newline, mark):
    text = HEAD + SIX + HOSTS + BLOCK
    if english:
        text = in_english(text)
        expected = [line.replace("车辆", "vehicles") for line in expected]
    path = written_to(tmp_path, text)
    path.write_bytes(mark + text.replace("\n", newline).encode())
    before = path.read_bytes()
    case = case_of(path)
    source = case.loaded.source

    path.write_bytes(source.encoded(written(source, arrange(case).edits)))

    after = path.read_bytes()
    assert after.startswith(mark)
    assert sorted(changed(before.decode(), after.decode())) == sorted(line + newline for line in expected)
    assert errors(load(path)) == []
    again = case_of(path)
    assert written(again.loaded.source, arrange(again).edits) == again.loaded.source.raw
