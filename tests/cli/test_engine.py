"""`--on`: an engine of two processes does the work of commands over many plans, and says what one process says."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import re
import signal
import sys
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiedai.many import engine as engines
from jiedai.many import in_order, parcel, pool
from jiedai.many.parcel import EngineError
from jiedai.source import files
from jiedai.workflow.records import Records
from tests.batch import cases
from tests.cluster import running
from tests.year import copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cluster import Cluster

PACK = """\
rules:
  YX01:
    title: {zh: 接站, en: welcome}
    level: warning
    each: items
    must: it.kind != "talks"
    at: what
    message: {zh: "{it.id} 是座谈", en: "{it.id} is a talk"}
    hint: {zh: 改, en: change it}
    wrong: |
      schedule:
        - {date: 2026-05-11, items: [{id: A1, time: "09:00-10:31", what: talks, kind: talks}]}
    right: |
      schedule:
        - {date: 2026-05-11, items: [{id: A1, time: "09:00-10:30", what: visit, kind: visit}]}
"""
CARDS = "县情: [{名称: 面积, 内容: 县域 1200 平方公里。, 来源: 统计局, 日期: 2024-01-31, 有效至: 2025-01-31}]\n"
AS_OF = ("--as-of", "2026-12-01 09:00")
COMMANDS = [
    ("check", "-f", "json"),
    ("--lang", "en", "check", "-f", "sarif", "--as-of", "2026-05-01", "--ignore", "GS"),
    ("check", "-f", "github", "plans/again.yaml", "plans/broken.yaml", "--with", "plans"),
    ("ledger", "visits", "-f", "csv", *AS_OF),
    ("ledger", "bookings", "-f", "json"),
    ("ledger", "bookings", "-f", "svg", "--month", "2026-04", "-o", "drawn.svg"),
    ("ledger", "conflicts", "-f", "json"),
    ("ledger", "week", "2026-04-21", "-f", "json"),
    ("ledger", "free", "person:林峰", "--from", "2026-04-20", "--to", "2026-04-24", "-f", "json"),
    ("ledger", "follow-ups", "-f", "json", *AS_OF),
    ("ledger", "faults", "-f", "json"),
    ("stats", "-f", "json", "--year", "2026"),
    ("assess", "-f", "json", *AS_OF),
    ("--lang", "en", "assess", *AS_OF),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def year(tmp_path, monkeypatch) -> Path:
    """Five visits of an office with a rule and a library of its own, a plan with errors, and what is no plan."""
    plans = copied(tmp_path)
    office = plans / "office.yaml"
    office.write_text(
        office.read_text(encoding="utf-8").replace("标准:\n", "标准:\n  规则包: [own]\n", 1), encoding="utf-8"
    )
    (plans / "packs").mkdir()
    (plans / "packs" / "own.yaml").write_text(PACK, encoding="utf-8")
    (plans / "knowledge").mkdir()
    (plans / "knowledge" / "county.yaml").write_text(CARDS, encoding="utf-8")
    for name in ("03-17", "04-09", "06-09", "07-07", "08-12", "10-13", "11-05"):
        next(plans.glob(f"2026-{name}-*")).unlink()
    first = (plans / "2026-01-15-溪口县学习交流.yaml").read_text(encoding="utf-8")
    (plans / "broken.yaml").write_text(first.replace("类型:", "类型: 什么\n啊：", 1), encoding="utf-8")
    (plans / "again.yaml").write_text(first, encoding="utf-8")  # everything it takes is taken twice
    (plans / "strange.yaml").write_bytes(b"\x00\x01")
    (plans / "gone.yaml").symlink_to("nowhere.yaml")
    records = Records.of(plans / "2026-04-21-省应急管理厅检查.yaml")
    at = dt.datetime(2026, 4, 19, 9)
    records.append("notice", at, plan_version=1, reader="unit:县发改局", act=True, reply_by="2026-04-20T09:00+08:00")
    records.append("ack", at + dt.timedelta(hours=1), plan_version=1, reader="unit:县发改局", by="沈浩")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pool, "FAR_CHUNK", 3)
    return plans


class Away(Executor):
    """Another machine: while it works, the folder of plans is not there, nor is the working directory what it was."""

    workers = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sent: list[bytes] = []

    def submit(self, fn, /, *args, **_options):
        made = pickle.dumps((fn, args))
        self.sent.append(made)
        hidden = self.folder.with_name(f"{self.folder.name} hidden")
        self.folder.rename(hidden)
        os.chdir(hidden.parent)
        future: Future[object] = Future()
        try:
            work, given = pickle.loads(made)
            future.set_result(pickle.loads(pickle.dumps(work(*given))))
        finally:
            hidden.rename(self.folder)
            os.chdir(self.folder)
        return future


def test_all_commands_say_the_same_byte_for_byte(run, year, monkeypatch):
    """In the caller's language, with the office's own rules and library, over plans, records and what is neither."""
    away = Away(year.parent)
    monkeypatch.setattr(engines, "engine", lambda _address: nullcontext(away))
    for words in COMMANDS:
        before, before_sent = run(*words), len(away.sent)
        after = run(*words, "--on", "127.0.0.1")
        assert (after.out, after.err, after.status) == (before.out, before.err, before.status), words
        assert after.out or "-o" in words, words
        assert len(away.sent) > before_sent + 1, words
    told = run("check", "-f", "json").out
    assert all(code in told for code in ("YX01", "KX", "GS04", "GS06", "XQ"))


class Here(Executor):
    """Processes that are none: work is done as soon as it is handed out."""

    def submit(self, fn, /, *args, **_options):
        future: Future[object] = Future()
        future.set_result(fn(*args))
        return future


def test_so_many_processes_read_plans_as_are_asked_for(run, year, monkeypatch):
    """Byte for byte what one says."""
    monkeypatch.setattr(pool, "CHUNK", 2)
    asked: list[int] = []
    monkeypatch.setattr(pool, "_pool", lambda jobs: asked.append(jobs) or Here())
    for words in COMMANDS:
        one = run(*words, "--jobs", "1")
        assert asked == [], words
        two = run(*words, "--jobs", "2")
        assert (two.out, two.err, two.status) == (one.out, one.err, one.status), words
        assert set(asked) == {2}, words
        asked.clear()


LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"


def printed(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for the register, which names no bytes of its own."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_papers_are_the_same_byte_for_byte(run, year, monkeypatch):
    """With the office's logo, earlier visits of the unit, a plan that is refused, and what somebody has changed."""
    office = year / "office.yaml"
    office.write_text(office.read_text(encoding="utf-8") + "\n版式: {徽标: logo.svg}\n", encoding="utf-8")
    (year / "logo.svg").write_bytes(LOGO)
    again = year / "2026-12-31-溪口县年终交流.yaml"
    again.write_text(again.read_text(encoding="utf-8").replace("密级: 公开", ""), encoding="utf-8")
    away = Away(year.parent)
    monkeypatch.setattr(engines, "engine", lambda _address: nullcontext(away))
    words = ("render", "-f", "md,pdf", "-d", "handbook,programme,guests,briefing", "--as-of", "2026-12-01")
    paths = (
        "plans/broken.yaml",
        "plans/strange.yaml",
        "plans/2026-01-15-溪口县学习交流.yaml",
        str(again),
        "plans/no.yaml",
    )
    for _time in range(2):
        here = run(*words, *paths, "-o", "out", "--draft")
        there = run(*words, *paths, "-o", "away", "--draft", "--on", "127.0.0.1")
        assert there.status == here.status == 2
        assert without_seconds(there.err) == without_seconds(here.err).replace("out/", "away/")
        assert there.out == here.out.replace("out/", "away/")
        assert printed(Path("out")) == printed(Path("away"))
        for folder in ("out", "away"):
            one = next(Path(folder).rglob("*日程*.md"))
            one.write_text("改过", encoding="utf-8")
    assert len(printed(Path("out"))) > 10
    briefing = next(Path("away", again.stem).rglob("*背景材料*.md"))
    assert "2026年1月15日" in briefing.read_text(encoding="utf-8")


def without_seconds(text: str) -> str:
    return re.sub(r"[\d.]+ 秒", "秒", text)


def test_an_office_with_templates_of_its_own_prints_here(run, year, monkeypatch):
    Path("templates").mkdir()
    Path("templates", "own.html").write_text("---\nid: own\n---\n", encoding="utf-8")
    away = Away(year.parent)
    monkeypatch.setattr(engines, "engine", lambda _address: nullcontext(away))
    plan = "plans/2026-01-15-溪口县学习交流.yaml"
    result = run("render", plan, "-d", "programme", "-f", "txt", "--draft", "--on", "127.0.0.1")
    assert result.out
    assert away.sent == []


@pytest.mark.parametrize("words", [("--watch",), ("-d", "programme", "-f", "txt", "-o", "-")])
def test_what_is_not_printed_elsewhere(run, office, words):
    result = run("render", *words, "--on", "127.0.0.1")
    assert (result.status, result.out) == (2, "")


def test_what_the_index_of_the_archive_knows_is_not_sent(run, year, monkeypatch, tmp_path):
    monkeypatch.delenv("JIEDAI_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.with_name("cache of the index")))
    away = Away(year.parent)
    monkeypatch.setattr(engines, "engine", lambda _address: nullcontext(away))
    for name in ("strange.yaml", "broken.yaml", "gone.yaml"):
        (year / name).unlink()
    words = ("stats", "-f", "json", "--year", "2026")
    before = run(*words, "--no-cache")
    assert run(*words, "--on", "127.0.0.1") == before
    sent = len(away.sent)
    assert sent > 1
    assert run(*words, "--on", "127.0.0.1") == run(*words) == before
    assert len(away.sent) == sent
    again = year / "again.yaml"
    again.write_text(again.read_text(encoding="utf-8").replace("田野", "田家野"), encoding="utf-8")
    assert run(*words, "--on", "127.0.0.1") == run(*words, "--no-cache")
    assert len(away.sent) == sent + 1


def test_an_engine_says_the_same(run, year, cluster):
    for words in COMMANDS[0], COMMANDS[-1]:
        assert run(*words, "--on", cluster.address) == run(*words)
    kept = [path.read_bytes() for path in (*cluster.disk.rglob("*"), *cluster.cache.rglob("*")) if path.is_file()]
    assert kept
    assert not any("陈志远".encode() in data or "溪口县".encode() in data for data in kept)


def _deadly(mark: Path, path: str) -> str:
    """The first line of a plan; the first process that comes to the fifth of them dies of it."""
    if path.endswith("4.yaml") and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return files.text(Path(path)).split("\n", 1)[0]


def test_a_worker_that_dies_is_taken_over(tmp_path, monkeypatch, cluster):
    """Nothing is lost and nothing told twice."""
    monkeypatch.setattr(pool, "FAR_CHUNK", 2)
    paths = [tmp_path / f"{number}.yaml" for number in range(10)]
    for number, path in enumerate(paths):
        path.write_text(f"标题: 第 {number} 份\n", encoding="utf-8")
    with engines.engine(cluster.address) as executor:
        found = list(in_order(partial(_deadly, tmp_path / "mark"), list(map(str, paths)), executor=executor))
    assert found == [f"标题: 第 {number} 份" for number in range(10)]
    assert (tmp_path / "mark").exists()


def test_what_ends_the_work_of_an_engine_is_told(cluster):
    from distributed import CancelledError, KilledWorker
    from distributed.comm import CommClosedError

    for error, told in (
        (KilledWorker("work", None, 3), "几次让工作进程中断"),
        (CommClosedError(), "中途断了"),
        (CancelledError(), "中途断了"),
    ):
        with pytest.raises(EngineError, match=told), engines.engine(cluster.address):
            raise error


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("10.0.0.5:8786", "不是本机，也没有加密"),
        ("tcp://archive.example:8786", "不是本机，也没有加密"),
        ("localhost.example", "不是本机，也没有加密"),
        ("127.0.0.1.example:8786", "不是本机，也没有加密"),
        ("ws://127.0.0.1:8786", "不是本机，也没有加密"),
        ("tcp://anna:secret@127.0.0.1:8786", "不写密码"),
        ("127.0.0.1:port", "读不懂"),
        ("tls://", "读不懂"),
        ("", "读不懂"),
        ("tls://127.0.0.1:1", "证书"),
        ("127.0.0.1:1", "连不上"),
    ],
)
def test_an_address_that_plans_are_not_sent_to(run, office, monkeypatch, address, told):
    monkeypatch.setattr(engines, "_PATIENCE", 0.5)
    result = run("check", "--on", address)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    assert len(result.err.splitlines()) <= 2
    assert "secret" not in result.err


@cases(
    ("address", "place"),
    [
        ("127.0.0.1", "tcp://127.0.0.1:8786"),
        (" localhost:99 ", "tcp://localhost:99"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
        ("tls://archive.example", "tls://archive.example:8786"),
    ],
)
def test_an_address_that_plans_may_be_sent_to(address, place):
    assert engines.allowed(address) == place


def test_without_dask(run, office, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("ledger", "visits", "--on", "127.0.0.1")
    assert (result.status, result.out) == (2, "")
    assert result.err == "错误：没有装 Dask，不能用 --on\n建议：先装：pip install 'jiedai[cluster]'\n"


def test_another_jiedai(run, office, monkeypatch, cluster):
    monkeypatch.setattr(engines, "build", lambda: "0.0.9")
    result = run("stats", "--on", cluster.address)
    assert (result.status, result.out) == (2, "")
    assert "对方的 jiedai 是" in result.err
    assert len(result.err.splitlines()) == 2


class Client:
    """An engine with one worker."""

    def __init__(self, address: str, answer: object) -> None:
        self.workers, self.answer = {address: 1}, answer

    def nthreads(self):
        return self.workers

    def run(self, _function, on_error):
        return dict.fromkeys(self.workers, self.answer)


@cases(
    ("client", "told"),
    [
        (Client("tcp://10.0.0.7:4001", None), "工作进程 tcp://10.0.0.7:4001 不是本机"),
        (Client("tls://10.0.0.7:4001", (parcel.build(), True)), "写到它的硬盘上"),
        (Client("tcp://127.0.0.1:4001", ModuleNotFoundError("jiedai")), "没有装，或是旧的"),
        (Client("tcp://127.0.0.1:4001", ("0.0.9", False)), "0.0.9"),
    ],
)
def test_a_worker_that_plans_are_not_sent_to(client, told):
    with pytest.raises(EngineError, match=told):
        engines._look_at(client)
    engines._look_at(Client("tls://10.0.0.7:4001", (parcel.build(), False)))


def test_nobody_works():
    client = Client("tcp://127.0.0.1:1", None)
    client.workers = {}
    with pytest.raises(EngineError, match="没有工作进程"):
        engines._look_at(client)
