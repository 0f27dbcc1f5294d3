"""The guests' handbook: its design says what the plain one says; own room and car; lists by rank; seats to be read."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pdfplumber
import pytest

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.order import Order
from jiedai.documents.own import template_of, write
from jiedai.documents.render import render
from jiedai.formats.layout.booklet import pages_of
from jiedai.loading import Loaded, load
from tests.documents.samples import CREATED, ROOT, changed, example, find, in_turn, plan, printed, text_of

TALKS = example(ROOT / "plans" / "2026-10-20-省卫健委调研.yaml")
FOREIGN = example(ROOT / "plans" / "2026-11-10-德国林登费尔德市代表团.yaml")
CONFERENCE = example(ROOT / "plans" / "2026-12-03-全市基层卫生健康工作现场会.yaml")


def designed(loaded: Loaded, **options: str) -> bytes:
    template = find(catalog(loaded.workspace), "handbook")
    built = build(loaded, template, "guest", Edition(CREATED, **options))
    own = template_of(loaded.workspace, "handbook", "pdf")
    assert own is not None
    return write(own, built, options.get("labels", "zh"))


def letters(text: str) -> str:
    return re.sub(r"[\s　.·\-]+", "", text)


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
def test_the_design_leaves_nothing_out(labels: str) -> None:
    """Every paragraph and cell stands in the designed book, whole."""
    document = printed(FOREIGN, "handbook", labels=labels)
    with pdfplumber.open(io.BytesIO(designed(FOREIGN, labels=labels))) as pdf:
        said = "".join(sorted(letters("".join(page.extract_text() for page in pdf.pages))))
    missing = []
    for block in b.walk(document.blocks):
        match block:
            case b.Paragraph() | b.Heading():
                texts = [b.plain(block.inlines)]
            case b.Table():
                texts = [b.plain(cell.inlines) for row in block.body for cell in row]
            case _:
                texts = []
        missing += [text for text in texts if any(letter not in said for letter in letters(text).replace("＿", ""))]
    assert missing == []


def test_a_book_of_more_than_eight_pages_has_contents() -> None:
    for loaded, there in ((CONFERENCE, True), (plan(), False)):
        data = designed(loaded)
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            second = pdf.pages[1].extract_text()
        assert (pages_of(data) > 8) is there
        assert (second.replace(" ", "").splitlines()[1] == "目录") is there


def test_one_switch_makes_it_plain(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    assert loaded.path is not None
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    bands = {}
    for plain in ("否", "是"):
        office.write_text(f"{text}\n版式: {{素版: {plain}}}\n", encoding="utf-8")
        order = Order(tmp_path / plain, Edition(CREATED), documents=("handbook",), formats=("pdf",))
        paths = [one.path for one in render(load(loaded.path), order) if one.path]
        with pdfplumber.open(paths[0]) as pdf:
            cover, *_pages = pdf.pages
            bands[plain] = any(rect["height"] > 500 for rect in cover.rects)
            assert "接待手册" in cover.extract_text().replace(" ", "")
    assert bands == {"否": True, "是": False}


# --- who reads it -----------------------------------------------------------------------------------------------------


def test_a_guest_s_own_copy_has_the_room_and_the_car() -> None:
    own = text_of(printed(TALKS, "handbook", person="苏敏"))
    in_turn(own, ["您的房间", "0602", "标准间", "您乘1号车"])
    for other in ("0601", "0603", "0605", "0606"):
        assert other not in own
    everybody = text_of(printed(TALKS, "handbook"))
    assert "0602" not in everybody
    assert "您的" not in everybody


def test_a_guest_s_own_copy_has_their_own_coming_and_going() -> None:
    own = text_of(printed(TALKS, "handbook", person="梁国栋"))
    in_turn(own, ["活动日程", "您的抵达", "G7315", "您的返程", "G7336"])
    for text in (text_of(printed(TALKS, "handbook", person="苏敏")), text_of(printed(TALKS, "handbook"))):
        assert "G7315" not in text  # whose legs are not given travels by what nobody has told
        assert "您的返程" not in text


def test_groups_stand_in_the_list_where_there_are_any(tmp_path: Path) -> None:
    assert "分组" not in text_of(printed(TALKS, "handbook"))
    loaded = changed(tmp_path, ("- 姓名: 陈志远\n", "- 姓名: 陈志远\n    分组: 第二组\n"))
    in_turn(text_of(printed(loaded, "handbook")), ["分组", "陈志远", "第二组"])


def test_somebody_who_is_no_guest_has_no_room_of_a_guest() -> None:
    assert "您的房间" not in text_of(printed(TALKS, "handbook", person="贺兰"))


def test_rooms_of_all_where_the_office_lets_guests_know(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    assert "版式" not in text
    office.write_text(text + "\n版式: {手册房号: 是}\n", encoding="utf-8")
    assert loaded.path is not None
    allowed = text_of(printed(load(loaded.path), "handbook"))
    in_turn(allowed, ["住宿", "房号", "房型", "入住人", "陈志远"])
    assert "460" not in allowed  # a price is none of their business
    assert "入住人" not in text_of(printed(plan(), "handbook"))
    assert "房号" not in text_of(printed(load(loaded.path), "programme"))


def test_people_at_a_table_are_listed_by_rank() -> None:
    document = printed(CONFERENCE, "handbook")
    rows = [b.plain(row[1].inlines) for block in b.walk(document.blocks) if isinstance(block, b.Table)
            for row in block.body if b.plain(row[0].inlines) == "1号桌"]  # fmt: skip
    assert rows == ["江立群、贺兰、宋若兰、欧阳启明、费扬、安定邦、蒋月华、路远"]


def test_what_guests_and_leaders_hold_has_no_codes_and_no_terms() -> None:
    for document, audience in (("handbook", "guest"), ("agenda", "guest"), ("agenda", "leader"), ("plan", "leader")):
        template = find(catalog(), document)
        built = build(CONFERENCE, template, audience, Edition(CREATED)).document
        assert built is not None
        drawn = " ".join(block.svg for block in b.walk(built.blocks) if isinstance(block, b.Figure))
        assert not re.search(r">S\d|主席台 ·|长条桌|左为上|双数|名单日期", drawn.replace(">长条桌<", "")), document
    staff = build(CONFERENCE, find(catalog(), "seating"), "staff", Edition(CREATED)).document
    assert staff is not None
    assert "S1 · 主席台" in next(block.svg for block in b.walk(staff.blocks) if isinstance(block, b.Figure))


@pytest.mark.parametrize("loaded", [TALKS, FOREIGN, CONFERENCE], ids=["talks", "foreign", "conference"])
def test_names_on_seats_are_at_least_seven_points(loaded: Loaded) -> None:
    assert loaded.plan is not None
    seated = "\n".join(
        name for seating in loaded.plan.seating for name in (*seating.guests, *seating.hosts, *seating.people)
    )
    names = {name for name in re.split(r"[\n·•\s-]+", seated) if len(name) > 1}
    with pdfplumber.open(io.BytesIO(designed(loaded))) as pdf:
        for page in pdf.pages:
            words = page.extract_words(extra_attrs=["size"])
            assert [word["text"] for word in words if word["text"] in names and word["size"] < 6.99] == []
