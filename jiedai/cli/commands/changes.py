"""A plan changes: what is put for what, when, and who is told."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli.command import NUMBERS_BELOW_ZERO, command
from jiedai.cli.groups import app
from jiedai.language import N_


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
    again: o.Again = False
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
        "多来了人\n\n"
        "加进来宾名单，照一位已有的来宾参加活动、乘车、入座；用餐人数、餐费跟着改，房间重排，动的人最少；记着不来的又来了，也用它。"
        "先显示改哪些、告诉谁、还要看什么，加 --write 才写。住不下、坐不下时不写，定了还要这样，加 --force。"
        "退出状态：0 行得通，1 行不通，2 用法不对。"
    ),
)
class Add(NamedTuple):
    """Take more guests in."""

    words: o.Added = None
    unit: o.ComesFrom = None
    post: o.ComesAs = None
    like: o.ComesWith = None
    write: o.Write = False
    force: o.Force = False
    undo: o.Undo = False
    format: o.ProposalFormat = "text"


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
