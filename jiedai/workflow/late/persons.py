"""Somebody of the host side in the place of another: the entry in the lists, and the telephone numbers that follow."""

from __future__ import annotations

from jiedai.language import N_, _
from jiedai.model.base import path_of
from jiedai.model.conduct import Task
from jiedai.model.people import CrewMember, Host
from jiedai.model.placeholder import WORD as BLANK
from jiedai.visit.names import mobiles
from jiedai.visit.work import names_in
from jiedai.workflow.late.draft import Draft
from jiedai.workflow.late.looking import Look
from jiedai.workflow.late.standing import Spot, entries, swapped
from jiedai.workflow.late.subjects import facts

_FACTS = ("unit", "post", "rank", "phone")
"""What belongs to a person; their role and their duty belong to the visit."""


_BLANKS = frozenset({"unit", "post"})
"""What papers have a place for whoever it is: a blank until somebody knows."""


class PersonSwap:
    """What follows where one person stands for another."""

    def __init__(self, draft: Draft, old: str, new: str) -> None:
        self.draft = draft
        self.case = draft.case
        self.old = old
        self.new = new
        self.known = facts(self.case, new)
        for person, _path, _bare in entries(draft):
            if person.name == new:
                for field in _FACTS:
                    value = getattr(person, field, None)
                    if value is not None:
                        self.known.setdefault(field, str(value))
        self.looks: list[Look] = []

    def run(self, changed: list[Spot]) -> list[Look]:
        """Change the entries of the lists, and the numbers of tasks whose owner changed."""
        self._entries()
        for spot in changed:
            if isinstance(spot.node, Task) and spot.field == "owner":
                self._phone(spot.node)
        return self.looks

    def _entries(self) -> None:
        there = {type(person) for person, _path, _bare in entries(self.draft) if person.name == self.new}
        for person, path, bare in entries(self.draft):
            if person.name != self.old:
                continue
            if bare:
                self._bare(person, path, twice=type(person) in there)
            elif type(person) in there:
                self.draft.remove(path_of(person))
                self._hand_over(person)
            else:
                self.draft.set(path, self.new)
                self._facts(person)

    def _bare(self, person: Host | CrewMember, path: tuple[str | int, ...], *, twice: bool) -> None:
        """A name without anything beside it; of several in one text the others stay."""
        text = str(self.draft.typed(path))
        new = swapped(text, lambda name: ("" if twice else self.new) if name == self.old else None)
        if new:
            self.draft.set(path, new)
        else:
            self.draft.remove(path)

    def _hand_over(self, person: Host | CrewMember) -> None:
        """The role of somebody goes to the new one, who is in the list already and has none."""
        if not isinstance(person, Host) or person.role is None:
            return
        for other, path, bare in entries(self.draft):
            if isinstance(other, Host) and other.name == self.new and other.role is None and not bare:
                del path
                self.draft.put(other, "role", self.draft.choice(other, "role", person.role))

    def _facts(self, person: Host | CrewMember) -> None:
        """What an entry says of the old person is put right, or goes; what it says of the visit stays."""
        missing = []
        for field in _FACTS:
            if getattr(person, field, None) is None:
                continue
            if field in self.known:
                self.draft.put(person, field, self.known[field])
                continue
            missing.append(field)
            if field in _BLANKS:
                self.draft.put(person, field, BLANK)
            else:
                self.draft.drop(person, field)
        if isinstance(person, CrewMember) and person.backup == self.new:
            self.draft.drop(person, "backup")
        if missing:
            names = _("、").join(_(LABELS[field]) for field in missing)
            message = _("不知道{name}的{facts}，{old}的已经去掉").format(name=self.new, facts=names, old=self.old)
            self.looks.append(Look("facts", message, _("在名单里或 office.yaml 的人员里补上"), None, path_of(person)))

    def _phone(self, task: Task) -> None:
        """The number of a task is that of its owner."""
        if task.phone is None or names_in(task.owner) != (self.old,):
            return
        unit = self.case.unit_by_name.get(task.unit or "")
        number = self.known.get("phone")
        if number is not None:
            self.draft.put(task, "phone", number)
        elif unit is None or unit.phone != task.phone or mobiles(task.phone):
            self.draft.drop(task, "phone")
            message = _("不知道{name}的电话，{id}里{old}的已经去掉").format(
                name=self.new, id=task.id or task.what, old=self.old
            )
            self.looks.append(Look("phone", message, _("补上电话"), task.id, path_of(task)))


LABELS = {"unit": N_("单位"), "post": N_("职务"), "rank": N_("职级"), "phone": N_("电话")}


# --- guests -----------------------------------------------------------------------------------------------------------

_OWN = (
    *("name_en", "name_zh", "sex", "ethnicity", "nationality", "rank", "order", "absent", "phone", "diet"),
    *("allergies", "health", "sits_with", "sits_apart", "note", "other"),
)
"""What is said of a guest in person; the unit, the group and the journey are the delegation's."""


def swap_guest(draft: Draft, old: str, new: str) -> list[Look]:
    """Put somebody else of the same unit into the list of guests: what was said of the old one in person goes."""
    looks = []
    for guest in draft.case.written.guests:
        if guest.name != old:
            continue
        draft.put(guest, "name", new)
        for field in _OWN:
            draft.drop(guest, field)
        draft.put(guest, "post", BLANK)
        message = _("{name}的职务、性别、职级、饮食和电话还不知道，{old}的已经去掉").format(name=new, old=old)
        looks.append(Look("facts", message, _("问来函单位，填在“来宾”里"), None, path_of(guest)))
    return looks
