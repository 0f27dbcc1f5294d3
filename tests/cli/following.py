"""What the tests of the commands that follow a visit look at: see the fixture `worked`."""

from __future__ import annotations

import os
from pathlib import Path

from tests.workflow.following.samples import NAME

PLAN = f"plans/{NAME}"


def journal(root: Path | None = None) -> list[str]:
    """The lines of the journal; none where there is no journal."""
    folder = (root or Path.cwd()) / "records" / Path(NAME).stem / "journal.jsonl"
    return folder.read_text(encoding="utf-8").splitlines() if folder.is_file() else []


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        os.fspath(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
