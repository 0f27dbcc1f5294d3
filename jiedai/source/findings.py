"""The short names and the making of what this package reports."""

from __future__ import annotations

from jiedai.diagnostics import Diagnostic, KeyPath, Level, Related, Span
from jiedai.language import N_, _

TITLES = {
    "GS01": N_("语法错误"),
    "GS05": N_("键重复"),
    "GS06": N_("文件编码"),
    "GS07": N_("全角标点"),
    "GS10": N_("制表符缩进"),
    "GS12": N_("逗号截断文字"),
}


class Unreadable(Exception):
    """A file that cannot be read at all; `message` is one plain line for the person who named it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def finding(
    code: str,
    message: str,
    file: str,
    span: Span,
    *,
    hint: str = "",
    path: KeyPath = (),
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """An error of this package: everything that it reports keeps a plan from being read as it was meant."""
    return Diagnostic(
        code=code,
        level=Level.ERROR,
        message=message,
        file=file,
        span=span,
        path=path,
        title=_(TITLES[code]),
        hint=hint,
        related=related,
    )
