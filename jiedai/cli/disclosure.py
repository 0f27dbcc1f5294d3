"""`jiedai render --for public`: what of the receptions of a year is made public, one table a year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.cli import console
from jiedai.cli.failure import FINE, WRONG, Failure, unwritable, words
from jiedai.cli.figures import batches
from jiedai.cli.saved import office_here
from jiedai.documents.filing.names import Names, reader_folder, safe_name
from jiedai.documents.filing.shelf import Paper, Shelf
from jiedai.documents.order import UnknownName
from jiedai.documents.order import formats as chosen_formats
from jiedai.language import _, speaking
from jiedai.workflow.after.disclosure import ID, disclosure, public_years, title_of
from jiedai.workflow.after.stats import LEAST_PUBLIC
from jiedai.workspace import shown

if TYPE_CHECKING:
    from jiedai import blocks as b
    from jiedai.cli.commands.plans import Render

FOLDER = "公开信息"
"""Where the tables go, beside the folders of the plans."""


def run(options: Render, out: Path, created: dt.datetime) -> int:
    """Print the table of each year that may be made public; a line where there is none. WRONG where a plan cannot be
    read, which is then missing in the figures.
    """
    found = batches(options.paths)
    office = office_here()
    try:
        kinds = chosen_formats(words(options.formats))
    except UnknownName as error:
        raise Failure(str(error)) from None
    with speaking("en" if options.labels == "en" else "zh"):
        tables = [
            (year.year, title_of(year), disclosure(year, before, office, created))
            for year, before in public_years(found.rows, office)
        ]
    if not tables:
        console.say(
            _("没有可以公开的内容：公开的是全年汇总，一年不足 {least} 次来访的不公开").format(least=LEAST_PUBLIC)
        )
    else:
        _print(out / FOLDER, tables, kinds, options.names, created)
    return WRONG if found.wrong else FINE


def _print(
    folder: Path, tables: list[tuple[int, str, b.Document]], kinds: tuple[str, ...], names: Names, created: dt.datetime
) -> None:
    """Put the tables on a shelf of their own, as the papers of a plan are."""
    from jiedai import formats
    from jiedai.cli.printing import named
    from jiedai.documents.filing import contents
    from jiedai.documents.render import write
    from jiedai.source.save import Busy

    try:
        with Shelf.opened(folder, names) as shelf:
            for year, title, document in tables:
                for kind in (kind for kind in kinds if formats.only(kind) != "events"):
                    writer = formats.writer(kind)
                    stem = safe_name(title if names == "zh" else f"{ID}-{year}")
                    path = f"{reader_folder('public', names, draft=False)}/{stem}{writer.SUFFIX}"
                    moment = created.isoformat(timespec="seconds")
                    row = Paper(path, f"{ID}-{year}", title, kind, "public", printed_at=moment)
                    named(*shelf.put([(row, writer.write(document))]))
            shelf.save()
            write(folder / contents.FILE, contents.page(_("公开信息"), shelf.papers))
    except Busy:
        raise Failure(_("另一个窗口正在往 {path} 里印，等它印完再印").format(path=folder)) from None
    except OSError as error:
        raise unwritable(error, shown(folder)) from error
