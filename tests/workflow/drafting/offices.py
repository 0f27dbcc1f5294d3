"""An invented office for the tests of this folder."""

from pathlib import Path

from jiedai.model.office import Office
from jiedai.source import read_bytes

OFFICE = """\
单位: {名称: 云溪县接待办公室, 简称: 县接待办, 地区: 云溪县, 值班电话: 0570-5550100}
惯例: {上车分钟: 10}
标准:
  工作餐: {早餐: 20, 午餐: 60, 晚餐: 60}
部门:
  - {名称: 县接待办, 职责: [统筹, 食宿, 车辆], 联系人: 周敏, 电话: 0570-5550101}
  - {名称: 县发改局, 职责: [对口], 联系人: 沈浩, 电话: 0570-5550102}
  - {名称: 县交警大队, 职责: [交警], 联系人: 罗斌, 电话: 0570-5550104}
  - {名称: 县卫健局, 职责: [卫生], 联系人: 何静, 电话: 0570-5550105}
  - {名称: 县市场监管局, 职责: [食品安全], 联系人: 范斌, 电话: 0570-5550106}
场所:
  - {名称: 云溪站, 类别: 车站}
  - {名称: 云溪宾馆, 类别: 宾馆, 定点: true}
  - {名称: 云溪山庄, 类别: 宾馆}
  - {名称: 县机关食堂, 类别: 食堂}
  - {名称: 县行政中心三号会议室, 类别: 会议室}
  - {名称: 青山镇农创中心, 类别: 乡村}
路程:
  - {从: 云溪站, 到: 云溪宾馆, 分钟: 20}
  - {从: 云溪宾馆, 到: 县行政中心三号会议室, 分钟: 70}
车辆:
  - {车号: 1, 车型: 考斯特, 核载: 19}
  - {车号: 3, 车型: 商务车, 核载: 7}
  - {车号: 4, 车型: 警车, 核载: 4, 警车: 是}
人员:
  - {姓名: 姚晨, 单位: 县接待办, 职务: 科员, 电话: 13900000202, 能力: [联络]}
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 职级: 县处级, 电话: 13900000201}
  - {姓名: 周敏, 单位: 县接待办, 职务: 主任, 职级: 乡科级}
"""


def office() -> Office:
    """The office as the model reads it."""
    return Office.model_validate(read_bytes(OFFICE.encode(), "office.yaml").data)


def workspace_in(folder: Path, *, with_office: bool) -> Path:
    """A folder with `plans/`, and the office file in it where wanted."""
    (folder / "plans").mkdir(parents=True)
    if with_office:
        (folder / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return folder
