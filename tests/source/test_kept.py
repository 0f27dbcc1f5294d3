"""What one command keeps for the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiedai.source.packaged import cache_folder, keep, recall


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, not there yet."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "jiedai"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_what_is_kept_is_recalled(folder: Path, data: bytes) -> None:
    keep("a", data)
    assert recall("a") == data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1), st.data())
def test_what_is_damaged_is_not_believed(folder: Path, data: bytes, draw: st.DataObject) -> None:
    keep("a", data)
    sound = (folder / "a").read_bytes()
    at = draw.draw(st.integers(0, len(sound) - 1))
    (folder / "a").write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
    assert recall("a") is None
    (folder / "a").write_bytes(sound[:at])
    assert recall("a") is None


def test_nothing_was_kept(folder: Path) -> None:
    assert recall("a") is None


def test_without_a_folder_to_write_to_nothing_is_kept(folder: Path) -> None:
    folder.parent.write_text("a file", encoding="utf-8")
    keep("a", b"x")
    assert recall("a") is None


def test_without_a_home_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    keep("a", b"x")
    assert recall("a") is None


@pytest.mark.parametrize(
    ("platform", "variable", "where"),
    [
        ("linux", "XDG_CACHE_HOME", "/x/jiedai"),
        ("linux", None, "/home/li/.cache/jiedai"),
        ("darwin", None, "/home/li/Library/Caches/jiedai"),
        ("win32", "LOCALAPPDATA", "/x/jiedai"),
        ("win32", None, "/home/li/AppData/Local/jiedai"),
    ],
)
def test_the_cache_is_where_the_system_has_it(
    platform: str, variable: str | None, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/li"))
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "/x")
    assert cache_folder() == Path(where)
