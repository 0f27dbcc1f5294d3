"""What all tests share: golden files, Chinese texts at the start of each test, and how the whole of them is run."""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from jiedai import language
from tests import batch
from tests.browser import viewer
from tests.kept import keep_what_is_read, leave_nothing_to_a_next_process
from tests.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

EXAMPLES = 30
"""Of a property in the suite. Those that take many more to find a fault say so beside it; `long` looks for others."""

# A test command is no lottery: the same examples every time, and no test fails because the machine is busy (how long
# things take is measured in tests/bench). Other examples are looked for apart: see tests/fuzz.
_CALM = {"deadline": None, "database": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("suite", derandomize=True, max_examples=EXAMPLES, **_CALM)
settings.register_profile("long", derandomize=False, max_examples=1000, print_blob=True, **_CALM)
settings.load_profile("suite")

__all__ = ["viewer"]

MANY_FILES = 10
"""Files of tests from which on processes of their own are worth their start."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--apart", action="store_true", help="make an item of each case that runs in a batch")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """What commands keep for the next one goes to a folder of this run, not to that of whoever runs the tests.

    All processes of a run share it, as all commands of an office do.
    """
    batch.apart(config.getoption("--apart"))
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="jiedai-tests-")
        os.environ["XDG_CACHE_HOME"] = folder
        os.environ["JIEDAI_NO_CACHE"] = "1"  # a test changes rules in memory, of which what is kept knows nothing
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    if config.pluginmanager.has_plugin("dsession") and config.option.verbose <= 0:
        config.pluginmanager.register(Progress(config.pluginmanager.getplugin("terminalreporter")))


def pytest_collection_finish() -> None:
    """What was collected, and what a file of tests has left, stays: nobody looks through it for garbage again.

    Looking took 13 % of the time: what tests share grows, and the youngest 700 objects of a plan are seldom garbage.
    """
    gc.set_threshold(20_000, 10, 10)
    _settle()
    keep_what_is_read()
    leave_nothing_to_a_next_process()
    os.fsync = lambda _descriptor: None  # no file of a test has to outlive a power failure
    re._MAXCACHE = 10_000  # type: ignore[attr-defined]  # in all tests together there are more than 512 patterns


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """After the last test of a file its garbage goes, and what is left is looked through no more."""
    done = yield
    if nextitem is None or nextitem.path != item.path:
        _settle()
    return done


def _settle() -> None:
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No worker for what a file or a word names: it has started in this process before they would have."""
    named = [Path(config.invocation_params.dir, argument.partition("::")[0]) for argument in config.args]
    files = sum(1 if path.is_file() else len(list(path.rglob("test_*.py"))) for path in named)
    return 0 if config.option.keyword or files < MANY_FILES else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is installed (`JIEDAI_SKIP_NOTHING`), a skipped test is a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("JIEDAI_SKIP_NOTHING"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped although nothing may be: {report.longrepr}"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `golden/NAME` beside the test file; `--update-golden` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no golden file {path.name}: run pytest --update-golden"
        assert text == path.read_bytes().decode("utf-8")

    return compare


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins with Chinese texts, whatever the one before it chose."""
    language.use("zh")
    yield
    language.use("zh")
