"""One run of `jiedai render`: plans printed one after the other, and what is said of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiedai import report
from jiedai.cli import console
from jiedai.cli.engine import engine
from jiedai.cli.failure import FINE, FOUND, WRONG, Failure, unwritable, words
from jiedai.cli.outcomes import Outcome as Found
from jiedai.cli.outcomes import counting, tell
from jiedai.cli.paths import STDIN, no_plan, read, unread
from jiedai.cli.results import Kept
from jiedai.diagnostics import Diagnostic, Level
from jiedai.documents import translation
from jiedai.documents.build import Edition
from jiedai.documents.filing.names import plan_folder
from jiedai.documents.filing.shelf import register
from jiedai.documents.order import Order, UnknownName
from jiedai.documents.render import CannotWrite, Made, Outcome, Rendered, make, render, shelve
from jiedai.language import _
from jiedai.loading import Loaded
from jiedai.many import in_order
from jiedai.model.base import AUDIENCES
from jiedai.report import text
from jiedai.source import Unreadable
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Render

_BLANK = "GS13"


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


def named(path: Path) -> None:
    """Name a file that was written, for a program; a person is told of all of them at the end."""
    if not console.is_terminal(sys.stdout):
        console.data(shown(path))
        sys.stdout.flush()


Printer = Callable[[Loaded, Order], Iterator[Rendered]]
"""Prints a plan as it was ordered, as `render` does."""


class Pressed(NamedTuple):
    """What was found in a plan, and its papers, of which there are none where it is not printed."""

    outcome: Found
    papers: list[Made] = []


@dataclass(frozen=True, slots=True)
class Press:
    """Makes the papers of one plan after the other, to be sent to other machines: call it with a PATH."""

    order: Order
    as_of: dt.date | None = None

    def __call__(self, path: str) -> Pressed:
        """Check a plan and make its papers. What cannot be read, or is not known, is told where they are put."""
        from jiedai.cli.findings import Examination

        try:
            loaded = read(path)
        except Unreadable:
            return Pressed(Found())
        outcome = Examination(as_of=self.as_of, alone=True).of(loaded)
        order = _fitting(self.order, loaded, outcome)
        try:
            return Pressed(outcome, make(loaded, order) if order is not None else [])
        except UnknownName:
            return Pressed(outcome)


def _fitting(order: Order, loaded: Loaded, outcome: Found) -> Order | None:
    """How a plan is printed in which so much was found; None where it is not."""
    refusing = any(counting(outcome.diagnostics, Level.ERROR))
    if loaded.plan is None or (refusing and not order.edition.draft):
        return None
    draft = order.edition.draft or bool(_blanks(outcome))  # a paper with 待填 in it is nobody's final paper
    return replace(order, edition=replace(order.edition, draft=draft, before=_issued_before(loaded)))


def _blanks(outcome: Found) -> int:
    """How many places of a plan are still to be filled in."""
    return sum(one.code == _BLANK for one in outcome.diagnostics)


class Printing:
    """One run of the command: what is wanted, and what was written so far."""

    def __init__(self, options: Render, created: dt.datetime, out: Path, named: Callable[[Path], None] = named) -> None:
        """Print into the folder `out`; each file that was written is `named` as soon as it is there."""
        self.options = options
        self.out = out
        self._named = named
        self.written: list[Path] = []
        self.folders: list[Path] = []
        """The plans' folders, once something is in them."""
        self.same = 0
        """Files that would say what they say already."""
        self._order = Order(
            out=self.out,
            edition=Edition(
                created,
                labels=options.labels,
                draft=options.draft,
                person=options.person.strip(),
                since=_earlier(options.since),
                full=options.full,
            ),
            documents=words(options.documents),
            formats=words(options.formats),
            audience=audience_id(options.audience),
            copies=options.copies,
            each=options.each,
            names=options.names,
        )

    def at(self, created: dt.datetime) -> None:
        """Print from now on with this print time."""
        self._order = replace(self._order, edition=replace(self._order.edition, created=created))

    def plan(self, path: str, examination: Kept) -> int:
        """Print one plan; its exit status."""
        asked = examination.asked(path)
        return self._plan(path, asked.of, render)

    def plans(self, paths: Sequence[str], on: str) -> list[int]:
        """Print plans whose papers the engine at an address makes; their exit statuses. Failure where it cannot."""
        from jiedai.documents.beside import beside

        press = Press(self._order, self.options.as_of)
        with engine(on) as executor:
            pressed = in_order(press, paths, executor=executor, reads=beside, chunk=1)  # papers are large
            return [
                self._plan(path, lambda _loaded, one=one: one.outcome, partial(shelve, every=one.papers))  # type: ignore[misc]
                for path, one in zip(paths, pressed, strict=True)
            ]

    def _plan(self, path: str, found: Callable[[Loaded], Found], printed: Printer) -> int:
        """Print one plan, of which it says what was `found`; its exit status."""
        try:
            loaded = read(path)
        except Unreadable as error:
            console.complain(unread(error, path))
            return WRONG
        outcome = found(loaded)
        refusing = list(counting(outcome.diagnostics, Level.ERROR))
        order = _fitting(self._order, loaded, outcome)
        if order is None:
            tell(refusing, outcome.lines)
            refusal = _has_errors(loaded) if loaded.plan is not None else no_plan(loaded)
            console.complain(refusal)
            return refusal.status
        self._say_version(loaded)
        status = self._print(loaded, order, printed)
        if blanks := _blanks(outcome):
            console.say(_("还有 {count} 处待填，印成草稿；填好再印就是正式的").format(count=blanks))
        return status

    def _say_version(self, loaded: Loaded) -> None:
        """Say where a plan is printed under another version than before, or was changed since that was issued."""
        assert loaded.plan is not None
        version = loaded.plan.version
        before = {paper.plan_version for paper in register(self.out / plan_folder(loaded)) if not paper.draft}
        if before and version != max(before):
            console.say(
                _("上次印的是第 {before} 版，这次是第 {version} 版").format(before=max(before), version=version)
            )
        if loaded.path and _is_changed(loaded):
            message = _(
                "第 {version} 版印发以后方案又改过，印出的还写着第 {version} 版；改定后用 jiedai issue 印发新版"
            )
            console.say(message.format(version=version))

    def _print(self, loaded: Loaded, order: Order, printed: Printer) -> int:
        found: list[Diagnostic] = []
        done: list[Rendered] = []
        try:
            for rendered in printed(loaded, order):
                self._took(rendered)
                done.append(rendered)
                found += rendered.diagnostics
        except UnknownName as error:
            raise Failure(str(error)) from None
        except CannotWrite as error:
            cause = error.__cause__
            place = shown(self.out / plan_folder(loaded))
            raise unwritable(cause, place) if isinstance(cause, OSError) else Failure(str(error)) from None
        self._say(self.out / plan_folder(loaded), done)
        told = [one for one in found if one.level is not Level.INFO or order.documents]
        tell([one for one in dict.fromkeys(told) if one.code != translation.UNTRANSLATED], {})
        _list_untranslated({one for one in told if one.code == translation.UNTRANSLATED})
        return FOUND if any(one.level is Level.ERROR for one in found) else FINE

    def _took(self, rendered: Rendered) -> None:
        """Count a file, and name one that was written."""
        self.same += rendered.outcome is Outcome.SAME
        if rendered.written is None:
            return
        self.written.append(rendered.written)
        self._named(rendered.written)

    def _say(self, folder: Path, done: Sequence[Rendered]) -> None:
        """What a person is told of a plan's papers: a line for each reader, then what else became of files."""
        papers = {(folder / paper.path): paper for paper in register(folder)}
        if papers and folder not in self.folders:
            self.folders.append(folder)
        if console.is_terminal(sys.stdout):
            by_reader: dict[Path, dict[str, int]] = {}
            for one in done:
                paper = papers.get(one.path) if one.path and one.outcome is not Outcome.RETIRED else None
                if paper is not None and one.path is not None:
                    by_reader.setdefault(one.path.parent, {}).setdefault(paper.title, paper.amount)
            for reader, titles in by_reader.items():
                listed = _("、").join(f"{title} {amount}" for title, amount in titles.items())
                console.data(_("{folder}：{titles}").format(folder=shown(reader), titles=listed))
        for one in done:
            if one.outcome is Outcome.BESIDE and one.path is not None:
                message = _("{path} 里有印出后被人改过的文件，没有动它；新印的在旁边：{name}")
                console.say(message.format(path=shown(one.path.parent), name=one.path.name))
        retired = sum(one.outcome is Outcome.RETIRED for one in done)
        if retired:
            console.say(_("{count} 个文件现在的方案里没有了，移到作废").format(count=retired))


def _is_changed(loaded: Loaded) -> bool:
    """Whether a plan is no longer what was issued under its version; what cannot be read of records says nothing."""
    assert loaded.path is not None
    if not loaded.workspace.records_dir.is_dir():
        return False
    from jiedai.workflow.records import JournalError, Records

    try:
        issued = Records.of(loaded.path).issued
        return (
            issued is not None
            and loaded.plan is not None
            and issued.plan_version == loaded.plan.version
            and issued.sha256 != hashlib.sha256(loaded.path.read_bytes()).hexdigest()
        )
    except (JournalError, OSError):
        return False


def _issued_before(loaded: Loaded) -> Loaded | None:
    """The version of a plan that was issued before its own; None where there is none, or it cannot be read any more."""
    plan = loaded.plan
    if plan is None or plan.version < 2 or loaded.path is None or not loaded.workspace.records_dir.is_dir():
        return None
    from jiedai.workflow.changes.issuing import copied
    from jiedai.workflow.records import JournalError, Records

    try:
        earlier = [one for one in Records.of(loaded.path).versions() if one.plan_version < plan.version]
        return copied(earlier[-1]) if earlier else None
    except (JournalError, OSError, Unreadable):
        return None


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


def audience_id(name: str | None) -> str | None:
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
