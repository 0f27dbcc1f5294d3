"""The archive index: it says what the plans say, is this user's alone, and holds nothing that nobody asked it for."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai.cli import archived
from jiedai.cli.across import Reading
from jiedai.cli.archived import visits
from jiedai.source.private import OFF
from jiedai.workflow.across import archive
from jiedai.workflow.across.register import Entry
from jiedai.workflow.after.stats import Batch
from tests.cli.conftest import OFFICE, PLAN

SENSITIVE = "民族: 回族, 饮食: [清真], 过敏: [花生], 健康提示: 膝关节不适, 电话: 13900002001, 备注: 上下车要慢一点"


def plan(title: str = "省卫健委来云溪县调研", more: str = "", day: int = 11) -> str:
    text = PLAN.replace("省卫健委来云溪县调研", title).replace("2026-05-11", f"2026-05-{day:02}")
    return text.replace("职务: 副主任}", f"职务: 副主任{more}}}").replace("2026-05-12", f"2026-05-{day + 1:02}")


def old(path: Path) -> None:
    """Make a file one that was changed a minute ago, as far as its times can be set."""
    before = path.stat().st_mtime - 60
    os.utime(path, (before, before))


def index() -> Path:
    return archive.path_of(Path.cwd())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of its own with two plans, and a cache that nobody has used."""
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "plans" / "one.yaml").write_text(plan(more=f", {SENSITIVE}"), encoding="utf-8")
    (tmp_path / "plans" / "two.yaml").write_text(plan("另一批", day=20), encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans that were read."""
    seen: list[str] = []
    honest = Reading.__call__
    monkeypatch.setattr(Reading, "__call__", lambda self, path: seen.append(Path(path).name) or honest(self, path))
    return seen


def test_a_plan_is_read_once(folder, read):
    first = visits([]).rows
    assert [row.entry.title for row in first] == ["省卫健委来云溪县调研", "另一批"]
    assert visits([]).rows == first == visits([], no_cache=True).rows
    assert read == ["one.yaml", "two.yaml"] * 2


@pytest.mark.parametrize("settled", [False, True])
def test_a_plan_that_was_changed_is_read_again(folder, read, settled, monkeypatch):
    """Also where size and time are what they were: the disk tells, or what it holds is looked at."""
    if settled:
        monkeypatch.setattr(archive, "_SURE", -(10**18))
    visits([])
    path = folder / "plans" / "one.yaml"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("云溪县", "云溪乡"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert visits([]).rows[0].entry.title == "省卫健委来云溪乡调研"
    assert read == ["one.yaml", "two.yaml", "one.yaml"]


def test_a_plan_that_only_looks_changed_is_not_read_again(folder, read, monkeypatch):
    monkeypatch.setattr(archive, "_SURE", -(10**18))
    first = visits([]).rows
    (folder / "plans" / "one.yaml").touch()
    assert visits([]).rows == visits([]).rows == first
    assert len(read) == 2


def test_what_says_something_of_every_plan_makes_all_of_them_be_read(folder, read):
    visits([])
    ours = folder / "plans" / "office.yaml"
    ours.write_text(OFFICE + "人员:\n  - {姓名: 林峰, 职级: 县处级}\n", encoding="utf-8")
    assert visits([]).rows == visits([], no_cache=True).rows
    assert read == ["one.yaml", "two.yaml"] * 3


def test_a_plan_that_is_gone_or_broken_leaves_nothing(folder, run):
    visits([])
    (folder / "plans" / "one.yaml").unlink()
    (folder / "plans" / "two.yaml").write_text("标题: [", encoding="utf-8")
    assert run("ledger", "visits").status == 2
    assert all("另一批".encode() not in path.read_bytes() for path in (folder / "cache").rglob("*.sqlite*"))
    assert visits([]).rows == []


def test_plans_are_told_as_they_are_named(folder):
    visits([])
    assert [row.entry.file for row in visits(["plans/two.yaml"]).rows] == ["plans/two.yaml"]
    assert [row.entry.file for row in visits([str(folder / "plans")]).rows] == ["plans/one.yaml", "plans/two.yaml"]
    os.chdir(folder / "plans")
    assert [row.entry.file for row in visits(["."]).rows] == ["one.yaml", "two.yaml"]


def test_days_and_names_choose(folder):
    (folder / "plans" / "one.yaml").rename(folder / "plans" / "2020-01-01-one.yaml")
    for _time in range(2):
        assert [row.entry.title for row in visits([], dt.date(2026, 5, 20), dt.date(2026, 5, 20)).rows] == ["另一批"]
        assert len(visits([], dt.date(2026, 5, 12), None).rows) == 2
        week = (dt.date(2026, 5, 11), dt.date(2026, 5, 20))
        assert len(visits([], *week, days=archived.Days(*week)).rows) == 2  # its name is old, its days are not


def test_the_stage_is_that_of_the_day_of_the_question(run, folder):
    for _time in range(2):
        for day, stage in (("2026-05-01", "preparing"), ("2026-05-12", "running"), ("2026-05-13", "after")):
            assert f'"stage": "{stage}"' in run("ledger", "visits", "plans/one.yaml", "--as-of", day, "-f", "json").out


# --- an index that is none --------------------------------------------------------------------------------------------


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 99)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _bits(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("另一批".encode(), "另二批".encode()))


def _altered(order: str) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.executescript(order)
        connection.close()

    return alter


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_garbage, "归档索引坏了"),
        (_cut, "归档索引坏了"),
        (_bits, "归档索引坏了"),
        (_altered("drop table visit"), "归档索引坏了"),
        (_altered(f"pragma user_version = {archive.FORM + 1}"), "没有用"),
        (_altered("pragma application_id = 7"), "没有用"),
        (_altered(f"pragma user_version = {archive.FORM - 1}"), ""),
        (_altered("update made_by set installation = 'another'"), ""),
        (lambda path: path.write_bytes(b""), ""),
        (lambda path: path.unlink(), ""),
    ],
)
def test_an_index_that_cannot_be_used_is_made_again_or_left_alone(folder, capsys, damage, told):
    right = visits([]).rows
    capsys.readouterr()
    damage(index())
    before = index().read_bytes() if index().exists() else b""
    assert visits([]).rows == right
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == bool(told)
    assert (index().read_bytes() == before) is (told == "没有用")
    assert visits([]).rows == right
    assert told == "没有用" or not capsys.readouterr().err


def test_another_command_that_writes_keeps_nobody_from_an_answer(folder, capsys, monkeypatch):
    monkeypatch.setattr(archive, "_PATIENCE", 0.01)
    right = visits([]).rows
    with sqlite3.connect(index()) as other:
        other.execute("begin exclusive")
        assert visits([]).rows == right
    other.close()
    assert "占用" in capsys.readouterr().err


# --- private ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="owners and permissions as POSIX has them")
def test_nobody_else_can_read_it_and_what_others_can_write_is_not_used(folder, read):
    visits([])
    assert (index().stat().st_mode & 0o777, index().parent.stat().st_mode & 0o777) == (0o600, 0o700)
    index().parent.chmod(0o770)
    visits([])
    assert len(read) == 4


def test_it_holds_the_fields_of_the_register_and_the_figures_alone(folder):
    """A field that is added to them must be thought of here: what is sensitive stays in the plan."""
    visits([])
    data = b"".join(path.read_bytes() for path in (folder / "cache" / "jiedai" / "archive").iterdir())
    assert "陈志远".encode() in data
    for word in ("回族", "清真", "halal", "花生", "peanut", "膝关节", "13900002001", "上下车", "姚晨", "接站"):
        assert word.encode() not in data, word
    assert set(Entry._fields) == {
        "file", "title", "number", "first", "last", "unit", "letter", "chief", "post", "rank", "kind", "guests",
        "hosts", "hosted_meals", "host_cost", "stage",
    }  # fmt: skip
    assert set(Batch._fields) == {
        "first", "kind", "rank", "persons", "state", "hosted_meals", "cost", "paid", "room_nights", "open_follow_ups",
        "sheets", "points", "faulty", "units",
    }  # fmt: skip


def test_who_is_forgotten_is_in_no_byte_of_it(folder, run):
    path = folder / "plans" / "one.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "结案: {时间: 2026-05-20 10:00, 经办人: 姚晨}\n", encoding="utf-8"
    )
    visits([])
    assert index().exists()
    assert run("guests", "forget", "陈志远", "--at", "2026-11-20 09:00").status == 1  # shown only
    assert index().exists()
    assert run("guests", "forget", "陈志远", "--at", "2026-11-20 09:00", "--write").status == 0
    assert not any("陈志远".encode() in one.read_bytes() for one in (folder / "cache").rglob("*") if one.is_file())


@pytest.mark.parametrize("how", ["option", "environment"])
def test_without_a_cache_nothing_is_kept(folder, run, how, monkeypatch):
    if how == "environment":
        monkeypatch.setenv(OFF, "1")
    words = ["--no-cache"] if how == "option" else []
    assert run("stats", "--year", "2026", *words).status == 0
    assert run("ledger", "visits", *words).status == 0
    assert not index().exists()


# --- never wrong ------------------------------------------------------------------------------------------------------

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "same size", "delete", "break", "touch", "office", "cancel", "nothing"]),
        st.sampled_from(["one", "two", "three"]),
        st.integers(1, 25),
    ),
    max_size=6,
)


@settings(max_examples=15)
@given(EDITS, st.booleans())
def test_it_says_what_the_plans_say(tmp_path_factory: pytest.TempPathFactory, edits: list[Any], settled: bool) -> None:
    """Whatever is edited between questions, the answer is that of the plans themselves."""
    root = tmp_path_factory.mktemp("archive")
    (root / "plans").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.delenv(OFF, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        if settled:
            patch.setattr(archive, "_SURE", -(10**18))
        (root / "plans" / "zero.yaml").write_text(plan("始终都在", day=1), encoding="utf-8")
        for what, name, day in edits:
            _edit(root / "plans", what, name, day)
            asked = (dt.date(2026, 5, 1), dt.date(2026, 5, day))
            assert visits([], *asked) == visits([], *asked, no_cache=True)
            assert visits([]) == visits([], no_cache=True)
    shutil.rmtree(root)


def _edit(plans: Path, what: str, name: str, day: int) -> None:
    path = plans / f"{name}.yaml"
    if what == "write":
        path.write_text(plan(f"第{day}批", day=day), encoding="utf-8")
    elif what == "delete":
        path.unlink(missing_ok=True)
    elif what == "break":
        path.write_text("标题: [", encoding="utf-8")
    elif what == "office":
        (plans / "office.yaml").write_text(OFFICE + f"人员:\n  - {{姓名: 林峰, 职务: 主任{day}}}\n", encoding="utf-8")
    elif path.exists() and what == "same size":
        before = path.stat()
        path.write_text(path.read_text(encoding="utf-8").replace("省卫健委", "市发改委"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif path.exists() and what == "touch":
        path.touch()
    elif path.exists() and what == "cancel":
        path.write_text(path.read_text(encoding="utf-8") + "状态: 取消\n", encoding="utf-8")
