"""How check and papers grow with the number of guests: processor time for each size, and the exponent between them.

    python -m tests.bench.growth [--sizes 60,240,960,3000] [--paper guests] [--format pdf] [rules] [papers] [charts]

Run by hand: these are measurements, not tests. The plans are generated: guests with names, units, groups, diets,
trains, rooms and seats of their own, all of them in the letter, at meals, in coaches and at tables of ten. A chart has
half guests and half hosts in its shape, or all of them in one row. An exponent of 1 is linear; more than `MOST` between
the two largest sizes, where times are well above the clock's, is marked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jiedai import formats
from jiedai.check import engine
from jiedai.check.selection import Selection
from jiedai.documents import catalog, render
from jiedai.documents.build import Edition
from jiedai.loading import Loaded, load
from jiedai.model.choice import SeatingShape
from jiedai.seating.svg import as_svg
from jiedai.seating.text import as_text
from tests.check.bench import laid_over
from tests.documents.samples import OFFICE, PLANS
from tests.seating import samples

SIZES = (60, 240, 960, 3000)
PARTS = ("rules", "papers", "charts")
MOST = 1.25
"""The largest exponent that counts as linear: memory and caches cost a little more in what is larger."""
MEASURABLE = 0.05
"""Seconds below which a time says nothing about growth."""
ROUNDS, PATIENCE = 3, 3
"""How often something is measured, but for what takes so many seconds."""
COSTLIEST = 12
"""Rules that are named; of the others those that grow too fast."""
COACH = 50
"""Seats of each coach, and guests of each unit."""
TABLE = 10
"""Guests of a group, and people at a table."""
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶"
_GIVEN = "安邦成达恩方国海建杰康乐明宁平强仁山涛文祥新阳义永远泽振志中"


def names(count: int) -> list[str]:
    """So many names, none of them a part of another."""
    every = (family + first + second for first, second, family in itertools.product(_GIVEN, _GIVEN, _FAMILY))
    return list(itertools.islice(every, count))


def sections(count: int) -> str:
    """The sections of a plan in which so many guests are everywhere."""
    people = names(count)
    units = range(-(-count // COACH))
    groups = range(-(-count // TABLE))
    guests = (
        f"  - {{姓名: {name}, 性别: {'男' if number % 4 < 2 else '女'}, 单位: 省发展改革委第{number // COACH + 1}处,"
        f" 职务: 科员, 职级: 乡科级, 分组: 第{number // TABLE + 1}组"
        f"{', 饮食: [素食]' if number % 9 == 0 else ''}{', 过敏: [花生]' if number % 17 == 0 else ''},"
        f" 抵达: {{时间: 2026-05-11 09:20, 车次: G7401, 地点: 云溪站}},"
        f" 离开: {{时间: 2026-05-12 13:40, 车次: G7418, 地点: 云溪站}}}}\n"
        for number, name in enumerate(people)
    )
    rooms = (
        f"    - {{房号: '{1001 + number}', 房型: 标准间, 入住人: [{', '.join(people[2 * number : 2 * number + 2])}],"
        f" 房价: 360, 付费: 来宾单位}}\n"
        for number in range(-(-count // 2))
    )
    rides = (
        f"  - {{日程: {item}, 车辆: {number + 1},"
        f" 乘车人: [{', '.join(people[COACH * number : COACH * number + COACH])}], 带车人: 姚晨}}\n"
        for item in ("A2", "B6")
        for number in units
    )
    named = ", ".join(people)
    each = ", ".join(f"第{number + 1}组" for number in groups)
    return (
        f"公函:\n  来函单位: 省发展改革委办公室\n  文号: 浙发改办函〔2026〕118号\n  日期: 2026-05-06\n"
        f"  主题: 赴云溪县开展县域经济调研\n  行程: 5月11日上午抵达，5月12日下午返程\n  人员: [{named}]\n"
        f"来宾:\n{''.join(guests)}"
        f"用餐:\n"
        f"  - {{日程: A7, 形式: 工作餐, 接待方承担: true, 人均: 60, 来宾: [{each}], 陪餐: [林峰, 沈浩]}}\n"
        f"  - {{日程: A13, 形式: 自助餐, 接待方承担: false, 人均: 60, 来宾: [{named}], 收费: 按标准收取}}\n"
        f"  - {{日程: B1, 形式: 自助餐, 接待方承担: false, 人均: 20, 来宾: {count}, 收费: 含房费}}\n"
        f"住宿:\n  宾馆: 云溪宾馆\n  入住: 2026-05-11\n  离店: 2026-05-12\n  房间:\n{''.join(rooms)}"
        f"乘车:\n{''.join(rides)}"
        f"座次:\n  - {{编号: S2, 日程: A13, 形式: 桌次, 排: [{', '.join(['10'] * (len(groups) + 1))}],"
        f" 来宾席: [{named}], 主人席: [林峰, 沈浩]}}\n"
    )


def written(folder: Path, count: int) -> Loaded:
    """A plan for so many guests in a workspace of its own, with a coach for each fifty, read."""
    plans = folder / "plans"
    plans.mkdir(parents=True)
    coaches = (
        f"  - {{车号: {number + 1}, 车型: 客车, 核载: {COACH + 1}, 驾驶员: 驾{number + 1}, 所属: 县接待办}}\n"
        for number in range(-(-count // COACH))
    )
    office = (OFFICE / "plans" / "office.yaml").read_text(encoding="utf-8")
    (plans / "office.yaml").write_text(laid_over(office, "车辆:\n" + "".join(coaches)), encoding="utf-8")
    plan = laid_over(PLANS["domestic"].read_text(encoding="utf-8"), sections(count))
    (plans / "growth.yaml").write_text(plan, encoding="utf-8")
    loaded = load(plans / "growth.yaml")
    if loaded.plan is None:
        raise SystemExit("\n".join(str(one) for one in loaded.diagnostics[:9]))
    return loaded


class Grown(NamedTuple):
    """What something took, in seconds of processor time for each size."""

    name: str
    taken: tuple[float, ...]

    def exponent(self, sizes: Sequence[int]) -> float | None:
        """How time grows with the number of guests between the two largest sizes; None where it is too short to say."""
        if len(self.taken) < 2 or self.taken[-1] < MEASURABLE:
            return None
        return math.log(self.taken[-1] / max(self.taken[-2], 1e-6)) / math.log(sizes[-1] / sizes[-2])


def seconds(job: Callable[[], object], rounds: int) -> float:
    """Processor seconds of a job in this process: the least of so many rounds, as far as they are short."""
    taken: list[float] = []
    while sum(taken) < PATIENCE and len(taken) < rounds:
        started = time.process_time()
        job()
        taken.append(time.process_time() - started)
    return min(taken)


def grown(name: str, jobs: Iterable[Callable[[], object]], rounds: int = ROUNDS) -> Grown:
    """What a job takes for each size."""
    return Grown(name, tuple(seconds(job, rounds) for job in jobs))


def check(plans: Sequence[Loaded]) -> Iterator[Grown]:
    """Reading, all rules together, and each rule alone (with what it asks of the visit)."""
    yield grown("reading", [partial(load, one.path) for one in plans])
    yield grown("check", [partial(engine.check, one) for one in plans])
    alone = [
        grown(f"check, {code}", [partial(engine.check, one, selection=Selection((code,))) for one in plans])
        for code in sorted(engine.rules())
    ]
    alone.sort(key=lambda row: -row.taken[-1])
    sizes = [len(one.plan.guests) for one in plans if one.plan]
    yield from alone[:COSTLIEST]
    yield from (row for row in alone[COSTLIEST:] if (row.exponent(sizes) or 0) > MOST)


def papers(plans: Sequence[Loaded], wanted: Sequence[str], written_as: Sequence[str], out: Path) -> Iterator[Grown]:
    """Each paper in each format, from a plan that is read: what `render` does, files and all.

    Each is printed once, as Typst remembers what it has set before.
    """
    for template in catalog.catalog().templates.values():
        for name in (name for name in written_as if name in template.formats):
            if not wanted or template.id in wanted:
                order = render.Order(out, Edition(dt.datetime(2026, 5, 8, 9, 5)), [template.id], [name])
                yield grown(f"{template.id}, {name}", [partial(_printed, one, order) for one in plans], rounds=1)


def _printed(loaded: Loaded, order: render.Order) -> None:
    for _made in render.render(loaded, order):
        pass


def charts(sizes: Sequence[int]) -> Iterator[Grown]:
    """Each shape of a chart, its seats given, drawn and written; and a photograph in a single row."""
    for member in SeatingShape:
        yield grown(f"chart, {member.value}", [partial(_drawn, member, size) for size in sizes])
    yield grown("chart, one row", [partial(_drawn, SeatingShape.PHOTO, size, (size,)) for size in sizes])


def _drawn(member: SeatingShape, people: int, rows: tuple[int, ...] = ()) -> None:
    hosts = people // 2
    plan = samples.plan(samples.numbered("G", people - hosts), samples.hosts_numbered(hosts))
    names = {"guests": [one.name for one in plan.guests], "hosts": [one.name for one in plan.hosts]}
    made = samples.chart_of(plan, samples.seating(shape=member.value, rows=list(rows), **names))
    as_svg(made)
    as_text(made)


def shown(row: Grown, sizes: Sequence[int]) -> str:
    """A line of the report."""
    exponent = row.exponent(sizes)
    mark = "  MORE THAN LINEAR" if exponent is not None and exponent > MOST else ""
    times = " ".join(f"{took * 1000:9.0f}" for took in row.taken)
    return f"{row.name:28} {times}  {'' if exponent is None else f'n^{exponent:.2f}'}{mark}"


def measure(
    sizes: Sequence[int], parts: Sequence[str], wanted: Sequence[str] = (), written_as: Sequence[str] = ()
) -> None:
    """Print the parts that are named for all sizes, the smallest first."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        warm = written(root / "warm", 12)
        plans = [written(root / str(size), size) for size in sizes]
        print(f"{'guests':28} {' '.join(f'{size:9}' for size in sizes)}  (milliseconds of processor time)")
        if "rules" in parts:
            engine.check(warm)
            for row in check(plans):
                print(shown(row, sizes), flush=True)
        if "papers" in parts:
            for row in papers([warm, *plans], wanted, written_as or formats.names(), root / "out"):
                print(shown(row._replace(taken=row.taken[1:]), sizes), flush=True)
        if "charts" in parts:
            for row in charts(sizes):
                print(shown(row, sizes), flush=True)


def main() -> None:
    """Measure everything once, or the parts that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{' or '.join(PARTS)}; everything by default")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--paper", action="append", default=[], help="only this paper")
    parser.add_argument("--format", action="append", default=[], help="only this format", choices=formats.names())
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    sizes = sorted(int(size) for size in given.sizes.split(","))
    measure(sizes, given.parts or PARTS, given.paper, given.format)


if __name__ == "__main__":
    main()
