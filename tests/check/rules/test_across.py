"""What several plans show together: pairs of plans on both sides of each boundary."""

from __future__ import annotations

import pytest

from jiedai.check.engine import examined
from jiedai.check.together import conflicts
from jiedai.diagnostics import Diagnostic
from jiedai.loading import load
from tests.batch import cases
from tests.check.bench import Bench


def _together(bench: Bench, *plans: str) -> list[Diagnostic]:
    paths = [bench(plan).loaded.path for plan in plans]
    return conflicts(mark for path in paths if path for mark in examined(load(path)).marks)


def _codes(found: list[Diagnostic]) -> list[str]:
    return [one.code for one in found]


def _visit(title: str, first: str, *, number: str = "", who: str = "甲", host: str = "林峰", **other: str) -> str:
    """A plan of its own letter, purpose, guests and host unless it is told otherwise."""
    purpose = other.get("purpose", f"调研{title}")
    unit, issuer = other.get("unit", f"{title}局"), other.get("issuer", f"{title}局办公室")
    return (
        f"标题: {title}\n编号: {title}{first}号\n类型: {other.get('kind', '检查')}\n日期: {first}\n事由: {purpose}\n"
        f'公函: {{来函单位: {issuer}, 文号: "{number or title + "函〔2026〕1号"}"}}\n'
        f"来宾: [{{姓名: {who}某, 单位: {unit}, 职务: 处长}}]\n陪同: [{{姓名: {host}}}]\n日程: []\n"
    )


class TestGH05:
    def _pair(self, bench: Bench, first: str, second: str, **issuers: str) -> list[Diagnostic]:
        return _together(
            bench,
            _visit("子", "2026-05-11", number=first, issuer=issuers.get("one", "子局办公室")),
            _visit("丑", "2027-08-11", number=second, issuer=issuers.get("two", "丑局办公室"), host="沈浩"),
        )

    def test_the_later_visit_is_told_about_the_earlier(self, bench: Bench) -> None:
        (found,) = self._pair(bench, "浙发改办函〔2026〕118号", "浙发改办函〔2026〕118号")
        assert (found.code, found.level.value, found.title) == ("GH05", "warning", "一函多用")
        assert found.file.endswith("/plans/2/plan.yaml")
        assert found.message.startswith("公函 浙发改办函〔2026〕118号 已用于“子”（2026-05-11，")
        assert found.related[0].file.endswith("/plans/1/plan.yaml")
        assert found.source == "湖北县级培训材料（一函一事一结）（地方版本可查）"

    @cases("other", ["浙发改办函[2026]118号", "浙发改办函（２０２６）118 号", "浙发改办函〔2026〕118号"])
    def test_a_number_is_the_same_however_it_is_typed(self, bench: Bench, other: str) -> None:
        assert _codes(self._pair(bench, "浙发改办函〔2026〕118号", other)) == ["GH05"]

    @cases(
        ("first", "second"),
        [
            ("浙发改办函〔2026〕118号", "浙发改办函〔2026〕119号"),
            ("浙发改办函〔2026〕118号", "浙经信办函〔2026〕118号"),
            ("待填", "待填"),
            ("〔2026〕118号", "〔2026〕118号"),
        ],
    )
    def test_other_numbers_and_blanks_are_no_matter(self, bench: Bench, first: str, second: str) -> None:
        assert self._pair(bench, first, second) == []

    def test_a_bare_number_counts_with_its_issuer(self, bench: Bench) -> None:
        found = self._pair(bench, "〔2026〕118号", "(2026) 118号", one="省卫健委", two="省卫健委")
        assert _codes(found) == ["GH05"]

    def test_three_plans_give_two_findings(self, bench: Bench) -> None:
        plans = [
            _visit(title, f"2026-0{month}-11", number="甲函1号", host=host)
            for month, title, host in [(7, "卯", "林一"), (5, "子", "林二"), (6, "丑", "林三")]
        ]
        found = _together(bench, *plans)
        assert [(one.file[-17:], one.message.split("“")[1].split("”")[0]) for one in found] == [
            ("/plans/3/plan.yaml"[-17:], "子"),
            ("/plans/1/plan.yaml"[-17:], "丑"),
        ]

    def test_a_letter_without_a_number_by_who_wrote_it_when_and_about_what(self, bench: Bench) -> None:
        plan = _visit("子", "2026-05-11").replace('文号: "子函〔2026〕1号"', "日期: 2026-05-01, 主题: 考察")
        later = plan.replace("2026-05-11", "2026-09-11").replace("子某", "丑某")
        (found,) = _together(bench, plan, later)
        assert (found.code, "来函“考察”已用于" in found.message) == ("GH05", True)
        assert _together(bench, plan, later.replace("主题: 考察", "主题: 签约")) == []
        assert _together(bench, plan, later.replace("日期: 2026-05-01", "日期: 2026-08-01")) == []

    def test_of_foreign_guests_too(self, bench: Bench) -> None:
        plans = [_visit(title, day, number="市外办函〔2026〕1号", kind="外事") for title, day in
                 (("子", "2026-05-11"), ("丑", "2026-09-11"))]  # fmt: skip
        assert _codes(_together(bench, *plans)) == ["GH05"]


class TestSP02:
    @cases(
        ("second", "codes"),
        [("2026-05-12", ["SP02"]), ("2026-05-13", []), ("2026-05-10", []), ("2026-05-11", ["SP02"])],
    )
    def test_visits_that_share_a_day_and_a_host(self, bench: Bench, second: str, codes: list[str]) -> None:
        found = _together(bench, _visit("子", "2026-05-11 至 2026-05-12"), _visit("丑", second, who="乙"))
        assert _codes(found) == codes
        assert all("都由林峰陪同" in one.message and one.level.value == "info" for one in found)

    def test_visits_of_one_unit(self, bench: Bench) -> None:
        plans = (
            _visit("子", "2026-05-11", unit="省卫健委"),
            _visit("丑", "2026-05-11", unit="省卫健委", host="沈浩", who="乙"),
        )
        (found,) = _together(bench, *plans)
        assert "都来自省卫健委" in found.message

    def test_one_finding_a_plan_however_much_is_shared(self, bench: Bench) -> None:
        one, other = (_visit(name, "2026-05-11", unit="省卫健委") for name in "子丑")
        assert _codes(_together(bench, one, other)) == ["SP02"]

    @pytest.mark.parametrize("host", ["沈浩", "待填"])
    def test_other_hosts(self, bench: Bench, host: str) -> None:
        assert _together(bench, _visit("子", "2026-05-11", host=host), _visit("丑", "2026-05-11", host="待填")) == []

    def test_foreign_guests_are_not_compared(self, bench: Bench) -> None:
        assert _together(bench, _visit("子", "2026-05-11"), _visit("丑", "2026-05-11", kind="外事")) == []


class TestFW03:
    def _again(self, bench: Bench, second: str, **other: str) -> list[Diagnostic]:
        words = {"kind": "学习交流", "issuer": "省卫健委", "purpose": "学习药品统一采购的做法"}
        return _together(
            bench,
            _visit("子", "2026-05-11", **words),
            _visit("丑", second, host="沈浩", **{**words, **other}),
        )

    @cases(("second", "codes"), [("2027-05-11", ["FW03"]), ("2027-05-12", []), ("2026-05-20", ["FW03"])])
    def test_the_same_unit_for_the_same_purpose_within_a_year(
        self, bench: Bench, second: str, codes: list[str]
    ) -> None:
        assert _codes(self._again(bench, second)) == codes

    @cases(
        ("words", "codes"),
        [
            ({"purpose": "学习 药品、统一采购的做法。"}, ["FW03"]),
            ({"purpose": "学习分级诊疗的做法"}, []),
            ({"issuer": "市卫健委"}, []),
            ({"kind": "调研"}, ["FW03"]),
            ({"kind": "检查"}, []),
            ({"purpose": "待填"}, []),
        ],
    )
    def test_what_makes_it_the_same(self, bench: Bench, words: dict[str, str], codes: list[str]) -> None:
        assert _codes(self._again(bench, "2026-06-01", **words)) == codes

    def test_a_visit_on_the_same_day_is_no_repeated_one(self, bench: Bench) -> None:
        assert "FW03" not in _codes(self._again(bench, "2026-05-11"))
        assert "FW03" in _codes(self._again(bench, "2026-05-12"))

    def test_without_a_letter_the_guests_units_count(self, bench: Bench) -> None:
        plans = [
            _visit(name, day, kind="调研", purpose="调研药品", unit="省卫健委", issuer="待填", host=host)
            for name, day, host in [("子", "2026-05-11", "林峰"), ("丑", "2026-06-11", "沈浩")]
        ]
        assert _codes(_together(bench, *plans)) == ["FW03"]


def test_a_visit_between_two_others_is_compared_with_the_one_that_ends_last(bench: Bench) -> None:
    (found,) = _together(
        bench,
        _visit("子", "2026-05-11 至 2026-05-20"),
        _visit("丑", "2026-05-12", host="沈浩"),
        _visit("寅", "2026-05-15"),
    )
    assert "“子”" in found.message


def test_a_waiver_of_the_later_plan_covers_the_finding(bench: Bench) -> None:
    accepted = "豁免: [{规则: SP02, 理由: 会议不同, 批准人: 徐正}]\n"
    (found,) = _together(bench, _visit("子", "2026-05-11"), _visit("丑", "2026-05-11") + accepted)
    assert found.waived is not None


def test_a_plan_alone_shows_nothing(bench: Bench) -> None:
    assert _together(bench, _visit("子", "2026-05-11", kind="学习交流")) == []
