"""What goes along with a plan whose papers are made elsewhere, and when they have to be made at home."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.documents.beside import beside
from jiedai.documents.pictures import LARGEST_FILE
from tests.documents.samples import changed
from tests.documents.test_pictures import pictured


@pytest.mark.parametrize(("version", "records", "home"), [(1, True, False), (2, False, False), (2, True, True)])
def test_records_of_versions_stay_where_they_are(tmp_path: Path, version: int, records: bool, home: bool) -> None:
    loaded = changed(tmp_path, ("版本: 1", f"版本: {version}"))
    assert loaded.path is not None
    if records:
        loaded.workspace.records_dir.mkdir()
    assert (beside(loaded.path) is None) is home


@pytest.mark.parametrize(
    ("name", "size", "sent"),
    [
        ("a.jpg", 9, True),
        ("照片/a.jpg", LARGEST_FILE, True),
        ("a.jpg", LARGEST_FILE + 1, False),
        ("../a.jpg", 9, False),
    ],
)
def test_pictures_of_the_places_go_along(tmp_path: Path, name: str, size: int, sent: bool) -> None:
    loaded = pictured(tmp_path / "w", name, b"x" * size)
    assert loaded.path is not None
    found = beside(loaded.path)
    wanted = tmp_path / "w" / "plans" / name
    assert (found is not None) is sent  # else the papers are made here
    assert not sent or wanted in (found or [])


def test_a_picture_behind_a_link_stays(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(b"x")
    loaded = pictured(tmp_path / "w", "a.jpg", None)
    (tmp_path / "w" / "plans" / "a.jpg").symlink_to(tmp_path / "b.jpg")
    assert loaded.path is not None
    assert beside(loaded.path) is None
