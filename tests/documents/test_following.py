"""Papers of the time between approval and farewell: slips by unit, the readiness form, cards of incidents."""

from __future__ import annotations

import datetime as dt

import pytest

from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import catalog
from jiedai.documents.order import Order
from jiedai.documents.render import render
from jiedai.documents.scene import Scene
from jiedai.documents.topics import Sight
from jiedai.documents.topics.incidents import MINUTES, facts
from jiedai.documents.view import View
from jiedai.loading import Loaded
from jiedai.model.choice import IncidentLevel
from jiedai.visit.case import Case
from tests.documents.samples import changed, plan, text_of

NOW = dt.datetime(2026, 5, 9, 18)
END = "经费:\n  - {项目: 工作餐, 金额: 480, 付费: 接待方, 支付: 公务卡}\n"


def paper(loaded: Loaded, document: str, **edition: object) -> str:
    template = catalog(loaded.workspace).templates[document]
    built = build(loaded, template, template.audience, Edition(NOW, **edition))
    assert built.document is not None, built.diagnostics
    return text_of(built.document)


# --- slips ------------------------------------------------------------------------------------------------------------


def test_a_slip_has_the_tasks_of_its_unit_the_most_pressing_first():
    text = paper(plan(), "supervision", reader="县接待办")
    assert "县接待办督办单（红）" in text
    assert text.index("核对来宾名单") < text.index("踩点并实测行车时间")
    assert "逾期1天" in text
    assert "今天到期" in text
    assert "座谈会汇报材料送审" not in text


def test_a_slip_says_what_a_task_waits_for():
    text = paper(plan(), "supervision", reader="县市场监管局")
    assert "（黄）" in text
    assert "等T1“核对来宾名单、饮食禁忌和抵离车次”" in text


def test_minutes_after_the_deadline_it_is_past_today():
    loaded = plan()
    template = catalog(loaded.workspace).templates["supervision"]
    late = build(loaded, template, "unit", Edition(dt.datetime(2026, 5, 9, 17, 1), reader="县发改局")).document
    assert late is not None
    assert "今天已过时限" in text_of(late)
    at = build(loaded, template, "unit", Edition(dt.datetime(2026, 5, 9, 17), reader="县发改局")).document
    assert at is not None
    assert "今天已过时限" not in text_of(at)


def test_a_unit_with_nothing_to_do_has_no_slip():
    loaded = plan()
    template = catalog(loaded.workspace).templates["supervision"]
    assert build(loaded, template, "unit", Edition(NOW, reader="县公安局")).document is None


def test_papers_that_wait_to_be_asked_for(tmp_path):
    asked = {name for name, template in catalog().templates.items() if template.asked}
    assert asked == {"supervision", "readiness"}
    order = Order(tmp_path, Edition(NOW), formats=("html",), audience="unit")
    assert not asked & {one.document for one in render(plan(), order)}
    named = Order(tmp_path, Edition(NOW), documents=("supervision",), formats=("html",))
    assert {one.document for one in render(plan(), named)} == {"supervision"}


# --- readiness --------------------------------------------------------------------------------------------------------


def test_the_readiness_form_is_empty_until_somebody_has_looked():
    text = paper(plan(), "readiness")
    assert "方案没有错误" in text
    assert not any(word in text for word in ("齐\n", "缺0", "过关", "核对码"))


def test_what_is_missing_comes_with_the_printing():
    rows = (View("row", {"title": "到期的任务都办完", "count": 4, "lines": ("T1 核对名单",), "more": 3}),)
    head = {"judged": True, "name": "T-1", "passed": False, "rows": rows, "warnings": ("甲乙路上紧",), "digest": "abc"}
    text = paper(plan(), "readiness", values={"readiness": View("readiness", head)})
    for words in ("就绪检查（T-1）", "还不能过关", "缺4项", "T1核对名单", "另有3项", "甲乙路上紧", "核对码abc"):
        assert words in text


# --- incidents --------------------------------------------------------------------------------------------------------

ILL = "{编号: E1, 事项: 来宾突发疾病, 时间: 2026-05-11 20:10, 程度: 较大, 已告知: [姚晨, 县卫健局], 措施: [送医]}"
TYRE = "{事项: 2号车爆胎, 程度: 一般, 办结: 2026-05-12 09:00}"


def happened(folder, *incidents: str, more: tuple[tuple[str, str], ...] = ()) -> Loaded:
    return changed(folder, (END, f"{END}实际:\n  人数: 6\n  事件: [{', '.join(incidents)}]\n"), *more)


def cards(loaded: Loaded, audience: str = "staff") -> tuple[View, ...]:
    scene = Scene.of(Case.of(loaded), audience)
    found: tuple[View, ...] = facts(Sight(scene.plan, scene.office, scene.facts))["cards"]
    return found


@pytest.mark.parametrize("level", list(IncidentLevel))
def test_who_is_told_and_by_when(tmp_path, level):
    (card,) = cards(happened(tmp_path, ILL.replace("较大", level.zh)))
    names = ["姚晨", "周敏"] if level is IncidentLevel.GENERAL else ["姚晨", "周敏", "林峰"]
    assert [str(step.name) for step in card.steps] == names
    due = dt.datetime(2026, 5, 11, 20, 10) + dt.timedelta(minutes=MINUTES[level])
    assert {step.by.at() for step in card.steps} == {due}
    assert [step.told for step in card.steps] == [True, *[False] * (len(names) - 1)]


def test_the_minutes_are_the_offices_where_it_has_said_so(tmp_path):
    loaded = happened(tmp_path, ILL)
    office = tmp_path / "plans" / "office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace("惯例:\n", "惯例:\n  报告时限: {较大: 10}\n"), encoding="utf-8")
    from jiedai.loading import load

    assert loaded.path is not None
    (card,) = cards(load(loaded.path))
    assert card.steps[0].by.at() == dt.datetime(2026, 5, 11, 20, 20)


def test_an_incident_without_time_or_degree_is_told_at_once(tmp_path):
    (card,) = cards(happened(tmp_path, "{事项: 停电}"))
    assert (card.name, card.day, len(card.steps), [step.by for step in card.steps]) == ("E1", None, 2, [None, None])
    assert "立即告知" in paper(happened(tmp_path, "{事项: 停电}"), "run-sheet")


def test_a_card_stands_behind_its_day(tmp_path):
    text = paper(happened(tmp_path, ILL, TYRE), "run-sheet")
    first, second = text.index("5月11日"), text.index("5月12日（")
    assert first < text.index("来宾突发疾病") < second < text.index("2号车爆胎")
    for words in ("林峰", "5月11日20:40前告知", "县卫健局：已告知", "医疗急救", "没有办结"):
        assert words in text


def test_afterwards_it_stands_in_the_report_and_the_review(tmp_path):
    loaded = happened(tmp_path, ILL, TYRE)
    for document in ("report", "review"):
        text = paper(loaded, document)
        assert "突发事件" in text
        assert text.index("来宾突发疾病") < text.index("2号车爆胎")
    assert "突发事件" not in paper(plan(), "report")


def test_units_and_guests_hear_nothing_of_it(tmp_path):
    loaded = happened(tmp_path, ILL)
    for audience in ("guest", "unit", "driver", "kitchen", "hotel", "public"):
        assert cards(loaded, audience) == ()
