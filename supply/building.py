"""What a build adds to the package: the bill of materials in a wheel, bytecode beside an editable installation."""

from __future__ import annotations

import compileall
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a build does not know the folder from which it runs this
from supply.bill import bill, licences  # noqa: E402
from supply.locked import LOCKED, packages  # noqa: E402


class Hook(BuildHookInterface[Any]):
    """Puts the bill into a wheel, and compiles what an editable installation runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bill where hatchling takes it from; `version` is `standard` or `editable`."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        built = datetime.fromtimestamp(int(epoch), UTC) if epoch else None
        document = bill(self.metadata.version, packages(LOCKED.read_text(encoding="utf-8")), licences(), built)
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "jiedai.cdx.json")
        path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        build_data["sbom_files"].append(str(path))
        if version == "editable":
            compile_beside(Path(self.root, "jiedai"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear what was written."""
        self._folder.cleanup()


def compile_beside(package: Path) -> None:
    """Compile every module of a package, as pip does with a wheel that it unpacks, which it does not do here.

    Where Python is told to write no bytecode (PYTHONDONTWRITEBYTECODE), each command would compile four hundred modules
    anew: a check of one plan takes 440 ms so, 200 ms with bytecode. A folder that cannot be written is left as it is.
    """
    compileall.compile_dir(package, quiet=2, workers=0)
