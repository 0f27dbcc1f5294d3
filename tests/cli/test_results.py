"""What was found before is used again only while nothing that it rests on has changed."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiedai import language
from jiedai.check.marks import NOTHING, Mark, Taken, left, unpacked
from jiedai.check.selection import Selection
from jiedai.cli import results
from jiedai.cli.findings import Examination
from jiedai.cli.outcomes import Outcome
from jiedai.cli.results import Kept, inputs
from jiedai.source import private
from jiedai.source.private import OFF, installation
from tests.cli.conftest import PLAN

PLANS = Path(__file__).parents[2] / "plans"
PACK = "rules:\n  YC02:\n    level: error\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of its own with one plan, and a cache that nobody has used."""
    monkeypatch.delenv(OFF, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "plans").mkdir()
    shutil.copy(PLANS / "office.yaml", tmp_path / "plans")
    (tmp_path / "plans" / "one.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were examined anew."""
    seen: list[str] = []
    honest = Kept._examined
    monkeypatch.setattr(Kept, "_examined", lambda self, path: seen.append(path) or honest(self, path))
    return seen


def test_an_unchanged_plan_is_not_examined_again(office, examined):
    first, second = Kept()("plans/one.yaml"), Kept()("plans/one.yaml")
    assert first.diagnostics
    assert first == second == Examination()("plans/one.yaml")
    assert examined == ["plans/one.yaml"]


def edited(name: str, text: str) -> Callable[[Path], object]:
    def edit(office: Path) -> None:
        place = office / name
        place.parent.mkdir(exist_ok=True)
        before = place.stat() if place.exists() else None
        place.write_text((place.read_text(encoding="utf-8") if before else "") + text, encoding="utf-8")
        if before:  # the clock of a network folder need not tell
            os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


@pytest.mark.parametrize(
    "change",
    [
        edited("plans/one.yaml", "备注: 改了\n"),
        edited("plans/office.yaml", "\n# 改了\n"),
        edited("plans/packs/own.yaml", PACK),
        edited("plans/knowledge/county.yaml", "cards: []\n"),
        lambda office: (office / "plans" / "office.yaml").unlink(),
        lambda office: (office / "plans" / "office.yaml").rename(office / "office.yaml"),
    ],
    ids=["the plan", "the office file", "a pack", "a card", "no office file", "the office file elsewhere"],
)
def test_what_a_finding_rests_on_makes_it_anew(office, examined, change):
    Kept()("plans/one.yaml")
    change(office)
    assert Kept()("plans/one.yaml") == Examination()("plans/one.yaml")
    assert len(examined) == 2


def test_what_was_asked_otherwise_is_kept_apart(office, examined):
    import datetime as dt

    asked = [Kept(), Kept(Selection(("GS",))), Kept(as_of=dt.date(2030, 1, 1))]
    for _round in range(2):
        assert [kept("plans/one.yaml") for kept in asked] == [
            Examination(kept.selection, kept.as_of)("plans/one.yaml") for kept in asked
        ]
    assert len(examined) == len(asked)


def test_each_language_and_each_name_of_a_file_has_its_own(office, examined, monkeypatch):
    Kept()("plans/one.yaml")
    Kept()(str(office / "plans" / "one.yaml"))
    monkeypatch.chdir(office / "plans")
    assert Kept()("one.yaml").name == "one.yaml"
    before = language.current()
    try:
        language.use("en")
        assert Kept()("one.yaml") == Examination()("one.yaml")
    finally:
        language.use(before)
    assert len(examined) == 4


def test_another_installation_finds_anew(office, examined, monkeypatch):
    Kept()("plans/one.yaml")
    monkeypatch.setattr(results, "installation", lambda: "another")
    Kept()("plans/one.yaml")
    assert len(examined) == 2


def test_an_installation_is_told_from_a_changed_one(tmp_path, monkeypatch):
    package = tmp_path / "jiedai" / "cli"
    package.mkdir(parents=True)
    (package / "results.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(private, "__file__", str(package / "results.py"))
    told = [installation.__wrapped__()]
    (package / "results.py").write_text("#", encoding="utf-8")
    told.append(installation.__wrapped__())
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.setattr(sys, "path", [str(libraries)])
    told.append(installation.__wrapped__())
    os.utime(libraries, (1, 1))
    told.append(installation.__wrapped__())
    assert len(set(told)) == 4


def test_a_plan_that_is_written_meanwhile_is_not_kept(office, monkeypatch):
    honest = Kept._examined

    def slow(self: Kept, path: str) -> Outcome:
        edited(path, "备注: 改了\n")(office)
        return honest(self, path)

    monkeypatch.setattr(Kept, "_examined", slow)
    Kept()("plans/one.yaml")
    assert not results.folder().exists()


def _entry(office: Path) -> Path:
    Kept()("plans/one.yaml")
    (entry,) = (path for path in results.folder().iterdir() if not path.name.startswith("."))
    return entry


@pytest.mark.parametrize("cut", [0, 1, 16, 40, 400])
def test_a_damaged_entry_is_as_good_as_none(office, examined, cut):
    entry = _entry(office)
    entry.write_bytes(entry.read_bytes()[:cut])
    assert Kept()("plans/one.yaml") == Examination()("plans/one.yaml")
    assert len(examined) == 2


class Evil:
    def __reduce__(self) -> Any:
        return (os.system, ("touch evil",))


@pytest.mark.parametrize("what", [Evil(), [Evil()], Outcome(name=Evil()), {"a": 1}])  # type: ignore[arg-type]
def test_an_entry_that_holds_anything_else_is_not_read(office, examined, what):
    entry = _entry(office)
    data = pickle.dumps(what)
    entry.write_bytes(entry.read_bytes()[:16] + results._digest(data) + data)
    Kept()("plans/one.yaml")
    assert len(examined) == 2
    assert not Path("evil").exists()


def test_marks_that_hold_anything_else_are_refused():
    with pytest.raises(pickle.UnpicklingError):
        unpacked(zlib.compress(pickle.dumps([Evil()])))


@pytest.mark.skipif(os.name != "posix", reason="owners and permissions as POSIX has them")
def test_nobody_else_can_read_or_write_what_is_kept(office, examined):
    entry = _entry(office)
    assert (entry.stat().st_mode & 0o777, entry.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    entry.parent.chmod(0o770)
    Kept()("plans/one.yaml")
    assert len(examined) == 2


def test_a_user_without_a_home_keeps_nothing(office, examined, monkeypatch):
    monkeypatch.setattr(results, "cache_folder", lambda: (_ for _ in ()).throw(RuntimeError()))
    assert Kept()("plans/one.yaml") == Kept()("plans/one.yaml")
    assert len(examined) == 2


def test_it_can_be_switched_off(office, run, monkeypatch):
    run("check", "--no-cache", "plans/one.yaml")
    assert not results.folder().exists()
    monkeypatch.setenv(OFF, "1")
    run("check", "plans/one.yaml")
    assert not results.folder().exists()


def test_what_is_old_is_thrown_away_and_all_can_be(office, monkeypatch):
    entry = _entry(office)
    (results.folder() / ".swept").unlink()
    os.utime(entry, (1, 1))
    Kept(Selection(("GS",)))("plans/one.yaml")
    assert not entry.exists()
    results.clear()
    assert list(results.folder().iterdir()) == []


def test_a_check_says_the_same_again(office, run):
    (office / "plans" / "two.yaml").write_text(PLAN, encoding="utf-8")
    for words in (["plans/one.yaml"], ["plans"], [], ["plans", "-f", "json"], ["plans/one.yaml", "--with", "plans"]):
        anew = run("check", *words, "--no-cache")
        for _time in range(2):
            again = run("check", *words)
            assert (again.status, again.err) == (anew.status, anew.err)
            assert _without_time(again.out) == _without_time(anew.out)


def _without_time(text: str) -> str:
    return json.dumps(json.loads(text)) if text.startswith("{") else text.rpartition("（")[0]


def test_an_unchanged_plan_is_answered_without_pydantic(office):
    code = (
        "import sys; from jiedai.__main__ import main; main(['check', 'plans/one.yaml']); print(' '.join(sys.modules))"
    )
    for heavy in (True, False):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        modules = set(done.stdout.splitlines()[-1].split())
        assert bool(modules & {"pydantic", "typer", "yaml", "jiedai.check.engine"}) is heavy


def test_what_a_plan_takes_comes_back_as_it_was():
    from jiedai.check.engine import examined as found
    from jiedai.loading import load

    for path in sorted(PLANS.glob("2*.yaml")):
        marks = found(load(path)).marks
        taken = [one for one in marks if isinstance(one, Taken)]
        said = [one for one in marks if isinstance(one, Mark)]
        assert taken
        assert said
        remains = pickle.loads(pickle.dumps(left(said, taken, {("a", 1): "b"})))
        assert remains.marks == tuple(said)
        assert unpacked(remains.taken) == (taken, {("a", 1): "b"})


def test_everything_that_is_read_for_a_finding_is_among_its_inputs(office):
    """Whatever a rule begins to read must be told to `inputs`; Python itself tells here what was opened."""
    edited("plans/packs/own.yaml", PACK)(office)
    opened: set[Path] = set()
    listening = [True]
    sys.addaudithook(
        lambda event, args: (
            opened.add(Path(args[0])) if listening and event == "open" and isinstance(args[0], str) else None
        )
    )
    try:
        Examination()("plans/one.yaml")
    finally:
        listening.clear()
    ours = {path.absolute() for path in opened if path.absolute().is_relative_to(office)}
    known = {path.absolute() for path in inputs(Path("plans/one.yaml"))}
    assert office / "plans" / "one.yaml" in ours
    assert {path for path in ours if not path.is_relative_to(office / "cache")} <= known


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(["one", "two", "office", "pack"]), st.integers(0, 3)), max_size=8))
def test_it_is_never_wrong(tmp_path_factory, edits):
    """Whatever is edited between checks, what is said is what a check without anything kept says."""
    folder = tmp_path_factory.mktemp("office")
    texts = {
        "one": [PLAN, PLAN + "备注: 甲\n", PLAN.replace("日期", "曰期"), "标题: 无\n"],
        "two": [PLAN.replace("标题: ", "标题: 又"), PLAN, "", "- 1\n"],
        "office": ["单位: {简称: 县接待办}\n", "人员: []\n", "标准: {规则包: [own]}\n", "\t"],
        "pack": ["rules: {}\n", PACK, "rules: [\n", PACK.replace("error", "info")],
    }
    places = {"one": "one.yaml", "two": "two.yaml", "office": "office.yaml", "pack": "packs/own.yaml"}
    (folder / "plans" / "packs").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv(OFF, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for name, number in [("one", 0), ("two", 0), *edits]:
            (folder / "plans" / places[name]).write_text(texts[name][number], encoding="utf-8")
            for path in ("plans/one.yaml", "plans/two.yaml"):
                if Path(path).exists():
                    assert Kept()(path) == Examination()(path)


def test_a_plan_checked_alone_leaves_no_marks_for_others(office, examined):
    """And what was kept of it so is not used where others are held against it."""
    alone, among = Kept(alone=True)("plans/one.yaml"), Kept()("plans/one.yaml")
    assert (alone.diagnostics, alone.left) == (among.diagnostics, NOTHING)
    assert among.left.marks
    assert len(examined) == 2
