"""`jiedai study`: what is due, what was answered, what is left to train; nobody else reads it."""

from __future__ import annotations

import io
import json
import os
import stat
import sys

import pytest

from jiedai.cli import console

AT = ("--person", "姚晨", "--at", "2026-05-11 09:00")


def answer(run, *words: str) -> dict:
    found = run("study", "answer", *words, "-f", "json")
    assert found.status == 0, found.err
    return json.loads(found.out)


def test_an_answer_says_when_the_card_comes_back(run, office):
    assert answer(run, "rule:YC02", "good", *AT) == {
        "version": 1, "person": "姚晨", "card": "rule:YC02", "rating": "good", "next": "2026-05-13", "interval": 2,
        "reps": 1,
    }  # fmt: skip
    again = answer(run, "yc02", "记得", "--person", "姚晨", "--at", "2026-05-13 09:00")
    assert (again["interval"], again["next"], again["reps"]) == (11, "2026-05-24", 2)
    path = office / "records" / "study" / "姚晨.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("later", "given", "answers"), [("00:59", "good", 1), ("01:00", "good", 2), ("00:00", "easy", 2)]
)
def test_the_same_answer_said_again_at_once_is_one_answer(run, office, later, given, answers):
    first = answer(run, "rule:YC02", "good", *AT)
    found = run("study", "answer", "rule:YC02", given, *AT[:-1], f"2026-05-11 09:{later}", "-f", "json")
    assert ("没有再记" in found.err) == (answers == 1)
    assert (json.loads(found.out) == first) == (answers == 1)
    path = office / "records" / "study" / "姚晨.jsonl"
    assert len(path.read_text(encoding="utf-8").splitlines()) == answers


def test_what_is_due_on_a_day(run, office):
    answer(run, "rule:YC02", "good", *AT)
    answer(run, "unit：县接待办", "4", *AT)
    early = json.loads(run("study", "due", "--person", "姚晨", "--as-of", "2026-05-12", "-f", "json").out)
    due = json.loads(run("study", "due", "--person", "姚晨", "--as-of", "2026-05-13", "-f", "json").out)
    assert (early["due"], early["cards"], due["due"], due["new"]) == (0, [], 1, early["new"])
    (card,) = due["cards"]
    assert {**card, "front": ""} == {
        "id": "rule:YC02", "front": "", "last": "2026-05-11T09:00", "next": "2026-05-13", "reps": 1,
    }  # fmt: skip
    assert run("study", "due", "--person", "姚晨", "--as-of", "2026-05-12").out == "今天没有要温习的\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rule:XX99", "good", *AT), "没有“rule:XX99”这张卡片"),
        (("rule:YC02", "better", *AT), "没有“better”这种答法"),
        (("rule:YC02", "good"), "要写明是谁"),
        (("rule:YC02", "good", "--person", "../姚晨"), "不能作人名"),
        (("rule:YC02", "good", "--person", " "), "不能作人名"),
    ],
)
def test_what_cannot_be_written_down(run, office, words, told):
    found = run("study", "answer", *words)
    assert (found.status, told in found.err) == (2, True)
    assert not (office / "records").exists()


def test_a_damaged_log_is_told_and_left_alone(run, office):
    answer(run, "rule:YC02", "good", *AT)
    path = office / "records" / "study" / "姚晨.jsonl"
    text = "不是\n" + path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    found = run("study", "answer", "rule:YC02", "good", *AT)
    assert (found.status, "第 1 行坏了" in found.err, path.read_text(encoding="utf-8")) == (2, True, text)


def test_what_was_learnt_and_forgetting_it(run, office):
    for minute in range(5):
        answer(run, "rule:YC02", "again", "--person", "姚晨", "--at", f"2026-05-11 09:0{minute}")
    (person,) = json.loads(run("study", "record", "-f", "json").out)["people"]
    assert (person["person"], person["answers"], person["remembered"], person["gaps"]) == ("姚晨", 5, 0, ["YC"])
    assert run("study", "record").out == "姚晨\t1\t5\t0%\tYC\n"
    assert json.loads(run("study", "record", "--year", "2025", "-f", "json").out)["people"][0]["answers"] == 0
    assert run("study", "forget", "--person", "姚晨").status == 0
    assert run("study", "forget", "--person", "姚晨").status == 2
    assert list((office / "records" / "study").iterdir()) == []
    assert run("study", "record").out == "还没有人学过\n"


def test_without_a_terminal_nothing_is_asked(run, office):
    found = run("study", "--person", "姚晨")
    assert (found.status, "不是终端" in found.err) == (2, True)
    assert run("study").status == 2
    assert "写在 due 后面" in run("study", "--person", "姚晨", "due").err


def test_cards_are_asked_until_the_person_leaves(run, office, monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\n\n九\n1\nq\n"))
    found = run("study", "--person", "姚晨", "-n", "5")
    assert found.status == 0
    assert ("[1/5]" in found.out, "[3/5]" in found.out, "[4/5]" in found.out) == (True, True, False)
    assert "答了 2 张" in found.err
    lines = (office / "records" / "study" / "姚晨.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["rating"] for line in lines] == ["good", "again"]
