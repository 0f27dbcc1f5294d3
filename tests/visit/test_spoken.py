from __future__ import annotations

import datetime as dt

from jiedai.visit.statements import heads_told, weekdays_told
from tests.batch import cases


@cases(
    ("text", "numbers"),
    [
        ("陈志远副主任一行8人赴云溪县", [8]),
        ("一行八人", [8]),
        ("等十二人", [12]),
        ("共二十三名代表", [23]),
        ("代表等十人", [10]),
        ("总计：两位客人", [2]),
        ("人数为 6 人", [6]),
        ("一行8人，共8人", [8, 8]),
        ("约20人", []),
        ("一行约20人", []),
        ("一行20余人", []),
        ("一行20人左右", []),
        ("一行8人（含司机2人）", []),
        ("随行3人", []),
        ("另有工作人员等3人", []),
        ("等几人", []),
        ("8人", []),
        ("", []),
    ],
)
def test_how_many_people_a_text_tells(text: str, numbers: list[int]) -> None:
    assert list(heads_told(text)) == numbers


VISIT = dt.date(2026, 5, 11)


@cases(
    ("text", "days"),
    [
        ("5月11日（星期二）上午抵达", [(VISIT, 1)]),
        ("5月11日(周一)到，5月12日 周三返", [(VISIT, 0), (dt.date(2026, 5, 12), 2)]),
        ("2026-05-11 周日", [(VISIT, 6)]),
        ("2025年5月11日礼拜天", [(dt.date(2025, 5, 11), 6)]),
        ("12月31日星期四", [(dt.date(2025, 12, 31), 3)]),
        ("5月11号星期一下午", [(VISIT, 0)]),
        ("2月30日星期一", []),
        ("每周一闭馆", []),
        ("5月11日", []),
    ],
)
def test_which_weekday_a_text_gives_a_day(text: str, days: list[tuple[dt.date, int]]) -> None:
    assert [tuple(one) for one in weekdays_told(text, VISIT)] == days


def test_somebody_may_be_called_like_a_weekday() -> None:
    assert list(weekdays_told("5月11日周一凡同志", VISIT, ["周一凡"])) == []
    assert list(weekdays_told("5月11日周一", VISIT, ["周一凡"])) == [(VISIT, 0)]
