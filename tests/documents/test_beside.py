"""What goes along with a plan whose papers are made elsewhere, and when they have to be made at home."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedai.documents.beside import beside
from tests.documents.samples import changed


@pytest.mark.parametrize(("version", "records", "home"), [(1, True, False), (2, False, False), (2, True, True)])
def test_records_of_versions_stay_where_they_are(tmp_path: Path, version: int, records: bool, home: bool) -> None:
    loaded = changed(tmp_path, ("版本: 1", f"版本: {version}"))
    assert loaded.path is not None
    if records:
        loaded.workspace.records_dir.mkdir()
    assert (beside(loaded.path) is None) is home
