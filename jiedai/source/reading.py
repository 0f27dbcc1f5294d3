"""From a file to a `Source`: decode, repair in memory, compose, and say what was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import yaml

from jiedai.diagnostics import START, Diagnostic, KeyPath, Span
from jiedai.language import _
from jiedai.patterns import regex
from jiedai.source import files
from jiedai.source.compose import Composed, Composer, Limit
from jiedai.source.decode import Decoded, decode
from jiedai.source.findings import Unreadable, finding
from jiedai.source.layers import Edit, Repaired
from jiedai.source.punctuation import Fix, find_fixes

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 5_000_000

# What YAML refuses anywhere, and what libyaml would take for a newline although no editor shows it as one.
_FORBIDDEN = regex(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DOCUMENT = regex(r"\n---[ \t]*(?=\n|$)")
_HIDDEN_BREAKS = regex("[\x85\u2028\u2029]")


@dataclass(frozen=True)
class Source:
    """A file as it was read.

    `text` has `"\\n"` newlines; lines and columns of every span count in it. `raw` is the same text with the newlines
    of the file. `data` holds dicts, lists, texts and None only. `problems` are complete findings, in order. `lost` are
    the sections and lists with lines that nobody could read: `data` has what is left of them.
    """

    name: str
    text: str
    data: object = None
    spans: Mapping[KeyPath, Span] = field(default_factory=dict)
    key_spans: Mapping[KeyPath, Span] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()
    lost: frozenset[KeyPath] = frozenset()
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    raw: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their newlines."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """Line `number` (from 1); empty when there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def span(self, path: KeyPath, *, of: Literal["key", "value"] = "value") -> Span:
        """Where `path` is; the nearest place above it when it is not in the file (an item of a list has no key).

        A number that leads into something that is no list is skipped: one guest may be written without a list.
        """
        found: KeyPath = ()
        for step in path:
            longer = (*found, step)
            if longer in self.spans:
                found = longer
            elif not (isinstance(step, int) and not isinstance(self.value(found), list)):
                break
        value = self.spans.get(found, START)
        return self.key_spans.get(found, value) if of == "key" else value

    def value(self, path: KeyPath) -> Any:
        """What stands at `path`; None where there is nothing."""
        value: Any = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def encoded(self, text: str) -> bytes:
        """`text` as the bytes of this file: UTF-8, with a byte order mark if the file began with one in UTF-8."""
        return text.encode("utf-8-sig" if self.bom and self.encoding == "utf-8" else "utf-8")


def read_file(path: Path, name: str | None = None, *, vocabulary: frozenset[str] = frozenset()) -> Source:
    """Read the file at `path`, shown as `name` in messages.

    Raises:
        Unreadable: there is no such file, it may not be read, is a folder, or is larger than MAX_BYTES.
    """
    shown = str(path) if name is None else name
    try:
        if files.is_dir(path):
            raise Unreadable(_("“{file}”是文件夹，不是文件").format(file=shown))
        if not files.is_file(path):
            missing = not files.exists(path)
            raise Unreadable(
                (_("找不到文件“{file}”") if missing else _("“{file}”不是普通文件，无法读取")).format(file=shown)
            )
        raw = files.data(path, MAX_BYTES + 1)
        if not files.away() and path.stat().st_nlink > 1:
            from jiedai.source import linked  # few files have a second name

            raw = linked.meant(path, raw)
    except PermissionError:
        raise Unreadable(_("没有权限读取文件“{file}”").format(file=shown)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(_("无法读取文件“{file}”：{reason}").format(file=shown, reason=reason)) from None
    return read_bytes(raw, shown, vocabulary=vocabulary)


def read_bytes(raw: bytes, name: str, *, vocabulary: frozenset[str] = frozenset()) -> Source:
    """Read the bytes of a file that messages call `name`; `vocabulary` holds every field name in both spellings.

    Raises:
        Unreadable: there are more than MAX_BYTES.
    """
    if len(raw) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise Unreadable(_("文件“{file}”太大：超过 {size} MB").format(file=name, size=size))
    decoded = decode(raw)
    if decoded.binary:
        message = _("这不是文本文件，无法读取")
        hint = _("请确认选的是方案文件；方案要用文本编辑器保存为 UTF-8 编码。")
        found = finding("GS06", message, name, START, hint=hint)
        return Source(name=name, text="", problems=(found,), encoding=decoded.encoding)
    text = normalized(decoded.raw)
    composed, problems = _compose(text, name, vocabulary)
    problems = [*_encoding_problems(decoded, text, name), *problems]
    problems.sort(key=lambda problem: problem.span)
    return Source(
        name=name,
        text=text,
        data=composed.data,
        spans=composed.spans,
        key_spans=composed.key_spans,
        problems=tuple(problems),
        lost=frozenset(composed.lost),
        encoding=decoded.encoding,
        bom=decoded.bom,
        newline=decoded.newline,
        raw=decoded.raw,
    )


def normalized(text: str) -> str:
    """`text` with every newline as `"\\n"`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def printable(text: str) -> str:
    """`text` with a space for each character that YAML refuses, or takes for a newline that no editor shows."""
    return _HIDDEN_BREAKS.sub(" ", _FORBIDDEN.sub(" ", text))


def _encoding_problems(decoded: Decoded, text: str, file: str) -> list[Diagnostic]:
    """What GS06 has to say: another encoding, or damaged characters."""
    command = f"jiedai check --fix {file}"
    problems = []
    if decoded.encoding != "utf-8":
        shown = decoded.encoding.upper()
        message = _("文件编码是 {encoding}，应当是 UTF-8").format(encoding=shown)
        hint = _("运行 {command} 可以转换编码。").format(command=command)
        problems.append(finding("GS06", message, file, START, hint=hint))
    if decoded.first_bad is not None:
        before = normalized(decoded.raw[: decoded.first_bad])
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        message = _("第 {line} 行第 {column} 列起有无法识别的字符").format(line=line, column=column)
        hint = _("文件可能在保存或传输时损坏；请用原来的软件打开，另存为 UTF-8 编码。")
        problems.append(finding("GS06", message, file, Span.point(line, column), hint=hint))
    return problems


def _compose(text: str, file: str, vocabulary: frozenset[str]) -> tuple[Composed, list[Diagnostic]]:
    """The data of `text`, whose slips are repaired in memory first so that one does not hide the others."""
    problems = []
    repaired = Repaired(text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        message = _("有不可见的控制字符（U+{number:04X}）").format(number=ord(forbidden.group()))
        hint = _("删去这个字符；它多半是从别的软件粘贴来的。")
        problems.append(finding("GS01", message, file, repaired.span(forbidden.start(), forbidden.end()), hint=hint))
    repaired.text = printable(text)
    fixes = find_fixes(repaired.text, vocabulary)
    problems += [_told(fix, repaired, file) for fix in fixes if fix.slip.code]
    repaired.add(Edit(fix.start, fix.end, fix.new) for fix in fixes)
    try:
        try:
            composed = Composer(repaired, file, vocabulary).compose()
        except yaml.YAMLError as error:
            read = _help_over(error, repaired, file, vocabulary, problems)
            composed = Composer(repaired, file, vocabulary).compose() if read else Composed(repaired)
        if composed.second is not None:
            composed = _as_one(composed, composed.second, repaired, file, vocabulary)
    except Limit as limit:
        return Composed(repaired), [*problems, limit.problem]
    if composed.empty and not problems:
        message = _("文件是空的，没有任何内容")
        problems.append(finding("GS01", message, file, START, hint=_("用 jiedai new 可以生成一份方案。")))
    return composed, problems + composed.problems


def _as_one(composed: Composed, second: int, repaired: Repaired, file: str, vocabulary: frozenset[str]) -> Composed:
    """The data of two documents where the line between them only divides one plan; else what was composed of the first.

    A plan that follows another says the same things again; the rest of a plan does not.
    """
    mark = _DOCUMENT.search(repaired.text, repaired.text.rfind("\n---", 0, second))
    if mark is None:
        return composed
    whole = Repaired(repaired.text)
    whole.add([Edit(mark.start() + 1, mark.end(), "")])
    try:
        again = Composer(whole, file, vocabulary).compose()
    except (yaml.YAMLError, Limit):
        return composed
    if again.second is not None or any(found.code == "GS05" and len(found.path) == 1 for found in again.problems):
        return composed
    message, hint = _("“---”把文件分成了两段，这里按一份方案读"), _("删去这一行；每份方案存成一个文件。")
    problem = finding("GS01", message, file, repaired.span(mark.start() + 1, mark.start() + 4), hint=hint)
    repaired.add([Edit(mark.start() + 1, mark.end(), "")])
    again = Composer(repaired, file, vocabulary).compose()
    again.problems.append(problem)
    return again


def _help_over(
    error: yaml.YAMLError, repaired: Repaired, file: str, vocabulary: frozenset[str], problems: list[Diagnostic]
) -> bool:
    """Help the parser over an error and those behind it, and add what is to be said of them; whether it got to the end.

    A line with a problem gets no other: what else is wrong with it shows when it has been mended.
    """
    from jiedai.source.explain import explain  # its many patterns, and the guesses, are for a broken file alone
    from jiedai.source.recover import helped_over

    read = False
    told = {problem.span.line for problem in problems if problem.code == "GS01"}
    for stumbled, recovery in helped_over(error, repaired, vocabulary):
        fix = recovery.fix if recovery else None
        if fix and not fix.slip.code:
            continue
        problem = _told(fix, repaired, file) if fix else explain(stumbled, repaired, file)
        if problem.span.line not in told:
            problems.append(problem)
        told.add(problem.span.line)
        read = recovery is not None
    return read


def _told(fix: Fix, repaired: Repaired, file: str) -> Diagnostic:
    """What is to be said of a slip, placed in the original text."""
    return finding(fix.slip.code, fix.message, file, repaired.span(*fix.shown), hint=fix.hint)
