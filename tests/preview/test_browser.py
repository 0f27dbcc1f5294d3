"""The page in a real browser: it shows, follows saves, keeps its place, and axe finds nothing in light or dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import Viewer, complaints
from tests.preview.conftest import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(viewer: Viewer, served: Served) -> Iterator[Any]:
    """The page, opened; a request to anywhere else, or a complaint of the console, is a failure."""
    wrong: list[str] = []
    context = viewer.browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    ours = f"http://127.0.0.1:{served.port}/"
    made.on("request", lambda one: wrong.append(one.url) if not one.url.startswith((ours, "data:", "about:")) else None)
    made.on("console", lambda message: wrong.append(message.text))
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.goto(served.address)
    made.wait_for_selector("body[data-epoch='1']")
    yield made
    context.close()
    assert wrong == []


def test_it_shows_findings_papers_and_charts_and_follows_saves(page: Any, served: Served) -> None:
    assert page.url == f"http://127.0.0.1:{served.port}/", "the token is gone from the address"
    text = served.plan.read_text(encoding="utf-8")
    assert "省卫生健康委调研组" in page.locator("#title").inner_text()
    page.select_option("#reader", "guest")
    page.select_option("#paper", "programme")
    sheet = page.frame_locator("#sheet")
    sheet.get_by_text("日程安排表").first.wait_for()
    assert page.locator("#drawings img").count() == 2
    assert page.evaluate("[...document.querySelectorAll('#drawings img')].every((one) => one.complete)")
    page.evaluate("document.getElementById('sheet').contentWindow.scrollTo(0, 120)")
    served.plan.write_text(text.replace("星期二", "星期三", 1), encoding="utf-8")
    page.locator("#list .error", has_text="SJ01").wait_for()
    assert "1 个错误" in page.locator("#summary").inner_text()
    page.locator("#draft").wait_for(state="visible")
    sheet.get_by_text("草稿").first.wait_for()
    assert page.locator("#paper").input_value() == "programme"
    page.wait_for_function("document.getElementById('sheet').contentWindow.scrollY === 120")
    served.plan.write_text(text.replace("类型: 调研", "类型: 调眼"), encoding="utf-8")
    page.locator("#stale").wait_for(state="visible")
    served.plan.write_text(text, encoding="utf-8")
    page.locator("#stale").wait_for(state="hidden")
    page.locator("#draft").wait_for(state="hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(viewer: Viewer, served: Served, scheme: str) -> None:
    text = served.plan.read_text(encoding="utf-8")
    served.plan.write_text(text.replace("星期二", "星期三", 1), encoding="utf-8")
    context = viewer.browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(served.address)
    opened.locator("#list .error").first.wait_for()
    assert complaints(opened, iframes=False) == []
    opened.set_viewport_size({"width": 320, "height": 800})
    whole, visible = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert whole <= visible
    context.close()


def test_another_page_reads_nothing(viewer: Viewer, served: Served) -> None:
    """A page of somebody else in the same browser, which has the cookie."""
    context = viewer.browser.new_context()
    mine = context.new_page()
    mine.goto(served.address)
    mine.wait_for_selector("body[data-epoch]")
    theirs = context.new_page()
    theirs.goto("data:text/html,<title>evil</title>")
    for how in ({}, {"mode": "no-cors", "credentials": "include"}, {"credentials": "include"}):
        got = theirs.evaluate(
            "([url, how]) => fetch(url, how).then((answer) => answer.text(), (error) => 'refused')",
            [f"http://127.0.0.1:{served.port}/state", how],
        )
        assert got in ("refused", "")
    framed = theirs.evaluate(
        """(url) => new Promise((done) => {
            const frame = document.createElement("iframe");
            frame.src = url;
            frame.onload = () => done(frame.contentDocument ? frame.contentDocument.title : "closed");
            document.documentElement.append(frame);
        })""",
        f"http://127.0.0.1:{served.port}/",
    )
    assert "预览" not in framed
    context.close()
