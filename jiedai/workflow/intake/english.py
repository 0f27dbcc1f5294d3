"""A letter in English: letterhead, date, subject, salutation, body and signature; why they come."""

from __future__ import annotations

import datetime as dt
import re

from jiedai.patterns import regex
from jiedai.workflow.intake.contacts import NUMBERS
from jiedai.workflow.intake.entries import ENGLISH_POST, ENGLISH_UNIT, describe
from jiedai.workflow.intake.facets import read_phones, read_sex
from jiedai.workflow.intake.found import Line, Value
from jiedai.workflow.intake.moments import Base, days_in, plain
from jiedai.workflow.intake.paper import REFERENCE, Paper, Text, folded, paragraphs, text_of
from jiedai.workflow.intake.persons import Person, latin_name

_SALUTATION = regex(
    r"^\s*(?:Dear\b|To whom it may concern|Your (?:Excellency|Honou?r)|.*\bpresents its compliments\b)", re.IGNORECASE
)
_CLOSING = regex(
    r"^\s*(?:Yours\b|Sincerely|Respectfully|Faithfully"
    r"|(?:With )?(?:Best|Kind|Warm)\b.{0,12}\b(?:regards|wishes)|Regards)",
    re.IGNORECASE,
)
_SUBJECT = regex(r"^\s*(?:Subject|Re|Regarding)\s*[:：]\s*(?P<subject>.{4,120})$", re.IGNORECASE)
_FROM = regex(r"^\s*(?:The )?(?P<from>[A-Z].{4,80}?) presents its compliments\b")
_LABEL_OF_DATE = regex(r"^\s*(?:Date\s*[:：])?\s*(?:[A-Z][a-z]+,\s+)?", re.IGNORECASE)


def read_paper(lines: list[Line]) -> Paper | None:
    """The parts of an English letter; None for a text that is none, or has neither date nor subject."""
    rows = [line for line in lines if line.text.strip()]
    hello = next((at for at, line in enumerate(rows[:25]) if _SALUTATION.match(line.text)), None)
    if hello is None:
        return None
    end = next((at for at in range(hello + 1, len(rows)) if _CLOSING.match(rows[at].text)), len(rows))
    paper = Paper()
    at_date = None
    closing = rows[end : end + 6] if end < len(rows) else rows[-2:]  # notes of missions have no closing words
    for at, line in enumerate([*rows[:hello], *closing]):
        if paper.date is None and _is_date(line.text):
            paper.date, at_date = Line(line.text.strip(), line.where), at
    for line in rows[: hello + 3]:
        if paper.title is None and (found := _SUBJECT.match(line.text)):
            paper.title = text_of(found["subject"].strip(), line.where)
    if paper.date is None and paper.title is None:
        return None
    head = rows[: at_date if at_date is not None and at_date < hello else 0]
    paper.number = next(
        (Line(found["number"], line.where) for line in rows[:hello] if (found := REFERENCE.match(folded(line.text)))),
        None,
    )
    if (
        head
        and (ENGLISH_UNIT.search(head[0].text) or ENGLISH_UNIT.search(head[0].text.title()))
        and not re.match(r"\s*To\b", head[0].text)
    ):
        paper.issuers = [Line(head[0].text.strip(" ,"), head[0].where)]
    elif note := _FROM.search(rows[hello].text):
        paper.issuers = [Line(note["from"].strip(), rows[hello].where)]
    else:
        signed = [line for line in rows[end + 1 : end + 6] if ENGLISH_UNIT.search(line.text) and len(line.text) < 80]
        paper.issuers = [Line(signed[0].text.strip(" ,"), signed[0].where)] if signed else []
    paper.addressee = Line(rows[hello].text.strip(" ,:"), rows[hello].where)
    begin = hello if "presents its compliments" in rows[hello].text else hello + 1
    body = [line for line in rows[begin:end] if not _SUBJECT.match(line.text)]
    paper.body = paragraphs_of([line for line in lines if line in body or not line.text.strip()])
    paper.annex = paragraphs(rows[end + 1 :], [])[3:]
    paper.lines = [*body, *rows[end + 4 :]]
    return paper


_BEGINS = regex(r"\s*(?:[-–•*▪·]|\(?[\da-z]{1,2}[.)]\s|(?:Mr|Mrs|Ms|Dr|Prof|H\.E)\b|[A-Z][A-Za-z ]{2,20}:)")
"""How an entry of a list begins, or a line with a label."""


_GOES_ON = regex(r"\b(?:from|to|the|of|and|in|at|by|with|for|our|a|an|on)$")


def is_english(lines: list[Line]) -> bool:
    """Whether lines are in English, or another language of Latin letters."""
    text = "".join(line.text for line in lines)
    return len(text) > 40 and not re.search(r"[\u4e00-\u9fff]", text)


def signing_unit(lines: list[Line]) -> Value | None:
    """The unit below the closing words of a mail: International Relations, City of Rosenfeld."""
    rows = [line for line in lines if line.text.strip()]
    for line in rows[_closing(rows) + 1 :][:5]:
        parts = [part.strip() for part in line.text.split(",")]
        named = [part for part in parts if ENGLISH_UNIT.search(part) and not re.search(r"\d", part)]
        if named and len(line.text) < 80:
            return Value("letter.issuer", named[-1], line.where)
    return None


def paragraphs_of(lines: list[Line]) -> list[Text]:
    """Lines joined where a sentence goes on in the next: it has no stop, and is long or plainly continued."""
    widest = max((len(line.text.strip()) for line in lines), default=0)
    joined: list[Text] = []
    last, going_on = "", False
    for line in lines:
        text = folded(line.text)
        if not text:
            going_on = False
            continue
        if (
            going_on
            and not _BEGINS.match(text)
            and (len(last) > 0.6 * widest or text[0].islower() or _GOES_ON.search(last))
        ):
            joined[-1].add(text, line.where)
        else:
            joined.append(text_of(text, line.where))
        last, going_on = text, text[-1] not in ".:;!?："
    return joined


def _closing(lines: list[Line]) -> int:
    """Where the closing words of an English letter stand; behind the last line without them."""
    return next((at for at, line in enumerate(lines) if _CLOSING.match(line.text)), len(lines))


def signature(lines: list[Line], *, numbered: bool) -> list[Value]:
    """Whom to call where an English letter says me: the name under its closing words, the number beside or below it.

    Where the number to call is known (`numbered`) the name alone; a name without any number is nobody to call.
    """
    rows = [line for line in lines if line.text.strip()]
    end = _closing(rows)
    for line in rows[end + 1 : end + 3]:
        name, *beside = (part.strip(" .") for part in line.text.strip(" ,.").split(","))
        if latin_name(name):
            below = [row.text for row in rows[end + 1 : end + 6] if NUMBERS.match(row.text.strip())]
            phone = read_phones(beside[-1] if beside else "".join(below[:1]))
            called = Value("contact.name", name, line.where)
            return [called] if numbered else [called, Value("contact.phone", phone, line.where)] if phone else []
    return []


def unsigned(lines: list[Line]) -> list[Line]:
    """The lines without the name below the closing words of an English letter, which is of nobody who comes."""
    end = _closing(lines)
    below = next((at for at in range(end + 1, len(lines)) if lines[at].text.strip()), len(lines))
    return lines[:end] + lines[below + 1 :]


def _is_date(text: str) -> bool:
    bare = _LABEL_OF_DATE.sub("", text.strip(), count=1) if len(text.strip()) < 50 else ""
    found = next(days_in(plain(bare), Base(dt.date(2000, 1, 1))), None) if re.search(r"20\d\d", bare) else None
    return found is not None and found.first == found.last and not plain(bare)[found.end :].strip(" .,")


_AIM = regex(
    r"\b(?:in order to|with the aim of|for the purpose of|aims? to|wish(?:es)? to|to) "
    r"(?P<aim>(?:discuss|renew|deepen|launch|introduce|finali[sz]e|celebrate|tour|meet|"
    r"explore|learn|study|exchange|negotiate|sign|inspect|participate|take part|attend|promote|"
    r"strengthen|present|see|look at|talk about|conclude|review|prepare|hold)\w*\b(?: \w| [\"“])[^.;\n]{6,160})",
    re.IGNORECASE,
)


_FOR = regex(
    r"\b(?:visit|come|travel|stay)\w*\b(?:[^.;\n]|(?<=No)\.){0,80}? for (?:an? |the )?(?P<aim>(?:[a-z-]+ ){0,3}"
    r"(?:exchange|inspection|negotiations?|discussions?|talks|study tour|field trip|workshop|training"
    r"|conference|signing)"
    r"[^.;,\n]{0,80})"
)


_TO_SEE = regex(
    r"\b[Ww]e (?:would like|'d like|hope|plan|want|wish|intend) to (?P<aim>(?:(?:visit|tour|inspect|see) "
    r"(?:the|some|an?|one|two|three|several|your (?!county|city|country|town))"
    r"|(?:learn|hear|know more|find out) about )[^.;\n]{6,160})"
)
"""We would like to visit the blade factory."""


def purpose(texts: list[tuple[str, Text]]) -> Value | None:
    """Why they come, in the words of an English sentence."""
    for _label, paragraph in texts:
        if paragraph.text[:400].isascii() or len(re.findall("[A-Za-z]", paragraph.text)) * 2 > len(paragraph.text):
            for found in _AIM.finditer(paragraph.text):
                before = re.split(r"(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!No)\.|[;\n]", paragraph.text[: found.start()])[-1]
                if re.search(
                    r"visit|travel|come|coming|will be (?:in|here)|delegation|trip|arrive|stay", before, re.IGNORECASE
                ):
                    return Value("purpose", found["aim"].strip(), paragraph.where(found.start("aim")))
            if reason := _FOR.search(paragraph.text) or _TO_SEE.search(paragraph.text):
                return Value("purpose", reason["aim"].strip(), paragraph.where(reason.start("aim")))
    return None


_NAME = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?(?P<name>[A-ZÀ-Ž][a-zÀ-ž'’-]+(?: (?:[A-ZÀ-Ž]\.|[A-ZÀ-Ž][A-Za-zÀ-ž'’-]+)){1,2})"
_POST_AND_NAME = regex(
    rf"(?P<post>{ENGLISH_POST.pattern}) {_NAME}(?=[,.;:)]| \(| and\b| will\b| (?:intends|plans|wishes)\b|$)"
)
_NAME_AND_POST = regex(
    rf"(?:^|[-•–] ?|[;:.] ?|, and |\band |\bby ){_NAME}, ?(?:the )?(?P<post>{ENGLISH_POST.pattern})"
    r"(?=[,.;)]| ?\(| and\b|$)"
)


_MY_AND_NAME = regex(
    rf"\b(?:my|our) (?P<post>[a-z][a-z -]{{2,30}}), {_NAME.replace('(?:(?:Mr', '(?:(?:Mr', 1).replace(' )?', ' )', 1)}"
)
"""My producer, Mr. Jonas Frei."""
_NAME_AND_NOTE = regex(rf"\b{_NAME} ?\((?P<post>{ENGLISH_POST.pattern})(?:[,;] ?(?P<note>[^()]{{3,80}}))?\)")


def people(paragraph: Text, base: Base) -> list[Person]:
    """Those whom an English sentence names with a post: Deputy Mayor Anna Holm; Erik Berg, Director (vegetarian)."""
    if re.search(r"[\u4e00-\u9fff]", paragraph.text):
        return []
    found: list[Person] = []
    for form in (_NAME_AND_POST, _POST_AND_NAME, _NAME_AND_NOTE, _MY_AND_NAME):
        for one in form.finditer(paragraph.text):
            name = latin_name(one["name"])
            if not name or ENGLISH_POST.match(name) or any(person.name == name for person in found):
                continue
            where = paragraph.where(one.start("name"))
            person = Person(name)
            person.learn("name", name, where)
            person.learn("post", one["post"].strip(), where)
            if title := re.search(r"\b(Mr|Mrs|Ms)\.? (?=[A-Z])", one[0]):
                person.learn("sex", read_sex(title[1]), where)
            if note := one.groupdict().get("note"):
                describe(person, re.split("[,;] ?| - ", note), where, base)
            elif behind := re.match(r" ?\(([^()]{3,40})\)", paragraph.text[one.end() :]):
                describe(person, re.split("[,;] ?", behind[1]), where, base)
            found.append(person)
    known = {person.name for person in found}
    found += [person for person in _enumerated(paragraph, base) if person.name not in known]
    return sorted(found, key=lambda person: paragraph.text.find(person.name))


_ENUMERATION = regex(
    r"(?:: ?|\b(?:includes|comprises|consists of|are|members?:?) )(?P<names>[^:;\n]*?)"
    r"(?:(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!Prof)\.(?= |$)|;|\n|$)"
)
_ITEM = regex(r"(?P<name>[^,()]+?)(?: ?\((?P<note>[^()]*)\))?\s*(?:,\s*(?:and\s+)?|\s+and\s+|$)")
_LEAST = 3
"""Names side by side that make an enumeration."""


def _enumerated(paragraph: Text, base: Base) -> list[Person]:
    """Those whom a sentence enumerates, with notes or without: Eva Zimmer (interpreter), Jonas Keller and Tom Brand."""
    for listed in _ENUMERATION.finditer(paragraph.text):
        items = list(_ITEM.finditer(listed["names"]))
        if len(items) < _LEAST or not all(latin_name(item["name"].strip()) for item in items):
            continue
        people = []
        for item in items:
            where = paragraph.where(listed.start("names") + item.start())
            people.append(Person(latin_name(item["name"].strip())))
            people[-1].learn("name", people[-1].name, where)
            describe(people[-1], re.split("[,;] ?", (item["note"] or "").capitalize()), where, base)
        return people
    return []


_FOREIGN = regex(
    r"\b(?:delegation|mayor|embassy|consulate|consul|municipality|sister cit(?:y|ies)|twin town|ambassador|minister)\b",
    re.IGNORECASE,
)


def kind(text: str) -> str:
    """`foreign` where an English letter announces people of a city, a state or a mission; else empty."""
    abroad = not re.search(r"[\u4e00-\u9fff]", text) and _FOREIGN.search(text)
    return "foreign" if abroad and not re.search(r"\binvest", text, re.IGNORECASE) else ""
