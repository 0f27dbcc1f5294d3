"""What is found in plans: the codes a command line selects, one file checked after the other."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiedai.check import engine
from jiedai.check.marks import Mark, Taken, left
from jiedai.check.selection import ALL, Selection
from jiedai.cli.console import say
from jiedai.cli.failure import DEBUG, Failure, near, words
from jiedai.cli.outcomes import Fixes, Outcome
from jiedai.cli.paths import STDIN, read, unread
from jiedai.diagnostics import Diagnostic, Replacement
from jiedai.language import _
from jiedai.loading import Loaded, load_office
from jiedai.report import RuleFacts, quoted
from jiedai.source import Unreadable, files, read_file
from jiedai.visit.book import RuleBook, rule_book
from jiedai.visit.packs import PackError, available
from jiedai.workspace import Workspace, is_knowledge, is_pack


def packs_in_force(workspace: Workspace) -> tuple[tuple[str, ...], Path | None]:
    """The names of the packs that the office of a workspace has switched on, and the folder of its own packs."""
    path, folder = workspace.office_path(), workspace.packs_dir
    office = load_office(path).office if path else None
    names = tuple(office.standards.packs) if office and office.standards else ()
    return names, folder if files.is_dir(folder) else None


def book_here() -> RuleBook:
    """The rules in force in the workspace around the working directory; the national ones where a pack is broken."""
    try:
        return rule_book(*packs_in_force(Workspace.around(Path.cwd())))
    except PackError as error:
        say(error.message)
        return rule_book()


def known_codes() -> set[str]:
    """Every code there is: of the national pack, and the other packs within reach."""
    _names, own = packs_in_force(Workspace.around(Path.cwd()))
    found = set(rule_book().rows)
    for pack in available(own):
        try:
            found |= set(rule_book((pack,), own).rows)
        except PackError:  # a broken pack is reported where an office uses it
            continue
    return found


_ALSO_CALLED = {"KX05": "GH05"}
"""A letter used for two receptions is a rule of letters, and a clash between visits: it answers to both."""


def rule_called(code: str) -> str:
    """The code that a rule has in its manual, by whichever of its codes it was asked for."""
    return _ALSO_CALLED.get(code, code)


def chosen_codes(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The codes of `--select` and `--ignore`: codes or their beginnings. Failure for one that no rule has."""
    wanted, unwanted = ([word.upper() for word in words(values)] for values in (select, ignore))
    if not wanted and not unwanted:
        return ALL
    known = known_codes()
    for code in (*wanted, *unwanted):
        if not any(one.startswith(rule_called(code)) for one in known):
            raise unknown_code(code, known)
    return Selection(tuple(_with_others(wanted)), tuple(_with_others(unwanted)))


def _with_others(codes: Iterable[str]) -> Iterator[str]:
    """Codes or their beginnings, and the rules that answer to them beside those whose codes begin so."""
    for code in codes:
        yield code
        yield from (rule for also, rule in _ALSO_CALLED.items() if also.startswith(code))


def unknown_code(code: str, known: set[str]) -> Failure:
    """The failure to say that no rule has this code."""
    areas = sorted({one[:2] for one in known})
    titled = next((one for one, rows in rule_book().rows.items() if any(row.name == code for row in rows)), "")
    close = near(titled or code, sorted(known)) if titled or code[:2] in areas else ""
    if not close:
        close = _("用 jiedai list rules 看全部代号；领域有 {areas}").format(areas=_("、").join(areas))
    return Failure(_("没有代号“{code}”").format(code=code), close)


_MENDABLE = frozenset({"GS01", "GS07", "GS10", "SJ01"})
"""What `check --fix` may mend."""


@dataclass(frozen=True, slots=True)
class Examination:
    """A check of one file after the other, to be sent to other processes: call it with a PATH."""

    selection: Selection = ALL
    as_of: dt.date | None = None
    alone: bool = False
    """Whether nothing is held against what other plans take: then nothing of that is left."""

    def __call__(self, path: str) -> Outcome:
        """Check the file at a PATH: a plan, an office file or a rule pack. A fault of jiedai ends this file alone."""
        try:
            return self._outcome(path)
        except Exception as error:
            if DEBUG in os.environ or files.away():  # who sent the plan does it again, and keeps the log
                raise
            from jiedai.cli.faults import told

            return Outcome(name=path, fault=told(error, ["check", path]))

    def _outcome(self, path: str) -> Outcome:
        try:
            if path != STDIN and is_pack(Path(path)):
                return self._of_pack(Path(path))
            if path != STDIN and is_knowledge(Path(path)):
                return self._of_knowledge(Path(path))
            loaded = read(path)
        except Unreadable as error:
            why = unread(error, path)
            return Outcome(unreadable=why.message, hint=why.hint)
        return self.of(loaded)

    def _of_pack(self, path: Path) -> Outcome:
        from jiedai.check.packs import check_pack, pack_source

        source = pack_source(path)
        found = [
            engine.completed(one, rule_book().row(one.code))
            for one in check_pack(path, source)
            if one.code in self.selection
        ]
        return Outcome(source.name, tuple(found), quoted(found, source))

    def _of_knowledge(self, path: Path) -> Outcome:
        from jiedai.check.knowledge import check_knowledge

        book = rule_book(*packs_in_force(Workspace.around(path)))
        source, every = check_knowledge(path, book, self.as_of)
        found = [one for one in every if one.code in self.selection]
        return Outcome(source.name, tuple(found), quoted(found, source))

    def of(self, loaded: Loaded) -> Outcome:
        """Check a file that was read."""
        examine = engine.alone if self.alone else engine.examined
        found, marks, unchecked = examine(loaded, as_of=self.as_of, selection=self.selection)
        said = [mark for mark in marks if isinstance(mark, Mark)]
        taken = [mark for mark in marks if isinstance(mark, Taken)]
        lines = quoted([*found, *(mark.finding for mark in said)], loaded.source)
        if loaded.office_file is not None:
            lines |= quoted(found, loaded.office_file.source)
        folder = loaded.workspace.packs_dir
        for pack in {one.file for one in found if is_pack(Path(one.file))} if files.is_dir(folder) else ():
            lines |= quoted(found, read_file(Path(pack), pack))
        for file in {one.file for one in found if is_knowledge(Path(one.file))}:
            lines |= quoted(found, read_file(Path(file), file))
        fixes, facts = _fixes(loaded, found), _facts(loaded, [*found, *(mark.finding for mark in marks)])
        remains = left(said, taken, quoted((one.finding for one in taken), loaded.source))
        return Outcome(loaded.name, tuple(found), lines, remains, unchecked, fixes, facts)


def _facts(loaded: Loaded, found: Iterable[Diagnostic]) -> Mapping[tuple[str, str, str], RuleFacts]:
    """What the rule book of the plan's office says of the rules that were broken."""
    book, plan = engine.book_of(loaded)[0], loaded.plan or loaded.partial
    day = plan.dates.first if plan else None
    rows = ((one, book.row(one.code, day)) for one in found)
    return {(one.code, one.title, one.source): RuleFacts(row.level, row.status, row.pack) for one, row in rows if row}


def _fixes(loaded: Loaded, found: Sequence[Diagnostic]) -> Fixes:
    """What `check --fix` would change for each finding of a plan and its office file that it can mend."""
    suspect = {one.file for one in found if one.code in _MENDABLE}
    if not suspect:
        return {}
    from jiedai.workflow.mending import Damaged, mended_source

    files = [(loaded.source, loaded.path or Path.cwd() / loaded.name if loaded.is_plan else None)]
    if loaded.office_file:
        files.append((loaded.office_file.source, None))
    fixes: dict[Diagnostic, tuple[Replacement, ...]] = {}
    for source, path in files:
        try:
            mended = mended_source(source, path) if source.name in suspect else None
        except Damaged:
            continue
        fixes |= {one: fix for one in found if mended and (fix := mended.fix_of(one))}
    return fixes
