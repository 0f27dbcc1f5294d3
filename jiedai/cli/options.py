"""Every option and argument of the commands, each declared once; those over many visits stand in `over_visits`."""

import datetime as dt
from typing import Annotated, Literal

from jiedai import report
from jiedai.cli import completion
from jiedai.cli.declared import argument, flag, one_of, option, written_as
from jiedai.cli.everywhere import DEBUG, LANG, NO_COLOR
from jiedai.cli.times import day, moment, month
from jiedai.language import LANGUAGES, N_, PAPERS

# --- everywhere ------------------------------------------------------------------------------------------------------

Lang = Annotated[str, option(LANG, "zh|en", N_("界面语言"))]
NoColor = Annotated[bool, flag(NO_COLOR, N_("不用颜色"))]
Debug = Annotated[bool, flag(DEBUG, N_("出错时显示 Python 的完整记录"))]
Version = Annotated[bool, flag("--version -V", N_("显示版本"))]

# --- of several commands ---------------------------------------------------------------------------------------------

_EVERY_PLAN = N_("方案、装方案的文件夹，或 -（标准输入）；不写则取 plans/ 里的全部方案")
_ONE_PLAN = N_("方案，或 -（标准输入）；plans/ 里只有一份时可以不写")

Paths = Annotated[list[str], argument("PATH…", _EVERY_PLAN, completion.plans)]
BundlePaths = Annotated[list[str], argument("PATH…", N_("交接包，或它们在的文件夹；不写为整个工作文件夹"))]
OnePlan = Annotated[str | None, argument("PLAN", _ONE_PLAN, completion.plans)]
AsOf = Annotated[dt.date | None, option("--as-of", "DATE", N_("以这一天为“今天”，如 2026-05-10"), parser=day)]
AsOfMoment = Annotated[
    dt.datetime | None,
    option("--as-of", "MOMENT", N_("以这一刻为“现在”，如 2026-05-09 18:00；只写日期是当天零点"), parser=moment),
]
OutputFile = Annotated[str | None, option("-o --output", "FILE", N_("写到文件"))]
On = Annotated[
    str | None,
    option("--on", "ADDRESS", N_("交给几台机器一起做：Dask 的地址，本机的或 tls:// 的；见 jiedai guide cluster")),
]

# --- new -------------------------------------------------------------------------------------------------------------

_EARLIER = N_("照一份旧方案来写：日期、时限顺移，来宾、公函、审批、结果清空")
_KEYS = one_of(LANGUAGES, N_("没有“{name}”这种字段名"))

Title = Annotated[str | None, argument("TITLE", N_("标题；在终端里可以不写，由 jiedai 来问"))]
Kind = Annotated[str | None, option("--kind", "KIND", N_("类型，如 调研"), completion.kinds)]
Dates = Annotated[str | None, option("--dates", "A..B", N_("日期，如 2026-06-16..2026-06-17"))]
FromUnit = Annotated[str | None, option("--from-unit", "NAME", N_("来访单位，如 省农业农村厅"))]
Guests = Annotated[str | None, option("--guests", "N", N_("来宾人数，如 6 或 约120"))]
Arrive = Annotated[str | None, option("--arrive", "TEXT", N_("怎么来、几点到，如 9:20 G7401，或 9点半 自驾"))]
Leave = Annotated[str | None, option("--leave", "TEXT", N_("怎么走、几点走，如 15:40 G7418"))]
Lead = Annotated[str | None, option("--lead", "UNIT", N_("对口部门；写名称的一部分也行"), completion.units)]
Host = Annotated[str | None, option("--host", "NAME", N_("主陪"), completion.people)]
Hotel = Annotated[str | None, option("--hotel", "NAME", N_("住哪家宾馆"), completion.hotels)]
Vehicles = Annotated[list[str], option("--vehicle", "NUMBER", N_("用哪辆车；可写多次"), completion.vehicles)]
From = Annotated[str | None, option("--from", "PLAN", _EARLIER, completion.plans)]
FromLetter = Annotated[
    str | None, option("--from-letter", "FILE", N_("从来函、通知、消息或名单写起；- 是标准输入"), completion.files)
]
FromJson = Annotated[
    str | None, option("--from-json", "FILE", N_("照 jiedai show -f json 印出来的写；- 是标准输入"), completion.files)
]
FromIcs = Annotated[str | None, option("--from-ics", "FILE", N_("从日历（.ics）写起；- 是标准输入"), completion.files)]
LetterFormat = Annotated[
    str, written_as(N_("与 --from-letter 同用：json 只显示读到了什么，什么都不写"), ("plan", "json"))
]
LetterDay = Annotated[
    dt.date | None,
    option("--as-of", "DATE", N_("与 --from-letter 同用：没有写日期的来函、消息是哪一天的；不写为今天"), parser=day),
]
Set = Annotated[list[str], option("--set", "KEY=VALUE", N_("填好一个字段；可写多次"))]
Keys = Annotated[str, option("--keys", "zh|en", N_("字段名用中文还是英文"), **_KEYS)]
NoCache = Annotated[bool, flag("--no-cache", N_("不用也不留以前的结果"))]
NoLessons = Annotated[bool, flag("--no-lessons", N_("不写往次来访的经验"))]
Stdout = Annotated[bool, flag("--stdout", N_("不写文件，只显示"))]

# --- check -----------------------------------------------------------------------------------------------------------

ReportFormat = Annotated[str, written_as(N_("输出：text、json、sarif、github"), report.names())]
Select = Annotated[list[str], option("--select", "CODES", N_("只看这些代号，如 YC,SJ02"), completion.codes)]
Ignore = Annotated[list[str], option("--ignore", "CODES", N_("不看这些代号"), completion.codes)]
With = Annotated[
    list[str],
    option(
        "--with", "PATH", N_("与这些方案（或文件夹）对照，看车、人、会场、房间撞不撞；只报要查的方案"), completion.plans
    ),
]
_PAPERS = N_("再查这个文件夹（或一个文件）里的 DOCX、XLSX、PDF：姓名、职务、时间、车牌、房号、电话与方案对不对得上")
Papers = Annotated[str | None, option("--papers", "FOLDER", _PAPERS, completion.files)]
Strict = Annotated[bool, flag("--strict", N_("警告也算不合格"))]
_FIXED = N_("改好能放心改的：全角标点、缩进、漏掉的冒号和括号、编码、星期、日程的先后；方案、单位文件、规则包都改")
Fix = Annotated[bool, flag("--fix", _FIXED)]
DryRun = Annotated[bool, flag("--dry-run", N_("与 --fix 同用：只显示会怎么改，不写文件"))]
Jobs = Annotated[int | None, option("--jobs -j", "N", N_("同时用几个进程；不写则由 jiedai 决定"), min=1)]

# --- render ----------------------------------------------------------------------------------------------------------

_LABELS = N_("文件的语言：zh、en、both（中英对照）；方案里的内容按“译文”译，缺的列出来")
_EACH = N_("任务单、行车单、厨房单、住宿安排表给每家另印一份，只含自己的")

Documents = Annotated[
    list[str], option("-d --document", "DOCUMENT", N_("文件，如 日程安排表；可写多次"), completion.documents)
]
PaperFormats = Annotated[
    list[str], option("-f --format", "FORMAT", N_("格式，如 pdf,docx；可写多次"), completion.formats)
]
OutputFolder = Annotated[str | None, option("-o --output", "DIR", N_("写到哪个文件夹"))]
Audience = Annotated[
    str | None, option("--for", "AUDIENCE", N_("只印给这一方的，如 guest；只含他们该看的"), completion.audiences)
]
Draft = Annotated[bool, flag("--draft", N_("有错误也印，每页标“草稿”"))]
LongForm = Annotated[bool, flag("--full", N_("接待方案印全本：乘车、分工、应急和责任人逐项列出"))]
Person = Annotated[str, option("--person", "NAME", N_("只含这个人参加的安排"), completion.attendees)]
Each = Annotated[bool, flag("--each", _EACH)]
Since = Annotated[
    str | None,
    option("--since", "PLAN", N_("这份方案以前的文件：日历里已取消的安排另写一个文件"), completion.plans),
]
Copies = Annotated[int, option("--copies", "N", N_("工作秘密：每种印 N 份，编上份号"))]
Labels = Annotated[str, option("--labels", "LANG", _LABELS, **one_of(PAPERS, N_("没有“{name}”这种文件语言")))]
_NAMES = N_("文件夹和文件叫什么：zh 中文名，en 英文编号")
Names = Annotated[
    Literal["zh", "en"], option("--names", "LANG", _NAMES, **one_of(("zh", "en"), N_("没有“{name}”这种叫法")))
]
Watch = Annotated[bool, flag("--watch", N_("一直看着方案和模板，保存后就重印有变化的文件"))]
Open = Annotated[bool, flag("--open", N_("印完打开文件夹"))]

# --- seating and arrange ---------------------------------------------------------------------------------------------

_SEATING = N_("座次编号，如 S1；写日程编号则显示那一项的座次和各车座次")
_ARRANGEMENT = one_of(("rooms", "rides", "tables"), N_("没有“{name}”这种安排"))

SeatingId = Annotated[str | None, option("--id", "ID", _SEATING, completion.charts)]
ChartFormat = Annotated[str, written_as(N_("输出：text、json、svg"), ("text", "json", "svg"))]
Explain = Annotated[str | None, option("--explain", "NAME", N_("说明这个人为什么坐在那里"), completion.attendees)]
Swap = Annotated[
    str | None, option("--swap", "NAME", N_("与 --explain 同用：和这个人互换会怎样"), completion.attendees)
]
Absent = Annotated[list[str], option("--absent", "NAME", N_("这个人不来，座次怎么变；可写多次"), completion.attendees)]
Arrangement = Annotated[str, argument("WHAT", N_("rooms 分房、rides 分车、tables 分桌"), **_ARRANGEMENT)]
Alternatives = Annotated[int | None, option("--options", "N", N_("给出几种排法，各自多什么、少什么"), min=1, max=4)]
Alternative = Annotated[int | None, option("--option", "N", N_("只看（或写入）第几种排法"), min=1, max=4)]
Write = Annotated[bool, flag("--write", N_("写进方案：只改有变化的地方，其余一字不动"))]

_MEAL = N_("哪一餐：日程的编号；只有一餐由接待方承担的可以不写")
MealId = Annotated[str | None, option("--id", "ID", _MEAL, completion.meals)]

# --- import -----------------------------------------------------------------------------------------------------------

_IMPORTED = N_(
    "填好的表、改过的文件、来宾名单（xlsx、xls、csv、docx、pdf、txt），或 export bundle 打的包；- 是标准输入"
)
Imported = Annotated[str, argument("FILE", _IMPORTED, completion.files)]
Exported = Annotated[
    str,
    argument(
        "WHAT",
        N_("form：来访信息表；bundle：整次来访打一个包"),
        **one_of(("form", "bundle"), N_("没有“{name}”这种可以交出去的文件")),
    ),
]
NewFolder = Annotated[str | None, argument("FOLDER", N_("文件夹；不写是当前文件夹"))]
OfficeWorkbook = Annotated[str | None, option("--from", "FILE", N_("从这份常备资料的 Excel 写起"), completion.files)]
OfficeName = Annotated[str | None, option("--name", "NAME", N_("单位全称，如 云溪县接待办公室"))]
OfficeRegion = Annotated[str | None, option("--region", "NAME", N_("所在县（市、区）"))]
OfficePhone = Annotated[str | None, option("--phone", "NUMBER", N_("值班电话"))]
OnIcon = Annotated[list[str], argument("PLAN…", N_("检查并打印的方案；不写则打开菜单"), completion.plans)]
WriteIcons = Annotated[bool, flag("--write", N_("写 接待.bat、接待.ps1，不打开菜单"))]
_OFFICE_WORK = one_of(("export", "import", "add"), N_("office 后面写 export、import 或 add，没有“{name}”"))
OfficeWork = Annotated[str, argument("WHAT", N_("export、import 或 add"), **_OFFICE_WORK)]
OfficeFile = Annotated[str | None, argument("FILE", N_("import 的 Excel，或 add 的方案"), completion.files)]
WriteOffice = Annotated[bool, flag("--write", N_("写进 office.yaml"))]
FormFormat = Annotated[str, written_as(N_("格式：xlsx、docx"), ("xlsx", "docx"))]

# --- late changes ----------------------------------------------------------------------------------------------------

_PUT_FOR = N_("方案里写的人、场所、宾馆或车号")
Replaced = Annotated[str | None, argument("OLD", _PUT_FOR, completion.replaceable)]
Replacing = Annotated[str | None, argument("NEW", N_("换成谁、换成哪里、换成几号车"), completion.replacements)]
Dropped = Annotated[str | None, argument("NAME|ITEM", N_("不来的来宾，或取消的日程编号"), completion.leaving)]
Added = Annotated[
    list[str] | None,
    argument("NAME… [PLAN]", N_("多来的人，用顿号隔开；知道的写在括号里，如 蓝天（男，副处长）、白云（女，清真）")),
]
ComesFrom = Annotated[
    str | None, option("--unit", "NAME", N_("他们的单位；不写就同 --like 的人"), completion.guest_units)
]
ComesAs = Annotated[str | None, option("--post", "TEXT", N_("他们的职务；不写先待填"))]
ComesWith = Annotated[
    str | None,
    option("--like", "NAME", N_("照哪位来宾安排：分组、抵离、活动、乘车、座次"), completion.guests),
]
Reason = Annotated[str | None, option("--reason", "TEXT", N_("为什么，写进方案"))]
Force = Annotated[bool, flag("--force", N_("行不通也照写：已经同对方说好，或者准备另想办法"))]
Undo = Annotated[bool, flag("--undo", N_("退回上一次 --write 以前的样子；以后又改过的不能退"))]

ProposalFormat = Annotated[str, written_as(N_("输出：text、json"), ("text", "json"))]

# --- over time ----------------------------------------------------------------------------------------------------

_OLD = N_("旧的一份；只写一份方案时，与它最后印发的一版比较")
_SINCE = N_("与已印发的第几版比较；不写为最后一版")
_RECORDS = N_("方案改过名、对不上记录时，写明是 records/ 里的哪个文件夹")
_READER = N_("只看要告诉这一方的，如 unit:县发改局 或 县发改局；可写多次")
_EVERYTHING = N_("任务状态、实际、反馈等进展也比较")
_ANSWERED = N_("谁签收了：单位名称，或 driver:1、hotel:云溪宾馆")

At = Annotated[
    dt.datetime | None,
    option("--at", "MOMENT", N_("什么时候，如 2026-05-08 16:20；不写为现在"), parser=moment),
]
By = Annotated[str | None, option("--by", "NAME", N_("谁办的"), completion.people)]
How = Annotated[str | None, option("--how", "TEXT", N_("怎样答复的，如 电话、微信"))]
RecordsFolder = Annotated[str | None, option("--records", "DIR", _RECORDS, completion.records)]
OldPlan = Annotated[str | None, argument("OLD", _OLD, completion.plans)]
NewPlan = Annotated[str | None, argument("NEW", N_("新的一份"), completion.plans)]
SinceVersion = Annotated[int | None, option("--since", "VERSION", _SINCE, min=1)]
Readers = Annotated[list[str], option("--reader", "READER", _READER, completion.readers)]
Everything = Annotated[bool, flag("--all", _EVERYTHING)]
Full = Annotated[bool, flag("--full", N_("不只是变化，各方的全部安排"))]
DiffFormat = Annotated[str, written_as(N_("输出：text、json"), ("text", "json"))]
NoticeFormat = Annotated[
    str,
    written_as(
        N_("输出：text、json、txt；与 -o 同用时还有 pdf、docx、ics"), ("text", "json", "txt", "pdf", "docx", "ics")
    ),
]
AckPlan = Annotated[str, argument("PLAN", N_("方案"), completion.plans)]
Answering = Annotated[list[str], argument("READER…", _ANSWERED, completion.readers)]


# --- following a visit -----------------------------------------------------------------------------------------------

_WITHIN = N_("只列几天以内到期的和已逾期的；0 是今天")
_SLIPS = N_("另把督办单（全部的，和每个责任单位一份）印到这个文件夹")

Within = Annotated[int | None, option("--within", "DAYS", _WITHIN, min=0)]
Units = Annotated[list[str], option("--unit", "NAME", N_("只看这个责任单位的；可写多次"), completion.units)]
Owners = Annotated[list[str], option("--owner", "NAME", N_("只看这个责任人的；可写多次"), completion.people)]
Finished = Annotated[bool, flag("--all", N_("已完成、取消的也列出来"))]
StrictDue = Annotated[bool, flag("--strict", N_("有逾期的，退出状态为 1"))]
DueFormat = Annotated[
    str, written_as(N_("输出：text、json、txt（催办短信）、ics（日历待办）"), ("text", "json", "txt", "ics"))
]
_TICKED = N_("方案（只有一份时可以不写）和任务的编号，如 T1 T2；记实际时间的，写日程的编号")
_STATUS = N_("已完成（不写时）、进行中、取消、未完成")
_EXTEND = N_("延期到，如 T-1 17:00；要写 --note，过了时限的还要写 --by 检查人")
_GATE = N_("哪一关：T-3、T-1、T-2h（第一项前两小时）；不写为下一关")

TickWords = Annotated[list[str], argument("[PLAN] ID…", _TICKED, completion.plan_and_numbers)]
Status = Annotated[str | None, option("--status", "STATUS", _STATUS, completion.statuses)]
Note = Annotated[str | None, option("--note", "TEXT", N_("写进备注的话；取消、延期必须写"))]
Extend = Annotated[str | None, option("--extend", "DUE", _EXTEND)]
Started = Annotated[str | None, option("--start", "HH:MM", N_("这一项日程实际几点开始"))]
Ended = Annotated[str | None, option("--end", "HH:MM", N_("这一项日程实际几点结束"))]
StrictTick = Annotated[bool, flag("--strict", N_("前置任务没有完成的，退出状态为 1"))]
Posted = Annotated[str, argument("FILE", N_("贴出来的文字，一行一条；- 是标准输入"), completion.files)]
PostedDay = Annotated[str | None, option("--day", "DATE", N_("没有写日期的各行是哪一天的，如 5月11日；不写为今天"))]
GateName = Annotated[str | None, option("--at", "GATE", _GATE, completion.among(("T-3", "T-1", "T-2h")))]
StrictGate = Annotated[bool, flag("--strict", N_("有提醒的也算过不了"))]
Verify = Annotated[bool, flag("--verify", N_("核对：方案、单位文件、规则与过关时是不是一样"))]
GateFolder = Annotated[str | None, option("-o --output", "DIR", N_("另把一页就绪检查印到这个文件夹"))]
SlipFolder = Annotated[str | None, option("-o --output", "DIR", _SLIPS)]

# --- after a visit ---------------------------------------------------------------------------------------------------

WriteClosed = Annotated[bool, flag("--write", N_("不缺什么的，写进方案的“结案”"))]
Feedback = Annotated[
    str | None,
    option("--import", "FILE", N_("读回反馈：填好的反馈表，或问卷导出的 .xlsx、.csv"), completion.files),
]
_WRITE_REVIEW = N_("把读回的反馈和要跟进的事项写进方案；与 --learn 同用，写进 office.yaml 的“经验”")
WriteReview = Annotated[bool, flag("--write", _WRITE_REVIEW)]
Learn = Annotated[bool, flag("--learn", N_("看所有结束的来访，得出各类安排实际用多久、下次怎么做"))]
ReviewFormat = Annotated[
    str, written_as(N_("输出：text、json，或印出 docx、pdf、xlsx"), ("text", "json", "docx", "pdf", "xlsx"))
]
StillOpen = Annotated[bool, flag("--open", N_("只列没有办结的"))]
Month = Annotated[dt.date | None, option("--month", "YYYY-MM", N_("只看这个月的，如 2026-05"), parser=month)]
LedgerFormat = Annotated[
    str, written_as(N_("输出：text、json，或写成 xlsx、docx、pdf"), ("text", "json", "xlsx", "docx", "pdf"))
]
_DIVISIONS = one_of(("kind", "rank", "month", "unit"), N_("没有“{name}”这种分法"))

Year = Annotated[int | None, option("--year", "YYYY", N_("哪一年；不写为今年"), min=1949, max=2199)]
Against = Annotated[int | None, option("--against", "YYYY", N_("与哪一年比"), min=1949, max=2199)]
Division = Annotated[str | None, option("--by", "NAME", N_("只按这一样分：kind、rank、month、unit"), **_DIVISIONS)]
Public = Annotated[bool, flag("--public", N_("只留能公开的：没有单位、反馈、差错，不足 3 批的并入其他"))]
StatsFormat = Annotated[
    str,
    written_as(
        N_("输出：text、json，或写成 xlsx（带图表）、docx、html、pdf"), ("text", "json", "xlsx", "docx", "html", "pdf")
    ),
]

# --- times that follow -----------------------------------------------------------------------------------------------

_DELAYED = N_("方案（plans/ 里只有一份时可以不写）、日程编号、迟几分钟；提前的写 -20")

Delayed = Annotated[list[str] | None, argument("[PLAN] ITEM MINUTES", _DELAYED, completion.plan_and_numbers)]
Option = Annotated[str | None, option("--option", "NAME", N_("只看这一种办法，如 shorten、skip:A5、swap:A5:B3"))]
WriteTimes = Annotated[bool, flag("--write", N_("写进方案：只改时间，其余一字不动"))]
Again = Annotated[bool, flag("--again", N_("刚写过同样的，在它上面再来一次"))]

FitDay = Annotated[str | None, option("--day", "DATE", N_("只排这一天，如 5月11日；不写为每一天"), completion.days)]

# --- guide -----------------------------------------------------------------------------------------------------------

Topic = Annotated[str | None, argument("TOPIC", N_("哪一篇，如 plan"), completion.topics)]
ManualFile = Annotated[
    str | None, option("-o --output", "FILE", N_("全部写成一个网页，如 guide.html；写 jiedai.1 是命令的 man 手册页"))
]
OpenManual = Annotated[bool, flag("--open", N_("在浏览器里打开"))]

# --- offline ---------------------------------------------------------------------------------------------------------

_SYSTEMS = ("windows-x64", "linux-x64", "linux-arm64")

Program = Annotated[str | None, argument("FOLDER", N_("jiedai 程序的文件夹；不写则是安装时用的那个"), completion.files)]
BundleFolder = Annotated[str | None, option("-o --output", "DIR", N_("写成哪个文件夹"), completion.files)]
Systems = Annotated[
    list[str],
    option(
        "--system",
        "NAME",
        N_("只要这种系统的：windows-x64、linux-x64、linux-arm64；可写多次"),
        completion.among(_SYSTEMS),
    ),
]
Pythons = Annotated[list[str], option("--python", "VERSION", N_("只要这个 Python 版本的，如 3.12；可写多次"))]

# --- editors ---------------------------------------------------------------------------------------------------------

Port = Annotated[int, option("--port", "N", N_("端口；不写由系统挑一个"), min=0, max=65535)]
NoOpen = Annotated[bool, flag("--no-open", N_("不打开浏览器，只给出地址"))]
Stdio = Annotated[bool, flag("--stdio", N_("编辑器多半会写上；写不写一样"))]

# --- what there is ---------------------------------------------------------------------------------------------------

_LISTS = N_("documents 文件、formats 格式、rules 规则、audiences 对象")
_LIST = one_of(("documents", "formats", "rules", "audiences"), N_("没有“{name}”这个列表"))
_TEMPLATE = one_of(("html", "docx", "typ"), N_("没有“{name}”这种模板"))

ListName = Annotated[str, argument("WHAT", _LISTS, **_LIST)]
ListFormat = Annotated[str, written_as(N_("输出：table、json、md"), ("table", "json", "md"))]
Code = Annotated[str, argument("CODE", N_("代号，如 YC02"), completion.codes)]
ExplainFormat = Annotated[str, written_as(N_("输出：text、json、md"), ("text", "json", "md"))]
_ROOT = N_(
    "plan 方案（不写时）、office 单位文件、knowledge 资料，或一个命令：它的 -f json 输出，如 assess、ledger faults"
)
Root = Annotated[list[str] | None, argument("plan|office|knowledge|COMMAND", _ROOT, completion.schemas)]
WriteSchemas = Annotated[bool, flag("--write", N_("写进 plans/.jiedai/，供方案第一行指着用"))]
Document = Annotated[str, argument("DOCUMENT", N_("文件，如 programme"), completion.documents)]
TemplateKind = Annotated[str, option("--as", "html|docx|typ", N_("哪一种模板"), **_TEMPLATE)]
