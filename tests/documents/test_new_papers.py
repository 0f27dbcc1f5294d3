"""Routes, the news of a visit, minutes and labels; drivers' kilometres."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from jiedai import blocks as b
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.strips import WIDTH, Leg, Spot, Stop, sketch, strip
from jiedai.loading import Loaded
from jiedai.visit.case import Case
from jiedai.visit.rides import kilometres_of
from tests.documents.samples import CREATED, ROOT, changed, example, find, in_turn, plan, printed, text_of

TALKS = example(ROOT / "plans" / "2026-10-20-省卫健委调研.yaml")
FOREIGN = example(ROOT / "plans" / "2026-11-10-德国林登费尔德市代表团.yaml")


def codes(loaded: Loaded, document: str) -> list[str]:
    template = find(catalog(), document)
    return [one.code for one in build(loaded, template, template.audience, Edition(CREATED)).diagnostics]


def figures(document: b.Document) -> list[b.Figure]:
    return [block for block in b.walk(document.blocks) if isinstance(block, b.Figure)]


# --- routes -----------------------------------------------------------------------------------------------------------


def test_a_strip_of_each_day_has_its_stops_and_legs_in_order() -> None:
    document = printed(TALKS, "route")
    first, second, places = figures(document)
    in_turn(
        first.text,
        ["(1)临溪北站9:55", "1号车30分钟16公里", "备用：走湖滨路", "(2)县人民医院10:25—11:30",
         "停车：东门内停车场", "(6)临溪宾馆16:50"],
    )  # fmt: skip
    in_turn(second.text, ["(1)临溪宾馆8:30", "(5)临溪北站13:40"])
    assert "竹溪镇卫生院" in places.text
    text = text_of(document)
    assert "共5程，行车90分钟，26公里" in text
    assert "除外" not in text


def test_what_is_done_at_a_stop_is_for_those_who_know_of_it() -> None:
    assert "考察县人民医院" not in figures(printed(TALKS, "route"))[0].text
    assert "10:25—11:30　考察县人民医院" in figures(printed(TALKS, "route", "staff"))[0].text


def test_kilometres_that_are_not_all_known_are_said_to_be_some() -> None:
    assert "2公里（没有写公里数的路段除外）" in text_of(printed(FOREIGN, "route"))


def test_without_coordinates_there_is_no_sketch_and_without_rides_no_paper(tmp_path: Path) -> None:
    assert len(figures(printed(plan(), "route"))) == 2
    text = (ROOT / "tests/documents/office/plans/domestic.yaml").read_text(encoding="utf-8")
    walked = changed(tmp_path, *((line, "") for line in text.splitlines() if "类别: 乘车" in line))
    assert codes(walked, "route") == ["WD03"]


def test_drawings_are_sound_and_hold_what_they_say() -> None:
    stops = [Stop("甲<站>", "", "9:00", ("9:00—9:30　" + "很" * 90,)), Stop("乙", "10:00", "", ())]
    drawn = etree.fromstring(strip(stops, [Leg(("1号车",))], "试").encode())
    said = "".join(drawn.itertext())
    assert "甲<站>" in said
    assert said.count("很") == 90  # broken over lines, nothing cut
    assert float(drawn.get("width", "0")) == WIDTH


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_a_sketch_has_room_for_every_spot(spread: float) -> None:
    spots = [Spot(1, "甲", 119.0, 28.0), Spot(2, "乙", 119.0 + spread, 28.0), Spot(3, "丙", 119.0, 28.0 + spread)]
    drawn = etree.fromstring(sketch(spots, [1, 2, 3, 1], "点位", "北").encode())
    circles = drawn.findall(".//{*}circle")
    assert len(circles) == 3
    assert all(0 < float(circle.get("cx", "0")) < WIDTH for circle in circles)


def test_roads_of_several_stretches_have_kilometres_where_all_of_them_have() -> None:
    case = Case.of(TALKS)
    items = {item.id: item for _day, item in case.items}
    assert kilometres_of(case, items["A2"]) == Decimal(16)
    assert kilometres_of(Case.of(FOREIGN), next(item for _d, item in Case.of(FOREIGN).items if item.id == "A2")) is None


def test_a_driver_writes_the_kilometres_of_each_day() -> None:
    text = text_of(printed(TALKS, "driver-sheet"))
    in_turn(text, ["里程", "10月20日", "出车公里数", "收车公里数", "（预计26）", "10月21日", "（预计66）", "公里"])
    assert "预计" not in text_of(printed(plan(), "driver-sheet"))


# --- news and minutes -------------------------------------------------------------------------------------------------


def test_the_release_tells_what_is_planned_and_leaves_what_is_said() -> None:
    text = text_of(printed(TALKS, "release"))
    in_turn(
        text,
        [
            "（未审稿，不得发布）；文字不超过500字", "2026年10月20日至21日，省卫生健康委副主任梁国栋一行来临溪县，调研",
            "县政府副县长贺兰", "陪同。", "在县人民医院，梁国栋一行了解", "座谈会上，梁国栋一行听取", "梁国栋指出，＿",
        ],
    )  # fmt: skip


def test_what_is_a_work_secret_is_not_reported(tmp_path: Path) -> None:
    secret = changed(tmp_path, ("密级: 内部", "密级: 工作秘密\n宣传: {人数: 1}"))
    assert codes(secret, "release") == ["WD03"]
    assert codes(secret, "coverage") == ["WD03"]


def test_who_takes_pictures_of_what() -> None:
    text = text_of(printed(TALKS, "coverage"))
    in_turn(text, ["余小满（县融媒体中心摄影）13900001032", "随行记者不超过1人", "14:30—16:30", "县域医共体建设座谈会"])
    assert "工作午餐" not in text


def test_minutes_have_who_when_and_the_agenda_and_room_for_the_rest() -> None:
    document = printed(TALKS, "minutes")
    in_turn(
        text_of(document),
        ["县域医共体建设座谈会纪要", "2026年10月20日14:30—16:30", "主持", "贺兰", "出席", "梁国栋、苏敏", "参加",
         "顾晓岚",         "医共体建设情况汇报", "议定事项"],
    )  # fmt: skip
    assert sum(block.form for block in b.walk(document.blocks) if isinstance(block, b.Table)) == 2


# --- labels -----------------------------------------------------------------------------------------------------------


def test_labels_are_for_everybody_who_gets_something_and_tell_no_purpose() -> None:
    values = build(TALKS, find(catalog(), "envelopes"), "staff", Edition(CREATED)).values["envelopes"]
    envelopes, file = values.sets
    assert [(one.big, one.inside) for one in values.rows if one.inside != "材料袋"][-4:] == [
        ("县机关食堂", "厨房单"), ("临溪宾馆", "厨房单"), ("1号车", "行车单"),
        (TALKS.plan and TALKS.plan.title, "接待档案"),
    ]  # fmt: skip
    said = " ".join(f"{one.big} {one.small} {one.event}" for sheet in envelopes.sheets for one in sheet if one)
    assert "1390000" not in said
    assert "调研" not in said
    assert "海　明" in said
    assert file.count == 1


def test_new_papers_speak_english() -> None:
    for document in ("route", "release", "coverage", "minutes"):
        text = text_of(printed(FOREIGN, document, labels="en"))
        chinese = [line for line in text.splitlines() if any("一" <= char <= "鿿" for char in line)]
        assert [line for line in chinese if "临接" not in line] == [], document
