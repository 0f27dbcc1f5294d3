from __future__ import annotations

import pytest

from tests.batch import cases
from tests.check.bench import Bench


def apply(due: str) -> str:
    who = "责任单位: 县公安局, 责任人: 韩磊, 电话: 0570-5550103"
    return f"任务:\n  - {{事项: 申请大型活动安全许可, {who}, 时限: ⟦{due}⟧}}\n"


class TestAQ01:
    @cases("number", [1000, 1001, 5000])
    def test_a_large_event_without_a_licence(self, bench: Bench, number: int) -> None:
        found = bench(f"安全: {{公众活动: 是, 预计人数: ⟦{number}⟧}}\n", only="AQ01")
        assert found.spans("AQ01") == found.marks
        assert found.levels("AQ01") == ["error"]
        assert ("市级公安" in found.of("AQ01")[0].hint) is (number >= 5000)
        assert "2026-04-21" in found.of("AQ01")[0].hint

    @cases(
        "safety",
        [
            "公众活动: 是, 预计人数: 999",
            "公众活动: 否, 预计人数: 3000",
            "公众活动: 是, 预计人数: 3000, 许可: 云公治许〔2026〕1号",
            "公众活动: 是, 预计人数: 3000, 许可: 待填",
            "公众活动: 是, 预计人数: 3000, 许可: 县人民政府直接举办，免许可, 方案: 见附件",
            "警车: 0",
        ],
    )
    def test_none_needed_or_given(self, bench: Bench, safety: str) -> None:
        assert bench(f"安全: {{{safety}}}\n", only="AQ01").codes == []

    @pytest.mark.parametrize(
        ("licence", "told"),
        [
            ("未办理", True),
            ("无", True),
            ("尚未批复", True),
            ("没有申请", True),
            ("无需许可（政府直接举办）", False),
            ("正在办理", False),
        ],
    )
    def test_a_licence_that_says_there_is_none(self, bench: Bench, licence: str, told: bool) -> None:
        found = bench(f"安全: {{公众活动: 是, 预计人数: ⟦3000⟧, 许可: {licence}}}\n", only="AQ01")
        assert found.spans("AQ01") == (found.marks if told else ())

    def test_a_number_alone_is_a_public_event(self, bench: Bench) -> None:
        assert bench("安全: {预计人数: 1000}\n", only="AQ01").levels("AQ01") == ["error"]

    @pytest.mark.parametrize("safety", ["{公众活动: ⟦是⟧}", "{公众活动: 是, 预计人数: ⟦待填⟧}"])
    def test_an_unknown_number_is_a_question(self, bench: Bench, safety: str) -> None:
        found = bench(f"安全: {safety}\n", only="AQ01")
        assert found.spans("AQ01") == found.marks
        assert found.levels("AQ01") == ["info"]

    @cases(
        ("number", "police", "codes"),
        [
            (4999, "云溪县公安局许可", []),
            (5000, "云溪县公安局许可", ["AQ01"]),
            (5000, "衢州市公安局许可", []),
            (5000, "云公治许1号", []),
        ],
    )
    def test_which_police(self, bench: Bench, number: int, police: str, codes: list[str]) -> None:
        safety = f"安全: {{公众活动: 是, 预计人数: {number}, 许可: ⟦{police}⟧}}\n"
        found = bench(safety, only="AQ01")
        assert found.codes == codes
        assert not codes or found.spans("AQ01") == found.marks

    @cases(("due", "codes"), [("T-20", []), ("T-21", []), ("T-19", ["AQ01"]), ("2026-04-21", [])])
    def test_twenty_days_ahead(self, bench: Bench, due: str, codes: list[str]) -> None:
        event = "安全: {公众活动: 是, 预计人数: 3000, 许可: 待填}\n"
        found = bench(event + apply(due), only="AQ01")
        assert found.codes == codes
        assert not codes or found.spans("AQ01") == found.marks
        assert bench("安全: {公众活动: 是, 预计人数: 300}\n" + apply(due), only="AQ01").codes == []


class TestAQ02:
    @cases(
        ("safety", "levels"),
        [
            ("公众活动: ⟦是⟧, 预计人数: 2000, 许可: 县政府直接举办", ["warning"]),
            ("公众活动: 是, 预计人数: 999, 许可: 县政府直接举办", []),
            ("公众活动: 是, 预计人数: 2000, 许可: 县政府直接举办, 方案: 已制定", []),
            ("公众活动: 是, 预计人数: 2000, 许可: 县政府直接举办, 方案: 待填", []),
            ("公众活动: ⟦是⟧", ["info"]),
            ("公众活动: 是, 预计人数: 2000, 许可: 云公许1号", []),
            ("公众活动: 是, 预计人数: 2000", []),
        ],
    )
    def test_a_plan_with_the_police(self, bench: Bench, safety: str, levels: list[str]) -> None:
        found = bench(f"安全: {{{safety}}}\n", only="AQ02")
        assert found.levels("AQ02") == levels
        assert not levels or found.spans("AQ02") == found.marks


ALL = "时间地点、保安岗位、消防、容量、缓冲区、安检、停车、秩序和应急救援"


class TestAQ03:
    @cases(
        ("number", "plan", "codes"),
        [
            (1000, "只有保安", ["AQ03"]),
            (999, "只有保安", []),
            (1000, "详见附件", []),
            (1000, "待填", []),
            (1000, ALL, []),
            (1000, ALL.replace("缓冲区、", ""), ["AQ03"]),
        ],
    )
    def test_nine_parts(self, bench: Bench, number: int, plan: str, codes: list[str]) -> None:
        found = bench(f"安全: {{公众活动: 是, 预计人数: {number}, 许可: 云公许1号, 方案: ⟦{plan}⟧}}\n", only="AQ03")
        assert found.codes == codes
        assert not codes or (found.spans("AQ03") == found.marks and found.levels("AQ03") == ["info"])

    def test_what_lacks_is_named(self, bench: Bench) -> None:
        plan = ALL.replace("缓冲区、", "")
        found = bench(f"安全: {{预计人数: 1000, 方案: {plan}}}\n", only="AQ03")
        assert found.of("AQ03")[0].message == "安全工作方案没有写：缓冲区"


class TestAQ04:
    @cases(
        ("number", "licence", "codes"),
        [
            (2000, "1号（2000人）", []),
            (2001, "1号（2000人）", ["AQ04"]),
            (2000, "1号，2026-05-11", []),
            (2000, "1号，2026年5月12日", ["AQ04"]),
            (2000, "1号，5月10日至5月11日", []),
            (2000, "云公治许〔2026〕1-2号", []),
        ],
    )
    def test_as_licensed(self, bench: Bench, number: int, licence: str, codes: list[str]) -> None:
        found = bench(f"安全: {{公众活动: 是, 预计人数: {number}, 许可: ⟦{licence}⟧}}\n", only="AQ04")
        assert found.codes == codes
        assert not codes or (found.spans("AQ04") == found.marks and found.levels("AQ04") == ["error"])


class TestAQ05:
    @cases(
        ("scenario", "actions", "codes"),
        [
            ("群众拦车上访", "[推选5名代表]", []),
            ("群众拦车上访", "[推选6名代表]", ["AQ05"]),
            ("群众拦车上访", "[请代表3人到信访室]", []),
            ("群众拦车上访", "[平稳停车]", ["AQ05"]),
            ("交通拥堵", "[推选20名代表]", []),
        ],
    )
    def test_representatives(self, bench: Bench, scenario: str, actions: str, codes: list[str]) -> None:
        found = bench(f"预案: [{{情形: {scenario}, 措施: {actions}}}]\n", only="AQ05")
        assert found.codes == codes
        assert found.levels("AQ05") == ["info"] * len(codes)


class TestAQ06:
    @cases(
        ("what", "codes"),
        [
            ("悬挂国旗和会旗，国旗在右侧", ["AQ06"]),
            ("国旗放在旗帜后排", ["AQ06"]),
            ("悬挂国旗和会旗，国旗居中", []),
            ("签字桌摆放两国国旗，我国国旗在左侧", []),
            ("大门右侧升国旗", []),
        ],
    )
    def test_the_place_of_the_flag(self, bench: Bench, what: str, codes: list[str]) -> None:
        tasks = f"任务:\n  - {{事项: ⟦{what}⟧, 责任单位: 县接待办, 责任人: 姚晨, 电话: 13900000201, 时限: T-1}}\n"
        found = bench(tasks, only="AQ06")
        assert found.codes == codes
        assert not codes or found.spans("AQ06") == found.marks
