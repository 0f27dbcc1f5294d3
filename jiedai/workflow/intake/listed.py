"""People set side by side in a sentence: 李明（省农业农村厅副厅长）、王建国（处长）; 张三，局长；李四，科长."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiedai.patterns import regex
from jiedai.workflow.intake import units
from jiedai.workflow.intake.entries import IN_PARTY, describe
from jiedai.workflow.intake.facets import read_phones
from jiedai.workflow.intake.moments import Base
from jiedai.workflow.intake.naming import FOREIGN, trimmed, unit_and_post, unit_of_neighbour
from jiedai.workflow.intake.paper import Text
from jiedai.workflow.intake.persons import Person, is_like_name, is_name, latin_name, name_and_post, tidy_name

_ALSO_TO_CALL = regex(r"兼?(?:本次|此次|调研组|考察团)?联[络系][员人]|(?:具体)?负责(?:联络|联系|对接)")
_NAMELESS = regex(r"其中|另有|有[一二两三\d][位人名]|[一二两三\d]{1,2}(?:位|名|个人|人)")


def people_listed(paragraph: Text, base: Base, issuer: str = "") -> list[Person]:
    """People set side by side: 李明（省农业农村厅副厅长）、王建国（处长）; 张三，局长；李四，科长."""
    people: list[Person] = []
    last: Person | None = None  # whom what follows is of: he may have been named before
    open_posts: list[str] = []
    post_of_last = False  # what stood before was the post of the last one
    fresh_row = _are_rows(paragraph.text)
    loose = False  # a sentence that names nobody: what it tells is of nobody in the list
    for start, chunk, ends in _chunks(paragraph.text):
        where = paragraph.where(start)
        open_posts = [] if ends else open_posts
        head, note, tail = _with_note(chunk)
        head = trimmed(head) if len(head) > 4 or _IN_FRONT.match(head) else head
        if chunk in ("我", "本人"):
            continue  # the writer, who has no name here
        if last and not ends and _ALSO_TO_CALL.fullmatch(chunk):
            last.to_call = where
            continue
        name, rest = _named(head)
        if not name and fresh_row and is_like_name(head) and len(head) < 4 and not _DO.search(head) and ends:
            name = head
        rest = rest or tail
        if name:
            person = next((one for one in people if one.name == name), None) or Person(name)
            if person not in people:
                people.append(person)
            last = person
            person.learn("name", name, where)
            unit, post = unit_and_post("、".join([*open_posts, rest]), issuer) if rest else ("", "")
            if rest and not unit and len(people) > 1:
                unit = unit_of_neighbour(paragraph.text, start, post, people[-2])
            person.learn("unit", unit, where)
            person.learn("post", post, where)
            describe(person, _parts(note), where, base)
            open_posts = []
        elif _is_post_alone(chunk):
            further = paragraph.text[start - 1 : start] == "、" and _CLOSES.match(paragraph.text, start + len(chunk))
            if last and post_of_last and further:
                last.known["post"] += f"、{chunk}"
            elif last and not ends and not open_posts and "post" not in last.known:
                unit, post = unit_and_post(head if note and units.has_post(head) else chunk, issuer)
                last.learn("unit", unit, where)
                last.learn("post", post, where)
                describe(last, _parts(note), where, base)
                post_of_last = True
                continue
            else:
                open_posts.append(chunk)
        elif _of_somebody_else(head, note):
            open_posts = []
        elif last and not ends and not loose and not units.is_unit(chunk) and not _NAMELESS.search(chunk):
            describe(last, _parts(chunk), where, base)
        else:
            open_posts = []
        post_of_last = False
        if ends and name:
            open_posts = []
        loose = not name and (ends or loose)
    return [person for person in people if set(person.known) - {"name"}]


def _is_post_alone(chunk: str) -> bool:
    """Whether a chunk is a post, or unit and post, of one person whom it does not name."""
    return (
        units.has_post(chunk)
        and chunk.count("各") == 0
        and not IN_PARTY.fullmatch(chunk)
        and not re.search("有关|相关|主要|部分|以及|还有|等|我|和|及", chunk)
    )


def _are_rows(text: str) -> bool:
    """Whether a text is entries between semicolons, each a word before a comma or a note: 柳岸，书记；晓风，主任."""
    firsts = [re.split("[，,（(]", row)[0].strip() for row in re.split("[；;]", text) if row.strip()]
    return len(firsts) > 1 and all(1 < len(first) < 5 for first in firsts) and any(map(is_name, firsts))


_CLOSES = regex("[；;。\n]|$|，(?:女|男|素食|清真|1[3-9])")
_DO = regex("参加|陪同|带队|随行|出席|主持|同行|前往|到会|致辞|讲话|介绍|汇报|发言|作陪|接待|率队|负责|等人|一行")
_LEAST_BESIDE = 3
"""So many clauses beside it that name people make a clause of a post and a word one that names somebody."""


def beside_others(paragraph: Text, known: list[Person], issuer: str = "") -> list[Person]:
    """Those whose names might be words, in a row of people: 副区长笃行，区发改局局长求是，…."""
    people = []
    for sentence in re.finditer("[^。；]+", paragraph.text):
        clauses = list(
            re.finditer("[^，]+", re.sub("[（(][^（()）]*[)）]", lambda one: "　" * len(one[0]), sentence[0]))
        )
        named = [any(person.name in clause[0] for person in known) for clause in clauses]
        if sum(named) < _LEAST_BESIDE:
            continue
        for clause in (clause for clause, has in zip(clauses, named, strict=True) if not has):
            bare = clause[0].strip("　")
            head, name = bare[:-2], bare[-2:]
            if units.has_post(head) and is_like_name(name) and not _DO.search(bare) and not units.has_post(bare):
                where = paragraph.where(sentence.start() + clause.start())
                unit, post = unit_and_post(head, issuer)
                people.append(Person(name))
                for facet, value in (("name", name), ("unit", unit), ("post", post)):
                    people[-1].learn(facet, value, where)
    return people


def _of_somebody_else(head: str, note: str) -> bool:
    """Whether a note gives post or phone of somebody whose name the words before it are not: 小李（科长，139…）."""
    told = _parts(note)
    return not units.has_post(head) and any(units.is_post(part) or read_phones(part) for part in told)


_IN_FRONT = regex(r"[组团队][长员](?=[\u4e00-\u9fff]{2})")


def _chunks(text: str) -> Iterator[tuple[int, str, bool]]:
    """Start and text of what stands between commas outside brackets; whether it begins a new entry of the list."""
    start, depth, fresh = 0, 0, True
    for at, sign in enumerate(text + "；"):
        depth += (sign in "（(") - (sign in "）)")
        if (sign in "，,、；;。\n" or (sign == "：" and at - start < 6)) and depth <= 0:
            if chunk := text[start:at].strip():
                yield start + len(text[start:at]) - len(text[start:at].lstrip()), chunk, fresh
            start, fresh, depth = at + 1, sign in "；;。\n：", 0


_NOTE_WITHIN = regex(r"([\u4e00-\u9fff·]{2,12})[（(]([^（()）]+)[)）]([^（()）]{2,})")


def _with_note(chunk: str) -> tuple[str, str, str]:
    """A chunk, what stands in brackets behind it, and unit and post that follow: 李明|女|厅规划处处长."""
    if (found := _NOTE_WITHIN.fullmatch(chunk)) and units.has_post(found[3]):
        return found[1], found[2], found[3]
    found = re.fullmatch(r"(?:\d{1,2}[.．、)）])?([^（(]+)[（(](.+?)[)）]?(?:同志|先生|女士|等)?", chunk)
    return (found[1], found[2], "") if found else (re.sub(r"^\d{1,2}[.．)）]", "", chunk), "", "")


def _parts(note: str) -> list[str]:
    return [part.strip() for part in re.split("[，,；;、]" if note.isascii() else "[，,；;、 ]", note) if part.strip()]


def _named(head: str) -> tuple[str, str]:
    """The name in a chunk and the words of unit and post beside it."""
    bare = re.sub(r"(?:同志|先生|女士)(?:带队|率队)?$|(?:带队|率队|等\d*人?)$", "", head).strip()
    if is_name(tidy_name(bare)):
        return tidy_name(bare), ""
    if latin := latin_name(bare):
        return latin, ""
    if split := name_and_post(bare):
        return split
    if re.fullmatch(rf".*?{FOREIGN}", bare):
        for post in reversed(list(units.posts().finditer(bare))):
            if "·" in bare[post.end() :] and is_name(bare[post.end() :]):
                return bare[post.end() :], bare[: post.end()]
    return "", ""
