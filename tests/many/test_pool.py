"""Work on many plans in several processes: order, processes, what happens when one fails."""

from __future__ import annotations

import os

import pytest

from jiedai import language
from jiedai.many import pool
from jiedai.many.pool import CHUNK, WORTH_IT, in_order


def twice(number: int) -> int:
    return 2 * number


def process(_number: int) -> int:
    return os.getpid()


def spoken(_number: int) -> str:
    return language.current()


def refuse(number: int) -> int:
    if number == 11:
        raise ValueError("eleven")
    return number


@pytest.mark.parametrize("jobs", [None, 1, 2])
@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1, 5 * CHUNK + 3])
def test_results_come_in_order(count, jobs):
    assert list(in_order(twice, range(count), jobs)) == [2 * number for number in range(count)]


def test_a_few_plans_stay_in_this_process():
    assert set(in_order(process, range(WORTH_IT - 1))) == {os.getpid()}


def test_two_jobs_are_other_processes():
    assert os.getpid() not in set(in_order(process, range(3 * CHUNK), 2))


def test_other_processes_speak_the_same_language():
    language.use("en")
    assert set(in_order(spoken, range(2 * CHUNK), 2)) == {"en"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_comes_out(jobs):
    with pytest.raises(ValueError, match="eleven"):
        list(in_order(refuse, range(20), jobs))


def test_a_system_without_processes(monkeypatch):
    def none(*_words, **_options):
        raise OSError("no semaphores")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    assert list(in_order(twice, range(20), 2)) == list(range(0, 40, 2))


def test_no_more_than_two_chunks_a_process_are_under_way(monkeypatch):
    from concurrent.futures import Future

    submitted = []

    class Pool:
        def submit(self, function, *given):
            submitted.append(given)
            future = Future()
            future.set_result(function(*given))
            return future

        def shutdown(self, **_options):
            submitted.append("end")

    monkeypatch.setattr(pool, "_pool", lambda jobs: Pool())
    results = in_order(twice, range(10 * CHUNK), 2)
    next(results)
    assert len(submitted) == 5
    results.close()
    assert submitted[-1] == "end"


def test_cores_are_at_least_one():
    assert pool.cores() >= 1
