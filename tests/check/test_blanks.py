"""Blanks in front of what is wrong hide nothing: a rule that passes over an entry goes on to the next one."""

from __future__ import annotations

from typing import Any

import yaml

from jiedai.check.engine import rules
from jiedai.check.manual import manual
from tests.batch import cases
from tests.check.bench import OFFICE, SOUND, Bench, laid_over
from tests.check.test_rules_together import SHOWN

BLANK = "待填"
ENTRIES: dict[str, dict[str, str]] = {
    "用餐": {"日程": "Z0"},
    "乘车": {"日程": "Z0"},
    "座次": {"编号": "Z1"},
    "礼品": {"名称": BLANK},
    "任务": {"编号": "Z2", "事项": BLANK, "时限": BLANK, "责任单位": BLANK, "责任人": BLANK},
    "预案": {"情形": BLANK, "措施": BLANK, "责任人": BLANK},
    "经费": {"项目": BLANK},
    "豁免": {"规则": BLANK, "理由": BLANK, "批准人": BLANK},
}
"""A blank entry for each list of a plan."""


def with_blanks(text: str) -> str:
    """The plan with a blank entry at the head of every list that it has."""
    plan: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
    for section, entry in ENTRIES.items():
        if isinstance(plan.get(section), list):
            plan[section].insert(0, dict(entry))
    for day in plan.get("日程", [])[:1]:
        day["安排"].insert(0, {"编号": "Z0", **dict.fromkeys(("时间", "事项", "地点", "责任单位", "责任人"), BLANK)})
    for stay in [plan["住宿"]] if isinstance(plan.get("住宿"), dict) else plan.get("住宿", []):
        if isinstance(stay.get("房间"), list):
            stay["房间"].insert(0, {"房号": BLANK, "入住人": BLANK})
    return yaml.dump(
        plan, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000
    )


MAY_BE_IT = {"YA01", "ZS11"}
"""Codes for something that is missing: the blank may be what is looked for, so they wait until it is filled in."""
OF_THE_BLANK = {"GS13", "QD02", "YC16"}
"""What is said of the blanks themselves: an item of a visit that is over, a meal for a hundred."""


@cases("code", [code for code in SHOWN if code in rules()])
def test_a_blank_entry_before_the_wrong_one_hides_nothing(bench: Bench, code: str) -> None:
    wrong = laid_over(SOUND, manual(code, "zh").wrong)
    found = bench.whole(with_blanks(wrong), office=OFFICE)
    assert (code in found.codes) is (code not in MAY_BE_IT)
    assert set(found.loud) <= {code, *OF_THE_BLANK}


def test_blanks_alone_are_only_blanks(bench: Bench) -> None:
    found = bench.whole(with_blanks(SOUND), office=OFFICE)
    assert found.loud == ["GS13"]
