"""`jiedai study quiz` and `mark`: a paper, its key, and answers that count for what is left to train."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from jiedai.cli import outputs

MADE = ("study", "quiz", "-n", "12", "--seed", "7", "--as-of", "2026-05-11")


def made(run, *more: str) -> dict:
    found = run(*MADE, "-f", "json", *more)
    assert found.status == 0, found.err
    return published("study quiz", found.out)


def published(name: str, text: str) -> dict:
    """What a command printed, held to what is published of it."""
    data = json.loads(text)
    Draft202012Validator(outputs.schema(name)).validate(data)
    return data


def test_the_same_seed_is_the_same_paper(run, office):
    one = made(run)
    assert one == made(run)
    assert one["paper"] != made(run, "--seed", "8")["paper"]
    assert [question["number"] for question in one["questions"]] == list(range(1, 13))
    assert {entry["answer"] for entry in one["key"]} <= {*"ABCD", "true", "false"}
    assert {question["area"] for question in made(run, "--areas", "yc,ZS")["questions"]} == {"YC", "ZS"}


def test_a_paper_and_its_key_are_two_files(run, office):
    assert run(*MADE, "-f", "docx").status == 0
    number = made(run)["paper"]
    import docx

    paper, key = (
        "\n".join(
            [one.text for one in document.paragraphs]
            + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        )
        for document in (
            docx.Document(str(office / "out" / f"接待业务测验-{number}{suffix}.docx")) for suffix in ("", "-答案")
        )
    )
    assert number in paper
    assert number in key
    assert "依据" in key
    assert "依据" not in paper
    run(*MADE, "-f", "pdf", "-o", "卷.pdf")
    assert (office / "卷.pdf").read_bytes()[:4] == (office / "卷-答案.pdf").read_bytes()[:4] == b"%PDF"


def test_what_was_answered_counts_for_what_is_left_to_train(run, office):
    paper = made(run, "--areas", "YC")
    said = {"true": "对", "false": "错"}
    answers = [said.get(entry["answer"], entry["answer"]) for entry in paper["key"]]
    wrong = {"对": "错", "错": "对"} | dict(zip("ABCD", "BCDA", strict=True))
    given = "".join([*(wrong[one] for one in answers[:6]), *answers[6:]])
    at = ("--person", "姚晨", "--at", "2026-05-12 09:00")
    marked = published("study mark", run("study", "mark", paper["paper"], given, *at, "-f", "json").out)
    assert (marked["right"], marked["asked"], marked["percent"], marked["wrong"]) == (6, 12, 50, [1, 2, 3, 4, 5, 6])
    (record,) = published("study record", run("study", "record", "-f", "json").out)["people"]
    assert (record["gaps"], record["quizzes"]) == (["YC"], {"count": 1, "answers": 12, "right": 6})
    assert json.loads(run("study", "due", "--person", "姚晨", "-f", "json").out)["due"] == 0
    again = run("study", "mark", paper["paper"], given, *at)
    assert (again.status, "没有再记" in again.err) == (0, True)
    told = run("study", "mark", paper["paper"], " ".join(answers), *at)
    assert told.out == "姚晨：12 题对 12 题，100%\n"
    assert "2 次 18/24" in run("study", "record").out
    assert json.loads(run("study", "record", "--year", "2025", "-f", "json").out)["people"][0]["quizzes"]["count"] == 0


def test_a_paper_cannot_be_marked_when_what_it_asks_has_changed(run, office):
    number = made(run, "--areas", "unit,YC")["paper"]
    with (office / "plans" / "office.yaml").open("a", encoding="utf-8") as file:
        file.write("标准: {规则包: [frugal-county]}\n")
    found = run("study", "mark", number, "A", "--person", "姚晨")
    assert (found.status, "判不了" in found.err) == (2, True)
    assert not (office / "records").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("quiz", "--areas", "XX"), "出不了题"),
        (("quiz", "-n", "0"), "至少是 1"),
        (("mark", "7-20", "A", "--person", "姚晨"), "不是卷号"),
        (("mark", "7-20-20261399-abcd", "A", "--person", "姚晨"), "不是卷号"),
        (("mark", "7-20-20260511-0000", "A", "--person", "姚晨"), "判不了"),
        (("mark", "PAPER", "AX", "--person", "姚晨"), "第 2 个答案“X”看不懂"),
        (("mark", "PAPER", "A" * 13, "--person", "姚晨"), "答案有 13 个"),
        (("mark", "PAPER", "A"), "要写明是谁"),
    ],
)
def test_what_cannot_be_asked_or_marked(run, office, words, told):
    number = made(run)["paper"]
    found = run("study", *(number if word == "PAPER" else word for word in words))
    assert (found.status, told in found.err) == (2, True), found.err


def test_fewer_questions_than_asked_for_are_told(run, office):
    found = run("study", "quiz", "-n", "200", "--areas", "GK", "--as-of", "2026-05-11")
    assert (found.status, "只出得了" in found.err) == (0, True)
