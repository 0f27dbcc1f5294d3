from __future__ import annotations

import base64
import datetime as dt
import hashlib
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from jiedai import blocks as b
from jiedai.formats import html as writer
from jiedai.formats.web import SCRIPT, Pocket, _unnumbered, is_booklet
from jiedai.loading import load
from tests.batch import cases
from tests.documents.samples import PLANS, plan, printed
from tests.formats.sample import HANDBOOK, KITCHEN_SINK, META, NASTY

EXAMPLES = [*PLANS.values(), *sorted(Path(__file__).parents[3].joinpath("plans").rglob("2*.yaml"))]


def read(document: b.Document) -> Any:
    return html.document_fromstring(writer.write(document).decode())


def event(start: str, end: str = "", what: str = "座谈") -> b.Event:
    moment = dt.datetime.fromisoformat
    return b.Event("uid", moment(start), moment(end) if end else None, what, "会议室")


@pytest.fixture(scope="module")
def handbook() -> Any:
    return read(printed(plan(), "handbook"))


def test_only_a_document_with_a_cover_is_a_booklet() -> None:
    assert is_booklet(HANDBOOK)
    plain = replace(HANDBOOK, blocks=HANDBOOK.blocks[1:])
    assert not is_booklet(plain)
    page = read(plain)
    assert page.xpath("//nav | //script | //*[@class='call'] | //input") == []
    assert b"script-src" not in writer.write(plain)


def test_the_one_script_is_the_one_that_the_policy_lets_run(handbook: Any) -> None:
    (script,) = handbook.xpath("//script")
    assert script.text == SCRIPT
    assert script.attrib == {}
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    (policy,) = handbook.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.split("; ")[0] == "default-src 'none'"
    assert policy.split("; ")[-1] == f"script-src 'sha256-{digest}'"


def test_a_booklet_without_a_calendar_has_no_script() -> None:
    assert read(HANDBOOK).xpath("//script") == []


def test_nothing_is_hidden_but_what_the_script_shows(handbook: Any) -> None:
    hidden = handbook.xpath("//*[@hidden]")
    assert {node.get("id") or node.getparent().getparent().get("id") for node in hidden} == {"now"}
    assert len(handbook.xpath("//section[@id='now']//li")) == 20


def test_every_link_leads_somewhere(handbook: Any) -> None:
    ids = handbook.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href for href in handbook.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) == {f"#{name}" for name in ids if name.startswith(("section-", "day-"))}


def test_the_bar_has_every_section_without_its_number(handbook: Any) -> None:
    names = [link.text for link in handbook.xpath("//nav[@class='bar']/a")]
    headings = [heading.text_content() for heading in handbook.xpath("//h2")]
    assert names[:2] == ["来宾须知", "活动日程"]
    assert [heading.partition("、")[2] for heading in headings] == names


@cases(
    ("name", "shown"),
    [
        ("十一、应急联系", "应急联系"),
        ("2. Programme", "Programme"),
        ("茶、咖啡", "茶、咖啡"),
        ("Dr. Weber", "Dr. Weber"),
    ],
)
def test_only_a_number_is_taken_off_a_name(name: str, shown: str) -> None:
    assert _unnumbered(name) == shown


def test_days_have_tabs_where_there_are_several(handbook: Any) -> None:
    tabs = [(link.text, link.get("href")) for link in handbook.xpath("//nav[@class='days']/a")]
    assert tabs == [("5月11日", "#day-2026-05-11"), ("5月12日", "#day-2026-05-12"), ("全部", "#section-2")]
    assert handbook.xpath("//*[@id='day-2026-05-12']//caption")[0].text == "5月12日（星期二）"
    assert read(printed(plan("foreign"), "handbook")).xpath("//nav[@class='days']") == []


def test_the_button_calls_the_liaison(handbook: Any) -> None:
    (call,) = handbook.xpath("//a[@class='call']")
    assert (call.get("href"), call.text) == ("tel:13900000201", "拨打电话 13900000201")


def test_an_english_booklet_speaks_english() -> None:
    page = read(printed(plan(), "handbook", labels="en"))
    assert page.xpath("//nav[@class='days']/a")[0].text == "Mon 11 May"
    assert page.xpath("//a[@class='call']")[0].text.startswith("Call ")


def test_an_entry_without_an_end_lasts_until_the_next_or_an_hour() -> None:
    events = (
        event("2026-05-11T09:00"),
        event("2026-05-11T09:30", "2026-05-11T10:00"),
        event("2026-05-11T15:00"),
        event("2026-05-12T08:00"),
    )
    page = read(replace(HANDBOOK, events=events))
    times = [(li.get("data-from"), li.get("data-to")) for li in page.xpath("//section[@id='now']//li")]
    assert times == [
        ("2026-05-11T09:00+08:00", "2026-05-11T09:30+08:00"),
        ("2026-05-11T09:30+08:00", "2026-05-11T10:00+08:00"),
        ("2026-05-11T15:00+08:00", "2026-05-11T16:00+08:00"),
        ("2026-05-12T08:00+08:00", "2026-05-12T09:00+08:00"),
    ]


@cases("nasty", NASTY)
def test_markup_in_the_calendar_prints_as_text(nasty: str) -> None:
    page = read(replace(HANDBOOK, events=(event("2026-05-11T09:00", what=nasty),)))
    assert page.xpath("//section[@id='now']//li/span")[0].text_content() == " ".join(nasty.split("\n"))
    assert len(page.xpath("//script")) == 1


def test_every_cell_of_a_card_says_what_it_is(handbook: Any) -> None:
    for table in handbook.xpath("//table[contains(@class, 'cards')]"):
        heads = [head.text_content() for head in table.xpath("./thead//th")]
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-label") for cell in row.xpath("./td")] == heads
    assert handbook.xpath("//table[contains(@class, 'cards')]")


@pytest.mark.parametrize(("joined", "classes"), [(2, []), (3, ["cards"])])
def test_tables_with_joined_cells_stay_tables_unless_a_row_is_one_cell(joined: int, classes: list[str]) -> None:
    row = (b.Cell((b.Text("一"),), colspan=joined), *(b.Cell((b.Text("二"),)),) * (3 - joined))
    made = b.Table((b.Column(),) * 3, ((b.Cell((b.Text("甲"),)),) * 3,), (row,))
    page = read(replace(HANDBOOK, blocks=(*HANDBOOK.blocks, made)))
    assert page.xpath("//table/@class") == classes
    assert page.xpath("//td[contains(@class, 'across')]/@data-label") == []


def test_the_text_is_that_of_any_other_page(handbook: Any) -> None:
    """Nothing of the text is lost or moved by what stands around it."""
    document = printed(plan(), "handbook")
    whole = read(replace(document, blocks=document.blocks[1:])).find(".//main").text_content()
    pocket = handbook.find(".//main")
    for nav in pocket.xpath(".//nav"):
        nav.getparent().remove(nav)
    assert "".join(whole.split()) in "".join(pocket.text_content().split())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("document", ["handbook", "programme", "receipt", "feedback", "service-check"])
def test_the_page_is_well_formed_html(path: Path, document: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import html5lib
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(writer.write(printed(load(path), document)).decode())
    assert parser.errors == []


def test_sections_keep_anchors_of_their_own() -> None:
    heading = b.Heading(2, (b.Text("一、欢迎"),), "hello")
    made = Pocket(b.Document(META, (b.Cover(()), heading, b.Heading(2, (b.Text("二、日程"),)))))
    assert [block.anchor for block in made.blocks if isinstance(block, b.Heading)] == ["hello", "section-1"]


def test_the_sink_is_no_telephone_page() -> None:
    assert is_booklet(KITCHEN_SINK) is any(isinstance(block, b.Cover) for block in KITCHEN_SINK.blocks)
