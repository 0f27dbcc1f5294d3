"""What pages look like: pictures of the main documents, compared with those kept in `golden/pages`.

A picture is grey, at 40 dots to the inch, and set in the bundled type whatever the machine has. Two pages are alike
when their darkness, place by place, differs little: a pixel more or less is nothing, a line that moved is found.
After a change of the look that is wanted, `pytest --update-golden` draws them anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from jiedai import formats
from tests.batch import cases
from tests.documents.samples import plan, printed

FOLDER = Path(__file__).parent / "golden" / "pages"
PAGES = {
    "plan": (0, 1),
    "programme": (0,),
    "tasks": (0,),
    "checklist": (0,),
    "handbook": (0, 1, 2),
    "receipt": (0,),
    "seating": (0,),
    "cards": (0,),
    "kitchen": (0,),
    "driver-sheet": (0,),
}
"""The pages of which pictures are kept, from 0."""
DPI = 40
NEAR = 3.0
"""The mean difference of two pages that are alike, of 255."""
PLACE = 40
"""The difference at the worst place, of 255, after both pages were blurred."""


pytestmark = pytest.mark.usefixtures("bundled_type")


@cache
def pages(document: str) -> tuple[Image.Image, ...]:
    """The pages of a document of the domestic plan, as pictures."""
    return pictures(formats.writer("pdf").write(printed(plan(), document)))


def pictures(data: bytes) -> tuple[Image.Image, ...]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return tuple(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in opened)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The mean difference of two pages, and that at the worst place once both are blurred; 255 is black on white."""
    if one.size != other.size:
        return 255.0, 255.0
    blur = ImageFilter.GaussianBlur(2)
    mean = ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
    worst = ImageChops.difference(one.filter(blur), other.filter(blur)).getextrema()[1]
    assert isinstance(worst, int | float)
    return mean, float(worst)


def alike(one: Image.Image, other: Image.Image) -> bool:
    mean, worst = difference(one, other)
    return mean <= NEAR and worst <= PLACE


@pytest.mark.parametrize(("document", "number"), [(name, page) for name, shown in PAGES.items() for page in shown])
def test_the_page_looks_as_before(request: pytest.FixtureRequest, document: str, number: int) -> None:
    path = FOLDER / f"{document}-{number + 1}.png"
    page = pages(document)[number]
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        page.save(path, optimize=True)
    assert path.is_file(), f"no picture {path.name}: run pytest --update-golden"
    kept = Image.open(path).convert("L")
    assert alike(page, kept), f"mean and worst difference: {difference(page, kept)}"


def test_no_picture_is_kept_for_nothing(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        return
    wanted = {f"{name}-{page + 1}.png" for name, shown in PAGES.items() for page in shown}
    assert {path.name for path in FOLDER.glob("*.png")} == wanted
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 1_500_000


# --- that the comparison can fail -------------------------------------------------------------------------------------


def test_another_page_is_not_alike() -> None:
    assert not alike(pages("plan")[0], pages("plan")[1])
    assert not alike(pages("programme")[0], pages("seating")[0])
    assert difference(pages("plan")[0], pages("handbook")[0]) == (255.0, 255.0)


@cases("document", PAGES)
def test_a_line_that_moved_is_found(document: str) -> None:
    page = pages(document)[PAGES[document][-1]]
    assert alike(page, page)
    assert not alike(page, ImageChops.offset(page, 0, 5))


def test_a_word_that_is_gone_is_found() -> None:
    page = pages("plan")[0]
    gone = page.copy()
    box = next(_inked(page))
    gone.paste(255, box)
    assert not alike(page, gone)


def _inked(page: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Places of 40 × 8 pixels in the middle of a page that hold much ink."""
    for top in range(page.height // 4, page.height - 8, 4):
        box = (page.width // 3, top, page.width // 3 + 40, top + 8)
        if ImageStat.Stat(page.crop(box)).mean[0] < 200:
            yield box


def test_noise_is_nothing() -> None:
    page = pages("programme")[0]
    data = io.BytesIO()
    page.convert("RGB").save(data, "JPEG", quality=60)
    assert alike(page, Image.open(data).convert("L"))
