"""The groups that commands are declared in: those of `jiedai` itself, and those of its groups."""

from jiedai.cli.command import group, need_command
from jiedai.language import N_

app, templates, ledger = group(), group(), group()
app.add_typer(ledger, name="ledger", help=N_("台账：各次接待合在一起看"))
ledger.callback()(need_command)
app.add_typer(templates, name="templates", help=N_("把内置的文档模板复制到 templates/ 来修改"))
templates.callback()(need_command)
