"""An office with one plan, and one server for all tests: it starts in half a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Client

NAME = "2026-05-11-省厅.yaml"
PLAN = """\
标题: 省厅来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 𠮷田茂, 单位: 省厅, 职务: 副厅长, 分组: 一组}
  - {姓名: 陈志远, 单位: 省厅, 职务: 处长, 分组: 一组}
陪同: [林峰, 沈浩]
工作人员:
  - {姓名: 姚晨, 岗位: 联络}
日程:
  - 日期: 2026-05-11
    安排:
      - {编号: A1, 时间: "09:00-09:30", 事项: 接站, 地点: 云溪站, 陪同: 林峰、沈浩, 车辆: 1, 责任单位: 县接待办}
      - {编号: A2, 时间: "10:00-11:00", 事项: 考察，请𠮷田茂和林峰讲话, 地点: 云溪宾馆二楼, 来宾: 一组, 责任人: 姚晨}
用餐:
  - {日程: A2, 人均: 50}
任务:
  - {编号: T1, 事项: 核对名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3, 日程: A1}
"""
OFFICE = """\
单位: {名称: 云溪县接待办}
部门:
  - {名称: 县接待办, 联系人: 姚晨, 电话: 0570-5550100}
人员:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长}
  - {姓名: 沈浩, 单位: 县卫健局, 职务: 局长}
场所:
  - {名称: 云溪站, 类别: 车站, 容纳: 300}
  - {名称: 云溪宾馆, 类别: 宾馆}
路程:
  - {从: 云溪站, 到: 云溪宾馆, 分钟: 10}
车辆:
  - {车号: 1, 车型: 中巴, 核载: 19, 驾驶员: 老赵}
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office, in a path with blanks and Chinese."""
    found = tmp_path_factory.mktemp("接待 办")
    (found / "plans").mkdir()
    (found / "plans" / NAME).write_text(PLAN, encoding="utf-8")
    (found / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[Client]:
    """An editor that has started its server."""
    made = Client(folder)
    made.start()
    yield made
    assert made.end() == 0
    assert [one for one in made.messages if one["method"] == "window/logMessage"] == []


@pytest.fixture
def uri(client: Client) -> Iterator[str]:
    """The plan, open."""
    opened = client.open(NAME)
    yield opened
    client.close(opened)
