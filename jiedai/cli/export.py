"""`jiedai export`: a file to be handed over: the form that a visiting unit fills in, or a whole visit."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE
from jiedai.cli.one import one_path, sound_plan
from jiedai.cli.paths import STDIN
from jiedai.cli.saved import write_new
from jiedai.language import _
from jiedai.visit.case import Case
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai.cli.commands.plans import Export


def run(options: Export) -> int:
    """Write the file and print where it is. Failure where it is there already, or cannot be written."""
    if options.what == "bundle":
        from jiedai.cli import handed

        return handed.export(options.plan, options.output)
    from jiedai.workflow.forms import known, sheet, word

    case, checksum, stem = None, "", _("空表")
    if options.plan is not None:
        path = one_path(options.plan)
        sound = sound_plan(path)
        case = Case(sound.loaded, sound.plan)
        source = sound.loaded.source
        checksum = hashlib.sha256(source.encoded(source.raw)).hexdigest()
        stem = "" if path == STDIN else Path(path).stem
    state = known.known(case)
    writer = word.paper if options.format == "docx" else sheet.workbook
    name = "-".join(part for part in (_("来访信息表"), stem) if part)
    target = Path(options.output) if options.output else Path(f"{name}.{options.format}")
    if options.output and target.suffix.lower() in (".docx", ".xlsx"):
        writer = word.paper if target.suffix.lower() == ".docx" else sheet.workbook
    write_new(target, writer(case, state, checksum))
    console.data(shown(target))
    return FINE
