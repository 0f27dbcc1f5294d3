"""Pages in a real browser: one Chromium for all tests of a process, and a context for all pages opened alike."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Viewer:
    """Opens pages of files. A context is a process of Chromium's own, which costs more than all that a page does.

    Pages of one context share the clock, which goes on from page to page, and what they keep; those of jiedai keep
    nothing.
    """

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self._contexts: dict[str, Any] = {}

    def _page(self, now: str, options: dict[str, Any]) -> Any:
        key = repr((now, sorted(options.items(), key=str)))
        if key in self._contexts:
            return self._contexts[key].new_page()
        self._contexts[key] = self.browser.new_context(**options)
        page = self._contexts[key].new_page()
        if now:
            page.clock.install(time=now)
        return page

    @contextmanager
    def watched(self) -> Iterator[Callable[..., Any]]:
        """`open(address, now="", **options)`, while every request that is no part of the file fails the test, and every
        complaint of the console too; `now` is the time of a clock of its own."""
        pages: list[Any] = []
        wrong: list[str] = []

        def foreign(request: Any) -> None:
            if not request.url.startswith(("file:", "data:")):
                wrong.append(request.url)

        def opener(address: str, now: str = "", **options: Any) -> Any:
            page = self._page(now, options)
            pages.append(page)
            page.on("request", foreign)
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(address)
            return page

        yield opener
        for page in pages:
            page.close()
        assert wrong == []


def complaints(page: Any, **options: Any) -> list[tuple[str, str]]:
    """What axe finds wrong with a page: the rule, and the first place.

    Of the thousands of places that are right it tells one a rule; to describe them all took a quarter of its time.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    assert found["passes"], "axe has looked at nothing"
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]


@pytest.fixture(scope="session")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    """Chromium as the system has it, with the Chinese fonts that come with jiedai; nothing is downloaded."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next((path for name in names if (path := shutil.which(name))), None)
    if chromium is None:
        pytest.skip("no Chromium on this system")
    from jiedai.formats.fonts import bundled_files

    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{bundled_files()[0].parent}</dir><cachedir>{folder}</cachedir></fontconfig>", "utf-8"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS, env=environment)
        yield Viewer(running)
        running.close()
