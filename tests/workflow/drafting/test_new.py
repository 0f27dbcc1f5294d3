import datetime as dt
import itertools
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedai.diagnostics import Level
from jiedai.language import use
from jiedai.loading import load, load_office, load_text
from jiedai.model.choice import ItemKind, Kind, MealForm
from jiedai.model.placeholder import is_placeholder
from jiedai.model.quantities import Count
from jiedai.model.schema import schema
from jiedai.model.times import DateRange, Day, read_dates
from jiedai.source import read_bytes
from jiedai.visit.filled import filled
from jiedai.workflow.drafting.new import absorbed, create, file_name, write
from jiedai.workflow.drafting.office_file import office_text
from jiedai.workflow.drafting.programme import Means, Travel
from jiedai.workflow.drafting.request import NewVisit, Usage
from jiedai.workspace import Workspace
from tests.batch import cases
from tests.workflow.drafting.offices import office, workspace_in

TITLE = "省工信厅来县调研"


def dates(first: str = "2026-06-16", days: int = 2) -> DateRange:
    start = dt.date.fromisoformat(first)
    return DateRange(Day.on(start), Day.on(start + dt.timedelta(days=days - 1)))


VISIT = NewVisit(TITLE, Kind.RESEARCH, dates())


@pytest.mark.parametrize("with_office", [False, True], ids=["alone", "office"])
@pytest.mark.parametrize("days", [1, 2, 5])
@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_plan_loads_with_nothing_but_blanks_to_fill_in(tmp_path: Path, kind, keys, days, with_office):
    workspace = Workspace(workspace_in(tmp_path, with_office=with_office))

    created = write(replace(VISIT, kind=kind, keys=keys, dates=dates(days=days), guests=Count(3)), workspace)

    loaded = load(created.path)
    assert {found.code for found in loaded.diagnostics} == {"GS13"}
    assert loaded.plan is not None
    assert (loaded.plan.kind, loaded.plan.dates.days, len(loaded.plan.guests)) == (kind, days, 3)
    assert loaded.office_file is not None
    assert loaded.office_file.office is not None
    assert {found.code for found in loaded.office_file.diagnostics} <= {"GS13"}
    assert (created.office_created is None) == with_office


def refers_to_nothing_strange(visit: NewVisit, known: bool) -> None:
    at = office() if known else None
    written = load_text(create(visit, at).encode(), "x").plan
    assert written is not None
    plan = filled(written, at)
    items = {item.id: item for _day, item in plan.items()}
    assert len(items) == len(plan.items())
    assert all(item.lead for item in items.values())
    assert all(item.owner or is_placeholder(item.lead or "") for item in items.values())
    rides = [item for item in items.values() if item.kind is ItemKind.TRANSFER]
    assert all(ride.from_ and ride.to and ride.vehicles for ride in rides)
    assert all(item.place for item in items.values() if item.kind is not ItemKind.TRANSFER)
    assert {meal.item for meal in plan.meals} == {i.id for i in items.values() if i.kind and i.kind.value == "meal"}
    tasks = {task.id: task for task in plan.tasks}
    assert len(tasks) == len(plan.tasks)
    for task in plan.tasks:
        assert task.unit
        assert task.owner or is_placeholder(task.unit)
        assert set(task.after) <= set(tasks)
        assert all(tasks[name].due.at(plan.dates) <= task.due.at(plan.dates) for name in task.after)
    assert all(risk.actions and risk.unit for risk in plan.risks)
    assert [day.date for day in plan.schedule] == [
        plan.dates.first + dt.timedelta(days=offset) for offset in range(plan.dates.days)
    ]
    assert all(day.date.stated in (None, day.date.weekday()) for day in plan.schedule)
    for day in plan.schedule:
        times = [(item.time.start or 0, item.time.end or 0) for item in day.items]
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(times))
    places = {place.name for place in at.places} if at else set()
    named = {name for item in items.values() for name in (*item.place, item.from_, item.to) if name}
    assert all(name in places or name.startswith(("待填", "TODO")) or (name == "宾馆" and not known) for name in named)


@given(
    st.sampled_from(list(Kind)),
    st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
    st.integers(1, 9),
    st.none() | st.integers(360, 900),
    st.none() | st.integers(961, 1300),
    st.sampled_from((None, *Means)),
    st.booleans(),
    st.booleans(),
)
def test_everything_in_a_new_plan_fits_together(kind, first, days, arrive, leave, means, answered, known):
    visit = NewVisit(
        TITLE,
        kind,
        dates(first.isoformat(), days),
        arrive=Travel(arrive, means),
        leave=Travel(leave, means),
        guests=Count(1),
    )
    if answered and known:
        visit = replace(visit, lead="县卫健局", host="林峰", hotel="云溪山庄" if days > 1 else "", vehicles=("1", "3"))
    refers_to_nothing_strange(visit, known)


def test_a_plan_in_english_has_no_chinese_but_what_was_given():
    use("en")
    text = create(replace(VISIT, title="Visit", keys="en"))
    found = load_text(text.encode(), "x")
    assert {problem.code for problem in found.diagnostics} == {"GS13"}
    assert "待填" not in text
    assert "dates: 2026-06-16..2026-06-17" in text
    assert "dates: 2026-06-16\n" in create(replace(VISIT, keys="en", dates=dates(days=1)))
    body = [line.partition("  #")[0] for line in text.split("\n") if not line.lstrip().startswith("#")]
    chinese = {word for line in body for word in re.findall(r"[\u4e00-\u9fff]+", line)}
    # What the catalog translates is checked with the catalog; the playbooks carry both languages themselves.
    tasks = [line for line in body if "phase:" in line or "scenario:" in line]
    assert len(tasks) > 20
    assert [line for line in tasks if re.search(r"[\u4e00-\u9fff]", line)] == []
    assert not chinese & {"接待办", "考察点位"}


def test_the_first_line_leads_editors_to_the_schema(tmp_path: Path):
    created = write(VISIT, Workspace(tmp_path))

    first = created.text.split("\n")[0]
    assert first == "# yaml-language-server: $schema=.jiedai/plan.schema.json"
    found = read_bytes((created.path.parent / ".jiedai" / "plan.schema.json").read_bytes(), "").data
    assert isinstance(found, dict)
    from jiedai.model.plan import Plan

    assert set(found) == set(schema(Plan))


def test_what_the_office_knows_is_filled_in():
    plan = load_text(create(VISIT, office()).encode(), "x").plan
    assert plan is not None
    items = [item for _day, item in plan.items()]
    plan = filled(plan, office())
    items = [item for _day, item in plan.items()]
    assert plan.lodging[0].hotel == "云溪宾馆"
    assert {item.lead for item in items} == {"县接待办", "待填 对口部门"}
    assert plan.guests[0].arrive is not None
    assert plan.guests[0].arrive.place == "云溪站"
    assert next(task for task in plan.tasks if "路口" in task.what).unit == "县交警大队"
    assert {str(meal.price) for meal in plan.meals} == {"20", "60"}
    [hosted] = [meal for meal in plan.meals if meal.hosted]
    assert hosted.form is MealForm.WORKING_MEAL


def test_arrival_and_departure_are_written_with_the_guests_and_into_the_programme():
    visit = replace(
        VISIT, arrive=Travel(560, Means.TRAIN, "G7401"), leave=Travel(820, Means.TRAIN, "G7418"), guests=Count(2)
    )
    plan = load_text(create(visit, office()).encode(), "x").plan
    assert plan is not None
    arrive, leave = plan.guests[0].arrive, plan.guests[0].leave
    assert arrive is not None
    assert leave is not None
    assert (str(arrive.time), arrive.by, str(leave.time)) == ("2026-06-16 09:20", "G7401", "2026-06-17 13:40")
    assert str(plan.schedule[0].items[0].time).startswith("09:20-")
    assert str(plan.schedule[-1].items[-1].time).endswith("-13:40")


@pytest.mark.parametrize(("guests", "listed", "total"), [(1, 1, None), (30, 30, None), (31, 0, 31)])
def test_a_large_party_is_a_number(guests, listed, total):
    plan = load_text(create(replace(VISIT, guests=Count(guests))).encode(), "x").plan
    assert plan is not None
    assert len(plan.guests) == listed
    assert (plan.headcount.total.number if plan.headcount and plan.headcount.total else None) == total
    assert len({guest.name for guest in plan.guests}) == listed


# --- files -----------------------------------------------------------------------------------------------------------


def test_nothing_is_ever_replaced(tmp_path: Path):
    workspace = Workspace(tmp_path)
    first = write(VISIT, workspace)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}

    with pytest.raises(Usage) as refused:
        write(replace(VISIT, kind=Kind.OTHER), workspace)

    assert first.path.name in refused.value.message
    assert "换一个标题" in refused.value.message
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_a_plan_with_the_other_suffix_is_not_doubled(tmp_path: Path):
    plans = workspace_in(tmp_path, with_office=True) / "plans"
    (plans / f"2026-06-16-{TITLE}.yml").write_text("标题: 甲\n", encoding="utf-8")
    with pytest.raises(Usage, match=r"\.yml"):
        write(VISIT, Workspace(tmp_path))


def test_an_office_file_at_the_root_is_enough(tmp_path: Path):
    (tmp_path / "office.yaml").write_text(office_text("zh"), encoding="utf-8")
    assert write(VISIT, Workspace(tmp_path)).office_created is None
    assert not (tmp_path / "plans" / "office.yaml").exists()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path):
    (tmp_path / "plans").write_text("", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(VISIT, Workspace(tmp_path))


def test_files_are_utf_8_with_plain_newlines(tmp_path: Path):
    created = write(VISIT, Workspace(tmp_path))
    raw = created.path.read_bytes()
    assert raw.decode("utf-8") == created.text
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert stat.S_IMODE(created.path.stat().st_mode) & 0o600 == 0o600


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_the_skeleton_of_an_office_is_sound_and_so_are_its_examples(tmp_path: Path, keys):
    text = office_text(keys)
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    assert {found.code for found in load_office(path).diagnostics} == {"GS13"}

    section = re.compile(r"# (?:  .*|[\u4e00-\u9fffa-z]+:)")
    lines = [line[2:] if section.fullmatch(line) else line for line in text.split("\n")]
    other = tmp_path / "more" / "office.yaml"
    other.parent.mkdir()
    other.write_text("\n".join(lines), encoding="utf-8")
    full = load_office(other)
    assert {found.code for found in full.diagnostics} == {"GS13"}
    assert full.office is not None
    assert (len(full.office.places), len(full.office.travel), len(full.office.vehicles)) == (3, 1, 1)
    assert full.office.standards is not None


@cases(
    ("title", "name"),
    [
        (TITLE, "2026-06-16-省工信厅来县调研.yaml"),
        ("甲/乙:丙*丁?", "2026-06-16-甲-乙-丙-丁.yaml"),
        ("报告...", "2026-06-16-报告.yaml"),
        ("CON", "2026-06-16-CON.yaml"),
        ("  甲   乙\t", "2026-06-16-甲-乙.yaml"),
        ("../../etc/passwd", "2026-06-16-etc-passwd.yaml"),
        ("???", "2026-06-16.yaml"),
        ("甲 - 乙 -- 丙", "2026-06-16-甲-乙-丙.yaml"),
        ("Cafe\u0301", "2026-06-16-Caf\u00e9.yaml"),
    ],
)
def test_file_names(title: str, name: str):
    assert file_name(dates(), title) == name


def test_the_longest_name():
    assert len(file_name(dates(), "长" * 500).encode()) <= 125
    assert file_name(dates(), "a" * 109) == f"2026-06-16-{'a' * 109}.yaml"
    assert file_name(dates(), "a" * 110) == f"2026-06-16-{'a' * 109}.yaml"


@given(st.text(max_size=300))
def test_every_title_makes_a_name_that_every_system_takes(title: str):
    name = file_name(dates(), title)
    stem = name.removesuffix(".yaml")
    assert name.startswith("2026-06-16")
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(ord(sign) < 32 for sign in name)
    assert stem == stem.rstrip(". ")
    assert len(name.encode("utf-8")) <= 125
    assert Path(name).name == name


@given(st.text(min_size=1, max_size=60))
def test_every_title_survives_being_written(title: str):
    from jiedai.workflow.drafting.answers import read_title

    try:
        clean = read_title(title)
    except Usage:
        return
    found = load_text(create(replace(VISIT, title=clean)).encode(), "x")
    assert [problem for problem in found.diagnostics if problem.level is Level.ERROR] == []
    assert isinstance(found.source.data, dict)
    assert found.source.data["标题"] == clean


# --- --set -----------------------------------------------------------------------------------------------------------


def changed(*changes: tuple[str, str], keys="zh"):
    text = create(replace(VISIT, changes=changes, keys=keys), office())
    plan = load_text(text.encode(), "x").plan
    assert plan is not None
    return plan


def test_set_values_in_either_spelling():
    plan = changed(
        ("编号", "云接〔2026〕17号"),
        ("letter.number", "浙函〔2026〕8号"),
        ("公函.members", "[甲某, 乙某]"),
        ("来宾.0.姓名", "甲某"),
        ("来宾.0.抵达.时间", "2026-06-16 10:00"),
        ("来宾.1", "{姓名: 乙某, unit: 省厅, 职务: 处长}"),
        ("住宿.宾馆", "云溪山庄"),
        ("宣传.人数", "2"),
        ("security.police_cars", "0"),
    )
    assert plan.letter is not None
    assert (plan.number, plan.letter.number, plan.letter.members) == (
        "云接〔2026〕17号",
        "浙函〔2026〕8号",
        ("甲某", "乙某"),
    )
    assert [guest.name for guest in plan.guests] == ["甲某", "乙某"]
    assert plan.lodging[0].hotel == "云溪山庄"
    assert plan.press is not None
    assert plan.press.people == 2


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_what_set_adds_is_written_in_the_spelling_of_the_file(keys):
    text = create(replace(VISIT, keys=keys, changes=(("礼品.0.item", "茶"), ("press.people", "2"))))
    wanted = ("礼品:", "名称: 茶", "宣传:", "人数: ") if keys == "zh" else ("gifts:", "item: 茶", "press:", "people: ")
    assert all(words in text for words in wanted)


@pytest.mark.parametrize(
    ("words", "value", "message"),
    [
        ("编好", "1", "是不是想写“编号”"),
        ("版本", "第一", "版本"),
        ("审批.时间", "昨天", "审批.时间"),
        ("密级", "公开的", "公开"),
        ("来宾.5.姓名", "甲", "1 项"),
        ("人数", "若干", "人数"),
        ("用餐", "[{日程: A7, 没有的: 1}]", "没有的"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_place(words, value, message):
    with pytest.raises(Usage, match=message):
        create(replace(VISIT, changes=((words, value),)))


def test_title_kind_and_dates_given_by_set_shape_the_plan():
    visit = absorbed(replace(VISIT, changes=(("标题", "甲"), ("kind", "会议"), ("日期", "7月1日至3日"), ("编号", "1"))))
    assert (visit.title, visit.kind, str(visit.dates)) == ("甲", Kind.CONFERENCE, "2026-07-01 至 2026-07-03")
    assert visit.changes == (("编号", "1"),)
    plan = changed(("日期", "2026-07-01"))
    assert [day.date for day in plan.schedule] == [dt.date(2026, 7, 1)]


@cases("typed", ["2026-06-16..2026-06-17", "2026年6月16日至17日", "2026.6.16-2026.6.17"])
def test_dates_in_any_spelling_give_the_same_file_name(typed):
    assert file_name(read_dates(typed, None), "甲") == "2026-06-16-甲.yaml"


@pytest.mark.parametrize(("keys", "section"), [("zh", "译文"), ("en", "translations")])
def test_a_plan_for_foreign_guests_has_the_beginning_of_a_glossary(keys, section):
    text = create(replace(VISIT, kind=Kind.FOREIGN, keys=keys))
    before, mark, after = text.partition(f"# {section}:")
    assert mark
    plan = load_text(f"{before}{section}:{after.replace('#   ', '  ')}".encode(), "x").plan
    assert plan is not None
    assert plan.translations == {"会见": "Meeting", "县人民政府": "County People's Government"}
    assert section not in create(replace(VISIT, kind=Kind.RESEARCH, keys=keys))
