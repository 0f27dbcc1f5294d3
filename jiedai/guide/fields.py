"""Every field of plans and office files, made from the models: keys in both spellings, help, who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from jiedai.guide.tables import code, table
from jiedai.language import _, current
from jiedai.model.base import AUDIENCES, EVERYONE, Node, audiences_of, keys_of, nodes_in
from jiedai.model.enumeration import Choice

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

FEW = 3
"""As many audiences left out, or fewer, are told instead of those who see a field."""


class Section(NamedTuple):
    """A place of a file: the Chinese and the English keys that lead to it, and the model of what stands there."""

    zh: tuple[str, ...]
    english: tuple[str, ...]
    model: type[Node]

    @property
    def path(self) -> str:
        """The keys in the language in use: `日程.安排`."""
        return ".".join(self.zh if current() == "zh" else self.english)

    @property
    def twin(self) -> str:
        """The keys in the other language."""
        return ".".join(self.english if current() == "zh" else self.zh)


def sections(root: type[Node]) -> dict[type[Node], list[Section]]:
    """The places of each model in a file, in the order of the file: the file itself first."""
    found: dict[type[Node], list[Section]] = {}
    for section in _walk(Section((), (), root)):
        found.setdefault(section.model, []).append(section)
    return found


def _walk(section: Section) -> Iterator[Section]:
    yield section
    for zh, english, info in _keys(section.model):
        for inner in nodes_in(info.annotation):
            yield from _walk(Section((*section.zh, zh), (*section.english, english), inner))


def _keys(model: type[Node]) -> Iterator[tuple[str, str, FieldInfo]]:
    """The Chinese key, the English key and the declaration of each field."""
    for (_name, english, zh), info in zip(keys_of(model), model.model_fields.values(), strict=True):
        yield zh, english, info


def fields(root: type[Node]) -> str:
    """A table of the fields of each section of a file, under a heading that says where the section stands."""
    return "\n".join(_section(*places) for places in sections(root).values())


def _section(section: Section, *others: Section) -> str:
    heading = f"### {section.path} ({section.twin})\n\n" if section.path else ""
    if others:
        places = _("、").join(code(other.path) for other in others)
        heading += _("也用在 {places}。").format(places=places) + "\n\n"
    head = [_("中文"), _("英文"), _("写什么"), _("印给谁")]
    rows = []
    for zh, english, info in _keys(section.model):
        must = " *" if info.is_required() else ""
        told = _(info.description) if info.description else ""
        rows.append([code(zh) + must, code(english) + must, told, seen_by(audiences_of(info))])
    if current() != "zh":  # the key that its readers type stands first
        for row in (head, *rows):
            row[:2] = reversed(row[:2])
    return heading + table(head, rows)


def seen_by(audiences: frozenset[str]) -> str:
    """Who may see something, in as few words as say it."""
    if not audiences:
        return "—"
    missing = EVERYONE - audiences
    if not missing:
        return _("所有人")
    return _("除{names}外").format(names=_names(missing)) if len(missing) <= FEW else _names(audiences)


def _names(audiences: frozenset[str]) -> str:
    return _("、").join(zh if current() == "zh" else name for name, zh in AUDIENCES.items() if name in audiences)


def choices(*roots: type[Node]) -> str:
    """A table of the words that fields of a fixed choice take: where they stand, and each word in both spellings."""
    found: dict[type[Choice], list[str]] = {}
    for root in roots:
        for section in (place for places in sections(root).values() for place in places):
            for zh, english, info in _keys(section.model):
                path = (*section.zh, zh) if current() == "zh" else (*section.english, english)
                for choice in _choices_in(info.annotation):
                    found.setdefault(choice, []).append(".".join(path))
    rows = [(_("、").join(map(code, paths)), _words(choice)) for choice, paths in found.items()]
    return table((_("字段"), _("可以写")), rows)


def _choices_in(annotation: Any) -> Iterator[type[Choice]]:
    """The fixed choices in a type, such as Rank in `dict[Rank, Money]`."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        yield annotation
    for inner in get_args(annotation):
        yield from _choices_in(inner)


def _words(choice: type[Choice]) -> str:
    """The words of a choice: each as it is written, in the other language, and what else is read."""
    words = []
    for member in choice:
        first, second = (member.zh, member.value) if current() == "zh" else (member.value, member.zh)
        others = _("、").join(map(code, member.others))
        also = _("，也读 {names}").format(names=others) if others else ""
        words.append(f"{code(first)} ({code(second)}{also})")
    return _("；").join(words)
