"""What there is, and how it is used."""

from typing import NamedTuple

from jiedai.cli import options as o
from jiedai.cli.command import command
from jiedai.cli.groups import app, templates
from jiedai.language import N_


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


@command(
    app,
    N_(
        "JSON Schema\n\n"
        "给编辑器用的：中英文字段都有，凭它补全字段、提示写错的地方；"
        "--write 把方案、单位文件、资料的都写进 plans/.jiedai/，带上 office.yaml 里的人、场所、部门和车号。"
        "给程序用的：后面写一个命令，就是它用 -f json 输出的样子，如 jiedai schema ledger faults。"
    ),
)
class Schema(NamedTuple):
    """Print the JSON Schema."""

    root: o.Root = None
    output: o.OutputFile = None
    write: o.WriteSchemas = False


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
    app,
    N_(
        "给不能上网的电脑打安装包\n\n"
        "在能上网的电脑上运行：一个文件夹，里面有 jiedai 和它要用的各种包、安装.bat、安装.sh、说明书。"
        "Windows、x86 和 ARM 的 Linux、几个 Python 版本的都有；只要其中几种，用 --system、--python 写明。"
    ),
)
class Offline(NamedTuple):
    """Make a bundle to install from without a network."""

    program: o.Program = None
    output: o.BundleFolder = None
    systems: o.Systems = []
    pythons: o.Pythons = []


@command(
    app,
    N_(
        "给编辑器用的语言服务\n\n"
        "由编辑器启动，走标准输入输出：一边写一边检查，补全字段和名称，改正、改名、跳转。"
        "设置见 jiedai guide editors。"
    ),
)
class Lsp(NamedTuple):
    """Serve an editor."""

    stdio: o.Stdio = False


@command(templates, N_("复制一份模板到 templates/；那里已有的不会被覆盖"), "templates:copy")
class Copy(NamedTuple):
    """Copy a template."""

    document: o.Document
    kind: o.TemplateKind = "html"
