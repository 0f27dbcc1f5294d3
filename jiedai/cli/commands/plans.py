"""A plan: begun, read, checked, printed, arranged."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli.command import command
from jiedai.cli.groups import app
from jiedai.language import N_


@command(
    app,
    N_(
        "新建一份方案\n\n"
        "写成 plans/<首日>-<标题>.yaml：只留要填的内容，按类型带好任务和预案，office.yaml 里有的只写名称。"
        "在终端里缺什么问什么，回车跳过；从不覆盖已有的文件。"
        "--from-letter 从来函、消息或名单写起，看不准的留空；--from-json 照 jiedai show -f json 的内容写，"
        "--from-ics 从日历写起。"
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
    from_json: o.FromJson = None
    from_ics: o.FromIcs = None
    format: o.LetterFormat = "plan"
    as_of: o.LetterDay = None
    values: o.Set = []
    keys: o.Keys = "zh"
    no_lessons: o.NoLessons = False
    stdout: o.Stdout = False


@command(
    app,
    N_(
        "把来访信息表、名单、改过的文件读进方案\n\n"
        "export form 发出去的表、jiedai 印给工作人员又被改过的 XLSX 和 DOCX，改了哪一格就改方案哪一处；"
        "方案也改过的列出来，由您决定。别的名单只加来宾、补空着的内容。先显示会改什么；加 --write 才写进方案。"
        "退出状态：0 都办妥了，1 有不一样的或没有读进来的，2 文件读不了。"
    ),
    "importing:run",
)
class Import(NamedTuple):
    """Take a form, a list or an edited paper into a plan."""

    file: o.Imported
    plan: o.OnePlan = None
    write: o.Write = False
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    app,
    N_(
        "交给别人的文件\n\n"
        "form 是来访信息表：知道的填好，只问缺的，对方填好用 jiedai import 读回来；不写方案是一份空表。"
        "bundle 把一次来访打成一个包：方案、印发的各版、记录、印出的文件和校验码，别的单位用 jiedai import 打开。"
    ),
)
class Export(NamedTuple):
    """Write a file to be handed over."""

    what: o.Exported
    plan: o.OnePlan = None
    format: o.FormFormat = "xlsx"
    output: o.OutputFile = None


@command(
    app,
    N_(
        "建一个本单位自己的文件夹\n\n"
        "写 plans/office.yaml，里面没有例子，另放 Windows 上点开的菜单 接待.bat、接待.ps1。"
        "在终端里问单位名称、地区、值班电话；--from 从一份常备资料的 Excel 写起，"
        "没有的先用 jiedai office export 要一份空的来填。已有 office.yaml 的文件夹不动。"
    ),
)
class Init(NamedTuple):
    """Begin an office's own folder."""

    folder: o.NewFolder = None
    source: o.OfficeWorkbook = None
    name: o.OfficeName = None
    region: o.OfficeRegion = None
    phone: o.OfficePhone = None
    keys: o.Keys = "zh"


@command(
    app,
    N_(
        "打开菜单：新建、检查、打印、排房、看本周\n\n"
        "写编号就行，不用记命令；接待.bat 打开的就是它。写明方案的，检查一遍，没有错误就打印。"
        "--write 在办公文件夹里放 接待.bat、接待.ps1，程序换了地方也用它重写。"
    ),
    "start_menu:run",
)
class Start(NamedTuple):
    """Open the start menu."""

    paths: o.OnIcon = []
    write: o.WriteIcons = False


@command(
    app,
    N_(
        "常备资料：部门、人员、场所、路程、车辆\n\n"
        "export 写成 Excel；import FILE 读回来：新的加上，空的补上，两边都改过的列出来；"
        "add PLAN 把方案里自己写的场所、路程加进来。先显示，加 --write 才写 office.yaml。"
        "退出状态：0 都办妥了，1 有不一样的或没有读进来的，2 文件读不了。"
    ),
)
class Office(NamedTuple):
    """The office's standing data out, in, and from a plan."""

    what: o.OfficeWork
    file: o.OfficeFile = None
    write: o.WriteOffice = False
    output: o.OutputFile = None
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
    papers: o.Papers = None
    strict: o.Strict = False
    fix: o.Fix = False
    dry_run: o.DryRun = False
    as_of: o.AsOf = None
    jobs: o.Jobs = None
    no_cache: o.NoCache = False
    on: o.On = None


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
    full: o.LongForm = False
    person: o.Person = ""
    each: o.Each = False
    names: o.Names = "zh"
    since: o.Since = None
    copies: o.Copies = 0
    labels: o.Labels = "zh"
    watch: o.Watch = False
    as_of: o.AsOf = None
    open: o.Open = False
    on: o.On = None


@command(
    app,
    N_(
        "一边写一边看\n\n"
        "在浏览器里并排看检查结果和各种文件，保存方案就更新。只看不改。"
        "只有这台电脑、凭这一次的地址看得到，不联网；按 Ctrl-C 结束。"
    ),
)
class Preview(NamedTuple):
    """Show a plan beside its text."""

    plan: o.OnePlan = None
    port: o.Port = 0
    no_open: o.NoOpen = False


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
        "从菜品库里选菜\n\n"
        "plans/knowledge/ 里写的、这个季节的菜：过敏原、人均成本、不能上给谁（有几个人，不写是谁）。"
        "大家都能吃的、便宜的在前；菜单上的几道一共多少钱，与标准放在一起看。"
    ),
)
class Dishes(NamedTuple):
    """Show what the library of dishes offers for a meal."""

    plan: o.OnePlan = None
    id: o.MealId = None
    format: o.ProposalFormat = "text"
