"""What guests agreed to have remembered, and what is taken out again."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli import over_visits as v
from jiedai.cli.command import command
from jiedai.cli.groups import guests
from jiedai.language import N_


@command(
    guests,
    N_(
        "记住一位来宾的习惯\n\n"
        "如 jiedai guests remember 方案 李娜 note:不走楼梯 --consent 口头。本人同意的才记，到期不再使用；"
        "健康、宗教、民族不记，只写接待要怎么做。记在 records/guests.yaml，只有本机这个用户读得了。"
    ),
    "guests:remember",
)
class Remember(NamedTuple):
    """Remember what a guest agreed to."""

    plan: o.AckPlan
    name: v.GuestName
    facts: v.Facts
    consent: v.GivenConsent = None
    until: v.Until = None
    at: o.At = None
    by: o.By = None


@command(guests, N_("记住了什么\n\n各人的习惯、怎样同意的、到哪一天为止。"), "guests:listed")
class List(NamedTuple):
    """Show what is remembered."""

    name: v.SomeGuest = None
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    guests,
    N_(
        "方案里还缺什么\n\n"
        "姓名和单位都相同的来宾，记住的而方案没写的列出来；加 --write 写进去。到期的不提，与方案不一样的只提不改。"
    ),
    "guests:suggest",
)
class Suggest(NamedTuple):
    """Show what a plan lacks of what is remembered."""

    plan: o.OnePlan = None
    write: o.Write = False
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    guests,
    N_(
        "忘掉一位来宾\n\n"
        "本人要求的：只是记住的，当场删去；结束了的接待里，方案和存本中的民族、饮食、过敏、健康提示、电话、备注，"
        "写了这些的印出文件、流水和缓存先列出来，加 --write 一并清除，再逐个文件查一遍。"
        "姓名留在名单和清单里；还没有结束的接待照常要用，不动。清除以后找不回来。"
    ),
    "forgetting:forget",
)
class Forget(NamedTuple):
    """Forget a guest."""

    name: v.ForgottenGuest
    unit: v.OfUnit = None
    write: v.Clear = False
    at: o.At = None
    format: o.ProposalFormat = "text"


@command(
    guests,
    N_(
        "清除到期的\n\n"
        "记住的到了期的，结案的接待过了保存天数的来宾情况（office.yaml 的 保存：敏感信息，不写为 365 天）和印发的存本"
        "（保存：版本，不写为一直保存）。先列出来，加 --write 清除，再逐个文件查一遍。有要清除的退出码是 1。"
    ),
    "forgetting:purge",
)
class Purge(NamedTuple):
    """Take out what was kept for long enough."""

    as_of: o.AsOf = None
    write: v.Clear = False
    format: o.ProposalFormat = "text"
