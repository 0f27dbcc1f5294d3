"""Small plans and problems for what arranges rooms, rides and tables."""

from __future__ import annotations

from pathlib import Path

from jiedai.arrange.stays import Lodger, Stay
from jiedai.check.engine import check
from jiedai.diagnostics import Level
from jiedai.loading import Loaded, load
from jiedai.model.choice import Sex
from jiedai.visit.case import Case

OFFICE = """\
单位: {名称: 云溪县接待办, 简称: 县接待办}
标准:
  住宿: {省部级: 850, 厅局级: 480, 其他: 360}
部门:
  - {名称: 县接待办, 联系人: 姚晨, 电话: 0570-5550100, 副职: 周敏}
场所:
  - {名称: 云溪宾馆, 类别: 宾馆, 定点: 是, 清真: 是, 房型: {标准间: 4, 单间: 2, 普通套间: 1}}
  - {名称: 云溪站, 类别: 车站}
  - {名称: 县医院, 类别: 医院}
  - {名称: 溪口村, 类别: 乡村}
  - {名称: 县机关食堂, 类别: 食堂, 清真: 是}
路程:
  - {从: 云溪站, 到: 县医院, 分钟: 25}
  - {从: 县医院, 到: 溪口村, 分钟: 40}
车辆:
  - {车号: 1, 车型: 考斯特, 核载: 12, 驾驶员: 赵大海, 所属: 县接待办}
  - {车号: 2, 车型: 商务车, 核载: 6, 驾驶员: 钱小军, 所属: 县接待办}
  - {车号: 3, 车型: 商务车, 核载: 6, 驾驶员: 孙立, 所属: 县接待办}
  - {车号: 9, 车型: 警车, 核载: 4, 驾驶员: 雷鸣, 所属: 县公安局, 警车: 是}
"""

HEAD = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11 至 2026-05-12
公函: {来函单位: 省卫健委办公室, 文号: 省卫办函〔2026〕1号, 日期: 2026-05-06, 主题: 调研函, 行程: 两天}
审批: {审批人: 林峰, 职务: 副县长, 时间: 2026-05-07 10:00, 意见: 同意}
"""


def guests(*entries: str) -> str:
    """A list of guests: `姓名 男 厅局级 单位 其他…`, with further fields as `键=值`."""
    lines = ["来宾:"]
    for entry in entries:
        name, sex, rank, unit, *more = entry.split()
        fields = [f"姓名: {name}", f"单位: {unit}", "职务: 干部"]
        fields += [f"性别: {sex}"] if sex != "-" else []
        fields += [f"职级: {rank}"] if rank != "-" else []
        fields += [": ".join(one.split("=")) for one in more]
        lines.append(f"  - {{{', '.join(fields)}}}")
    return "\n".join(lines) + "\n"


SIX = guests(
    "陈志远 男 厅局级 省卫健委",
    "李娜 女 县处级 省卫健委",
    "王芳 女 乡科级 省卫健委",
    "赵磊 男 乡科级 省卫健委",
    "孙浩 男 乡科级 省卫健委",
    "周强 男 其他 省医科院",
)
"""One leader, two women, three men; the last of another unit."""

HOSTS = """\
陪同:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: 县处级, 角色: 主陪}
  - {姓名: 沈浩, 单位: 县卫健局, 职务: 局长, 职级: 乡科级, 角色: 副主陪}
工作人员:
  - {姓名: 夏禾, 单位: 县接待办, 岗位: 联络, 电话: 13900001003, 替补: 姚晨}
  - {姓名: 余满, 单位: 县融媒体中心, 岗位: 摄影, 电话: 13900001004}
"""

DAY = """\
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:30-10:00", 事项: 前往县医院, 类别: 乘车, 从: 云溪站, 到: 县医院,
         陪同: [林峰], 工作人员: [夏禾], 责任单位: 县接待办, 责任人: 姚晨}
      - {编号: A2, 时间: "10:00-11:30", 事项: 考察县医院, 类别: 考察, 地点: 县医院, 目的: 了解医共体,
         责任单位: 县接待办, 责任人: 姚晨}
      - {编号: A3, 时间: "11:50-12:40", 事项: 工作午餐, 类别: 用餐, 地点: 县机关食堂, 陪同: [林峰, 沈浩],
         责任单位: 县接待办, 责任人: 姚晨}
"""
STAY = """\
住宿:
  宾馆: 云溪宾馆
  入住: 2026-05-11
  离店: 2026-05-12
  房间:   # 由宾馆定房号
"""


def written_to(folder: Path, *sections: str, office: str = OFFICE) -> Path:
    """A workspace with one plan made of sections; the plan's path."""
    plans = folder / "plans"
    plans.mkdir(exist_ok=True)
    (plans / "office.yaml").write_text(office, encoding="utf-8")
    path = plans / "2026-05-11-来访.yaml"
    path.write_text("".join(sections), encoding="utf-8", newline="")
    return path


def case_of(path: Path) -> Case:
    loaded = load(path)
    assert loaded.plan is not None, [found.message for found in loaded.diagnostics]
    return Case(loaded, loaded.plan)


def errors(loaded: Loaded, *areas: str) -> list[str]:
    """The errors of some areas that `check` finds."""
    found = check(loaded)
    return [f"{one.code} {one.message}" for one in found if one.level is Level.ERROR and one.code.startswith(areas)]


def lodger(place: int, sex: str = "男", **more) -> Lodger:
    return Lodger(f"G{place}", place, Sex.read(sex) if sex else None, **more)


def stay(*lodgers: Lodger, **more) -> Stay:
    return Stay("云溪宾馆", "云溪宾馆", tuple(lodgers), **more)
