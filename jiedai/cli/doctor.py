"""`jiedai doctor`: what jiedai finds on this machine, for the person who has to help."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai import __version__
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND
from jiedai.language import N_, _, current
from jiedai.loading import load_office
from jiedai.workspace import Workspace, plans_in, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Doctor

LIBRARIES = (
    "typer",
    "pydantic",
    "ruamel.yaml",
    "PyYAML",
    "rich",
    "jinja2",
    "lxml",
    "typst",
    "python-docx",
    "icalendar",
)


LAWFUL = {
    "小标宋": N_("按方正字库的授权装方正小标宋；单位多半统一买过，问管信息化的人"),
    "仿宋": N_("Windows 上装可选功能“简体中文补充字体”；或按方正字库的授权装方正仿宋"),
    "楷体": N_("Windows 上装可选功能“简体中文补充字体”；或按方正字库的授权装方正楷体"),
    "黑体": N_("Windows 上装可选功能“简体中文补充字体”；或按方正字库的授权装方正黑体"),
    "宋体": N_("中文 Windows 自带；别的系统按方正字库的授权装方正书宋"),
}
"""Where an office may have each official typeface from; copied from somebody else's computer it has no licence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at; `sound` is False where jiedai cannot do its work because of it."""

    name: str
    text: str
    sound: bool = True


def run(_options: Doctor) -> int:
    """Print what was found; FOUND where something is missing that jiedai needs."""
    workspace = Workspace.around(Path.cwd())
    lines: list[Line] = []
    parts: tuple[Callable[[], Iterator[Line]], ...] = (
        _versions,
        _language,
        lambda: _workspace(workspace),
        lambda: _records(workspace),
        lambda: _templates(workspace),
        lambda: _rules(workspace),
        _fonts,
    )
    for part in parts:
        lines += part()
    from jiedai.report.common.excerpt import width

    widest = max(width(line.name) for line in lines)
    for line in lines:
        mark = "  " if line.sound else "× "
        console.data(f"{mark}{line.name}{' ' * (widest - width(line.name))}  {line.text}")
    unsound = sum(not line.sound for line in lines)
    console.say(_("有 {number} 处要处理").format(number=unsound) if unsound else _("一切正常"))
    return FOUND if unsound else FINE


def _versions() -> Iterator[Line]:
    yield Line("jiedai", __version__)
    yield Line("Python", f"{platform.python_version()} ({platform.platform()})")
    for name in LIBRARIES:
        try:
            yield Line(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Line(name, _("没有安装；重新安装 jiedai"), sound=False)


def _language() -> Iterator[Line]:
    yield Line(_("语言"), current())
    yield Line(_("终端编码"), f"{sys.stdout.encoding} {sys.getfilesystemencoding()}")


def _workspace(workspace: Workspace) -> Iterator[Line]:
    if not workspace.plans_dir.is_dir():
        yield Line(_("方案"), _("这里没有 plans/ 文件夹；用 jiedai new 新建方案时会建好"))
        return
    count = len(plans_in(workspace.plans_dir))
    yield Line(_("方案"), _("{folder} 里有 {count} 份").format(folder=shown(workspace.plans_dir), count=count))
    path = workspace.office_path()
    if path is None:
        yield Line("office.yaml", _("没有；用 jiedai new 新建方案时会建好"))
        return
    office = load_office(path)
    sound = office.office is not None
    text = shown(path) if sound else _("{path} 有错误；用 jiedai check {path} 查看").format(path=shown(path))
    yield Line("office.yaml", text, sound)


def _records(workspace: Workspace) -> Iterator[Line]:
    """Where issued versions are, which hold what guests told of themselves; and whether others may read them."""
    folder = workspace.records_dir
    if not folder.is_dir():
        yield Line(_("记录"), _("没有；第一次印发时会建好"))
        return
    try:
        count = sum(one.is_dir() for one in folder.iterdir())
    except OSError:
        yield Line(_("记录"), _("{folder} 读不了；请有权限的人来看").format(folder=shown(folder)), sound=False)
        return
    text = _("{folder} 里有 {count} 份方案印发过的各版，含个人信息，备份时按同样的要求保管")
    text = text.format(folder=shown(folder), count=count)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        text += _("；别人也能读，用 chmod 700 {folder} 收回").format(folder=shown(folder))
    yield Line(_("记录"), text)


def _templates(workspace: Workspace) -> Iterator[Line]:
    from jiedai.documents.catalog import builtin_folder, catalog
    from jiedai.documents.own import SUFFIXES, template_of

    found = catalog(workspace)
    own = [template.id for template in found.templates.values() if template.own]
    ways = [(document, way) for document in found.templates for way in SUFFIXES]
    more = (template_of(workspace, document, way) for document, way in ways)
    own += [path.name for path in more if path and path.parent == workspace.templates_dir != builtin_folder()]
    text = _("{count} 种文件").format(count=len(found.templates))
    if own:
        text += _("；本单位的：{names}").format(names=_("、").join(own))
    yield Line(_("模板"), text, bool(found.templates))
    for broken in found.diagnostics:
        yield Line(_("模板"), f"{broken.file}:{broken.span.line}: {broken.message}", sound=False)


def _rules(workspace: Workspace) -> Iterator[Line]:
    from jiedai.cli.findings import packs_in_force
    from jiedai.visit.book import rule_book
    from jiedai.visit.packs import NATIONAL, PackError

    packs, folder = packs_in_force(workspace)
    try:
        book = rule_book(packs, folder)
    except PackError as error:
        yield Line(_("规则包"), error.message, sound=False)
        return
    names = _("、").join((NATIONAL, *packs))
    yield Line(_("规则包"), _("{names}，共 {count} 条规则").format(names=names, count=len(book.rows)))


def _fonts() -> Iterator[Line]:
    from jiedai.formats import fonts

    try:
        found = fonts.available()
    except FileNotFoundError as error:
        yield Line(_("字体"), _("缺少 {name}；重新安装 jiedai").format(name=error), sound=False)
        return
    for name, family in found:
        text = family or _("本机没有，PDF 用思源字体代替，DOCX 仍写原字体名。{lawful}").format(lawful=_(LAWFUL[name]))
        yield Line(_("字体 {name}").format(name=name), text)
