"""Options and arguments of the commands over many visits: ledgers, what is learnt and trained, guests remembered."""

import datetime as dt
from typing import Annotated

from jiedai.cli import completion
from jiedai.cli.declared import argument, flag, option, written_as
from jiedai.cli.times import day, day_or_moment, until
from jiedai.language import N_

# --- over many visits ------------------------------------------------------------------------------------------------

_RESOURCES = N_(
    "人、车、会场、宾馆，如 person:林峰、vehicle:1、place:三号会议室、hotel:云溪宾馆；也可以只写名字；可写多个"
)
_RESOURCE = N_("只看这一样，如 person:林峰、vehicle:1；可写多次")

FromWhen = Annotated[
    dt.date | None,
    option("--from", "MOMENT", N_("从什么时候起，如 2026-05-11 或 2026-05-11 08:00"), parser=day_or_moment),
]
UpTo = Annotated[
    dt.date | None, option("--to", "MOMENT", N_("到什么时候止；只写日期的包括那一天"), parser=day_or_moment)
]
Wanted = Annotated[list[str], argument("[PATH…] RESOURCE…", _RESOURCES, completion.resources)]
Resources = Annotated[list[str], option("--resource", "RESOURCE", _RESOURCE, completion.resources)]
Minutes = Annotated[int, option("--minutes", "N", N_("至少空多少分钟"), min=1, max=1440)]
People = Annotated[int | None, option("--people", "N", N_("来多少人：坐不下、住不下的不算空"), min=1, max=100_000)]
WeekWords = Annotated[list[str], argument("DATE|PATH…", N_("哪一周里的一天，如 2026-05-11，或 下周；不写为本周"))]
OneLeader = Annotated[str | None, option("--person", "NAME", N_("只看这个人参加的"), completion.people)]
RegisterFormat = Annotated[
    str,
    written_as(N_("输出：text、json、csv，或写成 xlsx、docx、pdf"), ("text", "json", "csv", "xlsx", "docx", "pdf")),
]
WeekFormat = Annotated[
    str,
    written_as(
        N_("输出：text、json、txt（发群里的消息），或印成 pdf、docx、xlsx、html"),
        ("text", "json", "txt", "pdf", "docx", "xlsx", "html"),
    ),
]
BookingsFormat = Annotated[
    str,
    written_as(
        N_("输出：text、json、ics（一人、一车、一处的日历），或画成 html、pdf、docx、svg，写成 xlsx"),
        ("text", "json", "ics", "html", "pdf", "docx", "svg", "xlsx"),
    ),
]
FromDay = Annotated[dt.date | None, option("--from", "DATE", N_("从哪一天开始的来访算起"), parser=day)]
ToDay = Annotated[dt.date | None, option("--to", "DATE", N_("到哪一天开始的来访为止；不写为今天"), parser=day)]
OneUnit = Annotated[str | None, option("--unit", "NAME", N_("只看这个单位的"), completion.units)]
OfPeople = Annotated[bool, flag("--people", N_("也看人员；office.yaml 写了 考核: {人员: 是} 才行"))]

# --- learning --------------------------------------------------------------------------------------------------------

_RATINGS = ("good", "again", "hard", "easy", "记得", "忘了", "费劲", "容易")

Student = Annotated[
    str | None, option("--person", "NAME", N_("谁在学；记录在 records/study/ 他自己的文件里"), completion.people)
]
HowMany = Annotated[int, option("-n --limit", "N", N_("最多问几张"), min=1, max=500)]
CardName = Annotated[str, argument("CARD", N_("卡片，如 rule:YC02；规则的只写代号也行"), completion.codes)]
Rating = Annotated[str, argument("RATING", N_("1 忘了、2 费劲、3 记得、4 容易"), completion.among(_RATINGS))]
QuizSize = Annotated[int, option("-n --limit", "N", N_("出几题"), min=1, max=200)]
QuizSeed = Annotated[int, option("--seed", "N", N_("种子：相同的出同一份"), min=0, max=999999999)]
QuizAreas = Annotated[
    list[str], option("--areas", "AREAS", N_("只出这些方面的，如 YC,ZS,county；可写多次"), completion.areas)
]
QuizFormat = Annotated[str, written_as(N_("输出：text、docx、pdf、json"), ("text", "docx", "pdf", "json"))]
QuizNumber = Annotated[str, argument("PAPER", N_("卷号，印在卷头"))]
QuizAnswers = Annotated[str, argument("ANSWERS", N_("依次的答案：ABCD、对、错，没有答的写 -"))]
StudyYear = Annotated[int | None, option("--year", "YYYY", N_("只看哪一年答的"), min=1949, max=2199)]

# --- drills ----------------------------------------------------------------------------------------------------------

_INJECT = N_("只演这种情景，如 暴雨、晚点、堵车、讲解员缺席；可写多次")

Seed = Annotated[int, option("--seed", "N", N_("种子：同样的种子，同样的结果"), min=0, max=2**31)]
Runs = Annotated[int, option("--runs", "N", N_("走多少遍"), min=1, max=100_000)]
Inject = Annotated[list[str], option("--inject", "NAME", _INJECT, completion.events)]
StrictDrill = Annotated[bool, flag("--strict", N_("赶上车次不到 95% 的，退出状态为 1"))]
DrillFormat = Annotated[str, written_as(N_("输出：text、json，或印出 docx、pdf"), ("text", "json", "docx", "pdf"))]

# --- remembering guests -----------------------------------------------------------------------------------------------

_FACTS = N_("记什么：diet、allergies（照方案写的）、diet:清真、note:不走楼梯，还有 称呼:、行走:、座位:、禁忌:")
_CONSENTS = completion.among(("口头", "书面", "表格"))

GuestName = Annotated[str, argument("NAME", N_("方案里来宾的姓名"), completion.guests)]
SomeGuest = Annotated[str | None, argument("NAME", N_("来宾的姓名；不写为全部"), completion.remembered)]
Facts = Annotated[list[str], argument("FACT…", _FACTS, completion.among(("diet", "allergies", "note:")))]
GivenConsent = Annotated[
    str | None, option("--consent", "HOW", N_("本人怎样同意的：口头、书面、表格；不写不记"), _CONSENTS)
]
ForgottenGuest = Annotated[str, argument("NAME", N_("来宾的姓名"), completion.remembered)]
OfUnit = Annotated[
    str | None, option("--unit", "UNIT", N_("同名的有几位时，是哪个单位的"), completion.remembered_units)
]
Clear = Annotated[bool, flag("--write", N_("真的清除；不写只列出来"))]
Until = Annotated[dt.date | None, option("--until", "DATE", N_("记到哪一天；不写为结案后 730 天"), parser=until)]
