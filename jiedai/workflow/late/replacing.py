"""One person, place, hotel or vehicle for another, everywhere it stands in a plan."""

from __future__ import annotations

from typing import NamedTuple

from jiedai.language import N_, _
from jiedai.model.conduct import Risk
from jiedai.model.words import unpadded
from jiedai.visit.case import Case
from jiedai.visit.rides import drivers_of
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look, Outcome, obstacles, outcome
from jiedai.workflow.late.persons import PersonSwap, swap_guest
from jiedai.workflow.late.places import PlaceSwap
from jiedai.workflow.late.standing import (
    Renaming,
    Spot,
    entries,
    exchanged,
    hits,
    references,
    settled,
    shortened,
    swapped,
    words,
)
from jiedai.workflow.late.subjects import Kind, Subject, Unknown, meant, names_of, near, unknown


class Swap(NamedTuple):
    """What is replaced, and by what."""

    old: Subject
    new: Subject

    @property
    def kind(self) -> Kind:
        """What both are."""
        return self.old.kind


def replaced(case: Case, swap: Swap) -> Outcome:
    """The plan with one thing for another. EditError where its file cannot be changed so without more."""
    work = _Replacing(Draft(case), swap)
    work.run()
    made = outcome(case, work.draft.text(), work.looks, work.same)
    return made._replace(reasons=obstacles(made.look_at))


def swap_of(case: Case, old: str, new: str) -> Swap:
    """What two words mean that are to be exchanged.

    Unknown where they mean nothing, things of two kinds, or something that stands nowhere in the plan.
    """
    olds = meant(case, old)
    if not olds:
        raise unknown(case, old)
    standing = [one for one in olds if _stands(case, one)]
    if not standing:
        raise _nowhere(case, olds[0])
    one = standing[0]
    others = _others(case, one, new)
    if not others:
        raise _no_other(case, one, new)
    if others[0] == one:
        raise Unknown(_("“{name}”就是“{other}”，不用换").format(name=new.strip(), other=one.written))
    return Swap(one, others[0])


def _others(case: Case, one: Subject, word: str) -> list[Subject]:
    """What a word may mean that can stand in the place of something.

    Who comes instead of a guest is known when the letter says so.
    """
    if one.kind is not Kind.GUEST:
        return [other for other in meant(case, word) if other.kind is one.kind]
    letter = case.written.letter
    listed = {guest.name for guest in case.written.guests}
    name = unpadded(word.strip())
    return [Subject(Kind.GUEST, name)] if letter and name in letter.members and name not in listed else []


def _no_other(case: Case, one: Subject, word: str) -> Unknown:
    """Why a word cannot stand in the place of something."""
    if one.kind is Kind.GUEST:
        return _no_guest(case, one, word)
    known = meant(case, word)
    if not known:
        return unknown(case, word, one.kind, one.name)
    message = _("“{old}”是{kind}，“{new}”是{other}，不能互换")
    kinds = {"old": one.written, "kind": _(KINDS[one.kind]), "new": word, "other": _(KINDS[known[0].kind])}
    return Unknown(message.format(**kinds))


def _no_guest(case: Case, one: Subject, word: str) -> Unknown:
    hint = _("来宾换人：先把新来的人写进公函的人员；只是不来，用 jiedai drop {name}").format(name=one.name)
    return Unknown(_("不知道来宾“{name}”换成的“{new}”是谁").format(name=one.name, new=word), hint)


KINDS = {Kind.PERSON: N_("我方人员"), Kind.GUEST: N_("来宾"), Kind.PLACE: N_("场所"), Kind.VEHICLE: N_("车辆")}


def _nowhere(case: Case, one: Subject) -> Unknown:
    """Why something cannot be replaced that stands nowhere in the plan."""
    here = [name for name in names_of(case, one.kind) if _stands(case, Subject(one.kind, name))]
    close = near(one.name, here) or here
    hint = _("方案里有：{names}").format(names=_("、").join(close[:6])) if close else ""
    return Unknown(_("方案里没有用到“{name}”").format(name=one.written), hint)


def _stands(case: Case, one: Subject) -> bool:
    """Whether something stands in a field of the plan."""
    if one.kind is Kind.GUEST:
        return True
    draft = Draft(case)
    renaming = _renaming(case, Swap(one, one._replace(name="\0")))
    if any(swapped(spot.text, renaming) != spot.text for spot in references(draft, one.kind)):
        return True
    return one.kind is Kind.PERSON and any(person.name == one.name for person, _path, _bare in entries(draft))


def _renaming(case: Case, swap: Swap) -> Renaming:
    """What is written for a name in a field."""
    old, new = swap.old, swap.new

    def of_place(name: str) -> str | None:
        if name == old.written:
            return new.written
        place = case.place(name) if not old.inside else None
        if place is None or place.name != old.name:
            return None
        return new.written + name[len(old.name) :]

    def of_name(name: str) -> str | None:
        return new.name if name == old.name else None

    return of_place if old.kind is Kind.PLACE else of_name


class _Replacing:
    """One replacement, made in a draft; a vehicle takes its driver along."""

    def __init__(self, draft: Draft, swap: Swap) -> None:
        self.draft = draft
        self.case = draft.case
        self.swap = swap
        self.looks: list[Look] = []
        self.others = frozenset(names_of(self.case)) - {swap.old.name}
        self._names: list[tuple[str, str]] = [(swap.new.written, swap.old.written)]

    def same(self, message: str) -> str:
        """A message with the old names in the place of the new ones."""
        for new, old in self._names:
            message = message.replace(new, old)
        return message

    def run(self) -> None:
        changed = self._in_fields()
        match self.swap.old.kind:
            case Kind.PLACE:
                follow = PlaceSwap(self.draft, self.swap.old, self.swap.new)
                self.looks += follow.run(changed)
                self._names += follow.names
            case Kind.VEHICLE:
                self._driver()
            case Kind.GUEST:
                self.looks += swap_guest(self.draft, self.swap.old.name, self.swap.new.name)
            case _:
                self.looks += PersonSwap(self.draft, self.swap.old.name, self.swap.new.name).run(changed)
        self._in_words()
        self.looks += _settled(self.draft, self.swap.old)
        self.looks += _translations(self.case, self.swap)

    def _in_fields(self) -> list[Spot]:
        """Put the new name into the fields that refer to the old one, each name once."""
        renaming = _renaming(self.case, self.swap)
        changed = []
        for spot in references(self.draft, self.swap.old.kind):
            new = swapped(spot.text, renaming)
            if new == spot.text:
                continue
            changed.append(spot)
            if isinstance(spot.path[-1], int) and new in _beside(self.draft, spot):
                self.draft.remove(spot.path)
            else:
                self.draft.set(spot.path, new)
        return changed

    # --- words --------------------------------------------------------------------------------------------------------

    def _in_words(self) -> None:
        """Put the new name into sentences that name the old one; where that is not certain, somebody must look."""
        old, new = self.swap.old, self.swap.new
        short = _short_forms(self.case, old)
        for spot in words(self.draft):
            found = hits(spot.text, old.written, old.kind, self.others)
            if found.sure and isinstance(spot.node, Risk) and self._is_another_kind():
                self.looks.append(_doubtful(spot, old))
            elif found.sure:
                self.draft.set(spot.path, exchanged(spot.text, found.sure, new.written))
            doubtful = found.doubtful or any(form in _rest(spot.text, old.written) for form in short)
            doubtful = doubtful or self._names_by_post(spot.text)
            if doubtful:
                self.looks.append(_doubtful(spot, old))

    def _is_another_kind(self) -> bool:
        """Whether a place is of use for something else than the old one: nobody is brought to a park for treatment."""
        one, other = (self.case.place_by_name.get(side.name) for side in self.swap)
        return one is not None and other is not None and one.kind is not other.kind

    def _names_by_post(self, text: str) -> bool:
        """Whether somebody is named by surname and post: 林副县长."""
        if self.swap.old.kind is not Kind.PERSON:
            return False
        posts = {host.post for host in self.case.plan.hosts if host.name == self.swap.old.name and host.post}
        surname = self.swap.old.name[:1]
        return any(form in text for post in posts for form in (surname + post, surname + post.removeprefix("副")))

    # --- vehicles -----------------------------------------------------------------------------------------------------

    def _driver(self) -> None:
        """The plate and the driver of a vehicle change with it."""
        old, new = (self.case.vehicle_by_number.get(one.name) for one in self.swap)
        if old is None or new is None:
            return
        if old.plate and new.plate:
            self._literally(old.plate, new.plate)
        goes, comes = drivers_of(old), drivers_of(new)
        elsewhere = {
            name
            for number, vehicle in self.case.vehicle_by_number.items()
            if number != old.number and number in _vehicles(self.case)
            for name in drivers_of(vehicle)
        }
        if len(goes) == len(comes) == 1 and goes != comes and not elsewhere & {*goes, *comes}:
            driver = _Replacing(self.draft, Swap(Subject(Kind.PERSON, goes[0]), Subject(Kind.PERSON, comes[0])))
            driver.run()
            self.looks += driver.looks
            self._names += driver._names
        if old.model and new.model and old.model != new.model:
            for spot in words(self.draft):
                if old.model in spot.text and old.model not in new.model:
                    self.looks.append(_doubtful(spot, Subject(Kind.VEHICLE, old.model)))

    def _literally(self, old: str, new: str) -> None:
        for spot in words(self.draft):
            if old in spot.text:
                self.draft.set(spot.path, spot.text.replace(old, new))


def _vehicles(case: Case) -> set[str]:
    """The vehicles that a plan uses."""
    items = {number for _day, item in case.items for number in item.vehicles}
    return items | {ride.vehicle for ride in case.plan.rides if ride.vehicle}


def _beside(draft: Draft, spot: Spot) -> list[str]:
    """The other entries of the list that a text is in, as they are to be."""
    *above, index = spot.path
    entries = draft.typed(tuple(above))
    count = len(entries) if isinstance(entries, list) else 0
    return [str(draft.typed((*above, one))) for one in range(count) if one != index]


def _rest(text: str, name: str) -> str:
    """A text without a name in it."""
    return text.replace(name, "\0")


_SHORTEST = 3


def _short_forms(case: Case, old: Subject) -> list[str]:
    """What a place may be called for short: its end, where no other place ends so."""
    if old.kind is not Kind.PLACE or len(old.written) <= _SHORTEST:
        return []
    ends = [old.written[cut:] for cut in range(1, len(old.written) - _SHORTEST + 1)]
    others = [name for name in case.place_by_name if name != old.name]
    free = [end for end in ends if not any(end in other for other in others)]
    return free[-1:]


def _doubtful(spot: Spot, old: Subject) -> Look:
    message = _("“{text}”里可能说的是{name}，没有改").format(text=shortened(spot.text), name=old.written)
    number = spot.item.id if spot.item else getattr(spot.node, "id", None)
    return Look("words", message, _("看一看，要改的手工改"), number, spot.path)


def _settled(draft: Draft, old: Subject) -> list[Look]:
    """What others wrote, or what has happened, and names the old one: it stays as it is."""
    found = [path for path, text in settled(draft) if len(old.written) > 1 and old.written in text]
    message = _("这里还写着“{name}”，没有改").format(name=old.written)
    return [Look("words", message, _("是对方或已经发生的，一般不改"), None, path) for path in found]


def _translations(case: Case, swap: Swap) -> list[Look]:
    """A name that has a translation, and the new one none."""
    known = dict(case.office.translations if case.office else {}) | dict(case.written.translations)
    if swap.old.written not in known or swap.new.written in known:
        return []
    return [Look("words", _("“{name}”没有译文").format(name=swap.new.written), _("在“译文”里加上，印外文文件用"))]
