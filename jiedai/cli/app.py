"""Names, options and help of the commands; what they do is imported when they run."""

from typing import Annotated

import typer

from jiedai.cli import completion, help
from jiedai.cli.failure import Failure
from jiedai.language import N_

EVERYWHERE = ("--lang", "--no-color", "--debug")
"""Options that may stand before or after a command; `start` takes them out of the command line."""

SETTINGS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="jiedai",
    cls=help.Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings=SETTINGS,
)
templates = typer.Typer(cls=help.Group, rich_markup_mode=None, invoke_without_command=True, context_settings=SETTINGS)
app.add_typer(templates, name="templates", help=N_("把内置的文档模板复制到 templates/ 来修改"))

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH…",
        help=N_("方案、装方案的文件夹，或 -（标准输入）；不写则取 plans/ 里的全部方案"),
        autocompletion=completion.plans,
        show_default=False,
    ),
]
OnePlan = Annotated[
    str | None,
    typer.Argument(
        metavar="PLAN",
        help=N_("方案，或 -（标准输入）；plans/ 里只有一份时可以不写"),
        autocompletion=completion.plans,
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help=N_("以这一天为“今天”，如 2026-05-10"), show_default=False)
]


def run(words: list[str]) -> int:
    """Run a command; the exit status. Failure for wrong usage."""
    command = typer.main.get_command(app)
    completion.speak_our_language(command)
    try:
        status = command.main(words or ["--help"], prog_name="jiedai", standalone_mode=False)
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
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=N_("界面语言"))] = "zh",
    no_color: Annotated[bool, typer.Option("--no-color", help=N_("不用颜色"))] = False,
    debug: Annotated[bool, typer.Option("--debug", help=N_("出错时显示 Python 的完整记录"))] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help=N_("显示版本"))] = False,
) -> None:
    """Options before the command; `start` has already taken those of EVERYWHERE out."""
    if version:
        from jiedai import __version__

        print(f"jiedai {__version__}")
        raise typer.Exit
    _need_command(ctx)


@templates.callback()
def templates_group(ctx: typer.Context) -> None:
    """A group of commands about templates."""
    _need_command(ctx)


def _need_command(ctx: typer.Context) -> None:
    """Failure where a group of commands is called without one."""
    if ctx.invoked_subcommand is None:
        from jiedai.language import _

        raise Failure(_("后面要写一个命令"), help.see_help(ctx))


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "新建一份方案\n\n"
        "写成 plans/<首日>-<标题>.yaml：只留要填的内容，按类型带好任务和预案。"
        "在终端里缺什么问什么；从不覆盖已有的文件。"
    ),
)
def new(
    title: Annotated[
        str | None, typer.Argument(metavar="TITLE", help=N_("标题；在终端里可以不写，由 jiedai 来问"))
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help=N_("类型，如 调研"), autocompletion=completion.kinds)
    ] = None,
    dates: Annotated[
        str | None, typer.Option("--dates", metavar="A..B", help=N_("日期，如 2026-06-16..2026-06-17"))
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PLAN",
            help=N_("照一份旧方案来写：日期、时限顺移，人员、公函、审批、结果清空"),
            autocompletion=completion.plans,
        ),
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=N_("填好一个字段；可写多次"))
    ] = None,
    keys: Annotated[
        str,
        typer.Option("--keys", metavar="zh|en", help=N_("字段名用中文还是英文"), autocompletion=completion.languages),
    ] = "zh",
    stdout: Annotated[bool, typer.Option("--stdout", help=N_("不写文件，只显示"))] = False,
) -> int:
    """Write a new plan."""
    from jiedai.cli.new import run

    return run(title, kind, dates, source, values or [], keys, stdout=stdout)


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "检查方案\n\n"
        "查格式、规定、时间、责任、预案、座次。"
        "退出状态：0 没有错误，1 有错误（--strict 时警告也算），2 用法不对或文件读不了，3 jiedai 自己出错。"
    ),
)
def check(
    paths: Paths = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=N_("输出：text、json、sarif、github"),
            autocompletion=completion.reports,
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help=N_("只看这些代号，如 YC,SJ02"), autocompletion=completion.codes),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help=N_("不看这些代号"), autocompletion=completion.codes),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=N_("警告也算不合格"))] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help=N_("改好能放心改的：全角标点、制表符、编码、星期、日程的先后"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("与 --fix 同用：只显示会怎么改，不写文件"))] = False,
    as_of: AsOf = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", help=N_("同时用几个进程；不写则由 jiedai 决定"), min=1)
    ] = None,
) -> int:
    """Check plans."""
    from jiedai.cli.check import Request, run

    return run(
        Request(paths or [], format, select or [], ignore or [], as_of, jobs, strict=strict, fix=fix, dry_run=dry_run)
    )


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "印出各种文件\n\n"
        "写到 out/<方案>/。不写 -d 则印方案有内容的全部文件，不写 -f 则印 PDF 和 DOCX。"
        "有错误的方案不印，加 --draft 才印草稿。"
    ),
)
def render(
    paths: Paths = None,
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "-d",
            "--document",
            metavar="DOCUMENT",
            help=N_("文件，如 日程安排表；可写多次"),
            autocompletion=completion.documents,
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            help=N_("格式，如 pdf,docx；可写多次"),
            autocompletion=completion.formats,
        ),
    ] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="DIR", help=N_("写到哪个文件夹"))] = "out",
    audience: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="AUDIENCE",
            help=N_("只印给这一方的，如 guest；只含他们该看的"),
            autocompletion=completion.audiences,
        ),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help=N_("有错误也印，每页标“草稿”"))] = False,
    person: Annotated[
        str,
        typer.Option("--person", metavar="NAME", help=N_("只含这个人参加的安排"), show_default=False),
    ] = "",
    each: Annotated[
        bool,
        typer.Option("--each", help=N_("任务单、行车单、厨房单、住宿安排表给每家另印一份，只含自己的")),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="PLAN",
            help=N_("这份方案以前的文件：日历里已取消的安排另写一个文件"),
            autocompletion=completion.plans,
            show_default=False,
        ),
    ] = None,
    copies: Annotated[
        int, typer.Option("--copies", metavar="N", help=N_("工作秘密：每种印 N 份，编上份号"), show_default=False)
    ] = 0,
    labels: Annotated[
        str,
        typer.Option(
            "--labels",
            metavar="LANG",
            help=N_("文件的语言：zh、en、both（中英对照）；方案里的内容按“译文”译，缺的列出来"),
            autocompletion=completion.labels,
        ),
    ] = "zh",
    watch: Annotated[bool, typer.Option("--watch", help=N_("一直看着方案和模板，保存后就重印有变化的文件"))] = False,
    as_of: AsOf = None,
    open_: Annotated[bool, typer.Option("--open", help=N_("印完打开文件夹"))] = False,
) -> int:
    """Print documents."""
    from jiedai.cli.render import Request, run

    request = Request(
        paths=paths or [],
        documents=documents or [],
        formats=formats or [],
        output=output,
        audience=audience,
        as_of=as_of,
        draft=draft,
        open=open_,
        person=person,
        since=since,
        copies=copies,
        each=each,
        labels=labels,
        watch=watch,
    )
    return run(request)


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "看座次图\n\n"
        "不写 --id 则显示方案“座次”里的每一张。--explain 说明一个人为什么坐在那里、与别人互换会违反什么；"
        "--absent 说明有人不来时要移动哪些席卡。"
    ),
)
def seating(
    plan: OnePlan = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=N_("座次编号，如 S1；写日程编号则显示那一项的座次和各车座次")),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=N_("输出：text、json、svg"),
            autocompletion=completion.chart_formats,
        ),
    ] = "text",
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="NAME", help=N_("说明这个人为什么坐在那里"))
    ] = None,
    swap: Annotated[
        str | None, typer.Option("--swap", metavar="NAME", help=N_("与 --explain 同用：和这个人互换会怎样"))
    ] = None,
    absent: Annotated[
        list[str] | None, typer.Option("--absent", metavar="NAME", help=N_("这个人不来，座次怎么变；可写多次"))
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help=N_("写到文件"))] = None,
) -> int:
    """Show seating charts."""
    from jiedai.cli.seating import Request, run

    return run(Request(plan, id, format, explain, swap, absent or [], output))


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "排房间、排车、分桌\n\n"
        "rooms 按性别、职级、分组和需要分房；rides 选车、分车；tables 分桌。方案里已排好的尽量不动，"
        "有变化时动的人最少，并说明谁要动。排不下时说明哪些要求放在一起做不到、最小的让步是什么。"
        "不写 --write 只提出建议。"
    ),
)
def arrange(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help=N_("rooms 分房、rides 分车、tables 分桌"),
            autocompletion=completion.arrangements,
        ),
    ],
    plan: OnePlan = None,
    write: Annotated[bool, typer.Option("--write", help=N_("写进方案：只改有变化的地方，其余一字不动"))] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=N_("输出：text、json"),
            autocompletion=completion.proposal_formats,
        ),
    ] = "text",
) -> int:
    """Propose an arrangement."""
    from jiedai.cli.arrange import run

    return run(what, plan, format, write=write)


@app.command("list", cls=help.Command, context_settings=SETTINGS, help=N_("列出有哪些文件、格式、规则、对象"))
def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help=N_("documents 文件、formats 格式、rules 规则、audiences 对象"),
            autocompletion=completion.lists,
        ),
    ],
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help=N_("输出：table、json、md"), autocompletion=completion.list_formats
        ),
    ] = "table",
) -> int:
    """Show what there is."""
    from jiedai.cli.list import run

    return run(what, format)


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_("讲解一条规则\n\n查什么、为什么、依据和核对状态、数值、怎么改、正反例。"),
)
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("代号，如 YC02"), autocompletion=completion.codes)],
) -> int:
    """Print a rule's manual."""
    from jiedai.cli.explain import run

    return run(code)


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_("给编辑器用的 JSON Schema\n\n中英文字段都有；编辑器凭它补全字段、提示写错的地方。"),
)
def schema(
    root: Annotated[
        str, typer.Argument(metavar="plan|office", help=N_("方案还是单位文件"), autocompletion=completion.roots)
    ] = "plan",
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help=N_("写到文件"))] = None,
) -> int:
    """Print the JSON Schema."""
    from jiedai.cli.schema import run

    return run(root, output)


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_("看看安装得好不好\n\n版本、字体、方案、模板、规则包、语言和终端编码。"),
)
def doctor() -> int:
    """Report on the installation."""
    from jiedai.cli.doctor import run

    return run()


@app.command(
    cls=help.Command,
    context_settings=SETTINGS,
    help=N_(
        "看说明书\n\n"
        "不写 TOPIC 则列出有哪几篇。在终端里排好版，太长就一屏一屏看；接到别的程序时是 Markdown。"
        "--open 在浏览器里看全部，可以查找，不联网。"
    ),
)
def guide(
    ctx: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help=N_("哪一篇，如 plan"), autocompletion=completion.topics)
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help=N_("全部写成一个网页，如 guide.html"))
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help=N_("在浏览器里打开"))] = False,
) -> int:
    """Show the manual."""
    from jiedai.cli.guide import Request, run

    return run(Request(topic, output, open_, ctx.find_root().command))


@templates.command(
    "copy", cls=help.Command, context_settings=SETTINGS, help=N_("复制一份模板到 templates/；那里已有的不会被覆盖")
)
def templates_copy(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help=N_("文件，如 programme"), autocompletion=completion.documents)
    ],
    kind: Annotated[
        str,
        typer.Option("--as", metavar="html|docx|typ", help=N_("哪一种模板"), autocompletion=completion.template_kinds),
    ] = "html",
) -> int:
    """Copy a template."""
    from jiedai.cli.templates import run

    return run(document, kind)
