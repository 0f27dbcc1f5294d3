from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


class TestBM01:
    @cases("mark", ["秘密", "机密", "绝密", "secret", "绝密★30年", "机密★", "秘密级"])
    def test_state_secrets_are_refused(self, bench: Bench, mark: str) -> None:
        found = bench(f"密级: ⟦{mark}⟧\n", only="BM")
        assert found.spans("BM01") == found.marks
        assert found.levels("BM01") == ["error"]

    @cases("mark", ["公开", "内部", "待填"])
    def test_other_marks(self, bench: Bench, mark: str) -> None:
        assert bench(f"密级: {mark}\n", only="BM").codes == []

    @pytest.mark.parametrize("mark", ["内部★", "非秘密", "机密会议"])
    def test_what_is_no_marking_of_a_level_is_not_allowed(self, bench: Bench, mark: str) -> None:
        assert bench(f"密级: {mark}\n").of("BM01") == []
        assert bench(f"密级: {mark}\n").codes == ["GS04"]

    def test_in_any_year(self, bench: Bench) -> None:
        plan = "日期: 2012-05-11\n日程: [{日期: 2012-05-11, 安排: []}]\n密级: 秘密\n"
        assert bench(plan, only="BM").codes == ["BM01"]


class TestBM02:
    def test_a_work_secret_needs_protection(self, bench: Bench) -> None:
        found = bench("密级: ⟦工作秘密⟧\n", only="BM")
        assert found.spans("BM02") == found.marks
        assert found.levels("BM02") == ["warning"]

    @pytest.mark.parametrize(("status", "codes"), [("未完成", []), ("取消", ["BM02"])])
    def test_a_task_is_protection(self, bench: Bench, status: str, codes: list[str]) -> None:
        task = f"任务: [{{事项: 保密提醒和文件回收, 责任人: 姚晨, 时限: T-1, 状态: {status}}}]\n"
        assert bench("密级: 工作秘密\n" + task, only="BM").codes == codes

    def test_no_public_channel(self, bench: Bench) -> None:
        task = "任务: [{事项: 保密提醒, 责任人: 姚晨, 时限: T-1}]\n"
        found = bench("密级: 工作秘密\n宣传: ⟦{人数: 2}⟧\n" + task, only="BM")
        assert found.spans("BM02") == found.marks
        assert bench("密级: 内部\n宣传: {人数: 2}\n", only="BM").codes == []
