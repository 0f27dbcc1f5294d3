"""What a run in several processes says of its progress: a line for every twentieth of it, a failure at once.

One process names each file as it comes; of tests that end in many places at a time only dots would be left.
"""

from __future__ import annotations

import time
from collections import Counter

import pytest

STEPS = 20
"""Lines for a whole run."""


class Progress:
    """Listens where the reports of all processes come together."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal
        self._begun = time.monotonic()
        self._ended = 0
        self._folders: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No letter for a test; what failed, or was skipped, is counted all the same."""
        if report.failed:
            return ("failed" if report.when == "call" else "error"), "", ""
        return ("passed", "", "") if report.passed and report.when == "call" else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Name a failure, and every twentieth of the run where it is."""
        if report.failed:
            self._terminal.write_line(f"FAILED {report.nodeid}", red=True)
        if report.when != "teardown":
            return
        self._ended += 1
        self._folders[report.nodeid.partition("::")[0].rpartition("/")[0]] += 1
        whole = self._terminal._session.testscollected if self._terminal._session else 0
        if whole and self._ended * STEPS // whole > (self._ended - 1) * STEPS // whole:
            seconds = time.monotonic() - self._begun
            (folder, _count), *_others = self._folders.most_common(1)
            self._terminal.write_line(
                f"{100 * self._ended // whole:4} %  {self._ended:6} of {whole} tests, {seconds:4.0f} s, now in {folder}"
            )
            self._folders.clear()
