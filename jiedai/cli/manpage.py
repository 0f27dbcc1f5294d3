"""The commands as a page for `man`, made from what their help pages say; in roff with the macros of man(7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jiedai import __version__
from jiedai.cli import help
from jiedai.cli.app import commands
from jiedai.language import N_, _
from jiedai.report.common.excerpt import pieces

SECTION = "1"
"""Of the manual: commands of users."""

_STATUSES = (
    ("0", N_("没有问题")),
    ("1", N_("查出了问题，或办不成")),
    ("2", N_("用法不对，或文件读不了")),
    ("3", N_("jiedai 自己出错；标准错误里写着记录在哪里")),
)
_VARIABLES = (
    ("JIEDAI_LANG", N_("界面语言：zh 或 en；不写则看系统的语言")),
    ("NO_COLOR", N_("有内容就不用颜色")),
    ("JIEDAI_NO_CACHE", N_("有内容就不用也不留上次检查的结果")),
    ("PYTHONIOENCODING", N_("终端的编码，如 gbk；不写是 UTF-8")),
    ("SOURCE_DATE_EPOCH", N_("打印时间取这一刻，从 1970 年算起的秒数；同样的方案印出同样的文件")),
    ("PAGER", N_("看说明书用的分页程序")),
)
_FILES = (
    ("plans/", N_("方案，一次接待一份")),
    ("plans/office.yaml", N_("本单位的常备资料")),
    ("plans/packs/, plans/knowledge/", N_("本单位的规则，县情和菜品")),
    ("templates/", N_("改过的模板")),
    ("records/", N_("印发过的各版和记录，含个人信息")),
    ("out/", N_("印出来的文件")),
)


def page() -> str:
    """The page in the language in use."""
    root = commands()
    parts = [
        f'.TH JIEDAI {SECTION} "" "jiedai {__version__}" "{_quoted(_("公务接待"))}"\n.ad l\n.nh\n',
        _heading(_("名称")),
        f"jiedai \\- {_text(_('把公务接待写成方案，检查规定，印出文件'))}\n",
        _heading(_("用法")),
        f".B jiedai\n{_text(_('[选项] 命令 …'))}\n",
        *_described(root, _heading(_("说明")), ""),
        _heading(_("命令")),
    ]
    parts += [part for name, command in _every(root) for part in _described(command, "", name)]
    for title, rows in ((_("退出状态"), _STATUSES), (_("环境变量"), _VARIABLES), (_("文件"), _FILES)):
        parts += [_heading(title), *(_row(left, _(text)) for left, text in rows)]
    parts += [_heading(_("参见")), _text(_("jiedai guide 是说明书，jiedai explain 代号 讲解一条规则。")) + "\n"]
    return "".join(parts)


def _every(root: Any) -> Iterator[tuple[str, Any]]:
    """Each command by its words behind `jiedai`, those of groups too."""
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        if inner:
            yield from ((f"{name} {below}", one) for below, one in inner.items())
        else:
            yield name, command


def _described(command: Any, before: str, name: str) -> Iterator[str]:
    """What the help page of a command says; of the group of all, what its options are."""
    import typer

    told = help.described(command, typer.Context(command, info_name=f"jiedai {name}".strip()))
    yield before or f'.SS "{_quoted(told.usage)}"\n'
    yield ".PP\n".join(f"{_text(paragraph)}\n" for paragraph in told.paragraphs)
    for title, rows in told.sections:
        if name or title != _("命令"):  # each of them follows
            yield from (_row(left, text) for left, text in rows)


def _heading(title: str) -> str:
    return f'.SH "{_quoted(title)}"\n'


def _row(left: str, text: str) -> str:
    return f".TP\n\\fB{_text(left)}\\fR\n{_text(text)}\n"


def _text(text: str) -> str:
    """Words as roff takes them: nothing is an order, and a line may break between Chinese characters."""
    lines = (_escaped("".join(_breakable(pieces(line)))) for line in text.splitlines())
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines if line)


_BREAK = "\u200b"
"""What marks a place for a break until the text is escaped."""


def _breakable(parts: Iterable[str]) -> Iterator[str]:
    return (part if part.endswith(" ") else part + _BREAK for part in parts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace(_BREAK, "\\:")


def _quoted(text: str) -> str:
    """Words within the quotes of an order."""
    return _escaped(text).replace('"', '""')
