"""`jiedai offline`: everything that a machine without a network needs to install jiedai, in one folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jiedai import __version__, language
from jiedai.cli import console
from jiedai.cli.failure import FINE, Failure, suggestion, unwritable, words
from jiedai.language import _
from jiedai.workflow.handing import offline
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.reference import Offline


def run(options: Offline) -> int:
    """Make the folder and print where it is. Failure where it is there already, or something cannot be had."""
    systems = _known(options.systems, tuple(offline.SYSTEMS), _("没有“{name}”这种系统"))
    pythons = _known(options.pythons, offline.PYTHONS, _("没有“{name}”这个 Python 版本"))
    target = Path(options.output or _("jiedai-{version}-离线安装").format(version=__version__))
    if target.exists():
        raise Failure(_("已经有 {file}，没有覆盖").format(file=shown(target)), _("用 -o 写另一个名字"))
    program = Path(options.program) if options.program else offline.source()
    if program is None or not (program / "pyproject.toml").is_file():
        raise Failure(
            _("找不到 jiedai 程序的文件夹"), _("写明它在哪里：jiedai offline 文件夹（里面有 pyproject.toml）")
        )
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        offline.assemble(target, program, _pages(systems, pythons), systems, pythons, _told)
    except offline.Unavailable as error:
        raise Failure(
            _("没有打成包：{reason}").format(reason=error.message), _("这一步要联网，用有 pip 的 Python 运行")
        ) from None
    except OSError as error:
        raise unwritable(error, shown(target)) from None
    console.data(shown(target))
    size = offline.megabytes(target)
    console.say(_("{size:.0f} MB。整个文件夹拷过去，点 安装.bat，Linux 上运行 sh 安装.sh").format(size=size))
    return FINE


def _known(given: list[str], known: tuple[str, ...], refusal: str) -> list[str]:
    """The names that were given, all that are known for none. Failure for another."""
    found = words(given) or list(known)
    for name in found:
        if name not in known:
            raise Failure(refusal.format(name=name), suggestion(name, known))
    return found


def _told(step: str) -> None:
    console.say(_("正在取 {step} 要用的").format(step=step))


def _pages(systems: list[str], pythons: list[str]) -> dict[str, bytes]:
    """What lies beside the installer to be read: the manual in each language, and a note for who installs."""
    from jiedai.cli.manual import whole

    note = _(
        "jiedai {version} 离线安装\n\n"
        "1. 先装 Python（{pythons} 之一）。\n"
        "2. Windows：双击 安装.bat。Linux：sh 安装.sh。后面可以写装到哪个文件夹。\n"
        "3. 照它最后一行建本单位的文件夹，以后点那里的 接待.bat。\n\n"
        "里面有这些系统要用的：{systems}。说明书是 guide-zh.html、guide-en.html，用浏览器打开。\n"
    )
    text = note.format(version=__version__, pythons=_("、").join(pythons), systems=_("、").join(systems))
    found = {"说明.txt": text.replace("\n", "\r\n").encode("utf-8-sig")}
    here = language.current()
    for name in language.LANGUAGES:
        language.use(name)
        found[f"guide-{name}.html"] = whole()
    language.use(here)
    return found
