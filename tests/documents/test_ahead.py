"""What is begun early comes out in order, and is given up where nobody wants it any more."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from threading import Event

import pytest

from jiedai.documents.ahead import AHEAD, Work, ahead, give_back, side_by_side
from tests.batch import cases

COUNT = AHEAD + 4


class Trade:
    """Begins and finishes numbers, and writes down when."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.abandoned: list[int] = []

    def begin(self) -> Iterator[int]:
        for number in range(COUNT):
            self.begun.append(number)
            yield number

    def finish(self, number: int) -> Iterator[str]:
        yield f"{number}a"
        yield f"{number}b"

    def run(self) -> Iterator[str]:
        return ahead(self.begin(), self.finish, self.abandoned.append)


def test_everything_comes_out_in_the_order_in_which_it_was_begun() -> None:
    trade = Trade()
    assert list(trade.run()) == [f"{number}{part}" for number in range(COUNT) for part in "ab"]
    assert trade.abandoned == []


def test_so_many_are_begun_behind_the_first_and_no_more() -> None:
    trade = Trade()
    made = trade.run()
    assert next(made) == "0a"
    assert trade.begun == list(range(AHEAD + 1))
    assert [next(made), next(made)] == ["0b", "1a"]
    assert trade.begun == list(range(AHEAD + 2))


@cases(("taken", "unfinished"), [(1, 0), (2, 0), (3, 1)])
def test_who_stops_early_abandons_what_is_not_finished(taken: int, unfinished: int) -> None:
    trade = Trade()
    made = trade.run()
    for _ in range(taken):
        next(made)
    made.close()
    assert trade.abandoned == list(range(unfinished, AHEAD + 1 + unfinished))


def test_what_goes_wrong_abandons_the_rest() -> None:
    trade = Trade()

    def finish(number: int) -> Iterator[str]:
        if number == 1:
            raise OSError("no room")
        yield str(number)

    with pytest.raises(OSError, match="no room"):
        list(ahead(trade.begin(), finish, trade.abandoned.append))
    assert trade.abandoned == list(range(1, AHEAD + 2))


@pytest.mark.parametrize("start", [side_by_side, Work])
def test_a_job_gives_what_it_makes_with_the_seconds_it_took(start) -> None:
    made = list(start(lambda: iter("ab")).results())
    assert [one for one, _seconds in made] == ["a", "b"]
    assert all(0 <= seconds < 60 for _one, seconds in made)


@pytest.mark.parametrize("start", [side_by_side, Work])
def test_what_a_job_raises_comes_with_its_results(start) -> None:
    work = start(lambda: iter([1 // 0]))
    with pytest.raises(ZeroDivisionError):
        list(work.results())


def test_a_job_is_under_way_beside_who_began_it() -> None:
    begun, go_on = Event(), Event()

    def job() -> Iterator[bool]:
        begun.set()
        yield go_on.wait(30)

    work = side_by_side(job)
    assert begun.wait(30)  # nobody has asked for its results yet
    go_on.set()
    assert [one for one, _ in work.results()] == [True]


def test_memory_is_given_back_or_left_where_the_system_has_no_such_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("jiedai.documents.ahead._trim", lambda: asked.append)
    give_back()
    monkeypatch.setattr("jiedai.documents.ahead._trim", lambda: None)
    give_back()
    assert asked == [0]


def test_a_job_to_be_done_at_once_waits_until_it_is_wanted() -> None:
    done: list[int] = []
    work = Work(lambda: iter([done.append(1)]))
    work.cancel()
    assert done == []
    assert len(list(work.results())) == len(done) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process begins where another one is")
def test_a_child_of_a_process_that_has_printed_prints_with_threads_of_its_own() -> None:
    assert list(side_by_side(lambda: ["here"]).results())
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(0 if [made for made, _seconds in side_by_side(lambda: ["there"]).results()] == ["there"] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_what_comes_first_is_done_before_a_job_and_called_off_with_it() -> None:
    order: list[str] = []
    work = Work(lambda: iter([order.append("job")]), first=Work(lambda: iter([order.append("first")])))
    assert len(list(work.results())) == len(order) == 2
    assert order == ["first", "job"]

    busy, go_on, drawn = Event(), Event(), []
    holding = side_by_side(lambda: iter([busy.set(), go_on.wait(30)]))
    assert busy.wait(30)
    Work(list, first=side_by_side(lambda: iter([drawn.append(1)]))).cancel()
    go_on.set()
    assert [one for one, _ in holding.results()] == [None, True]
    assert list(side_by_side(lambda: ["after all"]).results())
    assert drawn == []
