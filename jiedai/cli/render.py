"""`jiedai render`: plans as printed documents."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from jiedai import report
from jiedai.cli import console
from jiedai.cli.check import Gathered
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, suggestion, unwritable, words
from jiedai.cli.plans import STDIN, Examination, Outcome, day, find, no_plan, read, unread
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents import translation
from jiedai.documents.build import Edition
from jiedai.documents.render import CannotWrite, Memory, Order, Rendered, UnknownName, folder_name, render
from jiedai.language import PAPERS, _
from jiedai.loading import Loaded
from jiedai.model.base import AUDIENCES
from jiedai.report import text
from jiedai.source import Unreadable
from jiedai.workspace import shown


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command line."""

    paths: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    output: str = "out"
    audience: str | None = None
    as_of: str | None = None
    draft: bool = False
    open: bool = False
    person: str = ""
    since: str | None = None
    copies: int = 0
    each: bool = False
    labels: str = "zh"
    watch: bool = False


def run(request: Request) -> int:
    """Print plans as documents; the exit status."""
    if request.labels not in PAPERS:
        message = _("没有“{language}”这种文件语言").format(language=request.labels)
        raise Failure(message, suggestion(request.labels, PAPERS))
    if not request.output.strip():
        raise Failure(_("-o 后面要写文件夹的名字"), _("不写 -o 就写到 out"))
    if request.watch:
        from jiedai.cli.watch import watch

        return watch(request)
    started = time.perf_counter()
    examination = Examination(as_of=day(request.as_of))
    paths = find(request.paths)
    refuse_namesakes(paths)
    printing = Printing(request, print_time(examination.as_of))
    statuses = [printing.plan(path, examination) for path in paths]
    seconds = time.perf_counter() - started
    if printing.written:
        console.say(
            _("写了 {count} 个文件，在 {folder}（{seconds:.1f} 秒）").format(
                count=len(printing.written), folder=request.output, seconds=seconds
            )
        )
        if request.open:
            _open(printing.written[0].parent if len(paths) == 1 else Path(request.output))
    elif max(statuses) == FINE:
        raise Failure(
            _("没有写出任何文件：方案里没有所选文件要用的内容，或所选文件没有这种格式"),
            _("用 jiedai list documents 看各种文件的格式"),
        )
    return max(statuses)


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

    def __init__(self, request: Request, created: dt.datetime) -> None:
        self.request = request
        self.written: list[Path] = []
        self.memory: Memory | None = None
        self._order = Order(
            out=Path(request.output),
            edition=Edition(
                created,
                labels=request.labels,
                draft=request.draft,
                person=request.person.strip(),
                since=_earlier(request.since),
            ),
            documents=words(request.documents),
            formats=words(request.formats),
            audience=_audience(request.audience),
            copies=request.copies,
            each=request.each,
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
        refusing = _refusing(outcome)
        if loaded.plan is None or (refusing and not self.request.draft):
            _show(refusing, outcome.lines)
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
            place = shown(self._order.out / folder_name(loaded))
            raise unwritable(cause if isinstance(cause, OSError) else error, place) from None
        told = [one for one in found if one.level is not Level.INFO or self._order.documents]
        _show([one for one in dict.fromkeys(told) if one.code != translation.UNTRANSLATED], {})
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


def _refusing(outcome: Outcome) -> list[Diagnostic]:
    """The findings for which a plan is not printed."""
    gathered = Gathered()
    gathered.add(outcome)
    return list(gathered.counting())


def _show(found: Iterable[Diagnostic], lines: dict[tuple[str, int], str]) -> None:
    """Print findings for a person, on standard error: standard output holds the files written."""
    diagnostics = list(found)
    if not diagnostics:
        return
    shown_to = report.Report(diagnostics, 1, lines=lines, colour=console.colourful(sys.stderr))
    report.put(text.findings(shown_to), sys.stderr, text.ENCODING)


def _list_untranslated(found: set[Diagnostic]) -> None:
    """Name each text that has no translation on a line of its own, in the order of the file, and say what to write."""
    if not found:
        return
    inner_first = sorted(found, key=lambda one: (not one.path, one.file, one.span.line, one.span.column))
    shown_to = report.Report(inner_first, 1, colour=console.colourful(sys.stderr))
    report.put(text.lines(shown_to), sys.stderr, text.ENCODING)
    console.say(_("缺 {count} 处译文，文件里仍是原文。{hint}").format(count=len(found), hint=translation.how()))


def _open(folder: Path) -> None:
    """Open a folder in the desktop's file manager, where there is one."""
    if not console.opened(folder):
        console.say(_("打不开文件夹，请自己打开 {folder}").format(folder=shown(folder)))
