"""After visits and across them: closed, reviewed, counted; the register, the week, what is taken and what is free."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli import over_visits as v
from jiedai.cli.command import command
from jiedai.cli.groups import app, ledger
from jiedai.language import N_


@command(
    app,
    N_(
        "结案\n\n"
        "来访以后还缺什么：实际时间、人数、票据、反馈、评估、没有办完的任务和没有人管的后续，各什么时候以前补。"
        "都齐了，加 --write --by 姓名，写进方案的“结案”；没有办结的后续照样跟着。"
        "退出状态：0 齐了或已经结案，1 还缺，2 接待还没有结束。"
    ),
)
class Close(NamedTuple):
    """Say what is missing before a visit is filed."""

    plan: o.OnePlan = None
    as_of: o.AsOfMoment = None
    write: o.WriteClosed = False
    by: o.By = None
    format: o.ProposalFormat = "text"
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "总结评估\n\n"
        "按记下的实际时间、任务、反馈、经费算出这次接待怎么样；评分低的、写了意见的，建议跟进。"
        "--import 读回填好的反馈表或网上问卷导出的表格，不留姓名和电话；--write 把反馈和要跟进的写进方案。"
        "-f docx、pdf、xlsx 印总结评估报告：原定、实际、为什么、下次怎么做。"
        "--learn 看所有结束的来访：各类安排实际用多久、后面留多久、下次怎么做，加 --write 写进 office.yaml 的“经验”；"
        "新建方案、检查、排时间只读那里。"
    ),
)
class Review(NamedTuple):
    """Say what became of a visit."""

    plan: o.OnePlan = None
    feedback: o.Feedback = None
    learn: o.Learn = False
    write: o.WriteReview = False
    as_of: o.AsOfMoment = None
    format: o.ReviewFormat = "text"
    output: o.OutputFolder = None
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "全年情况\n\n"
        "按各方案的首日算：多少批、多少人次，按类型、来宾最高职级、月份分；接待方支出（有实际的用实际）、人均、"
        "预算执行率，满意率和无差错的次数。取消、改期的另列。--public 只留能公开的，不足 3 批的并入“其他”。"
    ),
)
class Stats(NamedTuple):
    """Show the figures of a year."""

    paths: o.Paths = []
    year: o.Year = None
    against: o.Against = None
    by: o.Division = None
    public: o.Public = False
    format: o.StatsFormat = "text"
    output: o.OutputFile = None
    no_cache: o.NoCache = False
    jobs: o.Jobs = None
    on: o.On = None


@command(
    app,
    N_(
        "考核\n\n"
        "各单位按时完成、及时签收、现场准点、无差错、来宾满意各几项，每个数都写明依据。做得少的向全体平均拉近，"
        "样本不足的不评等次；申辩中、撤销的差错不计。权重、等次写在 office.yaml 的“考核”里。"
        "-f docx、pdf、xlsx 印给领导的，加 --unit 印给这个单位的：先事实，后评分。"
    ),
)
class Assess(NamedTuple):
    """Show how units did their part."""

    paths: o.Paths = []
    year: o.Year = None
    first: v.FromDay = None
    last: v.ToDay = None
    unit: v.OneUnit = None
    people: v.OfPeople = False
    as_of: o.AsOfMoment = None
    format: o.ReviewFormat = "text"
    output: o.OutputFile = None
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "登记簿\n\n"
        "一次接待一行：编号、日期、来访单位、公函文号、主宾、人数、陪同、用餐次数、接待方支出、到了哪一步。"
        "-f xlsx、csv 给别的表格用，-f docx、pdf 印出来。"
    ),
    "visits:run",
)
class Visits(NamedTuple):
    """Show the register of visits."""

    paths: o.Paths = []
    begin: v.FromWhen = None
    end: v.UpTo = None
    month: o.Month = None
    as_of: o.AsOfMoment = None
    format: v.RegisterFormat = "text"
    output: o.OutputFile = None
    no_cache: o.NoCache = False
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "一周接待安排\n\n"
        "周一到周日，每天上午、下午、晚上：领导参加的，和考察、座谈、会见、会议、签字、宴请；改期、取消的不在内。"
        "-f pdf、docx、xlsx 是给领导的一周接待安排，-f txt 是发群里的消息。"
    ),
    "week:run",
)
class Week(NamedTuple):
    """Show what takes place in a week."""

    words: v.WeekWords = []
    person: v.OneLeader = None
    format: v.WeekFormat = "text"
    output: o.OutputFile = None
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "什么时候占用\n\n"
        "各次接待用到的人、车、会场、宾馆房间。-f html、pdf、docx、svg 画成一张图：哪天领导、车、会场给了哪次接待；"
        "-f ics 是一个人、一辆车、一个会场的日历。"
    ),
    "bookings:run",
)
class Bookings(NamedTuple):
    """Show what is taken when."""

    paths: o.Paths = []
    resources: v.Resources = []
    month: o.Month = None
    begin: v.FromWhen = None
    end: v.UpTo = None
    format: v.BookingsFormat = "text"
    output: o.OutputFile = None
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "还接得下吗\n\n"
        "几样一起看：什么时候都空着。占着的是各次接待和 office.yaml 里的外出、闭馆、开放时间；--people 再看容不容得下。"
        "几天一起找的，每天按 08:00-18:00。没有都空着的，列出被什么占着、最近哪一段空、换一样行不行。"
        "退出状态：0 有，1 没有。"
    ),
    "free:run",
)
class Free(NamedTuple):
    """Show when things are free."""

    words: v.Wanted
    minutes: v.Minutes = 60
    begin: v.FromWhen = None
    end: v.UpTo = None
    people: v.People = None
    format: o.ProposalFormat = "text"
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "撞车\n\n"
        "两次接待同时要一辆车、一个会场、一个人、一间房，或路上来不及，编号用了两次：就是 check 里的 KX。"
        "退出状态：1 有错误。"
    ),
    "conflicts:run",
)
class Conflicts(NamedTuple):
    """Show what two visits take at once."""

    paths: o.Paths = []
    resources: v.Resources = []
    begin: v.FromWhen = None
    end: v.UpTo = None
    format: o.ProposalFormat = "text"
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "交接包\n\n"
        "交给别的单位或别的单位交来的整次来访（export bundle 打的包）：哪几天、谁来、编号，"
        "这里的方案和包里的一不一样。每个包都核对校验码；不完整的说明，退出状态 2。"
    ),
    "bundles:run",
)
class Bundles(NamedTuple):
    """List the visits that were handed over."""

    paths: o.BundlePaths = []
    format: o.ProposalFormat = "text"


@command(
    ledger,
    N_(
        "要跟进的事项\n\n"
        "各次来访答应的、要寄的、要回访的，按时限排；结了案的也跟到办结。办完用 jiedai tick 方案 F1 --note 结果。"
        "-f xlsx、docx、pdf 印成台账。"
    ),
    "ledger:follow_ups",
)
class FollowUps(NamedTuple):
    """Show what is followed up."""

    paths: o.Paths = []
    open: o.StillOpen = False
    as_of: o.AsOfMoment = None
    format: o.LedgerFormat = "text"
    output: o.OutputFile = None
    jobs: o.Jobs = None
    on: o.On = None


@command(
    ledger,
    N_(
        "差错\n\n"
        "各次接待记下的差错，和一年里同一单位重复的原因；只列事实，不提处分。撤销的列出来，不计数。"
        "-f xlsx、docx、pdf 印成台账。"
    ),
    "ledger:faults",
)
class Faults(NamedTuple):
    """Show faults."""

    paths: o.Paths = []
    month: o.Month = None
    format: o.LedgerFormat = "text"
    output: o.OutputFile = None
    jobs: o.Jobs = None
    on: o.On = None
