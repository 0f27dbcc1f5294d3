"""The gates before a visit, and what is looked at there: the same on the terminal and on the page that is signed."""

from __future__ import annotations

from jiedai.language import N_

DAYS_3, DAY_1, HOURS_2 = GATES = ("T-3", "T-1", "T-2h")
"""Three days, a day and two hours ahead."""
TITLES = {
    "JX01": N_("方案没有错误"),
    "JX02": N_("没有待填的内容"),
    "JX03": N_("公函和审批齐全"),
    "JX04": N_("到期的任务都办完"),
    "JX05": N_("现在这一版已经印发"),
    "JX06": N_("变更都有人签收"),
    "JX07": N_("与别的接待不冲突"),
    "JX08": N_("抵离和饮食禁忌清楚"),
    "JX09": N_("预案有人负责、找得到"),
}
"""What is looked at, as it is when nothing blocks, by the code of what does."""
REMEMBERED = "JX10"
"""What guests agreed to be remembered for, and the plan lacks: a warning, at each gate."""
_FROM_DAY_1 = ("JX06", "JX08", "JX09")


def asked(gate: str) -> list[str]:
    """The codes of what is looked at at a gate."""
    return [code for code in TITLES if gate != DAYS_3 or code not in _FROM_DAY_1]
