"""Messages: short whatever has changed, whole where it fits, and first of all what has become of the visit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from jiedai.visit.case import Case
from jiedai.workflow.changes.message import LONGEST, message, off, stopped
from jiedai.workflow.changes.parts import Reader
from jiedai.workflow.changes.readers import Comparison
from tests.workflow.changes.edits import Pair, pairs
from tests.workflow.changes.samples import case
from tests.workflow.changes.test_readers import AT, TALKS

UNIT, DRIVER = Reader("unit", "县卫健局"), Reader("driver", "1")
TITLE = "标题: 省"
DAYS = ("日期: 2026-10-20 至 2026-10-21", "日期: 2026-10-27 至 2026-10-28")
AWAY = ("日期: 2026-10-20 星期二", "日期: 2026-10-27"), ("日期: 2026-10-21 星期三", "日期: 2026-10-28")


def sent(comparison: Comparison, reader: Reader, version: int = 3) -> str:
    notice = next(one for one in comparison.notices(AT) if one.reader == reader)
    return message(comparison, notice, version)


def state(name: str, reason: str = "") -> tuple[str, str]:
    return TITLE, f"状态: {name}\n" + (f"变更事由: {reason}\n" if reason else "") + TITLE


def test_what_a_telephone_shows():
    comparison = Comparison(case(), case((TALKS, TALKS.replace("14:30", "14:25"))))
    assert sent(comparison, UNIT) == (
        "【临接〔2026〕32号·第3版】10月20日县域医共体建设座谈会改为14:25-16:30（原14:30-16:30），地点不变。"
        "收到请回复。值班 0571-55500100"
    )
    guest = sent(comparison, Reader("guest"))
    assert "收到请回复" not in guest
    assert guest.endswith("值班 0571-55500100")


def test_a_place_that_changes_too_is_not_said_to_stay():
    edit = (
        '时间: "11:50-12:40", 事项: 工作午餐, 类别: 用餐, 地点: 县机关食堂',
        '时间: "11:55-12:45", 事项: 工作午餐, 类别: 用餐, 地点: 临溪宾馆',
    )
    text = sent(Comparison(case(), case(edit)), Reader("guest"))
    assert "改为11:55-12:45（原11:50-12:40），地点改为临溪宾馆（原县机关食堂）" in text
    assert "不变" not in text


@pytest.mark.parametrize(
    ("name", "reason", "unit", "driver"),
    [
        ("取消", "省里另有会议。", "本次接待取消，各项准备停止。原因：省里另有会议。", "本次接待取消，各项准备停止。"),
        ("改期", "", "本次接待改期，新的时间另行通知；原定各项准备暂停。", None),
    ],
)
def test_what_has_become_of_a_visit(name: str, reason: str, unit: str, driver: str | None):
    comparison = Comparison(case(), case(state(name, reason)))
    assert stopped(comparison)
    assert off(comparison, UNIT) == (name, unit)
    assert off(comparison, DRIVER) == (name, driver or unit)
    assert unit in sent(comparison, UNIT)
    assert "状态" not in sent(comparison, UNIT)


def test_a_visit_that_is_on_again():
    comparison = Comparison(case(state("取消", "有会")), case())
    assert not stopped(comparison)
    assert off(comparison, DRIVER) == ("恢复", "本次接待恢复，时间：2026-10-20 至 2026-10-21。")
    assert "本次接待恢复" in sent(comparison, DRIVER)
    assert "正常" not in sent(comparison, UNIT)
    assert off(Comparison(case(), case()), DRIVER) == ("", "")


def test_days_that_were_told_when_it_was_put_off_stay_told():
    """The version before was put off already: whether its days are new ones is known from the one before that."""
    days = case().plan.dates
    before = case(state("改期"), DAYS, *AWAY)
    after = case(state("改期", "再调一次"), DAYS, *AWAY)
    assert stopped(Comparison(before, after))
    assert not stopped(Comparison(before, after, days))
    assert off(Comparison(before, after, days), UNIT)[1].startswith(
        "本次接待改期，新的时间：2026-10-27 至 2026-10-28。"
    )


def test_a_long_reason_does_not_hide_that_it_is_off():
    text = sent(Comparison(case(), case(state("取消", "因故" * 300))), UNIT)
    assert "本次接待取消，各项准备停止。原因：因故因故" in text
    assert len(text) <= LONGEST


@given(pair=pairs(8))
@settings(max_examples=12)
def test_a_message_is_short_and_counts_what_it_leaves_out(pair: Pair):
    """What is issued first is the most that anybody is told at once."""
    old, new = map(Case.of, pair)
    for comparison in (Comparison(old, new), Comparison(None, new)):
        for notice in comparison.notices(AT):
            text = message(comparison, notice, 12)
            assert len(text) <= LONGEST
            assert text.count("\n") == 0
            assert "；；" not in text
            assert "。。" not in text
