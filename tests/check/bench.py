"""A bench for rules: a sound plan, sections of it replaced, and what the rules say about the result.

Sections are YAML texts. A section replaces the one of the same name (in either spelling) of `plans/sound.yaml`; what
refers to a replaced part and is not given itself is left out (no meals where the programme is another), and the letter
names the guests of the plan. `⟦…⟧` in a section marks where a finding is expected; the marks are not part of the text.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from jiedai.check.engine import check
from jiedai.check.selection import Selection
from jiedai.diagnostics import Diagnostic, Level, Span
from jiedai.loading import Loaded, load
from jiedai.model.base import keys_of
from jiedai.model.office import Office
from jiedai.model.plan import Plan

PLANS = Path(__file__).parent / "plans"
SOUND = (PLANS / "sound.yaml").read_text(encoding="utf-8")
OFFICE = (PLANS / "office.yaml").read_text(encoding="utf-8")

_TOP = re.compile(r"^(?=[^\s#\]}])", re.MULTILINE)
_NAMES = {english: zh for model in (Plan, Office) for _name, english, zh in keys_of(model)}
_REFERRING = {
    "日程": ("用餐", "乘车", "座次", "任务", "实际"),
    "来宾": ("住宿", "乘车", "座次", "礼品"),
}


def sections_of(text: str) -> dict[str, str]:
    """The top-level sections of a YAML text by their Chinese key; comments between them are dropped."""
    found: dict[str, str] = {}
    for part in _TOP.split("\n" + text):
        name = re.match(r"[^:：\n]+", part)
        if name and not part.lstrip().startswith("#"):
            key = name[0].strip()
            found[_NAMES.get(key, key)] = part if part.endswith("\n") else part + "\n"
    found.pop("", None)
    return found


def laid_over(base: str, sections: str, without: Iterable[str] = ()) -> str:
    """`base` with sections replaced or added, and those named in `without` left out."""
    kept, given = sections_of(base), sections_of(sections)
    for section, referring in _REFERRING.items():
        if section in given:
            for name in referring:
                if name in kept and name not in given:
                    del kept[name]
    if "来宾" in given and "公函" in kept and "公函" not in given:
        kept["公函"] = re.sub(r"人员: .*", f"人员: [{', '.join(_names(given['来宾']))}]", kept["公函"])
    merged = {**kept, **given}
    return "".join(text for name, text in merged.items() if name not in set(without))


def _names(guests: str) -> list[str]:
    try:
        entries = yaml.load(re.sub("[⟦⟧]", "", guests), yaml.CSafeLoader)
    except yaml.YAMLError:
        return []
    listed = next(iter(entries.values())) if isinstance(entries, dict) else None
    return [str(entry.get("姓名", entry.get("name"))) for entry in listed or [] if isinstance(entry, dict)]


def unmarked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans they enclosed, in the order of their beginning."""
    spans: list[Span] = []
    opened: list[tuple[int, int, int]] = []
    line, column = 1, 1
    for char in text:
        if char == "⟦":
            opened.append((line, column, len(spans)))
            spans.append(Span(0, 0, 0, 0))
        elif char == "⟧":
            start_line, start_column, index = opened.pop()
            spans[index] = Span(start_line, start_column, line, column)
        elif char == "\n":
            line, column = line + 1, 1
        else:
            column += 1
    return re.sub("[⟦⟧]", "", text), spans


@dataclass(frozen=True)
class Found:
    """What is found about a plan; `marks` are the spans marked in the plan, `office_marks` in the office file.

    It is checked when a test asks: by one rule where the test asks for one code, else by all that were `chosen`.
    """

    loaded: Loaded
    marks: tuple[Span, ...]
    office_marks: tuple[Span, ...]
    chosen: tuple[str, ...] = ()
    as_of: dt.date | None = None

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in order."""
        return tuple(check(self.loaded, as_of=self.as_of, selection=Selection(self.chosen)))

    def of(self, code: str) -> list[Diagnostic]:
        """The findings of one code."""
        if self.chosen or "diagnostics" in vars(self):
            return [found for found in self.diagnostics if found.code == code]
        if code not in self._alone:
            self._alone[code] = check(self.loaded, as_of=self.as_of, selection=Selection((code,)))
        return self._alone[code]

    @cached_property
    def _alone(self) -> dict[str, list[Diagnostic]]:
        return {}

    def spans(self, code: str) -> tuple[Span, ...]:
        """Where the findings of one code are."""
        return tuple(found.span for found in self.of(code))

    def words(self, code: str) -> list[str]:
        """The text each finding of a code points at (its first line)."""
        lines = self.loaded.source.lines
        return [
            lines[span.line - 1][span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]
            for span in self.spans(code)
        ]

    def levels(self, code: str) -> list[str]:
        """How serious the findings of one code are."""
        return [found.level.value for found in self.of(code)]

    @property
    def codes(self) -> list[str]:
        """The codes of all findings, each once."""
        return sorted({found.code for found in self.diagnostics})

    @property
    def loud(self) -> list[str]:
        """The codes of errors and warnings, each once."""
        return sorted({found.code for found in self.diagnostics if found.level is not Level.INFO})


class Bench:
    """Checks plans laid over the sound one, each in a folder of its own; those with one office file share that."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._workspaces: dict[str | None, Path] = {}

    def __call__(
        self,
        sections: str = "",
        *,
        without: Iterable[str] = (),
        office: str | None = "",
        office_without: Iterable[str] = (),
        only: str | tuple[str, ...] = (),
        as_of: str = "",
    ) -> Found:
        """Check the sound plan with sections replaced; with `office=None` there is no office file.

        `only` selects codes or their beginnings; `as_of` is the day from whose view tasks are overdue.
        """
        return self.whole(
            laid_over(SOUND, sections, without),
            office=None if office is None else laid_over(OFFICE, office, office_without),
            only=only,
            as_of=as_of,
        )

    def whole(
        self, plan: str, *, office: str | None = None, only: str | tuple[str, ...] = (), as_of: str = ""
    ) -> Found:
        """Check a plan given as a whole, with an office file where one is given."""
        text, marks = unmarked(plan)
        office, office_marks = (None, []) if office is None else unmarked(office)
        path = self._workspace(office) / str(next(self._numbers)) / "plan.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8", newline="\n")
        loaded = load(path)
        chosen = (only,) if isinstance(only, str) and only else tuple(only)
        return Found(loaded, tuple(marks), tuple(office_marks), chosen, dt.date.fromisoformat(as_of) if as_of else None)

    def _workspace(self, office: str | None) -> Path:
        """The folder for plans beside an office file, or beside none."""
        if office not in self._workspaces:
            folder = self._folder / f"office{len(self._workspaces)}" / "plans"
            folder.mkdir(parents=True)
            if office is not None:
                (folder / "office.yaml").write_text(office, encoding="utf-8", newline="\n")
            self._workspaces[office] = folder
        return self._workspaces[office]


def programme(*rows: str, **more_days: tuple[str, ...]) -> str:
    """The section 日程 with one day and its items in flow style; further days as `d2026_05_12=(row, …)`."""
    days = {"2026-05-11": rows, **{name[1:].replace("_", "-"): rows for name, rows in more_days.items()}}
    text = "日程:\n"
    for date, items in days.items():
        text += f"  - 日期: {date}\n    安排:\n" + "".join(f"      - {{{item}}}\n" for item in items)
    return text
