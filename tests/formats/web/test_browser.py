"""Pages in a real browser: the handbook on a telephone, in large print, at different times, on paper; axe on all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from jiedai.formats import html as writer
from jiedai.loading import load
from tests.browser import Viewer, complaints
from tests.documents.samples import plan, printed

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[3] / "plans" / "2026-10-20-省卫健委调研.yaml"
PHONE = {"width": 390, "height": 844}
CARRIED = ("programme", "run-sheet", "driver-sheet", "unit-sheet")
"""Papers that people on duty have on their telephones."""
WIDE = ("plan", "vehicles", "checklist", "tasks", "route")
"""Papers with tables that no telephone is wide enough for."""

Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("handbook", "feedback", "contingency", "receipt", "service-check", *CARRIED, *WIDE):
        (folder / f"{name}.html").write_bytes(writer.write(printed(load(EXAMPLE), name)))
    (folder / "seating.html").write_bytes(writer.write(printed(plan("domestic"), "seating")))
    (folder / "english.html").write_bytes(writer.write(printed(plan("foreign"), "handbook", labels="en")))
    return folder


@pytest.fixture
def opened(viewer: Viewer, files: Path) -> Iterator[Opener]:
    """Opens a page on a telephone in Berlin; see `Viewer`."""
    with viewer.watched() as opener:

        def on_telephone(name: str = "handbook", now: str = "2026-10-20T08:00:00+08:00", **options: Any) -> Any:
            address = (files / f"{name}.html").as_uri()
            return opener(address, now, viewport=PHONE, timezone_id="Europe/Berlin", **options)

        yield on_telephone


def shown(page: Any) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("#now li:visible").all_inner_texts()]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("2026-10-19T21:00:00+08:00", []),
        ("2026-10-19T21:41:00+08:00", ["接下来 09:40—09:55 抵达临溪北站，接站 临溪北站"]),
        (
            "2026-10-20T10:25:00+08:00",
            [
                "正在进行 10:25—11:30 考察县人民医院医共体共享中心 县人民医院",
                "接下来 11:30—11:45 乘车前往县机关食堂 县人民医院",
            ],
        ),
        ("2026-10-20T11:46:00+08:00", ["接下来 11:50—12:40 工作午餐 县机关食堂"]),
        ("2026-10-21T14:29:59+08:00", ["正在进行 13:40—14:30 送站 临溪北站"]),
        ("2026-10-21T14:30:00+08:00", []),
    ],
)
def test_the_clock_says_what_is_on_in_chinese_time_wherever_the_telephone_is(
    opened: Opener, now: str, wanted: list[str]
) -> None:
    page = opened(now=now)
    assert shown(page) == wanted
    assert page.locator("#now").is_visible() is bool(wanted)


def test_the_clock_goes_on_while_the_page_is_open(opened: Opener) -> None:
    page = opened(now="2026-10-20T09:54:50+08:00")
    assert shown(page)[0].startswith("正在进行 09:40—09:55")
    page.clock.run_for(60_000)
    assert shown(page)[0].startswith("正在进行 09:55—10:25")


def test_without_a_script_everything_can_be_read(opened: Opener) -> None:
    page = opened(java_script_enabled=False)
    assert not page.locator("#now").is_visible()
    for what in ("抵达临溪北站，接站", "送站", "梁国栋", "临溪县湖滨路16号"):
        assert page.get_by_text(what, exact=True).locator("visible=true").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_tab_shows_its_day_alone_with_or_without_a_script(opened: Opener, script: bool) -> None:
    page = opened(java_script_enabled=script)
    first, second = page.locator("#day-2026-10-20"), page.locator("#day-2026-10-21")
    assert first.is_visible() and second.is_visible()  # noqa: PT018 - one state
    page.get_by_role("link", name="10月21日").click()
    assert second.is_visible()
    assert not first.is_visible()
    assert page.get_by_role("link", name="10月20日").is_visible(), "the tabs stay in sight"
    page.get_by_role("link", name="全部").click()
    assert first.is_visible()
    assert second.is_visible()


def test_the_button_dials_the_liaison_and_can_be_hit(opened: Opener) -> None:
    page = opened()
    call = page.locator("a.call")
    assert call.get_attribute("href") == "tel:13900001003"
    box = call.bounding_box()
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= PHONE["height"]


def width(page: Any) -> tuple[int, int]:
    return page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")


@pytest.mark.parametrize("name", ["handbook", "english"])
@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_wider_than_the_telephone(opened: Opener, name: str, large: bool) -> None:
    page = opened(name, now="2026-09-08T09:30:00+08:00")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    if large:
        page.locator("#large").check()
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 1.3 * before
    whole, visible = width(page)
    assert whole <= visible


@pytest.mark.parametrize("across", [360, 390])
def test_no_table_is_cut_off(opened: Opener, across: int) -> None:
    for name in ("handbook", *CARRIED, *WIDE):
        page = opened(name)
        page.set_viewport_size({"width": across, "height": 800})
        whole, visible = width(page)
        assert whole <= visible, name
        hidden = "[...document.querySelectorAll('.table')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
        assert page.evaluate(hidden) == 0, name


def test_papers_that_are_carried_are_cards_with_what_is_on_and_whom_to_call(opened: Opener) -> None:
    for name in CARRIED:
        page = opened(name, now="2026-10-20T09:56:00+08:00")
        assert shown(page)[0].startswith("正在进行 09:55—10:25 乘车前往县人民医院"), name
        assert page.locator("a.call").get_attribute("href") == "tel:13900001003", name
        card = page.locator(".cards tbody tr").first
        assert card.evaluate("row => getComputedStyle(row).display") == "block", name
        page.set_viewport_size({"width": 1280, "height": 900})
        assert card.evaluate("row => getComputedStyle(row).display") == "table-row", name


DESK = {"width": 1280, "height": 900}
PAPERS = (
    "handbook",
    "english",
    *CARRIED,
    "plan",
    "route",
    "feedback",
    "contingency",
    "receipt",
    "service-check",
    "seating",
)


@pytest.mark.parametrize(("name", "size"), [*((name, PHONE) for name in PAPERS), ("handbook", DESK)])
def test_axe_finds_nothing(opened: Opener, name: str, size: dict[str, int]) -> None:
    page = opened(name, now="2026-10-20T10:30:00+08:00", bypass_csp=True)
    page.set_viewport_size(size)
    assert complaints(page) == []


def test_on_paper_the_handbook_is_the_same_a5_pages(opened: Opener, files: Path) -> None:
    from pypdf import PdfReader

    page = opened(now="2026-10-20T10:30:00+08:00")
    page.goto((files / "handbook.html").as_uri() + "#day-2026-10-21")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        assert [round(float(side) / 72 * 25.4) for side in (sheet.mediabox.width, sheet.mediabox.height)] == [148, 210]
    # Chromium writes some characters as the radicals that look like them.
    text = normalize("NFKC", "".join("".join(sheet.extract_text() for sheet in sheets).split()))
    assert "正在进行" not in text
    assert "拨打电话" not in text
    assert "大字" not in text
    # Both days, whatever tab was open; and the table's own heads.
    assert "10月20日(星期二)" in text
    assert "10月21日(星期三)" in text
    assert "活动内容" in text


@pytest.mark.parametrize("across", [320, 1280])
def test_charts_are_as_wide_as_the_screen_and_read_out(opened: Opener, across: int) -> None:
    page = opened("seating")
    page.set_viewport_size({"width": across, "height": 800})
    charts = page.locator("figure svg").all()
    assert charts
    for chart in charts:
        box, around = chart.bounding_box(), page.locator("main").bounding_box()
        assert box["width"] == pytest.approx(around["width"], abs=1)
        left, top, wide, high = map(float, chart.get_attribute("viewBox").split())
        assert box["height"] / box["width"] == pytest.approx(high / wide, rel=0.01), (left, top)
    whole, visible = width(page)
    assert whole <= visible
    names = [chart.evaluate("chart => chart.getAttribute('aria-labelledby')").split() for chart in charts]
    assert len({name for pair in names for name in pair}) == 2 * len(charts)
    told = page.locator(f"#{names[0][1]}").text_content()
    assert page.get_by_role("img", name=told).count() >= 1


def test_charts_are_whole_on_paper(opened: Opener) -> None:
    from pypdf import PdfReader

    page = opened("seating")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    flat = normalize("NFKC", "".join("".join(sheet.extract_text() for sheet in sheets).split()))
    assert [name for name in ("李娜", "王磊", "林峰", "周敏") if name not in flat] == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1600, "height": 700})  # pixels of a sheet on its side are fewer than that
    for chart in page.locator("figure svg").all():
        assert chart.bounding_box()["height"] <= 258 / 25.4 * 96 * 0.86
