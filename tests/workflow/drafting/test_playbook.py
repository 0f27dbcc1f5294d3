from pathlib import Path

import pytest
from pydantic import ValidationError

from jiedai.language import use
from jiedai.model.choice import ItemKind, Kind
from jiedai.model.duties import duties
from jiedai.model.times import read_dates
from jiedai.workflow.drafting.playbook import FOLDER, playbook, read_playbook
from tests.batch import cases

# fmt: off
DOCUMENTS = {
    "reply", "phone-record", "approval", "plan", "tasks", "checklist", "unit-sheet", "programme", "run-sheet",
    "guests", "rooms", "meals", "kitchen", "vehicles", "driver-sheet", "agenda", "script", "briefing", "handbook",
    "service-check", "contingency", "safety-plan", "discipline", "report", "receipt", "settlement", "feedback",
    "review", "archive", "seating", "cards", "signs", "menu",
}
# fmt: on


@cases("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_playbook_is_sound_and_stands_for_its_file(path: Path):
    book = read_playbook(path)

    assert (book.kind.value if book.kind else "common") == path.stem
    assert set(book.documents) <= DOCUMENTS
    assert [phase.id for phase in book.phases] == [f"P{number}" for number in range(14)]


def test_there_is_a_playbook_for_every_kind_of_visit():
    assert {playbook(kind).kind for kind in Kind} == set(Kind)


@cases("kind", list(Kind))
def test_no_task_is_due_before_the_task_it_waits_for_however_long_the_visit(kind: Kind):
    book = playbook(kind)
    tasks = {task.id: task for task in book.tasks}
    for days in (1, 2, 5):
        dates = read_dates(f"2026-06-16 至 2026-06-{15 + days}", None)
        due = {name: task.due.due.at(dates) for name, task in tasks.items()}
        late = [(name, before) for name, task in tasks.items() for before in task.after if due[before] > due[name]]
        assert late == []


@cases("kind", list(Kind))
def test_tasks_before_the_visit_are_due_before_its_first_day_and_those_after_it_after_its_last(kind: Kind):
    for task in playbook(kind).tasks:
        number = int(task.phase[1:])
        assert (task.due.offset < 0) == (not task.due.last) == (number <= 8), task.id


def test_a_playbook_changes_only_what_it_says_of_an_inherited_task():
    common = {task.id: task for task in read_playbook(FOLDER / "common.yaml").tasks}
    foreign = {task.id: task for task in playbook(Kind.FOREIGN).tasks}

    assert (foreign["letter"].due.offset, foreign["letter"].duty) == (-14, "foreign")
    assert foreign["letter"].phase == common["letter"].phase
    assert foreign["archive"] == common["archive"]
    assert "interpreter" not in common


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


BASE = """\
phases: [{id: P0, name: {zh: 甲, en: a}, lead: {zh: 甲, en: a}}]
tasks:
  - {id: one, phase: P0, duty: subject, due: T-1, what: {zh: 甲, en: a}}
  - {id: two, phase: P0, duty: subject, due: L+1, what: {zh: 甲, en: a}}
risks: []
sessions: [{id: s, kind: talks, place: hall, minutes: 60, duty: subject, what: {zh: 甲, en: a}}]
"""


def test_without_takes_an_inherited_entry_out(tmp_path: Path):
    _write(tmp_path, "base", BASE)

    book = read_playbook(_write(tmp_path, "more", "extends: base\nwithout: {tasks: [one]}\n"))

    assert [task.id for task in book.tasks] == ["two"]
    assert book.sessions[0].kind is ItemKind.TALKS
    with pytest.raises(ValueError, match="not inherited"):
        read_playbook(_write(tmp_path, "wrong", "extends: base\nwithout: {tasks: [three]}\n"))


def test_a_playbook_cannot_extend_itself(tmp_path: Path):
    _write(tmp_path, "one", "extends: two\n")
    with pytest.raises(ValueError, match="extends itself"):
        read_playbook(_write(tmp_path, "two", "extends: one\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("duty: subject, due: T-1", "duty: nothing, due: T-1"),
        ("phase: P0, duty: subject, due: T-1", "phase: P1, duty: subject, due: T-1"),
        ("due: T-1", "due: morgen"),
        ("id: two", "id: one"),
        ("due: T-1", "due: T-1, after: [three]"),
        ("due: T-1", "due: T-1, support: [nothing]"),
        ("due: T-1", "due: T-1, wahn: 1"),
        ("minutes: 60", "minutes: 5"),
        ("what: {zh: 甲, en: a}", "what: {zh: 甲}"),
    ],
)
def test_what_does_not_exist_is_refused(tmp_path: Path, old: str, new: str):
    read_playbook(_write(tmp_path, "sound", BASE))
    with pytest.raises((ValidationError, ValueError)):
        read_playbook(_write(tmp_path, "broken", BASE.replace(old, new, 1)))


def test_deadlines_after_the_visit_count_from_its_last_day():
    task = {task.id: task for task in playbook(Kind.OTHER).tasks}

    assert str(task["feedback"].due.due) == "L+1"
    assert str(task["confirm"].due.due) == "T-1 17:00"


def test_wordings_follow_the_language():
    wording = playbook(Kind.RESEARCH).sessions[0].what
    assert str(wording) == "考察点位"
    use("en")
    try:
        assert str(wording) == "Visit to a site"
    finally:
        use("zh")


@cases("kind", list(Kind))
def test_the_unit_of_every_duty_in_a_playbook_can_be_named(kind: Kind):
    book = playbook(kind)
    named = [entry.duty for entry in (*book.tasks, *book.risks, *book.sessions)] + [post.unit for post in book.crew]
    assert all(set(duties()[name].unit) == {"zh", "en"} for name in named)
    with pytest.raises(KeyError):
        book.phase("P99")
