"""What ends a command early: wrong usage, or a file that cannot be read or written."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence

from jiedai.language import N_, _

FINE, FOUND, WRONG, FAULT = 0, 1, 2, 3
"""Exit statuses: all well; findings that count; wrong usage or a file out of reach; a fault of jiedai."""
INTERRUPTED = 130
BROKEN_PIPE = 141


class Failure(Exception):
    """One plain line for the person at the terminal, and what to do about it where jiedai knows."""

    def __init__(self, message: str, hint: str = "", status: int = WRONG) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status


class ReaderGone(Exception):
    """Whoever read standard output (`| head`) has gone away; nobody is to blame."""


_REASONS = {
    errno.ENOSPC: N_("磁盘已满"),
    errno.EDQUOT: N_("磁盘配额已用完"),
    errno.EFBIG: N_("文件超过允许的大小"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.EROFS: N_("磁盘是只读的"),
    errno.ENOENT: N_("文件夹不存在"),
    errno.ENOTDIR: N_("路径中有一段不是文件夹"),
    errno.EISDIR: N_("那里已有同名的文件夹"),
    errno.EEXIST: N_("那里已有同名的文件"),
    errno.ENAMETOOLONG: N_("名字太长"),
    errno.EIO: N_("磁盘读写出错"),
}


def reason(error: OSError) -> str:
    """Why the system refused, in the language in use where the cause is a common one."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


def out_of_reach(error: OSError) -> bool:
    """Whether the cause lies in the files and disks of the user, not in jiedai."""
    return error.errno in _REASONS


def unwritable(error: OSError, path: object) -> Failure:
    """The failure to say that `path` could not be written."""
    return Failure(
        _("无法写入“{path}”：{reason}").format(path=path, reason=reason(error)), _("换一个位置，或清理磁盘后再试")
    )


def suggestion(word: str, known: Iterable[str]) -> str:
    """Which known word may have been meant, else all of them, as a hint."""
    names = list(known)
    return near(word, names) or (_("可选：{names}").format(names=_("、").join(names)) if names else "")


def near(word: str, known: Iterable[str]) -> str:
    """Which known word may have been meant, as a hint; empty where none is near."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    typed = word.casefold()
    close = get_close_matches(typed, names, 1, 0.5) or [name for name in names if typed and typed in name][:1]
    return _("是不是想写“{name}”？").format(name=names[close[0]]) if close else ""


def words(values: Sequence[str]) -> list[str]:
    """The words of an option that may be given several times, and several at a time with commas between."""
    import re

    return list(dict.fromkeys(word for value in values for word in re.split(r"[\s,，、]+", value) if word))
