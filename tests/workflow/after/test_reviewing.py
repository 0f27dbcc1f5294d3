"""The figures of a review, what answers ask for, and what is written of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiedai.arrange.writing import written
from jiedai.loading import load_text
from jiedai.model.choice import AnswerWay
from jiedai.visit.case import Case
from jiedai.visit.outcome import Fulfilled, Kept, Opinion
from jiedai.workflow.after.returned import Given
from jiedai.workflow.after.reviewing import Asked, answers_written, figures, follow_ups_written, with_answers
from tests.workflow.after.samples import ACTUALS, FEEDBACK, case, done


def asked(visit: Case) -> list[tuple[str, str | None]]:
    return [(one.question, one.comment) for one in figures(visit).asked]


def after(visit: Case, edits) -> Case:
    """The visit with edits written, read again."""
    text = written(visit.loaded.source, edits)
    loaded = load_text(text.encode(), "plan.yaml")
    assert loaded.plan is not None, loaded.diagnostics
    return Case.of(loaded)


def test_figures_to_the_digit(tmp_path):
    found = figures(done(tmp_path, ("时限: T-3, 状态", "时限: T-5, 状态")))
    assert found.timing == Kept(5, Decimal(3), 60)
    assert [(one.id, one.late) for one in found.late] == [("A1", 6), ("B3", 12)]
    assert found.unexplained == ("B3",)
    assert found.tasks == Fulfilled(8, 8, 8, 7)
    assert found.feedback == Opinion(1, 3, Decimal("4.0"), 67)
    assert [(one.question, one.score) for one in found.low] == [("餐饮", 3)]
    assert (found.cost.planned, found.cost.paid, found.per_head) == (480, 480, 80)
    assert (found.expected, found.came) == (6, 6)


def test_of_nothing_there_is_nothing(tmp_path):
    found = figures(case(tmp_path))
    assert (found.timing, found.feedback) == (Kept(0, None, None), Opinion(0, 0, None, None))
    assert (found.cost.paid, found.per_head, found.came, found.asked) == (None, None, None, ())


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        ("{项目: 餐饮, 分数: 4}", []),
        ("{项目: 餐饮, 分数: 3}", [("餐饮", None)]),
        ("{项目: 餐饮, 分数: 5, 意见: 少盐}", [("餐饮", "少盐")]),
        ("{项目: 餐饮, 分数: 2, 份号: 1}, {项目: 餐饮, 分数: 3, 份号: 2}", [("餐饮", None)]),
        ("{项目: 餐饮, 分数: 2, 份号: 1}, {项目: 餐饮, 意见: 少盐, 份号: 2}", [("餐饮", "少盐")]),
    ],
)
def test_a_low_score_or_any_word_asks_to_be_followed_up(tmp_path, feedback, expected):
    assert asked(case(tmp_path, more=f"\n反馈: [{feedback}]\n")) == expected


@pytest.mark.parametrize(
    "review",
    ["", "\n评估: {做得好: 好}\n"]
    + [f"\n评估:\n  后续: {after}\n" for after in ("回访", "{编号: F1, 事项: 回访}", "[回访]")],
)
def test_what_is_asked_for_is_written_beside_what_is_there_and_not_again(tmp_path, review):
    visit = case(tmp_path, more="\n反馈: [{项目: 餐饮, 分数: 3}, {项目: 车辆, 意见: 冷}]\n" + review)
    then = after(visit, follow_ups_written(visit, figures(visit).asked))
    assert then.plan.review is not None
    added = [one for one in then.plan.review.follow_ups if one.kind]
    start = 2 if "F1" in review else 1
    assert [(one.id, one.what, one.unit, str(one.due)) for one in added] == [
        (f"F{start}", "餐饮：评分 3 分", "县接待办", "L+7"), (f"F{start + 1}", "车辆：冷", "县接待办", "L+7"),
    ]  # fmt: skip
    assert [one.what for one in then.plan.review.follow_ups][:-2] == (["回访"] if "回访" in review else [])
    assert asked(then) == []
    assert follow_ups_written(then, figures(then).asked) == []


def test_numbers_are_nobody_elses(tmp_path):
    visit = case(tmp_path, ("编号: T1,", "编号: F1,"), ("前置: [T1]", "前置: [F1]"))
    (edit,) = follow_ups_written(visit, [Asked("车辆", "冷")])
    assert edit.value["follow_ups"][0]["id"] == "F2"


def test_answers_are_written_as_they_are_shown_before(tmp_path):
    visit = done(tmp_path, more=ACTUALS + FEEDBACK)
    given = [Given("2", "车辆", 2, "冷"), Given("2", "总体评价", 5, None), Given("3", "需要改进的地方", None, "早说")]
    then = after(visit, answers_written(given, AnswerWay.ONLINE))
    shown = with_answers(visit, given, AnswerWay.ONLINE)
    assert [one.model_dump() for one in then.plan.feedback] == [one.model_dump() for one in shown.plan.feedback]
    assert figures(then).feedback == figures(shown).feedback
    assert figures(then).asked == figures(shown).asked
    assert [(one.sheet, one.way) for one in then.plan.feedback[-1:]] == [("3", AnswerWay.ONLINE)]
