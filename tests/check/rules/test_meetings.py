from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


def meeting(time: str = "9:00-11:00", minutes: str = "60", what: str = "县领导讲话", kind: str = "会议") -> str:
    return (
        f'类型: {kind}\n日程: [{{日期: 2026-05-11, 安排: [{{编号: A1, 时间: "{time}", 事项: 工作会议, 类别: 会议, '
        f"流程: [{{分钟: {minutes}, 事项: {what}}}]}}]}}]\n"
    )


class TestLP09:
    @cases(
        ("minutes", "what", "found"),
        [
            ("60", "县领导讲话", False),
            ("⟦61⟧", "县领导讲话", True),
            ("⟦90⟧", "主报告", True),
            ("90", "交流发言", False),
            ("90", "5 位乡镇书记讲话", False),
            ("90", "分组讨论", False),
        ],
    )
    def test_nobody_speaks_for_more_than_an_hour(self, bench: Bench, minutes: str, what: str, found: bool) -> None:
        done = bench(meeting(minutes=minutes, what=what), only="LP09")
        assert done.spans("LP09") == done.marks
        assert done.levels("LP09") == (["warning"] if found else [])

    @pytest.mark.parametrize(("time", "codes"), [("8:00-12:00", []), ("8:00-12:01", ["LP09"])])
    def test_half_a_day(self, bench: Bench, time: str, codes: list[str]) -> None:
        assert bench(meeting(time), only="LP09").codes == codes

    def test_of_conferences_alone(self, bench: Bench) -> None:
        assert bench(meeting(minutes="90", kind="调研"), only="LP09").codes == []
        assert bench("标题: 全县干部培训班\n" + meeting(minutes="90"), only="LP09").codes == []
