"""The package's own YAML files, kept as JSON from one command to the next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jiedai.source import packaged as cache
from jiedai.source import packaged as module
from jiedai.source.packaged import packaged
from jiedai.visit.packs import PACKS_DIR

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files, and an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.platform", "linux")
    inner = tmp_path / "words"
    inner.mkdir()
    (inner / "b.yaml").write_text("乙: [1, 2.5, true, null]\n", encoding="utf-8")
    (inner / "a.yaml").write_text("甲: {since: 2013-12-08, on: false}\n", encoding="utf-8")
    return inner


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed."""
    names: list[str] = []
    parse = module._parsed

    def noted(path: Path, without: str) -> Any:
        names.append(path.name)
        return parse(path, without)

    monkeypatch.setattr(module, "_parsed", noted)
    return names


@pytest.fixture
def read(folder: Path) -> Callable[[], dict[str, Any]]:
    """What the next command reads."""

    def command() -> dict[str, Any]:
        packaged.cache_clear()
        return packaged(folder)

    return command


def kept(folder: Path) -> Path:
    (place,) = (folder.parent / "cache" / "jiedai").glob("*.json")
    return place


def test_files_are_read_by_name_with_days_as_texts(read: Any) -> None:
    found = read()
    assert list(found) == ["a", "b"]
    assert found["a"]["甲"]["since"] == "2013-12-08"
    assert found["b"]["乙"] == [1, 2.5, True, None]


def test_the_next_command_parses_nothing_and_reads_the_same(read: Any, parsed: list[str]) -> None:
    first = read()
    assert parsed == ["a.yaml", "b.yaml"]
    assert read() == first
    assert parsed == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("change", ["text", "new", "gone", "time"])
def test_a_change_of_the_files_is_seen(change: str, read: Any, folder: Path) -> None:
    read()
    path = folder / "a.yaml"
    if change == "text":
        path.write_text("丙: 1\n", encoding="utf-8")
    elif change == "new":
        (folder / "c.yaml").write_text("丙: 1\n", encoding="utf-8")
    elif change == "gone":
        path.unlink()
    else:
        status = path.stat()
        path.write_text(path.read_text(encoding="utf-8").replace("2013", "2014"), encoding="utf-8")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    found = read()
    assert ("a" in found) == (change != "gone")
    assert ("丙" in found.get("a", {})) == (change == "text")
    assert ("c" in found) == (change == "new")
    assert ("2014-12-08" in str(found)) == (change == "time")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-3],
        lambda data: data.replace("甲".encode(), "丁".encode()),
        lambda data: b"00000000\n[1, 2]",
        lambda data: data[:8],
        lambda data: b"\xff" + data,
    ],
)
def test_a_damaged_file_is_made_anew(damage: Any, read: Any, folder: Path, parsed: list[str]) -> None:
    first = read()
    place = kept(folder)
    sound = place.read_bytes()
    place.write_bytes(damage(sound))
    assert read() == first
    assert len(parsed) == 4
    assert place.read_bytes() == sound


def test_what_is_whole_but_no_pair_is_not_believed(read: Any, folder: Path) -> None:
    first = read()
    text = b"[1, 2, 3]"
    kept(folder).write_bytes(cache._checksum(text) + b"\n" + text)
    assert read() == first


def test_without_a_folder_to_write_to_the_files_are_parsed(read: Any, folder: Path, parsed: list[str]) -> None:
    (folder.parent / "cache").write_text("a file", encoding="utf-8")
    assert read() == read()
    assert len(parsed) == 4


def test_without_a_home_the_files_are_parsed(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert "a" in read()


def test_two_installations_keep_apart(folder: Path, read: Any, tmp_path: Path) -> None:
    read()
    other = tmp_path / "other" / "words"
    other.mkdir(parents=True)
    (other / "a.yaml").write_text("戊: 1\n", encoding="utf-8")
    assert packaged(other) == {"a": {"戊": 1}}
    assert len(list((tmp_path / "cache" / "jiedai").glob("*.json"))) == 2


def test_lines_that_are_not_wanted_are_left_out_and_kept_apart(folder: Path, read: Any, parsed: list[str]) -> None:
    whole = read()
    without = "^乙:.*\n"
    assert packaged(folder, without) == {**whole, "b": None}
    packaged.cache_clear()
    assert (packaged(folder, without), read()) == ({**whole, "b": None}, whole)
    assert len(parsed) == 4
    assert packaged(folder, "^甲:.*\n") == {**whole, "a": None}


def test_the_rules_are_the_same_kept_or_parsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    packaged.cache_clear()
    first = packaged(PACKS_DIR / "national")
    packaged.cache_clear()
    assert packaged(PACKS_DIR / "national") == first


def test_what_was_kept_long_ago_is_thrown_away_once_a_day(folder: Path) -> None:
    kept, new = cache.cache_folder() / "data-0.json", cache.cache_folder() / "data-1.json"
    for path in (kept, new):
        cache.keep(path.name, b"{}")
    long_ago = path.stat().st_mtime - 61 * 24 * 3600
    os.utime(kept, (long_ago, long_ago))
    cache.keep("data-2.json", b"{}")
    assert kept.exists()  # the folder was swept today
    os.utime(cache.cache_folder() / ".swept", (long_ago, long_ago))
    cache.keep("data-2.json", b"{}")
    assert not kept.exists()
    assert new.exists()
