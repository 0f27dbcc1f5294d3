"""`--on`: an engine of two processes does the work of commands over many plans, and says what one process says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiedai.cli import start
from jiedai.many import engine as engines
from jiedai.many import in_order, parcel, pool
from tests.cli.conftest import NAME, OFFICE, PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import LocalCluster

PLANS = 9
PACK = """\
rules:
  YX01:
    title: {zh: 接站要早}
    level: warning
    message: 云溪的接站都在九点以前
    when: plan.title.contains("云溪")
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two processes that keep what they are sent in memory."""
    dask = pytest.importorskip("dask")
    from distributed import LocalCluster

    never = {"distributed.worker.memory.target": False, "distributed.worker.memory.spill": False}
    with (
        dask.config.set(never),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as running,
    ):
        yield running
