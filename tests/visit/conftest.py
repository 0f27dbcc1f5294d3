from __future__ import annotations

from tests.check.conftest import bench

__all__ = ["bench"]
