"""The vocabulary of duties, in one place for all who need it: `data/duties.yaml` says what each entry holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jiedai.language import current
from jiedai.source.packaged import packaged

_FOLDER = Path(__file__).parent / "data"


class Duty(NamedTuple):
    """A duty: its name, what a member of the crew with it is called, which unit holds it, and the signs of it.

    Texts are in both languages (`zh`, `en`), empty where the duty has none.
    """

    key: str
    title: Mapping[str, str]
    also: tuple[str, ...]
    post: Mapping[str, str]
    unit: Mapping[str, str]
    falls_to: str | None
    posts: tuple[str, ...]
    units: tuple[str, ...]
    work: tuple[str, ...]

    @property
    def name(self) -> str:
        """The duty in the language in use."""
        return self.title[current()]

    @property
    def names(self) -> frozenset[str]:
        """Every name by which an office file or a member of the crew may give this duty, as a whole text."""
        return frozenset((self.key, *self.title.values(), *self.also, *self.post.values()))

    def in_post(self, text: str) -> bool:
        """Whether a duty as written is this one."""
        return _occurs(self.posts, text)

    def in_unit(self, name: str) -> bool:
        """Whether a unit holds this duty by its name."""
        return _occurs(self.units, name)

    def in_work(self, text: str) -> bool:
        """Whether a task or a contingency belongs to this duty."""
        return _occurs(self.work, text)


def _occurs(found: tuple[str, ...], text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in found)


@lru_cache(maxsize=1)
def duties() -> dict[str, Duty]:
    """Every duty by its key."""
    return {key: _duty(key, entry) for key, entry in packaged(_FOLDER)["duties"].items()}


def _duty(key: str, entry: Mapping[str, Any]) -> Duty:
    signs = entry.get("signs", {})
    return Duty(
        key,
        entry["name"],
        tuple(entry.get("also", ())),
        entry.get("post", {}),
        entry.get("unit", {}),
        entry.get("falls_to"),
        *(tuple(signs.get(name, ())) for name in ("posts", "units", "work")),
    )


@lru_cache(maxsize=2)
def posts(language: str) -> dict[str, str]:
    """What members of the crew are called in a language, by what they are called in the other one."""
    other = "en" if language == "zh" else "zh"
    return {duty.post[other]: duty.post[language] for duty in duties().values() if duty.post}
