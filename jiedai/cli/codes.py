"""The codes of rules: those that there are here, and those that a command line selects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiedai.check import engine
from jiedai.check.engine import Selection
from jiedai.cli.console import Listing, say
from jiedai.cli.failure import Failure, near, words
from jiedai.diagnostics import Level
from jiedai.language import N_, _
from jiedai.loading import load_office
from jiedai.visit.book import PackError, RuleBook, available, rule_book
from jiedai.workspace import Workspace

LEVELS = {Level.ERROR: N_("错误"), Level.WARNING: N_("警告"), Level.INFO: N_("提示")}
"""What the levels of rules are called."""
VISITS = {"any": N_("所有接待"), "domestic": N_("国内"), "foreign": N_("外事")}
"""For which visits a rule is."""


def packs_in_force(workspace: Workspace) -> tuple[tuple[str, ...], Path | None]:
    """The names of the packs that the office of a workspace has switched on, and the folder of its own packs."""
    path, folder = workspace.office_path(), workspace.packs_dir
    office = load_office(path).office if path else None
    names = tuple(office.standards.packs) if office and office.standards else ()
    return names, folder if folder.is_dir() else None


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


def chosen_codes(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The codes of `--select` and `--ignore`: codes or their beginnings. Failure for one that no rule has."""
    wanted, unwanted = ([word.upper() for word in words(values)] for values in (select, ignore))
    if not wanted and not unwanted:
        return engine.ALL
    known = known_codes()
    for code in (*wanted, *unwanted):
        if not any(one.startswith(code) for one in known):
            raise unknown_code(code, known)
    return Selection(tuple(wanted), tuple(unwanted))


def unknown_code(code: str, known: set[str]) -> Failure:
    """The failure to say that no rule has this code."""
    areas = sorted({one[:2] for one in known})
    titled = next((one for one, rows in rule_book().rows.items() if any(row.name == code for row in rows)), "")
    close = near(titled or code, sorted(known)) if titled or code[:2] in areas else ""
    if not close:
        close = _("用 jiedai list rules 看全部代号；领域有 {areas}").format(areas=_("、").join(areas))
    return Failure(_("没有代号“{code}”").format(code=code), close)


def rules_of(book: RuleBook) -> Listing:
    """The rules of a book as they hold from now on; a rule that differs for foreign guests has two rows."""
    head = (_("代号"), _("级别"), _("名称"), _("依据"), _("核对"), _("适用"), _("默认"))
    rows = [
        (
            code,
            _(LEVELS[row.level]),
            row.name,
            row.basis,
            row.checked,
            _(VISITS[row.kinds]),
            _("查") if row.on else _("不查"),
        )
        for code in sorted(book.rows)
        for row in book.newest(code)
    ]
    return Listing(head, ("code", "level", "title", "source", "status", "visits", "state"), rows)
