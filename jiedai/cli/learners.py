"""Who learns, and what there is to learn: a log, and the library of the office, for the commands of `study`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from jiedai.cli.failure import Failure
from jiedai.cli.journals import told_plainly
from jiedai.cli.paths import choice
from jiedai.cli.saved import office_here
from jiedai.language import _
from jiedai.visit.knowledge import Library, library
from jiedai.workflow.study import log
from jiedai.workspace import Workspace, shown


def workspace_here() -> Workspace:
    """The workspace around the working directory."""
    return Workspace.around(Path.cwd())


def library_here() -> Library:
    """What the office around the working directory knows of its county."""
    return library(workspace_here().knowledge_dir())


def log_of(person: str | None) -> Path:
    """The log of the person named. Failure for nobody, or what is no name."""
    if not person:
        office = office_here()
        names = [*log.logs(workspace_here()), *(one.name for one in (office.people if office else ()))]
        hint = choice(dict.fromkeys(names)) if names else _("如 --person 姚晨")
        raise Failure(_("要写明是谁：--person"), hint)
    try:
        return log.log_path(workspace_here(), person)
    except ValueError:
        raise Failure(_("“{name}”不能作人名").format(name=person), _("写姓名，如 --person 姚晨")) from None


def told(path: Path) -> AbstractContextManager[None]:
    """Say in one line why a file of records cannot be used."""
    return told_plainly(lambda _error: shown(path))
