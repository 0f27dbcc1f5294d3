"""What ends a command early: wrong usage, or a file that cannot be read or written."""

from __future__ import annotations

import errno
from collections.abc import Container, Iterable, Sequence

from jiedai.language import N_, _

FINE, FOUND, WRONG, FAULT = 0, 1, 2, 3
"""Exit statuses: all well; findings that count; wrong usage or a file out of reach; a fault of jiedai."""
INTERRUPTED = 130
BROKEN_PIPE = 141
DEBUG = "JIEDAI_DEBUG"
"""Set in the environment by --debug, other processes included: a fault of jiedai is not caught."""


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

_ELSEWHERE = N_("换一个位置再试")
_FULL = N_("清理磁盘，或换一个位置再试")
# Windows refuses to replace a file that Word or WPS has open, in the same words as one without permission.
_OPEN = N_("文件在 Word、WPS 里开着的，先关上；没有写权限的，换一个位置")
_REMEDIES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _OPEN,
    errno.EPERM: _OPEN,
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
    hint = _(_REMEDIES.get(error.errno or 0, _ELSEWHERE))
    return Failure(_("无法写入“{path}”：{reason}").format(path=path, reason=reason(error)), hint)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Which known word may have been meant, else all of them, as a hint."""
    names = list(known)
    return near(word, names) or (_("可选：{names}").format(names=_("、").join(names)) if names else "")


def near(word: str, known: Iterable[str]) -> str:
    """Which known word may have been meant, as a hint; empty where none is near."""
    close = nearest(word, known)
    return _("是不是想写“{name}”？").format(name=close) if close else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is like `word` or holds it; empty where there is none."""
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    typed = word.casefold()
    close = [name for name in names if typed and name.startswith(typed)][:1] or get_close_matches(typed, names, 1, 0.5)
    close = close or [name for name in names if typed and typed in name][:1]
    return names[close[0]] if close else ""


def names(values: Sequence[str], known: Container[str]) -> list[str]:
    """The names of an option, as `words`, but a name that is `known` (in lower case) may have blanks in it."""
    import re

    pieces = [piece.strip() for value in values for piece in re.split(r"[,，、]+", value)]
    found = [[piece] if piece.casefold() in known else words([piece]) for piece in pieces]
    return list(dict.fromkeys(name for piece in found for name in piece))


def words(values: Sequence[str]) -> list[str]:
    """The words of an option that may be given several times, and several at a time with commas between."""
    import re

    return list(dict.fromkeys(word for value in values for word in re.split(r"[\s,，、]+", value) if word))
