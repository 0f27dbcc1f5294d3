"""What a drill puts in the way: each contingency of a plan and each it lacks, at its time and place."""

from __future__ import annotations

import pytest

from jiedai.workflow.drill.injects import EVENTS, UnknownEvent, event_named, injects
from jiedai.workflow.drill.paper import leader_paper, player_paper
from jiedai.workflow.drill.simulation import drilled
from tests.workflow.following.samples import case, moment

RAIN = (
    "  - {情形: 降雨, 触发: 气象部门发布降雨预报或现场降雨, 措施: [青山点位改到农创中心, 车上备伞], "
    "责任单位: 县接待办, 责任人: 姚晨}\n"
)


def test_each_contingency_of_the_plan_at_its_time(tmp_path):
    found = injects(case(tmp_path))
    assert [(one.name, f"{one.at:%m-%d %H:%M}", one.item, one.covered, one.unit, one.owner) for one in found] == [
        ("列车晚点", "05-11 09:20", "A1", True, "县接待办", "姚晨"),
        ("突发疾病", "05-11 10:35", "A5", True, "县卫健局", "何静"),
        ("交通拥堵", "05-12 08:40", "B2", True, "县交警大队", "罗斌"),
        ("降雨", "05-12 09:20", "B3", True, "县接待办", "姚晨"),
    ]
    rain = found[-1]
    assert rain.told == "05-12 09:20，青山现代农业示范基地突降暴雨"
    assert rain.actions == ("青山点位改到农创中心", "车上备伞")
    assert rain.fallback == "青山镇农创中心"
    assert ("姚晨", "13900000201") in rain.calls
    assert ("值班室", "0570-5550100") in rain.calls


def test_what_the_plan_lacks_is_played_too_and_told(tmp_path):
    found = injects(case(tmp_path, (RAIN, "")))
    [rain] = [one for one in found if not one.covered]
    assert (rain.name, rain.item, rain.unit, rain.owner, rain.actions) == ("暴雨", "B3", "县接待办", "周敏", ())


def test_events_that_are_named_are_played_alone_and_once(tmp_path):
    found = injects(case(tmp_path), ["暴雨", "下雨", "走失", "讲解员缺席"])
    assert [(one.name, one.covered, one.item) for one in found] == [
        ("讲解员缺席", False, "A5"), ("走失", False, "A5"), ("降雨", True, "B3"),
    ]  # fmt: skip


def test_every_event_can_be_played_and_no_name_means_two(tmp_path):
    visit = case(tmp_path)
    for event in EVENTS:
        [one] = injects(visit, [event.name])
        assert one.told
        assert "{" not in one.told
        for name in event.also:
            assert event_named(name) is event, name
    with pytest.raises(UnknownEvent):
        event_named("地震")
    with pytest.raises(UnknownEvent):
        event_named(" ")


def test_players_get_no_answers(tmp_path):
    visit = case(tmp_path)
    played = injects(visit)
    at = moment("05-01 09:00")
    players = repr(player_paper(visit, played, at).blocks)
    leaders = repr(leader_paper(visit, drilled(visit, runs=50), played, at).blocks)
    for answer in ("姚晨", "13900000201", "车上备伞", "农创中心", "准点"):
        assert answer in leaders
        assert answer not in players
    assert players.count("谁先动") == len(played) + 1
    assert leader_paper(visit, None, played, at).meta.secrecy == ("内部",)


def test_there_is_no_rain_in_a_train(tmp_path):
    found = injects(case(tmp_path, (RAIN, "  - {情形: Delay of the train}\n")))
    assert [(one.name, one.item, one.covered) for one in found if one.item in ("A1", "B3")] == [
        ("Delay of the train", "A1", True), ("列车晚点", "A1", True), ("暴雨", "B3", False),
    ]  # fmt: skip
