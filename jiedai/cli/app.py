"""Names, options and help of the commands; what they do is imported when they run."""

from functools import cache
from typing import Any, NamedTuple

import typer

from jiedai.cli import completion
from jiedai.cli import options as o
from jiedai.cli.command import NUMBERS_BELOW_ZERO, command, group, need_command
from jiedai.language import N_

app, templates, ledger = group(), group(), group()
app.add_typer(ledger, name="ledger", help=N_("台账：各次接待合在一起看"))
ledger.callback()(need_command)
app.add_typer(templates, name="templates", help=N_("把内置的文档模板复制到 templates/ 来修改"))
templates.callback()(need_command)


@cache
def commands() -> Any:
    """The group of all commands, as typer reads a command line with it."""
    made = typer.main.get_command(app)
    completion.speak_our_language(made)
    return made


def run(words: list[str]) -> int:
    """Run a command; the exit status. Failure for wrong usage."""
    try:
        status = commands().main(words or ["--help"], prog_name="jiedai", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0


@app.callback(
    help=N_(
        "把一次公务接待写成一份 YAML 方案，由 jiedai 检查规定、印出各种文件。\n\n"
        "--lang、--no-color、--debug 写在命令前后都可以。"
    )
)
def everywhere(
    ctx: typer.Context,
    lang: o.Lang = "zh",
    no_color: o.NoColor = False,
    debug: o.Debug = False,
    version: o.Version = False,
) -> None:
    """Options before the command; `start` has already taken those of EVERYWHERE out."""
    if version:
        from jiedai import __version__

        print(f"jiedai {__version__}")
        raise typer.Exit
    need_command(ctx)


@command(
    app,
    N_(
        "新建一份方案\n\n"
        "写成 plans/<首日>-<标题>.yaml：只留要填的内容，按类型带好任务和预案，office.yaml 里有的只写名称。"
        "在终端里缺什么问什么，回车跳过；从不覆盖已有的文件。"
        "--from-letter 从来函、消息或名单写起，看不准的留空。"
    ),
)
class New(NamedTuple):
    """Write a new plan."""

    title: o.Title = None
    kind: o.Kind = None
    dates: o.Dates = None
    from_unit: o.FromUnit = None
    guests: o.Guests = None
    arrive: o.Arrive = None
    leave: o.Leave = None
    lead: o.Lead = None
    host: o.Host = None
    hotel: o.Hotel = None
    vehicles: o.Vehicles = []
    source: o.From = None
    letter: o.FromLetter = None
    format: o.LetterFormat = "plan"
    as_of: o.LetterDay = None
    values: o.Set = []
    keys: o.Keys = "zh"
    stdout: o.Stdout = False


@command(
    app,
    N_(
        "把名单里的来宾加进方案\n\n"
        "表头怎么叫都行；已有的来宾只补空着的内容，不一样的列出来，由您决定。先显示会加什么；加 --write 才写进方案。"
        "退出状态：0 都办妥了，1 有不一样的或没有读进来的，2 文件读不了。"
    ),
    "importing:run",
)
class Import(NamedTuple):
    """Add the guests of a list to a plan."""

    file: o.Imported
    plan: o.OnePlan = None
    write: o.Write = False
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "检查方案\n\n"
        "查格式、规定、时间、责任、预案、座次。"
        "退出状态：0 没有错误，1 有错误（--strict 时警告也算），2 用法不对或文件读不了，3 jiedai 自己出错。"
    ),
)
class Check(NamedTuple):
    """Check plans."""

    paths: o.Paths = []
    format: o.ReportFormat = "text"
    select: o.Select = []
    ignore: o.Ignore = []
    beside: o.With = []
    strict: o.Strict = False
    fix: o.Fix = False
    dry_run: o.DryRun = False
    as_of: o.AsOf = None
    jobs: o.Jobs = None


@command(
    app,
    N_(
        "看 jiedai 把方案读成了什么\n\n"
        "日程、人员、用餐、任务，office.yaml 和别处写的都填好。写成自己的话的（下午两点、汇报会、正县级、120余人）"
        "后面有 ≈，末尾列出各读作什么。-f json 给别的程序用，jiedai schema show 是它的格式。"
    ),
)
class Show(NamedTuple):
    """Show a plan as it was read."""

    plan: o.OnePlan = None
    format: o.ProposalFormat = "text"
    output: o.OutputFile = None


@command(
    app,
    N_(
        "印出各种文件\n\n"
        "写到 out/<方案>/<接收方>/，目录.html 列出哪份给谁、印几份。"
        "不写 -d 则印方案有内容的全部文件，不写 -f 则印 PDF 和 DOCX。"
        "没有变化的不重印，印出后有人改过的不覆盖，这一版没有的移到 作废/。"
        "没填完的方案印成草稿；有错误的方案不印，加 --draft 才印草稿。"
    ),
)
class Render(NamedTuple):
    """Print documents."""

    paths: o.Paths = []
    documents: o.Documents = []
    formats: o.PaperFormats = []
    output: o.OutputFolder = None
    audience: o.Audience = None
    draft: o.Draft = False
    person: o.Person = ""
    each: o.Each = False
    names: o.Names = "zh"
    since: o.Since = None
    copies: o.Copies = 0
    labels: o.Labels = "zh"
    watch: o.Watch = False
    as_of: o.AsOf = None
    open: o.Open = False


@command(
    app,
    N_(
        "看座次图\n\n"
        "不写 --id 则显示方案“座次”里的每一张。--explain 说明一个人为什么坐在那里、与别人互换会违反什么；"
        "--absent 说明有人不来时要移动哪些席卡。"
    ),
)
class Seating(NamedTuple):
    """Show seating charts."""

    plan: o.OnePlan = None
    id: o.SeatingId = None
    format: o.ChartFormat = "text"
    explain: o.Explain = None
    swap: o.Swap = None
    absent: o.Absent = []
    output: o.OutputFile = None


@command(
    app,
    N_(
        "排房间、排车、分桌\n\n"
        "rooms 按性别、职级、分组和需要分房；rides 选车、分车；tables 分桌。方案里已排好的尽量不动，"
        "有变化时动的人最少，并说明谁要动。排不下时说明哪些要求放在一起做不到、最小的让步是什么。"
        "不写 --write 只提出建议。--options 3 给出几种排法，各自放弃什么；选好了用 --option 2 --write 写。"
    ),
)
class Arrange(NamedTuple):
    """Propose an arrangement."""

    what: o.Arrangement
    plan: o.OnePlan = None
    options: o.Alternatives = None
    option: o.Alternative = None
    write: o.Write = False
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "换人、换地方、换车\n\n"
        "把一个人、场所、宾馆或车换成另一个，方案里处处都换，按 office.yaml 的写法；公函、审批和已经发生的不动。"
        "先显示改哪些、告诉谁、还要看什么，加 --write 才写。"
        "新的坐不下、住不下、不开放时不写，定了还要这样，加 --force。"
        "退出状态：0 行得通，1 行不通，2 用法不对。"
    ),
)
class Replace(NamedTuple):
    """Put one thing for another."""

    old: o.Replaced = None
    new: o.Replacing = None
    plan: o.OnePlan = None
    write: o.Write = False
    force: o.Force = False
    undo: o.Undo = False
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "比较两版方案\n\n"
        "按意思比，写法不同不算。只写一份方案时，与最后印发的一版比。每处变化说明要告诉谁。"
        "退出状态：0 没有变化，1 有变化，2 读不了或还没有印发过。"
    ),
)
class Diff(NamedTuple):
    """Compare two versions of a plan."""

    old: o.OldPlan = None
    new: o.NewPlan = None
    since: o.SinceVersion = None
    readers: o.Readers = []
    everything: o.Everything = False
    format: o.DiffFormat = "text"
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "印发方案\n\n"
        "把这一版存进 records/，版本加一，告诉每一个有变化的单位、驾驶员、厨房、宾馆，并印出变更通知。"
        "没有变化时什么也不写。有错误或没填完的方案不印发。"
    ),
)
class Issue(NamedTuple):
    """Freeze a version and tell everybody whom it touches."""

    plan: o.OnePlan = None
    at: o.At = None
    by: o.By = None
    output: o.OutputFolder = None
    format: o.DiffFormat = "text"
    records: o.RecordsFolder = None


@command(
    app,
    N_(
        "来宾不来了，或一项日程取消\n\n"
        "来宾记为不来，退出房间、座位、车和餐；日程连同两头的乘车一起去掉，服务它的任务取消。"
        "先显示改哪些、告诉谁、还要看什么，加 --write 才写。"
    ),
)
class Drop(NamedTuple):
    """Take a guest or an item out."""

    what: o.Dropped = None
    plan: o.OnePlan = None
    reason: o.Reason = None
    write: o.Write = False
    undo: o.Undo = False
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "变更通知\n\n"
        "上次印发以后变了什么，一方一份；--full 是各方的全部安排。-o 印出通知（PDF 和 DOCX）、短信和日历。"
        "只看，不记。"
    ),
)
class Notice(NamedTuple):
    """What each reader has to be told."""

    plan: o.OnePlan = None
    readers: o.Readers = []
    full: o.Full = False
    since: o.SinceVersion = None
    output: o.OutputFolder = None
    format: o.NoticeFormat = "text"
    at: o.At = None
    records: o.RecordsFolder = None


@command(app, N_("记下谁签收了\n\n写明方案和签收的一方；再记一次不会重复。"))
class Ack(NamedTuple):
    """Note who has acknowledged a notice."""

    plan: o.AckPlan
    readers: o.Answering
    by: o.By = None
    how: o.How = None
    at: o.At = None
    records: o.RecordsFolder = None


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
    ),
)
class Review(NamedTuple):
    """Say what became of a visit."""

    plan: o.OnePlan = None
    feedback: o.Feedback = None
    write: o.WriteReview = False
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


@command(
    app,
    N_(
        "有一项晚了怎么办\n\n"
        "算出后面各项怎么变：顺延、压缩、不去某一处，各要晚多少、短多少，什么时候以前告诉谁。"
        "jiedai delay A1 40 是 A1 晚 40 分钟，-20 是早 20 分钟。不写 --write 只看不改。"
        "退出状态：0 有办法，1 没有，2 用法不对。"
    ),
    settings=NUMBERS_BELOW_ZERO,
)
class Delay(NamedTuple):
    """Show what may be done where an item is late."""

    words: o.Delayed = None
    as_of: o.AsOfMoment = None
    option: o.Option = None
    write: o.WriteTimes = False
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "排出一天的时间\n\n"
        "只写了时长的各项，从抵达往后、从开车往前、在写定的时间之间排，留出路上和上车的时间；写了时间的不动。"
        "每一项能晚多少、受什么限制都写出来；排不下时说明可以压缩什么、去掉什么。加 --write 才写。"
        "退出状态：0 排得下，1 排不下，2 用法不对。"
    ),
)
class Fit(NamedTuple):
    """Make a day from lengths, roads and anchors."""

    plan: o.OnePlan = None
    day: o.FitDay = None
    write: o.WriteTimes = False
    format: o.ProposalFormat = "text"


@command(app, N_("列出有哪些文件、格式、规则、对象"))
class List(NamedTuple):
    """Show what there is."""

    what: o.ListName
    format: o.ListFormat = "table"


@command(app, N_("讲解一条规则\n\n查什么、为什么、依据和核对状态、数值、怎么改、正反例。"))
class Explain(NamedTuple):
    """Print a rule's manual."""

    code: o.Code
    format: o.ExplainFormat = "text"


@command(app, N_("给编辑器用的 JSON Schema\n\n中英文字段都有；编辑器凭它补全字段、提示写错的地方。"))
class Schema(NamedTuple):
    """Print the JSON Schema."""

    root: o.Root = "plan"
    output: o.OutputFile = None


@command(app, N_("看看安装得好不好\n\n版本、字体、方案、模板、规则包、语言和终端编码。"))
class Doctor(NamedTuple):
    """Report on the installation."""


@command(
    app,
    N_(
        "看说明书\n\n"
        "不写 TOPIC 则列出有哪几篇。在终端里排好版，太长就一屏一屏看；接到别的程序时是 Markdown。"
        "--open 在浏览器里看全部，可以查找，不联网。"
    ),
)
class Guide(NamedTuple):
    """Show the manual."""

    topic: o.Topic = None
    output: o.ManualFile = None
    open: o.OpenManual = False


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


@command(templates, N_("复制一份模板到 templates/；那里已有的不会被覆盖"), "templates:copy")
class Copy(NamedTuple):
    """Copy a template."""

    document: o.Document
    kind: o.TemplateKind = "html"
