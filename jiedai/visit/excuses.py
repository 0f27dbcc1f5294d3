"""What excuses the mention of something in a sentence: that it is refused, looked at, or only describes a noun."""

from __future__ import annotations

from collections.abc import Sequence

from jiedai.visit.prose import (
    ALL,
    DECLINE,
    HEAD,
    LINK,
    PAPER,
    PROVIDE,
    QUANTITY,
    REFUSE,
    REMOVE,
    TAIL,
    TURN,
    WORK,
    Clause,
    Element,
    Subject,
    Word,
    is_pretext,
    kinds_of,
)

_NEAR = 4
"""How many characters may stand between a thing and the noun that it describes."""
_OF = "的"
_WITH = ("把", "将")
_INSTEAD = ("换成", "换为", "改成", "改为", "改用", "替换成", "替换为")
"""Between these a thing goes, unless a new or larger one comes (`_NEW`)."""
_NEW = frozenset("新大更好红鲜长宽高贵")
_ALTOGETHER = ("一律", "一概", "概", "均", "都", "严禁", "禁止")
"""What refuses so refuses all that is listed before it: `白酒、香烟一律不得出现`."""
_AND_THEN = ("并", "并且", "然后")
"""Behind these another verb begins: `考察并游览古城`."""


def excused(sentence: tuple[Clause, ...], number: int, places: tuple[int, ...], subject: Subject, own: Element) -> bool:
    """Whether nothing is ordered by the words at some places of a clause."""
    words = sentence[number].words
    first, last = places[0], places[-1]
    if (
        describes(words, last, own)
        or (first != last and _is_paper(words, first))
        or _refused(sentence, number, places, subject)
    ):
        return True
    if first == last and _is_left_to_work(words, last):
        return True
    if subject.whole_sentence or (len(places) > 1 and words[first].kinds & PROVIDE):
        return False
    verb = verb_before(words, first, PROVIDE | WORK)
    return verb is not None and not words[verb].kinds & PROVIDE


def _is_left_to_work(words: Sequence[Word], at: int) -> bool:
    """Whether somebody is to look at a thing: `工地标语由施工单位自查`, `户外横幅调研`, `高尔夫球场地块踏勘`."""
    behind = words[at + 1 :]
    if not behind or not any(word.kinds & WORK for word in behind):
        return False
    if len(behind) == 1 or behind[0].text == "由":
        return True
    others = (*words[:at], *behind)
    return bool(behind[-1].kinds & WORK) and not (
        is_pretext(behind[-1].text) or any(word.kinds & (PROVIDE | LINK) for word in others)
    )


def verb_before(words: Sequence[Word], at: int, kinds: int) -> int | None:
    """The nearest verb of some kinds before a word; one that is half a noun (`调研途中`) is none."""
    for place in range(at - 1, -1, -1):
        word = words[place]
        if word.text in _AND_THEN:
            return None
        if word.kinds & kinds and not (word.kinds & WORK and words[place + 1].kinds & TAIL):
            return place
    return None


def describes(words: Sequence[Word], at: int, own: Element) -> bool:
    """Whether a word only describes a noun behind it: an institution close by, or a paper at the end of the phrase.

    What is among the subject's `own` words describes itself (`大峡谷景区`). A paper of something takes in all of the
    clause before it (`购书卡发放给困难学生的名单`).
    """
    behind = zip(words[at + 1 :], words[at + 2 :], strict=False)
    if any(word.text == _OF and following.kinds & PAPER for word, following in behind):
        return True
    gap, verb, made = 0, words[at].kinds & PROVIDE, any(word.kinds & PROVIDE for word in words[: at + 1])
    for word in words[at + 1 :]:
        if word.text in own or (verb and not word.kinds & (PAPER | LINK | PROVIDE)):
            continue
        if word.kinds & PAPER:
            return True
        if word.kinds & HEAD and (not gap or (len(word.text) > 1 and gap <= _NEAR)):
            return True
        if word.kinds & PROVIDE and len(word.text) > 1 and not word.kinds & LINK and not made and not verb:
            made = True  # 横幅制作商
            continue
        if word.kinds & (LINK | PROVIDE | REFUSE | TURN | QUANTITY) or word.text.isdigit():
            return False
        gap += len(word.text)
    return False


def _is_paper(words: Sequence[Word], at: int) -> bool:
    """Whether a noun stands right before a paper of it: `画册清样送审`."""
    return not words[at].kinds & (PROVIDE | WORK | LINK) and bool(words[at + 1].kinds & PAPER)


def refuses(word: Word, subject: Subject) -> bool:
    """Whether a word refuses what a subject orders; where taking away is the act, only what takes nothing away."""
    if subject.clears and word.kinds & REMOVE:
        return bool(word.kinds & REFUSE)
    return bool(word.kinds & (REFUSE | REMOVE | DECLINE))


def _refused(sentence: tuple[Clause, ...], number: int, places: tuple[int, ...], subject: Subject) -> bool:
    """Whether a clause, what stands before it or the next clauses refuse what its words at some places order."""
    words, first, last = sentence[number].words, places[0], places[-1]
    turn = next((at for at in range(first - 1, -1, -1) if words[at].kinds & TURN), -1)
    if any(at not in places and refuses(words[at], subject) for at in range(turn + 1, last)):
        return True
    return _refused_behind(words, last, subject) or _refused_around(sentence, number, first, subject)


def _refused_behind(words: Sequence[Word], last: int, subject: Subject) -> bool:
    """Whether the clause goes on to refuse a thing: `横幅不挂`, `礼品一律退回`; not `鲜花摆放不得影响通行`."""
    for at in range(last + 1, len(words)):
        word = words[at]
        if word.text in _INSTEAD and _is_moved(words, last):
            return _NEW.isdisjoint("".join(other.text for other in words[at + 1 :]))
        if word.kinds & TURN:
            return False
        if not refuses(word, subject):
            continue
        between = words[last + 1 : at]
        if word.text.startswith(_ALTOGETHER) and not any(other.kinds & (PROVIDE | WORK) for other in between):
            return True
        if at == last + 1 or at == len(words) - 1 or word.kinds & REMOVE:
            return True
        verb = kinds_of(word.text[1:])
        if verb & PROVIDE or words[at + 1].kinds & PROVIDE:
            return True
    return False


def _is_moved(words: Sequence[Word], at: int) -> bool:
    """Whether a thing is what something is done with: `把欢迎字样换成会议名称`, `茶歇改为白开水`."""
    return not at or any(word.text in _WITH for word in words[max(0, at - _NEAR) : at])


def _refused_around(sentence: tuple[Clause, ...], number: int, first: int, subject: Subject) -> bool:
    if number and not first:
        before = sentence[number - 1].words
        if any(word.kinds & REFUSE and len(word.text) > 1 and word.text[0] in "严禁杜" for word in before):
            return True
    return declined(sentence, number + 1, subject)


def declined(sentence: tuple[Clause, ...], number: int, subject: Subject) -> bool:
    """Whether a clause of a sentence, from one on, refuses what was said before: `…，一律婉拒`, `…，自理`."""
    for clause in sentence[number:]:
        begun = clause.words[:3]
        if begun[0].kinds & ALL and any(refuses(word, subject) for word in clause.words):
            return True
        if not subject.clears and any(word.kinds & DECLINE for word in begun):
            return True
    return False
