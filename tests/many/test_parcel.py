"""What goes to an executor: content, language, working directory; what fails there, or cannot be sent, is done here."""

from __future__ import annotations

import os
import pickle
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from jiedai import language
from jiedai.many import in_order, parcel, pool
from jiedai.many.parcel import EngineError, build
from jiedai.source import MAX_BYTES, Unreadable, files, read_file
from tests.batch import cases


class Later(Executor):
    """Does its work when the result is asked for, and remembers what was called off."""

    workers = 2

    def __init__(self) -> None:
        self.given: list[tuple[object, ...]] = []
        self.called_off = 0

    def submit(self, fn, /, *args, **_options):
        fn, args = pickle.loads(pickle.dumps((fn, args)))
        self.given.append(args)
        later = self

        class Work(Future[object]):
            def result(self, _timeout=None):
                return fn(*args)

            def cancel(self):
                later.called_off += 1
                return True

        return Work()


def twice(number: int) -> int:
    return 2 * number


def first_line(path: str) -> tuple[str, bool, str, Path]:
    return read_file(Path(path)).text.split("\n", 1)[0], files.away(), language.current(), files.here()


def only_here(path: str) -> bool:
    if files.away():
        raise OSError(path)
    return files.away()


@pytest.fixture
def plans(tmp_path, monkeypatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for number in range(5):
        Path(f"plans/{number}.yaml").write_text(f"标题: {number}\n", encoding="utf-8")
    return [f"plans/{number}.yaml" for number in range(5)]


@cases("count", [0, 1, 64, 65, 200])
def test_results_come_in_order(count):
    with ThreadPoolExecutor(2) as executor:
        assert list(in_order(twice, range(count), executor=executor)) == [2 * number for number in range(count)]


def test_content_language_and_working_directory_go_along(plans, tmp_path):
    language.use("en")
    found = list(in_order(first_line, plans, executor=Later()))
    assert found == [(f"标题: {number}", True, "en", tmp_path) for number in range(5)]


def test_threads_of_this_process_read_only_what_each_was_sent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(100):
        Path(f"{number}.yaml").write_text(f"标题: {number}\n", encoding="utf-8")
    with ThreadPoolExecutor(2) as executor:
        found = list(in_order(first_line, [f"{number}.yaml" for number in range(100)], executor=executor, chunk=3))
    assert [(line, away) for line, away, *_rest in found] == [(f"标题: {number}", True) for number in range(100)]


def test_a_path_stays_one(plans):
    assert list(in_order(type, [Path(plans[0])], executor=Later())) == [type(Path())]


def test_chunks_of_64_go_twice_as_many_as_there_are_workers():
    executor = Later()
    results = in_order(twice, range(1000), executor=executor)
    next(results)
    assert len(executor.given) == 2 * executor.workers + 1
    assert len(pickle.loads(executor.given[0][1])[-1]) == pool.FAR_CHUNK == 64
    results.close()
    assert executor.called_off == 2 * executor.workers
    assert len(list(in_order(twice, range(1000), 1, executor=Later()))) == 1000


def test_what_is_wrong_with_a_file_is_told_here(plans, tmp_path):
    """A file that is missing, a folder, too large, or with a name that is none is not sent."""
    Path("plans/large.yaml").write_bytes(b" " * (MAX_BYTES + 1))
    os.mkfifo("plans/pipe.yaml")
    for name in ("plans/none.yaml", "plans", "plans/large.yaml", "plans/pipe.yaml", "a\0b", "长" * 300):
        executor = Later()
        assert list(in_order(len, [name], executor=executor)) == [len(name)]
        assert executor.given == []
        with pytest.raises(Unreadable):
            list(in_order(first_line, [plans[0], name], executor=Later()))


def test_the_results_before_a_failure_come_out(plans):
    results = in_order(first_line, [*plans, "plans/none.yaml"], executor=Later())
    assert [next(results)[0] for _plan in plans] == [f"标题: {number}" for number in range(5)]
    with pytest.raises(Unreadable):
        next(results)


def test_what_fails_there_is_done_again_here(plans):
    """So that a fault is told, and its log written, where the plan is."""
    executor = Later()
    assert list(in_order(only_here, plans, executor=executor)) == [False] * 5
    assert len(executor.given) == 1


def test_another_build_does_nothing(plans, monkeypatch):
    monkeypatch.setattr(parcel, "build", lambda: "here")
    answer = parcel._done(twice, b"no parcel", "there")
    assert (answer.build, answer.results) == ("here", [])
    builds = iter(["here", "there", "there", *["here"] * 3])
    monkeypatch.setattr(parcel, "build", lambda: next(builds))
    with pytest.raises(EngineError, match="对方的 jiedai 是 there，这里的是 here"):
        list(in_order(twice, [1], executor=Later()))


def test_a_build_is_a_version_and_a_digest():
    import re

    from jiedai import __version__

    assert re.fullmatch(rf"{re.escape(__version__)} [0-9a-f]{{12}} \(Python 3\.\d+, \w+\)", build())


def test_only_what_the_work_reads_goes(plans, tmp_path):
    """The plans of the chunk, the office's file, packs and library; no other plan, no record, no picture."""
    held = {
        "plans/office.yaml": "单位: {名称: 县接待办}\n",
        "plans/packs/own.yaml": "rules: {}\n",
        "plans/knowledge/county.yaml": "县情: []\n",
        "plans/knowledge/gate.png": "PNG",
        "templates/own.html": "",
        "records/0/journal.jsonl": "",
        "records/1/journal.jsonl": "",
    }
    for name, text in held.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    for reads, more in ((None, []), (lambda plan: [tmp_path / "records" / plan.stem / "journal.jsonl"], ["records/0"])):
        executor = Later()
        list(in_order(len, plans[:1], executor=executor, reads=reads))
        sent = [Path(name).relative_to(tmp_path).as_posix() for name in pickle.loads(executor.given[0][1])[2]]
        assert sorted(sent) == sorted(["plans/0.yaml", *list(held)[:3], *(f"{one}/journal.jsonl" for one in more)])


def test_a_plan_whose_files_are_in_doubt_is_done_here(plans):
    executor = Later()
    found = list(in_order(only_here, plans, executor=executor, reads=lambda plan: None if plan.stem == "3" else ()))
    assert found == [False] * 5
    assert len(pickle.loads(executor.given[0][1])[-1]) == 4


def test_an_office_whose_files_cannot_be_read_is_not_guessed_at(plans, tmp_path):
    (tmp_path / "plans" / "office.yaml").write_bytes(b" " * (MAX_BYTES + 1))
    executor = Later()
    assert list(in_order(len, plans, executor=executor)) == [len(plan) for plan in plans]
    assert executor.given == []
