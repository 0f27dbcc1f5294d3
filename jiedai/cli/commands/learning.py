"""Learning: cards that come back, drills, and what guests agreed to have remembered."""

from typing import NamedTuple

import typer

from jiedai.cli import options as o
from jiedai.cli.command import command, work_of
from jiedai.cli.failure import Failure
from jiedai.cli.groups import app, guests, study
from jiedai.language import N_, _


class Session(NamedTuple):
    """Ask cards at the terminal."""

    person: o.Student = None
    limit: o.HowMany = 20


@study.callback()
def study_session(ctx: typer.Context, person: o.Student = None, limit: o.HowMany = 20) -> int:
    """Ask cards where no command of the group is named."""
    if ctx.invoked_subcommand is not None:
        if person is not None:
            raise Failure(_("--person 写在 {command} 后面").format(command=ctx.invoked_subcommand))
        return 0
    return work_of("study", "run")(Session(person, limit))


@command(study, N_("要温习什么\n\n到期的卡片，和没学过的有多少。"), "study:due")
class Due(NamedTuple):
    """Show what is due."""

    person: o.Student = None
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    study,
    N_("记下一张卡片记得怎样\n\n如 jiedai study answer YC02 记得 --person 姚晨；显示什么时候再来。"),
    "study:answer",
)
class Answer(NamedTuple):
    """Write an answer down."""

    card: o.CardName
    rating: o.Rating
    person: o.Student = None
    at: o.At = None
    format: o.ProposalFormat = "text"


@command(
    study,
    N_("学得怎样\n\n各人学过几张、记得几成，哪些方面记得不到八成、要补。不满 5 次的不算比例。只作培训用，不作考核。"),
    "study:records",
)
class Record(NamedTuple):
    """Show what was learnt."""

    person: o.Student = None
    year: o.StudyYear = None
    format: o.ProposalFormat = "text"


@command(study, N_("删去一个人的学习记录\n\n记录归本人，删了不留。"), "study:forget")
class Forget(NamedTuple):
    """Remove a log."""

    person: o.Student = None


@command(
    app,
    N_(
        "推演\n\n"
        "按各类安排平时的快慢把日程走几千遍，看哪一环最容易误，赶不赶得上车，改哪一样最见效；"
        "预案里的和缺的情形各出一条情景。-f docx、pdf 印两份：主持人用的有答案，参演人员用的没有。"
        "--strict：赶上车次不到 95% 的，退出状态为 1。"
    ),
)
class Drill(NamedTuple):
    """Rehearse a visit."""

    plan: o.OnePlan = None
    seed: o.Seed = 7
    runs: o.Runs = 2000
    inject: o.Inject = []
    strict: o.StrictDrill = False
    format: o.DrillFormat = "text"
    output: o.OutputFolder = None


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
    name: o.GuestName
    facts: o.Facts
    consent: o.GivenConsent = None
    until: o.Until = None
    at: o.At = None
    by: o.By = None


@command(guests, N_("记住了什么\n\n各人的习惯、怎样同意的、到哪一天为止。"), "guests:listed")
class List(NamedTuple):
    """Show what is remembered."""

    name: o.SomeGuest = None
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
