"""The manual in a real browser: axe in light and dark, on a telephone and a desk; the search; paper; no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tests.batch import cases
from tests.browser import Viewer, complaints
from tests.documents.opened import from_pdf
from tests.guide.samples import made

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 900}

Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("guide")
    pages = {name: made(name) for name in ("zh", "en")}
    # What looks at every element, or lays out every sheet, needs a row of each kind, not all of them.
    pages |= {"short-zh": made("zh", most=3)} | {f"few-{name}": made(name, most=3, alike=3) for name in ("zh", "en")}
    for name, text in {**pages, "at-fields": made("zh", "fields", most=3)}.items():
        (found / f"{name}.html").write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def opened(viewer: Viewer, folder: Path) -> Iterator[Opener]:
    """Opens a page on a screen of a size; see `Viewer`."""
    with viewer.watched() as opener:

        def on_screen(name: str = "zh", size: dict[str, int] = DESK, at: str = "", **options: Any) -> Any:
            return opener((folder / f"{name}.html").as_uri() + at, viewport=size, **options)

        yield on_screen


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [("zh", PHONE, "light"), ("zh", DESK, "dark"), ("en", PHONE, "dark"), ("en", DESK, "light")],
)
def test_axe_finds_nothing(opened: Opener, name: str, size: dict[str, int], scheme: str) -> None:
    page = opened(f"few-{name}", size, color_scheme=scheme, bypass_csp=True)
    page.locator("#words").fill("guest" if name == "en" else "来宾")
    assert complaints(page) == []


@pytest.mark.parametrize("name", ["zh", "en"])
def test_nothing_is_wider_than_the_screen(opened: Opener, name: str) -> None:
    page = opened(name)
    for across in (320, 360, 1120, 1280):
        page.set_viewport_size({"width": across, "height": 800})
        whole, visible = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert (visible, whole <= visible) == (across, True)


def found(page: Any) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("#found li").all_inner_texts()]


def test_the_search_finds_rows_headings_and_text_and_leads_there(opened: Opener) -> None:
    page = opened()
    page.locator("#words").fill("公函")
    assert found(page)[0] == "字段 › 公函 (letter)", "headings first"
    page.locator("#words").fill("YC02")
    assert any(text.startswith("规则 › 全部规则 YC02 · 错误 · 陪餐人数") for text in found(page))
    page.locator("#found a").last.click()
    target = page.locator(":target")
    assert target.is_visible()
    assert "YC02" in target.inner_text()
    assert target.evaluate("node => node.getBoundingClientRect().top < innerHeight")


@pytest.fixture
def searched(opened: Opener) -> Any:
    """One page, for one search after the other."""
    return opened()


@cases(
    ("typed", "count", "told"),
    [
        ("ｙｃ０２", None, "找到 "),
        ("陪餐 上限", None, "找到 "),
        ("没有这个词", 0, "没有找到"),
        ("   ", 0, ""),
        ("的", 40, "先列 40 处"),
        ("<img src=x onerror=alert(1)>", 0, "没有找到"),
        ("<h1>", None, "找到 "),
    ],
)
def test_what_was_found_is_told(searched: Any, typed: str, count: int | None, told: str) -> None:
    page = searched
    page.locator("#words").fill(typed)
    assert told in page.locator("#told").inner_text()
    entries = found(page)
    assert (len(entries) == count) if count is not None else entries
    assert page.locator("#found img, #found h1").count() == 0


def test_the_search_works_by_keys_alone(opened: Opener) -> None:
    page = opened("en")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("yuan_in_words")
    page.keyboard.press("Enter")
    assert "yuan_in_words" in page.locator(":target").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#words").input_value() == ""
    assert found(page) == []


def test_without_a_script_everything_can_be_read(opened: Opener) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("#search").is_visible()
    assert page.get_by_role("heading", name="写方案", exact=True).is_visible()
    assert page.get_by_text("市农业农村局来青岚县调研茶产业").first.is_visible()


def test_it_begins_at_the_topic_that_was_asked_for(opened: Opener) -> None:
    page = opened("at-fields")
    assert page.url.endswith("#fields")
    assert page.locator("#fields").evaluate("node => Math.abs(node.getBoundingClientRect().top) < 60")
    assert opened("at-fields", at="#plan").url.endswith("#plan"), "a link from elsewhere wins"


def test_a_row_is_a_card_on_a_telephone_and_still_a_row_for_who_hears_it(opened: Opener) -> None:
    page = opened(size=PHONE)
    row = page.get_by_role("row").filter(has_text="public_title").first
    cells = row.get_by_role("cell").all()
    assert len(cells) == 4
    tops = [cell.bounding_box()["y"] for cell in cells]
    assert tops == sorted(set(tops)), "one below the other"
    labels = [cell.evaluate("node => getComputedStyle(node, '::before').content") for cell in cells]
    assert labels == ['"中文"', '"英文"', '"写什么"', '"印给谁"']


def test_on_paper_it_is_black_on_white_with_every_topic_and_no_search(opened: Opener) -> None:
    from pypdf import PdfReader

    page = opened("short-zh", color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)
    box = PdfReader(BytesIO(printed)).pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [210, 297]
    text = normalize("NFKC", "".join(from_pdf(printed).split()))
    for wanted in ("jiedai说明书", "一份完整的小方案", "来函单位", "AQ01", "document.id", "load(path:Path)"):
        assert wanted in text
    assert "在说明书里查找" not in text
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
