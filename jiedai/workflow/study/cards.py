"""Cards to learn from: `rule:YC02`, `place:云溪宾馆`, `unit:县交警大队`, `county:产业`, `dish:…`, `custom:…` and more.

Numbers of cards are stable, so that a log survives new cards. `state` stands for the facts that an answer rests on,
in no language: where it changes, what somebody remembered is no longer so, and the card begins anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jiedai.check.manual import figure_lines, manual, own_manual
from jiedai.documents.citing import basis, figures
from jiedai.documents.data import contents, said
from jiedai.language import _, current
from jiedai.model.choice import Diet
from jiedai.model.knowledge import Card as Told
from jiedai.model.knowledge import Commentary, LibraryDish, Question
from jiedai.visit.book import Row, RuleBook
from jiedai.visit.knowledge import NOTHING, SECTIONS, Library, is_past

if TYPE_CHECKING:
    from jiedai.model.office import Office

RULE, PLACE, UNIT, CUSTOM, LESSON = "rule", "place", "unit", "custom", "lesson"
COUNTY, QUESTION, DISH = "county", "question", "dish"
_CLAUSE = re.compile(r"[，；：。,;:.]")


class Card(NamedTuple):
    """A question and its answer; `area` is what gaps are told by: the letters of a rule, else the kind of card."""

    id: str
    front: str
    back: str
    state: str

    @property
    def area(self) -> str:
        """What the card belongs to, as the record counts."""
        return area_of(self.id)


def area_of(card: str) -> str:
    """The letters of a rule's code (`YC`), else the kind of card (`place`)."""
    kind, _colon, name = card.partition(":")
    return name[:2] if kind == RULE else kind


def cards(
    book: RuleBook, office: Office | None, lessons: Iterable[str], day: dt.date, library: Library = NOTHING
) -> dict[str, Card]:
    """Every card there is on a day, by number, in the order in which new ones are learnt.

    Rules with a source come before those of plain sense; conduct, units, places and the county between them. What the
    library holds and is past its date is not learnt.
    """
    rules = in_force(book, day)
    cited = {code: rows for code, rows in rules.items() if rows[-1].source}
    plain = {code: rows for code, rows in rules.items() if code not in cited}
    made = (*_of_rules(cited), *_of_customs(rules), *_of_office(office))
    made += (*_of_county(library, day), *_of_lessons(lessons), *_of_rules(plain))
    return {card.id: card for card in made}


def digest(value: Any) -> str:
    """Eight hexadecimal digits that stand for some data."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


# --- rules ------------------------------------------------------------------------------------------------------------


def in_force(book: RuleBook, day: dt.date) -> dict[str, tuple[Row, ...]]:
    """The rules that hold on a day: one row each, two where foreign guests have one of their own."""
    found = {
        code: tuple(row for row in rows if row.on and row.since <= day <= row.until) for code, rows in book.rows.items()
    }
    return {code: rows for code, rows in sorted(found.items()) if rows}


def _of_rules(rules: Mapping[str, tuple[Row, ...]]) -> Iterator[Card]:
    for code, rows in rules.items():
        try:
            page = own_manual(rows[-1]) or manual(code)
        except KeyError:  # an office's pack may name what has no manual
            continue
        name = rows[-1].name
        if page.wrong:
            front = _("{name}：下面的写法哪里不对？规定是什么？").format(name=name) + "\n" + page.wrong
        else:
            front = _("{name}：规定是什么？").format(name=name)
        back = [f"{code} {page.what.strip()}"]
        for row in rows:
            numbers = _("，").join(figure_lines(row.figures))
            back += [numbers] if numbers else []
            back += [_("依据：{source}").format(source=row.citation)] if row.citation else []
        back += [page.fix] if page.fix else []
        facts = [[row.figures, row.source.get("zh"), row.article.get("zh"), row.level.value] for row in rows]
        yield Card(f"{RULE}:{code}", front, "\n".join(dict.fromkeys(back)), digest(_plain(facts)))


def _plain(value: Any) -> Any:
    """Data of packs, which are views that JSON does not know, as plain dicts and lists."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


# --- conduct and customs ----------------------------------------------------------------------------------------------


def _of_customs(rules: Mapping[str, tuple[Row, ...]]) -> Iterator[Card]:
    """What the papers tell the staff: how to behave, what to ask guests, what a diet means."""
    rows = {code: versions[-1] for code, versions in rules.items()}
    for group in contents("conduct"):
        for entry in group["rules"]:
            if (source := basis(entry, rows, current())) is not None:
                numbers = figures(entry, rows)
                text = said(entry, current()).format(**numbers)
                yield _completed(said(group["title"], current()), text, source, entry, numbers)
    customs = contents("customs")
    for title, entries in ((_("礼俗"), customs["always"]), (_("外宾"), customs["foreign"])):
        for entry in entries:
            yield _completed(title, said(entry, current()), basis(entry, rows, current()) or "", entry, {})
    for entry in customs["ask"]:
        groups = _("、").join(entry["groups"])
        yield _custom(_("{groups}来宾，要先问什么？").format(groups=groups), said(entry, current()), entry["zh"])
    for diet in Diet:
        entry = customs["diets"][diet.value]
        front = _("来宾说{diet}，厨房要怎么做？").format(diet=diet.label)
        yield _custom(front, said(entry, current()), [diet.value, entry["zh"]])


def _completed(title: str, text: str, source: str, entry: Mapping[str, Any], numbers: Mapping[str, Any]) -> Card:
    """A card whose front is the beginning of a sentence."""
    front = _("{title}：“{head}……”，这一条怎么说？").format(title=title, head=_beginning(text))
    back = [text] + ([_("依据：{source}").format(source=source)] if source else [])
    return _custom(front, "\n".join(back), entry["zh"], numbers)


def _beginning(text: str) -> str:
    """The first clause of a sentence; half of one that has no other."""
    head = _CLAUSE.split(text, maxsplit=1)[0]
    return head if len(head) < len(text) - 1 else text[: len(text) // 2]


def _custom(front: str, back: str, fact: Any, numbers: Mapping[str, Any] | None = None) -> Card:
    return Card(f"{CUSTOM}:{digest(fact)}", front, back, digest([fact, _plain(numbers or {})]))


# --- what the office knows --------------------------------------------------------------------------------------------


def _of_office(office: Office | None) -> Iterator[Card]:
    """Who does what, and how a place is introduced; nothing of a unit or place of which the office says nothing."""
    for unit in office.units if office else ():
        facts = [*unit.duties, unit.contact, unit.deputy, unit.phone and str(unit.phone)]
        if any(facts):
            lines = [_("、").join(unit.duties), _reached(unit.contact, unit.phone)]
            lines += [_("不在时找 {name}").format(name=unit.deputy)] if unit.deputy else []
            front = _("{name}负责什么？找谁？").format(name=unit.name)
            yield Card(f"{UNIT}:{unit.name}", front, "\n".join(filter(None, lines)), digest(facts))
    for place in office.places if office else ():
        facts = [place.intro, place.contact, place.phone and str(place.phone), place.unit]
        if any(facts):
            lines = [place.intro or "", place.unit or "", _reached(place.contact, place.phone)]
            front = _("{name}：怎样介绍？找谁？").format(name=place.name)
            yield Card(f"{PLACE}:{place.name}", front, "\n".join(filter(None, lines)), digest(facts))


def _reached(name: str | None, phone: Any) -> str:
    return " ".join(str(one) for one in (name, phone) if one)


def _of_county(library: Library, day: dt.date) -> Iterator[Card]:
    """What guests are told of the county, what they ask, and what is in its dishes."""
    for section in SECTIONS:
        for entry in library.entries(section):
            if is_past(entry, day):
                continue
            if isinstance(entry, Question):
                lines = [entry.answer, *([_("依据：{source}").format(source=entry.source)] if entry.source else [])]
                front = _("来宾问：{question}").format(question=entry.question)
                yield Card(f"{QUESTION}:{digest(entry.question)}", front, "\n".join(lines), digest([entry.answer]))
            elif isinstance(entry, Told):
                yield from _told(entry, section)
    for dish in library.dishes.values():
        if not is_past(dish, day) and (dish.ingredients or dish.states_allergens):
            yield _of_dish(dish)


def _told(entry: Told, section: str) -> Iterator[Card]:
    """A card of the library, unless it says nothing."""
    points = entry.points if isinstance(entry, Commentary) else ()
    lines = [*(f"{name} {value}" for name, value in entry.figures.items()), *points, *entry.text]
    if not lines:
        return
    if entry.figures:
        names = _("、").join(entry.figures)
        front = _("{name}：{figures}各是多少？").format(name=entry.name, figures=names)
    elif section == "places":
        front = _("到{name}看什么、讲什么？").format(name=entry.name)
    else:
        front = _("{name}：怎样介绍？").format(name=entry.name)
    lines += [_("依据：{source}").format(source=entry.source)] if entry.source else []
    state = digest([dict(entry.figures), list(entry.text), list(points)])
    yield Card(f"{COUNTY}:{entry.name}", front, "\n".join(lines), state)


def _of_dish(dish: LibraryDish) -> Card:
    halal = (
        _("能上清真席") if dish.halal else _("不能上清真席") if dish.halal is False else _("清真没有写，上桌前问厨房")
    )
    allergens = _("、").join(one.label for one in dish.allergens) or (_("无") if dish.states_allergens else _("没有写"))
    lines = [
        _("配料：{names}").format(names=_("、").join(dish.ingredients)) if dish.ingredients else "",
        _("过敏原：{names}").format(names=allergens),
        halal,
    ]
    front = _("“{dish}”用什么做，有哪些过敏原，能不能上清真席？").format(dish=dish.dish)
    facts = [list(dish.ingredients), [one.value for one in dish.allergens], dish.states_allergens, dish.halal]
    return Card(f"{DISH}:{dish.dish}", front, "\n".join(filter(None, lines)), digest(facts))


def _of_lessons(lessons: Iterable[str]) -> Iterator[Card]:
    for text in dict.fromkeys(lessons):
        what, _break, measure = text.partition("\n")
        if measure:
            front = _("出过这样的差错：{what}\n下次怎么做？").format(what=what)
        else:
            front = _("往次经验：“{head}……”，后面呢？").format(head=_beginning(text))
        yield Card(f"{LESSON}:{digest(text)}", front, measure or text, "")
