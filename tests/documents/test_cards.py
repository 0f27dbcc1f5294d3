"""Cards and signs, measured in the PDF: outlines, folds, cuts, turned faces, names within their cards."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.own import template_of, write
from jiedai.loading import Loaded, load
from jiedai.model.choice import Card
from tests.documents.samples import CREATED, ROOT, example, find, plan, printed, text_of

MM = 72 / 25.4
EXACT = 0.2
"""Millimetres that a printed measure may be off."""
LONG = "甲乙丙丁戊己庚辛壬癸子丑"
NAMES = [LONG[:count] for count in range(2, 13)]
OTHERS = ["Anna Weber", "Maximilian von Hohenstein-Waldburg", "阿依努尔·买买提", "迪丽热巴·迪力木拉提"]


def visit(folder: Path, names: list[str], cards: list[str] | None = None, **more: Any) -> Loaded:
    """A conference of the people named, on a dais, in the house that prints `cards`."""
    raw = {
        "title": "试访", "kind": "research", "purpose": "试", "dates": "2026-06-10",
        "guests": [{"name": name, "unit": "市教育局", "post": "局长"} for name in names],
        "schedule": [{"date": "2026-06-10", "items": [
            {"id": "A1", "time": "09:00-10:00", "what": "交流会", "kind": "conference", "place": "礼堂"},
            {"id": "A2", "time": "10:10-10:40", "what": "返回", "kind": "transfer", "vehicles": ["1"]},
        ]}],
        "seating": [{"id": "S1", "item": "A1", "shape": "dais"}],
    }  # fmt: skip
    office = {"office": {"name": "试办", "duty_phone": "0570-5550100"}, "house": {"cards": cards or []}}
    plans = folder / "plans"
    plans.mkdir(exist_ok=True)
    (plans / "plan.yaml").write_text(json.dumps(raw | more, ensure_ascii=False), "utf-8")
    (plans / "office.yaml").write_text(json.dumps(office, ensure_ascii=False), "utf-8")
    loaded = load(plans / "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    assert loaded.office is not None
    return loaded


def pages(loaded: Loaded, document: str = "cards", *, draft: bool = False, labels: str = "zh") -> list[Any]:
    """The pages of the PDF, without the first one, which is for the ruler."""
    template = find(catalog(loaded.workspace), document)
    built = build(loaded, template, template.audience, Edition(CREATED, draft=draft, labels=labels))
    assert built.document is not None, built.diagnostics
    path = template_of(loaded.workspace, template.id, "pdf")
    assert path is not None
    with pdfplumber.open(io.BytesIO(write(path, built, "zh"))) as opened:
        found = list(opened.pages)
        for page in found:
            _ = page.chars
    return found[1:]


def glyphs(page: Any, above: float = 20) -> list[Any]:
    """The characters of names: those larger than `above` points."""
    return [char for char in page.chars if char["text"].strip() and tall(char) > above]


def tall(char: Any) -> float:
    return float(char["bottom"] - char["top"])


def turned(char: Any) -> bool:
    return bool(char["matrix"][0] < 0 and char["matrix"][3] < 0)


def within(char: Any, left: float, top: float, right: float, bottom: float) -> bool:
    return bool(
        left <= char["x0"] / MM
        and char["x1"] / MM <= right
        and top <= char["top"] / MM
        and char["bottom"] / MM <= bottom
    )


def marks(page: Any, *, upright: bool) -> list[float]:
    """Where short straight lines are: from the top in millimetres, or from the left with `upright`."""
    found = set()
    for line in page.lines:
        wide, high = abs(line["x1"] - line["x0"]) / MM, abs(line["bottom"] - line["top"]) / MM
        if upright and wide < 0.1 and 0.5 < high < 20:
            found.add(round(line["x0"] / MM, 2))
        if not upright and high < 0.1 and 0.5 < wide < 20:
            found.add(round(line["top"] / MM, 2))
    return sorted(found)


def name_on(chars: list[Any]) -> str:
    return "".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"]))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Tents with names of every length."""
    return pages(visit(tmp_path_factory.mktemp("tents"), [*NAMES, *OTHERS], ["折叠席卡"]))


class TestTents:
    def test_a_sheet_of_a4_each_folded_twice(self, made: list[Any]) -> None:
        assert len(made) == len(NAMES) + len(OTHERS)
        for page in made:
            assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=EXACT)
            assert marks(page, upright=False) == pytest.approx([99, 198], abs=EXACT)

    def test_two_faces_one_of_them_turned(self, made: list[Any]) -> None:
        for page in made:
            upper = [char for char in glyphs(page) if char["bottom"] / MM <= 99]
            lower = [char for char in glyphs(page) if char["top"] / MM >= 99]
            assert len(upper) + len(lower) == len(glyphs(page))
            assert upper
            assert all(turned(char) for char in upper)
            assert not any(turned(char) for char in lower)
            assert name_on(upper)[::-1] == name_on(lower)

    def test_names_are_whole_and_within_their_face(self, made: list[Any]) -> None:
        found = set()
        for page in made:
            lower = [char for char in glyphs(page) if char["top"] / MM >= 99]
            assert all(within(char, 15, 99, 195, 198) for char in lower)
            middles = [(char["top"] + char["bottom"]) / 2 for char in lower]
            assert max(middles) - min(middles) < 1, "on one line"
            assert (min(middles) + max(middles)) / 2 / MM == pytest.approx(148.5, abs=2)
            edges = (min(char["x0"] for char in lower) + max(char["x1"] for char in lower)) / 2
            assert edges / MM == pytest.approx(105, abs=2)
            found.add(name_on(lower))
        assert found == {name.replace(" ", "") for name in (*NAMES, *OTHERS)}

    def test_names_are_large_and_only_long_ones_narrow(self, made: list[Any]) -> None:
        for page in made:
            lower = [char for char in glyphs(page) if char["top"] / MM >= 99]
            name = name_on(lower)
            size, narrow = lower[0]["size"], abs(lower[0]["matrix"][0] / lower[0]["matrix"][3])
            if name[0] in LONG:
                assert 60 <= size <= 100.01
                assert (narrow < 0.99) is (len(name) > 5)
                assert narrow >= 0.65

    def test_two_characters_take_the_width_of_three(self, made: list[Any]) -> None:
        widths = {}
        for page in made:
            lower = [char for char in glyphs(page) if char["top"] / MM >= 99]
            widths[name_on(lower)] = max(char["x1"] for char in lower) - min(char["x0"] for char in lower)
        assert widths[NAMES[0]] == pytest.approx(widths[NAMES[1]], abs=1)

    def test_the_base_says_where_the_card_stands(self, made: list[Any]) -> None:
        base = "".join(char["text"] for char in made[0].chars if char["top"] / MM >= 198)
        assert "交流会" in base
        assert "第1版" in base


def test_nothing_but_the_name_is_on_a_card(tmp_path: Path) -> None:
    guest = {
        "name": "买买提", "unit": "市民宗局", "post": "局长", "ethnicity": "维吾尔族", "diet": ["halal"],
        "phone": "13900001234",
    }  # fmt: skip
    loaded = visit(tmp_path, [], ["折叠席卡", "胸卡", "席位图签"], guests=[guest])
    tent, *others = ["".join(char["text"] for char in page.chars) for page in pages(loaded)]
    assert "市民宗局" not in tent
    for text in (tent, *others):
        assert not any(word in text for word in ("维吾尔", "清真", "13900001234", "halal"))


@pytest.mark.parametrize(
    ("kind", "width", "height"), [("席卡200×100", 200.0, 100.0), ("席卡210×140", 210.0, 140.0)]
)  # fmt: skip
def test_stands_are_two_faces_of_the_size(tmp_path: Path, kind: str, width: float, height: float) -> None:
    (page,) = pages(visit(tmp_path, ["欧阳慧敏"], [kind]))
    top = (297 - 2 * height) / 2
    left = (210 - width) / 2
    assert marks(page, upright=False) == pytest.approx([top, top + height, top + 2 * height], abs=EXACT)
    if width < 210:
        assert marks(page, upright=True) == pytest.approx([left, left + width], abs=EXACT)
    upper = [char for char in glyphs(page) if turned(char)]
    lower = [char for char in glyphs(page) if not turned(char)]
    assert len(upper) == len(lower) == 4
    assert all(within(char, left, top, left + width, top + height) for char in upper)
    assert all(within(char, left, top + height, left + width, top + 2 * height) for char in lower)


@pytest.mark.parametrize(
    ("kind", "width", "height", "columns", "rows"),
    [("胸卡90×130", 90.0, 130.0, 2, 2), ("胸卡85×54", 85.0, 54.0, 2, 5), ("席位图签", 85.0, 54.0, 2, 5)],
)
class TestSeveralOnASheet:
    def cut(self, page: Any, width: float, height: float, columns: int, rows: int) -> list[str]:
        """The name on each place of a sheet, row by row; empty for an empty place."""
        left, top = (210 - columns * width) / 2, (297 - rows * height) / 2
        found, count = [], 0
        for row in range(rows):
            for column in range(columns):
                box = (left + column * width, top + row * height)
                chars = [char for char in page.chars if within(char, *box, box[0] + width, box[1] + height)]
                count += len(chars)
                found.append("".join(char["text"] for char in chars if char["text"] in LONG))
        outside = [char for char in page.chars if char["top"] / MM < top + rows * height]
        assert count == len(outside), "every character is within a card"
        return found

    def test_marks_outlines_and_stacks(
        self, tmp_path: Path, kind: str, width: float, height: float, columns: int, rows: int
    ) -> None:
        names = [one + two for one in LONG for two in LONG if one < two][: columns * rows * 2 + 1]
        if kind == "席位图签":
            names = names[: columns * rows + 3]
        made = pages(visit(tmp_path, names, [kind]))
        left, top = (210 - columns * width) / 2, (297 - rows * height) / 2
        for page in made:
            assert marks(page, upright=True) == pytest.approx(
                [left + column * width for column in range(columns + 1)], abs=EXACT
            )
            assert marks(page, upright=False) == pytest.approx(
                [top + row * height for row in range(rows + 1)], abs=EXACT
            )
        outlines = [rect for rect in made[0].rects if rect["width"] / MM == pytest.approx(width, abs=EXACT)]
        assert any(rect["height"] / MM == pytest.approx(height, abs=EXACT) for rect in outlines)
        sheets = [self.cut(page, width, height, columns, rows) for page in made]
        piled = [sheet[place] for place in range(columns * rows) for sheet in sheets]
        named = [name for name in piled if name]
        assert sorted(named) == sorted(names)
        assert piled == named + [""] * (len(piled) - len(named)), "the empty places are at the end of the pile"
        if kind.startswith("胸卡"):
            assert named == names

    def test_long_and_foreign_names_fit(
        self, tmp_path: Path, kind: str, width: float, height: float, columns: int, rows: int
    ) -> None:
        names = [*NAMES[-4:], *OTHERS]
        for page in pages(visit(tmp_path, names, [kind])):
            self.cut(page, width, height, columns, rows)


def test_foreign_guests_have_the_chinese_name_over_their_own(tmp_path: Path) -> None:
    guest = {"name": "Anna Weber", "name_zh": "安娜·韦伯", "unit": "Stadt Neustadt", "post": "Mayor"}
    loaded = visit(tmp_path, [], ["折叠席卡"], guests=[guest], kind="foreign")
    (page,) = pages(loaded)
    lower = [char for char in glyphs(page) if char["top"] / MM >= 99]
    chinese = [char for char in lower if "\u4e00" <= char["text"] <= "\u9fff"]
    latin = [char for char in lower if char["text"].isascii()]
    assert name_on(latin) == "AnnaWeber"
    assert max(char["bottom"] for char in chinese) <= min(char["top"] for char in latin) + 6
    assert chinese[0]["size"] > latin[0]["size"]
    assert all(within(char, 10, 99, 200, 198) for char in lower)


WORDS = {"试访": "Trial Visit", "交流会": "Exchange", "礼堂": "Assembly Hall", "林峰": "Lin Feng"}


@pytest.mark.parametrize(
    ("kind", "labels", "second"),
    [("foreign", "zh", True), ("research", "zh", False), ("research", "both", True)],
)
def test_hosts_and_signs_have_a_second_language_for_foreigners(
    tmp_path: Path, kind: str, labels: str, second: bool
) -> None:
    more = {"kind": kind, "translations": WORDS, "hosts": [{"name": "林峰", "unit": "县政府"}]}
    loaded = visit(tmp_path, ["Anna"], ["折叠席卡", "胸卡", "车号牌", "指示牌A4"], **more)
    tents = ["".join(page.extract_text().split()) for page in pages(loaded, labels=labels)]
    assert [any("林峰" in text.replace("LinFeng", "") and "LinFeng" in text for text in tents)] == [second]
    car, way, _arrow = ("".join(page.extract_text().split()) for page in pages(loaded, "signs", labels=labels))
    assert car.startswith("试访" + "TrialVisit" * second)
    assert way == "交流会" + "Exchange" * second + "礼堂" + "AssemblyHall" * second


def test_a_sign_tells_no_more_in_english_than_in_chinese(tmp_path: Path) -> None:
    named = {"试访": "Visit of Anna", "交流会": "Talk by Anna", "礼堂": "Hall"}
    loaded = visit(tmp_path, ["Anna"], ["车号牌", "指示牌A4"], kind="foreign", translations=named)
    car, way, _arrow = ("".join(page.extract_text().split()) for page in pages(loaded, "signs"))
    assert "Anna" not in car + way
    assert way == "交流会礼堂Hall"
    loaded = visit(
        tmp_path, ["Anna"], ["车号牌", "指示牌A4"], kind="foreign", translations=WORDS, classification="internal"
    )
    car, way, _arrow = ("".join(page.extract_text().split()) for page in pages(loaded, "signs"))
    assert car.startswith("公务活动用车Officialvisit")
    assert way == "礼堂AssemblyHall"


def test_a_draft_is_stamped_on_every_card(tmp_path: Path) -> None:
    made = pages(visit(tmp_path, ["张三"], ["折叠席卡", "胸卡"]), draft=True)
    assert all({"草", "稿"} <= {char["text"] for char in page.chars} for page in made)


def test_a_rule_of_a_hundred_millimetres_comes_first(tmp_path: Path) -> None:
    loaded = visit(tmp_path, ["张三"])
    template = find(catalog(loaded.workspace), "cards")
    built = build(loaded, template, "staff", Edition(CREATED))
    path = template_of(loaded.workspace, "cards", "pdf")
    assert path is not None
    with pdfplumber.open(io.BytesIO(write(path, built, "zh"))) as opened:
        first = opened.pages[0]
        spans = [max(line["width"], line["height"]) / MM for line in first.lines]
        text = "".join((first.extract_text() or "").split())
    assert sum(span == pytest.approx(100, abs=EXACT) for span in spans) == 2
    assert "实际大小" in text


class TestSigns:
    def test_the_number_of_a_car_is_to_be_read_from_afar(self, tmp_path: Path) -> None:
        for number in ("1", "18", "备用2"):
            item = {"id": "A2", "time": "10:10-10:40", "what": "返回", "kind": "transfer", "vehicles": [number]}
            days = [{"date": "2026-06-10", "items": [item]}]
            loaded = visit(tmp_path, ["张三"], ["车号牌"], schedule=days, seating=[])
            (page,) = pages(loaded, "signs")
            assert (page.width / MM, page.height / MM) == pytest.approx((297, 210), abs=EXACT)
            large = [char for char in page.chars if char["size"] > 100]
            assert name_on(large) == number
            assert all(char["size"] >= 250 for char in large)
            assert all(within(char, 10, 0, 287, 210) for char in large if char["text"].isascii())
            text = "".join(char["text"] for char in page.chars)
            assert "试访" in text
            assert "5550100" not in text
            assert "张三" not in text
            note = [char for char in page.chars if char["size"] < 10]
            assert min(char["top"] for char in note) / MM > 190
            assert max(char["x1"] for char in note) / MM < 148.5

    def test_a_classified_visit_is_not_named(self) -> None:
        loaded = plan()
        assert loaded.plan is not None
        assert loaded.plan.classification is not None
        for page in pages(loaded, "signs"):
            text = "".join(char["text"] for char in page.chars)
            assert str(loaded.plan.title) not in text

    def test_sleeves_fold_in_the_middle(self, tmp_path: Path) -> None:
        hotel = {
            "hotel": "试宾馆", "check_in": "2026-06-10", "check_out": "2026-06-11",
            "rooms": [{"number": "0601", "type": "twin", "guests": ["张三", "李四山"]}],
        }  # fmt: skip
        loaded = visit(tmp_path, ["张三", "李四山"], ["房卡套"], lodging=[hotel])
        (page,) = pages(loaded, "signs")
        top = (297 - 260) / 2
        folds = [top + 65, top + 130 + 65]
        assert marks(page, upright=False)
        assert {round(mark, 1) for mark in marks(page, upright=False)} >= {round(fold, 1) for fold in folds}
        text = "".join(char["text"] for char in page.chars)
        assert text.count("0601") == 2

    def test_sleeves_tell_the_meals_in_the_hotel(self, tmp_path: Path) -> None:
        hotel = {
            "hotel": "试宾馆", "check_in": "2026-06-10", "check_out": "2026-06-11",
            "rooms": [{"number": "0601", "type": "single", "guests": ["张三"]}],
        }  # fmt: skip
        meal = {"id": "A1", "time": "18:00-19:00", "what": "聚餐", "kind": "meal", "place": "试宾馆"}
        days = [{"date": "2026-06-10", "items": [meal]}]
        more = {"lodging": [hotel], "schedule": days, "meals": [{"item": "A1", "form": "buffet"}], "seating": []}
        (page,) = pages(visit(tmp_path, ["张三"], ["房卡套"], **more), "signs")
        inside = [char for char in page.chars if turned(char)]
        text = "".join("".join(char["text"] for char in inside).split())
        assert "6月10日" in text
        assert "晚餐" in text
        assert not set(text) & set('(){}:"') - {":"}

    @pytest.mark.parametrize(("kind", "width"), [("指示牌A4", 297), ("指示牌A3", 420)])
    def test_the_way_and_an_arrow(self, tmp_path: Path, kind: str, width: float) -> None:
        sign, arrow = pages(visit(tmp_path, ["张三"], [kind]), "signs")
        assert (sign.width / MM, arrow.width / MM) == pytest.approx((width, width), abs=EXACT)
        text = "".join(char["text"] for char in sign.chars)
        assert text.replace(" ", "").startswith("交流会礼堂")
        assert all(within(char, 5, 5, width - 5, 292) for char in sign.chars)
        assert arrow.curves or arrow.rects or arrow.lines


def test_no_sign_points_to_a_place_that_is_still_to_be_chosen(tmp_path: Path) -> None:
    items = [
        {"id": "A1", "time": "09:00-10:00", "what": "交流会", "kind": "conference", "place": "待填"},
        {"id": "A2", "time": "10:10-10:40", "what": "座谈", "kind": "talks", "place": ["待填：待甲方定", "礼堂"]},
    ]
    loaded = visit(tmp_path, ["张三"], ["指示牌"], schedule=[{"date": "2026-06-10", "items": items}])
    sign, _arrow = pages(loaded, "signs")
    words = "".join(sign.extract_text().split())
    assert "座谈" in words
    assert "礼堂" in words
    assert "待填" not in words


# --- in both languages, and in English alone --------------------------------------------------------------------------

FOREIGN = ROOT / "plans" / "2026-11-10-德国林登费尔德市代表团.yaml"
HAN = re.compile("[一-鿿]")


@pytest.mark.parametrize("document", ["cards", "signs", "menu"])
def test_in_english_nothing_chinese_is_left(document: str) -> None:
    loaded = example(FOREIGN)
    template = find(catalog(), document)
    built = build(loaded, template, template.audience, Edition(CREATED, labels="en"))
    own = template_of(loaded.workspace, document, "pdf")
    assert own is not None
    with pdfplumber.open(io.BytesIO(write(own, built, "en"))) as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert HAN.findall(text.replace("临接", "").replace("号", "")) == []
    assert "November" in text


@pytest.mark.parametrize("labels", ["zh", "both"])
def test_badges_tags_and_sleeves_say_everything_twice_for_foreign_guests(labels: str) -> None:
    loaded = example(FOREIGN)
    values = {}
    for document in ("cards", "signs"):
        template = find(catalog(), document)
        half = Edition(CREATED, paired=labels == "both")
        values[document] = build(loaded, template, template.audience, half).values[document]
    badges, tags = (
        next(one for one in values["cards"].sets if one.kind is kind) for kind in (Card.BADGE, Card.SEAT_TAG)
    )
    badge, tag = badges.sheets[0][0], tags.sheets[0][0]
    assert (badge.word, badge.unit_en, badge.post_en) == ("来宾 GUEST", "City of Lindenfeld", "Mayor")
    assert (tag.first, tag.second, tag.position, tag.position_en) == (
        "克劳斯·赖因哈特", "Klaus Reinhardt", "来宾席1", "guests 1",
    )  # fmt: skip
    (sleeves,) = [one for one in values["signs"].sets if one.kind is Card.KEY_SLEEVE]
    sleeve = sleeves.sheets[0][0]
    assert (sleeve.small, sleeve.second, sleeve.hotel_en) == ("克劳斯·赖因哈特", "Klaus Reinhardt", "Linxi Hotel")
    assert sleeve.inside[-1] == "11月11日离店，请把房卡交总台"
    assert sleeve.inside_en[-1] == "Check-out on 11\u00a0November; please return the room card to the desk"
    assert sleeve.inside[0] == "11月10日 11:45—12:35 午餐"  # one clock


def test_a_menu_has_no_grid_and_no_stamp() -> None:
    document = printed(example(FOREIGN), "menu")
    assert not [block for block in b.walk(document.blocks) if isinstance(block, b.Table)]
    template = find(catalog(), "menu")
    built = build(example(FOREIGN), template, "guest", Edition(CREATED))
    own = template_of(example(FOREIGN).workspace, "menu", "pdf")
    assert own is not None
    with pdfplumber.open(io.BytesIO(write(own, built, "zh"))) as pdf:
        (page,) = pdf.pages
        text = page.extract_text()
    assert "菌菇煲" in text
    assert "内部" not in text
    assert "打印" not in text


@pytest.mark.parametrize("labels", ["zh", "en", "both"])
def test_a_menu_is_one_card_in_every_language(labels: str) -> None:
    """Two languages, allergens and stories of dishes: what does not fit is set smaller, never on a second card."""
    built = build(example(FOREIGN), find(catalog(), "menu"), "guest", Edition(CREATED, labels=labels))
    own = template_of(example(FOREIGN).workspace, "menu", "pdf")
    assert own is not None
    with pdfplumber.open(io.BytesIO(write(own, built, labels))) as pdf:
        (page,) = pdf.pages
        text = page.extract_text()
    assert ("菌菇煲" in text, "Braised Mushrooms" in text) == (labels != "en", labels != "zh")
    assert "halal" in text or "清真" in text  # the last line of the card


def test_the_feedback_form_never_names_whom_it_is_printed_for() -> None:
    text = text_of(printed(example(FOREIGN), "feedback", person="Petra Hoffmann"))
    assert "Petra" not in text
    assert "不记名" in text
