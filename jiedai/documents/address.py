"""How people are called: in sentences with unit and post where they are introduced, by name and post where they are
spoken to; on cards in one line, or in two where both sides are to read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from jiedai.documents import wording
from jiedai.documents.directory import directory
from jiedai.documents.topics import Sight
from jiedai.documents.translation import Verbatim, said
from jiedai.documents.view import NOTHING, View, entries
from jiedai.model.choice import Kind, Sex
from jiedai.model.placeholder import is_placeholder

_SHORT_POST = 5
"""Characters of a post up to which somebody is spoken to by it: 梁国栋副主任, but 苏敏同志."""
_FORMAL = (Kind.FOREIGN, Kind.INVESTMENT)
"""Kinds of visit whose guests are ladies and gentlemen; of any other they are comrades."""


class Company:
    """Everybody of a visit whom a sentence may name, by name."""

    def __init__(self, sight: Sight) -> None:
        self.labels = sight.labels
        self._formal = sight.plan.kind in _FORMAL
        self._known: Mapping[str, View] = {
            **directory(sight.plan, sight.office),
            **{str(guest.name): guest for guest in entries(sight.visit.guests)},
        }
        self._guests = frozenset(str(guest.name) for guest in entries(sight.visit.guests))

    @property
    def formal(self) -> bool:
        """Whether guests are ladies and gentlemen."""
        return self._formal

    def is_guest(self, name: object) -> bool:
        """Whether a name is that of a guest."""
        return str(name) in self._guests

    def name(self, name: object) -> Markup:
        """A name as the paper's language has it."""
        person = self._known.get(str(name))
        chinese = person.get("name_zh", NOTHING) if person is not None else NOTHING
        return wording.original(str(chinese)) if chinese and self.labels == "zh" else wording.name(str(name))

    def introduced(self, name: object) -> Markup:
        """`省卫生健康委副主任梁国栋同志`; `Klaus Reinhardt, Mayor, City of Lindenfeld`."""
        if self.labels != "zh":
            parts = (self.name(name), self._part(name, "post"), self._part(name, "unit"))
            return Markup(", ").join(part for part in parts if part)
        return Markup("{}{}{}").format(self._office(name), self.name(name), self._style(name))

    def presented(self, name: object) -> Markup:
        """As a report names somebody, without a form of address: `省卫生健康委副主任梁国栋`."""
        if self.labels != "zh":
            return self.introduced(name)
        return Markup("{}{}").format(self._office(name), self.name(name))

    def addressed(self, name: object) -> Markup:
        """`梁国栋副主任`, and `苏敏同志` where the post is long; `Mayor Klaus Reinhardt`."""
        post = self._part(name, "post")
        if self.labels != "zh":
            return Markup("{} {}").format(post, self.name(name)) if post and len(post) < 20 else self.name(name)
        if post and len(post) <= _SHORT_POST:
            return Markup("{}{}").format(self.name(name), post)
        return Markup("{}{}").format(self.name(name), self._style(name))

    def all_introduced(self, names: Iterable[object]) -> Markup:
        """Several people one after the other."""
        return Markup("，" if self.labels == "zh" else "; ").join(map(self.introduced, names))

    def _part(self, name: object, field: str) -> str:
        person = self._known.get(str(name))
        value = person.get(field, NOTHING) if person is not None else NOTHING
        return str(said(str(value))) if value and not is_placeholder(str(value)) else ""

    def _office(self, name: object) -> str:
        """Unit and post in Chinese; a post that begins with the unit says both."""
        unit, post = self._part(name, "unit"), self._part(name, "post")
        return post if unit and post.startswith(unit) else unit + post

    def _style(self, name: object) -> str:
        """What follows a name in Chinese."""
        if not self._formal:
            return "同志"
        person = self._known.get(str(name))
        match person.get("sex", NOTHING) if person is not None else NOTHING:
            case Sex.MALE:
                return "先生"
            case Sex.FEMALE:
                return "女士"
        return ""


class CardNames:
    """The names that stand on cards: the Chinese one over the foreign one, in English papers the Latin one alone."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._foreign: dict[str, tuple[str, str]] = {}
        for guest in entries(sight.plan.guests):
            other = str(guest.name_en or (guest.name if guest.name_zh else ""))
            chinese = str(guest.name_zh or guest.name)
            if other and other != chinese:
                names = dict.fromkeys((str(guest.name), chinese, other), (chinese, Verbatim(other)))
                self._foreign = {**names, **self._foreign}

    def of(self, name: object) -> tuple[str, str]:
        """The first line and the second, which is empty where one says all."""
        chinese, other = self._foreign.get(str(name), (str(name), ""))
        if self._sight.labels != "zh":
            return other or str(said(chinese)), ""
        return chinese, other or self._sight.second(chinese)
