"""A workspace with one small plan, and the command run in this process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiedai import language
from jiedai.cli import start

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = """\
标题: 省卫健委来云溪县调研
类型: 调研
事由: 调研基层医疗
日期: 2026-05-11 至 2026-05-12
来宾:
  - {姓名: 陈志远, 单位: 省卫健委, 职务: 副主任}
陪同:
  - {姓名: 林峰, 单位: 县政府, 职务: 副县长, 角色: 主陪}
日程:
  - 日期: 2026-05-11 星期一
    安排:
      - {编号: A1, 时间: "09:00-09:30", 事项: 接站, 地点: 云溪站, 责任单位: 县接待办, 责任人: 姚晨}
      - {编号: A2, 时间: "10:00-11:00", 事项: 考察, 地点: 云溪站, 责任单位: 县接待办, 责任人: 姚晨}
任务:
  - {编号: T1, 事项: 核对名单, 责任单位: 县接待办, 责任人: 姚晨, 时限: T-3}
"""
OFFICE = """\
单位: {名称: 云溪县接待办}
部门:
  - {名称: 县接待办, 联系人: 姚晨, 电话: 0570-5550100}
场所:
  - {名称: 云溪站, 类别: 车站}
"""
NAME = "2026-05-11-省卫健委.yaml"


@dataclass(frozen=True)
class Result:
    """What a command line gave back."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a Chinese clerk, with nothing set that changes what the command does."""
    for name in ("JIEDAI_LANG", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one plan and an office file, as the working directory."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / NAME).write_text(PLAN, encoding="utf-8")
    (plans / "office.yaml").write_text(OFFICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plan(office: Path) -> Path:
    """The plan of the workspace."""
    return office / "plans" / NAME


@pytest.fixture
def worked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A workspace with a visit of two days as its one plan, and what writes that again with edits; gives its path."""
    from tests.workflow.following.samples import written

    monkeypatch.chdir(tmp_path)

    def make(*edits: tuple[str, str], more: str = "") -> Path:
        return written(tmp_path, *edits, more=more)

    make()
    return make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """The command in this process."""

    def command(*words: str) -> Result:
        capsys.readouterr()
        status = start.run(list(words))
        out, err = capsys.readouterr()
        return Result(status, out, err)

    return command


@pytest.fixture
def shell() -> Callable[..., Result]:
    """The command in a process of its own."""

    def command(*words: str, **environ: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "jiedai", *words],
            env={**os.environ, **environ},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return command


class _Foreign(NullTranslations):
    """A catalog of a language without Chinese characters, complete by construction."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[^\x00-\x7f]+", "x", message)


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """English texts in which every Chinese character is gone: what is still Chinese was never given to the catalog."""
    monkeypatch.setitem(language._translations, "en", _Foreign())
    monkeypatch.setenv("JIEDAI_LANG", "en")


ROOT = Path(__file__).parents[2]


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the repository as the only plan of a workspace, the working directory: it may be issued."""
    plans = tmp_path / "plans"
    plans.mkdir()
    text = (ROOT / "plans" / "2026-10-20-省卫健委调研.yaml").read_text(encoding="utf-8")
    path = plans / "甲.yaml"
    path.write_text(text.replace("版本: 2\n", "版本: 1\n", 1), encoding="utf-8")
    (plans / "office.yaml").write_bytes((ROOT / "plans" / "office.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    return path
