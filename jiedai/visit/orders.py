"""What a plan orders in words: `晚餐备两瓶茅台`, `请县长全程陪同`.

A thing is ordered where a verb of providing governs it, or where nothing excuses its mention; an act (`学生列队`) where
its words follow each other in a clause. It is excused where a verb of work governs it (`调研白酒产业`), where it only
describes the noun behind it (`土特产展销中心`, `粉刷企业名录`), and where it is refused, before it, behind it or in the
next clause (`不挂`, `撤下`, `一律婉拒`): `excuses.py`. A sentence in which no word tells is judged as a whole:
`resemblance.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiedai.model.base import Node
from jiedai.model.choice import ItemKind, Payer, TaskStatus
from jiedai.visit.case import Case, once
from jiedai.visit.excuses import declined, describes, excused, refuses, verb_before
from jiedai.visit.prose import (
    LINK,
    PAPER,
    PROVIDE,
    QUANTITY,
    TAIL,
    TURN,
    WORK,
    Act,
    Clause,
    Element,
    Subject,
    Word,
    clause_texts,
    folded,
    is_about,
    parts_of,
    sentence_texts,
    sentences,
    shapes,
    subject_of,
    subjects_in,
    triggers_in,
)
from jiedai.visit.resemblance import ALSO_HARMLESS, CERTAIN, HARMLESS, SURE, Example, is_long_enough, nearest, odds
from jiedai.visit.statements import Statement, statements

_QUOTED = 24
"""How many characters of a sentence are quoted at most."""


MEETINGS = (ItemKind.CONFERENCE, ItemKind.TALKS)
_MEETING_PLACES = ("会议", "会场", "座谈", "主席台", "发言席", "会间", "会前", "会中", "签约", "讲台", "茶歇", "休会")


_AT_MEETINGS = {"treats"}
"""What is harmless elsewhere, so that a sentence may order something else as well."""
_KEPT = 4096
"""Texts of which what they order is kept."""


class Ordered(NamedTuple):
    """A sentence of the plan that orders something, with the words that say so.

    `like` is a sentence that orders the same in other words, where it was not the words but this that told.
    """

    statement: Statement
    words: str
    like: str = ""

    @property
    def node(self) -> Node:
        """The node the sentence stands in."""
        return self.statement.node


def ordered(case: Case, *subjects: str) -> list[Ordered]:
    """The sentences of a plan that order something of the subjects of `data/orders.yaml`; each sentence once."""
    found: dict[Statement, Ordered] = {}
    for subject in subjects:
        for order in _orders(case).get(subject, ()):
            found.setdefault(order.statement, order)
    return list(found.values())


@once
def _orders(case: Case) -> dict[str, list[Ordered]]:
    told = [*statements(case), *_aside(case)]
    texts = _with_guests(case, [statement.text for statement in told])
    by_words = _by_words(texts)
    found: dict[str, list[Ordered]] = {}
    for statement, text in zip(told, texts, strict=True):
        for subject, words in by_words[text].items():
            at = text.find(words)
            quoted = statement.text[at : at + len(words)] if at >= 0 else statement.text[:_QUOTED]
            found.setdefault(subject, []).append(Ordered(statement, quoted))
        example = None if by_words[text].keys() - _AT_MEETINGS else _resembled(text)
        if example is not None:
            found.setdefault(example.subject, []).append(Ordered(statement, statement.text[:_QUOTED], example.text))
    return found


def _by_words(texts: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The words by which some texts order something, by text and subject.

    Plans of an office have most sentences in common, so that what was read is kept: each is read once in a run.
    """
    known = _known()
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if len(known) + len(new) > _KEPT:
        known.clear()
        new = list(dict.fromkeys(texts))
    triggers = triggers_in(parts_of(*new)) if new else {}
    for text in new:
        told = read(text, subjects_in(text, triggers)) if triggers else {}
        known[text] = {subject: said for subject, said in told.items() if not is_harmless(text, said, odds)}
    return known


def is_harmless(text: str, said: str, odds: Callable[[str], float]) -> bool:
    """Whether words that order something stand in a sentence that is sure to order nothing: there are others to say so.

    Their clause is asked too, as many harmless ones around it would silence it.
    """
    sentence = next((sentence for sentence in sentence_texts(text) if said in sentence), None)
    if sentence is None or not is_long_enough(sentence.replace(said, "")):
        return False
    clause = next((clause for clause in clause_texts(sentence) if said in clause), sentence)
    parts = ((sentence, HARMLESS), (clause, ALSO_HARMLESS))
    return all(is_long_enough(part) and odds(part) <= least for part, least in parts)


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, str]]:
    """What words order in the texts that were read so far, by text and subject; forgotten as other caches are."""
    return {}


@lru_cache(maxsize=_KEPT)
def _resembled(text: str) -> Example | None:
    """What orders the same as a sentence of a text in which no word tells; None where nothing, or it is refused."""
    for part in sentence_texts(text):
        likely = odds(part) if is_long_enough(part) else 0.0
        if likely >= SURE:
            example = nearest(part)
            if may_order(part, example.subject, likely):
                return example
    return None


def may_order(text: str, subject: str, likely: float) -> bool:
    """Whether a sentence with some log-odds has a word of what a subject is about, unless it is certain without, and
    nothing that refuses, excuses or gives a reason."""
    if likely < CERTAIN and not is_about(text, subject):
        return False
    entry = subject_of(subject)
    told = [clause.words for clauses in sentences(text) for clause in clauses]
    spared = entry.reasons | entry.excuses
    return not any(
        word.text in spared or (refuses(word, entry) and _is_meant(words, at))
        for words in told
        for at, word in enumerate(words)
    )


def _is_meant(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may refuse does so: a single sign only before a verb (`未脱密` refuses nothing)."""
    return len(words[at].text) > 1 or any(word.kinds & PROVIDE for word in words[at + 1 : at + 2])


def _with_guests(case: Case, texts: Sequence[str]) -> list[str]:
    """Texts with other words of the same length for the people whose names stand in them.

    A guest is read as one (`给陈志远备两条中华`), and nobody for what the name says: 杨梅 of the host side is no fruit.
    Letters are as the vocabulary has them.
    """
    plan, office = case.plan, case.office
    people = [*plan.hosts, *plan.crew, *(office.people if office else ())]
    names = {person.name: "·" for person in people} | dict.fromkeys(case.guest_by_name, "来宾")
    joined = "\n".join(texts)
    found = list(texts)
    for name in sorted((name for name in names if len(name) > 1 and name in joined), key=len, reverse=True):
        instead = names[name].ljust(len(name), "·")
        found = [text.replace(name, instead) for text in found]
    return list(map(folded, found))


def _aside(case: Case) -> Iterator[Statement]:
    """What is done on certain conditions or for safety, remarks on tasks and guests, and what the host pays for."""
    for cost in case.plan.costs:
        if cost.payer is not Payer.GUEST_UNIT:
            yield Statement(cost, "what", None, cost.what)
    for _day, item in case.items:
        if item.plan_b:
            yield Statement(item, "plan_b", None, item.plan_b)
    for task in case.plan.tasks:
        if task.note and task.status is not TaskStatus.DROPPED:
            yield Statement(task, "note", None, task.note)
    for guest in case.plan.guests:
        if guest.note and provides(guest.note):  # most notes only say how somebody is: `喜欢下棋`
            yield Statement(guest, "note", None, guest.note)
    security = case.plan.security
    if security and security.plan:
        yield Statement(security, "plan", None, security.plan)
    for risk in case.plan.risks:
        yield from (Statement(risk, "actions", index, text) for index, text in enumerate(risk.actions))
        if risk.fallback:
            yield Statement(risk, "fallback", None, risk.fallback)


@once
def _of_meetings(case: Case) -> frozenset[int]:
    """The items that are meetings, their steps, and the tasks for them, by `id`."""
    meetings = [item for _day, item in case.items if item.kind in MEETINGS]
    numbers = {item.id for item in meetings}
    tasks = (task for task in case.plan.tasks if task.item in numbers)
    return frozenset(map(id, (*meetings, *(step for item in meetings for step in item.steps), *tasks)))


def at_meeting(case: Case, statement: Statement) -> bool:
    """Whether a sentence is about a meeting or talks: by what it stands at, or by its words."""
    return id(statement.node) in _of_meetings(case) or any(place in statement.text for place in _MEETING_PLACES)


def at_work(text: str) -> bool:
    """Whether a text says that people inspect, study, or talk about something."""
    words = (word for clauses in sentences(text) for clause in clauses for word in clause.words)
    return any(word.kinds & WORK for word in words)


def provides(text: str) -> bool:
    """Whether a text has a verb of getting, giving or putting up something."""
    return any(
        word.kinds & PROVIDE for clauses in sentences(folded(text)) for clause in clauses for word in clause.words
    )


def order_in(text: str, *subjects: str) -> str | None:
    """The words by which a text of its own orders something of the subjects; None where it does not."""
    text = folded(text)
    found = read(text, subjects_in(text, triggers_in(parts_of(text), *subjects)))
    return next(iter(found.values()), None)


def named(text: str, subject: str) -> str | None:
    """The first word of a subject in a name (of a place, a class, a cost) that does not describe another noun."""
    entry, text = subject_of(subject), folded(text)
    if entry.sure.isdisjoint(parts_of(text)):
        return None
    for clauses in sentences(text):
        for clause in clauses:
            for at, word in enumerate(clause.words):
                if word.text in entry.sure and not describes(clause.words, at, entry.own):
                    return word.text
    return None


def read(text: str, subjects: Collection[str]) -> dict[str, str]:
    """The words by which a text orders something, by subject, among some subjects."""
    found: dict[str, str] = {}
    for sentence in sentences(text) if subjects else ():
        texts = {word.text for clause in sentence for word in clause.words}
        for name in sorted(subjects):
            subject = subject_of(name)
            words = _ordered_in(sentence, subject) if texts.isdisjoint(subject.reasons) else None
            if words:
                found.setdefault(name, words)
    return found


def _ordered_in(sentence: tuple[Clause, ...], subject: Subject) -> str | None:
    """The words by which a sentence orders a subject."""
    for number, clause in enumerate(sentence):
        if any(word.text in subject.excuses for word in clause.words):
            continue
        for at in range(len(clause.words)):
            if _is_thing(clause, at, subject) and not excused(sentence, number, (at,), subject, subject.own):
                verb = verb_before(clause.words, at, PROVIDE)
                return _quoted(clause, at if verb is None else verb, at)
        for act in subject.acts:
            for places in _places(clause.words, act):
                if not excused(sentence, number, places, subject, act[-1] | subject.own):
                    return _quoted(clause, places[0], places[-1])
    return _across_clauses(sentence, subject) if len(sentence) > 1 else None


def _across_clauses(sentence: tuple[Clause, ...], subject: Subject) -> str | None:
    """The words by which two clauses order something together: `村民统一着装，在广场排成两行`.

    Of some subjects all clauses are read together. What refuses anything orders nothing so, and what is about work only
    where the subject is.
    """
    spared = 0 if subject.whole_sentence else WORK | PAPER
    reach = len(sentence) if subject.whole_sentence else 2
    for at in range(max(1, len(sentence) - reach + 1)):
        clauses = sentence[at : at + reach]
        words = tuple(word for clause in clauses for word in clause.words)
        refused = declined(sentence, at + len(clauses), subject) or any(
            refuses(word, subject) or word.text in subject.excuses for word in words
        )
        if refused or any(word.kinds & spared and not word.kinds & PROVIDE for word in words):
            continue
        if any(True for act in subject.acts for _places_ in _places(words, act)):
            return "，".join(clause.text for clause in clauses)[:_QUOTED]
    return None


def _is_thing(clause: Clause, at: int, subject: Subject) -> bool:
    """Whether a word is a thing of the subject that something orders, unless it is excused."""
    word = clause.words[at]
    if word.text in subject.sure:
        return True
    behind = clause.words[at + 1 : at + 2]
    if word.text in subject.last:
        return not behind or bool(behind[0].kinds & (LINK | TAIL | QUANTITY | PROVIDE | TURN))
    if word.text not in subject.weak:
        return False
    if any(other.kinds & PROVIDE for other in clause.words if other is not word):
        return True
    return all(other.kinds & (QUANTITY | LINK) or other.text.isdigit() for other in clause.words if other is not word)


def _places(words: Sequence[Word], act: Act) -> Iterator[tuple[int, ...]]:
    """Where the words of an act follow each other; the last of them anywhere behind the others."""
    for first, word in enumerate(words):
        if act[0].isdisjoint(shapes(word.text)):
            continue
        places = [first]
        for element in act[1:-1]:
            at = next(_having(words, places[-1] + 1, element), -1)
            if at < 0:
                break
            places.append(at)
        else:
            yield from ((*places, at) for at in _having(words, places[-1] + 1, act[-1]))


def _having(words: Sequence[Word], begin: int, element: Element) -> Iterator[int]:
    """The places from one on whose word is of an element."""
    return (at for at in range(begin, len(words)) if not element.isdisjoint(shapes(words[at].text)))


def _quoted(clause: Clause, begin: int, end: int) -> str:
    """The words of a clause from one to another."""
    first, last = clause.words[begin], clause.words[end]
    stop = last.start + len(last.text)
    return clause.text[max(first.start, stop - _QUOTED) : stop]
