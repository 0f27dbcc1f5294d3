"""Seating charts in documents: the same drawing in every format, for those alone who may see all of it."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pytest

from jiedai import formats as writers
from jiedai.blocks import Figure, Heading, Paper, plain, walk
from jiedai.documents.charts import NAME_SIZE, charts_for, extent
from jiedai.documents.view import View, project, project_plan
from jiedai.formats.common.page import page_style
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from jiedai.seating.svg import as_svg
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import file_of, printed, text_of, typed
from tests.seating.samples import charts

GUESTS = [{"name": f"来宾{char}", "unit": "省厅", "post": "处长"} for char in "甲乙丙丁戊己庚辛"]
HOSTS = [{"name": f"主人{char}", "unit": "县政府", "post": "局长"} for char in "甲乙丙丁"]


def visit(*seatings: dict[str, Any], vehicles: list[str] | None = None, **more: Any) -> Loaded:
    """A visit of eight guests and four hosts with a conference (A1) and a ride (A2)."""
    items = [
        {"id": "A1", "time": "09:00-10:00", "what": "交流会", "kind": "conference", "place": "礼堂",
         "hosts": [host["name"] for host in HOSTS]},
        {"id": "A2", "time": "10:10-10:40", "what": "乘车返回", "kind": "transfer", "vehicles": vehicles or ["1"]},
    ]  # fmt: skip
    plan = {
        "title": "试访", "kind": "research", "purpose": "试", "dates": "2026-06-10", "guests": GUESTS, "hosts": HOSTS,
        "schedule": [{"date": "2026-06-10", "items": items}], "seating": list(seatings),
    }  # fmt: skip
    return typed(plan | more)


def seen(loaded: Loaded, audience: str) -> tuple[View, ...]:
    assert loaded.plan is not None
    plan, office = project_plan(Case.of(loaded), audience), project(loaded.office, audience)
    assert isinstance(plan, View)
    return charts_for(Case.of(loaded), audience, plan, office)


DAIS: dict[str, Any] = {"id": "S1", "item": "A1", "shape": "dais", "rows": [6, 6]}
CAR: dict[str, Any] = {"id": "S2", "item": "A2", "shape": "car", "vehicle": "1"}


class TestWhoSeesThem:
    @cases("audience", AUDIENCES)
    def test_those_who_set_the_hall_and_those_who_sit_in_it(self, audience: str) -> None:
        assert bool(seen(visit(DAIS), audience)) is (audience in ("leader", "staff", "unit", "guest"))

    def test_that_a_seat_was_decided_is_for_those_who_decide(self) -> None:
        """Neither in words nor by the heavy edge of the drawing."""
        fixed = {**DAIS, "fixed": [{"seat": "1", "person": "来宾甲", "reason": "听力不便"}]}
        staff, unit, guest = (seen(visit(fixed), audience)[0] for audience in ("staff", "unit", "guest"))
        assert "听力不便" in "".join(staff.remarks)
        assert "2.6" in staff.svg
        assert "2.6" not in unit.svg + guest.svg
        assert not guest.remarks
        assert [seat.name for seat in guest.seats] == [seat.name for seat in staff.seats]

    def test_room_to_note_who_stays_away_is_for_those_who_decide(self) -> None:
        for audience, there in (("staff", True), ("leader", False), ("unit", False)):
            assert ("缺席：" in text_of(printed(visit(DAIS), "seating", audience))) is there

    def test_a_guest_has_no_chart_of_what_others_do(self) -> None:
        items = [
            {"id": "A1", "time": "09:00-10:00", "what": "会见", "kind": "meeting", "guests": ["来宾甲"]},
            {"id": "A2", "time": "10:10-11:00", "what": "座谈", "kind": "talks"},
        ]
        charts = [{"id": "S1", "item": "A1", "shape": "sofas"}, {"id": "S2", "item": "A2", "shape": "long_table"}]
        loaded = visit(*charts, schedule=[{"date": "2026-06-10", "items": items}])
        for person, expected in (("来宾甲", 2), ("来宾乙", 1), ("", 2)):
            shown = [
                plain(block.inlines)
                for block in walk(printed(loaded, "handbook", "guest", person=person).blocks)
                if isinstance(block, Heading) and block.level == 3
            ]
            assert len(shown) == expected
            assert shown[-1].endswith("座谈")

    def test_a_vehicle_is_not_for_units_that_may_not_know_who_rides(self) -> None:
        assert [chart.id for chart in seen(visit(DAIS, CAR), "unit")] == ["S1"]
        assert [chart.id for chart in seen(visit(DAIS, CAR), "staff")] == ["S1", "S2"]

    def test_a_name_that_nobody_may_see_takes_the_whole_chart_away(self) -> None:
        loaded = visit(DAIS)
        assert loaded.plan is not None
        plan = project_plan(Case.of(loaded), "staff")
        assert isinstance(plan, View)
        blind = plan.also(guests=(), schedule=())
        assert charts_for(Case.unwritten(loaded.plan), "staff", blind, project(None, "staff")) == ()

    def test_what_is_to_be_confirmed_is_for_those_who_decide(self) -> None:
        (unit,), (staff,) = seen(visit(DAIS), "unit"), seen(visit(DAIS), "staff")
        assert not unit.remarks
        assert any("并列" in remark for remark in staff.remarks)
        assert unit.svg == staff.svg

    def test_numbered_members_of_a_group_are_seen_with_their_group(self) -> None:
        loaded = visit(
            {**DAIS, "rows": [], "people": ["代表3人"]}, headcount={"groups": [{"name": "代表", "count": 3}]}
        )
        assert [seat.name for seat in seen(loaded, "unit")[0].seats] == ["代表3", "代表1", "代表2"]


class TestDrawing:
    def test_every_format_shows_the_chart_of_the_seating(self) -> None:
        loaded = visit(DAIS)
        assert loaded.plan is not None
        (chart,) = charts(loaded.plan, None)
        document = printed(loaded, "seating")
        (figure,) = [block for block in walk(document.blocks) if isinstance(block, Figure)]
        assert figure.svg.count("<g>") == 12
        assert "".join(as_svg(chart).split()) == "".join(figure.svg.split())
        assert all(name in figure.alt and name in figure.text for name in chart.names)
        written = {name: writers.writer(name).write(document) for name in ("pdf", "html", "md", "txt", "docx")}
        with pdfplumber.open(io.BytesIO(written["pdf"])) as opened:
            (page,) = opened.pages
            words = "".join((page.extract_text() or "").split())
        assert all(name in words for name in chart.names)
        for told in ("从台下观众席看", "左为上", "双数", "二号居左", "两办"):
            assert told in words
        markdown = written["md"].decode()
        assert "```\nS1 · 主席台 · 交流会\n" in markdown
        assert [line for line in written["txt"].decode().splitlines() if "来宾甲" in line and "来宾乙" in line]
        assert f">{figure.alt[:20]}" in written["html"].decode()
        assert b"word/media/" in written["docx"]

    def test_the_list_is_dated(self) -> None:
        letter = {"issuer": "省厅", "number": "1号", "date": "2026-06-01", "subject": "函"}
        (chart,) = seen(visit(DAIS, letter=letter), "staff")
        assert "名单日期：2026-06-01" in chart.conventions

    def test_the_date_of_the_approval_is_for_those_who_see_the_approval(self) -> None:
        loaded = visit(DAIS, approval={"by": "主任", "time": "2026-06-02 10:00"})
        (staff,), (unit,) = seen(loaded, "staff"), seen(loaded, "unit")
        assert "2026-06-02" in staff.svg + staff.text
        assert "2026-06-02" not in unit.svg + unit.text + "".join(unit.conventions)

    def test_a_chart_a_page_and_on_its_side_where_names_would_be_small(self) -> None:
        round_table = {"id": "S3", "item": "A1", "shape": "round_table", "seats": 12}
        loaded = visit({**DAIS, "rows": [12]}, round_table, CAR)
        with pdfplumber.open(io.BytesIO(file_of(printed(loaded, "seating", "leader"), "pdf"))) as opened:
            assert [page.width > page.height for page in opened.pages] == [True, False, False]
            assert all("来宾甲" in (page.extract_text() or "") for page in opened.pages)

    def test_two_drawings_share_a_page_of_the_plan_where_their_names_can_be_read(self) -> None:
        photo = {"id": "S3", "item": "A1", "shape": "photo"}
        for chart in seen(visit(DAIS, photo, CAR), "leader"):
            width, height = extent(str(chart.svg))
            scale = chart.compact * page_style(Paper.A4).text_width / width
            assert scale * NAME_SIZE > 7.4
            assert scale * height <= page_style(Paper.A4).text_height / 2 or scale * NAME_SIZE < 7.6

    @pytest.mark.parametrize("rows", [[3], [7], [12], [15], [6, 6], [9, 9], [1] * 12])
    @pytest.mark.parametrize("audience", ["unit", "staff"])
    def test_the_drawing_is_on_the_page_of_its_title(self, rows: list[int], audience: str) -> None:
        document = printed(visit({**DAIS, "rows": rows}), "seating", audience)
        with pdfplumber.open(io.BytesIO(file_of(document, "pdf"))) as opened:
            first, *others = ["".join((page.extract_text() or "").split()) for page in opened.pages]
            turned = opened.pages[0].width > opened.pages[0].height
        assert "座次图" in first
        assert "从台下观众席看" in first
        assert not others or (turned and audience == "staff")


def test_the_plan_has_the_charts_attached() -> None:
    text = text_of(printed(visit(DAIS), "plan"))
    assert "附件3\n座次图" in text
    assert "附件3" not in text_of(printed(visit(), "plan"))


class TestHandbook:
    def test_guests_find_their_seats(self) -> None:
        document = printed(visit(DAIS, CAR), "handbook", "guest")
        figures = [block for block in walk(document.blocks) if isinstance(block, Figure)]
        assert len(figures) == 1, "who rides in which vehicle is in a list"
        assert "座次" in text_of(document)

    @pytest.mark.parametrize(("seats", "drawn"), [(8, True), (9, False), (40, False)])
    def test_names_too_small_to_be_read_are_a_list(self, seats: int, drawn: bool) -> None:
        document = printed(visit({**DAIS, "rows": [seats]}), "handbook", "guest")
        assert any(isinstance(block, Figure) for block in walk(document.blocks)) is drawn
        text = text_of(document)
        assert ("名单按礼宾次序列" in text) is not drawn
        assert all(guest["name"] in text for guest in GUESTS)

    def test_tables_are_listed_by_their_numbers(self) -> None:
        loaded = visit({"id": "S1", "item": "A1", "shape": "tables", "rows": [4, 4, 4]})
        (chart,) = seen(loaded, "guest")
        assert [row.label for row in chart.rows] == ["1号桌", "2号桌", "3号桌"]
        assert [len(row.names) for row in chart.rows] == [4, 4, 4]

    def test_rows_and_sides_are_named(self) -> None:
        (dais,), (sofas,) = (
            seen(visit({**DAIS, "rows": [5, 7]}), "guest"),
            seen(visit({"id": "S1", "item": "A1", "shape": "sofas", "interpreters": ["主人丁"]}), "guest"),
        )
        assert [row.label for row in dais.rows] == ["第 1 排", "第 2 排"]
        assert [row.label for row in sofas.rows] == ["来宾席", "主人席", "后座"]


def test_the_agenda_has_a_chart_for_the_hall_and_for_guests() -> None:
    steps = [{"what": "汇报", "minutes": 20}]
    item = {"id": "A1", "time": "09:00-10:00", "what": "交流会", "kind": "conference", "steps": steps}
    again = visit(DAIS, schedule=[{"date": "2026-06-10", "items": [item]}])
    for audience, count in (("unit", 1), ("guest", 1)):
        document = printed(again, "agenda", audience)
        assert sum(isinstance(block, Figure) for block in walk(document.blocks)) == count


class TestCars:
    def test_people_share_several_cars_as_the_charts_have_it(self) -> None:
        loads = loads_of(visit(vehicles=["1", "2"]), "driver")
        assert set(loads) == {"1", "2"}
        together = [name for load in loads.values() for name in load.riders]
        assert sorted(together) == sorted(guest["name"] for guest in GUESTS)
        assert all(load.stated for load in loads.values())

    def test_one_car_takes_everybody(self) -> None:
        (load,) = loads_of(visit(), "driver").values()
        assert sorted(load.riders) == sorted(guest["name"] for guest in GUESTS)
        assert not load.stated

    def test_who_may_not_see_riders_sees_no_loads(self) -> None:
        assert loads_of(visit(vehicles=["1", "2"]), "unit") == {}


def loads_of(loaded: Loaded, audience: str) -> dict[str, View]:
    """The vehicles of the ride, by number, as an audience has them."""
    (day,) = project_plan(Case.of(loaded), audience).schedule
    (ride,) = (item for item in day["items"] if item.id == "A2")
    return {str(load.vehicle): load for load in ride.loads}


def test_people_are_in_one_order_everywhere() -> None:
    """The list of guests and the dais agree on who comes first, whatever the order of writing."""
    guests = [
        {"name": "科长某", "unit": "省厅", "post": "科长", "rank": "乡科级"},
        {"name": "厅长某", "unit": "省厅", "post": "厅长", "rank": "厅局级"},
        {"name": "处长某", "unit": "省厅", "post": "处长", "rank": "县处级"},
    ]
    loaded = visit({"id": "S1", "shape": "dais", "people": ["科长某", "厅长某", "处长某"]}, guests=guests)
    (chart,) = seen(loaded, "staff")
    assert [seat.name for seat in chart.seats] == ["科长某", "厅长某", "处长某"]
    text = text_of(printed(loaded, "guests", "staff"))
    assert text.index("厅长某") < text.index("处长某") < text.index("科长某")
