from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jiedai.documents import topics
from jiedai.documents.citing import basis, cited, in_force
from jiedai.documents.data import contents
from jiedai.documents.directory import directory
from jiedai.documents.facts import visit
from jiedai.documents.scene import Scene
from jiedai.documents.topics import Sight, Topic
from jiedai.documents.topics.outcome import ran
from jiedai.documents.view import NOTHING, UnknownField, View, project, project_plan
from jiedai.loading import Loaded, load
from jiedai.model.base import AUDIENCES
from jiedai.model.times import TimeRange
from jiedai.visit.book import book_in_force, rule_book
from jiedai.visit.case import Case
from tests.batch import cases
from tests.documents.samples import changed, example, plan, printed, text_of, typed

EXAMPLE = Path(__file__).parents[2] / "plans" / "2026-10-20-省卫健委调研.yaml"
DATA = Path(topics.__file__).parents[1] / "data"


def sight(loaded: Loaded, audience: str = "staff", labels: str = "zh") -> Sight:
    view = project_plan(Case.of(loaded), audience)
    assert isinstance(view, View)
    office = project(loaded.office, audience)
    book, _error = book_in_force(loaded.office, loaded.workspace.packs_dir)
    return Sight(view, office, visit(view, office), labels, book=book)


def topic(loaded: Loaded, name: str, audience: str = "staff", labels: str = "zh") -> Topic:
    return topics.topics(sight(loaded, audience, labels))[name]


def small(**more: Any) -> Loaded:
    raw: dict[str, Any] = {"title": "来访", "kind": "research", "purpose": "调研", "dates": "2026-05-11"}
    guests = [{"name": "甲", "unit": "省局", "post": "科长"}]
    days = [{"date": "2026-05-11", "items": [{"id": "A1", "time": "09:20-09:30", "what": "座谈", "kind": "talks"}]}]
    return typed(raw | {"guests": guests, "schedule": days} | more)


# --- topics as variables ----------------------------------------------------------------------------------------------


def test_a_topic_is_made_once_and_only_when_it_is_read() -> None:
    asked = []

    def make() -> dict[str, Any]:
        asked.append(1)
        return {"one": 1, "empty": ()}

    made = Topic("sample", make)
    assert asked == []
    assert (made.one, made.one, made["empty"]) == (1, 1, NOTHING)
    assert asked == [1]
    with pytest.raises(UnknownField, match=r"sample\.two"):
        _ = made.two


def test_every_module_of_the_folder_is_a_topic() -> None:
    assert {"outcome", "money", "safety", "service"} <= set(topics.names())
    made = topics.topics(sight(plan()))
    assert set(made) == set(topics.names())


# --- data files -------------------------------------------------------------------------------------------------------


def entries_of(value: Any) -> list[dict[str, Any]]:
    """Every mapping with a Chinese text, at any depth."""
    if isinstance(value, dict):
        own = [value] if "zh" in value else []
        return own + [found for part in value.values() for found in entries_of(part)]
    return [found for part in value for found in entries_of(part)] if isinstance(value, list) else []


@cases("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_text_is_in_both_languages_and_every_rule_exists(path: Path) -> None:
    known = rule_book().rows
    found = entries_of(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    assert found
    for entry in found:
        assert entry["zh"].strip()
        assert entry["en"].strip()
        codes = entry.get("rule", [])
        for code in [codes] if isinstance(codes, str) else codes:
            assert code in known, f"{path.name}: {code}"


@pytest.mark.parametrize("name", ["service", "conduct"])
def test_every_point_says_where_it_comes_from(name: str) -> None:
    for entry in entries_of(contents(name)):
        if entry.keys() & {"points", "rules"} or "en" not in entry or entry.keys() <= {"zh", "en", "article"}:
            continue
        if "article" in entry:
            continue
        assert sum(key in entry for key in ("rule", "source", "practice")) == 1, entry["zh"]


def test_a_source_is_cited_with_its_article_only_where_that_has_been_seen() -> None:
    rows = rule_book().rows
    assert cited(rows["YC02"][0], "zh") == "《党政机关国内公务接待管理规定》第十条"
    assert rows["QD04"][0].status == "V/a"
    assert cited(rows["QD04"][0], "zh") == "《党政机关国内公务接待管理规定》"
    assert cited(rows["YC02"][0], "en").endswith("(2013), Art. 10")


def test_rules_not_in_force_are_no_basis() -> None:
    rules = in_force(sight(plan()).plan, rule_book())
    foreign = in_force(sight(plan("foreign")).plan, rule_book())
    assert "LP01" in rules
    assert "LP01" not in foreign
    assert basis({"rule": "LP01"}, foreign, "zh") is None
    assert basis({"rule": ["LP01", "CX04"]}, foreign, "zh") == "《道路交通安全法》第四十九条"
    assert basis({"practice": True}, foreign, "zh") == ""


def test_a_local_pack_adds_its_points(tmp_path: Path) -> None:
    loaded = changed(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("标准:", "标准:\n  规则包: [frugal-county]", 1), encoding="utf-8")
    again = load(tmp_path / "plans" / "domestic.yaml")
    texts = [[row.text for row in link.sheets[0].rows] for link in topic(again, "service").links]
    before = [[row.text for row in link.sheets[0].rows] for link in topic(loaded, "service").links]
    assert any("桌签" in text for rows in texts for text in rows)
    assert not any("桌签" in text for rows in before for text in rows)


def test_a_pack_of_the_offices_own_is_cited(tmp_path: Path) -> None:
    changed(tmp_path)
    plans = tmp_path / "plans"
    office = plans / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("标准:", "标准:\n  规则包: [本县]", 1), encoding="utf-8")
    (plans / "packs").mkdir()
    own = "rules:\n  YC08: {on: true, source: OWN}\n  QD04: {source: OWN}\n"
    own = "sources:\n  OWN: {zh: 《云溪县公务接待办法》}\n" + own
    (plans / "packs" / "本县.yaml").write_text(own, encoding="utf-8")
    loaded = load(plans / "domestic.yaml")
    assert "《云溪县公务接待办法》" in text_of(printed(loaded, "service-check"))
    assert "《云溪县公务接待办法》" in text_of(printed(loaded, "settlement"))


@pytest.mark.parametrize("audience", sorted(AUDIENCES))
def test_papers_for_everybody_rest_on_the_rules_of_the_office(tmp_path: Path, audience: str) -> None:
    changed(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("标准:", "标准:\n  规则包: [frugal-county]", 1), encoding="utf-8")
    rows = Scene.of(Case.of(load(tmp_path / "plans" / "domestic.yaml")), audience).book.rows
    assert rows["YC12"][-1].on
    assert not rule_book().rows["YC12"][-1].on


def test_papers_of_an_office_with_a_broken_pack_rest_on_the_national_rules(tmp_path: Path) -> None:
    changed(tmp_path)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("标准:", "标准:\n  规则包: [frugal-county, 无]", 1), encoding="utf-8")
    assert Scene.of(Case.of(load(tmp_path / "plans" / "domestic.yaml")), "staff").book is rule_book()


# --- who is who -------------------------------------------------------------------------------------------------------


def test_the_directory_takes_each_fact_from_the_first_that_knows_it() -> None:
    loaded = small(
        hosts=[{"name": "林峰", "post": "副县长"}],
        crew=[{"name": "待填", "duty": "译员"}],
        tasks=[{"what": "接站", "owner": "林峰", "unit": "县政府", "phone": "13900000001", "due": "T-1"}],
    )
    known = directory(sight(loaded).plan, sight(loaded).office)
    assert set(known) == {"林峰"}
    assert (known["林峰"].unit, known["林峰"].post, known["林峰"].phone) == ("县政府", "副县长", "13900000001")


# --- outcome ----------------------------------------------------------------------------------------------------------


@cases(
    ("start", "late", "within"),
    [
        ("2026-05-11 09:20", 0, 100),
        ("2026-05-11 09:25", 5, 100),
        ("2026-05-11 09:26", 6, 0),
        ("2026-05-11 09:15", -5, 100),
    ],
)
def test_lateness_counts_up_to_five_minutes_as_kept(start: str, late: int, within: int) -> None:
    outcome = topic(small(actuals={"items": [{"id": "A1", "start": start}]}), "outcome")
    assert [row.late for row in outcome.times] == [late]
    assert (outcome.median, outcome.within, outcome.timed) == (abs(late), within, 1)


def test_a_day_without_a_time_is_no_time() -> None:
    outcome = topic(small(actuals={"items": [{"id": "A1", "start": "2026-05-11", "note": "没有记时间"}]}), "outcome")
    assert [(row.late, row.note) for row in outcome.times] == [(NOTHING, "没有记时间")]
    assert (outcome.timed, outcome.median) == (0, NOTHING)


@given(st.integers(0, 2879), st.integers(0, 600))
def test_an_item_ran_from_its_start_to_its_end(start: int, length: int) -> None:
    from jiedai.model.moments import Moment
    from jiedai.model.times import Day

    day = Day.on(dt.date(2026, 5, 11))

    def moment(minutes: int) -> Moment:
        over, minute = divmod(minutes, 1440)
        return Moment(Day.on(day + dt.timedelta(days=over)), minute)

    item = View("item", {"date": day})
    actual = View("actual", {"start": moment(start), "end": moment(start + length)})
    assert ran(item, actual) == TimeRange(start, start + length)


def test_scores_are_means_of_valid_answers() -> None:
    feedback = [
        {"question": "餐饮", "score": 5},
        {"question": "餐饮", "score": 4},
        {"question": "餐饮", "comment": "不涉及"},
        {"question": "住宿", "score": 3},
    ]
    outcome = topic(small(feedback=feedback), "outcome")
    assert [(score.question, score.count, score.mean) for score in outcome.scores] == [
        ("餐饮", 2, Decimal("4.5")),
        ("住宿", 1, Decimal("3.0")),
    ]
    assert (outcome.answers, outcome.mean, outcome.satisfied, outcome.known) == (3, Decimal("4.0"), 67, True)


def test_a_visit_to_come_has_no_outcome() -> None:
    assert topic(plan(), "outcome").known is False


def test_tasks_are_in_time_until_the_end_of_their_day() -> None:
    tasks = [
        {"what": "一", "due": "T-1", "status": "done", "done_at": "2026-05-10 23:59"},
        {"what": "二", "due": "T-1 17:00", "status": "done", "done_at": "2026-05-10 17:01"},
        {"what": "三", "due": "T-1"},
    ]
    found = topic(small(tasks=tasks), "outcome").tasks
    assert (found.total, found.done, found.dated, found.in_time, found.percent) == (3, 2, 2, 1, 67)
    assert [task.what for task in found.open] == ["三"]


# --- money ------------------------------------------------------------------------------------------------------------


def test_costs_are_matched_by_name_and_payer_and_added_up() -> None:
    costs = [
        {"what": "工作餐", "amount": 500, "payer": "host", "standard": 50},
        {"what": "住宿费", "amount": 900, "payer": "guest_unit"},
    ]
    paid = [
        {"what": "工作餐", "amount": 300, "payer": "host", "vouchers": ["1"]},
        {"what": "工作餐", "amount": 210.5, "payer": "host", "vouchers": ["2", "1"]},
        {"what": "停车费", "amount": 20},
    ]
    money = topic(small(costs=costs, actuals={"costs": paid}), "money")
    meal, rooms, parking = money.lines
    assert (meal.planned, meal.paid, meal.over, meal.vouchers) == (500, Decimal("510.5"), Decimal("10.5"), ("1", "2"))
    assert (rooms.planned, rooms.paid, rooms.over) == (900, NOTHING, NOTHING)
    assert (parking.what, parking.planned, parking.paid) == ("停车费", NOTHING, 20)
    assert (money.totals.host_planned, money.totals.host_paid) == (500, Decimal("530.5"))
    assert (money.totals.guest_planned, money.totals.guest_paid, money.settled) == (900, NOTHING, True)


def test_meals_say_what_guests_owe() -> None:
    money = topic(example(EXAMPLE), "money")
    assert [(meal.diners, meal.amount, meal.due) for meal in money.meals] == [
        (10, 500, NOTHING),
        (7, 350, 350),
        (7, 140, NOTHING),
        (7, 350, 350),
    ]
    assert (money.due, money.hosted, money.room_total) == (700, 500, 1820)
    assert [(row.type.zh, row.count, row.nights, row.amount) for row in money.rooms] == [
        ("单间", 1, 1, 460),
        ("标准间", 4, 1, 1360),
    ]


def test_the_price_a_head_counts_guests_and_companions() -> None:
    line = topic(example(EXAMPLE), "money").lines[0]
    assert (line.heads, line.per_head, line.standard) == (10, 50, 50)


# --- party ------------------------------------------------------------------------------------------------------------


def test_companions_are_the_hosts_and_whoever_else_dines(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("陪餐: [林峰, 沈浩]", "陪餐: [林峰, 沈浩, 唐凯, 陈志远]"))
    people = topic(loaded, "party").companions
    assert [(str(one.name), bool(one.dines)) for one in people] == [
        ("林峰", True),
        ("沈浩", True),
        ("周敏", False),
        ("唐凯", True),
    ]
    assert people[3].unit == "县工信局"


def test_staff_are_the_crew_guides_and_drivers_once_each() -> None:
    staff = topic(example(EXAMPLE), "party", "finance").staff
    assert [(str(one.name), "、".join(one.duties)) for one in staff] == [
        ("夏禾", "联络"),
        ("沈立", "医疗、讲解"),
        ("余小满", "摄影"),
        ("丁向阳", "讲解"),
        ("白露", "讲解"),
        ("赵大海", "驾驶"),
    ]


def test_rides_rests_the_station_and_meals_of_their_own_are_no_activities() -> None:
    ids = [str(one["item"].id) for one in topic(example(EXAMPLE), "party").activities]
    assert ids == ["A3", "A5", "A9", "B3", "B5"]


# --- safety -----------------------------------------------------------------------------------------------------------


def test_a_report_goes_up_from_the_liaison_to_the_main_host() -> None:
    chain = topic(example(EXAMPLE), "safety").chain
    assert [(str(step.name), str(step.phone)) for step in chain] == [
        ("夏禾", "13900001003"),
        ("许静", "13900001001"),
        ("贺兰", "13900001021"),
    ]


def test_nobody_is_in_the_chain_twice() -> None:
    loaded = small(hosts=[{"name": "姚晨"}], crew=[{"name": "姚晨", "duty": "联络"}])
    assert [str(step.name) for step in topic(loaded, "safety").chain] == ["姚晨"]


def test_a_card_has_the_number_of_who_leads_and_a_deputy() -> None:
    rain, delay, illness, *_rest = topic(example(EXAMPLE), "safety").cards
    assert (rain.phone, rain.deputy) == ("0571-55500108", NOTHING)
    assert (delay.phone, delay.deputy.name, delay.deputy.phone) == ("13900001003", "郑一鸣", "13900001002")
    assert (illness.deputy.name, [str(number.phone) for number in illness.numbers]) == ("顾晓岚", ["120"])


@cases(
    ("security", "wanted"),
    [
        ({"police_cars": 0, "clear_venue": False, "road_closure": False, "public_event": False}, False),
        ({"public_event": True}, True),
        ({"police_cars": 1}, True),
        ({"road_closure": True}, True),
        ({"expected": 500}, True),
    ],
)
def test_what_calls_for_a_safety_plan(security: dict[str, Any], wanted: bool) -> None:
    assert topic(small(security=security), "safety").wanted is wanted


# --- service, conduct, customs, questions, dossier --------------------------------------------------------------------


def test_there_is_a_column_for_each_meal_and_a_new_sheet_after_five() -> None:
    days = [
        {
            "date": "2026-05-11",
            "items": [
                {"id": f"M{hour}", "time": f"{hour:02d}:00-{hour:02d}:30", "what": "用餐", "kind": "meal"}
                for hour in range(8, 14)
            ],
        }
    ]
    meals = [{"item": f"M{hour}", "form": "buffet", "hosted": False} for hour in range(8, 14)]
    (link,) = topic(small(schedule=days, meals=meals), "service").links
    assert [len(sheet.columns) for sheet in link.sheets] == [5, 1]
    assert all(len(row.applies) == len(sheet.columns) for sheet in link.sheets for row in sheet.rows)


def test_points_hold_for_the_columns_they_are_about() -> None:
    links = {str(link.id): link.sheets[0] for link in topic(example(EXAMPLE), "service").links}
    applies = {row.text[:6]: row.applies for row in links["meals"].rows}
    assert applies["陪餐人数：来"] == (True, False, False, False)
    assert applies["来宾自付的餐"] == (False, True, True, True)
    assert applies["清真餐的灶具"] == (True, True, True, True)
    assert {row.text[:4]: row.applies for row in links["sites"].rows}["雨天的备"] == (False, False, True)
    assert not any("外宾" in row.text for row in links["hotels"].rows)


def test_who_may_not_see_diets_has_no_halal_point() -> None:
    links = {str(link.id): link.sheets[0] for link in topic(example(EXAMPLE), "service", "unit").links}
    assert not any("清真" in row.text for row in links["meals"].rows)


@pytest.mark.parametrize(("audience", "title"), [("staff", "廉洁"), ("driver", "行车")])
def test_rules_of_conduct_have_groups(audience: str, title: str) -> None:
    groups = topic(plan(), "conduct", audience).groups
    assert title in [str(group.title) for group in groups]
    assert all(group.rules for group in groups)


def test_needs_come_from_what_guests_said_and_questions_from_nothing_else() -> None:
    customs = topic(example(EXAMPLE), "customs")
    assert [(need.diet.zh, [str(guest.name) for guest in need.guests]) for need in customs.stated] == [
        ("清真", ["海明"]),
        ("低糖", ["苏敏"]),
    ]
    # 海明 has said what he eats: he is not asked again. 才让 has not: nothing is taken for granted of him.
    assert [[str(guest.name) for guest in question.guests] for question in customs.ask] == [["才让"]]
    assert "才让" not in str([[str(guest.name) for guest in need.guests] for need in customs.stated])


@pytest.mark.parametrize("audience", ["leader", "unit"])
def test_who_sees_neither_diet_nor_ethnicity_gets_general_advice_only(audience: str) -> None:
    customs = topic(example(EXAMPLE), "customs", audience)
    assert customs.general
    assert not customs.stated
    assert not customs.ask


def test_questions_fit_the_visit() -> None:
    few = [str(question.name) for question in topic(small(), "questions").list]
    all_ = [str(question.name) for question in topic(example(EXAMPLE), "questions").list]
    assert few == ["行前联络", "日程安排", "会议材料", "工作人员", "节俭合规", "安全", "总体评价"]
    assert set(few) < set(all_)
    assert len(all_) == 14
    # The answers in the example are filed under these names.
    assert {"日程安排", "餐饮"} <= set(all_)


def test_questions_are_asked_in_the_language_of_the_labels() -> None:
    first = topic(small(), "questions", labels="en").list[0]
    assert first.text == first.english == "Information before arrival"


def test_the_file_holds_what_the_visit_had() -> None:
    few = [str(paper.id) for paper in topic(small(), "dossier").papers]
    assert "letter" in few
    assert not {"rooms", "meals", "vehicles", "contingency", "safety-plan", "fees"} & set(few)
    full = topic(example(EXAMPLE), "dossier")
    letter, *_rest = full.papers
    assert (letter.number, letter.date) == ("省卫办函〔2026〕215号", dt.date(2026, 10, 9))
    assert [str(paper.id) for paper in full.vouchers] == ["letter", "receipt", "invoices", "payment"]
