"""One run of `jiedai render`: plans printed one after the other, and what is said of it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai import report
from jiedai.cli import console
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, unwritable, words
from jiedai.cli.findings import Examination, counting, tell
from jiedai.cli.paths import STDIN, no_plan, read, unread
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents import translation
from jiedai.documents.build import Edition
from jiedai.documents.render import CannotWrite, Memory, Order, Rendered, UnknownName, folder_name, render
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from jiedai.report import text
from jiedai.source import Unreadable
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.app import Render


def print_time(as_of: dt.date | None) -> dt.datetime:
    """The time that every page names: the day of `--as-of`, else SOURCE_DATE_EPOCH, else now.

    With one of the first two the same plan gives the same bytes. Naive times are Chinese ones.
    """
    if as_of is not None:
        return dt.datetime.combine(as_of, dt.time())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise Failure(
            _("SOURCE_DATE_EPOCH“{value}”不是 1970 年起的秒数").format(value=epoch), _("改成整数，或取消这个环境变量")
        ) from None


def output_folder(given: str | None) -> Path:
    """The folder of `--output`; without it `out` at the root of the workspace around the working directory."""
    if given is None:
        return Path(shown(Workspace.around(Path.cwd()).root / "out"))
    if not given.strip():
        raise Failure(_("-o 后面要写文件夹的名字"), _("不写 -o 就写到 out"))
    return Path(given)


def refuse_namesakes(paths: Sequence[str]) -> None:
    """Failure where two plans would be printed into one folder."""
    seen: dict[str, str] = {}
    for path in paths:
        if path == STDIN:
            continue
        stem = Path(path).stem.casefold()
        if stem in seen:
            message = _("“{one}”和“{other}”同名，印出的文件会互相覆盖").format(one=seen[stem], other=path)
            raise Failure(message, _("分两次印，用 -o 写到不同的文件夹"))
        seen[stem] = path


class Printing:
    """One run of the command: what is wanted, and what was written so far."""

    def __init__(self, options: Render, created: dt.datetime) -> None:
        self.options = options
        self.out = output_folder(options.output)
        self.written: list[Path] = []
        self.memory: Memory | None = None
        self._order = Order(
            out=self.out,
            edition=Edition(
                created,
                labels=options.labels,
                draft=options.draft,
                person=options.person.strip(),
                since=_earlier(options.since),
            ),
            documents=words(options.documents),
            formats=words(options.formats),
            audience=_audience(options.audience),
            copies=options.copies,
            each=options.each,
        )

    def at(self, created: dt.datetime) -> None:
        """Print from now on with this print time."""
        self._order = replace(self._order, edition=replace(self._order.edition, created=created))

    def plan(self, path: str, examination: Examination) -> int:
        """Print one plan; its exit status."""
        try:
            loaded = read(path)
        except Unreadable as error:
            console.complain(unread(error, path))
            return WRONG
        outcome = examination.of(loaded)
        refusing = list(counting(outcome.diagnostics, Level.ERROR))
        if loaded.plan is None or (refusing and not self.options.draft):
            tell(refusing, outcome.lines)
            refusal = _has_errors(loaded) if loaded.plan is not None else no_plan(loaded)
            console.complain(refusal)
            return refusal.status
        return self._print(loaded)

    def _print(self, loaded: Loaded) -> int:
        found: list[Diagnostic] = []
        try:
            for rendered in render(loaded, self._order, self.memory):
                self._took(rendered)
                found += rendered.diagnostics
        except UnknownName as error:
            raise Failure(str(error)) from None
        except CannotWrite as error:
            cause = error.__cause__
            place = shown(self.out / folder_name(loaded))
            raise unwritable(cause if isinstance(cause, OSError) else error, place) from None
        told = [one for one in found if one.level is not Level.INFO or self._order.documents]
        tell([one for one in dict.fromkeys(told) if one.code != translation.UNTRANSLATED], {})
        _list_untranslated({one for one in told if one.code == translation.UNTRANSLATED})
        return FOUND if any(one.level is Level.ERROR for one in found) else FINE

    def _took(self, rendered: Rendered) -> None:
        """Name a file that was written: with the time it took for a person, the path alone for a program."""
        if rendered.path is None:
            return
        self.written.append(rendered.path)
        path = shown(rendered.path)
        timed = _("{path}（{seconds:.2f} 秒）").format(path=path, seconds=rendered.seconds)
        console.data(timed if console.is_terminal(sys.stdout) else path)
        sys.stdout.flush()


def _has_errors(loaded: Loaded) -> Failure:
    """The failure to say that a plan is refused for its errors."""
    hint = _("改好再印；要先看样子，加 --draft 印草稿")
    return Failure(_("{plan} 有错误，没有印").format(plan=loaded.name), hint, FOUND)


def _earlier(path: str | None) -> Loaded | None:
    """The earlier version of the plan that `--since` names. Failure where it cannot be read as a plan."""
    if path is None:
        return None
    try:
        loaded = read(path)
    except Unreadable as error:
        raise unread(error, path) from None
    if loaded.plan is None:
        raise Failure(
            _("{plan} 读不成方案，不能作为旧版").format(plan=loaded.name), _("--since 要写同一份方案以前的文件")
        )
    return loaded


def _audience(name: str | None) -> str | None:
    """The audience meant by its name in either language; what is unknown is left for `render` to refuse."""
    chinese = {zh: english for english, zh in AUDIENCES.items()}
    return chinese.get(name.strip(), name.strip().lower()) if name is not None else None


def _list_untranslated(found: set[Diagnostic]) -> None:
    """Name each text that has no translation on a line of its own, in the order of the file, and say what to write."""
    if not found:
        return
    inner_first = sorted(found, key=lambda one: (not one.path, one.file, one.span.line, one.span.column))
    shown_to = report.Report(inner_first, 1, colour=console.colourful(sys.stderr))
    report.put(text.lines(shown_to), sys.stderr, text.ENCODING)
    console.say(_("缺 {count} 处译文，文件里仍是原文。{hint}").format(count=len(found), hint=translation.how()))
