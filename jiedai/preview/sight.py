"""What the page shows of a plan: what was found in it, its papers by reader, charts. A paper is made when asked for.

Of a plan that cannot be read for now the papers are those of the last one that could, and it is said.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jiedai import formats
from jiedai.check import engine
from jiedai.diagnostics import Diagnostic, Level, ordered
from jiedai.documents.build import Edition, build
from jiedai.documents.catalog import Template, catalog
from jiedai.documents.scene import Scenes
from jiedai.language import N_, _
from jiedai.loading import Loaded, load
from jiedai.model.base import AUDIENCES
from jiedai.preview.week import Week
from jiedai.seating.chart import charts
from jiedai.seating.svg import alt_text, as_svg
from jiedai.seating.wording import heading
from jiedai.source import Unreadable
from jiedai.source.reading import Source
from jiedai.visit.case import Case
from jiedai.workflow.across.chart import LONGEST, chart, svgs
from jiedai.workflow.across.taken import uses
from jiedai.workspace import shown

Json = dict[str, Any]
_LEVELS = {Level.ERROR: N_("错误"), Level.WARNING: N_("警告"), Level.INFO: N_("提示")}
_BLANK = "GS13"
_SCRIPT = re.compile(rb"<script>.*?</script>", re.DOTALL)
"""The one script that a writer puts into a paper; what a plan says is escaped."""
_EDITORS = ("code", "codium")
"""Programs that open a file at a line by a link of their own."""


@dataclass
class Sight:
    """A plan as it was at one moment; `papers` come from `sound`, the plan itself or the last that could be read."""

    path: Path
    loaded: Loaded | None
    findings: list[Diagnostic]
    problem: str = ""
    sound: Loaded | None = None
    draft: bool = False
    created: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC).replace(microsecond=0))
    _scenes: Scenes = field(default_factory=Scenes)
    _week: Week = field(default_factory=Week)

    @classmethod
    def of(cls, path: Path, before: Sight | None = None) -> Sight:
        """The plan at a path as it is now, with what was sound `before`."""
        last = before.sound if before else None
        week = before._week if before else Week()
        try:
            loaded = load(path)
        except Unreadable as error:
            return cls(path, None, [], error.message, last, True, _week=week)
        found = ordered(engine.check(loaded))
        sound = loaded if loaded.plan is not None else last
        refused = any(one.level is Level.ERROR and one.counts for one in found)
        draft = refused or any(one.code == _BLANK for one in found)
        return cls(path, loaded, found, "", sound, draft, _week=week)

    @property
    def stale(self) -> bool:
        """Whether the papers are those of an earlier text."""
        return self.sound is not self.loaded

    # --- the page -----------------------------------------------------------------------------------------------------

    def state(self, epoch: int) -> Json:
        """All that the page shows, but for the papers themselves."""
        title = str(self.sound.plan.title) if self.sound and self.sound.plan else shown(self.path)
        return {
            "epoch": epoch,
            "title": title,
            "file": shown(self.path),
            "problem": self.problem,
            "stale": self.stale,
            "draft": self.draft,
            "summary": self._summary(),
            "findings": [self._finding(one) for one in self.findings],
            "readers": list(self._readers()),
            "charts": [{"id": name, "title": title, "alt": alt} for name, title, alt, _svg in self._charts()],
        }

    def _summary(self) -> str:
        errors, warnings = (
            sum(one.level is level and one.counts for one in self.findings) for level in (Level.ERROR, Level.WARNING)
        )
        return _("{errors} 个错误，{warnings} 个警告").format(errors=errors, warnings=warnings)

    def _finding(self, one: Diagnostic) -> Json:
        source = self._source(one.file)
        return {
            "code": one.code,
            "title": one.title,
            "level": one.level.value if one.counts else "waived",
            "level_text": _(_LEVELS[one.level]) if one.counts else _("已接受"),
            "message": one.message,
            "hint": one.hint,
            "source": one.source,
            "file": one.file,
            "line": one.span.line,
            "column": one.span.column,
            "excerpt": source.line(one.span.line).strip() if source else "",
            "link": _link(Path(one.file), one.span.line, one.span.column),
        }

    def _source(self, name: str) -> Source | None:
        files = [self.loaded, self.loaded.office_file] if self.loaded else []
        return next((one.source for one in files if one and one.source.name == name), None)

    def _readers(self) -> Iterator[Json]:
        """The readers of papers, each with the papers that `render` prints for them."""
        templates = list(self._templates())
        for audience, name in AUDIENCES.items():
            papers = [{"id": one.id, "title": one.title} for one in templates if one.audience == audience]
            if papers:
                yield {"id": audience, "title": _(name), "papers": papers}

    def _templates(self) -> Iterator[Template]:
        """The documents that the plan has something for, as far as can be told without making them."""
        plan = self.sound.plan if self.sound else None
        if self.sound is None or plan is None:
            return
        for template in catalog(self.sound.workspace).templates.values():
            there = all(getattr(plan, name, None) not in (None, "", (), [], {}) for name in template.needs)
            if there and not template.asked and template.prints("html"):
                yield template

    # --- papers and pictures ------------------------------------------------------------------------------------------

    def paper(self, name: str, kind: str = "html") -> bytes | None:
        """A document as a file of a format, in the view of its own reader; None where there is none."""
        template = next((one for one in self._templates() if one.id == name), None)
        if template is None or self.sound is None or not template.prints(kind):
            return None
        edition = Edition(self.created, draft=self.draft)
        document = build(self.sound, template, template.audience, edition, self._scenes).document
        made = formats.writer(kind).write(document) if document is not None else None
        # Nothing runs in the page's frame: what a paper can do on a telephone is left out, not refused by the browser.
        return _SCRIPT.sub(b"", made) if made is not None and kind == "html" else made

    def picture(self, name: str) -> bytes | None:
        """A chart as SVG; None where there is none of this name."""
        return next((svg.encode() for one, _title, _alt, svg in self._charts() if one == name), None)

    def _charts(self) -> Iterator[tuple[str, str, str, str]]:
        """The seating charts, and what the visit takes day by day, beside the others of its week where there are any:
        name, title, what it says in words, drawing.
        """
        if self.sound is None or self.sound.plan is None:
            return
        case = Case.of(self.sound)
        for number, made in enumerate(charts(case)):
            yield f"seating-{number}", heading(made), alt_text(made), as_svg(made)
        dates = case.plan.dates
        if (dates.last - dates.first).days < LONGEST:
            title = _("接待占用图")
            for number, (svg, words) in enumerate(svgs(chart(uses(case), dates.first, dates.last), title)):
                yield f"taken-{number}", title, words, svg
        for number, (title, words, svg) in enumerate(self._week.drawings(case, self.path)):
            yield f"week-{number}", title, words, svg


def _link(path: Path, line: int, column: int) -> str:
    """A link that opens a file at its place in an editor of this computer; empty where none is known to take it."""
    if not any(map(shutil.which, _EDITORS)):
        return ""
    return f"vscode://file{quote(path.absolute().as_posix())}:{line}:{column}"
