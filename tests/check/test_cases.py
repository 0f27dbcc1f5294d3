"""Whole plans: published cases with what must be found in them, clean plans, and what may not change a verdict."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from jiedai.check.engine import check
from jiedai.check.manual import manual
from jiedai.diagnostics import Diagnostic, Level
from jiedai.loading import load
from jiedai.model.base import Node, keys_of, nodes_in
from jiedai.model.office import Office
from jiedai.model.plan import Plan
from tests.batch import cases
from tests.check.bench import OFFICE, SOUND, Bench, laid_over
from tests.check.test_rules_together import SHOWN

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "plans" / "real"
EXAMPLE = ROOT / "plans" / "2026-10-20-省卫健委调研.yaml"
CLEAN = Path(__file__).parent / "plans" / "clean"

PUBLISHED: dict[str, list[tuple[str, str, str]]] = {
    "2012-02-12-区政协会议报到日.yaml": [
        ("YA01", "warning", "日期: 2012-02-12"),
        ("YA01", "warning", "编号: A1"),
    ],
    "2014-04-22-德国纽伦堡大区代表团.yaml": [
        ("WB01", "info", "类型: 外事"),
        ("SJ08", "warning", "编号: A1"),
        ("SJ08", "warning", "编号: B1"),
        ("SJ08", "warning", "编号: B2"),
        ("ZS09", "info", "宾馆: 酒店N"),
        ("YA01", "warning", "宾馆: 酒店N"),
        ("ZR02", "warning", "宾馆: 酒店N"),
    ],
    "2015-10-27-夕佳山镇人大代表视察.yaml": [
        ("GH01", "error", "标题: 2015年夕佳山镇人大代表第二代表团集中视察方案"),
        ("YA01", "warning", "日期: 2015-10-27"),
    ],
    "2021-12-30-长春冰雪嘉年华开幕式.yaml": [
        ("GR06", "info", "标题: 长春汽车冰雪嘉年华活动开幕式保障方案"),
        ("YA01", "warning", "标题: 长春汽车冰雪嘉年华活动开幕式保障方案"),
        ("YA01", "warning", "日期: 2021-12-30"),
        ("SJ07", "info", "编号: A1"),
        ("FW05", "warning", "编号: A3"),
        ("SJ10", "info", "编号: A3"),
        ("SJ06", "warning", "流程:"),
        ("SJ06", "warning", "流程:"),
        ("YC16", "info", "日程: A1"),
        ("ZR02", "warning", "公众活动: 是"),
        ("AQ02", "info", "公众活动: 是"),
        ("AQ01", "info", "预计人数: 待填"),
    ],
}
"""What each case must show, blanks (GS13) aside: code, level, and words of the line it stands on."""


def _line(found: Diagnostic, path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[found.span.line - 1]


def _verdict(found: list[Diagnostic]) -> list[str]:
    """Findings without their places, which a change of layout moves."""
    return sorted(f"{one.code} {one.level} {one.message}" for one in found)


@cases("name", PUBLISHED)
def test_published_cases_show_what_is_known_of_them_and_nothing_else(name: str) -> None:
    path = REAL / name
    found = [one for one in check(load(path)) if one.code != "GS13"]
    seen = [(one.code, one.level.value, _line(one, path)) for one in found]
    missing = [
        wanted for wanted in PUBLISHED[name] if not any(wanted[:2] == one[:2] and wanted[2] in one[2] for one in seen)
    ]
    assert not missing, seen
    assert Counter(code for code, _level, _words in PUBLISHED[name]) == Counter(one.code for one in found)


def test_every_published_case_is_in_the_table() -> None:
    assert sorted(path.name for path in REAL.glob("2*.yaml")) == sorted(PUBLISHED)


def test_performances_at_a_public_event_are_no_show_for_guests() -> None:
    found = check(load(REAL / "2021-12-30-长春冰雪嘉年华开幕式.yaml"))
    assert not [one for one in found if one.code == "LP04"]


@pytest.mark.parametrize("path", [EXAMPLE, CLEAN / "domestic.yaml", CLEAN / "foreign.yaml"], ids=lambda path: path.stem)
def test_clean_plans_have_no_error_and_no_warning(path: Path) -> None:
    loud = [str(one) for one in check(load(path)) if one.level is not Level.INFO]
    assert loud == []


# --- what may not change a verdict ------------------------------------------------------------------------------------


PLANS = {
    "example": (EXAMPLE.read_text(encoding="utf-8"), (EXAMPLE.parent / "office.yaml").read_text(encoding="utf-8")),
    "domestic": tuple((CLEAN / name).read_text(encoding="utf-8") for name in ("domestic.yaml", "office.yaml")),
    "foreign": tuple((CLEAN / name).read_text(encoding="utf-8") for name in ("foreign.yaml", "office.yaml")),
}
BROKEN = {code: (laid_over(SOUND, manual(code, "zh").wrong), OFFICE) for code in SHOWN}
"""A plan with something to find for every rule that has an example, so that equal verdicts mean something."""


def _translated(model: type[Node], value: Any, spelling: int) -> Any:
    """The data of a section with every key in one spelling (0 English, 1 Chinese)."""
    if isinstance(value, list):
        return [_translated(model, entry, spelling) for entry in value]
    if not isinstance(value, dict):
        return value
    fields = {}
    for (_name, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        inner = next(iter(nodes_in(info.annotation)), None)
        fields[english] = fields[zh] = ((english, zh)[spelling], inner)
    done = {}
    for key, inner_value in value.items():
        new, inner = fields.get(key, (key, None))
        done[new] = _translated(inner, inner_value, spelling) if inner else inner_value
    return done


def _dumped(data: Any) -> str:
    return yaml.dump(
        data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000
    )


def _parsed(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


@pytest.mark.parametrize("name", PLANS)
def test_both_spellings_of_keys_give_one_verdict_for_whole_plans(bench: Bench, name: str) -> None:
    plan, office = map(_parsed, PLANS[name])
    verdicts = [
        _verdict(
            list(
                bench.whole(
                    _dumped(_translated(Plan, plan, spelling)), office=_dumped(_translated(Office, office, spelling))
                ).diagnostics
            )
        )
        for spelling in (0, 1)
    ]
    assert verdicts[0] == verdicts[1]


@cases("code", SHOWN)
def test_neither_the_spelling_of_keys_nor_the_order_of_sections_matters(bench: Bench, code: str) -> None:
    try:
        plan = _parsed(BROKEN[code][0])
    except yaml.YAMLError:
        plan = None
    if plan is None or code == "GS09":
        return  # what is no YAML, or is about the spelling of keys, has no other spelling
    english = _translated(Plan, plan, 0)
    backwards = dict(reversed(plan.items()))
    verdicts = [
        _verdict(list(bench.whole(_dumped(data), office=OFFICE).diagnostics)) for data in (plan, english, backwards)
    ]
    assert [found.split()[0] for found in verdicts[0]] == [found.split()[0] for found in verdicts[2]]
    assert [found.split()[0] for found in verdicts[0]] == [found.split()[0] for found in verdicts[1]]
    assert verdicts[0] == verdicts[2]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("days", [7, 364])
def test_weeks_later_a_plan_is_as_good_as_before(bench: Bench, name: str, days: int) -> None:
    def later(match: re.Match[str]) -> str:
        return (dt.date.fromisoformat(match[0]) + dt.timedelta(days=days)).isoformat()

    plan, office = PLANS[name]
    # What a letter says of days in words moves with the visit; here it names none.
    plan = re.sub(r"(行程|itinerary): .*", r"\1: 按函办理", plan)
    plan = re.sub(r"〔\d{4}〕", "", plan)  # so does the year of its number
    plan = re.sub(r"对外名称: .*", "对外名称: 公务活动", plan)  # and the days on signs and badges
    before = bench.whole(plan, office=office)
    after = bench.whole(re.sub(r"\d{4}-\d\d-\d\d", later, plan), office=office)
    assert [one.code for one in before.diagnostics] == [one.code for one in after.diagnostics]


NAMES = {
    "梁国栋": "屠国栋", "苏敏": "鲁敏", "海明": "岑明", "诸葛文": "上官文", "罗佳": "俞佳", "才让": "扎西",
    "贺兰": "柳青", "顾晓岚": "陶晓岚", "许静": "尹静", "夏禾": "姜禾", "沈立": "邵立", "余小满": "常小满",
    "丁勇军": "毛勇军", "方慧": "康慧", "丁向阳": "万向阳", "白露": "霜降", "临溪北站": "平湖东站",
    "临溪宾馆": "平湖宾馆", "竹溪镇": "松岭镇", "溪畔健康步道": "湖畔健康步道", "临溪": "平湖",
}  # fmt: skip


@pytest.mark.parametrize("office_too", [True, False])
def test_other_names_of_people_and_places_change_nothing(bench: Bench, office_too: bool) -> None:
    """Renamed in the plan and the office file nothing changes; in the plan alone the references break."""
    plan, office = PLANS["example"]
    for name, other in NAMES.items():
        plan = plan.replace(name, other)
        office = office.replace(name, other) if office_too else office
    found = bench.whole(plan, office=office)
    assert ("GS08" in found.codes) is not office_too
    if office_too:
        assert found.loud == []


def _with_diet(plan: str, diet: str) -> str:
    """The example with another diet of the guest who eats halal food there."""
    return plan.replace("民族: 回族, ", "").replace(", 饮食: [清真]", diet)


def test_a_halal_guest_adds_exactly_the_halal_findings(bench: Bench) -> None:
    plan, office = (text.replace(", 清真: 是", "") for text in PLANS["example"])
    without = bench.whole(_with_diet(plan, ", 饮食: [低糖]"), office=office)
    halal = bench.whole(_with_diet(plan, ", 饮食: [清真]"), office=office)
    added = Counter(one.code for one in halal.diagnostics) - Counter(one.code for one in without.diagnostics)
    removed = Counter(one.code for one in without.diagnostics) - Counter(one.code for one in halal.diagnostics)
    assert set(added) == {"YC18", "YC22"}
    assert added["YC22"] == 1  # neither the place nor the dishes are marked as halal
    assert not removed
    places = [one.message for one in halal.of("YC18") if "清真条件" in one.message]
    dishes = [one.message for one in halal.of("YC18") if "不是清真的" in one.message]
    assert len(places) + len(dishes) == added["YC18"]
    assert any("县机关食堂" in message for message in places)


@cases(
    ("day", "drink", "found"),
    [
        ("2025-05-16", "本地黄酒", False),
        ("2025-05-17", "本地黄酒", False),
        ("2025-05-18", "本地黄酒", True),
        ("2025-05-19", "茶水", False),
        ("2025-05-17", "茅台", True),
        ("2013-12-08", "茅台", True),
        ("2013-12-07", "茅台", False),
    ],
)
def test_alcohol_is_judged_by_the_rule_of_the_day(bench: Bench, day: str, drink: str, found: bool) -> None:
    plan = re.sub(r"2026-05-11(?: 星期一)?", day, SOUND).replace("2026-05", "2013-01")
    plan = plan.replace("陪餐: [林峰]}", f"陪餐: [林峰], 酒水: [{drink}]}}")
    assert bool(bench.whole(plan, office=OFFICE, only="YC07").codes) is found


@pytest.mark.parametrize(
    ("day", "source"), [("2025-05-17", "公务接待管理规定"), ("2025-05-18", "厉行节约反对浪费条例")]
)
def test_the_source_is_that_of_the_day(bench: Bench, day: str, source: str) -> None:
    plan = re.sub(r"2026-05-11(?: 星期一)?", day, SOUND).replace("陪餐: [林峰]}", "陪餐: [林峰], 酒水: [茅台]}")
    (found,) = bench.whole(plan, office=OFFICE, only="YC07").of("YC07")
    assert source in found.source
