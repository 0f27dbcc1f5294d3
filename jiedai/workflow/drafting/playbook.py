"""Playbooks: how each kind of visit is prepared, as data in `playbooks/<kind>.yaml`.

A playbook `extends` another: an entry with the id of an inherited one changes only the fields it gives, entries with a
new id are added, and `without` takes inherited ones out. Nothing is written twice.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jiedai.language import current
from jiedai.model.choice import ItemKind, Kind, MealForm
from jiedai.model.duties import duties
from jiedai.model.moments import Due, read_due
from jiedai.model.placeholder import WORD
from jiedai.source.compose import LOADER

FOLDER = Path(__file__).parent / "playbooks"


class Need(StrEnum):
    """What in a plan makes a task or a contingency necessary."""

    OVERNIGHT = "overnight"
    OUTDOOR = "outdoor"
    HOSTED_MEAL = "hosted_meal"
    MEAL = "meal"
    ARRIVAL = "arrival"
    TRANSFER = "transfer"
    VISIT = "visit"
    SESSION = "session"


class PlaceRole(StrEnum):
    """What sort of place an item of the programme wants."""

    STATION = "station"
    AIRPORT = "airport"
    HOTEL = "hotel"
    CANTEEN = "canteen"
    HALL = "hall"
    SITE = "site"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Entry):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __str__(self) -> str:
        return self.en if current() == "en" else self.zh


class Deadline(_Entry):
    """A day counted from the first (T) or the last day (L) of the visit, with minutes after midnight where given."""

    last: bool
    offset: int
    minute: int | None = None

    @property
    def due(self) -> Due:
        """The deadline as plans write it."""
        return Due(offset=self.offset, minute=self.minute, from_last=self.last)


def _deadline(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    due = read_due(value, None)
    return {"last": due.from_last, "offset": due.offset, "minute": due.minute}


class Phase(_Entry):
    """A phase of the work, P0 to P13, with the lead time of practice."""

    id: str = Field(pattern=r"^P\d{1,2}$")
    name: Wording
    lead: Wording


class PlaybookTask(_Entry):
    """A task: what, the duty that owns it, its deadline, and what makes it necessary (any of `needs`; none: always)."""

    id: str
    what: Wording
    duty: str
    due: Annotated[Deadline, BeforeValidator(_deadline)]
    phase: str
    needs: tuple[Need, ...] = ()
    after: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


class Contingency(_Entry):
    """What may go wrong, and what is done first."""

    id: str
    scenario: Wording
    trigger: Wording
    actions: tuple[Wording, ...] = Field(min_length=1)
    duty: str
    fallback: Wording | None = None
    needs: tuple[Need, ...] = ()


class Session(_Entry):
    """An item that the visit is about; the sessions fill the half days in turn. `minutes` is the usual length."""

    id: str
    what: Wording
    kind: ItemKind
    place: PlaceRole
    minutes: int = Field(ge=15, le=240)
    duty: str
    guide: bool = False


class HostedMeal(_Entry):
    """The one meal that the host side pays for."""

    form: MealForm
    duty: str


class CrewPost(_Entry):
    """A post of the staff, the duty whose unit fills it, and what makes it necessary (any of `needs`; none: always)."""

    duty: Wording
    unit: str
    needs: tuple[Need, ...] = ()


class Playbook(_Entry):
    """How one kind of visit is prepared; `kind` is None for the shared base. Duties are those of `model.duties`."""

    kind: Kind | None = None
    phases: tuple[Phase, ...]
    tasks: tuple[PlaybookTask, ...]
    risks: tuple[Contingency, ...]
    crew: tuple[CrewPost, ...] = ()
    sessions: tuple[Session, ...] = Field(min_length=1)
    hosted_meal: HostedMeal | None = None
    documents: tuple[str, ...] = ()

    def phase(self, name: str) -> Phase:
        """The phase of that id; KeyError for one that is none."""
        return {phase.id: phase for phase in self.phases}[name]

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Playbook:
        phases = {phase.id for phase in self.phases}
        tasks = {task.id for task in self.tasks}
        named = [task.duty for task in self.tasks] + [name for task in self.tasks for name in task.support]
        named += [risk.duty for risk in self.risks] + [session.duty for session in self.sessions]
        named += [post.unit for post in self.crew]
        named += [self.hosted_meal.duty] if self.hosted_meal else []
        unknown = [f"duty {name}" for name in named if name not in duties()]
        unknown += [f"phase {task.phase}" for task in self.tasks if task.phase not in phases]
        unknown += [f"task {name}" for task in self.tasks for name in task.after if name not in tasks]
        for ids in (
            [phase.id for phase in self.phases],
            [task.id for task in self.tasks],
            [risk.id for risk in self.risks],
            [session.id for session in self.sessions],
        ):
            unknown += [f"second {name}" for name in ids if ids.count(name) > 1]
        if unknown:
            raise ValueError(f"unknown: {sorted(set(unknown))}")
        return self


@lru_cache
def playbook(kind: Kind) -> Playbook:
    """The playbook of a kind of visit."""
    return read_playbook(FOLDER / f"{kind.value}.yaml")


def read_playbook(path: Path) -> Playbook:
    """The playbook in a file, with what it extends; ValueError (also pydantic's) where it is not sound."""
    return Playbook.model_validate(_extended(path, ()))


def _extended(path: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    if path.stem in seen:
        raise ValueError(f"{path.stem} extends itself")
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), LOADER)
    base_name, without = data.pop("extends", None), data.pop("without", {})
    base = _extended(path.with_name(f"{base_name}.yaml"), (*seen, path.stem)) if base_name else {}
    for name, ids in without.items():
        known = [entry["id"] for entry in base.get(name, [])]
        if not set(ids) <= set(known):
            raise ValueError(f"{path.stem}: without {name} {sorted(set(ids) - set(known))}: not inherited")
        base[name] = [entry for entry in base[name] if entry["id"] not in ids]
    for name, value in data.items():
        base[name] = _merged(base.get(name, []), value) if name in _MERGED else value
    return base


_MERGED = ("phases", "tasks", "risks")
"""Lists in which an entry changes the inherited one of the same id; all other values replace what is inherited."""


def _merged(base: list[dict[str, Any]], changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = [change["id"] for change in changes]
    if len(set(ids)) < len(ids):
        raise ValueError(f"given twice: {sorted({name for name in ids if ids.count(name) > 1})}")
    merged = {entry["id"]: dict(entry) for entry in base}
    for change in changes:
        merged[change["id"]] = {**merged.get(change["id"], {}), **change}
    return list(merged.values())


def blank(what: str = "") -> str:
    """A blank to fill in, which says `what` belongs there."""
    return f"{'TODO' if current() == 'en' else WORD} {what}".strip()
