"""Whom a change touches: the worked table, what each reader is told, and the four obligations over random edits."""

from __future__ import annotations

import datetime as dt
import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings

from jiedai.documents.build import Edition, build, timeless
from jiedai.documents.catalog import catalog
from jiedai.documents.scene import Scenes
from jiedai.loading import Loaded
from jiedai.model.base import audiences_of, keys_of
from jiedai.visit.case import Case
from jiedai.workflow.changes.diff import MODELS, Change, changes
from jiedai.workflow.changes.message import message
from jiedai.workflow.changes.parts import ANSWERING, Reader, parts
from jiedai.workflow.changes.readers import Comparison
from jiedai.workflow.changes.sheet import ORDERED, Record, Sheet, canonical
from tests.documents.altered import altered
from tests.documents.canaries import secrets
from tests.documents.canaries import written as canaries
from tests.documents.test_audiences import FELT
from tests.workflow.changes.edits import Pair, pairs
from tests.workflow.changes.samples import case, text

AT = dt.datetime(2026, 10, 15, 9)
TALKS = '        时间: "14:30-16:30"\n'
SU = "{姓名: 苏敏, 性别: 女, 单位: 省卫生健康委, 职务: 基层卫生处处长, 职级: 县处级, 排序: 2, 饮食: [低糖]}"
WHOLE = ["leader", "staff", "guest"]


def compared(*edits: tuple[str, str], **more: Any) -> Comparison:
    return Comparison(case(), case(*edits, **more))


def told(comparison: Comparison) -> dict[str, bool]:
    """The readers who are told something, and whether they have to do something."""
    return {one.reader.key: one.act for one in comparison.notices(AT)}


# --- the worked table -------------------------------------------------------------------------------------------------


def test_another_time_of_the_talks():
    found = told(compared((TALKS, TALKS.replace("14:30", "14:25"))))
    assert found == dict.fromkeys([*WHOLE, "unit:县政府"], False) | {"unit:县卫健局": True, "unit:县融媒体中心": False}


def test_another_vehicle():
    found = told(compared(("到: 临溪北站, 车辆: [1]", "到: 临溪北站, 车辆: [2]")))
    assert found == {"leader": False, "staff": True, "guest": False, "driver:1": False, "driver:2": True}


def test_another_place():
    edit = ("地点: 溪畔健康步道, 目的", "地点: 竹溪镇卫生院, 目的")
    found = told(compared(edit))
    assert found == dict.fromkeys([*WHOLE, "unit:县政府", "unit:县卫健局", "unit:县文旅局"], False) | {
        "unit:竹溪镇": True
    }


def test_a_diet_is_a_count_to_kitchens():
    comparison = compared((SU, SU.replace("[低糖]", "[低糖, 素食]")))
    assert told(comparison) == {"staff": False, "kitchen:临溪宾馆": True, "kitchen:县机关食堂": True}
    assert comparison.touching()[0][1] == ["staff", "kitchen:临溪宾馆", "kitchen:县机关食堂"]
    kitchen = next(one for one in comparison.notices(AT) if one.reader == Reader("kitchen", "县机关食堂"))
    assert [(one.section, one.id, one.field, one.old, one.new) for one in kitchen.changes] == [
        ("meals", "A5", "diet.vegetarian", None, 1),
        ("meals", "B7", "diet.vegetarian", None, 1),
    ]
    assert "苏敏" not in json.dumps([one._asdict() for one in kitchen.changes], ensure_ascii=False, default=str)


def test_a_telephone_number_of_a_guest():
    assert told(
        compared(("办公室干部, 职级: 乡科级, 排序: 7, 电话: 13900002007", "办公室干部, 职级: 乡科级, 排序: 7"))
    ) == {"staff": False}


def test_another_spelling():
    comparison = compared(('"09:40-09:55"', '"9：40—9：55"'), ("类别: 接站", "类别: pickup"))
    assert (comparison.touching(), comparison.notices(AT)) == ([], [])
    assert comparison.untouched() == sorted(reader.key for reader in parts(case()).readers())


# --- what each is told ------------------------------------------------------------------------------------------------


def test_the_order_of_notices_and_when_they_are_answered():
    edits = (
        (TALKS, TALKS.replace("14:30", "14:25")),
        ("到: 临溪北站, 车辆: [1]", "到: 临溪北站, 车辆: [2]"),
    )
    found = compared(*edits).notices(AT)
    assert [one.reader.key for one in found][:3] == ["staff", "unit:县卫健局", "driver:2"]
    assert [one.act for one in found] == sorted((one.act for one in found), reverse=True)
    answers = {one.reader.key: one.reply_by for one in found}
    assert answers["unit:县卫健局"] == dt.datetime(2026, 10, 19, 17)
    assert answers["guest"] is None


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        (dt.datetime(2026, 10, 15, 9), dt.datetime(2026, 10, 19, 17)),
        (dt.datetime(2026, 10, 19, 16, 0, 59), dt.datetime(2026, 10, 19, 17)),
        (dt.datetime(2026, 10, 19, 16, 1), dt.datetime(2026, 10, 19, 17, 1)),
        (dt.datetime(2026, 10, 20, 13), dt.datetime(2026, 10, 20, 14)),
    ],
)
def test_an_answer_is_wanted_an_hour_after_the_issue_at_the_earliest(at: dt.datetime, wanted: dt.datetime):
    notices = compared((TALKS, TALKS.replace("14:30", "14:35"))).notices(at)
    assert next(one.reply_by for one in notices if one.reader == Reader("unit", "县卫健局")) == wanted


def test_the_first_item_is_the_earlier_one_of_both_versions():
    edit = ('时间: "09:40-09:55"', '时间: "08:00-08:15"')
    for comparison in (compared(edit), Comparison(case(edit), case())):
        firsts = {one.first for one in comparison.notices(dt.datetime(2026, 10, 1)) if one.first}
        assert firsts == {dt.datetime(2026, 10, 20, 8)}


def test_whom_to_call():
    found = {one.reader.key: (one.contact, one.phone) for one in Comparison(None, case()).notices(AT)}
    assert found["unit:县卫健局"] == ("顾晓岚", "0571-55500102")
    assert found["unit:县政府"] == ("贺兰", "13900001021")
    assert found["driver:1"] == ("赵大海", "13900001011")
    assert found["kitchen:县机关食堂"] == ("丁勇军", "0571-55500111")
    assert found["guest"] == ("夏禾", "13900001003")
    assert found["leader"] == (None, None)


def test_a_first_issue_tells_everybody_who_has_a_part():
    comparison = Comparison(None, case())
    found = told(comparison)
    informed = {"leader", "guest", "finance", "security", "unit:县政府", "unit:县文旅局"}
    assert {name for name, act in found.items() if not act} == informed
    assert comparison.untouched() == ["unit:县公安局", "unit:县商务局", "unit:县外事办"]


def test_the_office_itself_is_the_staff():
    known = {reader.key for reader in parts(case()).readers()}
    assert "unit:县接待办" not in known
    assert "unit:县公安局" in known


def test_a_vehicle_that_goes_has_nothing_left_to_do_and_a_cancelled_item_has():
    line = next(line for line in text().split("\n") if "编号: B3," in line) + "\n"
    assert told(compared((line, "")))["unit:竹溪镇"] is True
    edit = ("到: 临溪北站, 车辆: [1]", "到: 临溪北站, 车辆: [2]")
    assert told(compared(edit))["driver:1"] is False


def test_a_rank_that_is_not_shown_moves_somebody_on_the_chart():
    """Guests see no ranks, but where everybody sits."""
    comparison = compared(
        ("职务: 研究员, 职级: 其他, 排序: 6", "职务: 研究员, 职级: 其他, 排序: 1"),
        ("职级: 厅局级\n    排序: 1", "职级: 厅局级\n    排序: 6"),
    )
    guest = next(one for one in comparison.notices(AT) if one.reader == Reader("guest"))
    assert {(one.section, one.field) for one in guest.changes} == {("seating", "order")}
    assert all("guest" in keys for change, keys in comparison.touching())


def test_keys_of_readers():
    assert Reader.of("unit:县发改局") == Reader("unit", "县发改局")
    assert Reader.of("leader").key == "leader"
    for wrong in ("unit", "leader:x", "moon", "unit:"):
        with pytest.raises(ValueError, match=wrong):
            Reader.of(wrong)


# --- obligations ------------------------------------------------------------------------------------------------------


def visible(change: Change) -> bool:
    """Whether anybody who gets notices may see what has changed."""
    field = (change.field or "").partition(".")[0]
    if change.field is None or change.op == "renamed":
        return change.section != "translations"
    if field == "notes":  # for those of one audience who have a part in the item
        return False
    model = MODELS[change.section]
    declared = {english: model.model_fields[attribute] for attribute, english, _zh in keys_of(model)}
    return field not in declared or bool(audiences_of(declared[field]) - {"public"})


@given(pair=pairs())
def test_the_first_three_obligations(pair: Pair):
    """Together readers are told all that anybody may see; whose view is equal is told nothing; a notice makes the new
    view of the old one."""
    old, new = map(Case.of, pair)
    comparison = Comparison(old, new)
    found, notices = comparison.touching(), {one.reader: one.changes for one in comparison.notices(AT)}
    assert [change for change, _keys in found] == changes(old, new)
    assert [change for change, keys in found if visible(change) and not keys] == []
    assert {key for _change, keys in found for key in keys} == {reader.key for reader in notices}
    assert comparison.untouched() == sorted(one.key for one in comparison.readers if one not in notices)
    for reader in comparison.readers:
        before, after = comparison.seen_by(reader)
        told = notices.get(reader, [])
        assert bool(told) == ((settled(before), order(before)) != (settled(after), order(after)))
        assert settled(applied(before, told)) == settled(after)
        in_order(before, after, told)


def order(sheet: Sheet) -> dict[str, list[str | None]]:
    """The order of those sections in which it says something."""
    return {section: [record.id for record in sheet.get(section, ())] for section in ORDERED}


def settled(sheet: Sheet) -> dict[Any, Any]:
    """A sheet to be compared: what is said of each record, without progress."""
    return {
        (section, record.id): {
            field: canonical(section, field, value)
            for field, value in record.fields.items()
            if value is not None and value is not False and (section, field) not in _PROGRESS
        }
        for section, records in sheet.items()
        for record in records
        if section not in ("actuals", "feedback", "review", "waivers")
    }


_PROGRESS = {("tasks", "status"), ("tasks", "done_at")}


def applied(sheet: Sheet, told: list[Change]) -> Sheet:
    """A sheet after the changes of a notice."""
    made = {section: {record.id: deepcopy(record.fields) for record in records} for section, records in sheet.items()}
    for change in told:
        records = made.setdefault(change.section, {})
        if change.op == "renamed":
            records[change.id] = records.pop(change.old) | {"name": change.new}
    for change in told:
        records = made.setdefault(change.section, {})
        if change.op == "added":
            assert change.id not in records
            records[change.id] = dict(change.new)
        elif change.op == "removed":
            del records[change.id]
        elif change.field is not None and change.op != "renamed":
            assert change.old in (records[change.id].get(change.field), None) or change.section in ("guests", "seating")
            records[change.id][change.field] = change.new
    return {
        section: [Record(section, name, fields) for name, fields in records.items()]
        for section, records in made.items()
    }


def in_order(old: Sheet, new: Sheet, told: list[Change]) -> None:
    """Where nobody came, what is said of the order makes the new order of the old one."""
    for section in ORDERED:
        mine = [change for change in told if change.section == section]
        if any(change.op in ("added", "removed", "renamed") for change in mine):
            continue
        moves = {change.id: change.new for change in mine if change.op == "moved" and change.field is None}
        names = [record.id for record in old.get(section, ()) if record.id not in moves]
        for name, place in sorted(moves.items(), key=lambda pair: pair[1]):
            names.insert(place - 1, name)
        assert names == [record.id for record in new.get(section, ())]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return canaries(tmp_path_factory.mktemp("canaries"))


def test_no_notice_says_what_its_reader_may_not_see(secret: Loaded):
    """The fourth obligation: every field holds a value of its own; whatever changes, it stays where it may be seen."""
    comparison = Comparison(None, Case.of(secret))
    notices = comparison.notices(AT)
    assert {one.reader.kind for one in notices} >= {*ANSWERING, "leader", "staff", "guest", "finance", "security"}
    for notice in notices:
        hidden = secrets(secret, notice.reader.kind)
        said = json.dumps([one._asdict() for one in notice.changes], ensure_ascii=False, default=str)
        said += message(comparison, notice, 3)
        assert hidden.found(said, said) == [], notice.reader


@pytest.mark.parametrize("kind", [*WHOLE[::2], "finance", "security", *ANSWERING])
def test_nobody_is_told_of_a_change_that_they_may_not_see(secret: Loaded, kind: str):
    """Everything that an audience may not see is something else; what may be felt is as it was."""
    felt = FELT.get(kind, frozenset()) | ({"Item.kind"} if kind == "kitchen" else set())  # what is a meal is cooked
    other, changed = altered(secret, kind, felt)
    assert len(changed) >= 10
    comparison = Comparison(Case.of(secret), Case.of(other))
    assert [one.reader.key for one in comparison.notices(AT) if one.reader.kind == kind] == []
    assert len(comparison.changes) >= 10


EACH = {"unit": "unit-sheet", "driver": "driver-sheet", "kitchen": "kitchen", "hotel": "rooms"}


@given(pair=pairs(3))
@settings(max_examples=15)
def test_who_is_told_nothing_gets_the_same_papers_as_before(pair: Pair):
    """Notices and `render --each` cannot disagree; but for the order in which those in a car are named."""
    comparison = Comparison(*map(Case.of, pair))
    precedence = any(one.op == "moved" or one.field in ("order", "rank", "level") for one in comparison.changes)
    known, scenes = catalog().templates, Scenes()
    for key in comparison.untouched():
        reader = Reader.of(key)
        if reader.kind in EACH and not (reader.kind == "driver" and precedence):
            template = known[EACH[reader.kind]]
            before, after = (
                build(loaded, template, reader.kind, Edition(AT, reader=reader.name), scenes) for loaded in pair
            )
            one, other = (found.document and timeless(found.document).blocks for found in (before, after))
            assert one == other, reader
