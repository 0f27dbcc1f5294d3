"""The groups that commands are declared in: those of `jiedai` itself, and those of its groups."""

from jiedai.cli.command import Commands
from jiedai.language import N_

app = Commands(
    N_(
        "把一次公务接待写成一份 YAML 方案，由 jiedai 检查规定、印出各种文件。\n\n"
        "--lang、--no-color、--debug 写在命令前后都可以。"
    )
)
templates = Commands(N_("把内置的文档模板复制到 templates/ 来修改"))
ledger = Commands(N_("台账：各次接待合在一起看"))
study = Commands(
    N_(
        "学规定、学业务\n\n"
        "规则、部门、场所、礼俗和往次经验各是一张卡片，到期再问：1 忘了 2 费劲 3 记得 4 容易。"
        "一问一答在终端里做；答过的只记在 records/study/ 自己的文件里。"
    )
)
guests = Commands(N_("记住来宾：经本人同意，记下次用得上的"))
GROUPS = {"ledger": ledger, "guests": guests, "study": study, "templates": templates}
"""Those within `jiedai`, by name, in the order of the help page."""
