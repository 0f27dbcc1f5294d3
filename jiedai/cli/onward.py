"""What is useful next: one line at the end of a command, where a person looks at a terminal. All of it is in STEPS."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND
from jiedai.language import N_, _

_WRITE = N_("这样就好的，写进去：同一个命令后面加 --write")
_CHECK = N_("再查一遍：jiedai check{plan}")
_PRINT = N_("印出来（还有“待填”的印成草稿）：jiedai render{plan}")
_ISSUE = N_("告诉各方：jiedai issue{plan}")
_TICK = N_("办完一件记一件：jiedai tick{plan} 编号")


class Step(NamedTuple):
    """What comes after a command that went well, and after one that found something, where that is another thing.

    `shown` is what comes while it has only shown what it would write. `{plan}` stands for the plan on the command line
    with a blank before it, or for nothing.
    """

    fine: str
    found: str = ""
    shown: str = ""


FILL = N_("把方案里“待填”的地方填好，随时运行 jiedai check {plan}")
BEGIN = N_("先填好 {office}，再用 jiedai new 写第一份方案")
"""What comes after `new` and after `init`, which say it whoever looks: they have made something to be filled in."""
STEPS: Mapping[str, Step] = {
    "check:run": Step(_PRINT, N_("改好再查；能自动改的：jiedai check{plan} --fix，讲解一条：jiedai explain 代号")),
    "show:run": Step(N_("读得不对的，改方案里的写法；查规定：jiedai check{plan}")),
    "render:run": Step(
        N_("定了稿，告诉各方：jiedai issue{plan}"), N_("改好再印；急用的加 --draft 印草稿：jiedai check{plan}")
    ),
    "preview:run": Step(_PRINT),
    "seating:run": Step(N_("印座次图：jiedai render{plan} -d seating"), _CHECK),
    "arrange:run": Step(_CHECK, N_("放宽一项要求，或看几种排法：同一个命令后面加 --options 3"), _WRITE),
    "dishes:run": Step(N_("选好的写进方案的菜单，再查一遍：jiedai check{plan}")),
    "importing:run": Step(_CHECK, N_("列出来的在方案里定下，再查一遍：jiedai check{plan}"), _WRITE),
    "export:run": Step(N_("对方填好、发回来，读进方案：jiedai import 文件{plan}")),
    "office:run": Step(N_("填好、改好的读回来：jiedai office import 常备资料.xlsx --write")),
    "diff:run": Step(_ISSUE, _ISSUE),
    "issue:run": Step(N_("谁签收了，记下来：jiedai ack{plan} 单位"), _CHECK),
    "notice:run": Step(N_("谁签收了，记下来：jiedai ack{plan} 单位"), N_("谁签收了，记下来：jiedai ack{plan} 单位")),
    "ack:run": Step(N_("还有谁没有签收：jiedai status{plan}")),
    "fit:run": Step(_CHECK, _CHECK, _WRITE),
    "delay:run": Step(_ISSUE, N_("换一种办法：同一个命令后面加 --option"), _WRITE),
    "replace:run": Step(_ISSUE, _CHECK, _WRITE),
    "drop:run": Step(_ISSUE, _CHECK, _WRITE),
    "add:run": Step(_ISSUE, _CHECK, _WRITE),
    "status:run": Step(N_("哪些任务要办：jiedai due{plan}")),
    "due:run": Step(_TICK, _TICK),
    "tick:run": Step(N_("还剩什么：jiedai due{plan}"), N_("先办前置的：jiedai due{plan}")),
    "log:run": Step(N_("现在到了哪一步：jiedai status{plan}"), N_("现在到了哪一步：jiedai status{plan}"), _WRITE),
    "gate:run": Step(N_("还有哪些任务：jiedai due{plan}"), N_("办好列出来的，再过一次：jiedai gate{plan}")),
    "close:run": Step(
        N_("总结这次来访：jiedai review{plan}"), N_("补齐列出来的，再结一次：jiedai close{plan}"), _WRITE
    ),
    "review:run": Step(N_("答应过的事跟到办结：jiedai ledger follow-ups")),
    "assess:run": Step(N_("哪里出过差错：jiedai ledger faults")),
    "stats:run": Step(N_("一批一批看：jiedai ledger visits")),
    "drill:run": Step(N_("留出余地：jiedai fit{plan}"), N_("留出余地：jiedai fit{plan}")),
    "visits:run": Step(N_("这一周有什么：jiedai ledger week")),
    "week:run": Step(N_("撞不撞：jiedai ledger conflicts")),
    "bookings:run": Step(N_("什么时候都空着：jiedai ledger free 人、车或会场")),
    "free:run": Step(N_("新建方案：jiedai new"), N_("被什么占着：jiedai ledger bookings")),
    "conflicts:run": Step(
        N_("这一周有什么：jiedai ledger week"), N_("换人、换车、换地方：jiedai replace 原来的 换成的")
    ),
    "bundles:run": Step(N_("打开一份：jiedai import 文件")),
    "ledger:follow_ups": Step(N_("办完一件记一件：jiedai tick 方案 F1 --note 结果")),
    "ledger:faults": Step(N_("各单位做得怎样：jiedai assess")),
    "guests:remember": Step(N_("以后的方案里补上：jiedai guests suggest 方案")),
    "guests:listed": Step(N_("不该再留的：jiedai guests forget 姓名")),
    "guests:suggest": Step(_CHECK, _CHECK, _WRITE),
    "forgetting:forget": Step(N_("还记着谁：jiedai guests list"), _WRITE, _WRITE),
    "forgetting:purge": Step(N_("还记着谁：jiedai guests list"), _WRITE, _WRITE),
    "study:due": Step(N_("一问一答：jiedai study")),
    "study:answer": Step(N_("还有哪些：jiedai study due")),
    "quiz:run": Step(N_("答完阅卷：jiedai study mark 卷号 答案")),
    "quiz:mark": Step(N_("学得怎样：jiedai study record")),
    "study:records": Step(N_("还有哪些：jiedai study due")),
    "study:forget": Step(N_("还有哪些：jiedai study due")),
    "list:run": Step(N_("印一种文件：jiedai render -d 文件；讲解一条规则：jiedai explain 代号")),
    "explain:run": Step(N_("只查这一条：jiedai check --select {code}")),
    "schema:run": Step(N_("在编辑器里用：jiedai guide editors")),
    "doctor:run": Step(
        N_("新建方案：jiedai new；没有本单位资料的先 jiedai init"),
        N_("处理好再看一次：jiedai doctor"),
    ),
    "templates:copy": Step(N_("改好模板，印出来看：jiedai render -d {document}")),
    "offline:run": Step(N_("怎么装：jiedai guide install")),
}
"""By the work of a command, as its declaration has it."""


def tell(work: str, options: Any, status: int) -> None:
    """Say what comes after a command that ended with a status, where a person looks and was shown text."""
    step = STEPS.get(work)
    if step is None or status not in (FINE, FOUND) or not _for_a_person(options):
        return
    text = _after(step, options, status)
    if text:
        sys.stdout.flush()  # or what is asked for would come after it
        console.say(_("下一步：{step}").format(step=_(text).format(**_words(options))))


def say(step: str, **names: str) -> None:
    """Say a step with the names of files that it speaks of."""
    text = _(step).format(**{key: _quoted(name) for key, name in names.items()})
    console.say(_("下一步：{step}").format(step=text))


def _for_a_person(options: Any) -> bool:
    """Whether a person reads what was printed: no other program, by a pipe or a form that is for programs."""
    form = getattr(options, "format", None)
    streamed = "-" in (getattr(options, "output", None), *_named(options))
    return form in (None, "text", "table") and not streamed and console.is_terminal(sys.stderr)


def _after(step: Step, options: Any, status: int) -> str:
    if status == FOUND:
        return step.found or step.fine
    shows = step.shown and not getattr(options, "write", True) and not getattr(options, "undo", False)
    return step.shown if shows else step.fine


def _words(options: Any) -> dict[str, str]:
    """What a step may name of the command line."""
    named = _named(options)
    plan = f" {_quoted(named[0])}" if len(named) == 1 else ""
    return {"plan": plan, "code": getattr(options, "code", ""), "document": getattr(options, "document", "")}


def _named(options: Any) -> tuple[str, ...]:
    """The plans on the command line, as they were typed."""
    plan = getattr(options, "plan", None)
    return (plan,) if plan else tuple(getattr(options, "paths", None) or ())


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
