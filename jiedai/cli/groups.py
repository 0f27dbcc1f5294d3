"""The groups that commands are declared in: those of `jiedai` itself, and those of its groups."""

from jiedai.cli.command import group, need_command
from jiedai.language import N_

app, templates, ledger, study, guests = group(), group(), group(), group(), group()
app.add_typer(ledger, name="ledger", help=N_("台账：各次接待合在一起看"))
ledger.callback()(need_command)
app.add_typer(guests, name="guests", help=N_("记住来宾：经本人同意，记下次用得上的"))
guests.callback()(need_command)
app.add_typer(
    study,
    name="study",
    help=N_(
        "学规定、学业务\n\n"
        "规则、部门、场所、礼俗和往次经验各是一张卡片，到期再问：1 忘了 2 费劲 3 记得 4 容易。"
        "一问一答在终端里做；答过的只记在 records/study/ 自己的文件里。"
    ),
)
app.add_typer(templates, name="templates", help=N_("把内置的文档模板复制到 templates/ 来修改"))
templates.callback()(need_command)
