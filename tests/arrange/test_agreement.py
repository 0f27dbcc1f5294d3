"""What is proposed and what `check` finds agree: a proposal has no fault of beds or cars, and a fault is put right."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.arrange.rides import arrange_rides
from jiedai.arrange.rooms import arrange_rooms
from jiedai.arrange.writing import written
from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Level
from jiedai.loading import load
from tests.arrange.samples import HEAD, HOSTS, OFFICE, STAY, case_of, written_to

BEDS = ("ZS02", "ZS07", "ZS10", "ZS11", "ZS12", "ZS13")
CARS = ("CX01", "CX04", "CX05")


def faults(path: Path, codes: tuple[str, ...]) -> list[str]:
    found = check(load(path), selection=Selection(codes))
    return [f"{one.code} {one.message}" for one in found if one.code in codes and one.level is not Level.INFO]


def write(path: Path, arrange):
    """Propose, and write what is proposed; the proposal."""
    case = case_of(path)
    proposal = arrange(case)
    path.write_text(written(case.loaded.source, proposal.edits), encoding="utf-8", newline="")
    return proposal


@st.composite
def lodged(draw):
    """Guests, a hotel and rooms of the plan, often at fault."""
    count = draw(st.integers(1, 7))
    lines, names = [], []
    for number in range(count):
        name = f"客{'甲乙丙丁戊己庚'[number]}"
        names.append(name)
        fields = [f"姓名: {name}", f"单位: 单位{draw(st.integers(0, 1))}", "职务: 干部"]
        sex = draw(st.sampled_from(["男", "女", "男", "女", None]))
        fields += [f"性别: {sex}"] if sex else []
        rank = draw(st.sampled_from(["省部级", "厅局级", "乡科级", "其他", None]))
        fields += [f"职级: {rank}"] if rank else []
        note = draw(st.sampled_from([None, None, None, "打鼾，单独住", "客甲的夫人，与客甲同住", "自行安排住宿"]))
        fields += [f"备注: {note}"] if note and name != "客甲" else []
        lines.append(f"  - {{{', '.join(fields)}}}")
    stock = {kind: draw(st.integers(0, 5)) for kind in ("标准间", "单间", "普通套间")}
    rooms, left = [], list(names)
    for _room in range(draw(st.integers(0, 4))):
        inside = [left.pop() for _one in range(min(draw(st.integers(0, 3)), len(left)))]
        if inside:
            kind = draw(st.sampled_from(["标准间", "标准间", "单间", "普通套间"]))
            price = draw(st.sampled_from([340, 340, 340, 480]))
            rooms.append(f"    - {{房型: {kind}, 入住人: [{', '.join(inside)}], 房价: {price}, 付费: 来宾单位}}\n")
    text = ", ".join(f"{kind}: {number}" for kind, number in stock.items())
    office = OFFICE.replace("标准间: 4, 单间: 2, 普通套间: 1", text)
    stay = STAY if rooms else STAY.replace("  房间:   # 由宾馆定房号\n", "")
    return "来宾:\n" + "\n".join(lines) + "\n", stay + "".join(rooms), office


DAY = """\
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:30-11:30", 事项: 座谈, 类别: 座谈, 地点: 县医院, 责任单位: 县接待办}
"""


@given(lodged())
@settings(max_examples=60)
def test_rooms_and_the_rules_on_beds(problem):
    people, stay, office = problem
    with tempfile.TemporaryDirectory() as folder:
        path = written_to(Path(folder), HEAD, people, HOSTS, DAY, stay, office=office)
        before = faults(path, BEDS)
        proposal = write(path, arrange_rooms)
        if proposal.clashes:
            assert proposal.edits == ()
            return
        assert faults(path, BEDS) == []
        assert not before or proposal.edits, "a fault is put right by a change"
        assert write(path, arrange_rooms).edits == ()


@st.composite
def driven(draw):
    """Guests, cars, and rides with cars or riders of the plan, often at fault."""
    count = draw(st.integers(1, 9))
    names = [f"客{'甲乙丙丁戊己庚辛壬'[number]}" for number in range(count)]
    people = "来宾:\n" + "".join(
        f"  - {{姓名: {name}, 单位: 单位{draw(st.integers(0, 1))}, 职务: 干部}}\n" for name in names
    )
    seats = draw(st.lists(st.integers(3, 10), min_size=1, max_size=3))
    drivers = [draw(st.sampled_from(["赵大海", "钱小军", "孙立"])) for _car in seats]
    cars = "车辆:\n" + "".join(
        f"  - {{车号: {number}, 车型: 商务车, 核载: {some}, 驾驶员: {driver}, 所属: 县接待办}}\n"
        for number, (some, driver) in enumerate(zip(seats, drivers, strict=True), 1)
    )
    items, rides, minute = "", "", 8 * 60
    for number in range(1, draw(st.integers(1, 3)) + 1):
        length = draw(st.sampled_from([40, 130, 200]))
        times = "-".join(f"{at // 60:02}:{at % 60:02}" for at in (minute, minute + length))
        chosen = draw(st.sets(st.integers(1, len(seats)), max_size=2))
        used = f", 车辆: [{', '.join(map(str, sorted(chosen)))}]" if chosen else ""
        items += f'      - {{编号: A{number}, 时间: "{times}", 事项: 前往某地, 类别: 乘车{used}, 责任人: 姚晨}}\n'
        if chosen and draw(st.booleans()):
            for place, car in enumerate(sorted(chosen)):
                inside = names[place :: len(chosen)]
                rides += f"  - {{日程: A{number}, 车辆: {car}, 乘车人: [{', '.join(inside)}]}}\n" if inside else ""
        minute += length + draw(st.sampled_from([5, 30]))
    day = "日程:\n  - 日期: 2026-05-11\n    安排:\n" + items
    return people, day, "乘车:\n" + rides if rides else "", OFFICE[: OFFICE.index("车辆:")] + cars


@given(driven())
@settings(max_examples=60)
def test_rides_and_the_rules_on_cars(problem):
    people, day, rides, office = problem
    with tempfile.TemporaryDirectory() as folder:
        path = written_to(Path(folder), HEAD, people, day, rides, office=office)
        before = faults(path, CARS)
        proposal = write(path, arrange_rides)
        if proposal.clashes:
            assert proposal.edits == ()
            return
        # A plan's own choice of several cars where one would do is kept, and told.
        told = [note for part in proposal.parts for note in part.notes if "一辆就坐得下" in note]
        left = [one for one in faults(path, CARS) if not one.startswith("CX01")]
        assert left == []
        assert told or not any(one.startswith("CX01") for one in faults(path, CARS))
        assert not [one for one in before if not one.startswith("CX01")] or proposal.edits
        assert write(path, arrange_rides).edits == ()
