"""A visit is prepared and goes on: what is due, done, late, still missing."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli.command import command
from jiedai.cli.groups import app
from jiedai.language import N_


@command(
    app,
    N_(
        "看各次接待到了哪一步\n\n"
        "离来访几天、在哪个阶段、各单位还有几项任务、印发和签收的情况；接待当天还有早晚几分钟、下一项几点。只看，不写。"
    ),
)
class Status(NamedTuple):
    """Show where visits stand."""

    paths: o.Paths = []
    as_of: o.AsOfMoment = None
    format: o.ProposalFormat = "text"
    jobs: o.Jobs = None


@command(
    app,
    N_(
        "看哪些任务到期\n\n"
        "各方案的任务按时限排。红：逾期；黄：前置任务逾期，或今天到期还没有动手；蓝：今天、明天到期。"
        "-f txt 是每个责任单位一条催办短信，-f ics 是日历待办，-o 印督办单。"
    ),
)
class Due(NamedTuple):
    """Show tasks by the time they fall due."""

    paths: o.Paths = []
    as_of: o.AsOfMoment = None
    within: o.Within = None
    units: o.Units = []
    owners: o.Owners = []
    all: o.Finished = False
    strict: o.StrictDue = False
    format: o.DueFormat = "text"
    output: o.SlipFolder = None
    jobs: o.Jobs = None


@command(
    app,
    N_(
        "记下任务办完了\n\n"
        "把状态和完成时间写进方案，其余一字不动；几个编号要么都写，要么都不写。"
        "取消、延期要写原因；日程的编号加 --start、--end 记实际时间。再记一次不会重复。"
    ),
)
class Tick(NamedTuple):
    """Note what became of tasks and items."""

    words: o.TickWords
    status: o.Status = None
    at: o.At = None
    by: o.By = None
    note: o.Note = None
    extend: o.Extend = None
    start: o.Started = None
    end: o.Ended = None
    strict: o.StrictTick = False
    format: o.ProposalFormat = "text"
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "把当天报的情况记成实际时间\n\n"
        "读一行一条的文字，如“10:42 已到开发区”“座谈会 16:40 结束”。看不准的一行列出可能是哪几项，从不猜；"
        "先显示，加 --write 才写进方案的“实际”。退出状态：0 都读懂了，1 有看不准的。"
    ),
)
class Log(NamedTuple):
    """Read posts of the day into real times."""

    file: o.Posted
    plan: o.OnePlan = None
    day: o.PostedDay = None
    write: o.Write = False
    format: o.ProposalFormat = "text"
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "看还有什么没准备好\n\n"
        "来访前三天、一天、两小时各一道关：错误、待填、公函审批、到期任务、印发签收、撞车、抵离和饮食、预案。"
        "退出状态：0 可以过关，1 过不了。过关的记进记录，--verify 核对以后有没有改过；-o 印一页就绪检查。"
    ),
)
class Gate(NamedTuple):
    """Say what still blocks a visit."""

    plan: o.OnePlan = None
    at: o.GateName = None
    as_of: o.AsOfMoment = None
    strict: o.StrictGate = False
    verify: o.Verify = False
    format: o.ProposalFormat = "text"
    output: o.GateFolder = None
    records: o.RecordsFolder = None
