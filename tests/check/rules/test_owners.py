"""RW01, ZR01 and YA03 for owners who are of another department than the responsible one."""

from __future__ import annotations

from tests.batch import cases
from tests.check.bench import Bench, programme

TASK = "任务: [{{编号: T1, 事项: 准备, 责任单位: {unit}, 责任人: ⟦{owner}⟧, 时限: T-1}}]\n"
MORE = (
    "部门:\n  - {名称: 县卫健局, 联系人: 何静}\n  - {名称: 县医院, 联系人: 裴宁}\n"
    "  - {名称: 县交警大队, 联系人: 罗斌}\n"
    "  - {名称: 县公安局, 联系人: 韩磊}\n  - {名称: 县工信局, 联系人: 唐凯, 副职: 唐亮}\n  - {名称: 县气象局}\n"
    "  - {名称: 县接待办, 联系人: 周敏}\n  - {名称: 县府办, 联系人: 蒋涛}\n"
    "人员: [{姓名: 白林, 单位: 县工信局}, {姓名: 白森}]\n"
)


@cases(
    ("unit", "owner", "own"),
    [
        ("县卫健局", "唐凯", "县工信局"),
        ("县卫健局", "唐亮", "县工信局"),
        ("县卫健局", "白林", "县工信局"),
        ("县卫健局", "何静", None),
        ("县工信局", "唐亮", None),
        ("县交警大队", "唐凯", "县工信局"),
        ("县交警大队", "裴宁", "县医院"),
        ("县卫健局", "裴宁", None),  # a hospital may be the bureau's
        ("县公安局", "罗斌", None),  # whose parts have names of their own
        ("县府办", "唐凯", None),  # whose people answer for others
        ("县卫健局", "蒋涛", None),
        ("县卫健局", "林峰", None),  # a leader of the county
        ("县气象局", "唐凯", None),  # which has nobody of its own
        ("县卫健局", "白森", None),
        ("县卫健局", "陌生人", None),
        ("县卫健局", "县工信局", None),
        ("县卫健局", "方芳", None),  # who looks after a place
        ("县卫健局", "待定", None),
        ("县外事办", "唐凯", None),  # which the office does not know
    ],
)
def test_of_a_task(bench: Bench, unit: str, owner: str, own: str | None) -> None:
    found = bench(TASK.format(unit=unit, owner=owner), office=MORE, only="RW01")
    assert [one.message for one in found.of("RW01")] == ([f"责任单位写的是{unit}，{owner}是{own}的"] if own else [])
    assert found.spans("RW01") == (found.marks if own else ())
    assert found.levels("RW01") == ["warning"] * bool(own)


def test_somebody_with_a_line_in_the_responsible_unit(bench: Bench) -> None:
    crew = "工作人员: [{姓名: 唐凯, 单位: 县卫健局, 岗位: 联络}]\n"
    task = TASK.format(unit="县卫健局", owner="唐凯")
    assert bench(task + crew, office=MORE, only="RW01").codes == []
    assert bench(task + crew.replace("县卫健局", "县接待办"), office=MORE, only="RW01").codes == ["RW01"]


def test_a_dropped_task_is_nobody_s(bench: Bench) -> None:
    task = TASK.format(unit="县卫健局", owner="唐凯").replace("T-1}", "T-1, 状态: 取消}")
    assert bench(task, office=MORE, only="RW01").codes == []


def test_of_items_and_contingencies(bench: Bench) -> None:
    row = "编号: A1, 时间: 09:00-10:00, 事项: 座谈, 类别: 座谈, 责任单位: {0}, 责任人: ⟦唐凯⟧"
    found = bench(programme(row.format("县卫健局")), office=MORE, only="ZR01")
    assert found.spans("ZR01") == found.marks
    assert found.of("ZR01")[0].hint == "核对责任单位和责任人；县卫健局的联系人是何静"
    assert bench(programme(row.format("县工信局")), office=MORE, only="ZR01").codes == []
    own = row.format("县卫健局").replace("唐凯", "姚晨")
    assert bench(programme(own), office=MORE, only="ZR01").codes == []  # the office's own liaison sees to it
    assert bench(TASK.format(unit="县卫健局", owner="姚晨"), office=MORE, only="RW01").codes == ["RW01"]
    risk = "预案: [{{情形: 降雨, 措施: [备伞], 责任单位: {0}, 责任人: ⟦唐凯⟧}}]\n"
    found = bench(risk.format("县卫健局"), office=MORE, only="YA03")
    assert found.spans("YA03") == found.marks
    assert bench(risk.format("县工信局"), office=MORE, only="YA03").codes == []


def test_a_guest_is_no_owner(bench: Bench) -> None:
    found = bench(TASK.format(unit="县卫健局", owner="李娜"), office=MORE, only="RW01")
    assert found.spans("RW01") == found.marks
    assert found.of("RW01")[0].message == "责任人李娜是来宾"
    guest = "来宾: [{姓名: 待填 来宾1, 单位: 甲, 职务: 乙}]\n"
    assert bench(guest + TASK.format(unit="县卫健局", owner="待填 来宾1"), office=MORE, only="RW01").codes == []
    ours = MORE.replace("姓名: 白森", "姓名: 李娜")
    assert bench(TASK.format(unit="县卫健局", owner="李娜"), office=ours, only="RW01").codes == []
