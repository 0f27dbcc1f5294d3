"""Files that a command makes: of all visits together, or to be handed over; and the office they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import Failure, unwritable
from jiedai.cli.paths import STDIN
from jiedai.language import _
from jiedai.workspace import Workspace, shown

if TYPE_CHECKING:
    from jiedai.model.office import Office


def office_here(plans: Sequence[str] = ()) -> Office | None:
    """The office of the workspace around the first of the plans that were named, else the working directory."""
    from jiedai.loading import load_office

    named = next((Path(plan) for plan in plans if plan != STDIN and Path(plan).exists()), Path.cwd())
    path = Workspace.around(named).office_path()
    return load_office(path).office if path else None


def save(make: Callable[[], bytes], suffix: str, name: str, output: str | None) -> None:
    """Write a paper over many visits to FILE, or to `out/` of the workspace. Failure where it cannot be written."""
    from jiedai.source.save import write_atomic

    place = Path(output) if output else Workspace.around(Path.cwd()).root / "out" / f"{name}{suffix}"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, make())
    except OSError as error:
        raise unwritable(error, shown(place)) from None
    console.say(_("写好了 {path}").format(path=shown(place)))


def write_new(target: Path, data: bytes) -> None:
    """Write a file that is not there yet, in a folder that may have to be made. Failure where that is refused."""
    from jiedai.source import save

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        save.write_new(target, data)
    except FileExistsError:
        message = _("已经有 {file}，没有覆盖").format(file=shown(target))
        raise Failure(message, _("用 -o 写另一个名字")) from None
    except OSError as error:
        raise unwritable(error, shown(target)) from None
