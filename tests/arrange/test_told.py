"""What is arranged for whole visits by every aim, and how it is told: what moves shows in `golden/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jiedai.arrange import rides, rooms, tables
from jiedai.arrange.alternatives import Arranging
from jiedai.arrange.proposal import Aim, Part
from tests.arrange.samples import DAY, HEAD, HOSTS, STAY, case_of, guests, written_to

ROOT = Path(__file__).parents[2]
PLANS = [*sorted((ROOT / "plans").glob("20*.yaml")), *sorted((ROOT / "tests" / "year" / "plans").glob("20*.yaml"))]
KINDS: dict[str, tuple[Arranging, tuple[Aim, ...]]] = {
    "rooms": (rooms.arrange_rooms, rooms.AIMS),
    "rides": (rides.arrange_rides, rides.AIMS),
    "tables": (tables.arrange_tables, tables.AIMS),
}
MANY = guests(
    "陈志远 男 厅局级 省卫健委 分组=一组",
    "陈太太 女 - 省卫健委 分组=一组 备注=陈志远的夫人",
    "李娜 女 县处级 省卫健委 分组=一组",
    "王芳 女 县处级 省卫健委 分组=二组 饮食=[素食]",
    "马国强 男 乡科级 省医科院 分组=二组 饮食=[清真]",
    "赵磊 男 乡科级 省医科院 分组=二组",
    "孙浩 男 乡科级 省疾控中心",
    "周强 男 其他 省疾控中心",
    "吴越 - 其他 省疾控中心",
    "郑好 女 其他 省疾控中心 备注=行动不便",
    "冯远 男 其他 省医科院 分组=二组",
)
GIVEN = """\
住宿:
  宾馆: 云溪宾馆
  入住: 2026-05-11
  离店: 2026-05-12
  房间:
    - {房号: 301, 房型: 普通套间, 入住人: [陈志远, 陈太太]}
    - {房号: 302, 房型: 标准间, 入住人: [李娜, 赵磊]}
    - {房号: 303, 房型: 标准间, 入住人: [王芳, 走了的人]}
    - {房号: 304, 房型: 标准间, 入住人: [孙浩, 省厅司机]}
"""
TWO_RIDES = (
    DAY
    + """\
      - {编号: A4, 时间: "12:40-13:20", 事项: 前往溪口村, 类别: 乘车, 从: 县医院, 到: 溪口村, 车辆: ["1"],
         来宾: [陈志远, 李娜, 王芳], 责任单位: 县接待办, 责任人: 姚晨}
      - {编号: A5, 时间: "12:50-13:20", 事项: 前往县医院, 类别: 乘车, 从: 云溪站, 到: 县医院,
         来宾: [赵磊, 孙浩, 周强], 责任单位: 县接待办, 责任人: 姚晨}
      - {编号: A6, 时间: "18:00-19:00", 事项: 工作晚餐, 类别: 用餐, 地点: 县机关食堂, 陪同: [林峰, 沈浩],
         责任单位: 县接待办, 责任人: 姚晨}
"""
)
MEALS = """\
用餐:
  - {日程: A3, 形式: 工作餐, 接待方承担: 是, 人均: 50, 陪餐: [林峰, 沈浩], 酒水: 无, 香烟: 无}
  - {日程: A6, 形式: 工作餐, 人均: 50, 陪餐: [林峰, 沈浩], 酒水: 无, 香烟: 无}
座次:
  - {编号: S1, 日程: A6, 形式: 圆桌, 来宾席: [陈志远, 李娜, 王芳, 马国强, 赵磊], 主人席: [林峰, 沈浩]}
  - {编号: S2, 日程: A6, 形式: 圆桌, 来宾席: [孙浩, 周强, 吴越, 郑好]}
"""
ALIKE = guests(*(f"客{number} 男 厅局级 省{number}厅" for number in range(9))).removeprefix("来宾:\n")
MADE = {
    "无房": (HEAD, MANY, HOSTS, TWO_RIDES, MEALS, STAY),
    "有房": (HEAD, MANY, HOSTS, TWO_RIDES, MEALS, GIVEN),
    "房不够": (HEAD, MANY, ALIKE, HOSTS, DAY, STAY),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_arranged_for_the_visits_of_the_examples_and_of_a_year(
    golden: Callable[[str, str], None], kind: str
) -> None:
    golden(f"{kind}.txt", "\n".join(line for path in PLANS for line in _told(kind, path)) + "\n")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_arranged_for_couples_groups_and_who_is_given_places(
    golden: Callable[[str, str], None], kind: str, tmp_path: Path
) -> None:
    lines = []
    for name, sections in MADE.items():
        (tmp_path / name).mkdir()
        lines += [f"===== {name}", *_told(kind, written_to(tmp_path / name, *sections))]
    golden(f"{kind}-made.txt", "\n".join(lines) + "\n")


def _told(kind: str, path: Path) -> Iterator[str]:
    arrange, aims = KINDS[kind]
    yield f"=== {path.stem}"
    for aim in aims:
        proposal = arrange(case_of(path), aim)
        yield f"== {aim.value}"
        for part in proposal.parts:
            yield from _part(part)
        yield from proposal.notes


def _part(part: Part) -> Iterator[str]:
    yield f"= {part.id} {part.title}: {part.proof.cost} ({part.proof.bound} by {', '.join(part.proof.by)})"
    for line in part.lines:
        yield f"{'*' if line.changed else ' '} {line.place}: {'、'.join(line.names)}  {line.reason}".rstrip()
    yield from (f"> {move}" for move in part.moves)
    yield from (f"! {note}" for note in part.notes)
    if part.clash:
        yield "x " + "；".join(f"{demand.text}（{demand.relief}）" for demand in part.clash.demands)
    yield from (f"~ {way}" for way in part.eased)
    if part.measures:
        yield "# " + ", ".join(f"{one.name} {one.amount}×{one.weight}" for one in part.measures)
