"""Saves as they are seen: what changed, once a save, however an editor does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from jiedai.source import saves
from jiedai.source.saves import Saves


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Callable[..., list[set[str]]]]:
    """Runs a change of a folder that is watched; the names of each save that was seen within a third of a second."""
    stop = Event()
    found: list[set[str]] = []
    (tmp_path / "a.yaml").write_text("1", encoding="utf-8")
    watching = Saves(tmp_path.iterdir)

    def follow() -> None:
        found.extend({path.name for path in one} for one in watching.each(stop))

    thread = Thread(target=follow, daemon=True)
    thread.start()

    def after(change: Callable[[], object], seconds: float = 0.35) -> list[set[str]]:
        found.clear()
        change()
        time.sleep(seconds)
        return list(found)

    yield after
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_a_file_that_is_written_made_replaced_and_taken_away(
    seen: Callable[..., list[set[str]]], tmp_path: Path
) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert seen(lambda: first.write_text("22", encoding="utf-8")) == [{"a.yaml"}]
    assert seen(lambda: second.write_text("3", encoding="utf-8")) == [{"b.yaml"}]
    assert seen(lambda: second.replace(first)) == [{"a.yaml", "b.yaml"}]
    assert seen(first.unlink) == [{"a.yaml"}]
    assert seen(lambda: None) == []


def test_what_comes_in_one_breath_is_one_save(seen: Callable[..., list[set[str]]], tmp_path: Path) -> None:
    def in_two_steps() -> None:
        (tmp_path / "a.yaml").write_text("", encoding="utf-8")
        time.sleep(saves.BREATH / 4)
        (tmp_path / "a.yaml").write_text("44", encoding="utf-8")

    assert seen(in_two_steps) == [{"a.yaml"}]


def test_what_never_rests_is_taken_up_all_the_same(seen: Callable[..., list[set[str]]], tmp_path: Path) -> None:
    def without_rest() -> None:
        for number in range(60):
            (tmp_path / "a.yaml").write_text("x" * number, encoding="utf-8")
            time.sleep(0.01)

    assert len(seen(without_rest)) >= 2


def test_a_change_before_the_first_look_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("1", encoding="utf-8")
    watching, stop = Saves(tmp_path.iterdir), Event()
    path.write_text("22", encoding="utf-8")
    assert next(watching.each(stop)) == {path}


def test_many_files_are_looked_at_more_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    class Stop(Event):
        def wait(self, timeout: float | None = None) -> bool:
            pauses.append(timeout or 0)
            return len(pauses) > 2

    def slow() -> list[Path]:
        time.sleep(0.02)
        return []

    assert list(Saves(slow).each(Stop())) == []
    assert pauses[0] == saves.EVERY
    assert pauses[1] >= 0.02 * saves.SHARE
