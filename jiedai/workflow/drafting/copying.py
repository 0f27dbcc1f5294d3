"""An earlier plan as the start of a new one: its arrangements stay, its dates move, its people and results go.

The text is edited where it stands, so comments and layout survive. What belongs to the earlier visit alone is cleared:
guests, letter, approval, who sits and sleeps where, what was done, paid, answered and learned. Our own leaders and
staff come again and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from jiedai.diagnostics import KeyPath, Level
from jiedai.language import _
from jiedai.loading import Loaded, load, vocabulary
from jiedai.model.choice import TaskStatus
from jiedai.model.letter import Letter
from jiedai.model.moments import read_due, read_moment
from jiedai.model.people import Guest, Headcount
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.model.quantities import Count
from jiedai.model.reading import VisitDays
from jiedai.model.schedule import Item, ProgrammeDay
from jiedai.model.times import read_day
from jiedai.model.words import EVERYBODY
from jiedai.source import EditError, Source, Unreadable, insert_item, insert_key, read_bytes, remove, set_value
from jiedai.workflow.drafting.clearing import (
    BLANKED,
    EMPTIED,
    NAME_LISTS,
    NAMES,
    OCCASION,
    REMOVED,
    RESULTS,
    People,
    shift_date,
)
from jiedai.workflow.drafting.emit import Emitter, scalar_text
from jiedai.workflow.drafting.outline import LISTED, Outline, dates_text, day_text, days_of
from jiedai.workflow.drafting.playbook import blank, playbook
from jiedai.workflow.drafting.request import NewVisit, Usage
from jiedai.workflow.drafting.schemas import modeline
from jiedai.workflow.drafting.settings import (
    Leaf,
    key_in,
    keys_used,
    leaves,
    path_of_words,
    put,
    readers_of,
    refuse_errors,
    respelled,
    value_of_text,
)
from jiedai.workspace import shown


def copied(request: NewVisit, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a plan for `request` made from the plan at `path`, and what to tell the clerk about it.

    Raises:
        Usage: the earlier plan cannot be read or has errors of format, or a change asked for is none that fits.
    """
    loaded = read_earlier(path)
    try:
        return _Copy(request, loaded).made()
    except EditError as error:
        raise Usage(_("无法照抄 {file}：{reason}").format(file=shown(path), reason=error.message)) from None


def read_earlier(path: Path) -> Loaded:
    """The plan to be copied; Usage when it cannot be read or does not load."""
    try:
        loaded = load(path)
    except Unreadable as error:
        raise Usage(error.message) from None
    if loaded.plan is None or any(found.level is Level.ERROR for found in loaded.diagnostics):
        raise Usage(_("{file} 有错误，不能照抄；先运行 jiedai check {file} 改好").format(file=shown(path)))
    return loaded


@dataclass
class _Copy:
    """One copy in the making: the text as it is now, and what there is to say."""

    request: NewVisit
    loaded: Loaded
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        assert self.loaded.plan is not None
        self.old = self.loaded.plan
        self.text = self.loaded.source.text
        self.people = People.of(self.old, self.loaded.office)
        self.visit = VisitDays(self.old.dates.first, self.old.dates.last)
        self.days = (self.request.dates.first - self.old.dates.first).days
        self.keys = keys_used(self.data)
        self.spell = Emitter(Plan, self.keys).spelled

    @property
    def data(self) -> dict[str, Any]:
        """The data of the text as it is now."""
        data = self._read().data
        assert isinstance(data, dict)
        return data

    def _read(self) -> Source:
        return read_bytes(self.text.encode(), "", vocabulary=vocabulary())

    def made(self) -> tuple[str, tuple[str, ...]]:
        """Every step in turn; what takes entries out comes before what only changes values."""
        self._drop_days()
        self._drop_results()
        self._drop_translations()
        self._replace_guests()
        self._clear_lists()
        self._change_values()
        self._add_days()
        self._ensure_papers()
        if modeline("plan") not in self.text:
            self.text = f"# {modeline('plan')}\n{self.text}"
        self.text = _OLD_NAME.sub(r"\1", self.text)
        self._sweep_names()
        self._apply_changes()
        self._mention_old_dates()
        return self.text, tuple(self.notes)

    # --- taking out --------------------------------------------------------------------------------------------------

    def _remove(self, paths: list[KeyPath]) -> None:
        """Take entries out, the last of the file first, so that the paths of the others stay true."""
        for path in sorted(paths, key=lambda path: [(isinstance(step, str), step) for step in path], reverse=True):
            self.text = remove(self.text, path)

    def _drop_days(self) -> None:
        """Take out the days that the new visit does not have, and whatever serves only their items."""
        last = self.request.dates.days - 1
        dropped = [
            (index, day) for index, day in enumerate(self.old.schedule) if (day.date - self.old.dates.first).days > last
        ]
        if self.request.dates.days == 1 and self.old.lodging:
            self._remove_section("lodging")
            self.notes.append(_("新方案只有一天，去掉了住宿"))
        if not dropped:
            return
        ids = {item.id for _index, day in dropped for item in day.items}
        tasks = {task.id for task in self.old.tasks if task.item in ids and task.id}
        data = self.data
        paths: list[KeyPath] = [(key_in(data, "schedule") or "", index) for index, _day in dropped]
        for name in ("meals", "rides", "seating", "tasks"):
            entries, section = getattr(self.old, name), key_in(data, name) or ""
            paths += [(section, index) for index, entry in enumerate(entries) if entry.item in ids]
        self._remove(paths)
        self._forget_tasks(tasks)
        self.notes.append(
            _(
                "原方案 {old} 天，新方案 {new} 天：去掉了 {days} 的 {count} 项安排，以及它们的用餐、乘车、座次和任务"
            ).format(
                old=self.old.dates.days,
                new=self.request.dates.days,
                days=_("、").join(day.date.isoformat() for _index, day in dropped),
                count=len(ids),
            )
        )

    def _forget_tasks(self, gone: set[str]) -> None:
        """Tasks no longer wait for tasks that were taken out."""
        for leaf in list(self._leaves()):
            if gone and leaf.name == "tasks.after":
                left = [name for name in leaf.names() if name not in gone]
                self.text = set_value(self.text, leaf.path, left) if left else remove(self.text, leaf.path)

    def _remove_section(self, name: str) -> None:
        data = self.data
        if key_in(data, name):
            self._remove([(str(key_in(data, name)),)])

    def _drop_results(self) -> None:
        for name in (*RESULTS, *OCCASION):
            self._remove_section(name)
        self._remove([leaf.path for leaf in self._leaves(sections=True) if leaf.name in REMOVED])

    def _drop_translations(self) -> None:
        """The glossary stays for the next visit, without the names of people, of the earlier visit and its welcome."""
        names = (*self.people.words(), self.old.title, self.old.public_title)
        named = re.compile("|".join(_whole(name) for name in names if name))
        gone = [
            key
            for key in self.old.translations
            if named.search(key) or any(_begins(key, line) for line in self.old.welcome)
        ]
        if gone and len(gone) == len(self.old.translations):
            self._remove_section("translations")
        elif gone:
            section = str(key_in(self.data, "translations"))
            self._remove([(section, key) for key in self.data[section] if key.strip() in gone])

    # --- people ------------------------------------------------------------------------------------------------------

    def _replace_guests(self) -> None:
        """Blank guests, as many as asked for, in the place of the earlier ones; numbers become blanks too."""
        data, count = self.data, self.request.guests
        headcount, guests = key_in(data, "headcount"), key_in(data, "guests")
        if headcount:
            total = str(count) if count else blank()
            self.text = set_value(self.text, (headcount,), {self.spell(Headcount, "total"): total})
            self._strip_comment_after((headcount,))
        if headcount and not guests:
            return
        section = guests or self.spell(Plan, "guests")
        few = replace(self.request, guests=Count(min(count.number if count else 1, LISTED)))
        outline = Outline(few, playbook(few.kind), self.loaded.office)
        self.text = set_value(self.text, (section,), respelled(outline.guests()["guests"], Guest, self.keys))
        self._strip_comment_after((section,))
        if count and count.number > LISTED:
            self.notes.append(
                _("来宾 {number} 人，只列了前 {listed} 行，请照样添上").format(number=count, listed=LISTED)
            )

    def _strip_comment_after(self, path: KeyPath) -> None:
        """Take away a comment behind the last line of a value: it spoke of the value that was there before."""
        span = self._read().span(path)
        lines = self.text.split("\n")
        line = lines[span.end_line - 1]
        lines[span.end_line - 1] = line[: span.end_column - 1]
        self.text = "\n".join(lines)

    def _clear_lists(self) -> None:
        """Lists of names without the people of the earlier visit."""
        for leaf in list(self._leaves()):
            if leaf.name not in NAME_LISTS or not leaf.value:
                continue
            names = leaf.names()
            new: Any = self.people.emptied(names) if leaf.name in EMPTIED else self.people.listed(names)
            if leaf.name in EMPTIED and not EVERYBODY.isdisjoint(leaf.names()):
                continue
            if leaf.name == "meals.guests" and isinstance(leaf.value, str) and leaf.value[:1].isdecimal():
                new = self.request.guests.number if self.request.guests else blank()
            if new != leaf.value and new != list(leaf.names()):
                self.text = set_value(self.text, leaf.path, new)

    # --- values ------------------------------------------------------------------------------------------------------

    def _change_values(self) -> None:
        """Every single value that changes, in one pass from the end of the text."""
        source = self._read()
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        edits = []
        for leaf in leaves(source.data, Plan):
            if not isinstance(leaf.value, str) or leaf.path not in source.spans:
                continue
            new = self._changed(leaf)
            if new is not None and new != leaf.value:
                span = source.spans[leaf.path]
                start, end = starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
                edits.append((start, end, scalar_text(new) if isinstance(new, str) else str(new)))
        for start, end, new_text in sorted(edits, reverse=True):
            self.text = self.text[:start] + new_text + self.text[end:]

    def _changed(self, leaf: Leaf) -> str | int | None:
        """The new value of a field, None where it stays."""
        name, value = leaf.name, str(leaf.value)
        if name in ("title", "kind", "dates", "version", "tasks.status"):
            return self._heading(name)
        if is_placeholder(value):
            return None
        if name in BLANKED:
            return (self.request.from_unit if name == "letter.issuer" else "") or blank()
        if name in NAMES:
            return self.people.single(value)
        if name.endswith(".phone") and value in self.people.phones:
            return blank()
        return self._moved(leaf, value)

    def _heading(self, name: str) -> str | int:
        """A value that the request fixes."""
        kind, status = self.request.kind, TaskStatus.OPEN
        return {
            "title": self.request.title,
            "kind": kind.zh if self.keys == "zh" else kind.value,
            "dates": dates_text(self.request.dates, self.keys),
            "version": 1,
            "tasks.status": status.zh if self.keys == "zh" else status.value,
        }[name]

    def _moved(self, leaf: Leaf, value: str) -> str | None:
        """A date of the earlier visit moved to the new one; relative deadlines stay."""
        reads = readers_of(leaf.info)
        if not reads & {read_day, read_moment, read_due}:
            return None
        if read_due in reads and re.match(r"\s*[TtＴｔLlＬｌ]", value):
            return None
        try:
            if leaf.name == "lodging.check_out":
                stays = (read_day(value, self.visit) - self.old.dates.first).days
                return shift_date(value, self.days - max(0, stays - self.request.dates.days + 1), self.visit)
            return shift_date(value, self.days, self.visit)
        except (PydanticCustomError, OverflowError):
            return None

    # --- adding ------------------------------------------------------------------------------------------------------

    def _add_days(self) -> None:
        """A day of blanks for each day that the earlier visit did not have."""
        more = days_of(self.request.dates)[self.old.dates.days :]
        if not more:
            return
        section = str(key_in(self.data, "schedule"))
        used = {item.id for _day, item in self.old.items()}
        for day in more:
            number = next(name for count in range(1, 10_000) if (name := f"X{count}") not in used)
            used.add(number)
            item = {"id": number} | {name: blank() for name in ("time", "what", "lead", "owner")}
            entry = {
                self.spell(ProgrammeDay, "date"): day_text(day),
                self.spell(ProgrammeDay, "items"): [{self.spell(Item, name): value for name, value in item.items()}],
            }
            self.text = insert_item(self.text, (section,), entry)
        self.notes.append(
            _("原方案 {old} 天，新方案 {new} 天：末尾添了 {more} 天空白，请补上安排，送行移到最后一天").format(
                old=self.old.dates.days, new=self.request.dates.days, more=len(more)
            )
        )

    def _ensure_papers(self) -> None:
        """Blank letter and approval where the earlier plan had none: no reception goes without them."""
        letter: dict[str, Any] = {name: blank() for name in ("issuer", "number", "date", "subject", "itinerary")}
        letter |= {"members": [blank()]}
        papers = {"letter": {self.spell(Letter, name): value for name, value in letter.items()}, "approval": blank()}
        for section, value in papers.items():
            if not key_in(self.data, section):
                self.text = insert_key(self.text, (), self.spell(Plan, section), value)

    def _sweep_names(self) -> None:
        """Names and telephones of the people that still stand somewhere, in a sentence or a comment."""
        names = sorted(self.people.words(), key=len, reverse=True)
        if not names:
            return
        office = self.loaded.office
        standing = {self.request.title, self.request.from_unit, *self.people.ours} - {""}
        standing |= {place.name for place in office.places} if office else set()
        standing |= {unit.name for unit in office.units} if office else set()
        kept = sorted((name for name in standing if name not in names), key=len, reverse=True)
        pattern = re.compile("|".join([*map(re.escape, kept), *map(_whole, names)]))
        lines = []
        for number, line in enumerate(self.text.split("\n"), 1):
            swept = pattern.sub(lambda found: blank() if found[0] in names else found[0], line)
            if swept != line:
                self.notes.append(
                    _("第 {line} 行的文字里有原来的人名或电话，已改成“{blank}”，请核对").format(
                        line=number, blank=blank()
                    )
                )
            lines.append(swept)
        self.text = "\n".join(lines)

    def _apply_changes(self) -> None:
        """What `--set` asks for; then the copy must load."""
        for words, typed in self.request.changes:
            path = path_of_words(words)
            try:
                self.text = put(self.text, self.data, path, value_of_text(typed, path), self.keys)
            except EditError as error:
                raise Usage(_("--set “{path}”：{reason}").format(path=words, reason=error.message)) from None
        refuse_errors(self.text)

    def _mention_old_dates(self) -> None:
        """Lines that still name a day of the earlier visit: no rule can tell whether they should."""
        new = set(days_of(self.request.dates))
        days = [day for day in days_of(self.old.dates) if day not in new]
        patterns = [rf"{day.isoformat()}|(?<!\d)0?{day.month}月0?{day.day}[日号]" for day in days]
        pattern = re.compile("|".join(patterns) or r"(?!)")
        lines = [str(number) for number, line in enumerate(self.text.split("\n"), 1) if pattern.search(line)]
        if lines:
            self.notes.append(_("第 {lines} 行还写着原来的日期，请核对").format(lines=_("、").join(lines)))

    def _leaves(self, *, sections: bool = False) -> Iterator[Leaf]:
        return leaves(self.data, Plan, sections=sections)


_OLD_NAME = re.compile(r"(#.*jiedai check) plans/\S+?\.ya?ml")
"""Where an earlier plan speaks of its own file, as new ones once did."""


def _begins(key: str, text: str) -> bool:
    """Whether a key of the glossary stands for a text: as a whole, or as its beginning before dots."""
    begun = key.strip().rstrip("….")
    return text.startswith(begun) and (begun != key.strip() or begun == text) if begun else False


def _whole(name: str) -> str:
    """A name as a pattern; one in Latin letters or digits only as a whole word."""
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
