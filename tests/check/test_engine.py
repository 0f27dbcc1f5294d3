from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jiedai.check import engine
from jiedai.check.engine import Figures, check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Level
from jiedai.loading import load
from jiedai.visit.case import Case, Finding
from tests.batch import cases
from tests.check.bench import Bench, programme


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """SJ01 breaks after its first finding."""

    def crash(case: Case, figures: Figures) -> Iterator[Finding]:
        yield case.finding(case.plan, "title", "found before the crash")
        raise ZeroDivisionError("by zero")

    monkeypatch.setitem(engine.rules(), "SJ01", crash)


@pytest.mark.usefixtures("broken")
def test_a_rule_that_breaks_is_one_finding_and_the_others_run(bench: Bench) -> None:
    found = bench("日期: 2026-05-11 星期二\n" + programme('编号: A1, 时间: "10:00-09:00", 事项: 座谈'))
    (fault,) = found.of("SJ01")
    assert fault.level is Level.ERROR
    assert "SJ01" in fault.message
    assert "ZeroDivisionError: by zero" in fault.message
    assert found.of("SJ12")


def test_every_code_has_one_function() -> None:
    with pytest.raises(ValueError, match="SJ01 has two functions"):
        engine.rule("SJ01")(lambda case, figures: [])
    with pytest.raises(ValueError, match="GH05 has two functions"):
        engine.across_plans("GH05")(lambda case, figures: [])


@cases(
    ("select", "ignore", "chosen"),
    [
        ((), (), ["SJ01", "SJ02", "YC02"]),
        (("SJ",), (), ["SJ01", "SJ02"]),
        (("SJ",), ("SJ01",), ["SJ02"]),
        (("SJ01", "YC"), (), ["SJ01", "YC02"]),
        ((), ("S",), ["YC02"]),
    ],
)
def test_a_selection_takes_codes_and_their_beginnings(
    select: tuple[str, ...], ignore: tuple[str, ...], chosen: list[str]
) -> None:
    assert [code for code in ("SJ01", "SJ02", "YC02") if code in Selection(select, ignore)] == chosen


def test_findings_of_the_reader_get_their_name_from_the_pack(bench: Bench) -> None:
    (found,) = bench("编号: 待填").of("GS13")
    assert (found.title, found.level) == ("尚未填写", Level.WARNING)


def test_the_weightiest_findings_come_first_and_those_of_a_level_in_the_order_of_the_file(bench: Bench) -> None:
    found = bench("编号: 待填\n日期: 2026-05-11 星期二\n人数: {总数: 9}\n")
    places = [(diagnostic.level.rank, diagnostic.span.line) for diagnostic in found.diagnostics]
    assert places == sorted(places)
    assert len({rank for rank, _line in places}) > 1
    assert len(found.codes) >= 3


class TestWaivers:
    WAIVER = "豁免: [{规则: SJ05, 理由: 食堂检修, 批准人: 徐正}, {规则: GS08, 理由: 无, 批准人: 徐正}]\n"

    def test_an_accepted_finding_is_shown_as_waived(self, bench: Bench) -> None:
        found = bench(self.WAIVER + programme('编号: A1, 时间: "15:00-15:30", 事项: 用餐, 类别: 用餐'), only="SJ05")
        (late,) = found.of("SJ05")
        assert late.waived is not None
        assert (late.waived.reason, late.waived.by, late.counts) == ("食堂检修", "徐正", False)

    def test_errors_of_format_cannot_be_waived(self, bench: Bench) -> None:
        found = bench(self.WAIVER + programme('编号: A1, 时间: "15:00", 事项: 甲, 地点: 某地'), only="GS08")
        assert found.of("GS08")[0].waived is None


class TestPacksOfTheOffice:
    def test_a_pack_of_the_office_changes_a_rule(self, tmp_path: Path) -> None:
        first = Bench(tmp_path)(
            programme('编号: A1, 时间: "15:00-15:30", 事项: 用餐, 类别: 用餐'), office="标准: {规则包: [本县]}"
        )
        (missing,) = [found for found in first.of("GS08") if "本县" in found.message]
        assert missing.file.endswith("office.yaml")
        assert first.levels("SJ05") == ["warning"]
        path = first.loaded.path
        assert path is not None
        packs = first.loaded.workspace.packs_dir
        packs.mkdir()
        (packs / "本县.yaml").write_text("rules: {SJ05: {level: error}}", encoding="utf-8")
        second = [found for found in check(load(path)) if found.code in ("SJ05", "GS08")]
        assert [(found.code, found.level) for found in second] == [("SJ05", Level.ERROR)]


def test_a_plan_with_errors_of_format_is_not_judged_further(bench: Bench) -> None:
    found = bench("类型: 旅游\n日期: 2026-05-11 星期二")
    assert found.codes == ["GS04"]
