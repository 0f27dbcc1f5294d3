"""Learning: cards that come back, and drills."""

from typing import NamedTuple

import typer

from jiedai.cli import options as o
from jiedai.cli import over_visits as v
from jiedai.cli.command import command
from jiedai.cli.failure import Failure
from jiedai.cli.groups import app, study
from jiedai.cli.work import work_of
from jiedai.language import N_, _


class Session(NamedTuple):
    """Ask cards at the terminal."""

    person: v.Student = None
    limit: v.HowMany = 20


def study_session(ctx: typer.Context, person: v.Student = None, limit: v.HowMany = 20) -> int:
    """Ask cards where no command of the group is named."""
    if ctx.invoked_subcommand is not None:
        if person is not None:
            raise Failure(_("--person 写在 {command} 后面").format(command=ctx.invoked_subcommand))
        return 0
    return work_of("study", "run")(Session(person, limit))


study.before = study_session


@command(study, N_("要温习什么\n\n到期的卡片，和没学过的有多少。"), "study:due")
class Due(NamedTuple):
    """Show what is due."""

    person: v.Student = None
    as_of: o.AsOf = None
    format: o.ProposalFormat = "text"


@command(
    study,
    N_("记下一张卡片记得怎样\n\n如 jiedai study answer YC02 记得 --person 姚晨；显示什么时候再来。"),
    "study:answer",
)
class Answer(NamedTuple):
    """Write an answer down."""

    card: v.CardName
    rating: v.Rating
    person: v.Student = None
    at: o.At = None
    format: o.ProposalFormat = "text"


@command(
    study,
    N_(
        "出一份测验\n\n"
        "单选题和判断题：规定的数字、写法对不对、县情的数字、哪个单位管什么。没有核对过的、只是地方规定的不出，本单位定了的除外。"
        "种子相同就是同一份；答案另成一份。如 jiedai study quiz -n 20 --seed 7 --areas YC,ZS -f docx"
    ),
    "quiz:run",
)
class Quiz(NamedTuple):
    """Make a quiz."""

    limit: v.QuizSize = 20
    seed: v.QuizSeed = 1
    areas: v.QuizAreas = []
    as_of: o.AsOf = None
    format: v.QuizFormat = "text"
    output: o.OutputFile = None


@command(
    study,
    N_(
        "判一份测验\n\n"
        "如 jiedai study mark 7-20-20260511-3f0c 对错ABCD… --person 姚晨；卷号印在卷头，没有答的写 -。"
        "记进他自己的记录，算进要补的方面。"
    ),
    "quiz:mark",
)
class Mark(NamedTuple):
    """Mark a quiz."""

    paper: v.QuizNumber
    answers: v.QuizAnswers
    person: v.Student = None
    at: o.At = None
    format: o.ProposalFormat = "text"


@command(
    study,
    N_("学得怎样\n\n各人学过几张、记得几成，哪些方面记得不到八成、要补。不满 5 次的不算比例。只作培训用，不作考核。"),
    "study:records",
)
class Record(NamedTuple):
    """Show what was learnt."""

    person: v.Student = None
    year: v.StudyYear = None
    format: o.ProposalFormat = "text"


@command(study, N_("删去一个人的学习记录\n\n记录归本人，删了不留。"), "study:forget")
class Forget(NamedTuple):
    """Remove a log."""

    person: v.Student = None


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
    seed: v.Seed = 7
    runs: v.Runs = 2000
    inject: v.Inject = []
    strict: v.StrictDrill = False
    format: v.DrillFormat = "text"
    output: o.OutputFolder = None
