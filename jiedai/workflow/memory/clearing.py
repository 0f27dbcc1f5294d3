"""What a plan says of its guests taken out of its file: fields of the list, and the same words where they stand again.

A file is cleared as data, not as a plan, so that copies of old versions and files with errors are cleared too. Names
stay: lists and vouchers are kept as accounts. What is taken out of other texts leaves a mark in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from jiedai.diagnostics import KeyPath
from jiedai.language import _
from jiedai.model.base import Node, spellings_of
from jiedai.model.choice import Allergen, Diet
from jiedai.model.people import Guest
from jiedai.model.placeholder import is_placeholder
from jiedai.model.plan import Plan
from jiedai.source import EditError, Source, read_bytes, remove, set_values

FIELDS = ("ethnicity", "phone", "diet", "allergies", "health", "note", "other")
"""Fields of a guest that go: none of them is needed once the visit is over."""
_NAMES = ("name", "name_en", "name_zh")
_LONG = 4
"""Signs of a text that is nobody else's; a shorter one is looked for beside the name alone."""
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
_BETWEEN = re.compile(r"[,，、;；]\s*")

Entry = tuple[str, Any]


class Held(NamedTuple):
    """A field of a guest: whose, which, where in the file, and what it says in all its words; `others` are other names
    of the guest.
    """

    name: str
    unit: str
    field: str
    path: KeyPath
    words: tuple[str, ...]
    others: tuple[str, ...] = ()


class Traces(NamedTuple):
    """What gives away what was taken out: texts that are nobody else's, and pairs of a name and a common word."""

    texts: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, found: Iterable[Held]) -> Traces:
        """The traces of fields."""
        texts: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for held in found:
            for word in held.words:
                if held.field not in ("diet", "allergies", "ethnicity") and len("".join(word.split())) >= _LONG:
                    texts.add(word)
                else:
                    pairs |= {(name, word) for name in (held.name, *held.others)}
        return cls(frozenset(texts), frozenset(pairs))

    def __bool__(self) -> bool:
        return bool(self.texts or self.pairs)

    def joined(self, others: Iterable[Traces]) -> Traces:
        """These and others."""
        every = [self, *others]
        return Traces(
            frozenset().union(*(one.texts for one in every)), frozenset().union(*(one.pairs for one in every))
        )

    def without(self, text: str) -> str:
        """A text with a mark in the place of each trace."""
        for trace in sorted(self.texts, key=len, reverse=True):
            text = text.replace(trace, gone())
        for name, word in self.pairs:
            text = text.replace(word, gone()) if name in text and word != name else text
        return text


def gone() -> str:
    """What stands in the place of what was taken out."""
    return _("（已清除）")


def held(source: Source, wanted: Callable[[str, str], bool]) -> list[Held]:
    """The fields in a file of those guests of whom `wanted` holds, by any of their names, and their unit."""
    return [one for guest in _guests(source) for one in _fields(source, guest, wanted)]


def mentions(source: Source, wanted: Callable[[str, str], bool]) -> bool:
    """Whether such a guest is on the list of a file."""
    return any(wanted(name, _text(entry, "unit")) for _path, entry in _guests(source) for name in _named(entry))


def units_of(source: Source, name: str) -> set[str]:
    """The units of the guests of this name in a file."""
    return {_text(entry, "unit") for _path, entry in _guests(source) if name in _named(entry)}


def _guests(source: Source) -> list[tuple[KeyPath, dict[str, Any]]]:
    """The entries of the list of guests with their paths."""
    for key in _keys(Plan, "guests"):
        value = source.value((key,))
        if isinstance(value, dict):
            return [((key,), value)]
        if isinstance(value, list):
            return [((key, index), one) for index, one in enumerate(value) if isinstance(one, dict)]
    return []


def _keys(section: type[Node], field: str) -> tuple[str, str]:
    english, zh = spellings_of(section)[field]
    return zh, english


def _entry(data: dict[str, Any], field: str) -> Entry | None:
    """The key and the value of a field, as typed; None where it is not there, or says nothing yet."""
    for key in _keys(Guest, field):
        if data.get(key) not in (None, "", [], {}):
            return key, data[key]
    return None


def _text(data: dict[str, Any], field: str) -> str:
    found = _entry(data, field)
    return str(found[1]).strip() if found else ""


def _named(data: dict[str, Any]) -> list[str]:
    return [name for field in _NAMES if (name := _text(data, field))]


def _fields(
    source: Source, guest: tuple[KeyPath, dict[str, Any]], wanted: Callable[[str, str], bool]
) -> Iterator[Held]:
    path, data = guest
    unit = _text(data, "unit")
    if not any(wanted(name, unit) for name in _named(data)):
        return
    terms = next((value for key in _keys(Plan, "translations") if isinstance(value := source.value((key,)), dict)), {})
    for field in FIELDS:
        found = _entry(data, field)
        if found is None:
            continue
        words = tuple(dict.fromkeys(_words(field, found[1], terms)))
        if words or field == "other":
            name, *others = _named(data)
            yield Held(name, unit, field, (*path, found[0]), words, tuple(others))


def _words(field: str, value: Any, terms: dict[str, Any]) -> Iterator[str]:
    """Everything that a field says: its words as typed, by their other names, and as translated for papers."""
    for typed in _scalars(value):
        parts = (
            [typed] if field in ("health", "note", "other", "phone") else [one for one in _BETWEEN.split(typed) if one]
        )
        for part in parts:
            if is_placeholder(part):
                continue
            yield part
            choice = {"diet": Diet, "allergies": Allergen}.get(field)
            if choice is not None and (member := choice.spellings().get(part)):
                yield from (member.zh, member.value.replace("_", " "))
            if isinstance(terms.get(part), str):
                yield terms[part]


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    elif value is not None:
        yield str(value).strip()


# --- the text of a file -----------------------------------------------------------------------------------------------


def cleared(source: Source, going: Iterable[Held], traces: Traces) -> str:
    """The text of a file without these fields, and with marks where a trace stands again: in other texts and comments.

    What another guest says of themselves stays. EditError where the file is written in a manner that cannot be changed.
    """
    going = list(going)
    text = source.raw
    for one in sorted(going, key=lambda one: [str(step).zfill(6) for step in one.path], reverse=True):
        text = remove(text, one.path)
    return _unsaid(read_bytes(source.encoded(text), source.name), traces, {one.path[:-1] for one in going})


def _unsaid(source: Source, traces: Traces, own: set[KeyPath]) -> str:
    """The text of a file with a mark in the place of each trace but in what guests other than `own` say themselves."""
    others = [path for path, _entry in _guests(source) if path not in own]
    changes: list[tuple[KeyPath, Any]] = []
    for path, typed in _texts(source.data, ()):
        if not any(path[: len(other)] == other for other in others) and (new := traces.without(typed)) != typed:
            changes.append((path, new))
    text = set_values(source.raw, changes) if changes else source.raw
    for key in (key for key in _texts_of_keys(source.data, ()) if traces.without(str(key[-1])) != key[-1]):
        text = remove(text, key)
    return _without_comments(source, text, traces)


def _texts(data: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, str):
        yield path, data


def _texts_of_keys(data: Any, path: KeyPath) -> Iterator[KeyPath]:
    """The keys that are the office's own words: those of translations."""
    for name in _keys(Plan, "translations"):
        if isinstance(data, dict) and isinstance(data.get(name), dict):
            yield from ((*path, name, key) for key in data[name] if isinstance(key, str))


def _without_comments(source: Source, text: str, traces: Traces) -> str:
    """A text whose comments say nothing either. What looks like a comment and is none stays: data must not change."""
    new = _COMMENT.sub(lambda found: traces.without(found[0]), text)
    if new == text:
        return text
    before, after = (read_bytes(source.encoded(one), source.name).data for one in (text, new))
    if before != after:
        raise EditError(_("“{file}”的注释里还有要清除的内容，请手工删去").format(file=source.name))
    return new
