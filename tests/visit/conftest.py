from __future__ import annotations

from tests.check.conftest import bench, benches

__all__ = ["bench", "benches"]
